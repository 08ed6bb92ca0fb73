//! `math`: functions of real numbers. Those of whole numbers stand in the room beside this one.

mod whole;

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::rare;
use pyrite_core::number::math::{self as kernel, ExactSum, Length, MathError};
use pyrite_core::number::natural;
use pyrite_core::types::int::Operand;
use pyrite_core::{Args, Item, Member, Name, Native, R, Raised, Space, Value, does, n, types};

pub static MATH: Space = Space::module(n::math, MEMBERS);

static MEMBERS: &[Member] = &[
    (n::pi, Item::Float(&core::f64::consts::PI)),
    (n::e, Item::Float(&core::f64::consts::E)),
    (n::tau, Item::Float(&core::f64::consts::TAU)),
    (n::inf, Item::Float(&f64::INFINITY)),
    (n::nan, Item::Float(&f64::NAN)),
    does(n::acos, acos, 1, 1, "acos(x) -- arc cosine, in radians"),
    does(n::acosh, rare(acosh), 1, 1, "acosh(x) -- inverse hyperbolic cosine"),
    does(n::asin, asin, 1, 1, "asin(x) -- arc sine, in radians"),
    does(n::asinh, rare(asinh), 1, 1, "asinh(x) -- inverse hyperbolic sine"),
    does(n::atan, atan, 1, 1, "atan(x) -- arc tangent, in radians"),
    does(n::atan2, atan2, 2, 2, "atan2(y, x) -- the angle of the point (x, y), in radians"),
    does(n::atanh, rare(atanh), 1, 1, "atanh(x) -- inverse hyperbolic tangent"),
    does(n::cbrt, rare(cbrt), 1, 1, "cbrt(x) -- cube root"),
    does(n::ceil, ceil, 1, 1, "ceil(x) -- the smallest int that is not below x"),
    does(n::comb, whole::comb, 2, 2, "comb(n, k) -- in how many ways k of n things can be chosen"),
    does(n::copysign, copysign, 2, 2, "copysign(x, y) -- x with the sign of y"),
    does(n::cos, cos, 1, 1, "cos(x) -- cosine of an angle in radians"),
    does(n::cosh, rare(cosh), 1, 1, "cosh(x) -- hyperbolic cosine"),
    does(n::degrees, degrees, 1, 1, "degrees(x) -- an angle in radians as degrees"),
    does(n::dist, rare(dist), 2, 2, "dist(p, q) -- distance of two points"),
    does(n::erf, rare(erf), 1, 1, "erf(x) -- error function"),
    does(n::erfc, rare(erfc), 1, 1, "erfc(x) -- 1 - erf(x), exact where that is tiny"),
    does(n::exp, exp, 1, 1, "exp(x) -- e to the power x"),
    does(n::exp2, rare(exp2), 1, 1, "exp2(x) -- 2 to the power x"),
    does(n::expm1, rare(expm1), 1, 1, "expm1(x) -- exp(x) - 1, exact for small x"),
    does(n::fabs, fabs, 1, 1, "fabs(x) -- x without its sign, as a float"),
    does(n::factorial, whole::factorial, 1, 1, "factorial(n) -- 1 * 2 * ... * n"),
    does(n::floor, floor, 1, 1, "floor(x) -- the largest int that is not above x"),
    does(n::fmod, fmod, 2, 2, "fmod(x, y) -- remainder with the sign of x"),
    does(n::frexp, frexp, 1, 1, "frexp(x) -- (m, e) with x == m * 2**e and m between 0.5 and 1"),
    does(n::fsum, rare(fsum), 1, 1, "fsum(seq) -- exact sum of floats"),
    does(n::gamma, rare(gamma), 1, 1, "gamma(x) -- gamma function"),
    does(n::gcd, whole::gcd, 0, pyrite_core::native::ANY, "gcd(*integers) -- greatest common divisor"),
    does(n::hypot, hypot, 0, pyrite_core::native::ANY, "hypot(*coordinates) -- distance of a point from the origin"),
    (
        n::isclose,
        Item::Function(
            Native::new(isclose, 2, 4)
                .named(&[n::a, n::b, n::rel_tol, n::abs_tol], 2)
                .doc("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0) -- whether two numbers are nearly the same"),
        ),
    ),
    does(n::isfinite, isfinite, 1, 1, "isfinite(x) -- whether x is neither infinite nor nan"),
    does(n::isinf, isinf, 1, 1, "isinf(x) -- whether x is infinite"),
    does(n::isnan, isnan, 1, 1, "isnan(x) -- whether x is not a number"),
    does(n::isqrt, whole::isqrt, 1, 1, "isqrt(n) -- whole part of the square root of an int"),
    does(n::lcm, whole::lcm, 0, pyrite_core::native::ANY, "lcm(*integers) -- least common multiple"),
    does(n::ldexp, ldexp, 2, 2, "ldexp(x, i) -- x * 2**i"),
    does(n::lgamma, rare(lgamma), 1, 1, "lgamma(x) -- logarithm of the gamma function"),
    does(n::log, log, 1, 2, "log(x, base=e) -- logarithm"),
    does(n::log10, log10, 1, 1, "log10(x) -- logarithm of base 10"),
    does(n::log1p, rare(log1p), 1, 1, "log1p(x) -- logarithm of 1 + x, exact for small x"),
    does(n::log2, log2, 1, 1, "log2(x) -- logarithm of base 2"),
    does(n::modf, modf, 1, 1, "modf(x) -- fractional and whole part of x"),
    does(n::nextafter, rare(nextafter), 2, 2, "nextafter(x, y) -- the next float after x towards y"),
    does(n::perm, whole::perm, 1, 2, "perm(n, k=None) -- in how many orders k of n things can be chosen"),
    does(n::pow, pow, 2, 2, "pow(x, y) -- x to the power y, as a float"),
    (
        n::prod,
        Item::Function(
            Native::new(whole::prod, 1, 2)
                .named(&[n::__, n::start], 1)
                .doc("prod(iterable, *, start=1) -- the product of all items"),
        ),
    ),
    does(n::radians, radians, 1, 1, "radians(x) -- an angle in degrees as radians"),
    does(n::remainder, rare(remainder), 2, 2, "remainder(x, y) -- x - n * y for the whole n that is nearest to x / y"),
    does(n::sin, sin, 1, 1, "sin(x) -- sine of an angle in radians"),
    does(n::sinh, rare(sinh), 1, 1, "sinh(x) -- hyperbolic sine"),
    does(n::sqrt, sqrt, 1, 1, "sqrt(x) -- square root"),
    does(n::tan, tan, 1, 1, "tan(x) -- tangent of an angle in radians"),
    does(n::tanh, rare(tanh), 1, 1, "tanh(x) -- hyperbolic tangent"),
    does(n::trunc, trunc, 1, 1, "trunc(x) -- x without its fraction, as an int"),
    does(n::ulp, rare(ulp), 1, 1, "ulp(x) -- distance to the next float"),
];

/// A real number as a double.
fn real(m: &mut Machine, v: Value) -> R<f64> {
    types::float::from_value(m, v, ["must be real number, not ", ""], false)
}

fn argument(m: &mut Machine, args: Args, i: usize) -> R<f64> {
    let v = args.at(m, i);
    real(m, v)
}

#[cold]
fn refuse(m: &mut Machine, error: MathError) -> Raised {
    let class = match error {
        MathError::Domain => types::VALUE_ERROR,
        MathError::Range => types::OVERFLOW_ERROR,
    };
    m.error(class, &[Piece::S(error.message())])
}

/// A result as a float, or its error.
fn give(m: &mut Machine, result: kernel::Result) -> R {
    match result {
        Ok(f) => m.new_float(f),
        Err(error) => Err(refuse(m, error)),
    }
}

fn both(m: &mut Machine, args: Args) -> R<(f64, f64)> {
    Ok((argument(m, args, 0)?, argument(m, args, 1)?))
}

macro_rules! functions {
    ($($name:ident)*) => {$(
        fn $name(m: &mut Machine, args: Args) -> R {
            of_one(m, args, kernel::$name)
        }
    )*};
}

fn of_one(m: &mut Machine, args: Args, function: fn(f64) -> kernel::Result) -> R {
    let x = argument(m, args, 0)?;
    give(m, function(x))
}

functions! {
    acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 gamma lgamma log1p sin sinh sqrt tan tanh
}

macro_rules! functions_of_two {
    ($($name:ident $function:expr;)*) => {$(
        fn $name(m: &mut Machine, args: Args) -> R {
            of_two(m, args, $function)
        }
    )*};
}

fn of_two(m: &mut Machine, args: Args, function: fn(f64, f64) -> kernel::Result) -> R {
    let (x, y) = both(m, args)?;
    give(m, function(x, y))
}

functions_of_two! {
    atan2 |y, x| Ok(kernel::atan2(y, x));
    copysign |x, y| Ok(kernel::copysign(x, y));
    fmod kernel::fmod;
    nextafter |x, y| Ok(kernel::nextafter(x, y));
    pow kernel::pow;
    remainder kernel::remainder;
}

fn fabs(m: &mut Machine, args: Args) -> R {
    of_one(m, args, |x| Ok(x.abs()))
}

fn ulp(m: &mut Machine, args: Args) -> R {
    of_one(m, args, |x| Ok(kernel::ulp(x)))
}

fn degrees(m: &mut Machine, args: Args) -> R {
    of_one(m, args, |x| Ok(x * (180.0 / core::f64::consts::PI)))
}

fn radians(m: &mut Machine, args: Args) -> R {
    of_one(m, args, |x| Ok(x * (core::f64::consts::PI / 180.0)))
}

fn isfinite(m: &mut Machine, args: Args) -> R {
    Ok(Value::bool(argument(m, args, 0)?.is_finite()))
}

fn isinf(m: &mut Machine, args: Args) -> R {
    Ok(Value::bool(argument(m, args, 0)?.is_infinite()))
}

fn isnan(m: &mut Machine, args: Args) -> R {
    Ok(Value::bool(argument(m, args, 0)?.is_nan()))
}

/// The whole number that an object's own method names; for numbers without one, that of their double.
fn whole_number(m: &mut Machine, args: Args, name: Name, round: fn(f64) -> f64) -> R {
    let v = args.at(m, 0);
    if let Some(method) = m.special(v, name) {
        return m.call_special(method, v, &[]);
    }
    if name == n::__trunc__ {
        return Err(m.type_error(&[
            Piece::S("type "),
            Piece::T(v),
            Piece::S(" doesn't define __trunc__ method"),
        ]));
    }
    let x = real(m, v)?;
    types::float::to_int(m, round(x))
}

fn floor(m: &mut Machine, args: Args) -> R {
    whole_number(m, args, n::__floor__, kernel::floor)
}

fn ceil(m: &mut Machine, args: Args) -> R {
    whole_number(m, args, n::__ceil__, kernel::ceil)
}

fn trunc(m: &mut Machine, args: Args) -> R {
    whole_number(m, args, n::__trunc__, kernel::trunc)
}

/// The logarithm of any real number, ints too large for a double included.
fn logarithm(m: &mut Machine, v: Value, log: fn(f64) -> kernel::Result) -> R<f64> {
    if m.is_a(v, types::INT)
        && let Some(operand) = Operand::new(m, v)
    {
        if operand.negative || operand.is_zero() {
            return Err(refuse(m, MathError::Domain));
        }
        if natural::to_f64(operand.limbs(m)).is_none() {
            let (fraction, exponent) = natural::to_mantissa(operand.limbs(m));
            return kernel::log_scaled(fraction, exponent, log).map_err(|error| refuse(m, error));
        }
    }
    let x = real(m, v)?;
    log(x).map_err(|error| refuse(m, error))
}

fn log(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let above = logarithm(m, v, kernel::log)?;
    let Some(base) = args.get(m, 1) else {
        return m.new_float(above);
    };
    let below = logarithm(m, base, kernel::log)?;
    if below == 0.0 {
        return Err(m.error(
            types::ZERO_DIVISION_ERROR,
            &[Piece::S("float division by zero")],
        ));
    }
    m.new_float(above / below)
}

fn log2(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let f = logarithm(m, v, kernel::log2)?;
    m.new_float(f)
}

fn log10(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let f = logarithm(m, v, kernel::log10)?;
    m.new_float(f)
}

fn frexp(m: &mut Machine, args: Args) -> R {
    let x = argument(m, args, 0)?;
    let (fraction, exponent) = if x.is_finite() {
        kernel::frexp(x)
    } else {
        (x, 0)
    };
    let fraction = m.new_float(fraction)?;
    m.new_tuple(&[fraction, Value::small_wrapping(exponent as i64)])
}

fn modf(m: &mut Machine, args: Args) -> R {
    let x = argument(m, args, 0)?;
    let whole = kernel::trunc(x);
    let rest = if x.is_infinite() { 0.0 } else { x - whole };
    let rest = m.new_float(kernel::copysign(rest, x))?;
    let whole = m.new_float(whole)?;
    m.new_tuple(&[rest, whole])
}

fn ldexp(m: &mut Machine, args: Args) -> R {
    let x = argument(m, args, 0)?;
    let exponent = args.at(m, 1);
    if !m.is_a(exponent, types::INT) {
        return Err(m.type_error(&[Piece::S("Expected an int as second argument to ldexp.")]));
    }
    let exponent = m.index_clamped(exponent)?;
    give(m, kernel::ldexp_checked(x, exponent))
}

fn isclose(m: &mut Machine, args: Args) -> R {
    let (a, b) = both(m, args)?;
    let mut tolerances = [1e-9, 0.0];
    for (i, tolerance) in tolerances.iter_mut().enumerate() {
        if let Some(v) = args.get(m, 2 + i) {
            *tolerance = real(m, v)?;
        }
    }
    let [relative, absolute] = tolerances;
    if relative < 0.0 || absolute < 0.0 {
        return Err(m.value_error(&[Piece::S("tolerances must be non-negative")]));
    }
    Ok(Value::bool(kernel::is_close(a, b, relative, absolute)))
}

fn fsum(m: &mut Machine, args: Args) -> R {
    let items = args.at(m, 0);
    let mut sum = ExactSum::default();
    m.for_each(items, |m, item| {
        let x = real(m, item)?;
        sum.add(x);
        Ok(true)
    })?;
    match sum.total() {
        Ok(Some(total)) => m.new_float(total),
        Ok(None) => Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("intermediate overflow in fsum")],
        )),
        Err(text) => Err(m.value_error(&[Piece::S(text)])),
    }
}

/// The length of a vector whose components are asked for twice; an infinite one wins over a nan.
fn length(
    m: &mut Machine,
    count: usize,
    component: &mut dyn FnMut(&mut Machine, usize) -> R<f64>,
) -> R {
    let (mut largest, mut nan) = (0.0f64, false);
    for i in 0..count {
        let x = component(m, i)?.abs();
        nan |= x.is_nan();
        if x > largest {
            largest = x;
        }
    }
    if largest.is_infinite() || largest == 0.0 && !nan {
        return m.new_float(largest);
    }
    if nan {
        return m.new_float(f64::NAN);
    }
    let mut length = Length::new(largest);
    for i in 0..count {
        let x = component(m, i)?;
        length.add(x);
    }
    m.new_float(length.total())
}

fn hypot(m: &mut Machine, args: Args) -> R {
    length(m, args.len(), &mut |m, i| argument(m, args, i))
}

fn dist(m: &mut Machine, args: Args) -> R {
    // Tuples, so that nothing changes between the two passes.
    for i in 0..2 {
        let point = args.at(m, i);
        let point = m.tuple_of(point)?;
        args.set(m, i, point);
    }
    let (p, q) = (args.at(m, 0), args.at(m, 1));
    let count = m.tuple_len(p);
    if m.tuple_len(q) != count {
        return Err(m.value_error(&[Piece::S(
            "both points must have the same number of dimensions",
        )]));
    }
    length(m, count, &mut |m, i| {
        let (x, y) = (m.tuple_item(p, i), m.tuple_item(q, i));
        Ok(real(m, x)? - real(m, y)?)
    })
}
