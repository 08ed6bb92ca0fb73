//! A path in a file system: from the root, without `.` and `..`, ended as file systems in flash want it.

use pyrite_core::files::Errno;

const ROOM: usize = 256;
const NAME_TOO_LONG: Errno = Errno(36);

#[derive(Clone)]
pub struct Path {
    /// Behind the path is a zero.
    bytes: [u8; ROOM],
    len: usize,
}

impl Path {
    pub const ROOT: Path = {
        let mut bytes = [0; ROOM];
        bytes[0] = b'/';
        Path { bytes, len: 1 }
    };

    /// `path` as seen from this folder.
    pub fn join(&self, path: &str) -> Result<Path, Errno> {
        if path.is_empty() {
            return Err(Errno::ENOENT);
        }
        let mut joined = if path.starts_with('/') {
            Path::ROOT
        } else {
            self.clone()
        };
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => joined.pop(),
                part => joined.push(part)?,
            }
        }
        Ok(joined)
    }

    fn push(&mut self, part: &str) -> Result<(), Errno> {
        let slash = usize::from(self.len > 1);
        let end = self.len + slash + part.len();
        // The last byte stays zero.
        let room = self.bytes.get_mut(self.len..ROOM - 1);
        let room = room.and_then(|room| room.get_mut(..slash + part.len()));
        let Some((first, name)) = room.map(|room| room.split_at_mut(slash)) else {
            return Err(NAME_TOO_LONG);
        };
        first.fill(b'/');
        name.copy_from_slice(part.as_bytes());
        self.len = end;
        Ok(())
    }

    fn pop(&mut self) {
        let end = self.str().rfind('/').unwrap_or(0).max(1);
        if let Some(gone) = self.bytes.get_mut(end..self.len) {
            gone.fill(0);
        }
        self.len = end;
    }

    pub fn is_root(&self) -> bool {
        self.len == 1
    }

    pub fn str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or("/")
    }

    /// Puts it into a place; its length.
    pub fn copy_to(&self, place: &mut [u8]) -> Result<usize, Errno> {
        let bytes = self.str().as_bytes();
        let place = place.get_mut(..bytes.len()).ok_or(Errno::EINVAL)?;
        place.copy_from_slice(bytes);
        Ok(bytes.len())
    }

    /// With the zero behind it.
    pub fn terminated(&self) -> &[u8] {
        self.bytes.get(..=self.len).unwrap_or(b"/\0")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_a_folder() {
        let here = Path::ROOT.join("lib/net").unwrap();
        for (path, wanted) in [
            ("a.py", "/lib/net/a.py"),
            ("./../b//c/", "/lib/b/c"),
            ("/x", "/x"),
            ("../../../..", "/"),
            ("/", "/"),
        ] {
            let joined = here.join(path).unwrap();
            assert_eq!(joined.str(), wanted);
            assert_eq!(joined.terminated().last(), Some(&0));
        }
        assert_eq!(here.join("").err(), Some(Errno::ENOENT));
    }

    #[test]
    fn a_path_that_is_too_long_is_an_error() {
        let long = "x".repeat(ROOM - 2);
        assert!(Path::ROOT.join(&long).is_ok());
        assert_eq!(Path::ROOT.join(&(long + "x")).err(), Some(NAME_TOO_LONG));
    }
}
