//! Programs of the suite that Pyrite is known not to pass yet: `tests/python/not_yet.txt`. They run all the same. What
//! they print is not held against a run, a crash is.

use crate::build::Variant;
use anyhow::{Context, Result};

/// The list: names of programs, some for one kind of build only.
pub struct NotYet(Vec<(String, Option<String>)>);

impl NotYet {
    /// Reads the list. A line is a program's name, then perhaps the build it is about (`boxed`, `stress`, ...); what
    /// comes behind `#` is for the reader.
    pub fn read() -> Result<NotYet> {
        let path = super::folder().join("not_yet.txt");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let lines = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or(""));
        let entries = lines.filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next().map(str::to_owned)))
        });
        Ok(NotYet(entries.collect()))
    }

    /// Whether the program `name` is on the list for this build.
    pub fn lists(&self, name: &str, variant: Variant) -> bool {
        let about = |build: &str| match build {
            "stress" => variant.stress,
            model => variant.model.to_string() == model,
        };
        self.0
            .iter()
            .any(|(listed, build)| listed == name && build.as_deref().is_none_or(about))
    }
}

/// How the report of a crash begins.
pub const CRASHED: &str = "  the interpreter crashed or did not end";

/// Whether a program's transcript tells of a crash of the interpreter rather than of other output.
pub fn is_crash(transcript: &str) -> bool {
    [
        "panicked at",
        "--- exit 101 ---",
        "--- signal",
        "--- over the time limit",
    ]
    .iter()
    .any(|sign| transcript.contains(sign))
}
