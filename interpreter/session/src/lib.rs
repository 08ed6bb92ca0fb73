//! What lies between a prompt and a machine wherever there is memory to spare: the command line and the browser.
//! Knows no terminal and no process.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod complete;
mod files;
mod report;
mod sorted;

pub use complete::{Names, names};
pub use files::{read, source_line, with_source};
pub use report::{Frame, Report, report, write_error, write_exception};
pub use sorted::Sorted;

use alloc::string::String;
use pyrite_core::machine::{Machine, Root};
use pyrite_core::memory::Kind;
use pyrite_core::{R, Value, n};
use pyrite_repl::Prompt;
use pyrite_syntax::complete::Input;

/// Whether what was typed is a whole statement.
pub fn is_complete(m: &mut Machine, block: &str) -> bool {
    m.judge(block.as_bytes()) != Input::Incomplete
}

/// `sys.ps1` or `sys.ps2`.
pub fn prompt(m: &mut Machine, prompt: Prompt) -> String {
    let name = match prompt {
        Prompt::First => n::ps1,
        Prompt::Further => n::ps2,
    };
    let mark = m.mark();
    let set = complete::module_member(m, n::sys, name);
    let text = set.and_then(|v| m.str(v).ok());
    let text = text
        .and_then(|text| m.str_bytes(text))
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    m.release(mark);
    text.unwrap_or_else(|| prompt.usual().into())
}

/// Sets `sys.argv` and `sys.path`.
pub fn set_lists(m: &mut Machine, arguments: &[String], path: &[String]) -> R<()> {
    for (root, texts) in [(Root::Argv, arguments), (Root::Path, path)] {
        let list = match m.heap.as_kind(m.root(root), Kind::List) {
            Some(list) => list,
            None => {
                let list = m.new_list_sized(texts.len())?;
                m.set_root(root, Value::reference(list));
                list
            }
        };
        for text in texts {
            let text = m.new_str(text.as_bytes())?;
            m.list_push(list, text)?;
        }
    }
    Ok(())
}
