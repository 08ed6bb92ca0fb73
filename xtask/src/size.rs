//! `cargo xtask size BOARD`: what the interpreter costs in a board's flash, by crate, by source file, by function and by
//! table. Links `firmware/measure` for the board's chip and reads the symbols and the line table of the image; with
//! `--image FILE` those of a firmware that is there.

mod image;

use crate::{shell, toolchain};
use anyhow::{Context, Result, bail};
use image::{Image, Sort, Symbol};
use pico_args::Arguments;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// A board whose image can be weighed: its chip's target and the features of `pyrite-measure` that it has.
struct Board {
    name: &'static str,
    target: &'static str,
    features: &'static str,
}

const BOARDS: [Board; 3] = [
    Board {
        name: "microbit",
        target: "thumbv6m-none-eabi",
        features: "",
    },
    Board {
        name: "pyboard",
        target: "thumbv7em-none-eabihf",
        features: "",
    },
    Board {
        name: "esp32c3",
        target: "riscv32imc-unknown-none-elf",
        features: "",
    },
];

pub fn run(mut arguments: Arguments) -> Result<()> {
    let top: usize = arguments.opt_value_from_str("--top")?.unwrap_or(40);
    let more: Option<String> = arguments.opt_value_from_str("--features")?;
    let given: Option<PathBuf> = arguments.opt_value_from_str("--image")?;
    if let Some(path) = given {
        report(&read(&path)?, top);
        return Ok(());
    }
    let name: Option<String> = arguments.opt_free_from_str()?;
    let Some(board) = BOARDS
        .iter()
        .find(|board| Some(board.name) == name.as_deref())
    else {
        let known: Vec<_> = BOARDS.iter().map(|board| board.name).collect();
        bail!("cargo xtask size BOARD: one of {}", known.join(", "));
    };
    let features = format!("{},{}", board.features, more.unwrap_or_default());
    let image = build(board, &features)?;
    report(&image, top);
    Ok(())
}

fn build(board: &Board, features: &str) -> Result<Image> {
    let toolchain = toolchain::need(board.target)?;
    let mut command = toolchain.build_image(board.target)?;
    command
        .args(["--quiet", "--profile", "board"])
        .args(["--package", "pyrite-measure", "--features", features])
        .arg("--target-dir")
        .arg(shell::root().join("target/boards"));
    shell::run(&mut command)?;
    let path = shell::root()
        .join("target/boards")
        .join(board.target)
        .join("board/pyrite-measure");
    read(&path)
}

fn read(path: &Path) -> Result<Image> {
    let file = std::fs::read(path).with_context(|| path.display().to_string())?;
    Image::read(&file)
}

/// Bytes of code and of tables.
#[derive(Clone, Copy, Default)]
struct Bytes {
    code: u64,
    data: u64,
}

impl Bytes {
    fn add(&mut self, symbol: &Symbol) {
        match symbol.sort {
            Sort::Code => self.code += symbol.size,
            Sort::Data => self.data += symbol.size,
        }
    }
}

fn report(image: &Image, top: usize) {
    let mut named = Bytes::default();
    let (mut crates, mut files) = (BTreeMap::new(), BTreeMap::new());
    for symbol in &image.symbols {
        named.add(symbol);
        let of = |map: &mut BTreeMap<String, Bytes>, key: &str| {
            map.entry(key.to_owned()).or_default().add(symbol);
        };
        of(&mut crates, &symbol.package);
        if symbol.sort == Sort::Code {
            of(&mut files, &symbol.file);
        }
    }
    let unnamed = image.data.saturating_sub(named.data);
    println!("{:>8} bytes of flash", image.code + image.data);
    println!("{:>8} code", image.code);
    println!(
        "{:>8} tables, {unnamed} of them texts and other constants without a name",
        image.data
    );
    println!("\n    code   tables  crate");
    table(crates, usize::MAX);
    println!("\n    code  source file of the function");
    table(files, top);
    println!("\n    code  source file of the instruction, inlined or not");
    let mut lines: Vec<_> = image.by_line.iter().collect();
    lines.sort_by_key(|(_, size)| std::cmp::Reverse(**size));
    for (file, size) in lines.into_iter().take(top) {
        println!("{size:>8}  {file}");
    }
    for (sort, what) in [(Sort::Code, "function"), (Sort::Data, "table")] {
        let mut symbols: Vec<&Symbol> = image.symbols.iter().filter(|s| s.sort == sort).collect();
        symbols.sort_by_key(|symbol| std::cmp::Reverse(symbol.size));
        println!("\n   bytes  {what}");
        for symbol in symbols.into_iter().take(top) {
            println!("{:>8}  {}  {}", symbol.size, symbol.name, symbol.file);
        }
    }
}

fn table(rows: BTreeMap<String, Bytes>, top: usize) {
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.code + bytes.data));
    let with_data = rows.iter().any(|(_, bytes)| bytes.data > 0);
    for (name, bytes) in rows.into_iter().take(top) {
        if with_data {
            println!("{:>8} {:>8}  {name}", bytes.code, bytes.data);
        } else {
            println!("{:>8}  {name}", bytes.code);
        }
    }
}
