//! What chips with a Cortex-M share: registers by name, and memory by address for programs that ask for it.
#![no_std]
#![deny(unsafe_code)]

pub mod memory;
mod registers;

pub use registers::Register;
