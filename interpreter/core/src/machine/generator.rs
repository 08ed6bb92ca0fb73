//! Generators and coroutines: their frames go up on the stack when they are resumed and back into their object when they
//! yield.

use super::frame::{self, Return};
use super::run::Exit;
use super::{Machine, Piece, Root, arith};
use crate::code::opcode::byte;
use crate::memory::Kind;
use crate::memory::arena::Fetch;
use crate::native::{R, Raised};
use crate::object::generator as g;
use crate::object::{code, exception};
use crate::ops::BinaryOp;
use crate::types;
use crate::types::table::{Key, Quick};
use crate::value::{Ref, Value};

/// Stack words below a generator's frame: the generator that was resumed, and the one whose frame it is. They differ when
/// the first waits for the second in a `yield from`.
const BELOW: usize = 2;

const SUSPENDED: Value = Value::small_wrapping(g::SUSPENDED);
const DELEGATING: Value = Value::small_wrapping(g::DELEGATING);

/// Where a yielded value went.
pub enum YieldExit {
    /// Out of the loop, to the native code that resumed the generator.
    Exit(Value),
    /// To the `ForIter` of a frame of this loop, at which `pc` stands; the caller puts it where it says.
    Loop(Value),
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
        let generator = Value::reference(r);
        if self.heap.value(code, code::HANDLERS).as_ref().is_some() {
            // Its `finally` and `with` are to end when nothing can resume it any more.
            self.finalise_later(generator)?;
        }
        Ok(generator)
    }

    pub fn generator_state(&self, generator: Ref) -> i64 {
        match self.heap.value(generator, g::STATE).as_small() {
            Some(g::DELEGATING) => g::SUSPENDED,
            state => state.unwrap_or(g::FINISHED),
        }
    }

    /// Puts a generator's frame on the stack and makes it current; `sent` becomes the value of its `yield`. False if it has
    /// finished already. The caller's `self.pc` must be saved.
    ///
    /// A generator that waits in a `yield from` for another one stays where it is: the innermost is resumed for it.
    #[inline]
    pub(super) fn enter_generator(
        &mut self,
        generator: Value,
        sent: Value,
        kind: Return,
    ) -> R<bool> {
        let innermost = self.innermost(generator);
        self.enter_own(generator, innermost, sent, kind)
    }

    /// Enters the frame of `generator` itself; `resumed` is the one that waits for it, or it itself.
    #[inline(always)]
    fn enter_own(
        &mut self,
        resumed: Value,
        generator: Value,
        sent: Value,
        kind: Return,
    ) -> R<bool> {
        let Some(r) = generator.as_ref() else {
            return Ok(false);
        };
        let heap = self.heap.view();
        let state = heap.value(r, g::STATE);
        if state != SUSPENDED && !self.may_enter(r, sent)? {
            return Ok(false);
        }
        let base = self.top + BELOW;
        if base + (heap.header(r).n() & 0xffff) + frame::SLACK > self.temp {
            return Err(self.recursion_error());
        }
        self.count_frame()?;
        let address = frame::address(self.pc, base - self.base, kind);
        let code = self.put_frame(base, resumed, r, address);
        self.prepare_caches(code)?;
        if state == SUSPENDED || state == DELEGATING {
            // The instruction that suspended it: `Yield` is over now, `YieldFrom` goes on.
            let at = self.instruction(code, self.pc);
            self.stack.set(base + usize::from(at.byte(1)), sent);
            if at.byte(0) == byte::Yield {
                self.pc += 3;
            }
        }
        Ok(true)
    }

    /// Whether a generator that is not just suspended can be entered; false if it has finished.
    #[inline(never)]
    fn may_enter(&mut self, r: Ref, sent: Value) -> R<bool> {
        match self.generator_state(r) {
            g::SUSPENDED | g::READY => Ok(true),
            g::CREATED if sent.is_none() => Ok(true),
            g::FINISHED => Ok(false),
            state => Err(self.not_resumable(r, state)),
        }
    }

    #[cold]
    pub(crate) fn not_resumable(&mut self, r: Ref, state: i64) -> Raised {
        let class = types::generator::type_of(self.heap.header(r));
        if state == g::CREATED {
            let name = match class {
                types::COROUTINE => "can't send non-None value to a just-started coroutine",
                types::ASYNC_GENERATOR => {
                    "can't send non-None value to a just-started async generator"
                }
                _ => "can't send non-None value to a just-started generator",
            };
            return self.type_error(&[Piece::S(name)]);
        }
        let name = match class {
            types::COROUTINE => "coroutine already executing",
            types::ASYNC_GENERATOR => "async generator already executing",
            _ => "generator already executing",
        };
        self.value_error(&[Piece::S(name)])
    }

    /// Makes the frame of a generator current, at `base`. Returns its code.
    #[inline(always)]
    fn put_frame(&mut self, base: usize, resumed: Value, r: Ref, address: Value) -> Ref {
        let heap = self.heap.view();
        let registers = heap.header(r).n() & 0xffff;
        let first = g::FIRST_REGISTER;
        let saved = self.heap.words(r, first, first + registers);
        let window = self.stack.slice_mut(base - BELOW, base + registers);
        if let [one, other, window @ ..] = window {
            (*one, *other) = (resumed, Value::reference(r));
            for (register, word) in window.iter_mut().zip(saved) {
                *register = Value::from_word(*word);
            }
            if let [_, back, ..] = window {
                *back = address;
            }
        }
        let fields = heap.few::<{ g::FIRST_REGISTER + 1 }>(r);
        let inside = Value::from_word(fields.get::<{ g::HANDLED }>());
        self.pc = Value::from_word(fields.get::<{ g::PC }>()).small_bits();
        let function = Value::link(fields.get::<{ g::FIRST_REGISTER }>());
        heap.set_value(r, g::STATE, Value::small_wrapping(g::RUNNING));
        heap.set_value(r, g::DELEGATE, self.root(Root::Handled));
        if !inside.is_none() {
            if self.root(Root::Handled) == inside {
                heap.set_value(r, g::HANDLED, Value::TRUE);
            }
            self.set_root(Root::Handled, inside);
        }
        self.base = base;
        self.top = base + registers;
        self.code_of(function)
    }

    /// The instruction at `offset` of a code object.
    #[inline]
    fn instruction(&self, code: Ref, offset: usize) -> Fetch {
        self.heap
            .region()
            .fetch(code::start(&self.heap, code) + offset)
    }

    /// Notes that a suspended generator waits in a `yield from` for another one, if its frame can do without its own
    /// meanwhile.
    #[inline(never)]
    fn note_delegate(&mut self, generator: Ref) {
        let heap = self.heap.view();
        if !heap.value(generator, g::HANDLED).is_none()
            || types::generator::type_of(heap.header(generator)) == types::ASYNC_GENERATOR
        {
            return;
        }
        let code = self.code_of(heap.link(generator, g::FIRST_REGISTER));
        let at = self.instruction(code, heap.value(generator, g::PC).small_bits());
        if at.byte(0) != byte::YieldFrom {
            return;
        }
        let inner = heap.value(generator, g::FIRST_REGISTER + usize::from(at.byte(2)));
        if let Some(r) = self.heap.as_kind(inner, Kind::Generator)
            && types::generator::type_of(heap.header(r)) != types::ASYNC_GENERATOR
        {
            heap.set_value(generator, g::STATE, DELEGATING);
            heap.set_value(generator, g::DELEGATE, inner);
        }
    }

    /// The generator that a suspended one waits for, which can be resumed for it.
    #[inline(always)]
    fn waits_for(&self, generator: Ref) -> Option<Ref> {
        let heap = self.heap.view();
        (heap.value(generator, g::STATE) == DELEGATING).then(|| heap.link(generator, g::DELEGATE))
    }

    /// The generator that goes on when `generator` is resumed.
    #[inline]
    fn innermost(&self, generator: Value) -> Value {
        let Some(mut r) = generator.as_ref() else {
            return generator;
        };
        while let Some(inner) = self.waits_for(r) {
            match self.generator_state(inner) {
                g::SUSPENDED => r = inner,
                // Then the outer ones are running too.
                g::RUNNING => return Value::reference(inner),
                _ => break,
            }
        }
        Value::reference(r)
    }

    /// Whether a generator is running: itself, or one that it waits for.
    pub(crate) fn is_running(&self, generator: Value) -> bool {
        self.innermost(generator)
            .as_ref()
            .is_some_and(|r| self.generator_state(r) == g::RUNNING)
    }

    /// The generator that waits for `inner`, of those that `resumed` waits for.
    #[inline(never)]
    fn outer_of(&self, resumed: Ref, inner: Ref) -> Option<Ref> {
        let mut r = resumed;
        loop {
            let next = self.waits_for(r)?;
            if next == inner {
                return Some(r);
            }
            r = next;
        }
    }

    /// Takes the current frame, a generator's, off the stack and into its object. Returns how it was entered, and makes the
    /// frame below current, at the instruction that resumed it. When the generator has finished and another one waits for
    /// it, that one's frame takes its place. Of one that is suspended the caller sets `top`.
    #[inline(always)]
    fn leave_generator(&mut self, state: i64) -> Return {
        let base = self.base;
        let below = self.stack.view().few::<{ BELOW + 2 }>(base - BELOW);
        let (resumed, generator) = (below.get::<0>(), below.get::<1>());
        let address = below.get::<{ BELOW + 1 }>();
        let (back, distance, kind) = frame::parts(address);
        if let Some(r) = generator.as_ref() {
            let heap = self.heap.view();
            let registers = heap.header(r).n() & 0xffff;
            let first = g::FIRST_REGISTER;
            if state == g::SUSPENDED {
                let saved = self.heap.words_mut(r, first, first + registers);
                let window = self.stack.slice(base, base + registers);
                for (word, register) in saved.iter_mut().zip(window) {
                    *word = register.word();
                }
            } else {
                self.heap
                    .words_mut(r, first + 1, first + registers)
                    .fill(Value::UNBOUND.word());
            }
            heap.set_value(r, g::PC, Value::small_wrapping(self.pc as i64));
            heap.set_value(r, g::STATE, Value::small_wrapping(state));
            let (inside, outside) = (self.root(Root::Handled), heap.value(r, g::DELEGATE));
            if inside == outside {
                let own = state == g::SUSPENDED && heap.value(r, g::HANDLED) == Value::TRUE;
                heap.set_value(r, g::HANDLED, if own { inside } else { Value::NONE });
            } else {
                heap.set_value(r, g::HANDLED, inside);
                self.set_root(Root::Handled, outside);
            }
            heap.set_value(r, g::DELEGATE, Value::NONE);
            if state == g::FINISHED
                && resumed != generator
                && let Some(outermost) = resumed.as_ref()
                && let Some(outer) = self.outer_of(outermost, r)
            {
                self.put_frame(base, resumed, outer, address);
                return Return::Delegate;
            }
        }
        self.frames = self.frames.wrapping_sub(1);
        if !kind.leaves_loop() {
            self.base -= distance;
            self.pc = back;
            if state != g::SUSPENDED {
                let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
                self.top = self.base + code::registers(&self.heap, code);
            }
        }
        kind
    }

    /// The first operand of the current frame's instruction.
    fn operand(&self) -> u8 {
        let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
        self.instruction(code, self.pc).byte(1)
    }

    /// The current frame, a generator's, yields `v`; `self.pc` is at its `Yield` or `YieldFrom`.
    pub(super) fn yield_out(&mut self, v: Value) -> YieldExit {
        let mut delegating = false;
        loop {
            let generator = self.stack.get(self.base - 1);
            let kind = self.leave_generator(g::SUSPENDED);
            if delegating && let Some(r) = generator.as_ref() {
                self.note_delegate(r);
            }
            match kind {
                Return::Loop => return YieldExit::Loop(v),
                // The delegating generator yields in its turn.
                Return::Delegate => delegating = true,
                _ => return YieldExit::Exit(v),
            }
        }
    }

    /// A generator's frame or one called by a `CallEx` returns `v`, or an `__init__` returned something.
    pub(super) fn return_specially(&mut self, v: Value) -> R<Option<Exit>> {
        let (back, distance, kind) = frame::parts(self.stack.get(self.base + 1));
        match kind {
            Return::Init => return Err(self.init_returned(v)),
            Return::Operator => {
                let raised = !self.declined(back, distance);
                return Ok(raised.then_some(Exit::Raised));
            }
            Return::Spread | Return::SpreadInit => {
                return self.return_spread(v, back, distance, kind).map(|()| None);
            }
            Return::Import => return self.leave_body(back, distance).map(|()| None),
            _ => {}
        }
        match self.leave_generator(g::FINISHED) {
            Return::Loop => {
                self.pc += 5;
                Ok(None)
            }
            Return::Delegate => {
                let dst = self.operand();
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
    #[inline]
    pub fn resume_generator(&mut self, generator: Value, sent: Value) -> R<Option<Value>> {
        match self.resume(generator, sent)? {
            Exit::Yielded(v) => Ok(Some(v)),
            _ => Ok(None),
        }
    }

    /// Resumes a generator again and again while `sink` takes at once what it yields: the first value that it does not
    /// take, or `None` at the end.
    pub(crate) fn drain(&mut self, generator: Value, sink: &mut Value) -> R<Option<Value>> {
        let at = self.top;
        if at + BELOW > self.temp {
            return Err(self.recursion_error());
        }
        self.set_root(Root::Stopped, Value::NONE);
        self.stack.set(at, *sink);
        self.top += 1;
        let exit = self.resume_as(generator, Value::NONE, Return::Drain);
        self.top = at;
        *sink = self.stack.get(at);
        match exit? {
            Exit::Yielded(v) => {
                self.keep(v);
                Ok(Some(v))
            }
            _ => Ok(None),
        }
    }

    /// Puts what a drained generator yields where it goes, if that runs no program and needs no thought: into a list or a
    /// set, on a sum, past an `any` (`FALSE`) or `all` (`TRUE`) that it does not decide.
    #[inline(never)]
    pub(super) fn pour(&mut self, v: Value) -> bool {
        let at = self.base - BELOW - 1;
        let sink = self.stack.get(at);
        let Some(r) = sink.as_ref() else {
            if sink == Value::FALSE || sink == Value::TRUE {
                return v == sink;
            }
            let sum = match Value::both_small(sink, v) {
                true => Value::add_small(sink, v),
                false => arith::mixed(BinaryOp::Add, sink, v),
            };
            if let Some(sum) = sum {
                self.stack.set(at, sum);
            }
            return sum.is_some();
        };
        let mark = self.mark();
        let done = match self.heap.kind(r) {
            Kind::List => self.list_push(r, v),
            Kind::Set | Kind::FrozenSet => match self.quick(r, v) {
                Quick::At(_) => Ok(()),
                Quick::Absent(hash) => self.quick_insert(r, Key { value: v, hash }, v),
                Quick::Unknown => return false,
            },
            _ => return false,
        };
        self.release(mark);
        if done.is_err() {
            // It is for who drains to fail, not for the generator.
            self.take_pending();
        }
        done.is_ok()
    }

    /// Resumes a generator from native code: `Yielded`, or `Done` with what it returned.
    pub(crate) fn resume(&mut self, generator: Value, sent: Value) -> R<Exit> {
        self.resume_as(generator, sent, Return::ExitGenerator)
    }

    fn resume_as(&mut self, generator: Value, sent: Value, kind: Return) -> R<Exit> {
        if self.depth >= self.max_depth {
            return Err(self.recursion_error());
        }
        let saved = (self.base, self.top, self.pc);
        let within = core::mem::take(&mut self.task.within);
        self.depth += 1;
        let innermost = self.innermost(generator);
        let exit = match self.enter_own(generator, innermost, sent, kind) {
            Ok(true) => self.run_to_end(),
            Ok(false) => Exit::Done(Value::NONE),
            Err(Raised) => Exit::Raised,
        };
        self.depth -= 1;
        self.task.within = within;
        (self.base, self.top, self.pc) = saved;
        match exit {
            Exit::Raised => Err(Raised),
            exit => Ok(exit),
        }
    }

    /// Resumes a generator by raising `e` where it stopped.
    pub(crate) fn resume_raising(&mut self, generator: Value, e: Value) -> R<Exit> {
        if self.depth >= self.max_depth {
            return Err(self.recursion_error());
        }
        let saved = (self.base, self.top, self.pc);
        self.depth += 1;
        let exit = match self.enter_own(generator, generator, Value::NONE, Return::ExitGenerator) {
            Ok(true) => {
                // The frame counts as standing at its yield.
                self.pc = self
                    .heap
                    .value(generator.as_ref().unwrap_or(Ref(0)), g::PC)
                    .small_unchecked() as usize;
                self.raise(e);
                match self.unwind(self.pc) {
                    true => self.run_to_end(),
                    false => Exit::Raised,
                }
            }
            Ok(false) => Exit::Done(Value::NONE),
            Err(Raised) => Exit::Raised,
        };
        self.depth -= 1;
        (self.base, self.top, self.pc) = saved;
        match exit {
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

    /// One more Python frame, of a function or of an `__init__` that making an instance calls.
    #[inline]
    pub(super) fn count_call(&mut self, init: bool) -> R<()> {
        if self.frames >= self.recursion_limit {
            return Err(self.recursion_error_in(if init {
                " while calling a Python object"
            } else {
                ""
            }));
        }
        self.frames += 1;
        Ok(())
    }

    /// One more Python frame: a RecursionError when there are too many.
    #[inline]
    pub(super) fn count_frame(&mut self) -> R<()> {
        self.count_call(false)
    }
}
