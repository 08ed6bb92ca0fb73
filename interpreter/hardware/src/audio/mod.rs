//! `audio`, and `microbit.Sound`: sounds of samples. They are made and handed to the speaker in the background, a little
//! ahead of time.

pub mod effect;
pub mod frame;

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Item, Name, R, Space, Value, method, n, types};

use crate::background;
use crate::facts::synth::{self, SOUNDS};
use crate::microbit::pin::{self, Use};
use crate::music;
use crate::part;
use crate::recording;
use crate::state::{self, Slot, at};
use crate::table::{does, does_named, flag};
use effect::{effect_of, effect_record};
use frame::{FRAME, FRAME_RATE, frame_bytes};

const PLAY: &[Name] = &[n::source, n::wait, n::pin, n::return_pin];

pub static AUDIO: Space = Space::module(
    n::audio,
    &[
        does_named(
            n::play,
            play,
            1,
            PLAY,
            4,
            "play(source, wait=True, pin=pin0, return_pin=None) -- play a Sound, a SoundEffect, or AudioFrames one after the other",
        ),
        does(
            n::is_playing,
            is_playing,
            0,
            0,
            "is_playing() -- whether something is playing",
        ),
        does(n::stop, stop, 0, 0, "stop() -- end all sounds"),
        (n::SoundEffect, Item::Type(crate::SOUND_EFFECT)),
        does(
            n::sound_level,
            sound_level,
            0,
            0,
            "sound_level() -- how loud what is playing is, 0 to 255",
        ),
        (n::AudioFrame, Item::Type(crate::AUDIO_FRAME)),
        (n::AudioRecording, Item::Type(crate::AUDIO_RECORDING)),
        (n::AudioTrack, Item::Type(crate::AUDIO_TRACK)),
    ],
);

macro_rules! sounds {
    ($($name:ident = $number:literal;)*) => {
        /// `microbit.Sound`: a record of the number of a built-in sound.
        pub static SOUND: Space = Space::class(n::Sound, types::OBJECT, &[
            method(n::__repr__, sound_repr, 1, 1),
            $((n::$name, Item::Getter(|m| m.new_record(crate::SOUND, &[Value::small_wrapping($number)])))),*
        ])
        .of_module(n::microbit);
    };
}

sounds! {
    GIGGLE = 0;
    HAPPY = 1;
    HELLO = 2;
    MYSTERIOUS = 3;
    SAD = 4;
    SLIDE = 5;
    SOARING = 6;
    SPRING = 7;
    TWINKLE = 8;
    YAWN = 9;
}

fn sound_number(m: &Machine, v: Value) -> Option<usize> {
    let r = m.as_record(v, crate::SOUND)?;
    m.heap.value(r, 1).as_small().map(|i| i as usize)
}

fn sound_repr(m: &mut Machine, args: Args) -> R {
    let number = sound_number(m, args.at(m, 0)).unwrap_or(0);
    let name = SOUNDS.get(number).map_or("", |row| row.0);
    m.message(&[Piece::S("Sound."), Piece::S(name)])
}

// ---- playing

/// What `at::AUDIO` says.
const NOTHING: i32 = 0;
const PLAYING: i32 = 1;
/// All is handed over, but not yet heard.
const ENDING: i32 = 2;
const SPEAKING: i32 = 3;

/// Microseconds between two looks at how much waits, and samples that wait at most then.
const STEP: u64 = 20_000;
const AHEAD: usize = 1024;

/// Ends all sounds of samples.
pub fn silence(m: &mut Machine) -> R<()> {
    if state::get(m, at::AUDIO) == NOTHING {
        return Ok(());
    }
    part::sound(m, |p| {
        p.stop();
        Ok(())
    })?;
    over(m);
    Ok(())
}

fn over(m: &mut Machine) {
    state::set(m, at::AUDIO, NOTHING);
    for slot in [Slot::Sounds, Slot::SoundItems, Slot::Sound] {
        state::set_value(m, slot, Value::NONE);
    }
    if let Some(used) = music::pin_kept(m, at::AUDIO_PIN) {
        pin::set_use(m, used.0, Use::Unused);
    }
}

/// What is played as an iterable of effects or frames.
fn items(m: &mut Machine, source: Value) -> R {
    if let Some(number) = sound_number(m, source) {
        let parts = SOUNDS.get(number).map_or(&[][..], |row| row.1);
        let list = m.new_list_sized(parts.len())?;
        for part in parts {
            let effect = effect_record(m, part)?;
            m.list_push(list, effect)?;
        }
        return Ok(Value::reference(list));
    }
    if is_item(m, source) {
        return m.new_tuple(&[source]);
    }
    Ok(source)
}

fn play(m: &mut Machine, args: Args) -> R {
    let source = args.at(m, 0);
    let wait = flag(m, args, 1, true)?;
    state::ready(m)?;
    let output = pin::output_argument(m, args, 2)?;
    play_source(m, source, output, wait)
}

/// Plays what `items` understands.
pub fn play_source(
    m: &mut Machine,
    source: Value,
    output: Option<pyrite_core::board::Pin>,
    wait: bool,
) -> R {
    silence(m)?;
    let source = items(m, source)?;
    let iterator = m.iter(source)?;
    state::set_value(m, Slot::SoundItems, iterator);
    begin(m, PLAYING, source, output, wait)
}

/// Speaks phonemes: the voice's numbers are kept already.
pub fn speak(m: &mut Machine, text: Value, output: Option<pyrite_core::board::Pin>) -> R {
    silence(m)?;
    begin(m, SPEAKING, text, output, true)
}

fn begin(
    m: &mut Machine,
    kind: i32,
    source: Value,
    output: Option<pyrite_core::board::Pin>,
    wait: bool,
) -> R {
    if let Some(output) = output {
        pin::acquire(m, output.0, Use::Audio)?;
    }
    music::keep_pin(m, at::AUDIO_PIN, output);
    state::set_value(m, Slot::Sounds, source);
    state::set_value(m, Slot::Sound, Value::NONE);
    state::set(m, at::AUDIO, kind);
    let now = m.host.micros();
    state::set_time(m, at::AUDIO_NEXT, now);
    background::begin(m, tick, |m| background::ended(m, tick), wait)
}

/// Hands over what fits; when it is to be called again.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    if state::get(m, at::AUDIO) == NOTHING {
        return Ok(u64::MAX);
    }
    let due = state::time(m, at::AUDIO_NEXT);
    if now < due {
        return Ok(due);
    }
    let mut waiting = part::sound(m, |p| Ok(p.waiting()))?;
    while matches!(state::get(m, at::AUDIO), PLAYING | SPEAKING) && waiting < AHEAD {
        let mark = m.mark();
        let handed = if state::get(m, at::AUDIO) == SPEAKING {
            spoken(m)
        } else {
            hand_over(m)
        };
        m.release(mark);
        match handed {
            Ok(0) => break,
            Ok(count) => waiting += count,
            Err(raised) => {
                silence(m)?;
                return Err(raised);
            }
        }
    }
    if state::get(m, at::AUDIO) == ENDING && waiting == 0 {
        over(m);
        return Ok(u64::MAX);
    }
    let next = now + STEP;
    state::set_time(m, at::AUDIO_NEXT, next);
    Ok(next)
}

/// Hands over samples of speech; at its end there are none.
fn spoken(m: &mut Machine) -> R<usize> {
    let count = crate::speech::hand_over(m)?;
    if count == 0 {
        state::set(m, at::AUDIO, ENDING);
    }
    Ok(count)
}

/// Makes some samples and hands them to the speaker: how many it took.
fn hand_over(m: &mut Machine) -> R<usize> {
    let mut samples = [128; 64];
    let item = state::value(m, Slot::Sound);
    let (count, rate) = if let Some(r) = m.as_record(item, crate::SOUND_EFFECT) {
        let effect = effect_of(m, r);
        let mut at = synth::Progress {
            sample: state::get(m, at::AUDIO_AT) as u32,
            phase: state::get(m, at::AUDIO_PHASE) as u32,
            noise: state::get(m, at::AUDIO_NOISE) as u32,
        };
        let count = effect.fill(&mut at, &mut samples);
        state::set(m, at::AUDIO_AT, at.sample as i32);
        state::set(m, at::AUDIO_PHASE, at.phase as i32);
        state::set(m, at::AUDIO_NOISE, at.noise as i32);
        (count, synth::RATE)
    } else if let Some(bytes) = frame_bytes(m, item) {
        samples[..FRAME].copy_from_slice(m.heap.bytes(bytes, 1, FRAME));
        state::set_value(m, Slot::Sound, Value::NONE);
        (FRAME, FRAME_RATE)
    } else if let Some(r) = recording::as_samples(m, item) {
        let from = state::get(m, at::AUDIO_AT).max(0);
        let count = recording::take(m, item, from as usize, &mut samples);
        state::set(m, at::AUDIO_AT, from.saturating_add(count as i32));
        (count, recording::rate(m, r))
    } else {
        (0, synth::RATE)
    };
    if count == 0 {
        return next_item(m);
    }
    let outputs = music::outputs(m, music::pin_kept(m, at::AUDIO_PIN));
    let loudness = state::get(m, at::VOLUME).clamp(0, 255) as u8;
    let loudest = samples[..count].iter().map(|s| s.abs_diff(128)).max();
    state::set(
        m,
        at::AUDIO_LEVEL,
        (i32::from(loudest.unwrap_or(0)) * 2).min(255),
    );
    part::sound(m, |p| p.samples(&samples[..count], rate, loudness, outputs))
}

/// Whether a value can be played as it is.
fn is_item(m: &Machine, v: Value) -> bool {
    m.as_record(v, crate::SOUND_EFFECT).is_some()
        || frame_bytes(m, v).is_some()
        || recording::as_samples(m, v).is_some()
}

fn sound_level(m: &mut Machine, _: Args) -> R {
    let playing = state::get(m, at::AUDIO) != NOTHING;
    let level = if playing {
        state::get(m, at::AUDIO_LEVEL)
    } else {
        0
    };
    Ok(Value::small_wrapping(i64::from(level)))
}

/// Takes the next effect or frame; counts as one sample, so that it goes on.
fn next_item(m: &mut Machine) -> R<usize> {
    let iterator = state::value(m, Slot::SoundItems);
    let Some(item) = m.next(iterator)? else {
        state::set(m, at::AUDIO, ENDING);
        return Ok(0);
    };
    if !is_item(m, item) {
        return Err(m.type_error(&[
            Piece::S("cannot play '"),
            Piece::T(item),
            Piece::S("': expected a Sound, a SoundEffect, an AudioRecording, an AudioTrack or AudioFrames"),
        ]));
    }
    state::set_value(m, Slot::Sound, item);
    state::set(m, at::AUDIO_AT, 0);
    state::set(m, at::AUDIO_PHASE, 0);
    Ok(1)
}

fn is_playing(m: &mut Machine, _: Args) -> R {
    let now = m.host.micros();
    state::set_time(m, at::AUDIO_NEXT, now);
    let next = tick(m, now)?;
    m.tick_by(next);
    Ok(Value::bool(state::get(m, at::AUDIO) != NOTHING))
}

fn stop(m: &mut Machine, _: Args) -> R {
    silence(m)?;
    Ok(Value::NONE)
}
