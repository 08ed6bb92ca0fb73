//! The importable modules: one module, one file, each behind a feature. Here is the table of them: one row each for a module and
//! for every type it has.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod re;
mod regular;
#[cfg(test)]
mod tests;

use pyrite_core::types::COUNT as FIRST;
use pyrite_core::{Space, TypeId};

macro_rules! spaces {
    ($($(#[$when:meta])* $id:ident = $path:path;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Index { $($(#[$when])* $id),* }

        $($(#[$when])* pub const $id: TypeId = TypeId(FIRST + Index::$id as u16);)*

        /// The spaces of the library, in the order of their ids: they follow those of the core.
        pub static SPACES: &[&Space] = &[$($(#[$when])* &$path),*];
    };
}

spaces! {
    RE = regular::MODULE;
    RE_ERROR = regular::ERROR;
    RE_PATTERN = regular::pattern::PATTERN;
    RE_MATCH = regular::matches::MATCH;
    RE_FINDER = regular::pattern::FINDER;
}
