//! Names of files: which a project takes, and how one that is taken already gives way.

use std::fmt;

/// Why a name cannot be a file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// More than [`LONGEST`] bytes.
    Long,
    /// Holds this character, which boards or zips do not take.
    Character(char),
    /// `..`, or a part without a name.
    Part,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// Longest path in bytes.
pub const LONGEST: usize = 120;

/// The path as it is kept: without spaces around it and slashes before it.
pub fn clean(path: &str) -> Result<String, Fault> {
    let path = path.trim().trim_start_matches('/').replace('\\', "/");
    if path.is_empty() {
        return Err(Fault::Empty);
    }
    if path.len() > LONGEST {
        return Err(Fault::Long);
    }
    if let Some(bad) = path
        .chars()
        .find(|c| c.is_control() || matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*'))
    {
        return Err(Fault::Character(bad));
    }
    let wrong = |part: &str| part.is_empty() || part == "." || part == ".." || part.trim() != part;
    if path.split('/').any(wrong) {
        return Err(Fault::Part);
    }
    Ok(path)
}

/// A path that is not taken: `name-2.py` beside `name.py`.
pub fn free(path: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(path) {
        return path.to_owned();
    }
    let name_at = path.rfind('/').map_or(0, |at| at + 1);
    let dot = path[name_at..]
        .rfind('.')
        .filter(|at| *at > 0)
        .map_or(path.len(), |at| name_at + at);
    let (stem, ending) = path.split_at(dot);
    (2..)
        .map(|number| format!("{stem}-{number}{ending}"))
        .find(|candidate| !taken(candidate))
        .unwrap_or_default()
}

/// The folder of a path, without its last slash; empty at the top.
pub fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}

/// The name at the end of a path.
pub fn name(path: &str) -> &str {
    path.rfind('/').map_or(path, |at| &path[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds() {
        assert_eq!(clean(" main.py ").as_deref(), Ok("main.py"));
        assert_eq!(clean("/lib\\über 😀.py").as_deref(), Ok("lib/über 😀.py"));
        assert_eq!(clean("it's.py").as_deref(), Ok("it's.py"));
        assert_eq!(clean("a\"b.py"), Err(Fault::Character('"')));
        assert_eq!(clean("../x.py"), Err(Fault::Part));
        assert_eq!(clean("a//b"), Err(Fault::Part));
        assert_eq!(clean("  "), Err(Fault::Empty));
        assert_eq!(clean(&"x".repeat(121)), Err(Fault::Long));
    }

    #[test]
    fn taken_names_give_way() {
        let taken = |name: &str| ["a.py", "a-2.py", "lib/.x", "b"].contains(&name);
        assert_eq!(free("a.py", taken), "a-3.py");
        assert_eq!(free("lib/.x", taken), "lib/.x-2");
        assert_eq!(free("b", taken), "b-2");
        assert_eq!(free("c", taken), "c");
    }
}
