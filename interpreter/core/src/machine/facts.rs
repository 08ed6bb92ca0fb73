//! What the loop reads of functions and code objects, in as few reads as it takes.

use super::frame;
use crate::memory::{Header, HeapView, Kind};
use crate::object::code;
use crate::value::{Ref, Value, WORD};

/// What the loop wants to know of the code of a function.
pub(super) struct Facts {
    pub code: Ref,
    /// Byte offset of its first instruction in the arena.
    pub start: usize,
    pub registers: usize,
    /// Its inline caches; `Ref(0)` before it has run.
    pub caches: Ref,
}

#[inline(always)]
pub(super) fn facts_of(heap: HeapView, function: Ref) -> Facts {
    let mut code = heap.link(function, frame::CODE);
    let mut words = heap.few::<{ code::CACHE + 1 }>(code);
    if !Header(words.get::<0>()).is(Kind::Code) {
        code = Value::link(words.get::<1>());
        words = heap.few(code);
    }
    let constants = words.get::<{ code::FLAGS }>() as usize >> 16 & 0xffff;
    Facts {
        code,
        start: (code.0 as usize + code::FIRST_CONSTANT + constants) * WORD,
        registers: words.get::<{ code::SHAPE }>() as usize & 0xff,
        caches: Value::link(words.get::<{ code::CACHE }>()),
    }
}

#[inline(always)]
pub(super) fn code_registers(heap: HeapView, code: Ref) -> usize {
    (heap.word(code, code::SHAPE) & 0xff) as usize
}

/// Entry `i` of the inline caches of a code object, which has some: a reference whose words 0 and 1 it is.
#[inline(always)]
pub(super) fn cache_at(caches: Ref, i: u16) -> Ref {
    Ref(caches.0 + 1 + 2 * u32::from(i))
}

/// The cell of free variable `i` of the function in register 0.
#[inline(always)]
pub(super) fn free_cell(heap: HeapView, function: Value, i: u8) -> Ref {
    heap.link(Value::link(function.word()), frame::CELLS + usize::from(i))
}
