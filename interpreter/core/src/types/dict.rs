//! `dict` and its views.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::ops::CompareOp;
use crate::types;
use crate::value::Value;

pub static DICT: Space = Space::class(n::dict, types::OBJECT, &[]).subclassable();
pub static DICT_KEYS: Space = Space::class(n::dict_keys, types::OBJECT, &[]);
pub static DICT_VALUES: Space = Space::class(n::dict_values, types::OBJECT, &[]);
pub static DICT_ITEMS: Space = Space::class(n::dict_items, types::OBJECT, &[]);

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

/// `dict.update(v)`: the items of a mapping, or pairs of an iterable.
pub fn update(m: &mut Machine, dict: Value, v: Value) -> R<()> {
    let (Some(to), Some(from)) = (dict.as_ref(), v.as_ref()) else {
        return Ok(());
    };
    let mut at = 0;
    while let Some((k, x)) = m.table_next(from, &mut at) {
        m.dict_set(to, k, x)?;
    }
    Ok(())
}
