//! What the build script of a board's crate does: gives the linker the memory map of the chip, or that of QEMU's machine, and
//! writes what the firmware says of itself.
#![forbid(unsafe_code)]

use std::{env, fs, path::PathBuf};

/// For the crate whose build script this is: it is called like its row in the table of boards. Its maps are `memory.x` and
/// `memory-qemu.x`; the stamp comes as `stamp.txt`.
pub fn prepare() {
    let told = |name: &str| env::var(name).expect("cargo sets it");
    let map = match env::var_os("CARGO_FEATURE_QEMU") {
        Some(_) => "memory-qemu.x",
        None => "memory.x",
    };
    let out = PathBuf::from(told("OUT_DIR"));
    fs::copy(map, out.join("memory.x")).expect("the map is beside the build script");
    let name = told("CARGO_PKG_NAME");
    let board = pyrite_image::Board::named(&name).expect("it is in the table of boards");
    let stamp = pyrite_image::Stamp::of(board, &told("CARGO_PKG_VERSION"));
    fs::write(out.join("stamp.txt"), stamp.line()).expect("cargo's folder can be written to");
    println!("cargo:rustc-link-search={}", out.display());
    println!("cargo:rustc-link-arg=-Tlink.x");
    println!("cargo:rustc-link-arg=--nmagic");
    println!("cargo:rerun-if-changed=memory.x");
    println!("cargo:rerun-if-changed=memory-qemu.x");
}
