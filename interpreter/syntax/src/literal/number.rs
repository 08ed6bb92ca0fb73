//! Integers and floats.

use crate::store::Store;
use crate::tree::Text;

/// The digits of a number without its underscores.
#[derive(Clone)]
pub struct Digits<'a, S: ?Sized> {
    store: &'a S,
    at: u32,
    end: u32,
}

impl<S: Store + ?Sized> Iterator for Digits<'_, S> {
    type Item = u8;

    /// The next digit as an ASCII byte.
    fn next(&mut self) -> Option<u8> {
        while self.at < self.end {
            let byte = self.store.byte(self.at);
            self.at += 1;
            if byte != b'_' {
                return Some(byte);
            }
        }
        None
    }
}

/// The base (2, 8, 10 or 16) and the digits of an integer literal.
pub fn integer<S: Store + ?Sized>(store: &S, literal: Text) -> (u32, Digits<'_, S>) {
    let base = match (
        store.byte(literal.start),
        store.byte(literal.start + 1) | 0x20,
    ) {
        (b'0', b'x') if literal.len > 2 => 16,
        (b'0', b'o') if literal.len > 2 => 8,
        (b'0', b'b') if literal.len > 2 => 2,
        _ => 10,
    };
    let skip = if base == 10 { 0 } else { 2 };
    (
        base,
        Digits {
            store,
            at: literal.start + skip,
            end: literal.end(),
        },
    )
}

/// The value of an integer literal that fits into 64 bits.
pub fn small_integer<S: Store + ?Sized>(store: &S, literal: Text) -> Option<u64> {
    let (base, mut digits) = integer(store, literal);
    digits.try_fold(0u64, |value, digit| {
        let digit = (digit as char).to_digit(base)?;
        value.checked_mul(base as u64)?.checked_add(digit as u64)
    })
}

/// The text of a float literal, or of an imaginary literal without its `j`.
pub fn float_digits<S: Store + ?Sized>(store: &S, literal: Text) -> Digits<'_, S> {
    let mut end = literal.end();
    if matches!(store.byte(end.saturating_sub(1)), b'j' | b'J') {
        end -= 1;
    }
    Digits {
        store,
        at: literal.start,
        end,
    }
}

/// The value of a float literal, or of an imaginary literal (integer or float) without its `j`, correctly rounded.
pub fn float<S: Store + ?Sized>(store: &S, literal: Text) -> f64 {
    let digits = float_digits(store, literal);
    if literal.len <= 64 {
        collected::<64, S>(digits)
    } else {
        long(digits)
    }
}

/// No two floats differ in a digit beyond these; what follows only breaks ties.
const SIGNIFICANT: usize = 800;

#[inline(never)]
fn long<S: Store + ?Sized>(digits: Digits<'_, S>) -> f64 {
    collected::<{ SIGNIFICANT + 32 }, S>(digits)
}

fn collected<const N: usize, S: Store + ?Sized>(digits: Digits<'_, S>) -> f64 {
    let mut text = [0u8; N];
    let mut used = 0;
    let mut put = |byte: u8| {
        if let Some(slot) = text.get_mut(used) {
            *slot = byte;
            used += 1;
        }
    };
    // The number is rewritten as `digits e exponent`.
    let mut exponent: i64 = 0;
    let mut significant = 0;
    let mut point = false;
    let mut digits = digits;
    let mut sticky = false;
    let mut explicit: i64 = 0;
    while let Some(byte) = digits.next() {
        match byte {
            b'.' => point = true,
            b'e' | b'E' => {
                explicit = read_exponent(digits);
                break;
            }
            b'0' if significant == 0 => exponent -= point as i64,
            _ if significant < SIGNIFICANT => {
                significant += 1;
                put(byte);
                exponent -= point as i64;
            }
            _ => {
                sticky |= byte != b'0';
                exponent += !point as i64;
            }
        }
    }
    if significant == 0 {
        return 0.0;
    }
    if sticky {
        put(b'1');
        exponent -= 1;
    }
    put(b'e');
    let exponent = exponent.saturating_add(explicit).clamp(-99_999, 99_999);
    if exponent < 0 {
        put(b'-');
    }
    let magnitude = exponent.unsigned_abs();
    for place in [10_000, 1_000, 100, 10, 1] {
        put(b'0' + (magnitude / place % 10) as u8);
    }
    let written = text.get(..used).unwrap_or(&[]);
    core::str::from_utf8(written)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(0.0)
}

fn read_exponent<S: Store + ?Sized>(digits: Digits<'_, S>) -> i64 {
    let mut negative = false;
    let mut value: i64 = 0;
    for byte in digits {
        match byte {
            b'-' => negative = true,
            b'+' => {}
            _ => value = (value * 10 + (byte.wrapping_sub(b'0') & 15) as i64).min(1 << 40),
        }
    }
    if negative { -value } else { value }
}
