//! Finding the places of a text at which a match is worth an attempt.

use super::matcher::{Matcher, Mode};
use super::program::{Program, header, search};
use super::text::Text;

impl Matcher {
    /// The next place from `start` on; `None` when there is none.
    pub(super) fn seek<T: Text>(&self, program: Program, text: &[u8]) -> Option<usize> {
        let rest = text.get(self.start..)?;
        if rest.len() < program.word(header::MIN_WIDTH) as usize {
            return None;
        }
        if self.mode != Mode::Search {
            return Some(self.start);
        }
        let strategy = program.word(header::SEARCH);
        let operand = strategy >> 8;
        let data = program.word(header::SEARCH_DATA);
        let found = match strategy & 0xff {
            search::START => return (self.start == 0).then_some(0),
            search::LINES => return self.line(text),
            search::LITERAL => find(rest, program.literal(data, operand))?,
            search::FEW => {
                let [a, b, c, _] = operand.to_le_bytes();
                if a == b {
                    memchr::memchr(a, rest)?
                } else if b == c {
                    memchr::memchr2(a, b, rest)?
                } else {
                    memchr::memchr3(a, b, c, rest)?
                }
            }
            search::BYTES => {
                let map: [u32; 8] = core::array::from_fn(|at| program.word(data + at as u32));
                rest.iter()
                    .position(|byte| map[(byte >> 5) as usize & 7] >> (byte & 31) & 1 != 0)?
            }
            _ => 0,
        };
        Some(self.start + found)
    }

    /// The start of a line at `start` or later.
    fn line(&self, text: &[u8]) -> Option<usize> {
        let Some(before) = self.start.checked_sub(1) else {
            return Some(0);
        };
        let newline = memchr::memchr(b'\n', text.get(before..)?)?;
        Some(before + newline + 1)
    }
}

/// Where `needle` starts: looked for by its rarest byte.
fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    let (offset, byte) = needle
        .iter()
        .copied()
        .enumerate()
        .min_by_key(|(_, byte)| frequency(*byte))?;
    let mut from = 0;
    loop {
        let found = memchr::memchr(byte, text.get(from + offset..)?)?;
        let start = from + found;
        if text.get(start..)?.starts_with(needle) {
            return Some(start);
        }
        from = start + 1;
    }
}

/// A guess at how often a byte is met in texts.
fn frequency(byte: u8) -> u8 {
    match byte {
        b' ' | b'e' => 10,
        b'a' | b'i' | b'n' | b'o' | b'r' | b's' | b't' => 9,
        b'c' | b'd' | b'l' | b'm' | b'p' | b'u' | b'f' | b'h' => 7,
        b'a'..=b'z' | b'0' | b'1' | b'\n' | b',' | b'.' => 5,
        b'0'..=b'9' | b'A'..=b'Z' | b'(' | b')' | b'"' | b'=' | b'_' => 4,
        0x80.. => 6,
        _ => 1,
    }
}
