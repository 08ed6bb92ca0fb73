//! Models of the devices at the other end of a flashing protocol, byte for byte, with faults to switch on, and a driver
//! that lets a machine and a model talk. For tests: natively, and behind `navigator.usb` in the page's.
#![forbid(unsafe_code)]

pub mod board;
mod calls;
pub mod chip;
pub mod daplink;
pub mod dfuse;
mod drive;
mod faults;
mod intel_hex;
mod random;
mod thumb;

pub use drive::{Device, Driver, Ended};
pub use faults::{Faults, Mishap};
pub use random::Random;
