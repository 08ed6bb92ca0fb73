//! What a byte begins: the table that drives the lexer.

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Nothing: the end of the source, or a NUL in it.
    End,
    Space,
    Newline,
    Letter,
    Digit,
    Quote,
    Comment,
    Backslash,
    Operator,
    /// Not part of the language.
    Other,
}

pub(super) const CLASS: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            0 => Class::End,
            b' ' | b'\t' | 0x0C => Class::Space,
            b'\n' | b'\r' => Class::Newline,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..=0xFF => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'"' | b'\'' => Class::Quote,
            b'#' => Class::Comment,
            b'\\' => Class::Backslash,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b':' | b';' | b'.' | b'=' | b'!'
            | b'~' | b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'<' | b'>' => {
                Class::Operator
            }
            _ => Class::Other,
        };
        at += 1;
    }
    table
};

/// Whether an ASCII byte may stand in an identifier after the first character.
#[inline]
pub(super) fn continues_identifier(byte: u8) -> bool {
    matches!(CLASS[byte as usize], Class::Letter | Class::Digit) && byte < 0x80
}
