//! `cargo xtask web`: the page as it is served. Owns the order of the steps; each is a room in `web/`.
//! The steps need the feature `web`; without it this starts the xtask that has it.

#[cfg(feature = "web")]
mod assets;
#[cfg(feature = "web")]
mod bundle;
#[cfg(feature = "web")]
mod compress;
#[cfg(feature = "web")]
mod module;
#[cfg(feature = "web")]
mod split;

use anyhow::Result;
use pico_args::Arguments;
use std::path::PathBuf;

/// Where the page is built to.
pub fn page() -> PathBuf {
    crate::shell::root().join("target/page")
}

/// Whether a page that is larger than it may be is an error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Limited,
    Any,
}

/// `--only MODULE` compiles this module alone; the others are as they were built last.
pub fn run(mut arguments: Arguments) -> Result<()> {
    let only: Option<String> = arguments.opt_value_from_str("--only")?;
    let size = match arguments.contains("--any-size") {
        true => Size::Any,
        false => Size::Limited,
    };
    crate::suite::free_words(arguments)?;
    build(only.as_deref(), size)
}

#[cfg(not(feature = "web"))]
pub fn build(only: Option<&str>, size: Size) -> Result<()> {
    use crate::shell;

    let mut cargo = shell::cargo();
    cargo
        .args(["run", "--quiet", "--package", "xtask"])
        .args(["--features", "web", "--", "web"]);
    if let Some(only) = only {
        cargo.args(["--only", only]);
    }
    if size == Size::Any {
        cargo.arg("--any-size");
    }
    shell::run(&mut cargo)
}

#[cfg(feature = "web")]
pub fn build(only: Option<&str>, size: Size) -> Result<()> {
    use crate::setup;
    use anyhow::bail;
    use std::time::Instant;

    setup::run(setup::Speech::Quiet)?;
    setup::web()?;
    let start = Instant::now();
    let modules = module::build(only)?;
    let mut assets = assets::Assets::begin(&page())?;
    bundle::build(&modules, &crate::firmware::bases(), &mut assets)?;
    let kept = assets.finish()?;
    println!("web: {:.1} s", start.elapsed().as_secs_f32());
    if !kept && size == Size::Limited {
        bail!("the page is larger than it may be (--any-size lets it be)");
    }
    Ok(())
}
