//! The interrupt that lights the display row by row, and looks at the buttons meanwhile.

use crate::NONE;
use crate::buttons::Button;
use crate::gpio::{self, Several};
use crate::interrupts::{self, Line};
use crate::matrix::Matrix;
pub use crate::matrix::{Display, WIDTH};
use crate::registers::{SCAN as TIMER, Signal};
use core::cell::RefCell;
use cortex_m::interrupt::{Mutex, free};
use pyrite_core::board::{self, PinMode, Pull};

const PRESCALER: u32 = 4;
const DUE: u8 = 0;
const NOW: u8 = 1;
const INTERRUPT: u32 = 1 << 16;

struct Scan {
    display: &'static Display,
    rows: Several,
    columns: Several,
    matrix: Matrix,
    next: Change,
    /// Buttons A and B, then the pins that can be touched.
    pins: [u8; ALL],
    buttons: [Button; ALL],
}

/// Pins 0, 1 and 2 can be touched.
pub const TOUCHED: usize = 3;
const BUTTONS: usize = 2;
const ALL: usize = BUTTONS + TOUCHED;

/// A step of the display in pins. It is prepared a step ahead: what is done when its time has come is quick, so that LEDs
/// go out in time.
#[derive(Default)]
struct Change {
    begins: bool,
    row: Several,
    lit: Several,
    out: Several,
    micros: u32,
}

static SCAN: Mutex<RefCell<Option<Scan>>> = Mutex::new(RefCell::new(None));

/// Has the state; nothing is done before `start`.
fn with<T>(f: impl FnOnce(&mut Scan) -> T) -> Option<T> {
    free(|all| {
        let mut scan = SCAN.borrow(all).try_borrow_mut().ok()?;
        scan.as_mut().map(f)
    })
}

/// Begins with a dark display. Buttons pull their pins low.
pub fn start(display: &'static Display, pins: [u8; 2]) {
    for pin in pins {
        gpio::set_mode(pin, PinMode::Input(Pull::Up));
    }
    free(|all| {
        if let Ok(mut scan) = SCAN.borrow(all).try_borrow_mut() {
            *scan = Some(Scan {
                display,
                rows: Several::of(display.rows),
                columns: Several::of(display.columns),
                matrix: Matrix::new(display),
                next: Change::default(),
                pins: [pins[0], pins[1], NONE, NONE, NONE],
                buttons: Default::default(),
            });
        }
    });
    with(|scan| scan.drive(true));
    TIMER.stop().go();
    TIMER.mode().write(0);
    TIMER.width().write(0);
    TIMER.prescaler().write(PRESCALER);
    TIMER.clear().go();
    TIMER.compared(DUE).write(1000);
    TIMER.interrupts().write(INTERRUPT);
    TIMER.start().go();
    interrupts::enable(&[Line::Scan]);
}

impl Scan {
    /// Takes the pins of the display, or frees them.
    fn drive(&mut self, on: bool) {
        self.dark();
        let mode = if on { PinMode::Output } else { PinMode::Unused };
        for pin in self.display.rows.iter().chain(self.display.columns) {
            gpio::set_mode(*pin, mode);
        }
        self.matrix.on = on;
    }

    /// An LED is lit when its row is high and its column low.
    fn dark(&self) {
        self.rows.write(false);
        self.columns.write(true);
    }

    /// Has the pins show what was prepared: for how many microseconds.
    fn show(&mut self) -> u32 {
        let next = &self.next;
        if self.matrix.on {
            if next.begins {
                self.dark();
                next.lit.write(false);
                next.row.write(true);
            } else {
                next.out.write(true);
            }
        }
        next.micros
    }

    /// Prepares the next step.
    fn prepare(&mut self) {
        let step = self.matrix.step();
        self.next = Change {
            begins: step.row.is_some(),
            micros: step.micros,
            ..Change::default()
        };
        for (i, pin) in self.display.columns.iter().enumerate() {
            if step.lit & 1 << i != 0 {
                self.next.lit.add(*pin);
            } else {
                self.next.out.add(*pin);
            }
        }
        if let Some(pin) = step.row.and_then(|row| self.display.rows.get(row)) {
            self.next.row.add(*pin);
            self.look();
        }
    }

    fn look(&mut self) {
        for (button, pin) in self.buttons.iter_mut().zip(self.pins) {
            if pin != NONE {
                button.look(!gpio::read(pin));
            }
        }
    }
}

/// The timer's interrupt.
pub fn interrupted() {
    TIMER.reached(DUE).take();
    let micros = with(Scan::show).unwrap_or(0).max(20) as u16;
    // The timer has 16 bits and goes on all the time.
    let before = TIMER.compared(DUE).read() as u16;
    TIMER.capture(NOW).go();
    let now = TIMER.compared(NOW).read() as u16;
    // Flash that is erased holds everything up: what is over then is not waited for.
    const AHEAD: u16 = 4;
    let from = if now.wrapping_sub(before) + AHEAD < micros {
        before
    } else {
        now
    };
    TIMER.compared(DUE).write(from.wrapping_add(micros).into());
    with(Scan::prepare);
}

/// The display, for the board.
pub struct Leds;

impl Leds {
    pub fn clear(&mut self) {
        with(|scan| scan.matrix.clear());
    }
}

impl board::Matrix for Leds {
    fn size(&self) -> (u8, u8) {
        (WIDTH as u8, WIDTH as u8)
    }

    fn set(&mut self, x: u8, y: u8, brightness: u8) {
        with(|scan| scan.matrix.set(x, y, brightness));
    }

    fn get(&self, x: u8, y: u8) -> u8 {
        with(|scan| scan.matrix.get(x, y)).unwrap_or(0)
    }

    fn set_on(&mut self, on: bool) {
        with(|scan| scan.drive(on));
    }

    fn is_on(&self) -> bool {
        with(|scan| scan.matrix.on).unwrap_or(false)
    }
}

/// The buttons, for the board.
pub struct TwoButtons;

/// From now on touches of a large pin are counted, at this pin of the chip, or no longer.
pub fn watch_touch(i: u8, place: Option<u8>) {
    let at = usize::from(i) + BUTTONS;
    with(|scan| {
        if let Some(pin) = scan.pins.get_mut(at) {
            *pin = place.unwrap_or(NONE);
        }
    });
}

pub fn touches(i: u8) -> u32 {
    button(i.saturating_add(BUTTONS as u8)).map_or(0, |button| button.presses)
}

fn button(i: u8) -> Option<Button> {
    with(|scan| scan.buttons.get(usize::from(i)).copied()).flatten()
}

impl board::Buttons for TwoButtons {
    fn count(&self) -> u8 {
        BUTTONS as u8
    }

    fn is_pressed(&mut self, i: u8) -> bool {
        button(i).is_some_and(|button| button.pressed)
    }

    fn presses(&mut self, i: u8) -> u32 {
        button(i).map_or(0, |button| button.presses)
    }
}
