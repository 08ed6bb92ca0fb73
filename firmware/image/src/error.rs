//! What can be wrong, as data: the page puts it into the reader's language; the texts here are English. Each says what was
//! found, then what a teacher can do about it.

use crate::boards::Board;
use crate::foreign::Foreign;
use crate::hex::record::LineFault;
use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    // Files.
    #[error("The file is empty. Save it again, or choose another one.")]
    Empty,
    #[error("{0}")]
    Foreign(Foreign),
    #[error("This is not a HEX file. Choose a file that ends in .hex.")]
    NotHex,
    #[error(
        "The HEX file is cut off in line {line}: its end is missing. Download or copy it again."
    )]
    HexCutOff { line: usize },
    #[error("Line {line} of the HEX file is damaged: {}. Download or copy the file again.", text(.fault))]
    HexLine { line: usize, fault: LineFault },
    #[error(
        "The HEX file goes on after its end, in line {line}: two files in one? Download or save it again."
    )]
    HexAfterEnd { line: usize },
    #[error(
        "This HEX file is for several boards. Open it as a whole, not as the file of one board."
    )]
    UniversalHex,
    #[error(
        "Line {line} of the HEX file stands outside of a board's section. Download or save the file again."
    )]
    HexOutside { line: usize },
    #[error(
        "A board's section in the HEX file is damaged near line {line}. Download or save the file again."
    )]
    HexSection { line: usize },
    #[error(
        "The HEX file is for more boards than there are, up to line {line}. Download or save it again."
    )]
    HexBoards { line: usize },
    #[error("This is not a DFU file. Choose a file that ends in .dfu.")]
    NotDfu,
    #[error(
        "The DFU file is cut off: it has {found} bytes where {expected} belong. Download or copy it again."
    )]
    DfuCutOff { expected: u64, found: u64 },
    #[error(
        "The DFU file is damaged: its checksum is {found:08x}, not {expected:08x}. Download or copy it again."
    )]
    DfuChecksum { expected: u32, found: u32 },
    #[error("The DFU file is damaged at byte {offset}. Download or copy it again.")]
    DfuDamaged { offset: usize },
    #[error(
        "The DFU file is for USB device {vendor:04x}:{product:04x}, not for a board that is known here."
    )]
    DfuDevice { vendor: u16, product: u16 },
    #[error("This is not an image for a chip of Espressif.")]
    NotEsp,
    #[error("The image is cut off: its end is missing. Download or copy it again.")]
    EspCutOff,
    #[error(
        "The image is damaged: byte {offset} does not fit the rest. Download or copy it again."
    )]
    EspDamaged { offset: usize },
    #[error("The file is too large for its format.")]
    TooLarge,
    #[error(
        "The file gives two contents to address {address:#010x}. It was put together wrongly: make it again."
    )]
    Overlap { address: u32 },
    #[error(
        "The file goes past the last address, from {address:#010x} on. It was put together wrongly: make it again."
    )]
    Address { address: u32 },

    // Boards and their firmware.
    #[error("This file is for {}, not for {}. Choose that board, or make a file for this one.", .found.title, .wanted.title)]
    OtherBoard {
        found: &'static Board,
        wanted: &'static Board,
    },
    #[error("The file writes to address {address:#010x}, where {} has no memory for programs. It is for another board.", .board.title)]
    OutsideBoard { board: &'static Board, address: u32 },
    #[error("The firmware covers address {address:#010x}, where {} keeps files. It is too large for the board.", .board.title)]
    FirmwareTooLarge { board: &'static Board, address: u32 },
    #[error("There is no Pyrite in this file. Open a file that was made here.")]
    NoFirmware,
    #[error(
        "The Pyrite in this file calls itself '{line}', which is not known here. Load the page again to get its newest version."
    )]
    UnknownFirmware { line: String },
    #[error(
        "The boards in this file have different projects in them. Open a file that was made here."
    )]
    PartsDiffer,

    // Projects and file systems.
    #[error(
        "The name '{name}' cannot be used on a board. Use letters, digits, _ - . and at most {} of them.",
        crate::project::NAME
    )]
    Name { name: String },
    #[error("'{name}' is there twice, or as a file and a folder. Rename one of them.")]
    NameTwice { name: String },
    #[error(
        "The project is too large for the board: it needs {needed} bytes, and there is room for {room}. Remove or shorten files."
    )]
    NoRoom { needed: u64, room: u64 },
    #[error("The firmware is there, but no file system. The file holds no project.")]
    NoFiles,
    #[error("The files in this image are damaged at block {block}. Download or copy it again.")]
    FilesDamaged { block: u32 },
}

fn text(fault: &LineFault) -> String {
    match fault {
        LineFault::NoColon => "it does not begin with a colon".to_owned(),
        LineFault::NotADigit => "it has a character that is no hexadecimal digit".to_owned(),
        LineFault::TooShort => "it is too short".to_owned(),
        LineFault::TooLong => "it is too long".to_owned(),
        LineFault::Checksum => "its checksum is wrong".to_owned(),
        LineFault::UnknownKind(kind) => format!("its kind, {kind:02X}, is unknown"),
        LineFault::WrongLength => "its length does not fit its kind".to_owned(),
    }
}
