//! Reads a littlefs that anyone may have written: checks every pointer, every length and that nothing leads in a circle.

use super::{MAGIC, NO_ID, Tag, checksum, kind, pointers};
use crate::files::Volume;
use crate::{Error, Project, project};
use std::collections::BTreeSet;

/// Entries that a pair of blocks can have: their numbers have ten bits.
const ENTRIES: usize = 0x3ff;

/// What is known of an entry.
#[derive(Clone, Debug, Default)]
struct Entry {
    kind: u16,
    name: Vec<u8>,
    structure: u16,
    data: Vec<u8>,
}

/// A pair's newest state.
#[derive(Clone, Debug, Default)]
struct Log {
    revision: u32,
    entries: Vec<Entry>,
    /// The next pair, and whether it goes on with the same folder.
    tail: Option<([u32; 2], bool)>,
    /// This pair's share of the move that was going on when the power went.
    moving: [u32; 3],
}

struct Reader<'v> {
    volume: &'v Volume,
    /// Pairs that were read; none comes twice.
    seen: BTreeSet<[u32; 2]>,
    /// Bytes of files that are still believed: no more than the flash has.
    budget: u64,
    /// An entry that has already moved elsewhere.
    moved: Option<([u32; 2], u16)>,
}

pub fn read(volume: &Volume) -> Result<Project, Error> {
    let mut reader = Reader {
        volume,
        seen: BTreeSet::new(),
        budget: u64::from(volume.geometry.size()),
        moved: None,
    };
    reader.check_superblock()?;
    reader.find_move()?;
    let mut project = Project::default();
    // Folders still to be read, with their paths.
    let mut folders = vec![(String::new(), [0, 1])];
    while let Some((path, mut pair)) = folders.pop() {
        loop {
            let log = reader.pair(pair, true)?;
            for (id, entry) in (0..).zip(&log.entries) {
                if reader.is_moved(pair, id) || entry.kind == kind::SUPERBLOCK {
                    continue;
                }
                let damaged = Error::FilesDamaged { block: pair[0] };
                let name = std::str::from_utf8(&entry.name).map_err(|_| damaged.clone())?;
                let inner = match path.as_str() {
                    "" => name.to_owned(),
                    _ => format!("{path}/{name}"),
                };
                match entry.kind {
                    kind::FILE => {
                        let content = reader.file(entry, pair[0])?;
                        project.insert(&inner, content)?;
                    }
                    kind::FOLDER if inner.split('/').count() <= project::DEPTH => {
                        folders.push((inner, two(&entry.data).ok_or(damaged)?));
                    }
                    _ => return Err(damaged),
                }
            }
            match log.tail {
                Some((next, true)) => pair = next,
                _ => break,
            }
        }
    }
    Ok(project)
}

impl Reader<'_> {
    fn check_superblock(&mut self) -> Result<(), Error> {
        // Without one there is no file system here, rather than a damaged one.
        let log = self.pair([0, 1], false).map_err(|_| Error::NoFiles)?;
        let first = log.entries.first().ok_or(Error::NoFiles)?;
        if first.kind != kind::SUPERBLOCK || first.name != MAGIC {
            return Err(Error::NoFiles);
        }
        let numbers: Vec<u32> = first.data.chunks_exact(4).filter_map(word).collect();
        let geometry = self.volume.geometry;
        match *numbers.as_slice() {
            [version, block, blocks, _, _, _]
                if version >> 16 == 2 && block == geometry.block && blocks <= geometry.blocks =>
            {
                Ok(())
            }
            _ => Err(Error::FilesDamaged { block: 0 }),
        }
    }

    /// The move that was going on when the power went is in the sum over all pairs.
    fn find_move(&mut self) -> Result<(), Error> {
        let mut sum = [0; 3];
        let mut pair = Some([0, 1]);
        let mut steps = 0;
        while let Some(now) = pair {
            let log = self.pair(now, false)?;
            sum.iter_mut()
                .zip(log.moving)
                .for_each(|(sum, part)| *sum ^= part);
            pair = log.tail.map(|(next, _)| next);
            steps += 1;
            if steps > self.volume.geometry.blocks {
                return Err(Error::FilesDamaged { block: now[0] });
            }
        }
        let [tag, left, right] = sum;
        let tag = Tag(tag & 0x7fff_ffff);
        if tag.kind() == kind::DELETE {
            self.moved = Some(([left, right], tag.id()));
        }
        Ok(())
    }

    fn is_moved(&self, pair: [u32; 2], id: u16) -> bool {
        let [left, right] = pair;
        self.moved
            .is_some_and(|(other, moved)| moved == id && (other == pair || other == [right, left]))
    }

    /// The newest of a pair's two logs.
    fn pair(&mut self, pair: [u32; 2], once: bool) -> Result<Log, Error> {
        let [left, right] = pair;
        let damaged = Error::FilesDamaged { block: left };
        if left >= self.volume.geometry.blocks || right >= self.volume.geometry.blocks {
            return Err(damaged);
        }
        if once && !self.seen.insert([left.min(right), left.max(right)]) {
            return Err(damaged);
        }
        // A block that is not in the image is no older half: it may be the newer one.
        let logs = [log(self.volume.get(left)?), log(self.volume.get(right)?)];
        match logs {
            [Some(left), Some(right)] => {
                let is_later = right.revision.wrapping_sub(left.revision) as i32 > 0;
                Ok(if is_later { right } else { left })
            }
            [Some(log), None] | [None, Some(log)] => Ok(log),
            [None, None] => Err(damaged),
        }
    }

    fn file(&mut self, entry: &Entry, block: u32) -> Result<Vec<u8>, Error> {
        let damaged = Error::FilesDamaged { block };
        match entry.structure {
            kind::INLINE => Ok(entry.data.clone()),
            kind::BLOCKS_AT => {
                let [head, size] = two(&entry.data).ok_or(damaged.clone())?;
                self.budget = self.budget.checked_sub(u64::from(size)).ok_or(damaged)?;
                self.chain(head, size as usize)
            }
            _ => Err(damaged),
        }
    }

    /// A file's blocks, from the last to the first.
    fn chain(&self, head: u32, size: usize) -> Result<Vec<u8>, Error> {
        let whole = self.volume.geometry.block as usize;
        let room = |index: u32| whole.saturating_sub(4 * pointers(index) as usize);
        let (mut count, mut left) = (0u32, size);
        // Bytes in the last block.
        let mut last = 0;
        while left > 0 {
            last = left.min(room(count));
            left -= last;
            count += 1;
        }
        let mut parts = Vec::new();
        let mut block = head;
        for index in (0..count).rev() {
            let bytes = self.volume.get(block)?;
            let from = 4 * pointers(index) as usize;
            let length = if index + 1 == count {
                last
            } else {
                room(index)
            };
            let damaged = Error::FilesDamaged { block };
            parts.push(bytes.get(from..from + length).ok_or(damaged.clone())?);
            if index > 0 {
                block = bytes.get(..4).and_then(word).ok_or(damaged)?;
            }
        }
        parts.reverse();
        Ok(parts.concat())
    }
}

fn word(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn two(bytes: &[u8]) -> Option<[u32; 2]> {
    match bytes.len() {
        8 => Some([word(bytes.get(..4)?)?, word(bytes.get(4..)?)?]),
        _ => None,
    }
}

/// What a block's commits say, up to the last whose checksum holds.
fn log(block: &[u8]) -> Option<Log> {
    let end = last_commit(block)?;
    let mut log = Log {
        revision: word(block.get(..4)?)?,
        ..Log::default()
    };
    for (tag, _, data) in Tags::of(block).take_while(|(_, at, _)| *at < end) {
        log.apply(tag, data)?;
    }
    Some(log)
}

/// Where the last commit ends whose checksum holds.
fn last_commit(block: &[u8]) -> Option<usize> {
    let mut sum = checksum(u32::MAX, block.get(..4)?);
    let mut end = None;
    for (tag, at, data) in Tags::of(block) {
        sum = checksum(sum, block.get(at..at + 4)?);
        if tag.is_checksum() {
            if data.get(..4).and_then(word) != Some(sum) {
                break;
            }
            end = Some(at + 4 + data.len());
            sum = u32::MAX;
        } else {
            sum = checksum(sum, data);
        }
    }
    end
}

/// Tags of a block with their places and data, as far as they go on.
struct Tags<'b> {
    block: &'b [u8],
    at: usize,
    before: u32,
}

impl<'b> Tags<'b> {
    fn of(block: &'b [u8]) -> Tags<'b> {
        Tags {
            block,
            at: 4,
            before: u32::MAX,
        }
    }
}

impl<'b> Iterator for Tags<'b> {
    type Item = (Tag, usize, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let head = self.block.get(at..at + 4)?;
        let tag = Tag(u32::from_be_bytes(head.try_into().ok()?) ^ self.before);
        if !tag.is_valid() {
            return None;
        }
        let data = self.block.get(at + 4..at + 4 + tag.length())?;
        self.at = at + 4 + tag.length();
        self.before = tag.0;
        if tag.is_checksum() {
            // The kind's lowest bit says whether what follows, still erased, would look like a tag.
            self.before ^= u32::from(tag.kind() & 1) << 31;
        }
        Some((tag, at, data))
    }
}

impl Log {
    /// Nothing if the tag makes no sense.
    fn apply(&mut self, tag: Tag, data: &[u8]) -> Option<()> {
        let id = usize::from(tag.id());
        match tag.kind() {
            kind::CREATE if id <= self.entries.len() && self.entries.len() < ENTRIES => {
                self.entries.insert(id, Entry::default());
            }
            kind::DELETE if id < self.entries.len() => {
                self.entries.remove(id);
            }
            kind::FILE | kind::FOLDER | kind::SUPERBLOCK => {
                let entry = self.entry(id)?;
                (entry.kind, entry.name) = (tag.kind(), data.to_vec());
            }
            kind::FOLDER_AT | kind::INLINE | kind::BLOCKS_AT => {
                let entry = self.entry(id)?;
                (entry.structure, entry.data) = (tag.kind(), data.to_vec());
            }
            kind::SOFT_TAIL | kind::HARD_TAIL => {
                let pair = two(data)?;
                let is_null = pair.contains(&u32::MAX);
                self.tail = (!is_null).then_some((pair, tag.kind() == kind::HARD_TAIL));
            }
            kind::MOVE => {
                let numbers: Vec<u32> = data.chunks_exact(4).filter_map(word).collect();
                self.moving = numbers.try_into().ok()?;
            }
            kind::CREATE | kind::DELETE => return None,
            // What users attach to files, and checksums of what is still to be written.
            _ => {}
        }
        Some(())
    }

    /// An entry; a name may come without having been created.
    fn entry(&mut self, id: usize) -> Option<&mut Entry> {
        if id >= usize::from(NO_ID) || id > ENTRIES {
            return None;
        }
        if id >= self.entries.len() {
            self.entries.resize(id + 1, Entry::default());
        }
        self.entries.get_mut(id)
    }
}
