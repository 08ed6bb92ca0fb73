//! `pyb.Timer` and its channels, which send pulses to pins.

use pyrite_core::board::{Pin, PinMode};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, method, n, types};

use super::cannot;
use crate::microbit::timer::{self as background, WITH_OWNER};
use crate::part;
use crate::table::{given, int_in, real, told, told_named};

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
const CHANNEL: &[Name] = &[
    n::__,
    n::channel,
    n::mode,
    n::pin,
    n::pulse_width_percent,
    n::pulse_width,
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
        told(n::counter, |m, _| Err(cannot(m, "reading the counter")), 1, 2, "counter([value]) -- not possible here"),
        told(n::source_freq, |m, _| m.new_int(SOURCE), 1, 1, "source_freq() -- ticks of the source in a second"),
        told_named(n::channel, channel, 2, CHANNEL, 3, "channel(channel, mode, *, pin, pulse_width_percent=0) -- pulses at a pin, with the timer's frequency"),
        method(n::__repr__, repr, 1, 1),
        (n::UP, Item::Int(0)),
        (n::DOWN, Item::Int(16)),
        (n::CENTER, Item::Int(32)),
        (n::PWM, Item::Int(0)),
        (n::PWM_INVERTED, Item::Int(1)),
    ],
)
.new(Native::new(new, 2, 7).named(NEW, 2).doc("Timer(id, *, freq, callback=None) -- calls a function so many times a second"))
.of_module(n::pyb);

const ID: usize = 1;
const INNER: usize = 2;
const FUNCTION: usize = 3;
const PRESCALER: usize = 4;
const PERIOD: usize = 5;

/// Ticks of the timers' source in a second.
const SOURCE: i64 = 84_000_000;

fn new(m: &mut Machine, args: Args) -> R {
    let id = int_in(m, args, 1, 1, 1, 14, "id")?;
    let fields = [
        Value::small_wrapping(id),
        Value::NONE,
        Value::NONE,
        Value::small_wrapping(0),
        Value::small_wrapping(0),
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

fn number(m: &Machine, r: Ref, field: usize) -> i64 {
    m.heap.value(r, field).as_small().unwrap_or(0)
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
    if let Some(function) = given(m, args, i + 4) {
        background::callable(m, function)?;
        m.heap.set_value(r, FUNCTION, function);
    }
    run(m, r)
}

/// Ticks of a round.
fn ticks(m: &Machine, r: Ref) -> i64 {
    (number(m, r, PRESCALER) + 1) * (number(m, r, PERIOD) + 1)
}

/// Begins to call the function, if there is one and the timer has a frequency.
fn run(m: &mut Machine, r: Ref) -> R<()> {
    halt(m, r);
    let function = m.heap.value(r, FUNCTION);
    if function.is_none() || number(m, r, PERIOD) == 0 {
        return Ok(());
    }
    let micros = ticks(m, r) as u64 * 1_000_000 / SOURCE as u64;
    let inner = background::new(m, function, micros, WITH_OWNER, Value::reference(r))?;
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
    Ok(Value::NONE)
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

// ---- channels

pub static TIMER_CHANNEL: Space = Space::class(
    n::TimerChannel,
    types::OBJECT,
    &[
        told(
            n::pulse_width_percent,
            width_percent,
            1,
            2,
            "pulse_width_percent([value]) -- how much of a round the pin is high, 0 to 100",
        ),
        told(
            n::pulse_width,
            width_ticks,
            1,
            2,
            "pulse_width([value]) -- how many ticks of the counter the pin is high",
        ),
    ],
)
.of_module(n::pyb);

const TIMER_OF: usize = 1;
const PIN: usize = 2;
const INVERTED: usize = 3;
/// Ticks of the counter for which the pin is high.
const WIDTH: usize = 4;

fn channel(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    int_in(m, args, 1, 1, 1, 4, "channel")?;
    if given(m, args, 6).is_some() {
        return Err(cannot(m, "a function for a channel: give it to the timer"));
    }
    let inverted = int_in(m, args, 2, 0, 0, 1, "mode")? == 1;
    let Some(pin) = given(m, args, 3) else {
        return Err(m.type_error(&[Piece::S("channel() needs a pin: pin=Pin('X1')")]));
    };
    let pin = crate::machine::pin::find(m, pin)?;
    part::pins(m, |p| p.set_mode(pin, PinMode::Pwm))?;
    let fields = [
        Value::reference(r),
        Value::small_wrapping(i64::from(pin.0)),
        Value::bool(inverted),
        Value::small_wrapping(0),
    ];
    let v = m.new_record(crate::TIMER_CHANNEL, &fields)?;
    let Some(c) = v.as_ref() else { return Ok(v) };
    if let Some(percent) = given(m, args, 4) {
        set_percent(m, c, percent)?;
    } else {
        let ticks = int_in(m, args, 5, 0, 0, 0x3fff_ffff, "pulse_width")?;
        set_ticks(m, c, ticks)?;
    }
    Ok(v)
}

fn own_channel(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::TIMER_CHANNEL)
}

/// The last value of the counter of a channel's timer.
fn last(m: &Machine, c: Ref) -> i64 {
    m.heap
        .value(c, TIMER_OF)
        .as_ref()
        .map_or(0, |r| number(m, r, PERIOD))
}

fn set_ticks(m: &mut Machine, c: Ref, ticks: i64) -> R<()> {
    m.heap.set_value(c, WIDTH, Value::small_wrapping(ticks));
    let Some(r) = m.heap.value(c, TIMER_OF).as_ref() else {
        return Ok(());
    };
    let period = self::ticks(m, r) as u64 * 1_000_000_000 / SOURCE as u64;
    let round = (last(m, c) + 1) as u64;
    let high = (ticks as u64).min(round);
    let high = if m.heap.value(c, INVERTED) == Value::TRUE {
        round - high
    } else {
        high
    };
    let (width, period) = (
        (period * high / round).min(u64::from(u32::MAX)),
        period.min(u64::from(u32::MAX)),
    );
    let pin = Pin(number(m, c, PIN) as u8);
    part::pins(m, |p| p.pwm(pin, width as u32, period as u32))
}

fn set_percent(m: &mut Machine, c: Ref, v: Value) -> R<()> {
    let percent = real(m, v)?;
    if !(0.0..=100.0).contains(&percent) {
        return Err(crate::table::out_of(m, "pulse_width_percent", 0, 100));
    }
    let ticks = (last(m, c) + 1) as f64 * percent / 100.0;
    set_ticks(m, c, ticks as i64)
}

fn width_percent(m: &mut Machine, args: Args) -> R {
    let c = own_channel(m, args)?;
    if let Some(v) = args.get(m, 1) {
        set_percent(m, c, v)?;
        return Ok(Value::NONE);
    }
    let percent = number(m, c, WIDTH) as f64 * 100.0 / (last(m, c) + 1) as f64;
    m.new_float(percent)
}

fn width_ticks(m: &mut Machine, args: Args) -> R {
    let c = own_channel(m, args)?;
    if args.get(m, 1).is_some() {
        let ticks = int_in(m, args, 1, 0, 0, 0x3fff_ffff, "pulse_width")?;
        set_ticks(m, c, ticks)?;
        return Ok(Value::NONE);
    }
    Ok(m.heap.value(c, WIDTH))
}
