//! `set` and `frozenset`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::ops::CompareOp;
use crate::types;
use crate::value::Value;

pub static SET: Space = Space::class(n::set, types::OBJECT, &[]).subclassable();
pub static FROZENSET: Space = Space::class(n::frozenset, types::OBJECT, &[]).subclassable();

/// `a op b`; `None` if the operands do not support it.
pub fn binary(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `a op= b` in place; `None` if there is no in-place form.
pub fn in_place(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(_m: &mut Machine, _op: CompareOp, _a: Value, _b: Value) -> R<Option<bool>> {
    Ok(None)
}

/// `hash(v)`.
pub fn hash(_m: &mut Machine, _v: Value) -> R<i64> {
    Ok(0)
}

/// What is looked up for `item in container`: a set stands for the frozenset of its items when looked for in a set.
pub fn as_key(_m: &mut Machine, item: Value, _container: Value) -> R {
    Ok(item)
}
