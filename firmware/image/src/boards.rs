//! The boards: one row each. What the page, the flashing protocols and the images have to know of one stands here and
//! nowhere else.

use crate::files::{Geometry, System};
use std::ops::Range;

/// What a board is, seen from outside.
#[derive(Debug, PartialEq, Eq)]
pub struct Board {
    /// In commands, records and addresses.
    pub name: &'static str,
    /// As its makers write it.
    pub title: &'static str,
    /// What a person saves and the board takes.
    pub format: Format,
    /// Flash that holds programs.
    pub flash: Range<u32>,
    /// How the flash is erased: so many sectors of so many bytes, from its start.
    pub sectors: &'static [Sectors],
    /// Settings of the chip that lie apart from the flash (UICR), erased as a whole.
    pub settings: Option<Range<u32>>,
    /// Where the project lies.
    pub files: Place,
    /// Numbers that the interface chip of a micro:bit gives for its board; the first is the one for new files.
    pub daplink: &'static [u16],
    /// USB numbers of the board when it waits for firmware.
    pub usb: (u16, u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Hex,
    DfuSe,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sectors {
    pub count: u32,
    pub size: u32,
}

/// A file system in flash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub system: System,
    pub start: u32,
    pub geometry: Geometry,
    /// Bytes behind it where the firmware keeps what it has changed since (`pyrite_port::journal`): erased in an image.
    pub journal: u32,
}

impl Place {
    pub fn range(&self) -> Range<u32> {
        let size = self.geometry.size().saturating_add(self.journal);
        self.start..self.start.saturating_add(size)
    }
}

pub static BOARDS: [Board; 3] = [
    // nRF51822 Product Specification, section 5: 256 KB in pages of 1 KB.
    Board {
        name: "microbit-v1",
        title: "micro:bit V1",
        format: Format::Hex,
        flash: 0..0x4_0000,
        sectors: &[Sectors {
            count: 256,
            size: 1 << 10,
        }],
        settings: Some(0x1000_1000..0x1000_1400),
        files: Place {
            system: System::Littlefs,
            start: 0x3_8000,
            geometry: Geometry {
                block: 1 << 10,
                blocks: 32,
                write: 4,
                inline: 64,
            },
            journal: 0,
        },
        daplink: &[0x9900, 0x9901],
        usb: (0x0d28, 0x0204),
    },
    // nRF52833 Product Specification, section 4.2: 512 KB in pages of 4 KB.
    Board {
        name: "microbit-v2",
        title: "micro:bit V2",
        format: Format::Hex,
        flash: 0..0x8_0000,
        sectors: &[Sectors {
            count: 128,
            size: 4 << 10,
        }],
        settings: Some(0x1000_1000..0x1000_1400),
        files: Place {
            system: System::Littlefs,
            start: 0x6_8000,
            geometry: Geometry {
                block: 4 << 10,
                blocks: 24,
                write: 4,
                inline: 64,
            },
            journal: 0,
        },
        daplink: &[0x9903, 0x9904, 0x9905, 0x9906],
        usb: (0x0d28, 0x0204),
    },
    // STM32F405 reference manual RM0090, section 3.3: 1 MB in twelve sectors. The vectors take the first, files the next
    // three and their journal the fifth, the program those from the sixth on.
    Board {
        name: "pyboard",
        title: "pyboard",
        format: Format::DfuSe,
        flash: 0x0800_0000..0x0810_0000,
        sectors: &[
            Sectors {
                count: 4,
                size: 16 << 10,
            },
            Sectors {
                count: 1,
                size: 64 << 10,
            },
            Sectors {
                count: 7,
                size: 128 << 10,
            },
        ],
        settings: None,
        files: Place {
            system: System::Fat,
            start: 0x0800_4000,
            geometry: Geometry {
                block: 512,
                blocks: 96,
                write: 4,
                inline: 0,
            },
            journal: 64 << 10,
        },
        daplink: &[],
        usb: (0x0483, 0xdf11),
    },
];

impl Board {
    pub fn named(name: &str) -> Option<&'static Board> {
        BOARDS.iter().find(|board| board.name == name)
    }

    /// The board behind an interface chip.
    pub fn behind_daplink(number: u16) -> Option<&'static Board> {
        BOARDS.iter().find(|board| board.daplink.contains(&number))
    }

    /// Start and length of the sector at an address.
    pub fn sector(&self, address: u32) -> Option<Range<u32>> {
        let mut start = self.flash.start;
        for sectors in self.sectors {
            let end = start + sectors.count * sectors.size;
            if (start..end).contains(&address) {
                let first = start + (address - start) / sectors.size * sectors.size;
                return Some(first..first + sectors.size);
            }
            start = end;
        }
        None
    }

    /// Everything that a file for this board may write to.
    pub fn writable(&self) -> Vec<Range<u32>> {
        let mut ranges = vec![self.flash.clone()];
        ranges.extend(self.settings.clone());
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fit_together() {
        for board in &BOARDS {
            assert_eq!(Board::named(board.name), Some(board));
            let mut at = board.flash.start;
            while let Some(sector) = board.sector(at) {
                assert_eq!(sector.start, at);
                at = sector.end;
            }
            assert_eq!(at, board.flash.end, "{}", board.name);
            let files = board.files.range();
            assert!(board.flash.start <= files.start && files.end <= board.flash.end);
            // Files and firmware share no sector.
            assert_eq!(board.sector(files.start).unwrap().start, files.start);
            assert_eq!(board.sector(files.end - 1).unwrap().end, files.end);
            for number in board.daplink {
                assert_eq!(Board::behind_daplink(*number), Some(board));
            }
        }
        assert_eq!(Board::behind_daplink(0), None);
        assert_eq!(
            BOARDS[2].sector(0x0801_ffff),
            Some(0x0801_0000..0x0802_0000)
        );
    }
}
