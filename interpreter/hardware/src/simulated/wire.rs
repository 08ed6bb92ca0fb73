//! Sensors that speak over one wire: thermometers DS18B20 (Maxim's data sheet), and DHT11 and DHT22. Either they hang at the pins
//! where they were put, or they are wherever a program looks for one.

use crate::onewire::crc8;
use pyrite_core::board::{Answer, Fault};
use std::collections::BTreeMap;

/// What the sensors feel.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Weather {
    /// Degrees Celsius.
    pub temperature: f64,
    /// Percent.
    pub humidity: f64,
}

impl Default for Weather {
    fn default() -> Self {
        Weather {
            temperature: 21.5,
            humidity: 45.0,
        }
    }
}

/// What is at a pin.
pub enum Sensor {
    Thermometers(Vec<Ds18b20>),
    Dht11,
    Dht22,
}

#[derive(Default)]
pub struct Wires {
    pub weather: Weather,
    pub sensors: BTreeMap<u8, Sensor>,
    /// A pin at which a program looks for a sensor has it.
    pub found_where_sought: bool,
    /// A program has asked a sensor.
    pub used: bool,
}

/// Whether a wake of so many microseconds is meant for a DHT11.
const LONG_WAKE: u32 = 5000;

impl Wires {
    /// Hangs a thermometer at a pin, beside those that are there.
    pub fn attach_thermometer(&mut self, pin: u8, thermometer: Ds18b20) {
        match self.sensors.get_mut(&pin) {
            Some(Sensor::Thermometers(all)) => all.push(thermometer),
            _ => {
                self.sensors
                    .insert(pin, Sensor::Thermometers(vec![thermometer]));
            }
        }
    }

    fn sought(&mut self, pin: u8, sensor: impl FnOnce() -> Sensor) -> Option<&mut Sensor> {
        if self.found_where_sought {
            self.sensors.entry(pin).or_insert_with(sensor);
        }
        let found = self.sensors.get_mut(&pin);
        self.used |= found.is_some();
        found
    }

    /// Whether thermometers at the pin answer.
    pub fn reset(&mut self, pin: u8) -> bool {
        let own = || Sensor::Thermometers(vec![Ds18b20::new(u64::from(pin) + 1)]);
        let Some(Sensor::Thermometers(all)) = self.sought(pin, own) else {
            return false;
        };
        for thermometer in &mut *all {
            thermometer.doing = Doing::Command {
                bits: 0,
                byte: 0,
                selected: false,
            };
        }
        !all.is_empty()
    }

    /// What is on the wire when `bit` is sent: anyone may pull it low.
    pub fn bit(&mut self, pin: u8, bit: bool) -> bool {
        let weather = self.weather;
        let Some(Sensor::Thermometers(all)) = self.sensors.get_mut(&pin) else {
            return bit;
        };
        all.iter_mut().fold(bit, |wire, thermometer| {
            thermometer.slot(bit, weather) && wire
        })
    }

    /// What a DHT11 or DHT22 at the pin answers.
    pub fn pulses(&mut self, pin: u8, low: u32, lengths: &mut [u8]) -> Answer {
        let Weather {
            temperature,
            humidity,
        } = self.weather;
        let sought = || {
            if low > LONG_WAKE {
                Sensor::Dht11
            } else {
                Sensor::Dht22
            }
        };
        let bytes = match self.sought(pin, sought) {
            Some(Sensor::Dht11) => [
                humidity.round() as u8,
                0,
                temperature.round().clamp(0.0, 50.0) as u8,
                0,
            ],
            Some(Sensor::Dht22) => {
                let tenths = (temperature.abs() * 10.0).round() as u16;
                let sign = if temperature < 0.0 { 0x8000 } else { 0 };
                let [a, b] = ((humidity * 10.0).round() as u16).to_be_bytes();
                let [c, d] = (tenths | sign).to_be_bytes();
                [a, b, c, d]
            }
            _ => return Err(Fault::Timeout),
        };
        let sum = bytes.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        let [a, b, c, d] = bytes;
        let bit = |i: usize| [a, b, c, d, sum][i / 8] >> (7 - i % 8) & 1;
        for (i, length) in lengths.iter_mut().enumerate() {
            *length = match i.checked_sub(1) {
                None => 80,
                Some(i @ 0..40) if bit(i) == 1 => 70,
                Some(0..40) => 26,
                Some(_) => return Err(Fault::Timeout),
            };
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug)]
enum Doing {
    /// Nothing until the next reset.
    Silent,
    /// Takes a command: about addresses, or for itself once it is selected.
    Command { bits: u8, byte: u8, selected: bool },
    /// Tells its address to a search: twice a bit, then hears which way it goes.
    Search { at: u8, step: u8 },
    /// Compares an address with its own.
    Match { at: u8 },
    /// Sends its address or its memory.
    Send { address: bool, at: u8 },
    /// Takes limits and resolution.
    Receive { at: u8 },
}

/// A thermometer on a 1-Wire line.
pub struct Ds18b20 {
    rom: [u8; 8],
    scratch: [u8; 9],
    doing: Doing,
    /// Degrees Celsius, if it does not feel what the others feel.
    pub temperature: Option<f64>,
}

impl Ds18b20 {
    /// One with a number of its own.
    pub fn new(number: u64) -> Ds18b20 {
        let mut rom = [0x28, 0, 0, 0, 0, 0, 0, 0];
        rom[1..7].copy_from_slice(&number.to_le_bytes()[..6]);
        rom[7] = crc8(0, &rom[..7]);
        let mut new = Ds18b20 {
            rom,
            // 85 degrees until it has measured, limits 75 and 70, 12 bits.
            scratch: [0x50, 0x05, 0x4b, 0x46, 0x7f, 0xff, 0x0c, 0x10, 0],
            doing: Doing::Silent,
            temperature: None,
        };
        new.check();
        new
    }

    fn check(&mut self) {
        self.scratch[8] = crc8(0, &self.scratch[..8]);
    }

    fn measure(&mut self, weather: Weather) {
        let degrees = self.temperature.unwrap_or(weather.temperature);
        // 9 to 12 bits: the lower ones stay zero.
        let missing = 3 - (self.scratch[4] >> 5 & 3);
        let raw = (degrees * 16.0).round() as i16 >> missing << missing;
        self.scratch[..2].copy_from_slice(&raw.to_le_bytes());
        self.check();
    }

    fn bit_of(bytes: &[u8], at: u8) -> bool {
        bytes
            .get(usize::from(at / 8))
            .is_none_or(|byte| byte >> (at % 8) & 1 != 0)
    }

    /// A time slot in which the board sends `bit`: whether this device leaves the wire high.
    fn slot(&mut self, bit: bool, weather: Weather) -> bool {
        match self.doing {
            Doing::Silent => true,
            Doing::Command {
                bits,
                byte,
                selected,
            } => {
                let byte = byte | u8::from(bit) << bits;
                self.doing = if bits < 7 {
                    Doing::Command {
                        bits: bits + 1,
                        byte,
                        selected,
                    }
                } else if selected {
                    self.function(byte, weather)
                } else {
                    Self::address(byte)
                };
                true
            }
            Doing::Search { at, step } => {
                let own = Self::bit_of(&self.rom, at);
                self.doing = match step {
                    0 | 1 => Doing::Search { at, step: step + 1 },
                    _ if bit != own || at == 63 => Doing::Silent,
                    _ => Doing::Search {
                        at: at + 1,
                        step: 0,
                    },
                };
                match step {
                    0 => own,
                    1 => !own,
                    _ => true,
                }
            }
            Doing::Match { at } => {
                self.doing = if bit != Self::bit_of(&self.rom, at) {
                    Doing::Silent
                } else if at == 63 {
                    Doing::Command {
                        bits: 0,
                        byte: 0,
                        selected: true,
                    }
                } else {
                    Doing::Match { at: at + 1 }
                };
                true
            }
            Doing::Send { address, at } => {
                let bytes: &[u8] = if address { &self.rom } else { &self.scratch };
                let out = Self::bit_of(bytes, at);
                self.doing = if address && at == 63 {
                    Doing::Command {
                        bits: 0,
                        byte: 0,
                        selected: true,
                    }
                } else {
                    Doing::Send {
                        address,
                        at: at.saturating_add(1),
                    }
                };
                out
            }
            Doing::Receive { at } => {
                let place = 2 + usize::from(at / 8);
                let mask = 1 << (at % 8);
                self.scratch[place] = self.scratch[place] & !mask | u8::from(bit) << (at % 8);
                self.check();
                self.doing = if at == 23 {
                    Doing::Silent
                } else {
                    Doing::Receive { at: at + 1 }
                };
                true
            }
        }
    }

    fn address(command: u8) -> Doing {
        match command {
            0xf0 => Doing::Search { at: 0, step: 0 },
            0x55 => Doing::Match { at: 0 },
            0xcc => Doing::Command {
                bits: 0,
                byte: 0,
                selected: true,
            },
            0x33 => Doing::Send {
                address: true,
                at: 0,
            },
            _ => Doing::Silent,
        }
    }

    fn function(&mut self, command: u8, weather: Weather) -> Doing {
        match command {
            // It has measured before it is asked.
            0x44 => {
                self.measure(weather);
                Doing::Silent
            }
            0xbe => Doing::Send {
                address: false,
                at: 0,
            },
            0x4e => Doing::Receive { at: 0 },
            _ => Doing::Silent,
        }
    }
}
