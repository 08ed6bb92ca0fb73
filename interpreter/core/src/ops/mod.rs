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
