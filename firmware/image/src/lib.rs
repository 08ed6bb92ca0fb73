//! Images for boards: a board's firmware and a user's project in one file, and the project out of such a file again.
//!
//! Formats are rooms that know no board (`hex`, `dfuse`, `esp`, `bin`); so are file systems (`files`); `boards` is the table of boards. No
//! input or output here, nothing that knows a page, a server or a cable: bytes in, bytes out, also in WebAssembly. What is read may be
//! hostile: it is taken whole or refused with an [`Error`] that says what to do.
#![forbid(unsafe_code)]

pub mod bin;
pub mod boards;
pub mod dfuse;
mod error;
pub mod esp;
pub mod files;
pub mod foreign;
pub mod hex;
mod image;
mod memory;
pub mod project;
#[cfg(test)]
mod tests;

pub use boards::{BOARDS, Board};
pub use error::Error;
pub use image::{Opened, Stamp, assemble, build, firmware, open, write};
pub use memory::Memory;
pub use project::Project;
