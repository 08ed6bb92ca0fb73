//! Text to values. Nothing recurses: what is open lies on a list in the arena, which also keeps it alive.

use pyrite_core::machine::{Machine, Text, immediate_text};
use pyrite_core::memory::Kind;
use pyrite_core::number::float;
use pyrite_core::types;
use pyrite_core::value::Word;
use pyrite_core::{R, Raised, Ref, Value};

use super::{decoder, is_on, raise, reference};

/// Keys that were met lately are looked up here, by a few of their bytes: most objects have the same ones.
const REMEMBERED: usize = 64;

/// What an open container is.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    List,
    Dict,
    /// A list of pairs, for `object_pairs_hook`.
    Pairs,
}

/// Words on the list of what is open: the container, the key that waits for its value, what it is.
const LEVEL: usize = 3;

struct Reader {
    source: Value,
    /// Where the text lies, unless it is static.
    place: Option<Ref>,
    len: usize,
    at: usize,
    open: Ref,
    /// Keys met before, once there is one.
    keys: Option<Ref>,
    strict: bool,
    object_hook: Option<Value>,
    pairs_hook: Option<Value>,
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Option<Value>,
}

type Options = [Option<Value>; decoder::FIELDS];

/// The value that the whole text is.
pub fn whole(m: &mut Machine, text: Value, options: &Options) -> R {
    let mut reader = Reader::new(m, text, 0, options)?;
    reader.skip_space(m);
    let v = reader.value(m)?;
    reader.skip_space(m);
    if reader.at < reader.len {
        return Err(raise(m, "Extra data", text, reader.at));
    }
    Ok(v)
}

/// The value at byte `from`, and the byte behind it.
pub fn part(m: &mut Machine, text: Value, from: usize, options: &Options) -> R<(Value, usize)> {
    let mut reader = Reader::new(m, text, from, options)?;
    let v = reader.value(m)?;
    Ok((v, reader.at))
}

impl Reader {
    fn new(m: &mut Machine, text: Value, from: usize, options: &Options) -> R<Reader> {
        let hook = |i: usize| options.get(i).copied().flatten().filter(|v| !v.is_none());
        let strict = is_on(m, options[decoder::STRICT], true)?;
        // The first item is for the list of keys.
        let open = m.new_list_sized(1 + 4 * LEVEL)?;
        m.list_push(open, Value::NONE)?;
        Ok(Reader {
            source: text,
            place: m.heap.as_kind(text, Kind::Str),
            len: m.str_bytes(text).map_or(0, <[u8]>::len),
            at: from,
            open,
            keys: None,
            strict,
            object_hook: hook(decoder::OBJECT_HOOK),
            pairs_hook: hook(decoder::PAIRS_HOOK),
            parse_float: hook(decoder::PARSE_FLOAT),
            parse_int: hook(decoder::PARSE_INT),
            parse_constant: hook(decoder::PARSE_CONSTANT),
        })
    }

    #[inline(always)]
    fn bytes<'m>(&self, m: &'m Machine) -> &'m [u8] {
        match self.place {
            Some(r) => m.heap.bytes(r, 2, self.len),
            None => immediate_text(self.source).unwrap_or("").as_bytes(),
        }
    }

    #[inline(always)]
    fn skip_space(&mut self, m: &Machine) {
        let rest = self.bytes(m).get(self.at..).unwrap_or_default();
        let space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        self.at += rest
            .iter()
            .position(|byte| !space(byte))
            .unwrap_or(rest.len());
    }

    #[inline(always)]
    fn peek(&self, m: &Machine) -> u8 {
        self.bytes(m).get(self.at).copied().unwrap_or(0)
    }

    #[cold]
    fn error(&self, m: &mut Machine, message: &str, at: usize) -> Raised {
        raise(m, message, self.source, at)
    }

    /// The value at the position, with all that is in it.
    fn value(&mut self, m: &mut Machine) -> R {
        let mark = m.mark();
        let mut depth = 0u32;
        loop {
            let mut done = match self.start(m, &mut depth)? {
                Some(v) => v,
                None => continue,
            };
            // Puts what is complete where it belongs, and goes on behind it.
            loop {
                if depth == 0 {
                    m.keep(done);
                    return Ok(done);
                }
                let (container, key, kind) = self.innermost(m)?;
                match kind {
                    Open::List => m.list_push(container, done)?,
                    Open::Dict => m.dict_set(container, key, done)?,
                    Open::Pairs => {
                        let pair = m.new_tuple(&[key, done])?;
                        m.list_push(container, pair)?;
                    }
                }
                m.release(mark);
                self.skip_space(m);
                let close = if kind == Open::List { b']' } else { b'}' };
                match self.peek(m) {
                    b',' => {
                        self.at += 1;
                        self.skip_space(m);
                        if kind != Open::List {
                            let key = self.key(m)?;
                            let top = m.list_len(self.open);
                            m.list_set(self.open, top - LEVEL + 1, key);
                        }
                        break;
                    }
                    byte if byte == close => {
                        self.at += 1;
                        done = self.close(m, container, kind)?;
                        depth -= 1;
                    }
                    _ => return Err(self.error(m, "Expecting ',' delimiter", self.at)),
                }
            }
        }
    }

    /// A value that is complete, or `None` when a container was opened and its first value is next.
    fn start(&mut self, m: &mut Machine, depth: &mut u32) -> R<Option<Value>> {
        let at = self.at;
        match self.peek(m) {
            b'"' => self.string(m, false).map(Some),
            b'{' => {
                self.at += 1;
                self.skip_space(m);
                let (container, kind) = match self.pairs_hook {
                    Some(_) => (m.new_list(&[])?, Open::Pairs),
                    None => (m.new_dict()?, Open::Dict),
                };
                if self.peek(m) == b'}' {
                    self.at += 1;
                    let container = reference(m, container)?;
                    return self.hooked(m, container, kind).map(Some);
                }
                let key = self.key(m)?;
                self.enter(m, depth, container, key, kind)
            }
            b'[' => {
                self.at += 1;
                self.skip_space(m);
                let list = m.new_list(&[])?;
                if self.peek(m) == b']' {
                    self.at += 1;
                    return Ok(Some(list));
                }
                self.enter(m, depth, list, Value::NONE, Open::List)
            }
            b'-' | b'0'..=b'9' => self.number(m).map(Some),
            b'n' if self.takes(m, b"null") => Ok(Some(Value::NONE)),
            b't' if self.takes(m, b"true") => Ok(Some(Value::TRUE)),
            b'f' if self.takes(m, b"false") => Ok(Some(Value::FALSE)),
            b'N' if self.takes(m, b"NaN") => self.constant(m, at, f64::NAN).map(Some),
            b'I' if self.takes(m, b"Infinity") => self.constant(m, at, f64::INFINITY).map(Some),
            _ => Err(self.error(m, "Expecting value", at)),
        }
    }

    fn enter(
        &mut self,
        m: &mut Machine,
        depth: &mut u32,
        container: Value,
        key: Value,
        kind: Open,
    ) -> R<Option<Value>> {
        *depth += 1;
        if *depth >= m.recursion_limit {
            return Err(m.recursion_error_in(match kind {
                Open::List => " while decoding a JSON array from a unicode string",
                _ => " while decoding a JSON object from a unicode string",
            }));
        }
        for v in [container, key, Value::small_wrapping(kind as i64)] {
            m.list_push(self.open, v)?;
        }
        Ok(None)
    }

    #[inline(always)]
    fn innermost(&self, m: &mut Machine) -> R<(Ref, Value, Open)> {
        let top = m.list_len(self.open).saturating_sub(LEVEL);
        let container = reference(m, m.list_item(self.open, top))?;
        let kind = match m.list_item(self.open, top + 2).as_small() {
            Some(0) => Open::List,
            Some(1) => Open::Dict,
            _ => Open::Pairs,
        };
        Ok((container, m.list_item(self.open, top + 1), kind))
    }

    /// Takes the innermost container from the list; it, or what its hook makes of it, is a temporary root.
    fn close(&mut self, m: &mut Machine, container: Ref, kind: Open) -> R {
        m.keep(Value::reference(container));
        let left = m.list_len(self.open).saturating_sub(LEVEL);
        m.heap.set_word(self.open, 1, left as Word);
        self.hooked(m, container, kind)
    }

    fn hooked(&mut self, m: &mut Machine, container: Ref, kind: Open) -> R {
        let v = Value::reference(container);
        let hook = match kind {
            Open::List => None,
            Open::Dict => self.object_hook,
            Open::Pairs => self.pairs_hook,
        };
        match hook {
            Some(hook) => m.call(hook, &[v]),
            None => Ok(v),
        }
    }

    #[inline]
    fn takes(&mut self, m: &Machine, word: &[u8]) -> bool {
        let rest = self.bytes(m).get(self.at..).unwrap_or_default();
        let found = rest.starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn constant(&mut self, m: &mut Machine, from: usize, number: f64) -> R {
        match self.parse_constant {
            Some(hook) => self.call_on_text(m, hook, from),
            None => m.new_float(number),
        }
    }

    /// Calls a hook with the text from `from` to the position.
    fn call_on_text(&mut self, m: &mut Machine, hook: Value, from: usize) -> R {
        let text = m.new_str_from(self.source, from, self.at)?;
        m.call(hook, &[text])
    }

    /// A key and its colon; the position is then at the value.
    fn key(&mut self, m: &mut Machine) -> R {
        if self.peek(m) != b'"' {
            let message = "Expecting property name enclosed in double quotes";
            return Err(self.error(m, message, self.at));
        }
        let key = self.string(m, true)?;
        self.skip_space(m);
        if self.peek(m) != b':' {
            return Err(self.error(m, "Expecting ':' delimiter", self.at));
        }
        self.at += 1;
        self.skip_space(m);
        Ok(key)
    }

    /// The string whose quote is at the position.
    fn string(&mut self, m: &mut Machine, key: bool) -> R {
        let from = self.at + 1;
        let rest = self.bytes(m).get(from..).unwrap_or_default();
        let stop = rest
            .iter()
            .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
        let Some(length) = stop.filter(|stop| rest.get(*stop) == Some(&b'"')) else {
            return self.long_string(m, from);
        };
        self.at = from + length + 1;
        if key {
            return self.remembered(m, from, from + length);
        }
        m.new_str_from(self.source, from, from + length)
    }

    /// A key: the same str as the last time, if it is still known.
    fn remembered(&mut self, m: &mut Machine, from: usize, to: usize) -> R {
        let text = self.bytes(m).get(from..to).unwrap_or_default();
        let byte = |at: usize| usize::from(text.get(at).copied().unwrap_or(0));
        let Some(keys) = self.keys else {
            let key = m.new_str_from(self.source, from, to)?;
            self.remember_keys(m, key)?;
            return Ok(key);
        };
        let mixed = byte(0) + 5 * byte(text.len() / 2) + 11 * byte(text.len().wrapping_sub(1));
        let slot = (mixed + 17 * text.len()) % REMEMBERED;
        let known = m.list_item(keys, slot);
        if m.str_bytes(known) == Some(text) {
            return Ok(known);
        }
        let key = m.new_str_from(self.source, from, to)?;
        m.list_set(keys, slot, key);
        Ok(key)
    }

    /// Makes the list of keys. It must live as long as the reader: the list of what is open keeps it, in front of all else.
    #[inline(never)]
    fn remember_keys(&mut self, m: &mut Machine, key: Value) -> R<()> {
        let keys = m.new_list(&[Value::NONE; REMEMBERED])?;
        m.list_set(self.open, 0, keys);
        m.keep(key);
        self.keys = keys.as_ref();
        Ok(())
    }

    /// A string with escapes, or one that is wrong.
    #[inline(never)]
    fn long_string(&mut self, m: &mut Machine, from: usize) -> R {
        let mut out = Text::with_capacity(m, 32)?;
        let mut at = from;
        loop {
            let rest = self.bytes(m).get(at..).unwrap_or_default();
            let strict = self.strict;
            let stop = rest
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\\') || (strict && *byte < 0x20));
            let Some(length) = stop else {
                return Err(self.error(m, "Unterminated string starting at", from - 1));
            };
            let byte = rest.get(length).copied().unwrap_or(0);
            out.push_from(m, self.source, at, at + length)?;
            at += length;
            match byte {
                b'"' => {
                    self.at = at + 1;
                    return out.finish(m);
                }
                b'\\' => at = self.escape(m, &mut out, from, at)?,
                _ => return Err(self.error(m, "Invalid control character at", at)),
            }
        }
    }

    /// The escape whose backslash is at `at`; gives the position behind it.
    fn escape(&mut self, m: &mut Machine, out: &mut Text, from: usize, at: usize) -> R<usize> {
        let Some(byte) = self.bytes(m).get(at + 1).copied() else {
            return Err(self.error(m, "Unterminated string starting at", from - 1));
        };
        let char = match byte {
            b'"' | b'\\' | b'/' => byte,
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'u' => {
                let (code, end) = self.code(m, at)?;
                out.push_code(m, code)?;
                return Ok(end);
            }
            _ => return Err(self.error(m, "Invalid \\escape", at)),
        };
        out.push_byte(m, char)?;
        Ok(at + 2)
    }

    /// `\uXXXX`, and the second half of a pair if one follows.
    fn code(&mut self, m: &mut Machine, at: usize) -> R<(u32, usize)> {
        let text = self.bytes(m);
        let hex = |at: usize| {
            let digits = text.get(at..at + 4)?;
            digits.iter().try_fold(0, |code, digit| {
                Some(code << 4 | char::from(*digit).to_digit(16)?)
            })
        };
        let Some(high) = hex(at + 2) else {
            return Err(self.error(m, "Invalid \\uXXXX escape", at + 1));
        };
        if (0xd800..0xdc00).contains(&high)
            && text.get(at + 6..at + 8) == Some(b"\\u")
            && let Some(low @ 0xdc00..=0xdfff) = hex(at + 8)
        {
            return Ok((0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), at + 12));
        }
        Ok((high, at + 6))
    }

    fn number(&mut self, m: &mut Machine) -> R {
        let from = self.at;
        let text = self.bytes(m);
        let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
        let mut at = from;
        let negative = text.get(at) == Some(&b'-');
        at += usize::from(negative);
        if !digit(at) {
            if text
                .get(at..)
                .is_some_and(|rest| negative && rest.starts_with(b"Infinity"))
            {
                self.at = at + 8;
                return self.constant(m, from, f64::NEG_INFINITY);
            }
            return Err(self.error(m, "Expecting value", from));
        }
        let first = at;
        let mut whole = 0i64;
        if text.get(at) == Some(&b'0') {
            at += 1;
        } else {
            while let Some(byte @ b'0'..=b'9') = text.get(at).copied() {
                whole = whole.wrapping_mul(10).wrapping_add(i64::from(byte - b'0'));
                at += 1;
            }
        }
        let digits = at - first;
        let mut real = false;
        if text.get(at) == Some(&b'.') && digit(at + 1) {
            real = true;
            at += 2;
            while digit(at) {
                at += 1;
            }
        }
        if let Some(b'e' | b'E') = text.get(at) {
            let signed = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
            if digit(at + 1 + signed) {
                real = true;
                at += 2 + signed;
                while digit(at) {
                    at += 1;
                }
            }
        }
        self.at = at;
        let hook = if real {
            self.parse_float
        } else {
            self.parse_int
        };
        if let Some(hook) = hook {
            return self.call_on_text(m, hook, from);
        }
        if real {
            let number = text
                .get(from..at)
                .and_then(|text| core::str::from_utf8(text).ok());
            return m.new_float(number.and_then(float::parse).unwrap_or(f64::NAN));
        }
        if digits <= 18 {
            return m.new_int(if negative { -whole } else { whole });
        }
        self.call_on_text(m, Value::builtin_type(types::INT), from)
    }
}
