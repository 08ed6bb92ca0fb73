//! The machine `virt`: a 16550 for the serial line, the CLINT's clock, the PLIC, and a device that ends or resets the whole.
//! Addresses are those of QEMU's `hw/riscv/virt.c`.
//!
//! `unsafe`, and why it is sound: registers are read and written at addresses of devices that are always there; the regions
//! between the linker's symbols belong to nobody else, and `take` gives them once; interrupts are switched on when
//! everything they use is a static with atomics.
#![allow(unsafe_code)]

use core::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use pyrite_port::{Chip, Input, Word, fault};
use riscv::interrupt::Interrupt;
use riscv::register::{mcause, mepc, mtval};

/// A register of 32 bits.
struct Register(usize);

impl Register {
    fn read(&self) -> u32 {
        // SAFETY: the constants below are registers.
        unsafe { core::ptr::with_exposed_provenance::<u32>(self.0).read_volatile() }
    }

    fn write(&self, value: u32) {
        // SAFETY: as in `read`.
        unsafe { core::ptr::with_exposed_provenance_mut::<u32>(self.0).write_volatile(value) }
    }
}

/// A register of 8 bits.
struct ByteRegister(usize);

impl ByteRegister {
    fn read(&self) -> u8 {
        // SAFETY: the constants below are registers.
        unsafe { core::ptr::with_exposed_provenance::<u8>(self.0).read_volatile() }
    }

    fn write(&self, value: u8) {
        // SAFETY: as in `read`.
        unsafe { core::ptr::with_exposed_provenance_mut::<u8>(self.0).write_volatile(value) }
    }
}

const FINISHER: Register = Register(0x10_0000);
const POWER_OFF: u32 = 0x5555;
const RESET: u32 = 0x7777;

const COMPARE: [Register; 2] = [Register(0x0200_4000), Register(0x0200_4004)];
const TIME: [Register; 2] = [Register(0x0200_bff8), Register(0x0200_bffc)];
/// Steps of the clock in a microsecond.
const STEPS: u64 = 10;

const SERIAL_INTERRUPT: u32 = 10;
const PRIORITY: Register = Register(0x0c00_0000 + 4 * SERIAL_INTERRUPT as usize);
const ENABLE: Register = Register(0x0c00_2000);
const THRESHOLD: Register = Register(0x0c20_0000);
const CLAIM: Register = Register(0x0c20_0004);

const DATA: ByteRegister = ByteRegister(0x1000_0000);
const INTERRUPTS: ByteRegister = ByteRegister(0x1000_0001);
const FIFO: ByteRegister = ByteRegister(0x1000_0002);
const LINE: ByteRegister = ByteRegister(0x1000_0005);
const RECEIVED: u8 = 0x01;
const CAN_SEND: u8 = 0x20;

static BYTES: [AtomicU8; 1024] = [const { AtomicU8::new(0) }; 1024];
pub static INPUT: Input = Input::new(&BYTES);
/// Something arrived since the chip last slept.
static ARRIVED: AtomicBool = AtomicBool::new(false);

/// Says over a reset that a fault was its reason.
#[unsafe(link_section = ".uninit")]
static FAULT: AtomicU32 = AtomicU32::new(0);
const FAULTY: u32 = 0xbad_c0de;

unsafe extern "C" {
    static mut _arena_start: u32;
    static mut _arena_end: u32;
    static mut _disk_start: u8;
    static _disk_size: u8;
}

/// The memory that no variable uses.
pub struct Memory {
    pub arena: &'static mut [Word],
    /// What stands for flash that keeps files.
    pub disk: &'static mut [u8],
}

/// The memory, for the first caller; switches the serial line on.
pub fn take() -> Memory {
    static TAKEN: AtomicBool = AtomicBool::new(false);
    assert!(!TAKEN.load(Ordering::Relaxed));
    TAKEN.store(true, Ordering::Relaxed);
    // SAFETY: the linker script keeps both regions free; the flag above makes this the only slice of each. Any bytes are
    // words and bytes.
    let memory = unsafe {
        let (start, end) = (&raw mut _arena_start, &raw mut _arena_end);
        let words = end.addr().saturating_sub(start.addr()) / size_of::<Word>();
        Memory {
            arena: core::slice::from_raw_parts_mut(start.cast(), words),
            disk: core::slice::from_raw_parts_mut(
                &raw mut _disk_start,
                (&raw const _disk_size).addr(),
            ),
        }
    };
    FIFO.write(0x07);
    INTERRUPTS.write(RECEIVED);
    PRIORITY.write(1);
    THRESHOLD.write(0);
    ENABLE.write(1 << SERIAL_INTERRUPT);
    wake_at(u64::MAX);
    // SAFETY: the handlers use statics alone.
    unsafe {
        riscv::interrupt::enable_interrupt(Interrupt::MachineExternal);
        riscv::interrupt::enable_interrupt(Interrupt::MachineTimer);
        riscv::interrupt::enable();
    }
    memory
}

/// Whether the last run ended in a fault; the next call says no.
pub fn take_fault() -> bool {
    let fault = FAULT.load(Ordering::Relaxed) == FAULTY;
    FAULT.store(0, Ordering::Relaxed);
    fault
}

fn send(bytes: &[u8]) {
    for byte in bytes {
        while LINE.read() & CAN_SEND == 0 {}
        DATA.write(*byte);
    }
}

fn steps() -> u64 {
    loop {
        let [low, high] = TIME.map(|register| register.read());
        if TIME[1].read() == high {
            return u64::from(high) << 32 | u64::from(low);
        }
    }
}

/// Has the timer interrupt come at this step.
fn wake_at(step: u64) {
    // In this order no moment lies between that would wake too early.
    COMPARE[1].write(u32::MAX);
    COMPARE[0].write(step as u32);
    COMPARE[1].write((step >> 32) as u32);
}

pub fn reset() -> ! {
    FINISHER.write(RESET);
    loop {
        riscv::asm::wfi();
    }
}

pub fn power_off() -> ! {
    FINISHER.write(POWER_OFF);
    loop {
        riscv::asm::wfi();
    }
}

/// Reports, and starts anew without the user's program.
pub fn fail(what: &str, numbers: &[(&str, u32)]) -> ! {
    riscv::interrupt::disable();
    fault::tell(what, numbers, send);
    FAULT.store(FAULTY, Ordering::Relaxed);
    reset()
}

pub struct Virt;

impl Chip for Virt {
    fn write(&mut self, bytes: &[u8]) {
        send(bytes);
    }

    fn micros(&mut self) -> u64 {
        steps() / STEPS
    }

    fn idle(&mut self, until: u64) {
        riscv::interrupt::free(|| {
            if ARRIVED.load(Ordering::Relaxed) {
                ARRIVED.store(false, Ordering::Relaxed);
                return;
            }
            wake_at(until.saturating_mul(STEPS));
            // What is pending ends the wait, and is handled when interrupts are on again.
            riscv::asm::wfi();
            wake_at(u64::MAX);
        });
    }

    fn seed(&mut self) -> u64 {
        // There is no source of randomness here but the moment.
        let mut bits = steps() ^ 0x9e37_79b9_7f4a_7c15;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ bits >> 31
    }
}

#[riscv_rt::core_interrupt(Interrupt::MachineExternal)]
fn external() {
    let number = CLAIM.read();
    while LINE.read() & RECEIVED != 0 {
        INPUT.push(DATA.read());
    }
    ARRIVED.store(true, Ordering::Relaxed);
    CLAIM.write(number);
}

#[riscv_rt::core_interrupt(Interrupt::MachineTimer)]
fn timer() {
    wake_at(u64::MAX);
}

#[unsafe(export_name = "ExceptionHandler")]
fn exception(_: &riscv_rt::TrapFrame) -> ! {
    fail(
        fault::riscv(mcause::read().code()),
        &[
            ("pc", mepc::read() as u32),
            ("address", mtval::read() as u32),
        ],
    )
}
