//! Writes a fresh littlefs: folders first, then the files in the order of their paths, block after block.

use super::{
    ATTRIBUTE_LIMIT, FILE_LIMIT, MAGIC, NAME_LIMIT, NO_ID, Tag, VERSION, checksum, kind, pointers,
};
use crate::files::{Geometry, Volume};
use crate::project::{Entry, Folder};
use crate::{Error, Project};
use std::cmp::Ordering;

/// Entries of a folder in one pair of blocks; more would leave too few numbers for what is added on the board.
const ENTRIES: usize = 200;
/// Bytes for a tail and the checksum, and the revision before them.
const RESERVED: usize = 4 + 12 + 8;

/// One tag with its data; its entry is numbered when the block is written.
type Item = (u16, Vec<u8>);

/// A folder's content: for each entry its name and its structure.
struct Log {
    parts: Vec<Vec<[Item; 2]>>,
    /// The pair of each part.
    pairs: Vec<u32>,
}

struct Writer {
    volume: Volume,
    next: u32,
    /// In the order in which their tails lead from one to the next.
    logs: Vec<Log>,
}

pub fn write(geometry: Geometry, project: &Project) -> Result<Volume, Error> {
    let mut writer = Writer {
        volume: Volume::new(geometry),
        next: 0,
        logs: Vec::new(),
    };
    let root = project.tree();
    writer.folder(&root, true)?;
    if writer.next > geometry.blocks {
        return Err(Error::NoRoom {
            needed: u64::from(writer.next) * u64::from(geometry.block),
            room: u64::from(geometry.size()),
        });
    }
    writer.finish();
    Ok(writer.volume)
}

impl Writer {
    fn geometry(&self) -> Geometry {
        self.volume.geometry
    }

    fn allocate(&mut self, count: u32) -> u32 {
        let first = self.next;
        self.next = self.next.saturating_add(count);
        first
    }

    /// Lays out a folder and everything below it; gives the first of its pairs. As deep as paths may be.
    fn folder(&mut self, folder: &Folder<'_>, is_root: bool) -> Result<u32, Error> {
        // Half a block, as littlefs itself does it: the rest is for commits on the board.
        let room = (self.geometry().block as usize / 2)
            .saturating_sub(RESERVED + self.geometry().write as usize);
        let number = self.logs.len();
        let mut parts: Vec<Vec<[Item; 2]>> = vec![Vec::new()];
        // The pairs lie together, before what is in the folder, so their number is found first.
        let mut used = if is_root { 4 + MAGIC.len() + 4 + 24 } else { 0 };
        let mut count = 0;
        let mut breaks = Vec::new();
        let mut sorted: Vec<_> = folder.entries.iter().collect();
        sorted.sort_by(|(left, _), (right, _)| order(left, right));
        for (name, entry) in &sorted {
            let data = match entry {
                Entry::File(content) if self.lies_inline(content) => content.len(),
                _ => 8,
            };
            let size = 4 + name.len() + 4 + data;
            if used + size > room || count == ENTRIES {
                breaks.push(true);
                (used, count) = (0, 0);
            } else {
                breaks.push(false);
            }
            (used, count) = (used + size, count + 1);
        }
        let pairs = 1 + breaks.iter().filter(|is_break| **is_break).count() as u32;
        let first = self.allocate(pairs.saturating_mul(2));
        self.logs.push(Log {
            parts: Vec::new(),
            pairs: (0..pairs)
                .map(|index| first.saturating_add(index * 2))
                .collect(),
        });
        if is_root {
            let numbers = [
                VERSION,
                self.geometry().block,
                self.geometry().blocks,
                NAME_LIMIT,
                FILE_LIMIT,
                ATTRIBUTE_LIMIT,
            ];
            let numbers = numbers.iter().flat_map(|number| number.to_le_bytes());
            parts = vec![vec![[
                (kind::SUPERBLOCK, MAGIC.to_vec()),
                (kind::INLINE, numbers.collect()),
            ]]];
        }
        for ((name, entry), is_break) in sorted.into_iter().zip(breaks) {
            let (name_kind, content) = match entry {
                Entry::File(content) if self.lies_inline(content) => {
                    (kind::FILE, (kind::INLINE, content.to_vec()))
                }
                Entry::File(content) => {
                    let head = self.file(content);
                    let place = [head, content.len() as u32].map(u32::to_le_bytes);
                    (kind::FILE, (kind::BLOCKS_AT, place.concat()))
                }
                Entry::Folder(inner) => {
                    let pair = self.folder(inner, false)?;
                    (kind::FOLDER, (kind::FOLDER_AT, pair_bytes(pair)))
                }
            };
            if is_break {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push([(name_kind, name.as_bytes().to_vec()), content]);
            }
        }
        if let Some(log) = self.logs.get_mut(number) {
            log.parts = parts;
        }
        Ok(first)
    }

    fn lies_inline(&self, content: &[u8]) -> bool {
        content.len() <= self.geometry().inline as usize
    }

    /// Writes a file's blocks; gives the last, at which the reader begins.
    fn file(&mut self, content: &[u8]) -> u32 {
        let block = self.geometry().block;
        let first = self.next;
        let mut rest = content;
        let mut index = 0u32;
        while !rest.is_empty() {
            let at = self.allocate(1);
            let mut bytes = Vec::new();
            for power in 0..pointers(index) {
                let target = first.saturating_add(index.saturating_sub(1 << power));
                bytes.extend_from_slice(&target.to_le_bytes());
            }
            let room = (block as usize).saturating_sub(bytes.len());
            let (now, after) = rest.split_at(room.min(rest.len()));
            bytes.extend_from_slice(now);
            // Past the end nothing is kept; that there is no room is said once all is counted.
            self.volume.set(at, &bytes);
            (rest, index) = (after, index + 1);
        }
        self.next.saturating_sub(1)
    }

    /// Writes the logs, each part with its tail.
    fn finish(&mut self) {
        let logs = std::mem::take(&mut self.logs);
        let mut after = logs.iter().skip(1).map(|log| log.pairs.first().copied());
        for log in &logs {
            let next = after.next().flatten();
            for (index, part) in log.parts.iter().enumerate() {
                let Some(pair) = log.pairs.get(index) else {
                    continue;
                };
                let tail = match log.pairs.get(index + 1) {
                    Some(following) => Some((kind::HARD_TAIL, *following)),
                    None => next.map(|next| (kind::SOFT_TAIL, next)),
                };
                let bytes = commit(part, tail, self.geometry());
                self.volume.set(*pair, &bytes);
                // The other block of the pair must not hold an older folder.
                self.volume.set(pair.saturating_add(1), &[]);
            }
        }
    }
}

/// The order in which littlefs looks for names, and gives up: by their bytes, and of two with the same beginning the longer one
/// first.
fn order(left: &str, right: &str) -> Ordering {
    let common = left.len().min(right.len());
    let parts = (
        left.as_bytes().get(..common),
        right.as_bytes().get(..common),
    );
    parts.0.cmp(&parts.1).then(right.len().cmp(&left.len()))
}

fn pair_bytes(pair: u32) -> Vec<u8> {
    [pair, pair.saturating_add(1)]
        .map(u32::to_le_bytes)
        .concat()
}

/// A block with one commit.
fn commit(part: &[[Item; 2]], tail: Option<(u16, u32)>, geometry: Geometry) -> Vec<u8> {
    let mut bytes = 1u32.to_le_bytes().to_vec();
    let mut before = u32::MAX;
    let mut push = |bytes: &mut Vec<u8>, tag: Tag| {
        bytes.extend_from_slice(&(tag.0 ^ before).to_be_bytes());
        before = tag.0;
    };
    for (id, items) in (0..).zip(part) {
        for (kind, data) in items {
            push(&mut bytes, Tag::new(*kind, id, data.len()));
            bytes.extend_from_slice(data);
        }
    }
    if let Some((kind, pair)) = tail {
        push(&mut bytes, Tag::new(kind, NO_ID, 8));
        bytes.extend_from_slice(&pair_bytes(pair));
    }
    // The next commit begins at a multiple of what is written at once.
    let end = (bytes.len() + 8).next_multiple_of(geometry.write as usize);
    let padding = end - (bytes.len() + 4);
    push(&mut bytes, Tag::new(kind::CHECKSUM, NO_ID, padding));
    let sum = checksum(u32::MAX, &bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}
