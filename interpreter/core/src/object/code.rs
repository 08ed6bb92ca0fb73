//! A code object: one block of words that holds its facts, its constants and its bytecode, position-independent.

use crate::memory::Heap;
use crate::value::{Ref, Value, WORD};

/// Word 1: registers | positional parameters << 8 | of these positional-only << 16 | keyword-only << 24.
pub const SHAPE: usize = 1;
/// Word 2: flags | constants << 16.
pub const FLAGS: usize = 2;
/// Word 3: bytes of bytecode.
pub const LENGTH: usize = 3;
/// Word 4: line of the `def`.
pub const FIRST_LINE: usize = 4;
/// Word 5: inline caches the code wants.
pub const CACHES: usize = 5;
/// The `Cache` object; None until the code has run, unbound if it wants none.
pub const CACHE: usize = 6;
pub const NAME: usize = 7;
pub const QUALNAME: usize = 8;
pub const FILENAME: usize = 9;
/// Tuple of names: parameters in order (positional, keyword-only, `*args`, `**kwargs`), then the other locals.
/// Local `i` lives in register `2 + i`.
pub const VARNAMES: usize = 10;
/// Bytes: line table, see `lines`.
pub const LINES: usize = 11;
/// Bytes: handler table, entries of `HANDLER_SIZE`.
pub const HANDLERS: usize = 12;
/// Tuple: names of the free variables. Own cells are locals whose register holds a cell.
pub const CELLS: usize = 13;
/// The docstring, or unbound.
pub const DOC: usize = 14;
pub const FIRST_VALUE: usize = CACHE;
pub const FIRST_CONSTANT: usize = 15;

/// Bytes of a handler entry: start, end, target as 24-bit offsets, the register that gets the exception.
pub const HANDLER_SIZE: usize = 10;

/// Flags of a code object.
pub mod flags {
    pub const VARARGS: u32 = 1;
    pub const VARKEYWORDS: u32 = 2;
    pub const GENERATOR: u32 = 4;
    pub const COROUTINE: u32 = 8;
    pub const ASYNC_GENERATOR: u32 = 16;
    /// A class body or module: names are looked up in a namespace dict held by register 2.
    pub const NAMESPACE: u32 = 32;
    /// A module body: its names are the globals.
    pub const MODULE: u32 = 128;
    /// Has passed the verifier.
    pub const VERIFIED: u32 = 64;
    /// Iterable coroutine and the like use more later.
    pub const ANY_GENERATOR: u32 = GENERATOR | COROUTINE | ASYNC_GENERATOR;
}

pub fn registers(heap: &Heap, code: Ref) -> usize {
    (heap.word(code, SHAPE) & 0xff) as usize
}

pub fn positional(heap: &Heap, code: Ref) -> usize {
    ((heap.word(code, SHAPE) >> 8) & 0xff) as usize
}

pub fn positional_only(heap: &Heap, code: Ref) -> usize {
    ((heap.word(code, SHAPE) >> 16) & 0xff) as usize
}

pub fn keyword_only(heap: &Heap, code: Ref) -> usize {
    ((heap.word(code, SHAPE) >> 24) & 0xff) as usize
}

pub fn flags(heap: &Heap, code: Ref) -> u32 {
    (heap.word(code, FLAGS) & 0xffff) as u32
}

pub fn constants(heap: &Heap, code: Ref) -> usize {
    ((heap.word(code, FLAGS) >> 16) & 0xffff) as usize
}

pub fn length(heap: &Heap, code: Ref) -> usize {
    heap.word(code, LENGTH) as usize
}

/// Byte offset in the arena of the code's first instruction.
pub fn start(heap: &Heap, code: Ref) -> usize {
    (code.0 as usize + FIRST_CONSTANT + constants(heap, code)) * WORD
}

pub fn bytecode<'h>(heap: &'h Heap, code: Ref) -> &'h [u8] {
    heap.bytes(
        code,
        FIRST_CONSTANT + constants(heap, code),
        length(heap, code),
    )
}

pub fn constant(heap: &Heap, code: Ref, i: usize) -> Value {
    heap.value(code, FIRST_CONSTANT + i)
}

/// Line of the instruction at `offset`. The table is pairs of (offset step, line step): the first a byte 0-254 (255: 255
/// more and no line), the second a signed byte (-128: a 4-byte signed step follows).
pub fn line(heap: &Heap, code: Ref, offset: usize) -> u32 {
    let mut line = heap.word(code, FIRST_LINE) as i64;
    let Some(table) = heap.value(code, LINES).as_ref() else {
        return line as u32;
    };
    let bytes = heap.bytes(table, 1, heap.header(table).n());
    let (mut at, mut i) = (0usize, 0);
    while i + 1 < bytes.len() {
        let step = usize::from(bytes[i]);
        if at + step > offset {
            break;
        }
        at += step;
        if step == 255 {
            i += 1;
            continue;
        }
        match bytes[i + 1] as i8 {
            -128 => {
                let wide = bytes
                    .get(i + 2..i + 6)
                    .and_then(|b| b.try_into().ok())
                    .map_or(0, i32::from_le_bytes);
                line += i64::from(wide);
                i += 6;
            }
            small => {
                line += i64::from(small);
                i += 2;
            }
        }
    }
    line as u32
}

/// The handler for an exception at `offset`: (target, register). Entries stand innermost first.
pub fn handler(heap: &Heap, code: Ref, offset: usize) -> Option<(usize, u8)> {
    let table = heap.value(code, HANDLERS).as_ref()?;
    let bytes = heap.bytes(table, 1, heap.header(table).n());
    let place = |b: &[u8]| usize::from(b[0]) | usize::from(b[1]) << 8 | usize::from(b[2]) << 16;
    bytes
        .chunks_exact(HANDLER_SIZE)
        .find(|e| place(&e[0..3]) <= offset && offset < place(&e[3..6]))
        .map(|e| (place(&e[6..9]), e[9]))
}
