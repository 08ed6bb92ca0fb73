//! Numbers that a seed repeats exactly (xorshift64*, Vigna 2016).

#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    pub fn new(seed: u64) -> Random {
        let mut random = Random {
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
        };
        random.draw();
        random
    }

    pub fn draw(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// Below `limit`; 0 when that is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        match limit {
            0 => 0,
            limit => (self.draw() >> 11) % limit,
        }
    }

    /// Happens so many times in a thousand.
    pub fn permille(&mut self, share: u64) -> bool {
        share > 0 && self.below(1000) < share
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.draw() as u8).collect()
    }
}
