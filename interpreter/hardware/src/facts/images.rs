//! The built-in images of the micro:bit: 5 rows of 5 LEDs each, a bit for an LED that is on.

/// An image: its name, and its LEDs from the upper left, the first in bit 24.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BuiltIn {
    pub name: &'static str,
    pub bits: u32,
}

/// Reads rows of zeros and ones.
const fn bits(rows: &str) -> u32 {
    let rows = rows.as_bytes();
    let (mut bits, mut i) = (0, 0);
    while i < rows.len() {
        if rows[i] != b' ' {
            bits = bits << 1 | (rows[i] == b'1') as u32;
        }
        i += 1;
    }
    bits
}

/// Hands the table of images to a macro: a name and five rows each.
macro_rules! each_image {
    ($then:ident) => {
        $then! {
            HEART "01010 11111 11111 01110 00100";
            HEART_SMALL "00000 01010 01110 00100 00000";
            HAPPY "00000 01010 00000 10001 01110";
            SMILE "00000 00000 00000 10001 01110";
            SAD "00000 01010 00000 01110 10001";
            CONFUSED "00000 01010 00000 01010 10101";
            ANGRY "10001 01010 00000 11111 10101";
            ASLEEP "00000 11011 00000 01110 00000";
            SURPRISED "01010 00000 00100 01010 00100";
            SILLY "10001 00000 11111 00101 00111";
            FABULOUS "11111 11011 00000 01010 01110";
            MEH "01010 00000 00010 00100 01000";
            YES "00000 00001 00010 10100 01000";
            NO "10001 01010 00100 01010 10001";
            CLOCK12 "00100 00100 00100 00000 00000";
            CLOCK1 "00010 00010 00100 00000 00000";
            CLOCK2 "00000 00011 00100 00000 00000";
            CLOCK3 "00000 00000 00111 00000 00000";
            CLOCK4 "00000 00000 00100 00011 00000";
            CLOCK5 "00000 00000 00100 00010 00010";
            CLOCK6 "00000 00000 00100 00100 00100";
            CLOCK7 "00000 00000 00100 01000 01000";
            CLOCK8 "00000 00000 00100 11000 00000";
            CLOCK9 "00000 00000 11100 00000 00000";
            CLOCK10 "00000 11000 00100 00000 00000";
            CLOCK11 "01000 01000 00100 00000 00000";
            ARROW_N "00100 01110 10101 00100 00100";
            ARROW_NE "00111 00011 00101 01000 10000";
            ARROW_E "00100 00010 11111 00010 00100";
            ARROW_SE "10000 01000 00101 00011 00111";
            ARROW_S "00100 00100 10101 01110 00100";
            ARROW_SW "00001 00010 10100 11000 11100";
            ARROW_W "00100 01000 11111 01000 00100";
            ARROW_NW "11100 11000 10100 00010 00001";
            TRIANGLE "00000 00100 01010 11111 00000";
            TRIANGLE_LEFT "10000 11000 10100 10010 11111";
            CHESSBOARD "01010 10101 01010 10101 01010";
            DIAMOND "00100 01010 10001 01010 00100";
            DIAMOND_SMALL "00000 00100 01010 00100 00000";
            SQUARE "11111 10001 10001 10001 11111";
            SQUARE_SMALL "00000 01110 01010 01110 00000";
            RABBIT "10100 10100 11110 11010 11110";
            COW "10001 10001 11111 01110 00100";
            MUSIC_CROTCHET "00100 00100 00100 11100 11100";
            MUSIC_QUAVER "00100 00110 00101 11100 11100";
            MUSIC_QUAVERS "01111 01001 01001 11011 11011";
            PITCHFORK "10101 10101 11111 00100 00100";
            XMAS "00100 01110 00100 01110 11111";
            PACMAN "01111 11010 11100 11110 01111";
            TARGET "00100 01110 11011 01110 00100";
            TSHIRT "11011 11111 01110 01110 01110";
            ROLLERSKATE "00011 00011 11111 11111 01010";
            DUCK "01100 11100 01111 01110 00000";
            HOUSE "00100 01110 11111 01110 01010";
            TORTOISE "00000 01110 11111 01010 00000";
            BUTTERFLY "11011 11111 00100 11111 11011";
            STICKFIGURE "00100 11111 00100 01010 10001";
            GHOST "11111 10101 11111 11111 10101";
            SWORD "00100 00100 00100 01110 00100";
            GIRAFFE "11000 01000 01000 01110 01010";
            SKULL "01110 10101 11111 01110 01110";
            UMBRELLA "01110 11111 00100 10100 01100";
            SNAKE "11000 11011 01010 01110 00000";
            SCISSORS "11001 11010 00100 11010 11001";
        }
    };
}

pub(crate) use each_image;

macro_rules! table {
    ($($name:ident $rows:literal;)*) => {
        /// The numbers of the images in the table.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Which { $($name),* }

        /// All images.
        pub static IMAGES: &[BuiltIn] = &[$(BuiltIn { name: stringify!($name), bits: bits($rows) }),*];
    };
}

each_image!(table);

impl BuiltIn {
    /// Brightness of a pixel: 0 or 9; 0 outside.
    pub fn pixel(&self, x: usize, y: usize) -> u8 {
        if x < 5 && y < 5 && self.bits >> (24 - 5 * y - x) & 1 != 0 {
            9
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_have_their_pixels() {
        let heart = IMAGES[Which::HEART as usize];
        assert_eq!(heart.name, "HEART");
        assert_eq!(
            (0..5)
                .map(|x| heart.pixel(x, 0))
                .collect::<std::vec::Vec<_>>(),
            [0, 9, 0, 9, 0]
        );
        assert_eq!(
            (heart.pixel(2, 4), heart.pixel(5, 0), heart.pixel(0, 5)),
            (9, 0, 0)
        );
        assert_eq!(IMAGES.len(), 64);
    }
}
