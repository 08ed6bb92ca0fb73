//! `isinstance` and `issubclass`.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::types;
use crate::value::Value;

/// Whether `v` is of `class` or below, by its type or by what its `__class__` claims; no hook is asked.
pub(super) fn plain_instance(m: &mut Machine, v: Value, class: Value) -> R<bool> {
    let of = m.type_of(v);
    if m.is_subclass(of, class) {
        return Ok(true);
    }
    // What `__class__` says counts too.
    if m.heap.is(v, Kind::Instance) {
        let claimed = m.find_attr(v, Value::name(n::__class__))?;
        if let Some(c) = claimed
            && c != of
            && m.is_type(c)
        {
            return Ok(m.is_subclass(c, class));
        }
    }
    Ok(false)
}

/// `isinstance(v, class)`, `__instancecheck__` and tuples included.
pub fn is_instance(m: &mut Machine, v: Value, class: Value) -> R<bool> {
    if m.type_of(v) == class {
        return Ok(true);
    }
    if let Some(r) = m.as_native(class, Kind::Tuple) {
        for i in 0..m.heap.header(r).n() {
            let c = m.heap.value(r, 1 + i);
            if m.deeper_in(" in __instancecheck__", |m| is_instance(m, v, c))? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(method) = m.own_special(class, n::__instancecheck__) {
        let answer = m.call_special(method, class, &[v])?;
        return m.truth(answer);
    }
    if m.is_type(class) {
        return plain_instance(m, v, class);
    }
    if let Some(parts) = types::typing::union_members(m, class) {
        return is_instance(m, v, parts);
    }
    if m.as_record(class, types::GENERIC_ALIAS).is_some() {
        return Err(m.type_error(&[Piece::S(
            "isinstance() argument 2 cannot be a parameterized generic",
        )]));
    }
    Err(m.type_error(&[Piece::S(
        "isinstance() arg 2 must be a type, a tuple of types, or a union",
    )]))
}

/// `issubclass(class, of)`.
pub fn is_subclass_of(m: &mut Machine, class: Value, of: Value) -> R<bool> {
    if let Some(r) = m.as_native(of, Kind::Tuple) {
        for i in 0..m.heap.header(r).n() {
            let c = m.heap.value(r, 1 + i);
            if m.deeper_in(" in __subclasscheck__", |m| is_subclass_of(m, class, c))? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(method) = m.own_special(of, n::__subclasscheck__) {
        let answer = m.call_special(method, of, &[class])?;
        return m.truth(answer);
    }
    if !m.is_type(class) {
        return Err(m.type_error(&[Piece::S("issubclass() arg 1 must be a class")]));
    }
    if m.is_type(of) {
        return Ok(m.is_subclass(class, of));
    }
    if let Some(parts) = types::typing::union_members(m, of) {
        return is_subclass_of(m, class, parts);
    }
    if m.as_record(of, types::GENERIC_ALIAS).is_some() {
        return Err(m.type_error(&[Piece::S(
            "issubclass() argument 2 cannot be a parameterized generic",
        )]));
    }
    Err(m.type_error(&[Piece::S(
        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
    )]))
}
