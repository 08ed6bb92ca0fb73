//! Voltages at pins: the converter of either chip.

use crate::registers::{CONVERTER, Signal};
#[cfg(feature = "nrf52833")]
use core::sync::atomic::{AtomicU16, Ordering};
use pyrite_core::board::{Answer, Fault};

/// The converter's inputs by the chip's pins, from the first on (nRF51822 PS, section 2.2; nRF52833 PS, section 7.1).
const INPUTS: [u8; 8] = if cfg!(feature = "nrf52833") {
    [2, 3, 4, 5, 28, 29, 30, 31]
} else {
    [26, 27, 1, 2, 3, 4, 5, 6]
};

/// The input at a pin of the chip.
pub fn input(pin: u8) -> Answer<u32> {
    let at = INPUTS.iter().position(|known| *known == pin);
    at.map(|at| at as u32).ok_or(Fault::Absent)
}

#[cfg(feature = "nrf52833")]
static RESULT: AtomicU16 = AtomicU16::new(0);

/// From ground (0) to supply (65535).
#[cfg(feature = "nrf52833")]
pub fn read(pin: u8) -> Answer<u16> {
    /// A quarter of the voltage, against a quarter of the supply, after 10 microseconds (section 6.25.10).
    const SETTINGS: u32 = 2 << 8 | 1 << 12 | 2 << 16;
    const BITS_12: u32 = 2;
    let input = input(pin)?;
    CONVERTER.enable().write(1);
    CONVERTER.input().write(input + 1);
    CONVERTER.settings().write(SETTINGS);
    CONVERTER.resolution().write(BITS_12);
    CONVERTER.result().point(&RESULT);
    CONVERTER.count().write(1);
    CONVERTER.start().go();
    let mut done = CONVERTER.started().wait();
    CONVERTER.sample().go();
    done &= CONVERTER.ended().wait();
    CONVERTER.stop().go();
    done &= CONVERTER.stopped().wait();
    CONVERTER.enable().write(0);
    if !done {
        return Err(Fault::Timeout);
    }
    // A little below ground is below zero.
    let level = RESULT.load(Ordering::Relaxed) as i16;
    let level = level.clamp(0, 4095) as u16;
    Ok(level << 4 | level >> 8)
}

/// From ground (0) to supply (65535).
#[cfg(not(feature = "nrf52833"))]
pub fn read(pin: u8) -> Answer<u16> {
    /// 10 bits of a third of the voltage, against a third of the supply (section 31.4).
    const SETTINGS: u32 = 2 | 2 << 2 | 3 << 5;
    let input = input(pin)?;
    CONVERTER.enable().write(1);
    CONVERTER.settings().write(SETTINGS | 1 << (8 + input));
    CONVERTER.start().go();
    let done = CONVERTER.ended().wait();
    let level = CONVERTER.result().read() as u16 & 0x3ff;
    CONVERTER.stop().go();
    CONVERTER.enable().write(0);
    if done {
        Ok(level << 6 | level >> 4)
    } else {
        Err(Fault::Timeout)
    }
}
