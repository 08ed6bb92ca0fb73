//! Random numbers from the chip's noise (RM0090, section 24).

use crate::registers::{CLOCKS, RANDOM};

const ON: u32 = 1 << 2;
const READY: u32 = 1 << 0;
/// Its clock is too slow, or its noise is none.
const FAILED: u32 = 1 << 1 | 1 << 2;

/// 64 random bits; none from a part that does not work.
pub fn bits() -> Option<u64> {
    CLOCKS.parts2().set(1 << 6);
    RANDOM.control().set(ON);
    let mut bits = 0;
    for _ in 0..2 {
        let ready = (0..1000).any(|_| RANDOM.status().has(READY));
        if !ready || RANDOM.status().has(FAILED) {
            return None;
        }
        bits = bits << 32 | u64::from(RANDOM.number().read());
    }
    Some(bits)
}
