//! `complex`.

use crate::machine::{Machine, Piece, Text, arith};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::{Args, Item, Member, Native, R, Raised, Space, method, property};
use crate::number::complex::{self as kernel, Complex};
use crate::number::float::Layout;
use crate::number::format_spec::{Align, Spec};
use crate::number::sink::{Count, Full, Sink};
use crate::number::{float as float_text, hash as number_hash, math, padding};
use crate::ops::{BinaryOp, CompareOp};
use crate::types;
use crate::types::number::{self, TextSink, number_members, spec_error};
use crate::value::{Ref, Value, WORD};
use core::cmp::Ordering;

pub static COMPLEX: Space = Space::class(n::complex, types::OBJECT, MEMBERS)
    .new(
        Native::new(new_complex, 1, 3)
            .named(&[n::__, n::real, n::imag], 3)
            .doc("complex(real=0, imag=0) -- a complex number from its parts or from a text"),
    )
    .subclassable();

static MEMBERS: &[Member] = number_members![
    method(n::__complex__, number::itself, 1, 1),
    method(n::__repr__, repr_method, 1, 1),
    method(n::__format__, format_method, 2, 2),
    (
        n::conjugate,
        Item::Method(
            Native::new(conjugate, 1, 1)
                .doc("conjugate() -- with the imaginary part's sign changed")
        )
    ),
    property(n::real, |m, v| {
        let (real, _) = parts(m, v);
        m.new_float(real)
    }),
    property(n::imag, |m, v| {
        let (_, imaginary) = parts(m, v);
        m.new_float(imaginary)
    }),
];

/// A complex object.
pub fn new(m: &mut Machine, real: f64, imaginary: f64) -> R {
    if !cfg!(feature = "complex") {
        return Err(m.left_out());
    }
    let r = m.alloc_unkept(Kind::Complex, 0, SIZE)?;
    let v = fill(m, r, real, imaginary);
    m.keep(v);
    Ok(v)
}

/// Words of a complex object.
const SIZE: usize = 1 + 16 / WORD;

#[inline(always)]
fn fill(m: &mut Machine, r: Ref, real: f64, imaginary: f64) -> Value {
    m.heap.set_double(r, 1, real);
    m.heap.set_double(r, 1 + 8 / WORD, imaginary);
    Value::reference(r)
}

/// A complex object, or a number that is quickly had as one.
#[inline(always)]
fn operand(m: &Machine, v: Value) -> Option<Complex> {
    match v.as_ref() {
        Some(r) if m.heap.header(r).is(Kind::Complex) => {
            Some((m.heap.double(r, 1), m.heap.double(r, 1 + 8 / WORD)))
        }
        Some(_) => None,
        None => Some((arith::number(v)?, 0.0)),
    }
}

/// `a op b` for the usual operators and operands, one of which is complex; `None` sends it the general way.
#[inline(never)]
pub fn quick(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    if !cfg!(feature = "complex") {
        return None;
    }
    let (x, y) = (operand(m, a)?, operand(m, b)?);
    let (real, imaginary) = match op {
        BinaryOp::Add => (x.0 + y.0, x.1 + y.1),
        BinaryOp::Sub => (x.0 - y.0, x.1 - y.1),
        BinaryOp::Mul => kernel::multiply(x, y),
        _ => return None,
    };
    let r = m.alloc_at_once(Kind::Complex, 0, SIZE)?;
    let v = fill(m, r, real, imaginary);
    m.keep(v);
    Some(v)
}

/// Real and imaginary part of a complex object.
pub fn parts(m: &Machine, v: Value) -> Complex {
    let Some(r) = m.as_native(v, Kind::Complex) else {
        return (0.0, 0.0);
    };
    (m.heap.double(r, 1), m.heap.double(r, 1 + 8 / WORD))
}

/// The parts of any number; `None` for other values.
pub fn number(m: &mut Machine, v: Value) -> R<Option<Complex>> {
    if m.as_native(v, Kind::Complex).is_some() {
        return Ok(Some(parts(m, v)));
    }
    Ok(types::float::number(m, v)?.map(|f| (f, 0.0)))
}

/// `a op b`; `None` if the operands do not support it.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    if !cfg!(feature = "complex") {
        return Ok(None);
    }
    if !matches!(
        op,
        BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::TrueDiv | BinaryOp::Pow
    ) {
        return Ok(None);
    }
    let (Some(x), Some(y)) = (number(m, a)?, number(m, b)?) else {
        return Ok(None);
    };
    let (real, imaginary) = match op {
        BinaryOp::Add => (x.0 + y.0, x.1 + y.1),
        BinaryOp::Sub => (x.0 - y.0, x.1 - y.1),
        BinaryOp::Mul => kernel::multiply(x, y),
        BinaryOp::TrueDiv => match kernel::divide(x, y) {
            Some(quotient) => quotient,
            None => {
                return Err(m.error(
                    types::ZERO_DIVISION_ERROR,
                    &[Piece::S("complex division by zero")],
                ));
            }
        },
        _ => return power(m, x, y).map(Some),
    };
    new(m, real, imaginary).map(Some)
}

/// `x ** y`.
pub fn power(m: &mut Machine, x: Complex, y: Complex) -> R {
    if !cfg!(feature = "complex") {
        return Err(m.left_out());
    }
    let Some((real, imaginary)) = kernel::power(x, y) else {
        return Err(m.error(
            types::ZERO_DIVISION_ERROR,
            &[Piece::S("0.0 to a negative or complex power")],
        ));
    };
    if real.is_infinite() || imaginary.is_infinite() {
        return Err(m.error(types::OVERFLOW_ERROR, &[Piece::S("complex exponentiation")]));
    }
    new(m, real, imaginary)
}

/// `-v`, `+v`, by the special method's name.
pub fn unary(m: &mut Machine, method: Name, v: Value) -> R<Option<Value>> {
    if !cfg!(feature = "complex") {
        return Ok(None);
    }
    let (real, imaginary) = parts(m, v);
    match method {
        n::__neg__ => new(m, -real, -imaginary).map(Some),
        n::__pos__ => Ok(Some(v)),
        _ => Ok(None),
    }
}

/// The length of a vector whose components are of sizes that nothing can overflow or vanish with: the root of the sum of
/// squares, and what rounding took from it (by Borges, "An Improved Algorithm for hypot(a,b)").
#[inline]
fn length(x: f64, y: f64) -> Option<f64> {
    let (x, y) = (x.abs(), y.abs());
    let (large, small) = if x > y { (x, y) } else { (y, x) };
    // False for nan too.
    let moderate = large < 1e140 && small > 1e-140 && large < small * 1e15;
    if !moderate {
        return None;
    }
    let length = libm::sqrt(large * large + small * small);
    let (t1, t2) = if length <= 2.0 * small {
        let delta = length - small;
        (
            large * (2.0 * delta - large),
            (delta - 2.0 * (large - small)) * delta,
        )
    } else {
        let delta = length - large;
        (
            2.0 * delta * (large - 2.0 * small),
            (4.0 * delta - small) * small + delta * delta,
        )
    };
    Some(length - (t1 + t2) / (2.0 * length))
}

/// `abs(v)`.
/// `abs(v)` of a complex object, if that is quickly had.
#[inline]
pub fn length_of(m: &Machine, v: Value) -> Option<f64> {
    let r = m.heap.as_kind(v, Kind::Complex)?;
    length(m.heap.double(r, 1), m.heap.double(r, 1 + 8 / WORD))
}

pub fn absolute(m: &mut Machine, v: Value) -> R {
    if !cfg!(feature = "complex") {
        return Err(m.left_out());
    }
    let (real, imaginary) = parts(m, v);
    let size = match length(real, imaginary) {
        Some(size) => size,
        None => math::hypot(real, imaginary),
    };
    if size.is_infinite() && real.is_finite() && imaginary.is_finite() {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("absolute value too large")],
        ));
    }
    m.new_float(size)
}

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    if !cfg!(feature = "complex") {
        return Ok(None);
    }
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(None);
    }
    let equal = match (m.as_native(a, Kind::Complex), m.as_native(b, Kind::Complex)) {
        (Some(_), Some(_)) => parts(m, a) == parts(m, b),
        (Some(_), None) => equals_real(m, a, b),
        (None, _) => equals_real(m, b, a),
    };
    Ok(Some(equal == (op == CompareOp::Eq)))
}

/// Against an int of any size or a float, exactly.
fn equals_real(m: &mut Machine, v: Value, real: Value) -> bool {
    let (x, y) = parts(m, v);
    let order = match m.as_float(real) {
        Some(f) => x.partial_cmp(&f),
        None => types::int::Operand::new(m, real).and_then(|operand| {
            crate::number::natural::compare_f64(operand.limbs(m), operand.negative, x)
                .map(Ordering::reverse)
        }),
    };
    y == 0.0 && order == Some(Ordering::Equal)
}

/// `hash(v)`.
pub fn hash(m: &Machine, v: Value) -> i64 {
    if !cfg!(feature = "complex") {
        return 0;
    }
    let (real, imaginary) = parts(m, v);
    let part = |f| number_hash::float(f).unwrap_or(0);
    number_hash::complex(part(real), part(imaginary))
}

fn conjugate(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (real, imaginary) = parts(m, v);
    new(m, real, -imaginary)
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    if !cfg!(feature = "complex") {
        return Err(m.left_out());
    }
    let (real, imaginary) = parts(m, v);
    let mut bytes = [0; 2 * float_text::REPR_LIMIT + 4];
    let mut sink = crate::number::sink::Buffer::new(&mut bytes);
    // Two parts, a sign, a letter, parentheses: it always fits.
    let _ = write_repr(real, imaginary, &mut sink);
    m.new_str(sink.written())
}

fn write_repr(real: f64, imaginary: f64, sink: &mut dyn Sink) -> Result<(), Full> {
    let mut buffer = [0; float_text::REPR_LIMIT];
    let bare = real == 0.0 && real.is_sign_positive();
    if !bare {
        sink.put(b"(")?;
        sink.put(float_text::repr_part(real, &mut buffer))?;
        if imaginary.is_nan() || imaginary.is_sign_positive() {
            sink.put(b"+")?;
        }
    }
    sink.put(float_text::repr_part(imaginary, &mut buffer))?;
    sink.put(if bare { b"j" } else { b"j)" })
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
    if !cfg!(feature = "complex") {
        return Err(m.left_out());
    }
    let parsed = number::parse_spec(m, spec, Align::Right)
        .and_then(|spec| spec.check_complex().map(|()| spec));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return Err(spec_error(m, error, spec, v)),
    };
    let (real, imaginary) = parts(m, v);
    let mut text = Text::new(m)?;
    let mut sink = TextSink {
        m,
        text: &mut text,
        held: Value::NONE,
    };
    match write_format(real, imaginary, &parsed, &mut sink) {
        Ok(()) => text.finish(m),
        Err(Full) => Err(Raised),
    }
}

fn write_format(real: f64, imaginary: f64, spec: &Spec, sink: &mut dyn Sink) -> Result<(), Full> {
    let mut style = spec.style();
    let untyped = spec.kind.is_none();
    if untyped {
        style.kind = if spec.precision.is_some() { b'g' } else { b'c' };
    }
    let bare = untyped && real == 0.0 && real.is_sign_positive();
    let (first, second) = (Layout::new(real, style), Layout::new(imaginary, style));
    let part = Spec { width: 0, ..*spec };
    let both = |sink: &mut dyn Sink| {
        if !bare {
            if untyped {
                sink.put(b"(")?;
            }
            padding::number(
                &part,
                first.negative,
                b"",
                &padding::Body::Float(&first),
                sink,
            )?;
        }
        let sign = if bare { part.sign } else { Some('+') };
        let part = Spec { sign, ..part };
        padding::number(
            &part,
            second.negative,
            b"",
            &padding::Body::Float(&second),
            sink,
        )?;
        sink.put(if untyped && !bare { b"j)" } else { b"j" })
    };
    let mut count = Count::default();
    both(&mut count)?;
    let fill = spec.width.saturating_sub(count.0);
    let before = match spec.align {
        Align::Left => 0,
        Align::Center => fill / 2,
        Align::Right | Align::AfterSign => fill,
    };
    sink.repeat(spec.fill, before)?;
    both(sink)?;
    sink.repeat(spec.fill, fill - before)
}

fn new_complex(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let (first, second) = (args.get(m, 1), args.get(m, 2));
    let is_text = |m: &Machine, v: Option<Value>| v.is_some_and(|v| m.is_a(v, types::STR));
    let (real, imaginary) = if is_text(m, first) {
        if second.is_some() {
            return Err(m.type_error(&[Piece::S(
                "complex() can't take second arg if first is a string",
            )]));
        }
        from_text(m, first.unwrap_or(Value::NONE))?
    } else if is_text(m, second) {
        return Err(m.type_error(&[Piece::S("complex() second arg can't be a string")]));
    } else {
        from_parts(m, first, second)?
    };
    // A complex number of the very type asked for is given as it is.
    if let (Some(v), None, true) = (first, second, class == Value::builtin_type(types::COMPLEX)) {
        if m.heap.is(v, Kind::Complex) {
            return Ok(v);
        }
    }
    let v = new(m, real, imaginary)?;
    types::class::wrap_payload(m, class, v)
}

fn from_text(m: &mut Machine, v: Value) -> R<Complex> {
    let own = number::ascii_text(m, v)?;
    let bytes = m.str_bytes(own).unwrap_or_default();
    if let Some(value) = core::str::from_utf8(bytes).ok().and_then(kernel::parse) {
        return Ok(value);
    }
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let stray = |at: usize| bytes[at] == b'_' && !(at > 0 && digit(at - 1) && digit(at + 1));
    if (0..bytes.len()).any(stray) {
        return Err(m.value_error(&[
            Piece::S("could not convert string to complex: "),
            Piece::R(v),
        ]));
    }
    Err(m.value_error(&[Piece::S("complex() arg is a malformed string")]))
}

fn from_parts(m: &mut Machine, first: Option<Value>, second: Option<Value>) -> R<Complex> {
    let (mut real, mut imaginary) = (0.0, 0.0);
    if let Some(v) = first {
        (real, imaginary) = from_value(
            m,
            v,
            [
                "complex() first argument must be a string or a number, not '",
                "'",
            ],
        )?;
    }
    if let Some(v) = second {
        let own = m.payload(v);
        if m.heap.is(own, Kind::Complex) {
            let (x, y) = parts(m, own);
            real -= y;
            imaginary += x;
        } else {
            let x = types::float::from_value(
                m,
                v,
                ["complex() second argument must be a number, not '", "'"],
                false,
            )?;
            // Without an imaginary part of the first argument, the sign of a zero stays.
            let first_complex = first.is_some_and(|v| m.as_native(v, Kind::Complex).is_some());
            imaginary = if first_complex { imaginary + x } else { x };
        }
    }
    Ok((real, imaginary))
}

/// The parts of a number, or of what has `__complex__`, `__float__` or `__index__`.
pub fn from_value(m: &mut Machine, v: Value, refusal: [&'static str; 2]) -> R<Complex> {
    if m.has_special_methods(v) {
        if let Some(method) = m.dynamic_special(v, n::__complex__) {
            let c = m.call_special(method, v, &[])?;
            if m.as_native(c, Kind::Complex).is_none() {
                return Err(m.type_error(&[
                    Piece::S("__complex__ returned non-complex (type "),
                    Piece::T(c),
                    Piece::S(")"),
                ]));
            }
            return Ok(parts(m, c));
        }
    }
    if m.as_native(v, Kind::Complex).is_some() {
        return Ok(parts(m, v));
    }
    Ok((types::float::from_value(m, v, refusal, false)?, 0.0))
}
