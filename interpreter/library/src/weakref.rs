//! The module `_weakref`: numbers that name objects without keeping them. `weakref` makes references of them, in Python.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::memory::Kind;
use pyrite_core::value::Immediate;
use pyrite_core::{Args, R, Space, Value, does, n, types};

pub static WEAKREF: Space = Space::module(
    n::_weakref,
    &[
        does(
            n::number,
            number,
            1,
            1,
            "number(object) -- a number that names the object as long as it lives; None if it always does",
        ),
        does(
            n::object,
            object,
            1,
            1,
            "object(number) -- the object that has this number; None when it is gone",
        ),
        does(
            n::watch,
            watch,
            1,
            1,
            "watch(function) -- has the function called after each collection",
        ),
    ],
);

fn number(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let referable = match v.as_ref() {
        None => matches!(
            v.as_immediate(),
            Some(Immediate::Type(_) | Immediate::Native { .. })
        ),
        Some(r) => match m.heap.kind(r) {
            Kind::Float
            | Kind::Complex
            | Kind::BigInt
            | Kind::Str
            | Kind::Bytes
            | Kind::ByteArray
            | Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::Range
            | Kind::Slice
            | Kind::Exception => false,
            // As in CPython: what has a length of its own has no room for a list of references.
            Kind::Instance => [types::INT, types::TUPLE, types::BYTES]
                .iter()
                .all(|&class| !m.is_a(v, class)),
            _ => true,
        },
    };
    if !referable {
        return Err(m.type_error(&[
            Piece::S("cannot create weak reference to '"),
            Piece::T(v),
            Piece::S("' object"),
        ]));
    }
    let number = m.weak_number(v)?;
    Ok(number.map_or(Value::NONE, |number| {
        Value::small_wrapping(i64::from(number))
    }))
}

fn object(m: &mut Machine, args: Args) -> R {
    let number = args.at(m, 0).as_small().and_then(|n| u32::try_from(n).ok());
    let found = number.and_then(|number| m.weak_object(number));
    Ok(found.unwrap_or(Value::NONE))
}

fn watch(m: &mut Machine, args: Args) -> R {
    let f = args.at(m, 0);
    m.watch_collections(f);
    Ok(Value::NONE)
}
