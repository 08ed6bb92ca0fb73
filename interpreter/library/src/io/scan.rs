//! Finding the end of a line, or of a number of characters, in bytes that come in parts.

use super::stream::{ANY_END, BOTH_END, PART, RETURN_END, TEXT, TRANSLATE};
use pyrite_core::utf8;

/// Where taking stands between two parts of a buffer.
pub struct Scan {
    flags: i64,
    limit: Option<usize>,
    line: bool,
    /// Characters or bytes taken.
    count: usize,
    /// Bytes that the character begun still needs.
    missing: usize,
    /// A carriage return came last: a line feed behind it may belong to it.
    after_return: bool,
    pub done: bool,
}

/// What becomes of a line feed behind the last part.
#[derive(PartialEq, Eq)]
pub enum Tail {
    None,
    Drop,
    Take,
}

impl Scan {
    pub fn new(flags: i64, limit: Option<usize>, line: bool) -> Scan {
        Scan {
            flags,
            limit,
            line,
            count: 0,
            missing: 0,
            after_return: false,
            done: limit == Some(0),
        }
    }

    fn has(&self, flag: i64) -> bool {
        self.flags & flag != 0
    }

    /// Takes what is wanted of the first `given` bytes of a part, and moves it to its start: bytes used, bytes to keep.
    pub fn part(&mut self, part: &mut [u8; PART], given: usize) -> (usize, usize) {
        let mut kept = 0;
        for used in 0..given {
            let mut byte = part[used];
            let after_return = core::mem::replace(&mut self.after_return, false);
            if after_return && byte == b'\n' && !self.has(BOTH_END) {
                if self.has(ANY_END) {
                    part[kept] = byte;
                    kept += 1;
                    return (used + 1, kept);
                }
                if self.done {
                    return (used + 1, kept);
                }
                continue;
            }
            if self.done {
                return (used, kept);
            }
            let mut ends = byte == b'\n' && !self.has(RETURN_END);
            if byte == b'\r' {
                if self.has(TRANSLATE) {
                    byte = b'\n';
                    ends = true;
                } else if self.has(ANY_END | RETURN_END) {
                    ends = true;
                }
            } else if self.has(BOTH_END) {
                ends &= after_return;
            }
            let returned = part[used] == b'\r';
            part[kept] = byte;
            kept += 1;
            if self.missing > 0 && byte & 0xc0 == 0x80 {
                self.missing -= 1;
            } else {
                self.count += 1;
                self.missing = if self.has(TEXT) {
                    utf8::length(byte) - 1
                } else {
                    0
                };
            }
            let full = self.missing == 0 && self.limit == Some(self.count);
            let line = self.missing == 0 && self.line && ends;
            self.done = full || line;
            // What follows a return is looked at, unless the limit forbids to take it.
            self.after_return =
                returned && (self.has(TRANSLATE | BOTH_END) || self.has(ANY_END) && line && !full);
            if self.done && !(self.after_return && self.has(TRANSLATE | ANY_END)) {
                return (used + 1, kept);
            }
        }
        (given, kept)
    }

    /// What to do with a line feed that comes next, after the last part ended in a return.
    pub fn tail(&self) -> Tail {
        if !self.after_return || self.has(BOTH_END) {
            Tail::None
        } else if self.has(TRANSLATE) {
            Tail::Drop
        } else {
            Tail::Take
        }
    }
}
