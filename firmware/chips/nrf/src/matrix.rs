//! Which LEDs of a matrix are lit when: row after row, and within a row's time the darker ones go out first. Knows no
//! registers.

/// How the LEDs are wired: pins of rows and columns, and for each LED, line by line, its row and column.
pub struct Display {
    pub rows: &'static [u8],
    pub columns: &'static [u8],
    pub leds: [(u8, u8); LEDS],
}

pub const WIDTH: usize = 5;
const LEDS: usize = WIDTH * WIDTH;
/// The most columns that a board has.
const COLUMNS: usize = 9;
const BRIGHTEST: u8 = 9;

/// Microseconds for all rows once.
const ROUND: u32 = 12_000;

pub struct Matrix {
    display: &'static Display,
    brightness: [u8; LEDS],
    pub on: bool,
    /// When LEDs of each brightness go out, in microseconds after their row began.
    ends: [u16; BRIGHTEST as usize + 1],
    row: usize,
    /// The brightness of its LEDs, by column.
    shown: [u8; COLUMNS],
    /// LEDs up to this brightness have gone out in this row.
    level: u8,
}

/// What is to be done, and for how many microseconds it stays so.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// The row that begins.
    pub row: Option<usize>,
    /// A bit for each column that is lit.
    pub lit: u16,
    pub micros: u32,
}

/// Eyes see the root of the light.
const fn ends(rows: usize) -> [u16; BRIGHTEST as usize + 1] {
    let slot = ROUND / rows as u32;
    let mut ends = [0; BRIGHTEST as usize + 1];
    let mut i = 0;
    while i < ends.len() {
        ends[i] = (slot * (i * i) as u32 / (BRIGHTEST as u32 * BRIGHTEST as u32)) as u16;
        i += 1;
    }
    ends
}

impl Matrix {
    pub const fn new(display: &'static Display) -> Matrix {
        Matrix {
            display,
            brightness: [0; LEDS],
            on: true,
            ends: ends(display.rows.len()),
            row: 0,
            shown: [0; COLUMNS],
            level: BRIGHTEST,
        }
    }

    pub fn clear(&mut self) {
        self.brightness = [0; LEDS];
    }

    fn led(x: u8, y: u8) -> Option<usize> {
        let (x, y) = (usize::from(x), usize::from(y));
        (x < WIDTH && y < WIDTH).then_some(y * WIDTH + x)
    }

    pub fn set(&mut self, x: u8, y: u8, brightness: u8) {
        if let Some(led) = Matrix::led(x, y).and_then(|i| self.brightness.get_mut(i)) {
            *led = brightness.min(BRIGHTEST);
        }
    }

    pub fn get(&self, x: u8, y: u8) -> u8 {
        let led = Matrix::led(x, y).and_then(|i| self.brightness.get(i));
        led.copied().unwrap_or(0)
    }

    fn end(&self, brightness: u8) -> u32 {
        let end = self.ends.get(usize::from(brightness));
        end.copied().unwrap_or(0).into()
    }

    pub fn step(&mut self) -> Step {
        let begins = self.level >= BRIGHTEST;
        if begins {
            self.level = 0;
            self.row += 1;
            if self.row >= self.display.rows.len() {
                self.row = 0;
            }
            self.shown = [0; COLUMNS];
            for ((row, column), brightness) in self.display.leds.iter().zip(self.brightness) {
                if self.on
                    && usize::from(*row) == self.row
                    && let Some(shown) = self.shown.get_mut(usize::from(*column))
                {
                    *shown = brightness;
                }
            }
        }
        let mut lit = 0;
        let mut next = BRIGHTEST;
        for (column, brightness) in self.shown.iter().enumerate() {
            if *brightness > self.level {
                lit |= 1 << column;
                next = next.min(*brightness);
            }
        }
        let micros = self.end(next) - self.end(self.level);
        self.level = next;
        Step {
            row: begins.then_some(self.row),
            lit,
            micros,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line by line: a row and its columns each.
    static PLAIN: Display = Display {
        rows: &[0, 1, 2, 3, 4],
        columns: &[5, 6, 7, 8, 9],
        leds: {
            let mut leds = [(0, 0); LEDS];
            let mut i = 0;
            while i < LEDS {
                leds[i] = ((i / WIDTH) as u8, (i % WIDTH) as u8);
                i += 1;
            }
            leds
        },
    };

    #[test]
    fn darker_leds_go_out_before_their_row_ends() {
        let mut matrix = Matrix::new(&PLAIN);
        matrix.set(0, 1, 9);
        matrix.set(2, 1, 3);
        matrix.set(7, 7, 9);
        let mut shares = [0; LEDS];
        let mut all = 0;
        let mut row = 0;
        // Three of the rounds: five rows, one of them in two steps.
        for _ in 0..18 {
            let step = matrix.step();
            row = step.row.unwrap_or(row);
            all += step.micros;
            for column in 0..WIDTH {
                if step.lit & 1 << column != 0 {
                    shares[row * WIDTH + column] += step.micros;
                }
            }
        }
        assert_eq!(all, 3 * ROUND);
        let mut wanted = [0; LEDS];
        wanted[5] = 3 * ROUND / 5;
        wanted[7] = 3 * (ROUND / 5 / 9);
        assert_eq!(shares, wanted);
    }

    #[test]
    fn a_display_that_is_off_is_dark() {
        let mut matrix = Matrix::new(&PLAIN);
        matrix.set(0, 0, 5);
        matrix.on = false;
        assert!((0..20).all(|_| matrix.step().lit == 0));
        assert_eq!(matrix.get(0, 0), 5);
    }
}
