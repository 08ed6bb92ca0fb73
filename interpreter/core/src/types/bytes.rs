//! `bytes`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::ops::CompareOp;
use crate::types;
use crate::value::Value;

pub static BYTES: Space = Space::class(n::bytes, types::OBJECT, &[]).subclassable();

/// `a op b`; `None` if the operands do not support it.
pub fn binary(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `bytes % values`.
pub fn percent(_m: &mut Machine, text: Value, _values: Value) -> R {
    Ok(text)
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

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(_m: &mut Machine, _op: CompareOp, _a: Value, _b: Value) -> R<Option<bool>> {
    Ok(None)
}
