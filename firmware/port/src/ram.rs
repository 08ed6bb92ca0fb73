//! Memory that stands for flash: for boards that exist in QEMU alone, and for QEMU's machines without flash that can be
//! written.

use crate::chip::Storage;
use pyrite_core::files::Errno;

/// Blocks of `BLOCK` bytes.
pub struct RamDisk<const BLOCK: usize>(&'static mut [u8]);

impl<const BLOCK: usize> RamDisk<BLOCK> {
    pub fn new(memory: &'static mut [u8]) -> Self {
        RamDisk(memory)
    }

    fn part(&mut self, block: u32, offset: u32, len: usize) -> Result<&mut [u8], Errno> {
        let from = block as usize * BLOCK + offset as usize;
        self.0.get_mut(from..from + len).ok_or(Errno::EIO)
    }
}

impl<const BLOCK: usize> Storage for RamDisk<BLOCK> {
    const BLOCK: u32 = BLOCK as u32;
    const WRITE: u32 = 16;

    fn blocks(&self) -> u32 {
        (self.0.len() / BLOCK) as u32
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Errno> {
        into.copy_from_slice(self.part(block, offset, into.len())?);
        Ok(())
    }

    fn write(&mut self, block: u32, offset: u32, from: &[u8]) -> Result<(), Errno> {
        self.part(block, offset, from.len())?.copy_from_slice(from);
        Ok(())
    }

    fn erase(&mut self, block: u32) -> Result<(), Errno> {
        self.part(block, 0, BLOCK)?.fill(0xff);
        Ok(())
    }
}
