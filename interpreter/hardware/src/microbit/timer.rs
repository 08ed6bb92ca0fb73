//! Functions that are called again and again while the program runs: `run_every`, and the timers of `machine` and `pyb`.
//! A timer is a record in the list of the state: when it is due, how often, and what is called.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Name, R, Ref, Space, Value, method, n, types};

use crate::state::{self, Slot, at};

/// The record's type. It is callable once: as the decorator that `run_every` gives.
pub static TIMER: Space = Space::class(
    n::_timer,
    types::OBJECT,
    &[method(n::__call__, decorate, 2, 2)],
)
.of_module(n::microbit);

pub const RUN_EVERY: &[Name] = &[n::callback, n::days, n::h, n::min, n::s, n::ms];

const FUNCTION: usize = 1;
/// Milliseconds of the period, as two ints: the low 30 bits and the others.
const PERIOD: usize = 2;
/// When it is due, in microseconds, likewise.
const NEXT: usize = 4;
/// 1: it is called once; 2: it is called with the timer's owner.
const FLAGS: usize = 6;
const OWNER: usize = 7;

pub const ONCE: i64 = 1;
pub const WITH_OWNER: i64 = 2;
/// It ends a sleep that waits for anything.
pub const WAKES: i64 = 4;
/// Its function is called with the heap locked; one that raises is not called again.
pub const HARD: i64 = 8;

fn long(m: &Machine, timer: Ref, field: usize) -> u64 {
    let part = |field| m.heap.value(timer, field).as_small().unwrap_or(0) as u64;
    part(field) | part(field + 1) << 30
}

fn set_long(m: &mut Machine, timer: Ref, field: usize, number: u64) {
    m.heap.set_value(
        timer,
        field,
        Value::small_wrapping((number & 0x3fff_ffff) as i64),
    );
    m.heap.set_value(
        timer,
        field + 1,
        Value::small_wrapping((number >> 30 & 0x3fff_ffff) as i64),
    );
}

/// A timer that does not run yet: its period is in microseconds.
pub fn new(m: &mut Machine, function: Value, period: u64, flags: i64, owner: Value) -> R<Ref> {
    state::ready(m)?;
    let zero = Value::small_wrapping(0);
    let fields = [
        function,
        zero,
        zero,
        zero,
        zero,
        Value::small_wrapping(flags),
        owner,
    ];
    let timer = m.new_record(crate::TIMER, &fields)?;
    let Some(timer) = timer.as_ref() else {
        return Err(m.out_of_memory());
    };
    // A function that is called without a pause would never let the program run.
    set_long(m, timer, PERIOD, period.clamp(100, 1 << 50));
    Ok(timer)
}

/// Begins to call its function.
pub fn start(m: &mut Machine, timer: Ref) -> R<()> {
    let next = m.host.micros().saturating_add(long(m, timer, PERIOD));
    set_long(m, timer, NEXT, next);
    let list = state::list(m, Slot::Timers)?;
    m.list_push(list, Value::reference(timer))?;
    m.tick_by(next);
    Ok(())
}

/// Stops a timer; one that does not run stays so.
pub fn stop(m: &mut Machine, timer: Ref) {
    let Some(list) = state::value(m, Slot::Timers).as_ref() else {
        return;
    };
    for i in 0..m.list_len(list) {
        if m.list_item(list, i) == Value::reference(timer) {
            m.list_set(list, i, Value::NONE);
        }
    }
}

/// Calls what is due; when the next is.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    let mut earliest = u64::MAX;
    if state::get(m, at::ASLEEP) != 0 || state::get(m, at::MASKED) != 0 {
        return Ok(earliest);
    }
    let Some(list) = state::value(m, Slot::Timers).as_ref() else {
        return Ok(earliest);
    };
    let mut i = 0;
    // Functions may add and stop timers: the list is looked at again after each.
    while i < m.list_len(list) {
        let v = m.list_item(list, i);
        i += 1;
        let Some(timer) = m.as_record(v, crate::TIMER) else {
            continue;
        };
        let due = long(m, timer, NEXT);
        if now < due {
            earliest = earliest.min(due);
            continue;
        }
        let flags = m.heap.value(timer, FLAGS).as_small().unwrap_or(0);
        if flags & ONCE != 0 {
            m.list_set(list, i - 1, Value::NONE);
        } else {
            let period = long(m, timer, PERIOD);
            // Calls that were missed in a long pause are not made up for.
            let next = if now - due > 10 * period {
                now + period
            } else {
                due + period
            };
            set_long(m, timer, NEXT, next);
            earliest = earliest.min(next);
        }
        let mark = m.mark();
        m.keep(v);
        let (function, owner) = (m.heap.value(timer, FUNCTION), m.heap.value(timer, OWNER));
        if flags & WAKES != 0 {
            wake(m);
        }
        let called = if function.is_none() {
            Ok(Value::NONE)
        } else if flags & HARD != 0 {
            m.call_hard(function, &[owner]).map(|fine| {
                if !fine {
                    stop(m, timer);
                }
                Value::NONE
            })
        } else if flags & WITH_OWNER != 0 {
            m.call(function, &[owner])
        } else {
            m.call(function, &[])
        };
        m.release(mark);
        called?;
    }
    tidy(m, list);
    Ok(earliest)
}

/// Something has happened that ends a sleep.
pub fn wake(m: &mut Machine) {
    let count = state::get(m, at::WOKEN).wrapping_add(1);
    state::set(m, at::WOKEN, count);
}

/// Takes stopped timers out of the list.
fn tidy(m: &mut Machine, list: Ref) {
    let len = m.list_len(list);
    if len > 0 && (0..len).all(|i| m.list_item(list, i).is_none()) {
        state::set_value(m, Slot::Timers, Value::NONE);
    }
}

pub fn run_every(m: &mut Machine, args: Args) -> R {
    let mut ms: i64 = 0;
    for (i, factor) in [
        (1, 86_400_000),
        (2, 3_600_000),
        (3, 60_000),
        (4, 1000),
        (5, 1),
    ] {
        let Some(v) = args.get(m, i) else { continue };
        ms = ms.saturating_add(m.index_clamped(v)?.saturating_mul(factor));
    }
    if ms <= 0 {
        return Err(m.value_error(&[Piece::S("run_every() needs a time, for example s=1")]));
    }
    let period = (ms as u64).saturating_mul(1000);
    let function = crate::table::given(m, args, 0);
    let timer = new(m, function.unwrap_or(Value::NONE), period, 0, Value::NONE)?;
    match function {
        Some(function) => {
            callable(m, function)?;
            start(m, timer)?;
            Ok(Value::NONE)
        }
        None => Ok(Value::reference(timer)),
    }
}

/// A TypeError for what cannot be called.
pub fn callable(m: &mut Machine, function: Value) -> R<()> {
    if m.is_callable(function) {
        return Ok(());
    }
    Err(m.type_error(&[
        Piece::S("expected a function, not '"),
        Piece::T(function),
        Piece::S("'"),
    ]))
}

/// `@run_every(...)` above a function.
fn decorate(m: &mut Machine, args: Args) -> R {
    let timer = types::receiver::record(m, args, crate::TIMER)?;
    let function = args.at(m, 1);
    callable(m, function)?;
    if !m.heap.value(timer, FUNCTION).is_none() {
        return Err(m.type_error(&[Piece::S("this timer has its function already")]));
    }
    m.heap.set_value(timer, FUNCTION, function);
    start(m, timer)?;
    Ok(function)
}
