//! The terminal that standard input and output are, if they are: its modes and its size.

use rustix::fd::AsFd;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, Termios, isatty,
    tcgetattr, tcgetwinsize, tcsetattr,
};

/// Who reads the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A program: as the terminal was found. Lines are edited by the system, Ctrl-C is a signal.
    Program,
    /// The prompt: every byte at once and unchanged.
    Prompt,
    /// A program that another program (mpremote and the like) started and talks to: as the prompt, but Ctrl-C is a signal.
    Driven,
}

pub struct Terminal {
    /// How it was found; none when standard input is no terminal.
    found: Option<Termios>,
    mode: Mode,
}

impl Terminal {
    pub fn open() -> Self {
        Terminal {
            found: tcgetattr(stdin()).ok(),
            mode: Mode::Program,
        }
    }

    pub fn is_terminal(&self) -> bool {
        self.found.is_some()
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether `\n` must be sent as `\r\n`: the system does it for programs on a terminal, not for the prompt.
    pub fn translates(&self) -> bool {
        self.mode != Mode::Program
    }

    pub fn set(&mut self, mode: Mode) {
        if mode == self.mode {
            return;
        }
        self.mode = mode;
        let Some(found) = &self.found else { return };
        let mut modes = found.clone();
        if mode != Mode::Program {
            modes.input_modes -= InputModes::BRKINT
                | InputModes::ICRNL
                | InputModes::INLCR
                | InputModes::IGNCR
                | InputModes::INPCK
                | InputModes::ISTRIP
                | InputModes::IXON;
            modes.output_modes -= OutputModes::OPOST;
            modes.local_modes -=
                LocalModes::ECHO | LocalModes::ICANON | LocalModes::IEXTEN | LocalModes::ISIG;
            modes.special_codes[SpecialCodeIndex::VMIN] = 1;
            modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        }
        if mode == Mode::Driven {
            modes.local_modes |= LocalModes::ISIG;
            // Only Ctrl-C: other bytes are the program's.
            modes.special_codes[SpecialCodeIndex::VQUIT] = 0;
            modes.special_codes[SpecialCodeIndex::VSUSP] = 0;
        }
        // A terminal that refuses is used as it is.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &modes);
    }

    /// Columns and rows; 0 where not known.
    pub fn size(&self) -> (u16, u16) {
        tcgetwinsize(stdout()).map_or((0, 0), |size| (size.ws_col, size.ws_row))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.set(Mode::Program);
    }
}

/// Whether standard output goes to a terminal: then lines are shown as they are written.
pub fn is_output_terminal() -> bool {
    isatty(stdout().as_fd())
}
