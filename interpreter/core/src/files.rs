//! What modules about files ask of the outside: a few calls that a disk, a flash chip or a browser's store can answer.
//! Knows no Python: numbers, bytes, and POSIX error numbers.

/// An error number (`errno.ENOENT` and so on), as on Linux.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errno(pub u16);

impl Errno {
    pub const ENOENT: Errno = Errno(2);
    pub const EIO: Errno = Errno(5);
    pub const EBADF: Errno = Errno(9);
    pub const ENOMEM: Errno = Errno(12);
    pub const EACCES: Errno = Errno(13);
    pub const EEXIST: Errno = Errno(17);
    pub const ENODEV: Errno = Errno(19);
    pub const ENOTDIR: Errno = Errno(20);
    pub const EISDIR: Errno = Errno(21);
    pub const EINVAL: Errno = Errno(22);
    pub const EMFILE: Errno = Errno(24);
    pub const ENOSPC: Errno = Errno(28);
    pub const ESPIPE: Errno = Errno(29);
    pub const EROFS: Errno = Errno(30);
}

/// An open file or folder. 0, 1 and 2 are standard input, output and error where there are such.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handle(pub u32);

/// How a file is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Access {
    pub read: bool,
    pub write: bool,
    /// Every write goes to the end.
    pub append: bool,
    /// Empties what is there.
    pub truncate: bool,
    /// Makes it when it is not there.
    pub create: bool,
    /// Makes it, and fails when it is there.
    pub exclusive: bool,
}

impl Access {
    /// What is there, from its start.
    pub const READ: Access = Access {
        read: true,
        write: false,
        append: false,
        truncate: false,
        create: false,
        exclusive: false,
    };

    /// A new content, in a new file where there is none.
    pub const WRITE: Access = Access {
        read: false,
        write: true,
        append: false,
        truncate: true,
        create: true,
        exclusive: false,
    };
}

/// Where an offset counts from; the numbers of `os.SEEK_SET` and so on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whence {
    Start,
    Current,
    End,
}

/// What is known of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stat {
    /// Kind and permissions as POSIX codes them: 0x4000 is a folder, 0x8000 a file.
    pub mode: u32,
    pub inode: u64,
    pub device: u64,
    pub links: u64,
    pub owner: u32,
    pub group: u32,
    pub size: u64,
    /// Seconds since 1970: of the last access, the last change of the content, and of the rest.
    pub accessed: i64,
    pub modified: i64,
    pub changed: i64,
}

impl Stat {
    pub const FOLDER: u32 = 0x4000;
    pub const FILE: u32 = 0x8000;
}

/// Numbers of a file system: blocks of `block` bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Room {
    pub block: u64,
    pub blocks: u64,
    pub free: u64,
    pub longest_name: u64,
}

/// A place for files. Paths are UTF-8, parts separated by `/`, relative ones from the current folder.
pub trait Files {
    fn open(&mut self, path: &str, access: Access) -> Result<Handle, Errno>;

    fn close(&mut self, file: Handle) -> Result<(), Errno>;

    /// Bytes read; 0 at the end.
    fn read(&mut self, file: Handle, into: &mut [u8]) -> Result<usize, Errno>;

    /// Bytes taken.
    fn write(&mut self, file: Handle, from: &[u8]) -> Result<usize, Errno>;

    /// The new position.
    fn seek(&mut self, file: Handle, offset: i64, whence: Whence) -> Result<u64, Errno>;

    /// Makes what was written last.
    fn sync(&mut self, file: Handle) -> Result<(), Errno>;

    fn truncate(&mut self, file: Handle, size: u64) -> Result<(), Errno>;

    /// Whether a person sits at the other end.
    fn is_terminal(&mut self, _file: Handle) -> bool {
        false
    }

    /// Begins to read a folder.
    fn open_folder(&mut self, path: &str) -> Result<Handle, Errno>;

    /// The next entry: its name into `name`, and what is known of it; the length of the name, `None` at the end.
    fn next_entry(
        &mut self,
        folder: Handle,
        name: &mut [u8],
    ) -> Result<Option<(usize, Stat)>, Errno>;

    fn stat(&mut self, path: &str) -> Result<Stat, Errno>;

    fn make_folder(&mut self, path: &str) -> Result<(), Errno>;

    fn remove_folder(&mut self, path: &str) -> Result<(), Errno>;

    fn remove(&mut self, path: &str) -> Result<(), Errno>;

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno>;

    fn change_folder(&mut self, path: &str) -> Result<(), Errno>;

    /// The current folder; the length of its path.
    fn current_folder(&mut self, path: &mut [u8]) -> Result<usize, Errno>;

    /// Size of the file system that holds `path`.
    fn room(&mut self, _path: &str) -> Result<Room, Errno> {
        Err(Errno::ENODEV)
    }
}
