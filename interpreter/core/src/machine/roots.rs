//! What the machine holds for its whole life, and the collection that starts from it.

use super::Machine;
use crate::memory::{Header, Kind};
use crate::names::n;
use crate::object::shape;
use crate::value::{Ref, Value};

/// Live words whose marking takes about as long as a step of the loop.
const TOLL: usize = 64;

/// Values that belong to the machine itself.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Root {
    /// `sys.modules`.
    Modules,
    /// `__main__`'s dict.
    Main,
    /// Dict of what a program put into `builtins`.
    Builtins,
    /// Open-addressed `Items` of interned strings; weak.
    Interned,
    /// `Items` of shapes by number; weak. Number 0 is not used.
    Shapes,
    /// See `memory::identity`; weak.
    Identities,
    EmptyTuple,
    EmptyBytes,
    /// The exception on its way.
    Pending,
    /// The exception that is being handled.
    Handled,
    /// A `MemoryError` that is always there.
    MemoryError,
    /// `sys.path`, `sys.argv`.
    Path,
    Argv,
    /// Functions for `micropython.schedule`.
    Scheduled,
    /// Dict for what modules keep: by module name.
    State,
    /// What the board's modules remember: a record of theirs.
    Hardware,
    /// `Items` of what has a `__del__`; weak but for those found dead.
    Finalisers,
    /// List of the containers that are being printed, once there was one.
    Printing,
    /// The StopIteration by which the iterator asked last ended, if it carried something.
    Stopped,
    /// The function that is called after collections.
    Watcher,
}

impl Root {
    pub const COUNT: usize = Root::Watcher as usize + 1;
}

impl Machine<'_> {
    /// Finds and frees what nothing refers to; when `compact`, moves what is left together. Compaction is only sound
    /// while no native function is running.
    pub(crate) fn collect(&mut self, compact: bool) {
        self.class_changed();
        self.heap.begin_marking();
        let shapes = self.roots[Root::Shapes as usize];
        let (top, temp, len) = (self.top, self.temp, self.stack.len());
        // The gap between the frames and the temporary roots serves as work list, so roots are copied out of the region
        // one by one.
        for i in (0..top).chain(temp..len) {
            let v = self.stack.get(i);
            let mut work = crate::memory::WorkList::new(&mut self.stack, top, temp);
            self.heap.mark_value(v, shapes, &mut work);
            if work.overflowed() {
                self.heap.finish_marking(shapes, &mut work);
            }
        }
        for i in 0..Root::COUNT {
            let v = self.roots[i];
            let weak = i == Root::Interned as usize
                || i == Root::Shapes as usize
                || i == Root::Identities as usize
                || i == Root::Finalisers as usize;
            if weak {
                self.heap.mark_weak(v);
                continue;
            }
            let mut work = crate::memory::WorkList::new(&mut self.stack, top, temp);
            self.heap.mark_value(v, shapes, &mut work);
            if work.overflowed() {
                self.heap.finish_marking(shapes, &mut work);
            }
        }
        if let Some(table) = self.roots[Root::Finalisers as usize].as_ref() {
            self.mark_doomed(table, 0);
            self.find_doomed();
        }
        if self.roots[Root::Watcher as usize] != Value::NONE {
            self.collected = true;
            self.attention = true;
        }
        debug_assert!(self.heap.is_sound());
        self.prune_shapes();
        self.prune_interned();
        if compact {
            // Some entries name objects by place.
            self.flush_caches();
            self.heap.plan_compaction();
        }
        if let Some(table) = self.roots[Root::Identities as usize].as_ref() {
            self.identities = self.heap.prune_identities(table, compact);
            if !compact {
                self.heap.settle_identities(table);
            }
        }
        if compact {
            self.heap.forward_region(&mut self.stack, 0, top);
            self.heap.forward_region(&mut self.stack, temp, len);
            for root in &mut self.roots {
                *root = self.heap.forwarded_value(*root);
            }
            self.heap.slide();
            if let Some(table) = self.roots[Root::Identities as usize].as_ref() {
                self.heap.settle_identities(table);
            }
        } else {
            if self.heap.is_full_size() && self.heap.is_scattered() {
                // Before a request fails because of it.
                self.heap.fragmented = true;
                self.attention = true;
            }
            self.heap.sweep_lazily();
        }
        // What lies above the frame was not marked, and the work list was there: a caller's registers may reach up to here
        // again, and must find nothing that is dead by then.
        let reach = (self.base + super::frame::SLACK).min(temp);
        if top < reach {
            self.stack.slice_mut(top, reach).fill(Value::UNBOUND);
        }
        let live = self.heap.live;
        self.toll = self.toll.saturating_add((live / TOLL) as i32);
        if live > self.heap.size() / 8 * 5 {
            self.heap.grow(live / 4);
        }
    }

    /// Frees the numbers of shapes that died, and cuts them out of the lists of children.
    fn prune_shapes(&mut self) {
        let Some(table) = self.roots[Root::Shapes as usize].as_ref() else {
            return;
        };
        let count = self.heap.header(table).n();
        let mut died = false;
        for i in 1..count {
            let Some(s) = self.heap.value(table, 1 + i).as_ref() else {
                continue;
            };
            if !self.heap.is_marked(Value::reference(s)) {
                self.heap.set_value(table, 1 + i, Value::UNBOUND);
                died = true;
            }
        }
        if died {
            // A number may be given out again: no cache may still know it.
            self.flush_caches();
        }
    }

    fn prune_interned(&mut self) {
        let Some(table) = self.roots[Root::Interned as usize].as_ref() else {
            return;
        };
        for i in 0..self.heap.header(table).n() {
            let v = self.heap.value(table, 1 + i);
            if v.as_ref().is_some() && !self.heap.is_marked(v) {
                // The place stays taken, so that probing goes on past it.
                self.heap.set_value(table, 1 + i, Value::NONE);
            }
        }
    }

    /// Forgets what was looked up in classes.
    pub(crate) fn class_changed(&mut self) {
        self.classes_changed = self.classes_changed.wrapping_add(1);
        if self.classes_changed == 0 {
            for known in &mut self.lookups {
                known.changed = 0;
            }
            for known in &mut self.places {
                known.changed = 0;
            }
            self.classes_changed = 1;
        }
    }

    /// Empties all inline caches.
    pub(crate) fn flush_caches(&mut self) {
        self.class_changed();
        self.heap.for_each(|heap, r, header| {
            if header.is(Kind::Cache) {
                heap.words_mut(r, 1, header.size())
                    .fill(Value::UNBOUND.word());
            }
        });
    }

    /// Makes what must be there before anything runs. An arena too small even for that leaves the roots `None`, and the
    /// first allocation fails with a MemoryError.
    pub(super) fn prepare_roots(&mut self) {
        let shapes = 16;
        if let Some(r) = self
            .heap
            .allocate(Header::new(Kind::Items, shapes), 1 + shapes)
        {
            self.heap
                .words_mut(r, 1, 1 + shapes)
                .fill(Value::UNBOUND.word());
            self.set_root(Root::Shapes, Value::reference(r));
        }
        let interned = 64;
        if let Some(r) = self
            .heap
            .allocate(Header::new(Kind::Items, interned), 1 + interned)
        {
            self.heap
                .words_mut(r, 1, 1 + interned)
                .fill(Value::UNBOUND.word());
            self.set_root(Root::Interned, Value::reference(r));
        }
        if let Some(r) = self.heap.new_identities(8) {
            self.set_root(Root::Identities, Value::reference(r));
        }
        if let Some(r) = self.heap.allocate(Header::new(Kind::Tuple, 0), 1) {
            self.set_root(Root::EmptyTuple, Value::reference(r));
        }
        if let Some(r) = self.heap.allocate(Header::new(Kind::Bytes, 0), 1) {
            self.set_root(Root::EmptyBytes, Value::reference(r));
        }
        for root in [Root::Modules, Root::Main, Root::Builtins, Root::State] {
            if let Ok(d) = self.new_dict() {
                self.set_root(root, d);
            }
        }
        let main = self.root(Root::Main);
        if let (Ok(module), Some(modules)) = (
            self.new_module(Value::name(n::__main__), main, Value::UNBOUND),
            self.root(Root::Modules).as_ref(),
        ) {
            // An arena too small for this is too small for everything that follows, which says so.
            let _ = self.name_set(modules, Value::name(n::__main__), module);
        }
        for root in [Root::Path, Root::Argv, Root::Scheduled] {
            if let Ok(l) = self.new_list(&[]) {
                self.set_root(root, l);
            }
        }
        if let Ok(e) = self.new_exception(crate::types::MEMORY_ERROR, Value::UNBOUND) {
            self.set_root(Root::MemoryError, e);
        }
        self.temp = self.stack.len();
    }

    /// The shape of an instance's header.
    #[inline]
    pub fn shape_of(&self, header: Header) -> Ref {
        let table = self.roots[Root::Shapes as usize].as_ref().unwrap_or(Ref(0));
        self.heap
            .value(table, 1 + (header.n() >> 8))
            .as_ref()
            .unwrap_or(Ref(0))
    }

    /// A new shape, with a number of its own.
    pub(crate) fn new_shape(
        &mut self,
        class: Value,
        parent: Value,
        name: Value,
        count: usize,
    ) -> crate::native::R<Ref> {
        let mark = self.mark();
        self.keep(class);
        let id = self.free_shape_number()?;
        let r = self.alloc(Kind::Shape, count, 1 + shape::FIELDS)?;
        let h = &mut self.heap;
        h.set_value(r, shape::CLASS, class);
        h.set_value(r, shape::PARENT, parent);
        h.set_value(r, shape::NAME, name);
        h.set_value(r, shape::ID, Value::small_wrapping(id as i64));
        let table = self.roots[Root::Shapes as usize].as_ref().unwrap_or(Ref(0));
        self.heap.set_value(table, 1 + id, Value::reference(r));
        self.release(mark);
        Ok(r)
    }

    fn free_shape_number(&mut self) -> crate::native::R<usize> {
        let table = self.roots[Root::Shapes as usize];
        let Some(t) = table.as_ref() else {
            return Err(self.out_of_memory());
        };
        let count = self.heap.header(t).n();
        if let Some(i) = (1..count).find(|i| self.heap.value(t, 1 + i).is_unbound()) {
            return Ok(i);
        }
        let new = self.alloc(Kind::Items, count * 2, 1 + count * 2)?;
        let (from, to) = self.heap.two((t, 1, 1 + count), (new, 1, 1 + count));
        to.copy_from_slice(from);
        self.set_root(Root::Shapes, Value::reference(new));
        Ok(count)
    }
}
