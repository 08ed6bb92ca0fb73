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
        parts2: 0x34;
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

part! {
    /// Sections 17 to 19: timers. Those of section 19 have the first registers of each kind only.
    Timer {
        control: 0x00;
        control2: 0x04;
        events: 0x14;
        channels[2]: 0x18;
        outputs: 0x20;
        divider: 0x28;
        last: 0x2c;
        compared[4]: 0x34;
        brake: 0x44;
    }
}

/// A timer by its number, 2 to 5 and 8 to 14.
pub fn timer(number: u8) -> Timer {
    let number = usize::from(number);
    Timer(match number {
        8 => 0x4001_0400,
        9..=11 => 0x4001_4000 + (number - 9) * 0x400,
        12..=14 => 0x4000_1800 + (number - 12) * 0x400,
        _ => 0x4000_0000 + (number - 2) % 6 * 0x400,
    })
}

part! {
    /// Section 14.5: two converters that put voltages out.
    Voltages {
        control: 0x00;
        levels: 0x08;
        levels2: 0x14;
    }
}
pub const VOLTAGES: Voltages = Voltages(0x4000_7400);

part! {
    /// Section 30.6: serial lines.
    Line {
        status: 0x00;
        data: 0x04;
        baud: 0x08;
        control: 0x0c;
        control2: 0x10;
    }
}
pub const LINE2: Line = Line(0x4000_4400);
pub const LINE3: Line = Line(0x4000_4800);
pub const LINE4: Line = Line(0x4000_4c00);
pub const LINE6: Line = Line(0x4001_1400);

part! {
    /// Section 28.5.
    Spi {
        control: 0x00;
        status: 0x08;
        data: 0x0c;
    }
}
pub const SPI1: Spi = Spi(0x4001_3000);
pub const SPI2: Spi = Spi(0x4000_3800);

part! {
    /// Section 27.6.
    TwoWire {
        control: 0x00;
        clocks: 0x04;
        data: 0x10;
        status: 0x14;
        status2: 0x18;
        clock: 0x1c;
        rise: 0x20;
    }
}
pub const TWO_WIRE1: TwoWire = TwoWire(0x4000_5400);
pub const TWO_WIRE2: TwoWire = TwoWire(0x4000_5800);

part! {
    /// Section 5.4: power; here, who may write to what a battery keeps.
    Supply {
        control: 0x00;
    }
}
pub const SUPPLY: Supply = Supply(0x4000_7000);

part! {
    /// Section 26.6: the clock that a battery keeps running.
    Calendar {
        time: 0x00;
        date: 0x04;
        status: 0x0c;
        dividers: 0x10;
        key: 0x24;
        parts: 0x28;
        correction: 0x3c;
    }
}
pub const CALENDAR: Calendar = Calendar(0x4000_2800);

part! {
    /// Section 24.4: random numbers.
    Random {
        control: 0x00;
        status: 0x04;
        number: 0x08;
    }
}
pub const RANDOM: Random = Random(0x5006_0800);

part! {
    /// Section 21.4: the watchdog.
    Watchdog {
        key: 0x00;
        divider: 0x04;
        count: 0x08;
        status: 0x0c;
    }
}
pub const WATCHDOG: Watchdog = Watchdog(0x4000_3000);
