//! Microseconds since the start, from a timer of 32 bits that wraps, and sleep until a moment or an interrupt.

use crate::registers::{CLOCK, SUPPLY, Signal};
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use cortex_m::asm::wfi;
use cortex_m::interrupt::free;

/// 16 MHz / 2^4.
const PRESCALER: u32 = 4;
const BITS_32: u32 = 3;

/// What is captured or compared with.
const NOW: u8 = 0;
const WAKE: u8 = 1;
const WRAP: u8 = 2;

/// The interrupt of a compared register.
const fn interrupt(compared: u8) -> u32 {
    1 << (16 + compared)
}

static WRAPS: AtomicU32 = AtomicU32::new(0);
/// Something happened since the chip last slept.
static HAPPENED: AtomicBool = AtomicBool::new(false);

pub fn start() {
    // The crystal: the serial line and the radio need its accuracy.
    SUPPLY.start_crystal().go();
    SUPPLY.crystal_started().wait();
    CLOCK.stop().go();
    CLOCK.mode().write(0);
    CLOCK.width().write(BITS_32);
    CLOCK.prescaler().write(PRESCALER);
    CLOCK.clear().go();
    CLOCK.start().go();
    while now() == 0 {}
    CLOCK.compared(WRAP).write(0);
    CLOCK.reached(WRAP).take();
    CLOCK.interrupts().write(interrupt(WRAP));
}

/// The timer.
fn now() -> u32 {
    CLOCK.capture(NOW).go();
    CLOCK.compared(NOW).read()
}

pub fn micros() -> u64 {
    free(|_| {
        let low = now();
        let mut wraps = WRAPS.load(Ordering::Relaxed);
        // It has wrapped, and the interrupt could not come yet.
        if low < 1 << 31 && CLOCK.reached(WRAP).read() != 0 {
            wraps = wraps.wrapping_add(1);
        }
        u64::from(wraps) << 32 | u64::from(low)
    })
}

/// Called by interrupts whose news a sleeper waits for.
pub fn wake() {
    HAPPENED.store(true, Ordering::Relaxed);
}

/// The timer's interrupt.
pub fn interrupted() {
    if CLOCK.reached(WRAP).take() {
        WRAPS.store(
            WRAPS.load(Ordering::Relaxed).wrapping_add(1),
            Ordering::Relaxed,
        );
    }
    CLOCK.reached(WAKE).take();
}

/// Waits for an interrupt, at most until the clock says `until`.
pub fn idle(until: u64) {
    /// It takes so many microseconds to set the timer.
    const AHEAD: u64 = 4;
    free(|_| {
        if HAPPENED.load(Ordering::Relaxed) {
            HAPPENED.store(false, Ordering::Relaxed);
            return;
        }
        let left = until.saturating_sub(micros());
        if left < AHEAD {
            return;
        }
        if left < 1 << 31 {
            CLOCK.compared(WAKE).write(until as u32);
            CLOCK.interrupts().write(interrupt(WAKE));
        }
        // What is pending ends the wait, and is handled when interrupts are on again.
        wfi();
        CLOCK.no_interrupts().write(interrupt(WAKE));
    });
}

/// Lets microseconds go by.
pub fn spin(micros: u32) {
    let from = now();
    while now().wrapping_sub(from) < micros {}
}
