//! The functions of `math` on doubles, each with CPython's idea of which arguments are errors.
//! Integers (factorials, roots, divisors) are the library's, on `natural`.

pub mod complex;
mod elementary;
mod gamma;
mod sum;

pub use libm::{ceil, copysign, fabs, floor, frexp, ldexp, nextafter, trunc};
pub use sum::{ExactSum, Length, hypot};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MathError {
    /// ValueError
    Domain,
    /// OverflowError
    Range,
}

impl MathError {
    pub const fn message(self) -> &'static str {
        match self {
            MathError::Domain => "math domain error",
            MathError::Range => "math range error",
        }
    }
}

pub type Result = core::result::Result<f64, MathError>;

/// A nan out of none is a domain error; an infinity out of a finite argument is one of the domain
/// (a pole) or of the range.
#[cfg_attr(feature = "compact", inline(never))]
fn checked(x: f64, result: f64, infinite: MathError) -> Result {
    if result.is_nan() && !x.is_nan() {
        Err(MathError::Domain)
    } else if result.is_infinite() && x.is_finite() {
        Err(infinite)
    } else {
        Ok(result)
    }
}

macro_rules! functions {
    ($($name:ident $infinite:ident;)*) => {$(
        pub fn $name(x: f64) -> Result {
            checked(x, elementary::$name(x), MathError::$infinite)
        }
    )*};
}

functions! {
    acos Domain;
    acosh Domain;
    asin Domain;
    asinh Domain;
    atan Domain;
    atanh Domain;
    cbrt Domain;
    cos Domain;
    cosh Range;
    erf Domain;
    erfc Domain;
    exp Range;
    exp2 Range;
    expm1 Range;
    log Domain;
    log10 Domain;
    log1p Domain;
    log2 Domain;
    sin Domain;
    sinh Range;
    sqrt Domain;
    tan Domain;
    tanh Domain;
}

pub fn atan2(y: f64, x: f64) -> f64 {
    elementary::atan2(y, x)
}

/// `x ** y` and `e ** x` as C has them, without errors.
pub fn pow_plain(x: f64, y: f64) -> f64 {
    elementary::pow(x, y)
}

pub fn exp_plain(x: f64) -> f64 {
    elementary::exp(x)
}

/// `math.pow`.
pub fn pow(x: f64, y: f64) -> Result {
    let result = elementary::pow(x, y);
    if !(x.is_finite() && y.is_finite()) {
        return Ok(result);
    }
    if result.is_nan() || result.is_infinite() && x == 0.0 {
        Err(MathError::Domain)
    } else if result.is_infinite() {
        Err(MathError::Range)
    } else {
        Ok(result)
    }
}

/// How `x ** y` fails for floats, or leaves them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerError {
    /// ZeroDivisionError: 0.0 cannot be raised to a negative power
    ZeroToNegative,
    /// OverflowError: (34, 'Numerical result out of range')
    Overflow,
    /// A negative number to a fraction: the result is complex.
    Complex,
}

/// `x ** y`.
pub fn power(x: f64, y: f64) -> core::result::Result<f64, PowerError> {
    // What is asked most often, and exactly.
    if y == 2.0 {
        let square = x * x;
        return if square.is_infinite() && x.is_finite() {
            Err(PowerError::Overflow)
        } else {
            Ok(square)
        };
    }
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(PowerError::ZeroToNegative);
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != libm::floor(y) {
        return Err(PowerError::Complex);
    }
    let result = elementary::pow(x, y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        Err(PowerError::Overflow)
    } else {
        Ok(result)
    }
}

pub fn fmod(x: f64, y: f64) -> Result {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    let result = crate::number::float::remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        Err(MathError::Domain)
    } else {
        Ok(result)
    }
}

/// IEEE 754's remainder, to the nearest multiple.
pub fn remainder(x: f64, y: f64) -> Result {
    if x.is_nan() || y.is_nan() {
        return Ok(x + y);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(MathError::Domain);
    }
    if y.is_infinite() {
        return Ok(x);
    }
    Ok(libm::remainder(x, y))
}

pub fn gamma(x: f64) -> Result {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x == f64::NEG_INFINITY || x <= 0.0 && x == libm::floor(x) {
        return Err(MathError::Domain);
    }
    checked(x, gamma::gamma(x), MathError::Range)
}

pub fn lgamma(x: f64) -> Result {
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    if x <= 0.0 && x == libm::floor(x) {
        return Err(MathError::Domain);
    }
    checked(x, gamma::lgamma(x), MathError::Range)
}

/// `ldexp` with any exponent, and an overflow told.
pub fn ldexp_checked(x: f64, exponent: i64) -> Result {
    let result = libm::ldexp(x, exponent.clamp(-5000, 5000) as i32);
    checked(x, result, MathError::Range)
}

/// The distance to the next double away from zero.
pub fn ulp(x: f64) -> f64 {
    let size = x.abs();
    if !size.is_finite() {
        return size;
    }
    let next = f64::from_bits(size.to_bits() + 1);
    if next.is_infinite() {
        size - f64::from_bits(size.to_bits() - 1)
    } else {
        next - size
    }
}

/// The logarithm of an int too large for a double: `fraction * 2**exponent` as `natural::to_mantissa` gives it.
pub fn log_scaled(fraction: f64, exponent: usize, log: fn(f64) -> Result) -> Result {
    Ok(log(fraction)? + log(2.0)? * exponent as f64)
}

/// `isclose` with its tolerances (not negative).
pub fn is_close(a: f64, b: f64, relative: f64, absolute: f64) -> bool {
    if a == b {
        return true;
    }
    if a.is_infinite() || b.is_infinite() {
        return false;
    }
    let difference = (b - a).abs();
    difference <= (relative * b).abs()
        || difference <= (relative * a).abs()
        || difference <= absolute
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_classified_as_cpython_does() {
        assert_eq!(sqrt(-1.0), Err(MathError::Domain));
        assert_eq!(log(0.0), Err(MathError::Domain));
        assert_eq!(log(f64::INFINITY), Ok(f64::INFINITY));
        assert_eq!(exp(1000.0), Err(MathError::Range));
        assert_eq!(exp(-1000.0), Ok(0.0));
        assert_eq!(sin(f64::INFINITY), Err(MathError::Domain));
        assert_eq!(atanh(1.0), Err(MathError::Domain));
        assert_eq!(gamma(0.0), Err(MathError::Domain));
        assert_eq!(gamma(172.0), Err(MathError::Range));
        assert_eq!(lgamma(-3.0), Err(MathError::Domain));
        assert_eq!(pow(0.0, -1.0), Err(MathError::Domain));
        assert_eq!(pow(10.0, 400.0), Err(MathError::Range));
        assert_eq!(pow(1.0, f64::NAN), Ok(1.0));
        assert_eq!(power(-8.0, 1.0 / 3.0), Err(PowerError::Complex));
        assert_eq!(power(0.0, -2.0), Err(PowerError::ZeroToNegative));
        assert_eq!(fmod(1.0, 0.0), Err(MathError::Domain));
        assert_eq!(fmod(5.0, f64::INFINITY), Ok(5.0));
        assert!(sin(f64::NAN).is_ok_and(f64::is_nan));
    }

    #[test]
    fn sums_round_once() {
        let mut sum = ExactSum::default();
        for _ in 0..10 {
            sum.add(0.1);
        }
        assert_eq!(sum.total(), Ok(Some(1.0)));
        let mut sum = ExactSum::default();
        for value in [1e308, 1e308, -1e308, 1e-320, -1e308] {
            sum.add(value);
        }
        assert_eq!(sum.total(), Ok(Some(1e-320)));
        sum.add(f64::MAX);
        sum.add(f64::MAX);
        assert_eq!(sum.total(), Ok(None));
        sum.add(f64::INFINITY);
        assert_eq!(sum.total(), Ok(Some(f64::INFINITY)));
        sum.add(f64::NEG_INFINITY);
        assert!(sum.total().is_err());
        assert_eq!(hypot(3.0, 4.0), 5.0);
        assert_eq!(hypot(5e-324, 0.0), 5e-324);
        assert_eq!(hypot(1e308, 1e308), 1.4142135623730951e308);
        assert_eq!(hypot(f64::NAN, f64::INFINITY), f64::INFINITY);
    }

    #[test]
    fn ulps() {
        assert_eq!(ulp(1.0), f64::EPSILON);
        assert_eq!(ulp(0.0), 5e-324);
        assert_eq!(ulp(f64::MAX), 1.99584030953472e292);
    }
}
