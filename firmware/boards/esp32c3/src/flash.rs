//! The flash that keeps files: the partition `vfs`, in sectors of 4 KB.

use esp_hal::peripherals::FLASH;
use esp_storage::FlashStorage;
use pyrite_core::files::Errno;
use pyrite_port::Storage;

include!(concat!(env!("OUT_DIR"), "/place.rs"));

pub struct Flash(FlashStorage<'static>);

impl Flash {
    pub fn new(flash: FLASH<'static>) -> Flash {
        Flash(FlashStorage::new(flash))
    }
}

/// The address of a place in a block.
fn place(block: u32, offset: u32) -> u32 {
    START + block * Flash::BLOCK + offset
}

impl Storage for Flash {
    const BLOCK: u32 = FlashStorage::SECTOR_SIZE;
    const WRITE: u32 = FlashStorage::WORD_SIZE;

    fn blocks(&self) -> u32 {
        SIZE / Self::BLOCK
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Errno> {
        let read = self.0.read_nor(place(block, offset), into);
        read.map_err(|_| Errno::EIO)
    }

    fn write(&mut self, block: u32, offset: u32, from: &[u8]) -> Result<(), Errno> {
        let written = self.0.write_nor(place(block, offset), from);
        written.map_err(|_| Errno::EIO)
    }

    fn erase(&mut self, block: u32) -> Result<(), Errno> {
        let erased = self.0.erase(place(block, 0), place(block + 1, 0));
        erased.map_err(|_| Errno::EIO)
    }
}
