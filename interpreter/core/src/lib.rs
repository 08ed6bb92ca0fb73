//! The language: values, heap, code objects, compiler, machine, builtin types and functions.
//! Knows no board, no file system and no clock: it asks a `Host`.
#![no_std]
#![deny(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod number;
