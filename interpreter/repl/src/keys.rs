//! Bytes from a terminal to keys: control characters, ANSI and VT sequences, UTF-8.
//! Follows ECMA-48 (CSI sequences) and what xterm sends for the keys of a keyboard.

/// One key, or one character of pasted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Char(char),
    Enter,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    WordLeft,
    WordRight,
    DeleteWord,
    BackspaceWord,
    /// Ctrl and this capital letter.
    Ctrl(u8),
    /// The terminal announces pasted text, and its end.
    PasteBegins,
    PasteEnds,
}

/// Collects bytes until they are a key.
#[derive(Default)]
pub(crate) struct Decoder {
    state: State,
    /// A carriage return came last: a line feed right after it is the same key.
    after_return: bool,
}

#[derive(Clone, Copy, Default)]
enum State {
    #[default]
    Ground,
    Escape,
    /// After ESC O.
    Single,
    /// After ESC [: the parameter being read and the one before it.
    Sequence {
        parameter: u16,
        before: u16,
    },
    /// Inside a UTF-8 character: the bits so far, bytes to come, the least value its length may code.
    Utf8 {
        bits: u32,
        left: u8,
        least: u32,
    },
}

impl Decoder {
    pub(crate) fn push(&mut self, byte: u8) -> Option<Key> {
        let after_return = core::mem::replace(&mut self.after_return, false);
        match core::mem::take(&mut self.state) {
            State::Ground => self.ground(byte, after_return),
            State::Escape => self.escape(byte),
            State::Single => single(byte),
            State::Sequence { parameter, before } => self.sequence(byte, parameter, before),
            State::Utf8 { bits, left, least } => self.utf8(byte, bits, left, least),
        }
    }

    fn ground(&mut self, byte: u8, after_return: bool) -> Option<Key> {
        let (bits, left, least) = match byte {
            b'\r' => {
                self.after_return = true;
                return Some(Key::Enter);
            }
            b'\n' if after_return => return None,
            b'\n' => return Some(Key::Enter),
            b'\t' => return Some(Key::Tab),
            0x08 | 0x7f => return Some(Key::Backspace),
            0x1b => {
                self.state = State::Escape;
                return None;
            }
            1..=26 => return Some(Key::Ctrl(byte + b'@')),
            b' '..=b'~' => return Some(Key::Char(byte as char)),
            0xc2..=0xdf => (byte & 0x1f, 1, 0x80),
            0xe0..=0xef => (byte & 0x0f, 2, 0x800),
            0xf0..=0xf4 => (byte & 0x07, 3, 0x1_0000),
            _ => return None,
        };
        self.state = State::Utf8 {
            bits: u32::from(bits),
            left,
            least,
        };
        None
    }

    fn utf8(&mut self, byte: u8, bits: u32, left: u8, least: u32) -> Option<Key> {
        if byte & 0xc0 != 0x80 {
            // The character broke off: what follows stands for itself.
            return self.ground(byte, false);
        }
        let bits = bits << 6 | u32::from(byte & 0x3f);
        if left > 1 {
            self.state = State::Utf8 {
                bits,
                left: left - 1,
                least,
            };
            return None;
        }
        let c = char::from_u32(bits).filter(|_| bits >= least)?;
        (!c.is_control()).then_some(Key::Char(c))
    }

    fn escape(&mut self, byte: u8) -> Option<Key> {
        match byte {
            b'[' => {
                self.state = State::Sequence {
                    parameter: 0,
                    before: 0,
                };
                None
            }
            b'O' => {
                self.state = State::Single;
                None
            }
            0x1b => {
                self.state = State::Escape;
                None
            }
            b'b' | b'B' => Some(Key::WordLeft),
            b'f' | b'F' => Some(Key::WordRight),
            b'd' | b'D' => Some(Key::DeleteWord),
            0x08 | 0x7f => Some(Key::BackspaceWord),
            // These must work whatever came before.
            0x01..=0x05 => self.ground(byte, false),
            _ => None,
        }
    }

    fn sequence(&mut self, byte: u8, parameter: u16, before: u16) -> Option<Key> {
        // A modifier of 3 is Alt, of 5 is Ctrl.
        let by_word = before != 0 && matches!(parameter, 3 | 5);
        match byte {
            b'0'..=b'9' => {
                self.state = State::Sequence {
                    parameter: parameter
                        .saturating_mul(10)
                        .saturating_add(u16::from(byte - b'0')),
                    before,
                };
                None
            }
            b';' => {
                self.state = State::Sequence {
                    parameter: 0,
                    before: parameter,
                };
                None
            }
            b'A' => Some(Key::Up),
            b'B' => Some(Key::Down),
            b'C' if by_word => Some(Key::WordRight),
            b'D' if by_word => Some(Key::WordLeft),
            b'C' => Some(Key::Right),
            b'D' => Some(Key::Left),
            b'H' => Some(Key::Home),
            b'F' => Some(Key::End),
            b'~' => match if before != 0 { before } else { parameter } {
                1 | 7 => Some(Key::Home),
                4 | 8 => Some(Key::End),
                3 if by_word => Some(Key::DeleteWord),
                3 => Some(Key::Delete),
                200 => Some(Key::PasteBegins),
                201 => Some(Key::PasteEnds),
                _ => None,
            },
            // Private markers and intermediates: the sequence goes on.
            b' '..=b'?' => {
                self.state = State::Sequence { parameter, before };
                None
            }
            b'@'..=b'~' => None,
            _ => self.ground(byte, false),
        }
    }
}

fn single(byte: u8) -> Option<Key> {
    match byte {
        b'A' => Some(Key::Up),
        b'B' => Some(Key::Down),
        b'C' => Some(Key::Right),
        b'D' => Some(Key::Left),
        b'H' => Some(Key::Home),
        b'F' => Some(Key::End),
        b'M' => Some(Key::Enter),
        _ => None,
    }
}
