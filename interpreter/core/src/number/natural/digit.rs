//! The unit that the inner loops work in: one limb on 32-bit machines, two limbs at a time on 64-bit
//! ones, read out of the same `u32` slices. Owns the row loops; knows nothing of algorithms above them.

use core::cmp::Ordering;

#[cfg(target_pointer_width = "64")]
mod width {
    pub type Digit = u64;
    pub type Double = u128;
    pub const LIMBS: usize = 2;

    #[inline(always)]
    pub fn join(limbs: &[u32; 2]) -> u64 {
        limbs[0] as u64 | (limbs[1] as u64) << 32
    }

    #[inline(always)]
    pub fn split(digit: u64) -> [u32; 2] {
        [digit as u32, (digit >> 32) as u32]
    }
}

// wasm32 is here too: a 64 by 64 bit product is a library call there.
#[cfg(not(target_pointer_width = "64"))]
mod width {
    pub type Digit = u32;
    pub type Double = u64;
    pub const LIMBS: usize = 1;

    #[inline(always)]
    pub fn join(limbs: &[u32; 1]) -> u32 {
        limbs[0]
    }

    #[inline(always)]
    pub fn split(digit: u32) -> [u32; 1] {
        [digit]
    }
}

pub use width::{Digit, Double, LIMBS, join, split};

pub const BITS: u32 = Digit::BITS;

/// The digit at digit index `at`; limbs past the end count as zero.
#[inline(always)]
pub fn load(limbs: &[u32], at: usize) -> Digit {
    let from = at * LIMBS;
    if let Some(pair) = limbs
        .get(from..)
        .and_then(|rest| rest.first_chunk::<LIMBS>())
    {
        return join(pair);
    }
    limbs.get(from).map_or(0, |&limb| limb as Digit)
}

/// Writes the digit at digit index `at`; limbs past the end are dropped (they are zero by then).
#[inline(always)]
pub fn store(limbs: &mut [u32], at: usize, digit: Digit) {
    let from = at * LIMBS;
    if let Some(pair) = limbs
        .get_mut(from..)
        .and_then(|rest| rest.first_chunk_mut::<LIMBS>())
    {
        *pair = split(digit);
    } else if let Some(limb) = limbs.get_mut(from) {
        *limb = digit as u32;
    }
}

/// `out += a`, `out` at least as long as `a`; the carry out of the top is returned.
pub fn add_assign(out: &mut [u32], a: &[u32]) -> bool {
    let (low, high) = out.split_at_mut(a.len());
    let (out_digits, out_rest) = low.as_chunks_mut::<LIMBS>();
    let (a_digits, a_rest) = a.as_chunks::<LIMBS>();
    let mut carry = false;
    for (o, x) in out_digits.iter_mut().zip(a_digits) {
        let (sum, first) = join(o).overflowing_add(join(x));
        let (sum, second) = sum.overflowing_add(carry as Digit);
        *o = split(sum);
        carry = first | second;
    }
    for (o, x) in out_rest.iter_mut().zip(a_rest) {
        let (sum, first) = o.overflowing_add(*x);
        let (sum, second) = sum.overflowing_add(carry as u32);
        *o = sum;
        carry = first | second;
    }
    carry && increment(high)
}

/// `out -= a`, `out` at least as long as `a`; the borrow out of the top is returned.
pub fn subtract_assign(out: &mut [u32], a: &[u32]) -> bool {
    let (low, high) = out.split_at_mut(a.len());
    let (out_digits, out_rest) = low.as_chunks_mut::<LIMBS>();
    let (a_digits, a_rest) = a.as_chunks::<LIMBS>();
    let mut borrow = false;
    for (o, x) in out_digits.iter_mut().zip(a_digits) {
        let (difference, first) = join(o).overflowing_sub(join(x));
        let (difference, second) = difference.overflowing_sub(borrow as Digit);
        *o = split(difference);
        borrow = first | second;
    }
    for (o, x) in out_rest.iter_mut().zip(a_rest) {
        let (difference, first) = o.overflowing_sub(*x);
        let (difference, second) = difference.overflowing_sub(borrow as u32);
        *o = difference;
        borrow = first | second;
    }
    borrow && decrement(high)
}

/// `limbs += 1`; true when it wrapped to zero.
pub fn increment(limbs: &mut [u32]) -> bool {
    for limb in limbs {
        let (sum, carry) = limb.overflowing_add(1);
        *limb = sum;
        if !carry {
            return false;
        }
    }
    true
}

/// `limbs -= 1`; true when it was zero and wrapped.
pub fn decrement(limbs: &mut [u32]) -> bool {
    for limb in limbs {
        let (difference, borrow) = limb.overflowing_sub(1);
        *limb = difference;
        if !borrow {
            return false;
        }
    }
    true
}

/// `out += a * factor` over equally long rows; returns what belongs above the row.
#[inline]
pub fn add_product(out: &mut [u32], a: &[u32], factor: Digit) -> Digit {
    let (out_digits, out_rest) = out.as_chunks_mut::<LIMBS>();
    let (a_digits, a_rest) = a.as_chunks::<LIMBS>();
    let mut carry: Digit = 0;
    for (o, x) in out_digits.iter_mut().zip(a_digits) {
        let sum = join(x) as Double * factor as Double + join(o) as Double + carry as Double;
        *o = split(sum as Digit);
        carry = (sum >> BITS) as Digit;
    }
    for (o, x) in out_rest.iter_mut().zip(a_rest) {
        let sum = *x as Double * factor as Double + *o as Double + carry as Double;
        *o = sum as u32;
        carry = (sum >> 32) as Digit;
    }
    carry
}

/// `out -= a * factor` over equally long rows of whole digits; returns what is still owed above the row.
#[inline]
pub fn subtract_product(out: &mut [u32], a: &[u32], factor: Digit) -> Digit {
    let (out_digits, _) = out.as_chunks_mut::<LIMBS>();
    let (a_digits, _) = a.as_chunks::<LIMBS>();
    let mut owed: Digit = 0;
    for (o, x) in out_digits.iter_mut().zip(a_digits) {
        let product = join(x) as Double * factor as Double + owed as Double;
        let (difference, borrow) = join(o).overflowing_sub(product as Digit);
        *o = split(difference);
        owed = (product >> BITS) as Digit + borrow as Digit;
    }
    owed
}

/// Compares two equally long rows.
pub fn compare_rows(a: &[u32], b: &[u32]) -> Ordering {
    a.iter().rev().cmp(b.iter().rev())
}

/// A divisor digit with its top bit set, and its reciprocal `floor((B^2 - 1) / divisor) - B`
/// (Möller and Granlund, "Improved division by invariant integers", algorithm 4).
#[derive(Clone, Copy)]
pub struct Reciprocal {
    pub divisor: Digit,
    inverse: Digit,
}

impl Reciprocal {
    pub fn new(divisor: Digit) -> Self {
        let all = ((!divisor as Double) << BITS) | Digit::MAX as Double;
        Reciprocal {
            divisor,
            inverse: (all / divisor as Double) as Digit,
        }
    }

    /// Quotient and remainder of the double digit `high, low`, where `high < divisor`.
    #[inline(always)]
    pub fn divide(self, high: Digit, low: Digit) -> (Digit, Digit) {
        let guess = (self.inverse as Double * high as Double)
            .wrapping_add(((high as Double) << BITS) | low as Double);
        let mut quotient = ((guess >> BITS) as Digit).wrapping_add(1);
        let mut rest = low.wrapping_sub(quotient.wrapping_mul(self.divisor));
        if rest > guess as Digit {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.divisor);
        }
        if rest >= self.divisor {
            quotient = quotient.wrapping_add(1);
            rest -= self.divisor;
        }
        (quotient, rest)
    }
}
