//! `id()` of objects that may move: a weak table from object to serial number, probed by place and made anew whenever
//! places change. An object has an entry only once its identity was asked for.

use super::header::{Header, Kind};
use super::heap::Heap;
use crate::value::{Ref, Value, Word};

/// Set beside the serial number of an object that weak references must not find again.
const RETIRED: Word = 1 << 31;

/// Entries of the table in a `Raw` object: pairs of (place, serial); place 0 is an empty pair.
impl Heap<'_> {
    fn identity_slot(&self, table: Ref, place: Word) -> (usize, bool) {
        let pairs = self.header(table).n() / 2;
        let mut i = (place as usize).wrapping_mul(0x9e37_79b1) % pairs;
        loop {
            let found = self.word(table, 1 + 2 * i);
            if found == place || found == 0 {
                return (i, found == place);
            }
            i = (i + 1) % pairs;
        }
    }

    /// The serial number of an object, if it has one.
    pub fn identity(&self, table: Value, r: Ref) -> Option<u32> {
        let table = table.as_ref()?;
        let (i, found) = self.identity_slot(table, r.0 as Word);
        found.then(|| (self.word(table, 2 + 2 * i) & !RETIRED) as u32)
    }

    /// The object with this serial number.
    pub fn identified(&self, table: Ref, serial: u32) -> Option<Ref> {
        let pairs = self.words(table, 1, self.header(table).size());
        pairs
            .chunks_exact(2)
            .find(|pair| pair[1] == serial as Word && pair[0] != 0)
            .map(|pair| Ref(pair[0] as u32))
    }

    /// Keeps the object from being found by its serial number.
    pub fn retire_identity(&mut self, table: Ref, r: Ref) {
        let (i, found) = self.identity_slot(table, r.0 as Word);
        if found {
            let serial = self.word(table, 2 + 2 * i);
            self.set_word(table, 2 + 2 * i, serial | RETIRED);
        }
    }

    /// Gives an object a serial number. The table must have an empty pair to spare.
    pub fn set_identity(&mut self, table: Ref, r: Ref, serial: u32) {
        let (i, _) = self.identity_slot(table, r.0 as Word);
        self.set_word(table, 1 + 2 * i, r.0 as Word);
        self.set_word(table, 2 + 2 * i, serial as Word);
    }

    /// An empty table for `pairs` pairs.
    pub fn new_identities(&mut self, pairs: usize) -> Option<Ref> {
        let r = self.allocate(Header::new(Kind::Raw, 2 * pairs), 1 + 2 * pairs)?;
        self.words_mut(r, 1, 1 + 2 * pairs).fill(0);
        Some(r)
    }

    /// Copies the entries of `from` into the larger `to`.
    pub fn copy_identities(&mut self, from: Ref, to: Ref) {
        for i in 0..self.header(from).n() / 2 {
            let (place, serial) = (self.word(from, 1 + 2 * i), self.word(from, 2 + 2 * i));
            if place != 0 {
                let (slot, _) = self.identity_slot(to, place);
                self.set_word(to, 1 + 2 * slot, place);
                self.set_word(to, 2 + 2 * slot, serial);
            }
        }
    }

    /// Between marking and sweeping: drops entries of dead objects and, when `moving`, writes the places that objects
    /// will have. Returns how many entries are left. Call `settle_identities` when the objects lie at their places.
    pub fn prune_identities(&mut self, table: Ref, moving: bool) -> usize {
        let pairs = self.header(table).n() / 2;
        let mut left = 0;
        for i in 0..pairs {
            let place = self.word(table, 1 + 2 * i);
            if place == 0 {
                continue;
            }
            let r = Ref(place as u32);
            let new = if !self.is_marked(Value::reference(r)) {
                0
            } else if moving {
                self.forwarded(r).0
            } else {
                r.0
            };
            left += usize::from(new != 0);
            self.set_word(table, 1 + 2 * i, new as Word);
        }
        left
    }

    /// Puts every entry where probing finds it again, after places changed or entries went.
    pub fn settle_identities(&mut self, table: Ref) {
        let pairs = self.header(table).n() / 2;
        // Rehashing in place: entries that moved may move again, so repeat until all are found.
        loop {
            let mut moved = false;
            for i in 0..pairs {
                let place = self.word(table, 1 + 2 * i);
                if place == 0 {
                    continue;
                }
                let (slot, _) = self.identity_slot(table, place);
                if slot != i {
                    let serial = self.word(table, 2 + 2 * i);
                    self.set_word(table, 1 + 2 * i, 0);
                    self.set_word(table, 1 + 2 * slot, place);
                    self.set_word(table, 2 + 2 * slot, serial);
                    moved = true;
                }
            }
            if !moved {
                return;
            }
        }
    }
}
