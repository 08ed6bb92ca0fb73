//! From power to prompt: a machine in the memory that is left, `boot.py`, `main.py`, the prompt; and all of it again for
//! every soft reset.

use crate::chip::{Chip, Drive};
use crate::input::Input;
use crate::line::Line;
use crate::prompt::{self, Seat};
use crate::world::{Common, World};
use pyrite_core::board::Board;
use pyrite_core::compile::{Mode, Source};
use pyrite_core::machine::Machine;
use pyrite_core::memory::stack_in;
use pyrite_core::types::sys;
use pyrite_core::value::{WORD, Word};
use pyrite_core::{R, Space};
use pyrite_library::finder;
use pyrite_repl::{Buffers, Options, Outcome, Repl, SOFT_REBOOT};
use pyrite_session as session;

/// The parts of a board, and what is said of it.
pub struct Home<'p> {
    pub chip: &'p mut dyn Chip,
    /// What the receive interrupt fills.
    pub input: &'static Input,
    /// Memory for objects, and for the texts of the prompt.
    pub words: &'p mut [Word],
    /// Memory for frames.
    pub stack: &'p mut [Word],
    pub drive: Option<&'p mut dyn Drive>,
    pub board: Option<&'p mut dyn Board>,
    /// The modules of the board, and what prepares a machine for them.
    pub spaces: &'static [&'static Space],
    pub start: fn(&mut Machine) -> R<()>,
    /// The lines shown at the start, separated by `\n`.
    pub banner: &'static str,
    /// What the firmware says of itself to tools that read its flash: the line of `pyrite_image::Stamp`, or nothing where no
    /// images are made of it. It is never looked at here, only kept.
    pub stamp: &'static str,
    /// Calls of builtins inside each other that the chip's own stack has room for.
    pub depth: u32,
    /// `boot.py` and `main.py` are not run, and why.
    pub safe: Option<&'static str>,
}

/// Bytes that raw-paste mode lets the other side send at once.
const WINDOW: u16 = 256;
/// Jumps back and calls between two looks at Ctrl-C and the clock.
const SLICE: u16 = 1000;

/// Shares of the memory, and their limits in bytes: what the prompt needs for a pasted program, for earlier entries, and for
/// what Ctrl-K took.
const TEXT: Share = Share(8, 1 << 10, 64 << 10);
const HISTORY: Share = Share(64, 128, 4 << 10);
const CLIPBOARD: Share = Share(128, 64, 1 << 10);

/// Divisor, least and most bytes.
struct Share(usize, usize, usize);

impl Share {
    fn words(&self, of: usize) -> usize {
        (of * WORD / self.0).clamp(self.1, self.2) / WORD
    }
}

/// Cuts a share off the end of the memory.
fn cut<'w>(words: &mut &'w mut [Word], share: &Share, of: usize) -> &'w mut [u8] {
    let all = core::mem::take(words);
    let at = all.len().saturating_sub(share.words(of));
    let (rest, cut) = all.split_at_mut(at);
    *words = rest;
    bytemuck::cast_slice_mut(cut)
}

/// Runs the board for good.
pub fn run(home: Home) -> ! {
    let Home {
        chip,
        input,
        mut words,
        stack,
        mut drive,
        mut board,
        spaces,
        start,
        banner,
        stamp,
        depth,
        mut safe,
    } = home;
    core::hint::black_box(stamp);
    let all = words.len();
    let buffers = Buffers {
        text: cut(&mut words, &TEXT, all),
        history: cut(&mut words, &HISTORY, all),
        clipboard: cut(&mut words, &CLIPBOARD, all),
    };
    let options = Options {
        banner,
        window: WINDOW,
        ..Options::default()
    };
    let mut repl = Repl::new(options, buffers);
    let common = Common::new(chip, input);
    let stack = stack_in(stack);
    loop {
        let mut world = World {
            common: &common,
            drive: drive.as_deref_mut(),
            board: board.as_deref_mut(),
            line: Line::EMPTY,
            returned: false,
        };
        let size = words.len();
        let mut m = Machine::new(
            words,
            size,
            stack,
            &mut world,
            pyrite_library::SPACES,
            spaces,
        );
        m.find = finder::find;
        m.source_line = session::source_line;
        m.frozen = pyrite_library::FROZEN;
        m.max_depth = depth;
        m.set_slice(SLICE);
        let prepared = session::set_lists(&mut m, &[""], &[]);
        let prepared = prepared.and_then(|()| session::set_lists(&mut m, &[], &["", "/lib"]));
        if prepared.and_then(|()| start(&mut m)).is_err() {
            session::write_error(&mut m, false);
        }
        match safe.take() {
            None => begin(&mut m, &common, repl.is_raw()),
            Some(why) => {
                for part in ["safe mode: ", why, "; boot.py and main.py were not run\r\n"] {
                    common.write(part.as_bytes());
                }
            }
        }
        let mut seat = Seat {
            common: &common,
            m: &mut m,
        };
        prompt::talk(&mut repl, &mut seat);
        common.write(SOFT_REBOOT);
        end(&mut m, &common);
        if let Some(drive) = &mut drive {
            drive.close_all();
        }
        if let Some(board) = &mut board {
            board.soft_reset();
        }
    }
}

/// Runs `boot.py`, and `main.py` unless a tool drives the prompt.
fn begin(m: &mut Machine, common: &Common<'_>, raw: bool) {
    if run_file(m, common, "boot.py") != Outcome::Raised && !raw {
        run_file(m, common, "main.py");
    }
}

/// Runs a file, if it is there; what it raises is written.
fn run_file(m: &mut Machine, common: &Common<'_>, name: &str) -> Outcome {
    let there = m.host.files().map(|files| files.stat(name));
    if there.is_none_or(|stat| stat.is_err()) {
        return Outcome::Done;
    }
    common.input.begin();
    let mark = m.mark();
    let result = m
        .new_str(name.as_bytes())
        .and_then(|file| finder::read(m, file))
        .and_then(|source| prompt::execute(m, Source::Str(source), name, Mode::File));
    m.release(mark);
    let outcome = prompt::outcome(m, result);
    if outcome == Outcome::Raised {
        session::write_error(m, false);
    }
    common.input.end();
    outcome
}

/// The end of a machine: functions of `atexit`, objects with `__del__`.
fn end(m: &mut Machine, common: &Common<'_>) {
    common.input.begin();
    if sys::at_exit(m).is_err() {
        session::write_error(m, false);
    }
    m.finalise_all();
    common.input.end();
}
