//! `format(v, spec)`: who decides, and what str and object do. Numbers format themselves.

pub mod percent;
mod percent_bytes;
mod percent_value;
pub mod template;

use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{Args, R, Raised};
use crate::number::format_spec::{Align, Spec};
use crate::types;
use crate::types::text::{Source, pad};
use crate::value::Value;

/// `format(v, spec)`; `spec` is a str.
pub fn format(m: &mut Machine, v: Value, spec: Value) -> R {
    if m.has_special_methods(v)
        && let Some(method) = m.dynamic_special(v, n::__format__)
    {
        let made = m.deeper(|m| m.call_special(method, v, &[spec]))?;
        if m.str_bytes(made).is_none() {
            return Err(m.type_error(&[
                Piece::S("__format__ must return a str, not "),
                Piece::T(made),
            ]));
        }
        return Ok(made);
    }
    own_format(m, v, spec)
}

/// What the builtin type of `v` makes of a spec.
pub fn own_format(m: &mut Machine, v: Value, spec: Value) -> R {
    if m.str_bytes(spec).is_some_and(<[u8]>::is_empty) {
        return m.str(v);
    }
    let own = m.payload(v);
    match m.type_of(own).as_type() {
        Some(types::INT | types::BOOL | types::FLOAT | types::COMPLEX) => {
            types::number::format(m, v, spec)
        }
        Some(types::STR) => text(m, v, spec),
        _ => Err(unsupported(m, v)),
    }
}

#[cold]
fn unsupported(m: &mut Machine, v: Value) -> Raised {
    m.type_error(&[
        Piece::S("unsupported format string passed to "),
        Piece::T(v),
        Piece::S(".__format__"),
    ])
}

/// `v.__format__(spec)` of builtin types and of object.
pub fn dunder(m: &mut Machine, args: Args) -> R {
    let (v, spec) = (args.at(m, 0), args.at(m, 1));
    if m.str_bytes(spec).is_none() {
        return Err(m.type_error(&[
            Piece::S("__format__() argument must be str, not "),
            Piece::T(spec),
        ]));
    }
    own_format(m, v, spec)
}

/// A str in its field.
fn text(m: &mut Machine, v: Value, spec: Value) -> R {
    let parsed = types::number::parse_spec(m, spec, Align::Left)
        .and_then(|spec| spec.check_str().map(|()| spec));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return Err(types::number::spec_error(m, error, spec, v)),
    };
    field(m, v, &parsed)
}

/// A str in the field of a checked spec.
pub fn field(m: &mut Machine, v: Value, spec: &Spec) -> R {
    let Some(own) = Source::of_str(m, v) else {
        return Ok(v);
    };
    let mut count = own.count(m);
    let mut cut = own;
    if let Some(precision) = spec.precision
        && precision < count
    {
        let to = own.offset(m, precision);
        let v = own.part(m, 0, to)?;
        count = precision;
        cut = Source::of_str(m, v).unwrap_or(own);
    }
    let fill = spec.width.saturating_sub(count);
    let (left, right) = match spec.align {
        Align::Left => (0, fill),
        Align::Center => (fill / 2, fill - fill / 2),
        _ => (fill, 0),
    };
    let mut utf8 = [0; 4];
    let fill = spec.fill.encode_utf8(&mut utf8);
    pad::around(m, &cut, fill.as_bytes(), left, right)
}
