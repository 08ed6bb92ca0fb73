//! Compaction: live objects slide down over the gaps, in order, and every reference is rewritten. Runs right after
//! marking, only at the machine's safe points: natives hold references in locals, and they are not rewritten.

use super::arena::Region;
use super::header::{Header, Kind};
use super::heap::{BLOCK, Heap};
use crate::value::{Ref, Value, Word};

impl Heap<'_> {
    /// First half: computes where every marked object will lie. From here until `slide`, `forwarded` answers.
    pub fn plan_compaction(&mut self) {
        let mut to = self.first();
        let mut block = 0;
        let mut at = self.first();
        while at < self.end {
            let size = self.header_at(at).size();
            if self.marked(at) {
                // The table holds, for every block, the new place of the first object that starts in it.
                while block <= at / BLOCK {
                    self.words.set(self.forward + block, to as Word);
                    block += 1;
                }
                to += size;
            }
            at += size;
        }
    }

    /// The new place of a marked object.
    pub fn forwarded(&self, r: Ref) -> Ref {
        let target = r.0 as usize;
        let block = target / BLOCK;
        let mut to = self.words.get(self.forward + block) as usize;
        let mut at = block * BLOCK;
        while at < target {
            if self.marked(at) {
                let size = self.header_at(at).size();
                to += size;
                at += size;
            } else {
                at += 1;
            }
        }
        Ref(to as u32)
    }

    /// The new value of a root.
    pub fn forwarded_value(&self, v: Value) -> Value {
        match v.as_ref() {
            Some(r) => Value::reference(self.forwarded(r)),
            None => v,
        }
    }

    /// Rewrites a range of root values.
    pub fn forward_region(&self, region: &mut Region<'_, Value>, from: usize, to: usize) {
        for i in from..to {
            let v = region.get(i);
            if v.as_ref().is_some() {
                region.set(i, self.forwarded_value(v));
            }
        }
    }

    /// Second half: rewrites all references inside objects, then moves the objects.
    pub fn slide(&mut self) {
        let mut at = self.first();
        while at < self.end {
            let header = self.header_at(at);
            if self.marked(at) {
                let (mut i, last, step) = self.traced(at, header);
                while i < last {
                    let v = Value::from_word(self.words.get(at + i));
                    if v.as_ref().is_some() {
                        let new = self.forwarded_value(v);
                        self.words.set(at + i, new.word());
                    }
                    i += step;
                }
            }
            at += header.size();
        }
        let mut at = self.first();
        let mut to = self.first();
        while at < self.end {
            let size = Header(self.words.get(at)).size();
            if self.marked(at) {
                if to != at {
                    self.words
                        .slice_mut(to, at + size)
                        .copy_within(at - to.., 0);
                }
                to += size;
            }
            at += size;
        }
        // Small gaps at the end must not look like marked objects to the sweeper.
        self.clear_marks();
        self.start_at(to);
        self.fragmented = false;
        debug_assert!(to == self.end || Header(self.words.get(to)).is(Kind::Free));
    }
}
