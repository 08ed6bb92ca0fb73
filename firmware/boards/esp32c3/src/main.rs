//! Pyrite on boards with an ESP32-C3: names the chip's parts and hands them to the port.
#![no_std]
#![no_main]
#![deny(unsafe_code)]

mod analog;
mod board;
mod buses;
mod chip;
mod flash;
mod lines;
mod pins;
mod uart;

use board::Esp;
use core::panic::PanicInfo;
use flash::Flash;
use pyrite_port::littlefs::{Littlefs, Place};
use pyrite_port::{Drive, Home, fault, run};
use static_cell::StaticCell;

const BANNER: &str = concat!(
    "Pyrite ",
    env!("CARGO_PKG_VERSION"),
    ", Python 3.12; board with ESP32-C3\nType help() for more information."
);

/// Bytes of each cache; files open at the same time.
const CACHE: usize = 256;
const FILES: usize = 8;

static DISK: StaticCell<Place<Flash, CACHE, FILES>> = StaticCell::new();

/// Builtins inside each other: each may take more than 1 KB of the stack of 40 KB.
const DEPTH: u32 = 20;

#[esp_hal::main]
fn main() -> ! {
    let mut parts = chip::start();
    let mut board = Esp::new(parts.peripherals);
    let safe = if chip::take_fault() {
        Some(fault::WHY)
    } else if board.is_held() {
        Some("the button BOOT is pressed")
    } else {
        None
    };
    let place = DISK.init(Place::new(parts.flash));
    let mut drive = Littlefs::mount(place).ok();
    run(Home {
        chip: &mut parts.chip,
        input: &lines::INPUT,
        words: parts.arena,
        stack: parts.frames,
        drive: drive.as_mut().map(|drive| drive as &mut dyn Drive),
        board: Some(&mut board),
        spaces: pyrite_hardware::ESP32_SPACES,
        start: pyrite_hardware::start,
        banner: BANNER,
        stamp: "",
        depth: DEPTH,
        safe,
    })
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    match info.location() {
        Some(place) => chip::fail(place.file(), &[("line", place.line())]),
        None => chip::fail("panic", &[]),
    }
}
