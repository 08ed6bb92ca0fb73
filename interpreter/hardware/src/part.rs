//! Parts of the board for modules, and what is raised when a part is not there or does not do what it was asked for.

use pyrite_core::board::{self, Board, Fault};
use pyrite_core::files::Errno;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{R, Raised, types};
use pyrite_library::errno;

const NO_DEVICE: Errno = Errno(19);
const TIMED_OUT: Errno = Errno(110);

/// What is raised when the board cannot do something: it says so.
#[cold]
pub fn absent(m: &mut Machine, what: &str) -> Raised {
    let name = m.host.board().map_or("", |board| board.name());
    let place = if name.is_empty() {
        "there is no board here, so no "
    } else {
        ""
    };
    let about = [Piece::S(name), Piece::S(" has no "), Piece::S(what)];
    if name.is_empty() {
        m.error(
            types::NOT_IMPLEMENTED_ERROR,
            &[Piece::S(place), Piece::S(what)],
        )
    } else {
        m.error(types::NOT_IMPLEMENTED_ERROR, &about)
    }
}

/// What is raised for a part's failure.
#[cold]
pub fn failed(m: &mut Machine, fault: Fault, what: &str) -> Raised {
    match fault {
        Fault::Absent => absent(m, what),
        Fault::NoAnswer => errno::raise(m, NO_DEVICE, None),
        Fault::Timeout => errno::raise(m, TIMED_OUT, None),
        Fault::Damaged => errno::raise(m, Errno::EIO, None),
        Fault::Full => errno::raise(m, Errno::ENOSPC, None),
        Fault::Range => m.value_error(&[Piece::S("out of range for "), Piece::S(what)]),
        Fault::Busy => m.value_error(&[Piece::S(what), Piece::S(" is in use")]),
    }
}

/// The board itself.
pub fn board<T>(m: &mut Machine, f: impl FnOnce(&mut dyn Board) -> T) -> R<T> {
    if let Some(board) = m.host.board() {
        return Ok(f(board));
    }
    Err(absent(m, "pins"))
}

/// What the board answers itself.
pub fn ask<T>(
    m: &mut Machine,
    what: &str,
    f: impl FnOnce(&mut dyn Board) -> board::Answer<T>,
) -> R<T> {
    match m.host.board().map(f) {
        Some(Ok(answer)) => Ok(answer),
        Some(Err(fault)) => Err(failed(m, fault, what)),
        None => Err(absent(m, what)),
    }
}

macro_rules! parts {
    ($($part:ident: $kind:ident, $what:literal;)*) => { $(
        #[doc = concat!("Asks the part of the board that is ", $what, "; its failure is raised.")]
        pub fn $part<T>(
            m: &mut Machine,
            f: impl FnOnce(&mut dyn board::$kind) -> board::Answer<T>,
        ) -> R<T> {
            match m.host.board().and_then(|b| b.$part()).map(f) {
                Some(Ok(answer)) => Ok(answer),
                Some(Err(fault)) => Err(failed(m, fault, $what)),
                None => Err(absent(m, $what)),
            }
        }
    )* };
}

parts! {
    pins: Pins, "pin that can do this";
    matrix: Matrix, "display";
    leds: Leds, "such LED";
    buttons: Buttons, "buttons";
    motion: Motion, "accelerometer";
    compass: Compass, "compass";
    sound: Sound, "speaker";
    microphone: Microphone, "microphone";
    radio: Radio, "radio";
    log: Log, "place for a log";
    power: Power, "power control";
}

/// Asks for what the power control may not have: `what` says it.
pub fn power_as<T>(
    m: &mut Machine,
    what: &str,
    f: impl FnOnce(&mut dyn board::Power) -> board::Answer<T>,
) -> R<T> {
    ask(m, what, |board| match board.power() {
        Some(power) => f(power),
        None => Err(Fault::Absent),
    })
}

macro_rules! buses {
    ($($part:ident: $kind:ident, $what:literal;)*) => { $(
        #[doc = concat!("Asks a bus of the board: ", $what, " number `id`; its failure is raised.")]
        pub fn $part<T>(
            m: &mut Machine,
            id: u8,
            f: impl FnOnce(&mut dyn board::$kind) -> board::Answer<T>,
        ) -> R<T> {
            match m.host.board().and_then(|b| b.$part(id)).map(f) {
                Some(Ok(answer)) => Ok(answer),
                Some(Err(fault)) => Err(failed(m, fault, $what)),
                None => Err(absent(m, $what)),
            }
        }
    )* };
}

buses! {
    i2c: I2c, "I2C bus";
    spi: Spi, "SPI bus";
    uart: Uart, "UART";
}
