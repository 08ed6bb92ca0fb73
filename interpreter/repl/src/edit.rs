//! Friendly mode: what each key does to the text, when a statement is whole, indentation, history.
//! Knows no bytes of a key and no place on the screen.

use crate::keys::Key;
use crate::screen::Line;
use crate::session::{Kind, Session, Step};
use crate::{Repl, State, search::Search};
use core::fmt::Write;

/// What editing remembers from key to key.
#[derive(Default)]
pub(crate) struct Edit {
    indent: Indent,
    /// How far back in the history the text comes from; 0 is the line that was being typed.
    age: usize,
    /// That line is kept as the newest entry of the history while an older one is shown.
    draft: bool,
    /// A block from the history: Enter at its end runs it without an empty line.
    recalled: bool,
    /// The terminal is sending pasted text.
    pasting: bool,
    /// The buffer was full, and the user knows.
    told_full: bool,
}

/// Automatic indentation in this statement.
#[derive(Clone, Copy, Default, PartialEq)]
enum Indent {
    #[default]
    On,
    /// Blanks were put in just now.
    Fresh,
    /// The user (or pasted text) brings its own.
    Off,
}

const STEP: usize = 4;

impl Repl<'_> {
    /// An empty text behind a new prompt.
    pub(crate) fn fresh_prompt<S: Session + ?Sized>(&mut self, session: &mut S) {
        self.text.clear();
        self.edit = Edit::default();
        self.state = State::Editing;
        if self.options.bracketed_paste {
            session.write(b"\x1b[?2004h");
        }
        self.screen.begin(session);
    }

    /// The text stays on the terminal; what is written next stands below.
    fn leave<S: Session + ?Sized>(&mut self, session: &mut S) {
        self.screen.leave(session, self.text.str());
        if self.options.bracketed_paste {
            session.write(b"\x1b[?2004l");
        }
        if core::mem::take(&mut self.edit.draft) {
            self.history.drop_newest();
        }
    }

    fn cancel<S: Session + ?Sized>(&mut self, session: &mut S) -> Step {
        self.leave(session);
        self.fresh_prompt(session);
        Step::Ready
    }

    pub(crate) fn key<S: Session + ?Sized>(&mut self, key: Key, session: &mut S) -> Step {
        if self.edit.pasting {
            return self.pasted(key, session);
        }
        if self.edit.indent == Indent::Fresh {
            self.edit.indent = Indent::On;
            if let Key::Char(' ') | Key::Tab = key {
                self.own_indent(key, session);
                return Step::Ready;
            }
        }
        match key {
            Key::Char(c) => self.type_text(c.encode_utf8(&mut [0; 4]), session),
            Key::Enter => return self.enter(session),
            Key::Ctrl(letter) => return self.control(letter, session),
            Key::Tab => self.tab(session),
            Key::Backspace => self.backspace(session),
            Key::Delete => self.cut(self.text.cursor()..self.text.right(), false, session),
            Key::DeleteWord => self.cut(self.text.cursor()..self.text.word_right(), true, session),
            Key::BackspaceWord => {
                self.cut(self.text.word_left()..self.text.cursor(), true, session)
            }
            Key::Left => self.move_to(self.text.left(), session),
            Key::Right => self.move_to(self.text.right(), session),
            Key::WordLeft => self.move_to(self.text.word_left(), session),
            Key::WordRight => self.move_to(self.text.word_right(), session),
            Key::Home => self.move_to(self.text.line_start(), session),
            Key::End => self.move_to(self.text.line_end(), session),
            Key::Up => match self.text.line_up() {
                Some(place) => self.move_to(place, session),
                None => self.older(session),
            },
            Key::Down => match self.text.line_down() {
                Some(place) => self.move_to(place, session),
                None => self.newer(session),
            },
            Key::PasteBegins => self.edit.pasting = true,
            Key::PasteEnds => {}
        }
        Step::Ready
    }

    fn control<S: Session + ?Sized>(&mut self, letter: u8, session: &mut S) -> Step {
        if self.text.is_empty() && (b'A'..=b'E').contains(&letter) {
            return self.change_mode(letter, session);
        }
        match letter {
            b'A' => self.move_to(self.text.line_start(), session),
            b'B' => self.move_to(self.text.left(), session),
            b'C' => return self.cancel(session),
            b'D' if self.text.line().is_empty() && self.text.after().is_empty() => {
                return self.submit(session);
            }
            b'D' => self.cut(self.text.cursor()..self.text.right(), false, session),
            b'E' => self.move_to(self.text.line_end(), session),
            b'F' => self.move_to(self.text.right(), session),
            b'K' => {
                let end = self.text.line_end();
                let joins = end == self.text.cursor() && !self.text.after().is_empty();
                self.cut(self.text.cursor()..end + usize::from(joins), true, session);
            }
            b'L' => {
                session.write(b"\x1b[H\x1b[2J");
                self.screen
                    .again(session, self.text.str(), self.text.cursor());
            }
            b'N' => return self.key(Key::Down, session),
            b'P' => return self.key(Key::Up, session),
            b'R' => {
                self.screen.erase(session);
                let search = Search::new();
                search.show(&self.history, self.screen.width(), session);
                self.state = State::Searching(search);
            }
            b'U' => self.cut(self.text.line_start()..self.text.cursor(), true, session),
            b'W' => self.cut(self.text.word_left()..self.text.cursor(), true, session),
            b'Y' => self.yank(session),
            _ => {}
        }
        Step::Ready
    }

    /// Control keys that mean something else on an empty line.
    fn change_mode<S: Session + ?Sized>(&mut self, letter: u8, session: &mut S) -> Step {
        self.leave(session);
        match letter {
            b'A' => {
                self.raw = true;
                self.greet_raw(session);
            }
            b'B' => {
                self.banner(session);
                self.fresh_prompt(session);
            }
            b'D' => {
                self.state = State::Away;
                return Step::Reset;
            }
            b'E' => self.begin_paste(session),
            _ => self.fresh_prompt(session),
        }
        Step::Ready
    }

    /// Inserts at the cursor.
    pub(crate) fn type_text<S: Session + ?Sized>(&mut self, new: &str, session: &mut S) {
        let from = self.text.cursor();
        match self.text.insert(new) {
            Ok(()) => {
                let (text, cursor) = (self.text.str(), self.text.cursor());
                self.screen.show(session, text, Some(from), cursor);
            }
            Err(_) => self.full(session),
        }
    }

    fn full<S: Session + ?Sized>(&mut self, session: &mut S) {
        if core::mem::replace(&mut self.edit.told_full, true) {
            return session.write(b"\x07");
        }
        let text = self.text.str();
        self.screen.leave(session, text);
        let _ = write!(
            Line(session),
            "no room: a statement can have {} bytes here\r\n",
            self.text.capacity()
        );
        self.screen.again(session, text, self.text.cursor());
    }

    fn move_to<S: Session + ?Sized>(&mut self, place: usize, session: &mut S) {
        self.text.set_cursor(place);
        let (text, cursor) = (self.text.str(), self.text.cursor());
        self.screen.show(session, text, None, cursor);
    }

    /// Removes a range; keeps it for Ctrl-Y when it is more than a character's worth.
    fn cut<S: Session + ?Sized>(
        &mut self,
        range: core::ops::Range<usize>,
        keep: bool,
        session: &mut S,
    ) {
        if range.is_empty() {
            return;
        }
        if keep {
            let removed = self.text.str().get(range.clone()).unwrap_or_default();
            self.clipboard.clear();
            // What is larger than the clipboard is not kept.
            let _ = self.clipboard.insert(removed);
        }
        let from = range.start;
        self.text.remove(range);
        self.screen.show(session, self.text.str(), Some(from), from);
    }

    fn yank<S: Session + ?Sized>(&mut self, session: &mut S) {
        let from = self.text.cursor();
        match self.text.insert(self.clipboard.str()) {
            Ok(()) => {
                let (text, cursor) = (self.text.str(), self.text.cursor());
                self.screen.show(session, text, Some(from), cursor);
            }
            Err(_) => self.full(session),
        }
    }

    fn backspace<S: Session + ?Sized>(&mut self, session: &mut S) {
        let cursor = self.text.cursor();
        let indent = cursor - self.text.line_start();
        let before = self.text.before();
        let blank = before.len() - before.trim_end_matches(' ').len() >= indent;
        let from = if blank && indent >= STEP && indent.is_multiple_of(STEP) {
            cursor - STEP
        } else {
            self.text.left()
        };
        self.cut(from..cursor, false, session);
    }

    /// Blank or tab right behind automatic indentation: the text brings its own, as pasted text does. A tab counts as
    /// the indentation that is there; a blank begins it anew.
    fn own_indent<S: Session + ?Sized>(&mut self, key: Key, session: &mut S) {
        self.edit.indent = Indent::Off;
        let start = self.text.line_start();
        if key == Key::Char(' ') && self.text.after().is_empty() {
            self.text.remove(start + 1..self.text.len());
            self.screen.trimmed(session, self.text.str());
        }
    }

    fn enter<S: Session + ?Sized>(&mut self, session: &mut S) -> Step {
        if self.text.line_end() < self.text.len() {
            self.new_line(session);
            return Step::Ready;
        }
        if self.text.str().trim().is_empty() {
            return self.cancel(session);
        }
        let block = self.text.str().contains('\n');
        let line = self.text.line();
        // Blanks alone do not end a block: only an empty line does.
        let blank = block && !line.is_empty() && line.trim().is_empty();
        if !blank && session.is_complete(self.text.str()) || self.ends_recalled(session) {
            return self.submit(session);
        }
        self.move_to(self.text.len(), session);
        self.new_line(session);
        Step::Ready
    }

    /// Whether a block from the history would be whole with an empty line behind it.
    fn ends_recalled<S: Session + ?Sized>(&mut self, session: &mut S) -> bool {
        let end = self.text.len();
        if !self.edit.recalled || self.text.push(b'\n').is_err() {
            return false;
        }
        let complete = session.is_complete(self.text.str());
        self.text.remove(end..end + 1);
        complete
    }

    fn submit<S: Session + ?Sized>(&mut self, session: &mut S) -> Step {
        self.leave(session);
        self.history.push(self.text.str().trim_end());
        if self.text.str().contains('\n') {
            // The empty line that ends a block; where there is no room the end of the text ends it too.
            let _ = self.text.push(b'\n');
        }
        self.run(Kind::Interactive)
    }

    /// Breaks the line at the cursor and indents the new one like it, further behind a colon.
    fn new_line<S: Session + ?Sized>(&mut self, session: &mut S) {
        let start = self.text.line_start();
        let line = self.text.before().get(start..).unwrap_or_default();
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let mut indent = blanks(line);
        if line.trim_end().ends_with(':') {
            indent += STEP;
        }
        let above = start.checked_sub(1).and_then(|end| {
            let above = self.text.str().get(..end)?;
            above.rsplit('\n').next()
        });
        let two_blank =
            blanks(line) == line.len() && above.is_some_and(|above| blanks(above) == above.len());
        if self.edit.indent == Indent::Off || two_blank {
            indent = 0;
        }
        let from = self.text.cursor();
        if self.text.insert("\n").is_err() {
            return self.full(session);
        }
        // Where there is no room for blanks there is none for a statement either.
        let added = (0..indent).take_while(|_| self.text.insert(" ").is_ok());
        if added.count() > 0 {
            self.edit.indent = Indent::Fresh;
        }
        let (text, cursor) = (self.text.str(), self.text.cursor());
        self.screen.show(session, text, Some(from), cursor);
    }

    /// Text between the terminal's paste marks stands for itself.
    fn pasted<S: Session + ?Sized>(&mut self, key: Key, session: &mut S) -> Step {
        match key {
            Key::Char(c) => self.type_text(c.encode_utf8(&mut [0; 4]), session),
            Key::Enter => self.type_text("\n", session),
            Key::Tab => self.type_text("\t", session),
            Key::PasteEnds => {
                self.edit.pasting = false;
                self.edit.indent = Indent::Off;
                self.edit.recalled = true;
            }
            // The end mark got lost.
            Key::Ctrl(b'C') => return self.cancel(session),
            _ => {}
        }
        Step::Ready
    }

    fn older<S: Session + ?Sized>(&mut self, session: &mut S) {
        if self
            .history
            .get(self.edit.age + usize::from(self.edit.draft))
            .is_none()
        {
            return;
        }
        let age = self.edit.age + 1;
        if self.keep_draft() {
            self.recall(age, session);
        } else {
            session.write(b"\x07");
        }
    }

    /// Before another entry takes its place: the line being typed goes into the history for a while. False without room.
    fn keep_draft(&mut self) -> bool {
        if self.edit.age == 0 && !self.edit.draft && !self.text.is_empty() {
            self.edit.draft = self.history.add(self.text.str());
            return self.edit.draft;
        }
        true
    }

    fn newer<S: Session + ?Sized>(&mut self, session: &mut S) {
        if let Some(age) = self.edit.age.checked_sub(1) {
            self.recall(age, session);
        }
    }

    /// Takes over what a search found.
    pub(crate) fn recall_found<S: Session + ?Sized>(&mut self, found: usize, session: &mut S) {
        let age = (found + 1).saturating_sub(usize::from(self.edit.draft));
        if self.keep_draft() {
            self.recall(age, session);
        }
    }

    /// Shows the entry that is `age` back, or the line that was being typed.
    fn recall<S: Session + ?Sized>(&mut self, age: usize, session: &mut S) {
        let index = (age + usize::from(self.edit.draft)).checked_sub(1);
        let entry = index.and_then(|index| self.history.get(index));
        let lost = age > 0 && entry.is_none();
        let entry = entry.unwrap_or_default();
        if lost || entry.len() > self.text.capacity() {
            return session.write(b"\x07");
        }
        self.text.clear();
        // It fits.
        let _ = self.text.insert(entry);
        self.edit.age = age;
        self.edit.recalled = self.text.str().contains('\n');
        if age == 0 && core::mem::take(&mut self.edit.draft) {
            self.history.drop_newest();
        }
        let (text, cursor) = (self.text.str(), self.text.cursor());
        self.screen.show(session, text, Some(0), cursor);
    }
}
