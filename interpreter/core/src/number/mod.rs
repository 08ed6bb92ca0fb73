//! Arithmetic that knows no heap and no values: natural numbers on slices, floats as text, format specs.

pub mod float;
pub mod hash;
pub mod natural;
pub mod sink;
