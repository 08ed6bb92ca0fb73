//! `bytearray`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::types;
use crate::value::Value;

pub static BYTEARRAY: Space = Space::class(n::bytearray, types::OBJECT, &[]).subclassable();

/// `a op= b` in place; `None` if there is no in-place form.
pub fn in_place(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `v[i] = x`; an `x` of UNBOUND deletes.
pub fn set_item(m: &mut Machine, v: Value, _i: Value, _x: Value) -> R<()> {
    Err(m.type_error(&[
        crate::machine::Piece::S("'"),
        crate::machine::Piece::T(v),
        crate::machine::Piece::S("' object does not support item assignment"),
    ]))
}
