//! Pyrite on the micro:bit V2: its pins, and how its memory is shared out.
#![no_std]
#![no_main]
#![deny(unsafe_code)]

use core::panic::PanicInfo;
use pyrite_nrf::{Display, Facts, Flash, NONE, Start, fail, pin, start};
use pyrite_port::littlefs::Place;
use static_cell::StaticCell;

const BANNER: &str = concat!(
    "Pyrite ",
    env!("CARGO_PKG_VERSION"),
    ", Python 3.12; micro:bit V2 with nRF52833\nType help() for more information."
);

/// Bytes of each cache; files open at the same time.
const CACHE: usize = 128;
const FILES: usize = 4;

/// Builtins inside each other: each may take more than 1 KB of the stack of 16 KB.
const DEPTH: u32 = 8;

/// Schematic of the micro:bit V2.2, sheets 2 to 5.
static FACTS: Facts = Facts {
    name: "micro:bit with nRF52833",
    hertz: 64_000_000,
    serial: (pin(0, 6), pin(1, 8)),
    display: Display {
        rows: &[pin(0, 21), pin(0, 22), pin(0, 15), pin(0, 24), pin(0, 19)],
        columns: &[pin(0, 28), pin(0, 11), pin(0, 31), pin(1, 5), pin(0, 30)],
        leds: [
            (0, 0),
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 4),
            (1, 0),
            (1, 1),
            (1, 2),
            (1, 3),
            (1, 4),
            (2, 0),
            (2, 1),
            (2, 2),
            (2, 3),
            (2, 4),
            (3, 0),
            (3, 1),
            (3, 2),
            (3, 3),
            (3, 4),
            (4, 0),
            (4, 1),
            (4, 2),
            (4, 3),
            (4, 4),
        ],
    },
    buttons: [pin(0, 14), pin(0, 23)],
    sensors: (pin(0, 8), pin(0, 16)),
    pins: [
        pin(0, 2),
        pin(0, 3),
        pin(0, 4),
        pin(0, 31),
        pin(0, 28),
        pin(0, 14),
        pin(1, 5),
        pin(0, 11),
        pin(0, 10),
        pin(0, 9),
        pin(0, 30),
        pin(0, 23),
        pin(0, 12),
        pin(0, 17),
        pin(0, 1),
        pin(0, 13),
        pin(1, 2),
        NONE,
        NONE,
        pin(0, 26),
        pin(1, 0),
        pin(1, 4),
        pin(0, 0),
    ],
};

static DISK: StaticCell<Place<Flash, CACHE, FILES>> = StaticCell::new();

#[cortex_m_rt::entry]
fn main() -> ! {
    start(Start {
        facts: &FACTS,
        place: |flash| DISK.init(Place::new(flash)),
        banner: BANNER,
        stamp: include_str!(concat!(env!("OUT_DIR"), "/stamp.txt")),
        depth: DEPTH,
    })
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    match info.location() {
        Some(place) => fail(place.file(), &[("line", place.line())]),
        None => fail("panic", &[]),
    }
}
