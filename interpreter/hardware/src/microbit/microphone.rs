//! `microphone`, its sound events, and `speaker`.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Item, R, Space, Value, method, n, types};

use crate::part;
use crate::recording::MICROPHONE as RECORDS;
use crate::state::{self, at};
use crate::table::told;

pub static MICROPHONE: Space = Space::class(
    n::MicroBitMicrophone,
    types::OBJECT,
    &[
        told(
            n::sound_level,
            sound_level,
            1,
            1,
            "sound_level() -- how loud it is, 0 to 255",
        ),
        told(
            n::current_event,
            current_event,
            1,
            1,
            "current_event() -- the last sound event, or None",
        ),
        told(
            n::is_event,
            is_event,
            2,
            2,
            "is_event(event) -- whether this is the last sound event",
        ),
        told(
            n::was_event,
            was_event,
            2,
            2,
            "was_event(event) -- whether it was heard since the last call",
        ),
        told(
            n::get_events,
            get_events,
            1,
            1,
            "get_events() -- the sound events since the last call, the newest last",
        ),
        told(
            n::set_threshold,
            set_threshold,
            3,
            3,
            "set_threshold(event, value) -- the level, 0 to 255, at which an event begins",
        ),
        told(
            n::sound_level_db,
            sound_level_db,
            1,
            1,
            "sound_level_db() -- how loud it is, in decibels",
        ),
        RECORDS[0],
        RECORDS[1],
        RECORDS[2],
        RECORDS[3],
        RECORDS[4],
        RECORDS[5],
        RECORDS[6],
        RECORDS[7],
    ],
)
.of_module(n::microbit);

pub static SOUND_EVENT: Space = Space::class(
    n::SoundEvent,
    types::OBJECT,
    &[
        (n::QUIET, Item::Getter(|m| event(m, QUIET))),
        (n::LOUD, Item::Getter(|m| event(m, LOUD))),
        method(n::__eq__, equals, 2, 2),
        method(n::__hash__, hash, 1, 1),
        method(n::__repr__, repr, 1, 1),
    ],
)
.of_module(n::microbit);

pub static SPEAKER: Space = Space::class(
    n::MicroBitSpeaker,
    types::OBJECT,
    &[
        told(
            n::on,
            |m, _| turn(m, true),
            1,
            1,
            "on() -- sounds come out of the speaker, too",
        ),
        told(
            n::off,
            |m, _| turn(m, false),
            1,
            1,
            "off() -- sounds come out of the pin only",
        ),
    ],
)
.of_module(n::microbit);

const QUIET: i32 = 1;
const LOUD: i32 = 2;

/// Microseconds between two looks at the level.
const STEP: u64 = 20_000;

fn event(m: &mut Machine, number: i32) -> R {
    m.new_record(
        crate::SOUND_EVENT,
        &[Value::small_wrapping(i64::from(number))],
    )
}

fn as_event(m: &Machine, v: Value) -> Option<i32> {
    let r = m.as_record(v, crate::SOUND_EVENT)?;
    m.heap.value(r, 1).as_small().map(|i| i as i32)
}

fn event_argument(m: &mut Machine, args: Args) -> R<i32> {
    let v = args.at(m, 1);
    match as_event(m, v) {
        Some(event) => Ok(event),
        None => Err(m.type_error(&[
            Piece::S("expected SoundEvent.LOUD or SoundEvent.QUIET, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

fn equals(m: &mut Machine, args: Args) -> R {
    let same = as_event(m, args.at(m, 0)) == as_event(m, args.at(m, 1));
    Ok(Value::bool(same))
}

fn hash(m: &mut Machine, args: Args) -> R {
    let number = as_event(m, args.at(m, 0)).unwrap_or(0);
    Ok(Value::small_wrapping(i64::from(number)))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let loud = as_event(m, args.at(m, 0)) == Some(LOUD);
    m.message(&[Piece::S(if loud {
        "SoundEvent('loud')"
    } else {
        "SoundEvent('quiet')"
    })])
}

/// From now on events are looked for in the background.
fn listen(m: &mut Machine) -> R<()> {
    state::ready(m)?;
    let now = m.host.micros();
    if state::get(m, at::EVENT_ON) == 0 {
        state::set(m, at::EVENT_ON, 1);
        state::set_time(m, at::EVENT_NEXT, now);
    }
    let next = tick(m, now)?;
    m.tick_by(next);
    Ok(())
}

pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    if state::get(m, at::EVENT_ON) == 0 {
        return Ok(u64::MAX);
    }
    let next = state::time(m, at::EVENT_NEXT);
    if now < next {
        return Ok(next);
    }
    let level = i32::from(part::microphone(m, |p| p.level())?);
    let last = state::get(m, at::EVENT);
    let begun = if level >= state::get(m, at::LOUD) && last != LOUD {
        LOUD
    } else if level <= state::get(m, at::QUIET) && last == LOUD {
        QUIET
    } else {
        0
    };
    if begun != 0 {
        state::set(m, at::EVENT, begun);
        let were = state::get(m, at::EVENTS_WERE);
        state::set(m, at::EVENTS_WERE, were | 1 << begun);
        let events = state::get(m, at::EVENTS_LAST) as u32;
        state::set(m, at::EVENTS_LAST, (events << 2 | begun as u32) as i32);
    }
    state::set_time(m, at::EVENT_NEXT, now + STEP);
    Ok(now + STEP)
}

fn sound_level(m: &mut Machine, _: Args) -> R {
    let level = part::microphone(m, |p| p.level())?;
    Ok(Value::small_wrapping(i64::from(level)))
}

/// From 35 decibels (a quiet room) to 100.
fn sound_level_db(m: &mut Machine, _: Args) -> R {
    let level = part::microphone(m, |p| p.level())?;
    m.new_float(35.0 + f64::from(level) * 65.0 / 255.0)
}

fn current_event(m: &mut Machine, _: Args) -> R {
    listen(m)?;
    match state::get(m, at::EVENT) {
        0 => Ok(Value::NONE),
        number => event(m, number),
    }
}

fn is_event(m: &mut Machine, args: Args) -> R {
    let event = event_argument(m, args)?;
    listen(m)?;
    Ok(Value::bool(state::get(m, at::EVENT) == event))
}

fn was_event(m: &mut Machine, args: Args) -> R {
    let event = event_argument(m, args)?;
    listen(m)?;
    let were = state::get(m, at::EVENTS_WERE);
    state::set(m, at::EVENTS_WERE, 0);
    state::set(m, at::EVENTS_LAST, 0);
    Ok(Value::bool(were >> event & 1 != 0))
}

fn get_events(m: &mut Machine, _: Args) -> R {
    listen(m)?;
    let last = state::get(m, at::EVENTS_LAST) as u32;
    state::set(m, at::EVENTS_LAST, 0);
    state::set(m, at::EVENTS_WERE, 0);
    let mut events = [Value::NONE; 16];
    let mut count = 0;
    for i in (0..16).rev() {
        let number = (last >> (2 * i) & 3) as i32;
        if number != 0 {
            events[count] = event(m, number)?;
            count += 1;
        }
    }
    m.new_tuple(&events[..count])
}

fn set_threshold(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let event = event_argument(m, args)?;
    let level = m.index_clamped(args.at(m, 2))?.clamp(0, 255) as i32;
    // The quiet level stays below the loud one.
    if event == LOUD {
        state::set(m, at::LOUD, level);
        let quiet = state::get(m, at::QUIET).min(level - 1);
        state::set(m, at::QUIET, quiet);
    } else {
        state::set(m, at::QUIET, level);
        let loud = state::get(m, at::LOUD).max(level + 1);
        state::set(m, at::LOUD, loud);
    }
    Ok(Value::NONE)
}

fn turn(m: &mut Machine, on: bool) -> R {
    state::ready(m)?;
    state::set(m, at::SPEAKER, i32::from(on));
    crate::music::volume_changed(m)?;
    Ok(Value::NONE)
}
