//! The interactive prompt as a state machine: bytes in, bytes out. Knows no terminal, no serial line and no machine.
//!
//! Friendly mode is for people; paste, raw and raw-paste mode are those of MicroPython ("The MicroPython Interactive
//! Interpreter Mode" in its documentation), so that mpremote, Thonny, rshell and ampy can talk to a board.
//! The owner gives every byte to [`Repl::push`] and does what the [`Step`] says.
#![no_std]
#![forbid(unsafe_code)]

mod completion;
mod edit;
mod history;
mod keys;
mod paste;
mod raw;
mod screen;
mod search;
mod session;
mod text;
mod width;

pub use completion::Question;
pub use history::History;
pub use session::{Kind, Outcome, Prompt, SOFT_REBOOT, Session, Step};

use edit::Edit;
use keys::Decoder;
use screen::Screen;
use search::Search;
use text::Text;

/// Room that the owner lends. What does not fit is refused with a message, never lost in silence.
pub struct Buffers<'b> {
    /// Holds what is typed or pasted until it runs: the largest statement, paste or raw command.
    pub text: &'b mut [u8],
    /// Holds earlier entries. May be empty.
    pub history: &'b mut [u8],
    /// Holds what Ctrl-K, Ctrl-U and Ctrl-W removed, for Ctrl-Y. May be empty.
    pub clipboard: &'b mut [u8],
}

/// What differs from one home to the other.
#[derive(Clone, Copy, Debug)]
pub struct Options<'t> {
    /// The lines shown at the start, separated by `\n`.
    pub banner: &'t str,
    /// Size of the terminal in characters; 0 where it is not known.
    pub columns: u16,
    pub rows: u16,
    /// Bytes that raw-paste mode lets the other side send at once; twice as many may be under way.
    pub window: u16,
    /// Asks the terminal to mark pasted text, so that it is not auto-indented.
    pub bracketed_paste: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            banner: "",
            columns: 0,
            rows: 0,
            window: 128,
            bracketed_paste: false,
        }
    }
}

/// The prompt. See the crate's opening lines.
pub struct Repl<'b> {
    options: Options<'b>,
    /// Stays over a reset, as tools expect.
    raw: bool,
    state: State,
    keys: Decoder,
    text: Text<'b>,
    clipboard: Text<'b>,
    history: History<'b>,
    screen: Screen,
    edit: Edit,
}

enum State {
    /// The owner is busy: not started, running a program, or resetting.
    Away,
    Editing,
    Searching(Search),
    /// Paste mode.
    Pasting(paste::Paste),
    Raw(raw::Raw),
}

impl<'b> Repl<'b> {
    pub fn new(options: Options<'b>, buffers: Buffers<'b>) -> Self {
        Repl {
            options,
            raw: false,
            state: State::Away,
            keys: Decoder::default(),
            text: Text::new(buffers.text),
            clipboard: Text::new(buffers.clipboard),
            history: History::new(buffers.history),
            screen: Screen::new(options.columns, options.rows),
            edit: Edit::default(),
        }
    }

    /// Begins: banner and prompt, or after a reset in raw mode its greeting.
    pub fn start<S: Session + ?Sized>(&mut self, session: &mut S) {
        if self.raw {
            self.greet_raw(session);
        } else {
            self.banner(session);
            self.fresh_prompt(session);
        }
    }

    /// Takes a byte from the terminal.
    pub fn push<S: Session + ?Sized>(&mut self, byte: u8, session: &mut S) -> Step {
        match &mut self.state {
            State::Away => Step::Ready,
            State::Pasting(_) => self.push_paste(byte, session),
            State::Raw(_) => self.push_raw(byte, session),
            State::Editing | State::Searching(_) => match self.keys.push(byte) {
                Some(key) if matches!(self.state, State::Searching(_)) => {
                    self.search_key(key, session)
                }
                Some(key) => self.key(key, session),
                None => Step::Ready,
            },
        }
    }

    /// The source that [`Step::Run`] speaks of.
    pub fn source(&self) -> &[u8] {
        self.text.bytes()
    }

    /// The owner runs something that was not typed here: what was being typed is dropped. [`Repl::finished`] goes on.
    pub fn give_way(&mut self) {
        self.raw = false;
        self.state = State::Away;
    }

    /// The run has ended: writes the error, if any, and the next prompt.
    pub fn finished<S: Session + ?Sized>(&mut self, outcome: Outcome, session: &mut S) -> Step {
        if self.raw {
            session.write(raw::END);
        }
        if outcome == Outcome::Raised {
            session.write_error();
        }
        if self.raw {
            session.write(raw::END);
        }
        if outcome == Outcome::Exit {
            self.state = State::Away;
            return Step::Reset;
        }
        if self.raw {
            self.prompt_raw(session);
        } else {
            self.fresh_prompt(session);
        }
        Step::Ready
    }

    /// The terminal has another size now.
    pub fn resize<S: Session + ?Sized>(&mut self, columns: u16, rows: u16, session: &mut S) {
        let editing = matches!(self.state, State::Editing);
        if editing {
            self.screen.erase(session);
        }
        self.screen.resize(columns, rows);
        if editing {
            let (text, cursor) = (self.text.str(), self.text.cursor());
            self.screen.again(session, text, cursor);
        }
    }

    /// Whether a statement is being typed, so that the terminal shows it.
    pub fn is_editing(&self) -> bool {
        matches!(self.state, State::Editing | State::Searching(_))
    }

    /// Whether another program talks to the prompt: raw mode.
    pub fn is_raw(&self) -> bool {
        self.raw
    }

    /// Earlier entries: to be kept between sessions, and filled in again.
    pub fn history(&mut self) -> &mut History<'b> {
        &mut self.history
    }

    fn banner<S: Session + ?Sized>(&mut self, session: &mut S) {
        for line in self.options.banner.lines() {
            session.write(line.as_bytes());
            session.write(b"\r\n");
        }
    }

    /// Ends the prompt and hands the text to the owner.
    fn run(&mut self, kind: Kind) -> Step {
        self.state = State::Away;
        Step::Run(kind)
    }
}
