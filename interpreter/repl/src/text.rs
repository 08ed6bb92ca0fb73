//! The text being edited: UTF-8 in a slice of fixed size, with a cursor. May hold several lines.
//! Knows positions (byte offsets on character boundaries) and words, no keys and no screen.

use core::ops::Range;

/// The text does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full;

pub(crate) struct Text<'b> {
    room: &'b mut [u8],
    len: usize,
    cursor: usize,
}

impl<'b> Text<'b> {
    pub(crate) fn new(room: &'b mut [u8]) -> Self {
        Text {
            room,
            len: 0,
            cursor: 0,
        }
    }

    pub(crate) fn capacity(&self) -> usize {
        self.room.len()
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.room.get(..self.len).unwrap_or_default()
    }

    /// The text; of raw bytes that are no UTF-8, the part before the first wrong one.
    pub(crate) fn str(&self) -> &str {
        match core::str::from_utf8(self.bytes()) {
            Ok(text) => text,
            Err(error) => self
                .bytes()
                .get(..error.valid_up_to())
                .and_then(|valid| core::str::from_utf8(valid).ok())
                .unwrap_or_default(),
        }
    }

    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    pub(crate) fn set_cursor(&mut self, cursor: usize) {
        self.cursor = cursor.min(self.len);
    }

    pub(crate) fn before(&self) -> &str {
        self.str().get(..self.cursor).unwrap_or_default()
    }

    pub(crate) fn after(&self) -> &str {
        self.str().get(self.cursor..).unwrap_or_default()
    }

    pub(crate) fn clear(&mut self) {
        self.len = 0;
        self.cursor = 0;
    }

    /// Appends a raw byte.
    pub(crate) fn push(&mut self, byte: u8) -> Result<(), Full> {
        *self.room.get_mut(self.len).ok_or(Full)? = byte;
        self.len += 1;
        self.cursor = self.len;
        Ok(())
    }

    /// Inserts at the cursor, which ends up behind what was inserted.
    pub(crate) fn insert(&mut self, new: &str) -> Result<(), Full> {
        let end = self.len.checked_add(new.len()).ok_or(Full)?;
        if end > self.room.len() {
            return Err(Full);
        }
        let after = self.cursor + new.len();
        self.room.copy_within(self.cursor..self.len, after);
        if let Some(gap) = self.room.get_mut(self.cursor..after) {
            gap.copy_from_slice(new.as_bytes());
        }
        self.len = end;
        self.cursor = after;
        Ok(())
    }

    /// Removes a range; the cursor ends up where it was.
    pub(crate) fn remove(&mut self, range: Range<usize>) {
        if range.start <= range.end && range.end <= self.len {
            self.room.copy_within(range.end..self.len, range.start);
            self.len -= range.end - range.start;
            self.cursor = range.start;
        }
    }

    /// Start of the line with the cursor.
    pub(crate) fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |at| at + 1)
    }

    /// End of the line with the cursor.
    pub(crate) fn line_end(&self) -> usize {
        self.after()
            .find('\n')
            .map_or(self.len, |at| self.cursor + at)
    }

    /// The line with the cursor.
    pub(crate) fn line(&self) -> &str {
        self.str()
            .get(self.line_start()..self.line_end())
            .unwrap_or_default()
    }

    /// Position one character to the left; combining marks go with what they mark.
    pub(crate) fn left(&self) -> usize {
        self.before()
            .char_indices()
            .rev()
            .find(|&(_, c)| c == '\n' || crate::width::columns(c) > 0)
            .map_or(0, |(at, _)| at)
    }

    /// Position one character to the right.
    pub(crate) fn right(&self) -> usize {
        let mut characters = self.after().char_indices();
        characters.next();
        characters
            .find(|&(_, c)| c == '\n' || crate::width::columns(c) > 0)
            .map_or(self.len, |(at, _)| self.cursor + at)
    }

    /// Start of the word before the cursor.
    pub(crate) fn word_left(&self) -> usize {
        let mut to = self.cursor;
        let mut inside = false;
        for (at, c) in self.before().char_indices().rev() {
            if in_word(c) {
                inside = true;
            } else if inside {
                break;
            }
            to = at;
        }
        to
    }

    /// End of the word behind the cursor.
    pub(crate) fn word_right(&self) -> usize {
        let mut inside = false;
        for (at, c) in self.after().char_indices() {
            if in_word(c) {
                inside = true;
            } else if inside {
                return self.cursor + at;
            }
        }
        self.len
    }

    /// Position in the line above (or below) in the same column, if there is such a line.
    pub(crate) fn line_up(&self) -> Option<usize> {
        let start = self.line_start();
        let column = self.column(start, self.cursor);
        let end = start.checked_sub(1)?;
        let above = self.str().get(..end)?.rfind('\n').map_or(0, |at| at + 1);
        Some(self.at_column(above, column))
    }

    pub(crate) fn line_down(&self) -> Option<usize> {
        let column = self.column(self.line_start(), self.cursor);
        let end = self.line_end();
        (end < self.len).then(|| self.at_column(end + 1, column))
    }

    fn column(&self, from: usize, to: usize) -> usize {
        let part = self.str().get(from..to).unwrap_or_default();
        part.chars().map(crate::width::columns).sum()
    }

    fn at_column(&self, line: usize, column: usize) -> usize {
        let mut seen = 0;
        for (at, c) in self.str().get(line..).unwrap_or_default().char_indices() {
            let width = crate::width::columns(c);
            if c == '\n' || seen + width > column {
                return line + at;
            }
            seen += width;
        }
        self.len
    }
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}
