//! The flash that keeps files (RM0090, section 3.3): sectors 1 to 3 of 16 KB each, and sector 4 of 64 KB for the journal.

use pyrite_core::files::Errno;
use pyrite_port::journal::{Flash, Journal, Piece};
use stm32f4xx_hal::flash::{FlashExt, LockedFlash};

pub type Disk = Journal<Sectors, 96>;

/// The first sector for files, and the one of the journal.
const FIRST: u8 = 1;
const FOURTH: u8 = 4;

pub struct Sectors(pub LockedFlash);

/// Number of a sector, and its offset in the flash.
fn place(piece: Piece) -> (u8, usize) {
    match piece {
        Piece::Home(home) => {
            let number = FIRST + home as u8;
            (number, usize::from(number) << 14)
        }
        Piece::Journal => (FOURTH, usize::from(FOURTH) << 14),
    }
}

impl Flash for Sectors {
    const HOME: u32 = 16 << 10;
    const HOMES: u32 = 3;
    const JOURNAL: u32 = 64 << 10;

    fn read(&mut self, piece: Piece, offset: u32, into: &mut [u8]) -> Result<(), Errno> {
        let from = place(piece).1 + offset as usize;
        let bytes = self.0.read().get(from..from + into.len());
        into.copy_from_slice(bytes.ok_or(Errno::EIO)?);
        Ok(())
    }

    fn write(&mut self, piece: Piece, offset: u32, from: &[u8]) -> Result<(), Errno> {
        let at = place(piece).1 + offset as usize;
        let mut flash = self.0.unlocked();
        flash.program(at, from.iter()).map_err(|_| Errno::EIO)
    }

    fn erase(&mut self, piece: Piece) -> Result<(), Errno> {
        let mut flash = self.0.unlocked();
        flash.erase(place(piece).0).map_err(|_| Errno::EIO)
    }
}
