//! A computer that uses the disk of the files as well, over USB, and what holds between it and the interpreter:
//!
//! - While a program has a file open for writing, the disk is write-protected for the computer.
//! - What the interpreter changes, the computer does not see by itself. Before it writes again it has to look anew, so that
//!   nothing is written from an old table over a new file.
//! - What the computer changes, the interpreter sees at once. Files that are open then are stale, and so is all that is held.
//! - A disk that was formatted anew is taken up at the next start; until then there are no files.

use super::device::Device;
use crate::chip::{Disk, SECTOR};
use crate::usb::{Medium, Refusal};
use core::cell::{RefCell, RefMut};

/// The computer's access to the disk.
pub struct Guest<D: Disk + 'static> {
    device: &'static RefCell<Device<D>>,
}

impl<D: Disk> Clone for Guest<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Disk> Copy for Guest<D> {}

impl<D: Disk> Guest<D> {
    pub(super) fn new(device: &'static RefCell<Device<D>>) -> Guest<D> {
        Guest { device }
    }

    fn device(&self) -> Result<RefMut<'static, Device<D>>, Refusal> {
        // It is in use only inside of calls for files, where nobody attends to a computer.
        self.device.try_borrow_mut().map_err(|_| Refusal::Broken)
    }
}

/// What each side has done to the disk.
pub struct Sharing {
    /// A program has a file open for writing.
    pub writing: bool,
    /// Counts what the interpreter has changed for good.
    pub changes: u32,
    /// Counts what the computer has changed.
    pub guest_changes: u32,
    /// Some of it is not kept yet.
    pub guest_wrote: bool,
    /// The disk was formatted anew.
    pub is_other: bool,
    /// How far `changes` was when the computer began to read.
    known: Option<u32>,
}

impl Sharing {
    pub const NEW: Sharing = Sharing {
        writing: false,
        changes: 0,
        guest_changes: 0,
        guest_wrote: false,
        is_other: false,
        known: None,
    };

    fn is_stale(&self) -> bool {
        self.known.is_some_and(|known| known != self.changes)
    }
}

/// Of the first sector, the fields that say how the disk is divided.
const DIVISION: core::ops::Range<usize> = 11..36;

impl<D: Disk> Medium for Guest<D> {
    fn sectors(&self) -> u32 {
        self.device().map_or(0, |device| device.sectors())
    }

    fn is_protected(&self) -> bool {
        (self.device()).is_ok_and(|device| device.sharing.writing)
    }

    fn read(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Refusal> {
        let mut device = self.device()?;
        let changes = device.sharing.changes;
        device.sharing.known.get_or_insert(changes);
        device.get(sector, into).map_err(|_| Refusal::Broken)
    }

    fn write(&mut self, sector: u32, from: &[u8; SECTOR]) -> Result<(), Refusal> {
        let mut device = self.device()?;
        if device.sharing.writing {
            return Err(Refusal::Protected);
        }
        // What is left of a call that failed goes before.
        device.settle().map_err(|_| Refusal::Broken)?;
        if device.sharing.is_stale() {
            return Err(Refusal::Stale);
        }
        let mut before = [0; SECTOR];
        device
            .get(sector, &mut before)
            .map_err(|_| Refusal::Broken)?;
        // Systems write tables again and again as they are.
        if before == *from {
            return Ok(());
        }
        device.put(sector, from).map_err(|_| Refusal::Broken)?;
        let sharing = &mut device.sharing;
        sharing.guest_wrote = true;
        if sector > 0 {
            sharing.guest_changes = sharing.guest_changes.wrapping_add(1);
        } else if before.get(DIVISION) != from.get(DIVISION) {
            sharing.is_other = true;
        }
        Ok(())
    }

    fn keep(&mut self) -> Result<(), Refusal> {
        let mut device = self.device()?;
        // What a program is writing is not kept before it is whole.
        match device.sharing.guest_wrote {
            true => device.keep().map_err(|_| Refusal::Broken),
            false => Ok(()),
        }
    }

    fn is_stale(&self) -> bool {
        self.device().is_ok_and(|device| device.sharing.is_stale())
    }

    fn forget(&mut self) {
        if let Ok(mut device) = self.device() {
            device.sharing.known = None;
        }
    }
}
