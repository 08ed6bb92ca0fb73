//! A pyboard: its parts as Python's modules ask for them.

use crate::chip::{self, End, HERTZ};
use crate::i2c::Bus;
#[cfg(not(feature = "qemu"))]
use crate::loader;
use crate::motion::Tilt;
use crate::pins::{self, Ports, measure};
use crate::registers::{CLOCKS, WATCHDOG};
use crate::usb::Link;
use crate::{calendar, spi, uart};
use pyrite_core::board::{
    Answer, Board, Buttons, Fault, I2c, Leds, Motion, Pins, Power, Spi, Start, Uart, Usb, Voltage,
};
use pyrite_cortex::memory;
use pyrite_port::soft::Soft;

pub struct Pyboard {
    /// The pins, and the buses at any of them.
    ports: Soft<Ports>,
    i2c: [Bus; 2],
    spi: [spi::Bus; 2],
    /// The line that was asked for last.
    line: Option<uart::Serial>,
    tilt: Tilt,
    started: Start,
    usb: Link,
}

/// The prompt's serial line: its pins, and the number of their function.
const PROMPT: [(u8, u8); 2] = [(1, 6), (1, 7)];
const PROMPT_FUNCTION: u8 = 7;

/// Why the chip started (RM0090, section 7.3.21); it is read once.
fn reason(end: End) -> Start {
    const FORGET: u32 = 1 << 24;
    const PIN: u32 = 1 << 26;
    const POWER: u32 = 1 << 25 | 1 << 27;
    const ASKED: u32 = 1 << 28;
    const WATCHED: u32 = 1 << 29 | 1 << 30;
    let bits = CLOCKS.status().read();
    CLOCKS.status().set(FORGET);
    match bits {
        _ if end == End::Sleep => Start::DeepSleep,
        bits if bits & WATCHED != 0 => Start::Watchdog,
        bits if bits & POWER != 0 => Start::PowerOn,
        bits if bits & (PIN | ASKED) != 0 => Start::Reset,
        _ => Start::PowerOn,
    }
}

/// What the maker measured at 3.3 V (data sheet DS8626, tables 70 and 73).
const REFERENCE: u32 = 0x1fff_7a2a;
const AT_30: u32 = 0x1fff_7a2c;
const AT_110: u32 = 0x1fff_7a2e;

fn made(address: u32) -> Answer<i32> {
    match memory::read(address, 16)? {
        0 => Err(Fault::Absent),
        number => Ok(number as i32),
    }
}

/// Inputs of the converter that are in the chip, and what connects them (RM0090, section 13.13.16).
const THERMOMETER: u8 = 16;
const STEADY: u8 = 17;
const BATTERY: u8 = 18;
const INSIDE: u32 = 1 << 23;
const TO_BATTERY: u32 = 1 << 22;

impl Pyboard {
    pub fn new(end: End, usb: Link) -> Pyboard {
        Pyboard {
            ports: Soft::new(Ports::new()),
            i2c: [Bus::first(), Bus::second()],
            spi: [spi::FIRST, spi::SECOND],
            line: None,
            tilt: Tilt::default(),
            started: reason(end),
            usb,
        }
    }

    pub fn is_switch_pressed(&mut self) -> bool {
        self.ports.pins.is_switch_pressed()
    }

    /// Millivolts that the board runs on.
    fn supply(&self) -> Answer<i32> {
        let is = i32::from(measure(STEADY, INSIDE)?).max(1);
        Ok(3300 * made(REFERENCE)? / is)
    }
}

impl Board for Pyboard {
    fn name(&self) -> &'static str {
        "PYBv1.1 with STM32F405RG"
    }

    fn unique_id(&mut self, id: &mut [u8; 16]) -> usize {
        let own = chip::unique_id();
        for (place, byte) in id.iter_mut().zip(own) {
            *place = byte;
        }
        own.len()
    }

    fn frequency(&mut self) -> u32 {
        HERTZ
    }

    fn soft_reset(&mut self) {
        self.ports.pins.free_all();
        for number in uart::NUMBERS {
            if let Some(line) = uart::line(number) {
                line.stop();
            }
        }
        for bus in &self.spi {
            bus.stop();
        }
        for bus in &mut self.i2c {
            bus.stop();
        }
        // Whatever the program had them do.
        for pin in PROMPT {
            pins::give(pin, PROMPT_FUNCTION, false);
        }
        self.tilt.forget();
        self.started = Start::Soft;
    }

    fn started_by(&mut self) -> Start {
        self.started
    }

    fn read_memory(&mut self, address: u32, bits: u8) -> Answer<u32> {
        memory::read(address, bits)
    }

    fn write_memory(&mut self, address: u32, bits: u8, value: u32) -> Answer {
        memory::write(address, bits, value, &chip::MEMORY)
    }

    fn voltage(&mut self, of: Voltage) -> Answer<u32> {
        let supply = self.supply()?;
        let millivolts = match of {
            Voltage::Supply => supply,
            Voltage::Reference => 1210,
            // It comes through a divider by two.
            Voltage::Battery => {
                let is = measure(BATTERY, TO_BATTERY)?;
                2 * i32::from(is) * supply / 4095
            }
        };
        Ok(millivolts as u32)
    }

    fn temperature(&mut self) -> Answer<i32> {
        let supply = self.supply()?;
        let is = i32::from(measure(THERMOMETER, INSIDE)?) * supply / 3300;
        let (low, high) = (made(AT_30)?, made(AT_110)?);
        Ok(30_000 + (is - low) * 80_000 / (high - low).max(1))
    }

    fn calibrate_clock(&mut self, steps: i16) -> Answer {
        calendar::correct(steps)
    }

    fn clock(&mut self) -> Option<u64> {
        calendar::millis()
    }

    fn set_clock(&mut self, millis: u64) -> Answer {
        calendar::set(millis)
    }

    fn pins(&mut self) -> Option<&mut dyn Pins> {
        Some(&mut self.ports.pins)
    }

    fn leds(&mut self) -> Option<&mut dyn Leds> {
        Some(&mut self.ports.pins)
    }

    fn buttons(&mut self) -> Option<&mut dyn Buttons> {
        Some(&mut self.ports.pins)
    }

    fn motion(&mut self) -> Option<&mut dyn Motion> {
        Some(self)
    }

    fn i2c(&mut self, id: u8) -> Option<&mut dyn I2c> {
        match id {
            0 => Some(&mut self.ports),
            1 => Some(&mut self.i2c[0]),
            2 => Some(&mut self.i2c[1]),
            _ => None,
        }
    }

    fn spi(&mut self, id: u8) -> Option<&mut dyn Spi> {
        match id {
            0 => Some(&mut self.ports),
            1 => Some(&mut self.spi[0]),
            2 => Some(&mut self.spi[1]),
            _ => None,
        }
    }

    fn uart(&mut self, id: u8) -> Option<&mut dyn Uart> {
        self.line = uart::line(id);
        self.line.as_mut().map(|line| line as &mut dyn Uart)
    }

    fn usb(&mut self) -> Option<&mut dyn Usb> {
        Some(&mut self.usb)
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(self)
    }
}

impl Motion for Pyboard {
    fn acceleration(&mut self) -> Answer<[i32; 3]> {
        self.tilt.acceleration(&mut self.i2c[0])
    }

    fn set_range(&mut self, _: u8) -> Answer<u8> {
        Err(Fault::Absent)
    }
}

impl Power for Pyboard {
    fn reset(&mut self) {
        self.usb.settle();
        cortex_m::peripheral::SCB::sys_reset()
    }

    fn panic(&mut self, _: u16) {
        self.off();
    }

    fn off(&mut self) {
        loop {
            self.usb.attend();
            cortex_m::asm::wfi();
        }
    }

    #[cfg(not(feature = "qemu"))]
    fn bootloader(&mut self) -> Answer {
        self.usb.settle();
        loader::start()
    }

    fn deep_sleep(&mut self, on: bool) {
        if on {
            chip::note_sleep();
        }
    }

    /// RM0090, section 21.3: a counter of 12 bits, of one of 4 to 256 ticks of 32 kHz.
    fn watch(&mut self, millis: u32) -> Answer {
        let ticks = millis.saturating_mul(32);
        let divider = (0..7).find(|divider| ticks >> (2 + divider) <= 0xfff);
        let divider = divider.ok_or(Fault::Range)?;
        WATCHDOG.key().write(0xcccc);
        WATCHDOG.key().write(0x5555);
        WATCHDOG.divider().write(divider);
        WATCHDOG.count().write(ticks >> (2 + divider));
        // It takes both over with its own slow clock, within 50 milliseconds.
        let from = chip::millis();
        while WATCHDOG.status().has(3) && chip::millis().wrapping_sub(from) < 50 {}
        self.feed()
    }

    fn feed(&mut self) -> Answer {
        WATCHDOG.key().write(0xaaaa);
        Ok(())
    }
}
