//! Quotient and remainder: Knuth's algorithm D with a reciprocal for short operands, Burnikel and
//! Ziegler's recursive division (as fast as multiplication, up to a logarithm) for long ones.

use super::digit::{self, Digit, Double, LIMBS, Reciprocal};
use super::multiply::{multiply, multiply_scratch_bound};
use super::pays_from;
use super::scratch::Scratch;
use super::shift::{shift_left, shift_right};
use core::cmp::Ordering;

/// Quotients and divisors shorter than this go row by row.
const RECURSIVE: usize = pays_from(if LIMBS == 2 { 160 } else { 80 });

/// Scratch limbs that [`divide`] needs for these lengths.
pub const fn divide_scratch(dividend: usize, divisor: usize) -> usize {
    if divisor <= 1 || dividend < divisor {
        return 0;
    }
    let divisor = divisor.next_multiple_of(LIMBS);
    let dividend = dividend.next_multiple_of(LIMBS) + 2 * LIMBS;
    // Both normalised, the quotient in whole digits, and the work of the recursion.
    dividend + divisor + (dividend - divisor + LIMBS) + recursive_scratch(divisor)
}

const fn recursive_scratch(divisor: usize) -> usize {
    if divisor < RECURSIVE {
        0
    } else {
        divisor + multiply_scratch_bound(divisor / 2 + 2)
    }
}

/// `quotient, remainder = divmod(a, b)`. `b` has no zero limb on top and is not empty; `quotient` has
/// at least `a.len() - b.len() + 1` limbs (at least 0), `remainder` at least `b.len()`, or `a.len()` when that is less; or
/// none, when nobody wants it.
/// What is left over of both is filled with zeros. `scratch`: [`divide_scratch`].
pub fn divide(a: &[u32], b: &[u32], quotient: &mut [u32], remainder: &mut [u32], scratch: Scratch) {
    if a.len() < b.len() {
        quotient.fill(0);
        if !remainder.is_empty() {
            remainder[..a.len()].copy_from_slice(a);
            remainder[a.len()..].fill(0);
        }
        return;
    }
    if let [divisor] = *b {
        let (low, above) = quotient.split_at_mut(a.len());
        low.copy_from_slice(a);
        above.fill(0);
        remainder.fill(0);
        let rest = divide_small(low, divisor);
        if let Some(lowest) = remainder.first_mut() {
            *lowest = rest;
        }
        return;
    }
    // Shift until the divisor fills its top digit, and the dividend along with it.
    let n = b.len().next_multiple_of(LIMBS);
    let top = b.last().map_or(0, |top| top.leading_zeros());
    let shift = (n - b.len()) * 32 + top as usize;
    let (v, scratch) = scratch.take(n);
    shift_left(b, shift, v);
    let u_len = (a.len() + shift.div_ceil(32)).next_multiple_of(LIMBS) + LIMBS;
    let (u, scratch) = scratch.take(u_len.max(n + LIMBS));
    shift_left(a, shift, u);
    let (q, scratch) = scratch.take(u.len() - n);
    divide_normalised(u, v, q, scratch);
    let kept = q.len().min(quotient.len());
    quotient[..kept].copy_from_slice(&q[..kept]);
    quotient[kept..].fill(0);
    if !remainder.is_empty() {
        shift_right(&u[..n], shift, remainder);
    }
}

/// `q, u = divmod(u, v)` in whole digits, `v` with its top bit set, `u.len() == v.len() + q.len()` and the
/// upper `v.len()` limbs of `u` less than `v`.
fn divide_normalised(u: &mut [u32], v: &[u32], q: &mut [u32], mut scratch: Scratch) {
    let (n, m) = (v.len(), q.len());
    if scratch.gone(n) {
        return;
    }
    if n < RECURSIVE || m < RECURSIVE {
        return divide_rows(u, v, q);
    }
    if m > n {
        // From the top, as many quotient limbs at a time as the divisor has.
        let mut at = m;
        while at > 0 {
            let block = if at % n == 0 { n } else { at % n };
            at -= block;
            divide_normalised(
                &mut u[at..at + block + n],
                v,
                &mut q[at..at + block],
                scratch.again(),
            );
        }
    } else if m == n {
        let half = (n / 2).next_multiple_of(LIMBS);
        let (low, high) = q.split_at_mut(half);
        divide_normalised(&mut u[half..], v, high, scratch.again());
        divide_normalised(&mut u[..n + half], v, low, scratch);
    } else {
        divide_by_top(u, v, q, scratch);
    }
}

/// Fewer quotient limbs than divisor limbs: divide by the divisor's upper part, then take off what the
/// lower part adds; the guess is too large by two at most.
fn divide_by_top(u: &mut [u32], v: &[u32], q: &mut [u32], mut scratch: Scratch) {
    let (n, m) = (v.len(), q.len());
    let (v0, v1) = v.split_at(n - m);
    if digit::compare_rows(&u[n..], v1) == Ordering::Less {
        divide_normalised(&mut u[n - m..], v1, q, scratch.again());
    } else {
        q.fill(u32::MAX);
        digit::subtract_assign(&mut u[n..], v1);
        digit::add_assign(&mut u[n - m..], v1);
    }
    let (product, mut scratch) = scratch.take(n);
    multiply(q, v0, product, scratch.again());
    let mut owed = digit::subtract_assign(u, product);
    while owed && !scratch.gone(0) {
        digit::decrement(q);
        owed = !digit::add_assign(u, v);
    }
}

/// Knuth's algorithm D (The Art of Computer Programming, volume 2, 4.3.1).
fn divide_rows(u: &mut [u32], v: &[u32], q: &mut [u32]) {
    let n = v.len() / LIMBS;
    let reciprocal = Reciprocal::new(digit::load(v, n - 1));
    let second = if n > 1 { digit::load(v, n - 2) } else { 0 };
    for at in (0..q.len() / LIMBS).rev() {
        let high = digit::load(u, at + n);
        let middle = digit::load(u, at + n - 1);
        let low = if n > 1 { digit::load(u, at + n - 2) } else { 0 };
        let mut guess = guess_digit(reciprocal, second, high, middle, low);
        let row = &mut u[at * LIMBS..(at + n) * LIMBS];
        let owed = digit::subtract_product(row, v, guess);
        if owed > high {
            guess -= 1;
            digit::add_assign(row, v);
        }
        digit::store(u, at + n, 0);
        digit::store(q, at, guess);
    }
}

/// A quotient digit from the three top digits of the dividend and the two of the divisor; right, or one too large.
#[inline(always)]
fn guess_digit(by: Reciprocal, second: Digit, high: Digit, middle: Digit, low: Digit) -> Digit {
    let (mut guess, mut rest) = if high >= by.divisor {
        let (rest, carry) = middle.overflowing_add(by.divisor);
        if carry {
            return Digit::MAX;
        }
        (Digit::MAX, rest)
    } else {
        by.divide(high, middle)
    };
    while guess as Double * second as Double > (((rest as Double) << digit::BITS) | low as Double) {
        guess -= 1;
        let (sum, carry) = rest.overflowing_add(by.divisor);
        if carry {
            break;
        }
        rest = sum;
    }
    guess
}

/// `limbs //= divisor` in place; returns the remainder. The divisor is not zero.
pub fn divide_small(limbs: &mut [u32], divisor: u32) -> u32 {
    let mut rest: u64 = 0;
    for limb in limbs.iter_mut().rev() {
        let value = (rest << 32) | *limb as u64;
        *limb = (value / divisor as u64) as u32;
        rest = value % divisor as u64;
    }
    rest as u32
}

/// `limbs % divisor`; the divisor is not zero.
pub fn remainder_small(limbs: &[u32], divisor: u32) -> u32 {
    let mut rest: u64 = 0;
    for limb in limbs.iter().rev() {
        rest = ((rest << 32) | *limb as u64) % divisor as u64;
    }
    rest as u32
}

/// `limbs //= divisor` for a whole digit with its top bit wherever it is; returns the remainder.
/// `reciprocal` belongs to `divisor << shift`.
pub(super) fn divide_digit(limbs: &mut [u32], reciprocal: Reciprocal, shift: u32) -> Digit {
    let digits = limbs.len().div_ceil(LIMBS);
    let mut rest: Digit = 0;
    for at in (0..digits).rev() {
        let value = digit::load(limbs, at);
        // The running remainder is kept shifted, as the divisor is.
        let high = if shift == 0 {
            rest
        } else {
            rest | (value >> (digit::BITS - shift))
        };
        let (quotient, next) = reciprocal.divide(high, value << shift);
        digit::store(limbs, at, quotient);
        rest = next;
    }
    rest >> shift
}
