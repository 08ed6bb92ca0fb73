//! The instruction set, where compiling and running meet.

pub mod opcode;

pub use opcode::{Intrinsic, Op, Operand};
