//! Numbers read and reckoned by the browser: what it brings along need not be in the page. Tests run without one.

const IN_BROWSER: bool = cfg!(target_arch = "wasm32");

/// A number as people and programs write it.
pub fn parse(text: &str) -> Option<f64> {
    let plain = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    if text.is_empty() || !text.bytes().all(plain) {
        return None;
    }
    let value = short(text).unwrap_or_else(|| read(text));
    value.is_finite().then_some(value)
}

/// Up to 15 digits with or without a point: both parts are exact, so their quotient is the nearest number. Programs that
/// print without end print such.
fn short(text: &str) -> Option<f64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    if !(1..=16).contains(&digits.len()) {
        return None;
    }
    let (mut whole, mut scale, mut seen, mut behind) = (0u64, 1u64, 0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                seen += 1;
                whole = whole * 10 + u64::from(byte - b'0');
                if behind {
                    scale *= 10;
                }
            }
            b'.' if !behind => behind = true,
            _ => return None,
        }
    }
    let value = whole as f64 / scale as f64;
    (1..=15)
        .contains(&seen)
        .then_some(if negative { -value } else { value })
}

#[cfg(target_arch = "wasm32")]
fn read(text: &str) -> f64 {
    wasm_bindgen::JsValue::from_str(text).unchecked_into_f64()
}

#[cfg(not(target_arch = "wasm32"))]
fn read(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// Sine and cosine of an angle in radians.
pub fn sine_cosine(angle: f64) -> (f64, f64) {
    match IN_BROWSER {
        true => (js_sys::Math::sin(angle), js_sys::Math::cos(angle)),
        false => angle.sin_cos(),
    }
}

pub fn power(base: f64, exponent: f64) -> f64 {
    match IN_BROWSER {
        true => js_sys::Math::pow(base, exponent),
        false => base.powf(exponent),
    }
}

/// The largest power of ten that is not above a number.
pub fn magnitude(number: f64) -> f64 {
    let exponent = match IN_BROWSER {
        true => js_sys::Math::log10(number),
        false => number.log10(),
    };
    power(10.0, exponent.floor())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        assert_eq!(parse("-2.5"), Some(-2.5));
        assert_eq!(parse("3e2"), Some(300.0));
        for text in ["", "nan", "inf", "0x10", "1 2", "-", "1e999"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        for text in [
            "0.1",
            "-21.5",
            "3.",
            ".5",
            "123456789012345",
            "0.30000000000000004",
        ] {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
        assert_eq!(magnitude(250.0), 100.0);
    }
}
