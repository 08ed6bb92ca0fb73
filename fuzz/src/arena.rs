//! A machine for hostile programs: its host has nothing and presses Ctrl-C soon.

use pyrite_core::{
    R, Value,
    host::Host,
    machine::{Machine, Piece, Root},
    value::{WORD, Word},
};
use std::panic::{self, AssertUnwindSafe};

/// Questions for Ctrl-C that a program gets before it is pressed, and before the program is ended from outside: one
/// that catches KeyboardInterrupt would run for ever.
const PATIENCE: u32 = 10;
const END: u32 = 60;

#[derive(Default)]
struct Impatient {
    asked: u32,
    clock: u64,
}

/// Unwinds out of the machine: no panic, only the end of patience.
struct Enough;

impl Host for Impatient {
    fn write(&mut self, _bytes: &[u8], _error: bool) {}

    fn interrupted(&mut self) -> bool {
        self.asked += 1;
        if self.asked > END {
            panic::resume_unwind(Box::new(Enough));
        }
        self.asked > PATIENCE
    }

    fn micros(&mut self) -> u64 {
        self.clock += 50;
        self.clock
    }

    fn sleep(&mut self, micros: u64) {
        self.clock = self.clock.saturating_add(micros);
    }
}

/// Gives `work` a machine with an arena of that many bytes, and looks whether the machine still works afterwards.
pub fn with_machine(bytes: usize, work: impl FnOnce(&mut Machine)) {
    let mut heap: Vec<Word> = vec![0; bytes / WORD];
    let mut stack = vec![Value::NONE; 4096];
    let mut host = Impatient::default();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        let words = heap.len();
        let spaces = pyrite_library::SPACES;
        let mut m = Machine::new(&mut heap, words, &mut stack, &mut host, spaces, &[]);
        m.frozen = pyrite_library::FROZEN;
        work(&mut m);
        attempt(&mut m, |m| {
            let after = b"import gc\ngc.enable()\ngc.collect()\nlen(repr(locals())) < 0\n";
            let code = crate::program::compile(m, after, pyrite_core::compile::Mode::File)?;
            execute(m, code)
        });
    }));
    if let Err(cause) = ended
        && !cause.is::<Enough>()
    {
        panic::resume_unwind(cause);
    }
}

/// Does `work`. What it raises has a text, or raises another exception when asked for it.
pub fn attempt(m: &mut Machine, work: impl FnOnce(&mut Machine) -> R) {
    let mark = m.mark();
    if work(m).is_err() {
        let error = m.take_pending();
        if m.message(&[Piece::T(error), Piece::S(": "), Piece::V(error)])
            .is_err()
        {
            m.take_pending();
        }
    }
    m.release(mark);
}

/// Runs a code object as the program.
pub fn execute(m: &mut Machine, code: Value) -> R {
    match m.root(Root::Main).as_ref() {
        Some(globals) => m.run_code(code, globals, Value::UNBOUND),
        None => Ok(Value::NONE),
    }
}

/// Whether a machine still does what it should, whatever has failed in it before.
#[cfg(feature = "stress")]
pub fn machine_is_well(m: &mut Machine) {
    let source = b"x = [1, 2]\nx.append(str(len(x)))\nassert {'a': x}['a'][2] == '2'\n";
    let mark = m.mark();
    let result = crate::program::compile(m, source, pyrite_core::compile::Mode::File)
        .and_then(|code| Ok((code, m.new_dict()?)))
        .and_then(|(code, globals)| match globals.as_ref() {
            Some(globals) => m.run_code(code, globals, Value::UNBOUND),
            None => Ok(Value::NONE),
        });
    if result.is_err() && !m.pending_is(pyrite_core::types::KEYBOARD_INTERRUPT) {
        let error = m.take_pending();
        let text = m.message(&[Piece::T(error), Piece::S(": "), Piece::V(error)]);
        let text = text.ok().and_then(|text| m.str_bytes(text));
        panic!("a small program: {:?}", text.map(String::from_utf8_lossy));
    }
    m.release(mark);
}
