//! Flashing protocols without I/O. A [`Machine`] is polled with what happened (bytes came, time passed, the device is
//! gone) and answers what to do next; the page does it with WebUSB and Web Serial, the command line with native drivers,
//! tests with models. Knows no clock, no device handle and no thread.
#![forbid(unsafe_code)]

mod dap;
mod failure;
mod machine;
mod page;
mod progress;

pub mod dfuse;
pub mod microbit;
pub mod repl;

pub use dap::Link;
pub use failure::Failure;
pub use machine::{Action, Event, Kind, Machine, Pipe, Recipient, Setup, Traffic};
pub use progress::{Estimate, Progress, Stage};
