//! Firmware and project put together, and taken apart again.
//!
//! Firmware says of itself, in one line anywhere in flash ([`Stamp`]), for which board it is and where it keeps files. So an
//! image is known by its content, and one from before a change of the table of boards can still be opened.

use crate::boards::{BOARDS, Board, Format, Place};
use crate::dfuse::{self, Dfu};
use crate::files::{self, Geometry, System, Volume};
use crate::hex::{self, intel, universal};
use crate::{Error, Memory, Project, foreign};

/// What firmware says of itself. A board's crate carries the line as a `#[used] static STAMP: &str`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub board: &'static Board,
    pub version: String,
    pub files: Place,
}

const STAMP: &str = "PYRITE-FIRMWARE/1 ";
/// Longer lines are no stamps.
const STAMP_LIMIT: usize = 200;
/// Bytes at the start of a journal that say what is in it.
const JOURNAL_HEADS: u32 = 2 << 10;
/// The field that ends a stamp.
const STAMP_END: &str = " end";

impl Stamp {
    /// For firmware that keeps files where the table of boards says.
    pub fn of(board: &'static Board, version: &str) -> Stamp {
        Stamp {
            board,
            version: version.to_owned(),
            files: board.files,
        }
    }

    /// The line as firmware carries it.
    pub fn line(&self) -> String {
        let Place {
            system,
            start,
            geometry,
            journal,
        } = self.files;
        let Geometry {
            block,
            blocks,
            write,
            inline,
        } = geometry;
        format!(
            "{STAMP}board={} version={} files={} start={start:#x} block={block} blocks={blocks} write={write} inline={inline} journal={journal}{STAMP_END}",
            self.board.name,
            self.version,
            system.name()
        )
    }

    fn parse(line: &str) -> Option<Stamp> {
        let fields = line.strip_prefix(STAMP)?.strip_suffix(STAMP_END)?;
        let text = |name: &str| {
            let mut fields = fields.split(' ').filter_map(|field| field.split_once('='));
            fields.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let number = |name: &str| text(name)?.parse::<u32>().ok();
        let stamp = Stamp {
            board: Board::named(text("board")?)?,
            version: text("version")?.to_owned(),
            files: Place {
                system: System::named(text("files")?)?,
                start: u32::from_str_radix(text("start")?.strip_prefix("0x")?, 16).ok()?,
                geometry: Geometry {
                    block: number("block")?,
                    blocks: number("blocks")?,
                    write: number("write")?,
                    inline: number("inline")?,
                },
                journal: number("journal")?,
            },
        };
        let Board { flash, .. } = stamp.board;
        let files = stamp.files.range();
        let fits =
            stamp.files.geometry.is_sound() && flash.start <= files.start && files.end <= flash.end;
        fits.then_some(stamp)
    }

    /// The stamp of the firmware in a memory.
    pub fn find(memory: &Memory) -> Result<Stamp, Error> {
        let mut stamps: Vec<(u32, Stamp)> = Vec::new();
        let mut unknown = None;
        for (start, bytes) in memory.ranges() {
            let mut from = 0;
            while let Some(found) =
                crate::memory::position(bytes.get(from..).unwrap_or_default(), STAMP.as_bytes())
            {
                let at = from + found;
                let rest = bytes.get(at..).unwrap_or_default();
                let rest = rest.get(..STAMP_LIMIT).unwrap_or(rest);
                let line = crate::memory::position(rest, STAMP_END.as_bytes())
                    .and_then(|end| std::str::from_utf8(rest.get(..end + STAMP_END.len())?).ok());
                match line.map(|line| (line, Stamp::parse(line))) {
                    Some((_, Some(stamp))) => stamps.push((start + at as u32, stamp)),
                    Some((line, None)) => unknown = Some(line.escape_debug().to_string()),
                    None => {}
                }
                from = at + STAMP.len();
            }
        }
        // A file of the project may hold such a line too: it lies where the firmware says files are.
        let places: Vec<_> = stamps
            .iter()
            .map(|(_, stamp)| stamp.files.range())
            .collect();
        stamps.retain(|(at, _)| !places.iter().any(|place| place.contains(at)));
        match (stamps.pop(), unknown) {
            (Some((_, stamp)), _) if stamps.iter().all(|(_, other)| *other == stamp) => Ok(stamp),
            (None, Some(line)) => Err(Error::UnknownFirmware { line }),
            _ => Err(Error::NoFirmware),
        }
    }
}

/// The memory of a board with its firmware and a project.
pub fn assemble(
    board: &'static Board,
    firmware: &Memory,
    project: &Project,
) -> Result<Memory, Error> {
    let stamp = Stamp::find(firmware)?;
    if stamp.board != board {
        let (found, wanted) = (stamp.board, board);
        return Err(Error::OtherBoard { found, wanted });
    }
    check(board, firmware)?;
    if let Some((address, _)) = firmware.within(&stamp.files.range()).ranges().next() {
        return Err(Error::FirmwareTooLarge { board, address });
    }
    let volume = files::write(stamp.files.system, stamp.files.geometry, project)?;
    let mut memory = firmware.clone();
    for (address, bytes) in volume.to_memory(stamp.files.start)?.ranges() {
        memory.write(address, bytes)?;
    }
    let place = stamp.files;
    let erased = vec![0xff; place.journal.min(JOURNAL_HEADS) as usize];
    memory.write(place.range().end - place.journal, &erased)?;
    Ok(memory)
}

fn check(board: &'static Board, memory: &Memory) -> Result<(), Error> {
    match memory.outside(&board.writable()) {
        Some(address) => Err(Error::OutsideBoard { board, address }),
        None => Ok(()),
    }
}

/// A file for one board, or for several that share a format and a file, with the same project in each: what a person saves,
/// and what a board takes.
pub fn build(firmware: &[(&'static Board, &Memory)], project: &Project) -> Result<Vec<u8>, Error> {
    let memories = firmware
        .iter()
        .map(|(board, firmware)| Ok((*board, assemble(board, firmware, project)?)))
        .collect::<Result<Vec<_>, _>>()?;
    write(&memories)
}

/// The memories of boards as a file.
pub fn write(memories: &[(&'static Board, Memory)]) -> Result<Vec<u8>, Error> {
    let hex = |memory: &Memory| intel::Hex {
        memory: memory.clone(),
        start: None,
    };
    match memories {
        [] => Err(Error::Empty),
        [(board, memory)] if board.format == Format::DfuSe => dfuse::write(&Dfu {
            vendor: board.usb.0,
            product: board.usb.1,
            release: 0xffff,
            images: vec![dfuse::Image {
                setting: 0,
                name: Some(board.title.to_owned()),
                memory: memory.clone(),
            }],
        }),
        [(_, memory)] => Ok(intel::write(&hex(memory)).into_bytes()),
        [(wanted, _), ..] => {
            if let Some((found, _)) = memories
                .iter()
                .find(|(board, _)| board.format != Format::Hex)
            {
                return Err(Error::OtherBoard { found, wanted });
            }
            let parts: Vec<universal::Part> = memories
                .iter()
                .map(|(board, memory)| universal::Part {
                    board: board.daplink.first().copied().unwrap_or_default(),
                    hex: hex(memory),
                })
                .collect();
            Ok(universal::write(&parts).into_bytes())
        }
    }
}

/// A file that was made here, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub project: Project,
    /// For which boards it is, and all that it puts into them.
    pub parts: Vec<(Stamp, Memory)>,
}

impl Opened {
    /// What the file puts into a board.
    pub fn part(&self, wanted: &'static Board) -> Result<&Memory, Error> {
        match self.parts.iter().find(|(stamp, _)| stamp.board == wanted) {
            Some((_, memory)) => Ok(memory),
            None => match self.parts.first() {
                Some((stamp, _)) => Err(Error::OtherBoard {
                    found: stamp.board,
                    wanted,
                }),
                None => Err(Error::Empty),
            },
        }
    }
}

/// Opens any file that a person may drop on the page: what was made here gives its project, all else an error that names it.
pub fn open(bytes: &[u8]) -> Result<Opened, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if let Some(foreign) = foreign::by_content(bytes) {
        return Err(Error::Foreign(foreign));
    }
    let memories = memories(bytes)?;
    let mut parts = Vec::new();
    let mut project = None;
    for (number, memory) in memories {
        let stamp = match Stamp::find(&memory) {
            Err(Error::NoFirmware) => return Err(foreign::by_memory(&memory)),
            other => other?,
        };
        if let Some(wanted) = number.and_then(Board::behind_daplink) {
            if wanted != stamp.board {
                let found = stamp.board;
                return Err(Error::OtherBoard { found, wanted });
            }
        }
        check(stamp.board, &memory)?;
        let inside = files_in(&memory, &stamp)?;
        match &project {
            Some(other) if *other != inside => return Err(Error::PartsDiffer),
            _ => project = Some(inside),
        }
        parts.push((stamp, memory));
    }
    let project = project.ok_or(Error::NoFirmware)?;
    Ok(Opened { project, parts })
}

/// A board's firmware, as it is built and kept: with its stamp, and no project in it.
pub fn firmware(bytes: &[u8]) -> Result<(Stamp, Memory), Error> {
    let (_, memory) = memories(bytes)?.pop().ok_or(Error::Empty)?;
    Ok((Stamp::find(&memory)?, memory))
}

/// What a file puts where, with the interface chip's number if the file gives it.
fn memories(bytes: &[u8]) -> Result<Vec<(Option<u16>, Memory)>, Error> {
    if dfuse::is_dfu(bytes) {
        let dfu = dfuse::read(bytes)?;
        let usb = (dfu.vendor, dfu.product);
        if !BOARDS
            .iter()
            .any(|board| board.format == Format::DfuSe && board.usb == usb)
        {
            let (vendor, product) = usb;
            return Err(Error::DfuDevice { vendor, product });
        }
        return Ok(dfu
            .images
            .into_iter()
            .map(|image| (None, image.memory))
            .collect());
    }
    if hex::universal::is_universal(bytes) {
        let parts = universal::read(bytes)?;
        return Ok(parts
            .into_iter()
            .map(|part| (Some(part.board), part.hex.memory))
            .collect());
    }
    Ok(vec![(None, intel::read(bytes)?.memory)])
}

fn files_in(memory: &Memory, stamp: &Stamp) -> Result<Project, Error> {
    let place = stamp.files;
    if memory.within(&place.range()).is_empty() {
        return Err(Error::NoFiles);
    }
    let volume = Volume::from_memory(memory, place.start, place.geometry);
    match files::read(place.system, &volume) {
        Err(Error::NoFiles) => Err(Error::FilesDamaged { block: 0 }),
        other => other,
    }
}
