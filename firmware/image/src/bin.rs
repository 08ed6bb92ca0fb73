//! Raw binary: the bytes of a memory from its first address to its last, holes filled as erased flash reads.

use crate::{Error, Memory};

/// Longer files are holes, for the most part: something lies far from the program.
const LONGEST: u64 = 16 << 20;

/// The first address, and the bytes from there on.
pub fn write(memory: &Memory) -> Result<(u32, Vec<u8>), Error> {
    let mut ranges = memory.ranges();
    let (first, _) = ranges.next().ok_or(Error::Empty)?;
    let (last, bytes) = memory.ranges().next_back().ok_or(Error::Empty)?;
    let length = u64::from(last - first) + bytes.len() as u64;
    if length > LONGEST {
        return Err(Error::TooLarge);
    }
    let mut file = vec![0xff; length as usize];
    for (start, bytes) in memory.ranges() {
        let from = (start - first) as usize;
        if let Some(place) = file.get_mut(from..from + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
    Ok((first, file))
}

/// A file whose first byte belongs to `address`.
pub fn read(address: u32, file: &[u8]) -> Result<Memory, Error> {
    if file.is_empty() {
        return Err(Error::Empty);
    }
    Memory::from_pieces(vec![(address, file.to_vec())])
}
