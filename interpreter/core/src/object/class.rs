//! A class made by a program. Builtin types are `TypeId`s and have no object.

pub const NAME: usize = 1;
pub const QUALNAME: usize = 2;
/// Tuple of types.
pub const BASES: usize = 3;
/// Tuple of types, the class itself first, `object` last.
pub const MRO: usize = 4;
pub const DICT: usize = 5;
/// The class's own class: `type` or a metaclass.
pub const METACLASS: usize = 6;
/// The shape of an instance without attributes.
pub const SHAPE: usize = 7;
/// Small int of `flags`.
pub const FLAGS: usize = 8;
/// The builtin type whose layout the instances have, as a type value; `object` for plain instances.
pub const LAYOUT: usize = 9;
/// Small int: how many slots a new instance gets.
pub const SLOTS: usize = 10;
/// List of direct subclasses, or unbound.
pub const SUBCLASSES: usize = 11;
pub const FIELDS: usize = 11;

/// What is known of a class once it is made; what the hot paths ask. Kept up to date when class attributes change.
pub mod flags {
    /// Some class in the MRO defines `__getattr__` or `__getattribute__`.
    pub const GETATTR: i64 = 1;
    /// Some class in the MRO defines `__getattribute__`.
    pub const GETATTRIBUTE: i64 = 2;
    /// Some class in the MRO defines `__setattr__` or `__delattr__`.
    pub const SETATTR: i64 = 4;
    /// Instances have no `__dict__`: every class of the MRO has `__slots__`.
    pub const SLOTTED: i64 = 8;
    /// Some class in the MRO has a data descriptor (property, slot, object with `__set__`).
    pub const DATA_DESCRIPTOR: i64 = 16;
    pub const EXCEPTION: i64 = 32;
    /// Is itself a metaclass.
    pub const METACLASS: i64 = 64;
    /// Some class in the MRO defines `__del__`.
    pub const FINALISER: i64 = 128;
    /// May not be called to make an instance as plain classes are: defines `__new__` or its metaclass `__call__`.
    pub const CUSTOM_NEW: i64 = 256;
}
