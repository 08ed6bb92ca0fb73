//! `bool`.

use crate::names::n;
use crate::native::Space;
use crate::types;

pub static BOOL: Space = Space::class(n::bool, types::INT, &[]);
