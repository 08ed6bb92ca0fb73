//! The target's processor: halted out of reset, running a routine in RAM, let go. Armv6-M Architecture Reference Manual,
//! C1.6 (debug registers); the same addresses in Armv7-M.

use super::Dap;
use crate::Failure;

/// Debug Halting Control and Status.
const DHCSR: u32 = 0xE000_EDF0;
/// Debug Core Register Selector.
const DCRSR: u32 = 0xE000_EDF4;
/// Debug Core Register Data.
const DCRDR: u32 = 0xE000_EDF8;
/// Debug Exception and Monitor Control; bit 0 halts the core as it comes out of reset.
const DEMCR: u32 = 0xE000_EDFC;
/// Application Interrupt and Reset Control.
const AIRCR: u32 = 0xE000_ED0C;

const KEY: u32 = 0xA05F_0000;
const DEBUG: u32 = 1 << 0;
const HALT: u32 = 1 << 1;
const MASK_INTERRUPTS: u32 = 1 << 3;
const READY: u32 = 1 << 16;
const HALTED: u32 = 1 << 17;
const RESET: u32 = 0x05FA_0004;

/// Register numbers of DCRSR.
const PROGRAM_COUNTER: u32 = 15;
const STATUS: u32 = 16;
/// Thumb state.
const THUMB: u32 = 1 << 24;
const WRITE: u32 = 1 << 16;

impl Dap {
    /// Resets the processor and stops it before its first instruction: no interrupt, no watchdog, no lock of the flash
    /// that the program has set is left.
    pub async fn reset_and_halt(&self) -> Result<(), Failure> {
        self.write_word(DHCSR, KEY | DEBUG | HALT).await?;
        self.write_word(DEMCR, 1).await?;
        self.write_word(AIRCR, RESET).await?;
        self.line().wait(5).await?;
        for _ in 0..20 {
            if self.read_word(DHCSR).await? & HALTED != 0 {
                self.write_word(DEMCR, 0).await?;
                return self
                    .write_word(DHCSR, KEY | DEBUG | HALT | MASK_INTERRUPTS)
                    .await;
            }
            self.write_word(DHCSR, KEY | DEBUG | HALT).await?;
            self.line().wait(5).await?;
        }
        Err(Failure::NoTarget)
    }

    /// Resets the processor and lets it run without a debugger.
    pub async fn reset_and_run(&self) -> Result<(), Failure> {
        self.write_word(DEMCR, 0).await?;
        self.write_word(AIRCR, RESET).await?;
        self.line().wait(2).await?;
        self.write_word(DHCSR, KEY).await
    }

    /// Runs a routine in RAM until it halts at its breakpoint. `limit` in milliseconds.
    pub async fn run(&self, routine: u32, limit: u32) -> Result<(), Failure> {
        self.set_register(STATUS, THUMB).await?;
        self.set_register(PROGRAM_COUNTER, routine).await?;
        self.write_word(DHCSR, KEY | DEBUG | MASK_INTERRUPTS)
            .await?;
        let mut waited = 0;
        loop {
            if self.read_word(DHCSR).await? & HALTED != 0 {
                return Ok(());
            }
            if waited >= limit {
                return Err(Failure::NoTarget);
            }
            self.line().wait(5).await?;
            waited += 5;
        }
    }

    async fn set_register(&self, register: u32, value: u32) -> Result<(), Failure> {
        self.write_word(DCRDR, value).await?;
        self.write_word(DCRSR, WRITE | register).await?;
        for _ in 0..20 {
            if self.read_word(DHCSR).await? & READY != 0 {
                return Ok(());
            }
        }
        Err(Failure::NoTarget)
    }
}
