//! Files on flash that may lose its power at any moment: littlefs, as `open`, `os` and `import` see it.
//!
//! The crate is littlefs-rust-core: littlefs 2 function by function in Rust, so its format on flash and its care for power
//! loss are those of the original. It needs no allocator and, unlike the bindings of `littlefs2`, no C compiler and no libclang
//! for the chip, so that `cargo xtask firmware` is all it takes to build a board. It is young: the tests here cut the power after every
//! single write and erase.

#[cfg(test)]
mod tests;
mod volume;

use crate::chip::{Drive, Storage};
use crate::path::Path;
use pyrite_core::files::{Access, Errno, Files, Handle, Room, Stat, Whence};
pub use volume::Place;
use volume::{FOLDERS, Info, NAME, Volume};

/// Standard input, output and error come before the files.
const STANDARD: u32 = 3;

/// A drive: who has which file open, and which folder is the current one.
pub struct Littlefs<S: Storage + 'static, const CACHE: usize, const FILES: usize> {
    volume: Volume<S, CACHE, FILES>,
    files: [bool; FILES],
    folders: [bool; FOLDERS],
    here: Path,
}

/// What a handle stands for.
enum Slot {
    File(usize),
    Folder(usize),
}

impl<S: Storage + 'static, const CACHE: usize, const FILES: usize> Littlefs<S, CACHE, FILES> {
    /// Mounts what lies there; where there is no file system, or not one that can be read, an empty one is made.
    pub fn mount(place: &'static mut Place<S, CACHE, FILES>) -> Result<Self, Errno> {
        Ok(Littlefs {
            volume: Volume::mount(place)?,
            files: [false; FILES],
            folders: [false; FOLDERS],
            here: Path::ROOT,
        })
    }

    fn slot(&self, handle: Handle) -> Result<Slot, Errno> {
        let number = handle.0.checked_sub(STANDARD).ok_or(Errno::EBADF)? as usize;
        if self.files.get(number) == Some(&true) {
            return Ok(Slot::File(number));
        }
        match number.checked_sub(FILES) {
            Some(number) if self.folders.get(number) == Some(&true) => Ok(Slot::Folder(number)),
            _ => Err(Errno::EBADF),
        }
    }

    fn file(&self, handle: Handle) -> Result<usize, Errno> {
        match self.slot(handle)? {
            Slot::File(number) => Ok(number),
            Slot::Folder(_) => Err(Errno::EBADF),
        }
    }
}

fn free(used: &[bool]) -> Result<usize, Errno> {
    used.iter().position(|used| !used).ok_or(Errno::EMFILE)
}

fn take(used: &mut [bool], number: usize, taken: bool) {
    if let Some(used) = used.get_mut(number) {
        *used = taken;
    }
}

fn handle(number: usize) -> Handle {
    Handle(STANDARD + number as u32)
}

fn known(info: &Info) -> Stat {
    Stat {
        mode: if info.is_folder() {
            Stat::FOLDER
        } else {
            Stat::FILE
        },
        links: 1,
        size: if info.is_folder() {
            0
        } else {
            u64::from(info.size())
        },
        ..Stat::default()
    }
}

const ROOT: Stat = Stat {
    mode: Stat::FOLDER,
    inode: 0,
    device: 0,
    links: 1,
    owner: 0,
    group: 0,
    size: 0,
    accessed: 0,
    modified: 0,
    changed: 0,
};

impl<S: Storage, const CACHE: usize, const FILES: usize> Files for Littlefs<S, CACHE, FILES> {
    fn open(&mut self, path: &str, access: Access) -> Result<Handle, Errno> {
        let path = self.here.join(path)?;
        if path.is_root() {
            return Err(Errno::EISDIR);
        }
        let number = free(&self.files)?;
        self.volume.open(number, path.terminated(), access)?;
        take(&mut self.files, number, true);
        Ok(handle(number))
    }

    fn close(&mut self, file: Handle) -> Result<(), Errno> {
        match self.slot(file)? {
            Slot::File(number) => {
                take(&mut self.files, number, false);
                self.volume.close(number)
            }
            Slot::Folder(number) => {
                take(&mut self.folders, number, false);
                self.volume.close_folder(number)
            }
        }
    }

    fn read(&mut self, file: Handle, into: &mut [u8]) -> Result<usize, Errno> {
        let number = self.file(file)?;
        self.volume.read(number, into)
    }

    fn write(&mut self, file: Handle, from: &[u8]) -> Result<usize, Errno> {
        let number = self.file(file)?;
        self.volume.write(number, from)
    }

    fn seek(&mut self, file: Handle, offset: i64, whence: Whence) -> Result<u64, Errno> {
        let number = self.file(file)?;
        self.volume.seek(number, offset, whence)
    }

    fn sync(&mut self, file: Handle) -> Result<(), Errno> {
        let number = self.file(file)?;
        self.volume.sync(number)
    }

    fn truncate(&mut self, file: Handle, size: u64) -> Result<(), Errno> {
        let number = self.file(file)?;
        let size = u32::try_from(size).map_err(|_| Errno(27))?;
        self.volume.truncate(number, size)
    }

    fn is_terminal(&mut self, file: Handle) -> bool {
        file.0 < STANDARD
    }

    fn open_folder(&mut self, path: &str) -> Result<Handle, Errno> {
        let path = self.here.join(path)?;
        let number = free(&self.folders)?;
        self.volume.open_folder(number, path.terminated())?;
        take(&mut self.folders, number, true);
        Ok(handle(FILES + number))
    }

    fn next_entry(
        &mut self,
        folder: Handle,
        name: &mut [u8],
    ) -> Result<Option<(usize, Stat)>, Errno> {
        let Slot::Folder(number) = self.slot(folder)? else {
            return Err(Errno::EBADF);
        };
        while let Some(info) = self.volume.next_entry(number)? {
            let found = info.name();
            if matches!(found, b"." | b"..") {
                continue;
            }
            let room = name.get_mut(..found.len()).ok_or(Errno::EINVAL)?;
            room.copy_from_slice(found);
            return Ok(Some((found.len(), known(&info))));
        }
        Ok(None)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Errno> {
        let path = self.here.join(path)?;
        if path.is_root() {
            return Ok(ROOT);
        }
        self.volume.stat(path.terminated()).map(|info| known(&info))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Errno> {
        let path = self.here.join(path)?;
        self.volume.make_folder(path.terminated())
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Errno> {
        if self.stat(path)?.mode != Stat::FOLDER {
            return Err(Errno::ENOTDIR);
        }
        let path = self.here.join(path)?;
        self.volume.remove(path.terminated())
    }

    fn remove(&mut self, path: &str) -> Result<(), Errno> {
        if self.stat(path)?.mode == Stat::FOLDER {
            return Err(Errno::EISDIR);
        }
        let path = self.here.join(path)?;
        self.volume.remove(path.terminated())
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let (from, to) = (self.here.join(from)?, self.here.join(to)?);
        self.volume.rename(from.terminated(), to.terminated())
    }

    fn change_folder(&mut self, path: &str) -> Result<(), Errno> {
        if self.stat(path)?.mode != Stat::FOLDER {
            return Err(Errno::ENOTDIR);
        }
        self.here = self.here.join(path)?;
        Ok(())
    }

    fn current_folder(&mut self, path: &mut [u8]) -> Result<usize, Errno> {
        self.here.copy_to(path)
    }

    fn room(&mut self, _path: &str) -> Result<Room, Errno> {
        let (all, used) = self.volume.blocks()?;
        Ok(Room {
            block: u64::from(S::BLOCK),
            blocks: u64::from(all),
            free: u64::from(all.saturating_sub(used)),
            longest_name: NAME as u64,
        })
    }
}

impl<S: Storage, const CACHE: usize, const FILES: usize> Drive for Littlefs<S, CACHE, FILES> {
    fn close_all(&mut self) {
        for number in STANDARD..STANDARD + (FILES + FOLDERS) as u32 {
            // What cannot be written any more is lost with the program.
            let _ = self.close(Handle(number));
        }
        self.here = Path::ROOT;
    }
}
