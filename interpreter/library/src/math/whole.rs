//! The functions of `math` on whole numbers, of any size.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::ops::BinaryOp;
use pyrite_core::{Args, R, Value, types};

const ZERO: Value = Value::small_wrapping(0);
const ONE: Value = Value::small_wrapping(1);

/// An argument that must be an int, as one without a class of its own.
fn whole(m: &mut Machine, args: Args, i: usize) -> R {
    let v = args.at(m, i);
    m.index(v)
}

/// An argument that must be an int and not negative.
fn count(m: &mut Machine, args: Args, i: usize, refusal: &'static str) -> R {
    let v = whole(m, args, i)?;
    if types::int::is_negative(m, v) {
        return Err(m.value_error(&[Piece::S(refusal)]));
    }
    Ok(v)
}

fn absolute(m: &mut Machine, v: Value) -> R {
    types::number::absolute(m, v)
}

pub fn gcd(m: &mut Machine, args: Args) -> R {
    let mut result = ZERO;
    for i in 0..args.len() {
        let v = whole(m, args, i)?;
        result = types::int::gcd(m, result, v)?;
    }
    Ok(result)
}

pub fn lcm(m: &mut Machine, args: Args) -> R {
    let mut result = ONE;
    for i in 0..args.len() {
        let v = whole(m, args, i)?;
        if v == ZERO || result == ZERO {
            result = ZERO;
            continue;
        }
        let common = types::int::gcd(m, result, v)?;
        let part = m.binary(BinaryOp::FloorDiv, v, common)?;
        let product = m.binary(BinaryOp::Mul, result, part)?;
        result = absolute(m, product)?;
    }
    Ok(result)
}

pub fn isqrt(m: &mut Machine, args: Args) -> R {
    let v = count(m, args, 0, "isqrt() argument must be nonnegative")?;
    types::int::isqrt(m, v)
}

/// The product of all ints from `from` to `to` (not included), halved again and again so that the factors of the long
/// multiplications are equally long.
fn product(m: &mut Machine, from: i64, to: i64) -> R {
    if to - from <= 8 {
        let mut result = ONE;
        for factor in from..to {
            let factor = m.new_int(factor)?;
            result = m.binary(BinaryOp::Mul, result, factor)?;
        }
        return Ok(result);
    }
    let middle = from + (to - from) / 2;
    let mark = m.mark();
    let low = product(m, from, middle)?;
    m.release_but(mark, low);
    let high = product(m, middle, to)?;
    let result = m.binary(BinaryOp::Mul, low, high)?;
    Ok(m.release_but(mark, result))
}

pub fn factorial(m: &mut Machine, args: Args) -> R {
    let v = count(m, args, 0, "factorial() not defined for negative values")?;
    match types::int::to_i64(m, v).filter(|&i| i < i32::MAX as i64) {
        Some(i) => product(m, 1, i + 1),
        None => Err(m.error(
            types::OVERFLOW_ERROR,
            &[
                Piece::S("factorial() argument should not exceed "),
                Piece::I(i64::from(i32::MAX)),
            ],
        )),
    }
}

/// `of * (of - 1) * ...`, `factors` of them.
fn falling(m: &mut Machine, of: Value, factors: i64) -> R {
    if let Some(of) = types::int::to_i64(m, of).filter(|&of| of < i64::MAX) {
        return product(m, of - factors + 1, of + 1);
    }
    let mut result = ONE;
    let mut factor = of;
    for _ in 0..factors {
        let mark = m.mark();
        result = m.binary(BinaryOp::Mul, result, factor)?;
        factor = m.binary(BinaryOp::Sub, factor, ONE)?;
        m.release(mark);
        m.keep(result);
        m.keep(factor);
    }
    Ok(result)
}

pub fn perm(m: &mut Machine, args: Args) -> R {
    if args.get(m, 1).is_none_or(Value::is_none) {
        return factorial(m, args);
    }
    let n = count(m, args, 0, "n must be a non-negative integer")?;
    let k = count(m, args, 1, "k must be a non-negative integer")?;
    if types::int::order(m, k, n).is_gt() {
        return Ok(ZERO);
    }
    match types::int::to_i64(m, k) {
        Some(k) => falling(m, n, k),
        None => Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("k must not exceed 9223372036854775807")],
        )),
    }
}

pub fn comb(m: &mut Machine, args: Args) -> R {
    let n = count(m, args, 0, "n must be a non-negative integer")?;
    let k = count(m, args, 1, "k must be a non-negative integer")?;
    if types::int::order(m, k, n).is_gt() {
        return Ok(ZERO);
    }
    let other = m.binary(BinaryOp::Sub, n, k)?;
    let k = if types::int::order(m, other, k).is_lt() {
        other
    } else {
        k
    };
    let Some(k) = types::int::to_i64(m, k) else {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S(
                "min(n - k, k) must not exceed 9223372036854775807",
            )],
        ));
    };
    let above = falling(m, n, k)?;
    let below = product(m, 1, k + 1)?;
    m.binary(BinaryOp::FloorDiv, above, below)
}

pub fn prod(m: &mut Machine, args: Args) -> R {
    let items = args.at(m, 0);
    // The product so far stands in the arguments, where the collector sees it.
    let start = args.get(m, 1).unwrap_or(ONE);
    let list = m.new_list(&[start])?;
    let Some(held) = list.as_ref() else {
        return Ok(start);
    };
    m.for_each(items, |m, item| {
        let product = m.list_item(held, 0);
        let product = m.binary(BinaryOp::Mul, product, item)?;
        m.list_set(held, 0, product);
        Ok(true)
    })?;
    Ok(m.list_item(held, 0))
}
