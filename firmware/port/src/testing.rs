//! What the tests of drives share: whole files, names, and a bit of work that power may interrupt.

use crate::Drive;
use pyrite_core::files::{Access, Errno, Stat};
use std::string::String;
use std::vec::Vec;

pub fn write(drive: &mut impl Drive, path: &str, content: &[u8]) -> Result<(), Errno> {
    let file = drive.open(path, Access::WRITE)?;
    let written = drive.write(file, content);
    drive.close(file)?;
    match written? {
        all if all == content.len() => Ok(()),
        _ => Err(Errno::ENOSPC),
    }
}

pub fn read(drive: &mut impl Drive, path: &str) -> Result<Vec<u8>, Errno> {
    let file = drive.open(path, Access::READ)?;
    let mut content = Vec::new();
    let mut buffer = [0; 100];
    loop {
        match drive.read(file, &mut buffer)? {
            0 => break,
            count => content.extend_from_slice(&buffer[..count]),
        }
    }
    drive.close(file)?;
    Ok(content)
}

/// Folders end with a slash.
pub fn names(drive: &mut impl Drive, path: &str) -> Vec<String> {
    let folder = drive.open_folder(path).unwrap();
    let mut names = Vec::new();
    let mut name = [0; 64];
    while let Some((length, stat)) = drive.next_entry(folder, &mut name).unwrap() {
        let mut name = String::from_utf8(name[..length].to_vec()).unwrap();
        if stat.mode == Stat::FOLDER {
            name.push('/');
        }
        names.push(name);
    }
    drive.close(folder).unwrap();
    names
}

/// What a person does with a board: an error means that the power went.
pub fn work(drive: &mut impl Drive) -> Result<(), Errno> {
    write(drive, "main.py", &[b'n'; 1200])?;
    drive.make_folder("data")?;
    write(drive, "data/log", &[b'l'; 700])?;
    drive.rename("data/log", "old")?;
    drive.remove("boot.py")?;
    write(drive, "boot.py", b"new")?;
    drive.remove_folder("data")
}
