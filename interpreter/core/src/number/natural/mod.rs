//! Natural numbers of any size as little-endian slices of 32-bit limbs: the magnitudes of Python's ints.
//! Every function works in slices that the caller hands it and tells how much scratch it needs; none knows a heap.

mod bitwise;
mod bytes;
mod convert;
mod digit;
mod divide;
mod multiply;
mod power;
mod scratch;
mod shift;
mod text;

/// A length from which a method for long numbers pays; never where only short ones are expected.
const fn pays_from(limbs: usize) -> usize {
    if cfg!(feature = "long-integers") {
        limbs
    } else {
        usize::MAX
    }
}

pub use bitwise::{Bitwise, bitwise, bitwise_len};
pub use bytes::{from_bytes, to_bytes};
pub use convert::{
    compare_f64, compose, from_f64, from_f64_len, ratio_scratch, ratio_to_f64, to_f64, to_mantissa,
};
pub use divide::{divide, divide_scratch, divide_small, remainder_small};
pub use multiply::{multiply, multiply_scratch, multiply_small, scale, square, square_scratch};
pub use power::{
    gcd, gcd_scratch, isqrt, isqrt_scratch, mod_power, mod_power_scratch, power, power_len,
    power_scratch,
};
pub use scratch::{Patient, Scratch, Watch};
pub use shift::{bit, bit_count, bit_length, bits64, shift_left, shift_right, trailing_zeros};
pub use text::{
    digits_limit, from_digits, from_digits_len, from_digits_scratch, to_digits, to_digits_scratch,
};

use core::cmp::Ordering;

/// The slice without the zero limbs on top.
pub fn trim(a: &[u32]) -> &[u32] {
    let used = a
        .iter()
        .rposition(|&limb| limb != 0)
        .map_or(0, |top| top + 1);
    &a[..used]
}

/// Compares two magnitudes without zero limbs on top.
pub fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len()
        .cmp(&b.len())
        .then_with(|| digit::compare_rows(a, b))
}

/// `out = a + b`; `out` has at least one limb more than the longer operand (or exactly as many, when the
/// caller knows that nothing is carried).
pub fn add(a: &[u32], b: &[u32], out: &mut [u32]) {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let (low, above) = out.split_at_mut(long.len());
    low.copy_from_slice(long);
    above.fill(0);
    if digit::add_assign(low, short) {
        if let Some(top) = above.first_mut() {
            *top = 1;
        }
    }
}

/// `out += a` in place; `out` is at least as long. The carry is returned.
pub fn add_assign(out: &mut [u32], a: &[u32]) -> bool {
    digit::add_assign(out, a)
}

/// `out -= a` in place; `out` is at least as long. True when the result would be negative (it has wrapped).
pub fn subtract_assign(out: &mut [u32], a: &[u32]) -> bool {
    digit::subtract_assign(out, a)
}

/// `out = |a - b|`, true when `a < b`; `out` is at least as long as the longer operand.
pub fn difference(a: &[u32], b: &[u32], out: &mut [u32]) -> bool {
    let (a, b) = (trim(a), trim(b));
    let negative = compare(a, b) == Ordering::Less;
    let (more, less) = if negative { (b, a) } else { (a, b) };
    let (low, above) = out.split_at_mut(more.len());
    low.copy_from_slice(more);
    above.fill(0);
    digit::subtract_assign(low, less);
    negative
}

#[cfg(test)]
mod tests;
