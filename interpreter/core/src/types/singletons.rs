//! The types of `None`, `NotImplemented` and `...`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::{Args, Member, Native, R, Space, method};
use crate::types;
use crate::value::Value;

pub static NONE_TYPE: Space = Space::class(n::NoneType, types::OBJECT, NONE_MEMBERS)
    .new(Native::new(|_, _| Ok(Value::NONE), 1, 1).doc("NoneType() -- None"));
pub static NOT_IMPLEMENTED_TYPE: Space = Space::class(n::NotImplementedType, types::OBJECT, REPR)
    .new(
        Native::new(|_, _| Ok(Value::NOT_IMPLEMENTED), 1, 1)
            .doc("NotImplementedType() -- NotImplemented"),
    );
pub static ELLIPSIS_TYPE: Space = Space::class(n::ellipsis, types::OBJECT, REPR)
    .new(Native::new(|_, _| Ok(Value::ELLIPSIS), 1, 1).doc("ellipsis() -- ..."));

static NONE_MEMBERS: &[Member] = &[
    method(n::__repr__, repr_method, 1, 1),
    method(n::__bool__, |_, _| Ok(Value::FALSE), 1, 1),
];

static REPR: &[Member] = &[method(n::__repr__, repr_method, 1, 1)];

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
