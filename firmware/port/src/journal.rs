//! A disk of sectors of 512 bytes in flash that is erased in pieces much larger: what is written goes behind what was
//! written before, into a journal, until that is full and the sectors go home. So the flash is erased seldom, no piece of
//! it is ever held in RAM, and the power may go at any moment.
//!
//! The journal is one piece of flash: a word, a head for each slot, a word, and the slots. A head has three words: the
//! sector's number, a sum over number and content, and one that says: up to here all is kept. The word before and the one
//! behind the heads say, once it is no longer erased, that everything has gone home and the journal is not to be read any more; it
//! stands there twice because an erasure that was cut short may have reached either end.

use crate::chip::{Disk, SECTOR};
use pyrite_core::files::Errno;

/// A piece of the flash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Where sectors are at home, by number.
    Home(u32),
    Journal,
}

/// Flash in pieces that are erased as a whole, all bits 1, and of which words of four bytes are written.
pub trait Flash {
    /// Bytes of a home, and how many there are.
    const HOME: u32;
    const HOMES: u32;
    /// Bytes of the journal: it has room for all sectors at least.
    const JOURNAL: u32;

    fn read(&mut self, piece: Piece, offset: u32, into: &mut [u8]) -> Result<(), Errno>;

    /// Writes words where it was erased.
    fn write(&mut self, piece: Piece, offset: u32, from: &[u8]) -> Result<(), Errno>;

    fn erase(&mut self, piece: Piece) -> Result<(), Errno>;
}

const WORD: u32 = 4;
const HEAD: u32 = 3 * WORD;
const ERASED: [u8; 4] = [0xff; 4];
/// The third word of a head, and the words at the ends.
const KEPT: [u8; 4] = *b"kept";
const HOMEWARD: [u8; 4] = *b"home";
/// Stands before the number of a sector.
const SECTOR_MARK: u32 = 0x5ec7_0000;
/// The first word of a head whose slot was written, and not kept before the power went.
const SPOILT: [u8; 4] = [0; 4];
/// Slots for power that goes while sectors go home.
const SPARE: u32 = 8;
/// Sectors that are kept all at once for sure; where more are written between two `keep`s, the journal may become full and
/// what was written so far be kept.
const TOGETHER: u32 = 8;

/// `SECTORS` is how many sectors the homes have together.
pub struct Journal<F: Flash, const SECTORS: usize> {
    flash: F,
    /// For each sector the slot of its newest content, counted from 1; 0: it is at home.
    newest: [u8; SECTORS],
    /// Slots that are no longer erased.
    used: u32,
    /// How many of them are not kept yet.
    open: u32,
}

impl<F: Flash, const SECTORS: usize> Journal<F, SECTORS> {
    const PER_HOME: u32 = F::HOME / SECTOR as u32;
    /// As many as find room with their heads and the two words.
    const SLOTS: u32 = (F::JOURNAL - 2 * WORD) / (SECTOR as u32 + HEAD);
    const FIRST: u32 = F::JOURNAL - Self::SLOTS * SECTOR as u32;
    const END: u32 = Self::FIRST - WORD;
    const FITS: () = assert!(
        SECTORS as u32 == F::HOMES * Self::PER_HOME
            && Self::SLOTS > SECTORS as u32 + SPARE + 2 * TOGETHER
            && Self::SLOTS <= u8::MAX as u32
            // What an image erases.
            && Self::FIRST <= 2 << 10
    );

    /// Takes up what was kept last.
    pub fn open(flash: F) -> Result<Self, Errno> {
        let () = Self::FITS;
        let mut journal = Journal {
            flash,
            newest: [0; SECTORS],
            used: 0,
            open: 0,
        };
        if journal.is_homeward()? {
            journal.clear()?;
        }
        let kept = journal.count()?;
        for slot in 0..kept {
            if let Some(sector) = journal.content(slot)? {
                journal.set_newest(sector, slot);
            }
        }
        Ok(journal)
    }

    fn word(&mut self, offset: u32) -> Result<[u8; 4], Errno> {
        let mut word = [0; 4];
        self.flash.read(Piece::Journal, offset, &mut word)?;
        Ok(word)
    }

    fn is_homeward(&mut self) -> Result<bool, Errno> {
        Ok(self.word(0)? != ERASED || self.word(Self::END)? != ERASED)
    }

    fn head(slot: u32) -> u32 {
        WORD + slot * HEAD
    }

    fn place(slot: u32) -> u32 {
        Self::FIRST + slot * SECTOR as u32
    }

    /// Counts the slots that are used; gives how many of them are kept. The others are spoilt, so that nothing that is kept
    /// later takes them with it.
    fn count(&mut self) -> Result<u32, Errno> {
        let mut kept = 0;
        self.used = 0;
        for slot in 0..Self::SLOTS {
            if self.word(Self::head(slot))? == ERASED {
                continue;
            }
            self.used = slot + 1;
            if self.word(Self::head(slot) + 2 * WORD)? == KEPT && self.content(slot)?.is_some() {
                kept = slot + 1;
            }
        }
        // The slot that was being written when the power went may have no head yet.
        while self.used < Self::SLOTS && !self.is_erased(self.used)? {
            self.used += 1;
        }
        for slot in kept..self.used {
            self.flash
                .write(Piece::Journal, Self::head(slot), &SPOILT)?;
        }
        Ok(kept)
    }

    fn is_erased(&mut self, slot: u32) -> Result<bool, Errno> {
        let mut content = [0; SECTOR];
        self.flash
            .read(Piece::Journal, Self::place(slot), &mut content)?;
        let mut head = [0; HEAD as usize];
        self.flash
            .read(Piece::Journal, Self::head(slot), &mut head)?;
        Ok(content.iter().chain(&head).all(|byte| *byte == 0xff))
    }

    /// The sector whose content lies in a slot, if it does.
    fn content(&mut self, slot: u32) -> Result<Option<u32>, Errno> {
        let sector = u32::from_le_bytes(self.word(Self::head(slot))?) ^ SECTOR_MARK;
        let sum = u32::from_le_bytes(self.word(Self::head(slot) + WORD)?);
        if sector >= SECTORS as u32 {
            return Ok(None);
        }
        let mut content = [0; SECTOR];
        self.flash
            .read(Piece::Journal, Self::place(slot), &mut content)?;
        Ok((checksum(sector, &content) == sum).then_some(sector))
    }

    fn set_newest(&mut self, sector: u32, slot: u32) {
        if let Some(newest) = self.newest.get_mut(sector as usize) {
            // Slots are fewer than 255.
            *newest = (slot + 1) as u8;
        }
    }

    fn newest(&self, sector: u32) -> Option<u32> {
        let newest = self.newest.get(sector as usize).copied().unwrap_or(0);
        u32::from(newest).checked_sub(1)
    }

    fn home(sector: u32) -> (Piece, u32) {
        let offset = sector % Self::PER_HOME * SECTOR as u32;
        (Piece::Home(sector / Self::PER_HOME), offset)
    }

    /// The sectors of a home, if one of them is in the journal.
    fn touched(&self, home: u32) -> Option<core::ops::Range<u32>> {
        let sectors = home * Self::PER_HOME..(home + 1) * Self::PER_HOME;
        let touched = sectors.clone().any(|sector| self.newest(sector).is_some());
        touched.then_some(sectors)
    }

    /// Slots that it takes until all sectors of the touched homes are in the journal.
    fn missing(&self) -> u32 {
        let homes = (0..F::HOMES).filter_map(|home| self.touched(home));
        let sectors = homes.flatten();
        let at_home = sectors.filter(|sector| self.newest(*sector).is_none());
        at_home.count() as u32
    }

    /// Whether so many sectors can be written, one of them perhaps in a home that was not touched yet, and all can still go
    /// home: also if the power goes before what is open is kept.
    fn has_room(&self, sectors: u32, is_new: bool) -> bool {
        let missing = self.missing() + if is_new { Self::PER_HOME } else { 0 };
        self.used + missing + 2 * sectors + self.open + SPARE <= Self::SLOTS
    }

    fn append(&mut self, sector: u32, content: &[u8; SECTOR]) -> Result<(), Errno> {
        let slot = self.used;
        if slot >= Self::SLOTS {
            return Err(Errno::EIO);
        }
        // Whatever becomes of it, the slot is no longer erased.
        self.used += 1;
        self.flash
            .write(Piece::Journal, Self::place(slot), content)?;
        let head = Self::head(slot);
        let sum = checksum(sector, content).to_le_bytes();
        self.flash.write(Piece::Journal, head + WORD, &sum)?;
        let number = (sector ^ SECTOR_MARK).to_le_bytes();
        self.flash.write(Piece::Journal, head, &number)?;
        self.set_newest(sector, slot);
        self.open += 1;
        Ok(())
    }

    /// Keeps what is open.
    fn close(&mut self) -> Result<(), Errno> {
        if self.open > 0
            && let Some(last) = self.used.checked_sub(1)
        {
            self.flash
                .write(Piece::Journal, Self::head(last) + 2 * WORD, &KEPT)?;
            self.open = 0;
        }
        Ok(())
    }

    /// Brings all sectors home and erases the journal. What of a touched home is not in the journal goes there first, so
    /// that the home can be erased; where the power goes, it is begun anew.
    fn go_home(&mut self) -> Result<(), Errno> {
        let mut content = [0; SECTOR];
        for home in 0..F::HOMES {
            for sector in self.touched(home).into_iter().flatten() {
                if self.newest(sector).is_none() {
                    self.read(sector, &mut content)?;
                    self.append(sector, &content)?;
                    self.close()?;
                }
            }
        }
        self.close()?;
        for home in 0..F::HOMES {
            let Some(sectors) = self.touched(home) else {
                continue;
            };
            self.flash.erase(Piece::Home(home))?;
            for sector in sectors {
                self.read(sector, &mut content)?;
                let (piece, offset) = Self::home(sector);
                self.flash.write(piece, offset, &content)?;
            }
        }
        self.flash.write(Piece::Journal, 0, &HOMEWARD)?;
        self.flash.write(Piece::Journal, Self::END, &HOMEWARD)?;
        self.clear()
    }

    fn clear(&mut self) -> Result<(), Errno> {
        self.flash.erase(Piece::Journal)?;
        self.newest = [0; SECTORS];
        (self.used, self.open) = (0, 0);
        Ok(())
    }
}

impl<F: Flash, const SECTORS: usize> Disk for Journal<F, SECTORS> {
    fn sectors(&self) -> u32 {
        SECTORS as u32
    }

    fn read(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Errno> {
        if sector >= SECTORS as u32 {
            return Err(Errno::EIO);
        }
        match self.newest(sector) {
            Some(slot) => self.flash.read(Piece::Journal, Self::place(slot), into),
            None => {
                let (piece, offset) = Self::home(sector);
                self.flash.read(piece, offset, into)
            }
        }
    }

    fn write(&mut self, sector: u32, from: &[u8; SECTOR]) -> Result<(), Errno> {
        if sector >= SECTORS as u32 {
            return Err(Errno::EIO);
        }
        let is_new = self.touched(sector / Self::PER_HOME).is_none();
        if !self.has_room(1, is_new) {
            self.go_home()?;
        }
        self.append(sector, from)
    }

    fn keep(&mut self) -> Result<(), Errno> {
        self.close()?;
        // Now, while nothing is open.
        let is_new = (0..F::HOMES).any(|home| self.touched(home).is_none());
        match self.has_room(TOGETHER, is_new) {
            true => Ok(()),
            false => self.go_home(),
        }
    }
}

/// FNV-1a of 32 bits, over the number and the content.
fn checksum(sector: u32, content: &[u8; SECTOR]) -> u32 {
    let number = sector.to_le_bytes();
    let step = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    number.iter().chain(content).fold(0x811c_9dc5, step)
}
