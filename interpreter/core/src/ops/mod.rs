//! What operators, attribute access and the builtin protocols do: for a program's classes by their special methods, for
//! builtin types by their own rooms in `types`.

mod attribute;
mod binary;
mod compare;
pub(crate) mod convert;
mod item;
mod iterate;
mod lookup;

pub use attribute::Place;
pub use binary::BinaryOp;
pub use compare::CompareOp;

/// Places of the cache of looked-up members of builtin types.
pub(crate) const MEMBER_CACHE: usize = if crate::value::WORD == 8 { 256 } else { 16 };

/// Places of the cache of builtin functions that were called.
pub(crate) const CALL_CACHE: usize = if crate::value::WORD == 8 { 64 } else { 8 };

/// A builtin function that takes its arguments just by position: which, how many it takes, and its code.
#[derive(Clone, Copy)]
pub(crate) struct Called {
    pub f: crate::value::Value,
    pub min: u8,
    pub max: u8,
    pub call: crate::native::NativeFn,
}

impl Called {
    /// Of no function: no number of arguments fits.
    pub const NONE: Called = Called {
        f: crate::value::Value::UNBOUND,
        min: u8::MAX,
        max: 0,
        call: |_, _| Err(crate::native::Raised),
    };

    /// Where the cache keeps a function.
    #[inline(always)]
    pub fn place(f: crate::value::Value) -> usize {
        let word = f.word() as usize >> if crate::value::WORD == 4 { 2 } else { 0 };
        (word ^ word >> 12) % CALL_CACHE
    }
}

/// Places of the cache of what was looked up in classes of a program.
pub(crate) const CLASS_CACHE: usize = if crate::value::WORD == 8 { 256 } else { 8 };

/// What was found under a name in a class and its bases.
#[derive(Clone, Copy)]
pub(crate) struct Lookup {
    /// `Machine::classes_changed` at that time.
    pub changed: u32,
    pub class: crate::value::Value,
    pub name: crate::value::Value,
    pub found: Option<crate::value::Value>,
}

/// Places of the cache of where instances keep attributes.
pub(crate) const PLACE_CACHE: usize = if crate::value::WORD == 8 { 256 } else { 8 };

/// Where instances with this header keep an attribute that nothing in their class hides.
#[derive(Clone, Copy)]
pub(crate) struct KnownPlace {
    pub header: crate::value::Word,
    pub name: crate::value::Value,
    /// `Machine::classes_changed` at that time.
    pub changed: u32,
    /// `READ`, `WRITE`, `IN_DICT`; from `PLACE` on the word of the instance, or the entry of its dict.
    pub how: u32,
}

impl KnownPlace {
    /// It may be read without asking the class.
    pub const READ: u32 = 1;
    /// It may be set so.
    pub const WRITE: u32 = 2;
    /// It is in the dict of the instance.
    pub const IN_DICT: u32 = 4;
    pub const PLACE: u32 = 3;

    pub const NONE: KnownPlace = KnownPlace {
        header: 0,
        name: crate::value::Value::NONE,
        changed: 0,
        how: 0,
    };
}
