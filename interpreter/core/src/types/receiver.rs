//! What the methods of builtin types share: finding the receiver, and special methods that only call the operators.
//! For types whose instances are told by their kind; records bring methods of their own.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::{Args, R, Raised};
use crate::ops::{BinaryOp, CompareOp};
use crate::types;
use crate::value::{Immediate, Ref, TypeId, Value};

/// The object of this kind that argument 0 is or, for an instance of a subclass, holds.
#[inline]
pub fn receiver(m: &mut Machine, args: Args, kind: Kind) -> R<Ref> {
    match m.as_native(args.at(m, 0), kind) {
        Some(r) => Ok(r),
        None => Err(wrong_receiver(m, args)),
    }
}

/// The record of this type that argument 0 is.
#[inline]
pub fn record(m: &mut Machine, args: Args, class: TypeId) -> R<Ref> {
    match m.as_record(args.at(m, 0), class) {
        Some(r) => Ok(r),
        None => Err(wrong_receiver(m, args)),
    }
}

/// The TypeError for a method that was given something else as `self`.
#[cold]
pub fn wrong_receiver(m: &mut Machine, args: Args) -> Raised {
    let own = args.at(m, 0);
    let called = m.stack.get((args.base as usize).saturating_sub(2));
    let Some(Immediate::Native { space, index }) = called.as_immediate() else {
        return m.type_error(&[
            Piece::S("wrong type of self: '"),
            Piece::T(own),
            Piece::S("'"),
        ]);
    };
    let space = m.space(space);
    let name = space
        .members
        .get(usize::from(index))
        .map_or("", |member| member.0.text());
    m.type_error(&[
        Piece::S("descriptor '"),
        Piece::S(name),
        Piece::S("' for '"),
        Piece::S(space.name.text()),
        Piece::S("' objects doesn't apply to a '"),
        Piece::T(own),
        Piece::S("' object"),
    ])
}

/// What a constructor gives for `class`: the value itself for the builtin type, an instance that holds it for a subclass.
pub fn made(m: &mut Machine, class: Value, payload: Value) -> R {
    let Some(c) = m.heap.as_kind(class, Kind::Class) else {
        return Ok(payload);
    };
    m.keep(payload);
    let v = m.new_instance(c)?;
    if let Some(r) = v.as_ref() {
        m.heap.set_value(r, 1, payload);
    }
    Ok(v)
}

fn operator(m: &mut Machine, op: BinaryOp, args: Args, swapped: bool) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let (a, b) = (m.payload(a), m.payload(b));
    let result = if swapped {
        m.builtin_binary(op, b, a)?
    } else {
        m.builtin_binary(op, a, b)?
    };
    Ok(result.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn operator_in_place(m: &mut Machine, op: BinaryOp, args: Args) -> R {
    let (own, b) = (args.at(m, 0), args.at(m, 1));
    let a = m.payload(own);
    Ok(match m.builtin_in_place(op, a, b)? {
        Some(v) if v == a => own,
        Some(v) => v,
        None => Value::NOT_IMPLEMENTED,
    })
}

fn comparison(m: &mut Machine, op: CompareOp, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let (a, b) = (m.payload(a), m.payload(b));
    Ok(m.builtin_compare(op, a, b)?
        .map_or(Value::NOT_IMPLEMENTED, Value::bool))
}

macro_rules! operators {
    ($($op:ident $forward:ident $backward:ident;)*) => { $(
        pub fn $forward(m: &mut Machine, args: Args) -> R {
            operator(m, BinaryOp::$op, args, false)
        }

        pub fn $backward(m: &mut Machine, args: Args) -> R {
            operator(m, BinaryOp::$op, args, true)
        }
    )* };
}

operators! {
    Add add radd;
    Sub sub rsub;
    Mul mul rmul;
    And and rand;
    Or or ror;
    Xor xor rxor;
}

macro_rules! in_place {
    ($($op:ident $name:ident;)*) => { $(
        pub fn $name(m: &mut Machine, args: Args) -> R {
            operator_in_place(m, BinaryOp::$op, args)
        }
    )* };
}

in_place! {
    Add iadd;
    Sub isub;
    Mul imul;
    And iand;
    Or ior;
    Xor ixor;
}

macro_rules! comparisons {
    ($($op:ident $name:ident;)*) => { $(
        pub fn $name(m: &mut Machine, args: Args) -> R {
            comparison(m, CompareOp::$op, args)
        }
    )* };
}

comparisons! {
    Eq eq;
    Ne ne;
    Lt lt;
    Le le;
    Gt gt;
    Ge ge;
}

pub fn len(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    let len = m.len(own)?;
    m.new_int(len as i64)
}

pub fn contains(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    m.contains(own, args.at(m, 1)).map(Value::bool)
}

pub fn get_item(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    m.get_item(own, args.at(m, 1))
}

pub fn set_item(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    m.set_item(own, args.at(m, 1), args.at(m, 2))?;
    Ok(Value::NONE)
}

pub fn del_item(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    m.set_item(own, args.at(m, 1), Value::UNBOUND)?;
    Ok(Value::NONE)
}

pub fn iter(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    m.iter(own)
}

pub fn hash(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    let h = m.hash(own)?;
    m.new_int(h)
}

pub fn repr(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let own = m.payload(own);
    m.deeper(|m| types::object::repr(m, own))
}

/// The receiver itself: `__iter__` of iterators, `copy` of what cannot change.
pub fn own(m: &mut Machine, args: Args) -> R {
    Ok(args.at(m, 0))
}

/// `type[item]`: a generic alias.
pub fn class_get_item(m: &mut Machine, args: Args) -> R {
    types::typing::subscript(m, args.at(m, 0), args.at(m, 1))
}
