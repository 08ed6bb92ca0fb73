//! How many columns a character takes on a terminal.

/// A tab is shown as this many spaces, so that the layout does not depend on the terminal's tab stops.
pub(crate) const TAB: usize = 4;

/// Columns of `c`: 0 for a combining mark, 2 for a wide character.
pub(crate) fn columns(c: char) -> usize {
    match c {
        '\t' => TAB,
        ' '..='~' => 1,
        _ => beyond_ascii(c),
    }
}

#[cfg(feature = "wide")]
fn beyond_ascii(c: char) -> usize {
    unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)
}

#[cfg(not(feature = "wide"))]
fn beyond_ascii(_: char) -> usize {
    1
}
