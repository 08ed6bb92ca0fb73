//! Marking: precise, without native recursion, with a work list in memory the caller lends.

use super::arena::Region;
use super::header::{Header, Kind};
use super::heap::Heap;
use crate::object::code;
use crate::value::{Ref, Value};

/// Children looked at before the rest of a long object waits its turn.
const CHUNK: usize = 32;

/// The lent part `at..limit` of a region of values, as a stack.
pub struct WorkList<'w, 'a> {
    region: &'w mut Region<'a, Value>,
    base: usize,
    top: usize,
    limit: usize,
    overflowed: bool,
}

impl<'w, 'a> WorkList<'w, 'a> {
    pub fn new(region: &'w mut Region<'a, Value>, from: usize, to: usize) -> Self {
        WorkList {
            region,
            base: from,
            top: from,
            limit: to,
            overflowed: false,
        }
    }

    /// Whether something did not fit: `finish_marking` makes good for it.
    pub fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// Remembers to look at `object` from its value `from` on.
    fn push(&mut self, object: usize, from: usize) {
        if self.top + 2 > self.limit {
            self.overflowed = true;
            return;
        }
        self.region
            .set(self.top, Value::reference(Ref(object as u32)));
        self.region
            .set(self.top + 1, Value::small_wrapping(from as i64));
        self.top += 2;
    }

    fn pop(&mut self) -> Option<(usize, usize)> {
        if self.top == self.base {
            return None;
        }
        self.top -= 2;
        let object = self.region.get(self.top).as_ref()?;
        Some((
            object.0 as usize,
            self.region.get(self.top + 1).small_unchecked() as usize,
        ))
    }
}

impl Heap<'_> {
    /// Clears all marks; `mark_value` for every root follows, then `finish_marking`.
    pub fn begin_marking(&mut self) {
        self.close_run();
        self.clear_marks();
        self.live = 0;
    }

    /// Marks a root and all that it leads to.
    pub fn mark_value(&mut self, v: Value, shapes: Value, work: &mut WorkList) {
        if let Some(r) = v.as_ref() {
            self.mark_object(r.0 as usize, work);
            self.drain(shapes, work);
        }
    }

    /// Marks an object, but not what it leads to: for tables that are weak.
    pub fn mark_weak(&mut self, v: Value) {
        if let Some(r) = v.as_ref()
            && !self.marked(r.0 as usize)
        {
            self.mark(r.0 as usize);
            self.live += self.header(r).size();
        }
    }

    /// Whether the object survives the marking that just ended.
    pub fn is_marked(&self, v: Value) -> bool {
        v.as_ref().is_none_or(|r| self.marked(r.0 as usize))
    }

    fn mark_object(&mut self, at: usize, work: &mut WorkList) {
        if self.marked(at) {
            return;
        }
        self.mark(at);
        let header = self.header_at(at);
        self.live += header.size();
        match header.kind() {
            Kind::Float
            | Kind::Complex
            | Kind::BigInt
            | Kind::Str
            | Kind::Bytes
            | Kind::Buffer
            | Kind::Raw => {}
            _ => work.push(at, 0),
        }
    }

    fn drain(&mut self, shapes: Value, work: &mut WorkList) {
        while let Some((at, from)) = work.pop() {
            self.visit(at, from, shapes, work);
        }
    }

    /// Marks the children of an object, `CHUNK` at a time.
    fn visit(&mut self, at: usize, from: usize, shapes: Value, work: &mut WorkList) {
        let header = self.header_at(at);
        if from == 0 && header.is(Kind::Instance) {
            if let Some(table) = shapes.as_ref() {
                let shape = self.value(table, 1 + (header.n() >> 8));
                if let Some(r) = shape.as_ref() {
                    self.mark_object(r.0 as usize, work);
                }
            }
        }
        let (first, last, step) = self.traced(at, header);
        let start = first + from * step;
        let stop = last.min(start + CHUNK * step);
        if stop < last {
            work.push(at, from + CHUNK);
        }
        let mut i = start;
        while i < stop {
            if let Some(r) = Value::from_word(self.words.get(at + i)).as_ref() {
                self.mark_object(r.0 as usize, work);
            }
            i += step;
        }
    }

    /// Word offsets of an object's values: first, end, step.
    pub(super) fn traced(&self, at: usize, header: Header) -> (usize, usize, usize) {
        match header.kind() {
            Kind::Cache => (2, 1 + 2 * header.n(), 2),
            Kind::Code => (
                code::FIRST_VALUE,
                code::FIRST_CONSTANT + code::constants(self, Ref(at as u32)),
                1,
            ),
            _ => {
                let (first, last) = header.values();
                (first, last, 1)
            }
        }
    }

    /// Ends marking. If the work list was too small somewhere, walks the heap for marked objects whose children are
    /// not, until nothing changes.
    pub fn finish_marking(&mut self, shapes: Value, work: &mut WorkList) {
        while work.overflowed {
            work.overflowed = false;
            let mut at = self.first();
            while at < self.end {
                let header = self.header_at(at);
                if self.marked(at) {
                    self.visit(at, 0, shapes, work);
                    self.drain(shapes, work);
                }
                at += header.size();
            }
        }
    }

    /// Calls `f` for every object, dead ones that were not swept yet included.
    pub fn for_each(&mut self, mut f: impl FnMut(&mut Self, Ref, Header)) {
        self.close_run();
        let mut at = self.first();
        while at < self.end {
            let header = self.header_at(at);
            f(self, Ref(at as u32), header);
            at += header.size();
        }
    }

    /// Ends a collection: what is not marked is free from now on.
    pub fn sweep_lazily(&mut self) {
        if cfg!(feature = "stress") {
            self.poison();
        }
        self.start_sweep();
    }
}
