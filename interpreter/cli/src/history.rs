//! What was entered at the prompt, kept in a file between sessions: one entry a line, oldest first, with `\n` written for
//! a line's end inside an entry and `\\` for a backslash.

use pyrite_repl::History;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Where the history is kept: `pyrite/history` in `XDG_STATE_HOME` where that is set, else `.pyrite_history` at home.
pub fn file(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    match folder("XDG_STATE_HOME") {
        Some(state) => Some(state.join("pyrite").join("history")),
        None => folder("HOME").map(|home| home.join(".pyrite_history")),
    }
}

/// Fills in what was kept. A file that is not there or cannot be read is an empty history.
pub fn load(path: &Path, history: &mut History<'_>) {
    let kept = fs::read(path).unwrap_or_default();
    for line in String::from_utf8_lossy(&kept).lines() {
        history.push(&unescape(line));
    }
}

pub fn save(path: &Path, history: &History<'_>) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = path.with_extension("new");
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&new)?;
    for entry in history.oldest_first() {
        writeln!(file, "{}", entry.replace('\\', "\\\\").replace('\n', "\\n"))?;
    }
    fs::rename(new, path)
}

fn unescape(line: &str) -> String {
    let mut entry = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        entry.push(match c {
            '\\' => match characters.next() {
                Some('n') => '\n',
                other => other.unwrap_or('\\'),
            },
            c => c,
        });
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_survive_the_file() {
        let folder = std::env::temp_dir().join(format!("pyrite-history-{}", std::process::id()));
        let path = folder.join("state").join("history");
        let (mut room, mut text) = ([0; 256], [0; 256]);
        let buffers = pyrite_repl::Buffers {
            text: &mut text,
            history: &mut room,
            clipboard: &mut [],
        };
        let mut repl = pyrite_repl::Repl::new(pyrite_repl::Options::default(), buffers);
        let entries = ["if 1:\n    print('\\n')", "é = \"\\\\\""];
        for entry in entries {
            repl.history().push(entry);
        }
        save(&path, repl.history()).unwrap();
        load(&path, repl.history());
        let kept: Vec<_> = repl.history().oldest_first().collect();
        assert_eq!(kept, [entries, entries].concat());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_place_follows_the_environment() {
        let only =
            |wanted: &'static str| move |name: &str| (name == wanted).then(|| OsString::from("/x"));
        assert_eq!(file(only("HOME")), Some("/x/.pyrite_history".into()));
        assert_eq!(
            file(only("XDG_STATE_HOME")),
            Some("/x/pyrite/history".into())
        );
        assert_eq!(file(only("")), None);
    }
}
