//! Boards without hardware: their parts are plain fields that a page or a test draws and moves. The host tells the time
//! (`set_time`) before it hands a board to the machine.

pub mod bme280;
pub mod bus;
pub mod microbit;
pub mod pins;
pub mod pyboard;
pub mod radio;
pub mod serial;
pub mod sound;
pub mod ssd1306;
pub mod storage;
pub mod wire;

pub use microbit::MicroBit;
pub use pyboard::Pyboard;

/// Parts that have changed since they were last asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Changed {
    pub matrix: bool,
    pub leds: bool,
    pub pins: bool,
    pub strips: bool,
    pub sound: bool,
    pub radio: bool,
    pub log: bool,
    pub screen: bool,
    pub power: bool,
}

impl Changed {
    /// Whether anything has.
    pub fn any(&self) -> bool {
        *self != Changed::default()
    }
}

/// How a program or a person has ended the run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    Reset,
    /// With the number that is shown.
    Panic(u16),
    Off,
}

/// A button: whether it is down, and how often it was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Button {
    pub pressed: bool,
    pub presses: u32,
}

impl Button {
    /// Presses or lets go.
    pub fn press(&mut self, pressed: bool) {
        if pressed && !self.pressed {
            self.presses = self.presses.wrapping_add(1);
        }
        self.pressed = pressed;
    }
}
