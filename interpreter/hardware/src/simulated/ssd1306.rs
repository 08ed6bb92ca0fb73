//! A screen of 128x64 pixels with the controller SSD1306 (Solomon Systech, data sheet 1.1), at address 0x3c.

use super::bus::Device;
use pyrite_core::board::{Answer, Fault};
use std::any::Any;

const WIDTH: usize = 128;
const PAGES: usize = 8;

pub struct Ssd1306 {
    /// A byte is a column of 8 pixels, the upper one in bit 0; rows of columns from above.
    pub memory: [u8; WIDTH * PAGES],
    pub on: bool,
    pub inverted: bool,
    pub contrast: u8,
    pub changed: bool,
    /// 0: along the row, then the next; 1: down the column; 2: within a row.
    mode: u8,
    columns: (usize, usize),
    pages: (usize, usize),
    column: usize,
    page: usize,
    /// A command whose arguments are still to come.
    pending: Vec<u8>,
}

impl Default for Ssd1306 {
    fn default() -> Self {
        Ssd1306 {
            memory: [0; WIDTH * PAGES],
            on: false,
            inverted: false,
            contrast: 0x7f,
            changed: true,
            mode: 2,
            columns: (0, WIDTH - 1),
            pages: (0, PAGES - 1),
            column: 0,
            page: 0,
            pending: Vec::new(),
        }
    }
}

impl Ssd1306 {
    /// Whether a pixel is lit, (0, 0) in the upper left.
    pub fn is_lit(&self, x: usize, y: usize) -> bool {
        let bit = self
            .memory
            .get(y / 8 * WIDTH + x)
            .is_some_and(|column| x < WIDTH && column >> (y % 8) & 1 != 0);
        self.on && bit != self.inverted
    }

    fn data(&mut self, byte: u8) {
        if let Some(place) = self.memory.get_mut(self.page * WIDTH + self.column) {
            *place = byte;
            self.changed = true;
        }
        let next = |at: usize, (first, last): (usize, usize)| {
            if at >= last {
                (first, true)
            } else {
                (at + 1, false)
            }
        };
        match self.mode {
            0 => {
                let (column, over) = next(self.column, self.columns);
                self.column = column;
                if over {
                    self.page = next(self.page, self.pages).0;
                }
            }
            1 => {
                let (page, over) = next(self.page, self.pages);
                self.page = page;
                if over {
                    self.column = next(self.column, self.columns).0;
                }
            }
            _ => self.column = next(self.column, (0, WIDTH - 1)).0,
        }
    }

    fn command(&mut self, byte: u8) {
        self.pending.push(byte);
        let arguments = match self.pending[0] {
            0x20 | 0x81 | 0xa8 | 0xd3 | 0xd5 | 0xd9 | 0xda | 0xdb | 0x8d => 1,
            0x21 | 0x22 | 0xa3 => 2,
            0x26 | 0x27 => 6,
            0x29 | 0x2a => 5,
            _ => 0,
        };
        if self.pending.len() <= arguments {
            return;
        }
        let command = std::mem::take(&mut self.pending);
        self.changed = true;
        match *command {
            [0x20, mode] => self.mode = mode & 3,
            [0x21, first, last] => {
                self.columns = (usize::from(first & 127), usize::from(last & 127));
                self.column = self.columns.0;
            }
            [0x22, first, last] => {
                self.pages = (usize::from(first & 7), usize::from(last & 7));
                self.page = self.pages.0;
            }
            [0x81, contrast] => self.contrast = contrast,
            [low @ 0x00..=0x0f] => self.column = self.column & 0x70 | usize::from(low),
            [high @ 0x10..=0x17] => self.column = self.column & 0x0f | usize::from(high & 7) << 4,
            [page @ 0xb0..=0xb7] => self.page = usize::from(page & 7),
            [0xa6] => self.inverted = false,
            [0xa7] => self.inverted = true,
            [0xae] => self.on = false,
            [0xaf] => self.on = true,
            // The others change what a real panel needs, not what is seen.
            _ => {}
        }
    }
}

impl Device for Ssd1306 {
    fn address(&self) -> u8 {
        0x3c
    }

    /// Control bytes say whether commands or data follow: one byte (bit 7 set), or all.
    fn write(&mut self, bytes: &[u8]) -> Answer {
        let mut at = 0;
        while let Some(&control) = bytes.get(at) {
            at += 1;
            let end = if control & 0x80 != 0 {
                (at + 1).min(bytes.len())
            } else {
                bytes.len()
            };
            for &byte in &bytes[at..end] {
                if control & 0x40 != 0 {
                    self.data(byte)
                } else {
                    self.command(byte)
                }
            }
            at = end;
        }
        Ok(())
    }

    fn read(&mut self, into: &mut [u8]) -> Answer {
        // The state: bit 6 is set while the screen is off.
        if into.is_empty() {
            return Err(Fault::NoAnswer);
        }
        into.fill(if self.on { 0 } else { 0x40 });
        Ok(())
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_goes_where_the_commands_say() {
        let mut screen = Ssd1306::default();
        screen
            .write(&[0x00, 0xaf, 0x20, 0, 0x21, 10, 11, 0x22, 1, 2])
            .unwrap();
        screen.write(&[0x40, 0xff, 1, 2, 4]).unwrap();
        assert!(
            screen.is_lit(10, 8)
                && screen.is_lit(10, 15)
                && !screen.is_lit(10, 16)
                && screen.is_lit(11, 8)
        );
        assert!(screen.is_lit(10, 17) && screen.is_lit(11, 18));
        screen.write(&[0x80, 0xa7]).unwrap();
        assert!(!screen.is_lit(10, 8) && screen.is_lit(0, 0));
    }
}
