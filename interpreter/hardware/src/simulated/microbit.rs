//! A simulated micro:bit v2.

use super::bme280::Bme280;
use super::bus::{I2cBus, SpiBus};
use super::pins::{Abilities, SimulatedPins};
use super::radio::SimulatedRadio;
use super::serial::SerialLine;
use super::sound::Speaker;
use super::ssd1306::Ssd1306;
use super::storage::Table;
use super::{Button, Changed, Ended};
use pyrite_core::board::{
    Answer, Board, Buttons, Compass, Fault, I2c, Log, Matrix, Microphone, Motion, Pins, Power,
    Radio, Sound, Spi, Uart,
};

/// Names by the numbers that `microbit::pin` uses: the edge connector, the logo, the speaker.
static NAMES: [&str; 23] = [
    "P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P14",
    "P15", "P16", "", "", "P19", "P20", "LOGO", "SPEAKER",
];

fn abilities(pin: u8) -> Abilities {
    Abilities {
        analog_in: matches!(pin, 0..=4 | 10),
        analog_out: false,
        touch: matches!(pin, 0..=2 | 21),
    }
}

/// The logo among the pins.
pub const LOGO: u8 = 21;

#[derive(Default)]
pub struct Leds {
    /// Brightness of the LEDs, 0 to 9, row by row.
    pub brightness: [u8; 25],
    pub off: bool,
    pub changed: bool,
}

impl Matrix for Leds {
    fn size(&self) -> (u8, u8) {
        (5, 5)
    }

    fn set(&mut self, x: u8, y: u8, brightness: u8) {
        if x < 5
            && let Some(led) = self.brightness.get_mut(usize::from(y) * 5 + usize::from(x))
        {
            self.changed |= *led != brightness;
            *led = brightness;
        }
    }

    fn get(&self, x: u8, y: u8) -> u8 {
        let led = self.brightness.get(usize::from(y) * 5 + usize::from(x));
        led.copied().filter(|_| x < 5).unwrap_or(0)
    }

    fn set_on(&mut self, on: bool) {
        self.changed |= self.off == on;
        self.off = !on;
    }

    fn is_on(&self) -> bool {
        !self.off
    }
}

/// What moves and surrounds the board.
pub struct Senses {
    pub now: u64,
    /// Thousandths of the earth's acceleration along x, y, z.
    pub acceleration: [i32; 3],
    /// Times the earth's acceleration that can be measured.
    pub range: u8,
    /// A gesture that is made, by its number in `facts::gesture`, until a moment in microseconds.
    pub gesture: Option<(u8, u64)>,
    /// Nanotesla along x, y, z.
    pub field: [i32; 3],
    pub calibrated: bool,
    /// 0 to 255.
    pub sound_level: u8,
}

impl Motion for Senses {
    fn acceleration(&mut self) -> Answer<[i32; 3]> {
        let most = i32::from(self.range) * 1024;
        Ok(self.acceleration.map(|a| a.clamp(-most, most - 1)))
    }

    fn set_range(&mut self, g: u8) -> Answer<u8> {
        self.range = match g {
            0..=2 => 2,
            3..=4 => 4,
            _ => 8,
        };
        Ok(self.range)
    }

    fn recognised(&mut self) -> Option<u8> {
        match self.gesture {
            Some((gesture, until)) if self.now < until => Some(gesture),
            _ => None,
        }
    }
}

impl Compass for Senses {
    fn field(&mut self) -> Answer<[i32; 3]> {
        Ok(self.field)
    }

    fn is_calibrated(&mut self) -> bool {
        self.calibrated
    }

    fn calibrate(&mut self, on: bool) -> Answer {
        self.calibrated = on;
        Ok(())
    }
}

impl Microphone for Senses {
    fn level(&mut self) -> Answer<u8> {
        Ok(self.sound_level)
    }

    /// A hum with some noise, as loud as it is around.
    fn samples(&mut self, from: u64, rate: u32, into: &mut [u8]) -> Answer<usize> {
        let loudness = f32::from(self.sound_level) / 2.0;
        for (i, sample) in into.iter_mut().enumerate() {
            let time = from + i as u64 * 1_000_000 / u64::from(rate.max(1));
            let turn = (time % 1_000_000) as f32 * 440e-6 * 2.0 * core::f32::consts::PI;
            let noise = (time.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as f32 / 255.0 - 0.5;
            *sample = (128.0 + loudness * (0.8 * turn.sin() + 0.4 * noise)) as u8;
        }
        Ok(into.len())
    }
}

#[derive(Default)]
pub struct TwoButtons(pub [Button; 2]);

impl Buttons for TwoButtons {
    fn count(&self) -> u8 {
        2
    }

    fn is_pressed(&mut self, i: u8) -> bool {
        self.0.get(usize::from(i)).is_some_and(|b| b.pressed)
    }

    fn presses(&mut self, i: u8) -> u32 {
        self.0.get(usize::from(i)).map_or(0, |b| b.presses)
    }
}

#[derive(Default)]
pub struct Supply {
    pub ended: Option<Ended>,
    pub asleep: bool,
    pub changed: bool,
}

impl Power for Supply {
    fn reset(&mut self) {
        self.ended = Some(Ended::Reset);
        self.changed = true;
    }

    fn panic(&mut self, number: u16) {
        self.ended = Some(Ended::Panic(number));
        self.changed = true;
    }

    fn off(&mut self) {
        self.ended = Some(Ended::Off);
        self.changed = true;
    }

    fn deep_sleep(&mut self, on: bool) {
        self.asleep = on;
        self.changed = true;
    }
}

pub struct MicroBit {
    id: [u8; 8],
    pub leds: Leds,
    pub pins: SimulatedPins,
    pub buttons: TwoButtons,
    pub senses: Senses,
    /// Thousandths of a degree Celsius.
    pub temperature: i32,
    /// Light on the display, 0 to 255.
    pub light: u8,
    pub speaker: Speaker,
    pub radio: SimulatedRadio,
    pub i2c: I2cBus,
    pub spi: SpiBus,
    pub serial: SerialLine,
    pub log: Table,
    pub supply: Supply,
}

impl MicroBit {
    /// A board that lies on the table, with a number of its own.
    pub fn new(id: u64) -> MicroBit {
        MicroBit {
            id: id.to_be_bytes(),
            leds: Leds::default(),
            pins: SimulatedPins::new(&NAMES, abilities),
            buttons: TwoButtons::default(),
            senses: Senses {
                now: 0,
                acceleration: [0, 0, -1000],
                range: 2,
                gesture: None,
                field: [0, -20_000, -40_000],
                calibrated: true,
                sound_level: 20,
            },
            temperature: 21_000,
            light: 120,
            speaker: Speaker::default(),
            radio: SimulatedRadio::default(),
            i2c: I2cBus::default(),
            spi: SpiBus::default(),
            serial: SerialLine::default(),
            log: Table::default(),
            supply: Supply::default(),
        }
    }

    /// Attaches a thermometer and a screen to the I2C bus.
    pub fn attach_devices(&mut self) {
        self.i2c.devices.push(Box::<Bme280>::default());
        self.i2c.devices.push(Box::<Ssd1306>::default());
    }

    /// Tells the time in microseconds: before the machine runs on.
    pub fn set_time(&mut self, now: u64) {
        self.senses.now = now;
        self.speaker.now = now;
        self.radio.now = now;
    }

    /// Makes a gesture by its name, for a third of a second. False: there is no such gesture.
    pub fn make_gesture(&mut self, name: &str) -> bool {
        let Some(gesture) = crate::facts::gesture::find(name.as_bytes()) else {
            return false;
        };
        self.senses.gesture = Some((gesture, self.senses.now + 333_000));
        true
    }

    /// Which parts have changed since the last call.
    pub fn take_changed(&mut self) -> Changed {
        let take = std::mem::take::<bool>;
        Changed {
            matrix: take(&mut self.leds.changed),
            leds: false,
            pins: take(&mut self.pins.changed),
            strips: take(&mut self.pins.strips_changed),
            sound: !self.speaker.heard.is_empty(),
            radio: !self.radio.sent.is_empty(),
            log: take(&mut self.log.changed),
            screen: self
                .i2c
                .find::<Ssd1306>()
                .is_some_and(|s| take(&mut s.changed)),
            power: take(&mut self.supply.changed),
        }
    }
}

impl Board for MicroBit {
    fn name(&self) -> &'static str {
        "micro:bit with nRF52833"
    }

    fn unique_id(&mut self, id: &mut [u8; 16]) -> usize {
        id[..8].copy_from_slice(&self.id);
        8
    }

    fn frequency(&mut self) -> u32 {
        64_000_000
    }

    /// Of all memory the chip's own number is simulated (FICR, DEVICEID).
    fn read_memory(&mut self, address: u32, bits: u8) -> Answer<u32> {
        let at = address.checked_sub(0x1000_0060).ok_or(Fault::Absent)? as usize;
        let bytes = self
            .id
            .get(at..at + usize::from(bits / 8))
            .ok_or(Fault::Absent)?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u32::from(*byte)))
    }

    fn pins(&mut self) -> Option<&mut dyn Pins> {
        // The pins of the buttons follow the buttons, which pull them low.
        for (pin, button) in [(5, 0), (11, 1)] {
            if let Some(state) = self.pins.states.get_mut(pin) {
                state.driven = Some(!self.buttons.0[button].pressed);
            }
        }
        Some(&mut self.pins)
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

    fn temperature(&mut self) -> Answer<i32> {
        Ok(self.temperature)
    }

    fn light(&mut self) -> Answer<u8> {
        Ok(self.light)
    }

    fn sound(&mut self) -> Option<&mut dyn Sound> {
        Some(&mut self.speaker)
    }

    fn microphone(&mut self) -> Option<&mut dyn Microphone> {
        Some(&mut self.senses)
    }

    fn radio(&mut self) -> Option<&mut dyn Radio> {
        Some(&mut self.radio)
    }

    fn i2c(&mut self, id: u8) -> Option<&mut dyn I2c> {
        (id == 0).then_some(&mut self.i2c as &mut dyn I2c)
    }

    fn spi(&mut self, id: u8) -> Option<&mut dyn Spi> {
        (id == 0).then_some(&mut self.spi as &mut dyn Spi)
    }

    fn uart(&mut self, id: u8) -> Option<&mut dyn Uart> {
        (id == 0).then_some(&mut self.serial as &mut dyn Uart)
    }

    fn log(&mut self) -> Option<&mut dyn Log> {
        Some(&mut self.log)
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(&mut self.supply)
    }
}
