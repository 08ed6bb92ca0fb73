//! `pyb.Timer`: a counter that comes round so many times a second, and calls a function then.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, method, n, types};

use super::channel::{self, CHANNEL};
use crate::microbit::timer::{self as background, WITH_OWNER};
use crate::table::{given, int_in, number, real, told, told_named};

const NEW: &[Name] = &[
    n::__,
    n::id,
    n::freq,
    n::prescaler,
    n::period,
    n::mode,
    n::callback,
];
const INIT: &[Name] = &[
    n::__,
    n::freq,
    n::prescaler,
    n::period,
    n::mode,
    n::callback,
];
pub static TIMER: Space = Space::class(
    n::Timer,
    types::OBJECT,
    &[
        told_named(n::init, init, 1, INIT, 1, "init(*, freq, prescaler, period, callback=None) -- how often a second the timer comes round, or by its counter"),
        told(n::deinit, deinit, 1, 1, "deinit() -- stop the timer"),
        told(n::callback, callback, 2, 2, "callback(fun) -- call fun(timer) each time it comes round; None for no function"),
        told(n::freq, freq, 1, 2, "freq([value]) -- how often a second the timer comes round"),
        told(n::period, |m, a| counter_field(m, a, PERIOD), 1, 1, "period() -- the counter's last value"),
        told(n::prescaler, |m, a| counter_field(m, a, PRESCALER), 1, 1, "prescaler() -- ticks of the source for one of the counter, less one"),
        told(n::counter, counter, 1, 2, "counter([value]) -- where the counter is, 0 to period(); or set it"),
        told(n::source_freq, |m, _| m.new_int(SOURCE), 1, 1, "source_freq() -- ticks of the source in a second"),
        told_named(n::channel, new_channel, 2, CHANNEL, 3, "channel(channel, mode, *, pin, pulse_width_percent=0, callback=None) -- pulses at a pin, with the timer's frequency, or a function"),
        method(n::__repr__, repr, 1, 1),
        (n::UP, Item::Int(UP as i32)),
        (n::DOWN, Item::Int(DOWN as i32)),
        (n::CENTER, Item::Int(CENTER as i32)),
        (n::PWM, Item::Int(channel::PWM as i32)),
        (n::PWM_INVERTED, Item::Int(channel::PWM_INVERTED as i32)),
        (n::OC_TIMING, Item::Int(channel::OC_TIMING as i32)),
        (n::OC_ACTIVE, Item::Int(channel::OC_ACTIVE as i32)),
        (n::OC_INACTIVE, Item::Int(channel::OC_INACTIVE as i32)),
        (n::OC_TOGGLE, Item::Int(channel::OC_TOGGLE as i32)),
        (n::OC_FORCED_ACTIVE, Item::Int(channel::OC_FORCED_ACTIVE as i32)),
        (n::OC_FORCED_INACTIVE, Item::Int(channel::OC_FORCED_INACTIVE as i32)),
    ],
)
.new(Native::new(new, 2, 7).named(NEW, 2).doc("Timer(id, *, freq, callback=None) -- calls a function so many times a second"))
.of_module(n::pyb);

const ID: usize = 1;
const INNER: usize = 2;
const FUNCTION: usize = 3;
const PRESCALER: usize = 4;
const PERIOD: usize = 5;
const MODE: usize = 6;
/// By how much a program has moved the counter on.
const OFFSET: usize = 7;
/// A list of its channels, if it has some.
const CHANNELS: usize = 8;

const UP: i64 = 0;
const DOWN: i64 = 16;
const CENTER: i64 = 32;

/// Ticks of the timers' source in a second.
pub const SOURCE: i64 = 84_000_000;

fn new(m: &mut Machine, args: Args) -> R {
    let id = int_in(m, args, 1, 1, 1, 14, "id")?;
    let fields = [
        Value::small_wrapping(id),
        Value::NONE,
        Value::NONE,
        Value::small_wrapping(0),
        Value::small_wrapping(0),
        Value::small_wrapping(UP),
        Value::small_wrapping(0),
        Value::NONE,
    ];
    let v = m.new_record(crate::PYB_TIMER, &fields)?;
    if let Some(r) = v.as_ref() {
        set_up(m, r, args, 2)?;
    }
    Ok(v)
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::PYB_TIMER)
}

/// Keeps a frequency as prescaler and period of a counter of 16 bits.
fn keep_frequency(m: &mut Machine, r: Ref, v: Value) -> R<()> {
    let frequency = real(m, v)?;
    if frequency.is_nan() || frequency <= 0.0 || frequency > SOURCE as f64 / 2.0 {
        return Err(m.value_error(&[Piece::S(
            "freq must be above 0, and at most half of the source's",
        )]));
    }
    let ticks = (SOURCE as f64 / frequency).min(4e9) as i64;
    // A prescaler with which the counter comes round exactly, if there is one.
    let least = ticks / 65_536;
    let exact = (least..(least + 1000).min(65_536)).find(|p| ticks % (p + 1) == 0);
    let prescaler = exact.unwrap_or(least).min(65_535);
    m.heap
        .set_value(r, PRESCALER, Value::small_wrapping(prescaler));
    m.heap.set_value(
        r,
        PERIOD,
        Value::small_wrapping(ticks / (prescaler + 1) - 1),
    );
    Ok(())
}

fn set_up(m: &mut Machine, r: Ref, args: Args, i: usize) -> R<()> {
    if let Some(v) = given(m, args, i) {
        keep_frequency(m, r, v)?;
    } else if given(m, args, i + 2).is_some() {
        let prescaler = int_in(m, args, i + 1, 0, 0, 0xffff, "prescaler")?;
        let period = int_in(m, args, i + 2, 1, 1, 0x3fff_ffff, "period")?;
        m.heap
            .set_value(r, PRESCALER, Value::small_wrapping(prescaler));
        m.heap.set_value(r, PERIOD, Value::small_wrapping(period));
    }
    if given(m, args, i + 3).is_some() {
        let mode = int_in(m, args, i + 3, UP, UP, CENTER, "mode")?;
        m.heap.set_value(r, MODE, Value::small_wrapping(mode));
    }
    if let Some(function) = given(m, args, i + 4) {
        background::callable(m, function)?;
        m.heap.set_value(r, FUNCTION, function);
    }
    run(m, r)
}

/// The counter's last value.
pub fn last(m: &Machine, r: Ref) -> i64 {
    number(m, r, PERIOD)
}

/// Microseconds of a round.
pub fn micros(m: &Machine, r: Ref) -> u64 {
    ticks(m, r) as u64 * 1_000_000 / SOURCE as u64
}

/// Ticks of a round.
pub fn ticks(m: &Machine, r: Ref) -> i64 {
    (number(m, r, PRESCALER) + 1) * (number(m, r, PERIOD) + 1)
}

/// Begins to call the function, if there is one and the timer has a frequency.
fn run(m: &mut Machine, r: Ref) -> R<()> {
    halt(m, r);
    for_channels(m, r, channel::run)?;
    let function = m.heap.value(r, FUNCTION);
    if function.is_none() || last(m, r) == 0 {
        return Ok(());
    }
    let inner = background::new(m, function, micros(m, r), WITH_OWNER, Value::reference(r))?;
    m.heap.set_value(r, INNER, Value::reference(inner));
    background::start(m, inner)
}

fn halt(m: &mut Machine, r: Ref) {
    if let Some(inner) = m.heap.value(r, INNER).as_ref() {
        background::stop(m, inner);
    }
    m.heap.set_value(r, INNER, Value::NONE);
}

fn init(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    set_up(m, r, args, 1)?;
    Ok(Value::NONE)
}

fn deinit(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    halt(m, r);
    m.heap.set_value(r, FUNCTION, Value::NONE);
    for_channels(m, r, channel::stop)?;
    m.heap.set_value(r, CHANNELS, Value::NONE);
    Ok(Value::NONE)
}

fn for_channels(m: &mut Machine, r: Ref, f: fn(&mut Machine, Ref) -> R<()>) -> R<()> {
    let Some(list) = m.heap.value(r, CHANNELS).as_ref() else {
        return Ok(());
    };
    for i in 0..m.list_len(list) {
        let v = m.list_item(list, i);
        if let Some(c) = m.as_record(v, crate::TIMER_CHANNEL) {
            f(m, c)?;
        }
    }
    Ok(())
}

fn new_channel(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = channel::new(m, r, args)?;
    let list = match m.heap.value(r, CHANNELS).as_ref() {
        Some(list) => list,
        None => {
            let list = m.new_list_sized(0)?;
            m.heap.set_value(r, CHANNELS, Value::reference(list));
            list
        }
    };
    m.list_push(list, v)?;
    Ok(v)
}

/// Where the counter is: from the time, and from what a program set.
fn counter(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let now = m.host.micros().wrapping_mul(SOURCE as u64 / 1_000_000);
    let step = (number(m, r, PRESCALER) + 1) as u64;
    let round = (last(m, r) + 1) as u64;
    let at = (now / step % round) as i64;
    if args.get(m, 1).is_some() {
        let to = int_in(m, args, 1, 0, 0, last(m, r), "value")?;
        m.heap.set_value(r, OFFSET, Value::small_wrapping(to - at));
        return Ok(Value::NONE);
    }
    let at = (at + number(m, r, OFFSET)).rem_euclid(round as i64);
    m.new_int(match number(m, r, MODE) {
        DOWN => last(m, r) - at,
        // Up and down in a round of twice the length: seen every other tick.
        CENTER => (2 * at).min(2 * (last(m, r) - at)),
        _ => at,
    })
}

fn callback(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let function = args.at(m, 1);
    if !function.is_none() {
        background::callable(m, function)?;
    }
    m.heap.set_value(r, FUNCTION, function);
    run(m, r)?;
    Ok(Value::NONE)
}

fn freq(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    if let Some(v) = args.get(m, 1) {
        keep_frequency(m, r, v)?;
        run(m, r)?;
        return Ok(Value::NONE);
    }
    let ticks = ticks(m, r);
    if SOURCE % ticks == 0 {
        return m.new_int(SOURCE / ticks);
    }
    m.new_float(SOURCE as f64 / ticks as f64)
}

fn counter_field(m: &mut Machine, args: Args, field: usize) -> R {
    let r = own(m, args)?;
    Ok(m.heap.value(r, field))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let (id, prescaler, period) = (
        number(m, r, ID),
        number(m, r, PRESCALER),
        number(m, r, PERIOD),
    );
    m.message(&[
        Piece::S("Timer("),
        Piece::I(id),
        Piece::S(", prescaler="),
        Piece::I(prescaler),
        Piece::S(", period="),
        Piece::I(period),
        Piece::S(")"),
    ])
}
