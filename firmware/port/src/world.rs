//! The world of a machine on a board: its terminal is the serial line, its clock the chip's.

use crate::chip::{Chip, Drive};
use crate::input::Input;
use crate::line::Line;
use core::cell::RefCell;
use pyrite_core::board::Board;
use pyrite_core::files::Files;
use pyrite_core::host::Host;

/// What the machine's host and the prompt share.
pub struct Common<'p> {
    chip: RefCell<&'p mut dyn Chip>,
    pub input: &'static Input,
}

impl<'p> Common<'p> {
    pub fn new(chip: &'p mut dyn Chip, input: &'static Input) -> Common<'p> {
        Common {
            chip: RefCell::new(chip),
            input,
        }
    }

    /// Sends bytes as they are.
    pub fn write(&self, bytes: &[u8]) {
        self.chip.borrow_mut().write(bytes);
    }

    pub fn micros(&self) -> u64 {
        self.chip.borrow_mut().micros()
    }

    /// The next key for the prompt.
    pub fn key(&self) -> u8 {
        loop {
            match self.input.pop() {
                Some(key) => return key,
                None => self.chip.borrow_mut().idle(u64::MAX),
            }
        }
    }
}

pub struct World<'w, 'p> {
    pub common: &'w Common<'p>,
    pub drive: Option<&'w mut (dyn Drive + 'p)>,
    pub board: Option<&'w mut (dyn Board + 'p)>,
    pub line: Line,
    /// The last byte written was a return.
    pub returned: bool,
}

impl World<'_, '_> {
    /// Waits for input. False: Ctrl-C was pressed instead.
    fn wait(&mut self) -> bool {
        let input = self.common.input;
        while input.is_empty() && !input.is_interrupted() {
            self.common.chip.borrow_mut().idle(u64::MAX);
        }
        !input.is_interrupted()
    }
}

impl Host for World<'_, '_> {
    fn write(&mut self, bytes: &[u8], _error: bool) {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            match part.strip_suffix(b"\n") {
                Some(text) => {
                    self.common.write(text);
                    let returned = match text.last() {
                        Some(byte) => *byte == b'\r',
                        None => self.returned,
                    };
                    self.common.write(if returned { b"\n" } else { b"\r\n" });
                    self.returned = false;
                }
                None => {
                    self.common.write(part);
                    self.returned = part.last() == Some(&b'\r');
                }
            }
        }
    }

    fn send(&mut self, bytes: &[u8]) {
        self.common.write(bytes);
    }

    fn read_line(&mut self, buffer: &mut [u8]) -> Option<usize> {
        if !self.wait() {
            return Some(0);
        }
        let mut count = 0;
        while let Some(place) = buffer.get_mut(count)
            && let Some(byte) = self.common.input.pop()
        {
            *place = byte;
            count += 1;
            if byte == b'\n' {
                break;
            }
        }
        Some(count)
    }

    fn read_answer(&mut self, buffer: &mut [u8]) -> Option<usize> {
        while !self.line.is_whole() {
            if !self.wait() {
                self.line.forget();
                return Some(0);
            }
            if let Some(key) = self.common.input.pop() {
                let common = self.common;
                self.line.key(key, |bytes| common.write(bytes));
            }
        }
        Some(self.line.read(buffer))
    }

    fn line_ready(&mut self) -> bool {
        !self.common.input.is_empty()
    }

    fn keys_waiting(&mut self) -> usize {
        self.common.input.waiting()
    }

    fn read_keys(&mut self, into: &mut [u8]) -> usize {
        let mut count = 0;
        while let Some(place) = into.get_mut(count)
            && let Some(byte) = self.common.input.pop()
        {
            *place = byte;
            count += 1;
        }
        count
    }

    fn set_interrupt_key(&mut self, key: Option<u8>) -> bool {
        self.common.input.set_interrupt(key);
        true
    }

    fn interrupted(&mut self) -> bool {
        self.common.chip.borrow_mut().attend();
        self.common.input.take_interrupt()
    }

    fn take_news(&mut self) -> bool {
        self.common.chip.borrow_mut().take_news()
    }

    fn micros(&mut self) -> u64 {
        self.common.micros()
    }

    /// From the board's own clock, if it has one.
    fn now(&mut self) -> u64 {
        match self.board.as_mut().and_then(|board| board.clock()) {
            Some(millis) => millis.saturating_mul(1_000_000),
            None => self.micros().saturating_mul(1000),
        }
    }

    fn sleep(&mut self, micros: u64) {
        let end = self.common.micros().saturating_add(micros);
        while self.common.micros() < end && !self.common.input.is_interrupted() {
            let mut chip = self.common.chip.borrow_mut();
            if chip.has_news() {
                break;
            }
            chip.idle(end);
        }
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        match &mut self.drive {
            Some(drive) => Some(&mut **drive),
            None => None,
        }
    }

    fn board(&mut self) -> Option<&mut dyn Board> {
        match &mut self.board {
            Some(board) => Some(&mut **board),
            None => None,
        }
    }

    fn seed(&mut self) -> u64 {
        self.common.chip.borrow_mut().seed()
    }
}
