//! Bytes from the serial line on their way from the receive interrupt to the prompt or the program. Ctrl-C does not wait in
//! line while a program runs. One side gives, one side takes: plain loads and stores are enough, also on chips that have no
//! other atomic instructions.

use core::sync::atomic::{AtomicBool, AtomicU8, AtomicU16, AtomicUsize, Ordering};

/// Ctrl-C.
const INTERRUPT: u8 = 0x03;
/// No key interrupts: more than a byte can say.
const NONE: u16 = 0x100;

pub struct Input {
    bytes: &'static [AtomicU8],
    /// Where the next byte goes; written by the interrupt alone.
    head: AtomicUsize,
    /// The next byte to take; written by the taker alone.
    tail: AtomicUsize,
    /// A program runs: Ctrl-C is for it.
    listens: AtomicBool,
    /// The key that interrupts.
    key: AtomicU16,
    pressed: AtomicBool,
    /// Where the bytes begin that came behind the last Ctrl-C.
    mark: AtomicUsize,
}

impl Input {
    /// An empty line with room for one byte less than `bytes` has.
    pub const fn new(bytes: &'static [AtomicU8]) -> Input {
        Input {
            bytes,
            head: AtomicUsize::new(0),
            tail: AtomicUsize::new(0),
            listens: AtomicBool::new(false),
            key: AtomicU16::new(INTERRUPT as u16),
            pressed: AtomicBool::new(false),
            mark: AtomicUsize::new(0),
        }
    }

    fn after(&self, at: usize) -> usize {
        let next = at + 1;
        if next < self.bytes.len() { next } else { 0 }
    }

    /// Whether there is room for another byte: a receiver that can wait does until then.
    pub fn has_room(&self) -> bool {
        self.after(self.head.load(Ordering::Relaxed)) != self.tail.load(Ordering::Acquire)
    }

    /// Whether a program runs that Ctrl-C interrupts.
    pub fn listens(&self) -> bool {
        self.listens.load(Ordering::Relaxed)
    }

    /// Whether a byte interrupts the program that runs.
    pub fn interrupts(&self, byte: u8) -> bool {
        self.listens() && self.is_key(byte)
    }

    /// Called by the receive interrupt. What finds no room is lost, but never a Ctrl-C.
    pub fn push(&self, byte: u8) {
        let head = self.head.load(Ordering::Relaxed);
        if self.interrupts(byte) {
            self.mark.store(head, Ordering::Relaxed);
            self.pressed.store(true, Ordering::Release);
        } else if self.has_room()
            && let Some(place) = self.bytes.get(head)
        {
            place.store(byte, Ordering::Relaxed);
            self.head.store(self.after(head), Ordering::Release);
        }
    }

    fn is_key(&self, byte: u8) -> bool {
        self.key.load(Ordering::Relaxed) == u16::from(byte)
    }

    /// Which key interrupts from now on, until the program ends.
    pub fn set_interrupt(&self, key: Option<u8>) {
        self.key
            .store(key.map_or(NONE, u16::from), Ordering::Relaxed);
    }

    /// Bytes that wait.
    pub fn waiting(&self) -> usize {
        let (head, tail) = (
            self.head.load(Ordering::Acquire),
            self.tail.load(Ordering::Relaxed),
        );
        match head.checked_sub(tail) {
            Some(count) => count,
            None => head + self.bytes.len() - tail,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.tail.load(Ordering::Relaxed) == self.head.load(Ordering::Acquire)
    }

    pub fn pop(&self) -> Option<u8> {
        if self.is_empty() {
            return None;
        }
        let tail = self.tail.load(Ordering::Relaxed);
        let byte = self.bytes.get(tail)?.load(Ordering::Relaxed);
        self.tail.store(self.after(tail), Ordering::Release);
        Some(byte)
    }

    /// A program begins: Ctrl-C is for it from now on, also one that came while it was being prepared.
    pub fn begin(&self) {
        self.set_interrupt(Some(INTERRUPT));
        self.pressed.store(false, Ordering::Relaxed);
        self.listens.store(true, Ordering::Release);
        let mut at = self.tail.load(Ordering::Relaxed);
        while at != self.head.load(Ordering::Acquire) {
            let byte = self.bytes.get(at).map(|byte| byte.load(Ordering::Relaxed));
            at = self.after(at);
            if byte.is_some_and(|byte| self.is_key(byte)) {
                self.mark.store(at, Ordering::Relaxed);
                self.pressed.store(true, Ordering::Release);
            }
        }
    }

    /// The program has ended: Ctrl-C is a key again.
    pub fn end(&self) {
        self.set_interrupt(Some(INTERRUPT));
        self.listens.store(false, Ordering::Relaxed);
        self.pressed.store(false, Ordering::Relaxed);
    }

    /// Whether Ctrl-C was pressed and nobody asked since.
    pub fn is_interrupted(&self) -> bool {
        self.pressed.load(Ordering::Acquire)
    }

    /// The same; the next call says no. What was typed before the Ctrl-C is void.
    pub fn take_interrupt(&self) -> bool {
        if !self.is_interrupted() {
            return false;
        }
        self.pressed.store(false, Ordering::Relaxed);
        self.tail
            .store(self.mark.load(Ordering::Relaxed), Ordering::Release);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn input(room: usize) -> Input {
        let bytes: Vec<AtomicU8> = (0..room + 1).map(|_| AtomicU8::new(0)).collect();
        Input::new(bytes.leak())
    }

    fn all(input: &Input) -> Vec<u8> {
        core::iter::from_fn(|| input.pop()).collect()
    }

    #[test]
    fn bytes_come_out_in_order_and_what_finds_no_room_is_lost() {
        let input = input(3);
        for round in 0..5u8 {
            b"abcd".iter().for_each(|byte| input.push(*byte + round));
            assert!(!input.has_room());
            assert_eq!(all(&input), [b'a' + round, b'b' + round, b'c' + round]);
        }
    }

    #[test]
    fn control_c_is_a_key_at_the_prompt_and_more_in_a_program() {
        let input = input(4);
        input.push(3);
        assert_eq!(input.pop(), Some(3));
        input.begin();
        b"old!!!\x03new".iter().for_each(|byte| input.push(*byte));
        assert!(input.take_interrupt());
        assert!(!input.take_interrupt());
        // The line was full.
        assert_eq!(all(&input), b"");
        b"x\x03new".iter().for_each(|byte| input.push(*byte));
        assert!(input.take_interrupt());
        assert_eq!(all(&input), b"new");
    }

    #[test]
    fn a_control_c_that_came_before_the_program_listened_is_heard() {
        let input = input(8);
        b"a\x03b".iter().for_each(|byte| input.push(*byte));
        input.begin();
        assert!(input.take_interrupt());
        assert_eq!(all(&input), b"b");
        input.end();
    }
}
