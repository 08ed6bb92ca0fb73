//! What the terminal shows of the text being edited: where each character stands, and the least that must be sent to
//! change it. Knows rows and columns, ANSI sequences, and nothing of what the text means.
//!
//! Rows count from the first prompt. Long lines are broken here, not by the terminal, so a terminal wider than assumed
//! does no harm. Of a text taller than the terminal a window of rows is shown.

use crate::session::{Prompt, Session};
use crate::width::{TAB, columns};
use core::fmt::{self, Write};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    row: usize,
    column: usize,
}

pub(crate) struct Screen {
    width: usize,
    height: usize,
    /// Columns of the two prompts.
    first: usize,
    further: usize,
    /// Where the terminal's cursor is.
    at: Place,
    /// Where what is shown ends.
    end: Place,
    /// First row of the window.
    top: usize,
}

impl Screen {
    pub(crate) fn new(width: u16, height: u16) -> Self {
        let mut screen = Screen {
            width: 0,
            height: 0,
            first: 0,
            further: 0,
            at: Place::default(),
            end: Place::default(),
            top: 0,
        };
        screen.resize(width, height);
        screen
    }

    /// Takes the terminal's size; 0 means unknown.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.width = match width {
            0 => 80,
            small => usize::from(small).max(8),
        };
        self.height = match height {
            0 => 24,
            small => usize::from(small).max(2),
        };
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Writes the prompt of a new statement.
    pub(crate) fn begin<S: Session + ?Sized>(&mut self, session: &mut S) {
        // A prompt that would fill the row is taken as if it left one column.
        self.first = session.prompt_columns(Prompt::First).min(self.width - 1);
        self.further = session.prompt_columns(Prompt::Further).min(self.width - 1);
        session.write_prompt(Prompt::First);
        self.top = 0;
        self.at = self.origin();
        self.end = self.at;
    }

    /// Shows `text`, which may have changed from the position `from` on, with the cursor at `cursor`.
    pub(crate) fn show<S: Session + ?Sized>(
        &mut self,
        session: &mut S,
        text: &str,
        from: Option<usize>,
        cursor: usize,
    ) {
        let target = self.place(text, cursor);
        let below = self.top + self.height;
        let mut from = from;
        if target.row < self.top {
            self.scroll_back(session, text, target.row);
            from = None;
        } else if target.row >= below {
            // The character before the first hidden row takes the terminal into it, and scrolls.
            let (hidden, _) = self.row_start(text, below);
            let last = text.get(..hidden).and_then(|shown| shown.chars().last());
            let bridge = hidden - last.map_or(0, char::len_utf8);
            from = Some(from.map_or(bridge, |from| from.min(bridge)));
        }
        if let Some(from) = from {
            let (from, place) = self.visible(text, from);
            self.top = self.top.max((target.row + 1).saturating_sub(self.height));
            self.go(session, place);
            self.draw(session, text, from);
        }
        self.go(session, target);
    }

    /// Takes note that blanks at the end of the text are gone: nothing needs erasing.
    pub(crate) fn trimmed<S: Session + ?Sized>(&mut self, session: &mut S, text: &str) {
        let end = self.place(text, text.len());
        self.go(session, end);
        self.end = end;
    }

    /// Goes to the end of what is shown and starts a new line: what follows is not the editor's.
    pub(crate) fn leave<S: Session + ?Sized>(&mut self, session: &mut S, text: &str) {
        if self.place(text, text.len()).row != self.at.row {
            self.show(session, text, None, text.len());
        }
        session.write(b"\r\n");
    }

    /// Removes prompt and text from the terminal.
    pub(crate) fn erase<S: Session + ?Sized>(&mut self, session: &mut S) {
        let corner = Place {
            row: self.top,
            column: 0,
        };
        self.go(session, corner);
        session.write(b"\r\x1b[J");
    }

    /// Prompt and text again, where the terminal's cursor is now.
    pub(crate) fn again<S: Session + ?Sized>(
        &mut self,
        session: &mut S,
        text: &str,
        cursor: usize,
    ) {
        self.begin(session);
        self.show(session, text, Some(0), cursor);
    }

    fn origin(&self) -> Place {
        Place {
            row: 0,
            column: self.first,
        }
    }

    fn next_row(&self, place: Place) -> Place {
        Place {
            row: place.row + 1,
            column: 0,
        }
    }

    /// Where `c` starts when the text so far ends at `place`, and where it ends.
    fn step(&self, place: Place, c: char) -> (Place, Place) {
        if c == '\n' {
            let after = Place {
                row: place.row + 1,
                column: self.further,
            };
            return (place, after);
        }
        let width = columns(c);
        let start = if place.column + width > self.width {
            self.next_row(place)
        } else {
            place
        };
        let end = Place {
            row: start.row,
            column: start.column + width,
        };
        if end.column >= self.width {
            (start, self.next_row(end))
        } else {
            (start, end)
        }
    }

    fn place(&self, text: &str, index: usize) -> Place {
        let before = text.get(..index).unwrap_or(text);
        before
            .chars()
            .fold(self.origin(), |place, c| self.step(place, c).1)
    }

    /// First position in a row, and its place.
    fn row_start(&self, text: &str, row: usize) -> (usize, Place) {
        let mut place = self.origin();
        for (index, c) in text.char_indices() {
            if place.row >= row {
                return (index, place);
            }
            place = self.step(place, c).1;
        }
        (text.len(), place)
    }

    /// `from`, or the first position in the window when that comes later.
    fn visible(&self, text: &str, from: usize) -> (usize, Place) {
        let place = self.place(text, from);
        if place.row < self.top {
            self.row_start(text, self.top)
        } else {
            (from, place)
        }
    }

    fn scroll_back<S: Session + ?Sized>(&mut self, session: &mut S, text: &str, row: usize) {
        self.erase(session);
        self.top = row;
        let (from, place) = self.row_start(text, row);
        if row == 0 {
            session.write_prompt(Prompt::First);
        } else if place.column > 0 {
            session.write_prompt(Prompt::Further);
        }
        self.at = place;
        self.end = place;
        self.draw(session, text, from);
    }

    /// Sends the text from `from` on, whose place the terminal's cursor has, down to the end of the window.
    fn draw<S: Session + ?Sized>(&mut self, session: &mut S, text: &str, from: usize) {
        let tail = text.get(from..).unwrap_or_default();
        let bottom = self.top + self.height - 1;
        let mut sent = 0;
        for (index, c) in tail.char_indices() {
            let (start, after) = self.step(self.at, c);
            if c == '\n' || c == '\t' || after.row != self.at.row {
                let plain = tail.get(sent..index).unwrap_or_default();
                session.write(plain.as_bytes());
                sent = index + c.len_utf8();
                if start.row > bottom || (c == '\n' && after.row > bottom) {
                    self.end = self.next_row(self.at);
                    return;
                }
                if start.row != self.at.row || c == '\n' {
                    self.break_row(session);
                }
                match c {
                    '\n' => session.write_prompt(Prompt::Further),
                    '\t' => session.write("    ".get(..TAB).unwrap_or_default().as_bytes()),
                    _ => session.write(c.encode_utf8(&mut [0; 4]).as_bytes()),
                }
                if after.row > start.row && c != '\n' {
                    if after.row > bottom {
                        self.at.column = self.width - 1;
                        self.end = after;
                        return;
                    }
                    session.write(b"\r\n");
                }
            }
            self.at = after;
        }
        session.write(tail.get(sent..).unwrap_or_default().as_bytes());
        if self.end.row > self.at.row {
            session.write(b"\x1b[J");
        } else if self.end.row == self.at.row && self.end.column > self.at.column {
            session.write(b"\x1b[K");
        }
        self.end = self.at;
    }

    /// Ends a row early; what an older text left in it goes.
    fn break_row<S: Session + ?Sized>(&self, session: &mut S) {
        let stale = self.end.row > self.at.row
            || self.end.row == self.at.row && self.end.column > self.at.column;
        session.write(if stale { b"\x1b[K\r\n" } else { b"\r\n" });
    }

    /// Moves the terminal's cursor.
    fn go<S: Session + ?Sized>(&mut self, session: &mut S, to: Place) {
        let mut line = Line(session);
        // Writing to a session cannot fail.
        let _ = match (to.row, self.at.row) {
            (new, old) if new < old => write!(line, "\x1b[{}A", old - new),
            (new, old) if new > old => write!(line, "\x1b[{}B", new - old),
            _ => Ok(()),
        };
        let _ = match (to.column, self.at.column) {
            (0, old) if old > 4 => write!(line, "\r"),
            (new, old) if new < old && old - new <= 4 => {
                (new..old).try_for_each(|_| line.write_char('\x08'))
            }
            (new, old) if new < old => write!(line, "\x1b[{}D", old - new),
            (new, old) if new > old => write!(line, "\x1b[{}C", new - old),
            _ => Ok(()),
        };
        self.at = to;
    }
}

/// Formatted text into a session.
pub(crate) struct Line<'s, S: ?Sized>(pub(crate) &'s mut S);

impl<S: Session + ?Sized> fmt::Write for Line<'_, S> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}
