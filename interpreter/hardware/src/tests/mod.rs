//! Programs that run on a simulated board, with a clock that only the test moves. A world holds the board, what the program
//! wrote, what its display showed, and what is to happen to the board at which time.

mod anything;
mod arguments;
mod converters;
mod display;
#[cfg(feature = "docs")]
mod documentation;
mod esp32;
mod image;
mod interrupts;
mod parts;
mod pins;
mod pupils;
mod pyboard;
mod registers;
mod serial;
mod shares;
mod sound;
mod table;
mod timers;
mod wires;

use pyrite_core::board::Board;
use pyrite_core::compile::{Mode, Source};
use pyrite_core::host::Host;
use pyrite_core::machine::{Machine, Root, Sink, Stop, Wait};
use pyrite_core::value::Word;
use pyrite_core::{R, Raised, Ref, Space, Value};

use crate::simulated::{MicroBit, Pyboard};

/// Something that happens at a time in milliseconds.
type Event<B> = (u64, Box<dyn FnMut(&mut B)>);

pub struct World<B> {
    pub board: B,
    /// Microseconds.
    pub clock: u64,
    pub output: String,
    events: Vec<Event<B>>,
    /// What the display showed, and from which millisecond on.
    pub frames: Vec<(u64, String)>,
    /// The program is interrupted at this time, in milliseconds.
    pub until: u64,
    /// It waits rather than calculates.
    waits: bool,
    /// Keys that were typed while the program runs: from a time in milliseconds on.
    pub typed: Vec<(u64, &'static [u8])>,
}

/// What the tests need of a board.
pub trait Simulated: Board {
    fn set_time(&mut self, now: u64);

    /// What the display shows, if it has changed.
    fn picture(&mut self) -> Option<String> {
        None
    }

    fn spaces() -> &'static [&'static Space];
}

impl Simulated for MicroBit {
    fn set_time(&mut self, now: u64) {
        MicroBit::set_time(self, now);
    }

    fn picture(&mut self) -> Option<String> {
        std::mem::take(&mut self.leds.changed).then(|| drawn(&self.leds.brightness))
    }

    fn spaces() -> &'static [&'static Space] {
        crate::MICROBIT_SPACES
    }
}

impl Simulated for Pyboard {
    fn set_time(&mut self, now: u64) {
        Pyboard::set_time(self, now);
    }

    fn spaces() -> &'static [&'static Space] {
        crate::PYBOARD_SPACES
    }
}

/// Rows of brightness, dark ones as dots.
pub fn drawn(leds: &[u8; 25]) -> String {
    let rows: Vec<String> = leds
        .chunks(5)
        .map(|row| {
            row.iter()
                .map(|b| if *b == 0 { '.' } else { char::from(b'0' + b) })
                .collect()
        })
        .collect();
    rows.join(" ")
}

impl<B: Simulated> World<B> {
    pub fn new(board: B) -> Self {
        World {
            board,
            clock: 0,
            output: String::new(),
            events: Vec::new(),
            frames: Vec::new(),
            until: 600_000,
            waits: false,
            typed: Vec::new(),
        }
    }

    /// Has something happen at a time in milliseconds.
    pub fn at(mut self, ms: u64, f: impl FnMut(&mut B) + 'static) -> Self {
        self.events.push((ms, Box::new(f)));
        self.events.sort_by_key(|e| e.0);
        self
    }

    /// Interrupts the program at a time in milliseconds.
    pub fn until(mut self, ms: u64) -> Self {
        self.until = ms;
        self
    }

    /// Moves the clock, and lets happen what happens until then.
    fn advance(&mut self, to: u64) {
        while self.events.first().is_some_and(|e| e.0 * 1000 <= to) {
            let (ms, mut f) = self.events.remove(0);
            self.clock = self.clock.max(ms * 1000);
            self.board.set_time(self.clock);
            f(&mut self.board);
        }
        self.clock = self.clock.max(to);
        self.board.set_time(self.clock);
        self.look();
    }

    fn look(&mut self) {
        if let Some(picture) = self.board.picture() {
            let ms = self.clock / 1000;
            if self.frames.last().is_none_or(|f| f.1 != picture) {
                self.frames.push((ms, picture));
            }
        }
    }

    /// Runs a program; what it wrote, and the last line of its traceback if it raised.
    pub fn run(&mut self, program: &str) -> String {
        self.run_by(program, |m, code, globals| {
            m.run_code(code, globals, Value::UNBOUND).map(|_| ())
        })
    }

    /// The same in shares, as a browser runs it: the machine is left whenever the program waits.
    pub fn run_in_shares(&mut self, program: &str) -> String {
        self.run_by(program, |m, code, globals| {
            m.begin(code, globals)?;
            loop {
                match m.run(1000) {
                    Stop::Done(_) => return Ok(()),
                    Stop::Raised => return Err(Raised),
                    Stop::OutOfFuel => {}
                    Stop::Waiting(Wait::Until(time)) => {
                        let now = m.host.micros();
                        m.host.sleep(time.saturating_sub(now));
                    }
                    Stop::Waiting(Wait::Input) => return Ok(()),
                }
            }
        })
    }

    fn run_by(
        &mut self,
        program: &str,
        f: impl FnOnce(&mut Machine, Value, Ref) -> R<()>,
    ) -> String {
        let mut memory = vec![Word::default(); 1 << 18];
        let mut stack = vec![Value::NONE; 1 << 14];
        let size = memory.len();
        let mut m = Machine::new(
            &mut memory,
            size,
            &mut stack,
            self,
            pyrite_library::SPACES,
            B::spaces(),
        );
        m.frozen = pyrite_library::FROZEN;
        // Half a millisecond goes by in that many jumps.
        m.set_slice(500);
        let result = crate::start(&mut m).and_then(|()| {
            let file = m.intern(b"main.py")?;
            let code = m.compile(Source::Text(program.as_bytes()), file, Mode::File)?;
            let globals = m.root(Root::Main).as_ref().ok_or(Raised)?;
            f(&mut m, code, globals)
        });
        if result.is_err() && !m.pending_is(pyrite_core::types::SYSTEM_EXIT) {
            let e = m.take_pending();
            let _ = m.report(e, Sink::Host);
        }
        self.look();
        let mut kept: Vec<&str> = Vec::new();
        let mut traceback = false;
        for line in self.output.lines() {
            traceback |= line.starts_with("Traceback");
            if !traceback || !line.starts_with(' ') && !line.starts_with("Traceback") {
                kept.push(line);
            }
        }
        kept.join("\n")
    }

    /// Pictures without their times.
    pub fn pictures(&self) -> Vec<&str> {
        self.frames.iter().map(|f| f.1.as_str()).collect()
    }
}

impl<B: Simulated> Host for World<B> {
    fn write(&mut self, bytes: &[u8], _error: bool) {
        self.output.push_str(&String::from_utf8_lossy(bytes));
    }

    fn interrupted(&mut self) -> bool {
        // A program that only calculates takes its time, too.
        if !std::mem::take(&mut self.waits) {
            let to = self.clock + 500;
            self.advance(to);
        }
        self.clock >= self.until * 1000
    }

    fn micros(&mut self) -> u64 {
        self.look();
        self.clock
    }

    fn flush(&mut self) {
        self.waits = true;
    }

    fn keys_waiting(&mut self) -> usize {
        let typed = self.typed.iter().filter(|keys| keys.0 * 1000 <= self.clock);
        typed.map(|keys| keys.1.len()).sum()
    }

    fn read_keys(&mut self, into: &mut [u8]) -> usize {
        let mut count = 0;
        while count < into.len() {
            let Some(keys) = self
                .typed
                .first_mut()
                .filter(|keys| keys.0 * 1000 <= self.clock)
            else {
                break;
            };
            let Some((first, rest)) = keys.1.split_first() else {
                self.typed.remove(0);
                continue;
            };
            into[count] = *first;
            keys.1 = rest;
            count += 1;
        }
        count
    }

    fn sleep(&mut self, micros: u64) {
        self.waits = true;
        let mut to = self.clock.saturating_add(micros);
        if let Some((ms, _)) = self.events.first() {
            to = to.min((*ms * 1000).max(self.clock + 1));
        }
        self.advance(to.min(self.until * 1000));
    }

    fn seed(&mut self) -> u64 {
        42
    }

    fn board(&mut self) -> Option<&mut dyn Board> {
        self.board.set_time(self.clock);
        Some(&mut self.board)
    }
}

/// A micro:bit on the table.
pub fn world() -> World<MicroBit> {
    World::new(MicroBit::new(0x1234_5678))
}

/// Runs a program on a micro:bit; what it wrote.
pub fn run(program: &str) -> String {
    world().run(program)
}
