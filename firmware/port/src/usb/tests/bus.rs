//! A bus with a computer at the other end: endpoints hold one packet each, as the chips' do, and a held packet stands in the
//! way of all others.

use crate::input::Input;
use crate::usb::{Medium, Names, Usb, Wire};
use core::cell::RefCell;
use core::sync::atomic::AtomicU8;
use std::boxed::Box;
use std::sync::{Arc, Mutex, MutexGuard};
use std::vec;
use std::vec::Vec;
use usb_device::bus::{PollResult, UsbBus, UsbBusAllocator};
use usb_device::endpoint::{EndpointAddress, EndpointType};
use usb_device::{Result, UsbDirection, UsbError};

/// As the chip has them.
const ENDPOINTS: usize = 4;

#[derive(Default)]
struct State {
    reset: bool,
    suspended: bool,
    resumed: bool,
    used: [[bool; ENDPOINTS]; 2],
    setup: bool,
    outward: [Option<Vec<u8>>; ENDPOINTS],
    inward: [Option<Vec<u8>>; ENDPOINTS],
    completed: [bool; ENDPOINTS],
    halted: [[bool; ENDPOINTS]; 2],
}

#[derive(Clone, Default)]
pub struct Bus(Arc<Mutex<State>>);

impl Bus {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

fn side(direction: UsbDirection) -> usize {
    usize::from(direction == UsbDirection::In)
}

impl UsbBus for Bus {
    fn alloc_ep(
        &mut self,
        direction: UsbDirection,
        address: Option<EndpointAddress>,
        _: EndpointType,
        size: u16,
        _: u8,
    ) -> Result<EndpointAddress> {
        assert!(size <= 64);
        let used = &mut self.state().used[side(direction)];
        let number = match address {
            Some(address) => address.index(),
            None => (1..ENDPOINTS)
                .find(|number| !used[*number])
                .ok_or(UsbError::EndpointOverflow)?,
        };
        assert!(!core::mem::replace(&mut used[number], true));
        Ok(EndpointAddress::from_parts(number, direction))
    }

    fn enable(&mut self) {}

    fn reset(&self) {
        let mut state = self.state();
        state.inward = Default::default();
        state.halted = Default::default();
    }

    fn set_device_address(&self, _: u8) {}

    fn write(&self, address: EndpointAddress, bytes: &[u8]) -> Result<usize> {
        assert!(bytes.len() <= 64);
        let place = &mut self.state().inward[address.index()];
        if place.is_some() {
            return Err(UsbError::WouldBlock);
        }
        *place = Some(bytes.to_vec());
        Ok(bytes.len())
    }

    fn read(&self, address: EndpointAddress, into: &mut [u8]) -> Result<usize> {
        let mut state = self.state();
        let packet = state.outward[address.index()].clone();
        let packet = packet.ok_or(UsbError::WouldBlock)?;
        if into.len() < packet.len() {
            return Err(UsbError::BufferOverflow);
        }
        state.outward[address.index()] = None;
        into[..packet.len()].copy_from_slice(&packet);
        Ok(packet.len())
    }

    fn set_stalled(&self, address: EndpointAddress, halted: bool) {
        if address.index() < ENDPOINTS {
            self.state().halted[side(address.direction())][address.index()] = halted;
        }
    }

    fn is_stalled(&self, address: EndpointAddress) -> bool {
        address.index() >= ENDPOINTS
            || self.state().halted[side(address.direction())][address.index()]
    }

    fn suspend(&self) {}

    fn resume(&self) {}

    fn poll(&self) -> PollResult {
        let mut state = self.state();
        if core::mem::take(&mut state.reset) {
            return PollResult::Reset;
        }
        if core::mem::take(&mut state.suspended) {
            return PollResult::Suspend;
        }
        if core::mem::take(&mut state.resumed) {
            return PollResult::Resume;
        }
        let bits = |has: &dyn Fn(usize) -> bool| -> u16 {
            (0..ENDPOINTS).map(|i| u16::from(has(i)) << i).sum()
        };
        let setup = state.setup && state.outward[0].is_some();
        let out = bits(&|i| state.outward[i].is_some() && !(i == 0 && setup));
        let completed = bits(&|i| state.completed[i]);
        state.completed = [false; ENDPOINTS];
        if out == 0 && completed == 0 && !setup {
            return PollResult::None;
        }
        PollResult::Data {
            ep_out: out,
            ep_in_complete: completed,
            ep_setup: u16::from(setup),
        }
    }
}

std::thread_local! {
    /// Endpoints whose packets were counted anew.
    pub static RESTARTED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

fn restarted(address: EndpointAddress) {
    RESTARTED.with_borrow_mut(|all| all.push(address.into()));
}

/// The board on its bus, and the computer.
pub struct Computer<M: Medium> {
    pub bus: Bus,
    pub usb: Usb<'static, Bus>,
    pub input: &'static Input,
    pub wire: &'static Wire,
    pub disk: M,
    pub now: u32,
    tag: u32,
}

/// The endpoints, as the configuration says them.
pub const LINE: usize = 1;
pub const LINE_IN: usize = 2;
pub const DISK: usize = 2;
pub const DISK_IN: usize = 3;

fn room(count: usize) -> &'static [AtomicU8] {
    let bytes: Vec<AtomicU8> = (0..count).map(|_| AtomicU8::new(0)).collect();
    bytes.leak()
}

impl<M: Medium> Computer<M> {
    /// A board that is plugged in and set up.
    pub fn with(disk: M) -> Computer<M> {
        let mut computer = Computer::unplugged(disk);
        computer.plug_in();
        computer
    }

    pub fn unplugged(disk: M) -> Computer<M> {
        let bus = Bus::default();
        let input = Box::leak(Box::new(Input::new(room(128))));
        let wire = Box::leak(Box::new(Wire::new(room(256))));
        let names = Names {
            vendor: 0x1209,
            product: 1,
            manufacturer: "Pyrite",
            name: "test",
            number: "0123456789AB",
        };
        let allocator = Box::leak(Box::new(UsbBusAllocator::new(bus.clone())));
        Computer {
            bus,
            usb: Usb::new(allocator, names, input, wire, restarted),
            input,
            wire,
            disk,
            now: 0,
            tag: 7,
        }
    }

    pub fn plug_in(&mut self) {
        self.bus.state().reset = true;
        self.go();
        assert!(self.control(&[0x00, 5, 9, 0, 0, 0, 0, 0], &[]).is_some());
        assert!(self.control(&[0x00, 9, 1, 0, 0, 0, 0, 0], &[]).is_some());
    }

    /// The cable is pulled, and the board runs on.
    pub fn unplug(&mut self) {
        self.bus.state().suspended = true;
        self.go();
    }

    /// Lets the board do what it can: interrupts, then the program at a safe point.
    pub fn go(&mut self) {
        for _ in 0..4 {
            self.usb.poll(self.now);
            if self.usb.wants_service() {
                self.usb.serve(&mut self.disk, self.now);
            }
        }
    }

    /// Lets time go by.
    pub fn wait(&mut self, millis: u32) {
        self.now = self.now.wrapping_add(millis);
        self.go();
    }

    /// Sends a packet; false: the endpoint is halted, or the board does not take it.
    pub fn send(&mut self, endpoint: usize, packet: &[u8]) -> bool {
        let mut state = self.bus.state();
        if state.halted[0][endpoint] || state.outward[endpoint].is_some() {
            return false;
        }
        state.outward[endpoint] = Some(packet.to_vec());
        drop(state);
        self.go();
        true
    }

    /// Takes a packet; none: there is none, or the endpoint is halted.
    pub fn take(&mut self, endpoint: usize) -> Option<Vec<u8>> {
        let mut state = self.bus.state();
        if state.halted[1][endpoint] {
            return None;
        }
        let packet = state.inward[endpoint].take()?;
        state.completed[endpoint] = true;
        drop(state);
        self.go();
        Some(packet)
    }

    pub fn is_halted(&self, direction: UsbDirection, endpoint: usize) -> bool {
        self.bus.state().halted[side(direction)][endpoint]
    }

    /// A request to endpoint 0 with its data, if it has such outward; what comes back. None: it is refused.
    pub fn control(&mut self, request: &[u8; 8], data: &[u8]) -> Option<Vec<u8>> {
        let mut state = self.bus.state();
        state.halted[0][0] = false;
        state.halted[1][0] = false;
        state.inward[0] = None;
        state.setup = true;
        state.outward[0] = Some(request.to_vec());
        drop(state);
        self.usb.poll(self.now);
        self.bus.state().setup = false;
        for part in data.chunks(64) {
            self.bus.state().outward[0] = Some(part.to_vec());
            self.usb.poll(self.now);
        }
        let mut answer = vec![];
        loop {
            let state = self.bus.state();
            if state.halted[0][0] || state.halted[1][0] {
                return None;
            }
            drop(state);
            let packet = self.take(0)?;
            answer.extend_from_slice(&packet);
            if request[0] & 0x80 == 0 || packet.len() < 64 {
                break;
            }
        }
        if request[0] & 0x80 != 0 {
            // The status of the other side.
            self.bus.state().outward[0] = Some(vec![]);
            self.go();
        }
        Some(answer)
    }

    /// A command for the disk with its data: what came, and status and residue. None: the transport is stuck.
    pub fn command(&mut self, block: &[u8], data: Data) -> Option<(Vec<u8>, u8, u32)> {
        self.tag += 1;
        let (length, flags, out) = match data {
            Data::None => (0, 0, &[][..]),
            Data::In(length) => (length, 0x80, &[][..]),
            Data::Out(bytes) => (bytes.len() as u32, 0, bytes),
        };
        let mut packet = Vec::from(*b"USBC");
        packet.extend_from_slice(&self.tag.to_le_bytes());
        packet.extend_from_slice(&length.to_le_bytes());
        packet.extend_from_slice(&[flags, 0, block.len() as u8]);
        packet.extend_from_slice(block);
        packet.resize(31, 0);
        if !self.send(DISK, &packet) {
            return None;
        }
        for part in out.chunks(64) {
            if !self.send(DISK, part) {
                return None;
            }
        }
        let mut came = Vec::new();
        while came.len() < length as usize && flags != 0 {
            came.extend(self.take(DISK_IN)?);
        }
        let status = self.take(DISK_IN)?;
        assert_eq!((status.len(), &status[..4]), (13, &b"USBS"[..]));
        assert_eq!(status[4..8], self.tag.to_le_bytes());
        let residue = u32::from_le_bytes(status[8..12].try_into().unwrap());
        Some((came, status[12], residue))
    }

    /// A command that is to succeed.
    pub fn do_well(&mut self, block: &[u8], data: Data) -> Vec<u8> {
        let (came, status, residue) = self.command(block, data).unwrap();
        assert_eq!((status, residue), (0, 0), "{block:?}: {:?}", self.sense());
        came
    }

    /// Why the last command failed: key, code and qualifier.
    pub fn sense(&mut self) -> (u8, u8, u8) {
        let (told, status, _) = self.command(&[3, 0, 0, 0, 18, 0], Data::In(18)).unwrap();
        assert_eq!((status, told[0], told[7]), (0, 0x70, 10));
        (told[2], told[12], told[13])
    }

    pub fn read_sectors(&mut self, sector: u32, count: u16) -> Vec<u8> {
        self.do_well(
            &block(0x28, sector, count),
            Data::In(u32::from(count) * 512),
        )
    }

    /// Writes sectors: None, or why not.
    pub fn write_sectors(&mut self, sector: u32, content: &[u8]) -> Option<(u8, u8, u8)> {
        let count = (content.len() / 512) as u16;
        let outcome = self.command(&block(0x2a, sector, count), Data::Out(content));
        let (_, status, _) = outcome.unwrap();
        (status != 0).then(|| self.sense())
    }
}

pub fn block(code: u8, sector: u32, count: u16) -> [u8; 10] {
    let [s0, s1, s2, s3] = sector.to_be_bytes();
    let [c0, c1] = count.to_be_bytes();
    [code, 0, s0, s1, s2, s3, 0, c0, c1, 0]
}

/// What a command wants to move.
#[derive(Clone, Copy)]
pub enum Data<'a> {
    None,
    In(u32),
    Out(&'a [u8]),
}
