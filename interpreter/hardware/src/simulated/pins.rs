//! Pins: what the program does with each, and what is connected to it.

use super::wire::Wires;
use crate::facts;
use pyrite_core::board::{Answer, Fault, Pin, PinMode, Pins, Pull, Touch, Wave};
use std::collections::BTreeMap;

/// One pin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct State {
    pub mode: PinMode,
    /// The level that the program drives.
    pub level: bool,
    /// Pulses: width and period in nanoseconds.
    pub pulse: (u32, u32),
    /// What the converter puts out: 0 to 65535.
    pub voltage_out: u16,
    /// The level that something outside drives, if anything does.
    pub driven: Option<bool>,
    /// The voltage from outside: 0 to 65535.
    pub voltage: u16,
    pub touched: bool,
    pub touches: u32,
    pub rises: u32,
    pub falls: u32,
}

impl State {
    /// The level at the pin.
    pub fn is_high(&self) -> bool {
        match self.mode {
            PinMode::Output => self.level,
            PinMode::OpenDrain(_) if !self.level => false,
            PinMode::OpenDrain(pull) | PinMode::Input(pull) => {
                self.driven.unwrap_or(pull == Pull::Up)
            }
            _ => self.driven.unwrap_or(false),
        }
    }
}

/// What pins of a kind can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Abilities {
    pub analog_in: bool,
    pub analog_out: bool,
    pub touch: bool,
}

/// A wave that goes on by itself: levels of 0 to 65535, so many in a second.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Played {
    Noise(u32),
    Triangle(u32),
    Levels(u32, Vec<u16>, bool),
}

impl Played {
    fn of(wave: Wave) -> Played {
        match wave {
            Wave::Noise { rate } => Played::Noise(rate),
            Wave::Triangle { rate } => Played::Triangle(rate),
            Wave::Levels {
                rate,
                bytes,
                wide,
                again,
            } => {
                let levels = if wide {
                    let pairs = bytes.chunks_exact(2);
                    pairs
                        .map(|b| u16::from_le_bytes([b[0], b[1]]).min(4095) << 4 | 15)
                        .collect()
                } else {
                    bytes.iter().map(|b| u16::from(*b) * 257).collect()
                };
                Played::Levels(rate, levels, again)
            }
        }
    }

    /// Whether it still changes after some microseconds.
    fn goes_on(&self, micros: u64) -> bool {
        match self {
            Played::Levels(rate, levels, false) => {
                (micros * u64::from(*rate) / 1_000_000) < levels.len() as u64
            }
            _ => true,
        }
    }

    /// The level after some microseconds.
    fn level(&self, micros: u64) -> u16 {
        let step = |rate: u32| micros * u64::from(rate) / 1_000_000;
        match self {
            Played::Noise(rate) => (step(*rate).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as u16,
            Played::Triangle(rate) => {
                let at = step(*rate) % 4096;
                (at.min(4096 - at) * 65_535 / 2048) as u16
            }
            Played::Levels(rate, levels, again) => {
                let at = step(*rate) as usize;
                let at = if *again { at % levels.len().max(1) } else { at };
                levels.get(at).or(levels.last()).copied().unwrap_or(0)
            }
        }
    }
}

/// What was sent to a strip of LEDs, as it went out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Strip {
    pub bytes: Vec<u8>,
    /// Bytes for each LED: 4 for such with white.
    pub each: u8,
}

/// All pins of a board.
pub struct SimulatedPins {
    names: &'static [&'static str],
    abilities: fn(u8) -> Abilities,
    pub states: Vec<State>,
    /// Strips of LEDs, by pin.
    pub strips: BTreeMap<u8, Strip>,
    pub changed: bool,
    pub strips_changed: bool,
    ports: &'static [(u8, u8)],
    functions: fn(Option<(u8, u8)>) -> &'static [(u8, &'static str)],
    /// The chip's function that each pin has.
    chosen: BTreeMap<u8, u8>,
    /// Waves that converters put out, by pin, and since when.
    waves: BTreeMap<u8, (Played, u64)>,
    now: u64,
    /// The answer to `time_pulse`, by pin: microseconds.
    pub pulses: BTreeMap<u8, u32>,
    /// Sensors that speak over one wire.
    pub wires: Wires,
}

impl SimulatedPins {
    /// Pins with these names; an empty name is no pin.
    pub fn new(names: &'static [&'static str], abilities: fn(u8) -> Abilities) -> Self {
        SimulatedPins {
            names,
            abilities,
            states: vec![State::default(); names.len()],
            strips: BTreeMap::new(),
            changed: true,
            strips_changed: false,
            ports: &[],
            functions: |_| &[],
            chosen: BTreeMap::new(),
            waves: BTreeMap::new(),
            now: 0,
            pulses: BTreeMap::new(),
            wires: Wires::default(),
        }
    }

    /// The same with ports of the chip and numbers in them, and what functions each can have.
    pub fn with_ports(
        mut self,
        ports: &'static [(u8, u8)],
        functions: fn(Option<(u8, u8)>) -> &'static [(u8, &'static str)],
    ) -> Self {
        self.ports = ports;
        self.functions = functions;
        self
    }

    /// The pin with this number in a port of the chip.
    pub fn of_port(&self, port: u8, number: u8) -> Option<Pin> {
        let at = self.ports.iter().position(|p| *p == (port, number))?;
        Some(Pin(at as u8))
    }

    /// Tells the time in microseconds: waves move on.
    pub fn set_time(&mut self, now: u64) {
        self.now = now;
        for (pin, (wave, since)) in &self.waves {
            if let Some(state) = self.states.get_mut(usize::from(*pin)) {
                let level = wave.level(now.saturating_sub(*since));
                self.changed |= state.voltage_out != level;
                state.voltage_out = level;
            }
        }
    }

    /// Whether anything changes by itself.
    pub fn is_moving(&self) -> bool {
        let mut waves = self.waves.values();
        waves.any(|(wave, since)| wave.goes_on(self.now.saturating_sub(*since)))
    }

    fn change(&mut self, pin: Pin, f: impl FnOnce(&mut State)) -> Answer {
        if self
            .names
            .get(usize::from(pin.0))
            .is_none_or(|name| name.is_empty())
        {
            return Err(Fault::Absent);
        }
        let Some(state) = self.states.get_mut(usize::from(pin.0)) else {
            return Err(Fault::Absent);
        };
        let before = *state;
        f(state);
        let (was, is) = (before.is_high(), state.is_high());
        if !was && is {
            state.rises = state.rises.wrapping_add(1);
        } else if was && !is {
            state.falls = state.falls.wrapping_add(1);
        }
        self.changed |= *state != before;
        Ok(())
    }

    /// Drives a pin from outside, or lets go of it.
    pub fn drive(&mut self, pin: u8, level: Option<bool>) {
        // A pin that is not there cannot be driven.
        let _ = self.change(Pin(pin), |state| {
            state.driven = level;
            if let Some(high) = level {
                state.voltage = if high { u16::MAX } else { 0 };
            }
        });
    }

    /// Puts a voltage at a pin: 0 to 65535.
    pub fn set_voltage(&mut self, pin: u8, voltage: u16) {
        let _ = self.change(Pin(pin), |state| {
            state.voltage = voltage;
            state.driven = Some(voltage > u16::MAX / 2);
        });
    }

    /// Touches a pin or lets go of it.
    pub fn touch(&mut self, pin: u8, touched: bool) {
        let _ = self.change(Pin(pin), |state| {
            if touched && !state.touched {
                state.touches = state.touches.wrapping_add(1);
            }
            state.touched = touched;
        });
    }

    fn state(&self, pin: Pin) -> Answer<&State> {
        self.states.get(usize::from(pin.0)).ok_or(Fault::Absent)
    }
}

impl Pins for SimulatedPins {
    fn count(&self) -> u8 {
        self.names.len() as u8
    }

    fn find(&self, name: &str) -> Option<Pin> {
        facts::pyboard::find(self.names, self.ports, name).map(Pin)
    }

    fn name(&self, pin: Pin) -> &'static str {
        self.names.get(usize::from(pin.0)).copied().unwrap_or("")
    }

    fn set_mode(&mut self, pin: Pin, mode: PinMode) -> Answer {
        let can = (self.abilities)(pin.0);
        match mode {
            PinMode::AnalogIn if !can.analog_in => return Err(Fault::Absent),
            PinMode::AnalogOut if !can.analog_out => return Err(Fault::Absent),
            _ => {}
        }
        self.change(pin, |state| state.mode = mode)
    }

    fn mode(&self, pin: Pin) -> PinMode {
        self.state(pin).map_or(PinMode::Unused, |state| state.mode)
    }

    fn read(&mut self, pin: Pin) -> Answer<bool> {
        self.state(pin).map(State::is_high)
    }

    fn write(&mut self, pin: Pin, high: bool) -> Answer {
        self.change(pin, |state| state.level = high)
    }

    fn read_analog(&mut self, pin: Pin) -> Answer<u16> {
        if !(self.abilities)(pin.0).analog_in {
            return Err(Fault::Absent);
        }
        self.state(pin).map(|state| state.voltage)
    }

    fn write_analog(&mut self, pin: Pin, level: u16) -> Answer {
        if !(self.abilities)(pin.0).analog_out {
            return Err(Fault::Absent);
        }
        self.waves.remove(&pin.0);
        self.change(pin, |state| state.voltage_out = level)
    }

    fn wave(&mut self, pin: Pin, wave: Wave) -> Answer {
        if !(self.abilities)(pin.0).analog_out {
            return Err(Fault::Absent);
        }
        self.waves.insert(pin.0, (Played::of(wave), self.now));
        self.set_time(self.now);
        Ok(())
    }

    fn port(&self, pin: Pin) -> Option<(u8, u8)> {
        self.ports.get(usize::from(pin.0)).copied()
    }

    fn pwm(&mut self, pin: Pin, width: u32, period: u32) -> Answer {
        self.change(pin, |state| state.pulse = (width, period))
    }

    fn touched(&mut self, pin: Pin, _how: Touch) -> Answer<bool> {
        if !(self.abilities)(pin.0).touch {
            return Err(Fault::Absent);
        }
        self.state(pin).map(|state| state.touched)
    }

    fn edges(&mut self, pin: Pin) -> (u32, u32) {
        self.state(pin)
            .map_or((0, 0), |state| (state.rises, state.falls))
    }

    fn touches(&mut self, pin: Pin) -> u32 {
        self.state(pin).map_or(0, |state| state.touches)
    }

    fn send_bits(&mut self, pin: Pin, _timing: [u32; 4], bytes: &[u8]) -> Answer {
        self.state(pin)?;
        let strip = self.strips.entry(pin.0).or_default();
        self.strips_changed |= strip.bytes != bytes;
        strip.bytes = bytes.to_vec();
        Ok(())
    }

    fn note_strip(&mut self, pin: Pin, bytes_each: u8) {
        self.strips.entry(pin.0).or_default().each = bytes_each;
    }

    fn wire_reset(&mut self, pin: Pin) -> Answer<bool> {
        self.state(pin)?;
        Ok(self.wires.reset(pin.0))
    }

    fn wire_bit(&mut self, pin: Pin, bit: bool) -> Answer<bool> {
        self.state(pin)?;
        Ok(self.wires.bit(pin.0, bit))
    }

    fn pulses(&mut self, pin: Pin, low: u32, lengths: &mut [u8]) -> Answer {
        self.state(pin)?;
        self.wires.pulses(pin.0, low, lengths)
    }

    fn functions(&self, pin: Pin) -> &'static [(u8, &'static str)] {
        (self.functions)(self.port(pin))
    }

    fn set_function(&mut self, pin: Pin, number: u8) -> Answer {
        if !self.functions(pin).iter().any(|f| f.0 == number) {
            return Err(Fault::Range);
        }
        self.chosen.insert(pin.0, number);
        Ok(())
    }

    fn function(&self, pin: Pin) -> u8 {
        self.chosen.get(&pin.0).copied().unwrap_or(0)
    }

    fn registers(&self, pin: Pin) -> Option<u32> {
        let (port, _) = self.port(pin)?;
        Some(crate::facts::stm32f405::port(port))
    }

    fn time_pulse(&mut self, pin: Pin, _high: bool, timeout: u32) -> Answer<Option<u32>> {
        self.state(pin)?;
        Ok(self
            .pulses
            .get(&pin.0)
            .copied()
            .filter(|length| *length < timeout))
    }
}
