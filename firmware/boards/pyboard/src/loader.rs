//! The loader in the chip's ROM (ST AN2606), which takes new firmware over USB: how to get there, and what it leaves behind.
//!
//! `unsafe`, and why it is sound: the loader is entered right after a reset, when nothing of this program runs yet; registers
//! of clocks and memory map are changed before anything depends on them.
#![allow(unsafe_code)]

use core::sync::atomic::{AtomicU32, Ordering};
use cortex_m::peripheral::SCB;
use stm32f4xx_hal::pac;

/// Says over a reset that the loader is wanted.
#[unsafe(link_section = ".uninit.loader")]
static WANTED: AtomicU32 = AtomicU32::new(0);
const YES: u32 = 0x10ad_e400;

/// Where the ROM begins (RM0090, table 5): its stack, and where to start.
const ROM: usize = 0x1fff_0000;

/// Starts the loader, by way of a reset: it wants the chip as that leaves it.
pub fn start() -> ! {
    WANTED.store(YES, Ordering::Relaxed);
    SCB::sys_reset()
}

/// To be called first of all: enters the loader if it was asked for, otherwise puts right what the loader left when it
/// started this program.
pub fn begin() {
    let wanted = WANTED.load(Ordering::Relaxed) == YES;
    WANTED.store(0, Ordering::Relaxed);
    // SAFETY: nothing else runs yet.
    let (rcc, map) = unsafe { (pac::RCC::steal(), pac::SYSCFG::steal()) };
    rcc.apb2enr().modify(|_, w| w.syscfgen().set_bit());
    // What lies at address 0, where vectors are looked for: the ROM for the loader, the flash for this program.
    // SAFETY: values of RM0090, section 9.2.1.
    map.memrmp()
        .modify(|_, w| unsafe { w.mem_mode().bits(u8::from(wanted)) });
    if wanted {
        // SAFETY: a vector table lies there; what it starts never returns.
        unsafe { cortex_m::asm::bootload(core::ptr::with_exposed_provenance(ROM)) }
    }
    // Back to the clock of a reset: the other clocks can only be set while they are off.
    rcc.cr().modify(|_, w| w.hsion().set_bit());
    while rcc.cr().read().hsirdy().bit_is_clear() {}
    rcc.cfgr().reset();
    while !rcc.cfgr().read().sws().is_hsi() {}
    rcc.cr()
        .modify(|_, w| w.pllon().clear_bit().hseon().clear_bit());
    while rcc.cr().read().pllrdy().bit_is_set() {}
}
