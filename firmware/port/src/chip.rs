//! What the port asks of a chip: a serial line, a clock, a place that keeps bytes. A board's crate answers with the chip's
//! drivers, a test with plain fields.

use pyrite_core::files::{Errno, Files};

/// The serial line to whoever sits at the prompt, the clock, and the switch. What comes in arrives by `Input`.
pub trait Chip {
    /// Sends bytes; waits until the line has taken them.
    fn write(&mut self, bytes: &[u8]);

    /// Microseconds since the start; never goes back.
    fn micros(&mut self) -> u64;

    /// Does what waits for a moment when no drive is in use. Called often while a program runs.
    fn attend(&mut self) {}

    /// Waits for an interrupt, at most until the clock says `until`. May return early.
    fn idle(&mut self, until: u64);

    /// Whether an interrupt came that background work is to be done for at once. It stays so until it is taken.
    fn has_news(&self) -> bool {
        false
    }

    /// The same; the next call says no.
    fn take_news(&mut self) -> bool {
        false
    }

    /// Random bits to seed generators with.
    fn seed(&mut self) -> u64;
}

/// Files on a board: what was open when a program ended is closed with it.
pub trait Drive: Files {
    fn close_all(&mut self);
}

/// A place that keeps bytes when the power goes, in blocks that are erased as a whole: all bits 1.
pub trait Storage {
    /// Bytes of a block.
    const BLOCK: u32;
    /// Bytes that are written at once, at an offset that is a multiple of it.
    const WRITE: u32;

    /// How many blocks there are.
    fn blocks(&self) -> u32;

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Errno>;

    /// Writes where it was erased.
    fn write(&mut self, block: u32, offset: u32, from: &[u8]) -> Result<(), Errno>;

    fn erase(&mut self, block: u32) -> Result<(), Errno>;

    /// Returns when everything that was written is kept.
    fn sync(&mut self) -> Result<(), Errno> {
        Ok(())
    }
}

/// Bytes of a sector of a disk, as computers count them.
pub const SECTOR: usize = 512;

/// A disk: sectors that can be written as often as one likes. What was written stays for good with the next `keep`, and all
/// of it at once: if the power goes before, the disk is as it was.
pub trait Disk {
    fn sectors(&self) -> u32;

    fn read(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Errno>;

    fn write(&mut self, sector: u32, from: &[u8; SECTOR]) -> Result<(), Errno>;

    fn keep(&mut self) -> Result<(), Errno>;
}
