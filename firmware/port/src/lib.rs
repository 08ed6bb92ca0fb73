//! What every board does: boot, `boot.py` and `main.py`, the prompt on a serial line, soft reset, files. A board's crate
//! gives the parts (`Home`) and calls `run`. Knows no chip, and needs no memory but what it is given.
#![no_std]
#![deny(unsafe_code)]

#[cfg(test)]
extern crate std;

mod boot;
mod chip;
pub mod fat;
pub mod fault;
#[cfg(test)]
mod image_tests;
mod input;
pub mod journal;
mod line;
pub mod littlefs;
mod output;
mod path;
mod prompt;
mod ram;
pub mod soft;
#[cfg(test)]
mod testing;
pub mod usb;
mod world;

pub use boot::{Home, run};
pub use chip::{Chip, Disk, Drive, SECTOR, Storage};
pub use input::Input;
pub use output::Output;
pub use pyrite_core::value::Word;
pub use ram::RamDisk;
