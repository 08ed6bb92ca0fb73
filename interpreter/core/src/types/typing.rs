//! Type parameters, aliases and generic classes, as the syntax of Python 3.12 makes them.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::ops::BinaryOp;
use crate::types;
use crate::value::Value;

pub static TYPE_VAR: Space = Space::class(n::TypeVar, types::OBJECT, &[]);
pub static PARAM_SPEC: Space = Space::class(n::ParamSpec, types::OBJECT, &[]);
pub static TYPE_VAR_TUPLE: Space = Space::class(n::TypeVarTuple, types::OBJECT, &[]);
pub static TYPE_ALIAS: Space = Space::class(n::TypeAliasType, types::OBJECT, &[]);
pub static GENERIC: Space = Space::class(n::Generic, types::OBJECT, &[]);
pub static GENERIC_ALIAS: Space = Space::class(n::GenericAlias, types::OBJECT, &[]);
pub static UNION_TYPE: Space = Space::class(n::UnionType, types::OBJECT, &[]);

/// `a | b` of types; `None` for everything else.
pub fn binary(_m: &mut Machine, _op: BinaryOp, _a: Value, _b: Value) -> R<Option<Value>> {
    Ok(None)
}

/// The function behind a `LoadIntrinsic`.
pub fn intrinsic(m: &mut Machine, _number: u8) -> R {
    Err(m.type_error(&[crate::machine::Piece::S(
        "type parameters are not there yet",
    )]))
}

/// `type[item]` of a builtin type.
pub fn subscript(m: &mut Machine, class: Value, item: Value) -> R {
    m.new_record(types::GENERIC_ALIAS, &[class, item])
}

/// The members of `A | B` as a tuple; `None` if `v` is no union.
pub fn union_members(_m: &Machine, _v: Value) -> Option<Value> {
    None
}

/// The class that an alias in a list of bases stands for.
pub fn base_of(m: &Machine, alias: Value) -> Option<Value> {
    let r = m.as_record(alias, types::GENERIC_ALIAS)?;
    Some(m.heap.value(r, 1))
}
