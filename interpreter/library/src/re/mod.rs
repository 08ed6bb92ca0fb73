//! The regular-expression engine: pattern text to tree to program, and programs run on texts. It knows neither heap nor values:
//! what it works in are words that the caller lends.
//!
//! [`compile`] writes a program, [`Matcher`] runs it, [`template`] reads what `sub` puts in a match's place.

mod assertion;
mod attempt;
mod case;
mod class;
mod compile;
mod error;
mod escape;
mod first;
mod matcher;
mod parse;
mod parse_group;
mod parse_set;
mod program;
mod repeat;
mod scratch;
mod search;
mod stack;
pub mod template;
mod text;
mod tree;

#[cfg(test)]
mod tests;

pub use compile::compile;
pub use error::{Error, ErrorKind, Failure, Full};
pub use matcher::{Matcher, Mode, NONE, Outcome};
pub use program::{Names, Program, flag};
