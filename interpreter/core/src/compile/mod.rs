//! Tree to bytecode.

use crate::machine::{Machine, Piece};
use crate::native::R;
use crate::value::Value;

/// Where source text comes from.
#[derive(Clone, Copy)]
pub enum Source<'s> {
    /// Bytes outside of the heap.
    Text(&'s [u8]),
    /// A str or bytes.
    Str(Value),
}

/// What is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    File,
    Eval,
    Single,
}

impl Machine<'_> {
    /// Compiles source to a code object.
    pub fn compile(&mut self, _source: Source, _filename: Value, _mode: Mode) -> R {
        Err(self.error(
            crate::types::SYNTAX_ERROR,
            &[Piece::S("the compiler is not there yet")],
        ))
    }
}
