//! Between naturals and doubles: correctly rounded (half to even), and exact comparison.

use super::divide::{divide, divide_scratch};
use super::scratch::Scratch;
use super::shift::{bit_length, bits64, shift_left, trailing_zeros};
use super::trim;
use core::cmp::Ordering;

/// `mantissa * 2**exponent`, rounded once; `sticky` says that a little more than the mantissa was there.
/// `None` when it is too large for a double.
pub fn compose(mantissa: u64, sticky: bool, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let bits = 64 - mantissa.leading_zeros() as i64;
    let top = bits + exponent;
    if top > 1024 {
        return None;
    }
    // Subnormal numbers have fewer than 53 bits.
    let precision = if top >= -1021 { 53 } else { 53 - (-1021 - top) };
    let drop = bits - precision;
    let (mut rounded, mut exponent) = (mantissa, exponent);
    if drop > 64 {
        return Some(0.0);
    }
    if drop > 0 {
        let kept = if drop == 64 { 0 } else { mantissa >> drop };
        let rest = mantissa - if drop == 64 { 0 } else { kept << drop };
        let half = 1u64 << (drop - 1);
        let up = rest > half || rest == half && (sticky || kept & 1 != 0);
        rounded = kept + up as u64;
        exponent += drop;
    }
    if rounded == 0 {
        return Some(0.0);
    }
    // Now exact: bring the top bit to place 52, unless the number is subnormal.
    let bits = 64 - rounded.leading_zeros() as i64;
    let up = (53 - bits).min(exponent + 1074);
    let rounded = if up >= 0 {
        rounded << up
    } else {
        rounded >> -up
    };
    exponent -= up;
    let biased = if rounded >> 52 == 0 {
        0
    } else {
        exponent + 1075
    };
    if biased >= 2047 {
        return None;
    }
    Some(f64::from_bits(
        ((biased as u64) << 52) | (rounded & ((1 << 52) - 1)),
    ))
}

/// The nearest double; `None` when there is none.
pub fn to_f64(a: &[u32]) -> Option<f64> {
    let bits = bit_length(a);
    let down = bits.saturating_sub(64);
    if bits > 1024 {
        return None;
    }
    compose(
        bits64(a, down),
        bits != 0 && trailing_zeros(a) < down,
        down as i64,
    )
}

/// The number as `fraction * 2**exponent` with the fraction in [0.5, 1], for logarithms of any size.
pub fn to_mantissa(a: &[u32]) -> (f64, usize) {
    let bits = bit_length(a);
    let down = bits.saturating_sub(64);
    let top = bits64(a, down);
    let fraction = compose(
        top,
        bits != 0 && trailing_zeros(a) < down,
        down as i64 - bits as i64,
    );
    (fraction.unwrap_or(0.0), bits)
}

/// Limbs that [`from_f64`] needs for this finite value.
pub fn from_f64_len(value: f64) -> usize {
    let exponent = (value.to_bits() >> 52 & 0x7ff) as usize;
    if exponent < 1023 {
        0
    } else {
        (exponent - 1023) / 32 + 1
    }
}

/// The whole part of the finite `|value|`; `out` has at least [`from_f64_len`] limbs.
pub fn from_f64(value: f64, out: &mut [u32]) {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1075;
    let mantissa = (bits & ((1 << 52) - 1)) | 1 << 52;
    if exponent < -52 {
        out.fill(0);
    } else if exponent <= 0 {
        let whole = mantissa >> -exponent;
        shift_left(&[whole as u32, (whole >> 32) as u32], 0, out);
    } else {
        shift_left(
            &[mantissa as u32, (mantissa >> 32) as u32],
            exponent as usize,
            out,
        );
    }
}

/// Compares the integer with a double exactly; `None` for a nan. `a` has no zero limb on top.
pub fn compare_f64(a: &[u32], negative: bool, value: f64) -> Option<Ordering> {
    if value.is_nan() {
        return None;
    }
    let sign = if a.is_empty() {
        0
    } else if negative {
        -1
    } else {
        1
    };
    let value_sign = if value == 0.0 {
        0
    } else if value < 0.0 {
        -1
    } else {
        1
    };
    if sign != value_sign || sign == 0 {
        return Some(sign.cmp(&value_sign));
    }
    let order = compare_magnitude(a, value.abs());
    Some(if negative { order.reverse() } else { order })
}

fn compare_magnitude(a: &[u32], value: f64) -> Ordering {
    if value.is_infinite() {
        return Ordering::Less;
    }
    let bits = bit_length(a) as i64;
    let exponent = (value.to_bits() >> 52) as i64 - 1022;
    if bits != exponent || value < 1.0 {
        return if value < 1.0 {
            Ordering::Greater
        } else {
            bits.cmp(&exponent)
        };
    }
    // Same length: compare 64 bits from the top; a double has nothing below them.
    let mantissa = ((value.to_bits() & ((1 << 52) - 1)) | 1 << 52) << 11;
    let down = (bits - 64).max(0) as usize;
    let top = bits64(a, down) << (64 - bits).max(0);
    let below = trailing_zeros(a) < down;
    top.cmp(&mantissa).then(if below {
        Ordering::Greater
    } else {
        Ordering::Equal
    })
}

/// Scratch limbs for [`ratio_to_f64`].
pub fn ratio_scratch(a: usize, b: usize) -> usize {
    let (n, d) = (a.max(b + 3), b.max(a));
    2 * n + 2 * d + 8 + divide_scratch(n + 2, b) + divide_scratch(n + 2, d)
}

/// `a / b` correctly rounded; `b` is not zero; neither has zero limbs on top. `None` when it overflows.
pub fn ratio_to_f64(a: &[u32], b: &[u32], scratch: Scratch) -> Option<f64> {
    if a.is_empty() {
        return Some(0.0);
    }
    if a.len() <= 2 && b.len() <= 2 {
        let (x, y) = (bits64(a, 0), bits64(b, 0));
        if (x | y) >> 53 == 0 {
            return Some(x as f64 / y as f64);
        }
    }
    // Scale so that the quotient has 63 or 64 bits.
    let shift = 63 - (bit_length(a) as i64 - bit_length(b) as i64);
    if !(-1100..=1200).contains(&shift) {
        return if shift < 0 { None } else { Some(0.0) };
    }
    let up = shift.max(0) as usize;
    let down = (-shift).max(0) as usize;
    let (dividend, scratch) = scratch.take((bit_length(a) + up) / 32 + 1);
    shift_left(a, up, dividend);
    let (divisor, scratch) = scratch.take((bit_length(b) + down) / 32 + 1);
    shift_left(b, down, divisor);
    let (dividend, divisor) = (trim(dividend), trim(divisor));
    let (quotient, scratch) = scratch.take((dividend.len() + 1).saturating_sub(divisor.len()));
    let (rest, scratch) = scratch.take(divisor.len());
    divide(dividend, divisor, quotient, rest, scratch);
    compose(
        bits64(quotient, 0),
        rest.iter().any(|&limb| limb != 0),
        -shift,
    )
}
