//! `int`: its table, its constructor and its hooks for the machine. Operators, text and methods have rooms beside this one.

mod method;
mod operand;
mod operator;
mod text;

pub use method::{gcd, isqrt};
pub use operand::{Operand, compute, from_f64, from_i128, measure, to_f64};
pub use operator::{binary, divmod, order, power_modulo, unary};
pub use text::{digits_of, format, format_spec, from_digits, parse, repr, to_text};

use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{Args, Native, R, Space};
use crate::number::hash as number_hash;
use crate::types;
use crate::value::Value;

pub static INT: Space = Space::class(n::int, types::OBJECT, method::MEMBERS)
    .new(
        Native::new(new, 1, 3)
            .named(&[n::__, n::__, n::base], 3)
            .doc("int(value=0, base=10) -- the whole number in a number or a text"),
    )
    .subclassable();

/// The number of a small int or bool, without a look at the heap.
#[inline]
pub fn small(v: Value) -> Option<i64> {
    match v {
        Value::TRUE => Some(1),
        Value::FALSE => Some(0),
        _ => v.as_small(),
    }
}

/// The number of an int or bool, if 64 bits hold it.
pub fn to_i64(m: &Machine, v: Value) -> Option<i64> {
    match small(v) {
        Some(i) => Some(i),
        None => Operand::new(m, v)?.to_i64(m),
    }
}

pub fn is_negative(m: &Machine, v: Value) -> bool {
    Operand::new(m, v).is_some_and(|operand| operand.negative)
}

/// `hash(v)` of an int.
pub fn hash(m: &Machine, v: Value) -> i64 {
    match Operand::new(m, v) {
        Some(operand) => number_hash::natural(operand.limbs(m), operand.negative),
        None => 0,
    }
}

fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let value = match (args.get(m, 1), args.get(m, 2)) {
        (None, None) => Value::small_wrapping(0),
        (None, Some(_)) => return Err(m.type_error(&[Piece::S("int() missing string argument")])),
        (Some(v), None) => from_value(m, v)?,
        (Some(v), Some(base)) => {
            let base = m.index(base)?;
            let base = to_i64(m, base).and_then(|base| u32::try_from(base).ok());
            let Some(base) = base.filter(|base| *base == 0 || (2..=36).contains(base)) else {
                return Err(m.value_error(&[Piece::S("int() base must be >= 2 and <= 36, or 0")]));
            };
            let memory = m.is_a(v, types::MEMORYVIEW);
            match if memory { None } else { parse(m, v, base)? } {
                Some(i) => i,
                None => {
                    return Err(m.type_error(&[Piece::S(
                        "int() can't convert non-string with explicit base",
                    )]));
                }
            }
        }
    };
    types::class::wrap_payload(m, class, value)
}

/// `int(v)`.
pub fn from_value(m: &mut Machine, v: Value) -> R {
    if m.has_special_methods(v) {
        for name in [n::__int__, n::__index__, n::__trunc__] {
            if let Some(method) = m.dynamic_special(v, name) {
                let i = m.call_special(method, v, &[])?;
                if m.is_a(i, types::INT) {
                    return types::number::plain(m, i);
                }
                if name == n::__trunc__ {
                    return m.index(i);
                }
                return Err(m.type_error(&[
                    Piece::S(name.text()),
                    Piece::S(" returned non-int (type "),
                    Piece::T(i),
                    Piece::S(")"),
                ]));
            }
        }
    }
    let own = m.payload(v);
    if m.is_a(own, types::INT) {
        return types::number::plain(m, own);
    }
    if let Some(f) = m.as_float(own) {
        return types::float::to_int(m, f);
    }
    match parse(m, v, 10)? {
        Some(i) => Ok(i),
        None => Err(m.type_error(&[
            Piece::S(
                "int() argument must be a string, a bytes-like object or a real number, not '",
            ),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}
