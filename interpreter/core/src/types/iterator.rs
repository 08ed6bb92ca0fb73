//! Iterators that builtin functions and types give.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::types;
use crate::value::Value;

pub static ENUMERATE: Space = Space::class(n::enumerate, types::OBJECT, &[]);
pub static ZIP: Space = Space::class(n::zip, types::OBJECT, &[]);
pub static MAP: Space = Space::class(n::map, types::OBJECT, &[]);
pub static FILTER: Space = Space::class(n::filter, types::OBJECT, &[]);
pub static REVERSED: Space = Space::class(n::reversed, types::OBJECT, &[]);
pub static SEQUENCE_ITERATOR: Space = Space::class(n::iterator, types::OBJECT, &[]);
pub static CALL_ITERATOR: Space = Space::class(n::callable_iterator, types::OBJECT, &[]);
pub static TABLE_ITERATOR: Space = Space::class(n::iterator, types::OBJECT, &[]);

/// An iterator over a builtin container, or over anything with `__getitem__`.
pub fn over(m: &mut Machine, v: Value) -> R {
    m.new_record(types::SEQUENCE_ITERATOR, &[v, Value::small_wrapping(0)])
}

/// One step of an iterator of this room; `None` if `iterator` is not one of them.
pub fn step(_m: &mut Machine, _iterator: Value) -> Option<R<Option<Value>>> {
    None
}
