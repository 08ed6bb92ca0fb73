//! Text to double, correctly rounded: `float('...')`, literals, and `float.fromhex`.

use crate::number::natural;

/// The text without the white space that `float()` and `int()` allow around a number.
pub fn strip(text: &str) -> &str {
    text.trim()
}

/// The value of a number as `float()` reads it, white space and underscores included; `None` when it is none.
#[cfg(feature = "small-tables")]
pub fn parse(text: &str) -> Option<f64> {
    let text = strip(text).as_bytes();
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let is = |word: &[u8]| text.eq_ignore_ascii_case(word);
    let size = if is(b"inf") || is(b"infinity") {
        f64::INFINITY
    } else if is(b"nan") {
        f64::NAN
    } else {
        super::read::read(&mut text.iter().copied())?
    };
    Some(if negative { -size } else { size })
}

/// The value of a number as `float()` reads it, white space and underscores included; `None` when it is none.
#[cfg(not(feature = "small-tables"))]
pub fn parse(text: &str) -> Option<f64> {
    let text = strip(text);
    if text.contains('_') {
        without_underscores(text)
    } else {
        text.parse().ok()
    }
}

#[cfg(not(feature = "small-tables"))]
#[inline(never)]
fn without_underscores(text: &str) -> Option<f64> {
    // Digits past the 767th only matter by being there or not; leading zeros not at all.
    const DIGITS: usize = 780;
    let mut clean = [0u8; DIGITS + 40];
    let mut used = 0;
    let mut before = 0u8;
    let mut significant = 0;
    let (mut point, mut moved) = (false, 0i64);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'_' => {
                let after = bytes.get(at).is_some_and(u8::is_ascii_digit);
                if !before.is_ascii_digit() || !after {
                    return None;
                }
            }
            b'0'..=b'9' => {
                if significant > 0 || byte != b'0' {
                    significant += 1;
                }
                if significant > 0 && significant <= DIGITS {
                    clean[used] = byte;
                    used += 1;
                    moved -= point as i64;
                } else if significant > 0 {
                    // Cut off: what is not zero keeps the last digit kept from looking exact.
                    if byte != b'0' && clean[used - 1] == b'0' {
                        clean[used - 1] = b'1';
                    }
                    moved += !point as i64;
                } else {
                    // A zero in front; one digit must have been seen for the number to be one.
                    moved -= point as i64;
                }
            }
            b'.' if !point => point = true,
            b'+' | b'-' if at == 1 => {
                clean[used] = byte;
                used += 1;
            }
            b'e' | b'E' => {
                at -= 1;
                break;
            }
            _ => return None,
        }
        before = byte;
    }
    if significant == 0 {
        clean[used] = b'0';
        used += 1;
    }
    let mantissa = &bytes[..at];
    if !mantissa.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let exponent = moved
        .saturating_add(match bytes.get(at + 1..) {
            Some(exponent) => read_exponent(&mut exponent.iter().copied())?,
            None => 0,
        })
        .clamp(-1_000_000, 1_000_000);
    clean[used] = b'e';
    used += 1;
    if exponent < 0 {
        clean[used] = b'-';
        used += 1;
    }
    let size = exponent.unsigned_abs();
    for power in [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1] {
        clean[used] = b'0' + (size / power % 10) as u8;
        used += 1;
    }
    core::str::from_utf8(&clean[..used]).ok()?.parse().ok()
}

/// What follows an `e`: a number, underscores in it or not.
pub(super) fn read_exponent(bytes: &mut dyn Iterator<Item = u8>) -> Option<i64> {
    let mut value = 0i64;
    let (mut negative, mut before) = (None, b'_');
    for byte in bytes {
        match byte {
            b'-' | b'+' if negative.is_none() => {
                negative = Some(byte == b'-');
                continue;
            }
            b'0'..=b'9' => {
                value = value
                    .saturating_mul(10)
                    .saturating_add((byte - b'0') as i64)
            }
            b'_' if before != b'_' => {}
            _ => return None,
        }
        negative = Some(negative.unwrap_or(false));
        before = byte;
    }
    let value = match negative {
        Some(true) => -value,
        _ => value,
    };
    (before != b'_').then_some(value)
}

/// Why a hexadecimal float cannot be read, with CPython's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    Invalid,
    TooLarge,
}

impl HexError {
    pub const fn message(self) -> &'static str {
        match self {
            HexError::Invalid => "invalid hexadecimal floating-point string",
            HexError::TooLarge => "hexadecimal value too large to represent as a float",
        }
    }
}

/// `float.fromhex(text)`.
pub fn from_hex(text: &str) -> Result<f64, HexError> {
    let text = strip(text).as_bytes();
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let signed = |value: f64| if negative { -value } else { value };
    if text.eq_ignore_ascii_case(b"inf") || text.eq_ignore_ascii_case(b"infinity") {
        return Ok(signed(f64::INFINITY));
    }
    if text.eq_ignore_ascii_case(b"nan") {
        return Ok(f64::NAN);
    }
    let text = match text {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        rest => rest,
    };
    let (mut mantissa, mut sticky, mut exponent) = (0u64, false, 0i64);
    let (mut point, mut digits, mut at) = (false, 0usize, 0);
    while let Some(&byte) = text.get(at) {
        if byte == b'.' && !point {
            point = true;
        } else if let Some(digit) = (byte as char).to_digit(16) {
            digits += 1;
            if mantissa >> 60 == 0 {
                mantissa = mantissa << 4 | digit as u64;
                exponent -= 4 * point as i64;
            } else {
                sticky |= digit != 0;
                exponent += 4 * !point as i64;
            }
        } else {
            break;
        }
        at += 1;
    }
    if digits == 0 {
        return Err(HexError::Invalid);
    }
    match &text[at..] {
        [] => {}
        [b'p' | b'P', rest @ ..] => {
            let (down, rest) = match rest {
                [b'-', rest @ ..] => (true, rest),
                [b'+', rest @ ..] => (false, rest),
                rest => (false, rest),
            };
            if rest.is_empty() || !rest.iter().all(u8::is_ascii_digit) {
                return Err(HexError::Invalid);
            }
            let power = rest.iter().fold(0i64, |power, digit| {
                power
                    .saturating_mul(10)
                    .saturating_add((digit - b'0') as i64)
            });
            exponent = exponent.saturating_add(if down { -power } else { power });
        }
        _ => return Err(HexError::Invalid),
    }
    let exponent = exponent.clamp(i64::MIN / 4, i64::MAX / 4);
    natural::compose(mantissa, sticky, exponent)
        .map(signed)
        .ok_or(HexError::TooLarge)
}
