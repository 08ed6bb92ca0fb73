//! The serial line of the prompt over USB (CDC-ACM): packets to `Input`, `Output` to packets. A packet that finds no room stays
//! where it is, and the computer waits; but a program that reads nothing must not keep Ctrl-C waiting behind it.

use super::PACKET;
use crate::input::Input;
use crate::output::Output;
use core::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use usb_device::class_prelude::*;
use usbd_serial::CdcAcmClass;

/// Milliseconds that a packet waits for a program to read what came before.
const PATIENCE: u32 = 200;

/// What the program knows of the line, and what it sends.
pub struct Wire {
    pub output: Output,
    /// Somebody has opened the line at the other end.
    open: AtomicBool,
    /// The last key came this way.
    typed: AtomicBool,
}

impl Wire {
    pub const fn new(bytes: &'static [AtomicU8]) -> Wire {
        Wire {
            output: Output::new(bytes),
            open: AtomicBool::new(false),
            typed: AtomicBool::new(false),
        }
    }

    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    /// Whether the last key came over this line: then whoever types is here, and output waits for room here.
    pub fn is_first(&self) -> bool {
        self.is_open() && self.typed.load(Ordering::Relaxed)
    }

    /// A key came over another line.
    pub fn typed_elsewhere(&self) {
        self.typed.store(false, Ordering::Relaxed);
    }
}

pub struct Serial<'a, B: UsbBus> {
    class: CdcAcmClass<'a, B>,
    input: &'static Input,
    wire: &'static Wire,
    /// The packet that is being taken.
    packet: [u8; PACKET],
    at: usize,
    end: usize,
    /// Since when it finds no room.
    full: Option<u32>,
    /// The program reads nothing: what finds no room is lost.
    pours: bool,
}

impl<'a, B: UsbBus> Serial<'a, B> {
    pub fn new(
        bus: &'a UsbBusAllocator<B>,
        input: &'static Input,
        wire: &'static Wire,
    ) -> Serial<'a, B> {
        Serial {
            class: CdcAcmClass::new(bus, PACKET as u16),
            input,
            wire,
            packet: [0; PACKET],
            at: 0,
            end: 0,
            full: None,
            pours: false,
        }
    }

    /// Moves bytes both ways; `there`: the computer has set the board up.
    pub fn carry(&mut self, now: u32, there: bool) {
        let open = there && self.class.dtr();
        self.wire.open.store(open, Ordering::Relaxed);
        self.receive(now);
        self.send(open);
    }

    /// Whether a packet waits for room.
    pub fn is_held(&self) -> bool {
        self.at < self.end
    }

    fn receive(&mut self, now: u32) {
        loop {
            self.pass_on(now);
            if self.is_held() {
                return;
            }
            match self.class.read_packet(&mut self.packet) {
                Ok(count) => {
                    (self.at, self.end) = (0, count.min(PACKET));
                    self.wire.typed.store(true, Ordering::Relaxed);
                }
                Err(_) => return,
            }
        }
    }

    fn pass_on(&mut self, now: u32) {
        if self.input.has_room() {
            (self.full, self.pours) = (None, false);
        }
        while let Some(byte) = self
            .packet
            .get(self.at..self.end)
            .and_then(<[u8]>::first)
            .copied()
        {
            if !self.input.has_room() && !self.may_pour(now) {
                return;
            }
            self.input.push(byte);
            self.at += 1;
        }
    }

    /// Whether what finds no room may be lost: a program runs, and reads nothing or is about to be interrupted.
    fn may_pour(&mut self, now: u32) -> bool {
        if !self.input.listens() {
            return false;
        }
        let rest = self.packet.get(self.at..self.end).unwrap_or_default();
        let since = *self.full.get_or_insert(now);
        self.pours |= now.wrapping_sub(since) >= PATIENCE;
        self.pours || rest.iter().any(|byte| self.input.interrupts(*byte))
    }

    fn send(&mut self, open: bool) {
        let output = &self.wire.output;
        if !open {
            // Nobody listens.
            output.take(output.waiting());
            return;
        }
        // Never a full packet: the computer would wait for another before it shows this one.
        let mut packet = [0; PACKET - 1];
        loop {
            let count = output.peek(&mut packet);
            let bytes = packet.get(..count).unwrap_or_default();
            if count == 0 || self.class.write_packet(bytes).is_err() {
                return;
            }
            output.take(count);
        }
    }
}

impl<B: UsbBus> UsbClass<B> for Serial<'_, B> {
    fn get_configuration_descriptors(
        &self,
        writer: &mut DescriptorWriter,
    ) -> usb_device::Result<()> {
        self.class.get_configuration_descriptors(writer)
    }

    fn reset(&mut self) {
        self.class.reset();
        // What a driver kept from before the reset.
        let _ = self.class.read_packet(&mut self.packet);
        (self.at, self.end, self.full) = (0, 0, None);
    }

    fn control_in(&mut self, request: ControlIn<B>) {
        self.class.control_in(request);
    }

    fn control_out(&mut self, request: ControlOut<B>) {
        self.class.control_out(request);
    }
}
