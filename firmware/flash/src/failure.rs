//! Why a machine ended without success, in words that a teacher can act on: what happened, and what to do.

use crate::machine::Fault;
use std::fmt;

/// Each has a name, a sentence (`Display`) and an [`advice`](Failure::advice).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device was unplugged or closed.
    Disconnected,
    Cancelled,
    /// The device no longer answers, also after a new beginning.
    NoAnswer,
    /// What the device answers makes no sense.
    Garbled,
    /// The machine has ended before.
    Ended,
    /// The image has nothing for this board's memory.
    EmptyImage,
    /// The image wants memory that the board does not have.
    OutsideFlash {
        address: u32,
    },
    /// Another board than the image is for.
    WrongBoard {
        id: String,
    },
    /// The board's interface firmware refused the program, with its error number.
    Interface {
        code: u8,
    },
    /// The board's interface firmware is too old to take programs.
    Unsupported,
    /// The chip behind the interface cannot be reached by debug access.
    NoTarget,
    /// The chip's memory is locked against reading.
    Protected,
    /// The chip is protected against reading, and its bootloader cannot be used for more than unlocking it.
    Locked,
    /// After writing, the memory at this address holds something else.
    Mismatch {
        address: u32,
    },
    /// It was written, but could not be read back.
    Unverified,
    /// The bootloader's description of its memory cannot be understood.
    MemoryMap,
    /// The sector at this address cannot be erased or written.
    ReadOnly {
        address: u32,
    },
    /// The bootloader reports an error (DFU 1.1, 6.1.2).
    Bootloader {
        status: u8,
    },
    /// The board does not come to its prompt.
    NoPrompt,
    /// The program on the board, or the file access, raised this.
    Raised(String),
    /// A file arrived with another content than was sent.
    Damaged {
        name: String,
    },
}

impl Failure {
    /// For programs and translations.
    pub fn name(&self) -> &'static str {
        match self {
            Failure::Disconnected => "Disconnected",
            Failure::Cancelled => "Cancelled",
            Failure::NoAnswer => "NoAnswer",
            Failure::Garbled => "Garbled",
            Failure::Ended => "Ended",
            Failure::EmptyImage => "EmptyImage",
            Failure::OutsideFlash { .. } => "OutsideFlash",
            Failure::WrongBoard { .. } => "WrongBoard",
            Failure::Interface { .. } => "Interface",
            Failure::Unsupported => "Unsupported",
            Failure::NoTarget => "NoTarget",
            Failure::Protected => "Protected",
            Failure::Locked => "Locked",
            Failure::Mismatch { .. } => "Mismatch",
            Failure::Unverified => "Unverified",
            Failure::MemoryMap => "MemoryMap",
            Failure::ReadOnly { .. } => "ReadOnly",
            Failure::Bootloader { .. } => "Bootloader",
            Failure::NoPrompt => "NoPrompt",
            Failure::Raised(_) => "Raised",
            Failure::Damaged { .. } => "Damaged",
        }
    }

    /// What to do now. Says also what state the board is in.
    pub fn advice(&self) -> &'static str {
        match self {
            Failure::Disconnected => {
                "Plug the board in again and repeat: what was half written is written anew."
            }
            Failure::Cancelled => {
                "The old program may be incomplete. Flash again to have one that runs."
            }
            Failure::NoAnswer | Failure::Garbled => {
                "Unplug the board, plug it in again, and repeat. Close other pages and programs that use it."
            }
            Failure::Ended => "Begin again.",
            Failure::EmptyImage | Failure::OutsideFlash { .. } | Failure::WrongBoard { .. } => {
                "Choose the board that is plugged in, and build the image for it."
            }
            Failure::Interface { .. } => {
                "Unplug the board, plug it in again, and repeat. If it stays, update the board's interface firmware, or \
                 save the file and copy it onto the board's drive."
            }
            Failure::Unsupported => {
                "Update the board's interface firmware, or save the file and copy it onto the board's drive."
            }
            Failure::NoTarget | Failure::Protected => {
                "Save the file and copy it onto the board's drive; that also unlocks the chip."
            }
            Failure::Locked => {
                "Remove the protection with the maker's tool; that erases the chip. Then flash again."
            }
            Failure::Mismatch { .. } => {
                "Flash again. If it stays, use another cable or another board."
            }
            Failure::Unverified => {
                "Press the board's reset button. If the program does not run, flash again."
            }
            Failure::MemoryMap => {
                "This is no bootloader known here. Bring the board into DFU mode again."
            }
            Failure::ReadOnly { .. } => {
                "The sector is protected. Unlock it with the maker's tool, or build the image for this board."
            }
            Failure::Bootloader { .. } => {
                "Connect DFU and 3V3, press RST to enter the bootloader anew, and repeat."
            }
            Failure::NoPrompt => {
                "Press Ctrl-C, then the board's reset button. If no prompt comes, flash the firmware."
            }
            Failure::Raised(_) => "Read the message: the board is fine.",
            Failure::Damaged { .. } => "Repeat; use a shorter cable, or another port.",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Disconnected => f.write_str("the board was unplugged"),
            Failure::Cancelled => f.write_str("cancelled"),
            Failure::NoAnswer => f.write_str("the board does not answer"),
            Failure::Garbled => f.write_str("the board's answers make no sense"),
            Failure::Ended => f.write_str("this run has ended before"),
            Failure::EmptyImage => f.write_str("the image holds nothing for this board"),
            Failure::OutsideFlash { address } => {
                write!(
                    f,
                    "the image needs memory at {address:#010x}, which this board does not have"
                )
            }
            Failure::WrongBoard { id } => write!(f, "the image is for another board than {id}"),
            Failure::Interface { code } => {
                write!(
                    f,
                    "the board's interface refused the program (error {code})"
                )
            }
            Failure::Unsupported => {
                f.write_str("the board's interface firmware is too old for this")
            }
            Failure::NoTarget => f.write_str("the board's chip cannot be reached"),
            Failure::Protected => f.write_str("the board's chip is locked"),
            Failure::Locked => f.write_str("the chip is protected against reading"),
            Failure::Mismatch { address } => {
                write!(
                    f,
                    "the board holds something else at {address:#010x} than was written"
                )
            }
            Failure::Unverified => f.write_str("the program was written but could not be checked"),
            Failure::MemoryMap => f.write_str("the bootloader's memory map cannot be read"),
            Failure::ReadOnly { address } => {
                write!(f, "the memory at {address:#010x} cannot be written")
            }
            Failure::Bootloader { status } => {
                write!(
                    f,
                    "the bootloader reports: {}",
                    crate::dfuse::status_text(*status)
                )
            }
            Failure::NoPrompt => f.write_str("the board does not come to its prompt"),
            Failure::Raised(text) => f.write_str(text.trim_end()),
            Failure::Damaged { name } => write!(f, "{name} arrived damaged"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        match fault {
            Fault::Timeout | Fault::Stalled => Failure::NoAnswer,
            Fault::Disconnected => Failure::Disconnected,
            Fault::Cancelled => Failure::Cancelled,
        }
    }
}
