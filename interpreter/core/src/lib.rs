//! The language: values, heap, code objects, compiler, machine, builtin types and functions.
//! Knows no board, no file system and no clock: it asks a `Host`.
#![no_std]
#![deny(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod board;
pub mod code;
pub mod compile;
pub mod files;
pub mod host;
pub mod machine;
pub mod memory;
pub mod names;
pub mod native;
pub mod number;
pub mod object;
pub mod ops;
pub mod types;
pub mod utf8;
pub mod value;

pub use names::{Name, n};
pub use native::{
    Args, Item, Member, Native, NativeFn, R, Raised, Space, class_method, does, function, method,
    property, told,
};
pub use value::{Ref, TypeId, Value};
