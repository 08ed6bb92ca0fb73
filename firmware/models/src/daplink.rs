//! DAPLink between the cable and a chip: packets of 64 bytes in, replies out; debug port, access port, its own flasher and
//! the serial line. "CMSIS-DAP", ADIv5, and DAPLink's documentation of its vendor commands.

use crate::chip::Chip;
use crate::faults::Replies;
use crate::intel_hex::{Found, Reader, Wrong};
use crate::{Device, Faults, Mishap};
use pyrite_flash::{Event, Kind, Pipe};
use std::collections::VecDeque;

const PACKET: usize = 64;
const OK: u8 = 1;
const WAIT: u8 = 2;
const FAULT: u8 = 4;
const NO_ACK: u8 = 7;
/// Bytes of the program's output that wait to be fetched; older ones are lost.
const SERIAL: usize = 4096;

pub struct DapLink {
    pub chip: Chip,
    id: String,
    faults: Faults,
    replies: Replies,
    plugged: bool,
    port: Port,
    stream: Option<Stream>,
    serial_set: bool,
    serial: VecDeque<u8>,
    /// What the program writes when it starts.
    pub greeting: Vec<u8>,
    /// What was typed for the program.
    pub typed: Vec<u8>,
    /// Takes what is typed and gives what it writes; without it, what is typed is kept.
    pub program: Option<Box<dyn FnMut(&[u8]) -> Vec<u8>>>,
    resets: u64,
    /// Firmware without the vendor commands for flashing refuses them.
    pub can_flash: bool,
}

/// Debug port and memory access port.
#[derive(Default)]
struct Port {
    connected: bool,
    /// After a line reset, only the identity may be read.
    fresh: bool,
    powered: bool,
    sticky: bool,
    select: u32,
    control: u32,
    address: u32,
}

/// A file under way into the chip.
#[derive(Default)]
struct Stream {
    reader: Reader,
    begun: bool,
    complete: bool,
    failed: u8,
}

impl DapLink {
    pub fn new(id: &str, chip: Chip) -> DapLink {
        DapLink {
            chip,
            id: id.to_owned(),
            faults: Faults::none(),
            replies: Replies::default(),
            plugged: true,
            port: Port::default(),
            stream: None,
            serial_set: false,
            serial: VecDeque::new(),
            greeting: Vec::new(),
            typed: Vec::new(),
            program: None,
            resets: 0,
            can_flash: true,
        }
    }

    /// A micro:bit v1.
    pub fn v1() -> DapLink {
        DapLink::new(
            "9900000031864e45003810000000003d0000000097969901",
            Chip::nrf51822(),
        )
    }

    /// A micro:bit v2.
    pub fn v2() -> DapLink {
        DapLink::new(
            "9904360258824e45001d30080000000d000000009796990b",
            Chip::nrf52833(),
        )
    }

    /// From now on, things go wrong like this.
    pub fn set_faults(&mut self, faults: Faults) {
        self.chip.faults = faults.clone();
        self.faults = faults;
    }

    /// A reply that somebody else did not fetch.
    pub fn leave_stale(&mut self, reply: &[u8]) {
        let mut packet = reply.to_vec();
        packet.resize(PACKET, 0);
        self.replies.push(packet, None, &mut Faults::none());
    }

    /// Pulls the cable and plugs it in again; from now on nothing goes wrong.
    pub fn replug(&mut self) {
        self.set_faults(Faults::none());
        self.plugged = true;
        self.replies.clear();
        self.port = Port::default();
        self.stream = None;
        self.serial_set = false;
        self.serial.clear();
        self.chip.power_on();
    }

    /// The program writes to its serial line.
    pub fn say(&mut self, text: &[u8]) {
        if self.serial_set {
            self.serial.extend(text);
            let over = self.serial.len().saturating_sub(SERIAL);
            self.serial.drain(..over);
        }
    }

    fn gone(&mut self) -> bool {
        if self.chip.dead || self.faults.unplugs() {
            self.plugged = false;
        }
        !self.plugged
    }

    fn answer(&mut self, request: &[u8], busy: bool) -> Vec<u8> {
        let Some((command, rest)) = request.split_first() else {
            return vec![0xFF];
        };
        let byte = |at: usize| rest.get(at).copied().unwrap_or(0);
        let mut reply = vec![*command];
        match command {
            0x00 => reply.extend(self.info(byte(0))),
            0x02 => {
                self.port.connected = byte(0) <= 1;
                reply.push(u8::from(self.port.connected));
            }
            0x03 => {
                self.port.connected = false;
                reply.push(0);
            }
            0x04 | 0x08 | 0x11 | 0x13 => reply.push(0),
            0x12 => {
                // 50 ones and more reset the line.
                let ones = rest
                    .iter()
                    .skip(1)
                    .take_while(|byte| **byte == 0xFF)
                    .count();
                if ones >= 7 {
                    self.port.fresh = true;
                    self.port.select = 0;
                }
                reply.push(0);
            }
            0x05 => reply.extend(self.transfer(rest, busy)),
            0x80 => {
                reply.push(self.id.len() as u8);
                reply.extend(self.id.bytes());
            }
            0x82 => {
                self.serial_set = true;
                reply.push(1);
            }
            0x83 => {
                let count = self.serial.len().min(62);
                reply.push(count as u8);
                reply.extend(self.serial.drain(..count));
            }
            0x84 => {
                let count = usize::from(byte(0));
                let typed: Vec<u8> = rest.iter().skip(1).take(count).copied().collect();
                match &mut self.program {
                    Some(program) => {
                        let output = program(&typed);
                        self.say(&output);
                    }
                    None => self.typed.extend(typed),
                }
                reply.push(1);
            }
            0x89 => {
                self.chip.reset();
                reply.push(1);
            }
            0x8A..=0x8C if self.can_flash => {
                let code = match command {
                    0x8A => self.open(byte(0)),
                    0x8B => self.close(),
                    _ => {
                        let count = usize::from(byte(0));
                        let chunk: Vec<u8> = rest.iter().skip(1).take(count).copied().collect();
                        self.stream(&chunk)
                    }
                };
                reply.push(code);
            }
            // Unknown commands are answered so.
            _ => reply = vec![0xFF],
        }
        reply
    }

    fn info(&self, what: u8) -> Vec<u8> {
        let text = |text: &str| {
            let mut reply = vec![text.len() as u8 + 1];
            reply.extend(text.bytes());
            reply.push(0);
            reply
        };
        match what {
            0x01 => text("Arm"),
            0x02 => text("BBC micro:bit CMSIS-DAP"),
            0x03 => text(&self.id),
            0x04 => text("1.10"),
            0x09 => text("0257"),
            0xF0 => vec![1, 0x13],
            0xFE => vec![1, 1],
            0xFF => vec![2, PACKET as u8, 0],
            _ => vec![0],
        }
    }

    /// DAP_Transfer: executed accesses, the last acknowledge, what was read.
    fn transfer(&mut self, rest: &[u8], busy: bool) -> Vec<u8> {
        let mut rest = rest.iter().skip(1).copied();
        let count = rest.next().unwrap_or(0);
        let mut data = Vec::new();
        let mut done = 0;
        let mut ack = OK;
        let stops = if busy {
            self.faults.random().below(3)
        } else {
            u64::MAX
        };
        for index in 0..count {
            let Some(request) = rest.next() else {
                ack = NO_ACK;
                break;
            };
            let reads = request & 2 != 0;
            let mut word = 0;
            if !reads {
                for shift in [0, 8, 16, 24] {
                    word |= u32::from(rest.next().unwrap_or(0)) << shift;
                }
            }
            if u64::from(index) == stops {
                ack = if stops == 0 { WAIT } else { FAULT };
                self.port.sticky |= ack == FAULT;
                break;
            }
            match self.access(request, word) {
                Ok(word) => {
                    if reads {
                        data.extend(word.to_le_bytes());
                    }
                    done += 1;
                }
                Err(why) => {
                    ack = why;
                    break;
                }
            }
        }
        let mut reply = vec![done, ack];
        reply.extend(data);
        reply.truncate(PACKET - 1);
        reply
    }

    fn access(&mut self, request: u8, word: u32) -> Result<u32, u8> {
        let port = &mut self.port;
        let (reads, register) = (request & 2 != 0, request & 12);
        if !port.connected {
            return Err(NO_ACK);
        }
        if port.fresh && !(request & 1 == 0 && reads && register == 0) {
            return Err(NO_ACK);
        }
        if request & 1 == 0 {
            return match (register, reads) {
                (0, true) => {
                    port.fresh = false;
                    Ok(0x0BB1_1477)
                }
                (0, false) => {
                    if word & 0x1E != 0 {
                        port.sticky = false;
                    }
                    Ok(0)
                }
                (4, true) => {
                    Ok((u32::from(port.powered) * 0xF000_0000) | (u32::from(port.sticky) << 5))
                }
                _ if port.sticky => Err(FAULT),
                (4, false) => {
                    port.powered = word >> 28 & 5 == 5;
                    Ok(0)
                }
                (8, false) => {
                    port.select = word;
                    Ok(0)
                }
                _ => Ok(0),
            };
        }
        if port.sticky || !port.powered || port.select >> 24 != 0 {
            port.sticky = true;
            return Err(FAULT);
        }
        match (port.select & 0xF0 | u32::from(register), reads) {
            (0x00, true) => Ok(port.control),
            (0x00, false) => {
                port.control = word;
                Ok(0)
            }
            (0x04, true) => Ok(port.address),
            (0x04, false) => {
                port.address = word;
                Ok(0)
            }
            (0x0C, _) if port.control & 0x37 != 0x12 => {
                port.sticky = true;
                Err(FAULT)
            }
            (0x0C, reads) => {
                let address = port.address;
                let outcome = match reads {
                    true => self.chip.read(address),
                    false => self.chip.write(address, word).map(|()| 0),
                };
                let port = &mut self.port;
                match outcome {
                    Ok(word) => {
                        // Counts within 1 KB.
                        port.address = address & !0x3FF | address.wrapping_add(4) & 0x3FF;
                        Ok(word)
                    }
                    Err(_) => {
                        port.sticky = true;
                        Err(FAULT)
                    }
                }
            }
            (0xFC, true) => Ok(0x2477_0011),
            _ => Ok(0),
        }
    }

    fn open(&mut self, kind: u8) -> u8 {
        if self.stream.is_some() || kind != 1 {
            return 2;
        }
        self.stream = Some(Stream::default());
        0
    }

    fn stream(&mut self, chunk: &[u8]) -> u8 {
        let Some(mut stream) = self.stream.take() else {
            return 2;
        };
        for byte in chunk {
            if stream.failed != 0 || stream.complete {
                break;
            }
            match stream.reader.push(*byte) {
                Ok(Found::Nothing) => {}
                Ok(Found::Data { address, bytes }) => {
                    if !stream.begun {
                        stream.begun = true;
                        self.chip.erase_all();
                    }
                    if !self.chip.program(address, &bytes) {
                        stream.failed = 21;
                    }
                }
                Ok(Found::End) => stream.complete = true,
                Err(Wrong::Checksum) => stream.failed = 18,
                Err(Wrong::Syntax) => stream.failed = 19,
            }
        }
        let code = match (stream.failed, stream.complete) {
            (0, false) => 0,
            (0, true) => 16,
            (code, _) => code,
        };
        self.stream = Some(stream);
        code
    }

    fn close(&mut self) -> u8 {
        let Some(stream) = self.stream.take() else {
            return 2;
        };
        self.port = Port::default();
        self.chip.power_on();
        match stream.complete {
            true => stream.failed,
            false => 3,
        }
    }
}

impl Device for DapLink {
    fn output(&mut self, pipe: Pipe, data: &[u8]) -> Event {
        if self.gone() {
            return Event::Disconnected;
        }
        let known = match pipe {
            Pipe::Control(setup) => {
                setup.kind == Kind::Class && setup.request == 0x09 && setup.value == 0x0200
            }
            Pipe::Endpoint(_) => true,
            Pipe::Serial => false,
        };
        if !known || data.len() > PACKET {
            return Event::Stalled;
        }
        let mishap = self.faults.mishap();
        if mishap == Some(Mishap::LostRequest) {
            return Event::Sent;
        }
        let mut reply = self.answer(data, mishap == Some(Mishap::Busy));
        if self.chip.dead {
            self.plugged = false;
            return Event::Disconnected;
        }
        if self.chip.resets != self.resets {
            self.resets = self.chip.resets;
            if self.chip.is_free() {
                let greeting = self.greeting.clone();
                self.say(&greeting);
            }
        }
        reply.resize(PACKET, 0);
        self.replies.push(reply, mishap, &mut self.faults);
        Event::Sent
    }

    fn input(&mut self, pipe: Pipe, length: usize) -> Event {
        if self.gone() {
            return Event::Disconnected;
        }
        let known = match pipe {
            Pipe::Control(setup) => {
                setup.kind == Kind::Class && setup.request == 0x01 && setup.value == 0x0100
            }
            Pipe::Endpoint(_) => true,
            Pipe::Serial => false,
        };
        if !known {
            return Event::Stalled;
        }
        match self.replies.take() {
            Some(mut reply) => {
                reply.truncate(length);
                Event::Received(reply)
            }
            None => Event::Timeout,
        }
    }

    fn pass(&mut self, milliseconds: u32) {
        if self.plugged {
            self.chip.pass(milliseconds);
        }
    }
}
