//! Finding the places of a text at which a match is worth an attempt.

use super::matcher::Mode;
use super::program::{Program, header, search};

/// What the header says about places, read once.
pub(super) struct Seeker<'p> {
    min_width: usize,
    strategy: Strategy<'p>,
}

enum Strategy<'p> {
    /// The position itself.
    Here,
    Start,
    Lines,
    Literal(Needle<'p>),
    Behind(Needle<'p>),
    One(u8),
    Two(u8, u8),
    Three(u8, u8, u8),
    Bytes([u32; 8]),
}

impl<'p> Seeker<'p> {
    pub fn new(program: Program<'p>, mode: Mode) -> Self {
        let strategy = program.word(header::SEARCH);
        let operand = strategy >> 8;
        let data = program.word(header::SEARCH_DATA);
        let strategy = match strategy & 0xff {
            _ if mode != Mode::Search => Strategy::Here,
            search::START => Strategy::Start,
            search::LINES => Strategy::Lines,
            search::LITERAL => Strategy::Literal(Needle::new(program, data, operand)),
            search::BEHIND => Strategy::Behind(Needle::new(program, data, operand)),
            search::FEW => match operand.to_le_bytes() {
                [a, b, _, _] if a == b => Strategy::One(a),
                [a, b, c, _] if b == c => Strategy::Two(a, b),
                [a, b, c, _] => Strategy::Three(a, b, c),
            },
            search::BYTES => {
                Strategy::Bytes(core::array::from_fn(|at| program.word(data + at as u32)))
            }
            _ => Strategy::Here,
        };
        Seeker {
            min_width: program.word(header::MIN_WIDTH) as usize,
            strategy,
        }
    }

    /// The next place from `start` on; `None` when there is none.
    #[inline(always)]
    pub fn next(&self, text: &[u8], start: usize) -> Option<usize> {
        let rest = text.get(start..)?;
        if rest.len() < self.min_width {
            return None;
        }
        let found = match &self.strategy {
            Strategy::Here => return Some(start),
            Strategy::Start => return (start == 0).then_some(0),
            Strategy::Lines => return line(text, start),
            Strategy::Literal(needle) => needle.find(rest)?,
            Strategy::Behind(needle) => {
                let from = start.saturating_sub(needle.bytes.len());
                let found = needle.find(text.get(from..)?)?;
                return Some(from + found + needle.bytes.len());
            }
            Strategy::One(a) => memchr::memchr(*a, rest)?,
            Strategy::Two(a, b) => memchr::memchr2(*a, *b, rest)?,
            Strategy::Three(a, b, c) => memchr::memchr3(*a, *b, *c, rest)?,
            Strategy::Bytes(map) => rest
                .iter()
                .position(|byte| map[(byte >> 5) as usize & 7] >> (byte & 31) & 1 != 0)?,
        };
        Some(start + found)
    }
}

/// The start of a line at `start` or later.
fn line(text: &[u8], start: usize) -> Option<usize> {
    let Some(before) = start.checked_sub(1) else {
        return Some(0);
    };
    let newline = memchr::memchr(b'\n', text.get(before..)?)?;
    Some(before + newline + 1)
}

/// Bytes to be found by their rarest one.
struct Needle<'p> {
    bytes: &'p [u8],
    offset: usize,
    rarest: u8,
}

impl<'p> Needle<'p> {
    fn new(program: Program<'p>, data: u32, length: u32) -> Self {
        let bytes = program.literal(data & 0xff_ffff, length);
        let offset = (data >> 24) as usize;
        Needle {
            bytes,
            offset,
            rarest: bytes.get(offset).copied().unwrap_or(0),
        }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        let mut from = 0;
        loop {
            let found = memchr::memchr(self.rarest, text.get(from + self.offset..)?)?;
            let start = from + found;
            if text.get(start..)?.starts_with(self.bytes) {
                return Some(start);
            }
            from = start + 1;
        }
    }
}
