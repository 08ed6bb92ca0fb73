//! `cargo xtask bench`: our own programs beside CPython and other interpreters.
use anyhow::Result;
use pico_args::Arguments;
pub fn run(_arguments: Arguments) -> Result<()> {
    Ok(())
}
