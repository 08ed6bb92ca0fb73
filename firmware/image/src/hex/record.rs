//! One line of a HEX file: `:` length, offset, kind, data, checksum, two hexadecimal digits for each byte.
//!
//! Not the `ihex` crate: it knows the six kinds of Intel's own format, and refuses those of universal HEX.

/// What a line is for. The first six are Intel's, the others universal HEX's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Data,
    EndOfFile,
    /// Bits 4 to 19 of the addresses that follow.
    Segment,
    StartSegment,
    /// Bits 16 to 31 of the addresses that follow.
    Linear,
    StartLinear,
    BlockStart,
    BlockEnd,
    Padding,
    /// Data for boards other than the first micro:bit.
    BoardData,
    /// Not for a board: what an editor keeps with the program.
    OtherData,
}

impl Kind {
    const NUMBERS: [(u8, Kind); 11] = [
        (0x00, Kind::Data),
        (0x01, Kind::EndOfFile),
        (0x02, Kind::Segment),
        (0x03, Kind::StartSegment),
        (0x04, Kind::Linear),
        (0x05, Kind::StartLinear),
        (0x0A, Kind::BlockStart),
        (0x0B, Kind::BlockEnd),
        (0x0C, Kind::Padding),
        (0x0D, Kind::BoardData),
        (0x0E, Kind::OtherData),
    ];

    fn from_number(number: u8) -> Option<Kind> {
        let mut rows = Kind::NUMBERS.iter();
        rows.find(|(other, _)| *other == number)
            .map(|(_, kind)| *kind)
    }

    fn number(self) -> u8 {
        let row = Kind::NUMBERS.iter().find(|(_, kind)| *kind == self);
        row.map_or(0, |(number, _)| *number)
    }
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    NoColon,
    NotADigit,
    /// Fewer digits than the line announces.
    TooShort,
    TooLong,
    Checksum,
    UnknownKind(u8),
    /// Its kind asks for another number of bytes.
    WrongLength,
}

/// A line, taken apart.
pub struct Record {
    pub kind: Kind,
    /// The low 16 bits of the address.
    pub offset: u16,
    bytes: [u8; 256 + FRAME],
    length: usize,
}

/// Length, offset, kind and checksum.
const FRAME: usize = 5;
/// Where the data begins.
const DATA: usize = 4;

impl Record {
    pub fn data(&self) -> &[u8] {
        self.bytes.get(DATA..DATA + self.length).unwrap_or_default()
    }

    /// The data, when it has the length that the kind asks for.
    pub fn exactly<const N: usize>(&self) -> Result<[u8; N], LineFault> {
        self.data().try_into().map_err(|_| LineFault::WrongLength)
    }

    /// Reads a line without its end.
    pub fn read(line: &[u8]) -> Result<Record, LineFault> {
        let Some((b':', digits)) = line.split_first() else {
            return Err(LineFault::NoColon);
        };
        let mut record = Record {
            kind: Kind::Data,
            offset: 0,
            bytes: [0; 256 + FRAME],
            length: 0,
        };
        let mut sum = 0u8;
        for (place, pair) in record.bytes.iter_mut().zip(digits.chunks(2)) {
            let (high, low) = match *pair {
                [high, low] => (digit(high)?, digit(low)?),
                [alone] => {
                    digit(alone)?;
                    return Err(LineFault::TooShort);
                }
                _ => return Err(LineFault::TooShort),
            };
            *place = high << 4 | low;
            sum = sum.wrapping_add(*place);
        }
        let [length, high, low, kind, ..] = record.bytes;
        record.length = usize::from(length);
        let wanted = (record.length + FRAME) * 2;
        if digits.is_empty() || digits.len() < wanted {
            return Err(LineFault::TooShort);
        }
        if digits.len() > wanted {
            return Err(LineFault::TooLong);
        }
        if sum != 0 {
            return Err(LineFault::Checksum);
        }
        record.offset = u16::from_be_bytes([high, low]);
        record.kind = Kind::from_number(kind).ok_or(LineFault::UnknownKind(kind))?;
        Ok(record)
    }
}

fn digit(byte: u8) -> Result<u8, LineFault> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'A'..=b'F' => Ok(byte - b'A' + 10),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(LineFault::NotADigit),
    }
}

/// Characters of a line with so many bytes of data, with its end.
pub const fn width(data: usize) -> usize {
    1 + (FRAME + data) * 2 + 1
}

/// Writes a line. More than 255 bytes of data do not fit: the rest is left out, and no caller here has more than 32.
pub fn write(into: &mut String, kind: Kind, offset: u16, data: &[u8]) {
    let length = u8::try_from(data.len()).unwrap_or(u8::MAX);
    let [high, low] = offset.to_be_bytes();
    let head = [length, high, low, kind.number()];
    let mut sum = 0u8;
    into.push(':');
    for byte in head.iter().chain(data.iter().take(usize::from(length))) {
        sum = sum.wrapping_add(*byte);
        push(into, *byte);
    }
    push(into, sum.wrapping_neg());
    into.push('\n');
}

fn push(into: &mut String, byte: u8) {
    for nibble in [byte >> 4, byte & 15] {
        into.push(char::from(match nibble {
            0..10 => b'0' + nibble,
            _ => b'A' + nibble - 10,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let mut line = String::new();
        write(&mut line, Kind::Data, 0x1234, b"abc");
        assert_eq!(line, ":0312340061626391\n");
        assert_eq!(line.len(), width(3));
        let record = Record::read(line.trim_end().as_bytes()).unwrap();
        assert_eq!(record.kind, Kind::Data);
        assert_eq!(record.offset, 0x1234);
        assert_eq!(record.data(), b"abc");
        let longest = format!(":FF0000000{}", "0".repeat(2 * 255 - 1)) + "01";
        assert_eq!(Record::read(longest.as_bytes()).unwrap().data().len(), 255);
    }

    #[test]
    fn faults_are_named() {
        let fault = |line: &str| Record::read(line.as_bytes()).err();
        assert_eq!(fault(""), Some(LineFault::NoColon));
        assert_eq!(fault("00000001FF"), Some(LineFault::NoColon));
        assert_eq!(fault(":"), Some(LineFault::TooShort));
        assert_eq!(fault(":0"), Some(LineFault::TooShort));
        assert_eq!(fault(":00000001F"), Some(LineFault::TooShort));
        assert_eq!(fault(":00000001"), Some(LineFault::TooShort));
        assert_eq!(fault(":00000001FF"), None);
        assert_eq!(fault(":00000001ff"), None);
        assert_eq!(fault(":00000001FF00"), Some(LineFault::TooLong));
        assert_eq!(fault(":00000001FE"), Some(LineFault::Checksum));
        assert_eq!(fault(":000000G1FF"), Some(LineFault::NotADigit));
        assert_eq!(fault(":00000009F7"), Some(LineFault::UnknownKind(9)));
        assert_eq!(
            fault(&format!(":FF{}", "0".repeat(3000))),
            Some(LineFault::TooLong)
        );
    }
}
