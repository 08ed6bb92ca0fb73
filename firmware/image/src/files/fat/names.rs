//! Names in FAT: eight letters and three, and the entries that hold longer ones.

use super::{ENTRY, attribute};
use std::collections::BTreeSet;

/// A short name as it lies in an entry, filled up with blanks.
pub type Short = [u8; 11];

/// Letters in one entry of a long name, and where they lie.
const LETTERS: usize = 13;
const PLACES: [usize; LETTERS] = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];
/// Marks the entry with the end of the name, which comes first.
const LAST: u8 = 0x40;
/// Entries of the longest name.
const MOST: u8 = 20;

/// The entries that a name takes, with its short one.
pub fn entries(name: &str) -> usize {
    1 + if shown(&plain(name).0) == name {
        0
    } else {
        name.encode_utf16().count().div_ceil(LETTERS)
    }
}

/// Short names for the names of a folder. Names that are short ones already keep them.
pub fn shorts(names: &[&str]) -> Vec<Short> {
    let kept = |name: &&&str| shown(&plain(name).0) == **name;
    let mut taken: BTreeSet<Short> = names
        .iter()
        .filter(kept)
        .map(|name| plain(name).0)
        .collect();
    let shorts = names.iter().map(|name| match kept(&name) {
        true => plain(name).0,
        false => short(name, &mut taken),
    });
    shorts.collect()
}

/// A short name that the folder does not have yet.
fn short(name: &str, taken: &mut BTreeSet<Short>) -> Short {
    let (whole, is_exact) = plain(name);
    let mut short = whole;
    let mut number = 0u32;
    while number == 0 && !is_exact || !taken.insert(short) {
        number += 1;
        let tail = format!("~{number}");
        let keep = 8usize.saturating_sub(tail.len());
        let length = whole
            .iter()
            .take(keep)
            .take_while(|byte| **byte != b' ')
            .count();
        short = whole;
        for (index, place) in short.iter_mut().take(8).enumerate().skip(length) {
            *place = tail.as_bytes().get(index - length).copied().unwrap_or(b' ');
        }
        if is_exact && number > 1 << 20 || number > 1 << 21 {
            break;
        }
    }
    short
}

/// The short name next to a name, and whether it is the same but for case.
fn plain(name: &str) -> (Short, bool) {
    let (base, end) = match name.rsplit_once('.') {
        Some((base, end)) if !base.is_empty() => (base, end),
        _ => (name, ""),
    };
    let mut short = [b' '; 11];
    let mut is_exact = true;
    let (left, right) = short.split_at_mut(8);
    for (text, places) in [(base, left), (end, right)] {
        let mut places = places.iter_mut();
        for letter in text.chars() {
            let byte = match letter {
                'A'..='Z' | 'a'..='z' | '0'..='9' => letter.to_ascii_uppercase() as u8,
                _ if letter.is_ascii() && "!#$%&'()-@^_`{}~".contains(letter) => letter as u8,
                '.' | ' ' => {
                    is_exact = false;
                    continue;
                }
                _ => {
                    is_exact = false;
                    b'_'
                }
            };
            match places.next() {
                Some(place) => *place = byte,
                None => is_exact = false,
            }
        }
    }
    if short.first() == Some(&b' ') {
        (short[0], is_exact) = (b'_', false);
    }
    (short, is_exact)
}

/// A short name as it is shown.
fn shown(short: &Short) -> String {
    let (base, end) = short.split_at(8);
    let text = |part: &[u8]| {
        let text: String = part.iter().map(|byte| char::from(*byte)).collect();
        text.trim_end_matches(' ').to_owned()
    };
    match text(end) {
        end if end.is_empty() => text(base),
        end => format!("{}.{end}", text(base)),
    }
}

/// A short name as it is shown, with small letters where the entry says so; nothing if it has other letters than ASCII.
pub fn read_short(entry: &[u8; ENTRY]) -> Option<String> {
    let mut short: Short = *entry.first_chunk()?;
    let cases = entry[12];
    let (base, end) = short.split_at_mut(8);
    if cases & 0x08 != 0 {
        base.make_ascii_lowercase();
    }
    if cases & 0x10 != 0 {
        end.make_ascii_lowercase();
    }
    short.is_ascii().then(|| shown(&short))
}

fn checksum(short: &Short) -> u8 {
    short
        .iter()
        .fold(0u8, |sum, byte| sum.rotate_right(1).wrapping_add(*byte))
}

/// The entries before the short one.
pub fn long_entries(name: &str, short: &Short) -> Vec<[u8; ENTRY]> {
    if shown(short) == name {
        return Vec::new();
    }
    let letters: Vec<u16> = name.encode_utf16().collect();
    let mut entries: Vec<[u8; ENTRY]> = (1u8..)
        .zip(letters.chunks(LETTERS))
        .map(|(number, letters)| {
            let mut entry = [0; ENTRY];
            (entry[0], entry[11], entry[13]) = (number, attribute::LONG_NAME, checksum(short));
            // A zero ends the name if it does not fill the entry; ones fill the rest.
            let letters = letters
                .iter()
                .copied()
                .chain([0])
                .chain(std::iter::repeat(0xffff));
            for (place, letter) in PLACES.iter().zip(letters) {
                if let Some(bytes) = entry.get_mut(*place..place + 2) {
                    bytes.copy_from_slice(&letter.to_le_bytes());
                }
            }
            entry
        })
        .collect();
    if let Some(last) = entries.last_mut() {
        last[0] |= LAST;
    }
    entries.reverse();
    entries
}

/// Gathers a long name from entries as they come.
#[derive(Default)]
pub struct Long {
    letters: Vec<u16>,
    /// The number of the entry that must follow; 0 when the name is whole.
    next: u8,
    checksum: u8,
}

impl Long {
    pub fn push(&mut self, entry: &[u8; ENTRY]) {
        let (number, checksum) = (entry[0] & !LAST, entry[13]);
        if entry[0] & LAST != 0 && (1..=MOST).contains(&number) {
            *self = Long {
                letters: Vec::new(),
                next: number,
                checksum,
            };
        }
        if number == 0 || number != self.next || checksum != self.checksum {
            *self = Long::default();
            return;
        }
        self.next -= 1;
        let letters = PLACES.iter().filter_map(|place| {
            let bytes = entry.get(*place..place + 2)?;
            Some(u16::from_le_bytes(bytes.try_into().ok()?))
        });
        let letters: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
        self.letters.splice(0..0, letters);
    }

    /// The name, if it is whole and belongs to this short one.
    pub fn take(&mut self, short: &[u8; ENTRY]) -> Option<String> {
        let long = std::mem::take(self);
        let short = short.first_chunk()?;
        let is_whole =
            long.next == 0 && !long.letters.is_empty() && long.checksum == checksum(short);
        is_whole
            .then(|| String::from_utf16(&long.letters).ok())
            .flatten()
    }
}
