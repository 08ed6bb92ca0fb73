//! The disk under QEMU, whose flash can only be read: sectors that were written lie in RAM, over those in the flash.

use pyrite_core::files::Errno;
use pyrite_port::SECTOR;

pub const SECTORS: usize = 96;

pub struct Disk {
    flash: &'static [u8],
    ram: &'static mut [u8],
    /// For each sector its place in RAM, counted from 1; 0: it is as in the flash.
    places: [u8; SECTORS],
    used: u8,
}

impl Disk {
    pub fn new(flash: &'static [u8], ram: &'static mut [u8]) -> Disk {
        Disk {
            flash,
            ram,
            places: [0; SECTORS],
            used: 0,
        }
    }

    fn place(&self, sector: u32) -> Result<Option<usize>, Errno> {
        let place = self.places.get(sector as usize).ok_or(Errno::EIO)?;
        Ok(usize::from(*place).checked_sub(1))
    }
}

impl pyrite_port::Disk for Disk {
    fn sectors(&self) -> u32 {
        SECTORS as u32
    }

    fn read(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Errno> {
        let (bytes, place) = match self.place(sector)? {
            Some(place) => (&*self.ram, place),
            None => (self.flash, sector as usize),
        };
        let bytes = bytes.get(place * SECTOR..(place + 1) * SECTOR);
        into.copy_from_slice(bytes.ok_or(Errno::EIO)?);
        Ok(())
    }

    fn write(&mut self, sector: u32, from: &[u8; SECTOR]) -> Result<(), Errno> {
        let place = match self.place(sector)? {
            Some(place) => place,
            None => self.used.into(),
        };
        let bytes = self.ram.get_mut(place * SECTOR..(place + 1) * SECTOR);
        bytes.ok_or(Errno::ENOSPC)?.copy_from_slice(from);
        if place == usize::from(self.used) {
            self.used += 1;
            if let Some(known) = self.places.get_mut(sector as usize) {
                *known = self.used;
            }
        }
        Ok(())
    }

    fn keep(&mut self) -> Result<(), Errno> {
        Ok(())
    }
}
