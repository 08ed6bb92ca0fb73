//! Times too short for the loop: pauses, lengths of pulses, bits for strips of LEDs, from the timer that counts the processor's
//! clock down (ARMv7-M Architecture Reference Manual, section B3.3).

use crate::chip::{self, HERTZ};
use crate::registers::port;
use cortex_m::peripheral::SYST;

/// Ticks of a round of that timer: a millisecond.
const ROUND: u32 = HERTZ / 1000;

/// Lets microseconds go by.
pub fn spin(micros: u32) {
    let from = chip::micros();
    while chip::micros().wrapping_sub(from) < micros {}
}

/// Microseconds for which a pin's level stays at `high`, once it is so; none: it began or ended too late.
pub fn pulse((letter, number): (u8, u8), high: bool, timeout: u32) -> Option<u32> {
    let levels = port(letter).levels();
    let begun = chip::micros();
    let wait_while = |level: bool| {
        while levels.has(1 << number) == level {
            if chip::micros().wrapping_sub(begun) > timeout {
                return None;
            }
        }
        Some(chip::micros())
    };
    let from = wait_while(!high)?;
    Some(wait_while(high)?.wrapping_sub(from))
}

/// Ticks of the processor's clock that went by since the timer said `from`.
fn since(from: u32) -> u32 {
    let now = SYST::get_current();
    if now <= from {
        from - now
    } else {
        from + ROUND - now
    }
}

/// Sends bytes as pulses: nanoseconds high and low for a 0, high and low for a 1. No interrupt comes in between; the clock is
/// told what it missed.
pub fn send((letter, number): (u8, u8), timing: [u32; 4], bytes: &[u8]) {
    let ticks = timing.map(|nanos| (nanos.min(100_000) * (HERTZ / 1_000_000) / 1000).max(1));
    let bits = port(letter).bits();
    let (high, low) = (1 << number, 1 << (number + 16));
    cortex_m::interrupt::free(|_| {
        let mut from = SYST::get_current();
        let mut rounds = 0;
        let mut wait = |ticks| {
            while since(from) < ticks {}
            // The next pulse is not late because this one was.
            let before = from;
            from = if from >= ticks {
                from - ticks
            } else {
                from + ROUND - ticks
            };
            rounds += u32::from(from > before);
        };
        for byte in bytes {
            for bit in (0..8).rev() {
                let one = usize::from(byte >> bit & 1) * 2;
                bits.write(high);
                wait(ticks[one]);
                bits.write(low);
                wait(ticks[one + 1]);
            }
        }
        // The interrupt of the last round is still to come.
        chip::add_millis(rounds.saturating_sub(1));
    });
}
