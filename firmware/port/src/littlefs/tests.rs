//! What files go through on a board: use, and power that goes at any moment.

use super::*;
use crate::testing::{names, read, work, write};
use std::boxed::Box;
use std::cell::RefCell;
use std::rc::Rc;
use std::string::String;
use std::vec;
use std::vec::Vec;

const BLOCK: usize = 512;
const BLOCKS: usize = 24;

/// Flash in memory: writes can only clear bits. After so many writes and erases the power is gone.
#[derive(Clone)]
struct Flash(Rc<RefCell<(Vec<u8>, usize)>>);

impl Flash {
    fn new() -> Flash {
        Flash(Rc::new(RefCell::new((
            vec![0xff; BLOCK * BLOCKS],
            usize::MAX,
        ))))
    }

    /// One more change; an error when there is no power for it. `half` of it may still happen.
    fn change(&self, at: usize, bytes: &[u8], erase: bool) -> Result<(), Errno> {
        let mut state = self.0.borrow_mut();
        let (flash, left) = &mut *state;
        let done = match *left {
            0 => return Err(Errno::EIO),
            1 => bytes.len() / 2,
            _ => bytes.len(),
        };
        *left -= usize::from(*left != usize::MAX);
        for (place, byte) in flash[at..].iter_mut().zip(&bytes[..done]) {
            assert!(erase || *place == 0xff, "written twice at {at}");
            *place = *byte;
        }
        if done < bytes.len() {
            return Err(Errno::EIO);
        }
        Ok(())
    }

    fn set_power(&self, changes: usize) {
        self.0.borrow_mut().1 = changes;
    }

    fn power(&self) -> usize {
        self.0.borrow().1
    }
}

impl Storage for Flash {
    const BLOCK: u32 = BLOCK as u32;
    const WRITE: u32 = 16;

    fn blocks(&self) -> u32 {
        BLOCKS as u32
    }

    fn read(&mut self, block: u32, offset: u32, into: &mut [u8]) -> Result<(), Errno> {
        let at = block as usize * BLOCK + offset as usize;
        into.copy_from_slice(&self.0.borrow().0[at..at + into.len()]);
        Ok(())
    }

    fn write(&mut self, block: u32, offset: u32, from: &[u8]) -> Result<(), Errno> {
        self.change(block as usize * BLOCK + offset as usize, from, false)
    }

    fn erase(&mut self, block: u32) -> Result<(), Errno> {
        self.change(block as usize * BLOCK, &[0xff; BLOCK], true)
    }
}

type Disk = Littlefs<Flash, 64, 3>;

fn mount(flash: &Flash) -> Disk {
    Disk::mount(Box::leak(Box::new(Place::new(flash.clone())))).unwrap()
}

#[test]
fn files_and_folders() {
    let flash = Flash::new();
    let mut disk = mount(&flash);
    assert_eq!(names(&mut disk, "/"), Vec::<String>::new());
    disk.make_folder("lib").unwrap();
    assert_eq!(disk.make_folder("lib"), Err(Errno::EEXIST));
    let text: Vec<u8> = (0..3000u32).map(|i| (i * 7) as u8).collect();
    write(&mut disk, "lib/a.bin", &text).unwrap();
    write(&mut disk, "main.py", b"print(1)\n").unwrap();
    assert_eq!(read(&mut disk, "/lib/a.bin").unwrap(), text);
    assert_eq!(disk.stat("lib/a.bin").unwrap().size, 3000);
    disk.change_folder("lib").unwrap();
    disk.rename("a.bin", "../b.bin").unwrap();
    assert_eq!(read(&mut disk, "a.bin"), Err(Errno::ENOENT));
    assert_eq!(disk.remove("."), Err(Errno::EISDIR));
    let mut here = [0; 10];
    assert_eq!(disk.current_folder(&mut here), Ok(4));
    disk.close_all();
    assert_eq!(disk.remove_folder("b.bin"), Err(Errno::ENOTDIR));
    assert_eq!(names(&mut disk, "."), ["b.bin", "lib/", "main.py"]);
}

#[test]
fn what_was_closed_is_there_after_the_power_went() {
    let flash = Flash::new();
    write(&mut mount(&flash), "a", b"kept").unwrap();
    let mut disk = mount(&flash);
    assert_eq!(read(&mut disk, "a").unwrap(), b"kept");
    // A file that was not closed is as it was.
    let file = disk.open("a", Access::WRITE).unwrap();
    disk.write(file, b"lost").unwrap();
    assert_eq!(read(&mut mount(&flash), "a").unwrap(), b"kept");
}

#[test]
fn handles_are_checked_and_few() {
    let mut disk = mount(&Flash::new());
    for number in [0, 3, 5, 6, 99, u32::MAX] {
        assert_eq!(disk.read(Handle(number), &mut [0]), Err(Errno::EBADF));
        assert_eq!(disk.close(Handle(number)), Err(Errno::EBADF));
    }
    let opened: Vec<Handle> = ["a", "b", "c"]
        .map(|name| disk.open(name, Access::WRITE).unwrap())
        .into();
    assert_eq!(disk.open("d", Access::WRITE), Err(Errno::EMFILE));
    disk.close(opened[1]).unwrap();
    assert_eq!(disk.open("d", Access::WRITE), Ok(opened[1]));
}

#[test]
fn a_full_drive_is_an_error_and_stays_usable() {
    let mut disk = mount(&Flash::new());
    write(&mut disk, "small", b"here").unwrap();
    let full = write(&mut disk, "large", &[1; BLOCK * BLOCKS]);
    assert_eq!(full, Err(Errno::ENOSPC));
    disk.close_all();
    disk.remove("large").unwrap();
    assert_eq!(read(&mut disk, "small").unwrap(), b"here");
    write(&mut disk, "next", &[2; 2000]).unwrap();
}

const MUCH: usize = 1 << 20;

#[test]
fn power_that_goes_after_any_change_leaves_whole_files() {
    // How many changes there are.
    let before = Flash::new();
    let mut disk = mount(&before);
    write(&mut disk, "main.py", &[b'o'; 900]).unwrap();
    write(&mut disk, "boot.py", b"old").unwrap();
    let image = before.0.borrow().0.clone();
    before.set_power(MUCH);
    work(&mut disk).unwrap();
    let changes = MUCH - before.power();
    assert!(changes > 30, "{changes}");
    for power in 0..=changes + 1 {
        let flash = Flash::new();
        flash.0.borrow_mut().0.copy_from_slice(&image);
        let mut disk = mount(&flash);
        flash.set_power(power);
        let whole = work(&mut disk);
        flash.set_power(usize::MAX);
        let mut disk = mount(&flash);
        let main = read(&mut disk, "main.py").unwrap();
        assert!(
            main == [b'o'; 900] || main == [b'n'; 1200],
            "after {power}: {main:?}"
        );
        if let Ok(boot) = read(&mut disk, "boot.py") {
            assert!(boot == b"old" || boot == b"new" || boot.is_empty());
        }
        for log in ["data/log", "old"] {
            if let Ok(log) = read(&mut disk, log) {
                assert!(log == [b'l'; 700] || log.is_empty(), "after {power}");
            }
        }
        // It goes on.
        write(&mut disk, "after", &[b'a'; 600]).unwrap();
        assert_eq!(read(&mut disk, "after").unwrap(), [b'a'; 600]);
        assert_eq!(whole.is_ok(), power > changes, "{power} of {changes}");
    }
}
