//! What weak references need of the collector: an object's number (see `memory::identity`) names it without keeping it,
//! and one function is called after collections, to look for what is gone.

use super::{Machine, Root};
use crate::native::R;
use crate::types;
use crate::value::Value;

impl Machine<'_> {
    /// A number that names `v` as long as it lives: `None` for what never dies.
    pub fn weak_number(&mut self, v: Value) -> R<Option<u32>> {
        if v.as_ref().is_none() {
            return Ok(None);
        }
        Ok(Some(self.id(v)? / crate::ops::convert::IDENTITY_STEP))
    }

    /// The object of this number, unless it is gone or its `__del__` had its turn. Looks through all numbers.
    pub fn weak_object(&mut self, number: u32) -> Option<Value> {
        let table = self.root(Root::Identities).as_ref()?;
        let v = Value::reference(self.heap.identified(table, number)?);
        self.keep(v);
        Some(v)
    }

    /// Has `f()` called at a safe point after each collection; `None` ends that.
    pub fn watch_collections(&mut self, f: Value) {
        self.set_root(Root::Watcher, f);
    }

    /// Calls the function that waits for collections. What it raises is written and goes no further.
    pub(super) fn call_watcher(&mut self) {
        let f = self.root(Root::Watcher);
        if !core::mem::take(&mut self.collected) || f == Value::NONE {
            return;
        }
        let pending = self.take_pending();
        self.keep(pending);
        if self.call(f, &[]).is_err() {
            let e = self.take_pending();
            types::exceptions::print_ignored(self, f, e);
        }
        self.set_root(Root::Pending, pending);
    }
}
