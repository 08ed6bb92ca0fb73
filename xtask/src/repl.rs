//! `cargo xtask repl`: build Pyrite and hand it the terminal.

use crate::{build, setup, shell};
use anyhow::Result;
use std::ffi::OsString;

pub fn run(arguments: Vec<OsString>) -> Result<()> {
    setup::run(setup::Speech::Quiet)?;
    let binary = build::pyrite(build::Variant::default(), build::Profile::Release)?;
    let status = shell::command(binary)
        .current_dir(std::env::current_dir()?)
        .args(arguments)
        .status()?;
    std::process::exit(status.code().unwrap_or(1));
}
