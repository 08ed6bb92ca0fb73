//! Paste mode (Ctrl-E): text is taken as it comes until Ctrl-D, then run as a file is.

use crate::screen::Line;
use crate::session::{Kind, Session, Step};
use crate::{Repl, State};
use core::fmt::Write;

#[derive(Clone, Copy, Default)]
pub(crate) struct Paste {
    /// More came than there was room for.
    over: bool,
    /// A carriage return came last: a line feed right after it is the same line end.
    after_return: bool,
}

const GREETING: &[u8] = b"paste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ";
const NEW_LINE: &[u8] = b"\r\n=== ";

impl Repl<'_> {
    /// Called at the start of a line of the terminal.
    pub(crate) fn begin_paste<S: Session + ?Sized>(&mut self, session: &mut S) {
        session.write(GREETING);
        self.text.clear();
        self.state = State::Pasting(Paste::default());
    }

    pub(crate) fn push_paste<S: Session + ?Sized>(&mut self, byte: u8, session: &mut S) -> Step {
        let State::Pasting(paste) = &mut self.state else {
            return Step::Ready;
        };
        let after_return = core::mem::replace(&mut paste.after_return, byte == b'\r');
        let stored = match byte {
            0x03 => {
                session.write(b"\r\n");
                self.fresh_prompt(session);
                return Step::Ready;
            }
            0x04 => {
                session.write(b"\r\n");
                if !paste.over {
                    return self.run(Kind::File);
                }
                let room = self.text.capacity();
                let _ = write!(
                    Line(session),
                    "no room: a paste can have {room} bytes here\r\n"
                );
                self.fresh_prompt(session);
                return Step::Ready;
            }
            b'\n' if after_return => return Step::Ready,
            b'\r' | b'\n' => {
                session.write(NEW_LINE);
                self.text.push(b'\n')
            }
            _ => {
                session.write(&[byte]);
                self.text.push(byte)
            }
        };
        paste.over |= stored.is_err();
        Step::Ready
    }
}
