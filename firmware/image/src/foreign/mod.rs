//! Files of other tools: recognised by their content and named, so that nobody wonders why they do not open.

use crate::boards::Board;
use crate::memory::position;
use crate::{Error, Memory, Project};
use std::fmt;

mod micropython;

/// What a file is that was not made here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A project of Microsoft MakeCode, with its name.
    MakeCode {
        name: Option<String>,
    },
    /// A MicroPython firmware, for a board, in a version, with the programs in it.
    MicroPython {
        board: Option<&'static Board>,
        version: String,
        files: Project,
    },
    /// Some other program for a board.
    Program {
        board: Option<&'static Board>,
    },
    Elf,
    Uf2,
    Zip,
    /// A page of the Web instead of the file.
    WebPage,
    Picture,
    /// Text, most likely a program's.
    Text,
    Unknown,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let for_board = |board: &Option<&'static Board>| match board {
            Some(board) => format!(" for the {}", board.title),
            None => String::new(),
        };
        match self {
            Foreign::MakeCode { name: Some(name) } => {
                write!(
                    f,
                    "This is the MakeCode project '{name}'. Open it at makecode.microbit.org."
                )
            }
            Foreign::MakeCode { name: None } => {
                write!(
                    f,
                    "This is a MakeCode project. Open it at makecode.microbit.org."
                )
            }
            Foreign::MicroPython {
                board,
                version,
                files,
            } => {
                let board = for_board(board);
                write!(
                    f,
                    "This is MicroPython {version}{board}, made by another editor. "
                )?;
                let names: Vec<&str> = files.files().map(|(path, _)| path).collect();
                match names.join(", ") {
                    names if names.is_empty() => {
                        write!(f, "Open it there and save the program as a .py file.")
                    }
                    names => write!(f, "It holds {names}: start a new project with that."),
                }
            }
            Foreign::Program { board } => write!(
                f,
                "This is a program{} that was not made here. It holds no project that could be opened.",
                for_board(board)
            ),
            Foreign::Elf => write!(
                f,
                "This is a program as compilers write it (ELF). Choose a .hex or .dfu file."
            ),
            Foreign::Uf2 => write!(
                f,
                "This is a UF2 file, for boards that show up as a disk. Choose a .hex or .dfu file."
            ),
            Foreign::Zip => write!(
                f,
                "This is a ZIP archive. Unpack it first, then open the file that was in it."
            ),
            Foreign::WebPage => write!(
                f,
                "This is a page of the Web, not the file behind it. Download the file again."
            ),
            Foreign::Picture => write!(f, "This is a picture, not a project."),
            Foreign::Text => write!(
                f,
                "This is a text. If it is a program, save it with a name that ends in .py and open that."
            ),
            Foreign::Unknown => write!(
                f,
                "This is not a file that can be opened here. Choose a .hex or .dfu file."
            ),
        }
    }
}

/// The place in the settings of both chips for the address of a boot loader.
const BOOT_LOADER: u32 = 0x1000_1014;
/// Before a MakeCode project, in a line of its own.
const MAKECODE: [u8; 8] = [0x41, 0x14, 0x0E, 0x2F, 0xB8, 0x2F, 0xA2, 0xBB];

/// What a file is, without taking it apart; nothing if it may have been made here.
pub fn by_content(bytes: &[u8]) -> Option<Foreign> {
    const STARTS: [(&[u8], Foreign); 7] = [
        (b"\x7fELF", Foreign::Elf),
        (b"UF2\n", Foreign::Uf2),
        (b"PK\x03\x04", Foreign::Zip),
        (b"\x89PNG", Foreign::Picture),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"%PDF", Foreign::Unknown),
    ];
    let start = STARTS.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, foreign)) = start {
        return Some(foreign.clone());
    }
    if crate::dfuse::is_dfu(bytes) {
        return None;
    }
    if crate::hex::is_hex(bytes) {
        return makecode(bytes);
    }
    let start = bytes.get(..400).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(_) if start.trim_ascii_start().starts_with(b"<") => Some(Foreign::WebPage),
        Ok(text) if !text.contains('\0') => Some(Foreign::Text),
        _ => Some(Foreign::Unknown),
    }
}

/// A MakeCode project in the lines of a HEX file. Only the mark and the name are looked for, so it does not matter how such a file is
/// made up otherwise.
fn makecode(text: &[u8]) -> Option<Foreign> {
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let is_mark = |line: &[u8]| {
        let kind = line.get(7..9);
        let data = line.get(9..25).unwrap_or_default();
        let is_data = [Some(&b"00"[..]), Some(b"0E"), Some(b"0e")].contains(&kind);
        is_data
            && (0..).zip(data.chunks(2)).all(|(index, pair): (usize, _)| {
                let byte = std::str::from_utf8(pair)
                    .ok()
                    .and_then(|pair| u8::from_str_radix(pair, 16).ok());
                byte == MAKECODE.get(index).copied()
            })
            && data.len() == 16
    };
    let mark = lines.find(|line| is_mark(line))?;
    // Behind the mark: the length of a header in JSON, that of the packed sources, and the header.
    let mut source = Vec::new();
    for line in std::iter::once(mark).chain(lines).take(64) {
        if let Ok(record) = crate::hex::record::Record::read(line) {
            source.extend_from_slice(record.data());
        }
    }
    Some(Foreign::MakeCode {
        name: name(&source),
    })
}

/// The project's name in a header.
fn name(source: &[u8]) -> Option<String> {
    const KEY: &[u8] = b"\"name\":\"";
    let length = source.get(8..10).and_then(|bytes| bytes.try_into().ok());
    let header = source.get(16..16 + usize::from(u16::from_le_bytes(length?)))?;
    let rest = header.get(position(header, KEY)? + KEY.len()..)?;
    let end = rest
        .iter()
        .position(|byte| *byte == b'"' || *byte == b'\\')?;
    let name = std::str::from_utf8(rest.get(..end)?).ok()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// What a memory without Pyrite in it is.
pub fn by_memory(memory: &Memory) -> Error {
    let board = board(memory);
    let foreign = match micropython::version(memory) {
        Some(version) => Foreign::MicroPython {
            board,
            version,
            files: micropython::files(memory),
        },
        None => Foreign::Program { board },
    };
    Error::Foreign(foreign)
}

/// The board that a program is for, as far as its addresses and its first stack pointer tell.
fn board(memory: &Memory) -> Option<&'static Board> {
    let (first, _) = memory.ranges().next()?;
    let pyboard = Board::named("pyboard")?;
    if pyboard.flash.contains(&first) {
        return Some(pyboard);
    }
    let (small, large) = (Board::named("microbit-v1")?, Board::named("microbit-v2")?);
    let is_large = memory.ranges().any(|(start, bytes)| {
        large.flash.contains(&start)
            && u64::from(start) + bytes.len() as u64 > u64::from(small.flash.end)
    });
    match memory.word(0)? {
        _ if is_large => Some(large),
        // A boot loader that fits the first board, as its chip's settings give it.
        _ if small
            .flash
            .contains(&memory.word(BOOT_LOADER).unwrap_or(u32::MAX)) =>
        {
            Some(small)
        }
        // 16 KB and 128 KB of RAM.
        0x2000_0001..=0x2000_4000 => Some(small),
        0x2000_4001..=0x2002_0000 => Some(large),
        _ => None,
    }
}
