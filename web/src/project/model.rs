//! A project: a name, a board and files. Owns what may be done with them and how it is undone.

use super::path;
use std::{collections::BTreeMap, rc::Rc};

/// The file that runs.
pub const MAIN: &str = "main.py";

/// Which board a project is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum BoardKind {
    #[default]
    Microbit,
    Pyboard,
}

impl BoardKind {
    pub const ALL: [BoardKind; 2] = [BoardKind::Microbit, BoardKind::Pyboard];

    /// Its name in records, links and messages.
    pub fn id(self) -> &'static str {
        match self {
            BoardKind::Microbit => "microbit",
            BoardKind::Pyboard => "pyboard",
        }
    }

    /// Its name as its makers write it.
    pub fn title(self) -> &'static str {
        match self {
            BoardKind::Microbit => "micro:bit",
            BoardKind::Pyboard => "pyboard",
        }
    }

    pub fn from_id(id: &str) -> BoardKind {
        match id {
            "pyboard" => BoardKind::Pyboard,
            _ => BoardKind::Microbit,
        }
    }
}

/// What a file holds.
pub type Bytes = Rc<[u8]>;

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Project {
    pub id: String,
    pub name: String,
    pub board: BoardKind,
    pub files: BTreeMap<String, Bytes>,
    /// When it was changed last, in milliseconds since 1970.
    pub changed: f64,
}

impl Project {
    pub fn new(id: String, name: &str, board: BoardKind, main: &str) -> Project {
        let files = BTreeMap::from([(MAIN.to_owned(), Bytes::from(main.as_bytes()))]);
        Project {
            id,
            name: name.to_owned(),
            board,
            files,
            changed: 0.0,
        }
    }

    /// The file as text; `None` when it is not there or is not text.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Replaces or adds a file; whether that changed anything.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> bool {
        if self.files.get(path).is_some_and(|old| **old == *bytes) {
            return false;
        }
        self.files.insert(path.to_owned(), Bytes::from(bytes));
        true
    }

    /// Adds a file beside those there are: the name it got.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> String {
        let path = path::free(path, |taken| self.has(taken));
        self.files.insert(path.clone(), Bytes::from(bytes));
        path
    }

    /// Gives a file, or all files of a folder, another name: pairs of old and new, empty when that cannot be.
    pub fn rename(&mut self, from: &str, to: &str) -> Vec<(String, String)> {
        let pairs: Vec<(String, String)> = self
            .below(from)
            .map(|old| (old.to_owned(), format!("{to}{}", &old[from.len()..])))
            .collect();
        let moved = |path: &str| pairs.iter().any(|(old, _)| old == path);
        if from == to
            || pairs
                .iter()
                .any(|(_, new)| self.has(new) && !moved(new) || self.is_folder(new))
        {
            return Vec::new();
        }
        let files: Vec<_> = pairs
            .iter()
            .filter_map(|(old, new)| Some((new.clone(), self.files.remove(old)?)))
            .collect();
        self.files.extend(files);
        pairs
    }

    /// Takes a file, or all files of a folder, away.
    pub fn remove(&mut self, path: &str) -> Vec<(String, Bytes)> {
        let paths: Vec<String> = self.below(path).map(str::to_owned).collect();
        paths
            .into_iter()
            .filter_map(|path| self.files.remove_entry(&path))
            .collect()
    }

    /// The file of this path, and the files of the folder of this path.
    fn below(&self, path: &str) -> impl Iterator<Item = &str> {
        let folder = format!("{path}/");
        self.files
            .keys()
            .map(String::as_str)
            .filter(move |file| *file == path || file.starts_with(&folder))
    }

    pub fn is_folder(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        self.files.keys().any(|file| file.starts_with(&folder))
    }

    /// The file to show first.
    pub fn first(&self) -> Option<&str> {
        if self.has(MAIN) {
            return Some(MAIN);
        }
        let is_text = |path: &&String| self.text(path).is_some();
        self.files.keys().find(is_text).map(String::as_str)
    }

    /// Files in the order people expect: main.py, other files, then folders with theirs.
    pub fn listed(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.files.keys().map(String::as_str).collect();
        paths.sort_by_key(|path| {
            let folder = path::folder(path).to_lowercase();
            (*path != MAIN, folder, path::name(path).to_lowercase())
        });
        paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Project {
        let mut project = Project::new("1".into(), "x", BoardKind::Microbit, "print(1)\n");
        project.add("lib/a.py", b"a");
        project.add("lib/b.py", b"b");
        project.add("data.bin", &[0, 255]);
        project
    }

    #[test]
    fn files_and_folders_are_renamed() {
        let mut project = sample();
        assert_eq!(project.rename("lib", "tools").len(), 2);
        assert!(project.has("tools/a.py") && !project.has("lib/a.py"));
        assert!(project.rename("tools/a.py", "tools/b.py").is_empty());
        assert!(project.rename("main.py", "tools").is_empty());
        assert_eq!(project.rename("main.py", "start.py").len(), 1);
        assert_eq!(project.first(), Some("start.py"));
    }

    #[test]
    fn what_is_removed_can_come_back() {
        let mut project = sample();
        let before = project.clone();
        let removed = project.remove("lib");
        assert_eq!((removed.len(), project.files.len()), (2, 2));
        project.files.extend(removed);
        assert_eq!(project, before);
    }

    #[test]
    fn listing_and_text() {
        let project = sample();
        let expected = ["main.py", "data.bin", "lib/a.py", "lib/b.py"];
        assert_eq!(project.listed(), expected);
        assert_eq!(project.text("data.bin"), None);
    }

    #[test]
    fn writing_the_same_changes_nothing() {
        let mut project = sample();
        assert!(!project.write("lib/a.py", b"a"));
        assert!(project.write("lib/a.py", b"c"));
        assert_eq!(project.add("lib/a.py", b"d"), "lib/a-2.py");
    }
}
