//! An nRF51822 or nRF52833 as its debug port sees it: flash, settings, factory words, RAM, the memory controller and a
//! processor that can be halted and run in RAM. nRF51 Reference Manual; nRF52833 Product Specification, 4.3 to 4.5.

use crate::Faults;
use crate::thumb::{Bus, Core, Stop};

const FACTORY: u32 = 0x1000_0000;
const SETTINGS: u32 = 0x1000_1000;
const SETTINGS_SIZE: usize = 0x400;
const RAM: u32 = 0x2000_0000;
const READY: u32 = 0x4001_E400;
const CONFIG: u32 = 0x4001_E504;
const ERASE_PAGE: u32 = 0x4001_E508;
const ERASE_ALL: u32 = 0x4001_E50C;
const ERASE_SETTINGS: u32 = 0x4001_E514;
const AIRCR: u32 = 0xE000_ED0C;
const DHCSR: u32 = 0xE000_EDF0;
const DCRSR: u32 = 0xE000_EDF4;
const DCRDR: u32 = 0xE000_EDF8;
const DEMCR: u32 = 0xE000_EDFC;

/// Times that the controller is asked in vain after an erasure or a write.
const BUSY: u32 = 2;
/// Instructions that a millisecond is good for.
const PER_MILLISECOND: u64 = 16_000;

/// The bus does not know the address, or it is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusError;

pub struct Chip {
    page: usize,
    flash: Vec<u8>,
    settings: Vec<u8>,
    ram: Vec<u8>,
    /// No debug access to memory until everything is erased.
    pub locked: bool,
    config: u32,
    busy: u32,
    core: Core,
    halted: bool,
    debugged: bool,
    halts_at_reset: bool,
    data: u32,
    /// Resets so far.
    pub resets: u64,
    /// Pages that were erased, one by one or with all.
    pub erased: u64,
    pub(crate) faults: Faults,
    /// The power has failed in the middle of a write.
    pub(crate) dead: bool,
}

impl Chip {
    /// 256 KB of flash in pages of 1 KB, 16 KB of RAM.
    pub fn nrf51822() -> Chip {
        Chip::new(1024, 256, 16)
    }

    /// 512 KB of flash in pages of 4 KB, 128 KB of RAM.
    pub fn nrf52833() -> Chip {
        Chip::new(4096, 128, 128)
    }

    /// One with so many pages of so many bytes.
    pub fn new(page: usize, pages: usize, ram: usize) -> Chip {
        Chip {
            page,
            flash: vec![0xFF; page * pages],
            settings: vec![0xFF; SETTINGS_SIZE],
            ram: vec![0; ram * 1024],
            locked: false,
            config: 0,
            busy: 0,
            core: Core::default(),
            halted: false,
            debugged: false,
            halts_at_reset: false,
            data: 0,
            resets: 0,
            erased: 0,
            faults: Faults::none(),
            dead: false,
        }
    }

    pub fn flash(&self) -> &[u8] {
        &self.flash
    }

    pub fn flash_mut(&mut self) -> &mut [u8] {
        &mut self.flash
    }

    pub fn settings(&self) -> &[u8] {
        &self.settings
    }

    pub fn settings_mut(&mut self) -> &mut [u8] {
        &mut self.settings
    }

    /// Whether flash and settings hold what an image wants.
    pub fn holds<'b>(&self, mut blocks: impl Iterator<Item = (u32, &'b [u8])>) -> bool {
        blocks.all(|(address, bytes)| {
            let (memory, at) = match address.checked_sub(SETTINGS) {
                Some(at) => (&self.settings, at),
                None => (&self.flash, address),
            };
            memory.get(at as usize..at as usize + bytes.len()) == Some(bytes)
        })
    }

    /// Whether the program runs as it does without a debugger.
    pub fn is_free(&self) -> bool {
        !self.halted
    }

    pub(crate) fn power_on(&mut self) {
        self.debugged = false;
        self.halts_at_reset = false;
        self.dead = false;
        self.reset();
    }

    pub(crate) fn reset(&mut self) {
        self.resets += 1;
        self.config = 0;
        self.busy = 0;
        self.core = Core::default();
        self.core.registers[15] = word(&self.flash, 4).unwrap_or(0) & !1;
        self.halted = self.debugged && self.halts_at_reset;
    }

    /// Erases everything, also the lock.
    pub(crate) fn erase_all(&mut self) {
        if self.strikes() {
            let end = self.faults.random().below(self.flash.len() as u64) as usize;
            self.flash[..end].fill(0xFF);
            return;
        }
        self.erased += (self.flash.len() / self.page) as u64;
        self.flash.fill(0xFF);
        self.settings.fill(0xFF);
        self.locked = false;
    }

    /// Writes bytes as DAPLink's flasher does; false where there is no such memory.
    pub(crate) fn program(&mut self, address: u32, bytes: &[u8]) -> bool {
        for (offset, byte) in bytes.iter().enumerate() {
            if self.strikes() {
                return true;
            }
            let Some((memory, at)) = self.memory(address.wrapping_add(offset as u32)) else {
                return false;
            };
            memory[at] &= byte;
        }
        true
    }

    pub(crate) fn pass(&mut self, milliseconds: u32) {
        self.run(u64::from(milliseconds) * PER_MILLISECOND);
    }

    /// A program in flash is not followed; only what was put into RAM is run.
    fn run(&mut self, instructions: u64) {
        for _ in 0..instructions {
            let in_ram = self.core.registers[15] >= RAM;
            if self.halted || self.dead || !in_ram {
                return;
            }
            let mut core = std::mem::take(&mut self.core);
            let outcome = core.step(self);
            self.core = core;
            match outcome {
                Ok(()) => {}
                Err(Stop::Breakpoint) if self.debugged => self.halted = true,
                // Locked up.
                Err(Stop::Breakpoint | Stop::Lost) => return,
            }
        }
    }

    fn memory(&mut self, address: u32) -> Option<(&mut Vec<u8>, usize)> {
        if (address as usize) < self.flash.len() {
            return Some((&mut self.flash, address as usize));
        }
        let at = address.checked_sub(SETTINGS)? as usize;
        (at < SETTINGS_SIZE).then_some((&mut self.settings, at))
    }

    /// Whether the power fails now. What was being written is then neither old nor new.
    fn strikes(&mut self) -> bool {
        if !self.dead && self.faults.fails() {
            self.dead = true;
        }
        self.dead
    }

    pub(crate) fn read(&mut self, address: u32) -> Result<u32, BusError> {
        if self.locked && !(0xE000_0000..).contains(&address) {
            return Err(BusError);
        }
        match address {
            DHCSR => {
                let mut word = 1 << 16;
                word |= u32::from(self.debugged);
                word |= u32::from(self.halted) << 1;
                word |= u32::from(self.halted) << 17;
                Ok(word)
            }
            DCRDR => Ok(self.data),
            DEMCR => Ok(u32::from(self.halts_at_reset)),
            0xE000_0000.. => Ok(0),
            _ => self.load(address).ok_or(BusError),
        }
    }

    pub(crate) fn write(&mut self, address: u32, word: u32) -> Result<(), BusError> {
        if self.locked && !(0xE000_0000..).contains(&address) {
            return Err(BusError);
        }
        match address {
            AIRCR if word == 0x05FA_0004 => self.reset(),
            DHCSR if word >> 16 == 0xA05F => {
                self.debugged = word & 1 != 0;
                self.halted = word & 3 == 3;
            }
            DCRSR if self.halted => {
                let register = (word & 31) as usize;
                if register < 16 {
                    if word >> 16 & 1 != 0 {
                        self.core.registers[register] = self.data;
                    } else {
                        self.data = self.core.registers[register];
                    }
                }
            }
            DCRDR => self.data = word,
            DEMCR => self.halts_at_reset = word & 1 != 0,
            0xE000_0000.. => {}
            _ => return self.store(address, word).ok_or(BusError),
        }
        Ok(())
    }

    fn erase(&mut self, address: u32) {
        let start = address as usize / self.page * self.page;
        let damaged = self.strikes();
        let random = self.faults.random().clone();
        if let Some(page) = self.flash.get_mut(start..start + self.page) {
            if damaged {
                let mut random = random;
                page.iter_mut()
                    .for_each(|byte| *byte |= random.draw() as u8);
            } else {
                page.fill(0xFF);
                self.erased += 1;
            }
        }
        self.busy = BUSY;
    }
}

impl Bus for Chip {
    fn load(&mut self, address: u32) -> Option<u32> {
        let at = |start: u32| address.checked_sub(start).map(|at| at as usize);
        match address {
            _ if address % 4 != 0 => None,
            READY => {
                let ready = self.busy == 0;
                self.busy = self.busy.saturating_sub(1);
                Some(u32::from(ready))
            }
            CONFIG => Some(self.config),
            0x1000_0010 => Some(self.page as u32),
            0x1000_0014 => Some((self.flash.len() / self.page) as u32),
            FACTORY..0x1000_0400 => Some(u32::MAX),
            SETTINGS..0x1000_1400 => word(&self.settings, at(SETTINGS)?),
            RAM.. => word(&self.ram, at(RAM)?),
            _ => word(&self.flash, address as usize),
        }
    }

    fn store(&mut self, address: u32, value: u32) -> Option<()> {
        if address % 4 != 0 {
            return None;
        }
        if let Some(at) = address.checked_sub(RAM)
            && address < 0x4000_0000
        {
            let room = self.ram.get_mut(at as usize..at as usize + 4)?;
            room.copy_from_slice(&value.to_le_bytes());
            return Some(());
        }
        // While it is busy, the controller takes nothing.
        let takes = self.busy == 0 && !self.dead;
        match address {
            CONFIG => self.config = value & 3,
            ERASE_PAGE if takes && self.config == 2 => self.erase(value),
            ERASE_ALL if takes && self.config == 2 && value == 1 => self.erase_all(),
            ERASE_SETTINGS if takes && self.config == 2 && value == 1 => {
                self.settings.fill(0xFF);
                self.busy = BUSY;
            }
            0x4000_0000.. => {}
            _ => {
                let writes = takes && self.config == 1 && !self.strikes();
                let (memory, at) = self.memory(address)?;
                if writes {
                    for (byte, new) in memory
                        .get_mut(at..at + 4)?
                        .iter_mut()
                        .zip(value.to_le_bytes())
                    {
                        *byte &= new;
                    }
                    self.busy = BUSY;
                }
            }
        }
        Some(())
    }
}

fn word(memory: &[u8], at: usize) -> Option<u32> {
    let bytes = memory.get(at..at.checked_add(4)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u32::from(*byte)),
    )
}
