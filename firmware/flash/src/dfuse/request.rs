//! The requests of DFU and what they answer: USB DFU 1.1, sections 6 and A; ST AN3156 for the commands in a download.

use crate::machine::{Kind, Pipe, Recipient, Setup};

pub(super) const DOWNLOAD: u8 = 1;
pub(super) const UPLOAD: u8 = 2;
pub(super) const GET_STATUS: u8 = 3;
pub(super) const CLEAR_STATUS: u8 = 4;
pub(super) const ABORT: u8 = 6;

/// The command that sets the address which block 2 is for.
const SET_ADDRESS: u8 = 0x21;
const ERASE: u8 = 0x41;

/// A request to the interface, with the number of a block.
pub(super) fn request(interface: u8, request: u8, block: u16) -> Pipe {
    Pipe::Control(Setup {
        kind: Kind::Class,
        recipient: Recipient::Interface,
        request,
        value: block,
        index: u16::from(interface),
    })
}

/// The first configuration's descriptors (USB 2.0, 9.4.3).
pub(super) fn configuration() -> Pipe {
    Pipe::Control(Setup {
        kind: Kind::Standard,
        recipient: Recipient::Device,
        request: 6,
        value: 0x0200,
        index: 0,
    })
}

pub(super) fn set_address(address: u32) -> Vec<u8> {
    command(SET_ADDRESS, address)
}

pub(super) fn erase(address: u32) -> Vec<u8> {
    command(ERASE, address)
}

fn command(code: u8, address: u32) -> Vec<u8> {
    let [a, b, c, d] = address.to_le_bytes();
    vec![code, a, b, c, d]
}

/// DFU 1.1, 6.1.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Idle,
    /// A download was taken, the status must be asked for.
    DownloadSync,
    DownloadBusy,
    DownloadIdle,
    /// The new program is about to start.
    Manifest,
    UploadIdle,
    Error,
}

/// The answer to [`GET_STATUS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Status {
    pub code: u8,
    /// Milliseconds to wait before it is asked again.
    pub wait: u32,
    pub state: State,
}

impl Status {
    pub fn parse(reply: &[u8]) -> Option<Status> {
        let [code, low, middle, high, state, _] = *reply else {
            return None;
        };
        let state = match state {
            2 => State::Idle,
            3 => State::DownloadSync,
            4 => State::DownloadBusy,
            5 => State::DownloadIdle,
            6..=8 => State::Manifest,
            9 => State::UploadIdle,
            10 => State::Error,
            // An application, or a number that DFU does not know.
            _ => return None,
        };
        let wait = u32::from_le_bytes([low, middle, high, 0]);
        (code <= 0x0F).then_some(Status { code, wait, state })
    }
}

/// What a status means (DFU 1.1, 6.1.2; AN3156 for the first and the eleventh).
pub fn status_text(status: u8) -> &'static str {
    match status {
        0x00 => "no error",
        0x01 => "this address cannot be written here",
        0x02 => "the file fails its check",
        0x03 => "writing failed",
        0x04 => "erasing failed",
        0x05 => "the memory is not blank after erasing",
        0x06 => "programming failed",
        0x07 => "what was programmed cannot be verified",
        0x08 => "the address is out of range",
        0x09 => "the download ended too early",
        0x0A => "the firmware is damaged",
        0x0B => "the chip is protected against reading",
        0x0C => "unexpected USB reset",
        0x0D => "unexpected power-on reset",
        0x0F => "an unexpected request",
        _ => "an unknown error",
    }
}

/// `wTransferSize` of the DFU functional descriptor (DFU 1.1, 4.1.3) among a configuration's descriptors.
pub(super) fn transfer_size(mut descriptors: &[u8]) -> Option<u16> {
    while let [length, kind, ..] = *descriptors {
        let length = usize::from(length);
        if length < 2 {
            return None;
        }
        let own = descriptors.get(..length)?;
        if let (0x21, [_, _, _, _, _, low, high, ..]) = (kind, own) {
            return Some(u16::from_le_bytes([*low, *high]));
        }
        descriptors = descriptors.get(length..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_in_bytes() {
        let status = Status::parse(&[0, 0x64, 0, 0, 4, 0]).unwrap();
        assert_eq!((status.code, status.wait), (0, 100));
        assert_eq!(status.state, State::DownloadBusy);
        assert_eq!(Status::parse(&[0, 0, 0, 0, 11, 0]), None);
        assert_eq!(Status::parse(&[0, 0, 0, 0, 4]), None);
        assert_eq!(Status::parse(&[0x10, 0, 0, 0, 4, 0]), None);
    }

    #[test]
    fn the_transfer_size_stands_in_the_descriptors() {
        let bytes = [
            9, 2, 27, 0, 1, 1, 0, 0xC0, 50, 9, 4, 0, 0, 0, 0xFE, 1, 2, 4, 9, 0x21, 0x0B, 0xFF, 0,
            0, 8, 0x1A, 1,
        ];
        assert_eq!(transfer_size(&bytes), Some(2048));
        assert_eq!(transfer_size(&bytes[..20]), None);
        assert_eq!(transfer_size(&[0, 0]), None);
    }
}
