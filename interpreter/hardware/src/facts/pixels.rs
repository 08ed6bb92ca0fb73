//! Text as a strip of pixel columns, for scrolling. A display's width of dark columns goes before it and comes after it.

use super::font::{self, Glyph};

/// Columns and rows of the display.
pub const SIZE: usize = 5;

/// Columns that a letter takes in the strip.
pub fn advance(glyph: &Glyph, monospace: bool) -> usize {
    if monospace {
        SIZE
    } else {
        usize::from(glyph.width) + 1
    }
}

/// Columns of a text.
pub fn width(codes: impl Iterator<Item = u32>, monospace: bool) -> usize {
    codes.map(|code| advance(font::find(code), monospace)).sum()
}

/// What the display shows when the strip has moved left by `offset` columns: brightness by row. At 0 it is dark, at 1 the
/// first column has come in.
pub fn window(
    codes: impl Iterator<Item = u32>,
    monospace: bool,
    offset: usize,
) -> [[u8; SIZE]; SIZE] {
    let mut shown = [[0; SIZE]; SIZE];
    let mut at = SIZE;
    for code in codes {
        if at >= offset + SIZE {
            break;
        }
        let glyph = font::find(code);
        for column in 0..usize::from(glyph.width) {
            let Some(x) = (at + column).checked_sub(offset).filter(|x| *x < SIZE) else {
                continue;
            };
            for (y, row) in shown.iter_mut().enumerate() {
                if glyph.is_on(column, y) {
                    row[x] = 9;
                }
            }
        }
        at += advance(glyph, monospace);
    }
    shown
}

/// One letter on the display, as far left as it is drawn; narrow ones stand in the middle.
pub fn letter(code: u32) -> [[u8; SIZE]; SIZE] {
    let glyph = font::find(code);
    let left = (SIZE - usize::from(glyph.width).min(SIZE)) / 2;
    let mut shown = [[0; SIZE]; SIZE];
    for (y, row) in shown.iter_mut().enumerate() {
        for (x, pixel) in row.iter_mut().enumerate().skip(left) {
            *pixel = if glyph.is_on(x - left, y) { 9 } else { 0 };
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(shown: [[u8; SIZE]; SIZE]) -> std::string::String {
        shown
            .iter()
            .map(|row| {
                row.iter()
                    .map(|p| if *p > 0 { '#' } else { '.' })
                    .collect::<std::string::String>()
            })
            .collect::<std::vec::Vec<_>>()
            .join(" ")
    }

    #[test]
    fn text_comes_in_from_the_right_and_leaves_to_the_left() {
        let text = || "Hi".chars().map(u32::from);
        assert_eq!(width(text(), false), 5 + 2);
        assert_eq!(width(text(), true), 10);
        assert_eq!(
            drawn(window(text(), false, 0)),
            "..... ..... ..... ..... ....."
        );
        assert_eq!(
            drawn(window(text(), false, 1)),
            "....# ....# ....# ....# ....#"
        );
        assert_eq!(
            drawn(window(text(), false, 5)),
            "#..#. #..#. ####. #..#. #..#."
        );
        assert_eq!(
            drawn(window(text(), false, 6)),
            "..#.# ..#.. ###.# ..#.# ..#.#"
        );
        assert_eq!(
            drawn(window(text(), false, 12)),
            "..... ..... ..... ..... ....."
        );
    }

    #[test]
    fn letters_stand_in_the_middle() {
        assert_eq!(
            drawn(letter(u32::from(b'i'))),
            "..#.. ..... ..#.. ..#.. ..#.."
        );
        assert_eq!(
            drawn(letter(u32::from(b'1'))),
            "..#.. .##.. ..#.. ..#.. .###."
        );
    }
}
