//! Intel HEX and universal HEX: the walk over the lines that both share. What the lines of a file mean together is said in
//! `intel` and `universal`.

pub mod intel;
pub mod record;
pub mod universal;

use crate::{Error, Memory};
use record::{Kind, LineFault, Record};

/// Bytes of data in a line. The interface chips of the micro:bit take up to 32; all tools take 16.
const LINE: usize = 16;

/// Whether a file may be meant as HEX.
pub fn is_hex(text: &[u8]) -> bool {
    trimmed(text).starts_with(b":")
}

/// Without the mark that some editors put at the start of texts, and without blanks.
fn trimmed(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(text)
        .trim_ascii()
}

/// Calls `each` for every line up to the one that ends the file, with its number. A file that does not end so is cut off.
fn walk(
    text: &[u8],
    mut each: impl FnMut(usize, &Record) -> Result<(), Error>,
) -> Result<(), Error> {
    if !is_hex(text) {
        return Err(Error::NotHex);
    }
    let mut lines = lines(trimmed(text));
    while let Some((number, line)) = lines.next() {
        let record = match Record::read(line) {
            Ok(record) => record,
            Err(LineFault::TooShort) if lines.next().is_none() => {
                return Err(Error::HexCutOff { line: number });
            }
            Err(fault) => {
                return Err(Error::HexLine {
                    line: number,
                    fault,
                });
            }
        };
        if record.kind == Kind::EndOfFile {
            return match lines.next() {
                Some((line, _)) => Err(Error::HexAfterEnd { line }),
                None => Ok(()),
            };
        }
        each(number, &record)?;
    }
    let line = trimmed(text).split(|byte| *byte == b'\n').count();
    Err(Error::HexCutOff { line })
}

/// Lines that are not empty, with their numbers.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let lines = text.split(|byte| *byte == b'\n').enumerate();
    lines
        .map(|(index, line)| (index + 1, line.trim_ascii()))
        .filter(|(_, line)| !line.is_empty())
}

/// Gathers data lines into pieces of memory.
#[derive(Default)]
struct Gather {
    base: u32,
    pieces: Vec<(u32, Vec<u8>)>,
    /// Where the program begins, when the file says so.
    start: Option<u32>,
}

impl Gather {
    /// Takes a line of one of Intel's kinds.
    fn take(&mut self, record: &Record) -> Result<(), LineFault> {
        match record.kind {
            Kind::Data | Kind::BoardData => self.data(record),
            Kind::Segment => {
                self.base = u32::from(u16::from_be_bytes(record.exactly()?)) << 4;
            }
            Kind::Linear => {
                self.base = u32::from(u16::from_be_bytes(record.exactly()?)) << 16;
            }
            Kind::StartLinear => self.start = Some(u32::from_be_bytes(record.exactly()?)),
            // Where an 8086 begins; it says nothing to these boards.
            Kind::StartSegment => {
                record.exactly::<4>()?;
            }
            Kind::EndOfFile
            | Kind::BlockStart
            | Kind::BlockEnd
            | Kind::Padding
            | Kind::OtherData => {}
        }
        Ok(())
    }

    fn data(&mut self, record: &Record) {
        // Past the top, addresses begin again at 0: the overlap is found when the pieces are put together.
        let address = self.base.wrapping_add(u32::from(record.offset));
        match self.pieces.last_mut() {
            Some((start, bytes))
                if u64::from(*start) + bytes.len() as u64 == u64::from(address) =>
            {
                bytes.extend_from_slice(record.data());
            }
            _ => self.pieces.push((address, record.data().to_vec())),
        }
    }

    fn finish(self) -> Result<(Memory, Option<u32>), Error> {
        Ok((Memory::from_pieces(self.pieces)?, self.start))
    }
}

/// Writes the lines of data, `kind`, with the upper halves of addresses before them where they change.
fn write_data(into: &mut String, kind: Kind, memory: &Memory, mut upper: Option<u16>) {
    for (start, bytes) in memory.ranges() {
        let mut address = start;
        let mut rest = bytes;
        while !rest.is_empty() {
            let [high, next, ..] = address.to_be_bytes();
            let now = u16::from_be_bytes([high, next]);
            if upper != Some(now) {
                record::write(into, Kind::Linear, 0, &now.to_be_bytes());
                upper = Some(now);
            }
            // Lines begin at multiples of their length, so none crosses into another upper half.
            let room = LINE - address as usize % LINE;
            let (line, after) = rest.split_at(room.min(rest.len()));
            record::write(into, kind, (address & 0xffff) as u16, line);
            address = address.wrapping_add(line.len() as u32);
            rest = after;
        }
    }
}

/// Characters that the lines of a memory take, about.
fn estimate(memory: &Memory) -> usize {
    memory.len().div_ceil(LINE) * record::width(LINE) + 1024
}

#[cfg(test)]
mod tests;
