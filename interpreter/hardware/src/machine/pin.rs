//! `machine.Pin`.

use pyrite_core::Value;
use pyrite_core::board::Pin;
use pyrite_core::machine::Machine;

/// The pin, if a value is one.
pub fn as_pin(_m: &Machine, _v: Value) -> Option<Pin> {
    None
}
