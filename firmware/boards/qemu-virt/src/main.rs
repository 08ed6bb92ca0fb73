//! Pyrite on QEMU's `virt`: names the machine's parts and hands them to the port.
#![no_std]
#![no_main]
#![deny(unsafe_code)]

mod chip;

use chip::{INPUT, Virt};
use core::panic::PanicInfo;
use pyrite_core::board::{Board, Power};
use pyrite_port::littlefs::{Littlefs, Place};
use pyrite_port::{Drive, Home, RamDisk, fault, run};
use static_cell::StaticCell;

const BANNER: &str = concat!(
    "Pyrite ",
    env!("CARGO_PKG_VERSION"),
    ", Python 3.12; QEMU virt with RV32IMC\nType help() for more information."
);

/// Words for frames.
const STACK: usize = 16 << 10;
/// Bytes of a block, and of each cache; files open at the same time.
const BLOCK: usize = 4096;
const CACHE: usize = 256;
const FILES: usize = 8;

static DISK: StaticCell<Place<RamDisk<BLOCK>, CACHE, FILES>> = StaticCell::new();

/// Builtins inside each other: each may take more than 1 KB of the stack of 64 KB.
const DEPTH: u32 = 32;

struct Virtual;

impl Board for Virtual {
    fn name(&self) -> &'static str {
        "QEMU virt"
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(self)
    }
}

impl Power for Virtual {
    fn reset(&mut self) {
        chip::reset()
    }

    fn panic(&mut self, _: u16) {
        chip::power_off()
    }

    fn off(&mut self) {
        chip::power_off()
    }
}

#[riscv_rt::entry]
fn main() -> ! {
    let memory = chip::take();
    let safe = chip::take_fault().then_some(fault::WHY);
    let at = memory.arena.len().min(STACK);
    let (stack, words) = memory.arena.split_at_mut(at);
    let place = DISK.init(Place::new(RamDisk::new(memory.disk)));
    let mut drive = Littlefs::mount(place).ok();
    run(Home {
        chip: &mut Virt,
        input: &INPUT,
        words,
        stack,
        drive: drive.as_mut().map(|drive| drive as &mut dyn Drive),
        board: Some(&mut Virtual),
        spaces: pyrite_hardware::PYBOARD_SPACES,
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
