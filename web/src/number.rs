//! Numbers read and reckoned by the browser: what it brings along need not be in the page. Tests run without one.

const IN_BROWSER: bool = cfg!(target_arch = "wasm32");

/// A number as people and programs write it.
pub fn parse(text: &str) -> Option<f64> {
    let plain = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    if text.is_empty() || !text.bytes().all(plain) {
        return None;
    }
    let value = read(text);
    value.is_finite().then_some(value)
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
        assert_eq!(magnitude(250.0), 100.0);
    }
}
