//! Generators and coroutines: what programs do with them. How their frames come and go stands in `machine::generator`;
//! asynchronous generators have a room of their own.

mod asynchronous;

pub use asynchronous::{
    ASYNC_GENERATOR, ASYNC_STEP, ASYNC_VALUE, aiter, anext, get_aiter, get_anext, wrap,
};

use crate::code::opcode::byte;
use crate::machine::{Exit, Machine, Piece, Text};
use crate::memory::{Header, Kind};
use crate::names::{Name, n};
use crate::native::{Args, Item, Member, Native, R, Raised, Space, method, property, told};
use crate::object::code::flags;
use crate::object::{code, generator as g};
use crate::types;
use crate::value::{Ref, TypeId, Value};

pub static GENERATOR: Space = Space::class(n::generator, types::OBJECT, GENERATOR_MEMBERS);
pub static COROUTINE: Space = Space::class(n::coroutine, types::OBJECT, COROUTINE_MEMBERS);
/// The iterator that `coroutine.__await__()` gives: a record of the coroutine.
pub static AWAIT_WRAPPER: Space =
    Space::class(n::coroutine_wrapper, types::OBJECT, WRAPPER_MEMBERS);

const SEND: Item = Item::Method(
    Native::new(send_method, 2, 2).doc("send(value) -- goes on, with this as value of the yield"),
);
const THROW: Item = Item::Method(
    Native::new(throw_method, 2, 4).doc("throw(exception) -- goes on by raising it at the yield"),
);
const CLOSE: Item =
    Item::Method(Native::new(close_method, 1, 1).doc("close() -- ends it with GeneratorExit"));
const NAME: Item = Item::Property(
    |m, v| named(m, v, n::__name__),
    Some(|m, v, x| set_name(m, v, n::__name__, x)),
);
const QUALNAME: Item = Item::Property(
    |m, v| named(m, v, n::__qualname__),
    Some(|m, v, x| set_name(m, v, n::__qualname__, x)),
);

static GENERATOR_MEMBERS: &[Member] = &[
    method(n::__iter__, |m, args| Ok(args.at(m, 0)), 1, 1),
    method(n::__next__, next_method, 1, 1),
    (n::send, SEND),
    (n::throw, THROW),
    (n::close, CLOSE),
    (n::__name__, NAME),
    (n::__qualname__, QUALNAME),
    property(n::gi_code, code_of),
    property(n::gi_frame, frame_of),
    property(n::gi_running, |m, v| Ok(Value::bool(m.is_running(v)))),
    property(n::gi_suspended, |m, v| {
        Ok(Value::bool(state(m, v) == g::SUSPENDED))
    }),
    property(n::gi_yieldfrom, waits_for),
    method(n::__repr__, |m, args| repr(m, args.at(m, 0)), 1, 1),
];

static COROUTINE_MEMBERS: &[Member] = &[
    method(
        n::__await__,
        |m, args| m.new_record(types::AWAIT_WRAPPER, &[args.at(m, 0)]),
        1,
        1,
    ),
    (n::send, SEND),
    (n::throw, THROW),
    (n::close, CLOSE),
    (n::__name__, NAME),
    (n::__qualname__, QUALNAME),
    property(n::cr_code, code_of),
    property(n::cr_frame, frame_of),
    property(n::cr_running, |m, v| Ok(Value::bool(m.is_running(v)))),
    property(n::cr_suspended, |m, v| {
        Ok(Value::bool(state(m, v) == g::SUSPENDED))
    }),
    property(n::cr_await, waits_for),
    property(n::cr_origin, |_, _| Ok(Value::NONE)),
    method(n::__repr__, |m, args| repr(m, args.at(m, 0)), 1, 1),
];

static WRAPPER_MEMBERS: &[Member] = &[
    method(n::__iter__, |m, args| Ok(args.at(m, 0)), 1, 1),
    method(
        n::__next__,
        |m, args| {
            let coroutine = wrapped(m, args);
            send(m, coroutine, Value::NONE)
        },
        1,
        1,
    ),
    told(
        n::send,
        |m, args| {
            let coroutine = wrapped(m, args);
            send(m, coroutine, args.at(m, 1))
        },
        2,
        2,
        "send(value) -- go on to the next yield; the yield before gives the value",
    ),
    told(
        n::throw,
        |m, args| {
            let coroutine = wrapped(m, args);
            let e = thrown(m, args)?;
            throw(m, coroutine, e)
        },
        2,
        4,
        "throw(exception) -- go on by raising the exception where the generator waits",
    ),
    told(
        n::close,
        |m, args| {
            let coroutine = wrapped(m, args);
            close(m, coroutine)?;
            Ok(Value::NONE)
        },
        1,
        1,
        "close() -- end it: raises GeneratorExit where it waits",
    ),
];

fn wrapped(m: &Machine, args: Args) -> Value {
    m.as_record(args.at(m, 0), types::AWAIT_WRAPPER)
        .map_or(Value::NONE, |r| m.heap.value(r, 1))
}

/// What kind of generator an object with this header is: its flags are those of its code.
pub fn type_of(header: Header) -> TypeId {
    if !cfg!(feature = "async") {
        return types::GENERATOR;
    }
    let kind = (header.n() >> 16) as u32;
    if kind & flags::COROUTINE != 0 {
        types::COROUTINE
    } else if kind & flags::ASYNC_GENERATOR != 0 {
        types::ASYNC_GENERATOR
    } else {
        types::GENERATOR
    }
}

fn object(m: &Machine, v: Value) -> Option<Ref> {
    m.heap.as_kind(v, Kind::Generator)
}

pub(super) fn state(m: &Machine, v: Value) -> i64 {
    object(m, v).map_or(g::FINISHED, |r| m.generator_state(r))
}

fn is_coroutine(m: &Machine, v: Value) -> bool {
    object(m, v).is_some_and(|r| type_of(m.heap.header(r)) == types::COROUTINE)
}

/// The code object that a generator runs.
fn own_code(m: &Machine, r: Ref) -> Option<Ref> {
    m.heap
        .as_kind(m.heap.value(r, g::FIRST_REGISTER), Kind::Function)
        .map(|f| m.code_of(f))
}

fn code_of(m: &mut Machine, v: Value) -> R {
    Ok(object(m, v)
        .and_then(|r| own_code(m, r))
        .map_or(Value::NONE, Value::reference))
}

fn frame_of(m: &mut Machine, v: Value) -> R {
    let Some(r) = object(m, v) else {
        return Ok(Value::NONE);
    };
    if m.generator_state(r) == g::FINISHED {
        return Ok(Value::NONE);
    }
    let pc = m.heap.value(r, g::PC).as_small().unwrap_or(0) as usize;
    let line = own_code(m, r).map_or(0, |c| code::line(&m.heap, c, pc));
    let function = m.heap.value(r, g::FIRST_REGISTER);
    types::frame::new(m, function, Value::small_wrapping(i64::from(line)))
}

fn named(m: &mut Machine, v: Value, name: Name) -> R {
    match object(m, v).and_then(|r| function_of(m, r)) {
        Some(f) => types::function::name_of(m, f, name),
        None => Ok(Value::NONE),
    }
}

/// The function that a generator runs.
fn function_of(m: &Machine, r: Ref) -> Option<Ref> {
    m.heap
        .as_kind(m.heap.value(r, g::FIRST_REGISTER), Kind::Function)
}

fn set_name(m: &mut Machine, v: Value, name: Name, x: Value) -> R<()> {
    let Some((r, f)) = object(m, v).and_then(|r| Some((r, function_of(m, r)?))) else {
        return Ok(());
    };
    let renamed = types::function::renamed(m, f, name, x)?;
    m.heap.set_value(r, g::FIRST_REGISTER, renamed);
    Ok(())
}

/// What a suspended generator waits for in a `yield from` or `await`.
pub(super) fn delegate(m: &Machine, r: Ref) -> Option<Value> {
    if m.generator_state(r) != g::SUSPENDED {
        return None;
    }
    let pc = m.heap.value(r, g::PC).as_small()? as usize;
    let bytes = code::bytecode(&m.heap, own_code(m, r)?);
    if bytes.get(pc).copied()? != byte::YieldFrom {
        return None;
    }
    let register = usize::from(*bytes.get(pc + 2)?);
    Some(m.heap.value(r, g::FIRST_REGISTER + register))
}

fn waits_for(m: &mut Machine, v: Value) -> R {
    Ok(object(m, v)
        .and_then(|r| delegate(m, r))
        .unwrap_or(Value::NONE))
}

/// `<generator object f at 0x…>`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let kind = object(m, v).map_or(types::GENERATOR, |r| type_of(m.heap.header(r)));
    let name = named(m, v, n::__qualname__)?;
    let mut text = Text::new(m)?;
    text.push_byte(m, b'<')?;
    text.push_str(m, m.space(kind.0).name.text())?;
    text.push_str(m, " object ")?;
    text.push_all(m, name)?;
    types::object::finish_at(m, text, v)
}

/// What a step gave, as `next()` and `send()` give it: the end is a StopIteration with the result.
fn step(m: &mut Machine, exit: Exit) -> R {
    match exit {
        Exit::Yielded(v) => Ok(v),
        Exit::Done(v) => Err(m.raise_with(
            types::STOP_ITERATION,
            if v.is_none() { Value::UNBOUND } else { v },
        )),
        _ => Err(Raised),
    }
}

fn reused(m: &mut Machine) -> Raised {
    m.error(
        types::RUNTIME_ERROR,
        &[Piece::S("cannot reuse already awaited coroutine")],
    )
}

fn check(m: &mut Machine, args: Args, name: &str) -> R {
    let v = args.at(m, 0);
    if object(m, v).is_some() {
        return Ok(v);
    }
    Err(m.type_error(&[
        Piece::S("descriptor '"),
        Piece::S(name),
        Piece::S("' for 'generator' objects doesn't apply to a '"),
        Piece::T(v),
        Piece::S("' object"),
    ]))
}

/// `generator.send(value)`.
pub(super) fn send(m: &mut Machine, generator: Value, v: Value) -> R {
    if state(m, generator) == g::FINISHED && is_coroutine(m, generator) {
        return Err(reused(m));
    }
    let exit = m.resume(generator, v)?;
    step(m, exit)
}

/// `next(generator)`.
pub fn next(m: &mut Machine, generator: Value) -> R {
    send(m, generator, Value::NONE)
}

fn next_method(m: &mut Machine, args: Args) -> R {
    let generator = check(m, args, "__next__")?;
    send(m, generator, Value::NONE)
}

fn send_method(m: &mut Machine, args: Args) -> R {
    let generator = check(m, args, "send")?;
    send(m, generator, args.at(m, 1))
}

/// The exception that the arguments of `throw` name.
pub(super) fn thrown(m: &mut Machine, args: Args) -> R {
    let (what, value) = (args.at(m, 1), args.get(m, 2).filter(|v| !v.is_none()));
    let traceback = args.get(m, 3).filter(|v| !v.is_none());
    if let Some(t) = traceback
        && m.as_record(t, types::TRACEBACK).is_none()
    {
        return Err(m.type_error(&[Piece::S(
            "throw() third argument must be a traceback object",
        )]));
    }
    let e = if m.heap.is(what, Kind::Exception) {
        if value.is_some() {
            return Err(
                m.type_error(&[Piece::S("instance exception may not have a separate value")])
            );
        }
        what
    } else if m.is_type(what) && m.is_subclass(what, Value::builtin_type(types::BASE_EXCEPTION)) {
        match value {
            None => m.call(what, &[])?,
            Some(v) if m.heap.is(v, Kind::Exception) => {
                let class = m.type_of(v);
                if m.is_subclass(class, what) {
                    v
                } else {
                    m.call(what, &[v])?
                }
            }
            Some(v) => match m.as_native(v, Kind::Tuple) {
                Some(r) => m.call_spread(what, Value::reference(r), Value::UNBOUND)?,
                None => m.call(what, &[v])?,
            },
        }
    } else {
        return Err(m.type_error(&[
            Piece::S("exceptions must be classes or instances deriving from BaseException, not "),
            Piece::T(what),
        ]));
    };
    if !m.heap.is(e, Kind::Exception) {
        return Err(m.type_error(&[
            Piece::S("calling "),
            Piece::R(what),
            Piece::S(" should have returned an instance of BaseException, not "),
            Piece::T(e),
        ]));
    }
    if let Some(t) = traceback {
        m.setattr(e, Value::name(n::__traceback__), t)?;
    }
    Ok(e)
}

fn throw_method(m: &mut Machine, args: Args) -> R {
    let generator = check(m, args, "throw")?;
    let exit = throw_into(m, generator, Thrown::Named(args))?;
    step(m, exit)
}

/// `generator.throw(exception)`.
pub(super) fn throw(m: &mut Machine, generator: Value, e: Value) -> R {
    let exit = throw_into(m, generator, Thrown::Exception(e))?;
    step(m, exit)
}

/// What is thrown into a generator: an exception, or the arguments of a `throw`, which the `throw` of an iterator that the
/// generator waits for gets as they are.
#[derive(Clone, Copy)]
pub(super) enum Thrown {
    Exception(Value),
    Named(Args),
}

impl Thrown {
    fn exception(self, m: &mut Machine) -> R {
        match self {
            Thrown::Exception(e) => Ok(e),
            Thrown::Named(args) => thrown(m, args),
        }
    }

    fn ends_generators(self, m: &Machine) -> bool {
        match self {
            Thrown::Exception(e) => m.is_a(e, types::GENERATOR_EXIT),
            Thrown::Named(args) => {
                let (what, exit) = (args.at(m, 1), types::GENERATOR_EXIT);
                m.is_a(what, exit)
                    || m.is_type(what) && m.is_subclass(what, Value::builtin_type(exit))
            }
        }
    }

    fn hand_to(self, m: &mut Machine, f: Value) -> R {
        match self {
            Thrown::Exception(e) => m.call(f, &[e]),
            Thrown::Named(args) => {
                let given = [1, 2, 3].map(|i| args.get(m, i));
                let given = given.map(|v| v.unwrap_or(Value::UNBOUND));
                let count = given.iter().take_while(|v| !v.is_unbound()).count();
                m.call(f, &given[..count])
            }
        }
    }
}

/// Raises an exception where a generator stands; where it waits for another, there.
pub(super) fn throw_into(m: &mut Machine, generator: Value, thrown: Thrown) -> R<Exit> {
    let Some(r) = object(m, generator) else {
        return Ok(Exit::Done(Value::NONE));
    };
    match m.generator_state(r) {
        g::FINISHED => {
            if is_coroutine(m, generator) {
                return Err(reused(m));
            }
            let e = thrown.exception(m)?;
            return Err(m.raise(e));
        }
        g::CREATED => {
            let e = thrown.exception(m)?;
            m.heap
                .set_value(r, g::STATE, Value::small_wrapping(g::FINISHED));
            return Err(m.raise(e));
        }
        _ if m.is_running(generator) => return Err(m.not_resumable(r, g::RUNNING)),
        _ => {}
    }
    let Some(inner) = delegate(m, r) else {
        let e = thrown.exception(m)?;
        return m.resume_raising(generator, e);
    };
    m.keep(inner);
    if thrown.ends_generators(m) {
        let e = thrown.exception(m)?;
        m.keep(e);
        let closed = run_marked(m, r, |m| {
            close_delegate(m, inner).map(|()| Exit::Done(Value::NONE))
        });
        return match closed {
            Ok(_) => m.resume_raising(generator, e),
            Err(Raised) => {
                let e = m.take_pending();
                m.resume_raising(generator, e)
            }
        };
    }
    let outcome = if object(m, inner).is_some() {
        run_marked(m, r, |m| throw_into(m, inner, thrown))
    } else {
        match m.find_attr(inner, Value::name(n::throw))? {
            None => {
                let e = thrown.exception(m)?;
                return m.resume_raising(generator, e);
            }
            Some(f) => {
                m.keep(f);
                run_marked(m, r, |m| thrown.hand_to(m, f).map(Exit::Yielded))
            }
        }
    };
    match outcome {
        Ok(Exit::Done(v)) => resume_behind(m, generator, r, v),
        Ok(exit) => Ok(exit),
        Err(Raised) => {
            if object(m, inner).is_none() && m.pending_is(types::STOP_ITERATION) {
                let stop = m.take_pending();
                let v = m.stop_value(stop);
                return resume_behind(m, generator, r, v);
            }
            let e = m.take_pending();
            m.resume_raising(generator, e)
        }
    }
}

/// While what a generator waits for runs, the generator counts as running.
fn run_marked(m: &mut Machine, r: Ref, f: impl FnOnce(&mut Machine) -> R<Exit>) -> R<Exit> {
    m.heap
        .set_value(r, g::STATE, Value::small_wrapping(g::RUNNING));
    let result = m.deeper(f);
    m.heap
        .set_value(r, g::STATE, Value::small_wrapping(g::SUSPENDED));
    result
}

/// Resumes a generator behind its `yield from`, whose value is `v`.
fn resume_behind(m: &mut Machine, generator: Value, r: Ref, v: Value) -> R<Exit> {
    let pc = m.heap.value(r, g::PC).as_small().unwrap_or(0);
    let dst = own_code(m, r)
        .and_then(|c| code::bytecode(&m.heap, c).get(pc as usize + 1).copied())
        .unwrap_or(2);
    m.heap.set_value(r, g::FIRST_REGISTER + usize::from(dst), v);
    m.heap.set_value(r, g::PC, Value::small_wrapping(pc + 3));
    m.heap
        .set_value(r, g::STATE, Value::small_wrapping(g::READY));
    m.resume(generator, Value::NONE)
}

fn close_delegate(m: &mut Machine, inner: Value) -> R<()> {
    if object(m, inner).is_some() {
        return close(m, inner);
    }
    if let Some(f) = m.find_attr(inner, Value::name(n::close))? {
        m.keep(f);
        m.call(f, &[])?;
    }
    Ok(())
}

fn close_method(m: &mut Machine, args: Args) -> R {
    let generator = check(m, args, "close")?;
    close(m, generator)?;
    Ok(Value::NONE)
}

/// Whether a generator was left in the middle: what it would do at its end is still to be done.
pub fn is_left(m: &Machine, r: Ref) -> bool {
    m.generator_state(r) == g::SUSPENDED && type_of(m.heap.header(r)) != types::ASYNC_GENERATOR
}

/// `generator.close()`.
pub fn close(m: &mut Machine, generator: Value) -> R<()> {
    let Some(r) = object(m, generator) else {
        return Ok(());
    };
    match m.generator_state(r) {
        g::FINISHED => return Ok(()),
        g::CREATED => {
            m.heap
                .set_value(r, g::STATE, Value::small_wrapping(g::FINISHED));
            return Ok(());
        }
        _ => {}
    }
    let e = m.new_exception(types::GENERATOR_EXIT, Value::UNBOUND)?;
    match throw_into(m, generator, Thrown::Exception(e)) {
        Ok(Exit::Yielded(_)) => {
            let text = if is_coroutine(m, generator) {
                "coroutine ignored GeneratorExit"
            } else {
                "generator ignored GeneratorExit"
            };
            Err(m.error(types::RUNTIME_ERROR, &[Piece::S(text)]))
        }
        Ok(_) => Ok(()),
        Err(Raised) => {
            if m.pending_is(types::GENERATOR_EXIT) || m.pending_is(types::STOP_ITERATION) {
                m.take_pending();
                return Ok(());
            }
            Err(Raised)
        }
    }
}

/// The iterator behind `await v`; `from` is what `GetAwaitable` says of `v`.
pub fn get_awaitable(m: &mut Machine, v: Value, from: u8) -> R {
    if !cfg!(feature = "async") {
        return Err(m.left_out());
    }
    if is_coroutine(m, v) {
        if object(m, v).is_some_and(|r| delegate(m, r).is_some()) {
            return Err(m.error(
                types::RUNTIME_ERROR,
                &[Piece::S("coroutine is being awaited already")],
            ));
        }
        return Ok(v);
    }
    // A plain generator too: coroutines are made of them by `types.coroutine`, which does not mark them.
    if m.as_record(v, types::ASYNC_STEP).is_some()
        || object(m, v).is_some_and(|r| type_of(m.heap.header(r)) == types::GENERATOR)
    {
        return Ok(v);
    }
    let found = m.special(v, n::__await__);
    let Some(method) = found else {
        if from != 0 {
            return Err(m.type_error(&[
                Piece::S("'async with' received an object from "),
                Piece::S(if from == 1 { "__aenter__" } else { "__aexit__" }),
                Piece::S(" that does not implement __await__: "),
                Piece::T(v),
            ]));
        }
        return Err(m.type_error(&[
            Piece::S("object "),
            Piece::T(v),
            Piece::S(" can't be used in 'await' expression"),
        ]));
    };
    let iterator = m.call_special(method, v, &[])?;
    if is_coroutine(m, iterator) {
        return Err(m.type_error(&[Piece::S("__await__() returned a coroutine")]));
    }
    if object(m, iterator).is_none() && m.special(iterator, n::__next__).is_none() {
        return Err(m.type_error(&[
            Piece::S("__await__() returned non-iterator of type '"),
            Piece::T(iterator),
            Piece::S("'"),
        ]));
    }
    Ok(iterator)
}
