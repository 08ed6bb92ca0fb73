//! Pins, LEDs, switch and voltages of the pyboard, by the numbers of `facts::pyboard` (RM0090, sections 8 and 13).

use crate::exti;
use crate::registers::{CLOCKS, CONVERTER, port};
use pyrite_core::board::{Answer, Buttons, Fault, Leds, Pin, PinMode, Pins, Pull};
use pyrite_hardware::facts::pyboard::{self, ADC, LEDS, NAMES, PORTS, SWITCH};

pub struct Ports {
    modes: [PinMode; NAMES.len()],
    /// Of the LEDs.
    brightness: [u8; 4],
    was_pressed: bool,
}

/// Register values of the modes, section 8.4.1.
const INPUT: u32 = 0;
const OUTPUT: u32 = 1;
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

impl Ports {
    pub fn new() -> Ports {
        // The three ports, and the first converter.
        CLOCKS.parts1().set(0b111);
        CLOCKS.fast().set(1 << 8);
        let mut ports = Ports {
            modes: [PinMode::Unused; NAMES.len()],
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

    /// The program is over: no interrupts.
    pub fn free_all(&mut self) {
        exti::free_all();
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
            PinMode::AnalogIn | PinMode::AnalogOut | PinMode::Pwm | PinMode::Function => {
                return Err(Fault::Absent);
            }
        };
        set(place, bits, pull, open);
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
        let (letter, number) = place(pin)?;
        // The upper half of the register sets low.
        let shift = u32::from(number) + if high { 0 } else { 16 };
        port(letter).bits().write(1 << shift);
        Ok(())
    }

    fn read_analog(&mut self, pin: Pin) -> Answer<u16> {
        let channel = ADC.iter().find(|(with, _)| *with == pin.0);
        let (_, channel) = channel.ok_or(Fault::Absent)?;
        let level = measure(*channel)?;
        Ok(level << 4 | level >> 8)
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

/// What the converter says of one of its inputs, 12 bits.
fn measure(channel: u8) -> Answer<u16> {
    const ON: u32 = 1;
    const START: u32 = 1 << 30;
    const DONE: u32 = 1 << 1;
    CONVERTER.settings().write(ON);
    // A quarter of 84 MHz.
    CONVERTER.common().write(1 << 16);
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

impl Leds for Ports {
    fn count(&self) -> u8 {
        4
    }

    fn set(&mut self, i: u8, brightness: u8) -> Answer {
        let led = self.brightness.get_mut(usize::from(i));
        *led.ok_or(Fault::Absent)? = if brightness > 0 { 255 } else { 0 };
        self.write(Pin(LEDS + i), brightness > 0)
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
