//! The builtin functions.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::value::Value;

pub static BUILTINS: Space = Space::module(n::builtins, &[]);

/// `ascii(v)`.
pub fn ascii_of(m: &mut Machine, v: Value) -> R {
    m.repr(v)
}

/// `format(v, spec)`.
pub fn format_of(m: &mut Machine, v: Value, _spec: Value) -> R {
    m.str(v)
}
