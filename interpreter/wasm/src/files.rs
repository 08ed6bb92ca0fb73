//! The project's files in memory: a small file system with limits, and a list of what a program changed in it.

use pyrite_core::files::{Access, Errno, Files, Handle, Room, Stat, Whence};
use pyrite_session::{Handles, Sorted};
use std::cell::RefCell;
use std::rc::Rc;

/// Bytes of all files together, files and folders, bytes of a name.
const TOTAL: usize = 32 << 20;
const ENTRIES: usize = 10_000;
const NAME: usize = 255;
/// Files open at the same time.
const OPEN: usize = 256;

#[derive(Default)]
struct Data {
    content: Vec<u8>,
    modified: i64,
}

#[derive(Clone)]
enum Entry {
    File(Rc<RefCell<Data>>),
    Folder,
}

struct Opened {
    data: Rc<RefCell<Data>>,
    path: String,
    access: Access,
    at: usize,
}

enum Open {
    File(Opened),
    /// The entries that are still to be listed, the last first.
    Folder(Vec<(String, Stat)>),
}

/// The tree. Paths in it have no slash in front; the root is the empty path.
#[derive(Default)]
pub struct Folder {
    entries: Sorted<Entry>,
    open: Handles<Open, OPEN>,
    /// The current folder.
    here: String,
    used: usize,
    changed: Sorted<()>,
    removed: Sorted<()>,
    /// Seconds since 1970, as the host said last.
    pub now: i64,
}

impl Folder {
    /// The path from the root, without `.` and `..`.
    fn path(&self, path: &str) -> Result<String, Errno> {
        if path.is_empty() {
            return Err(Errno::ENOENT);
        }
        let mut parts: Vec<&str> = match path.starts_with('/') {
            true => Vec::new(),
            false => self
                .here
                .split('/')
                .filter(|part| !part.is_empty())
                .collect(),
        };
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part if part.len() > NAME => return Err(NAME_TOO_LONG),
                part if part.contains('\0') => return Err(Errno::EINVAL),
                part => parts.push(part),
            }
        }
        Ok(parts.join("/"))
    }

    /// Puts a file of the project in its place, with the folders it needs. `NOSPC` when there is no room.
    pub fn put(&mut self, path: &str, content: &[u8]) -> Result<(), Errno> {
        let path = self.path(&format!("/{path}"))?;
        if path.is_empty() {
            return Err(Errno::EISDIR);
        }
        for (at, _) in path.match_indices('/') {
            if !self.entries.contains(&path[..at]) {
                self.entries.insert(path[..at].to_owned(), Entry::Folder);
            }
        }
        match self.entries.get(&path) {
            Some(Entry::File(data)) => {
                let data = data.clone();
                self.resize(&data, content.len())?;
                data.borrow_mut().content.copy_from_slice(content);
            }
            Some(Entry::Folder) => return Err(Errno::EISDIR),
            None => {
                let data = self.make(&path)?;
                self.resize(&data, content.len())?;
                data.borrow_mut().content.copy_from_slice(content);
            }
        }
        Ok(())
    }

    /// Takes a file or a folder with all that is in it away.
    pub fn take(&mut self, path: &str) {
        let Ok(path) = self.path(&format!("/{path}")) else {
            return;
        };
        let inside = format!("{path}/");
        let gone: Vec<String> = self
            .entries
            .keys()
            .filter(|key| **key == path || key.starts_with(&inside))
            .cloned()
            .collect();
        for path in gone {
            self.forget(&path);
        }
    }

    /// Paths of the files that a program changed or removed since the last call; of files that are open for writing only
    /// when `all` are wanted.
    pub fn take_changes(&mut self, all: bool) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
        let opened = |path: &str| {
            self.open.iter().any(|open| match open {
                Open::File(opened) => opened.access.write && opened.path == path,
                Open::Folder(_) => false,
            })
        };
        let (mut now, mut later) = (Vec::new(), Sorted::default());
        for (path, ()) in std::mem::take(&mut self.changed) {
            match !all && opened(&path) {
                true => later.insert(path, ()),
                false => now.push(path),
            }
        }
        self.changed = later;
        let changed = now
            .into_iter()
            .filter_map(|path| match self.entries.get(&path)? {
                Entry::File(data) => {
                    let content = data.borrow().content.clone();
                    Some((path, content))
                }
                Entry::Folder => Some((path + "/", Vec::new())),
            })
            .collect();
        let removed = std::mem::take(&mut self.removed)
            .into_iter()
            .map(|(path, ())| path)
            .collect();
        (changed, removed)
    }

    /// A machine is gone: what it had open is closed.
    pub fn close_all(&mut self) {
        self.open.clear();
        self.here.clear();
    }

    fn make(&mut self, path: &str) -> Result<Rc<RefCell<Data>>, Errno> {
        if self.entries.len() >= ENTRIES {
            return Err(Errno::ENOSPC);
        }
        let data = Rc::new(RefCell::new(Data {
            content: Vec::new(),
            modified: self.now,
        }));
        self.entries
            .insert(path.to_owned(), Entry::File(data.clone()));
        Ok(data)
    }

    fn forget(&mut self, path: &str) {
        if let Some(Entry::File(data)) = self.entries.remove(path) {
            self.used -= data.borrow().content.len();
        }
        self.changed.remove(path);
    }

    /// Cuts a file, or makes it longer with zeros.
    fn resize(&mut self, data: &Rc<RefCell<Data>>, size: usize) -> Result<(), Errno> {
        let mut data = data.borrow_mut();
        let rest = self.used - data.content.len().min(self.used);
        if size > TOTAL.saturating_sub(rest) {
            return Err(Errno::ENOSPC);
        }
        data.content.resize(size, 0);
        data.modified = self.now;
        self.used = rest + size;
        Ok(())
    }

    fn entry(&self, path: &str) -> Option<Entry> {
        match path {
            "" => Some(Entry::Folder),
            path => self.entries.get(path).cloned(),
        }
    }

    /// The folder that would hold this path is there.
    fn check_parent(&self, path: &str) -> Result<(), Errno> {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        match self.entry(parent) {
            Some(Entry::Folder) => Ok(()),
            Some(Entry::File(_)) => Err(Errno::ENOTDIR),
            None => Err(Errno::ENOENT),
        }
    }

    fn is_empty(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        !self.entries.keys().any(|key| key.starts_with(&inside))
    }

    fn stat_of(&self, entry: &Entry) -> Stat {
        let mut stat = Stat {
            links: 1,
            ..Stat::default()
        };
        match entry {
            Entry::File(data) => {
                let data = data.borrow();
                stat.mode = Stat::FILE | 0o644;
                stat.size = data.content.len() as u64;
                stat.modified = data.modified;
                stat.accessed = data.modified;
                stat.changed = data.modified;
            }
            Entry::Folder => stat.mode = Stat::FOLDER | 0o755,
        }
        stat
    }

    fn opened(&mut self, handle: Handle) -> Result<&mut Opened, Errno> {
        match self.open.get(handle) {
            Some(Open::File(opened)) => Ok(opened),
            _ => Err(Errno::EBADF),
        }
    }
}

const NAME_TOO_LONG: Errno = Errno(36);
const NOT_EMPTY: Errno = Errno(39);

/// The tree in the hands of a machine; the page holds it too.
#[derive(Clone, Default)]
pub struct Drive(pub Rc<RefCell<Folder>>);

impl Files for Drive {
    fn open(&mut self, path: &str, access: Access) -> Result<Handle, Errno> {
        let mut tree = self.0.borrow_mut();
        let folder_wanted = path.ends_with('/');
        let path = tree.path(path)?;
        let data = match tree.entry(&path) {
            Some(Entry::Folder) => return Err(Errno::EISDIR),
            Some(Entry::File(_)) if access.exclusive => return Err(Errno::EEXIST),
            Some(Entry::File(_)) if folder_wanted => return Err(Errno::ENOTDIR),
            Some(Entry::File(data)) => data,
            None if access.create || access.exclusive => {
                if folder_wanted {
                    return Err(Errno::EISDIR);
                }
                tree.check_parent(&path)?;
                let data = tree.make(&path)?;
                tree.changed.insert(path.clone(), ());
                tree.removed.remove(&path);
                data
            }
            None => {
                tree.check_parent(&path)?;
                return Err(Errno::ENOENT);
            }
        };
        let opened = Opened {
            data: data.clone(),
            path: path.clone(),
            access,
            at: 0,
        };
        let handle = tree.open.add(Open::File(opened))?;
        if access.truncate && access.write {
            tree.resize(&data, 0)?;
            tree.changed.insert(path, ());
        }
        Ok(handle)
    }

    fn close(&mut self, file: Handle) -> Result<(), Errno> {
        let mut tree = self.0.borrow_mut();
        let open = tree.open.take(file);
        open.map(drop).ok_or(Errno::EBADF)
    }

    fn read(&mut self, file: Handle, into: &mut [u8]) -> Result<usize, Errno> {
        let mut tree = self.0.borrow_mut();
        let opened = tree.opened(file)?;
        if !opened.access.read {
            return Err(Errno::EBADF);
        }
        let data = opened.data.borrow();
        let rest = data.content.get(opened.at..).unwrap_or_default();
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        opened.at += count;
        Ok(count)
    }

    fn write(&mut self, file: Handle, from: &[u8]) -> Result<usize, Errno> {
        let mut tree = self.0.borrow_mut();
        let opened = tree.opened(file)?;
        if !opened.access.write && !opened.access.append {
            return Err(Errno::EBADF);
        }
        let data = opened.data.clone();
        let length = data.borrow().content.len();
        let at = if opened.access.append {
            length
        } else {
            opened.at
        };
        let end = at.checked_add(from.len()).ok_or(Errno::ENOSPC)?;
        opened.at = end;
        let path = opened.path.clone();
        if end > length {
            tree.resize(&data, end)?;
        }
        tree.changed.insert(path, ());
        let mut data = data.borrow_mut();
        data.modified = tree.now;
        if let Some(place) = data.content.get_mut(at..end) {
            place.copy_from_slice(from);
        }
        Ok(from.len())
    }

    fn seek(&mut self, file: Handle, offset: i64, whence: Whence) -> Result<u64, Errno> {
        let mut tree = self.0.borrow_mut();
        let opened = tree.opened(file)?;
        let from = match whence {
            Whence::Start => 0,
            Whence::Current => opened.at,
            Whence::End => opened.data.borrow().content.len(),
        };
        let to = (from as i64).checked_add(offset);
        let to = to.and_then(|to| usize::try_from(to).ok());
        opened.at = to.ok_or(Errno::EINVAL)?;
        Ok(opened.at as u64)
    }

    fn sync(&mut self, file: Handle) -> Result<(), Errno> {
        self.0.borrow_mut().opened(file).map(drop)
    }

    fn truncate(&mut self, file: Handle, size: u64) -> Result<(), Errno> {
        let mut tree = self.0.borrow_mut();
        let opened = tree.opened(file)?;
        if !opened.access.write {
            return Err(Errno::EINVAL);
        }
        let (data, path) = (opened.data.clone(), opened.path.clone());
        let size = usize::try_from(size).map_err(|_| Errno::ENOSPC)?;
        tree.resize(&data, size)?;
        tree.changed.insert(path, ());
        Ok(())
    }

    fn is_terminal(&mut self, file: Handle) -> bool {
        Handles::<Open, OPEN>::is_standard(file)
    }

    fn open_folder(&mut self, path: &str) -> Result<Handle, Errno> {
        let mut tree = self.0.borrow_mut();
        let path = tree.path(path)?;
        match tree.entry(&path) {
            Some(Entry::Folder) => {}
            Some(Entry::File(_)) => return Err(Errno::ENOTDIR),
            None => return Err(Errno::ENOENT),
        }
        let inside = match path.as_str() {
            "" => String::new(),
            path => format!("{path}/"),
        };
        let mut list: Vec<(String, Stat)> = tree
            .entries
            .iter()
            .filter_map(|(key, entry)| {
                let name = key.strip_prefix(&inside)?;
                let direct = !name.is_empty() && !name.contains('/');
                direct.then(|| (name.to_owned(), tree.stat_of(entry)))
            })
            .collect();
        list.reverse();
        tree.open.add(Open::Folder(list))
    }

    fn next_entry(
        &mut self,
        folder: Handle,
        name: &mut [u8],
    ) -> Result<Option<(usize, Stat)>, Errno> {
        let mut tree = self.0.borrow_mut();
        let Some(Open::Folder(list)) = tree.open.get(folder) else {
            return Err(Errno::EBADF);
        };
        while let Some((text, stat)) = list.pop() {
            if let Some(place) = name.get_mut(..text.len()) {
                place.copy_from_slice(text.as_bytes());
                return Ok(Some((text.len(), stat)));
            }
        }
        Ok(None)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Errno> {
        let tree = self.0.borrow();
        let folder_wanted = path.ends_with('/');
        let path = tree.path(path)?;
        match tree.entry(&path) {
            Some(Entry::File(_)) if folder_wanted => Err(Errno::ENOTDIR),
            Some(entry) => Ok(tree.stat_of(&entry)),
            None => Err(Errno::ENOENT),
        }
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Errno> {
        let mut tree = self.0.borrow_mut();
        let path = tree.path(path)?;
        if tree.entry(&path).is_some() {
            return Err(Errno::EEXIST);
        }
        tree.check_parent(&path)?;
        if tree.entries.len() >= ENTRIES {
            return Err(Errno::ENOSPC);
        }
        tree.removed.remove(&path);
        tree.changed.insert(path.clone(), ());
        tree.entries.insert(path, Entry::Folder);
        Ok(())
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Errno> {
        let mut tree = self.0.borrow_mut();
        let path = tree.path(path)?;
        match tree.entry(&path) {
            Some(Entry::Folder) if path.is_empty() => Err(Errno(16)),
            Some(Entry::Folder) if !tree.is_empty(&path) => Err(NOT_EMPTY),
            Some(Entry::Folder) => {
                tree.forget(&path);
                tree.removed.insert(path, ());
                Ok(())
            }
            Some(Entry::File(_)) => Err(Errno::ENOTDIR),
            None => Err(Errno::ENOENT),
        }
    }

    fn remove(&mut self, path: &str) -> Result<(), Errno> {
        let mut tree = self.0.borrow_mut();
        let path = tree.path(path)?;
        match tree.entry(&path) {
            Some(Entry::File(_)) => {
                tree.forget(&path);
                tree.removed.insert(path, ());
                Ok(())
            }
            Some(Entry::Folder) => Err(Errno::EISDIR),
            None => Err(Errno::ENOENT),
        }
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let mut tree = self.0.borrow_mut();
        let (from, to) = (tree.path(from)?, tree.path(to)?);
        let entry = match tree.entry(&from) {
            Some(_) if from.is_empty() || to.is_empty() => return Err(Errno(16)),
            Some(entry) => entry,
            None => return Err(Errno::ENOENT),
        };
        if from == to {
            return Ok(());
        }
        let inside = format!("{from}/");
        if to.starts_with(&inside) {
            return Err(Errno::EINVAL);
        }
        tree.check_parent(&to)?;
        match (&entry, tree.entry(&to)) {
            (Entry::File(_), Some(Entry::Folder)) => return Err(Errno::EISDIR),
            (Entry::Folder, Some(Entry::File(_))) => return Err(Errno::ENOTDIR),
            (Entry::Folder, Some(Entry::Folder)) if !tree.is_empty(&to) => return Err(NOT_EMPTY),
            _ => {}
        }
        tree.forget(&to);
        let moved: Vec<String> = tree
            .entries
            .keys()
            .filter(|key| **key == from || key.starts_with(&inside))
            .cloned()
            .collect();
        for old in moved {
            let new = format!("{to}{}", &old[from.len()..]);
            if let Some(entry) = tree.entries.remove(&old) {
                tree.changed.remove(&old);
                tree.removed.remove(&new);
                tree.changed.insert(new.clone(), ());
                tree.entries.insert(new.clone(), entry);
                tree.removed.insert(old.clone(), ());
            }
            for open in tree.open.iter_mut() {
                if let Open::File(opened) = open
                    && opened.path == old
                {
                    opened.path = new.clone();
                }
            }
        }
        Ok(())
    }

    fn change_folder(&mut self, path: &str) -> Result<(), Errno> {
        let mut tree = self.0.borrow_mut();
        let path = tree.path(path)?;
        match tree.entry(&path) {
            Some(Entry::Folder) => {
                tree.here = path;
                Ok(())
            }
            Some(Entry::File(_)) => Err(Errno::ENOTDIR),
            None => Err(Errno::ENOENT),
        }
    }

    fn current_folder(&mut self, path: &mut [u8]) -> Result<usize, Errno> {
        let text = format!("/{}", self.0.borrow().here);
        let place = path.get_mut(..text.len()).ok_or(Errno::ENOMEM)?;
        place.copy_from_slice(text.as_bytes());
        Ok(text.len())
    }

    fn room(&mut self, _path: &str) -> Result<Room, Errno> {
        let block = 4096;
        let used = self.0.borrow().used;
        Ok(Room {
            block,
            blocks: TOTAL as u64 / block,
            free: TOTAL.saturating_sub(used) as u64 / block,
            longest_name: NAME as u64,
        })
    }
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod files_tests;
