//! Characters beyond ASCII without tables: Latin-1 by rules, others as letters without case.

use super::{Mapped, kind};

/// The kinds of a character.
pub fn kinds(code: u32) -> u16 {
    let letter = kind::ALPHA | kind::PRINTABLE | kind::START | kind::CONTINUE;
    match code {
        0x85 => kind::SPACE,
        0x80..=0x9f => 0,
        0xa0 => kind::SPACE,
        0xad => kind::IGNORABLE,
        0xaa | 0xb5 | 0xba | 0xdf..=0xf6 | 0xf8..=0xff => letter | kind::LOWER,
        0xc0..=0xd6 | 0xd8..=0xde => letter | kind::UPPER,
        0xb2 | 0xb3 | 0xb9 => kind::DIGIT | kind::NUMERIC | kind::PRINTABLE,
        0xbc..=0xbe => kind::NUMERIC | kind::PRINTABLE,
        0xa1..=0xff => kind::PRINTABLE,
        0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000 => kind::SPACE,
        0x200b..=0x200f | 0x202a..=0x202e | 0xd800..=0xf8ff | 0xfeff => 0,
        _ => letter,
    }
}

pub fn lower(code: u32) -> Mapped {
    match code {
        0xc0..=0xd6 | 0xd8..=0xde => Mapped::one(code + 32),
        _ => Mapped::one(code),
    }
}

pub fn upper(code: u32) -> Mapped {
    match code {
        0xdf => Mapped::of([0x53, 0x53, 0]),
        0xe0..=0xf6 | 0xf8..=0xfe => Mapped::one(code - 32),
        0xff => Mapped::one(0x178),
        0xb5 => Mapped::one(0x39c),
        _ => Mapped::one(code),
    }
}

pub fn title(code: u32) -> Mapped {
    match code {
        0xdf => Mapped::of([0x53, 0x73, 0]),
        _ => upper(code),
    }
}

pub fn fold(code: u32) -> Mapped {
    match code {
        0xdf => Mapped::of([0x73, 0x73, 0]),
        0xb5 => Mapped::one(0x3bc),
        _ => lower(code),
    }
}
