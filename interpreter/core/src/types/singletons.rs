//! The types of `None`, `NotImplemented` and `...`.

use crate::names::n;
use crate::native::Space;
use crate::types;

pub static NONE_TYPE: Space = Space::class(n::NoneType, types::OBJECT, &[]);
pub static NOT_IMPLEMENTED_TYPE: Space = Space::class(n::NotImplementedType, types::OBJECT, &[]);
pub static ELLIPSIS_TYPE: Space = Space::class(n::ellipsis, types::OBJECT, &[]);
