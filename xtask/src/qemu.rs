//! QEMU, which runs the firmware without a board: where it is, and how a board's machine is started.

use crate::{firmware::Board, setup, shell};
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Starts a board's machine with this ELF file, if it is to have one; how its serial line is reached is the caller's choice.
pub fn command(board: &Board, image: Option<&Path>) -> Result<Command> {
    let mut command = program(board.emulator)?;
    command.args(board.machine);
    if let Some(image) = image {
        command.arg("-kernel").arg(image);
    }
    Ok(command)
}

/// The system's own QEMU, or the one that `cargo xtask setup` has unpacked; installs it when there is neither.
fn program(name: &str) -> Result<Command> {
    if let Some(command) = find(name) {
        return Ok(command);
    }
    setup::qemu();
    find(name).with_context(|| format!("{name} is missing; see cargo xtask setup"))
}

/// QEMU, where it is there.
pub fn find(name: &str) -> Option<Command> {
    if let Some(path) = shell::find_program(&[name]) {
        return Some(Command::new(path));
    }
    let root = unpacked();
    let path = root.join("usr/bin").join(name);
    if !path.exists() {
        return None;
    }
    let mut libraries = Vec::new();
    for folder in ["usr/lib", "lib"] {
        let machines = root.join(folder).read_dir().into_iter().flatten().flatten();
        libraries.extend(
            machines
                .map(|entry| entry.path())
                .filter(|path| path.is_dir()),
        );
    }
    let mut command = Command::new(path);
    command
        .env("LD_LIBRARY_PATH", std::env::join_paths(libraries).ok()?)
        .arg("-L")
        .arg(root.join("usr/share/qemu"));
    Some(command)
}

/// A command for scripts: program and arguments, after the variables it needs, one a line.
pub fn words(command: &Command) -> String {
    let variables = command.get_envs().filter_map(|(name, value)| {
        let value = value?.to_string_lossy();
        Some(format!("{}={value}", name.to_string_lossy()))
    });
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words = words.map(|word| word.to_string_lossy().into_owned());
    variables.chain(words).collect::<Vec<_>>().join("\n")
}

/// Where `setup` unpacks it when the system's packages are in each other's way.
pub fn unpacked() -> PathBuf {
    shell::root().join("target/tools/qemu")
}
