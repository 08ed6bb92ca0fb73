//! Products and squares: rows for short operands, Karatsuba for long ones, and long by short in chunks
//! as long as the short one. Recursion is as deep as the logarithm of the length.

use super::digit::{self, BITS, Digit, Double, LIMBS};
use super::scratch::Scratch;
use super::{difference, pays_from, trim};

/// From this many limbs of the shorter operand Karatsuba pays (measured on x86-64: about 2,000 bits).
const KARATSUBA: usize = pays_from(if LIMBS == 2 { 64 } else { 40 });
const KARATSUBA_SQUARE: usize = pays_from(if LIMBS == 2 { 96 } else { 60 });

/// Where Karatsuba cuts operands of `len` limbs: half, rounded up to whole digits.
const fn half(len: usize) -> usize {
    len.div_ceil(2).next_multiple_of(LIMBS)
}

/// Scratch limbs that [`multiply`] needs for operands of these lengths.
pub const fn multiply_scratch(a_len: usize, b_len: usize) -> usize {
    let (mut long, mut short) = if a_len < b_len {
        (b_len, a_len)
    } else {
        (a_len, b_len)
    };
    let mut chunks = 0;
    let mut most = 0;
    // The last chunk may be shorter than the short operand and becomes the short one itself.
    while short >= KARATSUBA {
        if long != short {
            chunks += 2 * short;
        }
        let here = chunks + balanced_scratch(short);
        if here > most {
            most = here;
        }
        let rest = long % short;
        long = short;
        short = rest;
    }
    most
}

/// Scratch limbs that [`multiply`] needs at most when the shorter operand has up to `short` limbs.
pub(super) const fn multiply_scratch_bound(short: usize) -> usize {
    if short < KARATSUBA {
        0
    } else {
        8 * short + 256
    }
}

/// Scratch limbs that [`square`] needs for an operand of this length.
pub const fn square_scratch(len: usize) -> usize {
    if len < KARATSUBA_SQUARE {
        0
    } else {
        balanced_scratch(len)
    }
}

const fn balanced_scratch(mut len: usize) -> usize {
    let mut held = 0;
    let mut most = 0;
    while len >= KARATSUBA {
        len = half(len);
        held += 2 * len;
        let here = held + 2 * len + 1;
        if here > most {
            most = here;
        }
    }
    most
}

/// `out = a * b`; `out` has exactly `a.len() + b.len()` limbs, `scratch` at least [`multiply_scratch`].
pub fn multiply(a: &[u32], b: &[u32], out: &mut [u32], scratch: Scratch) {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    if short.len() < KARATSUBA {
        return rows(long, short, out);
    }
    if long.len() == short.len() {
        return karatsuba(long, short, out, scratch, false);
    }
    let (product, mut scratch) = scratch.take(2 * short.len());
    let mut done = 0;
    for chunk in long.chunks(short.len()) {
        let product = &mut product[..chunk.len() + short.len()];
        multiply(short, chunk, product, scratch.again());
        // The lower part overlaps what is already there, the upper part is written for the first time.
        let overlap = if done == 0 { 0 } else { short.len() };
        let end = done + product.len();
        out[done + overlap..end].copy_from_slice(&product[overlap..]);
        digit::add_assign(&mut out[done..end], &product[..overlap]);
        done += chunk.len();
    }
}

/// `out = a * a`; `out` has exactly `2 * a.len()` limbs, `scratch` at least [`square_scratch`].
pub fn square(a: &[u32], out: &mut [u32], scratch: Scratch) {
    if a.len() < KARATSUBA_SQUARE {
        square_rows(a, out)
    } else {
        karatsuba(a, a, out, scratch, true)
    }
}

fn balanced(a: &[u32], b: &[u32], out: &mut [u32], scratch: Scratch, squaring: bool) {
    if squaring {
        square(a, out, scratch);
    } else if a.len() < KARATSUBA {
        rows(a, b, out);
    } else {
        karatsuba(a, b, out, scratch, false);
    }
}

/// `out = a * factor`; `out` has exactly one limb more than `a`.
pub fn scale(a: &[u32], factor: u32, out: &mut [u32]) {
    rows(a, &[factor], out);
}

/// Row by row; each row one digit of the shorter operand.
fn rows(long: &[u32], short: &[u32], out: &mut [u32]) {
    out.fill(0);
    let (digits, rest) = short.as_chunks::<LIMBS>();
    for (at, factor) in digits.iter().enumerate() {
        let row = &mut out[at * LIMBS..at * LIMBS + long.len() + LIMBS];
        let (row, above) = row.split_at_mut(long.len());
        let carry = digit::add_product(row, long, digit::join(factor));
        above.copy_from_slice(&digit::split(carry));
    }
    if let [factor] = rest {
        let row = &mut out[short.len() - 1..];
        let (row, above) = row.split_at_mut(long.len());
        let carry = digit::add_product(row, long, *factor as Digit);
        above[0] = carry as u32;
    }
}

/// Each mixed product once, doubled at the end, then the squares of the digits: about half the work.
fn square_rows(a: &[u32], out: &mut [u32]) {
    out.fill(0);
    if a.len() % LIMBS != 0 {
        // An odd limb on top would cut a digit in two.
        return rows(a, a, out);
    }
    let (digits, _) = a.as_chunks::<LIMBS>();
    for (at, factor) in digits.iter().enumerate() {
        let above = &a[(at + 1) * LIMBS..];
        let row = &mut out[(2 * at + 1) * LIMBS..];
        let carry = digit::add_product(&mut row[..above.len()], above, digit::join(factor));
        row[above.len()..][..LIMBS].copy_from_slice(&digit::split(carry));
    }
    let (pairs, _) = out.as_chunks_mut::<LIMBS>();
    let mut top: Digit = 0;
    let mut carry: Digit = 0;
    for (pair, factor) in pairs.as_chunks_mut::<2>().0.iter_mut().zip(digits) {
        let factor = digit::join(factor);
        let product = factor as Double * factor as Double;
        let (low, high) = (digit::join(&pair[0]), digit::join(&pair[1]));
        let doubled = (low << 1) | top;
        let sum = doubled as Double + (product as Digit) as Double + carry as Double;
        pair[0] = digit::split(sum as Digit);
        let doubled = (high << 1) | (low >> (BITS - 1));
        let sum = doubled as Double + (product >> BITS) + (sum >> BITS);
        pair[1] = digit::split(sum as Digit);
        carry = (sum >> BITS) as Digit;
        top = high >> (BITS - 1);
    }
}

/// Three half-size products instead of four:
/// `a0*b1 + a1*b0 = a0*b0 + a1*b1 - (a0 - a1) * (b0 - b1)`.
fn karatsuba(a: &[u32], b: &[u32], out: &mut [u32], mut scratch: Scratch, squaring: bool) {
    if scratch.gone(64 * a.len()) {
        return;
    }
    let half = half(a.len());
    let (a0, a1) = a.split_at(half);
    let (b0, b1) = b.split_at(half);
    let (mixed, mut scratch) = scratch.take(2 * half);
    let negative = {
        // `out` is free until the outer products are in it.
        let (first, second) = out[..2 * half].split_at_mut(half);
        let a_negative = difference(a0, a1, first);
        let b_negative = if squaring {
            a_negative
        } else {
            difference(b0, b1, second)
        };
        balanced(first, second, mixed, scratch.again(), squaring);
        a_negative != b_negative
    };
    let (low, high) = out.split_at_mut(2 * half);
    balanced(a0, b0, low, scratch.again(), squaring);
    // The upper halves may be shorter than the lower ones, but both alike.
    balanced(a1, b1, high, scratch.again(), squaring);

    let (middle, _) = scratch.take(2 * half + 1);
    middle[..2 * half].copy_from_slice(low);
    middle[2 * half] = digit::add_assign(&mut middle[..2 * half], high) as u32;
    if negative {
        digit::add_assign(middle, mixed);
    } else {
        digit::subtract_assign(middle, mixed);
    }
    digit::add_assign(&mut out[half..], trim(middle));
}

/// `limbs = limbs * factor + addend` in place; returns what belongs above.
pub fn multiply_small(limbs: &mut [u32], factor: u32, addend: u32) -> u32 {
    let mut carry = addend;
    for limb in limbs {
        let product = *limb as u64 * factor as u64 + carry as u64;
        *limb = product as u32;
        carry = (product >> 32) as u32;
    }
    carry
}

/// As [`multiply_small`] with a whole digit as the factor, over whole digits.
pub(super) fn multiply_digit(limbs: &mut [u32], factor: Digit, addend: Digit) -> Digit {
    let mut carry = addend;
    for limb in limbs.as_chunks_mut::<LIMBS>().0 {
        let product = digit::join(limb) as Double * factor as Double + carry as Double;
        *limb = digit::split(product as Digit);
        carry = (product >> BITS) as Digit;
    }
    carry
}
