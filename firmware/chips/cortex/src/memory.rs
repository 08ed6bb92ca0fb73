//! Memory by address: what `machine.mem32` and its like read and write. An address at which nothing answers is an answer too:
//! the fault that it makes is taken here, and the instruction behind goes on.
//!
//! `unsafe`, and why it is sound: reading changes no memory. Writing is refused where the program's own memory lies, which the
//! chip tells; everywhere else there are devices, or nothing. What a program has devices do (a DMA controller can write
//! anywhere) is its own affair, as it is in C: that is what these functions are asked for. The handler below changes nothing
//! but the return address of a fault that `guarded` waits for, and then past one load or store that is known to be there.
#![allow(unsafe_code)]

use core::ops::Range;
use core::sync::atomic::{AtomicU8, Ordering, compiler_fence};
use pyrite_core::board::{Answer, Fault};

#[cfg(target_os = "none")]
unsafe extern "Rust" {
    /// What the chip does at a fault that nobody waits for: its place, and where that was called from.
    safe fn pyrite_fault(pc: u32, lr: u32) -> !;
}

/// No fault is waited for; one is; one has come.
static EXPECTED: AtomicU8 = AtomicU8::new(NO);
const NO: u8 = 0;
const YES: u8 = 1;
const CAME: u8 = 2;

/// Reads 8, 16 or 32 bits at an address that is aligned to them. Absent: nothing answers there.
pub fn read(address: u32, bits: u8) -> Answer<u32> {
    guarded(|| target::load(address, bits))
}

/// Writes them. Range: they lie in memory of the program.
pub fn write(address: u32, bits: u8, value: u32, own: &[Range<u32>]) -> Answer {
    if own.iter().any(|memory| memory.contains(&address)) {
        return Err(Fault::Range);
    }
    guarded(|| target::store(address, bits, value))
}

fn guarded<T>(access: impl FnOnce() -> T) -> Answer<T> {
    // A fault in a handler of an interrupt is not taken for this one.
    cortex_m::interrupt::free(|_| {
        EXPECTED.store(YES, Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
        let value = access();
        // What is still on its way arrives, or faults.
        cortex_m::asm::dsb();
        compiler_fence(Ordering::SeqCst);
        let came = EXPECTED.load(Ordering::Relaxed) == CAME;
        EXPECTED.store(NO, Ordering::Relaxed);
        if came { Err(Fault::Absent) } else { Ok(value) }
    })
}

#[cfg(target_os = "none")]
mod target {
    use super::{CAME, EXPECTED, YES, pyrite_fault};
    use core::arch::{asm, global_asm};
    use core::sync::atomic::Ordering;

    /// Auxiliary control register (ARMv7-M Architecture Reference Manual, section B3.2.17; Cortex-M4 Technical Reference
    /// Manual, section 4.2) and its bit with which a store waits until it is done, so that its fault is known at once.
    const AUXILIARY: u32 = 0xe000_e008;
    const NO_WRITE_BUFFER: u32 = 1 << 1;
    /// Fault status, and its bit for faults that came later than their instruction (section B3.2.15). A Cortex-M0 has
    /// neither and says 0.
    const STATUS: u32 = 0xe000_ed28;
    const LATE: u32 = 1 << 10;

    fn pointer<T>(address: u32) -> *mut T {
        core::ptr::with_exposed_provenance_mut(address as usize)
    }

    pub fn load(address: u32, bits: u8) -> u32 {
        let value;
        // SAFETY: one instruction, which changes a register at most.
        unsafe {
            match bits {
                8 => asm!("ldrb {0}, [{1}]", out(reg) value, in(reg) address, options(nostack)),
                16 => asm!("ldrh {0}, [{1}]", out(reg) value, in(reg) address, options(nostack)),
                _ => asm!("ldr {0}, [{1}]", out(reg) value, in(reg) address, options(nostack)),
            }
        }
        value
    }

    pub fn store(address: u32, bits: u8, value: u32) {
        // SAFETY: the registers are there on every Cortex-M, or have no effect; one instruction writes where the caller may.
        unsafe {
            let auxiliary = pointer::<u32>(AUXILIARY);
            let before = auxiliary.read_volatile();
            auxiliary.write_volatile(before | NO_WRITE_BUFFER);
            match bits {
                8 => asm!("strb {0}, [{1}]", in(reg) value, in(reg) address, options(nostack)),
                16 => asm!("strh {0}, [{1}]", in(reg) value, in(reg) address, options(nostack)),
                _ => asm!("str {0}, [{1}]", in(reg) value, in(reg) address, options(nostack)),
            }
            auxiliary.write_volatile(before);
        }
    }

    /// What the processor puts on the stack (section B1.5.6).
    #[repr(C)]
    struct Frame {
        registers: [u32; 5],
        lr: u32,
        pc: u32,
        status: u32,
    }

    // The only stack is the main one: what the processor has put there is at its top.
    global_asm!(
        ".section .HardFault.user, \"ax\"",
        ".global HardFault",
        ".type HardFault, %function",
        ".thumb_func",
        "HardFault:",
        "mov r0, sp",
        "push {{r4, lr}}",
        "bl {fault}",
        "pop {{r4, pc}}",
        fault = sym fault,
    );

    /// Behind a load or store that was waited for goes on; everything else is the end.
    extern "C" fn fault(frame: &mut Frame) {
        if EXPECTED.load(Ordering::Relaxed) != YES {
            pyrite_fault(frame.pc, frame.lr);
        }
        EXPECTED.store(CAME, Ordering::Relaxed);
        // SAFETY: the register is there on every Cortex-M, or says 0; writing ones clears it. The frame's place is that of
        // an instruction, whose first half says how long it is (section A6.1).
        unsafe {
            let status = pointer::<u32>(STATUS);
            let was = status.read_volatile();
            status.write_volatile(was);
            if was & LATE == 0 {
                let half = pointer::<u16>(frame.pc).read_volatile();
                frame.pc += if half >> 11 >= 0b11101 { 4 } else { 2 };
            }
        }
    }
}

/// A computer's memory is not asked for by address.
#[cfg(not(target_os = "none"))]
mod target {
    use super::{CAME, EXPECTED};
    use core::sync::atomic::Ordering;

    pub fn load(_: u32, _: u8) -> u32 {
        EXPECTED.store(CAME, Ordering::Relaxed);
        0
    }

    pub fn store(_: u32, _: u8, _: u32) {
        EXPECTED.store(CAME, Ordering::Relaxed);
    }
}
