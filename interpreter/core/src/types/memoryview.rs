//! `memoryview`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::{R, Space};
use crate::ops::CompareOp;
use crate::types;
use crate::value::{Ref, Value};

pub static MEMORYVIEW: Space = Space::class(n::memoryview, types::OBJECT, &[]);

/// The bytes a contiguous view shows.
pub fn bytes<'m>(_m: &'m Machine, _v: Value) -> Option<&'m [u8]> {
    None
}

/// The object, first byte and length of the bytes that a contiguous view shows.
pub fn contiguous(_m: &Machine, _v: Value) -> Option<(Value, usize, usize)> {
    None
}

pub fn is_view(m: &Machine, v: Value) -> bool {
    m.as_record(v, types::MEMORYVIEW).is_some()
}

/// A view's items as bytes.
pub fn to_bytes(m: &mut Machine, _v: Value) -> R {
    m.new_bytes(b"")
}

/// Whether a view that is not released shows this bytearray.
pub fn is_exported(_m: &Machine, _array: Ref) -> bool {
    false
}

/// `a op b`, one of them a view.
pub fn compare(_m: &mut Machine, _op: CompareOp, _a: Value, _b: Value) -> R<Option<bool>> {
    Ok(None)
}
