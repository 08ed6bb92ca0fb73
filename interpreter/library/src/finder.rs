//! Finds modules in files: `name.py`, `name.mpyc`, or a folder `name` with an `__init__`, along a search path.
//! Give `find` to the machine as `Machine::find`.

use crate::errno;
use crate::mount;
use crate::system::{Path, ask};
use pyrite_core::compile::Source;
use pyrite_core::files::{Access, Errno, Stat};
use pyrite_core::host::Found;
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::{R, Ref, Value, types};

/// The endings tried, in this order.
const ENDINGS: [&str; 2] = [".py", ".mpyc"];

/// Looks for the last part of a dotted name in every folder of `search_path`.
pub fn find(m: &mut Machine, name: Value, search_path: Value) -> R<Option<Found>> {
    if m.host.files().is_none() {
        return Ok(None);
    }
    let folders = m.tuple_of(search_path)?;
    m.keep(folders);
    let mut bare: Option<Ref> = None;
    for i in 0..m.tuple_len(folders) {
        let mark = m.mark();
        let folder = m.tuple_item(folders, i);
        if m.str_bytes(folder).is_some() {
            if let Some(found) = find_in(m, folder, name)? {
                return Ok(Some(found));
            }
            let base = join(m, folder, name)?;
            if kind(m, base)? == Some(Stat::FOLDER) {
                match bare {
                    Some(list) => m.list_push(list, base)?,
                    None => {
                        let list = m.new_list(&[base])?;
                        bare = list.as_ref();
                        m.release_but(mark, list);
                        continue;
                    }
                }
            }
        }
        m.release(mark);
    }
    // Folders without `__init__` are a package too, all of them together, when nothing else has the name.
    let Some(list) = bare else { return Ok(None) };
    let content = m.new_bytes(b"")?;
    Ok(Some(Found {
        content,
        file: m.list_item(list, 0),
        package: Value::reference(list),
    }))
}

fn find_in(m: &mut Machine, folder: Value, name: Value) -> R<Option<Found>> {
    let base = join(m, folder, name)?;
    if kind(m, base)? == Some(Stat::FOLDER) {
        for ending in ENDINGS {
            let file = append(m, base, "/__init__", ending)?;
            if kind(m, file)? == Some(Stat::FILE) {
                let content = content(m, file)?;
                return Ok(Some(Found {
                    content,
                    file,
                    package: base,
                }));
            }
        }
    }
    for ending in ENDINGS {
        let file = append(m, base, "", ending)?;
        if kind(m, file)? == Some(Stat::FILE) {
            let content = content(m, file)?;
            return Ok(Some(Found {
                content,
                file,
                package: Value::UNBOUND,
            }));
        }
    }
    Ok(None)
}

/// `folder/tail`, where the tail is what follows the last dot of the name.
fn join(m: &mut Machine, folder: Value, name: Value) -> R {
    let length = m.str_bytes(name).map_or(0, <[u8]>::len);
    let dot = m
        .str_bytes(name)
        .and_then(|name| name.iter().rposition(|byte| *byte == b'.'));
    let mut text = Text::new(m)?;
    let ends_in_slash = m
        .str_bytes(folder)
        .is_none_or(|folder| folder.is_empty() || folder.ends_with(b"/"));
    text.push_all(m, folder)?;
    if !ends_in_slash {
        text.push_byte(m, b'/')?;
    }
    text.push_from(m, name, dot.map_or(0, |dot| dot + 1), length)?;
    text.finish(m)
}

fn append(m: &mut Machine, base: Value, part: &str, ending: &str) -> R {
    let mut text = Text::new(m)?;
    text.push_all(m, base)?;
    text.push_str(m, part)?;
    text.push_str(m, ending)?;
    text.finish(m)
}

/// `Stat::FILE`, `Stat::FOLDER`, or nothing where there is neither.
fn kind(m: &mut Machine, path: Value) -> R<Option<u32>> {
    if let Some(kind) = mount::kind(m, path)? {
        return Ok(kind);
    }
    let path = Path::of(m, path)?;
    let stat = m.host.files().map(|files| files.stat(path.str()));
    Ok(stat.and_then(Result::ok).map(|stat| stat.mode & 0xf000))
}

/// What the machine can run: source, or the code object of a compiled file.
fn content(m: &mut Machine, file: Value) -> R {
    let bytes = read(m, file)?;
    let compiled = m
        .str_bytes(file)
        .is_some_and(|name| name.ends_with(b".mpyc"));
    if !compiled {
        return Ok(bytes);
    }
    m.load_code(Source::Str(bytes)).or_else(|_| {
        let e = m.catch(types::VALUE_ERROR)?;
        Err(m.error(
            types::IMPORT_ERROR,
            &[Piece::V(file), Piece::S(": "), Piece::V(e)],
        ))
    })
}

/// All bytes of a file.
pub fn read(m: &mut Machine, file: Value) -> R {
    if let Some(bytes) = mount::read(m, file)? {
        return Ok(bytes);
    }
    let path = Path::of(m, file)?;
    let size = ask(m, Some(file), |files| files.stat(path.str()))?.size;
    let Ok(size) = usize::try_from(size) else {
        return Err(m.out_of_memory());
    };
    let bytes = m.new_bytes_sized(size)?;
    let handle = ask(m, Some(file), |files| files.open(path.str(), Access::READ))?;
    let mut filled = 0;
    let mut failed = None;
    while filled < size && failed.is_none() {
        let room = m
            .heap
            .bytes_mut(bytes, 1, size)
            .get_mut(filled..)
            .unwrap_or_default();
        match m
            .host
            .files()
            .map_or(Err(Errno::ENODEV), |files| files.read(handle, room))
        {
            // It became shorter while it was read.
            Ok(0) => failed = Some(Errno::EIO),
            Ok(count) => filled += count,
            Err(number) => failed = Some(number),
        }
    }
    // It was only read: closing it cannot lose anything.
    let _ = m.host.files().map(|files| files.close(handle));
    match failed {
        Some(number) => Err(errno::raise(m, number, Some(file))),
        None => Ok(Value::reference(bytes)),
    }
}
