//! From the chip's parts to a board at work.

use crate::{Facts, Flash, INPUT, MicroBit, Nrf, fail, take, take_fault};
use pyrite_port::littlefs::{Littlefs, Place};
use pyrite_port::{Drive, Home, fault, run};

/// What a micro:bit is, beside its chip.
pub struct Start<const CACHE: usize, const FILES: usize> {
    pub facts: &'static Facts,
    /// Puts what the files need where it stays.
    pub place: fn(Flash) -> &'static mut Place<Flash, CACHE, FILES>,
    /// See `pyrite_port::Home`, as for the rest.
    pub banner: &'static str,
    pub stamp: &'static str,
    pub depth: u32,
}

/// Runs the board for good.
pub fn start<const CACHE: usize, const FILES: usize>(start: Start<CACHE, FILES>) -> ! {
    let mut chip = Nrf::start(start.facts);
    let mut board = MicroBit::start(start.facts);
    let (Some(memory), Some(flash)) = (take(), Flash::take()) else {
        fail("started twice", &[]);
    };
    let safe = if take_fault() {
        Some(fault::WHY)
    } else if board.is_held() {
        Some("both buttons are pressed")
    } else {
        None
    };
    let mut drive = Littlefs::mount((start.place)(flash)).ok();
    run(Home {
        chip: &mut chip,
        input: &INPUT,
        words: memory.arena,
        stack: memory.frames,
        drive: drive.as_mut().map(|drive| drive as &mut dyn Drive),
        board: Some(&mut board),
        spaces: pyrite_hardware::MICROBIT_SPACES,
        start: pyrite_hardware::start,
        banner: start.banner,
        stamp: start.stamp,
        depth: start.depth,
        safe,
    })
}
