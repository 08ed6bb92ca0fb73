//! The radio, as micro:bits speak with each other: a byte of length and up to 251 bytes, an address of four bytes and a
//! group, a check of 16 bits (nRF51 section 17, nRF52833 section 6.22). Packets that come wait in a ring.

use crate::clock;
use crate::interrupts::{self, Line};
use crate::registers::{RADIO, Signal};
use core::cell::RefCell;
use core::sync::atomic::{AtomicU8, Ordering};
use cortex_m::interrupt::{Mutex, free};
use pyrite_core::board::{self, Answer, Fault, Packet, RadioSettings};

/// The longest packet.
const LONGEST: u8 = 251;

/// What is sent or received: the length, then the bytes.
static AIR: [AtomicU8; 256] = [const { AtomicU8::new(0) }; 256];

/// Shortcuts: ready begins, the end switches off; an address begins to measure strength.
const BEGIN: u32 = 1 << 0;
const OFF: u32 = 1 << 1;
const MEASURE: u32 = 1 << 4;
const ENDED: u32 = 1 << 3;

/// Decibels relative to a milliwatt that the eight strengths stand for, the weakest first.
const POWERS: [i8; 8] = if cfg!(feature = "nrf52833") {
    [-40, -20, -16, -12, -8, -4, 0, 4]
} else {
    [-30, -20, -16, -12, -8, -4, 0, 4]
};

/// Packets that wait: for each its length, its strength, eight bytes of time, its bytes.
struct Queue {
    bytes: [u8; ROOM],
    /// Where they begin, and how many bytes there are.
    first: usize,
    used: usize,
    packets: u8,
    most: u8,
}

const ROOM: usize = if cfg!(feature = "nrf52833") {
    1024
} else {
    160
};
const HEAD: usize = 10;

impl Queue {
    const EMPTY: Queue = Queue {
        bytes: [0; ROOM],
        first: 0,
        used: 0,
        packets: 0,
        most: 0,
    };

    fn push(&mut self, byte: u8) {
        let at = (self.first + self.used) % ROOM;
        if let Some(place) = self.bytes.get_mut(at) {
            *place = byte;
            self.used += 1;
        }
    }

    fn pop(&mut self) -> Option<u8> {
        self.used = self.used.checked_sub(1)?;
        let byte = self.bytes.get(self.first).copied();
        self.first = (self.first + 1) % ROOM;
        byte
    }

    /// A packet that has come. What finds no room is lost.
    fn add(&mut self, packet: &[AtomicU8], strength: u8, time: u64) {
        if self.packets >= self.most || self.used + HEAD + packet.len() > ROOM {
            return;
        }
        self.push(packet.len() as u8);
        self.push(strength);
        time.to_le_bytes()
            .into_iter()
            .for_each(|byte| self.push(byte));
        packet
            .iter()
            .for_each(|byte| self.push(byte.load(Ordering::Relaxed)));
        self.packets += 1;
    }

    fn take(&mut self, into: &mut [u8]) -> Option<Packet> {
        let len = usize::from(self.pop()?);
        let strength = self.pop()?;
        let mut time = [0; 8];
        for byte in &mut time {
            *byte = self.pop()?;
        }
        for i in 0..len {
            let byte = self.pop()?;
            if let Some(place) = into.get_mut(i) {
                *place = byte;
            }
        }
        self.packets -= 1;
        Some(Packet {
            len: len.min(into.len()),
            strength: -i16::from(strength),
            time: u64::from_le_bytes(time),
        })
    }
}

static QUEUE: Mutex<RefCell<Queue>> = Mutex::new(RefCell::new(Queue::EMPTY));

fn with<T>(f: impl FnOnce(&mut Queue) -> T) -> Option<T> {
    free(|all| Some(f(&mut *QUEUE.borrow(all).try_borrow_mut().ok()?)))
}

fn off() -> Answer {
    RADIO.no_interrupts().write(ENDED);
    RADIO.shortcuts().write(0);
    RADIO.disabled().write(0);
    RADIO.disable().go();
    if RADIO.disabled().wait() {
        Ok(())
    } else {
        Err(Fault::Timeout)
    }
}

fn listen() {
    RADIO.shortcuts().write(BEGIN | MEASURE);
    RADIO.ended().write(0);
    RADIO.interrupts().write(ENDED);
    RADIO.start_receiving().go();
}

/// The radio's interrupt: a packet is in the air's memory.
pub fn interrupted() {
    if !RADIO.ended().take() {
        return;
    }
    if RADIO.intact().read() == 1 {
        let len = usize::from(AIR[0].load(Ordering::Relaxed).min(LONGEST));
        let packet = AIR.get(1..=len).unwrap_or_default();
        let strength = RADIO.strength().read() as u8;
        let time = clock::micros();
        with(|queue| queue.add(packet, strength, time));
    }
    RADIO.start().go();
    clock::wake();
}

#[derive(Default)]
pub struct Air {
    on: bool,
    /// Bytes of the longest packet.
    length: u8,
}

impl board::Radio for Air {
    fn set_up(&mut self, settings: Option<RadioSettings>) -> Answer {
        if self.on {
            self.on = false;
            off()?;
        }
        with(|queue| *queue = Queue::EMPTY);
        let Some(settings) = settings else {
            return Ok(());
        };
        let mode = match settings.rate {
            1000 => 0,
            2000 => 1,
            250 if cfg!(not(feature = "nrf52833")) => 2,
            _ => return Err(Fault::Range),
        };
        let power = POWERS
            .get(usize::from(settings.power))
            .ok_or(Fault::Range)?;
        self.length = settings.length.min(LONGEST);
        with(|queue| queue.most = settings.queue);
        RADIO.mode().write(mode);
        RADIO.power().write(*power as u8 as u32);
        RADIO.frequency().write(settings.channel.into());
        RADIO.base().write(settings.address);
        RADIO.prefix().write(settings.group.into());
        RADIO.sends_to().write(0);
        RADIO.receives().write(1);
        // Eight bits of length; four bytes of base address, whitened.
        RADIO.layout(0).write(8);
        RADIO
            .layout(1)
            .write(u32::from(self.length) | 4 << 16 | 1 << 25);
        RADIO.check().write(2);
        RADIO.check_start().write(0xffff);
        RADIO.check_polynomial().write(0x1_1021);
        RADIO.whitening().write(0x18);
        RADIO.packet().point(&AIR);
        self.on = true;
        listen();
        interrupts::enable(&[Line::Radio]);
        Ok(())
    }

    fn send(&mut self, packet: &[u8]) -> Answer {
        if !self.on || packet.len() > usize::from(self.length) {
            return Err(Fault::Range);
        }
        off()?;
        let bytes = core::iter::once(packet.len() as u8).chain(packet.iter().copied());
        for (place, byte) in AIR.iter().zip(bytes) {
            place.store(byte, Ordering::Relaxed);
        }
        RADIO.shortcuts().write(BEGIN | OFF);
        RADIO.disabled().write(0);
        RADIO.start_sending().go();
        let sent = RADIO.disabled().wait();
        listen();
        if sent { Ok(()) } else { Err(Fault::Timeout) }
    }

    fn receive(&mut self, into: &mut [u8]) -> Option<Packet> {
        with(|queue| queue.take(into)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_wait_in_order_and_what_finds_no_room_is_lost() {
        let mut queue = Queue {
            most: 3,
            ..Queue::EMPTY
        };
        let mut into = [0; 8];
        for round in 0..50u8 {
            for i in 0..4 {
                let packet = [round, i].map(AtomicU8::new);
                queue.add(&packet, 70, u64::from(i));
            }
            for i in 0..3 {
                let packet = queue.take(&mut into).unwrap();
                assert_eq!((packet.len, packet.strength, packet.time), (2, -70, i));
                assert_eq!(into[..2], [round, i as u8]);
            }
            assert_eq!(queue.take(&mut into), None);
        }
        queue.add(&[const { AtomicU8::new(0) }; ROOM], 0, 0);
        assert_eq!(queue.packets, 0);
    }
}
