//! littlefs 2 ("littlefs technical specification", SPEC.md of the project): the numbers and checksums that writing and reading
//! share.
//!
//! A folder is a chain of pairs of blocks. One block of a pair, the one with the later revision, is a log of commits: tags of 32
//! bits, each with some bytes, closed by a checksum. A file lies in its folder's log, or in blocks of its own that point backwards.

pub mod read;
#[cfg(test)]
mod tests;
pub mod write;

use crate::project;

/// Version 2.1 on disk.
const VERSION: u32 = 0x0002_0001;
const MAGIC: &[u8; 8] = b"littlefs";
/// As the port mounts it.
const NAME_LIMIT: u32 = project::NAME as u32;
const FILE_LIMIT: u32 = 0x7fff_ffff;
const ATTRIBUTE_LIMIT: u32 = 1022;

/// What a tag says, in its upper eleven bits.
mod kind {
    pub const FILE: u16 = 0x001;
    pub const FOLDER: u16 = 0x002;
    pub const SUPERBLOCK: u16 = 0x0ff;
    pub const FOLDER_AT: u16 = 0x200;
    pub const INLINE: u16 = 0x201;
    pub const BLOCKS_AT: u16 = 0x202;
    pub const CREATE: u16 = 0x401;
    pub const DELETE: u16 = 0x4ff;
    pub const CHECKSUM: u16 = 0x500;
    pub const FORWARD_CHECKSUM: u16 = 0x5ff;
    pub const SOFT_TAIL: u16 = 0x600;
    pub const HARD_TAIL: u16 = 0x601;
    pub const MOVE: u16 = 0x7ff;
}

/// Of a tag that is about the whole block.
const NO_ID: u16 = 0x3ff;

/// Kind, entry and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tag(u32);

impl Tag {
    fn new(kind: u16, id: u16, length: usize) -> Tag {
        Tag(u32::from(kind & 0x7ff) << 20 | u32::from(id & 0x3ff) << 10 | (length as u32 & 0x3ff))
    }

    fn is_valid(self) -> bool {
        self.0 >> 31 == 0
    }

    fn kind(self) -> u16 {
        (self.0 >> 20 & 0x7ff) as u16
    }

    fn id(self) -> u16 {
        (self.0 >> 10 & 0x3ff) as u16
    }

    /// Whether it closes a commit.
    fn is_checksum(self) -> bool {
        self.kind() & 0x780 == kind::CHECKSUM && self.kind() != kind::FORWARD_CHECKSUM
    }

    /// Bytes of data after the tag; a size of all ones says that something is no more.
    fn length(self) -> usize {
        match self.0 & 0x3ff {
            0x3ff => 0,
            size => size as usize,
        }
    }
}

/// CRC-32 that goes on from `sum`, without the inversions at its ends.
fn checksum(sum: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(!sum);
    hasher.update(bytes);
    !hasher.finalize()
}

/// Pointers at the start of a file's block: none in the first, then one for each power of two that divides its number.
fn pointers(index: u32) -> u32 {
    match index {
        0 => 0,
        _ => index.trailing_zeros() + 1,
    }
}
