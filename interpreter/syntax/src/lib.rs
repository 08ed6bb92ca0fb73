//! Python source text to tokens to a tree. Knows the grammar of Python 3.12 and nothing else: no values, no machine.
//!
//! The caller owns all memory: a [`Store`] lends the source bytes and a stack of words. [`Parser`] reads one statement
//! at a time into it, [`Tree`] reads the nodes back by value, and [`literal`] tells what strings and numbers say.
#![no_std]
#![forbid(unsafe_code)]

pub mod complete;
pub mod error;
mod lexer;
pub mod literal;
mod parser;
pub mod store;
mod token;
pub mod tree;

pub use error::{ErrorClass, Message, SyntaxError};
pub use parser::{DEFAULT_DEPTH_LIMIT, Mode, Parser};
pub use store::{Full, SliceStore, Store};
pub use tree::{Node, NodeList, Text, Tree};
