//! Raw mode (Ctrl-A) and raw-paste mode (Ctrl-E A Ctrl-A in it), for programs that drive a board.
//! Follows "Raw mode and raw-paste mode" in MicroPython's documentation, reference/repl.

use crate::screen::Line;
use crate::session::{Kind, Session, Step};
use crate::{Repl, State};
use core::fmt::Write;

const CTRL_A: u8 = 0x01;
const CTRL_B: u8 = 0x02;
const CTRL_C: u8 = 0x03;
const CTRL_D: u8 = 0x04;
const CTRL_E: u8 = 0x05;

const GREETING: &[u8] = b"raw REPL; CTRL-B to exit\r\n";
/// Ends the output of a program, and then what it raised.
pub(crate) const END: &[u8] = &[CTRL_D];
/// Raw-paste mode: another window of bytes may be sent.
const MORE: &[u8] = &[0x01];

#[derive(Clone, Copy)]
pub(crate) enum Raw {
    /// Gathers a command; `over` when more came than there was room for.
    Command { over: bool },
    /// Gathers in raw-paste mode; bytes left in the current window.
    Paste { left: u16 },
    /// Ended the paste for want of room, and waits for the other side to notice.
    Refused,
}

impl Repl<'_> {
    pub(crate) fn greet_raw<S: Session + ?Sized>(&mut self, session: &mut S) {
        session.write(GREETING);
        self.prompt_raw(session);
    }

    pub(crate) fn prompt_raw<S: Session + ?Sized>(&mut self, session: &mut S) {
        self.text.clear();
        self.state = State::Raw(Raw::Command { over: false });
        session.write(b">");
    }

    pub(crate) fn push_raw<S: Session + ?Sized>(&mut self, byte: u8, session: &mut S) -> Step {
        match self.state {
            State::Raw(Raw::Command { over }) => self.push_command(byte, over, session),
            State::Raw(Raw::Paste { left }) => self.push_raw_paste(byte, left, session),
            State::Raw(Raw::Refused) => {
                if let CTRL_C | CTRL_D = byte {
                    self.refuse(session);
                }
                Step::Ready
            }
            _ => Step::Ready,
        }
    }

    fn push_command<S: Session + ?Sized>(&mut self, byte: u8, over: bool, session: &mut S) -> Step {
        match byte {
            CTRL_A => match *self.text.bytes() {
                [CTRL_E, b'A'] => self.begin_raw_paste(session),
                [CTRL_E, _] => {
                    // A command of this form that is not known here.
                    session.write(b"R\x00");
                    self.prompt_raw(session);
                }
                _ => self.greet_raw(session),
            },
            CTRL_B => {
                session.write(b"\r\n");
                self.raw = false;
                self.start(session);
            }
            CTRL_C => {
                self.text.clear();
                self.state = State::Raw(Raw::Command { over: false });
            }
            CTRL_D => {
                session.write(b"OK");
                if over {
                    self.refuse(session);
                } else if self.text.is_empty() {
                    session.write(b"\r\n");
                    self.state = State::Away;
                    return Step::Reset;
                } else {
                    return self.run(Kind::File);
                }
            }
            _ if self.text.push(byte).is_err() => {
                self.state = State::Raw(Raw::Command { over: true });
            }
            _ => {}
        }
        Step::Ready
    }

    /// Says how many bytes may come at once, and that a second window is free.
    fn begin_raw_paste<S: Session + ?Sized>(&mut self, session: &mut S) {
        let window = self.options.window.max(1);
        let [low, high] = window.to_le_bytes();
        session.write(b"R\x01");
        session.write(&[low, high]);
        session.write(MORE);
        self.text.clear();
        self.state = State::Raw(Raw::Paste { left: window });
    }

    fn push_raw_paste<S: Session + ?Sized>(
        &mut self,
        byte: u8,
        left: u16,
        session: &mut S,
    ) -> Step {
        match byte {
            CTRL_C => {
                session.write(END);
                session.write(END);
                session.write(b"KeyboardInterrupt: \r\n");
                session.write(END);
                self.prompt_raw(session);
            }
            CTRL_D => {
                session.write(END);
                return self.run(Kind::File);
            }
            _ if self.text.push(byte).is_err() => {
                session.write(END);
                self.state = State::Raw(Raw::Refused);
            }
            _ => {
                let left = match left {
                    0 | 1 => {
                        session.write(MORE);
                        self.options.window.max(1)
                    }
                    left => left - 1,
                };
                self.state = State::Raw(Raw::Paste { left });
            }
        }
        Step::Ready
    }

    /// Answers a command that had no room as if it had raised.
    fn refuse<S: Session + ?Sized>(&mut self, session: &mut S) {
        let room = self.text.capacity();
        session.write(END);
        let _ = write!(
            Line(session),
            "MemoryError: a command can have {room} bytes here\r\n"
        );
        session.write(END);
        self.prompt_raw(session);
    }
}
