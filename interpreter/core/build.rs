//! Turns `names.txt` and `names_large.txt` into the table of interned names, and picks the object model.
use std::{env, fmt::Write, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=names.txt");
    println!("cargo:rerun-if-changed=names_large.txt");
    println!("cargo:rustc-check-cfg=cfg(model, values(\"boxed\", \"stuffed\", \"nanbox\"))");
    let model = ["BOXED", "STUFFED"]
        .into_iter()
        .find(|m| env::var_os(format!("CARGO_FEATURE_{m}")).is_some())
        .unwrap_or("NANBOX");
    println!("cargo:rustc-cfg=model=\"{}\"", model.to_lowercase());

    let text = |file: &str| fs::read_to_string(file).expect("the names are beside build.rs");
    let (text, text_of_large) = (text("names.txt"), text("names_large.txt"));
    let (mut names, mut large) = (words(&text), words(&text_of_large));
    if env::var_os("CARGO_FEATURE_LARGE_NAMES").is_some() {
        names.append(&mut large);
        names.sort_unstable();
    }
    if let Some(name) = large.iter().find(|name| names.contains(name)) {
        panic!("{name} is in names.txt and in names_large.txt");
    }

    let mut out = String::new();
    // Those that are not there have numbers behind the others, and no text.
    for (i, name) in names.iter().chain(&large).enumerate() {
        let ident = match *name {
            "self" | "Self" | "super" | "crate" => format!("{name}_"),
            n if n.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && !n.as_bytes()[0].is_ascii_digit() =>
            {
                format!("r#{n}")
            }
            _ => continue,
        };
        writeln!(out, "pub const {ident}: Name = Name({i});").unwrap();
    }
    for c in (b'a'..=b'z').chain(b'A'..=b'Z').map(char::from) {
        writeln!(
            out,
            "pub const {c}: Name = Name::of_character({});",
            c as u8
        )
        .unwrap();
    }
    // One text and where each name begins in it: a slice for each would take twice the flash.
    let begins: Vec<usize> = names
        .iter()
        .scan(0, |at, name| {
            *at += name.len();
            Some(*at - name.len())
        })
        .collect();
    let (count, text) = (names.len(), names.concat());
    writeln!(out, "pub const COUNT: usize = {count};").unwrap();
    writeln!(out, "pub static TEXT: &str = {text:?};").unwrap();
    let end = text.len();
    if env::var_os("CARGO_FEATURE_COMPACT").is_some() {
        // Of all lengths, and of every sixteenth name where it begins.
        const STEP: usize = 16;
        let begins: Vec<usize> = begins.into_iter().step_by(STEP).collect();
        let lengths: Vec<usize> = names.iter().map(|name| name.len()).collect();
        writeln!(out, "pub const STEP: usize = {STEP};").unwrap();
        writeln!(out, "pub static LENGTHS: [u8; COUNT] = {lengths:?};").unwrap();
        let count = begins.len();
        writeln!(out, "pub static BEGINS: [u16; {count}] = {begins:?};").unwrap();
    } else {
        writeln!(
            out,
            "pub static BEGINS: [u16; COUNT + 1] = {:?};",
            [begins, vec![end]].concat()
        )
        .unwrap();
        let hashes: Vec<u32> = names.iter().map(|n| hash(n.as_bytes())).collect();
        writeln!(out, "pub static HASHES: [u32; COUNT] = {hashes:?};").unwrap();
    }
    let dir = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&dir).join("names.rs"), out).expect("OUT_DIR can be written");
}

/// The words of a file of names, in order.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        // One character is an immediate of its own: see `Value::character`.
        .filter(|n| n.len() > 1)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The same function as `pyrite_core::names::hash_bytes`.
fn hash(bytes: &[u8]) -> u32 {
    let mut h = 0x811c_9dc5_u32;
    for &b in bytes {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    h ^= h >> 15;
    h & 0x3fff_ffff
}
