//! `micropython`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;

pub static MICROPYTHON: Space = Space::module(n::micropython, &[]);

/// Runs what `schedule` has queued.
pub fn run_scheduled(_m: &mut Machine) -> R<()> {
    Ok(())
}
