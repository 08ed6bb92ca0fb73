//! Functions, builtin functions, bound methods and cells.

use crate::machine::Machine;
use crate::machine::{Piece, frame};
use crate::names::n;
use crate::native::R;
use crate::native::Raised;
use crate::native::{Item, Space};
use crate::types;
use crate::value::Ref;
use crate::value::TypeId;
use crate::value::Value;

pub static FUNCTION: Space = Space::class(n::function, types::OBJECT, &[]);
pub static BUILTIN_FUNCTION: Space =
    Space::class(n::builtin_function_or_method, types::OBJECT, &[]);
pub static METHOD_DESCRIPTOR: Space = Space::class(n::method_descriptor, types::OBJECT, &[]);
pub static METHOD: Space = Space::class(n::method, types::OBJECT, &[]);
pub static CELL: Space = Space::class(n::cell, types::OBJECT, &[]);

/// The type of a member of a space, seen as a value.
pub fn type_of_native(m: &Machine, space: u16, index: u16) -> TypeId {
    match m.space(space).members.get(usize::from(index)) {
        Some((_, Item::Method(_))) => types::METHOD_DESCRIPTOR,
        Some((_, Item::Property(..))) => types::GETSET_DESCRIPTOR,
        _ => types::BUILTIN_FUNCTION,
    }
}

/// Attributes of functions: `__name__`, `__defaults__`, what a program has set, and so on.
pub fn own_attr(_m: &mut Machine, _function: crate::value::Ref, _name: Value) -> Option<Value> {
    None
}

/// `function.name = value`; a `value` of UNBOUND deletes.
pub fn set_attr(m: &mut Machine, function: Value, name: Value, _value: Value) -> R<()> {
    Err(m.no_attribute(function, name))
}

/// The record between a function and its code when it has more than that: code, defaults, keyword defaults,
/// annotations, attributes dict.
pub fn new_extra(
    m: &mut Machine,
    code: Value,
    defaults: Value,
    keywords: Value,
    annotations: Value,
) -> R {
    m.new_record(
        types::FUNCTION,
        &[code, defaults, keywords, annotations, Value::NONE],
    )
}

/// Default values: a tuple or `None`, and a dict or `None`.
pub fn defaults(m: &Machine, function: Ref) -> (Value, Value) {
    let extra = m.heap.value(function, frame::CODE);
    match m.as_record(extra, types::FUNCTION) {
        Some(r) => (m.heap.value(r, 2), m.heap.value(r, 3)),
        None => (Value::NONE, Value::NONE),
    }
}

/// The TypeError for too many positional arguments, which lie at stack index `_at`.
pub fn too_many_arguments(
    m: &mut Machine,
    _function: Ref,
    _given: usize,
    _at: usize,
    _names: Value,
) -> Raised {
    m.type_error(&[Piece::S("too many positional arguments")])
}

/// The TypeError for a parameter given by position and by name.
pub fn argument_twice(m: &mut Machine, _function: Ref, name: Value) -> Raised {
    m.type_error(&[
        Piece::S("got multiple values for argument "),
        Piece::R(name),
    ])
}

/// The TypeError for a keyword that is no parameter.
pub fn unexpected_keyword(m: &mut Machine, _function: Ref, name: Value, _names: Value) -> Raised {
    m.type_error(&[
        Piece::S("got an unexpected keyword argument "),
        Piece::R(name),
    ])
}

/// The TypeError for parameters without value; the bound arguments lie at stack index `_at`.
pub fn missing_arguments(m: &mut Machine, _function: Ref, _at: usize) -> Raised {
    m.type_error(&[Piece::S("missing required arguments")])
}

/// `f(**v)`: the items of a mapping into the keywords so far; a key twice or one that is no string is a TypeError.
pub fn merge_keywords(m: &mut Machine, dict: Value, v: Value, _f: Value) -> R<()> {
    types::dict::update(m, dict, v)
}
