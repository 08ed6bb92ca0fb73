//! What a board is on USB: one device that is a serial line to the prompt and a disk with the board's files. An interrupt
//! calls `poll`; what needs the disk waits until the program calls `serve` at a safe point, so that nobody uses the disk while
//! the interpreter does. Knows no chip: the bus is usb-device's, with the chip's driver or a test behind it.

mod bulk;
mod scsi;
mod serial;
#[cfg(test)]
mod tests;

use crate::input::Input;
use bulk::Storage;
use serial::Serial;
use usb_device::class_prelude::*;
use usb_device::control::{Recipient, Request, RequestType};
use usb_device::device::{
    StringDescriptors, UsbDevice, UsbDeviceBuilder, UsbDeviceState, UsbRev, UsbVidPid,
};

pub use scsi::{Medium, NoMedium, Refusal};
pub use serial::Wire;

/// What the board calls itself.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub vendor: u16,
    pub product: u16,
    pub manufacturer: &'a str,
    pub name: &'a str,
    /// Of this very board: at least twelve digits, for the disk's sake.
    pub number: &'a str,
}

/// Bytes of a packet.
const PACKET: usize = 64;
/// The highest number of an endpoint.
const ENDPOINTS: u8 = 3;
/// Events that one call takes on; others make the interrupt come again.
const EVENTS: usize = 8;
/// What the pyboard draws at most, in milliamperes, with something at its pins.
const CURRENT: usize = 250;

pub struct Usb<'a, B: UsbBus> {
    device: UsbDevice<'a, B>,
    toggles: Toggles,
    serial: Serial<'a, B>,
    storage: Storage<'a, B>,
}

/// Sees requests after which an endpoint's packets are counted from the start again (USB 2.0, 9.4.5): drivers of chips may
/// not know that.
struct Toggles {
    restart: fn(EndpointAddress),
}

impl<B: UsbBus> UsbClass<B> for Toggles {
    fn control_out(&mut self, request: ControlOut<B>) {
        let wanted = request.request();
        if wanted.request_type != RequestType::Standard {
            return;
        }
        match (wanted.recipient, wanted.request) {
            (Recipient::Endpoint, Request::CLEAR_FEATURE) => {
                (self.restart)((wanted.index as u8).into());
            }
            (Recipient::Device, Request::SET_CONFIGURATION) => {
                for number in 1..=ENDPOINTS {
                    (self.restart)(number.into());
                    (self.restart)((0x80 | number).into());
                }
            }
            _ => {}
        }
    }
}

impl<'a, B: UsbBus> Usb<'a, B> {
    /// From here on a computer sees the board. Three endpoints lead to it and two from it, besides those for control.
    /// `restart` has the chip count an endpoint's packets from the start again.
    pub fn new(
        bus: &'a UsbBusAllocator<B>,
        names: Names<'a>,
        input: &'static Input,
        wire: &'static Wire,
        restart: fn(EndpointAddress),
    ) -> Usb<'a, B> {
        let serial = Serial::new(bus, input, wire);
        let storage = Storage::new(bus);
        let strings = StringDescriptors::default()
            .manufacturer(names.manufacturer)
            .product(names.name)
            .serial_number(names.number);
        let mut builder = UsbDeviceBuilder::new(bus, UsbVidPid(names.vendor, names.product))
            .composite_with_iads()
            .usb_rev(UsbRev::Usb200);
        // Neither is refused: one language, a size and a current that there are.
        builder = match builder.strings(&[strings]) {
            Ok(builder) => builder,
            Err(_) => UsbDeviceBuilder::new(bus, UsbVidPid(names.vendor, names.product)),
        };
        let device = match builder
            .max_packet_size_0(PACKET as u8)
            .and_then(|builder| builder.max_power(CURRENT))
        {
            Ok(builder) => builder.build(),
            Err(_) => UsbDeviceBuilder::new(bus, UsbVidPid(names.vendor, names.product)).build(),
        };
        Usb {
            device,
            toggles: Toggles { restart },
            serial,
            storage,
        }
    }

    /// Does what can be done without the disk; `now` is in milliseconds and may wrap. For the interrupt.
    pub fn poll(&mut self, now: u32) {
        for _ in 0..EVENTS {
            let classes: &mut [&mut dyn UsbClass<B>] =
                &mut [&mut self.toggles, &mut self.serial, &mut self.storage];
            if !self.device.poll(classes) {
                break;
            }
        }
        let there = self.device.state() == UsbDeviceState::Configured;
        self.serial.carry(now, there);
        self.storage.note(there);
    }

    /// Whether a packet is held back because there is no place for it. As long as it is, the driver's interrupt would come
    /// again and again: it is to be masked, and `poll` called by the program.
    pub fn is_held(&self) -> bool {
        self.serial.is_held() || self.storage.is_held()
    }

    /// Whether there is something for `serve` to do, now or a little later.
    pub fn wants_service(&self) -> bool {
        self.is_held() || self.storage.wants_service()
    }

    /// Does what needs the disk. For the program, at a moment when nobody uses the disk.
    pub fn serve(&mut self, disk: &mut dyn Medium, now: u32) {
        self.storage.serve(disk, now);
    }
}
