//! Files on a disk that a computer can mount: FAT, as `open`, `os` and `import` see it.
//!
//! The crate is lamfat: the `no_std` line of rust-fatfs, which is published under no other name. It knows nothing of two
//! handles on one file. Programs leave files open, so here the last one who opens a file for writing has it: handles on what
//! was taken over, shortened or removed are stale.

mod blank;
mod device;
mod guest;
#[cfg(test)]
pub(crate) mod tests;

use crate::chip::{Disk, Drive};
use crate::path::Path;
use core::cell::RefCell;
use device::{Device, Stream, Trouble};
pub use guest::Guest;
use lamfat::{
    Error, FileSystem, FsOptions, LossyOemCpConverter, NullTimeProvider, Read, Seek, SeekFrom,
    Write,
};
use pyrite_core::files::{Access, Errno, Files, Handle, Room, Stat, Whence};

type System<D> = FileSystem<Stream<D>, NullTimeProvider, LossyOemCpConverter>;
type File<D> = lamfat::File<'static, Stream<D>, NullTimeProvider, LossyOemCpConverter>;
type Folder<D> = lamfat::Dir<'static, Stream<D>, NullTimeProvider, LossyOemCpConverter>;
type Entries<D> = lamfat::DirIter<'static, Stream<D>, NullTimeProvider, LossyOemCpConverter>;
type Entry<D> = lamfat::DirEntry<'static, Stream<D>, NullTimeProvider, LossyOemCpConverter>;

/// Standard input, output and error come before the files.
const STANDARD: u32 = 3;
/// Folders that are read at the same time.
const FOLDERS: usize = 2;
/// The longest name, in characters of 16 bits.
const NAME: u64 = 255;

const EBUSY: Errno = Errno(16);
const ENODEV: Errno = Errno(19);
const ENAMETOOLONG: Errno = Errno(36);
const ENOTEMPTY: Errno = Errno(39);
const ESTALE: Errno = Errno(116);

/// Where a disk and what is known of it stay.
pub struct Place<D: Disk + 'static> {
    device: RefCell<Device<D>>,
    system: Option<System<D>>,
}

impl<D: Disk> Place<D> {
    pub const fn new(disk: D) -> Place<D> {
        Place {
            device: RefCell::new(Device::new(disk)),
            system: None,
        }
    }
}

/// A drive: who has which file open, and which folder is the current one.
pub struct Fat<D: Disk + 'static, const FILES: usize> {
    device: &'static RefCell<Device<D>>,
    system: &'static System<D>,
    files: [Option<Open<D>>; FILES],
    folders: [Option<(Key, Entries<D>)>; FOLDERS],
    here: Path,
    /// How far a computer's changes were when this was called last.
    seen: u32,
}

struct Open<D: Disk + 'static> {
    file: File<D>,
    key: Key,
    position: u64,
    access: Access,
    /// Its file is no longer what it was. Nothing of it waits to be written.
    stale: bool,
}

/// A file or folder, whatever the way that its path was written: a sum over the short names on the way to it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key(u64);

impl Key {
    const ROOT: Key = Key(0xcbf2_9ce4_8422_2325);

    fn of<D: Disk>(self, entry: &Entry<D>) -> Key {
        let name = entry.short_file_name_as_bytes();
        let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        Key(name.iter().chain(b"/").fold(self.0, step))
    }
}

/// Where a path leads.
struct Found<'p, D: Disk + 'static> {
    folder: Folder<D>,
    /// Of the folder.
    above: Key,
    name: &'p str,
    entry: Option<Entry<D>>,
}

impl<D: Disk> Found<'_, D> {
    fn key(&self) -> Option<Key> {
        Some(self.above.of(self.entry.as_ref()?))
    }
}

fn errno(error: Error<Trouble>) -> Errno {
    match error {
        Error::Io(Trouble(errno)) => errno,
        Error::NotFound => Errno::ENOENT,
        Error::AlreadyExists => Errno::EEXIST,
        Error::DirectoryIsNotEmpty => ENOTEMPTY,
        Error::InvalidInput | Error::UnsupportedFileNameCharacter => Errno::EINVAL,
        Error::InvalidFileNameLength => ENAMETOOLONG,
        // Also the end of a root folder that is full.
        Error::NotEnoughSpace | Error::UnexpectedEof | Error::WriteZero => Errno::ENOSPC,
        _ => Errno::EIO,
    }
}

impl<D: Disk, const FILES: usize> Fat<D, FILES> {
    /// Mounts what lies there; where there is no FAT, an empty one is made.
    pub fn mount(place: &'static mut Place<D>) -> Result<Self, Errno> {
        let device = &place.device;
        let open = || {
            device.borrow_mut().begin();
            FileSystem::new(Stream::new(device), FsOptions::new())
        };
        let system = match open() {
            Ok(system) => system,
            Err(Error::CorruptedFileSystem) => {
                blank::write(&mut device.borrow_mut())?;
                open().map_err(errno)?
            }
            Err(error) => return Err(errno(error)),
        };
        Ok(Fat {
            device,
            system: place.system.insert(system),
            files: [const { None }; FILES],
            folders: [const { None }; FOLDERS],
            here: Path::ROOT,
            seen: 0,
        })
    }

    /// Access for a computer that uses the disk as well.
    pub fn guest(&self) -> Guest<D> {
        Guest::new(self.device)
    }

    /// A call begins: what a computer has changed since the last one makes all stale that is open.
    fn begin(&mut self) -> Result<(), Errno> {
        let mut device = self.device.borrow_mut();
        device.begin();
        let (other, changes) = (device.sharing.is_other, device.sharing.guest_changes);
        if device.sharing.guest_wrote {
            // What a program writes from here on is kept without it.
            device.keep()?;
        }
        drop(device);
        if other {
            self.files = [const { None }; FILES];
            self.folders = [const { None }; FOLDERS];
            return Err(ENODEV);
        }
        if core::mem::replace(&mut self.seen, changes) != changes {
            for open in self.files.iter_mut().flatten() {
                open.stale = true;
            }
            self.folders = [const { None }; FOLDERS];
        }
        Ok(())
    }

    /// Says whether a program writes.
    fn tell_guest(&self) {
        let mut files = self.files.iter().flatten();
        self.device.borrow_mut().sharing.writing =
            files.any(|open| open.access.write && !open.stale);
    }

    /// Follows a path, which must not be the root's, to its last part.
    fn find<'p>(&mut self, path: &'p Path) -> Result<Found<'p, D>, Errno> {
        self.begin()?;
        let mut folder = self.system.root_dir();
        let mut above = Key::ROOT;
        let mut names = path.str().split('/').filter(|name| !name.is_empty());
        let mut name = names.next().ok_or(Errno::EISDIR)?;
        loop {
            let entry = look(&folder, name)?;
            let Some(next) = names.next() else {
                return Ok(Found {
                    folder,
                    above,
                    name,
                    entry,
                });
            };
            let entry = entry.ok_or(Errno::ENOENT)?;
            if !entry.is_dir() {
                return Err(Errno::ENOTDIR);
            }
            above = above.of(&entry);
            folder = entry.to_dir();
            name = next;
        }
    }

    /// Whether a folder is being read.
    fn is_read(&self, key: Key) -> bool {
        self.folders.iter().flatten().any(|(open, _)| *open == key)
    }

    /// Writes down what handles on a file know of it.
    fn flush(&mut self, key: Key) -> Result<(), Errno> {
        for open in self.files.iter_mut().flatten() {
            if open.key == key && !open.stale {
                open.file.flush().map_err(errno)?;
            }
        }
        Ok(())
    }

    /// Writes down what handles on a file know of it; those that write, and where `all` is set the others, become stale.
    fn release(&mut self, key: Key, all: bool) -> Result<(), Errno> {
        self.flush(key)?;
        for open in self.files.iter_mut().flatten() {
            open.stale |= open.key == key && (all || open.access.write);
        }
        self.tell_guest();
        Ok(())
    }

    fn open_file(&mut self, file: Handle) -> Result<&mut Open<D>, Errno> {
        self.begin()?;
        let number = file.0.checked_sub(STANDARD).ok_or(Errno::EBADF)? as usize;
        let slot = self.files.get_mut(number).ok_or(Errno::EBADF)?;
        let open = slot.as_mut().ok_or(Errno::EBADF)?;
        if open.stale { Err(ESTALE) } else { Ok(open) }
    }

    fn folder_slot(&mut self, folder: Handle) -> Result<&mut Option<(Key, Entries<D>)>, Errno> {
        self.begin()?;
        let number = folder.0.checked_sub(STANDARD + FILES as u32);
        let slot = number.and_then(|number| self.folders.get_mut(number as usize));
        slot.filter(|slot| slot.is_some()).ok_or(Errno::EBADF)
    }

    fn keep(&self) -> Result<(), Errno> {
        self.device.borrow_mut().keep()
    }

    /// Removes what the path leads to, if it is what it should be.
    fn remove_entry(&mut self, path: &str, folder: bool) -> Result<(), Errno> {
        let path = self.here.join(path)?;
        let found = self.find(&path)?;
        let entry = found.entry.as_ref().ok_or(Errno::ENOENT)?;
        match (entry.is_dir(), folder) {
            (true, false) => return Err(Errno::EISDIR),
            (false, true) => return Err(Errno::ENOTDIR),
            _ => {}
        }
        if let Some(key) = found.key() {
            if self.is_read(key) {
                return Err(EBUSY);
            }
            self.release(key, true)?;
        }
        found.folder.remove(found.name).map_err(errno)?;
        self.keep()
    }
}

/// The entry of that name, big and small letters being the same.
fn look<D: Disk>(folder: &Folder<D>, name: &str) -> Result<Option<Entry<D>>, Errno> {
    for entry in folder.iter() {
        let entry = entry.map_err(|error| match error {
            // A folder that fills its clusters ends there.
            Error::UnexpectedEof => Errno::ENOENT,
            error => errno(error),
        });
        let entry = match entry {
            Err(Errno::ENOENT) => break,
            entry => entry?,
        };
        let mut letters = name.chars();
        let is_same = spelt(&entry, |letter| {
            letters
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(&letter))
        });
        let short = entry.short_file_name_as_bytes();
        if (is_same && letters.next().is_none()) || short.eq_ignore_ascii_case(name.as_bytes()) {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// Gives the letters of an entry's name, until one is not wanted. A short name has no small letters of its own: it is
/// given in them, as nearly all files for boards are called.
fn spelt<D: Disk>(entry: &Entry<D>, mut take: impl FnMut(char) -> bool) -> bool {
    match entry.long_file_name_as_ucs2_units() {
        Some(units) => char::decode_utf16(units.iter().copied())
            .all(|letter| take(letter.unwrap_or(char::REPLACEMENT_CHARACTER))),
        None => (entry.short_file_name_as_bytes().iter()).all(|byte| {
            take(match byte.is_ascii() {
                true => char::from(byte.to_ascii_lowercase()),
                false => char::REPLACEMENT_CHARACTER,
            })
        }),
    }
}

fn known<D: Disk>(entry: &Entry<D>) -> Stat {
    Stat {
        mode: if entry.is_dir() {
            Stat::FOLDER
        } else {
            Stat::FILE
        },
        links: 1,
        size: if entry.is_dir() { 0 } else { entry.len() },
        ..Stat::default()
    }
}

impl<D: Disk> Open<D> {
    fn size(&mut self) -> Result<u64, Errno> {
        self.file.seek(SeekFrom::End(0)).map_err(errno)
    }

    /// Writes zeros from the end up to a place.
    fn grow(&mut self, to: u64) -> Result<(), Errno> {
        let mut at = self.size()?;
        while at < to {
            let zeros = [0; 64];
            let count = (to - at).min(zeros.len() as u64) as usize;
            let written = self.file.write(zeros.get(..count).unwrap_or_default());
            at += written.map_err(errno)? as u64;
        }
        Ok(())
    }

    fn write(&mut self, from: &[u8]) -> Result<usize, Errno> {
        if self.access.append {
            self.position = self.size()?;
        } else {
            self.grow(self.position)?;
        }
        (self.file.seek(SeekFrom::Start(self.position))).map_err(errno)?;
        let mut done = 0;
        while let Some(rest) = from.get(done..).filter(|rest| !rest.is_empty()) {
            match self.file.write(rest) {
                Ok(count) if count > 0 => done += count,
                Ok(_) | Err(_) if done > 0 => break,
                Ok(_) => return Err(Errno::ENOSPC),
                Err(error) => return Err(errno(error)),
            }
        }
        self.position += done as u64;
        Ok(done)
    }
}

impl<D: Disk, const FILES: usize> Files for Fat<D, FILES> {
    fn open(&mut self, path: &str, access: Access) -> Result<Handle, Errno> {
        let free = self.files.iter().position(Option::is_none);
        let path = self.here.join(path)?;
        let found = self.find(&path)?;
        let (file, key) = match &found.entry {
            Some(entry) if entry.is_dir() => return Err(Errno::EISDIR),
            Some(_) if access.exclusive => return Err(Errno::EEXIST),
            Some(entry) => {
                let key = found.above.of(entry);
                free.ok_or(Errno::EMFILE)?;
                if access.write {
                    self.release(key, access.truncate)?;
                } else {
                    self.flush(key)?;
                }
                // What others have written is in the folder now.
                let entry = look(&found.folder, found.name)?.ok_or(Errno::EIO)?;
                (entry.to_file(), key)
            }
            None if access.create || access.exclusive => {
                free.ok_or(Errno::EMFILE)?;
                drop(found.folder.create_file(found.name).map_err(errno)?);
                let made = look(&found.folder, found.name)?.ok_or(Errno::EIO)?;
                (made.to_file(), found.above.of(&made))
            }
            None => return Err(Errno::ENOENT),
        };
        let mut open = Open {
            file,
            key,
            position: 0,
            access,
            stale: false,
        };
        if access.truncate && found.entry.is_some() {
            open.file.truncate().map_err(errno)?;
        }
        let number = free.ok_or(Errno::EMFILE)?;
        if let Some(slot) = self.files.get_mut(number) {
            *slot = Some(open);
        }
        self.tell_guest();
        Ok(Handle(STANDARD + number as u32))
    }

    fn close(&mut self, file: Handle) -> Result<(), Errno> {
        if let Ok(slot) = self.folder_slot(file) {
            *slot = None;
            return Ok(());
        }
        let (written, flushed) = match self.open_file(file) {
            Ok(open) => (open.access.write, open.file.flush().map_err(errno)),
            Err(ESTALE) => (false, Ok(())),
            Err(error) => return Err(error),
        };
        if let Some(slot) = self.files.get_mut((file.0 - STANDARD) as usize) {
            *slot = None;
        }
        self.tell_guest();
        flushed?;
        if written { self.keep() } else { Ok(()) }
    }

    fn read(&mut self, file: Handle, into: &mut [u8]) -> Result<usize, Errno> {
        let open = self.open_file(file)?;
        let reached = open.file.seek(SeekFrom::Start(open.position));
        if !open.access.read {
            return Err(Errno::EBADF);
        }
        if reached.map_err(errno)? < open.position {
            return Ok(0);
        }
        let mut done = 0;
        while let Some(rest) = into.get_mut(done..).filter(|rest| !rest.is_empty()) {
            match open.file.read(rest) {
                Ok(0) => break,
                Ok(count) => done += count,
                Err(error) if done == 0 => return Err(errno(error)),
                Err(_) => break,
            }
        }
        open.position += done as u64;
        Ok(done)
    }

    fn write(&mut self, file: Handle, from: &[u8]) -> Result<usize, Errno> {
        let open = self.open_file(file)?;
        if !open.access.write {
            return Err(Errno::EBADF);
        }
        open.write(from)
    }

    fn seek(&mut self, file: Handle, offset: i64, whence: Whence) -> Result<u64, Errno> {
        let open = self.open_file(file)?;
        let base = match whence {
            Whence::Start => 0,
            Whence::Current => open.position,
            Whence::End => open.size()?,
        };
        let position = base.checked_add_signed(offset);
        open.position = position
            .filter(|at| *at <= u64::from(u32::MAX))
            .ok_or(Errno::EINVAL)?;
        Ok(open.position)
    }

    fn sync(&mut self, file: Handle) -> Result<(), Errno> {
        self.open_file(file)?.file.flush().map_err(errno)?;
        self.keep()
    }

    fn truncate(&mut self, file: Handle, size: u64) -> Result<(), Errno> {
        let open = self.open_file(file)?;
        if !open.access.write {
            return Err(Errno::EINVAL);
        }
        if size >= open.size()? {
            return open.grow(size);
        }
        open.file.seek(SeekFrom::Start(size)).map_err(errno)?;
        open.file.truncate().map_err(errno)?;
        let (key, number) = (open.key, (file.0 - STANDARD) as usize);
        for (other, open) in (0..).zip(&mut self.files) {
            if let Some(open) = open {
                open.stale |= open.key == key && other != number;
            }
        }
        self.tell_guest();
        Ok(())
    }

    fn is_terminal(&mut self, file: Handle) -> bool {
        file.0 < STANDARD
    }

    fn open_folder(&mut self, path: &str) -> Result<Handle, Errno> {
        let path = self.here.join(path)?;
        let (key, entries) = if path.is_root() {
            (Key::ROOT, self.system.root_dir().iter())
        } else {
            let found = self.find(&path)?;
            let entry = found.entry.as_ref().ok_or(Errno::ENOENT)?;
            if !entry.is_dir() {
                return Err(Errno::ENOTDIR);
            }
            (found.above.of(entry), entry.to_dir().iter())
        };
        let free = self.folders.iter().position(Option::is_none);
        let number = free.ok_or(Errno::EMFILE)?;
        if let Some(slot) = self.folders.get_mut(number) {
            *slot = Some((key, entries));
        }
        Ok(Handle(STANDARD + (FILES + number) as u32))
    }

    fn next_entry(
        &mut self,
        folder: Handle,
        name: &mut [u8],
    ) -> Result<Option<(usize, Stat)>, Errno> {
        let Some((_, entries)) = self.folder_slot(folder)? else {
            return Err(Errno::EBADF);
        };
        for entry in entries {
            let entry = match entry {
                Err(Error::UnexpectedEof) => break,
                entry => entry.map_err(errno)?,
            };
            if matches!(entry.short_file_name_as_bytes(), b"." | b"..") {
                continue;
            }
            let mut length = 0;
            let fits = spelt(&entry, |letter| {
                let mut bytes = [0; 4];
                let bytes = letter.encode_utf8(&mut bytes).as_bytes();
                let place = name.get_mut(length..length + bytes.len());
                length += bytes.len();
                place.map(|place| place.copy_from_slice(bytes)).is_some()
            });
            if !fits {
                return Err(ENAMETOOLONG);
            }
            return Ok(Some((length, known(&entry))));
        }
        Ok(None)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Errno> {
        let path = self.here.join(path)?;
        if path.is_root() {
            return Ok(Stat {
                mode: Stat::FOLDER,
                ..Stat::default()
            });
        }
        let found = self.find(&path)?;
        found.entry.as_ref().map(known).ok_or(Errno::ENOENT)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Errno> {
        let path = self.here.join(path)?;
        if path.is_root() {
            return Err(Errno::EEXIST);
        }
        let found = self.find(&path)?;
        if found.entry.is_some() {
            return Err(Errno::EEXIST);
        }
        drop(found.folder.create_dir(found.name).map_err(errno)?);
        self.keep()
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Errno> {
        self.remove_entry(path, true)
    }

    fn remove(&mut self, path: &str) -> Result<(), Errno> {
        self.remove_entry(path, false)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let (from, to) = (self.here.join(from)?, self.here.join(to)?);
        let source = self.find(&from)?;
        let key = source.key().ok_or(Errno::ENOENT)?;
        let is_folder = source.entry.as_ref().is_some_and(Entry::<D>::is_dir);
        let inside = to.str().get(..from.str().len() + 1);
        if is_folder
            && inside.is_some_and(|start| {
                start.ends_with('/') && start.starts_with(from.str().trim_end_matches('/'))
            })
        {
            return Err(Errno::EINVAL);
        }
        let target = self.find(&to)?;
        let is_same = target.key() == Some(key);
        if self.is_read(key) {
            return Err(EBUSY);
        }
        self.release(key, false)?;
        match &target.entry {
            Some(entry) if !is_same => match (entry.is_dir(), is_folder) {
                (false, false) => {
                    self.release(target.above.of(entry), true)?;
                    target.folder.remove(target.name).map_err(errno)?;
                }
                (true, _) => return Err(Errno::EISDIR),
                (false, true) => return Err(Errno::ENOTDIR),
            },
            _ => {}
        }
        let moved = (source.folder).rename(source.name, &target.folder, target.name);
        moved.map_err(errno)?;
        self.keep()
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
        self.begin()?;
        // Counted anew: a computer may have taken some, and what the mounted system counts it never counts again.
        let system = System::new(Stream::new(self.device), FsOptions::new()).map_err(errno)?;
        let numbers = system.stats().map_err(errno)?;
        Ok(Room {
            block: u64::from(numbers.cluster_size()),
            blocks: u64::from(numbers.total_clusters()),
            free: u64::from(numbers.free_clusters()),
            longest_name: NAME,
        })
    }
}

impl<D: Disk, const FILES: usize> Drive for Fat<D, FILES> {
    fn close_all(&mut self) {
        for number in STANDARD..STANDARD + (FILES + FOLDERS) as u32 {
            // What cannot be written any more is lost with the program.
            let _ = self.close(Handle(number));
        }
        self.here = Path::ROOT;
    }
}
