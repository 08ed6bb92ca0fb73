//! `slice`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::CompareOp;
use crate::types;
use crate::value::Value;

pub static SLICE: Space = Space::class(n::slice, types::OBJECT, &[]);

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(_m: &mut Machine, _op: CompareOp, _a: Value, _b: Value) -> R<Option<bool>> {
    Ok(None)
}
