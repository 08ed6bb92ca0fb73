//! One value of `text % values`, for str; the numbers of bytes too.

use super::percent::Wanted;
use crate::machine::{Machine, Piece, Text};
use crate::names::n;
use crate::native::{R, Raised};
use crate::types;
use crate::types::text::Source;
use crate::value::Value;

/// Writes a value as the conversion wants it; `false` if there is no such conversion.
pub fn convert(m: &mut Machine, out: &mut Text, v: Value, wanted: &Wanted) -> R<bool> {
    let spec = &wanted.spec;
    let plain = spec.width == 0 && spec.precision.is_none();
    if plain && (wanted.kind == 's' || v.is_small() && wanted.kind == 'd' && spec.sign.is_none()) {
        out.push_value(m, v)?;
        return Ok(true);
    }
    let text = match wanted.kind {
        's' => m.str(v)?,
        'r' => m.repr(v)?,
        'a' => types::str::ascii(m, v)?,
        'c' => {
            let c = character(m, v)?;
            m.keep(c);
            // A precision does not cut a character off.
            let spec = crate::number::format_spec::Spec {
                precision: None,
                ..wanted.spec
            };
            let shown = super::field(m, c, &spec)?;
            m.keep(shown);
            out.push_all(m, shown)?;
            return Ok(true);
        }
        _ => return number(m, out, v, wanted, true),
    };
    m.keep(text);
    if plain {
        out.push_all(m, text)?;
        return Ok(true);
    }
    let shown = super::field(m, text, &wanted.spec)?;
    m.keep(shown);
    out.push_all(m, shown)?;
    Ok(true)
}

fn character(m: &mut Machine, v: Value) -> R {
    if let Some(s) = Source::of_str(m, v) {
        if s.count(m) == 1 {
            return Ok(s.value);
        }
    } else if m.is_index(v) {
        let i = m.index_clamped(v)?;
        return match u32::try_from(i) {
            Ok(code) if code < 0x11_0000 => {
                let mut one = [0; 4];
                let n = crate::utf8::encode(code, &mut one);
                m.new_str(&one[..n])
            }
            _ => Err(m.error(
                types::OVERFLOW_ERROR,
                &[Piece::S("%c arg not in range(0x110000)")],
            )),
        };
    }
    Err(m.type_error(&[Piece::S("%c requires int or char")]))
}

/// Writes a number; `false` if there is no such conversion.
pub fn number(m: &mut Machine, out: &mut Text, v: Value, wanted: &Wanted, is_str: bool) -> R<bool> {
    let mut spec = wanted.spec;
    let shown = match wanted.kind {
        'd' | 'i' | 'u' => {
            // Bytes speak of `%i` as `%d`.
            let kind = match wanted.kind {
                'i' if !is_str => 'd',
                kind => kind,
            };
            let i = integer(m, v, kind)?;
            m.keep(i);
            spec.kind = Some('d');
            let least = spec.precision.take().unwrap_or(0);
            types::int::format_spec(m, i, &spec, least)?
        }
        'x' | 'X' | 'o' => {
            if !m.is_index(v) {
                return Err(wrong(m, wanted.kind, "an integer", v));
            }
            let i = m.index(v)?;
            m.keep(i);
            let least = spec.precision.take().unwrap_or(0);
            types::int::format_spec(m, i, &spec, least)?
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let refusal = if is_str {
                "must be real number, not "
            } else {
                "float argument required, not "
            };
            let f = types::float::from_value(m, v, [refusal, ""], false)?;
            types::float::format_spec(m, f, &spec)?
        }
        _ => return Ok(false),
    };
    m.keep(shown);
    out.push_all(m, shown)?;
    Ok(true)
}

/// The int of a number: floats are cut.
fn integer(m: &mut Machine, v: Value, kind: char) -> R {
    let own = m.payload(v);
    if m.is_a(own, types::INT) {
        return types::number::plain(m, own);
    }
    if let Some(f) = m.as_float(own) {
        return types::float::to_int(m, f);
    }
    if m.str_bytes(own).is_none() && m.is_index(v) {
        return m.index(v);
    }
    if m.has_special_methods(v) && m.dynamic_special(v, n::__int__).is_some() {
        return m.call(Value::builtin_type(types::INT), &[v]);
    }
    Err(wrong(m, kind, "a real number", v))
}

#[cold]
fn wrong(m: &mut Machine, kind: char, what: &str, v: Value) -> Raised {
    m.type_error(&[
        Piece::S("%"),
        Piece::V(Value::character(kind as u8)),
        Piece::S(" format: "),
        Piece::S(what),
        Piece::S(" is required, not "),
        Piece::T(v),
    ])
}
