//! Values to text.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::value::Word;
use pyrite_core::{R, Raised, Ref, Value, n, utf8};

use super::{encoder, is_on};

struct Writer {
    out: Text,
    /// What is being written, outermost first: to notice circles.
    path: Option<Ref>,
    skip_keys: bool,
    ascii: bool,
    nan: bool,
    sort: bool,
    /// A str, if the text is to be broken into lines.
    indent: Option<Value>,
    /// Between items and behind keys, unless they are the usual ones.
    separators: Option<(Value, Value)>,
    default: Option<Value>,
    /// The encoder object whose `default` is asked, or `None`.
    own: Value,
}

/// The text of a value. `own` is the encoder object, if there is one.
pub fn text(
    m: &mut Machine,
    v: Value,
    options: &[Option<Value>; encoder::FIELDS],
    own: Value,
) -> R {
    let option = |i: usize| options.get(i).copied().flatten().filter(|v| !v.is_none());
    let indent = match option(encoder::INDENT) {
        None => None,
        Some(v) if m.str_bytes(v).is_some() => Some(v),
        Some(v) => {
            let count = m.index_clamped(v)?;
            let mut spaces = Text::new(m)?;
            spaces.pad(m, b' ', usize::try_from(count).unwrap_or(0))?;
            Some(spaces.finish(m)?)
        }
    };
    let separators = match option(encoder::SEPARATORS) {
        Some(both) => {
            let both = m.tuple_of(both)?;
            if m.tuple_len(both) != 2 {
                return Err(m.value_error(&[Piece::S("separators must be two")]));
            }
            Some((m.tuple_item(both, 0), m.tuple_item(both, 1)))
        }
        None => None,
    };
    let path = match is_on(m, options[encoder::CHECK_CIRCULAR], true)? {
        true => Some(m.new_list_sized(8)?),
        false => None,
    };
    let mut writer = Writer {
        skip_keys: is_on(m, options[encoder::SKIPKEYS], false)?,
        ascii: is_on(m, options[encoder::ENSURE_ASCII], true)?,
        nan: is_on(m, options[encoder::ALLOW_NAN], true)?,
        sort: is_on(m, options[encoder::SORT_KEYS], false)?,
        out: Text::with_capacity(m, 64)?,
        path,
        indent,
        separators,
        default: option(encoder::DEFAULT),
        own,
    };
    writer.value(m, v, 0)?;
    writer.out.finish(m)
}

#[cold]
pub fn not_serializable(m: &mut Machine, v: Value) -> Raised {
    m.type_error(&[
        Piece::S("Object of type "),
        Piece::T(v),
        Piece::S(" is not JSON serializable"),
    ])
}

impl Writer {
    fn value(&mut self, m: &mut Machine, v: Value, level: usize) -> R<()> {
        if let Some(i) = v.as_small() {
            return self.out.push_int(m, i);
        }
        if m.str_bytes(v).is_some() {
            return self.string(m, v);
        }
        if let Some(word) = special(v) {
            return self.out.push_str(m, word);
        }
        let own = m.payload(v);
        if let Some(f) = m.as_float(own) {
            return self.float(m, own, f);
        }
        if let Some(i) = own.as_small() {
            return self.out.push_int(m, i);
        }
        if let Some(r) = own.as_ref() {
            match m.heap.kind(r) {
                Kind::BigInt => return self.out.push_repr(m, own),
                Kind::List | Kind::Tuple => {
                    return self.inside(m, v, |w, m| w.list(m, own, level));
                }
                Kind::Dict => return self.inside(m, v, |w, m| w.dict(m, r, level)),
                _ => {}
            }
        }
        self.inside(m, v, |w, m| {
            let replaced = match (w.default, w.own.is_none()) {
                (Some(f), _) => m.call(f, &[v])?,
                (None, false) => m.call_method(w.own, n::default, &[v])?,
                (None, true) => return Err(not_serializable(m, v)),
            };
            w.value(m, replaced, level)
        })
    }

    /// Writes something that holds other values, one level deeper, unless it is inside of itself.
    fn inside(
        &mut self,
        m: &mut Machine,
        v: Value,
        f: impl FnOnce(&mut Self, &mut Machine) -> R<()>,
    ) -> R<()> {
        if let Some(path) = self.path {
            let depth = m.list_len(path);
            if (0..depth).any(|i| m.list_item(path, i) == v) {
                return Err(m.value_error(&[Piece::S("Circular reference detected")]));
            }
            m.list_push(path, v)?;
        }
        m.deeper_in(" while encoding a JSON object", |m| f(self, m))?;
        if let Some(path) = self.path {
            let depth = m.list_len(path).saturating_sub(1);
            m.heap.set_word(path, 1, depth as Word);
        }
        Ok(())
    }

    fn float(&mut self, m: &mut Machine, v: Value, f: f64) -> R<()> {
        if f.is_finite() {
            let mark = m.mark();
            self.out.push_repr(m, v)?;
            m.release(mark);
            return Ok(());
        }
        if !self.nan {
            return Err(
                m.value_error(&[Piece::S("Out of range float values are not JSON compliant")])
            );
        }
        self.out.push_str(m, non_finite(f))
    }

    fn list(&mut self, m: &mut Machine, v: Value, level: usize) -> R<()> {
        let list = m.as_native(v, Kind::List);
        let mut i = 0;
        loop {
            // A default function may change the list while it is written.
            let len = list.map_or_else(|| m.tuple_len(v), |list| m.list_len(list));
            if i >= len {
                break;
            }
            if i == 0 {
                self.out.push_byte(m, b'[')?;
            } else {
                self.next_item(m)?;
            }
            self.new_line(m, level + 1)?;
            let mark = m.mark();
            let item = match list {
                Some(list) => m.list_item(list, i),
                None => m.tuple_item(v, i),
            };
            self.value(m, item, level + 1)?;
            m.release(mark);
            i += 1;
        }
        if i == 0 {
            return self.out.push_str(m, "[]");
        }
        self.new_line(m, level)?;
        self.out.push_byte(m, b']')
    }

    fn dict(&mut self, m: &mut Machine, dict: Ref, level: usize) -> R<()> {
        if m.table_len(dict) == 0 {
            return self.out.push_str(m, "{}");
        }
        self.out.push_byte(m, b'{')?;
        let mut first = true;
        if self.sort {
            let items = m.new_list_sized(m.table_len(dict))?;
            let mark = m.mark();
            let mut at = 0;
            while let Some((key, value)) = m.table_next(dict, &mut at) {
                let pair = m.new_tuple(&[key, value])?;
                m.list_push(items, pair)?;
                m.release(mark);
            }
            m.call_method(Value::reference(items), n::sort, &[])?;
            for i in 0..m.list_len(items) {
                let pair = m.list_item(items, i);
                let (key, value) = (m.tuple_item(pair, 0), m.tuple_item(pair, 1));
                self.item(m, key, value, level, &mut first)?;
                m.release(mark);
            }
        } else {
            let mark = m.mark();
            let mut at = 0;
            while let Some((key, value)) = m.table_next(dict, &mut at) {
                self.item(m, key, value, level, &mut first)?;
                m.release(mark);
            }
        }
        if !first {
            self.new_line(m, level)?;
        }
        self.out.push_byte(m, b'}')
    }

    fn item(
        &mut self,
        m: &mut Machine,
        key: Value,
        value: Value,
        level: usize,
        first: &mut bool,
    ) -> R<()> {
        let own = m.payload(key);
        let plain = m.str_bytes(own).is_some()
            || special(own).is_some()
            || own.is_small()
            || m.as_float(own).is_some()
            || m.heap.is(own, Kind::BigInt);
        if !plain && self.skip_keys {
            return Ok(());
        }
        if !plain {
            return Err(m.type_error(&[
                Piece::S("keys must be str, int, float, bool or None, not "),
                Piece::T(key),
            ]));
        }
        if !*first {
            self.next_item(m)?;
        }
        *first = false;
        self.new_line(m, level + 1)?;
        if m.str_bytes(own).is_some() {
            self.string(m, own)?;
        } else {
            self.out.push_byte(m, b'"')?;
            match (special(own), m.as_float(own)) {
                (Some(word), _) => self.out.push_str(m, word)?,
                (_, Some(f)) => self.float(m, own, f)?,
                _ => self.out.push_repr(m, own)?,
            }
            self.out.push_byte(m, b'"')?;
        }
        match self.separators {
            Some((_, separator)) => self.out.push_all(m, separator)?,
            None => self.out.push(m, b": ")?,
        }
        m.keep(value);
        self.value(m, value, level + 1)
    }

    fn next_item(&mut self, m: &mut Machine) -> R<()> {
        match self.separators {
            Some((separator, _)) => self.out.push_all(m, separator),
            None if self.indent.is_some() => self.out.push(m, b","),
            None => self.out.push(m, b", "),
        }
    }

    fn new_line(&mut self, m: &mut Machine, level: usize) -> R<()> {
        let Some(indent) = self.indent else {
            return Ok(());
        };
        self.out.push_byte(m, b'\n')?;
        for _ in 0..level {
            self.out.push_all(m, indent)?;
        }
        Ok(())
    }

    fn string(&mut self, m: &mut Machine, v: Value) -> R<()> {
        self.out.push_byte(m, b'"')?;
        let ascii = self.ascii;
        let mut at = 0;
        loop {
            let rest = m
                .str_bytes(v)
                .and_then(|text| text.get(at..))
                .unwrap_or_default();
            let plain = |byte: &u8| match byte {
                b'"' | b'\\' | 0..=0x1f => false,
                0x7f.. => !ascii,
                _ => true,
            };
            let stop = rest.iter().position(|byte| !plain(byte));
            let length = stop.unwrap_or(rest.len());
            let (code, next) = match stop {
                Some(stop) => utf8::decode(rest, stop),
                None => (0, 0),
            };
            if length > 0 {
                self.out.push_from(m, v, at, at + length)?;
            }
            if stop.is_none() {
                return self.out.push_byte(m, b'"');
            }
            at += length + next;
            self.escaped(m, code)?;
        }
    }

    fn escaped(&mut self, m: &mut Machine, code: u32) -> R<()> {
        let short = match code {
            0x22 => "\\\"",
            0x5c => "\\\\",
            0x0a => "\\n",
            0x0d => "\\r",
            0x09 => "\\t",
            0x0c => "\\f",
            0x08 => "\\b",
            0x10000.. => {
                let code = code - 0x10000;
                self.unit(m, 0xd800 + (code >> 10))?;
                return self.unit(m, 0xdc00 + (code & 0x3ff));
            }
            _ => return self.unit(m, code),
        };
        self.out.push_str(m, short)
    }

    /// `\uXXXX`.
    fn unit(&mut self, m: &mut Machine, unit: u32) -> R<()> {
        let digit = |shift: u32| b"0123456789abcdef"[(unit >> shift & 15) as usize];
        let text = [b'\\', b'u', digit(12), digit(8), digit(4), digit(0)];
        self.out.push(m, &text)
    }
}

fn special(v: Value) -> Option<&'static str> {
    match v {
        Value::NONE => Some("null"),
        Value::TRUE => Some("true"),
        Value::FALSE => Some("false"),
        _ => None,
    }
}

fn non_finite(f: f64) -> &'static str {
    if f.is_nan() {
        "NaN"
    } else if f > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}
