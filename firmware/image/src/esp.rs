//! Images for chips of Espressif: a program as their loader takes it ("Firmware Image Format" of the esptool documentation), with the
//! checksum that the ROM looks at and the hash that the loader looks at; and the table that says what lies where in flash
//! ("Partition Tables" of the ESP-IDF documentation).

use crate::{Error, Memory};
use md5::Md5;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Which chip an image is for, and where it sees its flash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    pub number: u16,
    /// Where constants and where instructions in flash are seen: each is one segment of an image.
    pub mapped: [Range<u32>; 2],
}

/// ESP32-C3 Technical Reference Manual, section 3.3.
pub const ESP32C3: Chip = Chip {
    number: 5,
    mapped: [0x3c00_0000..0x3c80_0000, 0x4200_0000..0x4280_0000],
};

const MAGIC: u8 = 0xe9;
/// Two wires in both directions, 4 MB, 80 MHz: what every board with such a chip can.
const MODE: u8 = 2;
const SIZE_AND_SPEED: u8 = 0x2f;
/// No pin protects the flash.
const NO_PIN: u8 = 0xee;
const HEAD: usize = 24;
const SEGMENT_HEAD: usize = 8;
/// The checksum begins with it.
const SEED: u8 = 0xef;
/// Before the hash, an image is a multiple of it long.
const ALIGNMENT: usize = 16;
const HASH: usize = 32;
/// Says that there is a hash.
const HASHED: usize = 23;
/// Flash is seen in pages: a byte keeps its place in the page.
const PAGE: u32 = 64 << 10;
const MOST_SEGMENTS: usize = 16;
/// A filler is at least so long.
const LEAST: usize = 4;
/// No image is longer.
const LONGEST: usize = 16 << 20;

/// A program that starts at `entry` as an image; `memory` has every byte where the program sees it. The image belongs to an
/// address in flash that is a multiple of 64 KB.
pub fn write(chip: &Chip, entry: u32, memory: &Memory) -> Result<Vec<u8>, Error> {
    let is_mapped = |address: u32| chip.mapped.iter().any(|range| range.contains(&address));
    let loaded = memory
        .ranges()
        .filter(|(address, _)| !is_mapped(*address))
        .map(|(address, bytes)| (address, bytes.to_vec()));
    let mut parts = Parts {
        image: vec![0; HEAD],
        count: 0,
        // The first is at the end, where it is taken from.
        loaded: loaded.rev().collect(),
    };
    for range in &chip.mapped {
        if let Some((address, bytes)) = joined(memory, range)? {
            parts.fill(address);
            parts.append(address, &bytes);
        }
    }
    while let Some((address, bytes)) = parts.loaded.pop() {
        parts.append(address, &bytes);
    }
    parts.finish(chip, entry)
}

/// All that lies in a range, as one piece.
fn joined(memory: &Memory, range: &Range<u32>) -> Result<Option<(u32, Vec<u8>)>, Error> {
    let part = memory.within(range);
    let (Some((first, _)), Some((last, end))) = (part.ranges().next(), part.ranges().next_back())
    else {
        return Ok(None);
    };
    if first % 4 != 0 {
        return Err(Error::Address { address: first });
    }
    let mut bytes = vec![0; (last - first) as usize + end.len()];
    for (address, piece) in part.ranges() {
        let from = (address - first) as usize;
        if let Some(place) = bytes.get_mut(from..from + piece.len()) {
            place.copy_from_slice(piece);
        }
    }
    Ok(Some((first, bytes)))
}

/// An image that grows.
struct Parts {
    image: Vec<u8>,
    count: usize,
    /// What is copied to memory at the start: it fills gaps, or follows.
    loaded: Vec<(u32, Vec<u8>)>,
}

impl Parts {
    fn append(&mut self, address: u32, bytes: &[u8]) {
        let length = bytes.len().next_multiple_of(4);
        self.image.extend_from_slice(&address.to_le_bytes());
        self.image.extend_from_slice(&(length as u32).to_le_bytes());
        self.image.extend_from_slice(bytes);
        self.image
            .resize(self.image.len() + length - bytes.len(), 0);
        self.count += 1;
    }

    /// Bytes to the place where a segment for an address in flash may begin.
    fn gap(&self, address: u32) -> usize {
        let at = (self.image.len() + SEGMENT_HEAD) as u32;
        let gap = (address.wrapping_sub(at) % PAGE) as usize;
        // What is too small for a segment is one page larger.
        if gap == 0 || gap >= SEGMENT_HEAD + LEAST {
            gap
        } else {
            gap + PAGE as usize
        }
    }

    /// Fills the image up to where a segment for an address in flash may begin.
    fn fill(&mut self, address: u32) {
        loop {
            let gap = self.gap(address);
            let Some(room) = gap.checked_sub(SEGMENT_HEAD) else {
                return;
            };
            let left = |bytes: &Vec<u8>| room.checked_sub(bytes.len().next_multiple_of(4));
            let fits = |left: usize| left == 0 || left >= SEGMENT_HEAD + LEAST;
            match self.loaded.pop() {
                Some((at, bytes)) if left(&bytes).is_some_and(fits) => self.append(at, &bytes),
                Some((at, mut bytes)) if bytes.len() > room => {
                    let rest = bytes.split_off(room);
                    self.loaded.push((at.wrapping_add(room as u32), rest));
                    self.append(at, &bytes);
                }
                other => {
                    self.loaded.extend(other);
                    // Nothing is loaded to address 0.
                    self.append(0, &vec![0; room]);
                }
            }
        }
    }

    fn finish(self, chip: &Chip, entry: u32) -> Result<Vec<u8>, Error> {
        let Parts {
            mut image, count, ..
        } = self;
        if count == 0 {
            return Err(Error::Empty);
        }
        if count > MOST_SEGMENTS || image.len() > LONGEST {
            return Err(Error::TooLarge);
        }
        let mut head = Vec::with_capacity(HEAD);
        head.extend([MAGIC, count as u8, MODE, SIZE_AND_SPEED]);
        head.extend(entry.to_le_bytes());
        head.extend([NO_PIN, 0, 0, 0]);
        head.extend(chip.number.to_le_bytes());
        // Revisions of the chip: any.
        head.extend([0, 0, 0]);
        head.extend(u16::MAX.to_le_bytes());
        head.resize(HASHED, 0);
        head.push(1);
        image.splice(..HEAD, head);
        let checksum = segments(&image)?.checksum();
        image.resize((image.len() + 1).next_multiple_of(ALIGNMENT) - 1, 0);
        image.push(checksum);
        let hash = Sha256::digest(&image);
        image.extend_from_slice(&hash);
        Ok(image)
    }
}

/// An image, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image<'a> {
    /// The chip's number.
    pub chip: u16,
    pub entry: u32,
    /// Addresses and bytes; address 0 is a filler.
    pub segments: Vec<(u32, &'a [u8])>,
}

impl Image<'_> {
    fn checksum(&self) -> u8 {
        let bytes = self.segments.iter().flat_map(|(_, bytes)| bytes.iter());
        bytes.fold(SEED, |sum, byte| sum ^ byte)
    }

    /// Where the last segment ends.
    fn end(&self) -> usize {
        let lengths = self.segments.iter().map(|(_, bytes)| bytes.len());
        HEAD + lengths.map(|length| SEGMENT_HEAD + length).sum::<usize>()
    }
}

fn word(bytes: &[u8], at: usize) -> Result<u32, Error> {
    let bytes = at.checked_add(4).and_then(|end| bytes.get(at..end));
    let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
    bytes.map(u32::from_le_bytes).ok_or(Error::EspCutOff)
}

/// The segments, whatever follows them.
fn segments(image: &[u8]) -> Result<Image<'_>, Error> {
    let [MAGIC, count, ..] = *image else {
        return Err(Error::NotEsp);
    };
    if usize::from(count) > MOST_SEGMENTS {
        return Err(Error::EspDamaged { offset: 1 });
    }
    let mut at = HEAD;
    let mut found = Vec::new();
    for _ in 0..count {
        let (address, length) = (word(image, at)?, word(image, at + 4)? as usize);
        at += SEGMENT_HEAD;
        let bytes = at.checked_add(length).and_then(|end| image.get(at..end));
        found.push((address, bytes.ok_or(Error::EspCutOff)?));
        at += length;
    }
    Ok(Image {
        chip: (word(image, 12)? & 0xffff) as u16,
        entry: word(image, 4)?,
        segments: found,
    })
}

/// Takes an image apart that has a hash, if nothing in it is damaged.
pub fn read(bytes: &[u8]) -> Result<Image<'_>, Error> {
    let image = segments(bytes)?;
    let last = (image.end() + 1).next_multiple_of(ALIGNMENT) - 1;
    let checksum = *bytes.get(last).ok_or(Error::EspCutOff)?;
    if checksum != image.checksum() {
        return Err(Error::EspDamaged { offset: last });
    }
    let (hashed, rest) = bytes.split_at(last + 1);
    let hash = rest.get(..HASH).ok_or(Error::EspCutOff)?;
    if bytes.get(HASHED) != Some(&1) || Sha256::digest(hashed)[..] != *hash {
        return Err(Error::EspDamaged { offset: last + 1 });
    }
    Ok(image)
}

/// A part of the flash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    pub label: &'static str,
    /// Programs are 0, data is 1.
    pub kind: u8,
    pub sort: u8,
    pub start: u32,
    pub size: u32,
}

/// The program.
pub const PROGRAM: Partition = Partition {
    label: "factory",
    kind: 0,
    sort: 0,
    start: 0x1_0000,
    size: 0x1f_0000,
};

/// The files: littlefs.
pub const VFS: Partition = Partition {
    label: "vfs",
    kind: 1,
    sort: 0x83,
    start: 0x20_0000,
    size: 0x20_0000,
};

/// Flash of 4 MB, with settings and radio calibration where other firmware has them too.
pub const PARTITIONS: [Partition; 4] = [
    Partition {
        label: "nvs",
        kind: 1,
        sort: 2,
        start: 0x9000,
        size: 0x6000,
    },
    Partition {
        label: "phy_init",
        kind: 1,
        sort: 1,
        start: 0xf000,
        size: 0x1000,
    },
    PROGRAM,
    VFS,
];

/// Where the table of partitions lies.
pub const TABLE: u32 = 0x8000;
const TABLE_SIZE: usize = 0xc00;

/// The table as it lies in flash.
pub fn table(partitions: &[Partition]) -> Vec<u8> {
    let mut table = Vec::with_capacity(TABLE_SIZE);
    for partition in partitions {
        table.extend([0xaa, 0x50, partition.kind, partition.sort]);
        table.extend(partition.start.to_le_bytes());
        table.extend(partition.size.to_le_bytes());
        let mut label = [0; 16];
        for (place, byte) in label.iter_mut().zip(partition.label.bytes()) {
            *place = byte;
        }
        table.extend(label);
        table.extend([0; 4]);
    }
    let hash = Md5::digest(&table);
    table.extend([0xeb, 0xeb]);
    table.extend([0xff; 14]);
    table.extend_from_slice(&hash);
    table.resize(TABLE_SIZE, 0xff);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: u32 = 0x4038_0000;

    /// Constants and instructions in flash, and so many bytes for memory.
    fn memory(constants: usize, loaded: &[usize]) -> Memory {
        let bytes = |length: usize| (0..length).map(|i| (i * 7 + 1) as u8).collect::<Vec<_>>();
        let mut pieces = vec![
            (0x3c00_0020, bytes(constants)),
            (0x4201_0020, bytes(1000)),
            (0x4202_0020, bytes(10)),
        ];
        for (i, length) in loaded.iter().enumerate() {
            pieces.push((ENTRY + 0x1_0000 * i as u32, bytes(*length)));
        }
        Memory::from_pieces(pieces).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let sizes = [4, 32, 4000, 65_472, 65_476, 65_480, 65_484, 65_500, 70_001];
        let loads: [&[usize]; 6] = [
            &[],
            &[1],
            &[30, 30],
            &[40_000, 40_000],
            &[61_000],
            &[61_500, 3, 17],
        ];
        for (constants, loaded) in sizes.into_iter().flat_map(|s| loads.map(|l| (s, l))) {
            let memory = memory(constants, loaded);
            let file = write(&ESP32C3, ENTRY, &memory).unwrap();
            let image = read(&file).unwrap();
            assert_eq!((image.chip, image.entry), (5, ENTRY));
            // What lies in flash lies there at its place in a page, in two pieces.
            let mut at = HEAD;
            let mut flash = 0;
            let mut whole = Vec::new();
            for (address, bytes) in &image.segments {
                at += SEGMENT_HEAD;
                assert!(!bytes.is_empty());
                if ESP32C3.mapped.iter().any(|range| range.contains(address)) {
                    assert_eq!(at as u32 % PAGE, address % PAGE);
                    flash += 1;
                }
                if *address != 0 {
                    whole.push((*address, bytes.to_vec()));
                }
                at += bytes.len();
            }
            assert_eq!(flash, 2);
            assert_eq!(image.segments[0].0, 0x3c00_0020);
            // Every byte is where it was.
            let whole = Memory::from_pieces(whole).unwrap();
            for (address, bytes) in memory.ranges() {
                assert_eq!(whole.get(address, bytes.len()), Some(bytes));
            }
        }
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let file = write(&ESP32C3, ENTRY, &memory(40, &[30])).unwrap();
        assert_eq!(read(&file).unwrap().segments.len(), 4);
        let mut damaged = file.clone();
        let ends = |i: &usize| *i < 200 || *i > file.len() - 200;
        for i in (0..file.len()).filter(|i| ends(i) || i % 499 == 0) {
            damaged[i] ^= 0x10;
            assert!(read(&damaged).is_err(), "byte {i}");
            damaged[i] = file[i];
            assert!(read(&file[..i]).is_err(), "{i} bytes");
        }
        assert_eq!(read(b"hello"), Err(Error::NotEsp));
        assert_eq!(read(&file[..30]), Err(Error::EspCutOff));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(write(&ESP32C3, 0, &Memory::default()), Err(Error::Empty));
        let pieces = (0..17).map(|i| (ENTRY + 16 * i, vec![1; 8])).collect();
        let many = Memory::from_pieces(pieces).unwrap();
        assert_eq!(write(&ESP32C3, 0, &many), Err(Error::TooLarge));
        let odd = Memory::from_pieces(vec![(0x3c00_0021, vec![1])]).unwrap();
        let address = 0x3c00_0021;
        assert_eq!(write(&ESP32C3, 0, &odd), Err(Error::Address { address }));
    }

    #[test]
    fn partitions_follow_each_other() {
        let mut at = TABLE + 0x1000;
        for partition in PARTITIONS {
            assert_eq!(partition.start, at, "{}", partition.label);
            assert!(partition.label.len() < 16);
            at += partition.size;
        }
        assert_eq!(at, 4 << 20);
        assert_eq!(PROGRAM.start % PAGE, 0);
        let table = table(&PARTITIONS);
        assert_eq!(table.len(), TABLE_SIZE);
        assert_eq!(table[..4], [0xaa, 0x50, 1, 2]);
        assert_eq!(table[96..100], [0xaa, 0x50, 1, 0x83]);
        assert_eq!(table[108..112], *b"vfs\0");
        assert_eq!(table[128..130], [0xeb, 0xeb]);
    }
}
