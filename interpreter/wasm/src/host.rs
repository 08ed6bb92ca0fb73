//! The world of a machine in the browser: clock, terminal, files, and what the page says meanwhile.

use crate::board::{Given, Simulated};
use crate::console::Console;
use crate::files::Drive;
use crate::page::{Doing, Page};
use pyrite_core::board::Board;
use pyrite_core::files::Files;
use pyrite_core::host::Host;
use pyrite_session::Sorted;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What the machine's host and the driver share.
pub struct Common {
    pub page: Box<dyn Page>,
    pub console: RefCell<Console>,
    /// Stop was pressed, and the program has not heard of it yet.
    pub interrupt: Cell<bool>,
    /// What the page was told last.
    pub doing: Cell<Doing>,
    /// When the program began.
    pub began: Cell<f64>,
    /// What a person did to the board, and the board has not felt yet.
    pub sets: RefCell<Vec<(String, Given)>>,
    /// What is in the board's log: it stays when the board starts anew.
    pub log: RefCell<Vec<u8>>,
    /// When the page was last told of the board; what changed since waits for the next picture.
    pub drawn: Cell<f64>,
    /// Something on the board changes by itself: it is to be looked at again.
    pub moves: Cell<bool>,
}

/// Milliseconds between two pictures of the board.
pub const PICTURE: f64 = 16.0;

impl Common {
    /// Tells the page when it changes.
    pub fn say(&self, doing: Doing) {
        if self.doing.replace(doing) != doing {
            let seconds = (self.page.millis() - self.began.get()) / 1e3;
            self.page.doing(doing, seconds);
        }
    }

    /// Keys that came through shared memory.
    pub fn fetch_keys(&self) {
        let keys = self.page.typed();
        if !keys.is_empty() && self.console.borrow_mut().push(&keys) {
            self.interrupt.set(true);
        }
    }

    /// Gives the page what was written.
    pub fn flush(&self) {
        let output = self.console.borrow_mut().take_output();
        if !output.is_empty() {
            self.page.output(&output);
        }
    }

    /// Whether the program is to end; the next call says no.
    pub fn take_interrupt(&self) -> bool {
        // Shared memory is asked in any case, so that one press counts once.
        let pressed = self.page.interrupted();
        self.interrupt.take() || pressed
    }

    /// Whether the program is to end.
    fn is_interrupted(&self) -> bool {
        if self.page.interrupted() {
            self.interrupt.set(true);
        }
        self.interrupt.get()
    }
}

pub struct World {
    common: Rc<Common>,
    drive: Drive,
    board: Simulated,
    variables: Sorted<String>,
    start: f64,
}

/// Milliseconds that a wait inside of a builtin lasts before it looks around.
const GLANCE: f64 = 50.0;

impl World {
    pub fn new(common: Rc<Common>, drive: Drive, board: Simulated) -> World {
        let start = common.page.millis();
        World {
            common,
            drive,
            board,
            variables: Sorted::default(),
            start,
        }
    }

    /// Tells the page what has changed on the board, when it is time for another picture.
    fn show_board(&mut self) {
        let now = self.common.page.millis();
        if now - self.common.drawn.get() < PICTURE {
            return;
        }
        let micros = self.micros();
        self.board.set_time(micros);
        self.common.moves.set(self.board.is_moving());
        if let Some(news) = self.board.take_news() {
            self.common.drawn.set(now);
            if news.log.is_some() {
                *self.common.log.borrow_mut() = self.board.log().to_vec();
            }
            self.common.page.board(&news);
        }
    }
}

impl Host for World {
    fn write(&mut self, bytes: &[u8], _error: bool) {
        self.common.console.borrow_mut().write(bytes);
        if self.common.console.borrow().is_full() {
            self.common.flush();
            // The driver waits for the terminal between turns; here, inside of one, only this can.
            if !self.common.page.keeps_up() && !self.common.is_interrupted() {
                self.common.page.block(1.0);
            }
        }
    }

    fn read_line(&mut self, buffer: &mut [u8]) -> Option<usize> {
        loop {
            if self.line_ready() {
                self.common.say(Doing::Running);
                return Some(self.common.console.borrow_mut().read(buffer));
            }
            self.common.flush();
            if self.common.is_interrupted() {
                return Some(0);
            }
            self.common.say(Doing::Input);
            if !self.common.page.block(GLANCE) {
                return None;
            }
        }
    }

    fn line_ready(&mut self) -> bool {
        self.common.fetch_keys();
        self.common.console.borrow_mut().line_ready()
    }

    fn keys_waiting(&mut self) -> usize {
        self.common.fetch_keys();
        self.common.console.borrow().waiting()
    }

    fn read_keys(&mut self, into: &mut [u8]) -> usize {
        self.common.fetch_keys();
        self.common.console.borrow_mut().take_keys(into)
    }

    fn set_interrupt_key(&mut self, key: Option<u8>) -> bool {
        self.common.console.borrow_mut().choose_interrupt(key);
        true
    }

    fn interrupted(&mut self) -> bool {
        self.common.take_interrupt()
    }

    fn micros(&mut self) -> u64 {
        ((self.common.page.millis() - self.start) * 1e3) as u64
    }

    fn sleep(&mut self, micros: u64) {
        self.common.flush();
        let end = self.common.page.millis() + micros as f64 / 1e3;
        loop {
            self.show_board();
            let left = end - self.common.page.millis();
            if left <= 0.0 || self.common.is_interrupted() {
                return;
            }
            // Without shared memory this turns until the time is over.
            self.common.page.block(left.min(GLANCE));
        }
    }

    fn now(&mut self) -> u64 {
        (self.common.page.date() * 1e6) as u64
    }

    fn zone(&mut self, moment: i64) -> i32 {
        self.common.page.zone(moment as f64)
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        self.drive.0.borrow_mut().now = (self.common.page.date() / 1e3) as i64;
        Some(&mut self.drive)
    }

    fn variable(&mut self, name: &str, value: &mut [u8]) -> Option<usize> {
        let text = self.variables.get(name)?;
        value
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(text.len())
    }

    fn set_variable(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.variables.insert(name.into(), value.into()),
            None => {
                self.variables.remove(name);
            }
        }
    }

    fn board(&mut self) -> Option<&mut dyn Board> {
        let now = self.micros();
        self.board.set_time(now);
        let sets = std::mem::take(&mut *self.common.sets.borrow_mut());
        for (part, given) in sets {
            self.board.set(&part, given);
        }
        self.show_board();
        Some(self.board.board())
    }

    fn seed(&mut self) -> u64 {
        let half = || (self.common.page.random() * 4294967296.0) as u64;
        half() << 32 | half()
    }
}
