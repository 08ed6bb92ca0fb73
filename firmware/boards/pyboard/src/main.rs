//! Pyrite on the pyboard: names the chip's parts and hands them to the port.
#![no_std]
#![no_main]
#![deny(unsafe_code)]

mod chip;
mod exti;
#[cfg(not(feature = "qemu"))]
mod flash;
#[cfg(not(feature = "qemu"))]
mod loader;
#[cfg(feature = "qemu")]
mod overlay;
mod pins;
mod registers;
#[cfg_attr(feature = "qemu", path = "without_usb.rs")]
mod usb;

use chip::INPUT;
use core::panic::PanicInfo;
use pins::Ports;
use pyrite_core::board::{Answer, Board, Buttons, Leds, Pins, Power, Usb};
use pyrite_cortex::memory;
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

struct Pyboard(Ports, Link);

impl Board for Pyboard {
    fn name(&self) -> &'static str {
        "PYBv1.1 with STM32F405RG"
    }

    fn unique_id(&mut self, id: &mut [u8; 16]) -> usize {
        let own = chip::unique_id();
        for (place, byte) in id.iter_mut().zip(own) {
            *place = byte;
        }
        own.len()
    }

    fn frequency(&mut self) -> u32 {
        chip::HERTZ
    }

    fn soft_reset(&mut self) {
        self.0.free_all();
    }

    fn read_memory(&mut self, address: u32, bits: u8) -> Answer<u32> {
        memory::read(address, bits)
    }

    fn write_memory(&mut self, address: u32, bits: u8, value: u32) -> Answer {
        memory::write(address, bits, value, &chip::MEMORY)
    }

    fn pins(&mut self) -> Option<&mut dyn Pins> {
        Some(&mut self.0)
    }

    fn leds(&mut self) -> Option<&mut dyn Leds> {
        Some(&mut self.0)
    }

    fn buttons(&mut self) -> Option<&mut dyn Buttons> {
        Some(&mut self.0)
    }

    fn usb(&mut self) -> Option<&mut dyn Usb> {
        Some(&mut self.1)
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(self)
    }
}

impl Power for Pyboard {
    fn reset(&mut self) {
        self.1.settle();
        cortex_m::peripheral::SCB::sys_reset()
    }

    fn panic(&mut self, _: u16) {
        self.off();
    }

    fn off(&mut self) {
        loop {
            self.1.attend();
            cortex_m::asm::wfi();
        }
    }

    #[cfg(not(feature = "qemu"))]
    fn bootloader(&mut self) -> Answer {
        self.1.settle();
        loader::start()
    }
}

#[cortex_m_rt::entry]
fn main() -> ! {
    #[cfg(not(feature = "qemu"))]
    loader::begin();
    let Some(mut parts) = chip::take() else {
        chip::fail("no peripherals", &[]);
    };
    let mut ports = Ports::new();
    let safe = if chip::take_fault() {
        Some(fault::WHY)
    } else if ports.is_switch_pressed() {
        Some("the switch is pressed")
    } else {
        None
    };
    let place = parts.disk.map(|disk| DISK.init(Place::new(disk)));
    let mut drive = place.and_then(|place| Fat::<_, FILES>::mount(place).ok());
    let link = Link::start(drive.as_ref().map(Fat::guest));
    parts.chip.usb = link;
    run(Home {
        chip: &mut parts.chip,
        input: &INPUT,
        words: parts.arena,
        stack: parts.frames,
        drive: drive.as_mut().map(|drive| drive as &mut dyn Drive),
        board: Some(&mut Pyboard(ports, link)),
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
