//! The stack of an attempt: ways not tried yet and old values of slots, in entries of three words; and what going back to one does.

use super::attempt::{Attempt, Step};
use super::matcher::NONE;
use super::program::{Opcode, header};
use super::repeat;
use super::text::Text;

/// Words of a stack entry.
pub(super) const ENTRY: usize = 3;

/// Room that an instruction may need: entries it pushes at most.
pub(super) const ROOM: usize = 4 * ENTRY;

/// What a stack entry is, in the low byte of its first word.
pub(super) mod entry {
    /// Go on at the instruction (upper bits) and the position.
    pub const WAY: u32 = 0;
    /// Put the value back into the slot (upper bits).
    pub const SLOT: u32 = 1;
    /// The same for a group's end, and the last group that was closed.
    pub const CLOSED: u32 = 2;
    /// The repetition (upper bits): the earliest position it may give back to, the one it is at.
    pub const GREEDY: u32 = 3;
    /// The repetition (upper bits): the position it is at, and its count.
    pub const LAZY: u32 = 4;
    /// One more round of the loop (upper bits) from the position.
    pub const ROUND: u32 = 5;
}

impl<T: Text> Attempt<'_, T> {
    /// Takes the entry on top of the stack: `Next` with the position set, or `Fail` to go on with the one below.
    pub(super) fn fail(&mut self) -> Option<Step> {
        let at = self.height.checked_sub(ENTRY)?;
        if at < self.floor {
            return None;
        }
        let &[first, a, b] = self.words.get(at..)?.first_chunk::<ENTRY>()?;
        let place = first >> 8;
        match first & 0xff {
            entry::WAY => {
                self.height = at;
                self.position = a as usize;
                Some(Step::Next(place))
            }
            entry::GREEDY => Some(self.give_back(at, place, a as usize, b as usize)),
            entry::LAZY => Some(self.take_more(at, place, a as usize, b)),
            entry::ROUND => {
                if self.words.len() < self.height + ROOM {
                    return Some(Step::Full);
                }
                self.height = at;
                let register = self.program.word(place) >> 8;
                let count = self.slot(register);
                if count >= self.program.word(place + 2) || self.slot(register + 1) == a {
                    return Some(Step::Fail);
                }
                self.set_slot(register, count.saturating_add(1));
                self.set_slot(register + 1, a);
                self.position = a as usize;
                Some(Step::Next(place + 4))
            }
            _ => {
                self.undo();
                Some(Step::Fail)
            }
        }
    }

    /// A greedy repetition gives back a character, or as many as what follows needs to start.
    pub(super) fn give_back(&mut self, at: usize, place: u32, least: usize, from: usize) -> Step {
        let target = self.program.word(place) >> 8;
        let position = match self.next_byte(target) {
            Some(byte) => {
                match memchr::memrchr(byte, self.text.get(least..from).unwrap_or_default()) {
                    Some(offset) => least + offset,
                    None => {
                        self.height = at;
                        return Step::Fail;
                    }
                }
            }
            None => T::back(self.text, from).max(least),
        };
        if position <= least {
            self.height = at;
        } else if let Some(word) = self.words.get_mut(at + 2) {
            *word = position as u32;
        }
        self.position = position;
        Step::Next(target)
    }

    /// A lazy repetition takes a character more, or as many as it takes for what follows to start.
    pub(super) fn take_more(&mut self, at: usize, place: u32, from: usize, count: u32) -> Step {
        let target = self.program.word(place) >> 8;
        let max = self.program.word(place + 2);
        let byte = self.next_byte(target);
        let (mut position, mut count) = (from, count);
        let inner = self.program.word(place + 3);
        loop {
            if count >= max {
                self.height = at;
                return Step::Fail;
            }
            let next = repeat::one::<T>(self.program, place + 3, inner, self.text, position);
            let Some(next) = next else {
                self.height = at;
                return Step::Fail;
            };
            position = next;
            count = count.saturating_add(u32::from(max != u32::MAX));
            if byte.is_none_or(|byte| self.text.get(position) == Some(&byte)) {
                break;
            }
        }
        self.steps -= ((position - from) >> 4) as i64;
        if let Some([to, counted]) = self
            .words
            .get_mut(at + 1..)
            .and_then(|words| words.first_chunk_mut())
        {
            *to = position as u32;
            *counted = count;
        }
        self.position = position;
        Step::Next(target)
    }

    /// The byte that must come next at `place`, where that is plain to see.
    pub(super) fn next_byte(&self, mut place: u32) -> Option<u8> {
        loop {
            let word = self.program.word(place);
            match Opcode::of(word) {
                Opcode::Close | Opcode::Open => place += 1,
                Opcode::Char if word >> 8 < 128 || T::BYTES => return Some((word >> 8) as u8),
                Opcode::Literal => return self.program.literal(place + 1, 1).first().copied(),
                _ => return None,
            }
        }
    }

    #[inline(always)]
    pub(super) fn slot(&self, slot: u32) -> u32 {
        self.words.get(slot as usize).copied().unwrap_or(NONE)
    }

    #[inline(always)]
    pub(super) fn push(&mut self, first: u32, a: u32, b: u32) {
        let top = self.words.get_mut(self.height..);
        if let Some(place) = top.and_then(|words| words.first_chunk_mut::<ENTRY>()) {
            *place = [first, a, b];
            self.height += ENTRY;
        }
    }

    /// Sets a slot so that going back restores it; with nothing to go back to, there is nothing to restore.
    #[inline(always)]
    pub(super) fn set_slot(&mut self, slot: u32, value: u32) {
        if self.height > self.floor {
            let old = self.slot(slot);
            self.push(entry::SLOT | slot << 8, old, 0);
        }
        if let Some(place) = self.words.get_mut(slot as usize) {
            *place = value;
        }
    }

    pub(super) fn close(&mut self, slot: u32, value: u32) {
        let last = self.program.word(header::GROUPS) as usize * 2;
        if self.height > self.floor {
            let (old, old_last) = (self.slot(slot), self.slot(last as u32));
            self.push(entry::CLOSED | slot << 8, old, old_last);
        }
        if let Some(place) = self.words.get_mut(slot as usize) {
            *place = value;
        }
        if let Some(place) = self.words.get_mut(last) {
            *place = slot / 2;
        }
    }

    /// Notes the stack's height and the position in a register.
    pub(super) fn mark(&mut self, register: u32, position: u32) {
        self.set_slot(register + 1, position);
        self.set_slot(register, 0);
        let height = self.height as u32;
        if let Some(place) = self.words.get_mut(register as usize) {
            *place = height;
        }
    }

    /// Takes the top entry away; if it holds an old value, that is put back.
    pub(super) fn undo(&mut self) {
        self.height -= ENTRY;
        let top = self.words.get(self.height..);
        let Some(&[first, a, b]) = top.and_then(|words| words.first_chunk::<ENTRY>()) else {
            return;
        };
        let closed = first & 0xff == entry::CLOSED;
        if closed || first & 0xff == entry::SLOT {
            if let Some(slot) = self.words.get_mut((first >> 8) as usize) {
                *slot = a;
            }
            let last = self.program.word(header::GROUPS) as usize * 2;
            if closed && let Some(slot) = self.words.get_mut(last) {
                *slot = b;
            }
        }
    }

    /// Forgets the ways not tried since the register was set, but not the old values of slots.
    pub(super) fn keep_old_values(&mut self, register: u32) {
        let mut to = (self.slot(register) as usize).max(self.floor);
        let mut from = to;
        while from < self.height {
            let kind = self.words.get(from).copied().unwrap_or(0) & 0xff;
            if kind == entry::SLOT || kind == entry::CLOSED {
                self.words.copy_within(from..from + ENTRY, to);
                to += ENTRY;
            }
            from += ENTRY;
        }
        self.height = to.min(self.height);
    }
}
