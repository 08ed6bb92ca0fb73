//! Gives the linker the memory map of the chip, or that of QEMU's machine, and writes what the firmware says of itself.

use std::{env, fs, path::PathBuf};

fn main() {
    let map = match env::var_os("CARGO_FEATURE_QEMU") {
        Some(_) => "memory-qemu.x",
        None => "memory.x",
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::copy(map, out.join("memory.x")).expect("the map is beside this file");
    let board = pyrite_image::Board::named("microbit-v2").expect("it is in the table of boards");
    let stamp = pyrite_image::Stamp::of(board, env!("CARGO_PKG_VERSION"));
    fs::write(out.join("stamp.txt"), stamp.line()).expect("cargo's folder can be written to");
    // The table of interrupts names its functions itself.
    fs::write(out.join("device.x"), "").expect("cargo's folder can be written to");
    println!("cargo:rustc-link-search={}", out.display());
    println!("cargo:rustc-link-arg=-Tlink.x");
    println!("cargo:rustc-link-arg=--nmagic");
    println!("cargo:rerun-if-changed=memory.x");
    println!("cargo:rerun-if-changed=memory-qemu.x");
}
