//! The folder that is served: files whose names tell their content, and the few that keep their names.

use super::compress::{self, Sizes};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

pub struct Assets {
    /// Built beside the folder, and moved into its place when all is there.
    fresh: PathBuf,
    folder: PathBuf,
    served: Vec<Served>,
    /// What a file was called, and the path it is served under.
    names: BTreeMap<String, String>,
}

struct Served {
    path: String,
    bytes: u64,
    sizes: Option<Sizes>,
}

/// Bytes of brotli that files may have together.
struct Limit {
    of: &'static str,
    counts: fn(&str) -> bool,
    bytes: u64,
}

const LIMITS: [Limit; 2] = [
    Limit {
        of: "interpreter, up to the prompt and usual programs",
        counts: |name| name.starts_with("interpreter-") && !is_later(name),
        bytes: 350_000,
    },
    Limit {
        of: "first visit, until all can be used",
        counts: |name| !is_later(name),
        bytes: 900_000,
    },
];

/// What a first visit does not wait for.
fn is_later(name: &str) -> bool {
    name.starts_with("interpreter-rest-")
        || name.starts_with("flash-")
        || name.ends_with(".hex")
        || name.ends_with(".dfu")
        || name.ends_with(".txt")
        || name == "assets.json"
}

/// Under this folder a name never changes its content: browsers may keep it for ever.
const HASHED: &str = "assets";

impl Assets {
    pub fn begin(folder: &Path) -> Result<Assets> {
        let fresh = folder.with_extension("fresh");
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        fs::create_dir_all(fresh.join(HASHED))?;
        Ok(Assets {
            fresh,
            folder: folder.to_owned(),
            served: Vec::new(),
            names: BTreeMap::new(),
        })
    }

    /// Adds a file under a name with the hash of its content: the path it is served under, without a slash before.
    pub fn add(&mut self, name: &str, data: &[u8]) -> Result<String> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("{HASHED}/{stem}-{}.{ending}", hash(data));
        self.write(&path, data)?;
        self.names.insert(name.to_owned(), path.clone());
        Ok(path)
    }

    /// Adds a file that keeps its name.
    pub fn add_plain(&mut self, path: &str, data: &[u8]) -> Result<()> {
        self.write(path, data)?;
        self.names.insert(path.to_owned(), path.to_owned());
        Ok(())
    }

    /// Adds all files below a folder, as they are.
    pub fn add_folder(&mut self, from: &Path, under: &str) -> Result<()> {
        let Ok(entries) = from.read_dir() else {
            return Ok(());
        };
        let mut entries: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        entries.sort();
        for path in entries {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let under = format!("{under}{name}");
            if path.is_dir() {
                self.add_folder(&path, &format!("{under}/"))?;
            } else {
                let data = fs::read(&path)?;
                self.add_plain(&under, &data)?;
            }
        }
        Ok(())
    }

    /// The path that a file is served under.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }

    /// What every file was called, and the path it is served under.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names
            .iter()
            .map(|(name, path)| (name.as_str(), path.as_str()))
    }

    /// Everything that is served so far.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.served.iter().map(|served| served.path.as_str())
    }

    /// A hash over all names and hashed contents.
    pub fn version(&self) -> String {
        let mut all = String::new();
        for path in self.paths() {
            all.push_str(path);
            all.push('\n');
        }
        hash(all.as_bytes())
    }

    fn write(&mut self, path: &str, data: &[u8]) -> Result<()> {
        let file = self.fresh.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, data).with_context(|| file.display().to_string())?;
        let old = self.folder.join(path);
        let sizes = match reuse(&old, &file, data) {
            Some(sizes) => Some(sizes),
            None => compress::compress(&file, data)?,
        };
        self.served.push(Served {
            path: path.to_owned(),
            bytes: data.len() as u64,
            sizes,
        });
        Ok(())
    }

    /// Puts the folder in its place, and lists what is in it. False: a limit is not kept.
    pub fn finish(self) -> Result<bool> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        fs::rename(&self.fresh, &self.folder)?;
        println!("{:48} {:>10} {:>10} {:>10}", "", "bytes", "gzip", "brotli");
        for served in &self.served {
            let (gzip, brotli) = served.compressed();
            println!(
                "{:48} {:10} {gzip:10} {brotli:10}",
                served.path, served.bytes
            );
        }
        println!();
        let mut kept = true;
        for limit in LIMITS {
            let sum: u64 = self
                .served
                .iter()
                .filter(|served| (limit.counts)(file_name(&served.path)))
                .map(|served| served.compressed().1)
                .sum();
            kept &= sum <= limit.bytes;
            println!(
                "{:48} {:>10} {:>10} {sum:10}  of {} allowed{}",
                limit.of,
                "",
                "",
                limit.bytes,
                if sum > limit.bytes { ": TOO MUCH" } else { "" }
            );
        }
        Ok(kept)
    }
}

impl Served {
    /// Bytes as gzip and as brotli.
    fn compressed(&self) -> (u64, u64) {
        self.sizes
            .map_or((self.bytes, self.bytes), |sizes| (sizes.gzip, sizes.brotli))
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Takes the compressed twins of the last build when the content is the same: compressing takes longer than all else.
fn reuse(old: &Path, new: &Path, data: &[u8]) -> Option<Sizes> {
    if fs::read(old).ok()? != data {
        return None;
    }
    let twin = |ending: &str| -> Option<u64> {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        fs::copy(with(old), with(new)).ok()
    };
    Some(Sizes {
        gzip: twin(".gz")?,
        brotli: twin(".br")?,
    })
}

fn hash(data: &[u8]) -> String {
    Sha256::digest(data)
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
