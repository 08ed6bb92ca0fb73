//! The decimal digits of all scripts: `int('٤٢')` is 42.

/// The zero of each script but ASCII; its other digits follow it.
static ZEROS: [u32; 65] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// The value of a decimal digit of any script.
pub fn value(code: u32) -> Option<u8> {
    if code < 0x80 {
        return (code as u8).is_ascii_digit().then(|| code as u8 - b'0');
    }
    let at = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    let digit = code - ZEROS.get(at)?;
    (digit < 10).then_some(digit as u8)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn digits_of_scripts() {
        assert_eq!(value('7' as u32), Some(7));
        assert_eq!(value('٤' as u32), Some(4));
        assert_eq!(value('９' as u32), Some(9));
        assert_eq!(value('𝟙' as u32), Some(1));
        assert_eq!(value('a' as u32), None);
        assert_eq!(value('²' as u32), None);
        assert_eq!(value(0x10ffff), None);
    }
}
