//! Functions of interrupts: called between two instructions of a program that knows nothing of it, so with the heap locked.

use super::Machine;
use crate::native::{R, Raised};
use crate::types;
use crate::value::Value;

impl Machine<'_> {
    /// Calls a function as an interrupt does: making an object is a MemoryError, and other background work rests. What it
    /// queued with `micropython.schedule` runs afterwards. False: it raised, which is shown and ends nothing else.
    pub fn call_hard(&mut self, function: Value, arguments: &[Value]) -> R<bool> {
        let mark = self.mark();
        self.heap.locked = self.heap.locked.saturating_add(1);
        let rests = core::mem::replace(&mut self.task.rests, true);
        let result = self.call(function, arguments);
        self.task.rests = rests;
        self.heap.locked = self.heap.locked.saturating_sub(1);
        if result.is_err() {
            if self.pending_is(types::KEYBOARD_INTERRUPT) {
                return Err(Raised);
            }
            let e = self.take_pending();
            types::exceptions::print_exception(self, e);
        }
        self.release(mark);
        types::micropython::run_scheduled(self)?;
        Ok(result.is_ok())
    }

    /// Looks for interrupts more often from now on, or as often as before: an interrupt waits for a few jumps back and calls
    /// at most, and the program is slower by a few percent.
    pub fn attend(&mut self, closely: bool) {
        self.task.slice = if closely {
            self.task.usual.min(CLOSELY)
        } else {
            self.task.usual
        };
    }
}

/// Jumps back and calls between two looks.
const CLOSELY: i32 = 16;
