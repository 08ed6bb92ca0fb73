//! What files on a FAT go through: use, a journal that fills up, and power that goes at any moment.

use super::*;
use crate::journal::{Flash, Journal, Piece};
use crate::testing::{names, read, work, write};
use std::boxed::Box;
use std::cell::RefCell;
use std::format;
use std::rc::Rc;
use std::string::String;
use std::vec;
use std::vec::Vec;

const HOME: usize = 8 << 10;
const HOMES: usize = 3;
const JOURNAL: usize = 48 << 10;
pub(crate) const SECTORS: usize = HOME * HOMES / 512;

/// Flash in memory: writes can only clear bits. After so many writes and erases the power is gone.
#[derive(Clone)]
pub(crate) struct Chips(Rc<RefCell<State>>);

#[derive(Clone)]
pub(crate) struct State {
    bytes: Vec<u8>,
    power: usize,
    erasures: usize,
}

impl Chips {
    pub(crate) fn new() -> Chips {
        Chips(Rc::new(RefCell::new(State {
            bytes: vec![0xff; HOME * HOMES + JOURNAL],
            power: usize::MAX,
            erasures: 0,
        })))
    }

    /// The same flash once more, for another life.
    pub(crate) fn copy(&self) -> Chips {
        Chips(Rc::new(RefCell::new(self.0.borrow().clone())))
    }

    /// Lets so many more changes happen: what is left of those.
    pub(crate) fn set_power(&self, changes: usize) -> usize {
        core::mem::replace(&mut self.0.borrow_mut().power, changes)
    }

    fn at(piece: Piece) -> (usize, usize) {
        match piece {
            Piece::Home(home) => (home as usize * HOME, HOME),
            Piece::Journal => (HOMES * HOME, JOURNAL),
        }
    }

    /// One more change; an error when there is no power for it. Half of it may still happen.
    fn change(&self, at: usize, bytes: &[u8], erase: bool) -> Result<(), Errno> {
        let mut state = self.0.borrow_mut();
        let done = match state.power {
            0 => return Err(Errno::EIO),
            1 => bytes.len() / 2,
            _ => bytes.len(),
        };
        state.power -= usize::from(state.power != usize::MAX);
        for (place, byte) in state.bytes[at..].iter_mut().zip(&bytes[..done]) {
            assert!(erase || *place & *byte == *byte, "not erased at {at}");
            *place = *byte;
        }
        if done < bytes.len() {
            return Err(Errno::EIO);
        }
        Ok(())
    }
}

impl Flash for Chips {
    const HOME: u32 = HOME as u32;
    const HOMES: u32 = HOMES as u32;
    const JOURNAL: u32 = JOURNAL as u32;

    fn read(&mut self, piece: Piece, offset: u32, into: &mut [u8]) -> Result<(), Errno> {
        let (start, size) = Chips::at(piece);
        assert!(offset as usize + into.len() <= size);
        let at = start + offset as usize;
        into.copy_from_slice(&self.0.borrow().bytes[at..at + into.len()]);
        Ok(())
    }

    fn write(&mut self, piece: Piece, offset: u32, from: &[u8]) -> Result<(), Errno> {
        let (start, size) = Chips::at(piece);
        assert!(offset % 4 == 0 && from.len() % 4 == 0 && offset as usize + from.len() <= size);
        self.change(start + offset as usize, from, false)
    }

    fn erase(&mut self, piece: Piece) -> Result<(), Errno> {
        let (start, size) = Chips::at(piece);
        self.0.borrow_mut().erasures += 1;
        self.change(start, &vec![0xff; size], true)
    }
}

pub(crate) type Drive3 = Fat<Journal<Chips, SECTORS>, 3>;

pub(crate) fn mount(chips: &Chips) -> Drive3 {
    let journal = Journal::open(chips.clone()).unwrap();
    Fat::mount(Box::leak(Box::new(Place::new(journal)))).unwrap()
}

#[test]
fn files_and_folders() {
    let chips = Chips::new();
    let mut drive = mount(&chips);
    assert_eq!(names(&mut drive, "/"), Vec::<String>::new());
    drive.make_folder("lib").unwrap();
    assert_eq!(drive.make_folder("lib"), Err(Errno::EEXIST));
    let text: Vec<u8> = (0..3000u32).map(|i| (i * 7) as u8).collect();
    write(&mut drive, "lib/a.bin", &text).unwrap();
    write(&mut drive, "main.py", b"print(1)\n").unwrap();
    assert_eq!(read(&mut drive, "/lib/a.bin").unwrap(), text);
    assert_eq!(drive.stat("lib/a.bin").unwrap().size, 3000);
    drive.change_folder("lib").unwrap();
    drive.rename("a.bin", "../b.bin").unwrap();
    assert_eq!(read(&mut drive, "a.bin"), Err(Errno::ENOENT));
    assert_eq!(drive.remove("."), Err(Errno::EISDIR));
    let mut here = [0; 10];
    assert_eq!(drive.current_folder(&mut here), Ok(4));
    drive.close_all();
    assert_eq!(drive.remove_folder("b.bin"), Err(Errno::ENOTDIR));
    assert_eq!(drive.rename("lib", "lib/inside"), Err(Errno::EINVAL));
    assert_eq!(drive.remove("nowhere/a"), Err(Errno::ENOENT));
    assert_eq!(drive.stat("main.py/a").err(), Some(Errno::ENOTDIR));
    let mut found = names(&mut drive, ".");
    found.sort();
    assert_eq!(found, ["b.bin", "lib/", "main.py"]);
    // Another mount sees the same.
    drop(drive);
    assert_eq!(read(&mut mount(&chips), "b.bin").unwrap(), text);
}

#[test]
fn names_keep_their_letters_and_are_found_in_any() {
    let mut drive = mount(&Chips::new());
    for name in ["Größe.txt", "README.md", "a long name.with.dots.py", "x"] {
        write(&mut drive, name, name.as_bytes()).unwrap();
        assert!(names(&mut drive, "/").iter().any(|found| found == name));
    }
    assert_eq!(read(&mut drive, "readme.MD").unwrap(), b"README.md");
    assert_eq!(drive.open("a:b", Access::WRITE).err(), Some(Errno::EINVAL));
    let long = "n".repeat(300);
    assert_eq!(drive.open(&long, Access::WRITE).err(), Some(ENAMETOOLONG));
}

#[test]
fn positions_behind_the_end_and_appending() {
    let mut drive = mount(&Chips::new());
    let both = Access {
        read: true,
        truncate: false,
        ..Access::WRITE
    };
    let file = drive.open("f", both).unwrap();
    assert_eq!(drive.seek(file, 700, Whence::Start), Ok(700));
    assert_eq!(drive.read(file, &mut [0; 4]), Ok(0));
    drive.write(file, b"end").unwrap();
    drive.seek(file, -703, Whence::End).unwrap();
    let mut start = [1; 600];
    assert_eq!(drive.read(file, &mut start), Ok(600));
    assert_eq!(start, [0; 600]);
    drive.truncate(file, 2).unwrap();
    drive.close(file).unwrap();
    let more = Access {
        append: true,
        ..both
    };
    let file = drive.open("f", more).unwrap();
    drive.seek(file, 0, Whence::Start).unwrap();
    drive.write(file, b"!").unwrap();
    drive.truncate(file, 5).unwrap();
    drive.close(file).unwrap();
    assert_eq!(read(&mut drive, "f").unwrap(), b"\0\0!\0\0");
}

#[test]
fn the_last_one_who_writes_has_the_file() {
    let mut drive = mount(&Chips::new());
    write(&mut drive, "a", b"first").unwrap();
    // A program that forgets to close: it reads on until the file is another.
    let reader = drive.open("a", Access::READ).unwrap();
    let append = Access {
        append: true,
        truncate: false,
        ..Access::WRITE
    };
    let first = drive.open("A", append).unwrap();
    drive.write(first, b", more").unwrap();
    let second = drive.open("a", append).unwrap();
    assert_eq!(drive.write(first, b"lost"), Err(ESTALE));
    drive.close(first).unwrap();
    let another = drive.open("a", Access::READ).unwrap();
    drive.write(second, b", end").unwrap();
    let mut start = [0; 5];
    assert_eq!(drive.read(reader, &mut start), Ok(5));
    let whole = drive.open("a", Access::READ).unwrap_err();
    assert_eq!(whole, Errno::EMFILE);
    drive.close(reader).unwrap();
    drive.close(another).unwrap();
    assert_eq!(read(&mut drive, "a").unwrap(), b"first, more, end");
    let reader = drive.open("a", Access::READ).unwrap();
    let third = drive.open("a", Access::WRITE).unwrap();
    drive.write(third, b"new").unwrap();
    assert_eq!(drive.read(reader, &mut start), Err(ESTALE));
    assert_eq!(drive.write(second, b"lost"), Err(ESTALE));
    for file in [second, reader, third] {
        drive.close(file).unwrap();
    }
    assert_eq!(read(&mut drive, "a").unwrap(), b"new");

    // Removed and renamed files, and what comes into their place.
    let file = drive.open("a", append).unwrap();
    drive.write(file, b"er").unwrap();
    drive.rename("a", "b").unwrap();
    write(&mut drive, "a", b"other").unwrap();
    assert_eq!(drive.write(file, b"!"), Err(ESTALE));
    drive.close(file).unwrap();
    let file = drive.open("b", append).unwrap();
    drive.remove("b").unwrap();
    write(&mut drive, "c", b"third").unwrap();
    drive.close(file).unwrap();
    assert_eq!(read(&mut drive, "a").unwrap(), b"other");
    assert_eq!(read(&mut drive, "c").unwrap(), b"third");
    assert_eq!(drive.stat("b").err(), Some(Errno::ENOENT));
    drive.make_folder("f").unwrap();
    let folder = drive.open_folder("f").unwrap();
    assert_eq!(drive.remove_folder("f"), Err(EBUSY));
    drive.close(folder).unwrap();
    drive.remove_folder("f").unwrap();
}

#[test]
fn handles_are_checked() {
    let mut drive = mount(&Chips::new());
    let file = drive.open("a", Access::WRITE).unwrap();
    assert_eq!(drive.read(file, &mut [0]), Err(Errno::EBADF));
    drive.close(file).unwrap();
    for number in [0, 3, 5, 6, 99, u32::MAX] {
        assert_eq!(drive.read(Handle(number), &mut [0]), Err(Errno::EBADF));
        assert_eq!(drive.close(Handle(number)), Err(Errno::EBADF));
    }
}

#[test]
fn a_full_drive_is_an_error_and_stays_usable() {
    let chips = Chips::new();
    let mut drive = mount(&chips);
    write(&mut drive, "small", b"here").unwrap();
    let full = write(&mut drive, "large", &[1; HOME * HOMES]);
    assert_eq!(full, Err(Errno::ENOSPC));
    drive.remove("large").unwrap();
    assert_eq!(read(&mut drive, "small").unwrap(), b"here");
    write(&mut drive, "next", &[2; 2000]).unwrap();
    for number in 0..300 {
        match write(&mut drive, &format!("empty file number {number}"), b"") {
            Ok(()) => assert!(number < 60),
            Err(error) => {
                // The root folder cannot grow.
                assert_eq!(error, Errno::ENOSPC);
                assert!(number > 20);
                break;
            }
        }
    }
    let mut drive = mount(&chips);
    assert_eq!(read(&mut drive, "next").unwrap(), [2; 2000]);
}

#[test]
fn the_flash_is_erased_seldom() {
    let chips = Chips::new();
    let mut drive = mount(&chips);
    for round in 0..200u32 {
        write(&mut drive, "data.csv", format!("{round}").as_bytes()).unwrap();
    }
    let erasures = chips.0.borrow().erasures;
    assert!((1..200).contains(&erasures), "{erasures}");
    assert_eq!(read(&mut mount(&chips), "data.csv").unwrap(), b"199");
}

const MUCH: usize = 1 << 20;

#[test]
fn power_that_goes_after_any_change_leaves_whole_files() {
    // With a journal that is nearly empty, and with those that are nearly full.
    for filling in 0..14 {
        let before = Chips::new();
        let mut drive = mount(&before);
        write(&mut drive, "main.py", &[b'o'; 900]).unwrap();
        write(&mut drive, "boot.py", b"old").unwrap();
        for round in 0..filling {
            write(&mut drive, "filling", &[round; 10]).unwrap();
        }
        drop(drive);
        let state = before.0.borrow().clone();
        before.0.borrow_mut().power = MUCH;
        let mut drive = mount(&before);
        work(&mut drive).unwrap();
        let changes = MUCH - before.0.borrow().power;
        assert!(changes > 60, "{changes}");
        for power in 0..=changes + 1 {
            let chips = Chips(Rc::new(RefCell::new(state.clone())));
            let mut drive = mount(&chips);
            chips.0.borrow_mut().power = power;
            let whole = work(&mut drive);
            // What the drive still holds must not reach the flash.
            chips.0.borrow_mut().power = 0;
            drop(drive);
            chips.0.borrow_mut().power = usize::MAX;
            let mut drive = mount(&chips);
            let main = read(&mut drive, "main.py").unwrap();
            assert!(
                main == [b'o'; 900] || main == [b'n'; 1200],
                "{filling}, after {power}"
            );
            if let Ok(boot) = read(&mut drive, "boot.py") {
                assert!(boot == b"old" || boot == b"new");
            }
            for log in ["data/log", "old"] {
                if let Ok(log) = read(&mut drive, log) {
                    assert_eq!(log, [b'l'; 700], "after {power}");
                }
            }
            // It goes on.
            write(&mut drive, "after", &[b'a'; 600]).unwrap();
            assert_eq!(read(&mut drive, "after").unwrap(), [b'a'; 600]);
            assert_eq!(whole.is_ok(), power > changes, "{power} of {changes}");
        }
    }
}

/// Goes on working while the power fails again and again, at moments that are spread out.
#[test]
fn power_that_goes_often_never_ends_it() {
    let chips = Chips::new();
    write(&mut mount(&chips), "kept", &[b'k'; 1500]).unwrap();
    for round in 0..400usize {
        chips.0.borrow_mut().power = usize::MAX;
        let mut drive = mount(&chips);
        assert_eq!(read(&mut drive, "kept").unwrap(), [b'k'; 1500]);
        chips.0.borrow_mut().power = round * 37 % 101;
        let content = [round as u8; 2000];
        // It may be cut short anywhere.
        let _ = write(&mut drive, "work", &content[..round % 2000]);
        chips.0.borrow_mut().power = 0;
        drop(drive);
    }
    chips.0.borrow_mut().power = usize::MAX;
    write(&mut mount(&chips), "work", b"whole").unwrap();
    assert_eq!(read(&mut mount(&chips), "work").unwrap(), b"whole");
}

#[test]
fn a_damaged_disk_gives_errors() {
    let chips = Chips::new();
    let mut drive = mount(&chips);
    drive.make_folder("folder").unwrap();
    write(&mut drive, "folder/file", &[7; 3000]).unwrap();
    drop(drive);
    let state = chips.0.borrow().clone();
    let mut random = 1u32;
    for _ in 0..300 {
        let chips = Chips(Rc::new(RefCell::new(state.clone())));
        for _ in 0..8 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // In the sectors that lie in the journal, not in its heads: sums find those.
            let at = HOMES * HOME + 1200 + random as usize % 8000;
            chips.0.borrow_mut().bytes[at] = (random >> 20) as u8;
        }
        let journal = Journal::<_, SECTORS>::open(chips.clone()).unwrap();
        let place = Box::leak(Box::new(Place::new(journal)));
        if let Ok(mut drive) = Fat::<_, 3>::mount(place) {
            let _ = read(&mut drive, "folder/file");
            let _ = write(&mut drive, "folder/other", &[1; 700]);
            let _ = drive.stat("main.py");
        }
    }
}
