//! Complex arithmetic on pairs of doubles, step by step as CPython takes it, so that the last digits agree.

use super::float;
use super::math;

/// Real and imaginary part.
pub type Complex = (f64, f64);

pub fn multiply(a: Complex, b: Complex) -> Complex {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// `a / b` by Smith's method, which does not overflow on the way; `None` for a division by zero.
pub fn divide(a: Complex, b: Complex) -> Option<Complex> {
    if b.0.abs() >= b.1.abs() {
        if b.0.abs() == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let by = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / by, (a.1 - a.0 * ratio) / by))
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let by = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / by, (a.1 * ratio - a.0) / by))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// `a ** b`; `None` for zero to a negative or complex power. Small whole exponents are multiplied out.
pub fn power(a: Complex, b: Complex) -> Option<Complex> {
    if b == (0.0, 0.0) {
        return Some((1.0, 0.0));
    }
    if b.1 == 0.0 && b.0 == math::floor(b.0) && b.0.abs() <= 100.0 {
        let exponent = b.0 as i32;
        let product = whole_power(a, exponent.unsigned_abs());
        return if exponent > 0 {
            Some(product)
        } else {
            divide((1.0, 0.0), product)
        };
    }
    if a == (0.0, 0.0) {
        return if b.1 != 0.0 || b.0 < 0.0 {
            None
        } else {
            Some((0.0, 0.0))
        };
    }
    let size = math::hypot(a.0, a.1);
    let mut len = math::pow_plain(size, b.0);
    let angle = math::atan2(a.1, a.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        len /= math::exp_plain(angle * b.1);
        phase += b.1 * math::log(size).unwrap_or(f64::NAN);
    }
    Some((
        len * math::cos(phase).unwrap_or(f64::NAN),
        len * math::sin(phase).unwrap_or(f64::NAN),
    ))
}

fn whole_power(a: Complex, exponent: u32) -> Complex {
    let mut result = (1.0, 0.0);
    let mut square = a;
    let mut rest = exponent;
    while rest > 0 {
        if rest & 1 != 0 {
            result = multiply(result, square);
        }
        rest >>= 1;
        square = multiply(square, square);
    }
    result
}

/// The length of the number that `text` starts with; 0 when it starts with none.
fn number_len(text: &[u8]) -> usize {
    let mut at = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    for word in [&b"infinity"[..], b"inf", b"nan"] {
        if text
            .get(at..at + word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
        {
            return at + word.len();
        }
    }
    let digits = |from: usize| {
        text[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit() || **byte == b'_')
            .count()
    };
    let whole = digits(at);
    at += whole;
    let mut places = 0;
    if text.get(at) == Some(&b'.') {
        places = digits(at + 1);
        at += 1 + places;
    }
    if whole + places == 0 {
        return 0;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let count = if at + 1 + sign <= text.len() {
            digits(at + 1 + sign)
        } else {
            0
        };
        if count > 0 {
            at += 1 + sign + count;
        }
    }
    at
}

/// `complex(text)`.
pub fn parse(text: &str) -> Option<Complex> {
    let mut text = float::strip(text);
    if let Some(inner) = text.strip_prefix('(') {
        text = float::strip(inner.strip_suffix(')')?);
    }
    let number = |text: &str| -> Option<(f64, usize)> {
        let len = number_len(text.as_bytes());
        if len == 0 {
            None
        } else {
            Some((float::parse(text.get(..len)?)?, len))
        }
    };
    let is_unit = |text: &str| matches!(text, "j" | "J");
    // What stands before a j without a number: its sign.
    let unit = |text: &str| match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest.len()),
        None => (1.0, text.strip_prefix('+').unwrap_or(text).len()),
    };
    match number(text) {
        None => {
            let (imaginary, left) = unit(text);
            is_unit(&text[text.len() - left..]).then_some((0.0, imaginary))
        }
        Some((first, len)) => {
            let rest = &text[len..];
            if rest.is_empty() {
                return Some((first, 0.0));
            }
            if is_unit(rest) {
                return Some((0.0, first));
            }
            if !rest.starts_with(['+', '-']) {
                return None;
            }
            let (imaginary, left) = match number(rest) {
                Some((imaginary, len)) => (imaginary, rest.len() - len),
                None => unit(rest),
            };
            is_unit(&rest[rest.len() - left..]).then_some((first, imaginary))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        assert_eq!(parse(" ( 1+2j ) "), Some((1.0, 2.0)));
        assert_eq!(parse("1e5-infj"), Some((1e5, f64::NEG_INFINITY)));
        assert_eq!(parse("-j"), Some((0.0, -1.0)));
        assert_eq!(parse("1_0+2_0J"), Some((10.0, 20.0)));
        assert_eq!(parse("3"), Some((3.0, 0.0)));
        for wrong in [
            "", "1+", "1 + 2j", "(1+2j", "1+2", "jj", "1j+2", "+", "1__0j",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn powers() {
        assert_eq!(power((2.0, 3.0), (2.0, 0.0)), Some((-5.0, 12.0)));
        assert_eq!(power((0.0, 0.0), (-1.0, 0.0)), None);
        assert_eq!(power((0.0, 0.0), (0.0, 1.0)), None);
        assert_eq!(divide((1.0, 0.0), (0.0, 0.0)), None);
    }
}
