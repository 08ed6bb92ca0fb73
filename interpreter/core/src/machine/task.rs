//! A program that runs in shares: the loop leaves when its share is used up or when the program waits, and is entered
//! again later. Between shares the machine's owner does what else there is to do: the browser's messages, the REPL's line.

use super::Machine;
use super::call::Entered;
use super::frame::{self, Return};
use super::run::Exit;
use crate::code::opcode::Op;
use crate::native::{R, Raised};
use crate::object::code;
use crate::value::{Ref, Value};

/// How a share ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The program is at its end; what its code returned.
    Done(Value),
    /// It ended with an exception, which is pending.
    Raised,
    /// The share is used up.
    OutOfFuel,
    /// Nothing can be done before this.
    Waiting(Wait),
}

/// What a program waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// That the host's clock (`Host::micros`) says this.
    Until(u64),
    /// A line of input (`Host::line_ready`).
    Input,
}

/// What a builtin says when the time it waited for has come.
#[derive(Clone, Copy)]
pub enum Progress {
    /// It is finished: its result.
    Done(Value),
    /// It waits again.
    Wait(Wait),
}

/// Goes on with a builtin that waited. It has no arguments any more: what it needs stands in the machine or on the board.
pub type Finish = fn(&mut Machine) -> R<Progress>;

/// Called when the host's clock has reached what it returned last: background work of hardware (animations, music). Gets
/// the time; returns when it wants to be called again, `u64::MAX` for never.
pub type Tick = fn(&mut Machine, now: u64) -> R<u64>;

/// The rest of a builtin that must know the place where it was called.
pub type Placed = fn(&mut Machine, argument: usize) -> R;

/// How the loop goes on after a builtin that left it without an exception.
pub(super) enum Suspended {
    Leave,
    /// The builtin's result is in its register, the instruction behind the call is next.
    Answered,
    Raised,
}

/// A frame on the stack and the offset of the instruction it is at.
#[derive(Clone, Copy)]
pub struct Place {
    base: usize,
    offset: usize,
}

/// The machine's book about shares, waits and background work.
pub(crate) struct Task {
    /// Jumps back and calls between two safe points.
    pub(super) slice: i32,
    /// The same while no function waits for interrupts.
    pub(super) usual: i32,
    /// Base, top and pc of before the program began.
    begun: Option<(usize, usize, usize)>,
    /// A share is running: a builtin that waits can leave the loop.
    in_shares: bool,
    /// Calls from builtins that are not finished: a wait in one of these cannot leave the loop.
    pub(super) within: u32,
    waiting: Option<(Wait, Finish)>,
    /// What a builtin does when the loop has noted where it was called.
    placed: Option<(Placed, usize)>,
    tick: Option<Tick>,
    next_tick: u64,
    /// Background work is going on: interrupts wait for its end.
    works: bool,
    /// A function of an interrupt is running: background work rests.
    pub(super) rests: bool,
}

/// Jumps back and calls between two safe points, unless the owner says otherwise.
const SLICE: i32 = if cfg!(feature = "stress") { 20 } else { 20_000 };

impl Task {
    pub(super) const fn new() -> Task {
        Task {
            slice: SLICE,
            usual: SLICE,
            begun: None,
            in_shares: false,
            within: 0,
            waiting: None,
            placed: None,
            tick: None,
            next_tick: u64::MAX,
            works: false,
            rests: false,
        }
    }
}

impl Machine<'_> {
    /// How many jumps back and calls lie between two looks at Ctrl-C and the clock: fewer on a slow chip.
    pub fn set_slice(&mut self, slice: u16) {
        self.task.usual = i32::from(slice.max(1));
        self.attend(false);
    }

    /// Sets what works in the background, and when it is called first.
    pub fn set_tick(&mut self, tick: Tick, at: u64) {
        self.task.tick = Some(tick);
        self.task.next_tick = at;
    }

    /// Has the background work called at this time, if it is not called earlier.
    pub fn tick_by(&mut self, at: u64) {
        self.task.next_tick = self.task.next_tick.min(at);
    }

    /// Does background work that is due, or that an interrupt asks for.
    pub(super) fn tick(&mut self) -> R<()> {
        let Some(tick) = self.task.tick else {
            return Ok(());
        };
        if self.task.rests {
            return Ok(());
        }
        let news = !self.task.works && self.host.take_news();
        let now = self.host.micros();
        if now < self.task.next_tick && !news {
            return Ok(());
        }
        // Work that sets an earlier time while it runs is heard.
        self.task.next_tick = u64::MAX;
        let works = core::mem::replace(&mut self.task.works, true);
        let next = tick(self, now);
        self.task.works = works;
        // What comes behind work that raised is looked at anew.
        self.tick_by(*next.as_ref().unwrap_or(&now));
        next.map(|_| ())
    }

    /// Begins a program: a code object without free variables, with its globals. `run` runs it. A program that was
    /// begun before is forgotten.
    pub fn begin(&mut self, code: Value, globals: Ref) -> R<()> {
        self.abandon();
        let mark = self.mark();
        let before = (self.base, self.top, self.pc);
        let entered = self
            .module_function(code, globals)
            .and_then(|function| self.enter_namespace(function, Value::reference(globals)));
        self.release(mark);
        match entered {
            Ok(Entered::Frame { base, .. }) => {
                self.stack.set(base + 1, frame::exit_address());
                self.begin_frame(base);
                self.task.begun = Some(before);
                Ok(())
            }
            // Code of a generator: nothing of it runs.
            Ok(Entered::Value(_)) => {
                self.top = before.1;
                Ok(())
            }
            Err(raised) => {
                self.top = before.1;
                Err(raised)
            }
        }
    }

    /// Whether a program was begun and is not at its end.
    pub fn is_begun(&self) -> bool {
        self.task.begun.is_some()
    }

    /// Forgets the program that was begun.
    pub fn abandon(&mut self) {
        if let Some((base, top, pc)) = self.task.begun.take() {
            (self.base, self.top, self.pc) = (base, top, pc);
            self.frames = 0;
        }
        self.task.waiting = None;
    }

    /// Runs the program on (begin, then this again and again until it is done), for about as many jumps back and calls as `fuel` says.
    pub fn run(&mut self, fuel: u32) -> Stop {
        if self.task.begun.is_none() {
            return Stop::Done(Value::NONE);
        }
        self.depth += 1;
        self.task.in_shares = true;
        let stop = self.run_share(fuel);
        self.task.in_shares = false;
        self.depth -= 1;
        if matches!(stop, Stop::Done(_) | Stop::Raised) {
            self.abandon();
        }
        stop
    }

    fn run_share(&mut self, fuel: u32) -> Stop {
        let mut left = i64::from(fuel);
        let mut result = self.tick();
        if result.is_ok()
            && let Some((wait, finish)) = self.task.waiting.take()
        {
            match self.wake(wait, finish) {
                Ok(None) => {}
                Ok(Some(wait)) => {
                    self.task.waiting = Some((wait, finish));
                    return Stop::Waiting(self.earlier(wait));
                }
                Err(raised) => result = Err(raised),
            }
        }
        loop {
            if result.is_err() && !self.unwind(self.pc) {
                return Stop::Raised;
            }
            result = match self.run_slice(self.task.slice) {
                Exit::Done(v) => return Stop::Done(v),
                Exit::OutOfFuel => {
                    let result = self.safe_point();
                    left -= i64::from(self.task.slice);
                    if left <= 0 && result.is_ok() {
                        return Stop::OutOfFuel;
                    }
                    result
                }
                Exit::Waiting => {
                    if let Some((wait, _)) = self.task.waiting {
                        return Stop::Waiting(self.earlier(wait));
                    }
                    Err(self.cannot_wait())
                }
                Exit::Yielded(_) | Exit::Raised => return Stop::Raised,
            };
        }
    }

    /// Goes on with what waited, if its time has come: `None` when it is finished and its result is in its register.
    fn wake(&mut self, wait: Wait, finish: Finish) -> R<Option<Wait>> {
        if self.interrupted() {
            return Err(self.keyboard_interrupt());
        }
        if !self.is_over(wait) {
            return Ok(Some(wait));
        }
        let mark = self.mark();
        let progress = finish(self);
        self.release(mark);
        match progress? {
            Progress::Wait(wait) => Ok(Some(wait)),
            Progress::Done(v) => self.answer(v).map(|()| None),
        }
    }

    fn is_over(&mut self, wait: Wait) -> bool {
        match wait {
            Wait::Until(time) => self.host.micros() >= time,
            Wait::Input => self.host.line_ready(),
        }
    }

    /// The wait, or the background work before it.
    fn earlier(&self, wait: Wait) -> Wait {
        match wait {
            Wait::Until(time) => Wait::Until(time.min(self.task.next_tick)),
            Wait::Input => Wait::Input,
        }
    }

    /// The time at which `run` has background work to do, if the program waits until then. `u64::MAX`: none.
    pub fn next_tick(&self) -> u64 {
        self.task.next_tick
    }

    /// Puts the result of the call that waited where the call's result goes, and goes on behind it.
    fn answer(&mut self, v: Value) -> R<()> {
        let function = self.stack.get(self.base).as_ref().unwrap_or(Ref(0));
        let code = self.code_of(function);
        match call_at(code::bytecode(&self.heap, code), self.pc) {
            Some((register, size)) => {
                self.stack.set(self.base + register, v);
                self.pc += size;
                Ok(())
            }
            None => Err(self.cannot_wait()),
        }
    }

    /// Whether the program runs in shares.
    pub fn runs_in_shares(&self) -> bool {
        self.task.in_shares
    }

    /// Whether a builtin that waits now leaves the loop.
    pub fn can_leave(&self) -> bool {
        self.task.in_shares && self.depth == 1 && self.task.within == 0
    }

    /// Waits, for a builtin: then `finish` goes on. Called as the last thing a builtin does. The loop is left when it
    /// can; otherwise the host waits here.
    pub fn wait(&mut self, wait: Wait, finish: Finish) -> R {
        self.host.flush();
        if self.can_leave() {
            self.task.waiting = Some((wait, finish));
            return Err(Raised);
        }
        let mut wait = wait;
        loop {
            self.tick()?;
            if self.interrupted() {
                return Err(self.keyboard_interrupt());
            }
            if let Wait::Until(time) = wait {
                let now = self.host.micros();
                if now < time {
                    let until = time.min(self.task.next_tick);
                    let pause = until.saturating_sub(now);
                    self.host.sleep(pause);
                    // A host whose clock stands still has waited nevertheless. Without a pause background work is due.
                    if pause == 0 || self.host.micros() > now {
                        continue;
                    }
                }
            }
            match finish(self)? {
                Progress::Done(v) => return Ok(v),
                Progress::Wait(further) => wait = further,
            }
        }
    }

    /// Whether what is raised is a wait, not an exception; the loop then leaves.
    #[inline]
    pub(super) fn is_waiting(&self) -> bool {
        self.task.waiting.is_some() || self.task.placed.is_some()
    }

    /// Has `rest` run where the place of the call is known: called as the last thing a builtin does. Where another builtin
    /// called it, the line is that of the function.
    pub fn at_place(&mut self, rest: Placed, argument: usize) -> R {
        if self.task.within == 0 {
            self.task.placed = Some((rest, argument));
            return Err(Raised);
        }
        let pc = core::mem::take(&mut self.pc);
        let result = rest(self, argument);
        self.pc = pc;
        result
    }

    /// Where the current frame is.
    pub(crate) fn place(&self) -> Place {
        Place {
            base: self.base,
            offset: self.pc,
        }
    }

    /// Where the caller of this frame is, unless a builtin called it.
    pub(crate) fn place_behind(&self, place: Place) -> Option<Place> {
        let (back, distance, kind) = frame::parts(self.stack.get(place.base + 1));
        let offset = match kind {
            // The return address is behind the call.
            Return::Normal | Return::Init | Return::Spread | Return::SpreadInit => {
                back.checked_sub(1)?
            }
            Return::Loop | Return::Delegate | Return::Import | Return::Value | Return::Operator => {
                back
            }
            Return::Exit | Return::ExitGenerator | Return::Drain => return None,
        };
        let base = place.base.checked_sub(distance)?;
        Some(Place { base, offset })
    }

    /// The function that runs there, and its line.
    pub(crate) fn function_at(&self, place: Place) -> (Value, u32) {
        let function = self.stack.get(place.base);
        let code = self.code_of(function.as_ref().unwrap_or(Ref(0)));
        (function, code::line(&self.heap, code, place.offset))
    }

    /// Leaves the frame at `offset` so that others can use the machine meanwhile, or so that its place is known.
    #[cold]
    pub(super) fn suspend(&mut self, offset: usize) -> Suspended {
        self.pc = offset;
        let function = self.stack.get(self.base).as_ref().unwrap_or(Ref(0));
        let code = self.code_of(function);
        self.top = self.base + code::registers(&self.heap, code);
        let placed = self.task.placed.take();
        if call_at(code::bytecode(&self.heap, code), offset).is_none() {
            self.task.waiting = None;
            self.cannot_wait();
            return Suspended::Raised;
        }
        let Some((rest, argument)) = placed else {
            return Suspended::Leave;
        };
        let mark = self.mark();
        let result = rest(self, argument).and_then(|v| self.answer(v));
        self.release(mark);
        match result {
            Ok(()) => Suspended::Answered,
            Err(Raised) => Suspended::Raised,
        }
    }

    fn cannot_wait(&mut self) -> Raised {
        self.error(
            crate::types::RUNTIME_ERROR,
            &[super::Piece::S("cannot wait here")],
        )
    }
}

/// Result register and size of the call instruction at an offset, if it is one.
fn call_at(bytecode: &[u8], offset: usize) -> Option<(usize, usize)> {
    let op = Op::from_byte(*bytecode.get(offset)?)?;
    let window = bytecode.get(offset + 1)?;
    op.is_call().then(|| (usize::from(*window), op.size()))
}

#[cfg(test)]
#[path = "task_tests.rs"]
mod task_tests;
