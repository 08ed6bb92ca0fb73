//! The pins of a micro:bit's edge, by the numbers that `microbit` gives them.

use crate::board::Facts;
#[cfg(feature = "nrf52833")]
use crate::pulses::Units;
use crate::{NONE, analog, clock, gpio, scan};
use pyrite_core::board::{Answer, Fault, Pin, PinMode, Pins, Touch};
#[cfg(feature = "nrf52833")]
use pyrite_core::board::{Outputs, Sound};

/// Those of the edge connector, the logo, the speaker.
pub const COUNT: usize = 23;

static NAMES: [&str; COUNT] = [
    "P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P14",
    "P15", "P16", "", "", "P19", "P20", "LOGO", "SPEAKER",
];

pub struct Edge {
    facts: &'static Facts,
    modes: [PinMode; COUNT],
    #[cfg(feature = "nrf52833")]
    units: Units,
}

impl Edge {
    pub const fn new(facts: &'static Facts) -> Edge {
        Edge {
            facts,
            modes: [PinMode::Unused; COUNT],
            #[cfg(feature = "nrf52833")]
            units: Units::new(),
        }
    }

    /// Pins that a program has used are nothing again.
    pub fn free_all(&mut self) {
        for i in 0..COUNT as u8 {
            if self.mode(Pin(i)) != PinMode::Unused {
                // It was set before, so it is there.
                let _ = self.set_mode(Pin(i), PinMode::Unused);
            }
        }
    }

    /// The chip's pin.
    pub fn place(&self, pin: Pin) -> Answer<u8> {
        match self.facts.pins.get(usize::from(pin.0)) {
            None | Some(&NONE) => Err(Fault::Absent),
            Some(place) => Ok(*place),
        }
    }
}

impl Pins for Edge {
    fn count(&self) -> u8 {
        COUNT as u8
    }

    fn find(&self, name: &str) -> Option<Pin> {
        let at = NAMES.iter().position(|known| *known == name)?;
        let pin = Pin(at as u8);
        self.place(pin).is_ok().then_some(pin)
    }

    fn name(&self, pin: Pin) -> &'static str {
        NAMES.get(usize::from(pin.0)).copied().unwrap_or("")
    }

    fn set_mode(&mut self, pin: Pin, mode: PinMode) -> Answer {
        let place = self.place(pin)?;
        match mode {
            PinMode::AnalogIn => {
                analog::input(place)?;
            }
            PinMode::Pwm if cfg!(feature = "nrf52833") => {}
            PinMode::AnalogOut | PinMode::Pwm => return Err(Fault::Absent),
            _ => {}
        }
        #[cfg(feature = "nrf52833")]
        self.units.free(place);
        scan::watch_touch(pin.0, None);
        gpio::set_mode(place, mode);
        if let Some(known) = self.modes.get_mut(usize::from(pin.0)) {
            *known = mode;
        }
        Ok(())
    }

    fn mode(&self, pin: Pin) -> PinMode {
        let mode = self.modes.get(usize::from(pin.0));
        mode.copied().unwrap_or_default()
    }

    fn read(&mut self, pin: Pin) -> Answer<bool> {
        self.place(pin).map(gpio::read)
    }

    fn write(&mut self, pin: Pin, high: bool) -> Answer {
        gpio::write(self.place(pin)?, high);
        Ok(())
    }

    fn read_analog(&mut self, pin: Pin) -> Answer<u16> {
        analog::read(self.place(pin)?)
    }

    #[cfg(feature = "nrf52833")]
    fn pwm(&mut self, pin: Pin, width: u32, period: u32) -> Answer {
        let place = self.place(pin)?;
        self.units.set(place, width, period)
    }

    /// The three large pins are pulled up; a finger between one and ground pulls it down.
    fn touched(&mut self, pin: Pin, how: Touch) -> Answer<bool> {
        let place = self.place(pin)?;
        if how != Touch::Resistive || usize::from(pin.0) >= scan::TOUCHED {
            return Err(Fault::Absent);
        }
        scan::watch_touch(pin.0, Some(place));
        Ok(!gpio::read(place))
    }

    fn touches(&mut self, pin: Pin) -> u32 {
        if let Ok(place) = self.place(pin) {
            scan::watch_touch(pin.0, Some(place));
        }
        scan::touches(pin.0)
    }

    fn port(&self, pin: Pin) -> Option<(u8, u8)> {
        let place = self.place(pin).ok()?;
        Some((place >> 5, place & 31))
    }

    fn time_pulse(&mut self, pin: Pin, high: bool, timeout: u32) -> Answer<Option<u32>> {
        let place = self.place(pin)?;
        let begun = clock::micros();
        let over = || clock::micros() - begun > u64::from(timeout);
        while gpio::read(place) != high {
            if over() {
                return Ok(None);
            }
        }
        let from = clock::micros();
        while gpio::read(place) == high {
            if over() {
                return Ok(None);
            }
        }
        Ok(Some((clock::micros() - from) as u32))
    }

    fn spin(&mut self, micros: u32) -> Answer {
        clock::spin(micros);
        Ok(())
    }
}

/// Tones go to the speaker and to a pin, from the unit that no pin takes.
#[cfg(feature = "nrf52833")]
impl Sound for Edge {
    fn tone(&mut self, frequency: u32, loudness: u8, outputs: Outputs) -> Answer {
        let speaker = match self.facts.pins.last() {
            Some(place) if outputs.speaker => *place,
            _ => NONE,
        };
        let pin = outputs.pin.and_then(|pin| self.place(pin).ok());
        self.units
            .tone(frequency, loudness, [speaker, pin.unwrap_or(NONE)])
    }

    /// Tones only: what is made of samples is told to be absent.
    fn samples(&mut self, _: &[u8], _: u32, _: u8, _: Outputs) -> Answer<usize> {
        Err(Fault::Absent)
    }

    fn waiting(&mut self) -> usize {
        0
    }

    fn stop(&mut self) {
        // Silence needs no unit that could be missing.
        let _ = self.units.tone(0, 0, [NONE; 2]);
    }
}
