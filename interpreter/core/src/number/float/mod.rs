//! Doubles as Python shows, reads and rounds them. Knows bits and text, no objects.

mod arithmetic;
mod decimal;
mod layout;
mod parse;
#[cfg(any(test, feature = "small-tables"))]
mod read;
mod shortest;

pub use arithmetic::{
    divmod, floor_divide, hex, modulo, remainder, round_even, round_places, split,
};
pub use layout::{Layout, Style};
pub use parse::{HexError, from_hex, parse, strip};
#[cfg(feature = "small-tables")]
pub use read::read;
pub use shortest::{REPR_LIMIT, repr, repr_part};

#[cfg(test)]
mod tests;
