//! I2C and SPI at any pins.
//!
//! `unsafe`, and why it is sound: a driver is made of a copy of its peripheral when the last driver is gone; the original stays
//! here, unused.
#![allow(unsafe_code)]

use crate::pins;
use esp_hal::i2c::master::{self as i2c, Error};
use esp_hal::peripherals::{I2C0, SPI2};
use esp_hal::spi::{BitOrder, Mode, master as spi};
use esp_hal::time::Rate;
use esp_hal::{Blocking, spi::Error as SpiError};
use pyrite_core::board::{Answer, Fault, I2c, Pin, Spi, SpiSettings};

/// Pins where the program names none, as most boards have them printed: data and clock.
const DATA: Pin = Pin(8);
const CLOCK: Pin = Pin(9);

/// Bytes that are held back until it is known what follows them without a stop.
const HELD: usize = 32;

pub struct TwoWires {
    own: I2C0<'static>,
    bus: Option<i2c::I2c<'static, Blocking>>,
    held: [u8; HELD],
    /// How many, and for which address.
    waiting: Option<(u8, usize)>,
}

impl TwoWires {
    pub fn new(own: I2C0<'static>) -> TwoWires {
        TwoWires {
            own,
            bus: None,
            held: [0; HELD],
            waiting: None,
        }
    }

    pub fn free(&mut self) {
        self.bus = None;
        self.waiting = None;
    }

    /// Writes what was held back.
    fn let_go(&mut self) -> Answer {
        match self.waiting.take() {
            Some((address, len)) => {
                let bytes = self.held.get(..len).unwrap_or_default();
                let bus = self.bus.as_mut().ok_or(Fault::Absent)?;
                bus.write(address, bytes).map_err(fault)
            }
            None => Ok(()),
        }
    }
}

fn fault(error: Error) -> Fault {
    match error {
        Error::AcknowledgeCheckFailed(_) => Fault::NoAnswer,
        Error::Timeout => Fault::Timeout,
        Error::ArbitrationLost => Fault::Busy,
        Error::AddressInvalid(_) | Error::ZeroLengthInvalid => Fault::Range,
        _ => Fault::Damaged,
    }
}

impl I2c for TwoWires {
    fn set_up(&mut self, frequency: u32, data: Option<Pin>, clock: Option<Pin>) -> Answer {
        self.free();
        let pins = [data.unwrap_or(DATA), clock.unwrap_or(CLOCK)];
        let [data, clock] = [pins::take(pins[0])?, pins::take(pins[1])?];
        let settings = i2c::Config::default().with_frequency(Rate::from_hz(frequency));
        // SAFETY: see above.
        let own = unsafe { self.own.clone_unchecked() };
        let bus = i2c::I2c::new(own, settings).map_err(|_| Fault::Range)?;
        self.bus = Some(bus.with_sda(data).with_scl(clock));
        Ok(())
    }

    fn write(&mut self, address: u8, bytes: &[u8], stop: bool) -> Answer {
        self.let_go()?;
        if !stop && let Some(room) = self.held.get_mut(..bytes.len()) {
            room.copy_from_slice(bytes);
            self.waiting = Some((address, bytes.len()));
            return Ok(());
        }
        let bus = self.bus.as_mut().ok_or(Fault::Absent)?;
        bus.write(address, bytes).map_err(fault)
    }

    fn read(&mut self, address: u8, into: &mut [u8], _stop: bool) -> Answer {
        let held = self.waiting.filter(|(to, len)| *to == address && *len > 0);
        if let (Some((_, len)), Some(bus)) = (held, self.bus.as_mut()) {
            self.waiting = None;
            let bytes = self.held.get(..len).unwrap_or_default();
            return bus.write_read(address, bytes, into).map_err(fault);
        }
        self.let_go()?;
        let bus = self.bus.as_mut().ok_or(Fault::Absent)?;
        bus.read(address, into).map_err(fault)
    }
}

/// Pins where the program names none: clock, data out, data in.
const PINS: [Pin; 3] = [Pin(6), Pin(7), Pin(2)];

pub struct Serial {
    own: SPI2<'static>,
    bus: Option<spi::Spi<'static, Blocking>>,
}

impl Serial {
    pub fn new(own: SPI2<'static>) -> Serial {
        Serial { own, bus: None }
    }

    pub fn free(&mut self) {
        self.bus = None;
    }
}

impl Spi for Serial {
    fn set_up(&mut self, settings: SpiSettings) -> Answer {
        self.free();
        let [clock, out, input] = PINS;
        let clock = pins::take(settings.clock.unwrap_or(clock))?;
        let out = pins::take(settings.out.unwrap_or(out))?;
        let input = pins::take(settings.input.unwrap_or(input))?;
        let mode = match (settings.polarity, settings.phase) {
            (false, false) => Mode::_0,
            (false, true) => Mode::_1,
            (true, false) => Mode::_2,
            (true, true) => Mode::_3,
        };
        let order = if settings.least_bit_first {
            BitOrder::LsbFirst
        } else {
            BitOrder::MsbFirst
        };
        let config = spi::Config::default()
            .with_frequency(Rate::from_hz(settings.frequency))
            .with_mode(mode)
            .with_read_bit_order(order)
            .with_write_bit_order(order);
        // SAFETY: see above.
        let own = unsafe { self.own.clone_unchecked() };
        let bus = spi::Spi::new(own, config).map_err(|_| Fault::Range)?;
        self.bus = Some(bus.with_sck(clock).with_mosi(out).with_miso(input));
        Ok(())
    }

    fn exchange(&mut self, bytes: &mut [u8]) -> Answer {
        let bus = self.bus.as_mut().ok_or(Fault::Absent)?;
        bus.transfer(bytes).map_err(|error: SpiError| match error {
            SpiError::FifoSizeExeeded => Fault::Full,
            _ => Fault::Damaged,
        })
    }
}
