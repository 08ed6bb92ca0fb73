//! Writes a fresh FAT with entries of 12 bits: folders, then files, cluster after cluster.

use super::{CLUSTERS_12, ENTRY, FIRST, attribute, names};
use crate::files::{Geometry, Volume};
use crate::project::{Entry, Folder};
use crate::{Error, Project};

/// Entries of the root folder, which cannot grow.
const ROOT: usize = 128;
/// The end of a file's or folder's clusters, and the first entries of the table.
const END: u16 = 0xfff;
const MEDIUM: u8 = 0xf8;
/// The disk's name.
const LABEL: &names::Short = b"PYRITE     ";
/// 1 January 1980: the same files give the same image.
const DATE: [u8; 2] = 0x0021u16.to_le_bytes();

/// Where what lies, in sectors.
struct Layout {
    sectors_per_cluster: u32,
    table: u32,
    root: u32,
    /// The first sector of the first cluster.
    data: u32,
    clusters: u32,
}

impl Layout {
    fn of(geometry: Geometry) -> Layout {
        let root = ((ROOT * ENTRY) as u32).div_ceil(geometry.block);
        let mut sectors_per_cluster = 1;
        loop {
            let most = geometry.blocks / sectors_per_cluster;
            let table = ((most + FIRST) * 3).div_ceil(2).div_ceil(geometry.block);
            let data = 1 + table + root;
            let clusters = geometry.blocks.saturating_sub(data) / sectors_per_cluster;
            if clusters <= CLUSTERS_12 || sectors_per_cluster == 64 {
                return Layout {
                    sectors_per_cluster,
                    table,
                    root,
                    data,
                    clusters,
                };
            }
            sectors_per_cluster *= 2;
        }
    }
}

struct Writer {
    volume: Volume,
    layout: Layout,
    /// The table's entries so far; the next cluster to be used is behind them.
    table: Vec<u16>,
}

pub fn write(geometry: Geometry, project: &Project) -> Result<Volume, Error> {
    let mut writer = Writer {
        volume: Volume::new(geometry),
        layout: Layout::of(geometry),
        table: vec![0xf00 | u16::from(MEDIUM), END],
    };
    let tree = project.tree();
    let root = writer.layout.root * geometry.block;
    let needed = writer.size(&tree, true) as u64;
    if needed > u64::from(root) {
        return Err(Error::NoRoom {
            needed,
            room: root.into(),
        });
    }
    let entries = writer.folder(&tree, None, 0)?;
    let used = writer.table.len() as u64 - u64::from(FIRST);
    if used > u64::from(writer.layout.clusters) {
        let cluster = u64::from(writer.cluster());
        return Err(Error::NoRoom {
            needed: used * cluster,
            room: u64::from(writer.layout.clusters) * cluster,
        });
    }
    writer.finish(&entries);
    Ok(writer.volume)
}

impl Writer {
    /// Bytes of a cluster.
    fn cluster(&self) -> u32 {
        self.layout.sectors_per_cluster * self.volume.geometry.block
    }

    /// Clusters in a row, for so many bytes.
    fn allocate(&mut self, bytes: usize) -> u16 {
        let count = bytes.div_ceil(self.cluster() as usize);
        let first = self.table.len();
        for index in 1..=count {
            let next = if index == count {
                END
            } else {
                (first + index) as u16
            };
            self.table.push(next);
        }
        if count == 0 { 0 } else { first as u16 }
    }

    /// Writes from the start of a cluster on, the rest of the last one as zeros. What is past the end is counted, and not kept.
    fn put(&mut self, cluster: u16, bytes: &[u8]) {
        let block = self.volume.geometry.block as usize;
        let first = self.layout.data
            + u32::from(cluster)
                .saturating_sub(FIRST)
                .saturating_mul(self.layout.sectors_per_cluster);
        let count = bytes.len().div_ceil(self.cluster() as usize)
            * self.layout.sectors_per_cluster as usize;
        for (index, sector) in (0..count).zip(first..) {
            let part = bytes.get(index * block..).unwrap_or_default();
            let mut whole = part.get(..block).unwrap_or(part).to_vec();
            whole.resize(block, 0);
            self.volume.set(sector, &whole);
        }
    }

    /// Bytes of a folder's entries.
    fn size(&self, folder: &Folder<'_>, is_root: bool) -> usize {
        let names: usize = folder.entries.keys().map(|name| names::entries(name)).sum();
        // The disk's name; the folder itself and the one above.
        (names + if is_root { 1 } else { 2 }) * ENTRY
    }

    /// Writes what is in a folder; gives its entries. As deep as paths may be.
    fn folder(
        &mut self,
        folder: &Folder<'_>,
        own: Option<u16>,
        parent: u16,
    ) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        if own.is_none() {
            bytes.extend(entry(LABEL, attribute::VOLUME, 0, 0));
        }
        if let Some(own) = own {
            bytes.extend(entry(b".          ", attribute::FOLDER, own, 0));
            bytes.extend(entry(b"..         ", attribute::FOLDER, parent, 0));
        }
        let names: Vec<&str> = folder.entries.keys().copied().collect();
        for ((name, inner), short) in folder.entries.iter().zip(names::shorts(&names)) {
            bytes.extend(names::long_entries(name, &short).concat());
            match inner {
                Entry::File(content) => {
                    let size = u32::try_from(content.len()).map_err(|_| Error::TooLarge)?;
                    let cluster = self.allocate(content.len());
                    self.put(cluster, content);
                    bytes.extend(entry(&short, attribute::FILE, cluster, size));
                }
                Entry::Folder(folder) => {
                    let cluster = self.allocate(self.size(folder, false));
                    let entries = self.folder(folder, Some(cluster), own.unwrap_or(0))?;
                    self.put(cluster, &entries);
                    bytes.extend(entry(&short, attribute::FOLDER, cluster, 0));
                }
            }
        }
        Ok(bytes)
    }

    /// Boot sector, table and root folder.
    fn finish(&mut self, root: &[u8]) {
        let block = self.volume.geometry.block as usize;
        let boot = self.boot();
        self.volume.set(0, &boot);
        let mut table = vec![0; self.layout.table as usize * block];
        for (pair, places) in self.table.chunks(2).zip(table.chunks_mut(3)) {
            let (left, right) = match *pair {
                [left, right] => (left, right),
                [left] => (left, 0),
                _ => (0, 0),
            };
            let packed = u32::from(left) | u32::from(right) << 12;
            places
                .iter_mut()
                .zip(packed.to_le_bytes())
                .for_each(|(place, byte)| *place = byte);
        }
        let mut folder = root.to_vec();
        folder.resize(self.layout.root as usize * block, 0);
        for (sector, bytes) in (1..).zip(table.chunks(block).chain(folder.chunks(block))) {
            self.volume.set(sector, bytes);
        }
    }

    fn boot(&self) -> Vec<u8> {
        let geometry = self.volume.geometry;
        let sectors = geometry.blocks as u16;
        let mut boot = vec![0; geometry.block as usize];
        let fields: [(usize, &[u8]); 16] = [
            (0, &[0xeb, 0xfe, 0x90]),
            (3, b"PYRITE  "),
            (11, &(geometry.block as u16).to_le_bytes()),
            (13, &[self.layout.sectors_per_cluster as u8]),
            (14, &1u16.to_le_bytes()),
            // One table.
            (16, &[1]),
            (17, &(ROOT as u16).to_le_bytes()),
            (19, &sectors.to_le_bytes()),
            (21, &[MEDIUM]),
            (22, &(self.layout.table as u16).to_le_bytes()),
            // Sectors of a track and heads, for programs from the time of disks.
            (24, &[63, 0, 255, 0]),
            (36, &[0x80, 0, 0x29]),
            (39, b"PYRT"),
            (43, LABEL),
            (54, b"FAT12   "),
            (510, &[0x55, 0xaa]),
        ];
        for (at, bytes) in fields {
            if let Some(place) = boot.get_mut(at..at + bytes.len()) {
                place.copy_from_slice(bytes);
            }
        }
        boot
    }
}

fn entry(short: &names::Short, attributes: u8, cluster: u16, size: u32) -> [u8; ENTRY] {
    let mut entry = [0; ENTRY];
    let fields: [(usize, &[u8]); 7] = [
        (0, short),
        (11, &[attributes]),
        (16, &DATE),
        (18, &DATE),
        (24, &DATE),
        (26, &cluster.to_le_bytes()),
        (28, &size.to_le_bytes()),
    ];
    for (at, bytes) in fields {
        if let Some(place) = entry.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
    entry
}
