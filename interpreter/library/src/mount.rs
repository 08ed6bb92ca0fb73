//! File systems that a program gives: objects with the methods that MicroPython's "Working with filesystems" names (`open`,
//! `stat`, `ilistdir`, ...), at a place of their own among the folders. `os`, `open` and `import` ask here first.
//!
//! The machine's state holds a list: the file system of the current folder or None, then tuples (object, place).

use crate::errno;
use crate::system::Path;
use pyrite_core::files::{Errno, Stat};
use pyrite_core::machine::{Machine, Root, Text};
use pyrite_core::{Name, R, Ref, Value, n, types};

const EPERM: Errno = Errno(1);

/// A file that is imported is read in pieces that the buffer of a serial line holds: it may come through one.
const PIECE: i64 = 240;

/// What a path leads to.
struct Target {
    object: Value,
    /// The path for the object.
    path: Value,
}

fn table(m: &mut Machine) -> R<Option<Ref>> {
    if !cfg!(feature = "usual") {
        return Ok(None);
    }
    let Some(state) = m.root(Root::State).as_ref() else {
        return Ok(None);
    };
    let list = m.dict_get(state, Value::name(n::mount))?;
    Ok(list.and_then(|list| list.as_ref()))
}

/// The table, made if there was none.
#[cfg(feature = "usual")]
fn own_table(m: &mut Machine) -> R<Ref> {
    if let Some(list) = table(m)? {
        return Ok(list);
    }
    let list = m.new_list(&[Value::NONE])?;
    m.keep(list);
    if let Some(state) = m.root(Root::State).as_ref() {
        m.dict_set(state, Value::name(n::mount), list)?;
    }
    list.as_ref().ok_or_else(|| m.out_of_memory())
}

/// The number of the row whose place a path is in or is, and how much of the path names it.
fn row_of(m: &Machine, list: Ref, path: &[u8]) -> Option<(usize, usize)> {
    (1..m.list_len(list)).find_map(|row| {
        let place = m.str_bytes(m.tuple_item(m.list_item(list, row), 1))?;
        let rest = path.strip_prefix(place)?;
        (rest.is_empty() || rest.starts_with(b"/")).then_some((row, place.len()))
    })
}

fn find(m: &mut Machine, path: Value) -> R<Option<Target>> {
    let Some(list) = table(m)? else {
        return Ok(None);
    };
    let path = match m.str_bytes(path) {
        Some(_) => path,
        // A file's number, not a name.
        None if path.as_small().is_some() => return Ok(None),
        None => {
            let path = Path::of(m, path)?;
            let path = m.new_str(path.str().as_bytes())?;
            m.keep(path);
            path
        }
    };
    let bytes = m.str_bytes(path).unwrap_or_default();
    let length = bytes.len();
    let (row, from) = match (bytes.starts_with(b"/"), row_of(m, list, bytes)) {
        (true, Some((row, from))) => (m.list_item(list, row), from),
        (true, None) => return Ok(None),
        (false, _) => (m.list_item(list, 0), 0),
    };
    if row.is_none() {
        return Ok(None);
    }
    let object = m.tuple_item(row, 0);
    let path = match length - from {
        0 if from > 0 => Value::character(b'/'),
        _ => m.new_str_from(path, from, length)?,
    };
    m.keep(path);
    Ok(Some(Target { object, path }))
}

/// What the method `name` of a program's file system says of a path in it, and of more arguments. `None`: the path is on
/// the board's own.
pub fn ask(m: &mut Machine, name: Name, path: Value, more: &[Value]) -> R<Option<Value>> {
    let Some(target) = find(m, path)? else {
        return Ok(None);
    };
    let mut all = [target.path, Value::NONE];
    let count = 1 + more.len().min(1);
    if let Some(first) = more.first() {
        all[1] = *first;
    }
    m.call_method(target.object, name, &all[..count]).map(Some)
}

/// `rename` within a program's file system; whether it was one's.
pub fn rename(m: &mut Machine, from: Value, to: Value) -> R<bool> {
    let (old, new) = (find(m, from)?, find(m, to)?);
    match (old, new) {
        (None, None) => Ok(false),
        (Some(old), Some(new)) if old.object == new.object => m
            .call_method(old.object, n::rename, &[old.path, new.path])
            .map(|_| true),
        _ => Err(errno::raise(m, EPERM, Some(from))),
    }
}

/// `chdir`; whether a program's file system is where the folder is.
pub fn change_folder(m: &mut Machine, path: Value) -> R<bool> {
    let Some(target) = find(m, path)? else {
        return Ok(false);
    };
    m.call_method(target.object, n::chdir, &[target.path])?;
    let Some(list) = table(m)? else {
        return Ok(true);
    };
    for row in 1..m.list_len(list) {
        let entry = m.list_item(list, row);
        if m.tuple_item(entry, 0) == target.object {
            m.list_set(list, 0, entry);
        }
    }
    Ok(true)
}

/// The current folder is on the board's own file system from now on.
pub fn leave(m: &mut Machine) -> R<()> {
    if let Some(list) = table(m)? {
        m.list_set(list, 0, Value::NONE);
    }
    Ok(())
}

/// The current folder, where a program's file system has it.
pub fn current_folder(m: &mut Machine) -> R<Option<Value>> {
    let Some(list) = table(m)? else {
        return Ok(None);
    };
    let entry = m.list_item(list, 0);
    if entry.is_none() {
        return Ok(None);
    }
    let place = m.tuple_item(entry, 1);
    let inside = m.call_method(m.tuple_item(entry, 0), n::getcwd, &[])?;
    if m.str_bytes(inside) == Some(b"/") {
        return Ok(Some(place));
    }
    m.keep(inside);
    let mut path = Text::new(m)?;
    path.push_all(m, place)?;
    path.push_all(m, inside)?;
    path.finish(m).map(Some)
}

/// What a path is to `import`: `Stat::FILE`, `Stat::FOLDER` or neither; all of it `None` where the board's own is asked.
pub fn kind(m: &mut Machine, path: Value) -> R<Option<Option<u32>>> {
    let mark = m.mark();
    let found = match ask(m, n::stat, path, &[]) {
        Ok(None) => return Ok(None),
        Ok(Some(stat)) => {
            let stat = m.tuple_of(stat)?;
            let mode = m.tuple_item(stat, 0).as_small().unwrap_or(0);
            match mode & 0xf000 {
                0x4000 => Some(Stat::FOLDER),
                0x8000 => Some(Stat::FILE),
                _ => None,
            }
        }
        Err(_) => {
            m.catch(types::OS_ERROR)?;
            None
        }
    };
    m.release(mark);
    Ok(Some(found))
}

/// All bytes of a file in a program's file system.
pub fn read(m: &mut Machine, path: Value) -> R<Option<Value>> {
    let mode = m.intern(b"rb")?;
    let Some(file) = ask(m, n::open, path, &[mode])? else {
        return Ok(None);
    };
    m.keep(file);
    let mut text = Text::new(m)?;
    loop {
        let piece = m.call_method(file, n::read, &[Value::small_wrapping(PIECE)])?;
        if m.buffer_bytes(piece).is_none_or(<[u8]>::is_empty) {
            break;
        }
        m.keep(piece);
        text.push_all(m, piece)?;
    }
    m.call_method(file, n::close, &[])?;
    text.finish_bytes(m).map(Some)
}

/// `os.mount(object, place, readonly=False)`; without arguments the list of what is mounted.
#[cfg(feature = "usual")]
pub fn mount(m: &mut Machine, args: pyrite_core::Args) -> R {
    let list = own_table(m)?;
    let (Some(object), Some(place)) = (args.get(m, 0), args.get(m, 1)) else {
        let rows = m.list_len(list);
        let all = m.new_list_sized(0)?;
        for row in 1..rows {
            let entry = m.list_item(list, row);
            m.list_push(all, entry)?;
        }
        return Ok(Value::reference(all));
    };
    let path = Path::of(m, place)?;
    let is_place = path.str().starts_with('/') && path.str().trim_end_matches('/') == path.str();
    if !is_place || row_of(m, list, path.str().as_bytes()).is_some() {
        return Err(errno::raise(m, EPERM, Some(place)));
    }
    let readonly = args.get(m, 2).unwrap_or(Value::FALSE);
    m.call_method(object, n::mount, &[readonly, Value::FALSE])?;
    let place = m.new_str(path.str().as_bytes())?;
    m.keep(place);
    let entry = m.new_tuple(&[object, place])?;
    m.list_push(list, entry)?;
    Ok(Value::NONE)
}

/// `os.umount(place or object)`.
#[cfg(feature = "usual")]
pub fn umount(m: &mut Machine, args: pyrite_core::Args) -> R {
    let which = args.at(m, 0);
    let list = own_table(m)?;
    let row = (1..m.list_len(list)).find(|row| {
        let entry = m.list_item(list, *row);
        let (object, place) = (m.tuple_item(entry, 0), m.tuple_item(entry, 1));
        object == which
            || m.str_bytes(which)
                .is_some_and(|name| Some(name) == m.str_bytes(place))
    });
    let Some(row) = row else {
        return Err(errno::raise(m, Errno::EINVAL, Some(which)));
    };
    let entry = m.list_item(list, row);
    m.keep(entry);
    if m.list_item(list, 0) == entry {
        m.list_set(list, 0, Value::NONE);
    }
    m.call_method(Value::reference(list), n::remove, &[entry])?;
    m.call_method(m.tuple_item(entry, 0), n::umount, &[])?;
    Ok(Value::NONE)
}
