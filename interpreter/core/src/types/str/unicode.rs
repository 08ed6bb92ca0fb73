//! What is known of characters: their kinds and cases.

/// What a character becomes: up to three characters.
pub struct Mapped {
    codes: [u32; 3],
    len: u8,
}

impl Mapped {
    pub fn one(code: u32) -> Mapped {
        Mapped {
            codes: [code, 0, 0],
            len: 1,
        }
    }

    fn all(codes: impl Iterator<Item = char>, code: u32) -> Mapped {
        let mut mapped = Mapped::one(code);
        for (i, c) in codes.enumerate().take(3) {
            mapped.codes[i] = u32::from(c);
            mapped.len = i as u8 + 1;
        }
        mapped
    }

    pub fn codes(&self) -> &[u32] {
        &self.codes[..usize::from(self.len)]
    }
}

fn test(code: u32, is: fn(char) -> bool) -> bool {
    char::from_u32(code).is_some_and(is)
}

pub fn is_space(code: u32) -> bool {
    test(code, char::is_whitespace) || matches!(code, 0x1c..=0x1f)
}

pub fn is_alpha(code: u32) -> bool {
    test(code, char::is_alphabetic)
}

pub fn is_alnum(code: u32) -> bool {
    test(code, char::is_alphanumeric)
}

pub fn is_decimal(code: u32) -> bool {
    test(code, |c| c.is_ascii_digit())
}

pub fn is_digit(code: u32) -> bool {
    is_decimal(code)
}

pub fn is_numeric(code: u32) -> bool {
    test(code, char::is_numeric)
}

pub fn is_lower(code: u32) -> bool {
    test(code, char::is_lowercase)
}

pub fn is_upper(code: u32) -> bool {
    test(code, char::is_uppercase)
}

pub fn is_title(_code: u32) -> bool {
    false
}

pub fn is_cased(code: u32) -> bool {
    is_lower(code) || is_upper(code) || is_title(code)
}

pub fn is_case_ignorable(code: u32) -> bool {
    matches!(code, 0x27 | 0xad | 0xb7 | 0x2019)
}

pub fn is_printable(code: u32) -> bool {
    match code {
        0x20..=0x7e => true,
        0..=0xa0 | 0xad => false,
        _ => test(code, |c| !c.is_whitespace()),
    }
}

pub fn starts_identifier(code: u32) -> bool {
    is_alpha(code)
}

pub fn continues_identifier(code: u32) -> bool {
    is_alnum(code) || code == u32::from(b'_')
}

pub fn lower(code: u32) -> Mapped {
    match char::from_u32(code) {
        Some(c) => Mapped::all(c.to_lowercase(), code),
        None => Mapped::one(code),
    }
}

pub fn upper(code: u32) -> Mapped {
    match char::from_u32(code) {
        Some(c) => Mapped::all(c.to_uppercase(), code),
        None => Mapped::one(code),
    }
}

pub fn title(code: u32) -> Mapped {
    upper(code)
}

pub fn fold(code: u32) -> Mapped {
    lower(code)
}
