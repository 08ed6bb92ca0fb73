//! The instruction set, where compiling and running meet.

pub mod disassemble;
pub mod file;
pub mod opcode;
pub mod verify;

pub use opcode::{Intrinsic, Op, Operand};
