//! Python source text to tokens to a tree. Knows the grammar of Python 3.12 and nothing else: no values, no machine.
#![no_std]
#![forbid(unsafe_code)]

pub mod store;
pub mod tree;

pub use store::{Full, SliceStore, Store};
pub use tree::{Node, NodeList, Text, Tree};
