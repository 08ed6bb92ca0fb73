//! What lies between a prompt and a machine: names for Tab, whether a statement is whole, tracebacks. Knows no terminal and
//! no process. Without the feature `alloc` it needs no memory but the machine's own.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

mod complete;
mod error;
mod files;
#[cfg(feature = "alloc")]
mod handles;
mod path;
#[cfg(feature = "alloc")]
mod report;
#[cfg(feature = "alloc")]
mod sorted;

pub use complete::names;
pub use error::{write_error, write_exception};
pub use files::source_line;
#[cfg(feature = "alloc")]
pub use files::{read, with_source};
#[cfg(feature = "alloc")]
pub use handles::Handles;
#[cfg(feature = "alloc")]
pub use report::{Frame, Report, report};
#[cfg(feature = "alloc")]
pub use sorted::Sorted;

use pyrite_core::machine::{Machine, Root};
use pyrite_core::memory::Kind;
use pyrite_core::{R, Value, n};
use pyrite_repl::Prompt;
use pyrite_syntax::complete::Input;

/// Whether what was typed is a whole statement.
pub fn is_complete(m: &mut Machine, block: &str) -> bool {
    m.judge(block.as_bytes()) != Input::Incomplete
}

/// Calls `then` with `sys.ps1` or `sys.ps2`.
pub fn with_prompt<T>(m: &mut Machine, prompt: Prompt, then: impl FnOnce(&str) -> T) -> T {
    let name = match prompt {
        Prompt::First => n::ps1,
        Prompt::Further => n::ps2,
    };
    let mark = m.mark();
    let set = complete::module_member(m, n::sys, name);
    let text = set.and_then(|v| m.str(v).ok());
    let told = text
        .and_then(|text| m.str_bytes(text))
        .and_then(|bytes| core::str::from_utf8(bytes).ok());
    let result = then(told.unwrap_or(prompt.usual()));
    m.release(mark);
    result
}

/// Sets `sys.argv` and `sys.path`.
pub fn set_lists<T: AsRef<str>>(m: &mut Machine, arguments: &[T], path: &[T]) -> R<()> {
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
            let text = m.new_str(text.as_ref().as_bytes())?;
            m.list_push(list, text)?;
        }
    }
    Ok(())
}
