//! Universal HEX: the files of several boards in one, of which each board's interface chip takes its own
//! (Micro:bit Educational Foundation, "Universal Hex Specification", version 0.4).
//!
//! Written in sections that are multiples of 512 characters long, as the specification asks today; read in sections and in
//! the older blocks of 512, which are sections of one block each.

use super::intel::Hex;
use super::record::{self, Kind};
use super::{Gather, estimate, walk, write_data};
use crate::Error;

/// The boards' share of the file is told by these numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As the interface chip gives it: 0x9900 the first micro:bit, 0x9903 the second.
    pub board: u16,
    pub hex: Hex,
}

/// The first micro:bit's numbers: their data is in ordinary lines, so that interface chips from before this format find it.
const PLAIN: [u16; 2] = [0x9900, 0x9901];
/// Characters that a section's length is a multiple of.
const SECTION: usize = 512;
/// Follows the board's number.
const MARK: [u8; 2] = [0xC0, 0xDE];
/// More boards than any tool puts into a file.
const BOARDS: usize = 64;

/// Whether a file begins as the format asks: an upper half of addresses, then the start of a section.
pub fn is_universal(text: &[u8]) -> bool {
    let mut lines = super::lines(super::trimmed(text));
    let mut kind = || Some(record::Record::read(lines.next()?.1).ok()?.kind);
    kind() == Some(Kind::Linear) && kind() == Some(Kind::BlockStart)
}

/// The boards' parts, in the order of the file.
pub fn read(text: &[u8]) -> Result<Vec<Part>, Error> {
    let mut parts: Vec<(u16, Gather)> = Vec::new();
    let mut current = None;
    // The upper half in the line before a section's start belongs to the section.
    let mut upper = None;
    let mut last = 0;
    walk(text, |line, record| {
        last = line;
        let fault = |fault| Error::HexLine { line, fault };
        match record.kind {
            Kind::BlockStart => {
                let [high, low, ..] = record.exactly::<4>().map_err(fault)?;
                let base = upper.take().filter(|_| current.is_none());
                let base = base.ok_or(Error::HexSection { line })?;
                let board = u16::from_be_bytes([high, low]);
                let known = parts.iter().position(|(other, _)| *other == board);
                if known.is_none() && parts.len() == BOARDS {
                    return Err(Error::HexBoards { line });
                }
                let index = known.unwrap_or(parts.len());
                if known.is_none() {
                    parts.push((board, Gather::default()));
                }
                if let Some((_, gather)) = parts.get_mut(index) {
                    gather.base = base;
                }
                current = Some(index);
            }
            Kind::BlockEnd => current = None,
            Kind::Padding | Kind::OtherData | Kind::EndOfFile => {}
            Kind::Linear if current.is_none() => {
                upper = Some(u32::from(u16::from_be_bytes(record.exactly().map_err(fault)?)) << 16);
            }
            Kind::Linear
            | Kind::Segment
            | Kind::StartSegment
            | Kind::StartLinear
            | Kind::Data
            | Kind::BoardData => {
                let part = current.and_then(|index| parts.get_mut(index));
                let (_, gather) = part.ok_or(Error::HexOutside { line })?;
                gather.take(record).map_err(fault)?;
            }
        }
        Ok(())
    })?;
    if current.is_some() {
        return Err(Error::HexSection { line: last });
    }
    let parts = parts.into_iter().map(|(board, gather)| {
        let (memory, start) = gather.finish()?;
        let hex = Hex { memory, start };
        Ok(Part { board, hex })
    });
    parts.collect()
}

pub fn write(parts: &[Part]) -> String {
    let all = parts.iter().map(|part| estimate(&part.hex.memory)).sum();
    let mut text = String::with_capacity(all);
    for part in parts {
        section(&mut text, part);
    }
    record::write(&mut text, Kind::EndOfFile, 0, &[]);
    text
}

fn section(text: &mut String, part: &Part) {
    let memory = &part.hex.memory;
    let upper = memory
        .ranges()
        .next()
        .map_or(0, |(start, _)| (start >> 16) as u16);
    record::write(text, Kind::Linear, 0, &upper.to_be_bytes());
    let [high, low] = part.board.to_be_bytes();
    let [mark, code] = MARK;
    record::write(text, Kind::BlockStart, 0, &[high, low, mark, code]);
    let kind = match PLAIN.contains(&part.board) {
        true => Kind::Data,
        false => Kind::BoardData,
    };
    write_data(text, kind, memory, Some(upper));
    if let Some(start) = part.hex.start {
        record::write(text, Kind::StartLinear, 0, &start.to_be_bytes());
    }
    // The line that ends the section fills it up, after lines of padding. All lengths are even.
    const FILL: [u8; super::LINE] = [0xff; super::LINE];
    let mut rest = missing(text.len() + record::width(0));
    while rest > 2 * FILL.len() {
        let length = ((rest - record::width(0).min(rest)) / 2).min(FILL.len());
        record::write(
            text,
            Kind::Padding,
            0,
            FILL.get(..length).unwrap_or_default(),
        );
        rest = missing(text.len() + record::width(0));
    }
    record::write(
        text,
        Kind::BlockEnd,
        0,
        FILL.get(..rest / 2).unwrap_or_default(),
    );
}

/// Characters up to the next multiple.
fn missing(length: usize) -> usize {
    length.next_multiple_of(SECTION) - length
}
