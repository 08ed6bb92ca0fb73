//! Pins, LEDs, switch and voltages of the pyboard, by the numbers of `facts::pyboard` (RM0090, sections 8 and 13).

use crate::registers::{CLOCKS, CONVERTER, port};
use crate::{dac, exti, pulses, timing};
use pyrite_core::board::{Answer, Buttons, Fault, Leds, Pin, PinMode, Pins, Pull, Wave};
use pyrite_hardware::facts::pyboard::{self, ADC, LEDS, NAMES, PORTS, SWITCH};
use pyrite_hardware::facts::{stm32f405, timers};

pub struct Ports {
    modes: [PinMode; NAMES.len()],
    /// Numbers of their functions.
    functions: [u8; NAMES.len()],
    /// Of the LEDs.
    brightness: [u8; 4],
    was_pressed: bool,
}

/// Register values of the modes, section 8.4.1.
const INPUT: u32 = 0;
const OUTPUT: u32 = 1;
const FUNCTION: u32 = 2;
const ANALOG: u32 = 3;

pub fn place(pin: Pin) -> Answer<(u8, u8)> {
    PORTS.get(usize::from(pin.0)).copied().ok_or(Fault::Absent)
}

/// Sets a pin up: two bits each for its mode and its resistor.
fn set(pin: (u8, u8), mode: u32, pull: Pull, open: bool) {
    let (letter, number) = pin;
    let port = port(letter);
    let pull = match pull {
        Pull::None => 0,
        Pull::Up => 1,
        Pull::Down => 2,
    };
    let shift = number * 2;
    port.pull().change(3 << shift, pull << shift);
    port.kind().change(1 << number, u32::from(open) << number);
    port.mode().change(3 << shift, mode << shift);
}

/// Gives a pin to a part of the chip, by the number of its function; `wire`: it is one of a bus that is pulled up.
pub fn give(pin: (u8, u8), function: u8, wire: bool) {
    let (letter, number) = pin;
    let shift = u32::from(number % 8 * 4);
    let register = port(letter).function(number / 8);
    register.change(15 << shift, u32::from(function & 15) << shift);
    // Edges of 25 MHz.
    port(letter)
        .speed()
        .change(3 << (number * 2), 1 << (number * 2));
    set(
        pin,
        FUNCTION,
        if wire { Pull::Up } else { Pull::None },
        wire,
    );
}

/// Has a pin that is no pin of the board drive a level.
pub fn drive(pin: (u8, u8), high: bool) {
    write(pin, high);
    set(pin, OUTPUT, Pull::None, false);
}

fn write((letter, number): (u8, u8), high: bool) {
    // The upper half of the register sets low.
    let shift = u32::from(number) + if high { 0 } else { 16 };
    port(letter).bits().write(1 << shift);
}

impl Ports {
    pub fn new() -> Ports {
        // The three ports, and the first converter.
        CLOCKS.parts1().set(0b111);
        CLOCKS.fast().set(1 << 8);
        let mut ports = Ports {
            modes: [PinMode::Unused; NAMES.len()],
            functions: [0; NAMES.len()],
            brightness: [0; 4],
            was_pressed: false,
        };
        for led in 0..4 {
            // All of them are pins.
            let _ = ports.set_mode(Pin(LEDS + led), PinMode::Output);
        }
        let _ = ports.set_mode(Pin(SWITCH), PinMode::Input(Pull::Up));
        ports
    }

    /// The program is over: no interrupts, and what it used is as it was.
    pub fn free_all(&mut self) {
        exti::free_all();
        for i in 0..SWITCH {
            if self.mode(Pin(i)) != PinMode::Unused {
                // It was set before, so it is there.
                let _ = self.set_mode(Pin(i), PinMode::Unused);
            }
        }
        for i in 0..4 {
            let _ = Leds::set(self, i, 0);
        }
    }

    /// Whether the switch is pressed: it connects its pin to ground.
    pub fn is_switch_pressed(&mut self) -> bool {
        // Under QEMU all pins are low.
        !cfg!(feature = "qemu") && self.read(Pin(SWITCH)) == Ok(false)
    }
}

impl Pins for Ports {
    fn count(&self) -> u8 {
        NAMES.len() as u8
    }

    fn find(&self, name: &str) -> Option<Pin> {
        pyboard::find(&NAMES, &PORTS, name).map(Pin)
    }

    fn name(&self, pin: Pin) -> &'static str {
        NAMES.get(usize::from(pin.0)).copied().unwrap_or("")
    }

    fn set_mode(&mut self, pin: Pin, mode: PinMode) -> Answer {
        let place = place(pin)?;
        let (bits, pull, open) = match mode {
            PinMode::Unused => (ANALOG, Pull::None, false),
            PinMode::Input(pull) => (INPUT, pull, false),
            PinMode::Output => (OUTPUT, Pull::None, false),
            PinMode::OpenDrain(pull) => (OUTPUT, pull, true),
            PinMode::AnalogIn if ADC.iter().any(|(with, _)| *with == pin.0) => {
                (ANALOG, Pull::None, false)
            }
            PinMode::AnalogOut if dac::of(pin).is_some() => (ANALOG, Pull::None, false),
            PinMode::AnalogIn | PinMode::AnalogOut => return Err(Fault::Absent),
            PinMode::Pwm => {
                let driven = timers::driven(pin.0).ok_or(Fault::Absent)?;
                self.set_function(pin, driven.function)?;
                (FUNCTION, Pull::None, false)
            }
            PinMode::Function => (FUNCTION, Pull::None, false),
        };
        if bits == FUNCTION {
            give(place, self.function(pin), false);
        } else {
            set(place, bits, pull, open);
        }
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
        let (letter, number) = place(pin)?;
        Ok(port(letter).levels().has(1 << number))
    }

    fn write(&mut self, pin: Pin, high: bool) -> Answer {
        write(place(pin)?, high);
        Ok(())
    }

    fn read_analog(&mut self, pin: Pin) -> Answer<u16> {
        let channel = ADC.iter().find(|(with, _)| *with == pin.0);
        let (_, channel) = channel.ok_or(Fault::Absent)?;
        let level = measure(*channel, 0)?;
        Ok(level << 4 | level >> 8)
    }

    fn write_analog(&mut self, pin: Pin, level: u16) -> Answer {
        dac::write(pin, level)
    }

    fn wave(&mut self, pin: Pin, wave: Wave) -> Answer {
        dac::wave(pin, wave)
    }

    fn pwm(&mut self, pin: Pin, width: u32, period: u32) -> Answer {
        let driven = timers::driven(pin.0).ok_or(Fault::Absent)?;
        pulses::set(driven, width, period);
        Ok(())
    }

    fn send_bits(&mut self, pin: Pin, timing: [u32; 4], bytes: &[u8]) -> Answer {
        timing::send(place(pin)?, timing, bytes);
        Ok(())
    }

    fn time_pulse(&mut self, pin: Pin, high: bool, timeout: u32) -> Answer<Option<u32>> {
        Ok(timing::pulse(place(pin)?, high, timeout))
    }

    fn spin(&mut self, micros: u32) -> Answer {
        timing::spin(micros);
        Ok(())
    }

    fn functions(&self, pin: Pin) -> &'static [(u8, &'static str)] {
        stm32f405::functions(place(pin).ok())
    }

    fn set_function(&mut self, pin: Pin, number: u8) -> Answer {
        let known = self.functions.get_mut(usize::from(pin.0));
        *known.ok_or(Fault::Absent)? = number;
        Ok(())
    }

    fn function(&self, pin: Pin) -> u8 {
        let number = self.functions.get(usize::from(pin.0));
        number.copied().unwrap_or(0)
    }

    fn registers(&self, pin: Pin) -> Option<u32> {
        let (letter, _) = place(pin).ok()?;
        Some(stm32f405::port(letter))
    }

    fn port(&self, pin: Pin) -> Option<(u8, u8)> {
        place(pin).ok()
    }

    fn watch(&mut self, pin: Pin, rising: bool, falling: bool) -> Answer {
        exti::watch(place(pin)?, rising, falling)
    }

    fn edges(&mut self, pin: Pin) -> (u32, u32) {
        place(pin).map_or((0, 0), exti::counts)
    }
}

/// What the converter says of one of its inputs, 12 bits; `inside` connects what is in the chip.
pub fn measure(channel: u8, inside: u32) -> Answer<u16> {
    const ON: u32 = 1;
    const START: u32 = 1 << 30;
    const DONE: u32 = 1 << 1;
    let rests = !CONVERTER.settings().has(ON);
    CONVERTER.settings().write(ON);
    // A quarter of 84 MHz.
    CONVERTER.common().write(1 << 16 | inside);
    if rests || inside != 0 {
        // What was switched on needs 3 or 10 microseconds (data sheet DS8626, tables 67 and 69).
        timing::spin(10);
    }
    // The longest time for the capacitor, 480 cycles, on every channel.
    CONVERTER.times(0).write(0x07ff_ffff);
    CONVERTER.times(1).write(0x3fff_ffff);
    CONVERTER.count().write(0);
    CONVERTER.first().write(channel.into());
    CONVERTER.settings().write(ON | START);
    // 492 cycles of 21 MHz; a converter that does not answer is none.
    if CONVERTER.status().wait_for(DONE) {
        Ok(CONVERTER.result().read() as u16 & 0xfff)
    } else {
        Err(Fault::Timeout)
    }
}

/// Nanoseconds in which an LED that is not quite bright is on and off.
const ROUND: u32 = 1_000_000;

impl Leds for Ports {
    fn count(&self) -> u8 {
        4
    }

    fn set(&mut self, i: u8, brightness: u8) -> Answer {
        let led = self.brightness.get_mut(usize::from(i));
        let led = led.ok_or(Fault::Absent)?;
        let pin = Pin(LEDS + i);
        // Two of them are at timers.
        if timers::driven(pin.0).is_some() && (1..255).contains(&brightness) {
            *led = brightness;
            self.pwm(pin, u32::from(brightness) * ROUND / 255, ROUND)?;
            return self.set_mode(pin, PinMode::Pwm);
        }
        *led = if brightness > 0 { 255 } else { 0 };
        self.write(pin, brightness > 0)?;
        self.set_mode(pin, PinMode::Output)
    }

    fn get(&self, i: u8) -> u8 {
        self.brightness.get(usize::from(i)).copied().unwrap_or(0)
    }
}

impl Buttons for Ports {
    fn count(&self) -> u8 {
        1
    }

    fn is_pressed(&mut self, i: u8) -> bool {
        i == 0 && self.is_switch_pressed()
    }

    /// What its interrupt counts, or what is seen when it is looked at.
    fn presses(&mut self, i: u8) -> u32 {
        let pressed = self.is_pressed(i);
        if !exti::watch_switch() && pressed && !self.was_pressed {
            exti::press();
        }
        self.was_pressed = pressed;
        exti::presses()
    }
}
