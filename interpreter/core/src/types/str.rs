//! `str`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::types;
use crate::value::Value;

pub static STR: Space = Space::class(n::str, types::OBJECT, &[]).subclassable();

/// `a op b`; `None` if the operands do not support it.
pub fn binary(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `text % values`.
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

/// Number of characters.
pub fn char_count(m: &Machine, v: Value) -> usize {
    m.str_bytes(v).map_or(0, crate::utf8::count)
}
