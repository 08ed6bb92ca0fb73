//! The prompt on this machine: keys from the console to the line editor, statements from there to Python.

use crate::console::{Console, Key};
use crate::history;
use crate::python::Python;
use crate::terminal::Mode;
use pyrite_repl::{Buffers, Kind, Options, Prompt, Question, Repl, SOFT_REBOOT, Session, Step};
use std::cell::RefCell;
use std::rc::Rc;

/// Bytes a statement or a pasted program can have.
const TEXT: usize = 4 << 20;
const HISTORY: usize = 256 << 10;
const CLIPBOARD: usize = 64 << 10;
/// Raw-paste mode sends this much at once.
const WINDOW: u16 = 2048;

/// How a prompt ended.
pub enum End {
    /// Ctrl-D, or the end of input.
    Left,
    /// SystemExit.
    Exit,
    /// A tool wants a fresh machine.
    Reset,
}

/// What outlives the machine: over a soft reset mode and history stay.
pub struct Room {
    repl: Repl<'static>,
    history: Option<std::path::PathBuf>,
}

/// The line editor's view of console and Python.
struct Seat<'p, 'm> {
    console: &'p RefCell<Console>,
    python: &'p mut Python<'m>,
    /// A tool reads what is written.
    raw: bool,
}

impl Session for Seat<'_, '_> {
    fn write(&mut self, bytes: &[u8]) {
        self.console.borrow_mut().write(bytes);
    }

    fn is_complete(&mut self, block: &str) -> bool {
        self.python.is_complete(block)
    }

    fn complete(&mut self, question: Question<'_>, found: &mut dyn FnMut(&str)) {
        self.python.complete(question, found);
    }

    fn write_error(&mut self) {
        self.python.write_error(self.raw);
    }

    fn write_prompt(&mut self, prompt: Prompt) {
        let text = self.python.prompt(prompt);
        self.write(text.as_bytes());
    }

    fn prompt_columns(&mut self, prompt: Prompt) -> usize {
        self.python.prompt(prompt).chars().count()
    }
}

impl Room {
    pub fn open(console: &RefCell<Console>, banner: &'static str) -> Self {
        let console = console.borrow();
        let (columns, rows) = console.terminal.size();
        // A terminal that does not say its size is a program's: it wants lines unbroken.
        let known = columns > 0;
        let columns = if known { columns } else { u16::MAX };
        let speaks = |term: std::ffi::OsString| {
            let term = term.to_string_lossy().into_owned();
            [
                "xterm",
                "screen",
                "tmux",
                "rxvt",
                "alacritty",
                "foot",
                "linux",
            ]
            .iter()
            .any(|t| term.starts_with(t))
        };
        let options = Options {
            banner,
            columns,
            rows,
            window: WINDOW,
            bracketed_paste: known
                && console.terminal.is_terminal()
                && std::env::var_os("TERM").is_some_and(speaks),
        };
        let lend = |size| Box::leak(vec![0; size].into_boxed_slice());
        let buffers = Buffers {
            text: lend(TEXT),
            history: lend(HISTORY),
            clipboard: lend(CLIPBOARD),
        };
        let mut repl = Repl::new(options, buffers);
        // What a tool types is not for people to remember.
        let history = console
            .terminal
            .is_terminal()
            .then(|| history::file(|name| std::env::var_os(name)))
            .flatten();
        if let Some(path) = &history {
            history::load(path, repl.history());
        }
        Room { repl, history }
    }

    /// Talks until the user leaves.
    pub fn talk(&mut self, console: &Rc<RefCell<Console>>, python: &mut Python<'_>) -> End {
        console.borrow_mut().terminal.set(Mode::Prompt);
        let mut seat = Seat {
            console,
            python,
            raw: false,
        };
        self.repl.start(&mut seat);
        let end = loop {
            let key = console.borrow_mut().key();
            let step = match key {
                Key::Byte(byte) => self.repl.push(byte, &mut seat),
                Key::End => break End::Left,
                Key::Signal => {
                    let (pressed, size) = {
                        let console = console.borrow();
                        let size = console
                            .interrupt
                            .take_resized()
                            .then(|| console.terminal.size());
                        (console.interrupt.take(), size)
                    };
                    if let Some((columns, rows)) = size {
                        self.repl.resize(columns, rows, &mut seat);
                    }
                    if pressed {
                        self.repl.push(0x03, &mut seat)
                    } else {
                        Step::Ready
                    }
                }
            };
            let step = match step {
                Step::Run(kind) => self.run(kind, &mut seat),
                step => step,
            };
            match step {
                Step::Reset if self.repl.is_raw() => {
                    seat.write(SOFT_REBOOT);
                    break End::Reset;
                }
                Step::Reset if seat.python.exit_status().is_some() => break End::Exit,
                Step::Reset => break End::Left,
                _ => {}
            }
        };
        let mut console = console.borrow_mut();
        console.flush();
        console.terminal.set(Mode::Program);
        end
    }

    fn run(&mut self, kind: Kind, seat: &mut Seat<'_, '_>) -> Step {
        let raw = self.repl.is_raw();
        seat.raw = raw;
        let mut console = seat.console.borrow_mut();
        let by_person = !raw && console.terminal.is_terminal();
        console.terminal.set(if by_person {
            Mode::Program
        } else {
            Mode::Driven
        });
        // A Ctrl-C from before is not meant for this program; one that follows the answer is.
        console.interrupt.take();
        // A tool waits for the first words of the answer, whatever the program does then.
        console.flush();
        drop(console);
        let outcome = seat.python.run(self.repl.source(), kind);
        seat.console.borrow_mut().terminal.set(Mode::Prompt);
        self.repl.finished(outcome, seat)
    }

    /// Keeps the history for the next session.
    pub fn close(&mut self) {
        if let Some(path) = &self.history {
            // A disk that is full or read-only must not spoil the end of a session.
            let _ = history::save(path, self.repl.history());
        }
    }
}
