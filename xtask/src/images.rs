//! `cargo xtask test images`: images for boards as other people's tools read and write them. The tools are in `tests/images`.

use crate::{firmware, setup, shell};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn run() -> Result<()> {
    setup::images()?;
    let folder = shell::root().join("target/images");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    samples("write", &[&folder])?;
    let script = |program: PathBuf, name: &str| {
        let mut command = shell::command(program);
        shell::run(
            command
                .arg(Path::new("tests/images").join(name))
                .arg(&folder),
        )
    };
    script(setup::python(), "check.py")?;
    script("node".into(), "check.mjs")?;
    espressif()?;
    let mut count = 0;
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_image = name.ends_with(".hex") || name.ends_with(".dfu");
        if is_image && name.starts_with("theirs") {
            samples("check", &[&path, &folder.join("project")])?;
            count += 1;
        }
        if is_image && name.starts_with("programs") {
            samples("programs", &[&path, &folder.join("project")])?;
            count += 1;
        }
    }
    if count != 10 {
        bail!("other tools wrote {count} images, not 10");
    }
    Ok(())
}

/// The ESP32-C3's firmware: there is no emulator to run it, but Espressif's tool reads its image. It is built beside the
/// firmware for QEMU, whose RISC-V machine has the same crates.
fn espressif() -> Result<()> {
    let board = firmware::find(Some(firmware::ESP32C3))?;
    let elf = firmware::build(board, true)?;
    println!("{}: {}", board.name, firmware::sizes(&elf)?);
    let image = firmware::write(board, &elf, true)?.context("no image was written")?;
    shell::run(
        shell::command(setup::python())
            .arg("tests/images/esp.py")
            .arg(image),
    )
}

fn samples(verb: &str, paths: &[&Path]) -> Result<()> {
    let mut command: Command = shell::cargo();
    command
        .args([
            "run",
            "--quiet",
            "--package",
            "pyrite-image",
            "--example",
            "samples",
            "--",
            verb,
        ])
        .args(paths);
    shell::run(&mut command).context("firmware/image/examples/samples.rs")
}
