//! FAT ("Microsoft Extensible Firmware Initiative FAT32 File System Specification", 1.03): the fields that writing and reading share.
//!
//! Boot sector, table of clusters, root folder, clusters. An entry of a folder has 32 bytes; a name that is no short one lies in
//! entries before it, from the last to the first.

mod names;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::read;
pub use write::write;

/// Bytes of an entry.
const ENTRY: usize = 32;

/// Bits of an entry's attributes.
mod attribute {
    pub const VOLUME: u8 = 0x08;
    pub const FOLDER: u8 = 0x10;
    pub const FILE: u8 = 0x20;
    /// All of the first four: part of a long name.
    pub const LONG_NAME: u8 = 0x0f;
    pub const MASK: u8 = 0x3f;
}

/// The first byte of an entry that was removed, and of the first that was never used.
const REMOVED: u8 = 0xe5;
const UNUSED: u8 = 0;

/// The highest number of clusters with entries of 12 bits, and with those of 16.
const CLUSTERS_12: u32 = 4084;
const CLUSTERS_16: u32 = 65524;
/// Clusters count from here.
const FIRST: u32 = 2;
