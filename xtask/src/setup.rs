//! `cargo xtask setup`: installs what the routines need, or names it. Says what it does; with nothing
//! to do it only looks.

use crate::{boards, qemu, shell, toolchain};
use anyhow::{Context, Result};
use std::{
    collections::{BTreeSet, HashSet},
    path::{Path, PathBuf},
    process::Command,
};

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
    qemu();
    mpremote();
    if speech == Speech::Full {
        if let Err(error) = web() {
            say(&format!("setup: {error:#}"));
        }
        browser();
        if let Err(error) = images() {
            say(&format!("setup: {error:#}"));
        }
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
    if shell::find_program(&["apt-get"]).is_none() {
        println!(
            "setup: no compiler for the boards; rustup target add {}",
            toolchain::TARGETS.join(" ")
        );
    } else {
        debian(
            &toolchain::DEBIAN_PACKAGES,
            "rustup has no such target here",
            "the tests cannot build for the boards",
        );
    }
}

/// The emulators that run the firmware.
const QEMU: [&str; 2] = ["qemu-system-arm", "qemu-system-riscv32"];
const QEMU_PACKAGES: [&str; 2] = ["qemu-system-arm", "qemu-system-misc"];

/// QEMU, for the firmware's tests.
pub fn qemu() {
    let complete = || QEMU.iter().all(|name| qemu::find(name).is_some());
    if complete() {
        return;
    }
    debian(&QEMU_PACKAGES, "no QEMU", "the firmware cannot be tested");
    if !complete() && shell::find_program(&["apt-get"]).is_some() {
        println!("setup: unpacking QEMU beside the system's packages");
        if let Err(error) = unpack(&QEMU_PACKAGES, &qemu::unpacked()) {
            println!("setup: {error:#}");
        }
    }
}

/// mpremote, which drives the firmware in the tests as it drives boards.
pub fn mpremote() {
    if boards::mpremote::program().is_some() {
        return;
    }
    println!("setup: pip install mpremote");
    let installed = shell::succeeds(
        shell::command("python3")
            .args(["-m", "pip", "install", "--quiet", "--target"])
            .arg(python_packages())
            .arg("mpremote"),
    );
    if !installed {
        println!("setup: that failed; the firmware cannot be tested (pip install mpremote)");
    }
}

/// Where Python packages are that the system does not have.
pub fn python_packages() -> PathBuf {
    shell::root().join("target/tools/python")
}

/// Unpacks Debian's packages, with what they need and the system does not have, into a folder of their own: the way that
/// is left where another release's packages are in the way.
fn unpack(packages: &[&str], folder: &Path) -> Result<()> {
    let needed = shell::output(
        shell::command("apt-cache")
            .args(["depends", "--recurse", "--no-recommends", "--no-suggests"])
            .args([
                "--no-conflicts",
                "--no-breaks",
                "--no-replaces",
                "--no-enhances",
            ])
            .args(packages),
    )
    .context("apt-cache does not know QEMU")?;
    let have = shell::output(shell::command("dpkg-query").args([
        "--show",
        "--showformat",
        "${db:Status-Abbrev}${Package}\n",
    ]))
    .context("dpkg-query does not answer")?;
    let have: HashSet<&str> = have
        .lines()
        .filter_map(|line| line.strip_prefix("ii "))
        .collect();
    let missing: BTreeSet<&str> = needed
        .lines()
        .filter(|line| line.starts_with(char::is_alphanumeric))
        .map(|line| line.split(':').next().unwrap_or(line))
        .filter(|name| !have.contains(name))
        .collect();
    let downloads = folder.join("packages");
    std::fs::create_dir_all(&downloads)?;
    for name in missing {
        // What is only one way of several to fulfil a need may not be there.
        shell::succeeds(
            Command::new("apt-get")
                .current_dir(&downloads)
                .args(["download", name]),
        );
    }
    for file in downloads.read_dir()? {
        shell::run(
            shell::command("dpkg")
                .arg("-x")
                .arg(file?.path())
                .arg(folder),
        )?;
    }
    std::fs::remove_dir_all(downloads)?;
    Ok(())
}

/// Installs Debian's packages, or says what to type.
fn debian(packages: &[&str], why: &str, otherwise: &str) {
    let list = packages.join(" ");
    if shell::find_program(&["apt-get"]).is_none() {
        println!("setup: {why}; {otherwise}");
    } else if shell::output(shell::command("id").arg("-u")).as_deref() == Some("0") {
        println!("setup: {why}; apt-get install {list}");
        let installed = shell::succeeds(shell::command("apt-get").arg("update"))
            && shell::succeeds(
                shell::command("apt-get")
                    .env("DEBIAN_FRONTEND", "noninteractive")
                    .args(["install", "-y", "--no-install-recommends", "--no-remove"])
                    .args(packages),
            );
        if !installed {
            println!("setup: that failed; {otherwise}");
        }
    } else {
        println!("setup: {why}; sudo apt-get install {list}");
    }
}

/// The npm packages that the page is built with, as the lock file names them.
pub fn web() -> Result<()> {
    npm("web")
}

/// Installs the npm packages of a folder when its lock file has changed.
pub fn npm(folder: &str) -> Result<()> {
    if shell::find_program(&["npm", "npm.cmd"]).is_none() {
        debian(&["nodejs", "npm"], "no npm", "the page cannot be built");
    }
    let folder = shell::root().join(folder);
    let lock = std::fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("no lock file in {}", folder.display()))?;
    let mark = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("setup: npm ci in {}", folder.display());
    let npm = shell::find_program(&["npm", "npm.cmd"]).context("npm is missing (Node.js)")?;
    shell::run(Command::new(npm).current_dir(&folder).args([
        "ci",
        "--no-fund",
        "--no-audit",
        "--loglevel",
        "error",
    ]))?;
    std::fs::write(mark, lock)?;
    Ok(())
}

/// Other people's tools for images of boards.
pub fn images() -> Result<()> {
    npm("tests/images")?;
    let missing = |program: &&str| shell::find_program(&[program]).is_none();
    if ["dfu-suffix", "mcopy"].iter().any(missing) {
        debian(
            &["dfu-util", "dosfstools", "mtools"],
            "no tools for DFU files and FAT",
            "images for boards cannot be checked with them",
        );
    }
    let wanted = shell::root().join("tests/images/requirements.txt");
    let mark = tools().join("installed.txt");
    if std::fs::read(&mark).ok() == Some(std::fs::read(&wanted)?) {
        return Ok(());
    }
    println!("setup: Python packages of tests/images");
    let system = shell::find_program(&["python3", "python"]).context("Python is missing")?;
    shell::run(shell::command(system).args(["-m", "venv"]).arg(tools()))?;
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
    ];
    shell::run(shell::command(python()).args(pip).arg(&wanted))?;
    std::fs::copy(wanted, mark)?;
    Ok(())
}

/// Python with the packages of `tests/images`.
pub fn python() -> PathBuf {
    tools().join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    })
}

fn tools() -> PathBuf {
    shell::root().join("target/python")
}

/// The browser that drives the page in tests.
pub fn browser() {
    if chromium().is_none() {
        debian(&["chromium"], "no Chromium", "the page's tests cannot run");
    }
}

pub fn chromium() -> Option<PathBuf> {
    shell::find_program(&["chromium", "chromium-browser", "google-chrome"])
}
