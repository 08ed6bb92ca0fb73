//! What the chip knows by itself: its temperature, its own number, noise.

use crate::registers::{FACTORY, RANDOM, Signal, THERMOMETER};
use pyrite_core::board::{Answer, Fault};

/// In thousandths of a degree Celsius.
pub fn temperature() -> Answer<i32> {
    THERMOMETER.start().go();
    let ready = THERMOMETER.ready().wait();
    // In quarters of a degree.
    let quarters = THERMOMETER.value().read() as i32;
    THERMOMETER.stop().go();
    if ready {
        Ok(quarters * 250)
    } else {
        Err(Fault::Timeout)
    }
}

pub fn random() -> u64 {
    /// Zeros are as frequent as ones.
    const CORRECTED: u32 = 1;
    RANDOM.settings().write(CORRECTED);
    RANDOM.start().go();
    let mut bits = 0;
    for _ in 0..8 {
        RANDOM.ready().wait();
        bits = bits << 8 | u64::from(RANDOM.value().read() & 0xff);
    }
    RANDOM.stop().go();
    bits
}

pub fn unique_id() -> [u8; 8] {
    let id = u64::from(FACTORY.id(1).read()) << 32 | u64::from(FACTORY.id(0).read());
    id.to_le_bytes()
}
