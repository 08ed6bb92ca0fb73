//! A board finds the project that `firmware/image` puts into its flash, and what it writes is found in an image of that flash.

use crate::fat::{self, Fat};
use crate::littlefs::{Littlefs, Place};
use crate::testing::{read, write};
use crate::{Disk, Drive, SECTOR, Storage};
use pyrite_core::files::Errno;
use pyrite_image::boards::{BOARDS, Place as Region};
use pyrite_image::files::{self, System, Volume};
use pyrite_image::{Board, Memory, Project};
use std::borrow::ToOwned;
use std::boxed::Box;
use std::cell::RefCell;
use std::format;
use std::rc::Rc;
use std::string::String;
use std::vec;
use std::vec::Vec;

/// Flash with pages of `BLOCK` bytes, in which a word is written once after each erase.
#[derive(Clone)]
struct Flash<const BLOCK: usize>(Rc<RefCell<Vec<u8>>>);

impl<const BLOCK: usize> Storage for Flash<BLOCK> {
    const BLOCK: u32 = BLOCK as u32;
    const WRITE: u32 = 4;

    fn blocks(&self) -> u32 {
        (self.0.borrow().len() / BLOCK) as u32
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Errno> {
        let at = block as usize * BLOCK + offset as usize;
        into.copy_from_slice(&self.0.borrow()[at..at + into.len()]);
        Ok(())
    }

    fn write(&mut self, block: u32, offset: u32, from: &[u8]) -> Result<(), Errno> {
        let at = block as usize * BLOCK + offset as usize;
        let bytes = &mut self.0.borrow_mut()[at..at + from.len()];
        assert!(bytes.iter().all(|byte| *byte == 0xff), "written twice");
        bytes.copy_from_slice(from);
        Ok(())
    }

    fn erase(&mut self, block: u32) -> Result<(), Errno> {
        let at = block as usize * BLOCK;
        self.0.borrow_mut()[at..at + BLOCK].fill(0xff);
        Ok(())
    }
}

fn project() -> Project {
    let mut project = Project::default();
    for (path, content) in [
        ("main.py", "print('image')\n".repeat(200)),
        ("boot.py", String::new()),
        ("lib/colours.py", "RED = 1\n".to_owned()),
        ("lib/deep/module.py", "x = 1\n".repeat(50)),
        ("Größe.txt", "ß".to_owned()),
    ] {
        project.insert(path, content.into_bytes()).unwrap();
    }
    for number in 0..14 {
        let content = vec![number; usize::from(number) * 3];
        project
            .insert(&format!("data/table_of_numbers_{number}.csv"), content)
            .unwrap();
    }
    project
}

/// Reads what the project has, and changes some of it.
fn use_drive(drive: &mut impl Drive, project: &Project) {
    for (path, content) in project.files() {
        assert_eq!(read(drive, path).as_deref(), Ok(content), "{path}");
    }
    write(drive, "main.py", b"print('changed on the board')\n").unwrap();
    write(drive, "log.txt", &[b'-'; 3000]).unwrap();
    drive.remove("boot.py").unwrap();
}

/// What an image says of files that were used so.
fn check_found(found: &Project, project: &Project) {
    assert_eq!(found.len(), project.len());
    assert_eq!(
        found.get("main.py"),
        Some(&b"print('changed on the board')\n"[..])
    );
    assert_eq!(found.get("log.txt"), Some(&[b'-'; 3000][..]));
    assert_eq!(found.get("boot.py"), None);
    assert_eq!(
        found.get("lib/deep/module.py"),
        project.get("lib/deep/module.py")
    );
}

fn there_and_back<const BLOCK: usize>(region: Region) {
    let project = project();
    let image = files::write(System::Littlefs, region.geometry, &project).unwrap();
    let mut flash = Memory::default();
    // What an image leaves out keeps what was there before.
    let before = vec![0xa5; region.geometry.size() as usize];
    flash.write(region.start, &before).unwrap();
    for (address, bytes) in image.to_memory(region.start).unwrap().ranges() {
        flash.write(address, bytes).unwrap();
    }
    let bytes = flash.get(region.start, before.len()).unwrap().to_vec();
    let flash = Flash::<BLOCK>(Rc::new(RefCell::new(bytes)));
    let place = Box::leak(Box::new(Place::<_, 64, 4>::new(flash.clone())));
    let mut drive = Littlefs::mount(place).unwrap();
    use_drive(&mut drive, &project);

    let mut memory = Memory::default();
    memory.write(region.start, &flash.0.borrow()).unwrap();
    let volume = Volume::from_memory(&memory, region.start, region.geometry);
    let found = files::read(System::Littlefs, &volume).unwrap();
    check_found(&found, &project);
}

/// Sectors in memory.
struct Sectors(Rc<RefCell<Vec<u8>>>);

impl Disk for Sectors {
    fn sectors(&self) -> u32 {
        (self.0.borrow().len() / SECTOR) as u32
    }

    fn read(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Errno> {
        let at = sector as usize * SECTOR;
        into.copy_from_slice(self.0.borrow().get(at..at + SECTOR).ok_or(Errno::EIO)?);
        Ok(())
    }

    fn write(&mut self, sector: u32, from: &[u8; SECTOR]) -> Result<(), Errno> {
        let at = sector as usize * SECTOR;
        let mut bytes = self.0.borrow_mut();
        bytes
            .get_mut(at..at + SECTOR)
            .ok_or(Errno::EIO)?
            .copy_from_slice(from);
        Ok(())
    }

    fn keep(&mut self) -> Result<(), Errno> {
        Ok(())
    }
}

#[test]
fn a_board_with_fat_finds_the_project_of_its_image() {
    let board = Board::named("pyboard").unwrap();
    let region = board.files;
    let project = project();
    // Erased flash is where an image says nothing.
    let mut flash = Memory::default();
    let size = region.geometry.size() as usize;
    flash.write(region.start, &vec![0xff; size]).unwrap();
    let image = files::write(System::Fat, region.geometry, &project).unwrap();
    for (address, bytes) in image.to_memory(region.start).unwrap().ranges() {
        flash.write(address, bytes).unwrap();
    }
    let bytes = Rc::new(RefCell::new(
        flash.get(region.start, size).unwrap().to_vec(),
    ));
    let place = Box::leak(Box::new(fat::Place::new(Sectors(bytes.clone()))));
    let mut drive = Fat::<_, 4>::mount(place).unwrap();
    use_drive(&mut drive, &project);
    flash.write(region.start, &bytes.borrow()).unwrap();
    let volume = Volume::from_memory(&flash, region.start, region.geometry);
    check_found(&files::read(System::Fat, &volume).unwrap(), &project);
}

#[test]
fn a_board_finds_the_project_of_its_image() {
    let mut count = 0;
    for board in BOARDS
        .iter()
        .filter(|board| board.files.system == System::Littlefs)
    {
        match board.files.geometry.block {
            1024 => there_and_back::<1024>(board.files),
            4096 => there_and_back::<4096>(board.files),
            block => panic!("{}: {block}", board.name),
        }
        count += 1;
    }
    assert!(count >= 2);
}
