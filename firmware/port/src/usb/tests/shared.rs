//! A computer and the interpreter on one disk: the drive of files over a journal in flash, and the commands of a computer
//! that mounts it, with power that goes in between.

use super::bus::{Computer, Data, block};
use crate::Drive;
use crate::fat::Guest;
use crate::fat::tests::{Chips, Drive3, SECTORS, mount};
use crate::journal::Journal;
use crate::testing::{read, write};
use pyrite_core::files::{Access, Errno, Files};
use pyrite_image::files::{self, Geometry, System};
use pyrite_image::{Memory, Project};
use std::vec;
use std::vec::Vec;

type Sectors = Journal<Chips, SECTORS>;
type Host = Computer<Guest<Sectors>>;

const ESTALE: Errno = Errno(116);
const ENODEV: Errno = Errno(19);
const PROTECTED: Option<(u8, u8, u8)> = Some((7, 0x27, 0));
const NO_MEDIUM: Option<(u8, u8, u8)> = Some((2, 0x3a, 0));
const CHANGED: (u8, u8, u8) = (6, 0x28, 0);

fn board(chips: &Chips) -> (Drive3, Host) {
    let drive = mount(chips);
    let host = Computer::with(drive.guest());
    (drive, host)
}

/// What a computer sees: all sectors, read as it would.
fn look(host: &mut Host) -> Vec<u8> {
    let mut all = Vec::new();
    for sector in (0..SECTORS as u32).step_by(8) {
        all.extend(host.read_sectors(sector, 8));
    }
    all
}

fn geometry() -> Geometry {
    Geometry {
        block: 512,
        blocks: SECTORS as u32,
        ..pyrite_image::Board::named("pyboard")
            .unwrap()
            .files
            .geometry
    }
}

/// Files of a disk, as a computer's own file system reads them.
fn files_of(disk: &[u8]) -> Project {
    let mut memory = Memory::default();
    memory.write(0, disk).unwrap();
    let volume = files::Volume::from_memory(&memory, 0, geometry());
    files::read(System::Fat, &volume).unwrap()
}

/// A disk with these files, as a computer's own file system would leave it.
fn disk_of(before: &[u8], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut project = Project::default();
    for (path, content) in files {
        project.insert(path, content.to_vec()).unwrap();
    }
    let image = files::write(System::Fat, geometry(), &project).unwrap();
    let mut disk = before.to_vec();
    for (address, bytes) in image.to_memory(0).unwrap().ranges() {
        disk[address as usize..address as usize + bytes.len()].copy_from_slice(bytes);
    }
    disk
}

/// Writes the sectors that differ, the data before the tables, as systems do.
fn bring(host: &mut Host, before: &[u8], after: &[u8]) -> Option<(u8, u8, u8)> {
    let sectors = before.chunks(512).zip(after.chunks(512)).enumerate();
    for (sector, (old, new)) in sectors.rev() {
        if old != new
            && let Some(sense) = host.write_sectors(sector as u32, new)
        {
            return Some(sense);
        }
    }
    None
}

#[test]
fn files_go_both_ways() {
    let chips = Chips::new();
    let (mut drive, mut host) = board(&chips);
    write(&mut drive, "main.py", b"print('board')\n").unwrap();
    let before = look(&mut host);
    assert_eq!(
        files_of(&before).get("main.py"),
        Some(&b"print('board')\n"[..])
    );
    let after = disk_of(
        &before,
        &[
            ("main.py", b"print('computer')\n"),
            ("lib/a.py", &[b'a'; 3000]),
        ],
    );
    assert_eq!(bring(&mut host, &before, &after), None);
    // At once, before anything is kept.
    assert_eq!(read(&mut drive, "main.py").unwrap(), b"print('computer')\n");
    assert_eq!(read(&mut drive, "lib/a.py").unwrap(), [b'a'; 3000]);
    let room = drive.room("/").unwrap();
    write(&mut drive, "lib/b.py", b"1").unwrap();
    assert_eq!(drive.room("/").unwrap().free, room.free - 1);
    host.wait(1000);
    drop((drive, host));
    let mut drive = mount(&chips);
    assert_eq!(read(&mut drive, "lib/a.py").unwrap(), [b'a'; 3000]);
    assert_eq!(read(&mut drive, "lib/b.py").unwrap(), b"1");
}

#[test]
fn a_computer_cannot_write_while_a_program_does() {
    let (mut drive, mut host) = board(&Chips::new());
    let before = look(&mut host);
    let file = drive.open("log", Access::WRITE).unwrap();
    drive.write(file, &[b'l'; 600]).unwrap();
    assert_eq!(host.write_sectors(9, &[1; 512]), PROTECTED);
    let mode = host.do_well(&[0x1a, 0, 0x3f, 0, 24, 0], Data::In(24));
    assert_eq!(mode[2], 0x80);
    // Neither does it keep what is half written.
    host.do_well(&[0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0], Data::None);
    drive.close(file).unwrap();
    let mode = host.do_well(&[0x1a, 0, 0x3f, 0, 24, 0], Data::In(24));
    assert_eq!(mode[2], 0);
    // What the computer read is no longer so: it must look anew, as if the card had been changed.
    assert_eq!(host.write_sectors(9, &[1; 512]), NO_MEDIUM);
    assert_eq!(host.write_sectors(9, &[1; 512]), NO_MEDIUM);
    for wanted in [(2, 0x3a, 0), CHANGED] {
        assert_eq!(host.command(&[0; 6], Data::None).map(|all| all.1), Some(1));
        assert_eq!(host.sense(), wanted);
    }
    host.do_well(&[0; 6], Data::None);
    let now = look(&mut host);
    assert_eq!(files_of(&now).get("log"), Some(&[b'l'; 600][..]));
    let after = disk_of(&now, &[("log", &[b'l'; 600]), ("new.py", b"new")]);
    assert_eq!(bring(&mut host, &now, &after), None);
    assert_eq!(read(&mut drive, "log").unwrap(), [b'l'; 600]);
    assert_eq!(read(&mut drive, "new.py").unwrap(), b"new");
    assert_ne!(before, now);
}

#[test]
fn a_computer_keeps_what_it_knows_over_a_sleep_and_is_told_what_changed() {
    let (mut drive, mut host) = board(&Chips::new());
    write(&mut drive, "a", b"1").unwrap();
    let before = look(&mut host);
    // Nothing changed: neither sleep nor reset takes anything away.
    host.unplug();
    host.plug_in();
    host.do_well(&[0; 6], Data::None);
    host.unplug();
    write(&mut drive, "b", b"2").unwrap();
    host.plug_in();
    assert_eq!(host.command(&[0; 6], Data::None).map(|all| all.1), Some(1));
    assert_eq!(host.sense(), CHANGED);
    let now = look(&mut host);
    assert_ne!(before, now);
    let after = disk_of(&now, &[("a", b"1"), ("b", b"2"), ("c", b"3")]);
    assert_eq!(bring(&mut host, &now, &after), None);
    assert_eq!(read(&mut drive, "c").unwrap(), b"3");
}

#[test]
fn what_was_open_is_stale_after_a_computer_wrote() {
    let (mut drive, mut host) = board(&Chips::new());
    write(&mut drive, "a", &[b'a'; 2000]).unwrap();
    let before = look(&mut host);
    let file = drive.open("a", Access::READ).unwrap();
    let folder = drive.open_folder("/").unwrap();
    assert_eq!(drive.read(file, &mut [0; 700]), Ok(700));
    // What changes nothing harms nobody.
    assert_eq!(host.write_sectors(1, &before[512..1024]), None);
    assert_eq!(drive.read(file, &mut [0; 700]), Ok(700));
    let after = disk_of(&before, &[("a", b"other")]);
    assert_eq!(bring(&mut host, &before, &after), None);
    assert_eq!(drive.read(file, &mut [0; 700]), Err(ESTALE));
    assert!(drive.next_entry(folder, &mut [0; 64]).is_err());
    drive.close(file).unwrap();
    assert_eq!(read(&mut drive, "a").unwrap(), b"other");
    drive.close_all();
}

#[test]
fn a_disk_that_is_formatted_anew_is_taken_up_at_the_next_start() {
    let chips = Chips::new();
    let (mut drive, mut host) = board(&chips);
    write(&mut drive, "a", b"1").unwrap();
    let file = drive.open("a", Access::READ).unwrap();
    let mut boot = look(&mut host)[..512].to_vec();
    // A mark of Linux in the first sector is no new format.
    boot[0x25] = 1;
    assert_eq!(host.write_sectors(0, &boot), None);
    assert_eq!(drive.read(file, &mut [0; 2]), Ok(1));
    // Two sectors a cluster are.
    boot[13] = 2;
    assert_eq!(host.write_sectors(0, &boot), None);
    assert_eq!(drive.stat("a").err(), Some(ENODEV));
    assert_eq!(drive.open("b", Access::WRITE).err(), Some(ENODEV));
    assert!(drive.read(file, &mut [0; 2]).is_err());
    drive.close_all();
    host.unplug();
    drop((drive, host));
    assert!(mount(&chips).stat("b").is_err());
}

/// The power goes after any change to the flash while a computer brings files and the interpreter writes one: the disk is as
/// it was at a moment when something was kept, or later.
#[test]
fn power_that_goes_loses_nothing_that_was_kept() {
    let start = Chips::new();
    let mut drive = mount(&start);
    for round in 0..9 {
        write(&mut drive, "filling", &[round; 600]).unwrap();
    }
    write(&mut drive, "main.py", b"old").unwrap();
    drop(drive);

    /// The disk as it was at each moment when all was kept.
    fn work(chips: &Chips) -> (Vec<Vec<u8>>, bool) {
        let (mut drive, mut host) = board(chips);
        let before = look(&mut host);
        let mut kept = vec![before.clone()];
        let after = disk_of(
            &before,
            &[("main.py", &[b'n'; 900]), ("lib/b.py", &[b'b'; 1500])],
        );
        if bring(&mut host, &before, &after).is_some() {
            return (kept, false);
        }
        let synced = host.command(&[0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0], Data::None);
        if synced.is_none_or(|all| all.1 != 0) {
            return (kept, false);
        }
        kept.push(after);
        if write(&mut drive, "log", &[b'l'; 800]).is_err() {
            return (kept, false);
        }
        host.command(&[0x1b, 0, 0, 0, 2, 0], Data::None);
        host.plug_in();
        // That files have changed.
        host.command(&[0; 6], Data::None);
        kept.push(look(&mut host));
        (kept, true)
    }

    let chips = start.copy();
    chips.set_power(1 << 20);
    let (whole, done) = work(&chips);
    assert!(done && whole.len() == 3);
    let changes = (1 << 20) - chips.set_power(0);
    assert!(changes > 60, "{changes}");
    for power in 0..=changes + 1 {
        let chips = start.copy();
        chips.set_power(power);
        let (kept, done) = work(&chips);
        assert_eq!(done, power > changes);
        chips.set_power(usize::MAX);
        let (mut drive, mut host) = board(&chips);
        let now = look(&mut host);
        if power <= changes {
            // All or nothing: as it was kept last, or as it was being kept.
            let at = whole.iter().rposition(|disk| *disk == now);
            assert!(
                at.is_some_and(|at| at + 1 >= kept.len()),
                "after {power} of {changes}"
            );
        }
        // Files are whole, and it goes on.
        let main = read(&mut drive, "main.py").unwrap();
        assert!(main == b"old" || main == [b'n'; 900]);
        write(&mut drive, "after", &[b'a'; 600]).unwrap();
        assert_eq!(read(&mut drive, "after").unwrap(), [b'a'; 600]);
    }
}

/// Whatever a computer writes, files give errors and no more.
#[test]
fn a_computer_may_write_anything() {
    let mut random = 5u32;
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) % below
    };
    for _ in 0..40 {
        let (mut drive, mut host) = board(&Chips::new());
        drive.make_folder("folder").unwrap();
        write(&mut drive, "folder/file", &[7; 3000]).unwrap();
        for _ in 0..20 {
            let (mut sector, ..) = host
                .command(&block(0x28, next(12), 1), Data::In(512))
                .unwrap();
            for _ in 0..next(9) {
                sector[next(512) as usize] = next(256) as u8;
            }
            let at = 1 + next(12);
            host.write_sectors(at, &sector);
            let _ = read(&mut drive, "folder/file");
            let _ = write(&mut drive, "folder/other", &[1; 700]);
            let _ = drive.room("/");
            let _ = drive.remove("folder/other");
            host.command(&[0; 6], Data::None);
        }
    }
}
