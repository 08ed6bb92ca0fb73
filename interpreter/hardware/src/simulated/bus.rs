//! Buses with the devices that hang on them.

use pyrite_core::board::{Answer, Fault, I2c, Pin, Spi, SpiSettings};
use std::any::Any;

/// A device on an I2C bus.
pub trait Device: Any {
    /// Its address, of 7 bits.
    fn address(&self) -> u8;

    fn write(&mut self, bytes: &[u8]) -> Answer;

    fn read(&mut self, into: &mut [u8]) -> Answer;

    /// For those who know which device it is.
    fn as_any(&mut self) -> &mut dyn Any;
}

#[derive(Default)]
pub struct I2cBus {
    /// Clock in hertz.
    pub frequency: u32,
    pub devices: Vec<Box<dyn Device>>,
    /// A transfer that a program makes byte by byte.
    transfer: Option<Transfer>,
}

/// The first byte, if it came, and what is written to the device.
#[derive(Default)]
struct Transfer {
    address: Option<u8>,
    written: Vec<u8>,
}

impl I2cBus {
    fn device(&mut self, address: u8) -> Answer<&mut Box<dyn Device>> {
        self.devices
            .iter_mut()
            .find(|d| d.address() == address)
            .ok_or(Fault::NoAnswer)
    }

    /// Gives the device what was written to it in this part of the transfer.
    fn deliver(&mut self) -> Answer {
        match self.transfer.take() {
            Some(Transfer {
                address: Some(byte),
                written,
            }) if byte & 1 == 0 => self.device(byte >> 1)?.write(&written),
            _ => Ok(()),
        }
    }

    /// The first device of this kind.
    pub fn find<D: Device>(&mut self) -> Option<&mut D> {
        self.devices
            .iter_mut()
            .find_map(|d| d.as_any().downcast_mut())
    }
}

impl I2c for I2cBus {
    fn set_up(&mut self, frequency: u32, _data: Option<Pin>, _clock: Option<Pin>) -> Answer {
        self.frequency = frequency;
        Ok(())
    }

    fn write(&mut self, address: u8, bytes: &[u8], _stop: bool) -> Answer {
        self.device(address)?.write(bytes)
    }

    fn read(&mut self, address: u8, into: &mut [u8], _stop: bool) -> Answer {
        self.device(address)?.read(into)
    }

    fn start(&mut self) -> Answer {
        // What nobody took is gone, as on a wire.
        let _ = self.deliver();
        self.transfer = Some(Transfer::default());
        Ok(())
    }

    fn stop(&mut self) -> Answer {
        let _ = self.deliver();
        Ok(())
    }

    fn send(&mut self, bytes: &[u8]) -> Answer<usize> {
        for (count, byte) in bytes.iter().enumerate() {
            let Some(transfer) = &mut self.transfer else {
                return Ok(0);
            };
            let address = match transfer.address {
                None => *transfer.address.insert(*byte),
                Some(address) => {
                    transfer.written.push(*byte);
                    address
                }
            };
            if self.device(address >> 1).is_err() {
                return Ok(count);
            }
        }
        Ok(bytes.len())
    }

    fn receive(&mut self, into: &mut [u8], _more: bool) -> Answer {
        match self.transfer.as_ref().and_then(|transfer| transfer.address) {
            Some(byte) if byte & 1 == 1 => self.device(byte >> 1)?.read(into),
            _ => {
                // Nobody pulls the line low.
                into.fill(0xff);
                Ok(())
            }
        }
    }
}

/// An SPI whose input is its output, as with a wire between the two pins; without one the input is low.
#[derive(Default)]
pub struct SpiBus {
    pub settings: SpiSettings,
    pub wire: bool,
    /// What was sent.
    pub sent: Vec<u8>,
}

impl Spi for SpiBus {
    fn set_up(&mut self, settings: SpiSettings) -> Answer {
        self.settings = settings;
        Ok(())
    }

    fn exchange(&mut self, bytes: &mut [u8]) -> Answer {
        if self.sent.len() < 1 << 16 {
            self.sent.extend_from_slice(bytes);
        }
        if !self.wire {
            bytes.fill(0);
        }
        Ok(())
    }
}
