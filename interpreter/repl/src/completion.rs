//! The Tab key: what is being asked for, the longest common continuation, the list.
//! Knows how a line of Python reads backwards from the cursor; the names come from the owner.

use crate::Repl;
use crate::session::Session;
use crate::width::columns;

/// What the word before the cursor may become. All names found must start with `prefix`; others are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question<'a> {
    /// A name in scope, a builtin, a keyword (with a space behind it where one must follow).
    Name { prefix: &'a str },
    /// An attribute of the value of a dotted name.
    Attribute { of: &'a str, prefix: &'a str },
    /// A module, inside `package` unless that is empty: after `import` and `from`.
    Module { package: &'a str, prefix: &'a str },
    /// What can be imported from a module: after `from module import`.
    Member { module: &'a str, prefix: &'a str },
}

impl<'a> Question<'a> {
    /// The question that a line up to the cursor asks; none when nothing can be known, as behind a call.
    pub fn of(line: &'a str) -> Option<Self> {
        let (head, prefix) = split_word(line, is_name);
        let statement = head.rsplit([';', ':']).next().unwrap_or(head).trim_start();
        if let Some(list) = after_word(statement, "import") {
            let part = list.rsplit(',').next().unwrap_or(list).trim_start();
            return dotted(part).map(|package| Question::Module { package, prefix });
        }
        if let Some(rest) = after_word(statement, "from") {
            let rest = rest.trim_start();
            let (_, behind) = rest.split_at(rest.len() - rest.trim_start_matches(is_dotted).len());
            let module = rest.strip_suffix(behind).unwrap_or(rest);
            if behind.is_empty() {
                return dotted(module).map(|package| Question::Module { package, prefix });
            }
            return match behind.trim() {
                "" => Some(Question::Name { prefix }),
                _ => after_word(behind.trim_start(), "import")
                    .map(|_| Question::Member { module, prefix }),
            };
        }
        match head.strip_suffix('.') {
            None => Some(Question::Name { prefix }),
            Some(owner) => {
                let (before, of) = split_word(owner, is_dotted);
                let known = !of.is_empty()
                    && !of.starts_with(|c: char| c.is_ascii_digit() || c == '.')
                    && !before.ends_with([')', ']', '}', '"', '\'']);
                known.then_some(Question::Attribute { of, prefix })
            }
        }
    }

    /// The part of the name that is there already.
    pub fn prefix(&self) -> &'a str {
        match *self {
            Question::Name { prefix }
            | Question::Attribute { prefix, .. }
            | Question::Module { prefix, .. }
            | Question::Member { prefix, .. } => prefix,
        }
    }

    /// Whether a name answers. Private names are only offered to who began to type one.
    fn takes(&self, name: &str) -> bool {
        let prefix = self.prefix();
        name.starts_with(prefix) && !(prefix.is_empty() && name.starts_with('_'))
    }

    /// Whether Tab behind a blank asks for names: elsewhere it indents.
    fn follows_import(&self) -> bool {
        matches!(self, Question::Module { .. } | Question::Member { .. })
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

fn is_dotted(c: char) -> bool {
    is_name(c) || c == '.'
}

/// A line split before the characters of its last word.
fn split_word(line: &str, inside: fn(char) -> bool) -> (&str, &str) {
    line.split_at(line.trim_end_matches(inside).len())
}

/// What follows a keyword and a blank.
fn after_word<'a>(statement: &'a str, keyword: &str) -> Option<&'a str> {
    statement
        .strip_prefix(keyword)
        .filter(|rest| rest.starts_with(' '))
}

/// The package of a dotted module name that ends before its last part; none when it is no such name.
fn dotted(name: &str) -> Option<&str> {
    let package = name.strip_suffix('.').unwrap_or(name);
    let whole = package.is_empty() || name.ends_with('.');
    (whole && name.chars().all(is_dotted)).then_some(package)
}

/// The longest continuation that all names share.
struct Common {
    bytes: [u8; 64],
    len: usize,
    names: usize,
}

impl Common {
    fn add(&mut self, rest: &str) {
        if self.names == 0 {
            self.len = rest.floor_char_boundary_of(self.bytes.len());
            let (kept, cut) = (self.bytes.get_mut(..self.len), rest.get(..self.len));
            if let (Some(kept), Some(cut)) = (kept, cut) {
                kept.copy_from_slice(cut.as_bytes());
            }
        } else {
            let same = |(a, b): &(char, char)| a == b;
            let shared = self.as_str().chars().zip(rest.chars()).take_while(same);
            self.len = shared.map(|(c, _)| c.len_utf8()).sum();
        }
        self.names += 1;
    }

    fn as_str(&self) -> &str {
        let kept = self.bytes.get(..self.len).unwrap_or_default();
        core::str::from_utf8(kept).unwrap_or_default()
    }
}

trait Cut {
    fn floor_char_boundary_of(&self, most: usize) -> usize;
}

impl Cut for str {
    /// The longest length up to `most` that cuts no character.
    fn floor_char_boundary_of(&self, most: usize) -> usize {
        let most = most.min(self.len());
        (0..=most)
            .rev()
            .find(|&at| self.is_char_boundary(at))
            .unwrap_or(0)
    }
}

impl Repl<'_> {
    pub(crate) fn tab<S: Session + ?Sized>(&mut self, session: &mut S) {
        let line_start = self.text.line_start();
        let line = self.text.before().get(line_start..).unwrap_or_default();
        let question = Question::of(line);
        let indents = line.ends_with([' ', '\t']) || line.is_empty() && line_start > 0;
        if indents && !question.is_some_and(|question| question.follows_import()) {
            let beyond = if line.trim_start().is_empty() {
                line.len() % 4
            } else {
                0
            };
            return self.type_text("    ".get(beyond..).unwrap_or_default(), session);
        }
        let Some(question) = question else { return };
        let mut common = Common {
            bytes: [0; 64],
            len: 0,
            names: 0,
        };
        let prefix = question.prefix().len();
        session.complete(question, &mut |name| {
            if question.takes(name) {
                common.add(name.get(prefix..).unwrap_or_default());
            }
        });
        if common.len > 0 {
            self.type_text(common.as_str(), session);
        } else if common.names > 1 {
            self.list(session);
        }
    }

    /// All names below the text, then the text again.
    fn list<S: Session + ?Sized>(&mut self, session: &mut S) {
        let text = self.text.str();
        let line = self.text.before().get(self.text.line_start()..);
        let Some(question) = line.and_then(Question::of) else {
            return;
        };
        self.screen.show(session, text, None, text.len());
        let mut table = Table {
            column: usize::MAX,
            width: self.screen.width(),
        };
        let mut done = 0;
        loop {
            // The owner holds the names while it tells them, and can write only afterwards: so it tells them in batches.
            let mut batch = [0u8; 128];
            let (mut used, mut seen, mut taken) = (0, 0, 0);
            session.complete(question, &mut |name| {
                if question.takes(name) {
                    seen += 1;
                    let cut = name.floor_char_boundary_of(batch.len() - 1);
                    let room = batch.get_mut(used..used + cut + 1);
                    if let (true, Some(room)) = (seen == done + taken + 1, room) {
                        let (place, end) = room.split_at_mut(cut);
                        place.copy_from_slice(name.get(..cut).unwrap_or_default().as_bytes());
                        end.fill(b'\n');
                        used += cut + 1;
                        taken += 1;
                    }
                }
            });
            let batch = batch.get(..used).unwrap_or_default();
            for name in core::str::from_utf8(batch).unwrap_or_default().lines() {
                table.write(name, session);
            }
            done += taken;
            if taken == 0 || done >= seen {
                break;
            }
        }
        session.write(b"\r\n");
        self.screen.again(session, text, self.text.cursor());
    }
}

/// Names side by side, at every sixteenth column.
struct Table {
    column: usize,
    width: usize,
}

impl Table {
    fn write<S: Session + ?Sized>(&mut self, name: &str, session: &mut S) {
        const SLOT: usize = 16;
        let columns: usize = name.chars().map(columns).sum();
        let next = self.column.saturating_add(2).div_ceil(SLOT);
        let next = next.saturating_mul(SLOT);
        if next.saturating_add(columns) < self.width {
            for _ in self.column..next {
                session.write(b" ");
            }
            self.column = next + columns;
        } else {
            session.write(b"\r\n");
            self.column = columns;
        }
        session.write(name.as_bytes());
    }
}
