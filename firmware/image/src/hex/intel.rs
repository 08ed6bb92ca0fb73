//! Intel HEX (Intel's specification of 1988, with 32-bit addresses): the memory of one board as text.

use super::record::{self, Kind};
use super::{Gather, estimate, walk, write_data};
use crate::{Error, Memory};

/// What a HEX file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hex {
    pub memory: Memory,
    /// Where the program begins; boards with a vector table need no such line.
    pub start: Option<u32>,
}

/// Reads a file for one board. One for several boards is [`Error::UniversalHex`].
pub fn read(text: &[u8]) -> Result<Hex, Error> {
    let mut gather = Gather::default();
    walk(text, |line, record| {
        if matches!(record.kind, Kind::BlockStart | Kind::BoardData) {
            return Err(Error::UniversalHex);
        }
        gather
            .take(record)
            .map_err(|fault| Error::HexLine { line, fault })
    })?;
    let (memory, start) = gather.finish()?;
    Ok(Hex { memory, start })
}

pub fn write(hex: &Hex) -> String {
    let mut text = String::with_capacity(estimate(&hex.memory));
    write_data(&mut text, Kind::Data, &hex.memory, None);
    if let Some(start) = hex.start {
        record::write(&mut text, Kind::StartLinear, 0, &start.to_be_bytes());
    }
    record::write(&mut text, Kind::EndOfFile, 0, &[]);
    text
}
