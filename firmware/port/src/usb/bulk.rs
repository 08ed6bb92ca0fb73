//! The transport of the disk: USB Mass Storage Class, Bulk-Only Transport 1.0. A command, its data, its status, one after the
//! other, through one buffer of a sector. Both sides' ideas of the data are compared before anything is done (section 6.7);
//! too few data are filled up with zeros and too many dropped, so that a pipe is halted only for what is no command at all.

use super::PACKET;
use super::scsi::{Medium, Scsi, Step};
use crate::chip::SECTOR;
use usb_device::class_prelude::*;
use usb_device::control::{Recipient, RequestType};

const MASS_STORAGE: u8 = 8;
const SCSI: u8 = 6;
const BULK_ONLY: u8 = 0x50;

const RESET: u8 = 0xff;
const GET_MAX_UNIT: u8 = 0xfe;

const COMMAND: [u8; 4] = *b"USBC";
const COMMAND_LEN: usize = 31;
const STATUS: [u8; 4] = *b"USBS";
const STATUS_LEN: usize = 13;

/// Milliseconds after the last sector written until all of them are kept for good.
const QUIET: u32 = 200;

/// How a command ended, as its status says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Good = 0,
    Failed = 1,
    /// The sides did not agree on the data.
    Phase = 2,
}

/// Sectors that are still to be moved.
#[derive(Clone, Copy, Default)]
struct Sectors {
    next: u32,
    count: u32,
}

#[derive(Clone, Copy)]
enum Stage {
    /// A command may come.
    Ready,
    /// One has come, and waits for the disk.
    Begin,
    /// Data go to the computer: from the buffer, then sectors, then zeros.
    Send(Sectors),
    /// Data come from the computer: sectors, then what nobody wants.
    Receive(Sectors),
    Status,
    /// What came was no command: both pipes are halted until the computer resets the transport (6.6.1).
    Stuck,
}

/// A command as it came (5.1).
#[derive(Default)]
struct Command {
    tag: [u8; 4],
    length: u32,
    inward: bool,
    unit: u8,
    block: [u8; 16],
    block_len: usize,
}

impl Command {
    fn parse(packet: &[u8]) -> Option<Command> {
        let packet: &[u8; COMMAND_LEN] = packet.try_into().ok()?;
        let (head, block) = packet.split_first_chunk::<15>()?;
        let [
            s0,
            s1,
            s2,
            s3,
            t0,
            t1,
            t2,
            t3,
            l0,
            l1,
            l2,
            l3,
            flags,
            unit,
            block_len,
        ] = *head;
        if [s0, s1, s2, s3] != COMMAND {
            return None;
        }
        Some(Command {
            tag: [t0, t1, t2, t3],
            length: u32::from_le_bytes([l0, l1, l2, l3]),
            inward: flags & 0x80 != 0,
            unit: unit & 0xf,
            block: block.try_into().ok()?,
            block_len: usize::from(block_len & 0x1f).min(16),
        })
    }
}

pub struct Storage<'a, B: UsbBus> {
    interface: InterfaceNumber,
    outward: EndpointOut<'a, B>,
    inward: EndpointIn<'a, B>,
    scsi: Scsi,
    stage: Stage,
    command: Command,
    end: End,
    buffer: [u8; SECTOR],
    /// Of the buffer, what goes out next and where it ends; coming in, where the next byte goes.
    from: usize,
    to: usize,
    /// Bytes of data that the computer still expects, or still has to send.
    left: u32,
    /// Bytes of data that meant something.
    moved: u32,
    /// A packet has come that nobody took yet.
    waiting: bool,
    there: bool,
    /// The computer went away: perhaps the power goes next.
    away: bool,
    /// It began anew.
    fresh: bool,
    /// Sectors were written that may not be kept yet.
    unkept: bool,
    /// One of them just now; and when the last was.
    wrote: bool,
    written: u32,
}

impl<'a, B: UsbBus> Storage<'a, B> {
    pub fn new(bus: &'a UsbBusAllocator<B>) -> Storage<'a, B> {
        Storage {
            interface: bus.interface(),
            outward: bus.bulk(PACKET as u16),
            inward: bus.bulk(PACKET as u16),
            scsi: Scsi::new(),
            stage: Stage::Ready,
            command: Command::default(),
            end: End::Good,
            buffer: [0; SECTOR],
            from: 0,
            to: 0,
            left: 0,
            moved: 0,
            waiting: false,
            there: false,
            away: false,
            fresh: false,
            unkept: false,
            wrote: false,
            written: 0,
        }
    }

    /// Whether the computer is there.
    pub fn note(&mut self, there: bool) {
        self.away |= self.there && !there;
        self.there = there;
    }

    pub fn is_held(&self) -> bool {
        self.waiting
    }

    pub fn wants_service(&self) -> bool {
        let now = match self.stage {
            Stage::Begin => true,
            Stage::Send(sectors) => self.from == self.to && self.left > 0 && sectors.count > 0,
            Stage::Receive(sectors) => self.to == SECTOR && sectors.count > 0,
            Stage::Ready | Stage::Status | Stage::Stuck => false,
        };
        now || self.away || self.fresh || self.unkept
    }

    /// Goes on with the disk at hand.
    pub fn serve(&mut self, disk: &mut dyn Medium, now: u32) {
        if core::mem::take(&mut self.away) {
            self.keep(disk);
        }
        if core::mem::take(&mut self.fresh) {
            self.scsi.begin_anew(disk);
        }
        self.run(Some(disk));
        if core::mem::take(&mut self.wrote) {
            self.written = now;
        }
        if now.wrapping_sub(self.written) >= QUIET {
            self.keep(disk);
        }
    }

    fn keep(&mut self, disk: &mut dyn Medium) {
        if core::mem::take(&mut self.unkept) {
            self.scsi.keep(disk);
        }
    }

    /// Does all that can be done now.
    fn run(&mut self, mut disk: Option<&mut dyn Medium>) {
        loop {
            match self.stage {
                Stage::Ready => {
                    let mut packet = [0; PACKET];
                    let Some(count) = self.take_packet(&mut packet) else {
                        return;
                    };
                    match Command::parse(packet.get(..count).unwrap_or_default()) {
                        Some(command) => {
                            self.command = command;
                            self.stage = Stage::Begin;
                        }
                        None => self.stage = Stage::Stuck,
                    }
                }
                Stage::Begin => match disk.as_deref_mut() {
                    Some(disk) => self.begin(disk),
                    None => return,
                },
                Stage::Send(sectors) if self.from < self.to => {
                    let end = self.to.min(self.from + PACKET);
                    let packet = self.buffer.get(self.from..end).unwrap_or_default();
                    if self.inward.write(packet).is_err() {
                        return;
                    }
                    self.left = self.left.saturating_sub(packet.len() as u32);
                    self.from = end;
                    self.stage = Stage::Send(sectors);
                }
                Stage::Send(_) if self.left == 0 => self.stage = Stage::Status,
                Stage::Send(sectors) if sectors.count > 0 => match disk.as_deref_mut() {
                    Some(disk) => self.fetch(sectors, disk),
                    None => return,
                },
                Stage::Send(_) => self.fill(0),
                Stage::Receive(sectors) if self.to == SECTOR && sectors.count > 0 => {
                    match disk.as_deref_mut() {
                        Some(disk) => self.store(sectors, disk),
                        None => return,
                    }
                }
                Stage::Receive(_) if self.left == 0 => self.stage = Stage::Status,
                Stage::Receive(sectors) => {
                    let mut packet = [0; PACKET];
                    let Some(count) = self.take_packet(&mut packet) else {
                        return;
                    };
                    self.stage = Stage::Receive(sectors);
                    self.gather(packet.get(..count).unwrap_or_default(), sectors);
                }
                Stage::Status => {
                    let residue = self.command.length.saturating_sub(self.moved);
                    let mut packet = [0; STATUS_LEN];
                    for (place, byte) in packet.iter_mut().zip(
                        (STATUS.iter())
                            .chain(&self.command.tag)
                            .chain(&residue.to_le_bytes())
                            .chain(&[self.end as u8]),
                    ) {
                        *place = *byte;
                    }
                    if self.inward.write(&packet).is_err() {
                        return;
                    }
                    self.stage = Stage::Ready;
                }
                Stage::Stuck => {
                    self.outward.stall();
                    self.inward.stall();
                    let mut packet = [0; PACKET];
                    if self.take_packet(&mut packet).is_none() {
                        return;
                    }
                }
            }
        }
    }

    fn take_packet(&mut self, packet: &mut [u8; PACKET]) -> Option<usize> {
        let count = self.outward.read(packet).ok();
        self.waiting = false;
        count
    }

    /// Begins with the command, once it is clear that both sides mean the same data.
    fn begin(&mut self, disk: &mut dyn Medium) {
        let Command {
            length,
            inward,
            unit,
            ..
        } = self.command;
        let block = self.command.block;
        let block = block.get(..self.command.block_len).unwrap_or_default();
        (self.from, self.to, self.moved, self.left) = (0, 0, 0, length);
        self.end = End::Good;
        let mut sectors = Sectors::default();
        let fits = |wanted: u32, inward_wanted: bool| {
            wanted == 0 || (inward == inward_wanted && wanted <= length)
        };
        let step = self.scsi.begin(unit, block, disk, &mut self.buffer);
        match step {
            Err(()) => self.end = End::Failed,
            Ok(Step::Done) => {}
            Ok(Step::Send(count)) if fits(count as u32, true) => {
                self.fill(count);
                self.moved = count as u32;
            }
            Ok(Step::Read { sector, count }) if fits(bytes(count), true) => {
                sectors = Sectors {
                    next: sector,
                    count,
                };
            }
            Ok(Step::Write { sector, count }) if fits(bytes(count), false) => {
                sectors = Sectors {
                    next: sector,
                    count,
                };
            }
            Ok(_) => self.end = End::Phase,
        }
        self.stage = match (length, inward) {
            (0, _) => Stage::Status,
            (_, true) => Stage::Send(sectors),
            (_, false) => Stage::Receive(sectors),
        };
    }

    /// Has the buffer go out, `count` bytes and then zeros, as far as the computer wants them.
    fn fill(&mut self, count: usize) {
        if let Some(rest) = self.buffer.get_mut(count..) {
            rest.fill(0);
        }
        self.from = 0;
        self.to = SECTOR.min(self.left as usize);
    }

    fn fetch(&mut self, sectors: Sectors, disk: &mut dyn Medium) {
        match self.scsi.read(disk, sectors.next, &mut self.buffer) {
            Ok(()) => {
                self.fill(SECTOR);
                self.moved += SECTOR as u32;
                self.stage = Stage::Send(sectors.rest());
            }
            Err(()) => {
                self.end = End::Failed;
                self.stage = Stage::Send(Sectors::default());
            }
        }
    }

    fn store(&mut self, sectors: Sectors, disk: &mut dyn Medium) {
        self.to = 0;
        match self.scsi.write(disk, sectors.next, &self.buffer) {
            Ok(()) => {
                (self.unkept, self.wrote) = (true, true);
                self.moved += SECTOR as u32;
                self.stage = Stage::Receive(sectors.rest());
            }
            Err(()) => {
                self.end = End::Failed;
                self.stage = Stage::Receive(Sectors::default());
            }
        }
    }

    /// Puts a packet of data into the buffer.
    fn gather(&mut self, packet: &[u8], sectors: Sectors) {
        let left = self.left as usize;
        if packet.len() > left || (packet.len() < PACKET && packet.len() < left) {
            // More than was announced; or the end, too early.
            self.end = End::Phase;
            self.left = 0;
            self.stage = Stage::Receive(Sectors::default());
            return;
        }
        self.left -= packet.len() as u32;
        if sectors.count > 0
            && let Some(place) = self.buffer.get_mut(self.to..self.to + packet.len())
        {
            place.copy_from_slice(packet);
            self.to += packet.len();
        }
    }

    /// Ready for a command again.
    fn restart(&mut self) {
        self.stage = Stage::Ready;
        let mut packet = [0; PACKET];
        // What a driver kept from before.
        let _ = self.take_packet(&mut packet);
    }
}

impl Sectors {
    fn rest(self) -> Sectors {
        Sectors {
            next: self.next.wrapping_add(1),
            count: self.count - 1,
        }
    }
}

fn bytes(sectors: u32) -> u32 {
    sectors.saturating_mul(SECTOR as u32)
}

impl<B: UsbBus> UsbClass<B> for Storage<'_, B> {
    fn get_configuration_descriptors(
        &self,
        writer: &mut DescriptorWriter,
    ) -> usb_device::Result<()> {
        writer.interface(self.interface, MASS_STORAGE, SCSI, BULK_ONLY)?;
        writer.endpoint(&self.inward)?;
        writer.endpoint(&self.outward)
    }

    fn reset(&mut self) {
        self.restart();
        self.fresh = true;
    }

    fn endpoint_out(&mut self, address: EndpointAddress) {
        self.waiting |= address == self.outward.address();
    }

    fn poll(&mut self) {
        self.run(None);
    }

    fn control_in(&mut self, request: ControlIn<B>) {
        let wanted = request.request();
        if wanted.request_type == RequestType::Class
            && wanted.recipient == Recipient::Interface
            && wanted.index == u16::from(u8::from(self.interface))
        {
            // One disk: its number is 0.
            let _ = match wanted.request {
                GET_MAX_UNIT => request.accept_with(&[0]),
                _ => request.reject(),
            };
        }
    }

    fn control_out(&mut self, request: ControlOut<B>) {
        let wanted = request.request();
        if wanted.request_type == RequestType::Class
            && wanted.recipient == Recipient::Interface
            && wanted.index == u16::from(u8::from(self.interface))
        {
            let _ = match wanted.request {
                RESET => {
                    self.restart();
                    request.accept()
                }
                _ => request.reject(),
            };
        }
    }
}
