//! A project's files as the file system that a board keeps them in, and back.
//!
//! Both file systems are written and read here, in rooms of their own, and checked against other people's crates in the tests.
//! The crates themselves do not serve: what is written here must come out the same for the same files, with a file's blocks in the
//! same place after a small change, so that a flash moves little; what is read here may be hostile, and the crates (littlefs
//! function by function with raw pointers, `fatfs` with assertions on its tables) trust what they mount.

pub mod fat;
pub mod littlefs;

use crate::{Error, Memory, Project};

/// A kind of file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Where a computer sees the board as a disk.
    Fat,
    /// littlefs 2, as `pyrite-port` mounts it.
    Littlefs,
}

impl System {
    pub fn name(self) -> &'static str {
        match self {
            System::Fat => "fat",
            System::Littlefs => "littlefs",
        }
    }

    pub fn named(name: &str) -> Option<System> {
        [System::Fat, System::Littlefs]
            .into_iter()
            .find(|system| system.name() == name)
    }
}

/// The shape of the flash below a file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// Bytes of a block: a page that is erased at once (littlefs), a sector (FAT).
    pub block: u32,
    pub blocks: u32,
    /// Bytes that are written at once.
    pub write: u32,
    /// The longest file that may lie within its folder's block (littlefs): no longer than the board's cache.
    pub inline: u32,
}

impl Geometry {
    pub fn size(&self) -> u32 {
        self.block.saturating_mul(self.blocks)
    }

    /// Sizes that file systems can work with.
    pub fn is_sound(&self) -> bool {
        let sizes = (self.block, self.write);
        matches!(sizes, (256..=0x4000, 1..=64))
            && self.block.is_power_of_two()
            && self.write.is_power_of_two()
            && (8..=0x2000).contains(&self.blocks)
            && u64::from(self.block) * u64::from(self.blocks) <= 4 << 20
            && self.inline <= self.block / 8
    }
}

/// A file system's blocks. What it never looks at is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    geometry: Geometry,
    blocks: Vec<Option<Box<[u8]>>>,
}

impl Volume {
    fn new(geometry: Geometry) -> Volume {
        let blocks = vec![None; geometry.blocks as usize];
        Volume { geometry, blocks }
    }

    /// What lies in memory at `start`. A block with a hole in it is left out.
    pub fn from_memory(memory: &Memory, start: u32, geometry: Geometry) -> Volume {
        let block = |index: u32| {
            let address = index
                .checked_mul(geometry.block)
                .and_then(|offset| start.checked_add(offset))?;
            Some(memory.get(address, geometry.block as usize)?.into())
        };
        let blocks = (0..geometry.blocks).map(block).collect();
        Volume { geometry, blocks }
    }

    /// The blocks as memory from `start` on.
    pub fn to_memory(&self, start: u32) -> Result<Memory, Error> {
        let blocks = (0..).zip(&self.blocks);
        let pieces = blocks.filter_map(|(index, bytes)| {
            let address = start.wrapping_add(self.geometry.block.wrapping_mul(index));
            Some((address, bytes.as_ref()?.to_vec()))
        });
        Memory::from_pieces(pieces.collect())
    }

    fn get(&self, block: u32) -> Result<&[u8], Error> {
        let bytes = self.blocks.get(block as usize);
        bytes
            .and_then(Option::as_deref)
            .ok_or(Error::FilesDamaged { block })
    }

    /// Sets a block; the rest of it stays erased.
    fn set(&mut self, block: u32, bytes: &[u8]) {
        let mut whole = vec![0xff; self.geometry.block as usize];
        let taken = bytes.get(..whole.len()).unwrap_or(bytes);
        whole.splice(..taken.len(), taken.iter().copied());
        if let Some(place) = self.blocks.get_mut(block as usize) {
            *place = Some(whole.into());
        }
    }
}

/// The files of a project as a file system: the same for the same files.
pub fn write(system: System, geometry: Geometry, project: &Project) -> Result<Volume, Error> {
    match system {
        System::Fat => fat::write(geometry, project),
        System::Littlefs => littlefs::write::write(geometry, project),
    }
}

/// The files of a file system. Empty folders are left out.
pub fn read(system: System, volume: &Volume) -> Result<Project, Error> {
    match system {
        System::Fat => fat::read(volume),
        System::Littlefs => littlefs::read::read(volume),
    }
}
