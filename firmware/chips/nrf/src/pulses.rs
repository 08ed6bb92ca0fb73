//! Pulses: `write_analog` and tones. The nRF52833 has four units for them: the first makes tones, each of the others serves a
//! pin. The nRF51 has none.

use crate::registers::{PULSES, Pulses, Signal};
use crate::{NONE, gpio};
use core::sync::atomic::{AtomicU16, Ordering};
use pyrite_core::board::{Answer, Fault, PinMode};

/// How long each unit's pulses are high, for the unit to read.
static WIDTHS: [AtomicU16; 4] = [const { AtomicU16::new(0) }; 4];
/// A pulse begins high.
const HIGH_FIRST: u16 = 1 << 15;
/// The unit counts up to that.
const MOST: u64 = 32_767;

/// Pins of no unit.
const NOWHERE: u32 = u32::MAX;

pub struct Units {
    /// The pins that units 1 to 3 serve, by the chip's numbers.
    pins: [u8; 3],
}

fn stop(unit: Pulses) {
    unit.stop().go();
    unit.enable().write(0);
    for i in 0..4 {
        unit.pins(i).write(NOWHERE);
    }
}

/// Has a unit make pulses, times in nanoseconds.
fn begin(number: usize, pins: [u8; 2], width: u64, period: u64) -> Answer {
    let (Some(unit), Some(memory)) = (PULSES.get(number), WIDTHS.get(number)) else {
        return Err(Fault::Busy);
    };
    // Steps of 62.5 ns, or of two, four ... 128 times that.
    let steps = |time: u64, prescaler: u32| (time * 2 / 125) >> prescaler;
    let prescaler = (0..8).find(|prescaler| steps(period, *prescaler) <= MOST);
    let prescaler = prescaler.ok_or(Fault::Range)?;
    let top = steps(period, prescaler).max(3);
    let width = steps(width, prescaler).min(top);
    unit.enable().write(0);
    for (i, pin) in pins.into_iter().enumerate() {
        let pin = if pin == NONE {
            NOWHERE
        } else {
            gpio::write(pin, false);
            gpio::set_mode(pin, PinMode::Output);
            pin.into()
        };
        unit.pins(i as u8).write(pin);
    }
    memory.store(width as u16 | HIGH_FIRST, Ordering::Relaxed);
    unit.enable().write(1);
    unit.mode().write(0);
    unit.prescaler().write(prescaler);
    unit.top().write(top as u32);
    unit.decoder().write(0);
    unit.repeat().write(0);
    unit.sequence().point(memory);
    unit.count().write(1);
    unit.refresh().write(0);
    unit.delay().write(0);
    unit.begin().go();
    Ok(())
}

impl Units {
    pub const fn new() -> Units {
        Units { pins: [NONE; 3] }
    }

    /// Pulses at a pin of the chip, times in nanoseconds.
    pub fn set(&mut self, pin: u8, width: u32, period: u32) -> Answer {
        let at = self.pins.iter().position(|used| *used == pin);
        let at = at.or_else(|| self.pins.iter().position(|used| *used == NONE));
        let at = at.ok_or(Fault::Busy)?;
        begin(at + 1, [pin, NONE], width.into(), period.into())?;
        if let Some(used) = self.pins.get_mut(at) {
            *used = pin;
        }
        Ok(())
    }

    /// The pin is used otherwise.
    pub fn free(&mut self, pin: u8) {
        for (used, unit) in self.pins.iter_mut().zip(PULSES.iter().skip(1)) {
            if *used == pin {
                stop(*unit);
                *used = NONE;
            }
        }
    }

    /// A tone on two pins of the chip.
    pub fn tone(&mut self, frequency: u32, loudness: u8, pins: [u8; 2]) -> Answer {
        if frequency == 0 || loudness == 0 {
            stop(PULSES[0]);
            return Ok(());
        }
        let period = 1_000_000_000 / u64::from(frequency);
        // Half of the time is loudest.
        let width = period * u64::from(loudness) / 510;
        begin(0, pins, width, period)
    }
}
