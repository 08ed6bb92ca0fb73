//! The disk as the file system's crate wants it: a stream of bytes. Holds the last few sectors, because a FAT is changed in
//! many small steps.

use super::guest::Sharing;
use crate::chip::{Disk, SECTOR};
use core::cell::RefCell;
use lamfat::{IoBase, IoError, Read, Seek, SeekFrom, Write};
use pyrite_core::files::Errno;

/// Sectors that are held.
const HELD: usize = 4;
/// Steps that one call may take: a damaged table of clusters can lead round and round.
const PATIENCE: u32 = 100_000;

struct Held {
    sector: Option<u32>,
    changed: bool,
    /// When it was used last.
    used: u32,
    content: [u8; SECTOR],
}

pub struct Device<D: Disk> {
    disk: D,
    held: [Held; HELD],
    /// Counts uses.
    now: u32,
    left: u32,
    /// Something was written for the interpreter since the last `keep`.
    wrote: bool,
    pub sharing: Sharing,
}

impl<D: Disk> Device<D> {
    pub const fn new(disk: D) -> Device<D> {
        const EMPTY: Held = Held {
            sector: None,
            changed: false,
            used: 0,
            content: [0; SECTOR],
        };
        Device {
            disk,
            held: [EMPTY; HELD],
            now: 0,
            left: PATIENCE,
            wrote: false,
            sharing: Sharing::NEW,
        }
    }

    /// A call from outside begins.
    pub fn begin(&mut self) {
        self.left = PATIENCE;
    }

    pub fn sectors(&self) -> u32 {
        self.disk.sectors()
    }

    /// The place where a sector is held.
    fn hold(&mut self, sector: u32) -> Result<&mut Held, Errno> {
        self.left = self.left.checked_sub(1).ok_or(Errno::EIO)?;
        self.now = self.now.wrapping_add(1);
        let now = self.now;
        let found = (self.held.iter()).position(|held| held.sector == Some(sector));
        let oldest = (self.held.iter().enumerate()).max_by_key(|(_, held)| match held.sector {
            Some(_) => now.wrapping_sub(held.used),
            None => u32::MAX,
        });
        let oldest = oldest.map_or(0, |(index, _)| index);
        let held = self.held.get_mut(found.unwrap_or(oldest));
        let held = held.ok_or(Errno::EIO)?;
        if found.is_none() {
            if let (Some(old), true) = (held.sector, held.changed) {
                self.disk.write(old, &held.content)?;
                held.changed = false;
                self.wrote = true;
            }
            held.sector = None;
            self.disk.read(sector, &mut held.content)?;
            held.sector = Some(sector);
        }
        held.used = now;
        Ok(held)
    }

    /// A whole sector, as the interpreter knows it.
    pub fn get(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Errno> {
        match self.held.iter().find(|held| held.sector == Some(sector)) {
            Some(held) => {
                *into = held.content;
                Ok(())
            }
            None => self.disk.read(sector, into),
        }
    }

    /// Puts a whole sector there.
    pub fn put(&mut self, sector: u32, content: &[u8; SECTOR]) -> Result<(), Errno> {
        for held in &mut self.held {
            if held.sector == Some(sector) {
                (held.sector, held.changed) = (None, false);
            }
        }
        self.disk.write(sector, content)
    }

    /// Keeps everything for good.
    pub fn keep(&mut self) -> Result<(), Errno> {
        for held in &mut self.held {
            if let (Some(sector), true) = (held.sector, held.changed) {
                self.disk.write(sector, &held.content)?;
                held.changed = false;
                self.wrote = true;
            }
        }
        self.disk.keep()?;
        self.sharing.guest_wrote = false;
        if core::mem::take(&mut self.wrote) {
            self.sharing.changes = self.sharing.changes.wrapping_add(1);
        }
        Ok(())
    }

    /// Keeps what was written for the interpreter, if there is such.
    pub fn settle(&mut self) -> Result<(), Errno> {
        match self.wrote || self.held.iter().any(|held| held.changed) {
            true => self.keep(),
            false => Ok(()),
        }
    }
}

/// The stream, at a place of its own.
pub struct Stream<D: Disk + 'static> {
    device: &'static RefCell<Device<D>>,
    at: u64,
}

impl<D: Disk> Stream<D> {
    pub fn new(device: &'static RefCell<Device<D>>) -> Stream<D> {
        Stream { device, at: 0 }
    }

    fn size(&self) -> u64 {
        u64::from(self.device.borrow().sectors()) * SECTOR as u64
    }

    /// Sector, place in it, and how many of `wanted` bytes are in it.
    fn place(&self, wanted: usize) -> (u32, usize, usize) {
        let from = (self.at % SECTOR as u64) as usize;
        let sector = u32::try_from(self.at / SECTOR as u64).unwrap_or(u32::MAX);
        (sector, from, wanted.min(SECTOR - from))
    }
}

/// An error of the disk, as the crate passes it on.
#[derive(Debug)]
pub struct Trouble(pub Errno);

impl IoError for Trouble {
    fn is_interrupted(&self) -> bool {
        false
    }

    fn new_unexpected_eof_error() -> Self {
        Trouble(Errno::EIO)
    }

    fn new_write_zero_error() -> Self {
        Trouble(Errno::EIO)
    }
}

impl<D: Disk> IoBase for Stream<D> {
    type Error = Trouble;
}

impl<D: Disk> Read for Stream<D> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Trouble> {
        let (sector, from, count) = self.place(into.len());
        let mut device = self.device.borrow_mut();
        let held = device.hold(sector).map_err(Trouble)?;
        let (Some(place), Some(bytes)) =
            (into.get_mut(..count), held.content.get(from..from + count))
        else {
            return Err(Trouble(Errno::EIO));
        };
        place.copy_from_slice(bytes);
        self.at += count as u64;
        Ok(count)
    }
}

impl<D: Disk> Write for Stream<D> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Trouble> {
        let (sector, from, count) = self.place(bytes.len());
        // The first sector says what the disk is. The only change to it would be the mark of a disk that was not taken out
        // properly, and such disks there are none: what is kept is whole.
        if sector != 0 {
            let mut device = self.device.borrow_mut();
            let held = device.hold(sector).map_err(Trouble)?;
            let (Some(place), Some(bytes)) =
                (held.content.get_mut(from..from + count), bytes.get(..count))
            else {
                return Err(Trouble(Errno::EIO));
            };
            if place != bytes {
                place.copy_from_slice(bytes);
                held.changed = true;
            }
        }
        self.at += count as u64;
        Ok(count)
    }

    /// What is kept, and when, the drive says.
    fn flush(&mut self) -> Result<(), Trouble> {
        Ok(())
    }
}

impl<D: Disk> Seek for Stream<D> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64, Trouble> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.size().checked_add_signed(by),
        };
        self.at = at
            .filter(|at| *at <= self.size())
            .ok_or(Trouble(Errno::EIO))?;
        Ok(self.at)
    }
}
