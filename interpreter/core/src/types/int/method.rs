//! The methods of `int`.

use super::operand::{Block, Operand, compute};
use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, method, property};
use crate::number::natural;
use crate::ops::BinaryOp;
use crate::types;
use crate::types::number::{self, number_members, plain};
use crate::value::Value;

const ZERO: Value = Value::small_wrapping(0);
const ONE: Value = Value::small_wrapping(1);

pub static MEMBERS: &[Member] = number_members![
    method(n::__floordiv__, number::floordiv, 2, 2),
    method(n::__rfloordiv__, number::rfloordiv, 2, 2),
    method(n::__mod__, number::modulo, 2, 2),
    method(n::__rmod__, number::rmod, 2, 2),
    method(n::__divmod__, number::divmod, 2, 2),
    method(n::__rdivmod__, number::rdivmod, 2, 2),
    method(n::__lshift__, number::lshift, 2, 2),
    method(n::__rlshift__, number::rlshift, 2, 2),
    method(n::__rshift__, number::rshift, 2, 2),
    method(n::__rrshift__, number::rrshift, 2, 2),
    method(n::__and__, number::and, 2, 2),
    method(n::__rand__, number::rand, 2, 2),
    method(n::__or__, number::or, 2, 2),
    method(n::__ror__, number::ror, 2, 2),
    method(n::__xor__, number::xor, 2, 2),
    method(n::__rxor__, number::rxor, 2, 2),
    method(n::__invert__, number::invert, 1, 1),
    method(n::__int__, number::itself, 1, 1),
    method(n::__index__, number::itself, 1, 1),
    method(n::__trunc__, number::itself, 1, 1),
    method(n::__floor__, number::itself, 1, 1),
    method(n::__ceil__, number::itself, 1, 1),
    method(n::__float__, float, 1, 1),
    method(n::__round__, round, 1, 2),
    method(n::__repr__, repr, 1, 1),
    method(n::__format__, format, 2, 2),
    (
        n::bit_length,
        Item::Method(
            Native::new(bit_length, 1, 1)
                .doc("bit_length() -- bits of the number without its sign")
        ),
    ),
    (
        n::bit_count,
        Item::Method(Native::new(bit_count, 1, 1).doc("bit_count() -- how many bits are set"))
    ),
    (
        n::conjugate,
        Item::Method(Native::new(number::itself, 1, 1).doc("conjugate() -- the number itself"))
    ),
    (
        n::as_integer_ratio,
        Item::Method(Native::new(ratio, 1, 1).doc("as_integer_ratio() -- the number and 1")),
    ),
    (
        n::to_bytes,
        Item::Method(
            Native::new(to_bytes, 1, 4)
                .named(&[n::__, n::length, n::byteorder, n::signed], 3)
                .doc("to_bytes(length=1, byteorder='big', *, signed=False) -- the number as bytes"),
        ),
    ),
    (
        n::from_bytes,
        Item::ClassMethod(
            Native::new(from_bytes, 2, 4)
                .named(&[n::__, n::bytes, n::byteorder, n::signed], 3)
                .doc("from_bytes(bytes, byteorder='big', *, signed=False) -- the number in bytes"),
        ),
    ),
    property(n::real, plain),
    property(n::imag, |_, _| Ok(ZERO)),
    property(n::numerator, plain),
    property(n::denominator, |_, _| Ok(ONE)),
];

fn float(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let f = super::to_f64(m, v)?;
    m.new_float(f)
}

fn repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let own = m.payload(v);
    number::repr(m, own)
}

fn format(m: &mut Machine, args: Args) -> R {
    let (v, spec) = (args.at(m, 0), args.at(m, 1));
    number::format(m, v, spec)
}

fn bit_length(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let bits = Operand::new(m, v).map_or(0, |operand| operand.bit_length(m));
    m.new_int(bits as i64)
}

fn bit_count(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let bits = Operand::new(m, v).map_or(0, |operand| natural::bit_count(operand.limbs(m)));
    m.new_int(bits as i64)
}

fn ratio(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let own = plain(m, v)?;
    m.new_tuple(&[own, ONE])
}

fn round(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let own = plain(m, v)?;
    let digits = match args.get(m, 1) {
        Some(digits) if !digits.is_none() => m.index_clamped(digits)?,
        _ => return Ok(own),
    };
    if digits >= 0 {
        return Ok(own);
    }
    // More places than the number has: nothing is left, whichever way it is rounded.
    let bits = Operand::new(m, own).map_or(0, |operand| operand.bit_length(m));
    if digits.unsigned_abs() > bits as u64 / 3 + 2 {
        return Ok(ZERO);
    }
    let places = m.new_int(-digits)?;
    let unit = m.binary(BinaryOp::Pow, Value::small_wrapping(10), places)?;
    let mut quotient = m.binary(BinaryOp::FloorDiv, own, unit)?;
    let rest = m.binary(BinaryOp::Mod, own, unit)?;
    let twice = m.binary(BinaryOp::LShift, rest, ONE)?;
    let odd = m.binary(BinaryOp::And, quotient, ONE)? == ONE;
    let up = match super::order(m, twice, unit) {
        core::cmp::Ordering::Greater => true,
        core::cmp::Ordering::Equal => odd,
        core::cmp::Ordering::Less => false,
    };
    if up {
        quotient = m.binary(BinaryOp::Add, quotient, ONE)?;
    }
    m.binary(BinaryOp::Mul, quotient, unit)
}

/// `'big'` or `'little'`; big when it is not given.
fn big_endian(m: &mut Machine, order: Option<Value>) -> R<bool> {
    let Some(order) = order else { return Ok(true) };
    match m.str_bytes(order) {
        Some(b"big") => Ok(true),
        Some(b"little") => Ok(false),
        Some(_) => Err(m.value_error(&[Piece::S("byteorder must be either 'little' or 'big'")])),
        None => Err(m.type_error(&[Piece::S("byteorder must be str, not "), Piece::T(order)])),
    }
}

fn to_bytes(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let len = match args.get(m, 1) {
        Some(len) => m.to_i64(len)?,
        None => 1,
    };
    let order = args.get(m, 2);
    let big = big_endian(m, order)?;
    let signed = match args.get(m, 3) {
        Some(signed) => m.truth(signed)?,
        None => false,
    };
    let Ok(len) = usize::try_from(len) else {
        return Err(m.value_error(&[Piece::S("length argument must be non-negative")]));
    };
    let Some(operand) = Operand::new(m, v) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let overflow = |m: &mut Machine, text| m.error(types::OVERFLOW_ERROR, &[Piece::S(text)]);
    if operand.negative && !signed {
        return Err(overflow(m, "can't convert negative int to unsigned"));
    }
    if len == 0 {
        return if operand.is_zero() {
            m.new_bytes(&[])
        } else {
            Err(overflow(m, "int too big to convert"))
        };
    }
    // No longer object is made for a number that does not fit. A block is no root: it comes last.
    if operand.bit_length(m).saturating_sub(1) / 8 > len {
        return Err(overflow(m, "int too big to convert"));
    }
    let r = m.new_bytes_sized(len)?;
    let block = Block::new(m, &[operand.len])?;
    block.put(m, 1, &operand);
    let fits = block.to_bytes(m, operand, r, len, |limbs, out| {
        natural::to_bytes(limbs, operand.negative, signed, big, out)
    });
    if fits {
        Ok(Value::reference(r))
    } else {
        Err(overflow(m, "int too big to convert"))
    }
}

fn from_bytes(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let mut bytes = args.at(m, 1);
    let order = args.get(m, 2);
    let big = big_endian(m, order)?;
    let signed = match args.get(m, 3) {
        Some(signed) => m.truth(signed)?,
        None => false,
    };
    if m.buffer_bytes(bytes).is_none() {
        if m.is_a(bytes, types::STR) || !m.is_iterable(bytes) {
            return Err(m.type_error(&[
                Piece::S("cannot convert '"),
                Piece::T(bytes),
                Piece::S("' object to bytes"),
            ]));
        }
        bytes = m.call(Value::builtin_type(types::BYTES), &[bytes])?;
        m.keep(bytes);
    }
    let len = m.buffer_bytes(bytes).map_or(0, <[u8]>::len);
    if !cfg!(feature = "compact")
        && let Some(value) = short_from_bytes(m, bytes, big, signed)
    {
        let value = m.new_int(value)?;
        if class == Value::builtin_type(types::INT) {
            return Ok(value);
        }
        return m.call(class, &[value]);
    }
    let limbs = len.div_ceil(4);
    let block = Block::new(m, &[limbs, limbs])?;
    let negative = block.from_bytes(m, limbs, bytes, len, |bytes, out| {
        natural::from_bytes(bytes, signed, big, out)
    });
    let value = block.finish(m, limbs, negative);
    if class == Value::builtin_type(types::INT) {
        return Ok(value);
    }
    m.call(class, &[value])
}

/// The number that a few bytes are, without any room in the arena; `None` when they are more or it is too large.
fn short_from_bytes(m: &Machine, bytes: Value, big: bool, signed: bool) -> Option<i64> {
    let bytes = m.buffer_bytes(bytes)?;
    let first = if big { bytes.first() } else { bytes.last() };
    let negative = signed && first.is_some_and(|byte| byte & 0x80 != 0);
    let mut word = [if negative { 0xff } else { 0 }; 16];
    word.get_mut(..bytes.len())?.copy_from_slice(bytes);
    if big {
        word.get_mut(..bytes.len())?.reverse();
    }
    i64::try_from(i128::from_le_bytes(word)).ok().filter(|_| {
        // Sixteen bytes fill the word: the last must not be taken for a sign.
        signed || bytes.len() < 16 || word.last().is_some_and(|byte| byte & 0x80 == 0)
    })
}

/// The greatest common divisor of two ints, not negative.
pub fn gcd(m: &mut Machine, a: Value, b: Value) -> R {
    let (Some(x), Some(y)) = (Operand::new(m, a), Operand::new(m, b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let len = x.len.max(y.len);
    compute(
        m,
        [x, y],
        len,
        natural::gcd_scratch(x.len, y.len),
        |[a, b], out, scratch| {
            natural::gcd(a, b, out, scratch);
            false
        },
    )
}

/// The whole part of the square root of an int that is not negative.
pub fn isqrt(m: &mut Machine, v: Value) -> R {
    let Some(x) = Operand::new(m, v) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    compute(
        m,
        [x],
        x.len / 2 + 1,
        natural::isqrt_scratch(x.len),
        |[a], out, scratch| {
            natural::isqrt(a, out, scratch);
            false
        },
    )
}
