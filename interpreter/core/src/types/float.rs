//! `float`.

use crate::machine::Machine;
use crate::names::Name;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::types;
use crate::value::Value;

pub static FLOAT: Space = Space::class(n::float, types::OBJECT, &[]).subclassable();

/// `a op b`; `None` if the operands do not support it.
pub fn binary(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `-v`, `+v`, `~v`, by the special method's name.
pub fn unary(_m: &mut Machine, _method: Name, _v: Value) -> R<Option<Value>> {
    Ok(None)
}

/// Which of two numbers is larger; `None` if one is not a number.
pub fn order(m: &Machine, a: Value, b: Value) -> Option<core::cmp::Ordering> {
    m.as_float(a)?.partial_cmp(&m.as_float(b)?)
}

/// `hash(v)`: equal to that of an equal int.
pub fn hash(_m: &mut Machine, _v: Value, f: f64) -> i64 {
    f as i64
}
