//! `float`.

use crate::machine::{Machine, Piece, Text};
use crate::names::{Name, n};
use crate::native::{Args, Item, Member, Native, R, Raised, Space, method, property, rare};
use crate::number::float::{self, Layout};
use crate::number::format_spec::{Align, Spec};
use crate::number::math::{self, PowerError};
use crate::number::{hash as number_hash, natural, padding};
use crate::ops::BinaryOp;
use crate::types;
use crate::types::number::{self, TextSink, number_members, plain, spec_error};
use crate::value::Value;
use core::cmp::Ordering;

pub static FLOAT: Space = Space::class(n::float, types::OBJECT, MEMBERS)
    .new(Native::new(new, 1, 2).doc("float(value=0.0) -- the number in a number or a text"))
    .subclassable();

static MEMBERS: &[Member] = number_members![
    method(n::__floordiv__, number::floordiv, 2, 2),
    method(n::__rfloordiv__, number::rfloordiv, 2, 2),
    method(n::__mod__, number::modulo, 2, 2),
    method(n::__rmod__, number::rmod, 2, 2),
    method(n::__divmod__, number::divmod, 2, 2),
    method(n::__rdivmod__, number::rdivmod, 2, 2),
    method(n::__int__, trunc, 1, 1),
    method(n::__trunc__, trunc, 1, 1),
    method(n::__floor__, floor, 1, 1),
    method(n::__ceil__, ceil, 1, 1),
    method(n::__float__, number::itself, 1, 1),
    method(n::__round__, round, 1, 2),
    method(n::__repr__, repr_method, 1, 1),
    method(n::__format__, format_method, 2, 2),
    (
        n::is_integer,
        Item::Method(
            Native::new(is_integer, 1, 1).doc("is_integer() -- whether it is a whole number")
        )
    ),
    (
        n::hex,
        Item::Method(Native::new(rare(hex), 1, 1).doc("hex() -- the exact number in hexadecimal"))
    ),
    (
        n::fromhex,
        Item::ClassMethod(
            Native::new(rare(from_hex), 2, 2)
                .doc("fromhex(text) -- the number that hex() has written")
        ),
    ),
    (
        n::as_integer_ratio,
        Item::Method(
            Native::new(rare(ratio), 1, 1)
                .doc("as_integer_ratio() -- two ints whose quotient is the exact number")
        ),
    ),
    (
        n::conjugate,
        Item::Method(Native::new(number::itself, 1, 1).doc("conjugate() -- the number itself"))
    ),
    property(n::real, plain),
    property(n::imag, |m, _| m.new_float(0.0)),
];

/// The number of a float, int or bool (or a subclass's) as a double; `None` for other values.
pub fn number(m: &mut Machine, v: Value) -> R<Option<f64>> {
    let own = m.payload(v);
    if let Some(f) = m.as_float(own) {
        return Ok(Some(f));
    }
    if m.is_a(own, types::INT) {
        return types::int::to_f64(m, own).map(Some);
    }
    Ok(None)
}

fn own(m: &Machine, args: Args) -> f64 {
    m.as_float(m.payload(args.at(m, 0))).unwrap_or(0.0)
}

/// `a op b`; `None` if the operands do not support it.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let (Some(x), Some(y)) = (number(m, a)?, number(m, b)?) else {
        return Ok(None);
    };
    let zero = |m: &mut Machine, text| Err(m.error(types::ZERO_DIVISION_ERROR, &[Piece::S(text)]));
    let f = match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::TrueDiv if y == 0.0 => return zero(m, "float division by zero"),
        BinaryOp::TrueDiv => x / y,
        BinaryOp::FloorDiv if y == 0.0 => return zero(m, "float floor division by zero"),
        BinaryOp::FloorDiv => float::floor_divide(x, y),
        BinaryOp::Mod if y == 0.0 => return zero(m, "float modulo"),
        BinaryOp::Mod => float::modulo(x, y),
        BinaryOp::Pow => return power(m, x, y).map(Some),
        _ => return Ok(None),
    };
    m.new_float(f).map(Some)
}

/// `x ** y`.
pub fn power(m: &mut Machine, x: f64, y: f64) -> R {
    match math::power(x, y) {
        Ok(f) => m.new_float(f),
        Err(PowerError::ZeroToNegative) => Err(m.error(
            types::ZERO_DIVISION_ERROR,
            &[Piece::S("0.0 cannot be raised to a negative power")],
        )),
        Err(PowerError::Overflow) => Err(range_error(m)),
        Err(PowerError::Complex) => types::complex::power(m, (x, 0.0), (y, 0.0)),
    }
}

/// OverflowError(34, 'Numerical result out of range'): what the C library says.
#[cold]
pub fn range_error(m: &mut Machine) -> Raised {
    let made = m
        .new_str(b"Numerical result out of range")
        .and_then(|text| {
            let args = m.new_tuple(&[Value::small_wrapping(34), text])?;
            m.new_exception_object(Value::builtin_type(types::OVERFLOW_ERROR), args)
        });
    match made {
        Ok(e) => m.raise(e),
        Err(raised) => raised,
    }
}

/// `divmod(a, b)` as a tuple; the operands are ints or floats.
pub fn divmod(m: &mut Machine, a: Value, b: Value) -> R {
    let (Some(x), Some(y)) = (number(m, a)?, number(m, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if y == 0.0 {
        return Err(m.error(types::ZERO_DIVISION_ERROR, &[Piece::S("float divmod()")]));
    }
    let (quotient, rest) = float::divmod(x, y);
    let quotient = m.new_float(quotient)?;
    let rest = m.new_float(rest)?;
    m.new_tuple(&[quotient, rest])
}

/// `-v`, `+v`, by the special method's name.
pub fn unary(m: &mut Machine, method: Name, v: Value) -> R<Option<Value>> {
    let Some(f) = m.as_float(v) else {
        return Ok(None);
    };
    match method {
        n::__neg__ => m.new_float(-f).map(Some),
        n::__pos__ => Ok(Some(v)),
        n::__abs__ => m.new_float(f.abs()).map(Some),
        _ => Ok(None),
    }
}

/// Which of two numbers is larger; `None` if one is not a number. Ints are compared exactly, however large.
pub fn order(m: &Machine, a: Value, b: Value) -> Option<Ordering> {
    match (m.as_float(a), m.as_float(b)) {
        (Some(x), Some(y)) => x.partial_cmp(&y),
        (Some(x), None) => order_int(m, b, x).map(Ordering::reverse),
        (None, Some(y)) => order_int(m, a, y),
        (None, None) => None,
    }
}

fn order_int(m: &Machine, i: Value, f: f64) -> Option<Ordering> {
    let operand = types::int::Operand::new(m, i)?;
    natural::compare_f64(operand.limbs(m), operand.negative, f)
}

/// `hash(v)`: equal to that of an equal int.
pub fn hash(_m: &mut Machine, _v: Value, f: f64) -> i64 {
    number_hash::float(f).unwrap_or(0)
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let f = m.as_float(m.payload(v)).unwrap_or(0.0);
    let mut buffer = [0; float::REPR_LIMIT];
    let text = float::repr(f, &mut buffer);
    m.new_str(text)
}

/// The int that a float truncates to.
pub fn to_int(m: &mut Machine, f: f64) -> R {
    if f.is_nan() {
        return Err(m.value_error(&[Piece::S("cannot convert float NaN to integer")]));
    }
    if f.is_infinite() {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("cannot convert float infinity to integer")],
        ));
    }
    types::int::from_f64(m, f)
}

fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let f = match args.get(m, 1) {
        None => 0.0,
        Some(v) if class == Value::builtin_type(types::FLOAT) && m.type_of(v) == class => {
            return Ok(v);
        }
        Some(v) => from_value(
            m,
            v,
            [
                "float() argument must be a string or a real number, not '",
                "'",
            ],
            true,
        )?,
    };
    let f = if f.is_nan() {
        m.new_nan()?
    } else {
        m.new_float(f)?
    };
    types::class::wrap_payload(m, class, f)
}

/// The double of a number, of what has `__float__` or `__index__`, or (when `text`) of a text. `refusal` stands
/// around the type in the TypeError for anything else.
pub fn from_value(m: &mut Machine, v: Value, refusal: [&'static str; 2], text: bool) -> R<f64> {
    if let Some(f) = m.as_float(v) {
        return Ok(f);
    }
    if m.has_special_methods(v) {
        if let Some(method) = m.dynamic_special(v, n::__float__) {
            let f = m.call_special(method, v, &[])?;
            let number = m.as_float(m.payload(f));
            return match number {
                Some(number) => Ok(number),
                None => {
                    let class = m.type_of(v);
                    let name = m.type_name(class);
                    Err(m.type_error(&[
                        Piece::V(name),
                        Piece::S(".__float__ returned non-float (type "),
                        Piece::T(f),
                        Piece::S(")"),
                    ]))
                }
            };
        }
        if m.dynamic_special(v, n::__index__).is_some() {
            let i = m.index(v)?;
            return types::int::to_f64(m, i);
        }
    }
    if let Some(f) = number(m, v)? {
        return Ok(f);
    }
    if text {
        let own = number::ascii_text(m, v)?;
        if let Some(result) = parse(m, own) {
            return match result {
                Some(f) => Ok(f),
                None => {
                    Err(m.value_error(&[
                        Piece::S("could not convert string to float: "),
                        Piece::R(v),
                    ]))
                }
            };
        }
    }
    Err(m.type_error(&[Piece::S(refusal[0]), Piece::T(v), Piece::S(refusal[1])]))
}

/// The double that a str or bytes-like object says; the outer `None` when it is neither.
fn parse(m: &Machine, v: Value) -> Option<Option<f64>> {
    let text = m.str_bytes(v).or_else(|| m.buffer_bytes(v))?;
    Some(core::str::from_utf8(text).ok().and_then(float::parse))
}

fn trunc(m: &mut Machine, args: Args) -> R {
    let f = own(m, args);
    to_int(m, f)
}

fn floor(m: &mut Machine, args: Args) -> R {
    let f = own(m, args);
    to_int(m, math::floor(f))
}

fn ceil(m: &mut Machine, args: Args) -> R {
    let f = own(m, args);
    to_int(m, math::ceil(f))
}

fn round(m: &mut Machine, args: Args) -> R {
    let f = own(m, args);
    match args.get(m, 1) {
        Some(digits) if !digits.is_none() => {
            let digits = m.index_clamped(digits)?;
            match float::round_places(f, digits) {
                Some(f) => m.new_float(f),
                None => Err(m.error(
                    types::OVERFLOW_ERROR,
                    &[Piece::S("rounded value too large to represent")],
                )),
            }
        }
        _ => to_int(m, float::round_even(f)),
    }
}

fn is_integer(m: &mut Machine, args: Args) -> R {
    let f = own(m, args);
    Ok(Value::bool(f.is_finite() && math::floor(f) == f))
}

fn hex(m: &mut Machine, args: Args) -> R {
    let f = own(m, args);
    let mut bytes = [0; 40];
    let mut sink = crate::number::sink::Buffer::new(&mut bytes);
    // The longest is 24 bytes.
    let _ = float::hex(f, &mut sink);
    m.new_str(sink.written())
}

fn from_hex(m: &mut Machine, args: Args) -> R {
    let (class, v) = (args.at(m, 0), args.at(m, 1));
    let Some(text) = m.str_bytes(v) else {
        return Err(m.type_error(&[Piece::S("bad argument type for built-in operation")]));
    };
    let text = core::str::from_utf8(text).map_err(|_| float::HexError::Invalid);
    match text.and_then(float::from_hex) {
        Ok(f) => {
            let f = m.new_float(f)?;
            if class == Value::builtin_type(types::FLOAT) {
                Ok(f)
            } else {
                m.call(class, &[f])
            }
        }
        Err(error) => {
            let class = if error == float::HexError::TooLarge {
                types::OVERFLOW_ERROR
            } else {
                types::VALUE_ERROR
            };
            Err(m.error(class, &[Piece::S(error.message())]))
        }
    }
}

fn ratio(m: &mut Machine, args: Args) -> R {
    let f = own(m, args);
    if f.is_nan() {
        return Err(m.value_error(&[Piece::S("cannot convert NaN to integer ratio")]));
    }
    if f.is_infinite() {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("cannot convert Infinity to integer ratio")],
        ));
    }
    let (mantissa, exponent) = float::split(f);
    let mantissa = m.new_int(if f < 0.0 {
        -(mantissa as i64)
    } else {
        mantissa as i64
    })?;
    let shift = Value::small_wrapping(exponent.unsigned_abs() as i64);
    let one = Value::small_wrapping(1);
    let (above, below) = if exponent >= 0 {
        (m.binary(BinaryOp::LShift, mantissa, shift)?, one)
    } else {
        (mantissa, m.binary(BinaryOp::LShift, one, shift)?)
    };
    m.new_tuple(&[above, below])
}

fn repr_method(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    repr(m, v)
}

fn format_method(m: &mut Machine, args: Args) -> R {
    let (v, spec) = (args.at(m, 0), args.at(m, 1));
    number::format(m, v, spec)
}

/// `format(v, spec)`.
pub fn format(m: &mut Machine, v: Value, spec: Value) -> R {
    let parsed = number::parse_spec(m, spec, Align::Right)
        .and_then(|spec| spec.check_float().map(|()| spec));
    match parsed {
        Ok(parsed) => {
            let f = m.as_float(v).unwrap_or(0.0);
            format_spec(m, f, &parsed)
        }
        Err(error) => Err(spec_error(m, error, spec, v)),
    }
}

/// A float in its field. The spec has been checked.
pub fn format_spec(m: &mut Machine, f: f64, spec: &Spec) -> R {
    let layout = Layout::new(f, spec.style());
    let mut text = Text::new(m)?;
    let mut sink = TextSink {
        m,
        text: &mut text,
        held: Value::NONE,
    };
    match padding::number(
        spec,
        layout.negative,
        b"",
        &padding::Body::Float(&layout),
        &mut sink,
    ) {
        Ok(()) => text.finish(m),
        Err(_) => Err(Raised),
    }
}
