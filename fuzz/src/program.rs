//! Programs, in arenas so small that most end in MemoryError, with a host that has nothing and presses Ctrl-C soon.

use pyrite_core::{
    Value,
    compile::{Mode, Source},
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

/// The last byte chooses the arena and the way to compile; all is the program.
pub fn run(data: &[u8]) {
    let choice = usize::from(data.last().copied().unwrap_or(0));
    let bytes = [12, 20, 40, 100, 400][choice % 5] * 1024;
    let mode = match choice {
        0x30..=0x34 => Mode::Eval,
        0x35..=0x39 => Mode::Single,
        _ => Mode::File,
    };
    let mut heap: Vec<Word> = vec![0; bytes / WORD];
    let mut stack = vec![Value::NONE; 4096];
    let mut host = Impatient::default();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        let words = heap.len();
        let spaces = pyrite_library::SPACES;
        let mut m = Machine::new(&mut heap, words, &mut stack, &mut host, spaces, &[]);
        execute(&mut m, data, mode);
        // What it left behind still works.
        execute(
            &mut m,
            b"import gc\ngc.enable()\ngc.collect()\nlen(repr(locals())) < 0\n",
            Mode::File,
        );
    }));
    if let Err(cause) = ended
        && !cause.is::<Enough>()
    {
        panic::resume_unwind(cause);
    }
}

fn execute(m: &mut Machine, source: &[u8], mode: Mode) {
    let mark = m.mark();
    let done = m.intern(b"<fuzz>").and_then(|file| {
        let code = m.compile(Source::Text(source), file, mode)?;
        let Some(globals) = m.root(Root::Main).as_ref() else {
            return Ok(Value::NONE);
        };
        m.run_code(code, globals, Value::UNBOUND)
    });
    if done.is_err() {
        let error = m.take_pending();
        // An exception has a text, or raises another when asked for it.
        if m.message(&[Piece::T(error), Piece::S(": "), Piece::V(error)])
            .is_err()
        {
            m.take_pending();
        }
    }
    m.release(mark);
}
