//! Pyrite on the micro:bit V1: its pins, and how its memory is shared out.
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
    ", Python 3.12; micro:bit V1 with nRF51822\nType help() for more information."
);

/// Bytes of each cache; files open at the same time.
const CACHE: usize = 32;
const FILES: usize = 2;

/// Builtins inside each other: each may take more than 1 KB of the stack of 3 KB.
const DEPTH: u32 = 2;

/// Schematic of the micro:bit V1.3B, and its matrix of 3 rows and 9 columns.
static FACTS: Facts = Facts {
    name: "micro:bit with nRF51822",
    hertz: 16_000_000,
    serial: (pin(0, 24), pin(0, 25)),
    display: Display {
        rows: &[13, 14, 15],
        columns: &[4, 5, 6, 7, 8, 9, 10, 11, 12],
        leds: [
            (0, 0),
            (1, 3),
            (0, 1),
            (1, 4),
            (0, 2),
            (2, 3),
            (2, 4),
            (2, 5),
            (2, 6),
            (2, 7),
            (1, 1),
            (0, 8),
            (1, 2),
            (2, 8),
            (1, 0),
            (0, 7),
            (0, 6),
            (0, 5),
            (0, 4),
            (0, 3),
            (2, 2),
            (1, 6),
            (2, 0),
            (1, 5),
            (2, 1),
        ],
    },
    buttons: [17, 26],
    sensors: (0, 30),
    pins: [
        3, 2, 1, 4, 5, 17, 12, 11, 18, 10, 6, 26, 20, 23, 22, 21, 16, NONE, NONE, 0, 30, NONE, NONE,
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
