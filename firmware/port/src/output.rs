//! Bytes on their way out, from the program to an interrupt that sends them: `Input` the other way round. One side gives, one
//! side takes: plain loads and stores are enough.

use core::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

pub struct Output {
    bytes: &'static [AtomicU8],
    /// Where the next byte goes; written by the giver alone.
    head: AtomicUsize,
    /// The next byte to take; written by the taker alone.
    tail: AtomicUsize,
}

impl Output {
    /// Empty, with room for one byte less than `bytes` has.
    pub const fn new(bytes: &'static [AtomicU8]) -> Output {
        Output {
            bytes,
            head: AtomicUsize::new(0),
            tail: AtomicUsize::new(0),
        }
    }

    fn after(&self, at: usize) -> usize {
        let next = at + 1;
        if next < self.bytes.len() { next } else { 0 }
    }

    pub fn is_empty(&self) -> bool {
        self.waiting() == 0
    }

    /// Bytes that wait to be taken.
    pub fn waiting(&self) -> usize {
        let (head, tail) = (
            self.head.load(Ordering::Acquire),
            self.tail.load(Ordering::Acquire),
        );
        match head.checked_sub(tail) {
            Some(count) => count,
            None => head + self.bytes.len() - tail,
        }
    }

    /// Bytes that still find room.
    pub fn room(&self) -> usize {
        self.bytes.len().saturating_sub(self.waiting() + 1)
    }

    /// Gives as many bytes as find room: how many.
    pub fn push(&self, bytes: &[u8]) -> usize {
        let count = bytes.len().min(self.room());
        let mut head = self.head.load(Ordering::Relaxed);
        for byte in bytes.iter().take(count) {
            if let Some(place) = self.bytes.get(head) {
                place.store(*byte, Ordering::Relaxed);
            }
            head = self.after(head);
        }
        self.head.store(head, Ordering::Release);
        count
    }

    /// The next bytes, which stay: how many.
    pub fn peek(&self, into: &mut [u8]) -> usize {
        let count = self.waiting().min(into.len());
        let mut tail = self.tail.load(Ordering::Relaxed);
        for place in into.iter_mut().take(count) {
            if let Some(byte) = self.bytes.get(tail) {
                *place = byte.load(Ordering::Relaxed);
            }
            tail = self.after(tail);
        }
        count
    }

    /// Takes bytes away that were looked at.
    pub fn take(&self, count: usize) {
        let mut tail = self.tail.load(Ordering::Relaxed);
        for _ in 0..count.min(self.waiting()) {
            tail = self.after(tail);
        }
        self.tail.store(tail, Ordering::Release);
    }

    /// The next byte.
    pub fn pop(&self) -> Option<u8> {
        let mut byte = [0];
        let count = self.peek(&mut byte);
        self.take(count);
        (count == 1).then_some(byte[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn bytes_come_out_in_order_and_what_finds_no_room_is_not_taken() {
        let bytes: Vec<AtomicU8> = (0..6).map(|_| AtomicU8::new(0)).collect();
        let output = Output::new(bytes.leak());
        for _ in 0..5 {
            assert_eq!(output.push(b"abcdefg"), 5);
            assert_eq!((output.room(), output.waiting()), (0, 5));
            let mut some = [0; 3];
            assert_eq!((output.peek(&mut some), &some), (3, b"abc"));
            output.take(3);
            assert_eq!(output.push(b"xy"), 2);
            let rest: Vec<u8> = core::iter::from_fn(|| output.pop()).collect();
            assert_eq!(rest, b"dexy");
            assert!(output.is_empty());
            output.take(9);
        }
    }
}
