//! One value of `bytes % values`.

use super::percent::Wanted;
use super::percent_value::number;
use crate::machine::{Machine, Piece, Text};
use crate::names::n;
use crate::native::R;
use crate::types;
use crate::types::text::{Source, checked};
use crate::value::Value;

/// Writes a value as the conversion wants it; `false` if there is no such conversion.
pub fn convert(m: &mut Machine, out: &mut Text, v: Value, wanted: &Wanted) -> R<bool> {
    let mut precision = wanted.spec.precision;
    let data = match wanted.kind {
        's' | 'b' => data(m, v)?,
        'r' | 'a' => types::str::ascii(m, v)?,
        'c' => {
            precision = None;
            byte(m, v)?
        }
        _ => return number(m, out, v, wanted, false),
    };
    m.keep(data);
    let Some(own) = Source::of(m, data) else {
        return Ok(true);
    };
    let len = precision.map_or(own.len, |p| p.min(own.len));
    let fill = checked(m, Some(wanted.spec.width.saturating_sub(len)))?;
    let left = wanted.spec.align == crate::number::format_spec::Align::Left;
    if !left {
        out.pad(m, b' ', fill)?;
    }
    out.push_source(m, &own, 0, len)?;
    if left {
        out.pad(m, b' ', fill)?;
    }
    Ok(true)
}

fn data(m: &mut Machine, v: Value) -> R {
    if Source::of_bytes(m, v).is_some() {
        return Ok(v);
    }
    if m.has_special_methods(v)
        && let Some(method) = m.dynamic_special(v, n::__bytes__)
    {
        let made = m.call_special(method, v, &[])?;
        if !m.is_a(made, types::BYTES) {
            return Err(m.type_error(&[
                Piece::S("__bytes__ returned non-bytes (type "),
                Piece::T(made),
                Piece::S(")"),
            ]));
        }
        return Ok(made);
    }
    if types::memoryview::is_view(m, v) {
        return types::memoryview::to_bytes(m, v);
    }
    Err(m.type_error(&[
        Piece::S("%b requires a bytes-like object, or an object that implements __bytes__, not '"),
        Piece::T(v),
        Piece::S("'"),
    ]))
}

fn byte(m: &mut Machine, v: Value) -> R {
    if let Some(s) = Source::of_bytes(m, v)
        && !types::memoryview::is_view(m, v)
        && s.len == 1
    {
        return Ok(v);
    }
    if m.is_index(v) && Source::of_bytes(m, v).is_none() {
        let i = m.index_clamped(v)?;
        return match u8::try_from(i) {
            Ok(b) => m.new_bytes(&[b]),
            Err(_) => Err(m.error(
                types::OVERFLOW_ERROR,
                &[Piece::S("%c arg not in range(256)")],
            )),
        };
    }
    Err(m.type_error(&[Piece::S(
        "%c requires an integer in range(256) or a single byte",
    )]))
}
