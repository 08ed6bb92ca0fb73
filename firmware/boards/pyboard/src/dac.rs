//! Voltages out, at the two pins X5 and X6 (RM0090, section 14).

use crate::pulses;
use crate::registers::{CLOCKS, VOLTAGES};
use pyrite_core::board::{Answer, Fault, Pin, Wave};

/// The pins of the two converters.
const PINS: [u8; 2] = [4, 5];

/// The timers that give the two converters' waves their pace, and how a converter calls them.
const TIMERS: [(u8, u32); 2] = [(6, 0), (7, 2)];

/// Bits of a converter's settings; the second's are 16 further up.
const ON: u32 = 1;
const PACED: u32 = 1 << 2;
const BY: u32 = 3;
const NOISE: u32 = 1 << 6;
const TRIANGLE: u32 = 2 << 6;
/// All twelve bits.
const WHOLE: u32 = 11 << 8;

/// Which converter drives a pin.
pub fn of(pin: Pin) -> Option<usize> {
    PINS.iter().position(|with| *with == pin.0)
}

fn set(i: usize, bits: u32) {
    CLOCKS.slow().set(1 << 29);
    let shift = 16 * i;
    // A wave begins anew.
    VOLTAGES.control().change(0xffff << shift, 0);
    VOLTAGES.control().set(bits << shift);
}

pub fn write(pin: Pin, level: u16) -> Answer {
    let i = of(pin).ok_or(Fault::Absent)?;
    set(i, ON);
    put(i, level >> 4);
    Ok(())
}

fn put(i: usize, level: u16) {
    let levels = [VOLTAGES.levels(), VOLTAGES.levels2()];
    levels[i & 1].write(level.into());
}

/// Noise and triangles; levels of a program's own would need a part that reads memory.
pub fn wave(pin: Pin, wave: Wave) -> Answer {
    let i = of(pin).ok_or(Fault::Absent)?;
    let (kind, rate) = match wave {
        Wave::Noise { rate } => (NOISE, rate),
        // The converter takes two steps for one of a triangle that has 2048.
        Wave::Triangle { rate } => (TRIANGLE, rate.saturating_mul(2)),
        Wave::Levels { .. } => return Err(Fault::Absent),
    };
    let (timer, name) = TIMERS[i & 1];
    put(i, 0);
    set(i, ON | PACED | name << BY | kind | WHOLE);
    pulses::pace(timer, rate);
    Ok(())
}
