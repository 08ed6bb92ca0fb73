//! Arithmetic that knows no heap and no values: natural numbers on slices, floats as text, format specs.

pub mod complex;
pub mod decimal_digit;
pub mod float;
pub mod format_spec;
pub mod hash;
pub mod math;
pub mod natural;
pub mod padding;
pub mod percent;
pub mod random;
pub mod sink;
