//! A project: files by their paths, with the rules that hold for names on every board.

use crate::Error;
use std::collections::BTreeMap;

/// The longest name of a file or folder, in bytes: what `pyrite-port` mounts file systems with.
pub const NAME: usize = 64;
/// Folders inside each other.
pub const DEPTH: usize = 8;

/// Files by path: `main.py`, `lib/motor.py`. Folders are there by their files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    files: BTreeMap<String, Vec<u8>>,
    /// Files and folders by their paths in small letters: their paths, and whether they are folders.
    names: BTreeMap<String, (String, bool)>,
}

impl Project {
    /// Adds a file. Names may differ in more than case only: some boards' file systems hold them for the same.
    pub fn insert(&mut self, path: &str, content: Vec<u8>) -> Result<(), Error> {
        check(path)?;
        let ends = path.match_indices('/').map(|(end, _)| end);
        let ways = ends.chain([path.len()]).filter_map(|end| path.get(..end));
        for way in ways.clone() {
            let is_folder = way.len() < path.len();
            match self.names.get(&way.to_lowercase()) {
                Some((other, true)) if is_folder && other == way => {}
                None => {}
                Some(_) => {
                    let name = path.to_owned();
                    return Err(Error::NameTwice { name });
                }
            }
        }
        for way in ways {
            let is_folder = way.len() < path.len();
            self.names
                .insert(way.to_lowercase(), (way.to_owned(), is_folder));
        }
        self.files.insert(path.to_owned(), content);
        Ok(())
    }

    /// Paths and contents, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Whether a path can be used on every board, and on every computer that sees a board as a disk.
fn check(path: &str) -> Result<(), Error> {
    let fits = |name: &str| {
        let forbidden = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
        (1..=NAME).contains(&name.len())
            && !name.contains(forbidden)
            && !name.ends_with(['.', ' '])
            && !name.starts_with(' ')
    };
    let names = path.split('/');
    if names.clone().count() <= DEPTH + 1 && names.clone().all(fits) {
        Ok(())
    } else {
        let name = path.chars().take(NAME * 2).collect();
        Err(Error::Name { name })
    }
}

/// A folder of the tree that the paths make.
#[derive(Debug, Default)]
pub(crate) struct Folder<'p> {
    /// By name, in the order of its bytes.
    pub entries: BTreeMap<&'p str, Entry<'p>>,
}

#[derive(Debug)]
pub(crate) enum Entry<'p> {
    File(&'p [u8]),
    Folder(Folder<'p>),
}

impl Project {
    /// The files as a tree.
    pub(crate) fn tree(&self) -> Folder<'_> {
        let mut root = Folder::default();
        for (path, content) in self.files() {
            root.insert(path, content);
        }
        root
    }
}

impl<'p> Folder<'p> {
    /// As deep as paths may be.
    fn insert(&mut self, path: &'p str, content: &'p [u8]) {
        let Some((name, rest)) = path.split_once('/') else {
            self.entries.insert(path, Entry::File(content));
            return;
        };
        let entry = self.entries.entry(name);
        if let Entry::Folder(folder) = entry.or_insert_with(|| Entry::Folder(Folder::default())) {
            folder.insert(rest, content);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for path in [
            "main.py",
            "lib/a.py",
            "Größe.txt",
            "a b",
            ".config",
            "a/b/c/d/e/f/g/h/i",
        ] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
        let long = "x".repeat(NAME + 1);
        let deep = "d/".repeat(9) + "x";
        for path in [
            "", "/main.py", "a//b", "a/", ".", "..", "../x", "a\\b", "a\0", "a\n", "x.", " x",
            &long, &deep,
        ] {
            assert!(check(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn one_name_for_one_thing() {
        let mut project = Project::default();
        project.insert("lib/a.py", vec![1]).unwrap();
        for path in [
            "lib/a.py",
            "lib/A.py",
            "lib",
            "LIB",
            "lib/a.py/b",
            "Lib/c.py",
            "lib/a.PY/b",
        ] {
            assert!(project.insert(path, vec![]).is_err(), "{path}");
        }
        project.insert("lib/b.py", vec![2]).unwrap();
        assert_eq!(project.get("lib/b.py"), Some(&[2][..]));
        assert_eq!(project.len(), 2);
    }
}
