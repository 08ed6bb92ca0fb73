//! Layouts of the objects the machine itself works with: which word is what. Access only; behaviour is in `types` and `ops`.

pub mod class;
pub mod code;
pub mod exception;
pub mod generator;
pub mod shape;
