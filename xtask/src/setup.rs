//! `cargo xtask setup`: installs what the routines need, or names it. Says what it does; with nothing
//! to do it only looks.

use crate::{shell, toolchain};
use anyhow::Result;

/// Whether `setup` speaks when nothing is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    Full,
    Quiet,
}

pub fn run(speech: Speech) -> Result<()> {
    let say = |line: &str| {
        if speech == Speech::Full {
            println!("{line}");
        }
    };
    components();
    boards();
    match crate::suite::oracle::find() {
        Some(oracle) if oracle.is_reference() => say(&format!("CPython {}: found", oracle.version)),
        Some(oracle) => say(&format!(
            "CPython {}: found; recording expected output needs 3.11",
            oracle.version
        )),
        None => say("CPython: not found; record and bench compare with it, the tests run without"),
    }
    if !shell::succeeds(shell::cargo().args(["nextest", "--version"])) {
        say(
            "cargo-nextest: not found; unit tests run with cargo test (cargo install cargo-nextest)",
        );
    }
    if shell::find_program(&["valgrind"]).is_none() {
        say("valgrind: not found; only bench --count needs it (Debian: apt-get install valgrind)");
    }
    say("setup: done");
    Ok(())
}

/// rustfmt and clippy belong to the toolchain; a minimal one leaves them out.
fn components() {
    for (component, check) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if shell::succeeds(shell::cargo().args([check, "--version"])) {
            continue;
        }
        println!("setup: rustup component add {component}");
        if !shell::succeeds(shell::command("rustup").args(["component", "add", component])) {
            println!(
                "setup: {component} is missing and could not be added; cargo xtask test needs it"
            );
        }
    }
}

/// The targets that the `no_std` crates are built for.
fn boards() {
    let missing = |target: &&str| toolchain::find(target).is_none();
    for target in toolchain::TARGETS.into_iter().filter(missing) {
        println!("setup: rustup target add {target}");
        // Where this cannot fetch one target it cannot fetch the next.
        if !shell::succeeds(shell::command("rustup").args(["target", "add", target])) {
            break;
        }
    }
    if !toolchain::TARGETS.iter().any(missing) {
        return;
    }
    let packages = toolchain::DEBIAN_PACKAGES.join(" ");
    if shell::find_program(&["apt-get"]).is_none() {
        println!(
            "setup: no compiler for the boards; rustup target add {}",
            toolchain::TARGETS.join(" ")
        );
    } else if shell::output(shell::command("id").arg("-u")).as_deref() == Some("0") {
        println!("setup: rustup has no such target here; apt-get install {packages}");
        let installed = shell::succeeds(shell::command("apt-get").arg("update"))
            && shell::succeeds(
                shell::command("apt-get")
                    .env("DEBIAN_FRONTEND", "noninteractive")
                    .args(["install", "-y", "--no-install-recommends"])
                    .args(toolchain::DEBIAN_PACKAGES),
            );
        if !installed {
            println!("setup: that failed; the tests cannot build for the boards");
        }
    } else {
        println!("setup: no compiler for the boards; sudo apt-get install {packages}");
    }
}
