//! Which compiler can build for a board or the browser: the toolchain in use when it has the target's
//! library, otherwise Debian's packages, which carry the library's source.

use crate::shell;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What the `no_std` crates are shown to build for.
pub const TARGETS: [&str; 4] = [
    "thumbv6m-none-eabi",
    "thumbv7em-none-eabihf",
    "riscv32imc-unknown-none-elf",
    WASM,
];

/// The browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Debian's compiler, its cargo and the source of the standard library.
pub const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/core";

/// What makes images small, for Debian's compiler.
const SMALL: &[&str] = &[
    // A panic stops at once, and the place is told by the fault handler: no texts. That needs the source of `core`.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // Functions of the same instructions are one.
    "-Clink-arg=--icf=all",
    // What makes room for speed in registers: a pointer passed as what it points to, values kept for later, calculations
    // moved out of loops. Each of these costs a micro:bit V2 between 1 and 8 KB, all of them 3 % of its flash.
    "-Cllvm-args=-opt-disable=argpromotion",
    "-Cllvm-args=-disable-lsr",
    "-Cllvm-args=-disable-machine-licm",
    "-Cllvm-args=-disable-machine-cse",
    "-Cllvm-args=-disable-post-ra",
];

pub enum Toolchain {
    /// The toolchain in use has the target's library.
    Installed,
    /// Debian's compiler builds `core` from source.
    BuildStd,
}

/// The way to build for `target`, if there is one.
pub fn find(target: &str) -> Option<Toolchain> {
    if has_library(target) {
        Some(Toolchain::Installed)
    } else if debian_is_complete() {
        Some(Toolchain::BuildStd)
    } else {
        None
    }
}

/// The way to build for `target`; an error that says what to do where there is none.
pub fn need(target: &str) -> Result<Toolchain> {
    find(target)
        .with_context(|| format!("nothing here can build for {target}; see cargo xtask setup"))
}

/// Whether the toolchain in use has a compiled library for `target`: rustc names the folder even
/// when it does not exist.
fn has_library(target: &str) -> bool {
    shell::output(shell::command("rustc").args(["--print", "target-libdir", "--target", target]))
        .map(PathBuf::from)
        .and_then(|folder| folder.read_dir().ok())
        .is_some_and(|mut files| files.next().is_some())
}

fn debian_is_complete() -> bool {
    [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_SOURCE]
        .into_iter()
        .all(|path| Path::new(path).exists())
}

impl Toolchain {
    /// `cargo build` with this toolchain, for `targets`, into a target folder of its own.
    pub fn build(&self, targets: &[&str]) -> Command {
        let mut command = self.cargo("core");
        command
            .arg("--target-dir")
            .arg(shell::root().join("target/boards"));
        for target in targets {
            command.args(["--target", target]);
        }
        command
    }

    /// `cargo build` of an image for a chip. Its target folder is the caller's choice.
    pub fn build_image(&self, target: &str) -> Result<Command> {
        let mut command = self.cargo("core");
        let variable = |of: &str| {
            let target = target.to_uppercase().replace('-', "_");
            format!("CARGO_TARGET_{target}_{of}")
        };
        command.env(variable("LINKER"), linker(&["ld.lld"]));
        match self {
            Toolchain::Installed => command.args(["--target", target]),
            Toolchain::BuildStd => command
                .env(variable("RUSTFLAGS"), SMALL.join(" "))
                // The smaller of two ways in `core` too.
                .arg("-Zbuild-std-features=optimize_for_size")
                .arg("-Zjson-target-spec")
                .arg("--target")
                .arg(without_frame_pointers(target)?),
        };
        Ok(command)
    }

    /// `cargo build` for the browser, with the whole standard library.
    #[cfg(feature = "web")]
    pub fn build_wasm(&self) -> Command {
        let mut command = self.cargo("std,panic_abort");
        command
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                linker(&["wasm-ld", "wasm-ld-22", "wasm-ld-19"]),
            )
            .args(["--profile", "wasm", "--target", WASM])
            .arg("--target-dir")
            .arg(shell::root().join("target/wasm"));
        command
    }

    fn cargo(&self, libraries: &str) -> Command {
        match self {
            Toolchain::Installed => {
                let mut command = shell::cargo();
                command.arg("build");
                command
            }
            Toolchain::BuildStd => {
                let mut command = shell::command(DEBIAN_CARGO);
                command
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("CARGO")
                    .args(["build", &format!("-Zbuild-std={libraries}")]);
                command
            }
        }
    }
}

/// A file that describes `target` as Debian's compiler does, but keeps no register for frames: that saves a twentieth of
/// the code for ARM, more on a Cortex-M0.
fn without_frame_pointers(target: &str) -> Result<PathBuf> {
    let mut rustc = shell::command(DEBIAN_RUSTC);
    rustc.env("RUSTC_BOOTSTRAP", "1").args([
        "-Zunstable-options",
        "--print",
        "target-spec-json",
        "--target",
        target,
    ]);
    let told = shell::output(&mut rustc).context("rustc describes no target")?;
    let changed = told.replace(
        "\"frame-pointer\": \"always\"",
        "\"frame-pointer\": \"may-omit\"",
    );
    // Cargo names its folder and its variables after the file.
    let folder = shell::root().join("target/targets");
    let path = folder.join(target).with_extension("json");
    fs::create_dir_all(&folder)?;
    // An unchanged file builds nothing anew.
    if fs::read_to_string(&path).ok().as_ref() != Some(&changed) {
        fs::write(&path, changed)?;
    }
    Ok(path)
}

/// The linker that comes with the toolchain in use, or the first of these on the search path.
pub fn linker(others: &[&str]) -> PathBuf {
    let sysroot = shell::output(shell::command("rustc").args(["--print", "sysroot"]));
    let host = shell::output(shell::command("rustc").arg("-vV"));
    let host = host.as_deref().and_then(|told| {
        told.lines()
            .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
    });
    let own = sysroot.zip(host).map(|(sysroot, host)| {
        Path::new(&sysroot)
            .join("lib/rustlib")
            .join(host)
            .join("bin")
            .join(format!("rust-lld{}", std::env::consts::EXE_SUFFIX))
    });
    own.filter(|lld| lld.exists())
        .or_else(|| shell::find_program(others))
        .unwrap_or_else(|| "rust-lld".into())
}
