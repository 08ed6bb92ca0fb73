//! Base images: a board's firmware as the file that a project is put into, by the page and the command line.

use super::{Board, folder};
use anyhow::{Context, Result};
use object::{Object, ObjectSegment, read::elf::ElfFile32, read::elf::ProgramHeader};
use pyrite_image::boards::Format;
use pyrite_image::{Memory, Stamp};
use std::path::{Path, PathBuf};

/// Writes the base image of an ELF file; nothing where firmware says that no images are made of it.
pub fn write(board: &Board, image: &Path, emulated: bool) -> Result<Option<PathBuf>> {
    let Some(known) = pyrite_image::Board::named(board.name) else {
        return Ok(None);
    };
    let memory = memory(image)?;
    let stamp = Stamp::find(&memory).with_context(|| image.display().to_string())?;
    anyhow::ensure!(
        stamp.board == known && stamp.files == known.files,
        "{} says of itself: {}",
        image.display(),
        stamp.line()
    );
    let path = path(board, emulated, known.format);
    std::fs::write(&path, pyrite_image::write(&[(known, memory)])?)?;
    Ok(Some(path))
}

fn path(board: &Board, emulated: bool, format: Format) -> PathBuf {
    let ending = match format {
        Format::Hex => "hex",
        Format::DfuSe => "dfu",
    };
    folder(emulated).join(format!("{}.{ending}", board.name))
}

/// What lies in flash when the firmware starts: every segment at the address where it is loaded.
pub fn memory(image: &Path) -> Result<Memory> {
    let file = std::fs::read(image).with_context(|| image.display().to_string())?;
    let elf = ElfFile32::<object::Endianness>::parse(&*file)?;
    let endian = elf.endian();
    let mut pieces = Vec::new();
    for segment in elf.segments() {
        let bytes = segment.data()?;
        let address = segment.elf_program_header().p_paddr(endian);
        pieces.push((address, bytes.to_vec()));
    }
    Ok(Memory::from_pieces(pieces)?)
}
