//! `gc`.

use crate::names::n;
use crate::native::Space;

pub static GC: Space = Space::module(n::gc, &[]);
