//! A line that a person types for `input()`: shown as it is typed, with the keys that take back.

/// Bytes of a line.
const ROOM: usize = 256;

pub struct Line {
    bytes: [u8; ROOM],
    len: usize,
    /// Of a line that is whole, this much was read.
    read: usize,
    /// What ended it was pressed: it is being read.
    whole: bool,
    /// A line feed that comes next belongs to the return before it.
    returned: bool,
}

impl Line {
    pub const EMPTY: Line = Line {
        bytes: [0; ROOM],
        len: 0,
        read: 0,
        whole: false,
        returned: false,
    };

    /// Nothing was typed.
    pub fn forget(&mut self) {
        (self.len, self.read, self.whole) = (0, 0, false);
    }

    /// Whether `read` has something to give.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Takes a key; `show` writes what the terminal shows.
    pub fn key(&mut self, key: u8, mut show: impl FnMut(&[u8])) {
        let returned = core::mem::replace(&mut self.returned, key == b'\r');
        match key {
            b'\n' if returned => {}
            b'\r' | b'\n' => {
                show(b"\r\n");
                // A place is kept for it.
                self.push(b'\n');
                self.whole = true;
            }
            // Ctrl-D ends the input when nothing was typed.
            0x04 => self.whole = true,
            0x08 | 0x7f if self.len > 0 => {
                self.pop();
                show(b"\x08 \x08");
            }
            b'\t' | 0x20.. if self.len + 1 < ROOM => {
                self.push(key);
                show(&[key]);
            }
            _ => {}
        }
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    /// Takes the last character away, all bytes of it.
    fn pop(&mut self) {
        while self.len > 0 {
            self.len -= 1;
            if self
                .bytes
                .get(self.len)
                .is_none_or(|byte| byte & 0xc0 != 0x80)
            {
                break;
            }
        }
    }

    /// Bytes of the line that is whole: 0 at the end of input.
    pub fn read(&mut self, into: &mut [u8]) -> usize {
        let rest = self.bytes.get(self.read..self.len).unwrap_or_default();
        let count = rest.len().min(into.len());
        let (Some(into), Some(from)) = (into.get_mut(..count), rest.get(..count)) else {
            return 0;
        };
        into.copy_from_slice(from);
        self.read += count;
        if self.read >= self.len {
            self.forget();
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn typed(line: &mut Line, keys: &[u8]) -> Vec<u8> {
        let mut shown = Vec::new();
        for key in keys {
            line.key(*key, |bytes| shown.extend_from_slice(bytes));
        }
        shown
    }

    #[test]
    fn a_line_is_shown_as_it_is_typed() {
        let mut line = Line::EMPTY;
        assert_eq!(
            typed(&mut line, "aä\x7fb\r\n".as_bytes()),
            "aä\x08 \x08b\r\n".as_bytes()
        );
        let mut buffer = [0; 2];
        assert_eq!((line.read(&mut buffer), &buffer), (2, b"ab"));
        assert_eq!((line.read(&mut buffer), buffer[0]), (1, b'\n'));
        assert!(!line.is_whole());
    }

    #[test]
    fn a_line_that_is_too_long_ends_all_the_same() {
        let mut line = Line::EMPTY;
        typed(&mut line, &[b'x'; 1000]);
        typed(&mut line, b"\n");
        let mut buffer = [0; 300];
        assert_eq!(line.read(&mut buffer), ROOM);
        assert_eq!(buffer[ROOM - 1], b'\n');
    }
}
