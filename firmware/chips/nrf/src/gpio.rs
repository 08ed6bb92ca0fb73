//! Pins of the chip, by their numbers: what they are set to, and their levels.

use crate::registers::port;
use pyrite_core::board::{PinMode, Pull};

/// Bits of a pin's setting (nRF52833 section 6.9.2, PIN_CNF).
const DRIVES: u32 = 1;
const NO_INPUT: u32 = 1 << 1;
const PULL: u32 = 2;
/// Drives low, lets go instead of high.
const OPEN: u32 = 6 << 8;

/// A line of a bus: the part that has it drives it low or lets go, and it is pulled up.
pub fn set_line(pin: u8) {
    port(pin).setting(pin & 31).write(OPEN | 3 << PULL);
}

fn bit(pin: u8) -> u32 {
    1 << (pin & 31)
}

pub fn set_mode(pin: u8, mode: PinMode) {
    let pull = |pull| match pull {
        Pull::None => 0,
        Pull::Down => 1 << PULL,
        Pull::Up => 3 << PULL,
    };
    let bits = match mode {
        PinMode::Unused | PinMode::AnalogIn => NO_INPUT,
        PinMode::Input(resistor) => pull(resistor),
        PinMode::OpenDrain(resistor) => DRIVES | OPEN | pull(resistor),
        PinMode::Output | PinMode::Pwm | PinMode::AnalogOut | PinMode::Function => DRIVES,
    };
    port(pin).setting(pin & 31).write(bits);
}

pub fn write(pin: u8, high: bool) {
    let port = port(pin);
    if high { port.set() } else { port.clear() }.write(bit(pin));
}

/// Several pins, as bits of the two ports.
#[derive(Clone, Copy, Default)]
pub struct Several([u32; 2]);

impl Several {
    pub fn of(pins: &[u8]) -> Several {
        let mut several = Several::default();
        pins.iter().for_each(|pin| several.add(*pin));
        several
    }

    pub fn add(&mut self, pin: u8) {
        self.0[usize::from(pin >> 5 & 1)] |= bit(pin);
    }

    pub fn write(self, high: bool) {
        for (number, bits) in self.0.into_iter().enumerate() {
            let port = port((number as u8) << 5);
            if bits != 0 {
                if high { port.set() } else { port.clear() }.write(bits);
            }
        }
    }
}

pub fn read(pin: u8) -> bool {
    port(pin).level().read() & bit(pin) != 0
}
