//! Ctrl-R: search backwards through the history while typing what to look for.
//! The text stays as it was until an entry is taken over.

use crate::keys::Key;
use crate::session::{Session, Step};
use crate::width::columns;
use crate::{History, Repl, State};

pub(crate) struct Search {
    wanted: [u8; 48],
    len: usize,
    /// Index of the entry found, newest first.
    found: Option<usize>,
}

impl Search {
    pub(crate) fn new() -> Self {
        Search {
            wanted: [0; 48],
            len: 0,
            found: None,
        }
    }

    fn wanted(&self) -> &str {
        let wanted = self.wanted.get(..self.len).unwrap_or_default();
        core::str::from_utf8(wanted).unwrap_or_default()
    }

    /// Looks from an entry on to older ones; keeps what was found when there is nothing else.
    fn look(&mut self, history: &History<'_>, from: usize) {
        let wanted = self.wanted();
        let hit = |entry: &str| !wanted.is_empty() && entry.contains(wanted);
        let found = history.newest_first().skip(from).position(hit);
        if let Some(ahead) = found {
            self.found = Some(from + ahead);
        }
    }

    fn extend(&mut self, c: char, history: &History<'_>) {
        let end = self.len + c.len_utf8();
        if let Some(room) = self.wanted.get_mut(self.len..end) {
            c.encode_utf8(room);
            self.len = end;
            self.look(history, self.found.unwrap_or(0));
        }
    }

    fn shorten(&mut self, history: &History<'_>) {
        let last = self.wanted().chars().last();
        self.len -= last.map_or(0, char::len_utf8);
        self.found = None;
        self.look(history, 0);
    }

    /// Writes one row: what is looked for, and what was found as far as it fits.
    pub(crate) fn show<S: Session + ?Sized>(
        &self,
        history: &History<'_>,
        width: usize,
        session: &mut S,
    ) {
        let entry = self.found.and_then(|found| history.get(found));
        let entry = entry.unwrap_or_default();
        session.write(b"\r\x1b[K");
        let mut room = width - 1;
        for part in ["search `", self.wanted(), "': ", entry] {
            for c in part.chars() {
                let c = if c.is_control() { ' ' } else { c };
                if columns(c) > room {
                    return;
                }
                room -= columns(c);
                session.write(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
}

impl Repl<'_> {
    pub(crate) fn search_key<S: Session + ?Sized>(&mut self, key: Key, session: &mut S) -> Step {
        let State::Searching(search) = &mut self.state else {
            return Step::Ready;
        };
        match key {
            Key::Char(c) => search.extend(c, &self.history),
            Key::Backspace => search.shorten(&self.history),
            Key::Ctrl(b'R') => {
                let next = search.found.map_or(0, |found| found + 1);
                search.look(&self.history, next);
            }
            Key::Ctrl(b'C' | b'G') => {
                self.end_search(None, session);
                return Step::Ready;
            }
            _ => {
                let found = search.found;
                self.end_search(found, session);
                return self.key(key, session);
            }
        }
        search.show(&self.history, self.screen.width(), session);
        Step::Ready
    }

    fn end_search<S: Session + ?Sized>(&mut self, found: Option<usize>, session: &mut S) {
        self.state = State::Editing;
        session.write(b"\r\x1b[K");
        self.screen
            .again(session, self.text.str(), self.text.cursor());
        if let Some(found) = found {
            self.recall_found(found, session);
        }
    }
}
