//! `int`.

use crate::machine::Machine;
use crate::names::Name;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::types;
use crate::value::Value;

pub static INT: Space = Space::class(n::int, types::OBJECT, &[]).subclassable();

/// `a op b` for ints and bools; `None` if there is no such operator.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let (Some(x), Some(y)) = (to_i64(m, a), to_i64(m, b)) else {
        return Ok(None);
    };
    let v = match op {
        BinaryOp::Add => x.wrapping_add(y),
        BinaryOp::Sub => x.wrapping_sub(y),
        BinaryOp::Mul => x.wrapping_mul(y),
        _ => return Ok(None),
    };
    m.new_int(v).map(Some)
}

/// `-v`, `+v`, `~v`, by the special method's name.
pub fn unary(_m: &mut Machine, _method: Name, _v: Value) -> R<Option<Value>> {
    Ok(None)
}

/// Which of two ints or bools is larger.
pub fn order(m: &Machine, a: Value, b: Value) -> core::cmp::Ordering {
    to_i64(m, a).cmp(&to_i64(m, b))
}

/// The number of an int or bool, if 64 bits hold it.
pub fn to_i64(_m: &Machine, v: Value) -> Option<i64> {
    match v {
        Value::TRUE => Some(1),
        Value::FALSE => Some(0),
        _ => v.as_small(),
    }
}

pub fn is_negative(_m: &Machine, v: Value) -> bool {
    v.as_small().is_some_and(|i| i < 0)
}

/// `hash(v)` of a big int.
pub fn hash(_m: &Machine, _v: Value) -> i64 {
    0
}
