//! What goes wrong, and when: a schedule that follows from a seed. The models ask it at every reply, transfer and write.

use crate::Random;
use std::collections::VecDeque;

/// What happens to one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The request never arrives.
    LostRequest,
    LostReply,
    /// The reply comes some reads later.
    Late,
    Doubled,
    /// A byte of the reply is another.
    Damaged,
    /// The target's bus does not answer in time, or with an error.
    Busy,
}

const ALL: [Mishap; 6] = [
    Mishap::LostRequest,
    Mishap::LostReply,
    Mishap::Late,
    Mishap::Doubled,
    Mishap::Damaged,
    Mishap::Busy,
];

/// A schedule of faults.
#[derive(Clone, Debug)]
pub struct Faults {
    random: Random,
    /// Mishaps in a thousand exchanges.
    share: u64,
    kinds: Vec<Mishap>,
    /// Transfers until the cable is pulled.
    unplug: Option<u64>,
    /// Writes and erasures of memory until the power fails in the middle of one.
    power: Option<u64>,
}

impl Faults {
    pub fn none() -> Faults {
        Faults {
            random: Random::new(0),
            share: 0,
            kinds: Vec::new(),
            unplug: None,
            power: None,
        }
    }

    /// Some schedule: rare or frequent mishaps of one or all kinds, and sometimes a sudden end.
    pub fn seeded(seed: u64) -> Faults {
        let mut random = Random::new(seed);
        let kinds = match random.below(2) {
            0 => ALL.to_vec(),
            _ => vec![ALL[random.below(ALL.len() as u64) as usize]],
        };
        let share = [0, 2, 10, 50, 200][random.below(5) as usize];
        let unplug = (random.below(4) == 0).then(|| random.below(1200));
        let power = (random.below(5) == 0).then(|| random.below(3000));
        Faults {
            random,
            share,
            kinds,
            unplug,
            power,
        }
    }

    /// Only mishaps of one kind, so many in a thousand.
    pub fn only(kind: Mishap, share: u64, seed: u64) -> Faults {
        Faults {
            random: Random::new(seed),
            share,
            kinds: vec![kind],
            ..Faults::none()
        }
    }

    pub fn unplugged_after(transfers: u64) -> Faults {
        Faults {
            unplug: Some(transfers),
            ..Faults::none()
        }
    }

    pub fn power_fails_after(writes: u64) -> Faults {
        Faults {
            power: Some(writes),
            ..Faults::none()
        }
    }

    /// What happens to the next exchange.
    pub fn mishap(&mut self) -> Option<Mishap> {
        if !self.random.permille(self.share) {
            return None;
        }
        let index = self.random.below(self.kinds.len() as u64) as usize;
        self.kinds.get(index).copied()
    }

    /// Counts a transfer; true when the cable is pulled with it.
    pub fn unplugs(&mut self) -> bool {
        count(&mut self.unplug)
    }

    /// Counts a write or erasure; true when the power fails in it.
    pub fn fails(&mut self) -> bool {
        count(&mut self.power)
    }

    pub fn random(&mut self) -> &mut Random {
        &mut self.random
    }
}

fn count(left: &mut Option<u64>) -> bool {
    match left {
        Some(0) => {
            *left = None;
            true
        }
        Some(left) => {
            *left -= 1;
            false
        }
        None => false,
    }
}

/// Replies that wait to be read, as a faulty way brings them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Replies {
    ready: VecDeque<Vec<u8>>,
    /// Reads that still go by before it comes.
    late: Vec<(u64, Vec<u8>)>,
}

impl Replies {
    pub fn push(&mut self, mut reply: Vec<u8>, mishap: Option<Mishap>, faults: &mut Faults) {
        match mishap {
            Some(Mishap::LostReply | Mishap::LostRequest) => {}
            Some(Mishap::Late) => self.late.push((1 + faults.random().below(4), reply)),
            Some(Mishap::Doubled) => {
                self.ready.push_back(reply.clone());
                self.ready.push_back(reply);
            }
            Some(Mishap::Damaged) => {
                // Near the front, where it matters.
                let at = faults.random().below(reply.len().min(24) as u64) as usize;
                if let Some(byte) = reply.get_mut(at) {
                    *byte ^= 1 + faults.random().below(255) as u8;
                }
                self.ready.push_back(reply);
            }
            Some(Mishap::Busy) | None => self.ready.push_back(reply),
        }
    }

    pub fn take(&mut self) -> Option<Vec<u8>> {
        for (left, _) in &mut self.late {
            *left -= 1;
        }
        let found = self.ready.pop_front();
        while let Some(at) = self.late.iter().position(|(left, _)| *left == 0) {
            self.ready.push_back(self.late.remove(at).1);
        }
        found
    }

    /// What was not taken whole comes next.
    pub fn put_back(&mut self, rest: Vec<u8>) {
        self.ready.push_front(rest);
    }

    pub fn clear(&mut self) {
        *self = Replies::default();
    }
}
