//! `audio`, and `microbit.Sound`: sounds of samples. They are made and handed to the speaker in the background, a little
//! ahead of time.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::{Buffer, Native};
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, types};

use crate::background;
use crate::facts::synth::{self, Effect, SOUNDS};
use crate::microbit::pin::{self, Use};
use crate::music;
use crate::part;
use crate::recording;
use crate::state::{self, Slot, at};
use crate::table::{does, does_named, flag, int_in, told};

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

// ---- SoundEffect

/// Fields of the record, by their place: lowest and highest value, and what it is at first.
const FIELDS: [(i64, i64, i64); 8] = [
    (0, 9999, 500),
    (0, 9999, 2500),
    (0, 9999, 500),
    (0, 255, 255),
    (0, 255, 0),
    (0, 4, synth::SQUARE as i64),
    (0, 3, synth::NO_EFFECT as i64),
    (0, 18, synth::LOG as i64),
];

static FIELD_NAMES: [&str; 8] = [
    "freq_start",
    "freq_end",
    "duration",
    "vol_start",
    "vol_end",
    "waveform",
    "fx",
    "shape",
];

macro_rules! field {
    ($name:ident $i:literal) => {
        (
            n::$name,
            Item::Property(
                |m, own| {
                    Ok(m.as_record(own, crate::SOUND_EFFECT)
                        .map_or(Value::NONE, |r| m.heap.value(r, 1 + $i)))
                },
                Some(|m, own, v| set_field(m, own, $i, v)),
            ),
        )
    };
}

const EFFECT: &[Name] = &[
    n::__,
    n::freq_start,
    n::freq_end,
    n::duration,
    n::vol_start,
    n::vol_end,
    n::waveform,
    n::fx,
    n::shape,
];

static EFFECT_MEMBERS: &[Member] = &[
    field!(freq_start 0),
    field!(freq_end 1),
    field!(duration 2),
    field!(vol_start 3),
    field!(vol_end 4),
    field!(waveform 5),
    field!(fx 6),
    field!(shape 7),
    told(
        n::copy,
        effect_copy,
        1,
        1,
        "copy() -- a new SoundEffect with the same values",
    ),
    method(n::__repr__, |m, a| effect_text(m, a, false), 1, 1),
    method(n::__str__, |m, a| effect_text(m, a, true), 1, 1),
    (n::WAVEFORM_SINE, Item::Int(0)),
    (n::WAVEFORM_SAWTOOTH, Item::Int(1)),
    (n::WAVEFORM_TRIANGLE, Item::Int(2)),
    (n::WAVEFORM_SQUARE, Item::Int(3)),
    (n::WAVEFORM_NOISE, Item::Int(4)),
    (n::FX_NONE, Item::Int(0)),
    (n::FX_VIBRATO, Item::Int(1)),
    (n::FX_TREMOLO, Item::Int(2)),
    (n::FX_WARBLE, Item::Int(3)),
    (n::SHAPE_LINEAR, Item::Int(1)),
    (n::SHAPE_CURVE, Item::Int(2)),
    (n::SHAPE_LOG, Item::Int(18)),
];

pub static SOUND_EFFECT: Space = Space::class(n::SoundEffect, types::OBJECT, EFFECT_MEMBERS)
    .new(Native::new(new_effect, 1, 9).named(EFFECT, 9).doc(
        "SoundEffect(freq_start=500, freq_end=2500, duration=500, vol_start=255, vol_end=0, waveform=WAVEFORM_SQUARE, fx=FX_NONE, shape=SHAPE_LOG) -- a sound that moves between two frequencies (hertz) in some milliseconds",
    ))
    .of_module(n::audio);

fn set_field(m: &mut Machine, own: Value, i: usize, v: Value) -> R<()> {
    if v.is_unbound() {
        return Err(m.error(types::ATTRIBUTE_ERROR, &[Piece::S("it cannot be deleted")]));
    }
    let number = m.index_clamped(v)?;
    let (low, high, _) = FIELDS[i];
    let name = FIELD_NAMES[i];
    if i == 7 && ![1, 2, 18].contains(&number) {
        return Err(m.value_error(&[Piece::S(
            "shape must be SHAPE_LINEAR, SHAPE_CURVE or SHAPE_LOG",
        )]));
    }
    if number < low || number > high {
        return Err(crate::table::out_of(m, name, low, high));
    }
    if let Some(r) = m.as_record(own, crate::SOUND_EFFECT) {
        m.heap.set_value(r, 1 + i, Value::small_wrapping(number));
    }
    Ok(())
}

fn new_effect(m: &mut Machine, args: Args) -> R {
    let effect = m.new_record(
        crate::SOUND_EFFECT,
        &FIELDS.map(|f| Value::small_wrapping(f.2)),
    )?;
    for i in 0..FIELDS.len() {
        if let Some(v) = args.get(m, 1 + i) {
            set_field(m, effect, i, v)?;
        }
    }
    Ok(effect)
}

fn effect_of(m: &Machine, r: Ref) -> Effect {
    let number = |i: usize| m.heap.value(r, 1 + i).as_small().unwrap_or(0);
    Effect {
        from: number(0) as u16,
        to: number(1) as u16,
        duration: number(2) as u16,
        loud_from: number(3) as u8,
        loud_to: number(4) as u8,
        wave: number(5) as u8,
        effect: number(6) as u8,
        shape: number(7) as u8,
    }
}

fn effect_record(m: &mut Machine, e: &Effect) -> R {
    let numbers = [
        i64::from(e.from),
        i64::from(e.to),
        i64::from(e.duration),
        i64::from(e.loud_from),
        i64::from(e.loud_to),
        i64::from(e.wave),
        i64::from(e.effect),
        i64::from(e.shape),
    ];
    m.new_record(crate::SOUND_EFFECT, &numbers.map(Value::small_wrapping))
}

fn effect_copy(m: &mut Machine, args: Args) -> R {
    let own = types::receiver::record(m, args, crate::SOUND_EFFECT)?;
    let effect = effect_of(m, own);
    effect_record(m, &effect)
}

fn effect_text(m: &mut Machine, args: Args, long: bool) -> R {
    let own = types::receiver::record(m, args, crate::SOUND_EFFECT)?;
    let mut text = pyrite_core::machine::Text::new(m)?;
    text.push_str(m, "SoundEffect(")?;
    for i in 0..FIELDS.len() {
        if i > 0 {
            text.push_str(m, ", ")?;
        }
        let number = m.heap.value(own, 1 + i).as_small().unwrap_or(0);
        if !long {
            text.push_int(m, number)?;
            continue;
        }
        text.push_str(m, FIELD_NAMES[i])?;
        text.push_byte(m, b'=')?;
        let word = match (i, number) {
            (5, 0) => "WAVEFORM_SINE",
            (5, 1) => "WAVEFORM_SAWTOOTH",
            (5, 2) => "WAVEFORM_TRIANGLE",
            (5, 3) => "WAVEFORM_SQUARE",
            (5, _) => "WAVEFORM_NOISE",
            (6, 0) => "FX_NONE",
            (6, 1) => "FX_VIBRATO",
            (6, 2) => "FX_TREMOLO",
            (6, _) => "FX_WARBLE",
            (7, 1) => "SHAPE_LINEAR",
            (7, 2) => "SHAPE_CURVE",
            (7, _) => "SHAPE_LOG",
            _ => "",
        };
        if word.is_empty() {
            text.push_int(m, number)?;
        } else {
            text.push_str(m, word)?;
        }
    }
    text.push_byte(m, b')')?;
    text.finish(m)
}

// ---- AudioFrame

/// Samples in a frame, and in a second.
pub const FRAME: usize = 32;
const FRAME_RATE: u32 = 7812;

static FRAME_MEMBERS: &[Member] = &[
    told(
        n::copyfrom,
        copy_from,
        2,
        2,
        "copyfrom(other) -- take the samples of another AudioFrame",
    ),
    method(
        n::__len__,
        |_, _| Ok(Value::small_wrapping(FRAME as i64)),
        1,
        1,
    ),
    method(n::__getitem__, frame_get, 2, 2),
    method(n::__setitem__, frame_set, 3, 3),
];

pub static AUDIO_FRAME: Space = Space::class(n::AudioFrame, types::OBJECT, FRAME_MEMBERS)
    .new(
        Native::new(new_frame, 1, 1)
            .doc("AudioFrame() -- 32 samples, 0 to 255, of 128 microseconds each"),
    )
    .buffer(|m, r| {
        Some(Buffer {
            base: m.heap.value(r, 1),
            from: 0,
            len: FRAME,
            format: Value::character(b'B'),
        })
    })
    .of_module(n::audio);

fn new_frame(m: &mut Machine, _: Args) -> R {
    let bytes = m.new_bytes(&[128; FRAME])?;
    m.new_record(crate::AUDIO_FRAME, &[bytes])
}

pub fn frame_bytes(m: &Machine, v: Value) -> Option<Ref> {
    let r = m.as_record(v, crate::AUDIO_FRAME)?;
    m.heap.value(r, 1).as_ref()
}

fn frame_argument(m: &mut Machine, args: Args, i: usize) -> R<Ref> {
    let v = args.at(m, i);
    match frame_bytes(m, v) {
        Some(bytes) => Ok(bytes),
        None => Err(m.type_error(&[
            Piece::S("expected an AudioFrame, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

fn frame_get(m: &mut Machine, args: Args) -> R {
    let bytes = frame_argument(m, args, 0)?;
    let i = m.item_index(args.at(m, 1), FRAME, "AudioFrame")?;
    let sample = m.heap.bytes(bytes, 1, FRAME).get(i).copied().unwrap_or(0);
    Ok(Value::small_wrapping(i64::from(sample)))
}

fn frame_set(m: &mut Machine, args: Args) -> R {
    let bytes = frame_argument(m, args, 0)?;
    let i = m.item_index(args.at(m, 1), FRAME, "AudioFrame")?;
    let sample = int_in(m, args, 2, 0, 0, 255, "a sample")? as u8;
    if let Some(place) = m.heap.bytes_mut(bytes, 1, FRAME).get_mut(i) {
        *place = sample;
    }
    Ok(Value::NONE)
}

fn copy_from(m: &mut Machine, args: Args) -> R {
    let (to, from) = (frame_argument(m, args, 0)?, frame_argument(m, args, 1)?);
    let mut samples = [0; FRAME];
    samples.copy_from_slice(m.heap.bytes(from, 1, FRAME));
    m.heap.bytes_mut(to, 1, FRAME).copy_from_slice(&samples);
    Ok(Value::NONE)
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
