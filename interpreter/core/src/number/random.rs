//! The generator behind the module `random`: xoshiro128** (Blackman and Vigna), 16 bytes of state and only
//! 32-bit arithmetic, so that it is quick on the smallest boards. Not for secrets.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generator {
    state: [u32; 4],
}

impl Generator {
    /// A generator that starts from any seed, zero included.
    pub const fn new(seed: u64) -> Self {
        // SplitMix64 spreads the seed over the whole state, and never to all zeros.
        let mut seed = seed;
        let mut state = [0; 4];
        let mut at = 0;
        while at < 4 {
            seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = seed;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            state[at] = mixed as u32;
            state[at + 1] = (mixed >> 32) as u32;
            at += 2;
        }
        if state[0] | state[1] | state[2] | state[3] == 0 {
            state[0] = 1;
        }
        Generator { state }
    }

    /// From a seed of any length: its limbs are mixed in one after the other.
    pub fn from_limbs(limbs: &[u32]) -> Self {
        let seed = limbs.iter().fold(limbs.len() as u64, |seed, &limb| {
            (seed ^ limb as u64)
                .wrapping_mul(0x0000_0100_0000_01b3)
                .rotate_left(29)
        });
        Generator::new(match *limbs {
            [] => 0,
            [low] => low as u64,
            [low, high] => low as u64 | (high as u64) << 32,
            _ => seed,
        })
    }

    /// The state as words, for whoever keeps it between calls.
    pub fn state(&self) -> [u32; 4] {
        self.state
    }

    /// A generator that goes on where another's [`Generator::state`] was taken.
    pub fn resume(state: [u32; 4]) -> Self {
        if state == [0; 4] {
            Generator::new(0)
        } else {
            Generator { state }
        }
    }

    /// 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        let [a, b, c, d] = self.state;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let (c2, d2) = (c ^ a, d ^ b);
        self.state = [a ^ d2, b ^ c2, c2 ^ (b << 9), d2.rotate_left(11)];
        result
    }

    /// 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.next_u32() as u64 | (self.next_u32() as u64) << 32
    }

    /// Fills the limbs with `bits` random bits; limbs above them are zeroed.
    pub fn bits(&mut self, bits: usize, out: &mut [u32]) {
        for (at, limb) in out.iter_mut().enumerate() {
            let left = bits.saturating_sub(at * 32);
            *limb = match left {
                0 => 0,
                1..32 => self.next_u32() >> (32 - left),
                _ => self.next_u32(),
            };
        }
    }

    /// A number below `limit` (not zero), all equally likely.
    pub fn below(&mut self, limit: u64) -> u64 {
        let bits = 64 - (limit - 1).leading_zeros();
        if bits == 0 {
            return 0;
        }
        // At least every second try is below the limit.
        loop {
            let value = if bits <= 32 {
                (self.next_u32() >> (32 - bits)) as u64
            } else {
                self.next_u64() >> (64 - bits)
            };
            if value < limit {
                return value;
            }
        }
    }

    /// A multiple of 2**-53 in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sequence() {
        // From the state 1, 2, 3, 4: the first results follow from the definition by hand.
        let mut generator = Generator::resume([1, 2, 3, 4]);
        assert_eq!(generator.next_u32(), 11520);
        assert_eq!(generator.next_u32(), 0);
        assert_eq!(generator.next_u32(), 5927040);
    }

    #[test]
    fn numbers_stay_in_range_and_reach_all_of_it() {
        let mut generator = Generator::new(0);
        let mut seen = [0u32; 10];
        for _ in 0..10_000 {
            seen[generator.below(10) as usize] += 1;
            assert!((0.0..1.0).contains(&generator.unit()));
        }
        assert!(seen.iter().all(|&count| (800..1200).contains(&count)));
        assert_eq!(generator.below(1), 0);
        let mut limbs = [7; 3];
        generator.bits(33, &mut limbs);
        assert!(limbs[1] < 2 && limbs[2] == 0);
    }
}
