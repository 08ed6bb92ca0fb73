//! Asynchronous generators: the awaitables that their methods give, and `async for`.
//!
//! What such a generator yields is wrapped, to be told from what an `await` inside hands out. A step is a record:
//! generator, what it does, what it sends or raises, where it stands. While a step is under way, the generator's
//! `DELEGATE` says so.

use super::{Thrown, object, state, throw_into, thrown};
use crate::machine::{Exit, Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Raised, Space, method, property, told};
use crate::object::generator as g;
use crate::types;
use crate::value::{Ref, Value};

pub static ASYNC_GENERATOR: Space =
    Space::class(n::async_generator, types::OBJECT, GENERATOR_MEMBERS);
pub static ASYNC_STEP: Space = Space::class(n::async_generator_asend, types::OBJECT, STEP_MEMBERS);
/// A yielded value: a record of it. Python never sees one.
pub static ASYNC_VALUE: Space = Space::class(n::async_generator_wrapped_value, types::OBJECT, &[]);

static GENERATOR_MEMBERS: &[Member] = &[
    method(n::__aiter__, |m, args| Ok(args.at(m, 0)), 1, 1),
    method(
        n::__anext__,
        |m, args| new_step(m, args.at(m, 0), SEND, Value::NONE),
        1,
        1,
    ),
    (
        n::asend,
        Item::Method(
            Native::new(
                |m, args| new_step(m, args.at(m, 0), SEND, args.at(m, 1)),
                2,
                2,
            )
            .doc("asend(value) -- awaitable: goes on, with this as value of the yield"),
        ),
    ),
    (
        n::athrow,
        Item::Method(
            Native::new(athrow, 2, 4)
                .doc("athrow(exception) -- awaitable: goes on by raising it at the yield"),
        ),
    ),
    (
        n::aclose,
        Item::Method(
            Native::new(
                |m, args| new_step(m, args.at(m, 0), CLOSE, Value::NONE),
                1,
                1,
            )
            .doc("aclose() -- awaitable: ends it with GeneratorExit"),
        ),
    ),
    (n::__name__, super::NAME),
    (n::__qualname__, super::QUALNAME),
    property(n::ag_code, super::code_of),
    property(n::ag_frame, super::frame_of),
    property(n::ag_running, |m, v| Ok(Value::bool(is_running(m, v)))),
    property(n::ag_suspended, |m, v| {
        Ok(Value::bool(state(m, v) == g::SUSPENDED))
    }),
    property(n::ag_await, super::waits_for),
    method(n::__repr__, |m, args| super::repr(m, args.at(m, 0)), 1, 1),
];

static STEP_MEMBERS: &[Member] = &[
    method(n::__await__, |m, args| Ok(args.at(m, 0)), 1, 1),
    method(n::__iter__, |m, args| Ok(args.at(m, 0)), 1, 1),
    method(
        n::__next__,
        |m, args| send(m, args.at(m, 0), Value::NONE),
        1,
        1,
    ),
    told(
        n::send,
        |m, args| send(m, args.at(m, 0), args.at(m, 1)),
        2,
        2,
        "send(value) -- go on to the next yield; the yield before gives the value",
    ),
    told(
        n::throw,
        |m, args| {
            let e = thrown(m, args)?;
            throw(m, args.at(m, 0), e)
        },
        2,
        4,
        "throw(exception) -- go on by raising the exception where the generator waits",
    ),
    told(
        n::close,
        |m, args| {
            if let Some(r) = m.as_record(args.at(m, 0), types::ASYNC_STEP) {
                m.heap.set_value(r, PLACE, Value::small_wrapping(OVER));
            }
            Ok(Value::NONE)
        },
        1,
        1,
        "close() -- end it: raises GeneratorExit where it waits",
    ),
];

/// Fields of a step.
const OF: usize = 1;
const WHAT: usize = 2;
const ARGUMENT: usize = 3;
const PLACE: usize = 4;

const SEND: i64 = 0;
const THROW: i64 = 1;
const CLOSE: i64 = 2;
/// `anext(generator, default)`: the end gives a value.
const NEXT_OR: i64 = 3;

const NEW: i64 = 0;
const UNDER_WAY: i64 = 1;
const OVER: i64 = 2;

fn new_step(m: &mut Machine, generator: Value, what: i64, argument: Value) -> R {
    m.new_record(
        types::ASYNC_STEP,
        &[
            generator,
            Value::small_wrapping(what),
            argument,
            Value::small_wrapping(NEW),
        ],
    )
}

fn athrow(m: &mut Machine, args: Args) -> R {
    let e = thrown(m, args)?;
    new_step(m, args.at(m, 0), THROW, e)
}

fn is_running(m: &Machine, generator: Value) -> bool {
    object(m, generator).is_some_and(|r| {
        m.generator_state(r) == g::RUNNING || m.heap.value(r, g::DELEGATE) == Value::TRUE
    })
}

fn mark_running(m: &mut Machine, generator: Value, running: bool) {
    if let Some(r) = object(m, generator)
        && m.generator_state(r) != g::RUNNING
    {
        let v = if running { Value::TRUE } else { Value::NONE };
        m.heap.set_value(r, g::DELEGATE, v);
    }
}

/// Marks a value as yielded by an asynchronous generator, told from what an `await` in it hands through.
pub fn wrap(m: &mut Machine, v: Value) -> R {
    m.new_record(types::ASYNC_VALUE, &[v])
}

fn small(m: &Machine, r: Ref, i: usize) -> i64 {
    m.heap.value(r, i).as_small().unwrap_or(0)
}

/// One step goes on: gives what is to be handed to the event loop, or ends with a StopIteration.
fn send(m: &mut Machine, step: Value, sent: Value) -> R {
    let Some(r) = m.as_record(step, types::ASYNC_STEP) else {
        return Ok(Value::NONE);
    };
    let (generator, what) = (m.heap.value(r, OF), small(m, r, WHAT));
    let outcome = match small(m, r, PLACE) {
        OVER => return Err(used(m, what)),
        NEW => {
            if is_running(m, generator) {
                m.heap.set_value(r, PLACE, Value::small_wrapping(OVER));
                let name = match what {
                    THROW => "athrow(): asynchronous generator is already running",
                    CLOSE => "aclose(): asynchronous generator is already running",
                    _ => "anext(): asynchronous generator is already running",
                };
                return Err(m.error(types::RUNTIME_ERROR, &[Piece::S(name)]));
            }
            if !sent.is_none() && matches!(what, THROW | CLOSE) {
                return Err(m.error(
                    types::RUNTIME_ERROR,
                    &[Piece::S(
                        "can't send non-None value to a just-started coroutine",
                    )],
                ));
            }
            m.heap.set_value(r, PLACE, Value::small_wrapping(UNDER_WAY));
            begin(m, r, generator, what, sent)
        }
        _ => advance(m, generator, sent),
    };
    settle(m, r, outcome)
}

fn used(m: &mut Machine, what: i64) -> Raised {
    let text = match what {
        THROW | CLOSE => "cannot reuse already awaited aclose()/athrow()",
        _ => "cannot reuse already awaited __anext__()/asend()",
    };
    m.error(types::RUNTIME_ERROR, &[Piece::S(text)])
}

fn begin(m: &mut Machine, r: Ref, generator: Value, what: i64, sent: Value) -> R<Exit> {
    match what {
        SEND => {
            let own = m.heap.value(r, ARGUMENT);
            let v = if sent.is_none() { own } else { sent };
            m.resume(generator, v)
        }
        NEXT_OR => advance(m, generator, sent),
        _ if state(m, generator) == g::FINISHED => Ok(Exit::Done(Value::NONE)),
        _ => {
            let e = if what == THROW {
                m.heap.value(r, ARGUMENT)
            } else {
                m.new_exception(types::GENERATOR_EXIT, Value::UNBOUND)?
            };
            throw_into(m, generator, Thrown::Exception(e))
        }
    }
}

/// What an outcome of the generator means for the step.
fn settle(m: &mut Machine, r: Ref, outcome: R<Exit>) -> R {
    let (generator, what) = (m.heap.value(r, OF), small(m, r, WHAT));
    if let Ok(Exit::Yielded(v)) = outcome {
        let Some(value) = m.as_record(v, types::ASYNC_VALUE) else {
            mark_running(m, generator, true);
            return Ok(v);
        };
        over(m, r, generator);
        let v = m.heap.value(value, 1);
        if what == CLOSE {
            return Err(m.error(
                types::RUNTIME_ERROR,
                &[Piece::S("async generator ignored GeneratorExit")],
            ));
        }
        return Err(m.raise_with(types::STOP_ITERATION, v));
    }
    over(m, r, generator);
    match outcome {
        Err(Raised) if what == CLOSE => {
            if m.pending_is(types::STOP_ASYNC_ITERATION) || m.pending_is(types::GENERATOR_EXIT) {
                m.take_pending();
                return Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND));
            }
            Err(Raised)
        }
        Err(Raised) if what == NEXT_OR && m.pending_is(types::STOP_ASYNC_ITERATION) => {
            m.take_pending();
            let default = m.heap.value(r, ARGUMENT);
            Err(m.raise_with(types::STOP_ITERATION, default))
        }
        // The result of an awaitable that is a generator.
        Ok(Exit::Done(v)) if what == NEXT_OR && !is_async(m, generator) => {
            Err(m.raise_with(types::STOP_ITERATION, v))
        }
        Err(Raised) => Err(Raised),
        Ok(_) if what == CLOSE => Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND)),
        Ok(_) if what == NEXT_OR => {
            let default = m.heap.value(r, ARGUMENT);
            Err(m.raise_with(types::STOP_ITERATION, default))
        }
        Ok(_) => Err(m.raise_with(types::STOP_ASYNC_ITERATION, Value::UNBOUND)),
    }
}

fn over(m: &mut Machine, r: Ref, generator: Value) {
    m.heap.set_value(r, PLACE, Value::small_wrapping(OVER));
    mark_running(m, generator, false);
}

/// Raises an exception in a step that is under way.
fn throw(m: &mut Machine, step: Value, e: Value) -> R {
    let Some(r) = m.as_record(step, types::ASYNC_STEP) else {
        return Ok(Value::NONE);
    };
    let (generator, what) = (m.heap.value(r, OF), small(m, r, WHAT));
    match small(m, r, PLACE) {
        OVER => return Err(used(m, what)),
        NEW if what == THROW || what == CLOSE => {
            m.heap.set_value(r, PLACE, Value::small_wrapping(OVER));
            return Err(m.raise(e));
        }
        _ => {}
    }
    let outcome = throw_into(m, generator, Thrown::Exception(e));
    settle(m, r, outcome)
}

fn is_async(m: &Machine, v: Value) -> bool {
    object(m, v).is_some_and(|r| super::type_of(m.heap.header(r)) == types::ASYNC_GENERATOR)
}

/// `v.__aiter__()`.
pub fn get_aiter(m: &mut Machine, v: Value) -> R {
    if is_async(m, v) {
        return Ok(v);
    }
    let Some(method) = m.special(v, n::__aiter__) else {
        return Err(m.type_error(&[
            Piece::S("'async for' requires an object with __aiter__ method, got "),
            Piece::T(v),
        ]));
    };
    let iterator = m.call_special(method, v, &[])?;
    if !is_async(m, iterator) && m.special(iterator, n::__anext__).is_none() {
        return Err(m.type_error(&[
            Piece::S(
                "'async for' received an object from __aiter__ that does not implement __anext__: ",
            ),
            Piece::T(iterator),
        ]));
    }
    Ok(iterator)
}

/// The awaitable of `v.__anext__()`.
pub fn get_anext(m: &mut Machine, v: Value) -> R {
    if is_async(m, v) {
        return new_step(m, v, SEND, Value::NONE);
    }
    let Some(method) = m.special(v, n::__anext__) else {
        return Err(m.type_error(&[
            Piece::S("'async for' requires an iterator with __anext__ method, got "),
            Piece::T(v),
        ]));
    };
    let awaitable = m.call_special(method, v, &[])?;
    match super::get_awaitable(m, awaitable, 0) {
        Ok(iterator) => Ok(iterator),
        Err(Raised) => {
            if !m.pending_is(types::TYPE_ERROR) {
                return Err(Raised);
            }
            let cause = m.take_pending();
            let raised = m.type_error(&[
                Piece::S("'async for' received an invalid object from __anext__: "),
                Piece::T(awaitable),
            ]);
            let e = m.root(crate::machine::Root::Pending);
            if let Some(r) = m.heap.as_kind(e, Kind::Exception) {
                use crate::object::exception;
                m.heap.set_value(r, exception::CAUSE, cause);
                m.heap.set_value(r, exception::CONTEXT, cause);
                m.heap
                    .set_value(r, exception::FLAGS, Value::small_wrapping(1));
            }
            Err(raised)
        }
    }
}

/// `aiter(v)`.
pub fn aiter(m: &mut Machine, v: Value) -> R {
    if is_async(m, v) {
        return Ok(v);
    }
    let Some(method) = m.special(v, n::__aiter__) else {
        return Err(m.type_error(&[
            Piece::S("'"),
            Piece::T(v),
            Piece::S("' object is not an async iterable"),
        ]));
    };
    let iterator = m.call_special(method, v, &[])?;
    if !is_async(m, iterator) && m.special(iterator, n::__anext__).is_none() {
        return Err(m.type_error(&[
            Piece::S("aiter() returned not an async iterator of type '"),
            Piece::T(iterator),
            Piece::S("'"),
        ]));
    }
    Ok(iterator)
}

/// `anext(v)` and `anext(v, default)`.
pub fn anext(m: &mut Machine, v: Value, default: Option<Value>) -> R {
    if is_async(m, v) {
        return match default {
            Some(default) => new_step(m, v, NEXT_OR, default),
            None => new_step(m, v, SEND, Value::NONE),
        };
    }
    let Some(method) = m.special(v, n::__anext__) else {
        return Err(m.type_error(&[
            Piece::S("'"),
            Piece::T(v),
            Piece::S("' object is not an async iterator"),
        ]));
    };
    let awaitable = m.call_special(method, v, &[])?;
    let Some(default) = default else {
        return Ok(awaitable);
    };
    let iterator = super::get_awaitable(m, awaitable, 0)?;
    new_step(m, iterator, NEXT_OR, default)
}

/// Goes on with what a step waits for: an asynchronous generator, or the awaitable of another iterator.
fn advance(m: &mut Machine, of: Value, sent: Value) -> R<Exit> {
    if object(m, of).is_some() {
        return m.resume(of, sent);
    }
    let step = if sent.is_none() {
        m.call_method(of, n::__next__, &[])
    } else {
        m.call_method(of, n::send, &[sent])
    };
    step.map(Exit::Yielded)
}
