//! How an exception that nobody caught is shown: tracebacks, chains, groups and syntax errors, in CPython's format.

use super::attributes::attribute;
use super::group::{is_group, parts};
use super::marks::{Known, Marks};
use super::{entries, field, hint, kept, place, suppresses_context};
use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::object::{code, exception};
use crate::types;
use crate::value::{Ref, Value};

/// Where the text goes.
pub enum Output<'t> {
    /// Straight to the host: standard output, or standard error.
    Host {
        error: bool,
    },
    Text(&'t mut Text),
}

/// The same place shown more often is only counted.
const REPEATED: usize = 3;
/// More exceptions of a group than this are only counted.
const WIDEST: usize = 15;
/// Groups in groups deeper than this are left out.
const DEEPEST: usize = 10;

struct Printer<'t, 'o> {
    out: &'o mut Output<'t>,
    /// Depth of groups; each is two columns further right.
    depth: usize,
    need_close: bool,
    known: Known,
    /// List of the exceptions that were shown, so that no circle of causes is endless.
    seen: Value,
}

/// Where a report goes.
#[derive(Clone, Copy)]
pub enum Sink {
    /// Standard error of the host.
    Host,
    /// An object with a `write` method.
    File(Value),
}

impl Machine<'_> {
    /// Writes an exception with its traceback and those it came from.
    pub fn report(&mut self, e: Value, sink: Sink) -> R<()> {
        self.keep(e);
        match sink {
            Sink::Host => push_exception(self, &mut Output::Host { error: true }, e, true),
            Sink::File(file) => {
                let mut text = Text::new(self)?;
                push_exception(self, &mut Output::Text(&mut text), e, true)?;
                let text = text.finish(self)?;
                self.call_method(file, n::write, &[text])?;
                Ok(())
            }
        }
    }
}

/// Writes an exception with its traceback to standard error. Nothing goes up from here: what cannot be shown is left out.
pub fn print_exception(m: &mut Machine, e: Value) {
    let mark = m.mark();
    m.keep(e);
    let pending = m.root(crate::machine::Root::Pending);
    m.keep(pending);
    m.host.flush();
    let sink = types::sys::member(m, n::stderr).map_or(Sink::Host, Sink::File);
    if m.report(e, sink).is_err() {
        m.take_pending();
    }
    m.set_root(crate::machine::Root::Pending, pending);
    m.release(mark);
}

/// Writes an exception that a `__del__` raised, as `print_exception` does.
pub fn print_ignored(m: &mut Machine, method: Value, e: Value) {
    let mark = m.mark();
    m.keep(e);
    m.host.flush();
    match types::sys::member(m, n::stderr) {
        Some(file) => {
            let text = m.message(&[
                Piece::S("Exception ignored in: "),
                Piece::R(method),
                Piece::S("\n"),
            ]);
            if text
                .and_then(|text| m.call_method(file, n::write, &[text]))
                .is_err()
            {
                m.take_pending();
            }
        }
        None => {
            if let Ok(text) = m.message(&[Piece::R(method)]) {
                let mut out = Output::Host { error: true };
                let mut printer = Printer {
                    out: &mut out,
                    depth: 0,
                    need_close: false,
                    known: Known::default(),
                    seen: Value::NONE,
                };
                // The host takes whatever it is given.
                let _ = printer.put(m, "Exception ignored in: ");
                let _ = printer.str(m, text);
                let _ = printer.put(m, "\n");
            } else {
                m.take_pending();
            }
        }
    }
    print_exception(m, e);
    m.release(mark);
}

/// Writes an exception, with what it was raised from or during if `chain`.
pub fn push_exception(m: &mut Machine, out: &mut Output, e: Value, chain: bool) -> R<()> {
    let seen = m.new_list(&[]).unwrap_or_else(|_| {
        m.take_pending();
        Value::NONE
    });
    let mut printer = Printer {
        out,
        depth: 0,
        need_close: false,
        known: Known::default(),
        seen,
    };
    printer.recursive(m, e, chain)
}

impl Printer<'_, '_> {
    fn put(&mut self, m: &mut Machine, s: &str) -> R<()> {
        self.bytes(m, s.as_bytes())
    }

    fn bytes(&mut self, m: &mut Machine, bytes: &[u8]) -> R<()> {
        match self.out {
            Output::Host { error } => {
                m.host.write(bytes, *error);
                Ok(())
            }
            Output::Text(text) => text.push(m, bytes),
        }
    }

    /// Bytes `from..to` of a str.
    fn part(&mut self, m: &mut Machine, v: Value, from: usize, to: usize) -> R<()> {
        if let Output::Text(text) = self.out {
            return text.push_from(m, v, from, to);
        }
        let mut buffer = [0u8; 128];
        let mut at = from;
        while at < to {
            let Some(bytes) = m.str_bytes(v).and_then(|b| b.get(at..to)) else {
                break;
            };
            let count = bytes.len().min(buffer.len());
            buffer[..count].copy_from_slice(&bytes[..count]);
            self.bytes(m, &buffer[..count])?;
            at += count;
        }
        Ok(())
    }

    fn str(&mut self, m: &mut Machine, v: Value) -> R<()> {
        let len = m.str_bytes(v).map_or(0, <[u8]>::len);
        self.part(m, v, 0, len)
    }

    fn number(&mut self, m: &mut Machine, i: usize) -> R<()> {
        let mut buffer = [0u8; 20];
        let mut at = buffer.len();
        let mut rest = i;
        loop {
            at -= 1;
            buffer[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        let digits = buffer;
        self.bytes(m, &digits[at..])
    }

    fn indent(&mut self, m: &mut Machine) -> R<()> {
        for _ in 0..self.depth {
            self.put(m, "  ")?;
        }
        Ok(())
    }

    fn margin(&mut self, m: &mut Machine) -> R<()> {
        self.indent(m)?;
        if self.depth > 0 {
            self.put(m, "| ")?;
        }
        Ok(())
    }

    fn recursive(&mut self, m: &mut Machine, e: Value, chain: bool) -> R<()> {
        m.deeper(|m| {
            if chain {
                self.linked(m, e)?;
            }
            if is_group(m, e) {
                self.group(m, e, chain)
            } else {
                self.one(m, e)
            }
        })
    }

    /// What the exception was raised from or during, first.
    fn linked(&mut self, m: &mut Machine, e: Value) -> R<()> {
        if let Some(list) = self.seen.as_ref() {
            m.list_push(list, e)?;
        }
        let (cause, context) = (
            field(m, e, exception::CAUSE),
            field(m, e, exception::CONTEXT),
        );
        let (link, text) = if !cause.is_none() {
            (
                cause,
                "The above exception was the direct cause of the following exception:\n",
            )
        } else if !context.is_none() && !suppresses_context(m, e) {
            (
                context,
                "During handling of the above exception, another exception occurred:\n",
            )
        } else {
            return Ok(());
        };
        let known = self
            .seen
            .as_ref()
            .is_some_and(|list| (0..m.list_len(list)).any(|i| m.list_item(list, i) == link));
        if known {
            return Ok(());
        }
        let need_close = core::mem::take(&mut self.need_close);
        self.recursive(m, link, true)?;
        self.need_close = need_close;
        self.margin(m)?;
        self.put(m, "\n")?;
        self.margin(m)?;
        self.put(m, text)?;
        self.margin(m)?;
        self.put(m, "\n")
    }

    fn group(&mut self, m: &mut Machine, e: Value, chain: bool) -> R<()> {
        if self.depth > DEEPEST {
            self.margin(m)?;
            return self.put(m, "... (max_group_depth is 10)\n");
        }
        let outermost = self.depth == 0;
        if outermost {
            self.depth = 1;
        }
        self.one(m, e)?;
        let items = parts(m, e);
        let count = m.tuple_len(items);
        let shown = count.min(WIDEST + 1);
        self.need_close = false;
        for i in 0..shown {
            let last = i + 1 == shown;
            if last {
                self.need_close = true;
            }
            self.indent(m)?;
            self.put(m, if i == 0 { "+-" } else { "  " })?;
            self.put(m, "+---------------- ")?;
            if i < WIDEST {
                self.number(m, i + 1)?;
            } else {
                self.put(m, "...")?;
            }
            self.put(m, " ----------------\n")?;
            self.depth += 1;
            if i < WIDEST {
                let item = m.tuple_item(items, i);
                self.recursive(m, item, chain)?;
            } else {
                self.margin(m)?;
                self.put(m, "and ")?;
                self.number(m, count - WIDEST)?;
                self.put(m, " more exception")?;
                self.put(m, if count - WIDEST == 1 { "\n" } else { "s\n" })?;
            }
            if last && self.need_close {
                self.indent(m)?;
                self.put(m, "+------------------------------------\n")?;
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if outermost {
            self.depth = 0;
        }
        Ok(())
    }

    fn one(&mut self, m: &mut Machine, e: Value) -> R<()> {
        self.traceback(m, e)?;
        if m.is_a(e, types::SYNTAX_ERROR) {
            self.syntax_place(m, e)?;
        }
        self.message(m, e)?;
        self.notes(m, e)
    }

    fn traceback(&mut self, m: &mut Machine, e: Value) -> R<()> {
        let Some((list, count)) = entries(m, e) else {
            return Ok(());
        };
        // The innermost places, as many as the program wants to see.
        let limit = types::sys::member(m, n::tracebacklimit)
            .and_then(Value::as_small)
            .unwrap_or(i64::from(u16::MAX));
        let shown = usize::try_from(limit).unwrap_or(0).min(count);
        if shown == 0 {
            return Ok(());
        }
        if is_group(m, e) {
            self.indent(m)?;
            self.put(m, if self.depth == 1 { "+ " } else { "| " })?;
            self.put(m, "Exception Group Traceback (most recent call last):\n")?;
        } else {
            self.margin(m)?;
            self.put(m, "Traceback (most recent call last):\n")?;
        }
        let mut before = (Value::NONE, Value::NONE);
        let mut repeated = 0;
        for i in (0..shown).rev() {
            let (place, line) = place(m, list, i);
            let code = types::code::of(m, place);
            if (code, line) != before {
                self.repetitions(m, repeated)?;
                before = (code, line);
                repeated = 0;
            }
            repeated += 1;
            if repeated <= REPEATED {
                self.place(m, code, line, (list, i))?;
            }
        }
        self.repetitions(m, repeated)
    }

    fn repetitions(&mut self, m: &mut Machine, count: usize) -> R<()> {
        if count <= REPEATED {
            return Ok(());
        }
        self.margin(m)?;
        self.put(m, "  [Previous line repeated ")?;
        self.number(m, count - REPEATED)?;
        self.put(
            m,
            if count - REPEATED == 1 {
                " more time]\n"
            } else {
                " more times]\n"
            },
        )
    }

    fn place(
        &mut self,
        m: &mut Machine,
        code: Value,
        line: Value,
        (list, i): (Ref, usize),
    ) -> R<()> {
        let Some(c) = m.heap.as_kind(code, Kind::Code) else {
            return Ok(());
        };
        let (file, name) = (m.heap.value(c, code::FILENAME), m.heap.value(c, code::NAME));
        let number = line.as_small().unwrap_or(0).max(0) as usize;
        self.margin(m)?;
        self.put(m, "  File \"")?;
        self.str(m, file)?;
        self.put(m, "\", line ")?;
        self.number(m, number)?;
        self.put(m, ", in ")?;
        self.str(m, name)?;
        self.put(m, "\n")?;
        let mark = m.mark();
        let source = m.source_line;
        if let Some(text) = source(m, file, number as u32).unwrap_or_else(|_| {
            m.take_pending();
            None
        }) {
            m.keep(text);
            let bytes = m.str_bytes(text).unwrap_or(b"");
            let from = bytes.len() - bytes.trim_ascii_start().len();
            let to = from + bytes[from..].trim_ascii_end().len();
            if to > from {
                self.margin(m)?;
                self.put(m, "    ")?;
                self.part(m, text, from, to)?;
                self.put(m, "\n")?;
                if let Some(marks) = self.known.marks(m, list, i, number) {
                    self.marks(m, marks)?;
                }
            }
        }
        m.release(mark);
        Ok(())
    }

    fn marks(&mut self, m: &mut Machine, marks: Marks) -> R<()> {
        self.margin(m)?;
        self.put(m, "    ")?;
        for (count, mark) in [
            (marks.blanks, " "),
            (marks.before, "~"),
            (marks.middle, "^"),
            (marks.behind, "~"),
        ] {
            for _ in 0..count {
                self.put(m, mark)?;
            }
        }
        self.put(m, "\n")
    }

    /// File, line and column of a SyntaxError.
    fn syntax_place(&mut self, m: &mut Machine, e: Value) -> R<()> {
        let line = attribute(m, e, n::lineno)?;
        let Some(number) = m.payload(line).as_small() else {
            return Ok(());
        };
        let file = attribute(m, e, n::filename)?;
        self.margin(m)?;
        self.put(m, "  File \"")?;
        if m.str_bytes(file).is_some() {
            self.str(m, file)?;
        } else {
            self.put(m, "<string>")?;
        }
        self.put(m, "\", line ")?;
        self.number(m, number.max(0) as usize)?;
        self.put(m, "\n")?;
        let text = attribute(m, e, n::text)?;
        if m.str_bytes(text).is_none() {
            return Ok(());
        }
        let (offset, end_line, end_offset) = (
            attribute(m, e, n::offset)?.as_small().unwrap_or(-1),
            attribute(m, e, n::end_lineno)?.as_small().unwrap_or(number),
            attribute(m, e, n::end_offset)?.as_small().unwrap_or(-1),
        );
        let bytes = m.str_bytes(text).unwrap_or(b"");
        let whole = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let end_offset = if end_line > number {
            bytes.len() as i64
        } else {
            end_offset
        };
        let carets = if m.is_a(e, types::INDENTATION_ERROR) {
            1
        } else if end_offset > 0 && end_offset > offset {
            end_offset - offset
        } else {
            1
        };
        let to = whole.len();
        let from = whole
            .iter()
            .take_while(|c| matches!(**c, b' ' | b'\t' | 0x0c))
            .count();
        self.margin(m)?;
        self.put(m, "    ")?;
        self.part(m, text, from, to)?;
        self.put(m, "\n")?;
        let column = offset - 1 - from as i64;
        if offset < 1 || column < 0 {
            return Ok(());
        }
        self.margin(m)?;
        self.put(m, "    ")?;
        for _ in 0..column {
            self.put(m, " ")?;
        }
        for _ in 0..carets {
            self.put(m, "^")?;
        }
        self.put(m, "\n")
    }

    /// The last line: class, text and near miss.
    fn message(&mut self, m: &mut Machine, e: Value) -> R<()> {
        let mark = m.mark();
        self.margin(m)?;
        let class = m.type_of(e);
        let module = types::class::module(m, class)?;
        let hidden = module == Value::name(n::builtins)
            || module == Value::name(n::__main__)
            || m.str_bytes(module).is_none();
        if !hidden {
            self.str(m, module)?;
            self.put(m, ".")?;
        }
        let name = types::class::qualname(m, class)?;
        self.str(m, name)?;
        let shown = if m.is_a(e, types::SYNTAX_ERROR) && !attribute(m, e, n::lineno)?.is_none() {
            let msg = attribute(m, e, n::msg)?;
            m.str(msg)
        } else {
            m.str(e)
        };
        match shown {
            // A full or locked heap has no room for an empty text either.
            Err(_)
                if m.tuple_len(field(m, e, exception::ARGS)) == 0
                    && m.own_special(e, n::__str__).is_none() =>
            {
                m.take_pending();
            }
            Ok(text) => {
                m.keep(text);
                if m.str_bytes(text).is_some_and(|b| !b.is_empty()) {
                    self.put(m, ": ")?;
                    self.str(m, text)?;
                }
            }
            Err(_) => {
                m.take_pending();
                self.put(m, ": <exception str() failed>")?;
            }
        }
        match hint::of(m, e) {
            Ok(Some(near)) => {
                self.put(m, ". Did you mean: '")?;
                self.str(m, near)?;
                self.put(m, "'?")?;
            }
            Ok(None) => {}
            Err(_) => {
                m.take_pending();
            }
        }
        m.release(mark);
        self.put(m, "\n")
    }

    fn notes(&mut self, m: &mut Machine, e: Value) -> R<()> {
        let Some(notes) = kept(m, e, n::__notes__) else {
            return Ok(());
        };
        let list = m
            .as_native(notes, Kind::List)
            .or_else(|| m.as_native(notes, Kind::Tuple));
        let Some(_) = list else {
            let shown = m.repr(notes)?;
            self.margin(m)?;
            self.str(m, shown)?;
            return self.put(m, "\n");
        };
        let list = m.list_of(notes)?;
        for i in 0..m.list_len(list) {
            let note = m.list_item(list, i);
            let text = match m.str(note) {
                Ok(text) => text,
                Err(_) => {
                    m.take_pending();
                    m.new_str(b"<note str() failed>")?
                }
            };
            m.keep(text);
            let mut from = 0;
            loop {
                let bytes = m.str_bytes(text).unwrap_or(b"");
                let len = bytes.len();
                let to = bytes[from.min(len)..]
                    .iter()
                    .position(|c| *c == b'\n')
                    .map_or(len, |i| from + i);
                self.margin(m)?;
                self.part(m, text, from, to)?;
                self.put(m, "\n")?;
                if to >= len {
                    break;
                }
                from = to + 1;
            }
        }
        Ok(())
    }
}
