//! `text % values`: walks over the conversions and takes the values they want.

use super::{percent_bytes, percent_value};
use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::number::percent::{Amount, parse};
use crate::types;
use crate::types::text::Source;
use crate::value::Value;

/// Where the values come from.
struct Values {
    /// A tuple, or one value.
    given: Value,
    tuple: bool,
    /// Can be asked for keys.
    mapping: bool,
    /// How many have been used.
    used: usize,
}

impl Values {
    fn new(m: &mut Machine, given: Value, is_str: bool) -> Values {
        let own = m.payload(given);
        let tuple = m.heap.is(own, Kind::Tuple);
        let kind = m.type_of(own).as_type();
        let text = match kind {
            Some(types::STR) => true,
            Some(types::BYTES | types::BYTEARRAY) => !is_str,
            _ => false,
        };
        let mapping = !tuple
            && !text
            && match kind {
                Some(
                    types::LIST | types::DICT | types::RANGE | types::BYTES | types::BYTEARRAY,
                ) => true,
                _ => !m.is_type(own) && m.special(given, n::__getitem__).is_some(),
            };
        Values {
            given: if tuple { own } else { given },
            tuple,
            mapping,
            used: 0,
        }
    }

    fn next(&mut self, m: &mut Machine) -> R {
        let i = self.used;
        if self.tuple {
            if i < m.tuple_len(self.given) {
                self.used += 1;
                return Ok(m.tuple_item(self.given, i));
            }
        } else if i == 0 {
            self.used = 1;
            return Ok(self.given);
        }
        Err(m.type_error(&[Piece::S("not enough arguments for format string")]))
    }

    /// Whether all values that must be used were.
    fn are_used_up(&self, m: &Machine) -> bool {
        if self.tuple {
            self.used >= m.tuple_len(self.given)
        } else {
            self.used > 0 || self.mapping
        }
    }

    /// A width or precision that is a value of its own.
    fn star(&mut self, m: &mut Machine, what: &str) -> R<i64> {
        let v = self.next(m)?;
        if !m.is_a(v, types::INT) {
            return Err(m.type_error(&[Piece::S("* wants int")]));
        }
        let i = m.index_clamped(v)?;
        if i.unsigned_abs() > i32::MAX as u64 {
            return Err(m.error(types::OVERFLOW_ERROR, &[Piece::S(what)]));
        }
        Ok(i)
    }
}

/// One conversion, with everything that does not depend on its value.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub kind: char,
    pub spec: crate::number::format_spec::Spec,
}

/// `text % values`, for str, bytes and bytearray.
pub fn percent(m: &mut Machine, text: Value, values: Value) -> R {
    let Some(own) = Source::of(m, text) else {
        return Ok(text);
    };
    let is_str = own.is_str();
    let mut values = Values::new(m, values, is_str);
    let whole = values.given;
    let mut out = Text::with_capacity(m, own.len + 16)?;
    let mut at = 0;
    while at < own.len {
        let rest = &own.bytes(m)[at..];
        let plain = memchr::memchr(b'%', rest).unwrap_or(rest.len());
        out.push_source(m, &own, at, at + plain)?;
        at += plain + 1;
        if at > own.len {
            break;
        }
        let conversion = match parse(own.bytes(m), at, is_str) {
            Ok(c) => c,
            Err(e) => {
                let text = e.message();
                return Err(m.value_error(&[Piece::S(text)]));
            }
        };
        // A key stands right behind the opening parenthesis.
        let key = conversion.key.map(|k| (at + 1, at + 1 + k.len()));
        // The conversion borrows the text: what is needed of it is copied out.
        let (width, precision) = (conversion.width, conversion.precision);
        let (kind, kind_at, end) = (conversion.kind, conversion.kind_at, conversion.end);
        let numeric = !matches!(kind, 's' | 'r' | 'a' | 'b' | 'c');
        let mut spec = conversion.spec(0, false, None, numeric);
        let spec_left = conversion.spec(0, true, None, numeric);
        let mark = m.mark();
        if let Some((from, to)) = key {
            if !values.mapping {
                return Err(m.type_error(&[Piece::S("format requires a mapping")]));
            }
            let key = own.part(m, from, to)?;
            m.keep(key);
            let v = m.get_item(whole, key)?;
            m.keep(v);
            (values.given, values.tuple, values.used) = (v, false, 0);
        }
        let mut amounts = [None, None];
        let sources = [(width, "width too big"), (precision, "precision too big")];
        for (amount, (source, error)) in amounts.iter_mut().zip(sources) {
            *amount = match source {
                Amount::Absent => None,
                Amount::Given(n) => Some(n as i64),
                Amount::Next => Some(values.star(m, error)?),
            };
        }
        if amounts[0].is_some_and(|w| w < 0) {
            spec = spec_left;
        }
        spec.width = amounts[0].map_or(0, |w| w.unsigned_abs() as usize);
        spec.precision = amounts[1].map(|p| usize::try_from(p).unwrap_or(0));
        // Only a bare %% is a percent sign.
        let bare = kind_at == at;
        at = end;
        if kind == '%' && bare {
            out.push_byte(m, b'%')?;
            m.release(mark);
            continue;
        }
        let v = values.next(m)?;
        let wanted = Wanted { kind, spec };
        let known = if is_str {
            percent_value::convert(m, &mut out, v, &wanted)?
        } else {
            percent_bytes::convert(m, &mut out, v, &wanted)?
        };
        if !known {
            return unsupported(m, &own, kind, kind_at);
        }
        m.release(mark);
    }
    if !values.are_used_up(m) {
        return Err(m.type_error(&[
            Piece::S("not all arguments converted during "),
            Piece::S(if is_str { "string" } else { "bytes" }),
            Piece::S(" formatting"),
        ]));
    }
    out.finish_flavour(m, own.flavour)
}

fn unsupported(m: &mut Machine, own: &Source, kind: char, at: usize) -> R {
    let code = u32::from(kind);
    let index = own.index_at(m, at);
    let mut digits = [0; 64];
    let from = types::int::digits_of(u64::from(code), 16, false, &mut digits);
    let digits = core::str::from_utf8(&digits[from..]).unwrap_or("");
    let shown = if (0x1f..0x7f).contains(&code) {
        code as u8
    } else {
        b'?'
    };
    Err(m.value_error(&[
        Piece::S("unsupported format character '"),
        Piece::V(Value::character(shown)),
        Piece::S("' (0x"),
        Piece::S(digits),
        Piece::S(") at index "),
        Piece::I(index as i64),
    ]))
}
