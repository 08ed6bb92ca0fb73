//! A micro:bit: its parts as Python's modules ask for them.

use crate::i2c::Bus;
use crate::motion::Senses;
use crate::pins::{COUNT, Edge};
use crate::radio::Air;
use crate::registers::SUPPLY;
use crate::scan::{self, Leds, TwoButtons};
use crate::{Display, clock, gpio, memory, sense};
use cortex_m::peripheral::SCB;
use pyrite_core::board::{
    Answer, Board, Buttons, Compass, I2c, Matrix, Motion, Pins, Power, Radio, Start,
};
use pyrite_hardware::facts::pixels;

/// What a board is: pins by the chip's numbers.
pub struct Facts {
    pub name: &'static str,
    /// The processor's clock.
    pub hertz: u32,
    /// To the interface chip, and from it.
    pub serial: (u8, u8),
    pub display: Display,
    pub buttons: [u8; 2],
    /// Clock and data of the bus that the sensors of the board are on.
    pub sensors: (u8, u8),
    /// By the numbers of `microbit`: the edge connector, the logo, the speaker.
    pub pins: [u8; COUNT],
}

/// The pins of the bus on the edge connector.
const CLOCK: usize = 19;
const DATA: usize = 20;

pub struct MicroBit {
    facts: &'static Facts,
    edge: Edge,
    leds: Leds,
    buttons: TwoButtons,
    senses: Senses,
    bus: Bus,
    radio: Air,
    started: Start,
}

impl MicroBit {
    /// Lights the display; `Nrf::start` comes before.
    pub fn start(facts: &'static Facts) -> MicroBit {
        scan::start(&facts.display, facts.buttons);
        MicroBit {
            facts,
            edge: Edge::new(facts),
            leds: Leds,
            buttons: TwoButtons,
            senses: Senses::new(facts.sensors),
            bus: Bus::new((facts.pins[CLOCK], facts.pins[DATA])),
            radio: Air::default(),
            started: reason(),
        }
    }

    /// Whether somebody holds both buttons: a way out of a program that does not let go.
    pub fn is_held(&self) -> bool {
        self.facts.buttons.iter().all(|pin| !gpio::read(*pin))
    }
}

/// Bits of the register say why the chip began (nRF51 section 12.2, RESETREAS); it is read once.
fn reason() -> Start {
    const WATCHDOG: u32 = 1 << 1;
    const ASKED: u32 = 1 << 0 | 1 << 2;
    const WOKEN: u32 = 1 << 16;
    let bits = SUPPLY.reset_reasons().read();
    SUPPLY.reset_reasons().write(bits);
    match bits {
        bits if bits & WATCHDOG != 0 => Start::Watchdog,
        bits if bits & WOKEN != 0 => Start::DeepSleep,
        bits if bits & ASKED != 0 => Start::Reset,
        _ => Start::PowerOn,
    }
}

impl Board for MicroBit {
    fn name(&self) -> &'static str {
        self.facts.name
    }

    fn unique_id(&mut self, id: &mut [u8; 16]) -> usize {
        let own = sense::unique_id();
        for (place, byte) in id.iter_mut().zip(own) {
            *place = byte;
        }
        own.len()
    }

    fn frequency(&mut self) -> u32 {
        self.facts.hertz
    }

    fn soft_reset(&mut self) {
        self.edge.free_all();
        #[cfg(feature = "nrf52833")]
        pyrite_core::board::Sound::stop(&mut self.edge);
        // It is off afterwards, or it does not answer at all.
        let _ = self.radio.set_up(None);
        self.leds.set_on(true);
        self.leds.clear();
    }

    fn started_by(&mut self) -> Start {
        self.started
    }

    fn read_memory(&mut self, address: u32, bits: u8) -> Answer<u32> {
        pyrite_cortex::memory::read(address, bits)
    }

    fn write_memory(&mut self, address: u32, bits: u8, value: u32) -> Answer {
        pyrite_cortex::memory::write(address, bits, value, &[memory::RAM])
    }

    fn temperature(&mut self) -> Answer<i32> {
        sense::temperature()
    }

    fn pins(&mut self) -> Option<&mut dyn Pins> {
        Some(&mut self.edge)
    }

    fn matrix(&mut self) -> Option<&mut dyn Matrix> {
        Some(&mut self.leds)
    }

    fn buttons(&mut self) -> Option<&mut dyn Buttons> {
        Some(&mut self.buttons)
    }

    fn motion(&mut self) -> Option<&mut dyn Motion> {
        Some(&mut self.senses)
    }

    fn compass(&mut self) -> Option<&mut dyn Compass> {
        Some(&mut self.senses)
    }

    #[cfg(feature = "nrf52833")]
    fn sound(&mut self) -> Option<&mut dyn pyrite_core::board::Sound> {
        Some(&mut self.edge)
    }

    fn radio(&mut self) -> Option<&mut dyn Radio> {
        Some(&mut self.radio)
    }

    fn i2c(&mut self, id: u8) -> Option<&mut dyn I2c> {
        (id == 0).then_some(&mut self.bus as &mut dyn I2c)
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(self)
    }
}

impl MicroBit {
    fn show(&mut self, picture: &[[u8; pixels::SIZE]; pixels::SIZE]) {
        for (y, line) in picture.iter().enumerate() {
            for (x, brightness) in line.iter().enumerate() {
                self.leds.set(x as u8, y as u8, *brightness);
            }
        }
        clock::spin(1_000_000);
    }
}

impl Power for MicroBit {
    fn reset(&mut self) {
        SCB::sys_reset()
    }

    fn panic(&mut self, number: u16) {
        self.leds.set_on(true);
        loop {
            for digit in [100, 10, 1].map(|unit| number / unit % 10) {
                self.show(&pixels::letter(u32::from(b'0') + u32::from(digit)));
            }
        }
    }

    fn off(&mut self) {
        self.leds.set_on(false);
        SUPPLY.off().write(1);
        cortex_m::interrupt::disable();
        loop {
            cortex_m::asm::wfi();
        }
    }
}
