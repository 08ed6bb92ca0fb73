//! Code and frame objects as programs see them.

use crate::names::n;
use crate::native::Space;
use crate::types;

pub static CODE: Space = Space::class(n::code, types::OBJECT, &[]);
pub static FRAME: Space = Space::class(n::frame, types::OBJECT, &[]);
