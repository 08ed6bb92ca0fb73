//! The files of this machine, for Python's `open`, `os` and `io`: a table of what is open, and the system's calls.

use pyrite_core::files::{Access, Errno, Files, Handle, Room, Stat, Whence};
use pyrite_session::Handles;
use rustix::fs::{StatVfsMountFlags, statvfs};
use std::fs::{self, File, Metadata, OpenOptions, ReadDir};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::MetadataExt;

#[derive(Default)]
pub struct Disk {
    open: Handles<Open, { usize::MAX }>,
}

enum Open {
    File(Opened),
    Folder(ReadDir),
}

/// A file, and what was written to it and is not in it yet.
struct Opened {
    file: File,
    written: Vec<u8>,
}

impl Opened {
    fn settle(&mut self) -> io::Result<&mut File> {
        if !self.written.is_empty() {
            let written = std::mem::take(&mut self.written);
            self.file.write_all(&written)?;
        }
        Ok(&mut self.file)
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // Nobody is left who could be told.
        let _ = self.settle();
    }
}

/// Bytes gathered before they are written.
const BUFFER: usize = 16 * 1024;

fn errno(error: io::Error) -> Errno {
    let number = error
        .raw_os_error()
        .and_then(|number| u16::try_from(number).ok());
    number.map_or(Errno::EIO, Errno)
}

impl Disk {
    fn opened(&mut self, handle: Handle) -> Result<&mut Opened, Errno> {
        match self.open.get(handle) {
            Some(Open::File(opened)) => Ok(opened),
            _ => Err(Errno::EBADF),
        }
    }

    /// The file, with all that was written in it.
    fn file(&mut self, handle: Handle) -> Result<&mut File, Errno> {
        self.opened(handle)?.settle().map_err(errno)
    }

    /// Everything that was written is in its file: before something is looked at by its name.
    fn settle(&mut self) {
        for open in self.open.iter_mut() {
            if let Open::File(opened) = open {
                // Whoever wrote it hears of it when closing.
                let _ = opened.settle();
            }
        }
    }
}

fn stat(data: &Metadata) -> Stat {
    Stat {
        mode: data.mode(),
        inode: data.ino(),
        device: data.dev(),
        links: data.nlink(),
        owner: data.uid(),
        group: data.gid(),
        size: data.size(),
        accessed: data.atime(),
        modified: data.mtime(),
        changed: data.ctime(),
    }
}

impl Files for Disk {
    fn open(&mut self, path: &str, access: Access) -> Result<Handle, Errno> {
        self.settle();
        let file = OpenOptions::new()
            .read(access.read)
            .write(access.write && !access.append)
            .append(access.append)
            .truncate(access.truncate)
            .create(access.create)
            .create_new(access.exclusive)
            .open(path)
            .map_err(errno)?;
        if file.metadata().is_ok_and(|data| data.is_dir()) {
            return Err(Errno::EISDIR);
        }
        self.open.add(Open::File(Opened {
            file,
            written: Vec::new(),
        }))
    }

    fn close(&mut self, file: Handle) -> Result<(), Errno> {
        match self.open.take(file).ok_or(Errno::EBADF)? {
            Open::File(mut opened) => opened.settle().map(drop).map_err(errno),
            Open::Folder(_) => Ok(()),
        }
    }

    fn read(&mut self, file: Handle, into: &mut [u8]) -> Result<usize, Errno> {
        self.file(file)?.read(into).map_err(errno)
    }

    fn write(&mut self, file: Handle, from: &[u8]) -> Result<usize, Errno> {
        let opened = self.opened(file)?;
        opened.written.extend_from_slice(from);
        if opened.written.len() >= BUFFER {
            opened.settle().map_err(errno)?;
        }
        Ok(from.len())
    }

    fn seek(&mut self, file: Handle, offset: i64, whence: Whence) -> Result<u64, Errno> {
        let to = match whence {
            Whence::Start => SeekFrom::Start(u64::try_from(offset).map_err(|_| Errno::EINVAL)?),
            Whence::Current => SeekFrom::Current(offset),
            Whence::End => SeekFrom::End(offset),
        };
        self.file(file)?.seek(to).map_err(errno)
    }

    fn sync(&mut self, file: Handle) -> Result<(), Errno> {
        self.file(file).map(drop)
    }

    fn truncate(&mut self, file: Handle, size: u64) -> Result<(), Errno> {
        self.file(file)?.set_len(size).map_err(errno)
    }

    fn is_terminal(&mut self, file: Handle) -> bool {
        match file.0 {
            0 => rustix::termios::isatty(rustix::stdio::stdin()),
            1 => rustix::termios::isatty(rustix::stdio::stdout()),
            2 => rustix::termios::isatty(rustix::stdio::stderr()),
            _ => self.file(file).is_ok_and(rustix::termios::isatty),
        }
    }

    fn open_folder(&mut self, path: &str) -> Result<Handle, Errno> {
        let folder = fs::read_dir(path).map_err(errno)?;
        self.open.add(Open::Folder(folder))
    }

    fn next_entry(
        &mut self,
        folder: Handle,
        name: &mut [u8],
    ) -> Result<Option<(usize, Stat)>, Errno> {
        let Some(Open::Folder(entries)) = self.open.get(folder) else {
            return Err(Errno::EBADF);
        };
        for entry in entries {
            let entry = entry.map_err(errno)?;
            // A name that is no UTF-8 cannot be told to Python; one too long for the room neither.
            let Ok(text) = entry.file_name().into_string() else {
                continue;
            };
            let Some(place) = name.get_mut(..text.len()) else {
                continue;
            };
            place.copy_from_slice(text.as_bytes());
            let data = entry.metadata().map_err(errno)?;
            return Ok(Some((text.len(), stat(&data))));
        }
        Ok(None)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Errno> {
        self.settle();
        fs::metadata(path).map(|data| stat(&data)).map_err(errno)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Errno> {
        fs::create_dir(path).map_err(errno)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Errno> {
        fs::remove_dir(path).map_err(errno)
    }

    fn remove(&mut self, path: &str) -> Result<(), Errno> {
        fs::remove_file(path).map_err(errno)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        fs::rename(from, to).map_err(errno)
    }

    fn change_folder(&mut self, path: &str) -> Result<(), Errno> {
        std::env::set_current_dir(path).map_err(errno)
    }

    fn current_folder(&mut self, path: &mut [u8]) -> Result<usize, Errno> {
        let folder = std::env::current_dir().map_err(errno)?;
        let text = folder.to_str().ok_or(Errno::EINVAL)?;
        let place = path.get_mut(..text.len()).ok_or(Errno::ENOMEM)?;
        place.copy_from_slice(text.as_bytes());
        Ok(text.len())
    }

    fn room(&mut self, path: &str) -> Result<Room, Errno> {
        let found = statvfs(path).map_err(|error| errno(error.into()))?;
        let _: StatVfsMountFlags = found.f_flag;
        Ok(Room {
            block: found.f_frsize,
            blocks: found.f_blocks,
            free: found.f_bavail,
            longest_name: found.f_namemax,
        })
    }
}
