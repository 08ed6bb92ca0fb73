//! What `os` and `io` share: paths as text on the native stack, and the host's answers as exceptions.

use crate::errno;
use pyrite_core::files::{Errno, Files};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{R, Raised, Value, n};

/// The longest path, in bytes: boards have short ones and little stack.
const LONGEST: usize = if cfg!(target_pointer_width = "64") {
    4096
} else {
    256
};

const ENAMETOOLONG: Errno = Errno(36);

/// A path out of the heap, so that the machine is free while the host looks at it.
pub struct Path {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Path {
    pub fn empty() -> Path {
        Path {
            bytes: [0; LONGEST],
            len: 0,
        }
    }

    /// From a str or bytes, or what has a path of its own.
    pub fn of(m: &mut Machine, v: Value) -> R<Path> {
        let mut path = Path::empty();
        let plain = m.str_bytes(v).is_some() || m.buffer_bytes(v).is_some();
        let v = match m.special(v, n::__fspath__) {
            Some(method) if !plain => m.call_special(method, v, &[])?,
            _ => v,
        };
        let bytes = m.str_bytes(v).or_else(|| m.buffer_bytes(v));
        let Some(bytes) = bytes else {
            return Err(no_path(m, v));
        };
        if bytes.contains(&0) {
            return Err(m.value_error(&[Piece::S("embedded null byte")]));
        }
        if let Some(place) = path.bytes.get_mut(..bytes.len()) {
            place.copy_from_slice(bytes);
            path.len = bytes.len();
            return Ok(path);
        }
        Err(errno::raise(m, ENAMETOOLONG, Some(v)))
    }

    pub fn str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Room for the host to write a name to; `set_len` says how much it used.
    pub fn room(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    pub fn set_len(&mut self, len: usize) {
        self.len = len.min(LONGEST);
    }
}

/// The error for what is no path.
pub fn no_path(m: &mut Machine, v: Value) -> Raised {
    let text = Piece::S("expected str, bytes or os.PathLike object, not ");
    m.type_error(&[text, Piece::T(v)])
}

/// Asks the host for something about files; its refusal becomes an OSError about `file`.
pub fn ask<T>(
    m: &mut Machine,
    file: Option<Value>,
    question: impl FnOnce(&mut dyn Files) -> Result<T, Errno>,
) -> R<T> {
    let answer = match m.host.files() {
        Some(files) => question(files),
        None => Err(Errno::ENODEV),
    };
    answer.map_err(|number| errno::raise(m, number, file))
}
