//! The requests of CMSIS-DAP that are needed here, and DAPLink's vendor commands: their bytes. Knows no order of them.
//! Numbers from "CMSIS-DAP", section "CMSIS-DAP Commands", and DAPLink's documentation of its vendor commands.

use super::PACKET;

pub(crate) const DISCONNECT: [u8; 1] = [0x03];
/// DAP_Connect, port SWD; answered with the port, 0 for a failure.
pub(crate) const CONNECT_SWD: [u8; 2] = [0x02, 1];
/// DAP_TransferConfigure: no idle cycles, 80 retries after WAIT, no retries of matches.
pub(crate) const CONFIGURE: [u8; 6] = [0x04, 0, 80, 0, 0, 0];
/// DAP_SWD_Configure: one turnaround cycle, no data phase after WAIT and FAULT.
pub(crate) const CONFIGURE_SWD: [u8; 2] = [0x13, 0];
/// DAP_SWJ_Clock: 4 MHz, what the nRF51 takes (nRF51822 Product Specification, SWD).
pub(crate) const CLOCK: [u8; 5] = [0x11, 0x00, 0x09, 0x3D, 0x00];
/// DAP_SWJ_Sequence: line reset, the switch from JTAG to SWD, line reset, idle (ADIv5, B5.2).
pub(crate) const SWITCH_TO_SWD: [u8; 20] = [
    0x12, 144, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x9E, 0xE7, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0x00, 0x00,
];
const TRANSFER: u8 = 0x05;

/// Vendor 0: length and text of the board's identity.
pub(crate) const UNIQUE_ID: [u8; 1] = [0x80];
/// Vendor 3: length and bytes that the target's serial line has brought.
pub(crate) const SERIAL_READ: [u8; 1] = [0x83];
/// Vendor 9.
pub(crate) const RESET_TARGET: [u8; 1] = [0x89];
/// Vendor 10, with the kind of stream: 1 is Intel HEX.
pub(crate) const OPEN_HEX: [u8; 2] = [0x8A, 1];
/// Vendor 11.
pub(crate) const CLOSE: [u8; 1] = [0x8B];
/// Bytes of a file or of text in one packet.
pub(crate) const CHUNK: usize = PACKET - 2;

/// Vendor 2: speed of the target's serial line.
pub(crate) fn serial_speed(baud: u32) -> [u8; 5] {
    let [a, b, c, d] = baud.to_le_bytes();
    [0x82, a, b, c, d]
}

/// Vendor 4, answered with 1: at most [`CHUNK`] bytes.
pub(crate) fn serial_write(bytes: &[u8]) -> Vec<u8> {
    counted(0x84, bytes)
}

/// Vendor 12: at most [`CHUNK`] bytes of the open stream.
pub(crate) fn write(bytes: &[u8]) -> Vec<u8> {
    counted(0x8C, bytes)
}

fn counted(command: u8, bytes: &[u8]) -> Vec<u8> {
    let mut request = vec![command, bytes.len() as u8];
    request.extend_from_slice(bytes);
    request
}

/// The bytes behind a length byte.
pub(crate) fn counted_reply(reply: &[u8]) -> Option<&[u8]> {
    let length = usize::from(*reply.get(1)?);
    reply.get(2..2 + length)
}

/// A register of the debug port (ADIv5, B2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dp {
    /// Read.
    Identity = 0x0,
    ControlStatus = 0x4,
    /// Write.
    Select = 0x8,
}

/// A register of the memory access port (ADIv5, C2.6), in the bank that `Select` has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ap {
    ControlStatus = 0x0,
    TransferAddress = 0x4,
    Data = 0xC,
}

/// One access in a DAP_Transfer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Access {
    ReadDp(Dp),
    WriteDp(Dp, u32),
    /// Clears the sticky errors: a write of the ABORT register, that shares its address with the identity.
    Abort,
    ReadAp(Ap),
    WriteAp(Ap, u32),
}

impl Access {
    pub fn is_read(self) -> bool {
        matches!(self, Access::ReadDp(_) | Access::ReadAp(_))
    }
}

/// Why a DAP_Transfer stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ack {
    Wait,
    Fault,
    /// No acknowledge, or a protocol error.
    None,
}

/// DAP_Transfer of what fits into a packet.
pub(crate) fn transfer(accesses: &[Access]) -> Vec<u8> {
    let mut request = vec![TRANSFER, 0, accesses.len() as u8];
    for access in accesses {
        // Bit 0 is the access port, bit 1 reading, bits 2 and 3 the register.
        let (kind, value) = match *access {
            Access::ReadDp(register) => (register as u8 | 2, None),
            Access::WriteDp(register, value) => (register as u8, Some(value)),
            // STKCMPCLR, STKERRCLR, WDERRCLR, ORUNERRCLR.
            Access::Abort => (0, Some(0x1E)),
            Access::ReadAp(register) => (register as u8 | 3, None),
            Access::WriteAp(register, value) => (register as u8 | 1, Some(value)),
        };
        request.push(kind);
        if let Some(value) = value {
            request.extend_from_slice(&value.to_le_bytes());
        }
    }
    request
}

/// What was read, or why it stopped. Nothing where the reply cannot belong to `accesses`.
pub(crate) fn transferred(accesses: &[Access], reply: &[u8]) -> Option<Result<Vec<u32>, Ack>> {
    let [TRANSFER, count, response, data @ ..] = reply else {
        return None;
    };
    let count = usize::from(*count);
    match response & 0x1F {
        1 if count == accesses.len() => {}
        2 => return Some(Err(Ack::Wait)),
        4 => return Some(Err(Ack::Fault)),
        1 => return None,
        _ => return Some(Err(Ack::None)),
    }
    let reads = accesses.iter().filter(|access| access.is_read()).count();
    let words = data
        .chunks_exact(4)
        .take(reads)
        .map(|bytes| {
            bytes
                .iter()
                .rev()
                .fold(0u32, |word, byte| word << 8 | u32::from(*byte))
        })
        .collect::<Vec<u32>>();
    (words.len() == reads).then_some(Ok(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_in_bytes() {
        let accesses = [
            Access::WriteAp(Ap::TransferAddress, 0x2000_0000),
            Access::ReadAp(Ap::Data),
            Access::ReadDp(Dp::ControlStatus),
        ];
        assert_eq!(transfer(&accesses), [5, 0, 3, 5, 0, 0, 0, 0x20, 0xF, 6]);
        let reply = [5, 3, 1, 0x78, 0x56, 0x34, 0x12, 0, 0, 0, 0xF0];
        assert_eq!(
            transferred(&accesses, &reply),
            Some(Ok(vec![0x1234_5678, 0xF000_0000]))
        );
        assert_eq!(transferred(&accesses, &[5, 1, 4]), Some(Err(Ack::Fault)));
        assert_eq!(transferred(&accesses, &[5, 2, 1, 0, 0, 0, 0]), None);
    }

    #[test]
    fn a_counted_reply_never_reads_past_its_end() {
        assert_eq!(counted_reply(&[0x80, 2, 65, 66, 0]), Some(&[65, 66][..]));
        assert_eq!(counted_reply(&[0x80, 63, 65]), None);
        assert_eq!(counted_reply(&[0x80]), None);
    }
}
