//! A board that starts with files which `firmware/image` has put there: its `main.py` runs, and finds its modules.

use super::{Emulated, SOON, Scratch};
use crate::firmware::Board;
use anyhow::{Context, Result};
use object::{Object, ObjectSymbol};
use pyrite_image::files::{self, Geometry, System};
use pyrite_image::{Memory, Project};
use std::path::Path;

/// As the boards' crates mount their memory for files.
fn geometry(board: &Board, size: u32) -> Result<Geometry> {
    let block = match board.name {
        "pyboard" => 1024,
        "qemu-virt" => 4096,
        name => {
            let known = pyrite_image::Board::named(name);
            let files = known
                .with_context(|| format!("how large are the blocks of {name}?"))?
                .files;
            return Ok(Geometry {
                blocks: size / files.geometry.block,
                ..files.geometry
            });
        }
    };
    Ok(Geometry {
        block,
        blocks: size / block,
        write: 16,
        inline: 64,
    })
}

pub fn check(board: &Board, image: &Path) -> Result<()> {
    let file = std::fs::read(image)?;
    let elf = object::File::parse(&*file)?;
    let symbol = |name: &str| -> Result<u32> {
        let symbol = elf.symbols().find(|symbol| symbol.name() == Ok(name));
        let symbol = symbol.with_context(|| format!("{name} is not in the image"))?;
        Ok(u32::try_from(symbol.address())?)
    };
    let (start, size) = (symbol("_disk_start")?, symbol("_disk_size")?);
    let geometry = geometry(board, size)?;
    let mut project = Project::default();
    let main = "import lib.answer\nprint('the answer is', lib.answer.ANSWER)\n";
    project.insert("main.py", main.into())?;
    project.insert(
        "lib/answer.py",
        format!("{}ANSWER = 42\n", "# long\n".repeat(400)).into(),
    )?;
    // What an image leaves out is erased flash.
    let mut memory = Memory::default();
    memory.write(0, &vec![0xff; geometry.size() as usize])?;
    for (address, bytes) in files::write(System::Littlefs, geometry, &project)?
        .to_memory(0)?
        .ranges()
    {
        memory.write(address, bytes)?;
    }
    let folder = Scratch::new(board)?;
    let disk = folder.0.join("disk.bin");
    std::fs::write(&disk, memory.get(0, memory.len()).unwrap_or_default())?;
    let loader = format!(
        "loader,file={},addr={start:#x},force-raw=on",
        disk.display()
    );
    let emulated = Emulated::start(board, image, &["-device", &loader])?;
    let mut link = emulated.link()?;
    link.send(b"\x02")?;
    link.until(b">>> ", SOON)?;
    link.send(b"\x04")?;
    link.until(b"soft reboot", SOON)?;
    link.until(b"the answer is 42\r\n", SOON)?;
    println!("{}: runs the project of an image", board.name);
    Ok(())
}
