//! The prompt over a machine, as a board runs it.

use core::hint::black_box;
use pyrite_core::Value;
use pyrite_core::compile::{Mode, Source};
use pyrite_core::host::Host;
use pyrite_core::machine::{Machine, Root, Sink};
use pyrite_core::types;
use pyrite_core::{R, Raised};
use pyrite_repl::{Buffers, Kind, Options, Outcome, Question, Repl, Session, Step};
use pyrite_syntax::complete::Input;

/// Sends to nowhere and hears from nowhere.
struct Line;

impl Host for Line {
    fn write(&mut self, bytes: &[u8], _error: bool) {
        black_box(bytes);
    }

    fn interrupted(&mut self) -> bool {
        black_box(false)
    }

    fn micros(&mut self) -> u64 {
        black_box(0)
    }
}

struct Seat<'m, 'a>(&'m mut Machine<'a>);

impl Session for Seat<'_, '_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.host.write(bytes, false);
    }

    fn is_complete(&mut self, block: &str) -> bool {
        self.0.judge(block.as_bytes()) != Input::Incomplete
    }

    fn complete(&mut self, _question: Question<'_>, _found: &mut dyn FnMut(&str)) {}

    fn write_error(&mut self) {
        let e = self.0.take_pending();
        if self.0.report(e, Sink::Host).is_err() {
            self.0.take_pending();
        }
    }
}

fn execute(m: &mut Machine, source: &[u8], mode: Mode) -> R<()> {
    let file = m.intern(b"<stdin>")?;
    let code = m.compile(Source::Text(source), file, mode)?;
    let Some(globals) = m.root(Root::Main).as_ref() else {
        return Err(Raised);
    };
    m.run_code(code, globals, Value::UNBOUND)?;
    Ok(())
}

fn run(m: &mut Machine, source: &[u8], kind: Kind) -> Outcome {
    let mode = match kind {
        Kind::Interactive => Mode::Single,
        Kind::File => Mode::File,
    };
    let mark = m.mark();
    let result = execute(m, source, mode);
    m.release(mark);
    match result {
        Ok(()) => Outcome::Done,
        Err(Raised) if m.pending_is(types::SYSTEM_EXIT) => Outcome::Exit,
        Err(Raised) => Outcome::Raised,
    }
}

#[unsafe(no_mangle)]
extern "C" fn _start() -> ! {
    let (mut heap, mut stack) = ([0; 2000], [Value::NONE; 300]);
    let (mut text, mut history) = ([0; 500], [0; 200]);
    let mut line = Line;
    let size = heap.len();
    let mut m = Machine::new(&mut heap, size, &mut stack, &mut line, LIBRARY, HARDWARE);
    #[cfg(feature = "hardware")]
    {
        m.find = pyrite_library::finder::find;
        m.frozen = pyrite_library::FROZEN;
        if pyrite_hardware::start(&mut m).is_err() {
            m.take_pending();
        }
    }
    let buffers = Buffers {
        text: &mut text,
        history: &mut history,
        clipboard: &mut [],
    };
    let mut repl = Repl::new(Options::default(), buffers);
    repl.start(&mut Seat(&mut m));
    loop {
        if let Step::Run(kind) = repl.push(black_box(0), &mut Seat(&mut m)) {
            let outcome = run(&mut m, repl.source(), kind);
            if repl.finished(outcome, &mut Seat(&mut m)) == Step::Reset {
                repl.start(&mut Seat(&mut m));
            }
        }
    }
}

#[cfg(feature = "hardware")]
use pyrite_hardware::MICROBIT_SPACES as HARDWARE;
#[cfg(feature = "hardware")]
use pyrite_library::SPACES as LIBRARY;
#[cfg(not(feature = "hardware"))]
const LIBRARY: &[&pyrite_core::Space] = &[];
#[cfg(not(feature = "hardware"))]
const HARDWARE: &[&pyrite_core::Space] = &[];

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
