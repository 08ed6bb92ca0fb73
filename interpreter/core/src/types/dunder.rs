//! The special methods that builtin sequences have in their tables: what an operator would do with the value behind
//! `self`, for `str.__add__`, `super().__getitem__` and their like.

use crate::machine::Machine;
use crate::native::{Args, R};
use crate::ops::{BinaryOp, CompareOp};
use crate::types;
use crate::value::Value;

/// `self` and the other operand as builtin values.
fn operands(m: &Machine, args: Args) -> (Value, Value) {
    (m.payload(args.at(m, 0)), args.at(m, 1))
}

fn binary(m: &mut Machine, args: Args, op: BinaryOp) -> R {
    let (a, b) = operands(m, args);
    let b = m.payload(b);
    let result = m.builtin_binary(op, a, b)?;
    Ok(result.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub fn add(m: &mut Machine, args: Args) -> R {
    match binary(m, args, BinaryOp::Add)? {
        // There is no `__radd__` that could know better.
        Value::NOT_IMPLEMENTED => {
            let (a, b) = operands(m, args);
            Err(m.unsupported("+", a, b))
        }
        v => Ok(v),
    }
}

pub fn mul(m: &mut Machine, args: Args) -> R {
    match binary(m, args, BinaryOp::Mul)? {
        Value::NOT_IMPLEMENTED => {
            let (a, b) = operands(m, args);
            Err(m.unsupported("*", a, b))
        }
        v => Ok(v),
    }
}

pub fn modulo(m: &mut Machine, args: Args) -> R {
    // What is formatted may be an instance: it is not unwrapped.
    let (a, b) = operands(m, args);
    let result = m.builtin_binary(BinaryOp::Mod, a, b)?;
    Ok(result.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub fn rmodulo(m: &mut Machine, args: Args) -> R {
    let (a, b) = operands(m, args);
    let b = m.payload(b);
    if m.type_of(a) != m.type_of(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = m.builtin_binary(BinaryOp::Mod, b, a)?;
    Ok(result.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub fn len(m: &mut Machine, args: Args) -> R {
    let own = m.payload(args.at(m, 0));
    let len = m.len(own)?;
    m.new_int(len as i64)
}

pub fn get_item(m: &mut Machine, args: Args) -> R {
    let (a, i) = operands(m, args);
    m.get_item(a, i)
}

pub fn set_item(m: &mut Machine, args: Args) -> R {
    let (a, i) = operands(m, args);
    let x = args.at(m, 2);
    m.set_item(a, i, x)?;
    Ok(Value::NONE)
}

pub fn delete_item(m: &mut Machine, args: Args) -> R {
    let (a, i) = operands(m, args);
    m.set_item(a, i, Value::UNBOUND)?;
    Ok(Value::NONE)
}

pub fn contains(m: &mut Machine, args: Args) -> R {
    let (a, item) = operands(m, args);
    m.contains(a, item).map(Value::bool)
}

pub fn iter(m: &mut Machine, args: Args) -> R {
    let own = m.payload(args.at(m, 0));
    m.iter(own)
}

pub fn in_place_add(m: &mut Machine, args: Args) -> R {
    let (a, b) = operands(m, args);
    m.binary_in_place(BinaryOp::Add, a, b)?;
    Ok(args.at(m, 0))
}

pub fn in_place_mul(m: &mut Machine, args: Args) -> R {
    let (a, b) = operands(m, args);
    m.binary_in_place(BinaryOp::Mul, a, b)?;
    Ok(args.at(m, 0))
}

fn compare(m: &mut Machine, args: Args, op: CompareOp) -> R {
    let (a, b) = operands(m, args);
    let b = m.payload(b);
    let result = m.builtin_compare(op, a, b)?;
    Ok(result.map_or(Value::NOT_IMPLEMENTED, Value::bool))
}

macro_rules! comparisons {
    ($($name:ident $op:ident)*) => {
        $(pub fn $name(m: &mut Machine, args: Args) -> R {
            compare(m, args, CompareOp::$op)
        })*
    };
}

comparisons! { eq Eq ne Ne lt Lt le Le gt Gt ge Ge }

pub fn hash(m: &mut Machine, args: Args) -> R {
    let own = m.payload(args.at(m, 0));
    let hash = m.hash(own)?;
    m.new_int(hash)
}

pub fn repr(m: &mut Machine, args: Args) -> R {
    let own = m.payload(args.at(m, 0));
    types::object::repr(m, own)
}
