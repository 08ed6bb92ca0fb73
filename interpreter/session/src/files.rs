//! Whole files of the host, for programs and tracebacks.

use alloc::borrow::ToOwned;
use alloc::vec;
use alloc::vec::Vec;
use pyrite_core::files::{Access, Errno, Files, Stat};
use pyrite_core::machine::Machine;
use pyrite_core::{R, Value};

/// All bytes of a file.
pub fn read(files: &mut dyn Files, path: &str) -> Result<Vec<u8>, Errno> {
    let stat = files.stat(path)?;
    if stat.mode & 0xf000 == Stat::FOLDER {
        return Err(Errno::EISDIR);
    }
    let access = Access {
        read: true,
        ..Access::default()
    };
    let handle = files.open(path, access)?;
    let mut bytes = vec![0; usize::try_from(stat.size).map_err(|_| Errno::ENOMEM)?];
    let mut filled = 0;
    let mut result = Ok(());
    while let Some(room) = bytes.get_mut(filled..).filter(|room| !room.is_empty()) {
        match files.read(handle, room) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) => {
                result = Err(error);
                break;
            }
        }
    }
    bytes.truncate(filled);
    // It was only read: closing it cannot lose anything.
    let _ = files.close(handle);
    result.map(|()| bytes)
}

/// Line `line` of a file, for tracebacks; `None` for what is no file that can be read.
pub fn source_line(m: &mut Machine, file: Value, line: u32) -> R<Option<Value>> {
    let Some(Ok(name)) = m
        .str_bytes(file)
        .map(|b| core::str::from_utf8(b).map(ToOwned::to_owned))
    else {
        return Ok(None);
    };
    let Some(Ok(text)) = m.host.files().map(|files| read(files, &name)) else {
        return Ok(None);
    };
    let mut lines = text.split(|byte| *byte == b'\n');
    match lines.nth((line as usize).wrapping_sub(1)) {
        Some(found) if core::str::from_utf8(found).is_ok() => m
            .new_str(found.strip_suffix(b"\r").unwrap_or(found))
            .map(Some),
        _ => Ok(None),
    }
}

/// The text of a file, for the marks of tracebacks.
pub fn with_source(
    m: &mut Machine,
    file: Value,
    then: &mut dyn FnMut(&mut Machine, &[u8]),
) -> R<()> {
    let Some(Ok(name)) = m
        .str_bytes(file)
        .map(|b| core::str::from_utf8(b).map(ToOwned::to_owned))
    else {
        return Ok(());
    };
    if let Some(Ok(text)) = m.host.files().map(|files| read(files, &name)) {
        then(m, &text);
    }
    Ok(())
}
