//! Serial lines 2, 3, 4 and 6 (RM0090, section 30); the first is the prompt's. What comes in waits in a ring that the receive
//! interrupt fills.

use crate::chip::{self, HERTZ};
use crate::pins;
use crate::registers::{CLOCKS, LINE2, LINE3, LINE4, LINE6, Line};
use core::sync::atomic::AtomicU8;
use pyrite_core::board::{Answer, Fault, Parity, Uart, UartSettings};
use pyrite_port::Input;
use stm32f4xx_hal::pac::interrupt;

/// Bits of the status.
const CAME: u32 = 1 << 5;
const LOST: u32 = 1 << 3;
const SENT: u32 = 1 << 6;
const ROOM: u32 = 1 << 7;
/// Bits of the settings.
const BREAK: u32 = 1 << 0;
const RECEIVES: u32 = 1 << 2;
const SENDS: u32 = 1 << 3;
const INTERRUPTS: u32 = 1 << 5;
const ODD: u32 = 1 << 9;
const PARITY: u32 = 1 << 10;
const NINE: u32 = 1 << 12;
const ON: u32 = 1 << 13;
/// Two bits at the end.
const TWO: u32 = 2 << 12;

/// Milliseconds for a byte to leave: the slowest line needs 40.
const PATIENCE: u32 = 100;

/// A line, by its number: its registers, its pins, the number of their function, and what has come.
pub struct Serial {
    line: Line,
    pins: [(u8, u8); 2],
    function: u8,
    /// Which bit switches it on, on the fast bus or on the slow one.
    clock: u8,
    fast: bool,
    came: &'static Input,
}

/// Numbers of the lines.
pub const NUMBERS: [u8; 4] = [2, 3, 4, 6];

macro_rules! lines {
    ($($number:literal $interrupt:ident $line:ident $pins:expr, $function:literal, $clock:literal, $fast:literal;)*) => {
        /// The line with this number.
        pub const fn line(number: u8) -> Option<Serial> {
            match number {
                $($number => {
                    static BYTES: [AtomicU8; 128] = [const { AtomicU8::new(0) }; 128];
                    static CAME: Input = Input::new(&BYTES);
                    Some(Serial {
                        line: $line,
                        pins: $pins,
                        function: $function,
                        clock: $clock,
                        fast: $fast,
                        came: &CAME,
                    })
                })*
                _ => None,
            }
        }

        $(
            #[interrupt]
            fn $interrupt() {
                interrupted($number);
            }
        )*
    };
}

lines! {
    2 USART2 LINE2 [(0, 2), (0, 3)], 7, 17, false;
    3 USART3 LINE3 [(1, 10), (1, 11)], 7, 18, false;
    4 UART4 LINE4 [(0, 0), (0, 1)], 8, 19, false;
    6 USART6 LINE6 [(2, 6), (2, 7)], 8, 5, true;
}

fn interrupted(number: u8) {
    let Some(serial) = line(number) else { return };
    while serial.line.status().has(CAME | LOST) {
        // Reading also ends an overrun.
        serial.came.push(serial.line.data().read() as u8);
    }
    chip::tell_news();
}

impl Serial {
    /// Waits for a bit of the status.
    fn wait(&self, bit: u32) -> bool {
        let from = chip::millis();
        while !self.line.status().has(bit) {
            if chip::millis().wrapping_sub(from) > PATIENCE {
                return false;
            }
        }
        true
    }

    pub fn stop(&self) {
        self.line.control().write(0);
    }
}

impl Uart for Serial {
    fn set_up(&mut self, settings: UartSettings) -> Answer {
        let moved = [settings.out, settings.input]
            .into_iter()
            .zip(self.pins)
            .any(|(asked, is)| asked.is_some_and(|pin| pins::place(pin) != Ok(is)));
        if moved || settings.ready_out || settings.ready_in {
            return Err(Fault::Absent);
        }
        let clock = if self.fast { HERTZ / 2 } else { HERTZ / 4 };
        let divider = (clock + settings.baud / 2) / settings.baud.max(1);
        if !(16..0x1_0000).contains(&divider) {
            return Err(Fault::Range);
        }
        // The parity is one of the bits.
        let bits = settings.bits + u8::from(settings.parity.is_some());
        let size = match bits {
            8 => 0,
            9 if settings.parity.is_some() => NINE,
            _ => return Err(Fault::Range),
        };
        let parity = match settings.parity {
            None => 0,
            Some(Parity::Even) => PARITY,
            Some(Parity::Odd) => PARITY | ODD,
        };
        let clocks = if self.fast {
            CLOCKS.fast()
        } else {
            CLOCKS.slow()
        };
        clocks.set(1 << self.clock);
        self.stop();
        for pin in self.pins {
            pins::give(pin, self.function, false);
        }
        while self.came.pop().is_some() {}
        self.line.baud().write(divider);
        let end = if settings.stop == 2 { TWO } else { 0 };
        self.line.control2().write(end);
        let on = ON | SENDS | RECEIVES | INTERRUPTS;
        self.line.control().write(on | size | parity);
        Ok(())
    }

    fn waiting(&mut self) -> usize {
        self.came.waiting()
    }

    fn read(&mut self, into: &mut [u8]) -> usize {
        let mut count = 0;
        while let Some(place) = into.get_mut(count)
            && let Some(byte) = self.came.pop()
        {
            *place = byte;
            count += 1;
        }
        count
    }

    fn write(&mut self, bytes: &[u8]) -> Answer<usize> {
        for (count, byte) in bytes.iter().enumerate() {
            if !self.wait(ROOM) {
                return Ok(count);
            }
            self.line.data().write((*byte).into());
        }
        Ok(bytes.len())
    }

    fn is_sent(&mut self) -> bool {
        self.line.status().has(SENT)
    }

    fn send_break(&mut self) -> Answer {
        self.line.control().set(BREAK);
        Ok(())
    }
}
