//! The types of `None`, `NotImplemented` and `...`.

use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{ANY, Args, Member, Native, R, Space, method};
use crate::types;
use crate::value::Value;

pub static NONE_TYPE: Space = Space::class(n::NoneType, types::OBJECT, NONE_MEMBERS).new(
    Native::new(|m, args| only(m, args, Value::NONE), 1, ANY)
        .collect()
        .doc("NoneType() -- None"),
);
pub static NOT_IMPLEMENTED_TYPE: Space = Space::class(n::NotImplementedType, types::OBJECT, REPR)
    .new(
        Native::new(|m, args| only(m, args, Value::NOT_IMPLEMENTED), 1, ANY)
            .collect()
            .doc("NotImplementedType() -- NotImplemented"),
    );
pub static ELLIPSIS_TYPE: Space = Space::class(n::ellipsis, types::OBJECT, REPR).new(
    Native::new(|m, args| only(m, args, Value::ELLIPSIS), 1, ANY)
        .collect()
        .doc("ellipsis() -- ..."),
);

static NONE_MEMBERS: &[Member] = &[
    method(n::__repr__, repr_method, 1, 1),
    method(n::__bool__, |_, _| Ok(Value::FALSE), 1, 1),
];

static REPR: &[Member] = &[method(n::__repr__, repr_method, 1, 1)];

/// The only value of a type, which calling the type gives.
fn only(m: &mut Machine, args: Args, v: Value) -> R {
    // The class, and the keywords behind it.
    if args.len() == 2 && args.get(m, 1).is_none() {
        return Ok(v);
    }
    let class = args.at(m, 0);
    let name = m.type_name(class);
    Err(m.type_error(&[Piece::V(name), Piece::S(" takes no arguments")]))
}

fn repr_method(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    repr(m, v)
}

pub fn repr(_m: &mut Machine, v: Value) -> R {
    Ok(Value::name(match v {
        Value::NOT_IMPLEMENTED => n::NotImplemented,
        Value::ELLIPSIS => n::Ellipsis,
        _ => n::None,
    }))
}
