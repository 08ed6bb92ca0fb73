//! Generators and coroutines: their frames go up on the stack when they are resumed and back into their object when they
//! yield.

use super::frame::{self, Return};
use super::run::Exit;
use super::{Machine, Piece, Root};
use crate::code::opcode::byte;
use crate::memory::Kind;
use crate::native::{R, Raised};
use crate::object::generator as g;
use crate::object::{code, exception};
use crate::types;
use crate::value::{Ref, Value};

/// Where a yielded value went.
pub enum YieldExit {
    /// Out of the loop, to the native code that resumed the generator.
    Exit(Value),
    /// To a frame of this loop, which is current now.
    Continue,
}

/// What one step of `yield from` did.
pub enum Delegated {
    /// The inner generator's frame is current now.
    Entered,
    /// The inner iterator ended with this result.
    Finished(Value),
    /// It yielded this.
    Yielded(Value),
}

impl Machine<'_> {
    /// Makes the generator of a call whose arguments are bound at window `w`.
    pub(super) fn new_generator(&mut self, w: usize, code: Ref, flags: u32) -> R {
        let registers = code::registers(&self.heap, code);
        let size = 1 + g::FIRST_REGISTER - 1 + registers;
        let r = self.alloc(
            Kind::Generator,
            registers | (flags as usize & 0xff) << 16,
            size,
        )?;
        for i in 0..registers {
            let v = self.stack.get(w + i);
            self.heap.set_value(r, g::FIRST_REGISTER + i, v);
        }
        self.heap
            .set_value(r, g::STATE, Value::small_wrapping(g::CREATED));
        self.heap.set_value(r, g::PC, Value::small_wrapping(0));
        self.heap.set_value(r, g::DELEGATE, Value::NONE);
        self.heap.set_value(r, g::HANDLED, Value::NONE);
        Ok(Value::reference(r))
    }

    pub fn generator_state(&self, generator: Ref) -> i64 {
        self.heap
            .value(generator, g::STATE)
            .as_small()
            .unwrap_or(g::FINISHED)
    }

    /// Puts a generator's frame on the stack and makes it current; `sent` becomes the value of its `yield`. False if it has
    /// finished already. The caller's `self.pc` must be saved.
    pub(super) fn enter_generator(
        &mut self,
        generator: Value,
        sent: Value,
        kind: Return,
    ) -> R<bool> {
        let Some(r) = generator.as_ref() else {
            return Ok(false);
        };
        let state = self.generator_state(r);
        match state {
            g::FINISHED => return Ok(false),
            g::RUNNING => {
                let name = match types::generator::type_of(self.heap.header(r)) {
                    types::COROUTINE => "coroutine already executing",
                    types::ASYNC_GENERATOR => "async generator already executing",
                    _ => "generator already executing",
                };
                return Err(self.value_error(&[Piece::S(name)]));
            }
            g::CREATED if !sent.is_none() => {
                let name = match types::generator::type_of(self.heap.header(r)) {
                    types::COROUTINE => "can't send non-None value to a just-started coroutine",
                    types::ASYNC_GENERATOR => {
                        "can't send non-None value to a just-started async generator"
                    }
                    _ => "can't send non-None value to a just-started generator",
                };
                return Err(self.type_error(&[Piece::S(name)]));
            }
            _ => {}
        }
        let registers = self.heap.header(r).n() & 0xffff;
        let base = self.top + 1;
        if base + registers + frame::SLACK > self.temp {
            return Err(self.recursion_error());
        }
        self.count_frame()?;
        let (heap, stack) = (self.heap.view(), self.stack.view());
        stack.set(base - 1, generator);
        for i in 0..registers {
            stack.set(base + i, heap.value(r, g::FIRST_REGISTER + i));
        }
        self.stack
            .set(base + 1, frame::address(self.pc, base - self.base, kind));
        self.heap
            .set_value(r, g::STATE, Value::small_wrapping(g::RUNNING));
        let outside = self.root(Root::Handled);
        self.heap.set_value(r, g::DELEGATE, outside);
        let inside = self.heap.value(r, g::HANDLED);
        if !inside.is_none() {
            self.set_root(Root::Handled, inside);
        }
        let code = self.code_of(self.stack.get(base).as_ref().unwrap_or(r));
        self.prepare_caches(code)?;
        self.base = base;
        self.top = base + registers;
        self.pc = self.heap.value(r, g::PC).small_unchecked() as usize;
        if state == g::SUSPENDED {
            // The instruction that suspended it: `Yield` is over now, `YieldFrom` goes on.
            let bytes = code::bytecode(&self.heap, code);
            let (op, dst) = (bytes.get(self.pc).copied(), bytes.get(self.pc + 1).copied());
            self.stack.set(base + usize::from(dst.unwrap_or(2)), sent);
            if op == Some(byte::Yield) {
                self.pc += 3;
            }
        }
        Ok(true)
    }

    /// Takes the current frame, a generator's, off the stack and into its object. Returns how it was entered, and makes the
    /// frame below current, at the instruction that resumed it.
    fn leave_generator(&mut self, state: i64) -> Return {
        let base = self.base;
        let generator = self.stack.get(base - 1);
        let (back, distance, kind) = frame::parts(self.stack.get(base + 1));
        if let Some(r) = generator.as_ref() {
            let registers = self.heap.header(r).n() & 0xffff;
            if state == g::SUSPENDED {
                let (heap, stack) = (self.heap.view(), self.stack.view());
                for i in 0..registers {
                    heap.set_value(r, g::FIRST_REGISTER + i, stack.get(base + i));
                }
            } else {
                self.heap
                    .words_mut(r, g::FIRST_REGISTER + 1, g::FIRST_REGISTER + registers)
                    .fill(Value::UNBOUND.word());
            }
            self.heap
                .set_value(r, g::PC, Value::small_wrapping(self.pc as i64));
            self.heap
                .set_value(r, g::STATE, Value::small_wrapping(state));
            let (inside, outside) = (self.root(Root::Handled), self.heap.value(r, g::DELEGATE));
            self.heap.set_value(
                r,
                g::HANDLED,
                if inside == outside {
                    Value::NONE
                } else {
                    inside
                },
            );
            self.heap.set_value(r, g::DELEGATE, Value::NONE);
            self.set_root(Root::Handled, outside);
        }
        self.frames = self.frames.wrapping_sub(1);
        if kind != Return::ExitGenerator {
            self.base -= distance;
            self.pc = back;
            let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
            self.top = self.base + code::registers(&self.heap, code);
        }
        kind
    }

    /// Operands of the current frame's instruction: the two bytes after the opcode, and a jump at `+3`.
    fn operands(&self) -> (u8, u8, i16) {
        let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
        let b = code::bytecode(&self.heap, code);
        let at = |i: usize| b.get(self.pc + i).copied().unwrap_or(0);
        (at(1), at(2), i16::from_le_bytes([at(3), at(4)]))
    }

    /// The current frame, a generator's, yields `v`; `self.pc` is at its `Yield` or `YieldFrom`.
    pub(super) fn yield_out(&mut self, v: Value) -> YieldExit {
        loop {
            match self.leave_generator(g::SUSPENDED) {
                Return::Loop => {
                    let (_, dst, distance) = self.operands();
                    self.stack.set(self.base + usize::from(dst), v);
                    self.pc = self.pc.wrapping_add_signed(isize::from(distance));
                    return YieldExit::Continue;
                }
                // The delegating generator yields in its turn.
                Return::Delegate => {}
                _ => return YieldExit::Exit(v),
            }
        }
    }

    /// A generator's frame or one called by a `CallEx` returns `v`, or an `__init__` returned something.
    pub(super) fn return_specially(&mut self, v: Value) -> R<Option<Exit>> {
        let (back, distance, kind) = frame::parts(self.stack.get(self.base + 1));
        match kind {
            Return::Init => return Err(self.init_returned(v)),
            Return::Spread | Return::SpreadInit => {
                return self.return_spread(v, back, distance, kind).map(|()| None);
            }
            _ => {}
        }
        match self.leave_generator(g::FINISHED) {
            Return::Loop => {
                self.pc += 5;
                Ok(None)
            }
            Return::Delegate => {
                let (dst, ..) = self.operands();
                self.stack.set(self.base + usize::from(dst), v);
                self.pc += 3;
                Ok(None)
            }
            _ => Ok(Some(Exit::Done(v))),
        }
    }

    /// One step of `yield from iterator`, sending `sent`; `self.pc` is at the `YieldFrom`.
    pub(super) fn delegate(&mut self, iterator: Value, sent: Value) -> R<Delegated> {
        if let Some(r) = self.heap.as_kind(iterator, Kind::Generator)
            && types::generator::type_of(self.heap.header(r)) != types::ASYNC_GENERATOR
        {
            if self.enter_generator(iterator, sent, Return::Delegate)? {
                return Ok(Delegated::Entered);
            }
            if types::generator::type_of(self.heap.header(r)) == types::COROUTINE {
                return Err(self.error(
                    types::RUNTIME_ERROR,
                    &[Piece::S("cannot reuse already awaited coroutine")],
                ));
            }
            return Ok(Delegated::Finished(Value::NONE));
        }
        let step = if sent.is_none() {
            match self.special(iterator, crate::names::n::__next__) {
                Some(method) => self.call_special(method, iterator, &[]),
                None => Err(self.type_error(&[
                    Piece::S("'"),
                    Piece::T(iterator),
                    Piece::S("' object is not an iterator"),
                ])),
            }
        } else {
            self.call_method(iterator, crate::names::n::send, &[sent])
        };
        match step {
            Ok(v) => Ok(Delegated::Yielded(v)),
            Err(Raised) => {
                let e = self.catch(types::STOP_ITERATION)?;
                Ok(Delegated::Finished(self.stop_value(e)))
            }
        }
    }

    /// The value that a StopIteration carries.
    pub fn stop_value(&self, e: Value) -> Value {
        let args = e
            .as_ref()
            .map_or(Value::NONE, |r| self.heap.value(r, exception::ARGS));
        if self.tuple_len(args) > 0 {
            self.tuple_item(args, 0)
        } else {
            Value::NONE
        }
    }

    /// Resumes a generator from native code: what it yields, `None` when it is exhausted.
    pub fn resume_generator(&mut self, generator: Value, sent: Value) -> R<Option<Value>> {
        match self.resume(generator, sent)? {
            Exit::Yielded(v) => Ok(Some(v)),
            _ => Ok(None),
        }
    }

    /// Resumes a generator from native code: `Yielded`, or `Done` with what it returned.
    pub(crate) fn resume(&mut self, generator: Value, sent: Value) -> R<Exit> {
        self.resume_nested(generator, sent, Value::UNBOUND)
    }

    /// Resumes a generator by raising `e` where it stopped.
    pub(crate) fn resume_raising(&mut self, generator: Value, e: Value) -> R<Exit> {
        self.resume_nested(generator, Value::NONE, e)
    }

    fn resume_nested(&mut self, generator: Value, sent: Value, raising: Value) -> R<Exit> {
        if self.depth >= self.max_depth {
            return Err(self.recursion_error());
        }
        let saved = (self.base, self.top, self.pc);
        self.depth += 1;
        let entered = self.enter_generator(generator, sent, Return::ExitGenerator);
        let exit = match entered {
            Ok(true) => {
                let raised = if raising.is_unbound() {
                    true
                } else {
                    if let Some(r) = generator.as_ref()
                        && self.heap.value(r, g::PC) == Value::small_wrapping(0)
                    {
                        self.pc = 0;
                    }
                    // The frame counts as standing at its yield.
                    self.pc = self
                        .heap
                        .value(generator.as_ref().unwrap_or(Ref(0)), g::PC)
                        .small_unchecked() as usize;
                    self.raise(raising);
                    self.unwind(self.pc)
                };
                if raised {
                    Ok(self.run_to_end())
                } else {
                    Ok(Exit::Raised)
                }
            }
            Ok(false) => Ok(Exit::Done(Value::NONE)),
            Err(raised) => Err(raised),
        };
        self.depth -= 1;
        (self.base, self.top, self.pc) = saved;
        match exit? {
            Exit::Raised => Err(Raised),
            exit => Ok(exit),
        }
    }

    /// A generator's frame ends because of the pending exception. StopIteration must not leave it as such.
    pub(super) fn fail_generator(&mut self) -> Return {
        let generator = self.stack.get(self.base - 1);
        let is = |m: &Self, class| {
            let e = m.root(Root::Pending);
            m.is_subclass(m.type_of(e), Value::builtin_type(class))
        };
        let class = generator
            .as_ref()
            .map(|r| types::generator::type_of(self.heap.header(r)));
        let asynchronous = class == Some(types::ASYNC_GENERATOR);
        let kind = self.leave_generator(g::FINISHED);
        let wrong = is(self, types::STOP_ITERATION)
            || (asynchronous && is(self, types::STOP_ASYNC_ITERATION));
        if wrong {
            let what = match (class, is(self, types::STOP_ITERATION)) {
                (Some(types::COROUTINE), _) => "coroutine raised StopIteration",
                (Some(types::ASYNC_GENERATOR), true) => "async generator raised StopIteration",
                (Some(types::ASYNC_GENERATOR), false) => {
                    "async generator raised StopAsyncIteration"
                }
                _ => "generator raised StopIteration",
            };
            let cause = self.root(Root::Pending);
            self.keep(cause);
            self.error(types::RUNTIME_ERROR, &[Piece::S(what)]);
            let e = self.root(Root::Pending);
            if let Some(r) = self.heap.as_kind(e, Kind::Exception) {
                self.heap.set_value(r, exception::CAUSE, cause);
                self.heap.set_value(r, exception::CONTEXT, cause);
                self.heap
                    .set_value(r, exception::FLAGS, Value::small_wrapping(1));
            }
        }
        kind
    }

    /// What a `yield` hands out: in an asynchronous generator it is told from what an `await` hands through.
    pub(super) fn wrap_yielded(&mut self, running: Ref, v: Value) -> R {
        if code::flags(&self.heap, running) & code::flags::ASYNC_GENERATOR == 0 {
            return Ok(v);
        }
        types::generator::wrap(self, v)
    }

    pub(super) fn get_awaitable(&mut self, v: Value, from: u8) -> R {
        types::generator::get_awaitable(self, v, from)
    }

    pub(super) fn get_aiter(&mut self, v: Value) -> R {
        types::generator::get_aiter(self, v)
    }

    pub(super) fn get_anext(&mut self, v: Value) -> R {
        types::generator::get_anext(self, v)
    }

    /// Makes the frame at `base` current, at its start.
    pub(super) fn begin_frame(&mut self, base: usize) {
        self.base = base;
        self.pc = 0;
        let code = self.code_of(self.stack.get(base).as_ref().unwrap_or(Ref(0)));
        self.top = base + code::registers(&self.heap, code);
    }

    /// Begins the frame that a `CallEx` entered; `back` is the place behind that instruction.
    pub(super) fn spread_frame(&mut self, base: usize, init: bool, back: usize) -> R<()> {
        let kind = match init {
            true => Return::SpreadInit,
            false => Return::Spread,
        };
        self.stack
            .set(base + 1, frame::address(back, base - self.base, kind));
        self.count_frame()?;
        self.begin_frame(base);
        Ok(())
    }

    /// The end of such a frame: its result goes where the instruction says.
    fn return_spread(&mut self, v: Value, back: usize, distance: usize, kind: Return) -> R<()> {
        let v = match kind {
            Return::SpreadInit if !v.is_none() => return Err(self.init_returned(v)),
            Return::SpreadInit => self.stack.get(self.base - 1),
            _ => v,
        };
        self.frames = self.frames.wrapping_sub(1);
        self.base -= distance;
        let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
        self.top = self.base + code::registers(&self.heap, code);
        let register = code::bytecode(&self.heap, code).get(back - 1).copied();
        self.stack
            .set(self.base + usize::from(register.unwrap_or(0)), v);
        self.pc = back;
        Ok(())
    }

    /// One more Python frame: a RecursionError when there are too many.
    #[inline]
    pub(super) fn count_frame(&mut self) -> R<()> {
        if self.frames >= self.recursion_limit {
            return Err(self.recursion_error());
        }
        self.frames += 1;
        Ok(())
    }
}
