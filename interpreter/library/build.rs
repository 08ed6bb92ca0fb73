//! Makes the texts of the modules in Python smaller, as they lie in a board's flash: see src/packed.rs.

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
        fs::write(Path::new(&out).join(name), lying(small(&text)))
            .expect("cargo's folder can be written");
    }
}

/// The bytes of a text as they lie in the program.
#[cfg(not(feature = "packed-texts"))]
fn lying(text: String) -> Vec<u8> {
    text.into()
}

/// Its length in two bytes, low one first, then the text deflated.
#[cfg(feature = "packed-texts")]
fn lying(text: String) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("a module has less than 64 KB");
    let mut lying = length.to_le_bytes().to_vec();
    lying.extend(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 10));
    lying
}
