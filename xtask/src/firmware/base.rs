//! Base images: a board's firmware as the file that a project is put into, by the page and the command line.

use super::{Board, folder};
use anyhow::{Context, Result, bail};
use object::{Endianness, Object, ObjectSegment, read::elf::ElfFile32, read::elf::ProgramHeader};
use pyrite_image::boards::Format;
use pyrite_image::{Memory, Stamp, esp};
use std::path::{Path, PathBuf};

/// Writes the base image of an ELF file; nothing where firmware says that no images are made of it.
pub fn write(board: &Board, image: &Path, emulated: bool) -> Result<Option<PathBuf>> {
    if board.name == ESP32C3 {
        return esp(board, image, emulated).map(Some);
    }
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

/// The board whose image is of Espressif's format: no project is put into it yet.
pub const ESP32C3: &str = "esp32c3";

/// Writes the image of the program, and beside it the table of partitions.
fn esp(board: &Board, elf: &Path, emulated: bool) -> Result<PathBuf> {
    let (entry, memory) = loaded(elf, |segment, endian| segment.p_vaddr(endian))?;
    let image = esp::write(&esp::ESP32C3, entry, &memory)?;
    let room = esp::PROGRAM.size as usize;
    if image.len() > room {
        let more = (image.len() - room) as f64 / 1024.0;
        bail!(
            "{} has too little flash: {more:.1} KB more are needed",
            board.name
        );
    }
    let path = |ending| folder(emulated).join(format!("{}{ending}", board.name));
    std::fs::write(path("-partitions.bin"), esp::table(&esp::PARTITIONS))?;
    std::fs::write(path(".bin"), image)?;
    Ok(path(".bin"))
}

/// What lies in flash when the firmware starts: every segment at the address where it is loaded.
pub fn memory(image: &Path) -> Result<Memory> {
    let (_, memory) = loaded(image, |segment, endian| segment.p_paddr(endian))?;
    Ok(memory)
}

type Segment = object::elf::ProgramHeader32<Endianness>;

/// Where an ELF file starts, and its segments at addresses of one kind.
fn loaded(elf: &Path, address: fn(&Segment, Endianness) -> u32) -> Result<(u32, Memory)> {
    let file = std::fs::read(elf).with_context(|| elf.display().to_string())?;
    let elf = ElfFile32::<Endianness>::parse(&*file)?;
    let endian = elf.endian();
    let mut pieces = Vec::new();
    for segment in elf.segments() {
        let at = address(segment.elf_program_header(), endian);
        pieces.push((at, segment.data()?.to_vec()));
    }
    Ok((elf.entry() as u32, Memory::from_pieces(pieces)?))
}
