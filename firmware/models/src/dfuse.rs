//! The bootloader in an STM32's system memory, with its flash: DFU's states, DfuSe's commands. ST AN3156 (states, commands,
//! what each takes) and UM0424; USB DFU 1.1, A.

use crate::{Device, Faults, Mishap};
use pyrite_flash::{Event, Kind, Pipe, Setup};

const IDLE: u8 = 2;
const SYNC: u8 = 3;
const BUSY: u8 = 4;
const DOWNLOAD_IDLE: u8 = 5;
const MANIFEST: u8 = 7;
const UPLOAD_IDLE: u8 = 9;
const ERROR: u8 = 10;

const NO_TARGET: u8 = 0x01;
const PROTECTED: u8 = 0x0B;
const UNEXPECTED: u8 = 0x0F;

/// A download that waits for the question about the status.
enum Pending {
    SetAddress(u32),
    Erase(u32),
    EraseAll,
    Write { address: u32, data: Vec<u8> },
    Leave,
}

pub struct DfuSe {
    base: u32,
    sectors: Vec<u32>,
    flash: Vec<u8>,
    transfer: u16,
    /// Refuses everything but unlocking.
    pub locked: bool,
    state: u8,
    status: u8,
    pointer: u32,
    pending: Option<Pending>,
    /// Milliseconds until the operation is done.
    busy: u32,
    plugged: bool,
    faults: Faults,
    /// Where the program was started, and nothing while the bootloader runs.
    pub started: Option<u32>,
    /// Sectors that were erased.
    pub erased: u64,
}

impl DfuSe {
    /// The STM32F405 of the pyboard, with 1 MB.
    pub fn pyboard() -> DfuSe {
        let mut sectors = vec![16 * 1024; 4];
        sectors.push(64 * 1024);
        sectors.extend([128 * 1024; 7]);
        DfuSe::new(0x0800_0000, sectors, 2048)
    }

    /// One with such sectors from `base`, and so many bytes in a transfer.
    pub fn new(base: u32, sectors: Vec<u32>, transfer: u16) -> DfuSe {
        let size: u32 = sectors.iter().sum();
        DfuSe {
            base,
            flash: vec![0xFF; size as usize],
            sectors,
            transfer,
            locked: false,
            state: IDLE,
            status: 0,
            pointer: base,
            pending: None,
            busy: 0,
            plugged: true,
            faults: Faults::none(),
            started: None,
            erased: 0,
        }
    }

    /// The name of its interface: the memory map.
    pub fn name(&self) -> String {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for size in &self.sectors {
            match runs.last_mut() {
                Some((count, last)) if last == size => *count += 1,
                _ => runs.push((1, *size)),
            }
        }
        let runs: Vec<String> = runs
            .iter()
            .map(|(count, size)| format!("{count:02}*{:03}Kg", size / 1024))
            .collect();
        format!("@Internal Flash  /{:#010x}/{}", self.base, runs.join(","))
    }

    pub fn flash(&self) -> &[u8] {
        &self.flash
    }

    pub fn flash_mut(&mut self) -> &mut [u8] {
        &mut self.flash
    }

    /// Whether the flash holds what an image wants.
    pub fn holds<'b>(&self, mut blocks: impl Iterator<Item = (u32, &'b [u8])>) -> bool {
        blocks.all(|(address, bytes)| {
            let at = address.wrapping_sub(self.base) as usize;
            self.flash.get(at..at.saturating_add(bytes.len())) == Some(bytes)
        })
    }

    pub fn set_faults(&mut self, faults: Faults) {
        self.faults = faults;
    }

    /// Pulls the cable and enters the bootloader again; from now on nothing goes wrong.
    pub fn replug(&mut self) {
        self.faults = Faults::none();
        self.plugged = true;
        self.state = IDLE;
        self.status = 0;
        self.pointer = self.base;
        self.pending = None;
        self.busy = 0;
        self.started = None;
    }

    fn gone(&mut self) -> bool {
        if self.faults.unplugs() {
            self.plugged = false;
        }
        !self.plugged
    }

    fn fail(&mut self, status: u8) {
        self.state = ERROR;
        self.status = status;
        self.pending = None;
    }

    fn download(&mut self, block: u16, data: &[u8]) -> Event {
        if self.state != IDLE && self.state != DOWNLOAD_IDLE
            || data.len() > usize::from(self.transfer)
        {
            self.fail(UNEXPECTED);
            return Event::Stalled;
        }
        let word = |bytes: &[u8]| {
            bytes
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u32::from(*byte))
        };
        let pending = match (block, data) {
            (_, []) => Pending::Leave,
            (0, [0x21, address @ ..]) if address.len() == 4 => Pending::SetAddress(word(address)),
            (0, [0x41]) => Pending::EraseAll,
            (0, [0x41, address @ ..]) if address.len() == 4 => Pending::Erase(word(address)),
            (0 | 1, _) => {
                self.fail(UNEXPECTED);
                return Event::Stalled;
            }
            (block, data) => {
                let offset = u32::from(block - 2) * u32::from(self.transfer);
                Pending::Write {
                    address: self.pointer.wrapping_add(offset),
                    data: data.to_vec(),
                }
            }
        };
        self.pending = Some(pending);
        self.state = SYNC;
        Event::Sent
    }

    fn upload(&mut self, block: u16, length: usize) -> Event {
        if self.state != IDLE && self.state != UPLOAD_IDLE {
            self.fail(UNEXPECTED);
            return Event::Stalled;
        }
        if block == 0 {
            return Event::Received(vec![0x00, 0x21, 0x41, 0x92]);
        }
        if self.locked {
            self.fail(PROTECTED);
            return Event::Stalled;
        }
        let length = length.min(usize::from(self.transfer));
        let offset = u32::from(block.saturating_sub(2)) * u32::from(self.transfer);
        let at = self.pointer.wrapping_add(offset).wrapping_sub(self.base) as usize;
        let end = at.saturating_add(length).min(self.flash.len());
        match self.flash.get(at..end) {
            Some(bytes) if !bytes.is_empty() => {
                let bytes = bytes.to_vec();
                self.state = UPLOAD_IDLE;
                Event::Received(bytes)
            }
            _ => {
                self.fail(NO_TARGET);
                Event::Stalled
            }
        }
    }

    /// GETSTATUS: begins what waits, and says how long it takes.
    fn report(&mut self) -> Vec<u8> {
        if self.state == SYNC {
            if let Some(pending) = self.pending.take() {
                self.begin(pending);
            }
        } else if self.state == BUSY && self.busy == 0 {
            self.state = DOWNLOAD_IDLE;
        }
        let [low, middle, high, _] = self.busy.to_le_bytes();
        vec![self.status, low, middle, high, self.state, 0]
    }

    fn begin(&mut self, pending: Pending) {
        self.state = BUSY;
        if self.locked && !matches!(pending, Pending::SetAddress(_)) {
            return self.fail(PROTECTED);
        }
        match pending {
            Pending::SetAddress(address) => {
                let at = address.wrapping_sub(self.base) as usize;
                if at >= self.flash.len() {
                    return self.fail(NO_TARGET);
                }
                self.pointer = address;
                self.busy = 1;
            }
            Pending::Erase(address) => {
                let at = address.wrapping_sub(self.base);
                let mut start = 0;
                let found = self.sectors.iter().find_map(|size| {
                    start += size;
                    (at < start).then_some((start - size, *size))
                });
                match found {
                    Some((start, size)) => self.erase(start as usize, size as usize),
                    None => self.fail(NO_TARGET),
                }
            }
            Pending::EraseAll => self.erase(0, self.flash.len()),
            Pending::Write { address, data } => {
                let at = address.wrapping_sub(self.base) as usize;
                if at.saturating_add(data.len()) > self.flash.len() {
                    return self.fail(NO_TARGET);
                }
                for (index, byte) in data.iter().enumerate() {
                    if self.faults.fails() {
                        self.plugged = false;
                        return;
                    }
                    self.flash[at + index] &= byte;
                }
                self.busy = 1 + data.len() as u32 / 64;
            }
            Pending::Leave => {
                self.state = MANIFEST;
                self.started = Some(self.pointer);
            }
        }
    }

    fn erase(&mut self, start: usize, size: usize) {
        if self.faults.fails() {
            let random = self.faults.random();
            for byte in &mut self.flash[start..start + size] {
                *byte |= random.draw() as u8;
            }
            self.plugged = false;
            return;
        }
        self.flash[start..start + size].fill(0xFF);
        self.erased += 1;
        // 128 KB take a second (STM32F405 data sheet, flash memory characteristics).
        self.busy = 1 + size as u32 / 128;
    }

    fn descriptors(&self) -> Vec<u8> {
        let [low, high] = self.transfer.to_le_bytes();
        let mut bytes = vec![9, 2, 27, 0, 1, 1, 0, 0xC0, 50];
        bytes.extend([9, 4, 0, 0, 0, 0xFE, 1, 2, 4]);
        bytes.extend([9, 0x21, 0x0B, 0xFF, 0, low, high, 0x1A, 1]);
        bytes
    }

    /// Damage of a reply, or its loss.
    fn spoil(&mut self, mut reply: Vec<u8>, mishap: Option<Mishap>) -> Event {
        match mishap {
            // A control transfer has one answer: what comes late or twice is not taken.
            Some(Mishap::LostReply | Mishap::Late) => return Event::Timeout,
            Some(Mishap::Damaged) => {
                let at = self.faults.random().below(reply.len() as u64) as usize;
                if let Some(byte) = reply.get_mut(at) {
                    *byte ^= 1 + self.faults.random().below(255) as u8;
                }
            }
            _ => {}
        }
        Event::Received(reply)
    }
}

fn is_own(setup: &Setup) -> bool {
    setup.kind == Kind::Class
}

impl Device for DfuSe {
    fn output(&mut self, pipe: Pipe, data: &[u8]) -> Event {
        if self.gone() || self.started.is_some() {
            return Event::Disconnected;
        }
        let mishap = self.faults.mishap();
        match pipe {
            _ if mishap == Some(Mishap::LostRequest) => Event::Timeout,
            _ if mishap == Some(Mishap::Busy) => {
                self.fail(UNEXPECTED);
                Event::Stalled
            }
            Pipe::Control(setup) if is_own(&setup) => {
                let event = match setup.request {
                    1 if self.state == BUSY => {
                        self.fail(UNEXPECTED);
                        Event::Stalled
                    }
                    1 => self.download(setup.value, data),
                    4 if self.state == ERROR => {
                        self.state = IDLE;
                        self.status = 0;
                        Event::Sent
                    }
                    6 if matches!(self.state, IDLE | DOWNLOAD_IDLE | UPLOAD_IDLE | SYNC) => {
                        self.state = IDLE;
                        self.pending = None;
                        Event::Sent
                    }
                    _ => {
                        self.fail(UNEXPECTED);
                        Event::Stalled
                    }
                };
                match mishap {
                    Some(Mishap::LostReply | Mishap::Late) => Event::Timeout,
                    _ => event,
                }
            }
            _ => Event::Stalled,
        }
    }

    fn input(&mut self, pipe: Pipe, length: usize) -> Event {
        if self.gone() {
            return Event::Disconnected;
        }
        if self.started.is_some() {
            return Event::Disconnected;
        }
        let mishap = self.faults.mishap();
        if mishap == Some(Mishap::LostRequest) {
            return Event::Timeout;
        }
        let event = match pipe {
            Pipe::Control(setup) if is_own(&setup) => match setup.request {
                2 => self.upload(setup.value, length),
                3 => Event::Received(self.report()),
                5 => Event::Received(vec![self.state]),
                _ => Event::Stalled,
            },
            Pipe::Control(setup) if setup.request == 6 && setup.value == 0x0200 => {
                Event::Received(self.descriptors())
            }
            _ => Event::Stalled,
        };
        if !self.plugged {
            return Event::Disconnected;
        }
        match event {
            Event::Received(mut reply) => {
                reply.truncate(length);
                self.spoil(reply, mishap)
            }
            event => event,
        }
    }

    fn pass(&mut self, milliseconds: u32) {
        self.busy = self.busy.saturating_sub(milliseconds);
    }
}
