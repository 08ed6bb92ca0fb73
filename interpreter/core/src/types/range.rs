//! `range`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::CompareOp;
use crate::types;
use crate::value::Value;

pub static RANGE: Space = Space::class(n::range, types::OBJECT, &[]);

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(_m: &mut Machine, _op: CompareOp, _a: Value, _b: Value) -> R<Option<bool>> {
    Ok(None)
}

/// `v[i]`.
pub fn get_item(m: &mut Machine, v: Value, _i: Value) -> R {
    Err(m.type_error(&[
        crate::machine::Piece::S("'"),
        crate::machine::Piece::T(v),
        crate::machine::Piece::S("' object is not subscriptable"),
    ]))
}

/// `item in v`.
pub fn contains(_m: &mut Machine, _v: Value, _item: Value) -> R<bool> {
    Ok(false)
}

/// `hash(v)`.
pub fn hash(_m: &mut Machine, _v: Value) -> R<i64> {
    Ok(0)
}

/// Number of items.
pub fn len(_m: &mut Machine, _v: Value) -> R<usize> {
    Ok(0)
}

/// Whether it has items.
pub fn truth(_m: &Machine, _v: Value) -> bool {
    true
}
