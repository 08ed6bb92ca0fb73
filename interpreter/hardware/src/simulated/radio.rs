//! The radio, and the air between boards.

use pyrite_core::board::{Answer, Fault, Packet, Radio, RadioSettings};
use std::collections::VecDeque;

/// A packet in the air: what it was sent with, and its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    pub settings: RadioSettings,
    pub bytes: Vec<u8>,
}

#[derive(Default)]
pub struct SimulatedRadio {
    pub now: u64,
    pub settings: Option<RadioSettings>,
    /// Packets that were sent and not yet fetched.
    pub sent: Vec<Sent>,
    waiting: VecDeque<(Vec<u8>, i16, u64)>,
}

/// Packets that are kept until they are fetched.
const KEPT: usize = 1024;

impl SimulatedRadio {
    /// A packet comes by, `strength` in dBm: it is heard when the settings fit and the queue has room.
    pub fn hear(&mut self, sent: &Sent, strength: i16) {
        let Some(own) = self.settings else { return };
        let fits = own.channel == sent.settings.channel
            && own.address == sent.settings.address
            && own.group == sent.settings.group
            && own.rate == sent.settings.rate;
        if fits && self.waiting.len() < usize::from(own.queue) {
            let len = sent.bytes.len().min(usize::from(own.length));
            self.waiting
                .push_back((sent.bytes[..len].to_vec(), strength, self.now));
        }
    }

    /// Packets sent since the last call.
    pub fn take_sent(&mut self) -> Vec<Sent> {
        std::mem::take(&mut self.sent)
    }
}

impl Radio for SimulatedRadio {
    fn set_up(&mut self, settings: Option<RadioSettings>) -> Answer {
        self.settings = settings;
        self.waiting.clear();
        Ok(())
    }

    fn send(&mut self, packet: &[u8]) -> Answer {
        let settings = self.settings.ok_or(Fault::Absent)?;
        if self.sent.len() < KEPT {
            self.sent.push(Sent {
                settings,
                bytes: packet.to_vec(),
            });
        }
        Ok(())
    }

    fn receive(&mut self, into: &mut [u8]) -> Option<Packet> {
        let (bytes, strength, time) = self.waiting.pop_front()?;
        let len = bytes.len().min(into.len());
        into[..len].copy_from_slice(&bytes[..len]);
        Some(Packet {
            len,
            strength,
            time,
        })
    }
}

/// Carries packets between two boards, both ways.
pub fn share_air(a: &mut SimulatedRadio, b: &mut SimulatedRadio) {
    for sent in a.take_sent() {
        b.hear(&sent, -60);
    }
    for sent in b.take_sent() {
        a.hear(&sent, -60);
    }
}
