//! Python's float arithmetic where it differs from the hardware's: floor division, modulo, rounding, ratios, hex.

use super::decimal::{Decimal, Wanted};
use crate::number::sink::{Buffer, Full, Sink};

/// `x % y` with the sign of `x`, as C's `fmod`.
pub fn remainder(x: f64, y: f64) -> f64 {
    if cfg!(feature = "compact") {
        stepwise_remainder(x, y)
    } else {
        x % y
    }
}

/// Bit by bit, in a tenth of the code.
pub(super) fn stepwise_remainder(x: f64, y: f64) -> f64 {
    if !x.is_finite() || y.is_nan() || y == 0.0 {
        return f64::NAN;
    }
    if y.is_infinite() {
        return x;
    }
    let ((mut rest, mut high), (divisor, low)) = (split(x), split(y));
    while high > low {
        rest = (rest % divisor) << 1;
        high -= 1;
    }
    // A finer number than the divisor: the divisor is written as finely, which 64 bits hold or it is the larger one.
    let finer = (low - high) as u32;
    if divisor.leading_zeros() > finer {
        rest %= divisor << finer;
    }
    let size = crate::number::natural::compose(rest, false, i64::from(high)).unwrap_or(0.0);
    libm::copysign(size, x)
}

/// `divmod(x, y)`; `y` is not zero. The remainder takes the sign of `y`.
pub fn divmod(x: f64, y: f64) -> (f64, f64) {
    let mut rest = remainder(x, y);
    // Exact up to rounding: x - rest is a multiple of y.
    let mut quotient = (x - rest) / y;
    if rest != 0.0 {
        if (y < 0.0) != (rest < 0.0) {
            rest += y;
            quotient -= 1.0;
        }
    } else {
        rest = libm::copysign(0.0, y);
    }
    let quotient = if quotient == 0.0 {
        libm::copysign(0.0, x / y)
    } else {
        let floor = libm::floor(quotient);
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (quotient, rest)
}

/// `x // y`; `y` is not zero.
pub fn floor_divide(x: f64, y: f64) -> f64 {
    divmod(x, y).0
}

/// `x % y`; `y` is not zero.
pub fn modulo(x: f64, y: f64) -> f64 {
    let rest = remainder(x, y);
    if rest == 0.0 {
        libm::copysign(0.0, y)
    } else if (y < 0.0) != (rest < 0.0) {
        rest + y
    } else {
        rest
    }
}

/// `round(x)` of a finite number, still as a double: to the nearest whole number, half to even.
pub fn round_even(x: f64) -> f64 {
    libm::rint(x)
}

/// `round(x, places)`; `None` when the result overflows.
pub fn round_places(x: f64, places: i64) -> Option<f64> {
    if !x.is_finite() || x == 0.0 || places > 323 {
        return Some(x);
    }
    if places < -308 {
        return Some(x * 0.0);
    }
    let mut decimal = Decimal::exact(x, Wanted::Places(places.max(0) as usize));
    decimal.round_places(places);
    let mut bytes = [0; 800];
    let text = decimal_text(&decimal, x < 0.0, &mut bytes)?;
    let rounded: f64 = super::parse(core::str::from_utf8(text).ok()?)?;
    rounded.is_finite().then_some(rounded)
}

/// `-ddde-x`: digits and an exponent, for reading back.
fn decimal_text<'a>(decimal: &Decimal, negative: bool, bytes: &'a mut [u8]) -> Option<&'a [u8]> {
    let mut at = 0;
    let mut put = |byte: u8| -> Option<()> {
        *bytes.get_mut(at)? = byte;
        at += 1;
        Some(())
    };
    if negative {
        put(b'-')?;
    }
    let len = decimal.len().max(1);
    for place in 0..len {
        put(b'0' + decimal.digit(place))?;
    }
    let exponent = decimal.exponent - (len as i32 - 1);
    put(b'e')?;
    if exponent < 0 {
        put(b'-')?;
    }
    for power in [1000, 100, 10, 1] {
        put(b'0' + (exponent.unsigned_abs() / power % 10) as u8)?;
    }
    Some(&bytes[..at])
}

/// `|x|` (finite) as `mantissa * 2**exponent` with an odd mantissa (0, 0 for zero): what `as_integer_ratio` is made of.
pub fn split(x: f64) -> (u64, i32) {
    let bits = x.to_bits() & !(1 << 63);
    if bits == 0 {
        return (0, 0);
    }
    let biased = (bits >> 52) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let mantissa = if biased == 0 {
        fraction
    } else {
        fraction | 1 << 52
    };
    let zeros = mantissa.trailing_zeros();
    (mantissa >> zeros, biased.max(1) - 1075 + zeros as i32)
}

/// Writes `x.hex()`.
pub fn hex(x: f64, sink: &mut dyn Sink) -> Result<(), Full> {
    if x.is_nan() {
        return sink.put(b"nan");
    }
    if x.is_sign_negative() {
        sink.put(b"-")?;
    }
    if x.is_infinite() {
        return sink.put(b"inf");
    }
    if x == 0.0 {
        return sink.put(b"0x0.0p+0");
    }
    let bits = x.to_bits();
    let biased = (bits >> 52 & 0x7ff) as i32;
    let mut bytes = [0; 32];
    let mut text = Buffer::new(&mut bytes);
    text.put(if biased == 0 { b"0x0." } else { b"0x1." })?;
    for place in (0..13).rev() {
        text.put(&[b"0123456789abcdef"[(bits >> (4 * place) & 15) as usize]])?;
    }
    let exponent = biased.max(1) - 1023;
    text.put(if exponent < 0 { b"p-" } else { b"p+" })?;
    let size = exponent.unsigned_abs();
    for power in [1000, 100, 10, 1] {
        if size >= power || power == 1 {
            text.put(&[b'0' + (size / power % 10) as u8])?;
        }
    }
    sink.put(text.written())
}
