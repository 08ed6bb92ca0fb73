//! Registers by name: nRF51 Series Reference Manual 3.0 and nRF52833 Product Specification 1.3, the section of each part
//! is named at its table. Where both chips have a part, offsets agree; the nRF52833 calls some of them deprecated (UART, TWI).
//!
//! `unsafe`, and why it is sound: a `Register` is made here alone, from the tables, and is a word of a device that is always
//! there. Writing one changes no memory; those that tell a device where in memory to write take a static of atomics (`point`),
//! and the drivers of the three that do (radio, pulses, converter) never tell a length beyond it.
#![allow(unsafe_code)]

use core::sync::atomic::{AtomicU8, AtomicU16};

pub use pyrite_cortex::Register;
use pyrite_cortex::part;

/// What chips of this maker do with registers that are no settings.
pub trait Signal {
    /// Starts a task.
    fn go(self);

    /// Whether an event has happened; the next call says no.
    fn take(self) -> bool;

    /// Waits for an event, for some thousand looks: whether it came.
    fn wait(self) -> bool;

    /// Tells a device where its memory is. How much of it there is, the device is told by the part's driver.
    fn point<T: Shared>(self, memory: &'static T);
}

impl Signal for Register {
    fn go(self) {
        self.write(1);
    }

    fn take(self) -> bool {
        let happened = self.read() != 0;
        if happened {
            self.write(0);
            // The write has arrived when this is done: an interrupt does not come twice.
            self.read();
        }
        happened
    }

    fn wait(self) -> bool {
        (0..20_000).any(|_| self.take())
    }

    fn point<T: Shared>(self, memory: &'static T) {
        self.write((&raw const *memory).expose_provenance() as u32);
    }
}

part! {
    /// nRF51 section 14, nRF52833 section 6.9.
    Port {
        out: 0x504;
        set: 0x508;
        clear: 0x50c;
        level: 0x510;
        directions: 0x514;
        setting[32]: 0x700;
    }
}
const PORTS: [Port; 2] = [Port(0x5000_0000), Port(0x5000_0300)];

/// The port of a pin of the chip.
pub fn port(pin: u8) -> Port {
    PORTS[usize::from(pin >> 5 & 1)]
}

part! {
    /// nRF51 section 19, nRF52833 section 6.29. Events and interrupts go with the registers that are compared.
    Timer {
        start: 0x000;
        stop: 0x004;
        clear: 0x00c;
        capture[4]: 0x040;
        reached[4]: 0x140;
        interrupts: 0x304;
        no_interrupts: 0x308;
        mode: 0x504;
        width: 0x508;
        prescaler: 0x510;
        compared[4]: 0x540;
    }
}
pub const CLOCK: Timer = Timer(0x4000_8000);
pub const SCAN: Timer = Timer(0x4000_9000);

part! {
    /// nRF51 section 29, nRF52833 section 6.31.
    Uart {
        start_receiving: 0x000;
        start_sending: 0x008;
        received: 0x108;
        sent: 0x11c;
        failed: 0x124;
        interrupts: 0x304;
        reasons: 0x480;
        enable: 0x500;
        sends_on: 0x50c;
        receives_on: 0x514;
        input: 0x518;
        output: 0x51c;
        baud: 0x524;
    }
}
pub const UART: Uart = Uart(0x4000_2000);

part! {
    /// nRF51 section 13, nRF52833 section 5.4: the clock's crystal; nRF51 section 12, nRF52833 section 5.3: power.
    Supply {
        start_crystal: 0x000;
        crystal_started: 0x100;
        reset_reasons: 0x400;
        off: 0x500;
    }
}
pub const SUPPLY: Supply = Supply(0x4000_0000);

part! {
    /// nRF51 section 21, nRF52833 section 6.20.
    Random {
        start: 0x000;
        stop: 0x004;
        ready: 0x100;
        settings: 0x504;
        value: 0x508;
    }
}
pub const RANDOM: Random = Random(0x4000_d000);

part! {
    /// nRF51 section 20, nRF52833 section 6.28.
    Thermometer {
        start: 0x000;
        stop: 0x004;
        ready: 0x100;
        value: 0x508;
    }
}
pub const THERMOMETER: Thermometer = Thermometer(0x4000_c000);

part! {
    /// nRF51 section 7, nRF52833 section 4.4.1: facts of the chip.
    Factory {
        id[2]: 0x060;
    }
}
pub const FACTORY: Factory = Factory(0x1000_0000);

part! {
    /// nRF51 section 6, nRF52833 section 4.3: flash.
    FlashControl {
        ready: 0x400;
        mode: 0x504;
        erase_page: 0x508;
    }
}
pub const FLASH: FlashControl = FlashControl(0x4001_e000);

part! {
    /// nRF51 section 28; the nRF52833 has it too.
    TwoWire {
        start_reading: 0x000;
        start_writing: 0x008;
        stop: 0x014;
        resume: 0x020;
        stopped: 0x104;
        received: 0x108;
        sent: 0x11c;
        failed: 0x124;
        shortcuts: 0x200;
        reasons: 0x4c4;
        enable: 0x500;
        clock_on: 0x508;
        data_on: 0x50c;
        input: 0x518;
        output: 0x51c;
        frequency: 0x524;
        address: 0x588;
    }
}
pub const TWO_WIRE: TwoWire = TwoWire(0x4000_3000);

part! {
    /// nRF51 section 17, nRF52833 section 6.22.
    Radio {
        start_sending: 0x000;
        start_receiving: 0x004;
        start: 0x008;
        disable: 0x010;
        ended: 0x10c;
        disabled: 0x110;
        shortcuts: 0x200;
        interrupts: 0x304;
        no_interrupts: 0x308;
        intact: 0x400;
        packet: 0x504;
        frequency: 0x508;
        power: 0x50c;
        mode: 0x510;
        layout[2]: 0x514;
        base: 0x51c;
        prefix: 0x524;
        sends_to: 0x52c;
        receives: 0x530;
        check: 0x534;
        check_polynomial: 0x538;
        check_start: 0x53c;
        strength: 0x548;
        whitening: 0x554;
    }
}
pub const RADIO: Radio = Radio(0x4000_1000);

#[cfg(feature = "nrf52833")]
part! {
    /// nRF52833 section 6.17: pulses.
    Pulses {
        stop: 0x004;
        begin: 0x008;
        enable: 0x500;
        mode: 0x504;
        top: 0x508;
        prescaler: 0x50c;
        decoder: 0x510;
        repeat: 0x514;
        sequence: 0x520;
        count: 0x524;
        refresh: 0x528;
        delay: 0x52c;
        pins[4]: 0x560;
    }
}
#[cfg(feature = "nrf52833")]
pub const PULSES: [Pulses; 4] = [
    Pulses(0x4001_c000),
    Pulses(0x4002_1000),
    Pulses(0x4002_2000),
    Pulses(0x4002_d000),
];

#[cfg(feature = "nrf52833")]
part! {
    /// nRF52833 section 6.25.
    Converter {
        start: 0x000;
        sample: 0x004;
        stop: 0x008;
        started: 0x100;
        ended: 0x104;
        stopped: 0x114;
        enable: 0x500;
        input: 0x510;
        settings: 0x518;
        resolution: 0x5f0;
        result: 0x62c;
        count: 0x630;
    }
}

#[cfg(not(feature = "nrf52833"))]
part! {
    /// nRF51 section 31.
    Converter {
        start: 0x000;
        stop: 0x004;
        ended: 0x100;
        enable: 0x500;
        settings: 0x504;
        result: 0x508;
    }
}
pub const CONVERTER: Converter = Converter(0x4000_7000);

#[cfg(all(feature = "nrf52833", not(feature = "qemu")))]
part! {
    /// nRF52833 section 4.5.1: settings of the chip, in a page of flash.
    Settings {
        reset_pin[2]: 0x200;
        nfc: 0x20c;
    }
}
#[cfg(all(feature = "nrf52833", not(feature = "qemu")))]
pub const SETTINGS: Settings = Settings(0x1000_1000);

/// Memory that a device reads, or writes to: atomics that live for good.
pub trait Shared: Sync {}
impl<const N: usize> Shared for [AtomicU8; N] {}
impl Shared for AtomicU16 {}
