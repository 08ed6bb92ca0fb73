//! The service: the page and what it asks for, over one port. `routes` is the table of everything that can be asked.

#![forbid(unsafe_code)]

mod error;
mod headers;
mod listen;
mod routes;
mod settings;

pub use error::{ServerError, StartError};
pub use listen::{Server, bind};
pub use routes::router;
pub use settings::{HELP, Settings};
