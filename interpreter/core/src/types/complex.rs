//! `complex`.

use crate::machine::Machine;
use crate::names::Name;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::ops::CompareOp;
use crate::types;
use crate::value::Value;

pub static COMPLEX: Space = Space::class(n::complex, types::OBJECT, &[]).subclassable();

/// `a op b`; `None` if the operands do not support it.
pub fn binary(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `-v`, `+v`, `~v`, by the special method's name.
pub fn unary(_m: &mut Machine, _method: Name, _v: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(_m: &mut Machine, _op: CompareOp, _a: Value, _b: Value) -> R<Option<bool>> {
    Ok(None)
}

/// Real and imaginary part of a complex object.
pub fn parts(_m: &Machine, _v: Value) -> (f64, f64) {
    (0.0, 0.0)
}

/// `hash(v)`.
pub fn hash(_m: &Machine, _v: Value) -> i64 {
    0
}
