//! The chip's parts that programs use, by name: RM0090, the section of each is named at its table. Clocks, flash and the serial
//! line of the prompt are the chip's own affair (`chip.rs`).
//!
//! `unsafe`, and why it is sound: the tables are those of the manual. No part here is told where in memory to write: the chip's
//! DMA controllers are not among them.
#![allow(unsafe_code)]

use pyrite_cortex::part;

part! {
    /// Section 7.3: which parts have a clock, and why the chip started.
    Clocks {
        parts1: 0x30;
        slow: 0x40;
        fast: 0x44;
        backup: 0x70;
        status: 0x74;
    }
}
pub const CLOCKS: Clocks = Clocks(0x4002_3800);

part! {
    /// Section 8.4: pins.
    Port {
        mode: 0x00;
        kind: 0x04;
        speed: 0x08;
        pull: 0x0c;
        levels: 0x10;
        output: 0x14;
        bits: 0x18;
        function[2]: 0x20;
    }
}

/// A port by its letter: 0 for A.
pub fn port(letter: u8) -> Port {
    Port(0x4002_0000 + usize::from(letter % 3) * 0x400)
}

part! {
    /// Section 13.13: the converter for voltages.
    Converter {
        status: 0x00;
        settings: 0x08;
        times[2]: 0x0c;
        count: 0x2c;
        first: 0x34;
        result: 0x4c;
        common: 0x304;
    }
}
pub const CONVERTER: Converter = Converter(0x4001_2000);

part! {
    /// Section 12.3: interrupts at edges.
    Edges {
        interrupts: 0x00;
        rising: 0x08;
        falling: 0x0c;
        pending: 0x14;
    }
}
pub const EDGES: Edges = Edges(0x4001_3c00);

part! {
    /// Section 9.2: which port each of them belongs to.
    Wiring {
        ports[4]: 0x08;
    }
}
pub const WIRING: Wiring = Wiring(0x4001_3800);
