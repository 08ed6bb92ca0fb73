//! I2C: the bus on the edge connector, and the one that the sensors of the board are on. One unit of the chip serves both.

use crate::gpio;
use crate::registers::{Register, Signal, TWO_WIRE as UNIT};
use pyrite_core::board::{Answer, Fault, I2c, Pin};

const ON: u32 = 5;
/// A byte that came holds the bus until it is taken, or is the last.
const HOLD: u32 = 1 << 0;
const END: u32 = 1 << 1;

/// Two lines of a bus.
pub struct Bus {
    clock: u8,
    data: u8,
    frequency: u32,
}

/// Register values (nRF51 section 28.9).
const SPEEDS: [(u32, u32); 3] = [
    (400_000, 0x0668_0000),
    (250_000, 0x0400_0000),
    (100_000, 0x0198_0000),
];

impl Bus {
    pub const fn new((clock, data): (u8, u8)) -> Bus {
        Bus {
            clock,
            data,
            frequency: SPEEDS[2].1,
        }
    }

    /// Has the unit drive these lines.
    fn begin(&self, address: u8) {
        UNIT.enable().write(0);
        for (pin, register) in [(self.clock, UNIT.clock_on()), (self.data, UNIT.data_on())] {
            gpio::set_line(pin);
            register.write(pin.into());
        }
        UNIT.frequency().write(self.frequency);
        UNIT.enable().write(ON);
        for event in [UNIT.received(), UNIT.sent(), UNIT.failed(), UNIT.stopped()] {
            event.write(0);
        }
        UNIT.address().write((address & 0x7f).into());
    }

    fn end(&self) -> Answer {
        UNIT.stop().go();
        self.finish()
    }

    /// The transfer is over: the unit is free for the other bus.
    fn finish(&self) -> Answer {
        let stopped = UNIT.stopped().wait();
        UNIT.enable().write(0);
        if stopped { Ok(()) } else { Err(Fault::Timeout) }
    }

    /// Waits for a byte to have gone or come.
    fn wait(&self, event: Register) -> Answer {
        for _ in 0..20_000 {
            if UNIT.failed().take() {
                UNIT.reasons().write(UNIT.reasons().read());
                let _ = self.end();
                return Err(Fault::NoAnswer);
            }
            if event.take() {
                return Ok(());
            }
        }
        let _ = self.end();
        Err(Fault::Timeout)
    }

    /// A register of a device.
    pub fn set(&mut self, address: u8, register: u8, value: u8) -> Answer {
        self.write(address, &[register, value], true)
    }

    /// Registers from one on.
    pub fn get<const N: usize>(&mut self, address: u8, register: u8) -> Answer<[u8; N]> {
        let mut bytes = [0; N];
        self.write(address, &[register], false)?;
        self.read(address, &mut bytes, true)?;
        Ok(bytes)
    }
}

impl I2c for Bus {
    fn set_up(&mut self, frequency: u32, _: Option<Pin>, _: Option<Pin>) -> Answer {
        let speed = SPEEDS.iter().find(|(hertz, _)| *hertz <= frequency);
        self.frequency = speed.unwrap_or(&SPEEDS[2]).1;
        Ok(())
    }

    fn write(&mut self, address: u8, bytes: &[u8], stop: bool) -> Answer {
        self.begin(address);
        UNIT.shortcuts().write(0);
        UNIT.start_writing().go();
        for byte in bytes {
            UNIT.output().write((*byte).into());
            self.wait(UNIT.sent())?;
        }
        if stop { self.end() } else { Ok(()) }
    }

    /// The last byte ends the transfer: the unit can do it in no other way.
    fn read(&mut self, address: u8, into: &mut [u8], _stop: bool) -> Answer {
        let Some(last) = into.len().checked_sub(1) else {
            return Ok(());
        };
        // A transfer that goes on keeps the unit as it is.
        UNIT.address().write((address & 0x7f).into());
        if UNIT.enable().read() != ON {
            self.begin(address);
        }
        UNIT.shortcuts().write(if last == 0 { END } else { HOLD });
        UNIT.start_reading().go();
        for (i, byte) in into.iter_mut().enumerate() {
            self.wait(UNIT.received())?;
            if i + 1 == last {
                UNIT.shortcuts().write(END);
            }
            *byte = UNIT.input().read() as u8;
            if i < last {
                UNIT.resume().go();
            }
        }
        self.finish()
    }
}
