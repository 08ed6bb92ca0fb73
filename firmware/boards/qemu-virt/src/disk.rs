//! Memory that stands for flash with files: it keeps its content over a reset of the machine.

use portable_atomic as _;
use pyrite_port::littlefs::Place;
use pyrite_port::{Errno, Storage};
use static_cell::StaticCell;

const BLOCK: usize = 4096;
/// Bytes of each cache, and files open at the same time.
pub const CACHE: usize = 256;
pub const FILES: usize = 8;

pub struct Disk(&'static mut [u8]);

pub type DiskPlace = Place<Disk, CACHE, FILES>;

/// The file system's place, for the first caller.
pub fn place(memory: &'static mut [u8]) -> Option<&'static mut DiskPlace> {
    static PLACE: StaticCell<DiskPlace> = StaticCell::new();
    PLACE.try_init(Place::new(Disk(memory)))
}

impl Disk {
    fn part(&mut self, block: u32, offset: u32, len: usize) -> Result<&mut [u8], Errno> {
        let from = block as usize * BLOCK + offset as usize;
        self.0.get_mut(from..from + len).ok_or(Errno::EIO)
    }
}

impl Storage for Disk {
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
