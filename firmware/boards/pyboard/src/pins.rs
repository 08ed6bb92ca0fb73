//! Pins, LEDs, switch and voltages of the pyboard, by the numbers of `facts::pyboard`.
//!
//! `unsafe`, and why it is sound: registers of three ports and one converter are written with bits that the fields of
//! RM0090, sections 8.4 and 13.13, take; nobody else uses these but the serial line, whose two pins are set before.
#![allow(unsafe_code)]

use pyrite_core::board::{Answer, Buttons, Fault, Leds, Pin, PinMode, Pins, Pull};
use pyrite_hardware::facts::pyboard::{self, ADC, LEDS, NAMES, PORTS, SWITCH};
use stm32f4xx_hal::pac;
use stm32f4xx_hal::rcc::{Enable, Rcc};

pub struct Ports {
    a: pac::GPIOA,
    b: pac::GPIOB,
    c: pac::GPIOC,
    converter: pac::ADC1,
    modes: [PinMode; NAMES.len()],
    /// Of the LEDs.
    brightness: [u8; 4],
    was_pressed: bool,
    presses: u32,
}

/// Register values of the modes, RM0090 section 8.4.1.
const INPUT: u32 = 0;
const OUTPUT: u32 = 1;
const ANALOG: u32 = 3;

/// Has `$code` run with the registers of a port.
macro_rules! with_port {
    ($self:ident, $port:expr, |$registers:ident| $code:expr) => {
        match $port {
            0 => {
                let $registers = &$self.a;
                $code
            }
            1 => {
                let $registers = &$self.b;
                $code
            }
            _ => {
                let $registers = &$self.c;
                $code
            }
        }
    };
}

/// `old` with the two bits of a pin changed.
fn two_bits(old: u32, number: u8, bits: u32) -> u32 {
    old & !(3 << (number * 2)) | bits << (number * 2)
}

fn place(pin: Pin) -> Answer<(u8, u8)> {
    PORTS.get(usize::from(pin.0)).copied().ok_or(Fault::Absent)
}

impl Ports {
    /// The serial line's pins are set up before.
    pub fn new(a: pac::GPIOA, c: pac::GPIOC, converter: pac::ADC1, rcc: &mut Rcc) -> Ports {
        pac::GPIOA::enable(rcc);
        pac::GPIOC::enable(rcc);
        pac::ADC1::enable(rcc);
        let mut ports = Ports {
            a,
            // SAFETY: see above.
            b: unsafe { pac::GPIOB::steal() },
            c,
            converter,
            modes: [PinMode::Unused; NAMES.len()],
            brightness: [0; 4],
            was_pressed: false,
            presses: 0,
        };
        for led in 0..4 {
            // All of them are pins.
            let _ = ports.set_mode(Pin(LEDS + led), PinMode::Output);
        }
        let _ = ports.set_mode(Pin(SWITCH), PinMode::Input(Pull::Up));
        ports
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
        let (port, number) = place(pin)?;
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
        let pull = match pull {
            Pull::None => 0,
            Pull::Up => 1,
            Pull::Down => 2,
        };
        // SAFETY: see above.
        with_port!(self, port, |registers| unsafe {
            registers
                .pupdr()
                .modify(|r, w| w.bits(two_bits(r.bits(), number, pull)));
            registers
                .otyper()
                .modify(|r, w| w.bits(r.bits() & !(1 << number) | u32::from(open) << number));
            registers
                .moder()
                .modify(|r, w| w.bits(two_bits(r.bits(), number, bits)));
        });
        if let Some(known) = self.modes.get_mut(usize::from(pin.0)) {
            *known = mode;
        }
        Ok(())
    }

    fn mode(&self, pin: Pin) -> PinMode {
        self.modes
            .get(usize::from(pin.0))
            .copied()
            .unwrap_or_default()
    }

    fn read(&mut self, pin: Pin) -> Answer<bool> {
        let (port, number) = place(pin)?;
        let levels = with_port!(self, port, |registers| registers.idr().read().bits());
        Ok(levels >> number & 1 != 0)
    }

    fn write(&mut self, pin: Pin, high: bool) -> Answer {
        let (port, number) = place(pin)?;
        // The upper half of the register sets low.
        let bit = 1 << (u32::from(number) + if high { 0 } else { 16 });
        // SAFETY: see above.
        with_port!(self, port, |registers| unsafe {
            registers.bsrr().write(|w| w.bits(bit));
        });
        Ok(())
    }

    fn read_analog(&mut self, pin: Pin) -> Answer<u16> {
        let channel = ADC.iter().find(|(with, _)| *with == pin.0);
        let (_, channel) = channel.ok_or(Fault::Absent)?;
        let converter = &self.converter;
        // SAFETY: see above.
        unsafe {
            converter.cr2().write(|w| w.adon().set_bit());
            // The longest time for the capacitor, 480 cycles, on every channel.
            converter.smpr1().write(|w| w.bits(0x07ff_ffff));
            converter.smpr2().write(|w| w.bits(0x3fff_ffff));
            converter.sqr1().write(|w| w.bits(0));
            converter.sqr3().write(|w| w.bits(u32::from(*channel)));
        }
        converter.cr2().modify(|_, w| w.swstart().set_bit());
        // 492 cycles of 21 MHz; a converter that does not answer is none.
        for _ in 0..100_000 {
            if converter.sr().read().eoc().bit_is_set() {
                let level = converter.dr().read().bits() as u16 & 0xfff;
                return Ok(level << 4 | level >> 8);
            }
        }
        Err(Fault::Timeout)
    }

    fn port(&self, pin: Pin) -> Option<(u8, u8)> {
        place(pin).ok()
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
        let pressed = i == 0 && self.is_switch_pressed();
        if pressed && !self.was_pressed {
            self.presses = self.presses.wrapping_add(1);
        }
        self.was_pressed = pressed;
        pressed
    }

    fn presses(&mut self, i: u8) -> u32 {
        self.is_pressed(i);
        self.presses
    }
}
