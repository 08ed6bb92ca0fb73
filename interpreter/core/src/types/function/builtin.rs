//! Builtin functions and methods as Python sees them: their names, modules, texts.

use super::CONSTRUCTOR;
use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Item, Native, R, Sort};
use crate::types;
use crate::value::{Immediate, TypeId, Value};

/// The type of a member of a space, seen as a value.
pub fn type_of_native(m: &Machine, space: u16, index: u16) -> TypeId {
    match m.space(space).members.get(usize::from(index)) {
        Some((
            _,
            Item::Native(Native {
                sort: Sort::Method, ..
            }),
        )) => types::METHOD_DESCRIPTOR,
        Some((_, Item::Property(..))) => types::GETSET_DESCRIPTOR,
        _ => types::BUILTIN_FUNCTION,
    }
}

/// The native and what it is bound to.
fn native_parts(m: &Machine, v: Value) -> (Value, Option<Value>) {
    match m.heap.as_kind(v, Kind::Method) {
        Some(r) => (m.heap.value(r, 1), Some(m.heap.value(r, 2))),
        None => (v, None),
    }
}

fn place(m: &Machine, v: Value) -> Option<(u16, u16)> {
    match native_parts(m, v).0.as_immediate() {
        Some(Immediate::Native { space, index }) => Some((space, index)),
        _ => None,
    }
}

/// Name of a builtin function.
pub fn native_name(m: &Machine, v: Value) -> Value {
    let Some((space, index)) = place(m, v) else {
        return Value::NONE;
    };
    if index == CONSTRUCTOR {
        return Value::name(n::__new__);
    }
    let found = m.space(space).members.get(usize::from(index));
    Value::name(found.map_or(n::__, |member| member.0))
}

pub(super) fn native_qualname(m: &mut Machine, v: Value) -> R {
    let name = native_name(m, v);
    match place(m, v).map(|(space, _)| m.space(space)) {
        Some(space) if space.class.is_some() => {
            m.message(&[Piece::S(space.name.text()), Piece::S("."), Piece::V(name)])
        }
        _ => Ok(name),
    }
}

pub(super) fn native_doc(m: &mut Machine, v: Value) -> R {
    let f = native_parts(m, v).0;
    let doc = match m.native_item(f) {
        Some(Item::Native(native)) => native.text(),
        _ => "",
    };
    if doc.is_empty() {
        return Ok(Value::NONE);
    }
    let doc = (m.fetch)(doc);
    m.new_str(doc.as_bytes())
}

pub(super) fn native_module(m: &mut Machine, v: Value) -> R {
    Ok(match place(m, v).map(|(space, _)| m.space(space)) {
        Some(space) if space.class.is_none() => Value::name(space.name),
        _ => Value::NONE,
    })
}

pub(super) fn native_self(m: &mut Machine, v: Value) -> R {
    let (f, own) = native_parts(m, v);
    if let Some(own) = own {
        return Ok(own);
    }
    match place(m, f) {
        Some((space, CONSTRUCTOR)) => Ok(Value::builtin_type(TypeId(space))),
        Some((space, _)) if m.space(space).class.is_none() => {
            m.import(None, Value::name(m.space(space).name), Value::NONE, 0)
        }
        _ => {
            let name = Value::name(n::__self__);
            Err(m.no_attribute(v, name))
        }
    }
}

pub(super) fn native_class(m: &mut Machine, v: Value) -> R {
    match place(m, v) {
        Some((space, _)) if m.space(space).class.is_some() => {
            Ok(Value::builtin_type(TypeId(space)))
        }
        _ => {
            let name = Value::name(n::__objclass__);
            Err(m.no_attribute(v, name))
        }
    }
}

/// Special methods of builtin types, which CPython shows in another way than other methods.
pub(super) fn is_slot_wrapper(m: &Machine, f: Value) -> bool {
    let name = native_name(m, f);
    let special = m
        .str_bytes(name)
        .is_some_and(|b| b.starts_with(b"__") && b.ends_with(b"__"));
    let plain = [
        n::__format__,
        n::__dir__,
        n::__sizeof__,
        n::__reduce__,
        n::__reduce_ex__,
        n::__init_subclass__,
        n::__subclasshook__,
        n::__new__,
        n::__reversed__,
        n::__class_getitem__,
    ];
    special && !name.as_name().is_some_and(|n| plain.contains(&n))
}

pub(super) fn native_repr(m: &mut Machine, v: Value) -> R {
    let name = native_name(m, v);
    let Some((space, index)) = place(m, v) else {
        return m.message(&[Piece::S("<builtin>")]);
    };
    let space = m.space(space);
    if index == CONSTRUCTOR {
        let mut text = Text::new(m)?;
        text.push_str(m, "<built-in method __new__ of type object")?;
        return types::object::finish_at(m, text, v);
    }
    let before = match m.native_item(v) {
        Some(Item::Native(Native {
            sort: Sort::Method, ..
        })) if is_slot_wrapper(m, v) => "<slot wrapper '",
        Some(Item::Native(native)) if native.sort != Sort::Function => "<method '",
        Some(Item::Property(..)) => "<attribute '",
        _ => {
            return m.message(&[
                Piece::S("<built-in function "),
                Piece::V(name),
                Piece::S(">"),
            ]);
        }
    };
    m.message(&[
        Piece::S(before),
        Piece::V(name),
        Piece::S("' of '"),
        Piece::S(space.name.text()),
        Piece::S("' objects>"),
    ])
}
