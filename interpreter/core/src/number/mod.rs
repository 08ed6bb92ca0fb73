//! Arithmetic that knows no heap and no values: natural numbers on slices, floats as text, format specs.

pub mod natural;
