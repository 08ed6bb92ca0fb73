//! A board that starts with files which `firmware/image` has put there: its `main.py` runs, and finds its modules.

use super::{Emulated, SOON, Scratch};
use crate::firmware::{self, Board};
use anyhow::{Context, Result};
use object::{Object, ObjectSymbol};
use pyrite_image::files::{self, Geometry, System};
use pyrite_image::{Memory, Project};
use std::path::{Path, PathBuf};

pub fn check(board: &Board, image: &Path) -> Result<()> {
    let mut project = Project::default();
    let main = "import lib.answer\nprint('the answer is', lib.answer.ANSWER)\n";
    project.insert("main.py", main.into())?;
    project.insert(
        "lib/answer.py",
        format!("{}ANSWER = 42\n", "# long\n".repeat(400)).into(),
    )?;
    let folder = Scratch::new(board)?;
    let emulated = match assembled(board, image, &project)? {
        // The file that a person would flash, and nothing else.
        Some(memory) => {
            let (start, bytes) = pyrite_image::bin::write(&memory)?;
            let loader = loader(&folder.0.join("flash.bin"), start, &bytes)?;
            Emulated::start_flashed(board, &["-device", &loader])?
        }
        None => {
            let (start, bytes) = disk(board, image, &project)?;
            let loader = loader(&folder.0.join("disk.bin"), start, &bytes)?;
            Emulated::start(board, image, &["-device", &loader])?
        }
    };
    let mut link = emulated.link()?;
    link.send(b"\x02")?;
    link.until(b">>> ", SOON)?;
    link.send(b"\x04")?;
    link.until(b"soft reboot", SOON)?;
    link.until(b"the answer is 42\r\n", SOON)?;
    println!("{}: runs the project of an image", board.name);
    Ok(())
}

/// What QEMU puts into the machine's memory.
fn loader(path: &PathBuf, start: u32, bytes: &[u8]) -> Result<String> {
    std::fs::write(path, bytes)?;
    let path = path.display();
    Ok(format!("loader,file={path},addr={start:#x},force-raw=on"))
}

/// Firmware with the project, where what is built for QEMU's machine keeps files where the chip does.
fn assembled(board: &Board, image: &Path, project: &Project) -> Result<Option<Memory>> {
    let Some(known) = pyrite_image::Board::named(board.name) else {
        return Ok(None);
    };
    if board.moves_files {
        return Ok(None);
    }
    let firmware = firmware::memory(image)?;
    Ok(Some(pyrite_image::assemble(known, &firmware, project)?))
}

/// The memory that stands for flash, with the project in it: its address and content.
fn disk(board: &Board, image: &Path, project: &Project) -> Result<(u32, Vec<u8>)> {
    let file = std::fs::read(image)?;
    let elf = object::File::parse(&*file)?;
    let symbol = |name: &str| -> Result<u32> {
        let symbol = elf.symbols().find(|symbol| symbol.name() == Ok(name));
        let symbol = symbol.with_context(|| format!("{name} is not in the image"))?;
        Ok(u32::try_from(symbol.address())?)
    };
    let (start, size) = (symbol("_disk_start")?, symbol("_disk_size")?);
    let geometry = geometry(board, size);
    // What an image leaves out is erased flash.
    let mut memory = Memory::default();
    memory.write(0, &vec![0xff; geometry.size() as usize])?;
    for (address, bytes) in files::write(System::Littlefs, geometry, project)?
        .to_memory(0)?
        .ranges()
    {
        memory.write(address, bytes)?;
    }
    let bytes = memory.get(0, memory.len()).unwrap_or_default();
    Ok((start, bytes.to_vec()))
}

/// As the board's crate mounts its memory for files.
fn geometry(board: &Board, size: u32) -> Geometry {
    match pyrite_image::Board::named(board.name) {
        Some(known) => Geometry {
            blocks: size / known.files.geometry.block,
            ..known.files.geometry
        },
        None => Geometry {
            block: 4096,
            blocks: size / 4096,
            write: 16,
            inline: 64,
        },
    }
}
