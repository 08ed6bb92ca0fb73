//! Digits in any radix from 2 to 36, both ways. Powers of two cut bits; other radixes go digit by digit when
//! short, and by divide and conquer when long, so that a million digits take seconds and not hours.

use super::digit::{self, BITS, Digit, LIMBS, Reciprocal};
use super::divide::{divide, divide_digit, divide_scratch};
use super::multiply::{multiply, multiply_digit, multiply_scratch_bound, square, square_scratch};
use super::pays_from;
use super::scratch::Scratch;
use super::shift::{bit_length, bits64};
use super::trim;

/// Numbers shorter than this are converted by repeated division.
const DIVIDED: usize = pays_from(if LIMBS == 2 { 100 } else { 60 });
/// Texts with fewer digits than this are read by repeated multiplication.
const READ: usize = pays_from(if LIMBS == 2 { 20_000 } else { 5_000 });

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Bits per digit in 1/256, rounded down and up, by radix.
const fn bits_per_digit(radix: u32) -> (usize, usize) {
    // radix ** 32 < 2 ** 166: count the bits of a power to get the fraction.
    let mut low: u128 = 1;
    let mut count = 0;
    while low < 1 << 120 {
        low *= radix as u128;
        count += 1;
    }
    let bits = (127 - low.leading_zeros()) as usize;
    (bits * 256 / count, (bits + 1) * 256 / count + 1)
}

/// No number of `bits` bits has more digits than this.
pub fn digits_limit(bits: usize, radix: u32) -> usize {
    (bits as u64 * 256 / bits_per_digit(radix).0 as u64) as usize + 1
}

/// Limbs that hold any number of so many digits.
pub fn from_digits_len(digits: usize, radix: u32) -> usize {
    (digits as u64 * bits_per_digit(radix).1 as u64 / 256 / 32) as usize + 1
}

/// The largest power of the radix that fits a digit, and its exponent.
const fn chunk(radix: u32) -> (Digit, usize) {
    let mut power = radix as Digit;
    let mut exponent = 1;
    while let Some(next) = power.checked_mul(radix as Digit) {
        power = next;
        exponent += 1;
    }
    (power, exponent)
}

/// Scratch limbs with which [`to_digits`] is fast. It also works, slowly, with `len` (rounded up to even).
pub fn to_digits_scratch(len: usize, radix: u32) -> usize {
    if radix.is_power_of_two() || len < DIVIDED {
        return len.next_multiple_of(LIMBS);
    }
    // The powers: each twice as long as the one before it, the longest a little over half the number.
    let powers = 2 * len + 80;
    let parts = 2 * len + 160;
    powers + parts + divide_scratch(len + 4, len + 4)
}

/// Writes the digits, most significant first, without leading zeros (one for zero itself); returns how many.
/// `a` has no zero limb on top; `out` has room for [`digits_limit`] of them.
pub fn to_digits(a: &[u32], radix: u32, out: &mut [u8], scratch: Scratch) -> usize {
    if a.is_empty() {
        out[0] = b'0';
        return 1;
    }
    if radix.is_power_of_two() {
        return to_binary_digits(a, radix.ilog2() as usize, out);
    }
    let width = digits_limit(bit_length(a), radix);
    let out = &mut out[..width];
    if a.len() < DIVIDED || scratch.size() < to_digits_scratch(a.len(), radix) {
        divided_digits(a, radix, out, scratch);
    } else {
        let (powers, mut scratch) = scratch.take(2 * a.len() + 80);
        let powers = Powers::up_to(radix, a.len(), powers, scratch.again());
        write(a, radix, &powers, powers.count, out, scratch);
    }
    let zeros = out.iter().take_while(|&&digit| digit == b'0').count();
    out.copy_within(zeros.., 0);
    width - zeros
}

fn to_binary_digits(a: &[u32], bits: usize, out: &mut [u8]) -> usize {
    let count = bit_length(a).div_ceil(bits);
    for at in 0..count {
        let digit = bits64(a, (count - 1 - at) * bits) as usize & ((1 << bits) - 1);
        out[at] = DIGITS[digit];
    }
    count
}

/// Fills `out` from the right by repeated division.
fn divided_digits(a: &[u32], radix: u32, out: &mut [u8], scratch: Scratch) {
    let (limbs, mut scratch) = scratch.take(a.len().next_multiple_of(LIMBS));
    limbs[..a.len()].copy_from_slice(a);
    limbs[a.len()..].fill(0);
    let (power, exponent) = chunk(radix);
    let shift = power.leading_zeros();
    let reciprocal = Reciprocal::new(power << shift);
    let mut used = trim(limbs).len().next_multiple_of(LIMBS).min(limbs.len());
    let mut end = out.len();
    while end > 0 && !scratch.gone(used) {
        let mut rest = if used == 0 {
            0
        } else {
            divide_digit(&mut limbs[..used], reciprocal, shift)
        };
        let from = end.saturating_sub(exponent);
        for place in out[from..end].iter_mut().rev() {
            // Division by a constant is a multiplication; by a variable it is not.
            let (next, digit) = if radix == 10 {
                (rest / 10, rest % 10)
            } else {
                (rest / radix as Digit, rest % radix as Digit)
            };
            *place = DIGITS[digit as usize];
            rest = next;
        }
        end = from;
        while used > 0 && digit::load(limbs, used / LIMBS - 1) == 0 {
            used -= LIMBS;
        }
    }
}

/// `radix ** (chunk * 2**i)` for i = 0, 1, ...
struct Powers<'a> {
    limbs: &'a [u32],
    /// Where each power ends in `limbs`.
    ends: [usize; 32],
    count: usize,
    /// Radix digits of the first power.
    first: usize,
}

impl<'a> Powers<'a> {
    /// All powers up to the first longer than half of `len` limbs. The first has about `DIVIDED / 2` limbs' worth of digits.
    fn up_to(radix: u32, len: usize, limbs: &'a mut [u32], mut scratch: Scratch) -> Self {
        let (power, exponent) = chunk(radix);
        let mut ends = [0; 32];
        let repeats = DIVIDED / 2 / LIMBS;
        let mut used = 0;
        limbs[..repeats * LIMBS].fill(0);
        limbs[0] = 1;
        for at in 1..=repeats {
            multiply_digit(&mut limbs[..at * LIMBS], power, 0);
        }
        let mut end = trim(&limbs[..repeats * LIMBS]).len();
        ends[0] = end;
        let mut count = 1;
        while (end - used) * 2 <= len && count < ends.len() {
            let size = end - used;
            let (done, rest) = limbs.split_at_mut(end);
            let next = &mut rest[..2 * size];
            square(&done[used..], next, scratch.again());
            if scratch.gone(size) {
                break;
            }
            let next = trim(next).len();
            used = end;
            end += next;
            ends[count] = end;
            count += 1;
        }
        Powers {
            limbs,
            ends,
            count,
            first: exponent * repeats,
        }
    }

    fn power(&self, at: usize) -> &'a [u32] {
        let from = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.limbs[from..self.ends[at]]
    }

    fn digits(&self, at: usize) -> usize {
        self.first << at
    }
}

/// Fills `out` with the number padded with zeros on the left; only powers below `level` are needed.
fn write(
    a: &[u32],
    radix: u32,
    powers: &Powers,
    level: usize,
    out: &mut [u8],
    mut scratch: Scratch,
) {
    if scratch.gone(a.len()) {
        return;
    }
    let a = trim(a);
    if level == 0 || a.len() < DIVIDED / 2 {
        return divided_digits(a, radix, out, scratch);
    }
    let level = level - 1;
    let power = powers.power(level);
    if super::compare(a, power).is_lt() {
        return write(a, radix, powers, level, out, scratch);
    }
    let (quotient, scratch) = scratch.take(a.len() + 1 - power.len());
    let (rest, mut scratch) = scratch.take(power.len());
    divide(a, power, quotient, rest, scratch.again());
    let (high, low) = out.split_at_mut(out.len().saturating_sub(powers.digits(level)));
    write(quotient, radix, powers, level, high, scratch.again());
    write(rest, radix, powers, level, low, scratch);
}

/// Scratch limbs with which [`from_digits`] is fast. It also works, slowly, with none.
pub fn from_digits_scratch(digits: usize, radix: u32) -> usize {
    if radix.is_power_of_two() || digits < READ {
        return 0;
    }
    let len = from_digits_len(digits, radix);
    2 * len + 80 + 2 * len + 160 + square_scratch(len / 2 + 8) + multiply_scratch_bound(len / 2 + 8)
}

/// Reads digits (ASCII, either case, already checked, no underscores) into `out`, which has at least
/// [`from_digits_len`] limbs and is filled with zeros above the number.
pub fn from_digits(digits: &[u8], radix: u32, out: &mut [u32], scratch: Scratch) {
    if radix.is_power_of_two() {
        from_binary_digits(digits, radix.ilog2() as usize, out);
    } else if digits.len() < READ || scratch.size() < from_digits_scratch(digits.len(), radix) {
        multiplied_digits(digits, radix, out, scratch);
    } else {
        let len = from_digits_len(digits.len(), radix);
        let (powers, mut scratch) = scratch.take(2 * len + 80);
        let powers = Powers::up_to(radix, len, powers, scratch.again());
        read(digits, radix, &powers, powers.count, out, scratch);
    }
}

fn value(digit: u8) -> u32 {
    (digit as char).to_digit(36).unwrap_or(0)
}

fn from_binary_digits(digits: &[u8], bits: usize, out: &mut [u32]) {
    out.fill(0);
    for (at, &digit) in digits.iter().rev().enumerate() {
        let place = at * bits;
        let wide = (value(digit) as u64) << (place % 32);
        if let Some(limb) = out.get_mut(place / 32) {
            *limb |= wide as u32;
        }
        if let (Some(limb), true) = (out.get_mut(place / 32 + 1), wide >> 32 != 0) {
            *limb |= (wide >> 32) as u32;
        }
    }
}

fn multiplied_digits(digits: &[u8], radix: u32, out: &mut [u32], mut scratch: Scratch) {
    out.fill(0);
    let (_, exponent) = chunk(radix);
    let first = digits.len() % exponent;
    let (first, rest) = digits.split_at(first);
    let mut used = 0;
    for piece in core::iter::once(first).chain(rest.chunks(exponent)) {
        if scratch.gone(used) {
            return;
        }
        let mut number: Digit = 0;
        let mut factor: Digit = 1;
        for &digit in piece {
            number = number
                .wrapping_mul(radix as Digit)
                .wrapping_add(value(digit) as Digit);
            factor = factor.wrapping_mul(radix as Digit);
        }
        // An odd limb on top of `out` only ever takes what is known to fit.
        let whole = used.min(out.len() / LIMBS * LIMBS);
        let carry = multiply_digit(&mut out[..whole], factor, number);
        if used > whole {
            let top = digit::load(out, whole / LIMBS)
                .wrapping_mul(factor)
                .wrapping_add(carry);
            digit::store(out, whole / LIMBS, top);
        } else if carry != 0 {
            digit::store(out, whole / LIMBS, carry);
            used += LIMBS;
        }
    }
}

/// Reads into `out`, padding with zeros; only powers below `level` are needed.
fn read(
    digits: &[u8],
    radix: u32,
    powers: &Powers,
    level: usize,
    out: &mut [u32],
    mut scratch: Scratch,
) {
    if scratch.gone(digits.len()) {
        return;
    }
    if level == 0 || digits.len() < READ {
        return multiplied_digits(digits, radix, out, scratch);
    }
    let level = level - 1;
    let below = powers.digits(level);
    if digits.len() <= below {
        return read(digits, radix, powers, level, out, scratch);
    }
    let (high, low) = digits.split_at(digits.len() - below);
    let power = powers.power(level);
    let (upper, mut scratch) = scratch.take(from_digits_len(high.len(), radix));
    read(high, radix, powers, level, upper, scratch.again());
    let upper = trim(upper);
    read(low, radix, powers, level, out, scratch.again());
    let (product, mut scratch) = scratch.take(upper.len() + power.len());
    multiply(upper, power, product, scratch.again());
    if scratch.gone(0) {
        return;
    }
    digit::add_assign(out, trim(product));
}

const _: () = assert!(BITS as usize == LIMBS * 32);
