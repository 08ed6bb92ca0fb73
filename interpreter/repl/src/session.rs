//! What the prompt asks of its owner, and what it tells it to do.
//! The owner has the terminal and the machine; the prompt has neither.

use crate::completion::Question;

/// The side of the prompt that its owner implements: a board, the browser's worker, the host.
pub trait Session {
    /// Sends bytes to the terminal as they are.
    fn write(&mut self, bytes: &[u8]);

    /// Whether the lines typed so far are a whole statement (also one with an error in it). False for an open bracket, an
    /// open triple-quoted string, a backslash at the end, and for a compound statement that no empty line has ended yet:
    /// that line shows as a newline at the end of `block`.
    fn is_complete(&mut self, block: &str) -> bool;

    /// Calls `found` with every name that answers `question`, in the order they should be listed. May be asked the same
    /// question several times in a row.
    fn complete(&mut self, question: Question<'_>, found: &mut dyn FnMut(&str));

    /// Writes the traceback of what the last run raised.
    fn write_error(&mut self);

    /// Writes a prompt. An owner with `sys.ps1` overrides this and `prompt_columns`.
    fn write_prompt(&mut self, prompt: Prompt) {
        self.write(prompt.usual().as_bytes());
    }

    /// Width of a prompt. Asked once for every statement.
    fn prompt_columns(&mut self, prompt: Prompt) -> usize {
        prompt.usual().len()
    }
}

/// Which prompt to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// Before the first line of a statement: `sys.ps1`.
    First,
    /// Before its further lines: `sys.ps2`.
    Further,
}

impl Prompt {
    /// The text used unless Python code sets another.
    pub fn usual(self) -> &'static str {
        match self {
            Prompt::First => ">>> ",
            Prompt::Further => "... ",
        }
    }
}

/// How source is to be compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A statement typed at the prompt: values of expressions are shown.
    Interactive,
    /// A text as in a file: nothing is shown by itself.
    File,
}

/// What the owner does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Step {
    /// Give the next byte.
    Ready,
    /// Run [`Repl::source`](crate::Repl::source), then call [`Repl::finished`](crate::Repl::finished). Bytes that arrive
    /// meanwhile belong to the program.
    Run(Kind),
    /// Ctrl-D on an empty line, or SystemExit: a board starts afresh and calls [`Repl::start`](crate::Repl::start), a
    /// program on a host ends.
    Reset,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It came to its end.
    Done,
    /// An exception is pending that [`Session::write_error`] can write; KeyboardInterrupt is one.
    Raised,
    /// SystemExit: nothing is written.
    Exit,
}

/// What an owner writes for [`Step::Reset`] before it starts afresh. Tools wait for these words.
pub const SOFT_REBOOT: &[u8] = b"MPY: soft reboot\r\n";
