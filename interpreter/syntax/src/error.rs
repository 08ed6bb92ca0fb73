//! What can be wrong with a program, where, and in CPython's words.

mod message;

pub use message::{Block, Construct, Message};

use crate::store::Store;
use crate::tree::Tree;

/// The Python exception that an error is raised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ErrorClass {
    SyntaxError,
    IndentationError,
    TabError,
    /// The program is nested deeper than the parser was told to go.
    RecursionError,
    /// The tree does not fit into the store.
    MemoryError,
}

impl ErrorClass {
    /// Name of the exception type.
    pub fn name(self) -> &'static str {
        match self {
            ErrorClass::SyntaxError => "SyntaxError",
            ErrorClass::IndentationError => "IndentationError",
            ErrorClass::TabError => "TabError",
            ErrorClass::RecursionError => "RecursionError",
            ErrorClass::MemoryError => "MemoryError",
        }
    }
}

/// A message and the stretch of source it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) message: Message,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// An error in a program. Lines and columns count from 1, columns in characters, as in CPython's `SyntaxError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong; its `Display` is the text of the exception.
    pub message: Message,
    /// Line of the first character; 0 in an empty source text where something has to be, and nowhere else.
    pub line: u32,
    /// Column of the first character (`offset` in Python); 0 where the program ends too early, or a block that has not begun.
    pub column: u32,
    /// Line of the character after the last.
    pub end_line: u32,
    /// Column after the last character (`end_offset` in Python).
    pub end_column: u32,
    /// Offset of the first byte in the source.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl SyntaxError {
    pub(crate) fn locate<S: Store>(fault: Fault, store: &S) -> Self {
        let Fault {
            message,
            start,
            end,
        } = fault;
        let line = line_at(store, start);
        SyntaxError {
            message,
            line,
            column: store.column(start) + 1,
            end_line: line + newlines(store, start, end),
            end_column: store.column(end) + 1,
            start,
            end,
        }
    }

    /// The Python exception to raise.
    pub fn class(&self) -> ErrorClass {
        self.message.class()
    }
}

impl core::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "{}: {} (line {}, column {})",
            self.class().name(),
            self.message,
            self.line,
            self.column
        )
    }
}

/// Line of a source offset, from 1.
pub fn line_at<S: Store + ?Sized>(store: &S, offset: u32) -> u32 {
    1 + newlines(store, 0, offset)
}

fn newlines<S: Store + ?Sized>(store: &S, from: u32, to: u32) -> u32 {
    let mut count = 0;
    let mut at = from;
    while at < to {
        match store.byte(at) {
            b'\n' => count += 1,
            b'\r' if store.byte(at + 1) != b'\n' => count += 1,
            _ => {}
        }
        at += 1;
    }
    count
}
