//! `music`: tunes and single tones. A tune goes on in the background, note by note as the clock says.

use pyrite_core::board::{Outputs, Pin};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Item, Member, Name, R, Space, Value, n};

use crate::background;
use crate::facts::notes::{self, Carried, Note};
use crate::facts::tunes::{self, TUNES};
use crate::microbit::pin::{self, Use};
use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{does, does_named, flag, int_in};

const SET_TEMPO: &[Name] = &[n::ticks, n::bpm];
const PLAY: &[Name] = &[n::music, n::pin, n::wait, n::r#loop];
const PITCH: &[Name] = &[n::frequency, n::duration, n::pin, n::wait];

macro_rules! members {
    ($($name:ident $notes:literal;)*) => {
        static MEMBERS: &[Member] = &[
            does_named(n::play, play, 1, PLAY, 4, "play(music, pin=pin0, wait=True, loop=False) -- play a note or a list of notes such as 'c4:4'"),
            does_named(n::pitch, pitch, 1, PITCH, 4, "pitch(frequency, duration=-1, pin=pin0, wait=True) -- a tone of so many hertz, for so many milliseconds or until it is stopped"),
            does(n::stop, stop, 0, 1, "stop(pin=pin0) -- end the music"),
            does_named(n::set_tempo, set_tempo, 0, SET_TEMPO, 2, "set_tempo(ticks=4, bpm=120) -- how many ticks a beat has, and how many beats a minute"),
            does(n::get_tempo, get_tempo, 0, 0, "get_tempo() -- the tempo as a tuple (ticks, bpm)"),
            does(n::reset, reset, 0, 0, "reset() -- tempo, octave and duration as at the start"),
            $((n::$name, Item::Getter(|m| tune(m, tunes::Which::$name as usize)))),*
        ];
    };
}

tunes::each_tune!(members);

pub static MUSIC: Space = Space::module(n::music, MEMBERS);

/// What `at::MUSIC` says.
mod doing {
    pub const NOTHING: i32 = 0;
    pub const TUNE: i32 = 1;
    pub const LOOP: i32 = 2;
    /// A tone that ends.
    pub const TONE: i32 = 3;
    /// A tone that does not.
    pub const ENDLESS: i32 = 4;
}

/// Microseconds of silence at the end of a note, so that equal ones are heard apart.
const GAP: u64 = 10_000;

/// The notes of a built-in tune, as a tuple of strs.
fn tune(m: &mut Machine, which: usize) -> R {
    let notes = TUNES.get(which).copied().unwrap_or("");
    let count = notes.split_whitespace().count();
    let tuple = m.new_tuple_sized(count)?;
    for (i, note) in notes.split_whitespace().enumerate() {
        let note = m.intern(note.as_bytes())?;
        m.heap.set_value(tuple, 1 + i, note);
    }
    Ok(Value::reference(tuple))
}

/// Where sound goes: the pin, and the speaker if it is on.
pub fn outputs(m: &Machine, pin: Option<Pin>) -> Outputs {
    Outputs {
        pin,
        speaker: state::get(m, at::SPEAKER) != 0,
    }
}

pub fn pin_kept(m: &Machine, place: usize) -> Option<Pin> {
    u8::try_from(state::get(m, place) - 1).ok().map(Pin)
}

pub fn keep_pin(m: &mut Machine, place: usize, pin: Option<Pin>) {
    state::set(m, place, pin.map_or(0, |p| i32::from(p.0) + 1));
}

fn sound(m: &mut Machine, frequency: u32) -> R<()> {
    let outputs = outputs(m, pin_kept(m, at::MUSIC_PIN));
    let loudness = if frequency == 0 {
        0
    } else {
        state::get(m, at::VOLUME).clamp(0, 255) as u8
    };
    part::sound(m, |p| p.tone(frequency, loudness, outputs))
}

/// Ends the music and gives its pin free.
fn silence(m: &mut Machine) -> R<()> {
    if state::get(m, at::MUSIC) == doing::NOTHING {
        return Ok(());
    }
    sound(m, 0)?;
    state::set(m, at::MUSIC, doing::NOTHING);
    state::set_value(m, Slot::Tune, Value::NONE);
    if let Some(used) = pin_kept(m, at::MUSIC_PIN) {
        pin::set_use(m, used.0, Use::Unused);
    }
    Ok(())
}

/// Gives a pin free that music or audio uses.
pub fn release(m: &mut Machine, pin: u8) -> R<()> {
    if pin_kept(m, at::MUSIC_PIN) == Some(Pin(pin)) {
        silence(m)?;
    }
    if pin_kept(m, at::AUDIO_PIN) == Some(Pin(pin)) {
        crate::audio::silence(m)?;
    }
    pin::set_use(m, pin, Use::Unused);
    Ok(())
}

/// A tone that sounds gets the new loudness.
pub fn volume_changed(m: &mut Machine) -> R<()> {
    let frequency = state::get(m, at::MUSIC_AT);
    if matches!(state::get(m, at::MUSIC), doing::TONE | doing::ENDLESS) && frequency > 0 {
        sound(m, frequency as u32)?;
    }
    Ok(())
}

/// Takes the speaker and the pin for a new sound.
fn take(m: &mut Machine, args: Args, i: usize) -> R<()> {
    state::ready(m)?;
    let output = pin::output_argument(m, args, i)?;
    silence(m)?;
    crate::audio::silence(m)?;
    if let Some(output) = output {
        pin::acquire(m, output.0, Use::Music)?;
    }
    keep_pin(m, at::MUSIC_PIN, output);
    Ok(())
}

fn carried(m: &Machine) -> Carried {
    Carried {
        octave: state::get(m, at::OCTAVE).clamp(0, 9) as u8,
        duration: state::get(m, at::DURATION).clamp(0, i32::from(u16::MAX)) as u16,
    }
}

fn keep_carried(m: &mut Machine, carried: Carried) {
    state::set(m, at::OCTAVE, i32::from(carried.octave));
    state::set(m, at::DURATION, i32::from(carried.duration));
}

/// The note with this number; `None` at the end.
fn note(m: &mut Machine, i: usize, carried: &mut Carried) -> R<Option<Note>> {
    let tune = state::value(m, Slot::Tune);
    let v = if m.str_bytes(tune).is_some() {
        if i > 0 {
            return Ok(None);
        }
        tune
    } else if m.len(tune)? <= i {
        return Ok(None);
    } else {
        m.get_item(tune, Value::small_wrapping(i as i64))?
    };
    m.keep(v);
    match m.str_bytes(v) {
        Some(text) => match notes::parse(text, carried) {
            Some(note) => Ok(Some(note)),
            None => Err(m.value_error(&[
                Piece::R(v),
                Piece::S(
                    " is no note: a note is written NOTE[octave][:duration], for example 'c4:4'",
                ),
            ])),
        },
        None => Err(m.type_error(&[
            Piece::S("a note is a str, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

fn play(m: &mut Machine, args: Args) -> R {
    take(m, args, 1)?;
    let wait = flag(m, args, 2, true)?;
    let repeat = flag(m, args, 3, false)?;
    let mut tune = args.at(m, 0);
    if m.str_bytes(tune).is_none() {
        // The list may change while it plays.
        tune = m.tuple_of(tune)?;
        m.keep(tune);
    }
    state::set_value(m, Slot::Tune, tune);
    keep_carried(m, Carried::default());
    // What is no note is told before anything sounds.
    let mut carried = Carried::default();
    let mut count = 0;
    loop {
        let mark = m.mark();
        let found = note(m, count, &mut carried);
        m.release(mark);
        if found?.is_none() {
            break;
        }
        count += 1;
    }
    if count == 0 {
        return Ok(Value::NONE);
    }
    state::set(m, at::MUSIC_AT, 0);
    begin(m, if repeat { doing::LOOP } else { doing::TUNE }, 0, wait)
}

fn begin(m: &mut Machine, kind: i32, after: u64, wait: bool) -> R {
    state::set(m, at::MUSIC, kind);
    let now = m.host.micros();
    state::set_time(m, at::MUSIC_NEXT, now.saturating_add(after));
    background::begin(m, tick, |m| background::ended(m, tick), wait)
}

/// Does what is due; when the next is.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    loop {
        let kind = state::get(m, at::MUSIC);
        if matches!(kind, doing::NOTHING | doing::ENDLESS) {
            return Ok(u64::MAX);
        }
        let due = state::time(m, at::MUSIC_NEXT);
        if now < due {
            return Ok(due);
        }
        if kind == doing::TONE {
            silence(m)?;
            continue;
        }
        // Even positions begin a note, odd ones the gap behind it.
        let position = state::get(m, at::MUSIC_AT).max(0);
        state::set(m, at::MUSIC_AT, position.saturating_add(1));
        if position % 2 == 1 {
            sound(m, 0)?;
            state::set_time(m, at::MUSIC_NEXT, due + GAP);
            continue;
        }
        let mut carried = carried(m);
        let mark = m.mark();
        let found = note(m, position as usize / 2, &mut carried);
        m.release(mark);
        match found {
            Ok(Some(note)) => {
                keep_carried(m, carried);
                sound(m, u32::from(note.frequency))?;
                let length = u64::from(note.duration) * tick_micros(m);
                state::set_time(m, at::MUSIC_NEXT, due + length.saturating_sub(GAP));
            }
            Ok(None) if kind == doing::LOOP => {
                state::set(m, at::MUSIC_AT, 0);
                keep_carried(m, Carried::default());
                // A tune without length would never let the program run.
                state::set_time(
                    m,
                    at::MUSIC_NEXT,
                    due.max(now.saturating_sub(1_000_000)) + 1,
                );
            }
            Ok(None) => silence(m)?,
            Err(raised) => {
                silence(m)?;
                return Err(raised);
            }
        }
    }
}

/// Microseconds of a tick.
fn tick_micros(m: &Machine) -> u64 {
    let (ticks, bpm) = (
        state::get(m, at::TICKS).max(1),
        state::get(m, at::BPM).max(1),
    );
    60_000_000 / ticks as u64 / bpm as u64
}

fn pitch(m: &mut Machine, args: Args) -> R {
    let frequency = int_in(m, args, 0, 0, 0, 20_000, "frequency")? as i32;
    let duration = int_in(m, args, 1, -1, i64::MIN, i64::from(i32::MAX), "duration")?;
    take(m, args, 2)?;
    let wait = flag(m, args, 3, true)?;
    state::set(m, at::MUSIC, doing::TONE);
    state::set(m, at::MUSIC_AT, frequency);
    if frequency == 0 {
        silence(m)?;
        if duration > 0 && wait {
            return crate::microbit::wait(m, duration as u64 * 1000);
        }
        return Ok(Value::NONE);
    }
    sound(m, frequency as u32)?;
    if duration < 0 {
        state::set(m, at::MUSIC, doing::ENDLESS);
        return Ok(Value::NONE);
    }
    begin(m, doing::TONE, duration as u64 * 1000, wait)
}

fn stop(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    pin::output_argument(m, args, 0)?;
    silence(m)?;
    crate::audio::silence(m)?;
    Ok(Value::NONE)
}

fn set_tempo(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    for (i, place) in [(0, at::TICKS), (1, at::BPM)] {
        if args.get(m, i).is_some() {
            let number = int_in(
                m,
                args,
                i,
                1,
                1,
                10_000,
                if i == 0 { "ticks" } else { "bpm" },
            )?;
            state::set(m, place, number as i32);
        }
    }
    if args.get(m, 0).is_none() && args.get(m, 1).is_none() {
        state::set(m, at::TICKS, 4);
        state::set(m, at::BPM, 120);
    }
    Ok(Value::NONE)
}

fn get_tempo(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    let tempo =
        [at::TICKS, at::BPM].map(|place| Value::small_wrapping(i64::from(state::get(m, place))));
    m.new_tuple(&tempo)
}

fn reset(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    state::set(m, at::TICKS, 4);
    state::set(m, at::BPM, 120);
    keep_carried(m, Carried::default());
    Ok(Value::NONE)
}
