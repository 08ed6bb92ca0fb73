//! `cargo xtask firmware BOARD`: builds a board's firmware and says what it takes of the chip. Here is the table of the boards: one
//! row each.

mod base;

pub use base::{ESP32C3, memory, write};

use crate::{boards, qemu, shell, toolchain};
use anyhow::{Context, Result, bail};
use object::{Object, ObjectSection, ObjectSymbol, SectionFlags};
use pico_args::Arguments;
use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

/// A board, by the name of its crate in `firmware/boards`.
pub struct Board {
    pub name: &'static str,
    pub target: &'static str,
    /// What QEMU's machine is built for: its processor may be another.
    emulated: &'static str,
    /// The machine of QEMU that runs it, and what its crate is built with for it. None: no emulator.
    pub machine: &'static [&'static str],
    pub emulator: &'static str,
    /// Whether it has the memory to be tested.
    pub runs: bool,
    /// Whether files lie elsewhere on QEMU's machine, because the firmware does not fit the chip yet.
    pub moves_files: bool,
    /// Whether it has the modules that a folder of the computer needs: `mpremote mount`.
    pub mounts: bool,
    features: &'static str,
}

impl Board {
    fn target(&self, emulated: bool) -> &'static str {
        if emulated { self.emulated } else { self.target }
    }
}

pub const BOARDS: [Board; 5] = [
    Board {
        name: "esp32c3",
        target: "riscv32imc-unknown-none-elf",
        emulated: "riscv32imc-unknown-none-elf",
        emulator: "",
        machine: &[],
        runs: false,
        moves_files: false,
        mounts: true,
        features: "",
    },
    Board {
        name: "microbit-v1",
        target: "thumbv6m-none-eabi",
        emulated: "thumbv6m-none-eabi",
        emulator: "qemu-system-arm",
        machine: &["-M", "microbit", "-global", "nrf51-soc.flash-size=0x100000"],
        runs: false,
        moves_files: true,
        mounts: false,
        features: "qemu",
    },
    Board {
        name: "microbit-v2",
        target: "thumbv7em-none-eabihf",
        emulated: "thumbv6m-none-eabi",
        emulator: "qemu-system-arm",
        machine: &[
            "-M",
            "microbit",
            "-global",
            "nrf51-soc.flash-size=0x100000",
            "-global",
            "nrf51-soc.sram-size=0x20000",
        ],
        runs: true,
        moves_files: true,
        mounts: false,
        features: "qemu",
    },
    Board {
        name: "pyboard",
        target: "thumbv7em-none-eabihf",
        emulated: "thumbv7em-none-eabihf",
        emulator: "qemu-system-arm",
        machine: &["-M", "netduinoplus2"],
        runs: true,
        moves_files: false,
        mounts: true,
        features: "qemu",
    },
    Board {
        name: "qemu-virt",
        target: "riscv32imc-unknown-none-elf",
        emulated: "riscv32imc-unknown-none-elf",
        emulator: "qemu-system-riscv32",
        machine: &["-M", "virt", "-bios", "none", "-m", "16M"],
        runs: true,
        moves_files: false,
        mounts: true,
        features: "",
    },
];

pub fn find(name: Option<&str>) -> Result<&'static Board> {
    BOARDS
        .iter()
        .find(|board| Some(board.name) == name)
        .with_context(|| {
            let known: Vec<_> = BOARDS.iter().map(|board| board.name).collect();
            format!("which board? one of: {}", known.join(", "))
        })
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let emulated = arguments.contains("--qemu");
    let start = arguments.contains("--run");
    let test = arguments.contains("--test");
    let given: Option<PathBuf> = arguments.opt_value_from_str("--image")?;
    let name: Option<String> = arguments.opt_free_from_str()?;
    let board = find(name.as_deref())?;
    if board.emulator.is_empty() && (emulated || start || test) {
        bail!("QEMU has no machine for {}", board.name);
    }
    let image = match given {
        Some(image) => image,
        None => build(board, emulated || start || test)?,
    };
    println!("{}", image.display());
    println!("{}", sizes(&image)?);
    if let Some(base) = base::write(board, &image, emulated || start || test)? {
        println!("{}", base.display());
    }
    if test {
        boards::check(board, &image)?;
    }
    if start {
        shell::run(qemu::command(board, Some(&image))?.arg("-nographic"))?;
    }
    Ok(())
}

/// Builds the firmware, for the chip or for QEMU's machine: the path of its ELF file.
pub fn build(board: &Board, emulated: bool) -> Result<PathBuf> {
    let outcome = cargo(board, emulated)?.output()?;
    let told = String::from_utf8_lossy(&outcome.stderr);
    if !outcome.status.success() {
        if let Some(bytes) = overflow(&told) {
            bail!(
                "{} has too little flash: {:.1} KB more are needed",
                board.name,
                bytes as f64 / 1024.0
            );
        }
        bail!("{}: {}\n{told}", board.name, outcome.status);
    }
    eprint!("{told}");
    let image = folder(emulated)
        .join(board.target(emulated))
        .join("release");
    Ok(image.join(board.name))
}

/// By how many bytes the linker says that flash is too small.
fn overflow(told: &str) -> Option<u64> {
    let parts = told.split("region 'FLASH': overflowed by ").skip(1);
    let bytes = parts.filter_map(|part| part.split(' ').next()?.parse().ok());
    bytes.max()
}

/// Builds the base images that the page is served with: of all boards whose chips have room for their firmware. What cannot be
/// built here is named, and the page says so to who wants it.
#[cfg(feature = "web")]
pub fn bases() -> Vec<PathBuf> {
    let known = |board: &&Board| pyrite_image::Board::named(board.name).is_some();
    let boards = BOARDS
        .iter()
        .filter(|board| !board.moves_files)
        .filter(known);
    let built = boards.filter_map(|board| {
        base(board, false).unwrap_or_else(|error| {
            println!("web: without firmware for {}: {error:#}", board.name);
            None
        })
    });
    built.collect()
}

/// Builds a board's base image; nothing where no images are made of its firmware.
pub fn base(board: &Board, emulated: bool) -> Result<Option<PathBuf>> {
    let image = build(board, emulated)?;
    base::write(board, &image, emulated)
}

/// What is built for the chip and for QEMU does not drive each other out.
fn folder(emulated: bool) -> PathBuf {
    let kind = if emulated { "qemu" } else { "chip" };
    shell::root().join("target/firmware").join(kind)
}

fn cargo(board: &Board, emulated: bool) -> Result<Command> {
    let target = board.target(emulated);
    let toolchain = toolchain::need(target)?;
    let mut command = toolchain.build_image(target)?;
    // A crate among the dependencies may have the board's name.
    let manifest = format!("firmware/boards/{}/Cargo.toml", board.name);
    command
        .args(["--manifest-path", &manifest, "--quiet", "--release"])
        .arg("--target-dir")
        .arg(folder(emulated));
    if emulated && !board.features.is_empty() {
        command.args(["--features", board.features]);
    }
    Ok(command)
}

/// What an image takes of its chip.
pub fn sizes(image: &Path) -> Result<Sizes> {
    Sizes::read(image)
}

/// In bytes.
pub struct Sizes {
    flash: u64,
    variables: u64,
    /// What is left for the machine's heap and stack.
    arena: u64,
}

impl Sizes {
    fn read(image: &Path) -> Result<Sizes> {
        let file = std::fs::read(image).with_context(|| image.display().to_string())?;
        let elf = object::File::parse(&*file)?;
        let mut sizes = Sizes {
            flash: 0,
            variables: 0,
            arena: 0,
        };
        for section in elf.sections() {
            let SectionFlags::Elf { sh_flags } = section.flags() else {
                continue;
            };
            let flag = |flag: u32| sh_flags & u64::from(flag) != 0;
            let named = |names: &[&str]| section.name().is_ok_and(|name| names.contains(&name));
            if !flag(object::elf::SHF_ALLOC) || named(&[".heap", ".stack"]) {
                continue;
            }
            let in_file = section.kind() != object::SectionKind::UninitializedData
                && section.file_range().is_some();
            if in_file {
                sizes.flash += section.size();
            }
            if flag(object::elf::SHF_WRITE) {
                sizes.variables += section.size();
            }
        }
        let address = |name: &str| {
            elf.symbols()
                .find(|symbol| symbol.name() == Ok(name))
                .map(|symbol| symbol.address())
        };
        if let (Some(start), Some(end)) = (address("_arena_start"), address("_arena_end")) {
            sizes.arena = end.saturating_sub(start);
        }
        Ok(sizes)
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let kilobytes = |bytes: u64| bytes as f64 / 1024.0;
        write!(
            formatter,
            "flash {:.1} KB, variables {:.1} KB, arena {:.1} KB",
            kilobytes(self.flash),
            kilobytes(self.variables),
            kilobytes(self.arena)
        )
    }
}
