//! What drivers for an ESP32-C3 decide: which pins there are, how pulses are shared out among timers, which line is answered. No
//! register is touched here, so all of it is tested on a computer; the board's crate does what is decided, through esp-hal.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

mod description;
mod lines;
pub mod pins;
mod pulses;
mod reset;

pub use description::Description;
pub use lines::{Line, Speaker};
pub use pulses::{Pulse, Timers};
pub use reset::started_by;
