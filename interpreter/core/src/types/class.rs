//! `type`: classes, how they are made and called.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::types;
use crate::value::Value;

pub static TYPE: Space = Space::class(n::r#type, types::OBJECT, &[]).subclassable();

/// Attributes of types that no table lists: `__name__`, `__mro__`, `__dict__` and so on.
pub fn own_attr(_m: &mut Machine, _class: Value, _name: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `class.name = value`; a `value` of UNBOUND deletes. Keeps flags and inline caches right.
pub fn set_attr(m: &mut Machine, class: Value, name: Value, _value: Value) -> R<()> {
    Err(m.no_attribute(class, name))
}

/// `class[item]`.
pub fn get_item(m: &mut Machine, class: Value, _item: Value) -> R {
    Err(m.type_error(&[
        crate::machine::Piece::S("type '"),
        crate::machine::Piece::V(class),
        crate::machine::Piece::S("' is not subscriptable"),
    ]))
}

/// `type.__call__` for a builtin type or class: makes an instance. The window holds the class, a free word, the arguments.
pub fn instantiate(m: &mut Machine, class: Value, _args: &[Value]) -> R {
    Err(m.type_error(&[
        crate::machine::Piece::S("cannot create '"),
        crate::machine::Piece::V(class),
        crate::machine::Piece::S("' instances"),
    ]))
}

/// Calls a class or builtin type with the `count` arguments behind window `w`: `__call__` of its metaclass, or
/// `__new__` and `__init__`.
pub fn call(m: &mut Machine, _w: usize, class: Value, _count: usize, _names: Value) -> R {
    instantiate(m, class, &[])
}

/// A class statement: runs the body function over a new namespace and makes the class.
pub fn build(m: &mut Machine, _body: Value, name: Value, _bases: Value, _keywords: Value) -> R {
    Err(m.type_error(&[
        crate::machine::Piece::S("cannot make class "),
        crate::machine::Piece::R(name),
    ]))
}

/// `isinstance(v, class)`, `__instancecheck__` included.
pub fn is_instance(m: &mut Machine, v: Value, class: Value) -> R<bool> {
    Ok(m.is_subclass(m.type_of(v), class))
}

/// Whether a class that is no builtin sequence counts as one in patterns (`collections.deque`, `array.array`).
pub fn is_registered_sequence(_m: &Machine, _v: Value) -> bool {
    false
}

/// Whether a class that is no builtin mapping counts as one in patterns.
pub fn is_registered_mapping(_m: &Machine, _v: Value) -> bool {
    false
}
