//! `pyrite build` and `pyrite flash`: a program into a file for a board, or onto the board. Owns what these commands take
//! and say; images are made by `pyrite-image`, protocols are those of `pyrite-flash`.

mod cable;
mod firmware;
mod project;
mod serial;
mod usb;

use crate::python::Status;
use cable::{Cable, Report};
use pyrite_flash::repl::{Port, Request, files, soft_reset};
use pyrite_flash::{Failure, dfuse, microbit};
use pyrite_image::boards::Format;
use pyrite_image::{BOARDS, Board, Memory, Opened, Project};
use std::io::Write;
use std::path::PathBuf;

/// What `build` and `flash` were told.
#[derive(Debug, Default, PartialEq)]
pub struct Wanted {
    /// A name of the table of boards, or `microbit` for all micro:bits. Empty where a serial port says it.
    pub board: String,
    /// Files and folders of the project, or a file for a board that was made before.
    pub files: Vec<PathBuf>,
    /// Where the file goes.
    pub output: Option<PathBuf>,
    /// The firmware to use instead of the one that comes with Pyrite.
    pub firmware: Option<PathBuf>,
    /// The serial port of a board that already runs Python.
    pub port: Option<String>,
    /// All of the flash, also where it is the same.
    pub whole: bool,
}

/// Why it was not done, and what to do now.
#[derive(Debug, PartialEq)]
pub struct Trouble(pub String);

impl<E: std::error::Error> From<E> for Trouble {
    fn from(error: E) -> Trouble {
        Trouble(error.to_string())
    }
}

fn failed(failure: &Failure) -> Trouble {
    Trouble(format!("{failure}.\n{}", failure.advice()))
}

/// Every name that a board can be called by.
pub fn names() -> String {
    let names: Vec<&str> = BOARDS.iter().map(|board| board.name).collect();
    format!("{MICROBIT}, {}", names.join(", "))
}

/// The micro:bit of whichever version.
const MICROBIT: &str = "microbit";

fn boards(name: &str) -> Result<Vec<&'static Board>, Trouble> {
    let wanted =
        |board: &&Board| board.name == name || (name == MICROBIT && !board.daplink.is_empty());
    let found: Vec<&'static Board> = BOARDS.iter().filter(wanted).collect();
    match found.is_empty() {
        true => Err(Trouble(format!("{name} is no board; one of {}", names()))),
        false => Ok(found),
    }
}

pub fn build(wanted: &Wanted) -> Status {
    finish(write_image(wanted).map(|(path, size)| {
        println!("{}: {size} bytes", path.display());
    }))
}

pub fn flash(wanted: &Wanted) -> Status {
    let outcome = match &wanted.port {
        Some(port) => serial::open(port).and_then(|mut cable| copy(wanted, &mut cable)),
        None => boards(&wanted.board).and_then(|boards| put(wanted, &boards)),
    };
    finish(outcome.map(|done| println!("{done}")))
}

fn finish(outcome: Result<(), Trouble>) -> Status {
    match outcome {
        Ok(()) => 0,
        Err(Trouble(text)) => {
            // Nobody may listen any more.
            let _ = writeln!(std::io::stderr(), "pyrite: {text}");
            1
        }
    }
}

/// The file for the boards: its path and size.
fn write_image(wanted: &Wanted) -> Result<(PathBuf, usize), Trouble> {
    let boards = boards(&wanted.board)?;
    let opened = image(wanted, &boards)?;
    let bytes = pyrite_image::write(&parts(opened))?;
    let ending = match boards.first().map(|board| board.format) {
        Some(Format::DfuSe) => "dfu",
        _ => "hex",
    };
    let path = wanted.output.clone();
    let path = path.unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", wanted.board)));
    std::fs::write(&path, &bytes)
        .map_err(|error| Trouble(format!("{}: {error}", path.display())))?;
    Ok((path, bytes.len()))
}

fn parts(opened: Opened) -> Vec<(&'static Board, Memory)> {
    let parts = opened.parts.into_iter();
    parts.map(|(stamp, memory)| (stamp.board, memory)).collect()
}

/// What goes onto the boards: the project with the firmware, or a file that holds both.
fn image(wanted: &Wanted, boards: &[&'static Board]) -> Result<Opened, Trouble> {
    if let [file] = wanted.files.as_slice()
        && project::is_image(file)
    {
        let bytes = project::read(file)?;
        return pyrite_image::open(&bytes)
            .map_err(|error| Trouble(format!("{}: {error}", file.display())));
    }
    let project = project::gather(&wanted.files)?;
    assemble(wanted, boards, project)
}

fn assemble(
    wanted: &Wanted,
    boards: &[&'static Board],
    project: Project,
) -> Result<Opened, Trouble> {
    let mut parts = Vec::new();
    let mut missing = None;
    for board in boards {
        match firmware::find(board, wanted.firmware.as_deref()) {
            Ok((stamp, memory)) => {
                parts.push((stamp, pyrite_image::assemble(board, &memory, &project)?));
            }
            Err(trouble) => missing = Some(trouble),
        }
    }
    // One version of a board is enough to go on with.
    match (parts.is_empty(), missing) {
        (true, Some(trouble)) => Err(trouble),
        _ => Ok(Opened { project, parts }),
    }
}

/// Puts the project onto the board that is plugged in.
fn put(wanted: &Wanted, boards: &[&'static Board]) -> Result<String, Trouble> {
    let board = boards.first().ok_or_else(|| Trouble(names()))?;
    let opened = image(wanted, boards)?;
    match board.format {
        Format::Hex => {
            let (mut cable, link) = usb::microbit(board)?;
            flash_microbit(wanted, opened, &mut cable, link)
        }
        Format::DfuSe => {
            let (mut cable, interface, name) = usb::bootloader(board)?;
            flash_bootloader(board, opened, &mut cable, interface, &name)
        }
    }
}

fn flash_microbit(
    wanted: &Wanted,
    opened: Opened,
    cable: &mut impl Cable,
    link: pyrite_flash::Link,
) -> Result<String, Trouble> {
    let way = match wanted.whole {
        true => microbit::Way::Whole,
        false => microbit::Way::Changes,
    };
    let mut machine = microbit::flash(link, parts(opened), way);
    let mut report = Report::new();
    let done = cable::drive(&mut machine, cable, &mut report).map_err(|f| failed(&f))?;
    let what = match done.way {
        microbit::Way::Changes => format!("{} of {} pages written", done.written, done.pages),
        microbit::Way::Whole => "the whole program written".to_owned(),
    };
    Ok(format!("{}: {what}{report}", done.board.title))
}

fn flash_bootloader(
    board: &'static Board,
    opened: Opened,
    cable: &mut impl Cable,
    interface: u8,
    name: &str,
) -> Result<String, Trouble> {
    let memory = opened.part(board)?.clone();
    let mut machine = dfuse::flash(interface, name, memory);
    let mut report = Report::new();
    let done = cable::drive(&mut machine, cable, &mut report).map_err(|f| failed(&f))?;
    let next = match done.started {
        true => "",
        false => "; press RST to start the program",
    };
    Ok(format!(
        "{}: {} of {} sectors written{report}{next}",
        board.title, done.written, done.sectors
    ))
}

/// Copies the project onto a board that already runs Python, and starts it.
fn copy(wanted: &Wanted, cable: &mut impl Cable) -> Result<String, Trouble> {
    let project = project::gather(&wanted.files)?;
    let mut report = Report::new();
    for folder in project::folders(&project) {
        let mut machine = files(Port::Serial, vec![Request::MakeFolder(folder)]);
        match cable::drive(&mut machine, cable, &mut report) {
            // It is there from the last time.
            Err(Failure::Raised(text)) if text.contains("EEXIST") => {}
            made => drop(made.map_err(|f| failed(&f))?),
        }
    }
    let contents = project.files();
    let requests =
        contents.map(|(path, content)| Request::Write(path.to_owned(), content.to_vec()));
    let count = project.len();
    let mut machine = files(Port::Serial, requests.collect());
    cable::drive(&mut machine, cable, &mut report).map_err(|f| failed(&f))?;
    let mut machine = soft_reset(Port::Serial);
    cable::drive(&mut machine, cable, &mut report).map_err(|f| failed(&f))?;
    Ok(format!("{count} files copied{report}"))
}

#[cfg(test)]
mod tests;
