//! A double's decimal digits, exactly: all 767 that one can have, rounded half to even wherever the caller
//! cuts. Works in a fixed array, so that a board formats floats without a heap.

use super::shortest::Shortest;
use crate::number::natural;

/// Nine digits to a chunk.
const CHUNK: u32 = 1_000_000_000;
const PLACES: usize = 9;
/// 767 digits, leading zeros of the first chunk, and one chunk in front for a carry.
const CHUNKS: usize = 89;

const POWERS: [u32; 10] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
];

/// How many digits are wanted before [`Decimal::round`] cuts.
#[derive(Clone, Copy)]
pub enum Wanted {
    /// Digits counted from the first that is not zero.
    Significant(usize),
    /// Digits after the decimal point.
    Places(usize),
}

/// A finite number that is not negative: `d.ddd... * 10**exponent`.
pub struct Decimal {
    chunks: [u32; CHUNKS],
    used: usize,
    /// Where the first digit that is not zero stands, counted in digits.
    first: usize,
    /// The power of ten of that digit; 0 for zero.
    pub exponent: i32,
    /// More digits followed than are kept, not all of them zero.
    sticky: bool,
}

impl Decimal {
    const ZERO: Decimal = Decimal {
        chunks: [0; CHUNKS],
        used: 1,
        first: PLACES,
        exponent: 0,
        sticky: false,
    };

    /// The exact digits of `|value|` (finite), at least as many as wanted and one more.
    pub fn exact(value: f64, wanted: Wanted) -> Decimal {
        let mut decimal = Decimal::ZERO;
        let bits = value.to_bits() & !(1 << 63);
        if bits == 0 {
            return decimal;
        }
        let biased = (bits >> 52) as i32;
        let fraction = bits & ((1 << 52) - 1);
        let mantissa = if biased == 0 {
            fraction
        } else {
            fraction | 1 << 52
        };
        let exponent = biased.max(1) - 1075;
        let whole = if exponent <= -53 {
            0
        } else {
            mantissa >> (-exponent).max(0)
        };
        decimal.whole_part(whole, exponent.max(0) as usize);
        if exponent < 0 {
            let below = if exponent <= -64 {
                mantissa
            } else {
                mantissa & ((1 << -exponent) - 1)
            };
            decimal.fraction_part(below, -exponent as usize, wanted);
        }
        decimal.find_first();
        decimal
    }

    /// The fewest digits that read back as the same double.
    pub fn shortest(value: f64) -> Decimal {
        let shortest = Shortest::new(value);
        let mut decimal = Decimal::ZERO;
        if shortest.digits() == b"0" {
            return decimal;
        }
        for (at, &digit) in shortest.digits().iter().enumerate() {
            decimal.chunks[1 + at / PLACES] +=
                (digit - b'0') as u32 * POWERS[PLACES - 1 - at % PLACES];
        }
        decimal.used = 1 + shortest.digits().len().div_ceil(PLACES);
        decimal.exponent = shortest.exponent;
        decimal
    }

    /// `whole << shift`, in chunks from the top.
    fn whole_part(&mut self, whole: u64, shift: usize) {
        let mut limbs = [0; 33];
        natural::shift_left(&[whole as u32, (whole >> 32) as u32], shift, &mut limbs);
        let mut used = natural::trim(&limbs).len();
        while used > 0 {
            self.chunks[self.used] = natural::divide_small(&mut limbs[..used], CHUNK);
            self.used += 1;
            used = natural::trim(&limbs[..used]).len();
        }
        self.chunks[1..self.used].reverse();
        // Counted as if the digits ended at the decimal point.
        self.exponent = ((self.used - 1) * PLACES) as i32 - 1;
    }

    /// `below / 2**places`, chunk by chunk: each multiplication by 10**9 moves one in front of the point.
    fn fraction_part(&mut self, below: u64, places: usize, wanted: Wanted) {
        let mut limbs = [0; 34];
        let len = places.div_ceil(32);
        natural::shift_left(
            &[below as u32, (below >> 32) as u32],
            len * 32 - places,
            &mut limbs[..len],
        );
        let mut low = 0;
        let mut after = 0;
        loop {
            while low < len && limbs[low] == 0 {
                low += 1;
            }
            if low == len {
                return;
            }
            let enough = match wanted {
                Wanted::Significant(count) => (self.used - 1).saturating_sub(1) * PLACES > count,
                Wanted::Places(count) => after > count,
            };
            if enough || self.used == CHUNKS {
                self.sticky = true;
                return;
            }
            let chunk = natural::multiply_small(&mut limbs[low..len], CHUNK, 0);
            after += PLACES;
            if self.used == 1 && chunk == 0 {
                // Zeros in front are not kept, only counted.
                self.exponent -= PLACES as i32;
            } else {
                self.chunks[self.used] = chunk;
                self.used += 1;
            }
        }
    }

    fn find_first(&mut self) {
        let zeros = PLACES - 1 - self.chunks[1].checked_ilog10().unwrap_or(0) as usize;
        self.first = PLACES + zeros;
        self.exponent -= zeros as i32;
    }

    pub fn is_zero(&self) -> bool {
        self.chunks[..self.used].iter().all(|&chunk| chunk == 0)
    }

    fn raw(&self, at: usize) -> u8 {
        match self.chunks[..self.used].get(at / PLACES) {
            Some(chunk) => (chunk / POWERS[PLACES - 1 - at % PLACES] % 10) as u8,
            None => 0,
        }
    }

    /// The digit `at` places after the first one, 0 to 9; zero past the end.
    pub fn digit(&self, at: usize) -> u8 {
        self.raw(self.first.saturating_add(at))
    }

    /// The number of digits up to the last that is not zero; 0 for zero.
    pub fn len(&self) -> usize {
        let Some(last) = self.chunks[..self.used]
            .iter()
            .rposition(|&chunk| chunk != 0)
        else {
            return 0;
        };
        let zeros = POWERS[1..]
            .iter()
            .take_while(|&power| self.chunks[last] % power == 0)
            .count();
        (last + 1) * PLACES - zeros - self.first
    }

    /// Keeps `digits` digits from the first one on, rounding half to even. None or less may leave zero
    /// or, rounded up, a one in the place before.
    pub fn round(&mut self, digits: i64) {
        let at = self.first as i64 + digits;
        if at < 0 {
            *self = Decimal::ZERO;
            return;
        }
        let at = at as usize;
        let (chunk, place) = (at / PLACES, at % PLACES);
        if chunk >= self.used {
            return;
        }
        let unit = POWERS[PLACES - place];
        let rest = self.chunks[chunk] % unit;
        let below = self.sticky
            || self.chunks[chunk + 1..self.used]
                .iter()
                .any(|&chunk| chunk != 0);
        let odd = at > 0 && self.raw(at - 1) % 2 != 0;
        let up = rest > unit / 2 || rest == unit / 2 && (below || odd);
        self.chunks[chunk] -= rest;
        self.used = chunk + 1;
        self.sticky = false;
        if up {
            self.chunks[chunk] += unit;
            let mut carry = chunk;
            while self.chunks[carry] >= CHUNK && carry > 0 {
                self.chunks[carry] -= CHUNK;
                carry -= 1;
                self.chunks[carry] += 1;
            }
        }
        if self.is_zero() {
            *self = Decimal::ZERO;
        } else if self.first > 0 && self.raw(self.first - 1) != 0 {
            self.first -= 1;
            self.exponent += 1;
        }
    }

    /// Rounds to so many places after the decimal point.
    pub fn round_places(&mut self, places: i64) {
        self.round(
            places
                .saturating_add(self.exponent as i64)
                .saturating_add(1),
        );
    }
}
