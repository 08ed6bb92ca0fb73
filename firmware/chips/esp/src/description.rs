//! What firmware says of itself to the loader that starts it, and to tools that read its image: ESP-IDF's structure
//! `esp_app_desc_t` ("App Image Format", Application Description).

const MAGIC: u32 = 0xabcd_5432;
/// The ESP-IDF whose structure this is.
const FORMAT: &str = "5.1";
/// Pages in which flash is mapped: 64 KB, as a power of two.
const PAGE: u8 = 16;

/// It stands first in flash.
#[repr(C)]
pub struct Description {
    magic: u32,
    secure_version: u32,
    _reserved: [u32; 2],
    version: [u8; 32],
    name: [u8; 32],
    /// When it was built stays empty: two builds of the same source are the same.
    time: [u8; 16],
    date: [u8; 16],
    format: [u8; 32],
    fingerprint: [u8; 32],
    /// Chips by the version of their calibration: the oldest and the newest.
    oldest: u16,
    newest: u16,
    page: u8,
    _more: [u8; 75],
}

impl Description {
    pub const fn new(name: &str, version: &str) -> Description {
        Description {
            magic: MAGIC,
            secure_version: 0,
            _reserved: [0; 2],
            version: text(version),
            name: text(name),
            time: [0; 16],
            date: [0; 16],
            format: text(FORMAT),
            fingerprint: [0; 32],
            oldest: 0,
            newest: u16::MAX,
            page: PAGE,
            _more: [0; 75],
        }
    }
}

/// Text with zeros behind it, one at least.
const fn text<const N: usize>(text: &str) -> [u8; N] {
    let mut room = [0; N];
    let mut i = 0;
    while i < text.len() && i + 1 < N {
        room[i] = text.as_bytes()[i];
        i += 1;
    }
    room
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::mem::{offset_of, size_of};

    #[test]
    fn fields_lie_where_the_loader_reads_them() {
        assert_eq!(size_of::<Description>(), 256);
        assert_eq!(offset_of!(Description, version), 16);
        assert_eq!(offset_of!(Description, name), 48);
        assert_eq!(offset_of!(Description, format), 112);
        assert_eq!(offset_of!(Description, oldest), 176);
        assert_eq!(offset_of!(Description, page), 180);
    }

    #[test]
    fn texts_end_with_a_zero() {
        let long = "a name that is much too long for the room it has";
        let description = Description::new(long, "0.1.0");
        assert_eq!(description.name[30..], [b'o', 0]);
        assert_eq!(description.version[..6], *b"0.1.0\0");
    }
}
