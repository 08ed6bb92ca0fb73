//! A simulated pyboard v1.1.

use super::bme280::Bme280;
use super::bus::{I2cBus, SpiBus};
use super::microbit::Supply;
use super::pins::{Abilities, SimulatedPins, State};
use super::serial::SerialLine;
use super::ssd1306::Ssd1306;
use super::{Button, Changed};
use crate::facts::pyboard::{ADC, NAMES, PORTS, SWITCH};
use crate::facts::stm32f405;
use pyrite_core::board::{
    Answer, Board, Buttons, Fault, I2c, Leds, Motion, Pins, Power, Spi, Uart, Voltage,
};

fn abilities(pin: u8) -> Abilities {
    let name = NAMES.get(usize::from(pin)).copied().unwrap_or("");
    Abilities {
        analog_in: ADC.iter().any(|(number, _)| *number == pin),
        analog_out: matches!(name, "X5" | "X6"),
        touch: false,
    }
}

#[derive(Default)]
pub struct FourLeds {
    /// Red, green, yellow, blue: 0 to 255.
    pub brightness: [u8; 4],
    pub changed: bool,
}

impl Leds for FourLeds {
    fn count(&self) -> u8 {
        4
    }

    fn set(&mut self, i: u8, brightness: u8) -> Answer {
        let led = self
            .brightness
            .get_mut(usize::from(i))
            .ok_or(Fault::Absent)?;
        self.changed |= *led != brightness;
        // Red and green know only on and off.
        *led = if i < 2 && brightness > 0 {
            255
        } else {
            brightness
        };
        Ok(())
    }

    fn get(&self, i: u8) -> u8 {
        self.brightness.get(usize::from(i)).copied().unwrap_or(0)
    }
}

#[derive(Default)]
pub struct UserSwitch(pub Button);

impl Buttons for UserSwitch {
    fn count(&self) -> u8 {
        1
    }

    fn is_pressed(&mut self, i: u8) -> bool {
        i == 0 && self.0.pressed
    }

    fn presses(&mut self, i: u8) -> u32 {
        if i == 0 { self.0.presses } else { 0 }
    }
}

/// The accelerometer: thousandths of the earth's acceleration along x, y, z.
pub struct Tilt(pub [i32; 3]);

impl Motion for Tilt {
    fn acceleration(&mut self) -> Answer<[i32; 3]> {
        Ok(self.0)
    }

    fn set_range(&mut self, _g: u8) -> Answer<u8> {
        Err(Fault::Absent)
    }
}

pub struct Pyboard {
    id: [u8; 12],
    pub leds: FourLeds,
    pub pins: SimulatedPins,
    pub switch: UserSwitch,
    pub tilt: Tilt,
    /// Thousandths of a degree Celsius.
    pub temperature: i32,
    /// The processor's clock, in hertz.
    frequency: u32,
    /// Millivolts of the cell that keeps the clock running.
    pub battery: u32,
    /// The buses of the X and of the Y skin; a bus at any pins is the first.
    pub i2c: [I2cBus; 2],
    pub spi: [SpiBus; 2],
    /// Serial lines 1 to 6.
    pub serial: [SerialLine; 6],
    pub supply: Supply,
}

impl Pyboard {
    /// A board that lies on the table, with a number of its own.
    pub fn new(id: u64) -> Pyboard {
        let mut own = [0; 12];
        own[4..].copy_from_slice(&id.to_be_bytes());
        Pyboard {
            id: own,
            leds: FourLeds::default(),
            pins: SimulatedPins::new(&NAMES, abilities).with_ports(&PORTS, stm32f405::functions),
            switch: UserSwitch::default(),
            tilt: Tilt([0, 0, 1000]),
            temperature: 25_000,
            frequency: 168_000_000,
            battery: 3000,
            i2c: Default::default(),
            spi: Default::default(),
            serial: Default::default(),
            supply: Supply::default(),
        }
    }

    /// Attaches a thermometer and a screen to the I2C bus of the X skin.
    pub fn attach_devices(&mut self) {
        self.i2c[0].devices.push(Box::<Bme280>::default());
        self.i2c[0].devices.push(Box::<Ssd1306>::default());
    }

    /// Tells the time in microseconds: before the machine runs on.
    pub fn set_time(&mut self, now: u64) {
        self.pins.set_time(now);
    }

    /// Presses the switch or lets go of it.
    pub fn press(&mut self, pressed: bool) {
        self.switch.0.press(pressed);
        self.pins.drive(SWITCH, Some(!pressed));
    }

    /// The angle of the servo at X1 to X4 (number 1 to 4), in degrees, if one is driven.
    pub fn servo(&self, number: usize) -> Option<f64> {
        let state = self.pins.states.get(number.checked_sub(1)?)?;
        let (width, period) = state.pulse;
        (period == 20_000_000 && (500_000..=2_600_000).contains(&width))
            .then(|| (f64::from(width) / 1000.0 - 1500.0) * 90.0 / 970.0)
    }

    /// Which parts have changed since the last call.
    pub fn take_changed(&mut self) -> Changed {
        let take = std::mem::take::<bool>;
        Changed {
            leds: take(&mut self.leds.changed),
            pins: take(&mut self.pins.changed),
            strips: take(&mut self.pins.strips_changed),
            screen: self.i2c[0]
                .find::<Ssd1306>()
                .is_some_and(|s| take(&mut s.changed)),
            power: take(&mut self.supply.changed),
            ..Changed::default()
        }
    }
}

/// Registers of ports: offsets.
const IDR: u32 = 0x10;
const ODR: u32 = 0x14;
const BSRR: u32 = 0x18;
const PORTS_BEGIN: u32 = stm32f405::port(0);
const PORTS_END: u32 = stm32f405::port(3);
/// The chip's own number.
const UNIQUE_ID: u32 = 0x1fff_7a10;

/// The few registers that are simulated: levels of the ports A to C, and the chip's number.
impl Pyboard {
    fn register(&mut self, address: u32) -> Answer<u32> {
        if let Some(at) = address.checked_sub(UNIQUE_ID).filter(|at| *at < 12) {
            let bytes = self.id.get(at as usize..at as usize + 4);
            let word = bytes.and_then(|b| b.try_into().ok()).ok_or(Fault::Absent)?;
            return Ok(u32::from_le_bytes(word));
        }
        if !(PORTS_BEGIN..PORTS_END).contains(&address) {
            return Err(Fault::Absent);
        }
        let port = ((address - PORTS_BEGIN) / 0x400) as u8;
        let of = |pins: &SimulatedPins, f: fn(&State) -> bool| {
            (0..16).fold(0, |word, i| {
                let pin = pins.of_port(port, i).map(|pin| usize::from(pin.0));
                let on = pin.and_then(|pin| pins.states.get(pin)).is_some_and(f);
                word | u32::from(on) << i
            })
        };
        match address % 0x400 {
            IDR => Ok(of(&self.pins, State::is_high)),
            ODR => Ok(of(&self.pins, |state| state.level)),
            BSRR => Ok(0),
            _ => Err(Fault::Absent),
        }
    }

    fn set_register(&mut self, address: u32, value: u32, mask: u32) -> Answer {
        if !(PORTS_BEGIN..PORTS_END).contains(&address) {
            return Err(Fault::Absent);
        }
        let port = ((address - PORTS_BEGIN) / 0x400) as u8;
        let (set, clear) = match address % 0x400 {
            ODR => (value & mask, !value & mask),
            // A bit in the lower half sets a pin, one in the upper half clears it, if it is not set.
            BSRR => (value & 0xffff, value >> 16 & !value),
            _ => return Err(Fault::Absent),
        };
        for i in 0..16 {
            if let Some(pin) = self.pins.of_port(port, i)
                && (set | clear) >> i & 1 != 0
            {
                self.pins.write(pin, set >> i & 1 != 0)?;
            }
        }
        Ok(())
    }
}

impl Board for Pyboard {
    fn name(&self) -> &'static str {
        "PYBv1.1 with STM32F405RG"
    }

    fn unique_id(&mut self, id: &mut [u8; 16]) -> usize {
        id[..12].copy_from_slice(&self.id);
        12
    }

    fn frequency(&mut self) -> u32 {
        self.frequency
    }

    /// Those that the chip's clock can make of its crystal.
    fn set_frequency(&mut self, hertz: u32) -> Answer {
        let megahertz = hertz / 1_000_000;
        let low = matches!(megahertz, 8 | 16 | 24 | 30 | 32 | 36 | 40 | 42 | 48);
        let high = matches!(
            megahertz,
            54 | 56 | 60 | 64 | 72 | 84 | 96 | 108 | 120 | 144 | 168
        );
        if !(low || high) || hertz % 1_000_000 != 0 {
            return Err(Fault::Range);
        }
        self.frequency = hertz;
        Ok(())
    }

    fn read_memory(&mut self, address: u32, bits: u8) -> Answer<u32> {
        let word = self.register(address & !3)?;
        let shifted = word >> (address % 4 * 8);
        Ok(shifted & u32::MAX >> (32 - u32::from(bits)))
    }

    fn write_memory(&mut self, address: u32, bits: u8, value: u32) -> Answer {
        let shift = address % 4 * 8;
        let mask = (u32::MAX >> (32 - u32::from(bits))) << shift;
        self.set_register(address & !3, value << shift, mask)
    }

    fn voltage(&mut self, of: Voltage) -> Answer<u32> {
        Ok(match of {
            Voltage::Supply => 3300,
            Voltage::Battery => self.battery,
            Voltage::Reference => 1210,
        })
    }

    /// The clock is the host's, which is right without it.
    fn calibrate_clock(&mut self, _steps: i16) -> Answer {
        Ok(())
    }

    fn pins(&mut self) -> Option<&mut dyn Pins> {
        Some(&mut self.pins)
    }

    fn leds(&mut self) -> Option<&mut dyn Leds> {
        Some(&mut self.leds)
    }

    fn buttons(&mut self) -> Option<&mut dyn Buttons> {
        Some(&mut self.switch)
    }

    fn motion(&mut self) -> Option<&mut dyn Motion> {
        Some(&mut self.tilt)
    }

    fn temperature(&mut self) -> Answer<i32> {
        Ok(self.temperature)
    }

    fn i2c(&mut self, id: u8) -> Option<&mut dyn I2c> {
        let i = usize::from(id.max(1)) - 1;
        self.i2c.get_mut(i).map(|bus| bus as &mut dyn I2c)
    }

    fn spi(&mut self, id: u8) -> Option<&mut dyn Spi> {
        let i = usize::from(id.max(1)) - 1;
        self.spi.get_mut(i).map(|bus| bus as &mut dyn Spi)
    }

    fn uart(&mut self, id: u8) -> Option<&mut dyn Uart> {
        let i = usize::from(id).checked_sub(1)?;
        self.serial.get_mut(i).map(|line| line as &mut dyn Uart)
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(&mut self.supply)
    }
}
