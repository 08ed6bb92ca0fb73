//! Zip archives (APPNOTE.TXT 6.3): a project packed, and an archive's files read. Names are UTF-8; no encryption, no
//! archives over 4 GB.

/// Largest file that is unpacked.
const LIMIT: usize = 16 << 20;

const LOCAL: u32 = 0x0403_4B50;
const CENTRAL: u32 = 0x0201_4B50;
const END: u32 = 0x0605_4B50;
const DEFLATE: u16 = 8;
/// General purpose flag: names are UTF-8.
const UTF8: u16 = 1 << 11;
/// 1980-01-01, the first day zips know.
const DAY: u16 = 0x21;

/// An archive of these files.
pub fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let mut count = 0u16;
    for (path, bytes) in files {
        let at = out.len() as u32;
        let deflated = miniz_oxide::deflate::compress_to_vec(bytes, 6);
        let (method, data) = if deflated.len() < bytes.len() {
            (DEFLATE, deflated.as_slice())
        } else {
            (0, bytes)
        };
        let mut common = Vec::new();
        for half in [20, UTF8, method, 0, DAY] {
            common.extend(half.to_le_bytes());
        }
        for word in [crc32(bytes), data.len() as u32, bytes.len() as u32] {
            common.extend(word.to_le_bytes());
        }
        common.extend((path.len() as u16).to_le_bytes());
        common.extend(0u16.to_le_bytes());
        out.extend(LOCAL.to_le_bytes());
        out.extend(&common);
        out.extend(path.as_bytes());
        out.extend(data);
        directory.extend(CENTRAL.to_le_bytes());
        directory.extend(20u16.to_le_bytes());
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(path.as_bytes());
        count = count.saturating_add(1);
    }
    let at = out.len() as u32;
    out.extend(&directory);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// The files of an archive; `None` when it is not one or is damaged.
pub fn unpack(archive: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let end = (0..=archive.len().checked_sub(22)?)
        .rev()
        .take(1 << 16)
        .find(|at| word(archive, *at) == Some(END))?;
    let count = half(archive, end + 10)?;
    let mut at = word(archive, end + 16)? as usize;
    let mut files = Vec::new();
    for _ in 0..count {
        if word(archive, at)? != CENTRAL {
            return None;
        }
        let method = half(archive, at + 10)?;
        let sum = word(archive, at + 16)?;
        let packed = word(archive, at + 20)? as usize;
        let [name, extra, comment] =
            [28, 30, 32].map(|field| half(archive, at + field).map(usize::from));
        let name = name?;
        let local = word(archive, at + 42)? as usize;
        let path = archive.get(at + 46..at + 46 + name)?;
        let path = String::from_utf8_lossy(path).into_owned();
        at += 46 + name + extra? + comment?;
        if path.ends_with('/') {
            continue;
        }
        let start = local
            .checked_add(30)?
            .checked_add(usize::from(half(archive, local.checked_add(26)?)?))?
            .checked_add(usize::from(half(archive, local.checked_add(28)?)?))?;
        let data = archive.get(start..start.checked_add(packed)?)?;
        let bytes = match method {
            0 => data.to_vec(),
            DEFLATE => miniz_oxide::inflate::decompress_to_vec_with_limit(data, LIMIT).ok()?,
            _ => return None,
        };
        if crc32(&bytes) != sum {
            return None;
        }
        files.push((path, bytes));
    }
    Some(files)
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    let field = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(field.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(field.try_into().ok()?))
}

/// CRC-32 as in zip and PNG.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = !0u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = sum >> 1 ^ 0xEDB8_8320 & (sum & 1).wrapping_neg();
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_of_zip() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn files_survive_the_archive() {
        let long = b"print('again')\n".repeat(200);
        let noise: Vec<u8> = (0..=255).collect();
        let files: [(&str, &[u8]); 4] = [
            ("main.py", &long),
            ("lib/ü😀.py", b"x"),
            ("noise", &noise),
            ("empty", b""),
        ];
        let archive = pack(files);
        assert!(archive.len() < 1200);
        let expected: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|(path, bytes)| (path.to_string(), bytes.to_vec()))
            .collect();
        assert_eq!(unpack(&archive), Some(expected));
    }

    #[test]
    fn damaged_archives_are_refused() {
        let archive = pack([("main.py", b"print(1)\n".as_slice())]);
        assert_eq!(unpack(b""), None);
        assert_eq!(unpack(&archive[..archive.len() - 1]), None);
        for at in 0..archive.len() {
            let mut other = archive.clone();
            other[at] ^= 0x40;
            let _ = unpack(&other);
        }
    }
}
