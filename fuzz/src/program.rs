//! Programs, in arenas so small that most end in MemoryError.

use crate::arena::{attempt, execute, with_machine};
use pyrite_core::{
    R,
    compile::{Mode, Source},
    machine::Machine,
};

/// The last byte chooses the arena and the way to compile; all is the program.
pub fn run(data: &[u8]) {
    let choice = usize::from(data.last().copied().unwrap_or(0));
    let bytes = [12, 20, 40, 100, 400][choice % 5] * 1024;
    let mode = match choice {
        0x30..=0x34 => Mode::Eval,
        0x35..=0x39 => Mode::Single,
        _ => Mode::File,
    };
    with_machine(bytes, |m| {
        attempt(m, |m| {
            let code = compile(m, data, mode)?;
            execute(m, code)
        });
    });
}

pub fn compile(m: &mut Machine, source: &[u8], mode: Mode) -> R {
    let file = m.intern(b"<fuzz>")?;
    m.compile(Source::Text(source), file, mode)
}
