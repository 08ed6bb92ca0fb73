//! Arithmetic on small ints and floats, as the loop does it: `None` sends it to the general way (overflow, division by
//! zero).

use super::Machine;
use crate::native::R;
use crate::ops::BinaryOp;
use crate::value::Value;

#[inline(always)]
fn numbers(a: Value, b: Value) -> (i64, i64) {
    (a.small_unchecked(), b.small_unchecked())
}

#[inline(always)]
pub fn multiply(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Value::small(x.checked_mul(y)?)
}

#[inline(always)]
pub fn true_divide(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    divide(x as f64, y as f64)
}

#[inline(always)]
pub fn floor_divide(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if y == 0 {
        return None;
    }
    // The usual case of divisors and dividends that a 32-bit division takes.
    if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) {
        return Some(Value::small_wrapping(i64::from(x / y)));
    }
    let (q, r) = (x.wrapping_div(y), x.wrapping_rem(y));
    Value::small(if r != 0 && (r < 0) != (y < 0) {
        q - 1
    } else {
        q
    })
}

#[inline(always)]
pub fn modulo(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if y == 0 {
        return None;
    }
    if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) {
        return Some(Value::small_wrapping(i64::from(x % y)));
    }
    let r = x.wrapping_rem(y);
    Some(Value::small_wrapping(if r != 0 && (r < 0) != (y < 0) {
        r + y
    } else {
        r
    }))
}

#[inline(always)]
pub fn shift_left(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if !(0..=31).contains(&y) {
        return None;
    }
    let shifted = x << (y & 31);
    if shifted >> (y & 31) == x {
        Value::small(shifted)
    } else {
        None
    }
}

#[inline(always)]
pub fn shift_right(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if y < 0 {
        None
    } else {
        Some(Value::small_wrapping(x >> y.min(63)))
    }
}

#[inline(always)]
pub fn and(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Some(Value::small_wrapping(x & y))
}

#[inline(always)]
pub fn or(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Some(Value::small_wrapping(x | y))
}

#[inline(always)]
pub fn xor(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Some(Value::small_wrapping(x ^ y))
}

#[inline(always)]
pub fn add(x: f64, y: f64) -> Option<Value> {
    Value::float_immediate(x + y)
}

#[inline(always)]
pub fn sub(x: f64, y: f64) -> Option<Value> {
    Value::float_immediate(x - y)
}

#[inline(always)]
pub fn mul(x: f64, y: f64) -> Option<Value> {
    Value::float_immediate(x * y)
}

#[inline(always)]
pub fn divide(x: f64, y: f64) -> Option<Value> {
    if y == 0.0 {
        None
    } else {
        Value::float_immediate(x / y)
    }
}

/// No quick way for floats.
#[inline(always)]
pub fn none(_x: f64, _y: f64) -> Option<Value> {
    None
}

/// A small int or a float in the word, as a float. Both are exact: small ints have no more bits than a float.
#[inline(always)]
pub fn number(v: Value) -> Option<f64> {
    if v.is_small() {
        Some(v.small_unchecked() as f64)
    } else {
        v.as_float_immediate()
    }
}

/// `a op b` of a float in the word and such a float or a small int.
#[inline(always)]
pub fn mixed(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    if Value::both_small(a, b) {
        return None;
    }
    let (x, y) = (number(a)?, number(b)?);
    match op {
        BinaryOp::Add => add(x, y),
        BinaryOp::Sub => sub(x, y),
        BinaryOp::Mul => mul(x, y),
        BinaryOp::TrueDiv => divide(x, y),
        _ => None,
    }
}

impl Machine<'_> {
    /// `a op number`, when `a` is not a small int or the result is none.
    #[inline(never)]
    pub(super) fn number_operator(
        &mut self,
        op: BinaryOp,
        a: Value,
        number: i64,
        in_place: bool,
    ) -> R {
        let b = Value::small_wrapping(number);
        if let Some(x) = a.as_float_immediate() {
            let y = number as f64;
            let v = match op {
                BinaryOp::Add => Value::float_immediate(x + y),
                BinaryOp::Sub => Value::float_immediate(x - y),
                BinaryOp::Mul => Value::float_immediate(x * y),
                _ => None,
            };
            if let Some(v) = v {
                return Ok(v);
            }
        }
        if in_place {
            self.binary_in_place(op, a, b)
        } else {
            self.binary(op, a, b)
        }
    }
}
