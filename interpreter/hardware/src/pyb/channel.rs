//! Channels of `pyb.Timer`: pulses at a pin, or a function that is called, each time the timer comes round.

use pyrite_core::board::{Pin, PinMode};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Name, R, Ref, Space, Value, n, types};

use super::cannot;
use super::timer::{self, SOURCE};
use crate::microbit::timer::{self as background, WITH_OWNER};
use crate::part;
use crate::table::{given, int_in, number, real, told};

pub const CHANNEL: &[Name] = &[
    n::__,
    n::channel,
    n::mode,
    n::pin,
    n::pulse_width_percent,
    n::pulse_width,
    n::callback,
    n::compare,
];

pub static TIMER_CHANNEL: Space = Space::class(
    n::TimerChannel,
    types::OBJECT,
    &[
        told(n::callback, callback, 2, 2, "callback(fun) -- call fun(timer) each time the timer comes round; None for no function"),
        told(n::pulse_width_percent, width_percent, 1, 2, "pulse_width_percent([value]) -- how much of a round the pin is high, 0 to 100"),
        told(n::pulse_width, width_ticks, 1, 2, "pulse_width([value]) -- how many ticks of the counter the pin is high"),
        told(n::compare, width_ticks, 1, 2, "compare([value]) -- the counter's value at which something happens"),
    ],
)
.of_module(n::pyb);

/// What a channel does, by the constants of `Timer`.
pub const PWM: i64 = 0;
pub const PWM_INVERTED: i64 = 1;
pub const OC_TIMING: i64 = 2;
pub const OC_ACTIVE: i64 = 3;
pub const OC_INACTIVE: i64 = 4;
pub const OC_TOGGLE: i64 = 5;
pub const OC_FORCED_ACTIVE: i64 = 6;
pub const OC_FORCED_INACTIVE: i64 = 7;

const TIMER: usize = 1;
const PIN: usize = 2;
const MODE: usize = 3;
/// Ticks of the counter for which the pin is high.
const WIDTH: usize = 4;
/// What calls the function, while there is one.
const INNER: usize = 5;
const FUNCTION: usize = 6;

/// `timer.channel(channel, mode, *, ...)`.
pub fn new(m: &mut Machine, r: Ref, args: Args) -> R {
    int_in(m, args, 1, 1, 1, 4, "channel")?;
    let mode = int_in(m, args, 2, PWM, 0, 11, "mode")?;
    if mode > OC_FORCED_INACTIVE {
        return Err(cannot(
            m,
            "a timer that measures: see machine.time_pulse_us()",
        ));
    }
    let pin = match given(m, args, 3) {
        Some(v) => Value::small_wrapping(i64::from(crate::machine::pin::find(m, v)?.0)),
        None if mode == OC_TIMING => Value::NONE,
        None => return Err(m.type_error(&[Piece::S("channel() needs a pin: pin=Pin('X1')")])),
    };
    let fields = [
        Value::reference(r),
        pin,
        Value::small_wrapping(mode),
        Value::small_wrapping(0),
        Value::NONE,
        Value::NONE,
    ];
    let v = m.new_record(crate::TIMER_CHANNEL, &fields)?;
    let Some(c) = v.as_ref() else { return Ok(v) };
    if let Some(percent) = given(m, args, 4) {
        keep_percent(m, c, percent)?;
    } else {
        let at = if given(m, args, 7).is_some() { 7 } else { 5 };
        keep_ticks(m, c, args, at)?;
    }
    if let Some(pin) = pin.as_small() {
        set_up(m, Pin(pin as u8), mode)?;
    }
    if let Some(function) = given(m, args, 6) {
        background::callable(m, function)?;
        m.heap.set_value(c, FUNCTION, function);
    }
    run(m, c)?;
    Ok(v)
}

fn set_up(m: &mut Machine, pin: Pin, mode: i64) -> R<()> {
    part::pins(m, |p| match mode {
        PWM | PWM_INVERTED | OC_TOGGLE => p.set_mode(pin, PinMode::Pwm),
        _ => {
            p.write(pin, matches!(mode, OC_ACTIVE | OC_FORCED_ACTIVE))?;
            p.set_mode(pin, PinMode::Output)
        }
    })
}

/// Sends the pulses, and begins to call the function: at first, and when the timer has another frequency.
pub fn run(m: &mut Machine, c: Ref) -> R<()> {
    halt(m, c);
    let Some(r) = m.heap.value(c, TIMER).as_ref() else {
        return Ok(());
    };
    if timer::last(m, r) == 0 {
        return Ok(());
    }
    let function = m.heap.value(c, FUNCTION);
    if !function.is_none() {
        let inner = background::new(
            m,
            function,
            timer::micros(m, r),
            WITH_OWNER,
            Value::reference(r),
        )?;
        m.heap.set_value(c, INNER, Value::reference(inner));
        background::start(m, inner)?;
    }
    pulse(m, c, r)
}

/// No pulses and no function, until the timer is set up again.
pub fn stop(m: &mut Machine, c: Ref) -> R<()> {
    halt(m, c);
    m.heap.set_value(c, FUNCTION, Value::NONE);
    let mode = number(m, c, MODE);
    match m.heap.value(c, PIN).as_small() {
        Some(pin) if matches!(mode, PWM | PWM_INVERTED | OC_TOGGLE) => {
            part::pins(m, |p| p.pwm(Pin(pin as u8), 0, 1_000_000))
        }
        _ => Ok(()),
    }
}

fn halt(m: &mut Machine, c: Ref) {
    if let Some(inner) = m.heap.value(c, INNER).as_ref() {
        background::stop(m, inner);
    }
    m.heap.set_value(c, INNER, Value::NONE);
}

fn pulse(m: &mut Machine, c: Ref, r: Ref) -> R<()> {
    let Some(pin) = m.heap.value(c, PIN).as_small() else {
        return Ok(());
    };
    let most = u64::from(u32::MAX);
    let period = timer::ticks(m, r) as u64 * 1_000_000_000 / SOURCE as u64;
    let round = (timer::last(m, r) + 1) as u64;
    let high = (number(m, c, WIDTH) as u64).min(round);
    let (high, of) = match number(m, c, MODE) {
        PWM => (period * high / round, period),
        PWM_INVERTED => (period * (round - high) / round, period),
        OC_TOGGLE => (period, 2 * period),
        _ => return Ok(()),
    };
    let (width, period) = (high.min(most) as u32, of.min(most) as u32);
    part::pins(m, |p| p.pwm(Pin(pin as u8), width, period))
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::TIMER_CHANNEL)
}

fn callback(m: &mut Machine, args: Args) -> R {
    let c = own(m, args)?;
    let function = args.at(m, 1);
    if !function.is_none() {
        background::callable(m, function)?;
    }
    m.heap.set_value(c, FUNCTION, function);
    run(m, c)?;
    Ok(Value::NONE)
}

/// Ticks of a round of the timer.
fn round(m: &Machine, c: Ref) -> i64 {
    let timer = m.heap.value(c, TIMER).as_ref();
    1 + timer.map_or(0, |r| timer::last(m, r))
}

fn keep_ticks(m: &mut Machine, c: Ref, args: Args, i: usize) -> R<()> {
    let ticks = int_in(m, args, i, 0, 0, 0x3fff_ffff, "pulse_width")?;
    m.heap.set_value(c, WIDTH, Value::small_wrapping(ticks));
    Ok(())
}

fn keep_percent(m: &mut Machine, c: Ref, v: Value) -> R<()> {
    let percent = real(m, v)?;
    if !(0.0..=100.0).contains(&percent) {
        return Err(crate::table::out_of(m, "pulse_width_percent", 0, 100));
    }
    let ticks = (round(m, c) as f64 * percent / 100.0) as i64;
    m.heap.set_value(c, WIDTH, Value::small_wrapping(ticks));
    Ok(())
}

/// Sends the pulses with another width.
fn pulse_anew(m: &mut Machine, c: Ref) -> R {
    if let Some(r) = m.heap.value(c, TIMER).as_ref() {
        pulse(m, c, r)?;
    }
    Ok(Value::NONE)
}

fn width_percent(m: &mut Machine, args: Args) -> R {
    let c = own(m, args)?;
    if let Some(v) = args.get(m, 1) {
        keep_percent(m, c, v)?;
        return pulse_anew(m, c);
    }
    let percent = number(m, c, WIDTH) as f64 * 100.0 / round(m, c) as f64;
    m.new_float(percent)
}

fn width_ticks(m: &mut Machine, args: Args) -> R {
    let c = own(m, args)?;
    if args.get(m, 1).is_some() {
        keep_ticks(m, c, args, 1)?;
        return pulse_anew(m, c);
    }
    Ok(m.heap.value(c, WIDTH))
}
