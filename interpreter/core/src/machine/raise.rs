//! Exceptions on their way: raising statements, the search for a handler, tracebacks, `with`, and the safe point where
//! Ctrl-C comes in.

use super::frame::{self, Return};
use super::{Machine, Piece, Root};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{R, Raised};
use crate::object::{code, exception, generator};
use crate::types;
use crate::value::{Ref, Value};

/// Entries (function, line) that a traceback keeps at most: an endless recursion must not fill the arena.
const LONGEST_TRACEBACK: usize = 2 * 2000;

impl Machine<'_> {
    /// Finds who handles the pending exception, from the instruction at `offset` of the current frame on; frames that do not
    /// end. True: a frame of this loop does, and is current at its handler. False: the loop's own frame ended.
    #[inline(never)]
    pub(super) fn unwind(&mut self, offset: usize) -> bool {
        let mut offset = offset;
        loop {
            let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
            self.top = self.base + code::registers(&self.heap, code);
            if !core::mem::take(&mut self.again) {
                self.add_traceback(offset);
            }
            if let Some((target, register)) = code::handler(&self.heap, code, offset) {
                let e = self.root(Root::Pending);
                self.stack.set(self.base + usize::from(register), e);
                self.set_root(Root::Pending, Value::NONE);
                self.pc = target;
                return true;
            }
            let (back, distance, kind) = frame::parts(self.stack.get(self.base + 1));
            match kind {
                Return::Normal | Return::Init | Return::Spread | Return::SpreadInit => {
                    self.frames = self.frames.wrapping_sub(1);
                    self.base -= distance;
                    // The return address is behind the call.
                    offset = back - 1;
                }
                Return::Value | Return::Operator => {
                    self.frames = self.frames.wrapping_sub(1);
                    self.base -= distance;
                    offset = back;
                }
                Return::Import => {
                    let module = self.stack.get(self.base - 1);
                    self.frames = self.frames.wrapping_sub(1);
                    self.base -= distance;
                    self.not_loaded(module);
                    offset = back;
                }
                Return::Exit => return false,
                Return::Loop | Return::Delegate | Return::ExitGenerator | Return::Drain => {
                    self.pc = offset;
                    if self.fail_generator().leaves_loop() {
                        return false;
                    }
                    offset = self.pc;
                }
            }
        }
    }

    /// Notes in the pending exception that it came through this place.
    fn add_traceback(&mut self, offset: usize) {
        let e = self.root(Root::Pending);
        let Some(r) = self.heap.as_kind(e, Kind::Exception) else {
            return;
        };
        self.with_reserve(|m| m.add_place(e, r, offset));
    }

    fn add_place(&mut self, e: Value, r: Ref, offset: usize) {
        let place = types::exceptions::instruction(offset);
        let mark = self.mark();
        let list = match self
            .heap
            .as_kind(self.heap.value(r, exception::TRACEBACK), Kind::List)
        {
            Some(list) => list,
            None => match self.new_list_sized(2) {
                Ok(list) => {
                    self.heap
                        .set_value(r, exception::TRACEBACK, Value::reference(list));
                    list
                }
                Err(Raised) => {
                    self.set_root(Root::Pending, e);
                    return;
                }
            },
        };
        if self.list_len(list) < LONGEST_TRACEBACK {
            let whole = self
                .list_push(list, self.stack.get(self.base))
                .and_then(|()| self.list_push(list, place));
            if whole.is_err() {
                // No room for the whole entry: better none than half of one.
                let len = self.list_len(list) & !1;
                self.heap.set_word(list, 1, len as crate::value::Word);
                self.set_root(Root::Pending, e);
            }
        }
        self.release(mark);
    }

    /// An exception object from what a `raise` statement names: a class is called.
    fn exception_of(&mut self, v: Value) -> R {
        if self.heap.is(v, Kind::Exception) {
            return Ok(v);
        }
        if self.is_type(v) && self.is_subclass(v, Value::builtin_type(types::BASE_EXCEPTION)) {
            let e = self.call(v, &[])?;
            if self.heap.is(e, Kind::Exception) {
                return Ok(e);
            }
            let class = self.type_of(e);
            return Err(self.type_error(&[
                Piece::S("calling "),
                Piece::R(v),
                Piece::S(" should have returned an instance of BaseException, not "),
                Piece::R(class),
            ]));
        }
        Err(self.type_error(&[Piece::S("exceptions must derive from BaseException")]))
    }

    /// `raise v from cause`.
    pub(super) fn raise_statement(&mut self, v: Value, cause: Value) -> Raised {
        let e = match self.exception_of(v) {
            Ok(e) => e,
            Err(raised) => return raised,
        };
        self.keep(e);
        if !cause.is_unbound() {
            let cause = if cause.is_none() {
                cause
            } else if (self.is_type(cause)
                && self.is_subclass(cause, Value::builtin_type(types::BASE_EXCEPTION)))
                || self.heap.is(cause, Kind::Exception)
            {
                match self.exception_of(cause) {
                    Ok(c) => c,
                    Err(raised) => return raised,
                }
            } else {
                return self
                    .type_error(&[Piece::S("exception causes must derive from BaseException")]);
            };
            if let Some(r) = e.as_ref() {
                self.heap.set_value(r, exception::CAUSE, cause);
                self.heap
                    .set_value(r, exception::FLAGS, Value::small_wrapping(1));
            }
        }
        self.raise(e)
    }

    /// Raises the exception again: this frame is in its traceback already.
    pub(super) fn reraise(&mut self, e: Value) -> Raised {
        if !self.heap.is(e, Kind::Exception) {
            return self.bad_instruction();
        }
        self.set_root(Root::Pending, e);
        self.again = true;
        Raised
    }

    /// `raise` alone.
    pub(super) fn raise_handled(&mut self) -> Raised {
        let e = self.root(Root::Handled);
        if e.is_none() {
            return self.error(
                types::RUNTIME_ERROR,
                &[Piece::S("No active exception to reraise")],
            );
        }
        self.reraise(e)
    }

    /// Sets the exception that is being handled; the one before. What is handled around a generator is not the same every
    /// time it goes on: it counts as none.
    pub(super) fn push_handled(&mut self, e: Value, function: Value) -> Value {
        let before = self.root(Root::Handled);
        let now = if self.heap.is(e, Kind::Exception) {
            e
        } else {
            Value::NONE
        };
        self.set_root(Root::Handled, now);
        let generator = self.running_generator(function);
        let outside = self.handled_outside(function);
        let own = generator.is_some_and(|r| self.heap.value(r, generator::HANDLED) == Value::TRUE);
        if let Some(r) = generator
            && now == outside
            && !now.is_none()
        {
            // What was thrown in is being handled on both sides: when it waits, the generator keeps it nevertheless.
            self.heap.set_value(r, generator::HANDLED, Value::TRUE);
        }
        if before == outside && !own {
            return Value::NONE;
        }
        before
    }

    /// Sets what was handled before a `push_handled`.
    pub(super) fn pop_handled(&mut self, e: Value, function: Value) {
        let e = if self.heap.is(e, Kind::Exception) {
            e
        } else {
            if let Some(r) = self.running_generator(function) {
                self.heap.set_value(r, generator::HANDLED, Value::NONE);
            }
            self.handled_outside(function)
        };
        self.set_root(Root::Handled, e);
    }

    /// What is being handled outside of the running frame, if that is a generator's.
    fn handled_outside(&self, function: Value) -> Value {
        self.running_generator(function)
            .map_or(Value::NONE, |r| self.heap.value(r, generator::DELEGATE))
    }

    /// The generator whose frame this is, if it is one's.
    fn running_generator(&self, function: Value) -> Option<Ref> {
        let running = self.code_of(function.as_ref().unwrap_or(Ref(0)));
        if code::flags(&self.heap, running) & code::flags::ANY_GENERATOR == 0 {
            return None;
        }
        let below = self.stack.get(self.base.wrapping_sub(1));
        self.heap.as_kind(below, Kind::Generator)
    }

    /// Whether an exception matches the class or classes of an `except`.
    pub(crate) fn match_exception(&mut self, e: Value, classes: Value) -> R<bool> {
        let class = self.type_of(e);
        if let Some(r) = self.heap.as_kind(classes, Kind::Tuple) {
            for i in 0..self.heap.header(r).n() {
                let c = self.heap.value(r, 1 + i);
                // A tuple in the tuple is no class.
                let matches = if self.heap.is(c, Kind::Tuple) {
                    self.match_exception(e, Value::NONE)?
                } else {
                    self.match_exception(e, c)?
                };
                if matches {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if !self.is_type(classes)
            || !self.is_subclass(classes, Value::builtin_type(types::BASE_EXCEPTION))
        {
            return Err(self.type_error(&[Piece::S(
                "catching classes that do not inherit from BaseException is not allowed",
            )]));
        }
        Ok(self.is_subclass(class, classes))
    }

    pub(super) fn match_group(&mut self, a: u8) -> R<()> {
        let e = self.stack.get(self.base + usize::from(a));
        if !e.is_none() && !self.heap.is(e, Kind::Exception) {
            return Err(self.bad_instruction());
        }
        types::exceptions::match_group(self, self.base + usize::from(a))
    }

    pub(super) fn join_group(&mut self, original: Value, rest: Value) -> R {
        let parts = self.heap.as_kind(rest, Kind::List).is_some_and(|l| {
            (0..self.list_len(l)).all(|i| {
                let e = self.list_item(l, i);
                e.is_none() || self.heap.is(e, Kind::Exception)
            })
        });
        if !parts || !self.heap.is(original, Kind::Exception) {
            return Err(self.bad_instruction());
        }
        types::exceptions::join_group(self, original, rest)
    }

    /// `with`: `w` becomes the bound `__exit__`, `w+1` what `__enter__` gives.
    pub(super) fn with_enter(&mut self, a: u8, asynchronous: bool) -> R<()> {
        let asynchronous = asynchronous && cfg!(feature = "async");
        let w = self.base + usize::from(a);
        let manager = self.stack.get(w);
        let (enter, exit) = if asynchronous {
            (n::__aenter__, n::__aexit__)
        } else {
            (n::__enter__, n::__exit__)
        };
        let class = self.type_of(manager);
        let kind = if asynchronous {
            "asynchronous context manager"
        } else {
            "context manager"
        };
        let Some(enter_method) = self.special(manager, enter) else {
            return Err(self.type_error(&[
                Piece::S("'"),
                Piece::T(manager),
                Piece::S("' object does not support the "),
                Piece::S(kind),
                Piece::S(" protocol"),
            ]));
        };
        let Some(exit_method) = self.special(manager, exit) else {
            return Err(self.type_error(&[
                Piece::S("'"),
                Piece::T(manager),
                Piece::S("' object does not support the "),
                Piece::S(kind),
                Piece::S(" protocol (missed "),
                Piece::V(Value::name(exit)),
                Piece::S(" method)"),
            ]));
        };
        let bound = self.bind(exit_method, manager, class)?;
        self.stack.set(w, bound);
        self.keep(manager);
        let entered = self.call_special(enter_method, manager, &[])?;
        self.stack.set(w + 1, entered);
        Ok(())
    }

    /// Calls a bound `__exit__`.
    pub(super) fn with_exit(&mut self, exit: Value, e: Value) -> R {
        if !self.heap.is(e, Kind::Exception) {
            return self.call(exit, &[Value::NONE, Value::NONE, Value::NONE]);
        }
        let class = self.type_of(e);
        let traceback = types::exceptions::traceback_of(self, e)?;
        self.call(exit, &[class, e, traceback])
    }

    /// Between two slices of the loop: interrupts come in, scheduled functions run, the arena is compacted if that helps.
    pub(super) fn safe_point(&mut self) -> R<()> {
        if self.interrupted() {
            return Err(self.keyboard_interrupt());
        }
        self.tick()?;
        #[cfg(feature = "stress")]
        let stressed = self.stress.compacts();
        #[cfg(not(feature = "stress"))]
        let stressed = false;
        if stressed || self.attention {
            self.attention = false;
            if self.depth <= 1 && (stressed || self.heap.fragmented) && self.heap.locked == 0 {
                self.collect(true);
            }
            types::micropython::run_scheduled(self)?;
            self.run_finalisers();
        }
        Ok(())
    }

    /// Whether Ctrl-C was pressed, or scheduled, since the last call.
    pub fn interrupted(&mut self) -> bool {
        let scheduled = self.interrupting == 1 && !self.scheduling;
        if !self.scheduling {
            self.interrupting = self.interrupting.saturating_sub(1);
        }
        self.host.interrupted() || scheduled
    }

    /// What Ctrl-C raises.
    pub fn keyboard_interrupt(&mut self) -> Raised {
        self.raise_with(types::KEYBOARD_INTERRUPT, Value::UNBOUND)
    }
}
