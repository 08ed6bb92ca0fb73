//! The pages of flash that keep files.
//!
//! `unsafe`, and why it is sound: words are read and written between the linker's symbols only, in a region that holds no
//! variable and no code; `Flash::take` gives it once.
#![allow(unsafe_code)]

use crate::registers::FLASH;
use core::sync::atomic::{AtomicBool, Ordering};
use pyrite_core::files::Errno;
use pyrite_port::Storage;

/// Bytes that are erased as a whole.
pub const PAGE: usize = if cfg!(feature = "nrf52833") {
    4096
} else {
    1024
};
/// QEMU's pages are those of an nRF51.
const ERASED: usize = if cfg!(feature = "qemu") { 1024 } else { PAGE };
const WORD: usize = 4;

/// Modes of the control.
const READ: u32 = 0;
const WRITE: u32 = 1;
const ERASE: u32 = 2;

unsafe extern "C" {
    static mut _disk_start: u32;
    static _disk_size: u8;
}

pub struct Flash {
    start: *mut u32,
    size: usize,
}

impl Flash {
    /// The region, for the first caller.
    pub fn take() -> Option<Flash> {
        static TAKEN: AtomicBool = AtomicBool::new(false);
        if TAKEN.load(Ordering::Relaxed) {
            return None;
        }
        TAKEN.store(true, Ordering::Relaxed);
        Some(Flash {
            start: &raw mut _disk_start,
            size: (&raw const _disk_size).addr(),
        })
    }

    /// Address of a word, if `bytes` from there on belong to the region.
    fn place(&self, block: u32, offset: usize, bytes: usize) -> Result<*mut u32, Errno> {
        let from = block as usize * PAGE + offset;
        if from.is_multiple_of(WORD) && from + bytes <= self.size {
            Ok(self.start.wrapping_byte_add(from))
        } else {
            Err(Errno::EIO)
        }
    }
}

/// Waits until flash can be read again.
fn finish() {
    while FLASH.ready().read() & 1 == 0 {}
}

/// Pins 8 and 9 of the edge are pins, not an antenna, and the reset button has its pin: settings that last, and that the
/// chip takes when it starts.
#[cfg(all(feature = "nrf52833", not(feature = "qemu")))]
pub fn settle_pins() {
    use crate::registers::SETTINGS;
    const RESET: u32 = 18;
    const NO_ANTENNA: u32 = !1;
    let wanted = [
        (SETTINGS.reset_pin(0), RESET),
        (SETTINGS.reset_pin(1), RESET),
        (SETTINGS.nfc(), NO_ANTENNA),
    ];
    if wanted
        .iter()
        .any(|(register, _)| register.read() == u32::MAX)
    {
        FLASH.mode().write(WRITE);
        finish();
        for (register, value) in wanted {
            register.write(value);
            finish();
        }
        FLASH.mode().write(READ);
        finish();
        cortex_m::peripheral::SCB::sys_reset();
    }
}

impl Storage for Flash {
    const BLOCK: u32 = PAGE as u32;
    const WRITE: u32 = WORD as u32;

    fn blocks(&self) -> u32 {
        (self.size / PAGE) as u32
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Errno> {
        let place = self.place(block, offset as usize, into.len().next_multiple_of(WORD))?;
        for (i, part) in into.chunks_mut(WORD).enumerate() {
            // SAFETY: it is in the region.
            let word = unsafe { place.wrapping_add(i).read_volatile() };
            part.copy_from_slice(word.to_le_bytes().get(..part.len()).unwrap_or_default());
        }
        Ok(())
    }

    fn write(&mut self, block: u32, offset: u32, from: &[u8]) -> Result<(), Errno> {
        let place = self.place(block, offset as usize, from.len())?;
        FLASH.mode().write(WRITE);
        finish();
        for (i, word) in from.chunks_exact(WORD).enumerate() {
            let word = word.try_into().map(u32::from_le_bytes);
            // SAFETY: it is in the region.
            unsafe {
                place
                    .wrapping_add(i)
                    .write_volatile(word.unwrap_or(u32::MAX))
            };
            finish();
        }
        FLASH.mode().write(READ);
        finish();
        Ok(())
    }

    fn erase(&mut self, block: u32) -> Result<(), Errno> {
        FLASH.mode().write(ERASE);
        finish();
        for offset in (0..PAGE).step_by(ERASED) {
            let place = self.place(block, offset, ERASED)?;
            FLASH.erase_page().write(place.addr() as u32);
            finish();
        }
        FLASH.mode().write(READ);
        finish();
        Ok(())
    }
}
