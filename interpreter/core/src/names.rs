//! Names the interpreter knows by itself: a sorted table in flash, made from `names.txt` by the build script, with the
//! names of `names_large.txt` where all modules are there. Adding one is adding a word; `n::append` is then its `Name`.

use core::cmp::Ordering;

/// A name of the static table, by position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Name(pub u16);

/// Names from here on are those of one character, which need no place in the table.
const CHARACTERS: u16 = 0xff00;

impl Name {
    /// The name of one ASCII character.
    pub const fn of_character(c: u8) -> Name {
        Name(CHARACTERS | (c & 0x7f) as u16)
    }

    /// The character, if the name is one.
    pub const fn as_character(self) -> Option<u8> {
        if self.0 >= CHARACTERS {
            Some((self.0 & 0x7f) as u8)
        } else {
            None
        }
    }

    pub fn text(self) -> &'static str {
        match self.as_character() {
            Some(c) => crate::machine::character_text(c),
            None => {
                let (from, to) = place(usize::from(self.0));
                n::TEXT.get(from..to).unwrap_or("")
            }
        }
    }

    #[cfg(feature = "compact")]
    pub fn hash(self) -> u32 {
        hash_bytes(self.text().as_bytes())
    }

    #[cfg(not(feature = "compact"))]
    pub fn hash(self) -> u32 {
        match self.as_character() {
            Some(c) => hash_bytes(&[c]),
            None => n::HASHES.get(usize::from(self.0)).copied().unwrap_or(0),
        }
    }

    /// The name with this text, if the table has it.
    pub fn find(text: &[u8]) -> Option<Name> {
        let (mut low, mut high) = (0, n::COUNT);
        while low < high {
            let middle = (low + high) / 2;
            let name = Name(middle as u16);
            match name.text().as_bytes().cmp(text) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(name),
                Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// Where a name begins and ends in the text of all.
#[cfg(not(feature = "compact"))]
fn place(i: usize) -> (usize, usize) {
    match (n::BEGINS.get(i), n::BEGINS.get(i + 1)) {
        (Some(&from), Some(&to)) => (from.into(), to.into()),
        _ => (0, 0),
    }
}

/// The same from lengths, which take half of the flash.
#[cfg(feature = "compact")]
fn place(i: usize) -> (usize, usize) {
    let begin = n::BEGINS.get(i / n::STEP).copied().unwrap_or(0);
    let lengths = n::LENGTHS.get(i - i % n::STEP..=i).unwrap_or_default();
    let Some((length, before)) = lengths.split_last() else {
        return (0, 0);
    };
    let from = before
        .iter()
        .fold(usize::from(begin), |at, length| at + usize::from(*length));
    (from, from + usize::from(*length))
}

/// Hash of a text or of bytes (FNV-1a, folded to 30 bits so that it is a small int in every object model).
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    let mut h = 0x811c_9dc5_u32;
    for &b in bytes {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    h ^= h >> 15;
    h & 0x3fff_ffff
}

/// One constant per name of the table.
#[allow(non_upper_case_globals)]
pub mod n {
    use super::Name;
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_text_and_knows_its_hash() {
        let name = Name::find(b"append").unwrap();
        assert_eq!(name, n::append);
        assert_eq!(name.text(), "append");
        assert_eq!(name.hash(), hash_bytes(b"append"));
        assert_eq!(Name::find(b"no such name"), None);
        for name in (0..n::COUNT as u16).map(Name) {
            assert_eq!(Name::find(name.text().as_bytes()), Some(name));
        }
        assert_eq!((n::x.text(), n::x.hash()), ("x", hash_bytes(b"x")));
    }
}
