//! A path of a file in a fixed place: a board has no other.

use pyrite_core::Value;
use pyrite_core::machine::Machine;

/// Bytes of a path that can be asked for.
const LONGEST: usize = 256;

/// What does not fit names nothing that could be found: it is empty then.
#[derive(Clone, Copy)]
pub struct Path {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Default for Path {
    fn default() -> Self {
        Path {
            bytes: [0; LONGEST],
            len: 0,
        }
    }
}

impl Path {
    /// The path that a str is.
    pub fn of(m: &Machine, v: Value) -> Option<Path> {
        let mut path = Path::default();
        path.push(m.str_bytes(v)?);
        (path.len > 0).then_some(path)
    }

    pub fn push(&mut self, more: &[u8]) {
        let end = self.len + more.len();
        match self.bytes.get_mut(self.len..end) {
            Some(room) => {
                room.copy_from_slice(more);
                self.len = end;
            }
            None => self.len = 0,
        }
    }

    pub fn str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }
}
