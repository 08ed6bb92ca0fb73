//! `SoundEffect`: a sound that moves between two frequencies. A record of its eight numbers.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, types};

use crate::facts::synth::{self, Effect};
use crate::table::told;

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
    method(n::__repr__, |m, a| text_of(m, a, false), 1, 1),
    method(n::__str__, |m, a| text_of(m, a, true), 1, 1),
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

pub fn effect_of(m: &Machine, r: Ref) -> Effect {
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

pub fn effect_record(m: &mut Machine, e: &Effect) -> R {
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

fn text_of(m: &mut Machine, args: Args, long: bool) -> R {
    let own = types::receiver::record(m, args, crate::SOUND_EFFECT)?;
    let mut text = Text::new(m)?;
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
