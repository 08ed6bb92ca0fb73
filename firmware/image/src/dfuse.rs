//! DfuSe: the `.dfu` files of STM32 boards (STMicroelectronics UM0391, "DfuSe File Format Specification", revision 1).
//!
//! Prefix, images, suffix. An image is for one of the device's alternate settings, and consists of elements: bytes at an address.

use crate::{Error, Memory};

/// A file for one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dfu {
    /// USB numbers of the device in its boot loader.
    pub vendor: u16,
    pub product: u16,
    /// The device's release, 0xffff for any.
    pub release: u16,
    pub images: Vec<Image>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The alternate setting; 0 is the internal flash.
    pub setting: u8,
    pub name: Option<String>,
    pub memory: Memory,
}

const PREFIX: usize = 11;
const SIGNATURE: &[u8] = b"DfuSe\x01";
const TARGET_SIGNATURE: &[u8] = b"Target";
const NAME: usize = 255;
const SUFFIX: usize = 16;
/// Of the DFU specification with ST's extensions.
const VERSION: u16 = 0x011A;

pub fn is_dfu(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The checksum of the suffix: CRC-32 without the last inversion.
fn checksum(bytes: &[u8]) -> u32 {
    !crc32fast::hash(bytes)
}

pub fn read(bytes: &[u8]) -> Result<Dfu, Error> {
    if !is_dfu(bytes) {
        return Err(Error::NotDfu);
    }
    let mut reader = Reader {
        bytes,
        at: SIGNATURE.len(),
    };
    let cut_off = |expected: usize| Error::DfuCutOff {
        expected: expected as u64,
        found: bytes.len() as u64,
    };
    let Ok(size) = reader.u32() else {
        return Err(cut_off(PREFIX + SUFFIX));
    };
    // The length is that of the whole file. Some tools leave the suffix out of it.
    let (size, length) = (size as usize, bytes.len());
    if length < size || length < PREFIX + SUFFIX {
        return Err(cut_off(size.max(PREFIX + SUFFIX)));
    }
    if length > size && length < size.saturating_add(SUFFIX) {
        return Err(cut_off(size + SUFFIX));
    }
    if length > size.saturating_add(SUFFIX) {
        return Err(Error::DfuDamaged {
            offset: size + SUFFIX,
        });
    }
    let end = length - SUFFIX;
    let mut suffix = Reader { bytes, at: end };
    let dfu = Dfu {
        release: suffix.u16()?,
        product: suffix.u16()?,
        vendor: suffix.u16()?,
        images: Vec::new(),
    };
    let version = suffix.u16()?;
    if version != VERSION || suffix.take(4)? != b"UFD\x10" {
        return Err(Error::DfuDamaged { offset: end });
    }
    let expected = suffix.u32()?;
    let found = checksum(bytes.get(..bytes.len() - 4).unwrap_or_default());
    if found != expected {
        return Err(Error::DfuChecksum { expected, found });
    }
    let mut body = Reader {
        bytes: bytes.get(..end).unwrap_or_default(),
        at: reader.at,
    };
    let count = body.u8()?;
    let images = (0..count)
        .map(|_| image(&mut body))
        .collect::<Result<_, _>>()?;
    if body.at != body.bytes.len() {
        return Err(body.damaged());
    }
    Ok(Dfu { images, ..dfu })
}

fn image(reader: &mut Reader<'_>) -> Result<Image, Error> {
    let start = reader.damaged();
    if reader.take(TARGET_SIGNATURE.len())? != TARGET_SIGNATURE {
        return Err(start);
    }
    let setting = reader.u8()?;
    let named = reader.u32()? != 0;
    let name = reader.take(NAME)?;
    let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
    let name = named.then(|| String::from_utf8_lossy(name).into_owned());
    let (size, count) = (reader.u32()? as usize, reader.u32()?);
    let end = reader.at.saturating_add(size);
    let mut pieces = Vec::new();
    for _ in 0..count {
        let (address, size) = (reader.u32()?, reader.u32()? as usize);
        pieces.push((address, reader.take(size)?.to_vec()));
    }
    if reader.at != end {
        return Err(reader.damaged());
    }
    Ok(Image {
        setting,
        name,
        memory: Memory::from_pieces(pieces)?,
    })
}

pub fn write(dfu: &Dfu) -> Result<Vec<u8>, Error> {
    fn small<T>(number: usize) -> Result<T, Error>
    where
        T: TryFrom<usize>,
    {
        T::try_from(number).map_err(|_| Error::TooLarge)
    }
    let mut body = Vec::new();
    for image in &dfu.images {
        let (mut count, mut elements) = (0usize, Vec::new());
        for (address, bytes) in image.memory.ranges() {
            elements.extend_from_slice(&address.to_le_bytes());
            elements.extend_from_slice(&small::<u32>(bytes.len())?.to_le_bytes());
            elements.extend_from_slice(bytes);
            count += 1;
        }
        body.extend_from_slice(TARGET_SIGNATURE);
        body.push(image.setting);
        body.extend_from_slice(&u32::from(image.name.is_some()).to_le_bytes());
        // A zero follows the name.
        let name = image.name.as_deref().unwrap_or_default().as_bytes();
        let mut field = [0; NAME];
        let room = field.get_mut(..NAME - 1).unwrap_or_default();
        room.iter_mut()
            .zip(name)
            .for_each(|(place, byte)| *place = *byte);
        body.extend_from_slice(&field);
        body.extend_from_slice(&small::<u32>(elements.len())?.to_le_bytes());
        body.extend_from_slice(&small::<u32>(count)?.to_le_bytes());
        body.append(&mut elements);
    }
    let mut file = SIGNATURE.to_vec();
    file.extend_from_slice(&small::<u32>(PREFIX + body.len() + SUFFIX)?.to_le_bytes());
    file.push(small(dfu.images.len())?);
    file.append(&mut body);
    for number in [dfu.release, dfu.product, dfu.vendor, VERSION] {
        file.extend_from_slice(&number.to_le_bytes());
    }
    file.extend_from_slice(b"UFD");
    file.push(SUFFIX as u8);
    let checksum = checksum(&file);
    file.extend_from_slice(&checksum.to_le_bytes());
    Ok(file)
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn damaged(&self) -> Error {
        Error::DfuDamaged { offset: self.at }
    }

    fn take(&mut self, count: usize) -> Result<&'b [u8], Error> {
        let end = self.at.checked_add(count).ok_or(self.damaged())?;
        let taken = self.bytes.get(self.at..end).ok_or(self.damaged())?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let damaged = self.damaged();
        self.take(N)?.try_into().map_err(|_| damaged)
    }

    fn u8(&mut self) -> Result<u8, Error> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    fn u16(&mut self) -> Result<u16, Error> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    fn u32(&mut self) -> Result<u32, Error> {
        Ok(u32::from_le_bytes(self.array()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::Random;

    fn file(random: &mut Random) -> Dfu {
        let image = |setting| {
            let mut memory = Memory::default();
            for _ in 0..random.below(4) {
                let address = 0x0800_0000 + random.below(1 << 20) as u32;
                memory.write(address, &random.bytes(3000)).unwrap();
            }
            Image {
                setting,
                name: (setting == 0).then(|| "@Internal Flash".to_owned()),
                memory,
            }
        };
        Dfu {
            vendor: 0x0483,
            product: 0xdf11,
            release: 0xffff,
            images: (0..2).map(image).collect(),
        }
    }

    #[test]
    fn the_bytes_of_a_file() {
        let dfu = Dfu {
            vendor: 0x0483,
            product: 0xdf11,
            release: 0,
            images: vec![Image {
                setting: 0,
                name: Some("ST".to_owned()),
                memory: Memory::from_pieces(vec![(0x0800_0000, b"abc".to_vec())]).unwrap(),
            }],
        };
        let bytes = write(&dfu).unwrap();
        assert_eq!(bytes.len(), 11 + 274 + 8 + 3 + 16);
        assert_eq!(bytes[..11], *b"DfuSe\x01\x38\x01\0\0\x01");
        assert_eq!(bytes[11..24], *b"Target\0\x01\0\0\0ST");
        assert_eq!(
            bytes[277..296],
            *b"\x0b\0\0\0\x01\0\0\0\0\0\0\x08\x03\0\0\0abc"
        );
        assert_eq!(bytes[296..308], *b"\0\0\x11\xdf\x83\x04\x1a\x01UFD\x10");
        // As Python's zlib.crc32 gives it, inverted.
        assert_eq!(checksum(b"123456789"), !0xcbf4_3926);
        assert_eq!(read(&bytes), Ok(dfu));
    }

    #[test]
    fn a_file_is_taken_whole_or_not_at_all() {
        for seed in 0..100 {
            let mut random = Random::new(seed);
            let dfu = file(&mut random);
            let bytes = write(&dfu).unwrap();
            assert_eq!(read(&bytes).as_ref(), Ok(&dfu));
            for _ in 0..50 {
                let cut = random.below(bytes.len());
                let error = read(&bytes[..cut]).unwrap_err();
                let is_named = matches!(error, Error::DfuCutOff { .. } | Error::NotDfu);
                assert!(is_named, "{cut}: {error}");
                let mut changed = bytes.clone();
                changed[random.below(bytes.len())] ^= 1 << random.below(8);
                assert!(read(&changed).is_err(), "{seed}");
                // With a checksum that holds, the rest is still checked.
                let at = random.below(400.min(bytes.len() - 4));
                let mut changed = bytes.clone();
                changed[at] ^= 1 << random.below(8);
                let end = changed.len() - 4;
                let sum = checksum(&changed[..end]);
                changed[end..].copy_from_slice(&sum.to_le_bytes());
                let _ = read(&changed);
            }
        }
    }
}
