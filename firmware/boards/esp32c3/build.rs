//! Tells the linker how memory is shared out, and the program where files lie.

use pyrite_image::esp::{Partition, VFS};
use std::{env, fs, path::PathBuf};

fn main() {
    let folder = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let Partition { start, size, .. } = VFS;
    let place = format!("const START: u32 = {start:#x};\nconst SIZE: u32 = {size:#x};\n");
    fs::write(out.join("place.rs"), place).expect("cargo's folder can be written to");
    println!("cargo:rustc-link-search={folder}");
    // The first is esp-hal's, which describes the chip.
    println!("cargo:rustc-link-arg=-Tlinkall.x");
    println!("cargo:rustc-link-arg=-Tarena.x");
    println!("cargo:rerun-if-changed=arena.x");
}
