//! `cmath`: functions of complex numbers.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::number::complex::{self as arithmetic, Complex};
use pyrite_core::number::math::{self, MathError, complex as kernel};
use pyrite_core::types::complex;
use pyrite_core::{Args, Item, Member, Native, R, Raised, Space, Value, does, n, types};

pub static CMATH: Space = Space::module(n::cmath, MEMBERS);

static MEMBERS: &[Member] = &[
    (n::pi, Item::Float(&core::f64::consts::PI)),
    (n::e, Item::Float(&core::f64::consts::E)),
    (n::tau, Item::Float(&core::f64::consts::TAU)),
    (n::inf, Item::Float(&f64::INFINITY)),
    (n::nan, Item::Float(&f64::NAN)),
    (n::infj, Item::Getter(|m| complex::new(m, 0.0, f64::INFINITY))),
    (n::nanj, Item::Getter(|m| complex::new(m, 0.0, f64::NAN))),
    does(n::acos, acos, 1, 1, "acos(z) -- arc cosine, in radians"),
    does(n::acosh, acosh, 1, 1, "acosh(z) -- inverse hyperbolic cosine"),
    does(n::asin, asin, 1, 1, "asin(z) -- arc sine, in radians"),
    does(n::asinh, asinh, 1, 1, "asinh(z) -- inverse hyperbolic sine"),
    does(n::atan, atan, 1, 1, "atan(z) -- arc tangent, in radians"),
    does(n::atanh, atanh, 1, 1, "atanh(z) -- inverse hyperbolic tangent"),
    does(n::cos, cos, 1, 1, "cos(z) -- cosine of an angle in radians"),
    does(n::cosh, cosh, 1, 1, "cosh(z) -- hyperbolic cosine"),
    does(n::exp, exp, 1, 1, "exp(z) -- e to the power z"),
    does(n::log, log, 1, 2, "log(z, base=e) -- logarithm"),
    does(n::log10, log10, 1, 1, "log10(z) -- logarithm of base 10"),
    does(n::sin, sin, 1, 1, "sin(z) -- sine of an angle in radians"),
    does(n::sinh, sinh, 1, 1, "sinh(z) -- hyperbolic sine"),
    does(n::sqrt, sqrt, 1, 1, "sqrt(z) -- square root"),
    does(n::tan, tan, 1, 1, "tan(z) -- tangent of an angle in radians"),
    does(n::tanh, tanh, 1, 1, "tanh(z) -- hyperbolic tangent"),
    does(n::phase, phase, 1, 1, "phase(z) -- the angle of a complex number, in radians"),
    does(n::polar, polar, 1, 1, "polar(z) -- distance from 0 and angle, in radians"),
    does(n::rect, rect, 2, 2, "rect(r, phi) -- the complex number at a distance and an angle in radians"),
    does(n::isnan, isnan, 1, 1, "isnan(z) -- whether a part is not a number"),
    does(n::isinf, isinf, 1, 1, "isinf(z) -- whether a part is infinite"),
    does(n::isfinite, isfinite, 1, 1, "isfinite(z) -- whether both parts are finite"),
    (
        n::isclose,
        Item::Function(
            Native::new(isclose, 2, 4)
                .named(&[n::a, n::b, n::rel_tol, n::abs_tol], 2)
                .doc("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0) -- whether two numbers are nearly the same"),
        ),
    ),
];

const REFUSAL: [&str; 2] = ["must be real number, not ", ""];

fn argument(m: &mut Machine, args: Args, i: usize) -> R<Complex> {
    let v = args.at(m, i);
    complex::from_value(m, v, REFUSAL)
}

#[cold]
fn refuse(m: &mut Machine, error: MathError) -> Raised {
    let class = match error {
        MathError::Domain => types::VALUE_ERROR,
        MathError::Range => types::OVERFLOW_ERROR,
    };
    m.error(class, &[Piece::S(error.message())])
}

fn give(m: &mut Machine, result: Result<Complex, MathError>) -> R {
    match result {
        Ok((x, y)) => complex::new(m, x, y),
        Err(error) => Err(refuse(m, error)),
    }
}

macro_rules! functions {
    ($($name:ident)*) => {$(
        fn $name(m: &mut Machine, args: Args) -> R {
            let z = argument(m, args, 0)?;
            give(m, kernel::$name(z))
        }
    )*};
}

functions! {
    acos acosh asin asinh atan atanh cos cosh exp log10 sin sinh sqrt tan tanh
}

fn log(m: &mut Machine, args: Args) -> R {
    let z = argument(m, args, 0)?;
    let above = kernel::log(z);
    if args.get(m, 1).is_none() {
        return give(m, above);
    }
    let base = argument(m, args, 1)?;
    match (above, kernel::log(base)) {
        (Ok(above), Ok(below)) => match arithmetic::divide(above, below) {
            Some((x, y)) => complex::new(m, x, y),
            None => Err(refuse(m, MathError::Domain)),
        },
        (Err(error), _) | (_, Err(error)) => Err(refuse(m, error)),
    }
}

fn phase(m: &mut Machine, args: Args) -> R {
    let (x, y) = argument(m, args, 0)?;
    m.new_float(math::atan2(y, x))
}

fn polar(m: &mut Machine, args: Args) -> R {
    let (x, y) = argument(m, args, 0)?;
    let size = math::hypot(x, y);
    if size.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(refuse(m, MathError::Range));
    }
    let size = m.new_float(size)?;
    let angle = m.new_float(math::atan2(y, x))?;
    m.new_tuple(&[size, angle])
}

fn rect(m: &mut Machine, args: Args) -> R {
    let (size, angle) = (args.at(m, 0), args.at(m, 1));
    let size = types::float::from_value(m, size, REFUSAL, false)?;
    let angle = types::float::from_value(m, angle, REFUSAL, false)?;
    give(m, kernel::rect(size, angle))
}

fn isnan(m: &mut Machine, args: Args) -> R {
    let (x, y) = argument(m, args, 0)?;
    Ok(Value::bool(x.is_nan() || y.is_nan()))
}

fn isinf(m: &mut Machine, args: Args) -> R {
    let (x, y) = argument(m, args, 0)?;
    Ok(Value::bool(x.is_infinite() || y.is_infinite()))
}

fn isfinite(m: &mut Machine, args: Args) -> R {
    let (x, y) = argument(m, args, 0)?;
    Ok(Value::bool(x.is_finite() && y.is_finite()))
}

fn isclose(m: &mut Machine, args: Args) -> R {
    let (a, b) = (argument(m, args, 0)?, argument(m, args, 1)?);
    let mut tolerances = [1e-9, 0.0];
    for (i, tolerance) in tolerances.iter_mut().enumerate() {
        if let Some(v) = args.get(m, 2 + i) {
            *tolerance = types::float::from_value(m, v, REFUSAL, false)?;
        }
    }
    let [relative, absolute] = tolerances;
    if relative < 0.0 || absolute < 0.0 {
        return Err(m.value_error(&[Piece::S("tolerances must be non-negative")]));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if [a.0, a.1, b.0, b.1].iter().any(|part| part.is_infinite()) {
        return Ok(Value::FALSE);
    }
    let difference = math::hypot(a.0 - b.0, a.1 - b.1);
    let near = |z: Complex| difference <= relative * math::hypot(z.0, z.1);
    Ok(Value::bool(near(a) || near(b) || difference <= absolute))
}
