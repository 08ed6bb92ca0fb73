//! Under QEMU there is no USB: the board says so, and the serial line is all there is.

use crate::Disk;
use pyrite_core::board;
use pyrite_port::fat::Guest;

#[derive(Clone, Copy)]
pub struct Link;

impl Link {
    pub const NONE: Link = Link;

    pub fn start(_: Option<Guest<Disk>>) -> Link {
        Link
    }

    pub fn attend(&self) {}

    pub fn write(&self, _: &[u8]) -> bool {
        false
    }

    pub fn settle(&self) {}
}

impl board::Usb for Link {
    fn mode(&mut self) -> Option<&'static str> {
        None
    }

    fn is_open(&mut self) -> bool {
        false
    }
}

pub fn typed_elsewhere() {}
