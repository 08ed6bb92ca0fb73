//! Share links: a whole project in the part of an address behind the `#`, which no server sees.
//!
//! base64url (RFC 4648 §5, no padding) of a byte for the version, the CRC-32 of the rest, and the rest, deflated: the
//! project's name, its board's id, and each file's path and bytes; every field is its length as a LEB128 and its bytes.

use super::{
    model::{BoardKind, Project},
    path,
    zip::crc32,
};

const VERSION: u8 = 1;
/// Unpacked links are no larger.
const LIMIT: usize = 8 << 20;
/// What stands before the code in the address.
pub const MARK: &str = "#project=";

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A later Pyrite made it.
    Newer,
    /// A part is missing or changed.
    Damaged,
}

/// The code of a project.
pub fn encode(project: &Project) -> String {
    let mut plain = Vec::new();
    put(&mut plain, project.name.as_bytes());
    put(&mut plain, project.board.id().as_bytes());
    for (path, bytes) in &project.files {
        put(&mut plain, path.as_bytes());
        put(&mut plain, bytes);
    }
    let packed = miniz_oxide::deflate::compress_to_vec(&plain, 9);
    let mut bytes = vec![VERSION];
    bytes.extend(crc32(&packed).to_le_bytes());
    bytes.extend(packed);
    to_base64(&bytes)
}

/// The project of a code; it has no id yet.
pub fn decode(code: &str) -> Result<Project, Fault> {
    let bytes = from_base64(code.trim()).ok_or(Fault::Damaged)?;
    let (version, rest) = bytes.split_first().ok_or(Fault::Damaged)?;
    if *version != VERSION {
        return Err(Fault::Newer);
    }
    let (sum, packed) = rest.split_first_chunk::<4>().ok_or(Fault::Damaged)?;
    if u32::from_le_bytes(*sum) != crc32(packed) {
        return Err(Fault::Damaged);
    }
    let plain = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, LIMIT)
        .map_err(|_| Fault::Damaged)?;
    read(&plain).ok_or(Fault::Damaged)
}

fn read(plain: &[u8]) -> Option<Project> {
    let mut rest = plain;
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
    let name = text(take(&mut rest)?)?;
    let board = BoardKind::from_id(&text(take(&mut rest)?)?);
    let mut project = Project {
        name,
        board,
        ..Project::default()
    };
    while !rest.is_empty() {
        let path = path::clean(&text(take(&mut rest)?)?).ok()?;
        let bytes = take(&mut rest)?;
        project.add(&path, bytes);
    }
    (!project.files.is_empty()).then_some(project)
}

fn put(out: &mut Vec<u8>, field: &[u8]) {
    let mut len = field.len();
    while len >= 0x80 {
        out.push(len as u8 | 0x80);
        len >>= 7;
    }
    out.push(len as u8);
    out.extend(field);
}

fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let mut len = 0usize;
    for shift in (0..28).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        len |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            let (field, after) = rest.split_at_checked(len)?;
            *rest = after;
            return Some(field);
        }
    }
    None
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for index in 0..=chunk.len() {
            text.push(ALPHABET[(word >> (18 - 6 * index)) as usize & 63] as char);
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut word, mut bits) = (0u32, 0);
    for char in text.bytes() {
        let value = match char {
            b'A'..=b'Z' => char - b'A',
            b'a'..=b'z' => char - b'a' + 26,
            b'0'..=b'9' => char - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            b'=' => continue,
            _ => return None,
        };
        word = word << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Project {
        let mut project =
            Project::new(String::new(), "Herz ♥", BoardKind::Pyboard, "print('hi')\n");
        project.add("data/ü.bin", &(0..=255).collect::<Vec<u8>>());
        project.add("empty.txt", b"");
        project
    }

    #[test]
    fn a_project_survives_the_way() {
        let code = encode(&sample());
        assert!(
            code.bytes()
                .all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
        );
        assert_eq!(decode(&code), Ok(sample()));
    }

    #[test]
    fn damage_is_noticed() {
        let code = encode(&sample());
        assert_eq!(decode(&code[..code.len() - 5]), Err(Fault::Damaged));
        assert_eq!(decode(&code.replacen('A', "B", 1)), Err(Fault::Newer));
        assert_eq!(decode("%%%"), Err(Fault::Damaged));
        assert_eq!(decode(""), Err(Fault::Damaged));
        for at in 8..code.len() {
            let mut other = code.clone().into_bytes();
            other[at] = if other[at] == b'x' { b'y' } else { b'x' };
            let other = String::from_utf8(other).unwrap_or_default();
            assert!(decode(&other).is_err(), "{at}");
        }
    }
}
