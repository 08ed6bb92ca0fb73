//! Arithmetic on small ints and floats, as the loop does it: `None` sends it to the general way (overflow, division by
//! zero).

use super::Machine;
use crate::native::R;
use crate::ops::BinaryOp;
use crate::value::Value;

#[inline(always)]
pub fn multiply(x: i64, y: i64) -> Option<Value> {
    Value::small(x.checked_mul(y)?)
}

#[inline(always)]
pub fn divide(x: f64, y: f64) -> Option<Value> {
    if y == 0.0 {
        None
    } else {
        Value::float_immediate(x / y)
    }
}

#[inline(always)]
pub fn floor_divide(x: i64, y: i64) -> Option<Value> {
    if y == 0 {
        return None;
    }
    let (q, r) = (x.wrapping_div(y), x.wrapping_rem(y));
    Value::small(if r != 0 && (r < 0) != (y < 0) {
        q - 1
    } else {
        q
    })
}

#[inline(always)]
pub fn modulo(x: i64, y: i64) -> Option<Value> {
    if y == 0 {
        return None;
    }
    let r = x.wrapping_rem(y);
    Some(Value::small_wrapping(if r != 0 && (r < 0) != (y < 0) {
        r + y
    } else {
        r
    }))
}

#[inline(always)]
pub fn shift_left(x: i64, y: i64) -> Option<Value> {
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
pub fn shift_right(x: i64, y: i64) -> Option<Value> {
    if y < 0 {
        None
    } else {
        Some(Value::small_wrapping(x >> y.min(63)))
    }
}

/// No quick way for floats.
#[inline(always)]
pub fn none<T>(_x: T, _y: T) -> Option<Value> {
    None
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
