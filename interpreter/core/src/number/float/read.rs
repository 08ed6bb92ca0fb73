//! Text to double, correctly rounded, without tables: a natural in a fixed array takes the digits and is scaled.
//! Knows no heap.

use crate::number::natural::{
    bit_length, bits64, compose, divide_small, multiply_small, trailing_zeros,
};

/// Digits that count; of what follows only whether it is zero.
const DIGITS: u32 = 36;
/// Powers of ten beyond this are infinity or nothing, whatever the digits.
const POWER: i64 = 400;
/// Room for the digits (4) and for the power with 64 bits to spare, in limbs.
const LIMBS: usize = 52;

/// A number as it is read: digits, point and exponent, one byte after the other.
struct Reader {
    limbs: [u32; LIMBS],
    kept: u32,
    /// Ten to this power belongs to the digits kept.
    power: i64,
    /// There were more digits than are kept, not all of them zero.
    sticky: bool,
}

impl Reader {
    const fn new() -> Reader {
        Reader {
            limbs: [0; LIMBS],
            kept: 0,
            power: 0,
            sticky: false,
        }
    }

    /// The next digit, in ASCII; behind the point or not.
    fn digit(&mut self, byte: u8, behind: bool) {
        let digit = u32::from(byte & 15);
        if self.kept < DIGITS {
            multiply_small(&mut self.limbs[..4], 10, digit);
            self.kept += u32::from(self.kept > 0 || digit > 0);
            self.power -= i64::from(behind);
        } else {
            self.sticky |= digit > 0;
            self.power += i64::from(!behind);
        }
    }

    /// The number, ten to this power; infinity when it is too large.
    fn finish(mut self, exponent: i64) -> f64 {
        if self.kept == 0 {
            return 0.0;
        }
        let power = self.power.saturating_add(exponent).clamp(-POWER, POWER);
        // For a division digits come behind: enough for the divisor and 64 bits.
        let mut up = 0;
        if power < 0 {
            up = (-power as usize * 10 / 3 + 64) / 32 + 1;
            self.limbs.copy_within(..4, up);
            self.limbs[..up.min(4)].fill(0);
        }
        let mut rest = power.unsigned_abs();
        while rest > 0 {
            let step = rest.min(9);
            let by = 10u32.pow(step as u32);
            if power > 0 {
                multiply_small(&mut self.limbs, by, 0);
            } else {
                self.sticky |= divide_small(&mut self.limbs, by) != 0;
            }
            rest -= step;
        }
        let down = bit_length(&self.limbs).saturating_sub(64);
        let sticky = self.sticky || trailing_zeros(&self.limbs) < down;
        let exponent = down as i64 - 32 * up as i64;
        compose(bits64(&self.limbs, down), sticky, exponent).unwrap_or(f64::INFINITY)
    }
}

/// The value of a number as `float()` reads it, without sign and white space; `None` when it is none.
pub fn read(bytes: &mut dyn Iterator<Item = u8>) -> Option<f64> {
    let mut reader = Reader::new();
    let mut exponent = 0;
    let (mut point, mut seen) = (false, false);
    // An underscore stands between digits.
    let (mut after_digit, mut gap) = (false, false);
    while let Some(byte) = bytes.next() {
        match byte {
            b'0'..=b'9' => {
                reader.digit(byte, point);
                seen = true;
            }
            b'_' if after_digit => {}
            b'.' if !point && !gap => point = true,
            b'e' | b'E' if !gap => {
                exponent = super::parse::read_exponent(bytes)?;
                break;
            }
            _ => return None,
        }
        after_digit = byte.is_ascii_digit();
        gap = byte == b'_';
    }
    (seen && !gap).then(|| reader.finish(exponent))
}
