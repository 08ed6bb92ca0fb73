//! Boards on USB, by the system's own drivers.

use super::Trouble;
use super::cable::Cable;
use nusb::descriptors::{InterfaceDescriptor, TransferType};
use nusb::transfer::{
    Buffer, Bulk, ControlIn, ControlOut, ControlType, In, Out, Recipient, TransferError,
};
use nusb::{Device, Endpoint, ErrorKind, Interface, MaybeFuture};
use pyrite_flash::{Event, Kind, Link, Pipe, Setup, dfuse};
use pyrite_image::Board;
use std::time::{Duration, Instant};

/// Classes of interfaces (USB-IF, "Defined Class Codes"); class and subclass of DFU's (DFU 1.1, 4.2.3).
const VENDOR: u8 = 0xff;
const HID: u8 = 0x03;
const DFU: (u8, u8) = (0xfe, 1);
/// The language of names: English of the United States.
const ENGLISH: u16 = 0x0409;
/// What sending may take.
const SENDING: Duration = Duration::from_secs(5);

pub struct Usb {
    interface: Interface,
    output: Option<Endpoint<Bulk, Out>>,
    input: Option<Endpoint<Bulk, In>>,
    begun: Instant,
}

/// A micro:bit's debug interface: the one for WebUSB, or the one for HID.
pub fn microbit(board: &Board) -> Result<(Usb, Link), Trouble> {
    let device = find(board, "Plug it in with a USB cable that carries data.")?;
    let chosen = settings(&device)?.find(|setting| setting.class() == VENDOR);
    let chosen = match chosen {
        Some(chosen) => Some(chosen),
        None => settings(&device)?.find(|setting| setting.class() == HID),
    };
    let Some(chosen) = chosen else {
        return Err(Trouble(format!(
            "the {}'s interface firmware is too old: update it, or build a file and copy it onto the board's drive",
            board.title
        )));
    };
    let number = chosen.interface_number();
    let bulk: Vec<u8> = chosen
        .endpoints()
        .filter(|endpoint| endpoint.transfer_type() == TransferType::Bulk)
        .map(|endpoint| endpoint.address())
        .collect();
    let output = bulk.iter().find(|address| **address & 0x80 == 0).copied();
    let input = bulk.iter().find(|address| **address & 0x80 != 0).copied();
    let interface = claim(&device, number)?;
    let mut usb = Usb {
        interface,
        output: None,
        input: None,
        begun: Instant::now(),
    };
    let link = match (output, input) {
        (Some(output), Some(input)) => {
            usb.output = Some(usb.interface.endpoint(output)?);
            usb.input = Some(usb.interface.endpoint(input)?);
            Link::Endpoints {
                output,
                input: input & 0x7f,
            }
        }
        _ => Link::Reports { interface: number },
    };
    Ok((usb, link))
}

/// A bootloader: number of its interface, and the name that describes the memory.
pub fn bootloader(board: &Board) -> Result<(Usb, u8, String), Trouble> {
    let device = find(board, dfuse::ADVICE)?;
    let mut found = None;
    for setting in settings(&device)? {
        if (setting.class(), setting.subclass()) != DFU {
            continue;
        }
        let name = setting.string_index().and_then(|index| {
            let name = device.get_string_descriptor(index, ENGLISH, Duration::from_secs(1));
            name.wait().ok()
        });
        // The first is the flash; what follows are settings and memory for one-time use.
        if let Some(name) = name {
            found = Some((
                setting.interface_number(),
                setting.alternate_setting(),
                name,
            ));
            break;
        }
    }
    let Some((number, setting, name)) = found else {
        return Err(Trouble(format!(
            "the {} says nothing of its flash",
            board.title
        )));
    };
    let interface = claim(&device, number)?;
    interface.set_alt_setting(setting).wait()?;
    let usb = Usb {
        interface,
        output: None,
        input: None,
        begun: Instant::now(),
    };
    Ok((usb, number, name))
}

fn find(board: &Board, advice: &str) -> Result<Device, Trouble> {
    let mut devices: Vec<_> = (nusb::list_devices().wait()?)
        .filter(|device| (device.vendor_id(), device.product_id()) == board.usb)
        .collect();
    let title = board.title;
    match devices.len() {
        0 => Err(Trouble(format!("no {title} is connected. {advice}"))),
        1 => {
            let device = devices.remove(0);
            device.open().wait().map_err(|error| refused(title, &error))
        }
        count => Err(Trouble(format!(
            "{count} boards of this kind are connected: unplug all but one"
        ))),
    }
}

fn refused(title: &str, error: &nusb::Error) -> Trouble {
    let advice = match error.kind() {
        ErrorKind::Busy => "another program uses it: close pages and programs that do",
        ErrorKind::PermissionDenied => {
            "you may not use it: on Linux a udev rule must allow it (see your board's documentation)"
        }
        ErrorKind::Disconnected => "it was unplugged",
        _ => return Trouble(format!("the {title} cannot be opened: {error}")),
    };
    Trouble(format!("the {title} cannot be opened: {advice}"))
}

fn settings(device: &Device) -> Result<impl Iterator<Item = InterfaceDescriptor<'_>>, Trouble> {
    Ok(device.active_configuration()?.interface_alt_settings())
}

fn claim(device: &Device, number: u8) -> Result<Interface, Trouble> {
    let claimed = device.detach_and_claim_interface(number).wait();
    claimed.map_err(|error| refused("board", &error))
}

fn control_type(kind: Kind) -> ControlType {
    match kind {
        Kind::Standard => ControlType::Standard,
        Kind::Class => ControlType::Class,
        Kind::Vendor => ControlType::Vendor,
    }
}

fn recipient(recipient: pyrite_flash::Recipient) -> Recipient {
    match recipient {
        pyrite_flash::Recipient::Device => Recipient::Device,
        pyrite_flash::Recipient::Interface => Recipient::Interface,
        pyrite_flash::Recipient::Endpoint => Recipient::Endpoint,
    }
}

fn happened<T>(outcome: Result<T, TransferError>, event: impl FnOnce(T) -> Event) -> Event {
    match outcome {
        Ok(value) => event(value),
        Err(TransferError::Stall) => Event::Stalled,
        Err(TransferError::Disconnected) => Event::Disconnected,
        Err(_) => Event::Timeout,
    }
}

impl Usb {
    fn control_out(&self, setup: Setup, data: &[u8]) -> Event {
        let request = ControlOut {
            control_type: control_type(setup.kind),
            recipient: recipient(setup.recipient),
            request: setup.request,
            value: setup.value,
            index: setup.index,
            data,
        };
        happened(self.interface.control_out(request, SENDING).wait(), |()| {
            Event::Sent
        })
    }

    fn control_in(&self, setup: Setup, length: usize, within: Duration) -> Event {
        let request = ControlIn {
            control_type: control_type(setup.kind),
            recipient: recipient(setup.recipient),
            request: setup.request,
            value: setup.value,
            index: setup.index,
            length: u16::try_from(length).unwrap_or(u16::MAX),
        };
        happened(
            self.interface.control_in(request, within).wait(),
            Event::Received,
        )
    }
}

impl Cable for Usb {
    fn send(&mut self, pipe: Pipe, data: &[u8]) -> Event {
        match (pipe, &mut self.output) {
            (Pipe::Control(setup), _) => self.control_out(setup, data),
            (Pipe::Endpoint(_), Some(endpoint)) => {
                let done = endpoint.transfer_blocking(data.to_vec().into(), SENDING);
                if done.status == Err(TransferError::Stall) {
                    // What cannot be cleared shows with the next transfer.
                    let _ = endpoint.clear_halt().wait();
                }
                happened(done.status, |()| Event::Sent)
            }
            _ => Event::Disconnected,
        }
    }

    fn receive(&mut self, pipe: Pipe, length: usize, within: u32) -> Event {
        let within = Duration::from_millis(within.max(1).into());
        match (pipe, &mut self.input) {
            (Pipe::Control(setup), _) => self.control_in(setup, length, within),
            (Pipe::Endpoint(_), Some(endpoint)) => {
                // Whole packets only can be asked for.
                let packet = endpoint.max_packet_size().max(1);
                let buffer = Buffer::new(length.div_ceil(packet).max(1) * packet);
                let done = endpoint.transfer_blocking(buffer, within);
                if done.status == Err(TransferError::Stall) {
                    let _ = endpoint.clear_halt().wait();
                }
                let (status, buffer) = (done.status, done.buffer);
                happened(status, |()| Event::Received(buffer.into_vec()))
            }
            _ => Event::Disconnected,
        }
    }

    fn wait(&mut self, milliseconds: u32) {
        std::thread::sleep(Duration::from_millis(milliseconds.into()));
    }

    fn now(&self) -> u64 {
        self.begun.elapsed().as_millis() as u64
    }
}
