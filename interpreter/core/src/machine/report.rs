//! The text of an exception as a user sees it: traceback, what it came from, the class and its message, notes. In the
//! format of CPython. Written piece by piece, so that also a MemoryError can be reported.

use super::Machine;
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::object::{code, exception};
use crate::types;
use crate::value::{Ref, Value};

/// Where a report goes.
#[derive(Clone, Copy)]
pub enum Sink {
    /// Standard error of the host.
    Host,
    /// An object with a `write` method.
    File(Value),
}

/// Exceptions of a chain that are shown at most: the newest.
const LONGEST_CHAIN: usize = 20;

/// After this many equal lines of a traceback, the others are counted.
const REPEATS: usize = 3;

impl Machine<'_> {
    /// Writes an exception with its traceback and those it came from.
    pub fn report(&mut self, e: Value, sink: Sink) -> R<()> {
        self.keep(e);
        let mut chain = [Value::NONE; LONGEST_CHAIN];
        let mut links = [""; LONGEST_CHAIN];
        let mut length = 0;
        let mut at = e;
        // A chain may lead back to where it was.
        while length < LONGEST_CHAIN && !chain[..length].contains(&at) {
            chain[length] = at;
            let Some((before, text)) = self.origin_of(at) else {
                length += 1;
                break;
            };
            links[length] = text;
            length += 1;
            at = before;
        }
        for i in (0..length).rev() {
            self.report_one(chain[i], sink)?;
            if i > 0 {
                self.tell(sink, links[i - 1])?;
            }
        }
        Ok(())
    }

    /// The exception that this one came from, and the words between the two.
    fn origin_of(&self, e: Value) -> Option<(Value, &'static str)> {
        let r = self.heap.as_kind(e, Kind::Exception)?;
        let cause = self.heap.value(r, exception::CAUSE);
        if self.heap.as_kind(cause, Kind::Exception).is_some() {
            return Some((
                cause,
                "\nThe above exception was the direct cause of the following exception:\n\n",
            ));
        }
        let suppressed = self
            .heap
            .value(r, exception::FLAGS)
            .as_small()
            .is_some_and(|flags| flags & 1 != 0);
        let context = self.heap.value(r, exception::CONTEXT);
        let shown = !suppressed && self.heap.as_kind(context, Kind::Exception).is_some();
        shown.then_some((
            context,
            "\nDuring handling of the above exception, another exception occurred:\n\n",
        ))
    }

    fn report_one(&mut self, e: Value, sink: Sink) -> R<()> {
        let Some(r) = self.heap.as_kind(e, Kind::Exception) else {
            return Ok(());
        };
        self.report_traceback(r, sink)?;
        let message = if self.is_a(e, types::SYNTAX_ERROR) {
            self.report_syntax(r, sink)?
        } else {
            None
        };
        let class = self.type_of(e);
        self.report_class(class, sink)?;
        // A message that cannot be made must not hide the exception.
        let text = match message {
            Some(message) => Ok(message),
            None => self.str(e),
        };
        match text {
            Ok(text) if self.str_bytes(text).is_some_and(<[u8]>::is_empty) => {}
            Ok(text) => {
                self.keep(text);
                self.tell(sink, ": ")?;
                self.tell_value(sink, text)?;
            }
            Err(_) => {
                self.take_pending();
                self.tell(sink, ": <exception str() failed>")?;
            }
        }
        self.tell(sink, "\n")?;
        self.report_notes(e, sink)
    }

    /// The class's name, with its module in front unless that goes without saying.
    fn report_class(&mut self, class: Value, sink: Sink) -> R<()> {
        if class.as_type().is_none()
            && let Ok(Some(module)) = self.find_attr(class, Value::name(n::__module__))
        {
            self.keep(module);
            let usual = self
                .str_bytes(module)
                .is_none_or(|name| matches!(name, b"__main__" | b"builtins"));
            if !usual {
                self.tell_value(sink, module)?;
                self.tell(sink, ".")?;
            }
        }
        let name = match self.find_attr(class, Value::name(n::__qualname__)) {
            Ok(Some(name)) => name,
            _ => self.type_name(class),
        };
        self.keep(name);
        self.tell_value(sink, name)
    }

    fn report_traceback(&mut self, e: Ref, sink: Sink) -> R<()> {
        let Some(list) = self
            .heap
            .as_kind(self.heap.value(e, exception::TRACEBACK), Kind::List)
        else {
            return Ok(());
        };
        self.tell(sink, "Traceback (most recent call last):\n")?;
        let mut last = (Value::NONE, Value::NONE);
        let mut equal = 0;
        for i in (0..self.list_len(list) / 2).rev() {
            let entry = (self.list_item(list, 2 * i), self.list_item(list, 2 * i + 1));
            if entry == last {
                equal += 1;
                if equal >= REPEATS {
                    continue;
                }
            } else {
                self.report_repeats(equal, sink)?;
                (last, equal) = (entry, 0);
            }
            let Some(code) = self.heap.as_kind(entry.0, Kind::Code) else {
                continue;
            };
            self.tell(sink, "  File \"")?;
            self.tell_value(sink, self.heap.value(code, code::FILENAME))?;
            self.tell(sink, "\", line ")?;
            self.tell_number(sink, entry.1.as_small().unwrap_or(0))?;
            self.tell(sink, ", in ")?;
            self.tell_value(sink, self.heap.value(code, code::NAME))?;
            self.tell(sink, "\n")?;
        }
        self.report_repeats(equal, sink)
    }

    fn report_repeats(&mut self, equal: usize, sink: Sink) -> R<()> {
        if equal < REPEATS {
            return Ok(());
        }
        let more = equal - REPEATS + 1;
        self.tell(sink, "  [Previous line repeated ")?;
        self.tell_number(sink, more as i64)?;
        self.tell(
            sink,
            if more == 1 {
                " more time]\n"
            } else {
                " more times]\n"
            },
        )
    }

    /// Place and line of a SyntaxError, with a caret; its message.
    fn report_syntax(&mut self, e: Ref, sink: Sink) -> R<Option<Value>> {
        let args = self.heap.value(e, exception::ARGS);
        if self.tuple_len(args) != 2 {
            return Ok(None);
        }
        let (message, details) = (self.tuple_item(args, 0), self.tuple_item(args, 1));
        if self.heap.as_kind(details, Kind::Tuple).is_none() || self.tuple_len(details) < 4 {
            return Ok(None);
        }
        let item = |m: &Self, i: usize| {
            if i < m.tuple_len(details) {
                m.tuple_item(details, i)
            } else {
                Value::NONE
            }
        };
        let number = |m: &Self, i: usize| item(m, i).as_small().unwrap_or(0);
        self.tell(sink, "  File \"")?;
        self.tell_value(sink, item(self, 0))?;
        self.tell(sink, "\", line ")?;
        self.tell_number(sink, number(self, 1))?;
        self.tell(sink, "\n")?;
        let line = item(self, 3);
        let trimmed = self.str_bytes(line).map(|bytes| {
            (
                bytes.len() - bytes.trim_ascii_start().len(),
                bytes.trim_ascii().len(),
            )
        });
        let Some((from, length)) = trimmed.filter(|(_, length)| *length > 0) else {
            return Ok(Some(message));
        };
        self.tell(sink, "    ")?;
        let shown = self.new_str_from(line, from, from + length)?;
        self.tell_value(sink, shown)?;
        self.tell(sink, "\n")?;
        let start = number(self, 2) - 1 - from as i64;
        if number(self, 2) > 0 && start >= 0 {
            let one_line = number(self, 4) == number(self, 1);
            let end = if one_line {
                number(self, 5) - 1 - from as i64
            } else {
                start + 1
            };
            let most = crate::utf8::count(self.str_bytes(shown).unwrap_or_default()) as i64 + 1;
            self.tell(sink, "    ")?;
            for _ in 0..start.min(most) {
                self.tell(sink, " ")?;
            }
            for _ in start..end.max(start + 1).min(most.max(start + 1)) {
                self.tell(sink, "^")?;
            }
            self.tell(sink, "\n")?;
        }
        Ok(Some(message))
    }

    fn report_notes(&mut self, e: Value, sink: Sink) -> R<()> {
        let notes = match self.find_attr(e, Value::name(n::__notes__)) {
            Ok(Some(notes)) => notes,
            Ok(None) => return Ok(()),
            Err(_) => {
                self.take_pending();
                return Ok(());
            }
        };
        let Some(list) = self.as_native(notes, Kind::List) else {
            return Ok(());
        };
        for i in 0..self.list_len(list) {
            let note = self.list_item(list, i);
            let text = self.str(note)?;
            self.keep(text);
            self.tell_value(sink, text)?;
            self.tell(sink, "\n")?;
        }
        Ok(())
    }

    fn tell(&mut self, sink: Sink, text: &str) -> R<()> {
        match sink {
            Sink::Host => self.host.write(text.as_bytes(), true),
            Sink::File(file) => {
                let text = self.new_str(text.as_bytes())?;
                self.call_method(file, n::write, &[text])?;
            }
        }
        Ok(())
    }

    fn tell_number(&mut self, sink: Sink, number: i64) -> R<()> {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        while let Some(place) = at.checked_sub(1).and_then(|place| digits.get_mut(place)) {
            *place = b'0' + (rest % 10) as u8;
            at -= 1;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.tell(
            sink,
            core::str::from_utf8(digits.get(at..).unwrap_or_default()).unwrap_or_default(),
        )
    }

    /// A str; other values count as nothing.
    fn tell_value(&mut self, sink: Sink, v: Value) -> R<()> {
        if let Sink::File(file) = sink {
            if self.str_bytes(v).is_some() {
                self.call_method(file, n::write, &[v])?;
            }
            return Ok(());
        }
        let mut at = 0;
        loop {
            let mut part = [0; 64];
            let rest = self
                .str_bytes(v)
                .and_then(|bytes| bytes.get(at..))
                .unwrap_or_default();
            let count = rest.len().min(part.len());
            if count == 0 {
                return Ok(());
            }
            part[..count].copy_from_slice(&rest[..count]);
            self.host.write(&part[..count], true);
            at += count;
        }
    }
}
