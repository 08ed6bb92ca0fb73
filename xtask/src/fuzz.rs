//! `cargo xtask fuzz`: hostile input.
use anyhow::Result;
use pico_args::Arguments;
pub fn run(_arguments: Arguments) -> Result<()> {
    Ok(())
}
pub fn short() -> Result<()> {
    Ok(())
}
