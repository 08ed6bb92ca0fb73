//! Reads a FAT that anyone may have written: checks every cluster, every length and that nothing leads in a circle.

use super::{CLUSTERS_12, CLUSTERS_16, ENTRY, FIRST, REMOVED, UNUSED, attribute, names};
use crate::files::Volume;
use crate::{Error, Project, project};
use std::collections::BTreeSet;

struct Reader<'v> {
    volume: &'v Volume,
    /// Bits of an entry of the table.
    bits: u32,
    sectors_per_cluster: u32,
    /// The first sectors of table, root folder and clusters.
    table: u32,
    root: u32,
    data: u32,
    clusters: u32,
    /// Clusters of folders that were read; none comes twice.
    seen: BTreeSet<u32>,
    /// Bytes of files that are still believed: no more than the flash has.
    budget: u64,
}

pub fn read(volume: &Volume) -> Result<Project, Error> {
    let mut reader = Reader::mount(volume)?;
    let mut project = Project::default();
    let root: Vec<u32> = (reader.root..reader.data).collect();
    // Folders still to be read: path and sectors.
    let mut folders = vec![(String::new(), root)];
    while let Some((path, sectors)) = folders.pop() {
        let mut long = names::Long::default();
        'folder: for sector in sectors {
            let damaged = Error::FilesDamaged { block: sector };
            let (entries, _) = volume.get(sector)?.as_chunks::<ENTRY>();
            for entry in entries {
                let attributes = entry[11] & attribute::MASK;
                match entry[0] {
                    UNUSED => break 'folder,
                    REMOVED => {
                        long = names::Long::default();
                        continue;
                    }
                    _ if attributes & attribute::LONG_NAME == attribute::LONG_NAME => {
                        long.push(entry);
                        continue;
                    }
                    _ => {}
                }
                let name = match long.take(entry) {
                    Some(name) => name,
                    None => names::read_short(entry).ok_or(damaged.clone())?,
                };
                if attributes & attribute::VOLUME != 0 || name == "." || name == ".." {
                    continue;
                }
                let inner = match path.as_str() {
                    "" => name,
                    _ => format!("{path}/{name}"),
                };
                let cluster = u32::from(u16::from_le_bytes([entry[26], entry[27]]));
                if attributes & attribute::FOLDER != 0 {
                    if inner.split('/').count() > project::DEPTH {
                        return Err(damaged);
                    }
                    let sectors = reader.folder(cluster)?;
                    folders.push((inner, sectors));
                } else {
                    let size = u32::from_le_bytes([entry[28], entry[29], entry[30], entry[31]]);
                    let content = reader.file(cluster, size, sector)?;
                    project.insert(&inner, content)?;
                }
            }
        }
    }
    Ok(project)
}

impl<'v> Reader<'v> {
    /// Understands the boot sector.
    fn mount(volume: &'v Volume) -> Result<Reader<'v>, Error> {
        let boot = volume.get(0).map_err(|_| Error::NoFiles)?;
        let byte = |at: usize| boot.get(at).copied().map(u32::from).unwrap_or_default();
        let half = |at: usize| byte(at) | byte(at + 1) << 8;
        let block = volume.geometry.block;
        if half(510) != 0xaa55 || half(11) != block {
            return Err(Error::NoFiles);
        }
        let damaged = Error::FilesDamaged { block: 0 };
        let (sectors_per_cluster, reserved, tables, entries) =
            (byte(13), half(14), byte(16), half(17));
        let all = match half(19) {
            0 => half(32) | half(34) << 16,
            all => all,
        };
        // FAT32 has no root folder of a fixed size, and no place on these boards.
        if !sectors_per_cluster.is_power_of_two()
            || reserved == 0
            || tables == 0
            || entries == 0
            || half(22) == 0
        {
            return Err(damaged);
        }
        let root = reserved + tables * half(22);
        let data = root + (entries * ENTRY as u32).div_ceil(block);
        let clusters = all.checked_sub(data).ok_or(damaged.clone())? / sectors_per_cluster;
        let bits = match clusters {
            _ if clusters <= CLUSTERS_12 => 12,
            _ if clusters <= CLUSTERS_16 => 16,
            _ => return Err(damaged),
        };
        let has_room = u64::from(half(22)) * u64::from(block) * 8
            >= u64::from(clusters + FIRST) * u64::from(bits);
        if all > volume.geometry.blocks || !has_room {
            return Err(damaged);
        }
        Ok(Reader {
            volume,
            bits,
            sectors_per_cluster,
            table: reserved,
            root,
            data,
            clusters,
            seen: BTreeSet::new(),
            budget: u64::from(volume.geometry.size()),
        })
    }

    /// The cluster after one; nothing at the end.
    fn next(&self, cluster: u32) -> Result<Option<u32>, Error> {
        let bit = cluster * self.bits;
        let byte = |at: u32| {
            let block = self.volume.geometry.block;
            let sector = self.table + at / block;
            let byte = self.volume.get(sector)?.get((at % block) as usize);
            byte.copied().ok_or(Error::FilesDamaged { block: sector })
        };
        let pair = u32::from(u16::from_le_bytes([byte(bit / 8)?, byte(bit / 8 + 1)?]));
        let mask = (1 << self.bits) - 1;
        let next = pair >> (bit % 8) & mask;
        // The last eight numbers end a chain.
        Ok((next < mask - 7).then_some(next))
    }

    fn sectors(&self, cluster: u32) -> Result<std::ops::Range<u32>, Error> {
        let index = cluster
            .checked_sub(FIRST)
            .filter(|index| *index < self.clusters);
        let index = index.ok_or(Error::FilesDamaged { block: self.table })?;
        let first = self.data + index * self.sectors_per_cluster;
        Ok(first..first + self.sectors_per_cluster)
    }

    /// A folder's sectors.
    fn folder(&mut self, first: u32) -> Result<Vec<u32>, Error> {
        let mut sectors = Vec::new();
        let mut now = Some(first);
        while let Some(cluster) = now {
            let range = self.sectors(cluster)?;
            if !self.seen.insert(cluster) {
                return Err(Error::FilesDamaged { block: range.start });
            }
            sectors.extend(range);
            now = self.next(cluster)?;
        }
        Ok(sectors)
    }

    /// A file's content; `sector` is where its entry lies.
    fn file(&mut self, first: u32, size: u32, sector: u32) -> Result<Vec<u8>, Error> {
        let damaged = Error::FilesDamaged { block: sector };
        self.budget = self
            .budget
            .checked_sub(u64::from(size))
            .ok_or(damaged.clone())?;
        let mut content = Vec::new();
        let mut left = size as usize;
        let mut now = Some(first);
        while left > 0 {
            let cluster = now.ok_or(damaged.clone())?;
            for sector in self.sectors(cluster)? {
                if left == 0 {
                    break;
                }
                let bytes = self.volume.get(sector)?;
                let part = bytes.get(..left.min(bytes.len())).unwrap_or_default();
                content.extend_from_slice(part);
                left -= part.len();
            }
            now = self.next(cluster)?;
        }
        Ok(content)
    }
}
