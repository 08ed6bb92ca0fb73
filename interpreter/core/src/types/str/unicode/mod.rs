//! What is known of characters: their kinds and cases. With the feature `unicode` by the full tables (10 KB), without it
//! for ASCII and Latin-1; what lies beyond then counts as a letter without case.

#[cfg(feature = "unicode")]
mod full;
#[cfg(feature = "unicode")]
use full as wide;
#[cfg(not(feature = "unicode"))]
mod latin;
#[cfg(not(feature = "unicode"))]
use latin as wide;
#[cfg(feature = "unicode")]
mod tables;

/// The character with this Unicode name, if the names are built in.
pub fn named(_name: Option<&[u8]>) -> Option<u32> {
    #[cfg(feature = "character-names")]
    return core::str::from_utf8(_name?)
        .ok()
        .and_then(unicode_names2::character)
        .map(u32::from);
    #[cfg(not(feature = "character-names"))]
    None
}

/// Kinds, as bits.
pub mod kind {
    pub const ALPHA: u16 = 1;
    pub const DECIMAL: u16 = 1 << 1;
    pub const DIGIT: u16 = 1 << 2;
    pub const NUMERIC: u16 = 1 << 3;
    pub const LOWER: u16 = 1 << 4;
    pub const UPPER: u16 = 1 << 5;
    pub const TITLE: u16 = 1 << 6;
    pub const SPACE: u16 = 1 << 7;
    pub const PRINTABLE: u16 = 1 << 8;
    pub const START: u16 = 1 << 9;
    pub const CONTINUE: u16 = 1 << 10;
    pub const IGNORABLE: u16 = 1 << 11;
}

/// What a character becomes: up to three characters.
#[derive(Clone, Copy)]
pub struct Mapped {
    codes: [u32; 3],
    len: u8,
}

impl Mapped {
    pub const fn one(code: u32) -> Mapped {
        Mapped {
            codes: [code, 0, 0],
            len: 1,
        }
    }

    /// Of three places; the last of them may be 0, for none.
    const fn of(codes: [u32; 3]) -> Mapped {
        let len = 1 + (codes[1] != 0) as u8 + (codes[2] != 0) as u8;
        Mapped { codes, len }
    }

    pub fn codes(&self) -> &[u32] {
        &self.codes[..usize::from(self.len)]
    }
}

/// The kinds of a character.
#[inline]
pub fn kinds(code: u32) -> u16 {
    match ASCII.get(code as usize) {
        Some(kinds) => *kinds,
        None => wide::kinds(code),
    }
}

static ASCII: [u16; 128] = {
    let mut table = [0; 128];
    let mut at = 0;
    while at < 128 {
        let b = at as u8;
        let mut k = 0;
        if b.is_ascii_lowercase() {
            k |= kind::LOWER;
        }
        if b.is_ascii_uppercase() {
            k |= kind::UPPER;
        }
        if b.is_ascii_alphabetic() {
            k |= kind::ALPHA | kind::START | kind::CONTINUE;
        }
        if b == b'_' {
            k |= kind::START | kind::CONTINUE;
        }
        if b.is_ascii_digit() {
            k |= kind::DECIMAL | kind::DIGIT | kind::NUMERIC | kind::CONTINUE;
        }
        if matches!(b, 9..=13 | 28..=32) {
            k |= kind::SPACE;
        }
        if matches!(b, 32..=126) {
            k |= kind::PRINTABLE;
        }
        if matches!(b, b'\'' | b'.' | b':' | b'^' | b'`') {
            k |= kind::IGNORABLE;
        }
        table[at] = k;
        at += 1;
    }
    table
};

fn has(code: u32, any: u16) -> bool {
    kinds(code) & any != 0
}

pub fn is_space(code: u32) -> bool {
    has(code, kind::SPACE)
}

pub fn is_alpha(code: u32) -> bool {
    has(code, kind::ALPHA)
}

pub fn is_alnum(code: u32) -> bool {
    has(
        code,
        kind::ALPHA | kind::DECIMAL | kind::DIGIT | kind::NUMERIC,
    )
}

pub fn is_decimal(code: u32) -> bool {
    has(code, kind::DECIMAL)
}

pub fn is_digit(code: u32) -> bool {
    has(code, kind::DIGIT)
}

pub fn is_numeric(code: u32) -> bool {
    has(code, kind::NUMERIC)
}

pub fn is_lower(code: u32) -> bool {
    has(code, kind::LOWER)
}

pub fn is_upper(code: u32) -> bool {
    has(code, kind::UPPER)
}

pub fn is_title(code: u32) -> bool {
    has(code, kind::TITLE)
}

pub fn is_cased(code: u32) -> bool {
    has(code, kind::LOWER | kind::UPPER | kind::TITLE)
}

pub fn is_case_ignorable(code: u32) -> bool {
    has(code, kind::IGNORABLE)
}

pub fn is_printable(code: u32) -> bool {
    has(code, kind::PRINTABLE)
}

pub fn starts_identifier(code: u32) -> bool {
    has(code, kind::START)
}

pub fn continues_identifier(code: u32) -> bool {
    has(code, kind::CONTINUE)
}

pub fn lower(code: u32) -> Mapped {
    match u8::try_from(code) {
        Ok(b) if b < 0x80 => Mapped::one(u32::from(b.to_ascii_lowercase())),
        _ => wide::lower(code),
    }
}

pub fn upper(code: u32) -> Mapped {
    match u8::try_from(code) {
        Ok(b) if b < 0x80 => Mapped::one(u32::from(b.to_ascii_uppercase())),
        _ => wide::upper(code),
    }
}

/// As the first letter of a word.
pub fn title(code: u32) -> Mapped {
    if code < 0x80 {
        upper(code)
    } else {
        wide::title(code)
    }
}

/// For comparison without regard to case.
pub fn fold(code: u32) -> Mapped {
    if code < 0x80 {
        lower(code)
    } else {
        wide::fold(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(mapped: Mapped) -> std::string::String {
        mapped
            .codes()
            .iter()
            .filter_map(|c| char::from_u32(*c))
            .collect()
    }

    #[test]
    fn cases_of_latin_letters() {
        assert_eq!(shown(upper(0xdf)), "SS");
        assert_eq!(shown(fold(0xdf)), "ss");
        assert_eq!(shown(title(0xdf)), "Ss");
        assert_eq!(shown(lower(0xc9)), "é");
        assert_eq!(shown(upper(0xe9)), "É");
        assert_eq!(shown(upper(0x61)), "A");
        assert!(is_lower(0xe9) && is_upper(0xc9) && is_alpha(0xaa));
        assert!(!is_alpha(0xd7) && is_printable(0xd7) && !is_printable(0xad));
        assert!(is_digit(0xb2) && !is_decimal(0xb2) && is_numeric(0xbd));
        assert!(is_space(0xa0) && is_space(0x85) && is_space(0x1f));
    }

    #[cfg(feature = "unicode")]
    #[test]
    fn cases_and_kinds_beyond() {
        assert_eq!(shown(lower(0x130)), "i\u{307}");
        assert_eq!(shown(upper(0x149)), "\u{2bc}N");
        assert_eq!(shown(title(0x1c4)), "\u{1c5}");
        assert_eq!(shown(title(0x1f80)), "\u{1f88}");
        assert_eq!(shown(title(0x10d0)), "\u{10d0}");
        assert_eq!(shown(upper(0x10d0)), "\u{1c90}");
        assert_eq!(shown(fold(0xab70)), "\u{13a0}");
        assert_eq!(shown(fold(0x3c2)), "\u{3c3}");
        assert_eq!(shown(upper(0x10428)), "\u{10400}");
        assert!(is_title(0x1c5) && is_numeric(0x4e00) && is_space(0x3000));
        assert!(!is_printable(0xd800) && !is_printable(0x10ffff) && is_printable(0x1f600));
        assert!(
            starts_identifier(0x3b1) && !starts_identifier(0x300) && continues_identifier(0x300)
        );
    }
}
