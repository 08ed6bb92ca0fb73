//! The serial line to the interface chip, and by it to USB.

use crate::registers::{Signal, UART};
use crate::{clock, gpio};
use core::sync::atomic::AtomicU8;
use pyrite_core::board::{PinMode, Pull};
use pyrite_port::Input;

/// Two windows of raw-paste mode, and the rest of a line.
const ROOM: usize = if cfg!(feature = "nrf52833") {
    1024
} else {
    128
};

static BYTES: [AtomicU8; ROOM] = [const { AtomicU8::new(0) }; ROOM];
pub static INPUT: Input = Input::new(&BYTES);

/// Register values (nRF51 section 29.10).
const ON: u32 = 4;
const BAUD_115200: u32 = 0x01d7_e000;
const RECEIVED: u32 = 1 << 2;
const FAILED: u32 = 1 << 9;

/// Switches it on: the pins that it sends and receives on.
pub fn start((sends_on, receives_on): (u8, u8)) {
    gpio::write(sends_on, true);
    gpio::set_mode(sends_on, PinMode::Output);
    gpio::set_mode(receives_on, PinMode::Input(Pull::Up));
    UART.sends_on().write(sends_on.into());
    UART.receives_on().write(receives_on.into());
    UART.baud().write(BAUD_115200);
    UART.enable().write(ON);
    UART.start_sending().go();
    UART.start_receiving().go();
    UART.interrupts().write(RECEIVED | FAILED);
}

pub fn send(bytes: &[u8]) {
    for byte in bytes {
        UART.output().write((*byte).into());
        // A byte takes 87 microseconds.
        while !UART.sent().take() {}
    }
}

/// The line's interrupt.
pub fn interrupted() {
    if UART.failed().take() {
        UART.reasons().write(UART.reasons().read());
    }
    while UART.received().take() {
        INPUT.push(UART.input().read() as u8);
    }
    clock::wake();
}
