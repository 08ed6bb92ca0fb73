//! The ESP32-C3 as the port wants it: clock, lines, sleep until an interrupt, memory that no variable uses, faults.
//!
//! `unsafe`, and why it is sound: the regions between the linker's symbols belong to nobody else, and `start` gives them once;
//! places of symbols are what the linker and the loader ask for; addresses are read and written that a program names, where
//! that can do no more than what it asked for.
#![allow(unsafe_code)]

use crate::flash::Flash;
use crate::lines;
use core::ops::Range;
use core::ptr::{with_exposed_provenance, with_exposed_provenance_mut};
use core::sync::atomic::{AtomicU32, Ordering};
use esp_hal::clock::CpuClock;
use esp_hal::interrupt::{InterruptHandler, Priority};
use esp_hal::peripherals::{self, SYSTIMER};
use esp_hal::riscv::register::{mcause, mepc, mtval};
use esp_hal::rng::Rng;
use esp_hal::time::{Duration, Instant};
use esp_hal::timer::OneShotTimer;
use esp_hal::timer::systimer::SystemTimer;
use esp_hal::trapframe::TrapFrame;
use esp_hal::{Blocking, riscv};
use pyrite_core::board::{Answer, Fault};
use pyrite_esp::Description;
use pyrite_port::{Chip, Word, fault};

/// The processor's clock.
pub const HERTZ: u32 = 160_000_000;

/// What the loader reads first.
#[used]
#[unsafe(export_name = "esp_app_desc")]
#[unsafe(link_section = ".flash.appdesc")]
static DESCRIPTION: Description = Description::new("pyrite", env!("CARGO_PKG_VERSION"));

/// Says over a reset that a fault was its reason; power makes it zero.
#[unsafe(link_section = ".rtc_fast.persistent")]
static FAULT: AtomicU32 = AtomicU32::new(0);
const FAULTY: u32 = 0xbad_c0de;

unsafe extern "C" {
    static mut _arena_start: Word;
    static mut _arena_end: Word;
    static mut _frames_start: Word;
    static mut _frames_end: Word;
}

/// Peripherals for pins and buses.
pub struct Peripherals {
    pub adc: peripherals::ADC1<'static>,
    pub pulses: peripherals::LEDC<'static>,
    pub i2c: peripherals::I2C0<'static>,
    pub spi: peripherals::SPI2<'static>,
    pub uart: peripherals::UART1<'static>,
    pub io: peripherals::IO_MUX<'static>,
    pub sleep: peripherals::LPWR<'static>,
    pub sensor: peripherals::TSENS<'static>,
    pub clock: peripherals::RTC_TIMER<'static>,
}

/// The chip at work, and what no variable uses.
pub struct Parts {
    pub chip: Esp32,
    pub arena: &'static mut [Word],
    pub frames: &'static mut [Word],
    pub flash: Flash,
    pub peripherals: Peripherals,
}

/// Sets the clocks, switches the lines on. A second call is refused by esp-hal, which gives the peripherals once.
pub fn start() -> Parts {
    let all = esp_hal::init(esp_hal::Config::default().with_cpu_clock(CpuClock::_160MHz));
    let mut alarm = OneShotTimer::new(SystemTimer::new(all.SYSTIMER).alarm0);
    alarm.set_interrupt_handler(InterruptHandler::new(alarmed, Priority::Priority1));
    let chip = Esp32 {
        alarm,
        _lines: lines::start(all.USB_DEVICE, all.UART0, (all.GPIO20, all.GPIO21)),
    };
    // SAFETY: the linker script keeps both regions free, and this is reached once. Any bytes are words.
    let [arena, frames] = unsafe {
        let words = |start: *mut Word, end: *mut Word| {
            let count = end.addr().saturating_sub(start.addr()) / size_of::<Word>();
            core::slice::from_raw_parts_mut(start, count)
        };
        [
            words(&raw mut _arena_start, &raw mut _arena_end),
            words(&raw mut _frames_start, &raw mut _frames_end),
        ]
    };
    Parts {
        chip,
        arena,
        frames,
        flash: Flash::new(all.FLASH),
        peripherals: Peripherals {
            adc: all.ADC1,
            pulses: all.LEDC,
            i2c: all.I2C0,
            spi: all.SPI2,
            uart: all.UART1,
            io: all.IO_MUX,
            sleep: all.LPWR,
            sensor: all.TSENS,
            clock: all.RTC_TIMER,
        },
    }
}

/// Whether the last run ended in a fault; the next call says no.
pub fn take_fault() -> bool {
    let fault = FAULT.load(Ordering::Relaxed) == FAULTY;
    FAULT.store(0, Ordering::Relaxed);
    fault
}

pub fn reset() -> ! {
    lines::flush();
    esp_hal::system::software_reset()
}

/// Reports, and starts anew without the user's program.
pub fn fail(what: &str, numbers: &[(&str, u32)]) -> ! {
    riscv::interrupt::disable();
    fault::tell(what, numbers, lines::send);
    FAULT.store(FAULTY, Ordering::Relaxed);
    reset()
}

/// Microseconds since the start.
pub fn micros() -> u64 {
    Instant::now().duration_since_epoch().as_micros()
}

/// Lets microseconds go by.
pub fn spin(micros: u32) {
    let begun = Instant::now();
    let time = Duration::from_micros(micros.into());
    while begun.elapsed() < time {}
}

/// Addresses that can be read without a fault: memory, and the registers of the chip's parts (Technical Reference Manual, section
/// 3.3). Only the latter are written.
const MEMORY: Range<u32> = 0x3fc8_0000..0x3fce_0000;
const PARTS: Range<u32> = 0x6000_0000..0x600d_1000;

fn is_within(ranges: &[Range<u32>], address: u32, bits: u8) -> bool {
    let aligned = address % u32::from(bits / 8).max(1) == 0;
    aligned && ranges.iter().any(|range| range.contains(&address))
}

pub fn read_memory(address: u32, bits: u8) -> Answer<u32> {
    if !is_within(&[MEMORY, PARTS], address, bits) {
        return Err(Fault::Absent);
    }
    let address = address as usize;
    // SAFETY: there is something to read, at every address that is aligned.
    Ok(unsafe {
        match bits {
            8 => with_exposed_provenance::<u8>(address)
                .read_volatile()
                .into(),
            16 => with_exposed_provenance::<u16>(address)
                .read_volatile()
                .into(),
            _ => with_exposed_provenance::<u32>(address).read_volatile(),
        }
    })
}

pub fn write_memory(address: u32, bits: u8, value: u32) -> Answer {
    if !is_within(&[PARTS], address, bits) {
        return Err(Fault::Absent);
    }
    let address = address as usize;
    // SAFETY: registers are no memory of this program. What a part is told to do with memory is the caller's affair.
    unsafe {
        match bits {
            8 => with_exposed_provenance_mut::<u8>(address).write_volatile(value as u8),
            16 => with_exposed_provenance_mut::<u16>(address).write_volatile(value as u16),
            _ => with_exposed_provenance_mut::<u32>(address).write_volatile(value),
        }
    }
    Ok(())
}

pub struct Esp32 {
    alarm: OneShotTimer<'static, Blocking>,
    _lines: lines::Lines,
}

impl Chip for Esp32 {
    fn write(&mut self, bytes: &[u8]) {
        lines::send(bytes);
    }

    fn micros(&mut self) -> u64 {
        micros()
    }

    fn idle(&mut self, until: u64) {
        /// What comes between the look and the sleep is seen this many microseconds later.
        const GLANCE: u64 = 1000;
        let left = until.saturating_sub(micros()).min(GLANCE);
        if lines::take_arrived() || left == 0 {
            return;
        }
        if self.alarm.schedule(Duration::from_micros(left)).is_ok() {
            self.alarm.listen();
            riscv::asm::wfi();
            self.alarm.stop();
        }
    }

    fn has_news(&self) -> bool {
        lines::has_news()
    }

    fn take_news(&mut self) -> bool {
        lines::take_news()
    }

    fn seed(&mut self) -> u64 {
        let rng = Rng::new();
        u64::from(rng.random()) << 32 | u64::from(rng.random())
    }
}

extern "C" fn alarmed() {
    SYSTIMER::regs()
        .int_clr()
        .write(|w| w.target(0).clear_bit_by_one());
}

#[unsafe(no_mangle)]
extern "C" fn ExceptionHandler(_: &TrapFrame) -> ! {
    let what = match mcause::read().code() {
        // The guard at its end was written to, or it left the memory.
        3 | 14 => "stack overflow",
        cause => fault::riscv(cause),
    };
    fail(
        what,
        &[
            ("pc", mepc::read() as u32),
            ("address", mtval::read() as u32),
        ],
    )
}
