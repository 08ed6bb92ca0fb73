//! What a file puts into a board's memory: bytes at addresses, with holes. Knows no file format and no board.

use crate::Error;
use std::ops::Range;

/// Ranges of bytes, in order, that neither overlap nor touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    ranges: Vec<(u32, Vec<u8>)>,
}

/// One more than the last address.
const END: u64 = 1 << 32;

impl Memory {
    /// Pieces in any order. What two of them give to the same address is an [`Error::Overlap`].
    pub fn from_pieces(mut pieces: Vec<(u32, Vec<u8>)>) -> Result<Memory, Error> {
        pieces.retain(|(_, bytes)| !bytes.is_empty());
        pieces.sort_by_key(|(address, _)| *address);
        let mut memory = Memory::default();
        for (address, bytes) in pieces {
            if end(address, &bytes) > END {
                return Err(Error::Address { address });
            }
            match memory.ranges.last_mut() {
                Some((start, last)) if end(*start, last) == u64::from(address) => {
                    last.extend_from_slice(&bytes);
                }
                Some((start, last)) if end(*start, last) > u64::from(address) => {
                    return Err(Error::Overlap { address });
                }
                _ => memory.ranges.push((address, bytes)),
            }
        }
        Ok(memory)
    }

    /// Puts bytes at an address, over what was there.
    pub fn write(&mut self, address: u32, bytes: &[u8]) -> Result<(), Error> {
        let (from, to) = (u64::from(address), end(address, bytes));
        if to > END {
            return Err(Error::Address { address });
        }
        let mut pieces = vec![(address, bytes.to_vec())];
        for (start, mut old) in std::mem::take(&mut self.ranges) {
            let first = u64::from(start);
            let behind = usize::try_from(to.saturating_sub(first)).unwrap_or(usize::MAX);
            if behind < old.len() {
                let tail = old.split_off(behind);
                let at = u32::try_from(first.max(to)).unwrap_or(u32::MAX);
                pieces.push((at, tail));
            }
            let before = usize::try_from(from.saturating_sub(first)).unwrap_or(usize::MAX);
            old.truncate(before);
            pieces.push((start, old));
        }
        *self = Memory::from_pieces(pieces)?;
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Bytes in all, without the holes.
    pub fn len(&self) -> usize {
        self.ranges.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Addresses and bytes, in order; between two ranges is a hole.
    pub fn ranges(&self) -> impl DoubleEndedIterator<Item = (u32, &[u8])> {
        self.ranges
            .iter()
            .map(|(start, bytes)| (*start, bytes.as_slice()))
    }

    /// The bytes at an address, when there is no hole among them.
    pub fn get(&self, address: u32, length: usize) -> Option<&[u8]> {
        let index = self
            .ranges
            .partition_point(|(start, _)| *start <= address)
            .checked_sub(1)?;
        let (start, bytes) = self.ranges.get(index)?;
        let from = (address - start) as usize;
        bytes.get(from..from.checked_add(length)?)
    }

    /// The number at an address, as these boards keep it.
    pub fn word(&self, address: u32) -> Option<u32> {
        let bytes = self.get(address, 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    /// The part that lies in a range of addresses.
    pub fn within(&self, range: &Range<u32>) -> Memory {
        let mut part = Memory::default();
        for (start, bytes) in self.ranges() {
            let from = range.start.saturating_sub(start) as usize;
            let to = (range.end.saturating_sub(start) as usize).min(bytes.len());
            if let Some(bytes) = bytes.get(from..to) {
                if !bytes.is_empty() {
                    part.ranges.push((start.max(range.start), bytes.to_vec()));
                }
            }
        }
        part
    }

    /// The first address that lies in none of the ranges.
    pub fn outside(&self, ranges: &[Range<u32>]) -> Option<u32> {
        for (start, bytes) in self.ranges() {
            let (mut at, to) = (u64::from(start), end(start, bytes));
            while at < to {
                let inside =
                    |range: &&Range<u32>| u64::from(range.start) <= at && at < u64::from(range.end);
                match ranges.iter().find(inside) {
                    Some(range) => at = u64::from(range.end),
                    None => return u32::try_from(at).ok(),
                }
            }
        }
        None
    }
}

/// Where `text` begins in `bytes`.
pub(crate) fn position(bytes: &[u8], text: &[u8]) -> Option<usize> {
    let (first, _) = text.split_first()?;
    let mut from = 0;
    while let Some(rest) = bytes.get(from..) {
        let at = from + rest.iter().position(|byte| byte == first)?;
        if bytes.get(at..)?.starts_with(text) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn end(start: u32, bytes: &[u8]) -> u64 {
    u64::from(start) + bytes.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(pieces: &[(u32, &[u8])]) -> Result<Memory, Error> {
        let pieces = pieces
            .iter()
            .map(|(address, bytes)| (*address, bytes.to_vec()));
        Memory::from_pieces(pieces.collect())
    }

    #[test]
    fn pieces_that_touch_are_one_range() {
        let memory = memory(&[(4, b"ef"), (0, b"abcd"), (10, b"z")]).unwrap();
        let ranges: Vec<_> = memory.ranges().collect();
        assert_eq!(ranges, [(0, &b"abcdef"[..]), (10, b"z")]);
        assert_eq!(memory.get(3, 3), Some(&b"def"[..]));
        assert_eq!(memory.get(5, 2), None);
        assert_eq!(memory.get(9, 1), None);
        assert_eq!(memory.len(), 7);
        assert_eq!(memory.word(1), Some(u32::from_le_bytes(*b"bcde")));
        assert_eq!(memory.word(3), None);
        assert_eq!(position(b"ababc", b"abc"), Some(2));
        assert_eq!(position(b"ab", b"abc"), None);
    }

    #[test]
    fn one_address_is_given_once() {
        assert_eq!(
            memory(&[(0, b"abcd"), (3, b"x")]),
            Err(Error::Overlap { address: 3 })
        );
        assert_eq!(
            memory(&[(u32::MAX, b"ab")]),
            Err(Error::Address { address: u32::MAX })
        );
        assert!(memory(&[(u32::MAX, b"a")]).is_ok());
    }

    #[test]
    fn writing_replaces() {
        let mut all = memory(&[(0, b"abcdef"), (8, b"ij")]).unwrap();
        all.write(2, b"XY").unwrap();
        assert_eq!(all, memory(&[(0, b"abXYef"), (8, b"ij")]).unwrap());
        all.write(5, b"-----").unwrap();
        assert_eq!(all, memory(&[(0, b"abXYe-----")]).unwrap());
        all.write(20, b"q").unwrap();
        assert_eq!(
            all.within(&(8..30)),
            memory(&[(8, b"--"), (20, b"q")]).unwrap()
        );
        assert_eq!(all.outside(&[0..10, 20..21]), None);
        assert_eq!(all.outside(&[0..9, 20..30]), Some(9));
        assert_eq!(all.outside(&[0..4, 4..12]), Some(20));
    }
}
