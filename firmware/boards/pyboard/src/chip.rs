//! The STM32F405: clocks, the clock of the program, the serial line, faults.
//!
//! `unsafe`, and why it is sound: the regions between the linker's symbols belong to nobody else, and `take` gives them
//! once; the interrupt handler and the report of a fault use the registers of one serial line, the first to read what came
//! in, the other when nothing else runs any more. Handlers of the other interrupts use statics with atomics.
#![allow(unsafe_code)]

use crate::Disk;
#[cfg(not(feature = "qemu"))]
use crate::flash::Sectors;
use crate::usb::{self, Link};
use crate::{calendar, exti, random};
use core::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;
use cortex_m_rt::exception;
use pyrite_port::{Chip, Input, Output, Word, fault};
#[cfg(not(feature = "qemu"))]
use stm32f4xx_hal::flash::LockedFlash;
use stm32f4xx_hal::pac::{self, interrupt};
use stm32f4xx_hal::prelude::*;
use stm32f4xx_hal::rcc::{Config, Rcc};
use stm32f4xx_hal::serial::{Serial, Tx, TxListen, config};

/// The processor's clock.
pub const HERTZ: u32 = 168_000_000;
const BAUD: u32 = 115_200;

/// Where the program's own memory lies (RM0090, section 2.3); QEMU's has it all in one piece.
pub const MEMORY: [core::ops::Range<u32>; 2] = [0x2000_0000..0x2003_0000, 0x1000_0000..0x1001_0000];

static BYTES: [AtomicU8; 512] = [const { AtomicU8::new(0) }; 512];
pub static INPUT: Input = Input::new(&BYTES);
static LATER: [AtomicU8; 256] = [const { AtomicU8::new(0) }; 256];
/// What the serial line sends when it can, while somebody types over USB and the line is not waited for.
static OUTPUT: Output = Output::new(&LATER);
/// Something arrived since the chip last slept.
static ARRIVED: AtomicBool = AtomicBool::new(false);
/// An interrupt came that background work is to be done for.
static NEWS: AtomicBool = AtomicBool::new(false);
/// Milliseconds since the start.
static MILLIS: AtomicU32 = AtomicU32::new(0);

/// Milliseconds since the start, for handlers of interrupts.
pub fn millis() -> u32 {
    MILLIS.load(Ordering::Relaxed)
}

/// Microseconds since the start; wraps around.
pub fn micros() -> u32 {
    let (millis, since) = now();
    millis.wrapping_mul(1000).wrapping_add(since)
}

/// The clock goes on after a time without interrupts.
pub fn add_millis(millis: u32) {
    MILLIS.store(self::millis().wrapping_add(millis), Ordering::Relaxed);
}

/// Milliseconds since the start, and microseconds since these were counted.
fn now() -> (u32, u32) {
    let (millis, left) = loop {
        let before = millis();
        let left = SYST::get_current();
        if millis() == before {
            break (before, left);
        }
    };
    let since = (HERTZ / 1000 - 1).saturating_sub(left) / (HERTZ / 1_000_000);
    (millis, since)
}

/// Called by interrupts that the program may sleep for.
pub fn wake() {
    ARRIVED.store(true, Ordering::Relaxed);
}

/// Called by interrupts whose news the program waits for.
pub fn tell_news() {
    NEWS.store(true, Ordering::Relaxed);
    wake();
}

/// Says over a reset what was its reason.
#[unsafe(link_section = ".uninit.end")]
static END: AtomicU32 = AtomicU32::new(0);
const FAULTY: u32 = 0xbad_c0de;
const ASLEEP: u32 = 0x51ee_9000;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Fault,
    Sleep,
    Other,
}

unsafe extern "C" {
    static mut _arena_start: u32;
    static mut _arena_end: u32;
    static mut _frames_start: u32;
    static mut _frames_end: u32;
}

#[cfg(feature = "qemu")]
unsafe extern "C" {
    static _files_start: u8;
    static _files_size: u8;
    static mut _disk_start: u8;
    static _disk_size: u8;
}

/// The chip at work, and what no variable uses.
pub struct Parts {
    pub chip: Stm32,
    pub arena: &'static mut [Word],
    pub frames: &'static mut [Word],
    /// None: the flash cannot be read as it should.
    pub disk: Option<Disk>,
}

/// Words between two symbols of the linker.
///
/// # Safety
/// They are free, and nobody else asks for them.
unsafe fn words(start: *mut u32, end: *mut u32) -> &'static mut [Word] {
    let count = end.addr().saturating_sub(start.addr()) / size_of::<Word>();
    // SAFETY: the caller's promise; any bytes are words.
    unsafe { core::slice::from_raw_parts_mut(start, count) }
}

/// Sets the clocks, switches the serial line on. None: it was called before.
pub fn take() -> Option<Parts> {
    // This hands out once.
    let (chip, mut core) = (pac::Peripherals::take()?, cortex_m::Peripherals::take()?);
    let mut rcc = clocks(chip.RCC);
    calendar::prepare();
    core.SYST.set_clock_source(SystClkSource::Core);
    core.SYST.set_reload(HERTZ / 1000 - 1);
    core.SYST.clear_current();
    core.SYST.enable_interrupt();
    core.SYST.enable_counter();
    let b = chip.GPIOB.split(&mut rcc);
    let settings = config::Config::default().baudrate(BAUD.bps());
    let serial: Serial<pac::USART1> =
        Serial::new(chip.USART1, (b.pb6, b.pb7), settings, &mut rcc).ok()?;
    let (tx, mut rx) = serial.split();
    rx.listen();
    // SAFETY: the handler uses statics and its own line's register alone.
    unsafe { cortex_m::peripheral::NVIC::unmask(pac::Interrupt::USART1) };
    for line in INTERRUPTS {
        // SAFETY: the handler uses statics alone.
        unsafe { cortex_m::peripheral::NVIC::unmask(line) };
    }
    #[cfg(not(feature = "qemu"))]
    let disk = Disk::open(Sectors(LockedFlash::new(chip.FLASH))).ok();
    // SAFETY: the files are flash that nothing writes; the memory over them belongs to nobody else, and this is reached once.
    #[cfg(feature = "qemu")]
    let disk = unsafe {
        Some(Disk::new(
            core::slice::from_raw_parts(&raw const _files_start, (&raw const _files_size).addr()),
            core::slice::from_raw_parts_mut(&raw mut _disk_start, (&raw const _disk_size).addr()),
        ))
    };
    // SAFETY: the linker script keeps the regions free, and this is reached once.
    unsafe {
        Some(Parts {
            chip: Stm32 {
                tx,
                clock: Clock::default(),
                usb: Link::NONE,
            },
            arena: words(&raw mut _arena_start, &raw mut _arena_end),
            frames: words(&raw mut _frames_start, &raw mut _frames_end),
            disk,
        })
    }
}

/// The crystal of 12 MHz (schematic of the pyboard) through the phase-locked loop.
#[cfg(not(feature = "qemu"))]
fn clocks(rcc: pac::RCC) -> Rcc {
    // USB wants 48 MHz.
    rcc.freeze(Config::hse(12.MHz()).sysclk(HERTZ.Hz()).require_pll48clk())
}

/// QEMU's processor always runs at 168 MHz and its clock tree says never that it is ready.
#[cfg(feature = "qemu")]
fn clocks(rcc: pac::RCC) -> Rcc {
    let _ = Config::hse;
    rcc.constrain()
}

/// The number that every chip has of its own (RM0090, section 39.1).
#[cfg(not(feature = "qemu"))]
pub fn unique_id() -> [u8; 12] {
    let number = stm32f4xx_hal::signature::Uid::get();
    let mut id = [0; 12];
    let (place, lot) = id.split_at_mut(5);
    place[..2].copy_from_slice(&number.x().to_le_bytes());
    place[2..4].copy_from_slice(&number.y().to_le_bytes());
    place[4] = number.waf_num();
    lot.copy_from_slice(number.lot_num().as_bytes());
    id
}

/// QEMU's has none.
#[cfg(feature = "qemu")]
pub fn unique_id() -> [u8; 12] {
    *b"QEMU\0\0\0\0\0\0\0\0"
}

/// What the last run left; the next call says nothing.
pub fn take_end() -> End {
    let end = match END.load(Ordering::Relaxed) {
        FAULTY => End::Fault,
        ASLEEP => End::Sleep,
        _ => End::Other,
    };
    END.store(0, Ordering::Relaxed);
    end
}

/// The next reset is the end of a sleep.
pub fn note_sleep() {
    END.store(ASLEEP, Ordering::Relaxed);
}

/// Reports, and starts anew without the user's program.
pub fn fail(what: &str, numbers: &[(&str, u32)]) -> ! {
    cortex_m::interrupt::disable();
    // SAFETY: nothing else runs any more.
    let usart = unsafe { pac::USART1::steal() };
    fault::tell(what, numbers, |bytes| {
        for byte in bytes {
            while usart.sr().read().txe().bit_is_clear() {}
            usart.dr().write(|w| w.dr().set((*byte).into()));
        }
    });
    while usart.sr().read().tc().bit_is_clear() {}
    END.store(FAULTY, Ordering::Relaxed);
    cortex_m::peripheral::SCB::sys_reset()
}

/// Microseconds, from a counter of milliseconds that wraps and the timer that counts down to the next.
#[derive(Default)]
struct Clock {
    /// Milliseconds of the wraps so far, and the counter when it was last read.
    wrapped: u64,
    last: u32,
}

impl Clock {
    fn micros(&mut self) -> u64 {
        let (millis, since) = now();
        if millis < self.last {
            self.wrapped += 1 << 32;
        }
        self.last = millis;
        (self.wrapped + u64::from(millis)) * 1000 + u64::from(since)
    }
}

pub struct Stm32 {
    tx: Tx<pac::USART1>,
    clock: Clock,
    pub usb: Link,
}

impl Chip for Stm32 {
    fn write(&mut self, bytes: &[u8]) {
        if self.usb.write(bytes) {
            // Who types is there: here goes what finds room, as a whole or not at all.
            if OUTPUT.room() >= bytes.len() {
                OUTPUT.push(bytes);
                self.tx.listen();
            }
            return;
        }
        while !OUTPUT.is_empty() {}
        // A line without anyone at the other end takes bytes all the same.
        let _ = self.tx.bwrite_all(bytes);
    }

    fn micros(&mut self) -> u64 {
        self.clock.micros()
    }

    fn attend(&mut self) {
        self.usb.attend();
    }

    fn idle(&mut self, _until: u64) {
        self.usb.attend();
        cortex_m::interrupt::free(|_| {
            if ARRIVED.load(Ordering::Relaxed) {
                ARRIVED.store(false, Ordering::Relaxed);
            } else {
                // Wakes with every millisecond; what is pending is handled when interrupts are on again.
                cortex_m::asm::wfi();
            }
        });
    }

    fn has_news(&self) -> bool {
        NEWS.load(Ordering::Relaxed)
    }

    fn take_news(&mut self) -> bool {
        // One that comes in between is news too, and its work is done now.
        let news = self.has_news();
        NEWS.store(false, Ordering::Relaxed);
        news
    }

    fn seed(&mut self) -> u64 {
        if let Some(bits) = random::bits() {
            return bits;
        }
        let mut bits = self.clock.micros() ^ u64::from(SYST::get_current()) << 40;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ bits >> 31
    }
}

#[exception]
fn SysTick() {
    MILLIS.store(
        MILLIS.load(Ordering::Relaxed).wrapping_add(1),
        Ordering::Relaxed,
    );
}

#[interrupt]
fn USART1() {
    // SAFETY: reading what came in, and sending when the line asks for it, is this handler's alone.
    let usart = unsafe { pac::USART1::steal() };
    while usart.sr().read().rxne().bit_is_set() || usart.sr().read().ore().bit_is_set() {
        // Reading also ends an overrun.
        INPUT.push(usart.dr().read().dr().bits() as u8);
        usb::typed_elsewhere();
    }
    if usart.cr1().read().txeie().bit_is_set() && usart.sr().read().txe().bit_is_set() {
        match OUTPUT.pop() {
            Some(byte) => _ = usart.dr().write(|w| w.dr().set(byte.into())),
            None => _ = usart.cr1().modify(|_, w| w.txeie().clear_bit()),
        }
    }
    wake();
}

/// Interrupts of edges and of serial lines (RM0090, table 61).
const INTERRUPTS: [pac::Interrupt; 11] = [
    pac::Interrupt::EXTI0,
    pac::Interrupt::EXTI1,
    pac::Interrupt::EXTI2,
    pac::Interrupt::EXTI3,
    pac::Interrupt::EXTI4,
    pac::Interrupt::EXTI9_5,
    pac::Interrupt::EXTI15_10,
    pac::Interrupt::USART2,
    pac::Interrupt::USART3,
    pac::Interrupt::UART4,
    pac::Interrupt::USART6,
];

macro_rules! edges {
    ($($line:ident)*) => { $(
        #[interrupt]
        fn $line() {
            exti::interrupted();
        }
    )* };
}
edges! { EXTI0 EXTI1 EXTI2 EXTI3 EXTI4 EXTI9_5 EXTI15_10 }

/// Asked for by `pyrite_cortex`.
#[unsafe(no_mangle)]
extern "Rust" fn pyrite_fault(pc: u32, lr: u32) -> ! {
    fail("hard fault", &[("pc", pc), ("lr", lr)])
}
