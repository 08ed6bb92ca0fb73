//! The compressed twins of a file, which the server sends instead of it.

use anyhow::Result;
use std::{fs, io::Write, path::Path};

/// Kinds of files that become smaller.
const WORTH: [&str; 11] = [
    "css",
    "dfu",
    "hex",
    "html",
    "js",
    "json",
    "map",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Bytes of a file as brotli and as gzip.
#[derive(Clone, Copy)]
pub struct Sizes {
    pub brotli: u64,
    pub gzip: u64,
}

/// Writes `FILE.br` and `FILE.gz`; nothing for what is compressed already.
pub fn compress(path: &Path, data: &[u8]) -> Result<Option<Sizes>> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if !ending.is_some_and(|ending| WORTH.contains(&ending)) {
        return Ok(None);
    }
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        std::path::PathBuf::from(name)
    };
    let mut brotli = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut brotli, 1 << 16, 11, 22);
    writer.write_all(data)?;
    drop(writer);
    fs::write(beside(".br"), &brotli)?;
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(data)?;
    let gzip = writer.finish()?;
    fs::write(beside(".gz"), &gzip)?;
    Ok(Some(Sizes {
        brotli: brotli.len() as u64,
        gzip: gzip.len() as u64,
    }))
}
