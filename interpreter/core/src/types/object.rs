//! `object`: what every type inherits.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::types;
use crate::value::Value;

pub static OBJECT: Space = Space::class(n::object, types::OBJECT, &[]).subclassable();

/// Attributes that every object has and no table lists: `__dict__`, `__doc__`, `__module__` of a builtin type's instance.
pub fn common_attr(_m: &mut Machine, _v: Value, _name: Value) -> R<Option<Value>> {
    Ok(None)
}

/// `v.__class__ = class`.
pub fn set_class(m: &mut Machine, _v: Value, _class: Value) -> R<()> {
    Err(m.type_error(&[crate::machine::Piece::S(
        "__class__ assignment only supported for heap types or ModuleType subclasses",
    )]))
}

/// `v.__dict__ = dict`.
pub fn set_dict(m: &mut Machine, _v: Value, _dict: Value) -> R<()> {
    Err(m.type_error(&[crate::machine::Piece::S(
        "__dict__ must be set to a dictionary",
    )]))
}

/// `repr(v)` of everything that has no `__repr__` of its own: builtin types by kind.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let own = m.payload(v);
    match m.type_of(own).as_type() {
        Some(types::INT | types::BOOL | types::FLOAT | types::COMPLEX) => {
            return types::number::repr(m, own);
        }
        Some(types::STR) => return types::str::repr(m, own),
        Some(types::BYTES) => return types::bytes::repr(m, own),
        Some(types::MEMORYVIEW) => return types::memoryview::repr(m, v),
        Some(types::BYTEARRAY) => return types::bytearray::repr(m, v),
        Some(types::LIST) => return types::list::repr(m, own),
        Some(types::TUPLE) => return types::tuple::repr(m, own),
        Some(types::DICT) => return types::dict::repr(m, own),
        Some(types::SET | types::FROZENSET) => return types::set::repr(m, v),
        Some(types::RANGE) => return types::range::repr(m, own),
        Some(types::SLICE) => return types::slice::repr(m, own),
        _ => {}
    }
    m.message(&[
        crate::machine::Piece::S("<"),
        crate::machine::Piece::T(v),
        crate::machine::Piece::S(" object>"),
    ])
}

/// `dir(v)`: a sorted list of names.
pub fn dir(m: &mut Machine, _v: Value) -> R {
    m.new_list(&[])
}

/// The TypeError for a class with abstract methods.
pub fn check_abstract(_m: &mut Machine, _class: Value) -> R<()> {
    Ok(())
}
