//! Frames: what a window of registers holds besides locals, and how a frame knows its way back.

use crate::memory::{Header, Kind};
use crate::value::{Value, Word};

/// Words of a function object.
pub const CODE: usize = 1;
pub const GLOBALS: usize = 2;
pub const CELLS: usize = 3;

/// In a function's header, behind the number of its cells: the number of its parameters | `SIMPLE`, if it takes just
/// these, by position, and is no generator.
pub const SIMPLE: usize = 0x100;

/// The bits of a function's header that say how it may be called: all but the number of its cells.
pub const CALLED_AS: Word = !Header::new(Kind::Free, 0xff).0;

/// These bits of a function that takes just `count` positional arguments.
#[inline(always)]
pub fn simple(count: u8) -> Word {
    Header::new(Kind::Function, (usize::from(count) | SIMPLE) << 8).0
}

/// Stack words that must be free behind a frame: a window reaches 256 registers.
pub const SLACK: usize = 264;

/// How control goes on when a frame ends.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Return {
    /// The result goes to register 0 of the frame's window, which is the caller's call window.
    Normal = 0,
    /// An `__init__`: its result must be `None`; the instance lies below the window.
    Init = 1,
    /// The frame was entered from native code: the loop ends.
    Exit = 2,
    /// A generator that the caller's `ForIter` runs; the return address is that instruction.
    Loop = 3,
    /// A generator that the caller's `YieldFrom` runs; the return address is that instruction.
    Delegate = 4,
    /// A generator resumed from native code.
    ExitGenerator = 5,
    /// Called by a `CallEx`, which the return address is behind, and whose operand says where the result goes.
    Spread = 6,
    /// An `__init__` called so; the instance lies below the window.
    SpreadInit = 7,
    /// The body of a module, which lies below the window. The return address is the `Import`, which then runs again.
    Import = 8,
    /// As `ExitGenerator`; what takes the values lies below the generator on the stack, see `Machine::pour`.
    Drain = 9,
    /// A special method that the instruction at the return address asks for its value: that goes into its first operand.
    Value = 10,
    /// The same for an operator: after `NotImplemented` the other operand is asked.
    Operator = 11,
}

impl Return {
    /// Whether native code resumed the generator.
    pub fn leaves_loop(self) -> bool {
        matches!(self, Return::ExitGenerator | Return::Drain)
    }
}

/// A return address: byte offset in the caller's code, distance of the windows, kind. It is a small int, as all that
/// lies on the stack must be a value.
pub fn address(pc: usize, distance: usize, kind: Return) -> Value {
    Value::small_wrapping(((pc << 13) | (distance << 4) | kind as usize) as i64)
}

/// The return address of a frame that native code entered.
pub fn exit_address() -> Value {
    address(0, 0, Return::Exit)
}

/// Offset, distance and kind of a return address.
#[inline(always)]
pub fn parts(address: Value) -> (usize, usize, Return) {
    let (offset, distance) = place(address);
    let kind = match address.small_bits() & 15 {
        0 => Return::Normal,
        1 => Return::Init,
        3 => Return::Loop,
        4 => Return::Delegate,
        5 => Return::ExitGenerator,
        6 => Return::Spread,
        7 => Return::SpreadInit,
        8 => Return::Import,
        9 => Return::Drain,
        10 => Return::Value,
        11 => Return::Operator,
        _ => Return::Exit,
    };
    (offset, distance, kind)
}

/// Offset and distance of a return address.
#[inline(always)]
pub fn place(address: Value) -> (usize, usize) {
    let a = address.small_bits();
    (a >> 13, (a >> 4) & 0x1ff)
}

/// Whether a return address is of a generator that is drained.
#[inline(always)]
pub fn is_drain(address: Value) -> bool {
    address.small_bits() & 15 == Return::Drain as usize
}

/// Whether a return address is of a plain call.
#[inline(always)]
pub fn is_normal(address: Value) -> bool {
    address.small_bits() & 15 == Return::Normal as usize
}
