//! `cargo xtask serve`: builds the page and the server, and serves until Ctrl-C.

use crate::{shell, web};
use anyhow::Result;
use pico_args::Arguments;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let port: u16 = arguments.opt_value_from_str("--port")?.unwrap_or(8000);
    crate::suite::free_words(arguments)?;
    web::build(None, web::Size::Any)?;
    let server = server()?;
    let status = shell::command(server)
        .args(["--port", &port.to_string()])
        .arg("--page")
        .arg(web::page())
        .status()?;
    std::process::exit(status.code().unwrap_or(1));
}

/// Builds the server; the path of its program.
pub fn server() -> Result<std::path::PathBuf> {
    let profile = "quick";
    shell::run(shell::cargo().args([
        "build",
        "--quiet",
        "--package",
        "pyrite-server",
        "--profile",
        profile,
    ]))?;
    let name = format!("pyrite-server{}", std::env::consts::EXE_SUFFIX);
    Ok(shell::root().join("target").join(profile).join(name))
}
