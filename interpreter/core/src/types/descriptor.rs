//! `property`, `staticmethod`, `classmethod`, `super` and what else stands between an attribute and its value.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::types;
use crate::value::Value;

pub static PROPERTY: Space = Space::class(n::property, types::OBJECT, &[]).subclassable();
pub static STATICMETHOD: Space = Space::class(n::staticmethod, types::OBJECT, &[]).subclassable();
pub static CLASSMETHOD: Space = Space::class(n::classmethod, types::OBJECT, &[]).subclassable();
pub static SUPER: Space = Space::class(n::super_, types::OBJECT, &[]);
pub static MEMBER_DESCRIPTOR: Space = Space::class(n::member_descriptor, types::OBJECT, &[]);
pub static GETSET_DESCRIPTOR: Space = Space::class(n::getset_descriptor, types::OBJECT, &[]);
pub static MAPPINGPROXY: Space = Space::class(n::mappingproxy, types::OBJECT, &[]);

/// What reading an attribute gives when a record was found in the class; the record itself if it is no descriptor.
pub fn get(_m: &mut Machine, found: Value, _instance: Value, _class: Value) -> R {
    Ok(found)
}

/// Whether a record (or an instance of a subclass of property) is a data descriptor.
pub fn is_data(_m: &Machine, _found: Value) -> bool {
    false
}

/// Sets (or deletes, with UNBOUND) through a property or slot; false if `found` is none.
pub fn set(_m: &mut Machine, _found: Value, _instance: Value, _value: Value) -> R<bool> {
    Ok(false)
}

/// An attribute of a super object.
pub fn super_attr(_m: &mut Machine, _v: Value, _name: Value) -> R<Option<Value>> {
    Ok(None)
}

/// Tells a slot or property the name it has in its class.
pub fn named(_m: &mut Machine, _v: Value, _name: Value) {}
