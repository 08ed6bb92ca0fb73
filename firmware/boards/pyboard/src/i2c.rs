//! I2C 1, on the X skin, and 2, on the Y skin (RM0090, section 27). The first has the pins of the prompt's serial line, which
//! rests from then on until the program is over.

use crate::chip::{self, HERTZ};
use crate::pins;
use crate::registers::{CLOCKS, TWO_WIRE1, TWO_WIRE2, TwoWire};
use pyrite_core::board::{self, Answer, Fault, Pin};
use pyrite_cortex::Register;

/// Bits of the first control register.
const ON: u32 = 1 << 0;
const START: u32 = 1 << 8;
const STOP: u32 = 1 << 9;
const ACKNOWLEDGE: u32 = 1 << 10;
/// The acknowledge is that of the byte behind this one.
const NEXT: u32 = 1 << 11;
const RESET: u32 = 1 << 15;
/// Bits of the first status register.
const STARTED: u32 = 1 << 0;
const ADDRESSED: u32 = 1 << 1;
const FULL: u32 = 1 << 2;
const CAME: u32 = 1 << 6;
const ROOM: u32 = 1 << 7;
const DISTURBED: u32 = 3 << 8;
const REFUSED: u32 = 1 << 10;
/// Of the second: the bus is in use.
const BUSY: u32 = 1 << 1;

/// The function of all its pins.
const FUNCTION: u8 = 4;
/// Megahertz of the bus that the parts are on.
const CLOCK: u32 = HERTZ / 4_000_000;
/// Milliseconds for a byte: devices may hold the clock.
const PATIENCE: u32 = 30;

pub struct Bus {
    part: TwoWire,
    pins: [(u8, u8); 2],
    /// The bit that switches it on.
    clock: u8,
    frequency: u32,
    on: bool,
}

impl Bus {
    const fn new(part: TwoWire, pins: [(u8, u8); 2], clock: u8) -> Bus {
        Bus {
            part,
            pins,
            clock,
            frequency: 400_000,
            on: false,
        }
    }

    pub const fn first() -> Bus {
        Bus::new(TWO_WIRE1, [(1, 6), (1, 7)], 21)
    }

    pub const fn second() -> Bus {
        Bus::new(TWO_WIRE2, [(1, 10), (1, 11)], 22)
    }

    /// Sets the part up anew, from whatever it was in.
    fn prepare(&mut self) {
        CLOCKS.slow().set(1 << self.clock);
        for pin in self.pins {
            pins::give(pin, FUNCTION, true);
        }
        let part = self.part;
        part.control().write(RESET);
        part.control().write(0);
        part.clocks().write(CLOCK);
        let hertz = CLOCK * 1_000_000;
        // Low for half of the time, or for two thirds in the fast mode; rises in 1000 and 300 nanoseconds.
        if self.frequency <= 100_000 {
            let count = hertz / (2 * self.frequency.max(6_000));
            part.clock().write(count.clamp(4, 0xfff));
            part.rise().write(CLOCK + 1);
        } else {
            let count = hertz / (3 * self.frequency.min(400_000));
            part.clock().write(1 << 15 | count);
            part.rise().write(CLOCK * 300 / 1000 + 1);
        }
        part.control().write(ON);
        self.on = true;
    }

    pub fn stop(&mut self) {
        if core::mem::take(&mut self.on) {
            self.part.control().write(0);
        }
    }

    /// Waits until a bit is clear: whether it was in time.
    fn wait_clear(&self, register: Register, bit: u32) -> bool {
        let from = chip::millis();
        while register.has(bit) {
            if chip::millis().wrapping_sub(from) > PATIENCE {
                return false;
            }
        }
        true
    }

    /// Waits for a bit of the status. What goes wrong ends the transfer.
    fn wait(&mut self, bit: u32) -> Answer {
        let from = chip::millis();
        let fault = loop {
            let status = self.part.status().read();
            if status & bit != 0 {
                return Ok(());
            }
            if status & REFUSED != 0 {
                self.part.status().change(REFUSED, 0);
                self.part.control().set(STOP);
                return Err(Fault::NoAnswer);
            }
            if status & DISTURBED != 0 {
                break Fault::Damaged;
            }
            if chip::millis().wrapping_sub(from) > PATIENCE {
                break Fault::Timeout;
            }
        };
        self.prepare();
        Err(fault)
    }

    /// Begins a transfer, or goes on with another direction; the address is acknowledged.
    fn begin(&mut self, address: u8, reads: bool, more: u32) -> Answer {
        if !self.on {
            self.prepare();
        }
        let control = self.part.control();
        if !self.wait_clear(control, STOP) {
            self.prepare();
        }
        control.change(NEXT | ACKNOWLEDGE, START | more);
        self.wait(STARTED)?;
        let address = u32::from(address) << 1 | u32::from(reads);
        self.part.data().write(address);
        self.wait(ADDRESSED)
    }

    /// The bytes go on, now that the address is known.
    fn go_on(&self) {
        self.part.status2().read();
    }

    fn take(&self) -> u8 {
        self.part.data().read() as u8
    }
}

impl board::I2c for Bus {
    fn set_up(&mut self, frequency: u32, data: Option<Pin>, clock: Option<Pin>) -> Answer {
        let mut pairs = [clock, data].into_iter().zip(self.pins);
        if pairs.any(|(asked, is)| asked.is_some_and(|pin| pins::place(pin) != Ok(is))) {
            return Err(Fault::Absent);
        }
        self.frequency = frequency;
        self.prepare();
        Ok(())
    }

    fn write(&mut self, address: u8, bytes: &[u8], stop: bool) -> Answer {
        self.begin(address, false, 0)?;
        self.go_on();
        for byte in bytes {
            self.wait(ROOM)?;
            self.part.data().write((*byte).into());
        }
        if !bytes.is_empty() {
            self.wait(FULL)?;
        }
        if stop {
            self.part.control().set(STOP);
            if !self.wait_clear(self.part.status2(), BUSY) {
                self.prepare();
                return Err(Fault::Timeout);
            }
        }
        Ok(())
    }

    /// The last byte ends the transfer. Section 27.3.3: the last, the last two and the last three need different orders.
    fn read(&mut self, address: u8, into: &mut [u8], _stop: bool) -> Answer {
        let control = self.part.control();
        match into {
            [] => return Ok(()),
            [only] => {
                self.begin(address, true, 0)?;
                self.go_on();
                control.set(STOP);
                self.wait(CAME)?;
                *only = self.take();
            }
            [first, second] => {
                self.begin(address, true, ACKNOWLEDGE | NEXT)?;
                self.go_on();
                control.change(ACKNOWLEDGE, 0);
                self.wait(FULL)?;
                control.set(STOP);
                *first = self.take();
                *second = self.take();
            }
            [most @ .., third, second, last] => {
                self.begin(address, true, ACKNOWLEDGE)?;
                self.go_on();
                for byte in most {
                    self.wait(CAME)?;
                    *byte = self.take();
                }
                self.wait(FULL)?;
                control.change(ACKNOWLEDGE, 0);
                *third = self.take();
                self.wait(FULL)?;
                control.set(STOP);
                *second = self.take();
                *last = self.take();
            }
        }
        Ok(())
    }
}
