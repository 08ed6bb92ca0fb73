//! The functions of `cmath` on finite numbers, by Kahan's formulas ("Branch cuts for complex elementary functions"): right
//! on either side of each cut, signed zeros included.

use super::{MathError, atan2, checked, elementary, hypot};
use crate::number::complex::Complex;

type Result = core::result::Result<Complex, MathError>;

/// Multiplied by i, and by -i.
fn turn((x, y): Complex) -> Complex {
    (-y, x)
}

fn turn_back((x, y): Complex) -> Complex {
    (y, -x)
}

/// An infinity out of finite numbers is a range error, a nan out of none a domain error.
fn give(z: Complex, result: Complex) -> Result {
    let size = hypot(z.0, z.1);
    checked(size, result.0, MathError::Range)?;
    checked(size, result.1, MathError::Range)?;
    Ok(result)
}

fn root(z: Complex) -> Complex {
    let (x, y) = (z.0.abs(), z.1.abs());
    if x == 0.0 && y == 0.0 {
        return (0.0, z.1);
    }
    // Subnormal numbers are scaled up, so that nothing is lost, all others down, so that nothing overflows.
    let s = if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE && (x > 0.0 || y > 0.0) {
        let x = libm::ldexp(x, 54);
        libm::ldexp(elementary::sqrt(x + hypot(x, libm::ldexp(y, 54))), -27)
            / core::f64::consts::SQRT_2
    } else {
        let x = x / 8.0;
        2.0 * elementary::sqrt(x + hypot(x, y / 8.0))
    };
    let d = y / (2.0 * s);
    if z.0 >= 0.0 {
        (s, libm::copysign(d, z.1))
    } else {
        (d, libm::copysign(s, z.1))
    }
}

pub fn sqrt(z: Complex) -> Result {
    if z.1.is_infinite() {
        return Ok((f64::INFINITY, z.1));
    }
    if z.0.is_infinite() && !z.1.is_nan() {
        return Ok(if z.0 > 0.0 {
            z
        } else {
            (0.0, libm::copysign(f64::INFINITY, z.1))
        });
    }
    give(z, root(z))
}

pub fn exp(z: Complex) -> Result {
    if z.1 == 0.0 {
        return give(z, (elementary::exp(z.0), z.1));
    }
    // Near the end of the range the power alone would overflow.
    let (over, scale) = if z.0 > 708.0 {
        (1.0, core::f64::consts::E)
    } else {
        (0.0, 1.0)
    };
    let size = elementary::exp(z.0 - over);
    give(
        z,
        (
            size * elementary::cos(z.1) * scale,
            size * elementary::sin(z.1) * scale,
        ),
    )
}

pub fn log(z: Complex) -> Result {
    let (x, y) = (z.0.abs(), z.1.abs());
    let size = hypot(x, y);
    if size == 0.0 {
        return Err(MathError::Domain);
    }
    let (more, less) = if x > y { (x, y) } else { (y, x) };
    let real = if size.is_infinite() && x.is_finite() && y.is_finite() {
        elementary::log(hypot(x / 2.0, y / 2.0)) + core::f64::consts::LN_2
    } else if (0.71..=1.73).contains(&size) {
        // Near the unit circle the logarithm of the rounded size would have few digits.
        elementary::log1p((more - 1.0) * (more + 1.0) + less * less) / 2.0
    } else if size < f64::MIN_POSITIVE {
        elementary::log(hypot(libm::ldexp(x, 53), libm::ldexp(y, 53)))
            - 53.0 * core::f64::consts::LN_2
    } else {
        elementary::log(size)
    };
    Ok((real, atan2(z.1, z.0)))
}

pub fn log10(z: Complex) -> Result {
    let (x, y) = log(z)?;
    Ok((x / core::f64::consts::LN_10, y / core::f64::consts::LN_10))
}

pub fn sinh(z: Complex) -> Result {
    let (x, y) = z;
    give(
        z,
        (
            elementary::cos(y) * elementary::sinh(x),
            elementary::sin(y) * elementary::cosh(x),
        ),
    )
}

pub fn cosh(z: Complex) -> Result {
    let (x, y) = z;
    give(
        z,
        (
            elementary::cos(y) * elementary::cosh(x),
            elementary::sin(y) * elementary::sinh(x),
        ),
    )
}

pub fn tanh(z: Complex) -> Result {
    let (x, y) = z;
    if x.abs() > 354.0 {
        let far = 4.0 * elementary::sin(y) * elementary::cos(y) * elementary::exp(-2.0 * x.abs());
        return give(z, (libm::copysign(1.0, x), far));
    }
    let (tx, ty, cx) = (
        elementary::tanh(x),
        elementary::tan(y),
        1.0 / elementary::cosh(x),
    );
    let both = tx * ty;
    let by = 1.0 + both * both;
    give(z, (tx * (1.0 + ty * ty) / by, ((ty / by) * cx) * cx))
}

pub fn sin(z: Complex) -> Result {
    sinh(turn(z)).map(turn_back)
}

pub fn cos(z: Complex) -> Result {
    cosh(turn(z))
}

pub fn tan(z: Complex) -> Result {
    tanh(turn(z)).map(turn_back)
}

/// Numbers so large that one beside them does not count.
fn is_large(z: Complex) -> bool {
    z.0.abs() > f64::MAX / 4.0 || z.1.abs() > f64::MAX / 4.0
}

/// The logarithm of twice the size of a large number.
fn log_twice(z: Complex) -> f64 {
    elementary::log(hypot(z.0 / 2.0, z.1 / 2.0)) + 2.0 * core::f64::consts::LN_2
}

pub fn asinh(z: Complex) -> Result {
    if is_large(z) {
        return Ok((libm::copysign(log_twice(z), z.0), atan2(z.1, z.0.abs())));
    }
    let (s, t) = (root((1.0 + z.1, -z.0)), root((1.0 - z.1, z.0)));
    Ok((
        elementary::asinh(s.0 * t.1 - t.0 * s.1),
        atan2(z.1, s.0 * t.0 - s.1 * t.1),
    ))
}

pub fn acosh(z: Complex) -> Result {
    if is_large(z) {
        return Ok((log_twice(z), atan2(z.1, z.0)));
    }
    let (s, t) = (root((z.0 - 1.0, z.1)), root((z.0 + 1.0, z.1)));
    Ok((
        elementary::asinh(s.0 * t.0 + s.1 * t.1),
        2.0 * atan2(s.1, t.0),
    ))
}

pub fn acos(z: Complex) -> Result {
    if is_large(z) {
        return Ok((atan2(z.1.abs(), z.0), libm::copysign(log_twice(z), -z.1)));
    }
    let (s, t) = (root((1.0 - z.0, -z.1)), root((1.0 + z.0, z.1)));
    Ok((
        2.0 * atan2(s.0, t.0),
        elementary::asinh(t.0 * s.1 - t.1 * s.0),
    ))
}

pub fn asin(z: Complex) -> Result {
    asinh(turn(z)).map(turn_back)
}

pub fn atanh(z: Complex) -> Result {
    if z.0 < 0.0 || z.0 == 0.0 && z.0.is_sign_negative() {
        let (x, y) = atanh((-z.0, -z.1))?;
        return Ok((-x, -y));
    }
    let y = z.1.abs();
    if z.0 > 1e150 || y > 1e150 {
        let (x, half) = (z.0 / 2.0, hypot(z.0 / 2.0, y / 2.0));
        let quarter = core::f64::consts::FRAC_PI_2;
        return Ok((x / 2.0 / half / half, libm::copysign(quarter, z.1)));
    }
    if z.0 == 1.0 && y < 1e-150 {
        if y == 0.0 {
            return Err(MathError::Domain);
        }
        let real = -elementary::log(elementary::sqrt(y) / elementary::sqrt(hypot(y, 2.0)));
        return Ok((real, libm::copysign(atan2(2.0, -y) / 2.0, z.1)));
    }
    let less = 1.0 - z.0;
    let real = elementary::log1p(4.0 * z.0 / (less * less + y * y)) / 4.0;
    Ok((real, -atan2(-2.0 * z.1, less * (1.0 + z.0) - y * y) / 2.0))
}

pub fn atan(z: Complex) -> Result {
    atanh(turn(z)).map(turn_back)
}

/// The number with this size and angle.
pub fn rect(size: f64, angle: f64) -> Result {
    if size == 0.0 || angle == 0.0 {
        return Ok((size, size * angle));
    }
    if angle.is_infinite() && size.is_finite() {
        return Err(MathError::Domain);
    }
    Ok((size * elementary::cos(angle), size * elementary::sin(angle)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Complex, b: Complex) -> bool {
        (a.0 - b.0).abs() < 1e-14 && (a.1 - b.1).abs() < 1e-14
    }

    #[test]
    fn inverses_undo() {
        for z in [(0.3, -0.4), (1.2, 2.0), (-0.7, 0.1), (0.0, 0.5)] {
            assert!(near(asin(z).and_then(sin).unwrap(), z));
            assert!(near(acos(z).and_then(cos).unwrap(), z));
            assert!(near(atan(z).and_then(tan).unwrap(), z));
            assert!(near(asinh(z).and_then(sinh).unwrap(), z));
            assert!(near(acosh(z).and_then(cosh).unwrap(), z));
            assert!(near(atanh(z).and_then(tanh).unwrap(), z));
            assert!(near(log(z).and_then(exp).unwrap(), z));
            let (x, y) = sqrt(z).unwrap();
            assert!(near((x * x - y * y, 2.0 * x * y), z));
        }
    }

    #[test]
    fn cuts_and_errors() {
        assert_eq!(sqrt((-4.0, 0.0)), Ok((0.0, 2.0)));
        assert_eq!(sqrt((-4.0, -0.0)), Ok((0.0, -2.0)));
        assert_eq!(log((0.0, 0.0)), Err(MathError::Domain));
        assert_eq!(exp((1000.0, 0.0)), Err(MathError::Range));
        assert_eq!(atanh((1.0, 0.0)), Err(MathError::Domain));
        assert_eq!(log((-1.0, 0.0)), Ok((0.0, core::f64::consts::PI)));
    }
}
