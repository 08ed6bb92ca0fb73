//! `power`: turning the board off, and sleeping until something happens.

use pyrite_core::board::Pin;
use pyrite_core::machine::{Machine, Piece, Progress, Wait};
use pyrite_core::memory::Kind;
use pyrite_core::{Args, Name, R, Space, Value, n};

use crate::microbit::{button, pin};
use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{does, does_named, flag, given, micros_of_ms};

const DEEP_SLEEP: &[Name] = &[n::ms, n::wake_on, n::run_every];

pub static POWER: Space = Space::module(
    n::power,
    &[
        does(
            n::off,
            off,
            0,
            0,
            "off() -- turn the board off until its reset button is pressed",
        ),
        does_named(
            n::deep_sleep,
            deep_sleep,
            0,
            DEEP_SLEEP,
            3,
            "deep_sleep(ms=None, wake_on=None, run_every=True) -- sleep some milliseconds, or until a button or a pin of wake_on",
        ),
    ],
);

/// Microseconds between two looks at what wakes.
const STEP: u64 = 20_000;

fn off(m: &mut Machine, _: Args) -> R {
    part::power(m, |p| {
        p.off();
        Ok(())
    })?;
    crate::microbit::end(m)
}

/// How often what a value says was pressed, touched or changed since the start: other values are a TypeError.
fn happened(m: &mut Machine, v: Value) -> R<u32> {
    if let Some(number) = button::as_button(m, v) {
        return part::buttons(m, |b| Ok(b.presses(number as u8)));
    }
    if let Some(Pin(number)) = pin::as_pin(m, v) {
        return part::pins(m, |p| {
            let (up, down) = p.edges(Pin(number));
            Ok(up.wrapping_add(down).wrapping_add(p.touches(Pin(number))))
        });
    }
    Err(m.type_error(&[
        Piece::S("wake_on takes buttons and pins, not '"),
        Piece::T(v),
        Piece::S("'"),
    ]))
}

/// All of `wake_on` together.
fn all_happened(m: &mut Machine) -> R<u32> {
    let wake = state::value(m, Slot::Wake);
    if wake.is_none() {
        return Ok(0);
    }
    if !m.heap.is(wake, Kind::Tuple) {
        return happened(m, wake);
    }
    let mut sum = 0u32;
    for i in 0..m.tuple_len(wake) {
        let v = m.tuple_item(wake, i);
        sum = sum.wrapping_add(happened(m, v)?);
    }
    Ok(sum)
}

fn deep_sleep(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let now = m.host.micros();
    let until = match given(m, args, 0) {
        Some(v) => now.saturating_add(micros_of_ms(m, v)?),
        None => u64::MAX,
    };
    let wake = given(m, args, 1).unwrap_or(Value::NONE);
    let run_every = flag(m, args, 2, true)?;
    if until == u64::MAX && wake.is_none() && !run_every {
        return Err(m.value_error(&[Piece::S("nothing would end the sleep: give ms or wake_on")]));
    }
    state::set_value(m, Slot::Wake, wake);
    state::set_time(m, at::WAKE_AT, until);
    let before = all_happened(m)?;
    state::set(m, at::WAKE_COUNT, before as i32);
    state::set(m, at::ASLEEP, i32::from(!run_every));
    part::power(m, |p| {
        p.deep_sleep(true);
        Ok(())
    })?;
    let first = until.min(now + STEP);
    m.wait(Wait::Until(first), wake_up)
}

fn wake_up(m: &mut Machine) -> R<Progress> {
    let now = m.host.micros();
    let until = state::time(m, at::WAKE_AT);
    if now < until && all_happened(m)? as i32 == state::get(m, at::WAKE_COUNT) {
        return Ok(Progress::Wait(Wait::Until(until.min(now + STEP))));
    }
    state::set(m, at::ASLEEP, 0);
    state::set_value(m, Slot::Wake, Value::NONE);
    part::power(m, |p| {
        p.deep_sleep(false);
        Ok(())
    })?;
    m.tick_by(now);
    Ok(Progress::Done(Value::NONE))
}
