//! Letters of five rows: the printable ASCII characters, drawn for a display of 5x5 LEDs.

/// A letter: its rows from above, the leftmost pixel in bit 4, and how many columns it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph {
    pub rows: [u8; 5],
    pub width: u8,
}

impl Glyph {
    /// Whether a pixel is on; off outside.
    pub fn is_on(&self, x: usize, y: usize) -> bool {
        x < 5 && self.rows.get(y).is_some_and(|row| row >> (4 - x) & 1 != 0)
    }
}

/// Reads five rows of `#` and `.`, separated by spaces.
const fn glyph(rows: &str) -> Glyph {
    let text = rows.as_bytes();
    let mut glyph = Glyph {
        rows: [0; 5],
        width: 0,
    };
    let (mut i, mut row, mut column) = (0, 0, 0);
    while i < text.len() {
        if text[i] == b' ' {
            row += 1;
            column = 0;
        } else {
            if text[i] == b'#' {
                glyph.rows[row] |= 1 << (4 - column);
            }
            column += 1;
            if column > glyph.width {
                glyph.width = column;
            }
        }
        i += 1;
    }
    glyph
}

/// The letter for a character; a question mark for what has none.
pub fn find(code: u32) -> &'static Glyph {
    let at = match code {
        0x20..=0x7e => (code - 0x20) as usize,
        _ => (b'?' - b' ') as usize,
    };
    GLYPHS.get(at).unwrap_or(&GLYPHS[0])
}

static GLYPHS: [Glyph; 95] = [
    glyph("... ... ... ... ..."),           // space
    glyph("# # # . #"),                     // !
    glyph("#.# #.# ... ... ..."),           // "
    glyph(".#.#. ##### .#.#. ##### .#.#."), // #
    glyph(".#### #.#.. .###. ..#.# ####."), // $
    glyph("##..# ##.#. ..#.. .#.## #..##"), // %
    glyph(".##.. #..#. .##.. #..#. .##.#"), // &
    glyph("# # . . ."),                     // '
    glyph(".# #. #. #. .#"),                // (
    glyph("#. .# .# .# #."),                // )
    glyph("... #.# .#. #.# ..."),           // *
    glyph("... .#. ### .#. ..."),           // +
    glyph(".. .. .. .# #."),                // ,
    glyph("... ... ### ... ..."),           // -
    glyph(". . . . #"),                     // .
    glyph("....# ...#. ..#.. .#... #...."), // /
    glyph(".##. #..# #..# #..# .##."),      // 0
    glyph(".#. ##. .#. .#. ###"),           // 1
    glyph("###. ...# .##. #... ####"),      // 2
    glyph("####. ...#. ..##. #..#. .##.."), // 3
    glyph("..##. .#.#. #..#. ##### ...#."), // 4
    glyph("##### #.... ####. ....# ####."), // 5
    glyph("...#. ..#.. .###. #...# .###."), // 6
    glyph("##### ...#. ..#.. .#... #...."), // 7
    glyph(".###. #...# .###. #...# .###."), // 8
    glyph(".###. #...# .###. ..#.. .#..."), // 9
    glyph(". # . # ."),                     // :
    glyph(".. .# .. .# #."),                // ;
    glyph("..# .#. #.. .#. ..#"),           // <
    glyph("... ### ... ### ..."),           // =
    glyph("#.. .#. ..# .#. #.."),           // >
    glyph("###. ...# .##. .... .#.."),      // ?
    glyph(".###. #...# #.### #.... .####"), // @
    glyph(".##. #..# #### #..# #..#"),      // A
    glyph("###. #..# ###. #..# ###."),      // B
    glyph(".### #... #... #... .###"),      // C
    glyph("###. #..# #..# #..# ###."),      // D
    glyph("#### #... ###. #... ####"),      // E
    glyph("#### #... ###. #... #..."),      // F
    glyph(".###. #.... #..## #...# .###."), // G
    glyph("#..# #..# #### #..# #..#"),      // H
    glyph("### .#. .#. .#. ###"),           // I
    glyph("##### ...#. ...#. #..#. .##.."), // J
    glyph("#..# #.#. ##.. #.#. #..#"),      // K
    glyph("#... #... #... #... ####"),      // L
    glyph("#...# ##.## #.#.# #...# #...#"), // M
    glyph("#...# ##..# #.#.# #..## #...#"), // N
    glyph(".##. #..# #..# #..# .##."),      // O
    glyph("###. #..# ###. #... #..."),      // P
    glyph(".##.. #..#. #..#. .##.. ..##."), // Q
    glyph("###. #..# ###. #.#. #..#"),      // R
    glyph(".### #... .##. ...# ###."),      // S
    glyph("##### ..#.. ..#.. ..#.. ..#.."), // T
    glyph("#..# #..# #..# #..# .##."),      // U
    glyph("#...# #...# #...# .#.#. ..#.."), // V
    glyph("#...# #...# #.#.# ##.## #...#"), // W
    glyph("#..# #..# .##. #..# #..#"),      // X
    glyph("#...# .#.#. ..#.. ..#.. ..#.."), // Y
    glyph("#### ..#. .#.. #... ####"),      // Z
    glyph("### #.. #.. #.. ###"),           // [
    glyph("#.... .#... ..#.. ...#. ....#"), // \
    glyph("### ..# ..# ..# ###"),           // ]
    glyph(".#. #.# ... ... ..."),           // ^
    glyph("..... ..... ..... ..... #####"), // _
    glyph("#. .# .. .. .."),                // `
    glyph(".... .### #..# #..# .####"),     // a
    glyph("#... #... ###. #..# ###."),      // b
    glyph(".... .### #... #... .###"),      // c
    glyph("...# ...# .### #..# .###"),      // d
    glyph(".##. #..# ###. #... .###"),      // e
    glyph("..## .#.. ###. .#.. .#.."),      // f
    glyph(".### #..# .### ...# .##."),      // g
    glyph("#... #... ###. #..# #..#"),      // h
    glyph("# . # # #"),                     // i
    glyph("..# ... ..# ..# ##."),           // j
    glyph("#... #.#. ##.. #.#. #..#"),      // k
    glyph("#. #. #. #. .#"),                // l
    glyph("..... ##.#. #.#.# #...# #...#"), // m
    glyph(".... ###. #..# #..# #..#"),      // n
    glyph(".... .##. #..# #..# .##."),      // o
    glyph(".... ###. #..# ###. #..."),      // p
    glyph(".... .### #..# .### ...#"),      // q
    glyph("... .## #.. #.. #.."),           // r
    glyph("... .## #.. .## ##."),           // s
    glyph(".#.. ###. .#.. .#.. ..##"),      // t
    glyph(".... #..# #..# #..# .###"),      // u
    glyph("..... #...# #...# .#.#. ..#.."), // v
    glyph("..... #...# #...# #.#.# .#.#."), // w
    glyph(".... #..# .##. .##. #..#"),      // x
    glyph("#..# #..# .### ...# .##."),      // y
    glyph(".... #### ..#. .#.. ####"),      // z
    glyph("..## ..#. .##. ..#. ..##"),      // {
    glyph("# # # # #"),                     // |
    glyph("##.. .#.. .##. .#.. ##.."),      // }
    glyph("..... ..... .##.. ...## ....."), // ~
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_letter_of_its_own() {
        for code in 0x21..0x7f {
            let glyph = find(code);
            assert!(glyph.rows.iter().any(|&row| row != 0), "{code}");
            assert!((1..=5).contains(&glyph.width));
            // A zero looks like an O, and nothing else like another.
            for other in code + 1..0x7f {
                let alike = (code, other) == (u32::from(b'0'), u32::from(b'O'));
                assert!(alike || find(other) != glyph, "{code} {other}");
            }
        }
        assert_eq!(find(0x3b1), find(u32::from(b'?')));
        assert!(find(u32::from(b'A')).is_on(1, 0) && !find(u32::from(b'A')).is_on(0, 0));
    }
}
