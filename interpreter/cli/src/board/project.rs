//! Files and folders of the computer as a project.

use super::Trouble;
use pyrite_image::Project;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What a project begins with.
const MAIN: &str = "main.py";
/// More is no project of a board: a folder was meant that is not one.
const LARGEST: u64 = 16 << 20;
const DEEPEST: usize = 8;

pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let told = |error: std::io::Error| Trouble(format!("{}: {error}", path.display()));
    let size = std::fs::metadata(path).map_err(told)?.len();
    if size > LARGEST {
        let path = path.display();
        return Err(Trouble(format!("{path}: too large, {size} bytes")));
    }
    std::fs::read(path).map_err(told)
}

/// A file for boards that was made before.
pub fn is_image(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| {
        ["hex", "dfu"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// Files by their names, folders with what is in them. A program that stands alone becomes `main.py`.
pub fn gather(paths: &[PathBuf]) -> Result<Project, Trouble> {
    let mut project = Project::default();
    for path in paths {
        if path.is_dir() {
            add_folder(&mut project, path, "", 0)?;
        } else {
            let name = name(path)?;
            let name = match paths {
                [_] if name.ends_with(".py") => MAIN,
                _ => &name,
            };
            add(&mut project, name, path)?;
        }
    }
    if project.get(MAIN).is_none() {
        return Err(Trouble(format!(
            "there is no {MAIN} among the files: that is what a board starts with"
        )));
    }
    Ok(project)
}

fn name(path: &Path) -> Result<String, Trouble> {
    let name = path.file_name().and_then(OsStr::to_str);
    name.map(str::to_owned)
        .ok_or_else(|| Trouble(format!("{}: no name for a board's file", path.display())))
}

fn add(project: &mut Project, name: &str, path: &Path) -> Result<(), Trouble> {
    project
        .insert(name, read(path)?)
        .map_err(|error| Trouble(format!("{}: {error}", path.display())))
}

/// What is hidden, and what Python keeps for itself, stays behind.
fn add_folder(
    project: &mut Project,
    folder: &Path,
    under: &str,
    depth: usize,
) -> Result<(), Trouble> {
    let told = |error: std::io::Error| Trouble(format!("{}: {error}", folder.display()));
    if depth > DEEPEST {
        return Err(Trouble(format!("{}: too deep", folder.display())));
    }
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(told)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(told)?;
    paths.sort();
    for path in paths {
        let name = name(&path)?;
        if name.starts_with('.') || name == "__pycache__" {
            continue;
        }
        let inside = format!("{under}{name}");
        if path.is_dir() {
            add_folder(project, &path, &format!("{inside}/"), depth + 1)?;
        } else {
            add(project, &inside, &path)?;
        }
    }
    Ok(())
}

/// The folders that the paths name, each after the one it is in.
pub fn folders(project: &Project) -> BTreeSet<String> {
    let paths = project.files().map(|(path, _)| path);
    paths
        .flat_map(|path| {
            path.match_indices('/')
                .map(|(end, _)| path[..end].to_owned())
        })
        .collect()
}
