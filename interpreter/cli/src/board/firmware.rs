//! Where the boards' own firmware is: a file that was named, or the base image that comes with Pyrite.

use super::Trouble;
use pyrite_image::boards::Format;
use pyrite_image::{Board, Error, Memory, Stamp};
use std::path::{Path, PathBuf};

/// Names a folder with base images.
const FOLDER: &str = "PYRITE_FIRMWARE";
/// Folders above the program that are looked into: it may lie deep in `target`.
const DEPTH: usize = 4;

/// The firmware of a board.
pub fn find(board: &'static Board, named: Option<&Path>) -> Result<(Stamp, Memory), Trouble> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => installed(board).ok_or_else(|| {
            Trouble(format!(
                "there is no firmware for the {}: build it with 'cargo xtask firmware {}', or name a file with --firmware",
                board.title, board.name
            ))
        })?,
    };
    let bytes = super::project::read(&path)?;
    let told = |error: Error| Trouble(format!("{}: {error}", path.display()));
    let (stamp, memory) = pyrite_image::firmware(&bytes).map_err(told)?;
    if stamp.board != board {
        let (found, wanted) = (stamp.board, board);
        return Err(told(Error::OtherBoard { found, wanted }));
    }
    Ok((stamp, memory))
}

/// Beside the program, or where `cargo xtask firmware` puts it.
fn installed(board: &Board) -> Option<PathBuf> {
    let ending = match board.format {
        Format::Hex => "hex",
        Format::DfuSe => "dfu",
    };
    let name = format!("{}.{ending}", board.name);
    let program = std::env::current_exe().unwrap_or_default();
    let above = program.ancestors().skip(1).take(DEPTH);
    let folders = above.flat_map(|folder| [folder.join("firmware"), folder.join("firmware/chip")]);
    let named = std::env::var_os(FOLDER).map(PathBuf::from);
    let mut paths = named
        .into_iter()
        .chain(folders)
        .map(|folder| folder.join(&name));
    paths.find(|path| path.is_file())
}
