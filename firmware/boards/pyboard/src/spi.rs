//! SPI 1, on the X skin, and 2, on the Y skin (RM0090, section 28).

use crate::chip::HERTZ;
use crate::pins;
use crate::registers::{CLOCKS, SPI1, SPI2, Spi};
use pyrite_core::board::{self, Answer, Fault, SpiSettings};

/// Bits of the settings.
const SECOND_EDGE: u32 = 1 << 0;
const IDLES_HIGH: u32 = 1 << 1;
const LEADS: u32 = 1 << 2;
const DIVIDER: u32 = 3;
const ON: u32 = 1 << 6;
const LEAST_FIRST: u32 = 1 << 7;
/// Nobody else selects this chip.
const ALONE: u32 = 3 << 8;
/// Bits of the status.
const CAME: u32 = 1 << 0;
const ROOM: u32 = 1 << 1;

/// The function of all its pins.
const FUNCTION: u8 = 5;

pub struct Bus {
    spi: Spi,
    /// Clock, in and out.
    pins: [(u8, u8); 3],
    second: bool,
}

pub const FIRST: Bus = Bus {
    spi: SPI1,
    pins: [(0, 5), (0, 6), (0, 7)],
    second: false,
};

pub const SECOND: Bus = Bus {
    spi: SPI2,
    pins: [(1, 13), (1, 14), (1, 15)],
    second: true,
};

impl Bus {
    pub fn stop(&self) {
        self.spi.control().write(0);
    }
}

impl board::Spi for Bus {
    fn set_up(&mut self, settings: SpiSettings) -> Answer {
        let asked = [settings.clock, settings.input, settings.out];
        let mut pairs = asked.into_iter().zip(self.pins);
        if pairs.any(|(asked, is)| asked.is_some_and(|pin| pins::place(pin) != Ok(is))) {
            return Err(Fault::Absent);
        }
        let clock = if self.second {
            CLOCKS.slow().set(1 << 14);
            HERTZ / 4
        } else {
            CLOCKS.fast().set(1 << 12);
            HERTZ / 2
        };
        // The quickest clock that is not above what is asked for, or the slowest there is.
        let slower = (0..7).find(|n| clock >> (n + 1) <= settings.frequency);
        for pin in self.pins {
            pins::give(pin, FUNCTION, false);
        }
        let bit = |on, bits| if on { bits } else { 0 };
        self.stop();
        self.spi.control().write(
            LEADS
                | ALONE
                | slower.unwrap_or(7) << DIVIDER
                | bit(settings.polarity, IDLES_HIGH)
                | bit(settings.phase, SECOND_EDGE)
                | bit(settings.least_bit_first, LEAST_FIRST),
        );
        self.spi.control().set(ON);
        Ok(())
    }

    fn exchange(&mut self, bytes: &mut [u8]) -> Answer {
        for byte in bytes {
            if !self.spi.status().wait_for(ROOM) {
                return Err(Fault::Timeout);
            }
            self.spi.data().write((*byte).into());
            if !self.spi.status().wait_for(CAME) {
                return Err(Fault::Timeout);
            }
            *byte = self.spi.data().read() as u8;
        }
        Ok(())
    }
}
