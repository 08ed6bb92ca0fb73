//! The chips of the micro:bits. nRF51822 and nRF52833 have the same registers at the same addresses for nearly everything a
//! micro:bit needs, so the drivers are written once; a board's crate is its pins (`Facts`) and its memory map.
#![no_std]
#![deny(unsafe_code)]

#[cfg(test)]
extern crate std;

mod analog;
mod board;
mod buttons;
mod clock;
mod flash;
mod gpio;
mod i2c;
mod interrupts;
mod matrix;
mod memory;
mod motion;
mod pins;
#[cfg(feature = "nrf52833")]
mod pulses;
mod radio;
mod registers;
mod scan;
mod sense;
mod serial;
mod start;

pub use board::Facts;
pub use flash::Flash;
pub use memory::fail;
pub use scan::Display;
pub use start::{Start, start};

use board::MicroBit;
use memory::{take, take_fault};
use pyrite_port::Chip;
use serial::INPUT;

/// No pin of the chip.
pub const NONE: u8 = 0xff;

/// The chip's number for a pin: port and number in it.
pub const fn pin(port: u8, number: u8) -> u8 {
    port << 5 | number
}

/// What the port asks of a chip.
pub struct Nrf;

impl Nrf {
    /// Starts the clock and the serial line.
    pub fn start(facts: &'static Facts) -> Nrf {
        #[cfg(all(feature = "nrf52833", not(feature = "qemu")))]
        flash::settle_pins();
        clock::start();
        serial::start(facts.serial);
        interrupts::enable(&[interrupts::Line::Uart, interrupts::Line::Clock]);
        Nrf
    }
}

impl Chip for Nrf {
    fn write(&mut self, bytes: &[u8]) {
        serial::send(bytes);
    }

    fn micros(&mut self) -> u64 {
        clock::micros()
    }

    fn idle(&mut self, until: u64) {
        clock::idle(until);
    }

    fn seed(&mut self) -> u64 {
        sense::random()
    }
}
