//! Memory that no variable uses, and what is left in it over a reset that a fault was the reason for.
//!
//! `unsafe`, and why it is sound: the regions between the linker's symbols belong to nobody else, and `take` gives them once.
#![allow(unsafe_code)]

use crate::serial;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use cortex_m::peripheral::SCB;
use pyrite_port::{Word, fault};

/// Says over a reset that a fault was its reason.
#[cfg_attr(target_os = "none", unsafe(link_section = ".uninit.fault"))]
static FAULT: AtomicU32 = AtomicU32::new(0);
const FAULTY: u32 = 0xbad_c0de;

unsafe extern "C" {
    static mut _arena_start: Word;
    static mut _arena_end: Word;
    static mut _frames_start: Word;
    static mut _frames_end: Word;
}

pub struct Memory {
    pub arena: &'static mut [Word],
    pub frames: &'static mut [Word],
}

/// The memory, for the first caller.
pub fn take() -> Option<Memory> {
    static TAKEN: AtomicBool = AtomicBool::new(false);
    if TAKEN.load(Ordering::Relaxed) {
        return None;
    }
    TAKEN.store(true, Ordering::Relaxed);
    // SAFETY: the linker script keeps both regions free; the flag above makes this the only slice of each. Any bytes are
    // words.
    unsafe {
        let words = |start: *mut Word, end: *mut Word| {
            let count = end.addr().saturating_sub(start.addr()) / size_of::<Word>();
            core::slice::from_raw_parts_mut(start, count)
        };
        Some(Memory {
            arena: words(&raw mut _arena_start, &raw mut _arena_end),
            frames: words(&raw mut _frames_start, &raw mut _frames_end),
        })
    }
}

/// Where memory of the program lies: nRF51 section 5, nRF52833 section 4.2.
pub const RAM: core::ops::Range<u32> = 0x2000_0000..0x2002_0000;

/// Whether the last run ended in a fault; the next call says no.
pub fn take_fault() -> bool {
    let fault = FAULT.load(Ordering::Relaxed) == FAULTY;
    FAULT.store(0, Ordering::Relaxed);
    fault
}

/// Reports, and starts anew without the user's program.
pub fn fail(what: &str, numbers: &[(&str, u32)]) -> ! {
    cortex_m::interrupt::disable();
    fault::tell(what, numbers, serial::send);
    FAULT.store(FAULTY, Ordering::Relaxed);
    SCB::sys_reset()
}
