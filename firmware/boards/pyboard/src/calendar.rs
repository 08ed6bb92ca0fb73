//! The clock that goes on while the board is off (RM0090, section 26): from its crystal, or from the chip's own oscillator where
//! there is none.

use crate::chip;
use crate::registers::{CALENDAR, CLOCKS, SUPPLY};
use pyrite_core::board::{Answer, Fault};
use pyrite_hardware::facts::calendar;

/// Bits of the register of clocks that a battery keeps (section 7.3.20).
const CRYSTAL_ON: u32 = 1 << 0;
const CRYSTAL_READY: u32 = 1 << 1;
const BY_CRYSTAL: u32 = 1 << 8;
const BY_OWN: u32 = 2 << 8;
const ON: u32 = 1 << 15;
/// Of the status of clocks (section 7.3.21): the chip's own oscillator.
const OWN_ON: u32 = 1 << 0;
const OWN_READY: u32 = 1 << 1;
/// Bits of the clock's status (section 26.6.4).
const IS_SET: u32 = 1 << 4;
const MAY_SET: u32 = 1 << 6;
const SET: u32 = 1 << 7;

/// Steps of a second, and ticks of a step; the chip's own oscillator runs at 32 kHz.
const STEPS: u32 = 256;
const CRYSTAL: u32 = 128;
const OWN: u32 = 125;

/// A crystal has begun to swing after so many milliseconds, or there is none.
const PATIENCE: u32 = 2000;

/// Gives the crystal time to begin to swing.
pub fn prepare() {
    CLOCKS.slow().set(1 << 28);
    // What a battery keeps may be written.
    SUPPLY.control().set(1 << 8);
    if !CLOCKS.backup().has(ON) {
        CLOCKS.backup().set(CRYSTAL_ON);
    }
}

/// Whether the clock runs; the first call may wait for the crystal.
fn runs() -> bool {
    // Under QEMU there is no such clock.
    if cfg!(feature = "qemu") {
        return false;
    }
    if CLOCKS.backup().has(ON) {
        // The chip's own oscillator does not go on over a reset.
        if CLOCKS.backup().has(BY_OWN) {
            CLOCKS.status().set(OWN_ON);
        }
        return true;
    }
    while !CLOCKS.backup().has(CRYSTAL_READY) && chip::millis() < PATIENCE {}
    let ticks = if CLOCKS.backup().has(CRYSTAL_READY) {
        CLOCKS.backup().set(BY_CRYSTAL | ON);
        CRYSTAL
    } else {
        CLOCKS.status().set(OWN_ON);
        CLOCKS.status().wait_for(OWN_READY);
        CLOCKS.backup().set(BY_OWN | ON);
        OWN
    };
    change(|| {
        CALENDAR.dividers().write(STEPS - 1);
        CALENDAR.dividers().write((ticks - 1) << 16 | (STEPS - 1));
    })
}

/// Has `write` change registers of the clock while it stands still.
fn change(write: impl FnOnce()) -> bool {
    // Section 26.3.5.
    CALENDAR.key().write(0xca);
    CALENDAR.key().write(0x53);
    CALENDAR.status().set(SET);
    let may = CALENDAR.status().wait_for(MAY_SET);
    if may {
        write();
    }
    CALENDAR.status().change(SET, 0);
    CALENDAR.key().write(0xff);
    may
}

/// Milliseconds since 1970; none before it was set.
pub fn millis() -> Option<u64> {
    if !runs() || !CALENDAR.status().has(IS_SET) {
        return None;
    }
    // Reading the parts of a second holds the time, and reading that the date, until the date is read.
    let left = CALENDAR.parts().read();
    let time = CALENDAR.time().read();
    let date = CALENDAR.date().read();
    Some(calendar::millis(time, date, left, STEPS))
}

pub fn set(millis: u64) -> Answer {
    let (time, date) = calendar::registers(millis).ok_or(Fault::Range)?;
    let set = runs()
        && change(|| {
            CALENDAR.time().write(time);
            CALENDAR.date().write(date);
        });
    set.then_some(()).ok_or(Fault::Absent)
}

/// Runs quicker or slower, in steps of 0.954 parts in a million (section 26.3.11).
pub fn correct(steps: i16) -> Answer {
    if !runs() {
        return Err(Fault::Absent);
    }
    const QUICKER: u32 = 1 << 15;
    let bits = match steps {
        1..=512 => QUICKER | (512 - steps as u32),
        -511..=0 => u32::from(steps.unsigned_abs()),
        _ => return Err(Fault::Range),
    };
    CALENDAR.key().write(0xca);
    CALENDAR.key().write(0x53);
    CALENDAR.correction().write(bits);
    CALENDAR.key().write(0xff);
    Ok(())
}
