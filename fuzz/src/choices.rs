//! Decisions read from input, one byte each; behind its end they go on as a seed made from it says.

use crate::random::Random;

pub struct Choices<'d> {
    data: &'d [u8],
    random: Random,
}

impl<'d> Choices<'d> {
    pub fn new(data: &'d [u8]) -> Choices<'d> {
        let seed = data.iter().fold(7u64, |seed, byte| {
            (seed ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
        });
        Choices {
            data,
            random: Random::new(seed),
        }
    }

    /// Below `limit`; 0 when that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        match self.data.split_first() {
            Some((first, rest)) if limit > 0 && limit <= 256 => {
                self.data = rest;
                usize::from(*first) % limit
            }
            _ => self.random.below(limit),
        }
    }

    pub fn once_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    pub fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items.get(self.below(items.len())).copied().unwrap_or("")
    }
}
