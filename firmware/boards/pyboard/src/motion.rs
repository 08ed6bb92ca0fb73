//! The accelerometer of the pyboard, an MMA7660 (data sheet MMA7660FC, section 6) on the first I2C; a pin of the chip feeds it.

use crate::i2c::Bus;
use crate::pins;
use crate::timing;
use pyrite_core::board::{Answer, Fault, I2c};

const ADDRESS: u8 = 0x4c;
const MODE: u8 = 7;
const ACTIVE: u8 = 1;
/// A value that was read while it changed.
const ALERT: u8 = 1 << 6;
/// What feeds it.
const FEED: (u8, u8) = (1, 5);

#[derive(Default)]
pub struct Tilt {
    is_on: bool,
}

impl Tilt {
    /// It is off, or its bus was.
    pub fn forget(&mut self) {
        self.is_on = false;
    }

    pub fn acceleration(&mut self, bus: &mut Bus) -> Answer<[i32; 3]> {
        if !self.is_on {
            pins::drive(FEED, true);
            timing::spin(30_000);
            bus.write(ADDRESS, &[MODE, ACTIVE], true)?;
            timing::spin(30_000);
            self.is_on = true;
        }
        for _ in 0..8 {
            let mut bytes = [0; 3];
            let read = bus.write(ADDRESS, &[0], false);
            let read = read.and_then(|()| bus.read(ADDRESS, &mut bytes, true));
            if let Err(fault) = read {
                self.is_on = false;
                return Err(fault);
            }
            if bytes.iter().all(|byte| byte & ALERT == 0) {
                return Ok(bytes.map(milli));
            }
        }
        Err(Fault::Damaged)
    }
}

/// Thousandths of the earth's acceleration: 64 steps are three times as much. Rounded away from 0, so that who counts in steps
/// gets these.
fn milli(byte: u8) -> i32 {
    let steps = i32::from((byte << 2) as i8 >> 2);
    (steps * 3000 + steps.signum() * 63) / 64
}
