//! `memoryview`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::Space;
use crate::types;
use crate::value::Value;

pub static MEMORYVIEW: Space = Space::class(n::memoryview, types::OBJECT, &[]);

/// The bytes a contiguous view shows.
pub fn bytes<'m>(_m: &'m Machine, _v: Value) -> Option<&'m [u8]> {
    None
}
