//! The table of interrupts, and what a fault does.
//!
//! `unsafe`, and why it is sound: the table lies where cortex-m-rt's linker script puts what the processor reads, has as many
//! entries as the chip has lines, and its functions are statics with atomics; lines are switched on when these are ready.
#![allow(unsafe_code)]

use cortex_m::interrupt::InterruptNumber;
use cortex_m::peripheral::NVIC;

/// Lines by their numbers (nRF51 section 4.3, nRF52833 section 4.2.4).
#[derive(Clone, Copy)]
#[repr(u16)]
pub enum Line {
    Radio = 1,
    Uart = 2,
    Clock = 8,
    Scan = 9,
}

// SAFETY: these are the chip's numbers.
unsafe impl InterruptNumber for Line {
    fn number(self) -> u16 {
        self as u16
    }
}

pub fn enable(lines: &[Line]) {
    for line in lines {
        // SAFETY: see above; no part of the program relies on a line being off.
        unsafe { NVIC::unmask(*line) };
    }
}

mod table {
    use crate::{clock, memory, radio, scan, serial};

    /// QEMU's processor is that of an nRF51.
    const LINES: usize = if cfg!(all(feature = "nrf52833", not(feature = "qemu"))) {
        48
    } else {
        32
    };

    type Handler = extern "C" fn();

    #[cfg_attr(target_os = "none", unsafe(link_section = ".vector_table.interrupts"))]
    #[unsafe(no_mangle)]
    static __INTERRUPTS: [Handler; LINES] = {
        let mut table = [unexpected as Handler; LINES];
        table[super::Line::Radio as usize] = radio;
        table[super::Line::Uart as usize] = uart;
        table[super::Line::Clock as usize] = clock;
        table[super::Line::Scan as usize] = scan;
        table
    };

    extern "C" fn radio() {
        radio::interrupted();
    }

    extern "C" fn uart() {
        serial::interrupted();
    }

    extern "C" fn clock() {
        clock::interrupted();
    }

    extern "C" fn scan() {
        scan::interrupted();
    }

    extern "C" fn unexpected() {
        memory::fail("interrupt", &[]);
    }

    /// Asked for by `pyrite_cortex`.
    #[cfg(target_os = "none")]
    #[unsafe(no_mangle)]
    extern "Rust" fn pyrite_fault(pc: u32, lr: u32) -> ! {
        memory::fail("hard fault", &[("pc", pc), ("lr", lr)])
    }
}
