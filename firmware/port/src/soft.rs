//! Buses made of pins, for boards whose chip has others or at pins where it has none: I2C and SPI, bit by bit. They are the
//! buses with the number 0.

use pyrite_core::board::{Answer, Fault, I2c, Pin, PinMode, Pins, Pull, Spi, SpiSettings};

/// Pins, and what buses are made of them.
pub struct Soft<P> {
    pub pins: P,
    wires: Option<Wires>,
    spi: SpiSettings,
}

/// Two wires that are pulled up, and half of the clock's period in microseconds.
#[derive(Clone, Copy)]
struct Wires {
    data: Pin,
    clock: Pin,
    half: u32,
}

/// Looks at the clock that a device may hold: some milliseconds.
const PATIENCE: u32 = 10_000;

impl<P: Pins> Soft<P> {
    pub fn new(pins: P) -> Soft<P> {
        Soft {
            pins,
            wires: None,
            spi: SpiSettings::default(),
        }
    }

    fn wires(&self) -> Answer<Wires> {
        self.wires.ok_or(Fault::Absent)
    }

    fn rest(&mut self, wires: Wires) -> Answer {
        self.pins.spin(wires.half)
    }

    /// Lets go of the clock; a device may hold it for a while.
    fn raise_clock(&mut self, wires: Wires) -> Answer {
        self.pins.write(wires.clock, true)?;
        let mut left = PATIENCE;
        while !self.pins.read(wires.clock)? {
            left = left.checked_sub(1).ok_or(Fault::Timeout)?;
            self.pins.spin(1)?;
        }
        self.rest(wires)
    }

    /// Sends a bit, or lets the other send one: what is on the wire then.
    fn bit(&mut self, wires: Wires, bit: bool) -> Answer<bool> {
        self.pins.write(wires.data, bit)?;
        self.rest(wires)?;
        self.raise_clock(wires)?;
        let there = self.pins.read(wires.data)?;
        self.pins.write(wires.clock, false)?;
        Ok(there)
    }

    /// Exchanges eight bits, and who receives acknowledges: the byte on the wire, and whether it was acknowledged.
    fn byte(&mut self, wires: Wires, byte: u8, acknowledge: bool) -> Answer<(u8, bool)> {
        let mut came = 0;
        for i in (0..8).rev() {
            came = came << 1 | u8::from(self.bit(wires, byte >> i & 1 != 0)?);
        }
        let refused = self.bit(wires, !acknowledge)?;
        Ok((came, !refused))
    }

    /// Begins a transfer with an address.
    fn address(&mut self, address: u8, reads: bool) -> Answer {
        let wires = self.wires()?;
        I2c::start(self)?;
        match self.byte(wires, address << 1 | u8::from(reads), false) {
            Ok((_, true)) => Ok(()),
            Ok((_, false)) => {
                I2c::stop(self)?;
                Err(Fault::NoAnswer)
            }
            Err(fault) => Err(fault),
        }
    }
}

impl<P: Pins> I2c for Soft<P> {
    fn set_up(&mut self, frequency: u32, data: Option<Pin>, clock: Option<Pin>) -> Answer {
        let (Some(data), Some(clock)) = (data, clock) else {
            return self.wires().map(|_| ());
        };
        for pin in [data, clock] {
            self.pins.write(pin, true)?;
            self.pins.set_mode(pin, PinMode::OpenDrain(Pull::Up))?;
        }
        self.wires = Some(Wires {
            data,
            clock,
            half: 500_000 / frequency.max(1),
        });
        Ok(())
    }

    fn write(&mut self, address: u8, bytes: &[u8], stop: bool) -> Answer {
        self.address(address, false)?;
        let sent = I2c::send(self, bytes)?;
        if stop || sent < bytes.len() {
            I2c::stop(self)?;
        }
        if sent < bytes.len() {
            Err(Fault::NoAnswer)
        } else {
            Ok(())
        }
    }

    fn read(&mut self, address: u8, into: &mut [u8], stop: bool) -> Answer {
        self.address(address, true)?;
        I2c::receive(self, into, false)?;
        if stop { I2c::stop(self) } else { Ok(()) }
    }

    /// Data falls while the clock is high.
    fn start(&mut self) -> Answer {
        let wires = self.wires()?;
        self.pins.write(wires.data, true)?;
        self.rest(wires)?;
        self.raise_clock(wires)?;
        self.pins.write(wires.data, false)?;
        self.rest(wires)?;
        self.pins.write(wires.clock, false)
    }

    /// Data rises while the clock is high.
    fn stop(&mut self) -> Answer {
        let wires = self.wires()?;
        self.pins.write(wires.data, false)?;
        self.rest(wires)?;
        self.raise_clock(wires)?;
        self.pins.write(wires.data, true)?;
        self.rest(wires)
    }

    fn send(&mut self, bytes: &[u8]) -> Answer<usize> {
        let wires = self.wires()?;
        for (count, byte) in bytes.iter().enumerate() {
            if !self.byte(wires, *byte, false)?.1 {
                return Ok(count);
            }
        }
        Ok(bytes.len())
    }

    fn receive(&mut self, into: &mut [u8], more: bool) -> Answer {
        let wires = self.wires()?;
        let last = into.len().saturating_sub(1);
        for (i, byte) in into.iter_mut().enumerate() {
            *byte = self.byte(wires, 0xff, more || i < last)?.0;
        }
        Ok(())
    }
}

impl<P: Pins> Spi for Soft<P> {
    fn set_up(&mut self, settings: SpiSettings) -> Answer {
        let clock = settings.clock.ok_or(Fault::Absent)?;
        self.pins.write(clock, settings.polarity)?;
        for pin in [Some(clock), settings.out].into_iter().flatten() {
            self.pins.set_mode(pin, PinMode::Output)?;
        }
        if let Some(pin) = settings.input {
            self.pins.set_mode(pin, PinMode::Input(Pull::None))?;
        }
        self.spi = settings;
        Ok(())
    }

    fn exchange(&mut self, bytes: &mut [u8]) -> Answer {
        let settings = self.spi;
        let clock = settings.clock.ok_or(Fault::Absent)?;
        let half = 500_000 / settings.frequency.max(1);
        for byte in bytes {
            let mut came = 0;
            for i in 0..8 {
                let i = if settings.least_bit_first { i } else { 7 - i };
                // Data changes at one edge of the clock and is taken at the other.
                if settings.phase {
                    self.pins.write(clock, !settings.polarity)?;
                }
                if let Some(out) = settings.out {
                    self.pins.write(out, *byte >> i & 1 != 0)?;
                }
                self.pins.spin(half)?;
                self.pins
                    .write(clock, settings.phase == settings.polarity)?;
                if let Some(input) = settings.input
                    && self.pins.read(input)?
                {
                    came |= 1 << i;
                }
                self.pins.spin(half)?;
                if !settings.phase {
                    self.pins.write(clock, settings.polarity)?;
                }
            }
            *byte = came;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    const DATA: Pin = Pin(0);
    const CLOCK: Pin = Pin(1);
    const IN: Pin = Pin(2);

    /// Two wires with a device at address 0x42, which keeps what it is sent and answers 1, 2, 3. As pins of an SPI, what goes
    /// out comes back in.
    #[derive(Default)]
    struct Bench {
        ours: [bool; 2],
        holds: bool,
        /// Bits since the start of a byte; whether the device was addressed, and reads.
        bits: u32,
        byte: u8,
        addressed: Option<bool>,
        begun: bool,
        got: Vec<u8>,
        sends: u8,
        stops: usize,
        now: u32,
    }

    impl Bench {
        fn data(&self) -> bool {
            self.ours[0] && !self.holds
        }

        fn change(&mut self, pin: Pin, high: bool) {
            let before = self.data();
            let was = self.ours[usize::from(pin.0)];
            self.ours[usize::from(pin.0)] = high;
            if pin == DATA && self.ours[1] && before != self.data() {
                // A start or a stop.
                (self.bits, self.begun, self.addressed) = (0, before, None);
                self.stops += usize::from(!before);
            } else if pin == CLOCK && high && !was && self.begun {
                self.byte = self.byte << 1 | u8::from(self.data());
                self.bits += 1;
            } else if pin == CLOCK && !high && was && self.begun {
                self.falls();
            }
        }

        fn falls(&mut self) {
            match (self.bits, self.addressed) {
                (8, None) => {
                    self.holds = self.byte >> 1 == 0x42;
                    self.addressed = self.holds.then_some(self.byte & 1 != 0);
                }
                (8, Some(false)) => {
                    self.got.push(self.byte);
                    self.holds = true;
                }
                (8, _) => self.holds = false,
                (9, Some(true)) => {
                    self.sends += 1;
                    self.bits = 0;
                    self.holds = self.sends >> 7 == 0;
                }
                (9, _) => (self.bits, self.holds) = (0, false),
                (bits, Some(true)) => self.holds = self.sends >> (7 - bits) & 1 == 0,
                _ => {}
            }
            // The other acknowledges, or does not: then the device lets go.
            if self.bits == 0
                && self.addressed == Some(true)
                && self.sends > 1
                && self.byte & 1 != 0
            {
                self.holds = false;
            }
        }
    }

    impl Pins for Bench {
        fn count(&self) -> u8 {
            3
        }

        fn find(&self, _: &str) -> Option<Pin> {
            None
        }

        fn name(&self, _: Pin) -> &'static str {
            ""
        }

        fn set_mode(&mut self, _: Pin, _: PinMode) -> Answer {
            Ok(())
        }

        fn mode(&self, _: Pin) -> PinMode {
            PinMode::Unused
        }

        fn read(&mut self, pin: Pin) -> Answer<bool> {
            Ok(match pin {
                CLOCK => self.ours[1],
                _ => self.data(),
            })
        }

        fn write(&mut self, pin: Pin, high: bool) -> Answer {
            self.change(pin, high);
            Ok(())
        }

        fn spin(&mut self, micros: u32) -> Answer {
            self.now += micros;
            Ok(())
        }
    }

    #[test]
    fn a_device_is_written_to_and_read() {
        let mut bus = Soft::new(Bench::default());
        assert_eq!(I2c::write(&mut bus, 0x42, &[], true), Err(Fault::Absent));
        I2c::set_up(&mut bus, 100_000, Some(DATA), Some(CLOCK)).unwrap();
        assert_eq!(I2c::write(&mut bus, 0x42, &[7, 0xf0], true), Ok(()));
        assert_eq!(bus.pins.got, [7, 0xf0]);
        assert_eq!(bus.pins.now, 5 * (3 * 9 * 2 + 6));
        assert_eq!(I2c::write(&mut bus, 0x43, &[7], true), Err(Fault::NoAnswer));
        let mut into = [0; 3];
        assert_eq!(I2c::read(&mut bus, 0x42, &mut into, true), Ok(()));
        assert_eq!(into, [1, 2, 3]);
    }

    #[test]
    fn what_goes_out_comes_in_with_every_phase_and_polarity() {
        for mode in 0..8 {
            let mut bus = Soft::new(Bench::default());
            let settings = SpiSettings {
                frequency: 100_000,
                polarity: mode & 1 != 0,
                phase: mode & 2 != 0,
                least_bit_first: mode & 4 != 0,
                clock: Some(CLOCK),
                out: Some(DATA),
                input: Some(IN),
            };
            Spi::set_up(&mut bus, settings).unwrap();
            bus.pins.begun = false;
            let mut bytes = [0xa5, 0x01, 0xfe];
            Spi::exchange(&mut bus, &mut bytes).unwrap();
            assert_eq!(bytes, [0xa5, 0x01, 0xfe], "{mode}");
            assert_eq!(bus.pins.ours[1], settings.polarity);
        }
    }
}
