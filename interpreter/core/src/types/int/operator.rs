//! The operators of ints: up to 128 bits in registers, beyond that with the kernels of `number::natural`.

use super::operand::{Operand, added, compute, from_i128, measure, scaled, to_f64};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::{R, Raised};
use crate::number::natural::{self, Bitwise};
use crate::ops::BinaryOp;
use crate::types;
use crate::value::{Value, WORD};
use core::cmp::Ordering;

/// `a op b` for ints and bools; `None` if there is no such operator.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    if let (Some(x), Some(y)) = (long(m, a), long(m, b)) {
        if let Some(result) = quick(m, op, a, b, x, y) {
            return result.map(Some);
        }
    }
    general(m, op, a, b)
}

/// The number of an int or bool, if 64 bits hold it.
#[inline(always)]
pub fn long(m: &Machine, v: Value) -> Option<i64> {
    let Some(r) = v.as_ref() else {
        return super::small(v);
    };
    let header = m.heap.header(r);
    let n = header.n();
    if !header.is(Kind::BigInt) || n > 5 {
        return None;
    }
    let mut size = u64::from(m.heap.word(r, 1));
    if WORD == 4 && n > 3 {
        size |= u64::from(m.heap.word(r, 2)) << 32;
    }
    let size = i64::try_from(size).ok()?;
    Some(if n & 1 != 0 { -size } else { size })
}

/// Operands of any length.
#[inline(never)]
fn general(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let (Some(x), Some(y)) = (Operand::new(m, a), Operand::new(m, b)) else {
        return Ok(None);
    };
    if cfg!(feature = "long-integers")
        && let (Some(i), Some(j)) = (x.to_i128(m), y.to_i128(m))
        && let Some(i) = wide(op, i, j)
    {
        return from_i128(m, i).map(Some);
    }
    match op {
        BinaryOp::Add => add(m, x, y, false),
        BinaryOp::Sub => add(m, x, y, true),
        BinaryOp::Mul => multiply(m, x, y),
        BinaryOp::TrueDiv => true_divide(m, x, y),
        BinaryOp::FloorDiv => floor_divide(m, x, y),
        BinaryOp::Mod => modulo(m, x, y),
        BinaryOp::Pow => power(m, a, b, x, y),
        BinaryOp::LShift => shift_left(m, x, y),
        BinaryOp::RShift => shift_right(m, x, y),
        BinaryOp::And => bitwise(m, Bitwise::And, x, y),
        BinaryOp::Or => bitwise(m, Bitwise::Or, x, y),
        BinaryOp::Xor => bitwise(m, Bitwise::Xor, x, y),
        BinaryOp::MatMul => return Ok(None),
    }
    .map(Some)
}

/// What two numbers of 64 bits give without more ado; the logic of bools stays among bools.
fn quick(m: &mut Machine, op: BinaryOp, a: Value, b: Value, x: i64, y: i64) -> Option<R> {
    let bools = matches!(a, Value::TRUE | Value::FALSE) && matches!(b, Value::TRUE | Value::FALSE);
    let i = match op {
        BinaryOp::Add => x.checked_add(y)?,
        BinaryOp::Sub => x.checked_sub(y)?,
        BinaryOp::Mul => x.checked_mul(y)?,
        BinaryOp::And if bools => return Some(Ok(Value::bool(x & y != 0))),
        BinaryOp::Or if bools => return Some(Ok(Value::bool(x | y != 0))),
        BinaryOp::Xor if bools => return Some(Ok(Value::bool(x ^ y != 0))),
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        BinaryOp::Xor => x ^ y,
        BinaryOp::RShift if y >= 0 => x >> y.min(63),
        BinaryOp::LShift if (0..63).contains(&y) && x << y >> y == x => x << y,
        BinaryOp::FloorDiv if y != 0 => {
            let quotient = x.checked_div(y)?;
            quotient - (x % y != 0 && (x < 0) != (y < 0)) as i64
        }
        BinaryOp::Mod if y != 0 => {
            let rest = x.checked_rem(y)?;
            if rest != 0 && (rest < 0) != (y < 0) {
                rest + y
            } else {
                rest
            }
        }
        BinaryOp::TrueDiv if y != 0 && x.unsigned_abs() | y.unsigned_abs() < 1 << 53 => {
            return Some(m.new_float(x as f64 / y as f64));
        }
        BinaryOp::Pow if (0..64).contains(&y) => x.checked_pow(y as u32)?,
        _ => return None,
    };
    Some(m.new_int(i))
}

fn wide(op: BinaryOp, x: i128, y: i128) -> Option<i128> {
    match op {
        BinaryOp::Add => x.checked_add(y),
        BinaryOp::Sub => x.checked_sub(y),
        BinaryOp::Mul => x.checked_mul(y),
        BinaryOp::And => Some(x & y),
        BinaryOp::Or => Some(x | y),
        BinaryOp::Xor => Some(x ^ y),
        BinaryOp::RShift if y >= 0 => Some(x >> y.min(127)),
        BinaryOp::LShift if (0..127).contains(&y) => {
            let shifted = x << y;
            (shifted >> y == x).then_some(shifted)
        }
        BinaryOp::FloorDiv if y != 0 => {
            let quotient = x.checked_div(y)?;
            Some(quotient - (x % y != 0 && (x < 0) != (y < 0)) as i128)
        }
        BinaryOp::Mod if y != 0 => {
            let rest = x.checked_rem(y)?;
            Some(if rest != 0 && (rest < 0) != (y < 0) {
                rest + y
            } else {
                rest
            })
        }
        BinaryOp::Pow if (0..128).contains(&y) => x.checked_pow(y as u32),
        _ => None,
    }
}

#[cold]
fn zero_division(m: &mut Machine, text: &str) -> Raised {
    m.error(types::ZERO_DIVISION_ERROR, &[Piece::S(text)])
}

#[cold]
fn overflow(m: &mut Machine, text: &str) -> Raised {
    m.error(types::OVERFLOW_ERROR, &[Piece::S(text)])
}

fn add(m: &mut Machine, x: Operand, y: Operand, subtract: bool) -> R {
    let same_sign = x.negative == (y.negative != subtract);
    if same_sign && let Some(sum) = added(m, x, y, x.negative)? {
        return Ok(sum);
    }
    let len = x.len.max(y.len);
    compute(m, [x, y], len + 1, 0, |[a, b], out, _| {
        if same_sign {
            natural::add(a, b, out);
            x.negative
        } else {
            natural::difference(a, b, out) != x.negative
        }
    })
}

fn multiply(m: &mut Machine, x: Operand, y: Operand) -> R {
    if x.is_zero() || y.is_zero() {
        return m.new_int(0);
    }
    let (long, short) = if x.len < y.len { (y, x) } else { (x, y) };
    if let [factor] = *short.limbs(m)
        && let Some(product) = scaled(m, long, factor, x.negative != y.negative)?
    {
        return Ok(product);
    }
    let squaring = x.len == y.len && x.limbs(m) == y.limbs(m);
    let scratch = if squaring {
        natural::square_scratch(x.len)
    } else {
        natural::multiply_scratch(x.len, y.len)
    };
    compute(m, [x, y], x.len + y.len, scratch, |[a, b], out, scratch| {
        if squaring {
            natural::square(a, out, scratch);
        } else {
            natural::multiply(a, b, out, scratch);
        }
        x.negative != y.negative
    })
}

fn true_divide(m: &mut Machine, x: Operand, y: Operand) -> R {
    if y.is_zero() {
        return Err(zero_division(m, "division by zero"));
    }
    let scratch = natural::ratio_scratch(x.len, y.len);
    let ratio = measure(m, [x, y], 0, scratch, |[a, b], _, scratch| {
        natural::ratio_to_f64(a, b, scratch)
    })?;
    match ratio {
        Some(f) => m.new_float(if x.negative != y.negative { -f } else { f }),
        None => Err(overflow(m, "integer division result too large for a float")),
    }
}

fn floor_divide(m: &mut Machine, x: Operand, y: Operand) -> R {
    if y.is_zero() {
        return Err(zero_division(m, "integer division or modulo by zero"));
    }
    let negative = x.negative != y.negative;
    let out = (x.len + 2).saturating_sub(y.len).max(1);
    let scratch = y.len.max(x.len) + natural::divide_scratch(x.len, y.len);
    compute(m, [x, y], out, scratch, |[a, b], out, scratch| {
        // Whether something is left over matters to a negative quotient only.
        let rest = if negative { b.len().max(a.len()) } else { 0 };
        let (rest, scratch) = scratch.take(rest);
        natural::divide(a, b, out, rest, scratch);
        if negative && rest.iter().any(|&limb| limb != 0) {
            natural::add_assign(out, &[1]);
        }
        negative
    })
}

fn modulo(m: &mut Machine, x: Operand, y: Operand) -> R {
    if y.is_zero() {
        return Err(zero_division(m, "integer modulo by zero"));
    }
    let quotient = (x.len + 1).saturating_sub(y.len);
    let scratch = quotient + natural::divide_scratch(x.len, y.len);
    let out = x.len.max(y.len);
    compute(m, [x, y], out, scratch, |[a, b], out, scratch| {
        let (quotient, scratch) = scratch.take(quotient);
        natural::divide(a, b, quotient, out, scratch);
        if x.negative != y.negative && out.iter().any(|&limb| limb != 0) {
            // The remainder lies on the divisor's side of zero.
            for limb in out.iter_mut() {
                *limb = !*limb;
            }
            natural::add_assign(out, &[1]);
            natural::add_assign(out, b);
        }
        y.negative
    })
}

/// `divmod(a, b)` as a tuple.
pub fn divmod(m: &mut Machine, a: Value, b: Value) -> R {
    let quotient = m.binary(BinaryOp::FloorDiv, a, b)?;
    let product = m.binary(BinaryOp::Mul, quotient, b)?;
    let rest = m.binary(BinaryOp::Sub, a, product)?;
    m.new_tuple(&[quotient, rest])
}

fn power(m: &mut Machine, a: Value, b: Value, x: Operand, y: Operand) -> R {
    if y.negative {
        let (base, exponent) = (to_f64(m, a)?, to_f64(m, b)?);
        return types::float::power(m, base, exponent);
    }
    if x.len <= 1 && matches!(x.limbs(m), [] | [1]) {
        let odd = y.limbs(m).first().is_some_and(|limb| limb & 1 != 0);
        return m.new_int(match (x.is_zero(), y.is_zero()) {
            (_, true) => 1,
            (true, _) => 0,
            _ if x.negative && odd => -1,
            _ => 1,
        });
    }
    let exponent = y.to_i64(m).and_then(|i| u32::try_from(i).ok());
    let zeros = natural::trailing_zeros(x.limbs(m));
    let bits = x.bit_length(m);
    let sizes = exponent.and_then(|exponent| {
        let out = natural::power_len(bits, exponent)?;
        let scratch = natural::power_scratch(bits - zeros, x.len, exponent)?;
        (out < 1 << 27).then_some((exponent, out, scratch))
    });
    let Some((exponent, out, scratch)) = sizes else {
        return Err(m.out_of_memory());
    };
    compute(m, [x], out, scratch, |[base], out, scratch| {
        natural::power(base, exponent, out, scratch);
        x.negative && exponent & 1 != 0
    })
}

/// `pow(a, b, c)` for ints.
pub fn power_modulo(m: &mut Machine, a: Value, b: Value, c: Value) -> R {
    let (Some(exponent), Some(modulus)) = (Operand::new(m, b), Operand::new(m, c)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if modulus.is_zero() {
        return Err(m.value_error(&[Piece::S("pow() 3rd argument cannot be 0")]));
    }
    let mut base = a;
    let mut by = b;
    if exponent.negative {
        base = inverse(m, a, c)?;
        by = unary(m, n::__neg__, b)?.unwrap_or(b);
    }
    let size = if modulus.negative {
        unary(m, n::__neg__, c)?.unwrap_or(c)
    } else {
        c
    };
    let base = m.binary(BinaryOp::Mod, base, size)?;
    let (Some(x), Some(e), Some(p)) = (
        Operand::new(m, base),
        Operand::new(m, by),
        Operand::new(m, size),
    ) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let scratch = natural::mod_power_scratch(p.len, e.bit_length(m));
    let result = compute(m, [x, e, p], p.len, scratch, |[x, e, p], out, scratch| {
        natural::mod_power(x, e, p, out, scratch);
        false
    })?;
    if modulus.negative && result != Value::small_wrapping(0) {
        return m.binary(BinaryOp::Add, result, c);
    }
    Ok(result)
}

/// `x` with `a * x % c == 1`, by Euclid's extended algorithm.
fn inverse(m: &mut Machine, a: Value, c: Value) -> R {
    let zero = Value::small_wrapping(0);
    let one = Value::small_wrapping(1);
    let mark = m.mark();
    let (mut old, mut new) = (one, zero);
    let (mut old_rest, mut rest) = (m.binary(BinaryOp::Mod, a, c)?, c);
    while rest != zero {
        let quotient = m.binary(BinaryOp::FloorDiv, old_rest, rest)?;
        let product = m.binary(BinaryOp::Mul, quotient, rest)?;
        let next_rest = m.binary(BinaryOp::Sub, old_rest, product)?;
        let product = m.binary(BinaryOp::Mul, quotient, new)?;
        let next = m.binary(BinaryOp::Sub, old, product)?;
        (old, new, old_rest, rest) = (new, next, rest, next_rest);
        m.release(mark);
        for v in [old, new, old_rest, rest] {
            m.keep(v);
        }
    }
    match old_rest.as_small() {
        Some(1) => Ok(old),
        Some(-1) => Ok(unary(m, n::__neg__, old)?.unwrap_or(old)),
        _ => Err(m.value_error(&[Piece::S("base is not invertible for the given modulus")])),
    }
}

fn shift_left(m: &mut Machine, x: Operand, y: Operand) -> R {
    if y.negative {
        return Err(m.value_error(&[Piece::S("negative shift count")]));
    }
    if x.is_zero() {
        return m.new_int(0);
    }
    let Some(by) = y.to_i64(m).and_then(|by| usize::try_from(by).ok()) else {
        return Err(overflow(m, "too many digits in integer"));
    };
    compute(
        m,
        [x],
        x.len.saturating_add(by / 32).saturating_add(1),
        0,
        |[a], out, _| {
            natural::shift_left(a, by, out);
            x.negative
        },
    )
}

fn shift_right(m: &mut Machine, x: Operand, y: Operand) -> R {
    if y.negative {
        return Err(m.value_error(&[Piece::S("negative shift count")]));
    }
    let by = y
        .to_i64(m)
        .and_then(|by| usize::try_from(by).ok())
        .unwrap_or(usize::MAX);
    if by / 32 >= x.len {
        return m.new_int(if x.negative { -1 } else { 0 });
    }
    compute(m, [x], x.len - by / 32 + 1, 0, |[a], out, _| {
        let lost = natural::shift_right(a, by, out);
        if x.negative && lost {
            // Towards minus infinity.
            natural::add_assign(out, &[1]);
        }
        x.negative
    })
}

fn bitwise(m: &mut Machine, op: Bitwise, x: Operand, y: Operand) -> R {
    compute(
        m,
        [x, y],
        natural::bitwise_len(x.len, y.len),
        0,
        |[a, b], out, _| natural::bitwise(op, (a, x.negative), (b, y.negative), out),
    )
}

/// `-v`, `+v`, `~v`, `abs(v)`, by the special method's name.
pub fn unary(m: &mut Machine, method: Name, v: Value) -> R<Option<Value>> {
    if let Some(i) = super::small(v) {
        let result = match method {
            n::__neg__ => i.checked_neg(),
            n::__invert__ => Some(!i),
            n::__abs__ => i.checked_abs(),
            n::__pos__ => Some(i),
            _ => return Ok(None),
        };
        if let Some(i) = result {
            return m.new_int(i).map(Some);
        }
    }
    let Some(x) = Operand::new(m, v) else {
        return Ok(None);
    };
    match method {
        n::__pos__ => Ok(m.payload(v)),
        n::__abs__ if !x.negative => Ok(m.payload(v)),
        n::__neg__ | n::__abs__ => compute(m, [x], x.len, 0, |[a], out, _| {
            out.copy_from_slice(a);
            !x.negative && method == n::__neg__
        }),
        n::__invert__ => compute(m, [x], x.len + 1, 0, |[a], out, _| {
            // -x - 1
            if x.negative {
                natural::difference(a, &[1], out);
            } else {
                natural::add(a, &[1], out);
            }
            !x.negative
        }),
        _ => return Ok(None),
    }
    .map(Some)
}

/// Which of two ints or bools is larger.
pub fn order(m: &Machine, a: Value, b: Value) -> Ordering {
    if let (Some(x), Some(y)) = (long(m, a), long(m, b)) {
        return x.cmp(&y);
    }
    let (Some(x), Some(y)) = (Operand::new(m, a), Operand::new(m, b)) else {
        return Ordering::Equal;
    };
    match (x.negative, y.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => natural::compare(x.limbs(m), y.limbs(m)),
        (true, true) => natural::compare(y.limbs(m), x.limbs(m)),
    }
}
