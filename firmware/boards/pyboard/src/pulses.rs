//! Pulses from the chip's timers (RM0090, sections 17.3 to 19.3). Pins of one timer have one period: that of the last that was
//! set up.

use crate::chip::HERTZ;
use crate::registers::{CLOCKS, Timer, timer};
use pyrite_hardware::facts::timers::{Count, Driven};

/// Bits of a channel's settings: pulses that begin high, with a width that changes between two of them.
const PULSES: u32 = 6 << 4 | 1 << 3;
const RUNS: u32 = 1;
const TAKES_LAST_BETWEEN: u32 = 1 << 7;

/// Switches a timer on: its registers, and the clock that it counts, in hertz.
pub fn start(number: u8) -> (Timer, u32) {
    // Section 7.3.13 and 7.3.14; timers count twice the clock of their bus.
    match number {
        8 => CLOCKS.fast().set(1 << 1),
        9..=11 => CLOCKS.fast().set(1 << (number + 7)),
        12..=14 => CLOCKS.slow().set(1 << (number - 6)),
        _ => CLOCKS.slow().set(1 << (number.max(2) - 2)),
    }
    let clock = match number {
        8..=11 => HERTZ,
        _ => HERTZ / 2,
    };
    (timer(number), clock)
}

/// Pulses at a pin: high for `width` of every `period` nanoseconds.
pub fn set(driven: &Driven, width: u32, period: u32) {
    let (timer, clock) = start(driven.timer);
    let most = match driven.timer {
        2 | 5 => u32::MAX,
        _ => 0xffff,
    };
    let count = Count::of(clock, period, most);
    let i = driven.channel - 1;
    timer.divider().write(count.divider);
    timer.last().write(count.last);
    timer.compared(i).write(count.width(clock, width));
    let shift = u32::from(i % 2) * 8;
    timer.channels(i / 2).change(0xff << shift, PULSES << shift);
    timer.outputs().set(1 << (i * 4));
    if driven.timer == 8 {
        // Its outputs can be cut off from outside; they are not.
        timer.brake().set(1 << 15);
    }
    if !timer.control().has(RUNS) {
        // Takes what was written at once.
        timer.events().write(1);
    }
    timer.control().set(TAKES_LAST_BETWEEN | RUNS);
}

/// Has a timer tell a converter to go on, so many times a second.
pub fn pace(number: u8, hertz: u32) {
    const TELLS_ROUNDS: u32 = 2 << 4;
    let (timer, clock) = start(number);
    let count = Count::of(clock, 1_000_000_000 / hertz.max(1), 0xffff);
    timer.divider().write(count.divider);
    timer.last().write(count.last);
    timer.control2().write(TELLS_ROUNDS);
    timer.events().write(1);
    timer.control().set(RUNS);
}
