//! What is to be told before it goes: objects with a `__del__`, open files, generators left inside of a `try` or `with`. A table names them without keeping them; a
//! collection that finds one dead lets it live until its `__del__` has run, at the next safe point.

use super::{Machine, Root};
use crate::memory::{Kind, WorkList};
use crate::names::n;
use crate::native::{Args, R};
use crate::types;
use crate::value::{Ref, Value};

/// Entries of a new table.
const FIRST: usize = 4;
/// Rounds of finalising at the end of a program, for objects that make others.
const ROUNDS: u32 = 8;

impl Machine<'_> {
    /// Has `v.__del__()` called once nothing refers to `v`.
    pub fn finalise_later(&mut self, v: Value) -> R<()> {
        self.keep(v);
        let mut table = self.root(Root::Finalisers).as_ref();
        let room = table.map_or(0, |t| self.heap.header(t).n());
        if self.finalisers == room {
            let size = (room * 2).max(FIRST);
            let new = self.alloc(Kind::Items, size, 1 + size)?;
            // That may have found some dead, in the old table.
            for i in 0..self.finalisers {
                if let Some(old) = table {
                    let entry = self.heap.value(old, 1 + i);
                    self.heap.set_value(new, 1 + i, entry);
                }
            }
            self.set_root(Root::Finalisers, Value::reference(new));
            table = Some(new);
        }
        if let Some(table) = table {
            self.heap.set_value(table, 1 + self.finalisers, v);
            self.finalisers += 1;
        }
        Ok(())
    }

    /// During marking, behind the roots: the dead that have a `__del__` come to the front of the table and live on.
    pub(super) fn find_doomed(&mut self) {
        let Some(table) = self.root(Root::Finalisers).as_ref() else {
            return;
        };
        let before = self.doomed;
        let mut i = before;
        while i < self.finalisers {
            let v = self.heap.value(table, 1 + i);
            if !self.heap.is_marked(v) {
                let generator = self.heap.as_kind(v, Kind::Generator);
                if generator.is_some_and(|r| !types::generator::is_left(self, r)) {
                    // Nothing to tell it.
                    self.finalisers -= 1;
                    let last = self.heap.value(table, 1 + self.finalisers);
                    self.heap.set_value(table, 1 + i, last);
                    let end = 1 + self.finalisers;
                    self.heap.set_value(table, end, Value::UNBOUND);
                    continue;
                }
                let living = self.heap.value(table, 1 + self.doomed);
                self.heap.set_value(table, 1 + self.doomed, v);
                self.heap.set_value(table, 1 + i, living);
                self.doomed += 1;
            }
            i += 1;
        }
        self.mark_doomed(table, before);
        if self.doomed > 0 {
            self.attention = true;
        }
    }

    /// Marks the doomed from number `from` on, and what they lead to.
    pub(super) fn mark_doomed(&mut self, table: Ref, from: usize) {
        let shapes = self.root(Root::Shapes);
        for i in from..self.doomed {
            let v = self.heap.value(table, 1 + i);
            let mut work = WorkList::new(&mut self.stack, self.top, self.temp);
            self.heap.mark_value(v, shapes, &mut work);
            if work.overflowed() {
                self.heap.finish_marking(shapes, &mut work);
            }
        }
    }

    /// Calls `__del__` of those found dead. What one raises is written and goes no further.
    pub fn run_finalisers(&mut self) {
        if self.finalising || self.heap.locked > 0 {
            return;
        }
        self.finalising = true;
        let mark = self.mark();
        let (mut done, until) = (0, self.doomed);
        while done < until
            && let Some(table) = self.root(Root::Finalisers).as_ref()
        {
            let v = self.heap.value(table, 1 + done);
            self.heap.set_value(table, 1 + done, Value::UNBOUND);
            done += 1;
            self.keep(v);
            self.finalise(v);
            // Weak references do not wait for the collection that frees it.
            if let (Some(table), Some(r)) = (self.root(Root::Identities).as_ref(), v.as_ref()) {
                self.heap.retire_identity(table, r);
            }
            self.release(mark);
        }
        if let Some(table) = self.root(Root::Finalisers).as_ref() {
            let entries = self.heap.words_mut(table, 1, 1 + self.finalisers);
            entries.copy_within(done.., 0);
            let left = entries.len() - done;
            entries[left..].fill(Value::UNBOUND.word());
            self.finalisers = left;
            self.doomed -= done;
        }
        self.call_watcher();
        self.release(mark);
        self.finalising = false;
    }

    fn finalise(&mut self, v: Value) {
        let pending = self.take_pending();
        self.keep(pending);
        if let Some(r) = self.heap.as_kind(v, Kind::Generator) {
            if types::generator::is_left(self, r) && types::generator::close(self, v).is_err() {
                let e = self.take_pending();
                types::exceptions::print_ignored(self, v, e);
            }
            self.set_root(Root::Pending, pending);
            return;
        }
        let method = self.special(v, n::__del__);
        if let Some(method) = method
            && self.call_special(method, v, &[]).is_err()
        {
            let e = self.take_pending();
            types::exceptions::print_ignored(self, method, e);
        }
        self.set_root(Root::Pending, pending);
    }

    /// Clears what the caller of a native has in registers behind the call: no call leaves these alone, so nothing will
    /// read them, but they may hold what the program has dropped.
    pub fn forget_temporaries(&mut self, args: Args) {
        let (base, count) = (args.base as usize, args.count as usize);
        self.stack.set(base - 1, Value::NONE);
        if base + count < self.top {
            self.stack
                .slice_mut(base + count, self.top)
                .fill(Value::UNBOUND);
        }
    }

    /// Frees what nothing refers to, and calls the `__del__` of what has one.
    pub fn collect_all(&mut self) {
        self.collect(false);
        self.run_finalisers();
    }

    /// At the end of a program: calls `__del__` of everything that is left.
    pub fn finalise_all(&mut self) {
        for _ in 0..ROUNDS {
            if self.finalisers == 0 {
                break;
            }
            self.doomed = self.finalisers;
            self.run_finalisers();
        }
    }
}
