//! Files of the host as tracebacks and owners want them: a line, or, where there is an allocator, the whole.

use crate::path::Path;
use pyrite_core::files::{Access, Handle};
use pyrite_core::machine::{Machine, Text};
use pyrite_core::{R, Value};

/// Line `line` of a file, for tracebacks; `None` for what is no file that can be read.
pub fn source_line(m: &mut Machine, file: Value, line: u32) -> R<Option<Value>> {
    let Some(path) = Path::of(m, file) else {
        return Ok(None);
    };
    let Some(Ok(handle)) = m
        .host
        .files()
        .map(|files| files.open(path.str(), Access::READ))
    else {
        return Ok(None);
    };
    let found = line_of(m, handle, line);
    // It was only read: closing it cannot lose anything.
    let _ = m.host.files().map(|files| files.close(handle));
    found
}

fn line_of(m: &mut Machine, handle: Handle, line: u32) -> R<Option<Value>> {
    let mut text = Text::new(m)?;
    let mut ends = 0;
    let mut buffer = [0; 128];
    loop {
        let count = match m.host.files().map(|files| files.read(handle, &mut buffer)) {
            Some(Ok(0)) => break,
            Some(Ok(count)) => count,
            _ => return Ok(None),
        };
        let mut rest = buffer.get(..count).unwrap_or_default();
        while ends + 1 < line
            && let Some(end) = memchr::memchr(b'\n', rest)
        {
            ends += 1;
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        if ends + 1 < line {
            continue;
        }
        let end = memchr::memchr(b'\n', rest);
        text.push(m, rest.get(..end.unwrap_or(rest.len())).unwrap_or_default())?;
        if end.is_some() {
            ends += 1;
            break;
        }
    }
    let bytes = text.bytes(m);
    if ends < line && bytes.is_empty() || core::str::from_utf8(bytes).is_err() {
        return Ok(None);
    }
    let returns = bytes.ends_with(b"\r");
    let text = text.finish(m)?;
    if !returns {
        return Ok(Some(text));
    }
    let end = m.str_bytes(text).map_or(0, |bytes| bytes.len() - 1);
    m.new_str_from(text, 0, end).map(Some)
}

#[cfg(feature = "alloc")]
mod whole {
    use super::Access;
    use crate::path::Path;
    use alloc::vec;
    use alloc::vec::Vec;
    use pyrite_core::files::{Errno, Files, Stat};
    use pyrite_core::machine::Machine;
    use pyrite_core::{R, Value};

    /// All bytes of a file.
    pub fn read(files: &mut dyn Files, path: &str) -> Result<Vec<u8>, Errno> {
        let stat = files.stat(path)?;
        if stat.mode & 0xf000 == Stat::FOLDER {
            return Err(Errno::EISDIR);
        }
        let handle = files.open(path, Access::READ)?;
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

    /// The text of a file, for the marks of tracebacks.
    pub fn with_source(
        m: &mut Machine,
        file: Value,
        then: &mut dyn FnMut(&mut Machine, &[u8]),
    ) -> R<()> {
        let Some(path) = Path::of(m, file) else {
            return Ok(());
        };
        if let Some(Ok(text)) = m.host.files().map(|files| read(files, path.str())) {
            then(m, &text);
        }
        Ok(())
    }
}

#[cfg(feature = "alloc")]
pub use whole::{read, with_source};
