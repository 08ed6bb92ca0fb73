//! Pyrite on the pyboard: names the chip's parts and hands them to the port.
#![no_std]
#![no_main]
#![deny(unsafe_code)]

mod board;
mod calendar;
mod chip;
mod dac;
mod exti;
#[cfg(not(feature = "qemu"))]
mod flash;
mod i2c;
#[cfg(not(feature = "qemu"))]
mod loader;
mod motion;
#[cfg(feature = "qemu")]
mod overlay;
mod pins;
mod pulses;
mod random;
mod registers;
mod spi;
mod timing;
mod uart;
#[cfg_attr(feature = "qemu", path = "without_usb.rs")]
mod usb;

use board::Pyboard;
use chip::{End, INPUT};
use core::panic::PanicInfo;
use pyrite_port::fat::{Fat, Place};
use pyrite_port::{Drive, Home, fault, run};
use static_cell::StaticCell;
use usb::Link;

const BANNER: &str = concat!(
    "Pyrite ",
    env!("CARGO_PKG_VERSION"),
    ", Python 3.12; pyboard with STM32F405\nType help() for more information."
);

#[cfg(not(feature = "qemu"))]
use flash::Disk;
#[cfg(feature = "qemu")]
use overlay::Disk;

/// Files open at the same time.
const FILES: usize = 6;

static DISK: StaticCell<Place<Disk>> = StaticCell::new();

/// Builtins inside each other: each may take more than 1 KB of the stack of 40 KB.
const DEPTH: u32 = 20;

#[cortex_m_rt::entry]
fn main() -> ! {
    #[cfg(not(feature = "qemu"))]
    loader::begin();
    let Some(mut parts) = chip::take() else {
        chip::fail("no peripherals", &[]);
    };
    let end = chip::take_end();
    let place = parts.disk.map(|disk| DISK.init(Place::new(disk)));
    let mut drive = place.and_then(|place| Fat::<_, FILES>::mount(place).ok());
    let link = Link::start(drive.as_ref().map(Fat::guest));
    parts.chip.usb = link;
    let mut board = Pyboard::new(end, link);
    let safe = if end == End::Fault {
        Some(fault::WHY)
    } else if board.is_switch_pressed() {
        Some("the switch is pressed")
    } else {
        None
    };
    run(Home {
        chip: &mut parts.chip,
        input: &INPUT,
        words: parts.arena,
        stack: parts.frames,
        drive: drive.as_mut().map(|drive| drive as &mut dyn Drive),
        board: Some(&mut board),
        spaces: pyrite_hardware::PYBOARD_SPACES,
        start: pyrite_hardware::start,
        banner: BANNER,
        stamp: include_str!(concat!(env!("OUT_DIR"), "/stamp.txt")),
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
