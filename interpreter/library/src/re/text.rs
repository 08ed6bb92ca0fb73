//! The two kinds of text a pattern can be matched against: characters in UTF-8, and bytes. Positions are byte offsets in both.

/// How to step through a text. Texts may hold lone surrogates in the three-byte form; nothing here fails on broken UTF-8.
pub(super) trait Text {
    const BYTES: bool;

    /// The character at `at` and where the next one starts.
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)>;

    /// The character that ends at `at` and where it starts.
    fn previous(text: &[u8], at: usize) -> Option<(u32, usize)>;

    /// Where the character that ends at `at` starts.
    fn back(text: &[u8], at: usize) -> usize;
}

pub(super) struct Bytes;
pub(super) struct Utf8;

impl Text for Bytes {
    const BYTES: bool = true;

    #[inline(always)]
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)> {
        Some((u32::from(*text.get(at)?), at + 1))
    }

    #[inline(always)]
    fn previous(text: &[u8], at: usize) -> Option<(u32, usize)> {
        let at = at.checked_sub(1)?;
        Some((u32::from(*text.get(at)?), at))
    }

    #[inline(always)]
    fn back(_: &[u8], at: usize) -> usize {
        at.saturating_sub(1)
    }
}

impl Text for Utf8 {
    const BYTES: bool = false;

    #[inline(always)]
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)> {
        let byte = *text.get(at)?;
        if byte < 0x80 {
            return Some((u32::from(byte), at + 1));
        }
        Some(wide(text, at, byte))
    }

    #[inline]
    fn previous(text: &[u8], at: usize) -> Option<(u32, usize)> {
        if at == 0 {
            return None;
        }
        let start = Self::back(text, at);
        Some((Self::next(text, start)?.0, start))
    }

    #[inline(always)]
    fn back(text: &[u8], at: usize) -> usize {
        let mut at = at.saturating_sub(1);
        while at > 0 && text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at -= 1;
        }
        at
    }
}

#[inline(never)]
fn wide(text: &[u8], at: usize, first: u8) -> (u32, usize) {
    let length = match first {
        0xf0.. => 4,
        0xe0.. => 3,
        _ => 2,
    };
    let mut char = u32::from(first) & (0x7f >> length);
    let mut end = at + 1;
    while end < at + length {
        match text.get(end) {
            Some(byte) => char = char << 6 | u32::from(byte & 0x3f),
            None => break,
        }
        end += 1;
    }
    (char, end)
}

/// Writes `char` as UTF-8 (surrogates too), gives the bytes and their count.
pub(super) fn encode(char: u32) -> ([u8; 4], usize) {
    let low = |shift: u32| 0x80 | (char >> shift & 0x3f) as u8;
    match char {
        0..=0x7f => ([char as u8, 0, 0, 0], 1),
        0x80..=0x7ff => ([0xc0 | (char >> 6) as u8, low(0), 0, 0], 2),
        0x800..=0xffff => ([0xe0 | (char >> 12) as u8, low(6), low(0), 0], 3),
        _ => ([0xf0 | (char >> 18 & 7) as u8, low(12), low(6), low(0)], 4),
    }
}

/// The character at `at` of a pattern of either kind.
pub(super) fn next(bytes: bool, text: &[u8], at: usize) -> Option<(u32, usize)> {
    if bytes {
        Bytes::next(text, at)
    } else {
        Utf8::next(text, at)
    }
}

/// How many bytes `char` takes in a pattern of either kind.
pub(super) fn encode_length(bytes: bool, char: u32) -> usize {
    if bytes { 1 } else { encode(char).1 }
}
