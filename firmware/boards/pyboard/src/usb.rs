//! The pyboard on USB: OTG_FS (RM0090, section 34) as a serial line and a disk. The interrupt moves packets; the program, at
//! safe points, does what needs the disk. Either takes the device for as long as it works with it; the interrupt, when it
//! finds it taken, is masked until the program gives it back.
//!
//! `unsafe`, and why it is sound: the driver is given the one OTG_FS, which nothing else uses; the interrupt's handler uses
//! statics that one at a time can take; bits that have endpoints count anew are written as section 34.16.4 says.
#![allow(unsafe_code)]

use crate::Disk;
use crate::chip::{self, INPUT};
use crate::registers::port;
use core::cell::Cell;
use core::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use cortex_m::interrupt::{Mutex, free};
use cortex_m::peripheral::NVIC;
use pyrite_core::board;
use pyrite_port::fat::Guest;
use pyrite_port::usb::{Medium, Names, NoMedium, Usb, Wire};
use static_cell::StaticCell;
use stm32f4xx_hal::pac::{self, Interrupt, interrupt};
use synopsys_usb_otg::{UsbBus, UsbPeripheral};
use usb_device::bus::UsbBusAllocator;
use usb_device::endpoint::EndpointAddress;

/// A number of pid.codes for what is not sold and not given away: this project has none of its own yet. Not MicroPython's
/// 0xf055:0x9800, since computers would take the board for one that it is not; not ST's, since they are for ST's firmware.
const VENDOR: u16 = 0x1209;
const PRODUCT: u16 = 0x0001;

/// Milliseconds that output waits for a computer that takes nothing.
const PATIENCE: u32 = 500;

type Device = Usb<'static, UsbBus<Otg>>;

/// Where the device is when nobody works with it.
static DEVICE: Mutex<Cell<Option<&'static mut Device>>> = Mutex::new(Cell::new(None));
/// The program is to attend.
static WANTED: AtomicBool = AtomicBool::new(false);
static BYTES: [AtomicU8; 512] = [const { AtomicU8::new(0) }; 512];
static WIRE: Wire = Wire::new(&BYTES);

struct Otg;

// SAFETY: registers of the chip at their address, with its sizes (RM0090, section 34.2); made once.
unsafe impl UsbPeripheral for Otg {
    const REGISTERS: *const () = pac::OTG_FS_GLOBAL::ptr() as *const ();
    const HIGH_SPEED: bool = false;
    const FIFO_DEPTH_WORDS: usize = 320;
    const ENDPOINT_COUNT: usize = 4;

    fn enable() {
        // SAFETY: nothing else changes these registers at the start.
        let rcc = unsafe { pac::RCC::steal() };
        rcc.ahb2enr().modify(|_, w| w.otgfsen().set_bit());
        rcc.ahb2rstr().modify(|_, w| w.otgfsrst().set_bit());
        rcc.ahb2rstr().modify(|_, w| w.otgfsrst().clear_bit());
    }

    fn ahb_frequency_hz(&self) -> u32 {
        chip::HERTZ
    }
}

/// Connects the pins A11 and A12 with OTG_FS: function 10, at their quickest.
fn connect_pins() {
    let port = port(0);
    port.speed().set(0xf << 22);
    port.function(1).change(0xff << 12, 0xaa << 12);
    port.mode().change(0xf << 22, 0xa << 22);
}

/// Has an endpoint count its packets from the start (SD0PID in DIEPCTL or DOEPCTL).
fn restart(endpoint: EndpointAddress) {
    const DATA0: u32 = 1 << 28;
    let offset = if endpoint.is_in() { 0x900 } else { 0xb00 };
    let number = endpoint.index();
    if (1..Otg::ENDPOINT_COUNT).contains(&number) {
        let register = Otg::REGISTERS.addr() + offset + 0x20 * number;
        let register = core::ptr::with_exposed_provenance_mut::<u32>(register);
        // SAFETY: an endpoint's register of control, by its place in the table; writing one changes no memory.
        unsafe { register.write_volatile(register.read_volatile() | DATA0) };
    }
}

/// The number of the chip in hexadecimal digits.
fn number() -> &'static str {
    static DIGITS: StaticCell<[u8; 24]> = StaticCell::new();
    let digits = DIGITS.init([b'0'; 24]);
    for (pair, byte) in digits.chunks_mut(2).zip(chip::unique_id()) {
        for (place, digit) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
            *place = match digit {
                0..10 => b'0' + digit,
                _ => b'A' + digit - 10,
            };
        }
    }
    core::str::from_utf8(digits).unwrap_or("")
}

/// What the program has of USB.
#[derive(Clone, Copy)]
pub struct Link {
    disk: Option<Guest<Disk>>,
}

impl Link {
    /// Before the start.
    pub const NONE: Link = Link { disk: None };

    /// Lets computers see the board; `disk` is what they see of the files. Called once.
    pub fn start(disk: Option<Guest<Disk>>) -> Link {
        // What endpoints to the board hold: three times 64 bytes.
        static PACKETS: StaticCell<[u32; 48]> = StaticCell::new();
        static BUS: StaticCell<UsbBusAllocator<UsbBus<Otg>>> = StaticCell::new();
        static PLACE: StaticCell<Device> = StaticCell::new();
        connect_pins();
        let bus = BUS.init(UsbBus::new(Otg, PACKETS.init([0; 48])));
        let names = Names {
            vendor: VENDOR,
            product: PRODUCT,
            manufacturer: "Pyrite",
            name: "pyboard",
            number: number(),
        };
        let device = PLACE.init_with(|| Usb::new(bus, names, &INPUT, &WIRE, restart));
        put_back(device);
        Link { disk }
    }

    /// Does what the interrupt left to the program.
    pub fn attend(&self) {
        if WANTED.load(Ordering::Relaxed)
            && let Some(device) = take()
        {
            // As often as an answer and what comes upon it want.
            for _ in 0..3 {
                let now = chip::millis();
                match self.disk {
                    Some(mut disk) => device.serve(&mut disk, now),
                    None => device.serve(&mut NoMedium, now),
                }
                // Keys of another line must not come in between.
                free(|_| device.poll(now));
            }
            put_back(device);
        }
    }

    /// Sends bytes, if somebody listens. Whether that is who types: then it waited for room, otherwise what found no room is
    /// lost.
    pub fn write(&self, mut bytes: &[u8]) -> bool {
        /// The computer does not take what it asked for.
        static STUCK: AtomicBool = AtomicBool::new(false);
        if !WIRE.is_open() {
            return false;
        }
        if !WIRE.is_first() {
            if WIRE.output.room() >= bytes.len() {
                WIRE.output.push(bytes);
                NVIC::pend(Interrupt::OTG_FS);
            }
            return false;
        }
        let mut since = chip::millis();
        while !bytes.is_empty() && WIRE.is_open() {
            let count = WIRE.output.push(bytes);
            bytes = bytes.get(count..).unwrap_or_default();
            let now = chip::millis();
            if count > 0 {
                since = now;
                STUCK.store(false, Ordering::Relaxed);
                NVIC::pend(Interrupt::OTG_FS);
            } else if STUCK.load(Ordering::Relaxed) || now.wrapping_sub(since) > PATIENCE {
                STUCK.store(true, Ordering::Relaxed);
                break;
            }
            self.attend();
        }
        true
    }

    /// Keeps what a computer wrote: the board is going to start anew.
    pub fn settle(&self) {
        if let Some(mut disk) = self.disk {
            // There is nobody left who could be told.
            let _ = disk.keep();
        }
    }
}

impl board::Usb for Link {
    fn mode(&mut self) -> Option<&'static str> {
        Some("VCP+MSC")
    }

    fn is_open(&mut self) -> bool {
        WIRE.is_open()
    }
}

/// A key came over another line.
pub fn typed_elsewhere() {
    WIRE.typed_elsewhere();
}

fn take() -> Option<&'static mut Device> {
    free(|section| DEVICE.borrow(section).take())
}

/// Gives the device back, and lets the interrupt come when there is room for what it brings.
fn put_back(device: &'static mut Device) {
    free(|section| {
        WANTED.store(device.wants_service(), Ordering::Relaxed);
        if device.is_held() {
            NVIC::mask(Interrupt::OTG_FS);
        } else {
            // SAFETY: the handler uses statics alone.
            unsafe { NVIC::unmask(Interrupt::OTG_FS) };
        }
        DEVICE.borrow(section).set(Some(device));
    });
}

#[interrupt]
fn OTG_FS() {
    match take() {
        Some(device) => {
            device.poll(chip::millis());
            put_back(device);
        }
        None => NVIC::mask(Interrupt::OTG_FS),
    }
    chip::wake();
}
