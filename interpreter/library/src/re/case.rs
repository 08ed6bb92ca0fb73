//! Case without regard to language or length: one character for one character, as IGNORECASE compares.

use pyrite_core::types::str::unicode;

/// The simple lower case of a character.
pub(super) fn lower(char: u32) -> u32 {
    if char < 0x80 {
        return ascii_lower(char);
    }
    // Only U+0130 has a longer lower case, and its first character is the simple one.
    unicode::lower(char)
        .codes()
        .first()
        .copied()
        .unwrap_or(char)
}

/// The simple upper case; a character whose upper case is longer than one character keeps itself.
pub(super) fn upper(char: u32) -> u32 {
    if char < 0x80 {
        return match char {
            0x61..=0x7a => char - 32,
            _ => char,
        };
    }
    match unicode::upper(char).codes() {
        &[one] => one,
        _ => char,
    }
}

/// Equal for exactly the characters that IGNORECASE takes for each other.
pub(super) fn fold(char: u32) -> u32 {
    if char < 0x80 {
        return ascii_lower(char);
    }
    match lower(upper(lower(char))) {
        0x1fd3 => 0x390,
        0x1fe3 => 0x3b0,
        0xfb05 => 0xfb06,
        other => other,
    }
}

pub(super) fn ascii_lower(char: u32) -> u32 {
    match char {
        0x41..=0x5a => char + 32,
        _ => char,
    }
}

/// Whether another character folds to the same.
pub(super) fn is_cased(char: u32) -> bool {
    lower(char) != char
        || upper(char) != char
        || fold(char) != char
        || matches!(char, 0x390 | 0x3b0 | 0xfb06)
}
