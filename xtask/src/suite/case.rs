//! The programs of tests/python: which there are, and what the directives in their first comments ask for.

use crate::build::{Model, Variant};
use anyhow::{Context, Result, bail};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// What only Pyrite or a later CPython can run: the expected output is written by hand.
const BY_HAND: [&str; 2] = ["py312", "pyrite"];

pub struct Case {
    /// `area/name`, as people say it.
    pub name: String,
    pub path: PathBuf,
    /// The arena's size, as `-X heapsize=` takes it.
    pub heap: Option<String>,
    pub stdin: String,
    pub arguments: Vec<String>,
    pub limit: Duration,
    /// With marks under the lines of tracebacks.
    pub marks: bool,
    /// Under stress, collect at every so many allocations.
    pub every: Option<u32>,
    /// Object models, or `stress`.
    skip: Vec<String>,
}

impl Case {
    fn read(area: &str, path: PathBuf) -> Result<Case> {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut case = Case {
            name: format!("{area}/{stem}"),
            path,
            heap: None,
            stdin: String::new(),
            arguments: Vec::new(),
            limit: Duration::from_secs(20),
            every: None,
            marks: false,
            skip: Vec::new(),
        };
        let text = std::fs::read(&case.path)?;
        for line in String::from_utf8_lossy(&text).lines() {
            let Some(comment) = line.strip_prefix('#') else {
                break;
            };
            case.take(comment.trim())
                .with_context(|| format!("{}.py: {comment}", case.name))?;
        }
        Ok(case)
    }

    /// One comment line: a directive, or only a comment.
    fn take(&mut self, comment: &str) -> Result<()> {
        let Some((word, value)) = comment.split_once(':') else {
            return Ok(());
        };
        let value = value.trim();
        match word {
            "skip" => {
                for word in value.split([' ', ',']).filter(|word| !word.is_empty()) {
                    if word != "stress" {
                        word.parse::<Model>()?;
                    }
                    self.skip.push(word.to_owned());
                }
            }
            "heap" => self.heap = Some(value.to_owned()),
            "stdin" => self.stdin.push_str(&format!("{}\n", unescape(value))),
            "args" => self
                .arguments
                .extend(value.split_whitespace().map(unescape)),
            "marks" => self.marks = true,
            "stress" => self.every = Some(value.parse()?),
            "limit" => self.limit = Duration::from_secs(value.parse()?),
            _ => {}
        }
        Ok(())
    }

    pub fn is_skipped_on(&self, variant: Variant) -> bool {
        self.skip.iter().any(|word| match word.as_str() {
            "stress" => variant.stress,
            model => model == variant.model.to_string(),
        })
    }

    pub fn is_by_hand(&self) -> bool {
        BY_HAND
            .iter()
            .any(|area| self.name.split('/').next() == Some(area))
    }

    pub fn expected(&self) -> PathBuf {
        self.path.with_extension("out")
    }
}

/// `\n`, `\t`, `\s` (a space), `\x03`-style bytes below 128 and `\\` in a directive.
fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        if char != '\\' {
            result.push(char);
            continue;
        }
        match rest.next() {
            Some('n') => result.push('\n'),
            Some('t') => result.push('\t'),
            Some('s') => result.push(' '),
            Some('x') => {
                let digits: String = rest.by_ref().take(2).collect();
                let code = u8::from_str_radix(&digits, 16).unwrap_or(b'?');
                result.push(char::from(code & 0x7f));
            }
            Some(other) => result.push(other),
            None => result.push('\\'),
        }
    }
    result
}

/// The cases that `words` name, all without words: an area, a file, or a part of `area/name`.
pub fn select(words: &[String]) -> Result<Vec<Case>> {
    let mut cases = all()?;
    if words.is_empty() {
        return Ok(cases);
    }
    for word in words {
        if !cases.iter().any(|case| answers(case, word)) {
            bail!("nothing in tests/python is named '{word}'");
        }
    }
    cases.retain(|case| words.iter().any(|word| answers(case, word)));
    Ok(cases)
}

fn answers(case: &Case, word: &str) -> bool {
    let word = word.trim_end_matches(".py").trim_end_matches('/');
    let word = word
        .rsplit_once("tests/python/")
        .map_or(word, |(_, name)| name);
    case.name.split('/').next() == Some(word) || case.name.contains(word)
}

/// A program is a file directly in an area's folder; what lies deeper, or begins with `_`, is there to be
/// imported.
fn all() -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for area in sorted(super::folder())? {
        if !area.is_dir() {
            continue;
        }
        let name = area
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for path in sorted(&area)? {
            let helper = path
                .file_name()
                .is_some_and(|file| file.to_string_lossy().starts_with('_'));
            if path.extension().is_some_and(|extension| extension == "py") && !helper {
                cases.push(Case::read(&name, path)?);
            }
        }
    }
    Ok(cases)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let folder = folder
        .canonicalize()
        .with_context(|| folder.display().to_string())?;
    let mut entries = folder
        .read_dir()?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_may_hold_control_characters() {
        assert_eq!(unescape(r"a\nb\x03\\\s"), "a\nb\x03\\ ");
    }
}
