//! What the disk answers to a computer: the SCSI commands that systems send to a removable disk (SPC-2, SBC-2). Knows nothing
//! of USB, and of the disk only what `Medium` says.

use crate::chip::SECTOR;

/// A disk that a computer uses beside the interpreter.
pub trait Medium {
    /// How many there are; 0: there is no disk.
    fn sectors(&self) -> u32;

    /// Whether the computer must not write now.
    fn is_protected(&self) -> bool;

    fn read(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Refusal>;

    fn write(&mut self, sector: u32, from: &[u8; SECTOR]) -> Result<(), Refusal>;

    /// What was written stays when the power goes.
    fn keep(&mut self) -> Result<(), Refusal>;

    /// Whether what the computer has read is no longer so.
    fn is_stale(&self) -> bool;

    /// The computer has forgotten what it read.
    fn forget(&mut self);
}

/// Why a disk does not do what a computer wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Nobody but the interpreter may write now.
    Protected,
    /// What the computer knows of the disk is no longer true: it has to look at it anew.
    Stale,
    /// The disk fails.
    Broken,
}

/// Where there is no disk.
pub struct NoMedium;

impl Medium for NoMedium {
    fn sectors(&self) -> u32 {
        0
    }

    fn is_protected(&self) -> bool {
        true
    }

    fn read(&mut self, _: u32, _: &mut [u8; SECTOR]) -> Result<(), Refusal> {
        Err(Refusal::Broken)
    }

    fn write(&mut self, _: u32, _: &[u8; SECTOR]) -> Result<(), Refusal> {
        Err(Refusal::Broken)
    }

    fn keep(&mut self) -> Result<(), Refusal> {
        Ok(())
    }

    fn is_stale(&self) -> bool {
        false
    }

    fn forget(&mut self) {}
}

/// What a command comes to.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Done,
    /// So many bytes are in the buffer for the computer.
    Send(usize),
    Read {
        sector: u32,
        count: u32,
    },
    Write {
        sector: u32,
        count: u32,
    },
}

/// Why a command failed, as REQUEST SENSE says it (SPC-2, 7.23): key, code and qualifier.
#[derive(Clone, Copy)]
struct Sense(u8, u8, u8);

impl Sense {
    const NONE: Sense = Sense(0, 0, 0);
    const NO_MEDIUM: Sense = Sense(2, 0x3a, 0);
    const WRITE_FAILS: Sense = Sense(3, 0x0c, 0);
    const READ_FAILS: Sense = Sense(3, 0x11, 0);
    const UNKNOWN_COMMAND: Sense = Sense(5, 0x20, 0);
    const OUT_OF_RANGE: Sense = Sense(5, 0x21, 0);
    const INVALID_FIELD: Sense = Sense(5, 0x24, 0);
    const UNKNOWN_UNIT: Sense = Sense(5, 0x25, 0);
    const CHANGED: Sense = Sense(6, 0x28, 0);
    const PROTECTED: Sense = Sense(7, 0x27, 0);
}

/// What the computer is told of the disk. When what it knows is no longer true, it is told what a card reader tells when
/// somebody changes the card: all systems then forget what they knew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    There,
    /// Gone, until the computer has asked.
    Changing,
    /// There again, which it has not been told.
    Changed,
    /// The computer has put it away.
    Ejected,
}

pub struct Scsi {
    sense: Sense,
    presence: Presence,
    /// What was written before could not be kept.
    lost: bool,
}

const TEST_UNIT_READY: u8 = 0x00;
const REQUEST_SENSE: u8 = 0x03;
const INQUIRY: u8 = 0x12;
const MODE_SENSE_6: u8 = 0x1a;
const START_STOP_UNIT: u8 = 0x1b;
const PREVENT_ALLOW: u8 = 0x1e;
const READ_FORMAT_CAPACITIES: u8 = 0x23;
const READ_CAPACITY: u8 = 0x25;
const READ_10: u8 = 0x28;
const WRITE_10: u8 = 0x2a;
const VERIFY_10: u8 = 0x2f;
const SYNCHRONIZE_CACHE: u8 = 0x35;
const MODE_SENSE_10: u8 = 0x5a;

/// A direct-access device that is removable and answers as SCSI-2 says; the rest is 31 bytes long.
const IDENTITY: &[u8; 36] = b"\x00\x80\x02\x02\x1f\0\0\0Pyrite  Files on a board1.00";

/// The page of caching parameters (SBC-2, 6.3.3): what is written is kept only with SYNCHRONIZE CACHE, which systems send
/// only when they know.
const CACHING: u8 = 0x08;
const ALL_PAGES: u8 = 0x3f;
const PAGE_LEN: usize = 20;

fn caching_page(flags: u8) -> [u8; PAGE_LEN] {
    let mut page = [0; PAGE_LEN];
    (page[0], page[1], page[2]) = (CACHING, 18, flags);
    page
}

impl Scsi {
    pub const fn new() -> Scsi {
        Scsi {
            sense: Sense::NONE,
            presence: Presence::There,
            lost: false,
        }
    }

    /// The computer is another, or has reset the board. It may be the same and know what it knew: systems keep that while
    /// they sleep.
    pub fn begin_anew(&mut self, disk: &mut dyn Medium) {
        self.sense = Sense::NONE;
        self.presence = match disk.is_stale() {
            true => Presence::Changed,
            false => Presence::There,
        };
    }

    /// Takes a command for unit `unit`. A failure is kept for REQUEST SENSE.
    pub fn begin(
        &mut self,
        unit: u8,
        block: &[u8],
        disk: &mut dyn Medium,
        buffer: &mut [u8; SECTOR],
    ) -> Result<Step, ()> {
        let mut command = [0; 16];
        for (place, byte) in command.iter_mut().zip(block) {
            *place = *byte;
        }
        let outcome = match unit {
            0 => self.command(&command, disk, buffer),
            // Even where there is no unit, these are answered.
            _ if matches!(command[0], REQUEST_SENSE) => self.command(&command, disk, buffer),
            _ => Err(Sense::UNKNOWN_UNIT),
        };
        self.noted(outcome)
    }

    fn noted<T>(&mut self, outcome: Result<T, Sense>) -> Result<T, ()> {
        outcome.map_err(|sense| self.sense = sense)
    }

    fn refused(&mut self, refusal: Refusal, sense: Sense) -> Sense {
        match refusal {
            Refusal::Protected => Sense::PROTECTED,
            Refusal::Broken => sense,
            Refusal::Stale => {
                self.presence = Presence::Changing;
                Sense::NO_MEDIUM
            }
        }
    }

    pub fn read(
        &mut self,
        disk: &mut dyn Medium,
        sector: u32,
        into: &mut [u8; SECTOR],
    ) -> Result<(), ()> {
        let outcome = disk.read(sector, into);
        let outcome = outcome.map_err(|refusal| self.refused(refusal, Sense::READ_FAILS));
        self.noted(outcome)
    }

    pub fn write(
        &mut self,
        disk: &mut dyn Medium,
        sector: u32,
        from: &[u8; SECTOR],
    ) -> Result<(), ()> {
        let outcome = disk.write(sector, from);
        let outcome = outcome.map_err(|refusal| self.refused(refusal, Sense::WRITE_FAILS));
        self.noted(outcome)
    }

    /// Keeps what was written, unasked: that it cannot be, the next command says.
    pub fn keep(&mut self, disk: &mut dyn Medium) {
        self.lost |= disk.keep().is_err();
    }

    fn command(
        &mut self,
        command: &[u8; 16],
        disk: &mut dyn Medium,
        buffer: &mut [u8; SECTOR],
    ) -> Result<Step, Sense> {
        let [code, c1, c2, c3, c4, c5, _, c7, c8, ..] = *command;
        let sector = u32::from_be_bytes([c2, c3, c4, c5]);
        let count = u16::from_be_bytes([c7, c8]);
        match code {
            // Answered whatever the disk does.
            INQUIRY => {
                if c1 & 1 != 0 || c2 != 0 {
                    return Err(Sense::INVALID_FIELD);
                }
                return Ok(send(buffer, IDENTITY, u16::from_be_bytes([c3, c4])));
            }
            REQUEST_SENSE => {
                let Sense(key, code, qualifier) = self.sense;
                self.sense = Sense::NONE;
                let mut told = [0; 18];
                (told[0], told[2], told[7]) = (0x70, key, 10);
                (told[12], told[13]) = (code, qualifier);
                return Ok(send(buffer, &told, c4.into()));
            }
            _ => {}
        }
        self.sense = Sense::NONE;
        self.presence(code, command, disk)?;
        if core::mem::take(&mut self.lost) {
            return Err(Sense::WRITE_FAILS);
        }
        match code {
            TEST_UNIT_READY | PREVENT_ALLOW => Ok(Step::Done),
            START_STOP_UNIT => {
                let kept = disk.keep();
                // Load or eject, and not start: out with it.
                if c4 & 3 == 2 {
                    self.presence = Presence::Ejected;
                }
                done(kept)
            }
            SYNCHRONIZE_CACHE => done(disk.keep()),
            READ_CAPACITY => {
                let mut told = [0; 8];
                let (last, size) = told.split_at_mut(4);
                last.copy_from_slice(&(disk.sectors().saturating_sub(1)).to_be_bytes());
                size.copy_from_slice(&(SECTOR as u32).to_be_bytes());
                Ok(send(buffer, &told, u16::MAX))
            }
            READ_FORMAT_CAPACITIES => {
                let mut told = [0; 12];
                let (head, rest) = told.split_at_mut(4);
                head[3] = 8;
                let (sectors, size) = rest.split_at_mut(4);
                sectors.copy_from_slice(&disk.sectors().to_be_bytes());
                size.copy_from_slice(&(SECTOR as u32).to_be_bytes());
                // A formatted disk.
                size[0] = 2;
                Ok(send(buffer, &told, count))
            }
            MODE_SENSE_6 | MODE_SENSE_10 => {
                let page = match c2 & 0x3f {
                    // Which of it could be changed: nothing. Otherwise: there is a cache for what is written.
                    CACHING | ALL_PAGES => caching_page(if c2 >> 6 == 1 { 0 } else { 4 }),
                    _ => return Err(Sense::INVALID_FIELD),
                };
                let protected = u8::from(disk.is_protected()) << 7;
                let mut told = [0; 8 + PAGE_LEN];
                let (head, room) = match code {
                    MODE_SENSE_6 => {
                        (told[0], told[2]) = (3 + page.len() as u8, protected);
                        (4, c4.into())
                    }
                    _ => {
                        (told[1], told[3]) = (6 + page.len() as u8, protected);
                        (8, count)
                    }
                };
                if let Some(place) = told.get_mut(head..head + page.len()) {
                    place.copy_from_slice(&page);
                }
                let told = told.get(..head + page.len()).unwrap_or_default();
                Ok(send(buffer, told, room))
            }
            READ_10 | WRITE_10 | VERIFY_10 => {
                let count = u32::from(count);
                let end = sector.checked_add(count);
                if end.is_none_or(|end| end > disk.sectors()) {
                    return Err(Sense::OUT_OF_RANGE);
                }
                match code {
                    READ_10 => Ok(Step::Read { sector, count }),
                    WRITE_10 if disk.is_protected() => Err(Sense::PROTECTED),
                    WRITE_10 => Ok(Step::Write { sector, count }),
                    // A comparison with data that follow.
                    _ if c1 & 2 != 0 => Err(Sense::INVALID_FIELD),
                    _ => Ok(Step::Done),
                }
            }
            _ => Err(Sense::UNKNOWN_COMMAND),
        }
    }

    /// Whether there is a disk, as far as the computer has been told.
    fn presence(
        &mut self,
        code: u8,
        command: &[u8; 16],
        disk: &mut dyn Medium,
    ) -> Result<(), Sense> {
        if disk.sectors() == 0 {
            return Err(Sense::NO_MEDIUM);
        }
        match self.presence {
            Presence::There => Ok(()),
            Presence::Changing => {
                if code == TEST_UNIT_READY {
                    self.presence = Presence::Changed;
                }
                Err(Sense::NO_MEDIUM)
            }
            Presence::Changed => {
                self.presence = Presence::There;
                disk.forget();
                Err(Sense::CHANGED)
            }
            Presence::Ejected => {
                if code == START_STOP_UNIT && command[4] & 1 != 0 {
                    self.presence = Presence::Changed;
                    return self.presence(code, command, disk);
                }
                Err(Sense::NO_MEDIUM)
            }
        }
    }
}

fn done(kept: Result<(), Refusal>) -> Result<Step, Sense> {
    match kept {
        Ok(()) => Ok(Step::Done),
        Err(_) => Err(Sense::WRITE_FAILS),
    }
}

/// Puts an answer into the buffer, as much as the computer has room for.
fn send(buffer: &mut [u8; SECTOR], answer: &[u8], room: u16) -> Step {
    let count = answer.len().min(room.into());
    for (place, byte) in buffer.iter_mut().zip(answer) {
        *place = *byte;
    }
    Step::Send(count)
}
