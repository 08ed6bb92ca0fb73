//! Makes the texts of the modules in Python smaller, as they lie in a board's flash.

mod frozen_text;

use frozen_text::small;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=src/python");
    println!("cargo:rerun-if-changed=frozen_text.rs");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    for entry in fs::read_dir("src/python").expect("the modules are there") {
        let path = entry.expect("a folder can be read").path();
        let text = fs::read_to_string(&path).expect("the modules are text");
        let name = path.file_name().expect("a file has a name");
        fs::write(Path::new(&out).join(name), small(&text)).expect("cargo's folder can be written");
    }
}
