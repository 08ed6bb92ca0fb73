//! Character classes: the categories behind `\d \w \s`, and the words of a set, as they stand in a tree and in a program.
//! A set is a bitmap of the 128 ASCII characters (256 bits for bytes patterns), then for text a word of [`flags`], then sorted ranges.

use pyrite_core::types::str::unicode;

use super::case;

pub(super) const DIGIT: u32 = 0;
pub(super) const WORD: u32 = 1;
pub(super) const SPACE: u32 = 2;
/// Added to a category: everything but.
pub(super) const NOT: u32 = 4;
/// Added to a category: only ASCII characters belong to it.
pub(super) const ASCII: u32 = 8;

/// What a set says about characters beyond ASCII, apart from its ranges.
pub(super) mod flags {
    pub const NEGATE: u32 = 1;
    pub const FOLD: u32 = 2;
    /// Bit 8 + category: the category with its `NOT` bit belongs to the set.
    pub const CATEGORY: u32 = 8;
    /// The count of ranges is in the upper half.
    pub const RANGES: u32 = 16;
}

/// Words before the ranges of a set for text; of a set for bytes, all of them.
pub(super) const TEXT_WORDS: u32 = 5;
pub(super) const BYTE_WORDS: u32 = 8;

/// Whether `char` is in the category (with its `NOT` and `ASCII` bits).
#[inline]
pub(super) fn in_category(category: u32, char: u32) -> bool {
    let inside = if char < 0x80 {
        ascii_bits(char) >> (category & 3 | (category & ASCII) >> 1) & 1 != 0
    } else if category & ASCII != 0 {
        false
    } else {
        match category & 3 {
            DIGIT => unicode::is_decimal(char),
            WORD => unicode::is_alnum(char),
            _ => unicode::is_space(char),
        }
    };
    inside != (category & NOT != 0)
}

/// By ASCII character: one bit per category, and in the upper half the same for ASCII patterns.
const TABLE: [u8; 128] = {
    let mut table = [0u8; 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        let both = (byte.is_ascii_digit() as u8) << DIGIT
            | ((byte.is_ascii_alphanumeric() || byte == b'_') as u8) << WORD
            | (matches!(byte, 9..=13 | 32) as u8) << SPACE;
        // str.isspace() has the four separators too, bytes and ASCII patterns have not.
        table[at] = both | both << 4 | (matches!(byte, 0x1c..=0x1f) as u8) << SPACE;
        at += 1;
    }
    table
};

#[inline(always)]
fn ascii_bits(char: u32) -> u8 {
    TABLE[(char & 127) as usize]
}

/// The ASCII part of a category as a bitmap.
pub(super) fn category_bitmap(category: u32) -> [u32; 4] {
    let mut map = [0; 4];
    for char in 0..128u32 {
        if in_category(category, char) {
            map[(char >> 5) as usize & 3] |= 1 << (char & 31);
        }
    }
    map
}

pub(super) fn is_word(char: u32) -> bool {
    if char < 0x80 {
        return ascii_bits(char) >> WORD & 1 != 0;
    }
    unicode::is_alnum(char)
}

/// Whether a set holds `char`, of which it is known that it is beyond ASCII. `word(n)` gives the n-th word of the set.
#[inline(never)]
pub(super) fn wide_in_set(word: &dyn Fn(u32) -> u32, char: u32) -> bool {
    let bits = word(4);
    let mut inside = wide_holds(word, bits, char);
    if !inside && bits & flags::FOLD != 0 {
        let variants = [case::lower(char), case::upper(char), case::fold(char)];
        inside = variants
            .into_iter()
            .any(|variant| variant != char && holds(word, bits, variant));
    }
    inside != (bits & flags::NEGATE != 0)
}

/// Whether a character, ASCII or not, is in the set before it is negated.
fn holds(word: &dyn Fn(u32) -> u32, bits: u32, char: u32) -> bool {
    if char < 128 {
        let inside = word(char >> 5) >> (char & 31) & 1 != 0;
        return inside != (bits & flags::NEGATE != 0);
    }
    wide_holds(word, bits, char)
}

fn wide_holds(word: &dyn Fn(u32) -> u32, bits: u32, char: u32) -> bool {
    for category in [DIGIT, WORD, SPACE, NOT | DIGIT, NOT | WORD, NOT | SPACE] {
        if bits >> (flags::CATEGORY + category) & 1 != 0 && in_category(category, char) {
            return true;
        }
    }
    let (mut low, mut high) = (0, bits >> flags::RANGES);
    while low < high {
        let middle = (low + high) / 2;
        let at = TEXT_WORDS + middle * 2;
        if char < word(at) {
            high = middle;
        } else if char > word(at + 1) {
            low = middle + 1;
        } else {
            return true;
        }
    }
    false
}
