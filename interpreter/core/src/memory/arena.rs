//! The one room with `unsafe`: a region of memory the interpreter owns, read and written by index.
//! Knows nothing of what the words mean.
//!
//! Why it is needed: the machine's loop keeps a pointer into the region (the bytecode it runs, the window of
//! registers) across calls that use the same region through `&mut`. A slice cannot express that; a raw pointer
//! that every access goes through can. All accesses are bounds-checked except the ones named `unchecked`.
#![allow(unsafe_code)]

use crate::value::{Value, Word};
use core::marker::PhantomData;

/// The same memory as a stack for a machine: a board has its memory in one piece.
pub fn stack_in(words: &mut [Word]) -> &mut [Value] {
    words.fill(Value::NONE.word());
    // SAFETY: a value is a word that is not zero, and none of these is; a word may be anything, so no write of a value spoils
    // what the slice was.
    unsafe { core::slice::from_raw_parts_mut(words.as_mut_ptr().cast(), words.len()) }
}

/// A region of `T`s, borrowed for `'a` and accessed by index only.
pub struct Region<'a, T> {
    base: *mut T,
    len: usize,
    owner: PhantomData<&'a mut [T]>,
}

// SAFETY: the region is an exclusive borrow; sending it is sending the `&mut [T]` it was made from.
unsafe impl<T: Send> Send for Region<'_, T> {}

impl<'a, T: Copy> Region<'a, T> {
    pub fn new(slice: &'a mut [T]) -> Self {
        Region {
            base: slice.as_mut_ptr(),
            len: slice.len(),
            owner: PhantomData,
        }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The item at `i`; `i` out of range is a bug in the interpreter and panics.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn get(&self, i: usize) -> T {
        if i >= self.len {
            out_of_range();
        }
        // SAFETY: `i < len`, and `base..base + len` is ours for `'a`.
        unsafe { *self.base.add(i) }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn set(&mut self, i: usize, value: T) {
        if i >= self.len {
            out_of_range();
        }
        // SAFETY: as in `get`; `&mut self` makes the write exclusive.
        unsafe { *self.base.add(i) = value }
    }

    #[inline]
    pub fn slice(&self, from: usize, to: usize) -> &[T] {
        if from > to || to > self.len {
            out_of_range();
        }
        // SAFETY: the range lies in the region, and `&self` keeps writers out while the slice lives.
        unsafe { core::slice::from_raw_parts(self.base.add(from), to - from) }
    }

    #[inline]
    pub fn slice_mut(&mut self, from: usize, to: usize) -> &mut [T] {
        if from > to || to > self.len {
            out_of_range();
        }
        // SAFETY: the range lies in the region, and `&mut self` makes the borrow exclusive.
        unsafe { core::slice::from_raw_parts_mut(self.base.add(from), to - from) }
    }

    /// Two ranges that do not overlap: one to read, one to write.
    pub fn pair(&mut self, read: (usize, usize), write: (usize, usize)) -> (&[T], &mut [T]) {
        let empty = read.0 == read.1 || write.0 == write.1;
        let apart = empty || read.1 <= write.0 || write.1 <= read.0;
        if read.0 > read.1 || write.0 > write.1 || read.1 > self.len || write.1 > self.len || !apart
        {
            out_of_range();
        }
        // SAFETY: both ranges lie in the region and do not overlap; `&mut self` makes the borrow exclusive.
        unsafe {
            (
                core::slice::from_raw_parts(self.base.add(read.0), read.1 - read.0),
                core::slice::from_raw_parts_mut(self.base.add(write.0), write.1 - write.0),
            )
        }
    }

    /// The region seen by the loop: a copy of its bounds that stays in registers.
    #[inline(always)]
    pub fn view(&self) -> View<T> {
        View {
            base: self.base,
            len: self.len,
        }
    }

    /// A window at `at`, for the loop: see `Window`.
    #[inline(always)]
    pub fn window(&self, at: usize) -> Window<T> {
        if at + REACH > self.len {
            out_of_range();
        }
        // SAFETY: `at` lies in the region (or one past its end).
        Window {
            base: unsafe { self.base.add(at) },
        }
    }

    /// The region's bytes, for the loop's instruction fetch.
    #[inline(always)]
    pub fn view_bytes(&self) -> Bytes {
        Bytes {
            base: self.base.cast(),
            len: self.len * size_of::<T>(),
        }
    }

    /// The bytes of the region from byte `at`.
    #[inline(always)]
    pub fn fetch(&self, at: usize) -> Fetch {
        if at > self.len * size_of::<T>() {
            out_of_range();
        }
        // SAFETY: `at` lies in the region (or one past its end).
        Fetch {
            pc: unsafe { self.base.cast::<u8>().add(at) },
        }
    }

    /// Byte offset of `fetch` from the start of the region.
    #[inline(always)]
    pub fn offset_of(&self, fetch: Fetch) -> usize {
        fetch.pc as usize - self.base as usize
    }
}

#[cold]
#[inline(never)]
fn out_of_range() -> ! {
    panic!("index out of the arena")
}

/// A region's bounds, copied. Every access is checked against them.
///
/// Invariant: a region never moves or shrinks, and the view must not outlive it (the loop holds the machine, marking the
/// heap). No slice of the region is alive while the loop reads or writes: slices borrow the machine, and the loop owns it
/// then. So it is with marking and the heap.
#[derive(Clone, Copy)]
pub struct View<T> {
    base: *mut T,
    len: usize,
}

impl<T: Copy> View<T> {
    #[inline(always)]
    pub fn get(self, i: usize) -> T {
        if i >= self.len {
            out_of_range();
        }
        // SAFETY: `i < len`; see the type's invariant.
        unsafe { *self.base.add(i) }
    }

    #[inline(always)]
    pub fn set(self, i: usize, value: T) {
        if i >= self.len {
            out_of_range();
        }
        // SAFETY: as in `get`.
        unsafe { *self.base.add(i) = value }
    }

    /// The `N` items from `at` on: checked once for all of them.
    #[inline(always)]
    pub fn few<const N: usize>(self, at: usize) -> Few<T, N> {
        if at.checked_add(N).is_none_or(|end| end > self.len) {
            out_of_range();
        }
        // SAFETY: `at` lies in the region.
        Few {
            base: unsafe { self.base.add(at) },
        }
    }
}

impl View<Word> {
    /// Byte `i` of the region's memory.
    #[inline(always)]
    pub fn byte(self, i: usize) -> u8 {
        if i / size_of::<Word>() >= self.len {
            out_of_range();
        }
        // SAFETY: the word that byte `i` belongs to lies in the region; see the type's invariant.
        unsafe { *self.base.cast::<u8>().add(i) }
    }

    #[inline(always)]
    pub fn set_byte(self, i: usize, byte: u8) {
        if i / size_of::<Word>() >= self.len {
            out_of_range();
        }
        // SAFETY: as in `byte`.
        unsafe { *self.base.cast::<u8>().add(i) = byte }
    }
}

/// `N` items of a region, under the same invariant as `View`.
#[derive(Clone, Copy)]
pub struct Few<T, const N: usize> {
    base: *const T,
}

impl<T: Copy, const N: usize> Few<T, N> {
    #[inline(always)]
    pub fn get<const I: usize>(self) -> T {
        const { assert!(I < N) };
        // SAFETY: `I < N`; see the type's invariant.
        unsafe { *self.base.add(I) }
    }
}

/// A region's bounds in bytes, under the same invariant as `View`.
#[derive(Clone, Copy)]
pub struct Bytes {
    base: *const u8,
    len: usize,
}

impl Bytes {
    /// The bytes from `at` on.
    #[inline(always)]
    pub fn fetch(self, at: usize) -> Fetch {
        if at > self.len {
            out_of_range();
        }
        // SAFETY: `at` lies in the region (or one past its end).
        Fetch {
            pc: unsafe { self.base.add(at) },
        }
    }

    /// Byte offset of `fetch` from the start of the region.
    #[inline(always)]
    pub fn offset_of(self, fetch: Fetch) -> usize {
        fetch.pc as usize - self.base as usize
    }
}

/// Items behind a window that are there for sure: 256 registers, and what `fill` may write beyond.
pub const REACH: usize = 256 + FILL;

/// Items that `fill` writes at once.
const FILL: usize = 4;

/// A window of 256 registers.
///
/// Invariant: whoever makes one through `Region::window` has had the reach checked, an operand is a `u8`,
/// so every register of the window lies in the region. It must not outlive the region (the loop holds the machine).
#[derive(Clone, Copy)]
pub struct Window<T> {
    base: *mut T,
}

impl<T: Copy> Window<T> {
    /// The window `by` registers further up. The caller has checked its reach.
    #[inline(always)]
    pub fn up(self, by: u8) -> Window<T> {
        Window {
            base: self.base.wrapping_add(usize::from(by)),
        }
    }

    /// The window `by` registers further down, where it was before.
    #[inline(always)]
    pub fn down(self, by: usize) -> Window<T> {
        Window {
            base: self.base.wrapping_sub(by),
        }
    }

    /// Sets the registers `from..to`, and up to three behind them: four at a time, which is quicker for the few there are.
    #[inline(always)]
    pub fn fill(self, from: u8, to: u8, value: T) {
        let (mut at, end) = (usize::from(from), usize::from(to));
        while at < end {
            for i in 0..FILL {
                // SAFETY: `at < 256`, so `at + i` is within the reach; see the type's invariant and `set`.
                unsafe { *self.base.add(at + i) = value }
            }
            at += FILL;
        }
    }

    #[inline(always)]
    pub fn get(self, register: u8) -> T {
        // SAFETY: see the type's invariant.
        unsafe { *self.base.add(usize::from(register)) }
    }

    #[inline(always)]
    pub fn set(self, register: u8, value: T) {
        // SAFETY: see the type's invariant. No slice of this part of the region is alive while the loop writes:
        // slices borrow the machine, and the loop owns the machine when it executes this.
        unsafe { *self.base.add(usize::from(register)) = value }
    }
}

/// The address of the next bytecode to run.
///
/// Invariant: it only moves inside a verified code object: every jump lands on an instruction of the same object and
/// the last instruction does not fall through. The verifier checks this before a code object can run, compaction
/// happens only while the loop is not running.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fetch {
    pc: *const u8,
}

impl Fetch {
    #[inline(always)]
    pub fn byte(self, at: usize) -> u8 {
        // SAFETY: see the type's invariant; operands belong to the instruction.
        unsafe { *self.pc.add(at) }
    }

    #[inline(always)]
    pub fn half(self, at: usize) -> u16 {
        // SAFETY: as in `byte`; the operand may lie anywhere.
        u16::from_le(unsafe { self.pc.add(at).cast::<u16>().read_unaligned() })
    }

    /// The opcode. The verifier has seen that it is below `COUNT`: the loop's table needs no check of its own.
    #[inline(always)]
    pub fn opcode<const COUNT: usize>(self) -> u8 {
        let op = self.byte(0);
        // SAFETY: see the type's invariant; `COUNT` is the number of opcodes that the verifier knows.
        unsafe { core::hint::assert_unchecked(usize::from(op) < COUNT) };
        op
    }

    #[inline(always)]
    pub fn skip(self, bytes: usize) -> Fetch {
        Fetch {
            pc: self.pc.wrapping_add(bytes),
        }
    }

    #[inline(always)]
    pub fn jump(self, bytes: i32) -> Fetch {
        Fetch {
            pc: self.pc.wrapping_offset(bytes as isize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_reads_what_was_written() {
        let mut words = [0u32; 300];
        let mut r = Region::new(&mut words);
        r.set(3, 7);
        assert_eq!(r.get(3), 7);
        r.slice_mut(4, 6).copy_from_slice(&[1, 2]);
        assert_eq!(r.slice(3, 6), &[7, 1, 2]);
        let w = r.window(10);
        w.set(255, 9);
        assert_eq!(r.get(265), 9);
        w.fill(253, 255, 8);
        assert_eq!(r.slice(262, 267), &[0, 8, 8, 8, 8]);
        let (from, to) = r.pair((3, 6), (6, 9));
        to.copy_from_slice(from);
        assert_eq!(r.get(6), 7);
        assert_eq!(r.fetch(12).byte(0), 7);
    }

    #[test]
    #[should_panic(expected = "index out of the arena")]
    fn beyond_the_end_is_refused() {
        let mut words = [0u32; 2];
        Region::new(&mut words).get(2);
    }
}
