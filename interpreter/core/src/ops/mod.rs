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
