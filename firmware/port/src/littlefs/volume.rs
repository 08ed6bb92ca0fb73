//! littlefs behind safe calls: the one place where its structures live, and where its calls for the storage arrive. Knows
//! nothing of names of files and of who has which open.
//!
//! `unsafe`, and why it is sound: littlefs works on raw pointers into a `Place`. A place is lent for good (`&'static mut`) and
//! afterwards reached only through the one pointer of its `Volume`, so nothing moves and nobody else looks; every call
//! is given pointers to fields of it, or to a slice together with its length; and littlefs calls back only inside of these
//! calls, with the buffers and lengths that it was given in the configuration.
#![allow(unsafe_code)]

use crate::chip::Storage;
use core::ffi::c_void;
use core::mem::MaybeUninit;
use littlefs_rust_core::lfs_type::{lfs_open_flags, lfs_type};
use littlefs_rust_core::{
    Lfs, LfsConfig, LfsDir, LfsFile, LfsFileConfig, LfsInfo, lfs_dir_close, lfs_dir_open,
    lfs_dir_read, lfs_file_close, lfs_file_opencfg, lfs_file_read, lfs_file_seek, lfs_file_sync,
    lfs_file_truncate, lfs_file_write, lfs_format, lfs_fs_size, lfs_mkdir, lfs_mount, lfs_remove,
    lfs_rename, lfs_stat,
};
use pyrite_core::files::{Access, Errno, Whence};

/// Bytes of the map of free blocks that littlefs keeps: eight blocks each.
const LOOKAHEAD: usize = 16;
/// Times that a block is erased before its content moves elsewhere.
const CYCLES: i32 = 500;
/// The longest name.
pub const NAME: usize = 64;
/// Folders that can be read at the same time.
pub const FOLDERS: usize = 3;

#[repr(align(8))]
struct Buffer<const N: usize>([u8; N]);

impl<const N: usize> Buffer<N> {
    fn pointer(&mut self) -> *mut c_void {
        self.0.as_mut_ptr().cast()
    }
}

struct Opened<const CACHE: usize> {
    file: MaybeUninit<LfsFile>,
    config: LfsFileConfig,
    cache: Buffer<CACHE>,
}

/// Where a volume lives: `CACHE` bytes for each of its caches, `FILES` files open at the same time.
pub struct Place<S, const CACHE: usize, const FILES: usize> {
    storage: S,
    lfs: MaybeUninit<Lfs>,
    config: MaybeUninit<LfsConfig>,
    read: Buffer<CACHE>,
    write: Buffer<CACHE>,
    lookahead: Buffer<LOOKAHEAD>,
    files: [Opened<CACHE>; FILES],
    folders: [MaybeUninit<LfsDir>; FOLDERS],
}

impl<S: Storage, const CACHE: usize, const FILES: usize> Place<S, CACHE, FILES> {
    pub const fn new(storage: S) -> Self {
        Place {
            storage,
            lfs: MaybeUninit::uninit(),
            config: MaybeUninit::uninit(),
            read: Buffer([0; CACHE]),
            write: Buffer([0; CACHE]),
            lookahead: Buffer([0; LOOKAHEAD]),
            files: [const {
                Opened {
                    file: MaybeUninit::zeroed(),
                    config: LfsFileConfig {
                        buffer: core::ptr::null_mut(),
                        attrs: core::ptr::null_mut(),
                        attr_count: 0,
                    },
                    cache: Buffer([0; CACHE]),
                }
            }; FILES],
            folders: [const { MaybeUninit::zeroed() }; FOLDERS],
        }
    }
}

/// A mounted file system. Files and folders are named by the number of their place: whoever owns the volume knows which
/// are open.
pub struct Volume<S: Storage + 'static, const CACHE: usize, const FILES: usize>(
    *mut Place<S, CACHE, FILES>,
);

/// What is known of a name.
pub struct Info(LfsInfo);

impl Info {
    fn empty() -> Info {
        Info(LfsInfo {
            type_: 0,
            size: 0,
            name: [0; 256],
        })
    }

    pub fn is_folder(&self) -> bool {
        u32::from(self.0.type_) == lfs_type::LFS_TYPE_DIR
    }

    pub fn size(&self) -> u32 {
        self.0.size
    }

    pub fn name(&self) -> &[u8] {
        let end = self.0.name.iter().position(|byte| *byte == 0);
        self.0.name.get(..end.unwrap_or(0)).unwrap_or_default()
    }
}

/// Results below zero are error numbers, nearly those of Linux.
fn check(result: i32) -> Result<u32, Errno> {
    const CORRUPT: i32 = -84;
    match u32::try_from(result) {
        Ok(result) => Ok(result),
        Err(_) if result == CORRUPT => Err(Errno::EIO),
        Err(_) => Err(Errno(
            u16::try_from(result.unsigned_abs()).unwrap_or(Errno::EIO.0),
        )),
    }
}

fn size(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

impl<S: Storage + 'static, const CACHE: usize, const FILES: usize> Volume<S, CACHE, FILES> {
    /// Mounts what lies there; where there is no file system, or not one that can be read, an empty one is made.
    pub fn mount(place: &'static mut Place<S, CACHE, FILES>) -> Result<Self, Errno> {
        let cache = u32::try_from(CACHE).unwrap_or(0);
        let config = LfsConfig {
            context: (&raw mut place.storage).cast(),
            read: Some(read::<S>),
            prog: Some(write::<S>),
            erase: Some(erase::<S>),
            sync: Some(sync::<S>),
            read_size: S::WRITE,
            prog_size: S::WRITE,
            block_size: S::BLOCK,
            block_count: place.storage.blocks(),
            block_cycles: CYCLES,
            cache_size: cache,
            lookahead_size: LOOKAHEAD as u32,
            compact_thresh: 0,
            read_buffer: place.read.pointer(),
            prog_buffer: place.write.pointer(),
            lookahead_buffer: place.lookahead.pointer(),
            name_max: NAME as u32,
            file_max: 0,
            attr_max: 0,
            metadata_max: 0,
            inline_max: 0,
        };
        place.config.write(config);
        let volume = Volume(&raw mut *place);
        if lfs_mount(volume.lfs(), volume.config()) != 0 {
            check(lfs_format(volume.lfs(), volume.config()))?;
            check(lfs_mount(volume.lfs(), volume.config()))?;
        }
        Ok(volume)
    }

    fn lfs(&self) -> *mut Lfs {
        // SAFETY: the place is there for good; no reference to the field is made.
        unsafe { (&raw mut (*self.0).lfs).cast() }
    }

    fn config(&self) -> *const LfsConfig {
        // SAFETY: as above.
        unsafe { (&raw const (*self.0).config).cast() }
    }

    /// The places of a file and of its configuration, which is made ready.
    fn file(&self, number: usize) -> Result<(*mut LfsFile, *const LfsFileConfig), Errno> {
        if number >= FILES {
            return Err(Errno::EBADF);
        }
        // SAFETY: as above; the number is in range.
        unsafe {
            let opened = (&raw mut (*self.0).files)
                .cast::<Opened<CACHE>>()
                .add(number);
            (*opened).config.buffer = (&raw mut (*opened).cache).cast();
            Ok((
                (&raw mut (*opened).file).cast(),
                &raw const (*opened).config,
            ))
        }
    }

    fn folder(&self, number: usize) -> Result<*mut LfsDir, Errno> {
        if number >= FOLDERS {
            return Err(Errno::EBADF);
        }
        // SAFETY: as above; the number is in range.
        unsafe { Ok((&raw mut (*self.0).folders).cast::<LfsDir>().add(number)) }
    }

    /// `path` ends with a zero here and below. The place must not be in use.
    pub fn open(&mut self, number: usize, path: &[u8], access: Access) -> Result<(), Errno> {
        let mut flags = match (access.read, access.write) {
            (true, true) => lfs_open_flags::LFS_O_RDWR,
            (false, true) => lfs_open_flags::LFS_O_WRONLY,
            _ => lfs_open_flags::LFS_O_RDONLY,
        };
        for (wanted, flag) in [
            (
                access.create || access.exclusive,
                lfs_open_flags::LFS_O_CREAT,
            ),
            (access.exclusive, lfs_open_flags::LFS_O_EXCL),
            (access.truncate, lfs_open_flags::LFS_O_TRUNC),
            (access.append, lfs_open_flags::LFS_O_APPEND),
        ] {
            if wanted {
                flags |= flag;
            }
        }
        let (file, config) = self.file(number)?;
        // SAFETY: the place is there for good and not in use; all zeros is what littlefs begins with.
        unsafe { file.write_bytes(0, 1) };
        check(lfs_file_opencfg(
            self.lfs(),
            file,
            ended(path)?,
            flags,
            config,
        ))
        .map(drop)
    }

    /// The file must be open, here and below.
    pub fn close(&mut self, number: usize) -> Result<(), Errno> {
        check(lfs_file_close(self.lfs(), self.file(number)?.0)).map(drop)
    }

    pub fn read(&mut self, number: usize, into: &mut [u8]) -> Result<usize, Errno> {
        let (file, _) = self.file(number)?;
        let count = check(lfs_file_read(
            self.lfs(),
            file,
            into.as_mut_ptr().cast(),
            size(into),
        ))?;
        Ok(count as usize)
    }

    pub fn write(&mut self, number: usize, from: &[u8]) -> Result<usize, Errno> {
        let (file, _) = self.file(number)?;
        let count = check(lfs_file_write(
            self.lfs(),
            file,
            from.as_ptr().cast(),
            size(from),
        ))?;
        Ok(count as usize)
    }

    pub fn seek(&mut self, number: usize, offset: i64, whence: Whence) -> Result<u64, Errno> {
        let (file, _) = self.file(number)?;
        let offset = i32::try_from(offset).map_err(|_| Errno::EINVAL)?;
        let whence = match whence {
            Whence::Start => 0,
            Whence::Current => 1,
            Whence::End => 2,
        };
        check(lfs_file_seek(self.lfs(), file, offset, whence)).map(u64::from)
    }

    pub fn sync(&mut self, number: usize) -> Result<(), Errno> {
        check(lfs_file_sync(self.lfs(), self.file(number)?.0)).map(drop)
    }

    pub fn truncate(&mut self, number: usize, length: u32) -> Result<(), Errno> {
        check(lfs_file_truncate(self.lfs(), self.file(number)?.0, length)).map(drop)
    }

    /// The place must not be in use.
    pub fn open_folder(&mut self, number: usize, path: &[u8]) -> Result<(), Errno> {
        let folder = self.folder(number)?;
        // SAFETY: as in `open`.
        unsafe { folder.write_bytes(0, 1) };
        check(lfs_dir_open(self.lfs(), folder, ended(path)?)).map(drop)
    }

    /// The folder must be open, here and below.
    pub fn close_folder(&mut self, number: usize) -> Result<(), Errno> {
        check(lfs_dir_close(self.lfs(), self.folder(number)?)).map(drop)
    }

    /// The next entry.
    pub fn next_entry(&mut self, number: usize) -> Result<Option<Info>, Errno> {
        let mut info = Info::empty();
        let more = check(lfs_dir_read(
            self.lfs(),
            self.folder(number)?,
            &raw mut info.0,
        ))?;
        Ok((more > 0).then_some(info))
    }

    pub fn stat(&mut self, path: &[u8]) -> Result<Info, Errno> {
        let mut info = Info::empty();
        check(lfs_stat(self.lfs(), ended(path)?, &raw mut info.0))?;
        Ok(info)
    }

    pub fn make_folder(&mut self, path: &[u8]) -> Result<(), Errno> {
        check(lfs_mkdir(self.lfs(), ended(path)?)).map(drop)
    }

    /// A file, or an empty folder.
    pub fn remove(&mut self, path: &[u8]) -> Result<(), Errno> {
        check(lfs_remove(self.lfs(), ended(path)?)).map(drop)
    }

    pub fn rename(&mut self, from: &[u8], to: &[u8]) -> Result<(), Errno> {
        check(lfs_rename(self.lfs(), ended(from)?, ended(to)?)).map(drop)
    }

    /// Blocks in all, and in use.
    pub fn blocks(&mut self) -> Result<(u32, u32), Errno> {
        let used = check(lfs_fs_size(self.lfs()))?;
        // SAFETY: the configuration was written when the volume was made.
        let all = unsafe { (*self.config()).block_count };
        Ok((all, used))
    }
}

/// A text that ends with a zero, and has no other.
fn ended(path: &[u8]) -> Result<*const u8, Errno> {
    match core::ffi::CStr::from_bytes_with_nul(path) {
        Ok(path) => Ok(path.as_ptr().cast()),
        Err(_) => Err(Errno::EINVAL),
    }
}

/// The storage of a configuration.
///
/// # Safety
/// `config` is that of a `Volume`, inside of one of whose calls this is, and its storage is an `S`.
unsafe fn storage<'s, S: Storage>(config: *const LfsConfig) -> &'s mut S {
    // SAFETY: the caller's promise; `mount` has set the context.
    unsafe { &mut *(*config).context.cast::<S>() }
}

fn answer(result: Result<(), Errno>) -> i32 {
    match result {
        Ok(()) => 0,
        Err(_) => -i32::from(Errno::EIO.0),
    }
}

unsafe extern "C" fn read<S: Storage>(
    config: *const LfsConfig,
    block: u32,
    offset: u32,
    into: *mut u8,
    size: u32,
) -> i32 {
    // SAFETY: littlefs gives the configuration it was mounted with, and a buffer of `size` bytes.
    let (storage, into) = unsafe {
        (
            storage::<S>(config),
            core::slice::from_raw_parts_mut(into, size as usize),
        )
    };
    answer(storage.read(block, offset, into))
}

unsafe extern "C" fn write<S: Storage>(
    config: *const LfsConfig,
    block: u32,
    offset: u32,
    from: *const u8,
    size: u32,
) -> i32 {
    // SAFETY: as in `read`.
    let (storage, from) = unsafe {
        (
            storage::<S>(config),
            core::slice::from_raw_parts(from, size as usize),
        )
    };
    answer(storage.write(block, offset, from))
}

unsafe extern "C" fn erase<S: Storage>(config: *const LfsConfig, block: u32) -> i32 {
    // SAFETY: as in `read`.
    answer(unsafe { storage::<S>(config) }.erase(block))
}

unsafe extern "C" fn sync<S: Storage>(config: *const LfsConfig) -> i32 {
    // SAFETY: as in `read`.
    answer(unsafe { storage::<S>(config) }.sync())
}
