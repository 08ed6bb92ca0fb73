//! Inflates what was deflated (RFC 1951), into a place as large as the text. Goes bit by bit, so that its tables are small.
//! Knows no machine; room for the tables is lent.

/// Words that `inflate` wants for its tables.
pub const TABLES: usize = LENGTHS + CODE + LITERALS + CODE + DISTANCES;

const LENGTHS: usize = LITERALS + DISTANCES;
/// Longest code, and a place for symbols that have none.
const CODE: usize = 16;
const LITERALS: usize = 288;
const DISTANCES: usize = 32;

/// Symbols of literals that mean something else: the end of a block, and from here on lengths.
const END: usize = 256;
/// The order in which lengths of the code of lengths are told.
const ORDER: [u8; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/// Fills `text`; nothing if `packed` is no text of that length.
pub fn inflate(packed: &[u8], text: &mut [u8], tables: &mut [u16; TABLES]) -> Option<()> {
    let (lengths, rest) = tables.split_first_chunk_mut::<LENGTHS>()?;
    let (literals, distances) = rest.split_at_mut(CODE + LITERALS);
    let mut bits = Bits {
        bytes: packed,
        held: 0,
        count: 0,
    };
    let mut out = Out { text, at: 0 };
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out)?,
            kind @ (1 | 2) => {
                let known = match kind {
                    1 => fixed(lengths),
                    _ => told(&mut bits, lengths, literals)?,
                };
                let (of_literals, of_distances) = lengths.split_at(known);
                build(literals, of_literals)?;
                build(distances, of_distances)?;
                block(&mut bits, &mut out, literals, distances)?;
            }
            _ => return None,
        }
        if last {
            return (out.at == out.text.len()).then_some(());
        }
    }
}

struct Bits<'a> {
    bytes: &'a [u8],
    /// Bits that were read and not yet taken, the next one lowest.
    held: u32,
    count: u32,
}

impl Bits<'_> {
    /// The next bits, 16 at most.
    fn take(&mut self, wanted: u32) -> Option<usize> {
        while self.count < wanted {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            self.held |= u32::from(*byte) << self.count;
            self.count += 8;
        }
        let taken = self.held & ((1 << wanted) - 1);
        self.held >>= wanted;
        self.count -= wanted;
        Some(taken as usize)
    }
}

struct Out<'a> {
    text: &'a mut [u8],
    at: usize,
}

impl Out<'_> {
    fn push(&mut self, byte: u8) -> Option<()> {
        *self.text.get_mut(self.at)? = byte;
        self.at += 1;
        Some(())
    }

    fn repeat(&mut self, distance: usize, length: usize) -> Option<()> {
        for _ in 0..length {
            let byte = *self.text.get(self.at.checked_sub(distance)?)?;
            self.push(byte)?;
        }
        Some(())
    }
}

/// A block that is not compressed.
fn stored(bits: &mut Bits, out: &mut Out) -> Option<()> {
    bits.take(bits.count % 8)?;
    let length = bits.take(16)?;
    if bits.take(16)? != length ^ 0xffff {
        return None;
    }
    for _ in 0..length {
        out.push(bits.take(8)? as u8)?;
    }
    Some(())
}

/// The code that needs no telling: how many of the lengths are literals'.
fn fixed(lengths: &mut [u16; LENGTHS]) -> usize {
    for (symbol, length) in lengths.iter_mut().enumerate() {
        *length = match symbol {
            144..=255 => 9,
            256..=279 => 7,
            LITERALS.. => 5,
            _ => 8,
        };
    }
    LITERALS
}

/// The code that a block begins with.
fn told(bits: &mut Bits, lengths: &mut [u16; LENGTHS], code: &mut [u16]) -> Option<usize> {
    let literals = bits.take(5)? + 257;
    let distances = bits.take(5)? + 1;
    let told = bits.take(4)? + 4;
    lengths.fill(0);
    for place in ORDER.iter().take(told) {
        *lengths.get_mut(usize::from(*place))? = bits.take(3)? as u16;
    }
    build(code, lengths.get(..ORDER.len())?)?;
    lengths.fill(0);
    let mut at = 0;
    let mut before = 0;
    while at < literals + distances {
        let (length, times) = match symbol(bits, code)? {
            16 => (before, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u16, 1),
        };
        lengths.get_mut(at..at + times)?.fill(length);
        at += times;
        before = length;
    }
    (at == literals + distances).then_some(literals)
}

/// Makes of the symbols' lengths a code: how many there are of each length, then the symbols in the order of their codes.
fn build(code: &mut [u16], lengths: &[u16]) -> Option<()> {
    let (counts, symbols) = code.split_first_chunk_mut::<CODE>()?;
    counts.fill(0);
    for length in lengths {
        *counts.get_mut(usize::from(*length))? += 1;
    }
    *counts.first_mut()? = 0;
    let mut at = 0;
    for length in 1..CODE {
        for (symbol, _) in (0..)
            .zip(lengths)
            .filter(|(_, l)| usize::from(**l) == length)
        {
            *symbols.get_mut(at)? = symbol;
            at += 1;
        }
    }
    Some(())
}

/// The next symbol.
fn symbol(bits: &mut Bits, code: &[u16]) -> Option<usize> {
    let (counts, symbols) = code.split_first_chunk::<CODE>()?;
    let (mut read, mut first, mut before) = (0, 0, 0);
    for count in counts.get(1..)?.iter().map(|count| usize::from(*count)) {
        read |= bits.take(1)?;
        if read < first + count {
            let place = before + read.checked_sub(first)?;
            return symbols.get(place).map(|symbol| usize::from(*symbol));
        }
        before += count;
        first = (first + count) << 1;
        read <<= 1;
    }
    None
}

fn block(bits: &mut Bits, out: &mut Out, literals: &[u16], distances: &[u16]) -> Option<()> {
    loop {
        match symbol(bits, literals)? {
            literal @ ..END => out.push(literal as u8)?,
            END => return Some(()),
            length => {
                let length = match length - END - 1 {
                    28 => 258,
                    step => 3 + stretched(bits, step, 2)?,
                };
                let step = symbol(bits, distances)?;
                out.repeat(1 + stretched(bits, step, 1)?, length)?;
            }
        }
    }
}

/// A number of which the highest bits are told by a step, `2 ** fine` of them for each power of two, and more follow.
fn stretched(bits: &mut Bits, step: usize, fine: u32) -> Option<usize> {
    let steps = 1 << fine;
    if step < 2 * steps {
        return Some(step);
    }
    let more = (step / steps - 1) as u32;
    if more > 13 {
        return None;
    }
    Some(((steps + step % steps) << more) + bits.take(more)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    #[test]
    fn what_was_deflated_comes_back() {
        let all = crate::FROZEN.modules.iter().map(|module| module.1);
        let even = vec![7; 1000];
        let odd: vec::Vec<u8> = (0..3000u32).map(|i| ((i * i) >> 4) as u8).collect();
        for text in all.chain([&[][..], b"a", &even, &odd]) {
            for level in [0, 1, 10] {
                let packed = miniz_oxide::deflate::compress_to_vec(text, level);
                let mut out = vec![0; text.len()];
                assert_eq!(inflate(&packed, &mut out, &mut [0; TABLES]), Some(()));
                assert!(out == text);
            }
        }
    }

    #[test]
    fn damage_is_noticed_or_harmless() {
        let text = b"the same, and the same, and the same again, but not quite the same";
        let packed = miniz_oxide::deflate::compress_to_vec(text, 10);
        let mut out = [0; 66];
        for cut in 0..packed.len() {
            let cut = packed.get(..cut).unwrap_or_default();
            assert_eq!(inflate(cut, &mut out, &mut [0; TABLES]), None);
        }
        for bit in 0..packed.len() * 8 {
            let mut damaged = packed.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let _ = inflate(&damaged, &mut out, &mut [0; TABLES]);
        }
        assert_eq!(inflate(&packed, &mut out[1..], &mut [0; TABLES]), None);
    }
}
