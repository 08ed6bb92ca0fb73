//! UTF-8 as strings are stored: surrogates are encoded like other code points.

/// Encodes a code point; the number of bytes used.
pub fn encode(code: u32, out: &mut [u8; 4]) -> usize {
    match code {
        0..=0x7f => {
            out[0] = code as u8;
            1
        }
        0x80..=0x7ff => {
            out[0] = 0xc0 | (code >> 6) as u8;
            out[1] = 0x80 | (code & 0x3f) as u8;
            2
        }
        0x800..=0xffff => {
            out[0] = 0xe0 | (code >> 12) as u8;
            out[1] = 0x80 | (code >> 6 & 0x3f) as u8;
            out[2] = 0x80 | (code & 0x3f) as u8;
            3
        }
        _ => {
            out[0] = 0xf0 | (code >> 18 & 7) as u8;
            out[1] = 0x80 | (code >> 12 & 0x3f) as u8;
            out[2] = 0x80 | (code >> 6 & 0x3f) as u8;
            out[3] = 0x80 | (code & 0x3f) as u8;
            4
        }
    }
}

/// The code point that starts at `at`, and its length in bytes. Bytes are those of a str, so well formed; others are
/// taken as single characters.
pub fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let byte = |i: usize| bytes.get(at + i).map_or(0, |b| u32::from(*b & 0x3f));
    match bytes.get(at).copied().unwrap_or(0) {
        b @ 0..=0xbf => (u32::from(b), 1),
        b @ 0xc0..=0xdf => (u32::from(b & 0x1f) << 6 | byte(1), 2),
        b @ 0xe0..=0xef => (u32::from(b & 0xf) << 12 | byte(1) << 6 | byte(2), 3),
        b => (
            u32::from(b & 7) << 18 | byte(1) << 12 | byte(2) << 6 | byte(3),
            4,
        ),
    }
}

/// Length in bytes of the character that starts with this byte.
pub fn length(first: u8) -> usize {
    match first {
        0..=0xbf => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// Start of the character that ends before `end`.
pub fn before(bytes: &[u8], end: usize) -> usize {
    let mut at = end.min(bytes.len()).saturating_sub(1);
    while at > 0 && bytes[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    at
}

/// Bytes that are counted at a time.
const CHUNK: usize = 64;

/// Number of characters.
pub fn count(bytes: &[u8]) -> usize {
    let mut chunks = bytes.chunks_exact(CHUNK);
    let whole: usize = chunks.by_ref().map(|c| usize::from(starts(c))).sum();
    whole + usize::from(starts(chunks.remainder()))
}

/// Characters that start in these few bytes: a loop that compilers make wide.
fn starts(bytes: &[u8]) -> u8 {
    bytes.iter().map(|b| u8::from(*b & 0xc0 != 0x80)).sum()
}

/// Byte offset of character `index`; the length of `bytes` if there are fewer.
pub fn offset(bytes: &[u8], index: usize) -> usize {
    let mut left = index;
    let mut skipped = 0;
    for chunk in bytes.chunks_exact(CHUNK) {
        let n = usize::from(starts(chunk));
        if n > left {
            break;
        }
        left -= n;
        skipped += CHUNK;
    }
    for (i, b) in bytes.iter().enumerate().skip(skipped) {
        if b & 0xc0 != 0x80 {
            if left == 0 {
                return i;
            }
            left -= 1;
        }
    }
    bytes.len()
}

/// The characters, as code points.
pub fn codes(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let (code, n) = decode(bytes, at);
        at += n;
        Some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_point_survives() {
        for code in [
            0, 0x7f, 0x80, 0x7ff, 0x800, 0xd800, 0xffff, 0x10000, 0x10ffff,
        ] {
            let mut out = [0; 4];
            let n = encode(code, &mut out);
            assert_eq!(decode(&out[..n], 0), (code, n));
            assert_eq!(length(out[0]), n);
        }
        let text = "aé€𝄞".as_bytes();
        assert_eq!(count(text), 4);
        assert_eq!(offset(text, 2), 3);
        assert_eq!(offset(text, 9), text.len());
        assert_eq!(
            codes(text).collect::<std::vec::Vec<_>>(),
            [0x61, 0xe9, 0x20ac, 0x1d11e]
        );
    }
}
