//! Marking: precise, without native recursion, with a work list in memory the caller lends.

use super::arena::{Region, View};
use super::header::{Form, Header, Kind};
use super::heap::Heap;
use crate::object::code;
use crate::value::{Ref, Value, WORD, Word};
use core::marker::PhantomData;

/// Words of an object looked at before the rest of it waits its turn.
const CHUNK: usize = 32;

/// The lent part `from..to` of a region of values.
pub struct WorkList<'w, 'a> {
    list: List,
    region: PhantomData<&'w mut Region<'a, Value>>,
}

impl<'w, 'a> WorkList<'w, 'a> {
    pub fn new(region: &'w mut Region<'a, Value>, from: usize, to: usize) -> Self {
        WorkList {
            list: List {
                values: region.view(),
                base: from,
                top: from,
                limit: to,
                overflowed: false,
            },
            region: PhantomData,
        }
    }

    /// Whether something did not fit: `finish_marking` makes good for it.
    pub fn overflowed(&self) -> bool {
        self.list.overflowed
    }
}

/// A work list as a stack: objects, and objects below the number of a word from which on they are to be looked at.
#[derive(Clone, Copy)]
struct List {
    values: View<Value>,
    base: usize,
    top: usize,
    limit: usize,
    overflowed: bool,
}

impl List {
    #[inline(always)]
    fn push(&mut self, object: usize) {
        if self.top >= self.limit {
            self.overflowed = true;
            return;
        }
        self.values
            .set(self.top, Value::reference(Ref(object as u32)));
        self.top += 1;
    }

    /// Remembers to look at `object` from its word `from` on.
    fn push_rest(&mut self, object: usize, from: usize) {
        if self.top + 2 > self.limit {
            self.overflowed = true;
            return;
        }
        self.push(object);
        self.values
            .set(self.top, Value::small_wrapping(from as i64));
        self.top += 1;
    }

    /// An object, and the word to begin with if it is not the first.
    #[inline(always)]
    fn pop(&mut self) -> Option<(usize, usize)> {
        if self.top == self.base {
            return None;
        }
        self.top -= 1;
        let v = self.values.get(self.top);
        if let Some(object) = v.as_ref() {
            return Some((object.0 as usize, 0));
        }
        self.top -= 1;
        let object = self.values.get(self.top).as_ref()?;
        Some((object.0 as usize, v.small_unchecked() as usize))
    }
}

/// The heap and the work list while there is marking: all that the inner loop needs, passed by value so that it stays in
/// registers.
#[derive(Clone, Copy)]
struct Marker {
    words: View<Word>,
    marks: usize,
    live: usize,
    /// The number of the shape that was marked last.
    shape: usize,
    list: List,
}

impl Marker {
    /// Marks an object; its header, unless it was marked before.
    #[inline(always)]
    fn mark(&mut self, at: usize) -> Option<Header> {
        let bits = WORD * 8;
        let (place, bit) = (self.marks + at / bits, 1 << (at % bits));
        let word = self.words.get(place);
        if word & bit != 0 {
            return None;
        }
        self.words.set(place, word | bit);
        Some(Header(self.words.get(at)))
    }

    /// Marks an object and what it alone leads to; the rest is left to the work list, and is counted when it is visited.
    #[inline(always)]
    fn reach(&mut self, mut at: usize) {
        while let Some(header) = self.mark(at) {
            let layout = header.layout();
            if layout.form == Form::Leaf {
                self.live += layout.size(header.n());
                return;
            }
            if layout.first != 2 {
                return self.list.push(at);
            }
            // A list and its items, a dict and its table.
            self.live += 3;
            match Value::from_word(self.words.get(at + 2)).as_ref() {
                Some(r) => at = r.0 as usize,
                None => return,
            }
        }
    }

    #[inline(always)]
    fn reach_value(&mut self, i: usize) {
        if let Some(r) = Value::from_word(self.words.get(i)).as_ref() {
            self.reach(r.0 as usize);
        }
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
            let mut marker = self.marker(work);
            marker.reach(r.0 as usize);
            self.drain(marker, shapes, work);
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

    fn marker(&self, work: &WorkList) -> Marker {
        Marker {
            words: self.words.view(),
            marks: self.marks,
            live: self.live,
            shape: 0,
            list: work.list,
        }
    }

    fn drain(&mut self, mut marker: Marker, shapes: Value, work: &mut WorkList) {
        while let Some((at, from)) = marker.list.pop() {
            let header = Header(marker.words.get(at));
            let layout = header.layout();
            let size = layout.size_of_values(header.n());
            if layout.form != Form::Values || from != 0 || size > CHUNK {
                marker = self.visit(at, from, marker, shapes);
                continue;
            }
            marker.live += size;
            if header.is(Kind::Instance) && header.n() >> 8 != marker.shape {
                marker = self.visit_shape(header, marker, shapes);
            }
            // From the end, so that the first child is the next to be visited: it was made first, and what it leads to
            // lies near it. And the list of work stays short where the last leads to one more like this.
            let start = at + usize::from(layout.first);
            let mut i = at + size;
            while i > start {
                i -= 1;
                marker.reach_value(i);
            }
        }
        self.live = marker.live;
        work.list = marker.list;
    }

    /// Marks the children of any object, from its word `from` on, up to `CHUNK` of its words; counts the object the
    /// first time.
    #[inline(never)]
    fn visit(&self, at: usize, from: usize, mut marker: Marker, shapes: Value) -> Marker {
        let header = Header(marker.words.get(at));
        if from == 0 {
            marker.live += header.size();
            if header.is(Kind::Instance) {
                marker = self.visit_shape(header, marker, shapes);
            }
        }
        let (first, last, step) = self.traced(at, header);
        let start = first.max(from);
        let mut stop = last;
        if stop > start + CHUNK {
            stop = start + CHUNK;
            marker.list.push_rest(at, stop);
        }
        let mut i = stop;
        while i > start {
            i -= step;
            marker.reach_value(at + i);
        }
        marker
    }

    /// Marks the shape of an instance.
    #[inline(never)]
    fn visit_shape(&self, header: Header, mut marker: Marker, shapes: Value) -> Marker {
        marker.shape = header.n() >> 8;
        if let Some(table) = shapes.as_ref()
            && let Some(r) = self.value(table, 1 + marker.shape).as_ref()
        {
            marker.reach(r.0 as usize);
        }
        marker
    }

    /// Word offsets of an object's values: first, end, step. From the end, going down by steps leads to the first.
    #[inline]
    pub(super) fn traced(&self, at: usize, header: Header) -> (usize, usize, usize) {
        match header.kind() {
            Kind::Cache => (2, 2 + 2 * header.n(), 2),
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
        if !work.overflowed() {
            return;
        }
        while work.overflowed() {
            work.list.overflowed = false;
            self.for_each_marked(|heap, at, _| {
                let marker = heap.visit(at, 0, heap.marker(work), shapes);
                heap.drain(marker, shapes, work);
            });
        }
        // Some were visited twice.
        let mut live = 0;
        self.for_each_marked(|_, _, size| live += size);
        self.live = live;
    }

    /// Calls `f` with every marked object's place and size.
    fn for_each_marked(&mut self, mut f: impl FnMut(&mut Self, usize, usize)) {
        let mut at = self.first();
        while at < self.end {
            let size = self.header_at(at).size();
            if self.marked(at) {
                f(self, at, size);
            }
            at += size;
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
