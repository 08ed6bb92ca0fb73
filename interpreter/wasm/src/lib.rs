//! The interpreter in the browser's worker: a machine, its prompt, files and terminal, driven in short turns so that
//! messages come in between. What the browser offers stands behind the trait `Page`; only `worker` knows JavaScript.

#![deny(unsafe_code)]

mod api;
mod board;
mod console;
mod driver;
mod files;
mod home;
mod host;
mod page;
#[cfg(target_arch = "wasm32")]
mod worker;

pub use board::{Given, Kind, News, PinNews};
pub use driver::{Interpreter, Wake};
pub use page::{Doing, Page};
pub use pyrite_session::{Frame, Report};
