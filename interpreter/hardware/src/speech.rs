//! `speech`: words and phonemes, spoken or sung by the voice of `facts::voice`.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::{Args, Name, R, Space, Value, n};

use crate::facts::voice::{self, Manner, Position, Token};
use crate::facts::{spelling, synth};
use crate::microbit::pin;
use crate::state::{self, Slot, at};
use crate::table::{does, does_named, int_in};
use crate::{audio, music, part};

const SAY: &[Name] = &[n::words, n::pitch, n::speed, n::mouth, n::throat, n::pin];
const PRONOUNCE: &[Name] = &[n::phonemes, n::pitch, n::speed, n::mouth, n::throat, n::pin];

pub static SPEECH: Space = Space::module(
    n::speech,
    &[
        does(
            n::translate,
            translate,
            1,
            1,
            "translate(words) -- a guess at the phonemes of English words",
        ),
        does_named(
            n::say,
            say,
            1,
            SAY,
            1,
            "say(words, *, pitch=64, speed=72, mouth=128, throat=128, pin=pin0) -- speak English words",
        ),
        does_named(
            n::pronounce,
            pronounce,
            1,
            PRONOUNCE,
            1,
            "pronounce(phonemes, *, pitch=64, speed=72, mouth=128, throat=128, pin=pin0) -- speak phonemes such as ' /HEHLOW'",
        ),
        does_named(
            n::sing,
            pronounce,
            1,
            PRONOUNCE,
            1,
            "sing(phonemes, *, pitch=64, speed=72, mouth=128, throat=128, pin=pin0) -- sing phonemes; #115 before one sets its pitch",
        ),
    ],
);

/// The phonemes of a text, with a space before each word.
fn phonemes(m: &mut Machine, words: Value) -> R {
    let Some(bytes) = m.str_bytes(words) else {
        return Err(m.type_error(&[
            Piece::S("words must be a str, not '"),
            Piece::T(words),
            Piece::S("'"),
        ]));
    };
    let len = bytes.len();
    let mut text = Text::new(m)?;
    let mut word = [0; 48];
    let mut count = 0;
    for i in 0..=len {
        let c = m
            .str_bytes(words)
            .and_then(|b| b.get(i))
            .copied()
            .unwrap_or(b' ')
            .to_ascii_lowercase();
        if c.is_ascii_alphanumeric() || c == b'\'' {
            // An apostrophe is not heard; what is longer than any word is spoken in parts.
            if c != b'\'' && count < word.len() {
                word[count] = c;
                count += 1;
            }
            continue;
        }
        if count > 0 {
            text.push_byte(m, b' ')?;
            let mut failed = None;
            spelling::word(&word[..count], |sound| {
                if let Err(raised) = text.push_str(m, sound) {
                    failed = Some(raised);
                }
            });
            if let Some(raised) = failed {
                return Err(raised);
            }
            count = 0;
        }
        if matches!(c, b'.' | b'?' | b'!' | b',' | b'-' | b';' | b':') {
            text.push_byte(
                m,
                if c == b'!' || c == b';' || c == b':' {
                    b'.'
                } else {
                    c
                },
            )?;
        }
    }
    text.finish(m)
}

fn translate(m: &mut Machine, args: Args) -> R {
    phonemes(m, args.at(m, 0))
}

fn say(m: &mut Machine, args: Args) -> R {
    let text = phonemes(m, args.at(m, 0))?;
    speak(m, text, args)
}

fn pronounce(m: &mut Machine, args: Args) -> R {
    let text = args.at(m, 0);
    if m.str_bytes(text).is_none() {
        return Err(m.type_error(&[
            Piece::S("phonemes must be a str, not '"),
            Piece::T(text),
            Piece::S("'"),
        ]));
    }
    speak(m, text, args)
}

/// Where what is kept for the voice lies: its numbers follow each other.
const MANNER: [(usize, &str, i64); 4] = [
    (at::VOICE, "pitch", 64),
    (at::VOICE + 1, "speed", 72),
    (at::VOICE + 2, "mouth", 128),
    (at::VOICE + 3, "throat", 128),
];
const TEXT_AT: usize = at::VOICE + 4;
const BEFORE: usize = at::VOICE + 5;
const FILTER: usize = at::VOICE + 6;

fn speak(m: &mut Machine, text: Value, args: Args) -> R {
    state::ready(m)?;
    if let Some(i) = m.str_bytes(text).and_then(voice::first_error) {
        return Err(m.value_error(&[
            Piece::S("there is no phoneme at position "),
            Piece::I(i as i64),
            Piece::S(" of "),
            Piece::R(text),
        ]));
    }
    for (i, (place, what, usual)) in MANNER.into_iter().enumerate() {
        let number = int_in(m, args, 1 + i, usual, 1, 255, what)?;
        state::set(m, place, number as i32);
    }
    let output = pin::output_argument(m, args, 5)?;
    for place in [TEXT_AT, FILTER, FILTER + 1, at::AUDIO_AT, at::AUDIO_PHASE] {
        state::set(m, place, 0);
    }
    state::set(m, BEFORE, -1);
    audio::speak(m, text, output)
}

/// Makes some samples and hands them to the speaker: how many it took; 0 at the end of the text.
pub fn hand_over(m: &mut Machine) -> R<usize> {
    let text = state::value(m, Slot::Sounds);
    let from = state::get(m, TEXT_AT).max(0) as usize;
    let found = m
        .str_bytes(text)
        .and_then(|bytes| voice::next_token(bytes.get(from..)?));
    let Some((token, len)) = found else {
        return Ok(0);
    };
    let number = |m: &Machine, i: usize| state::get(m, MANNER[i].0).clamp(1, 255) as u16;
    let manner = Manner {
        pitch: number(m, 0),
        speed: number(m, 1),
        mouth: number(m, 2),
        throat: number(m, 3),
    };
    let mut position = Position {
        sample: state::get(m, at::AUDIO_AT) as u32,
        pulse: state::get(m, at::AUDIO_PHASE) as u32,
        noise: state::get(m, at::AUDIO_NOISE) as u32,
        filter: [FILTER, FILTER + 1].map(|place| f32::from_bits(state::get(m, place) as u32)),
    };
    let mut samples = [128; 64];
    let before = usize::try_from(state::get(m, BEFORE)).unwrap_or(usize::MAX);
    let count = voice::fill(token, before, &manner, &mut position, &mut samples);
    state::set(m, at::AUDIO_PHASE, position.pulse as i32);
    state::set(m, at::AUDIO_NOISE, position.noise as i32);
    for (place, f) in [FILTER, FILTER + 1].into_iter().zip(position.filter) {
        state::set(m, place, f.to_bits() as i32);
    }
    if count == 0 {
        state::set(m, TEXT_AT, (from + len) as i32);
        state::set(m, at::AUDIO_AT, 0);
        match token {
            Token::Sound { number, .. } => state::set(m, BEFORE, number as i32),
            Token::Pitch(pitch) => state::set(m, MANNER[0].0, i32::from(pitch)),
            Token::Pause(_) => {}
        }
        return Ok(1);
    }
    state::set(m, at::AUDIO_AT, position.sample as i32);
    let outputs = music::outputs(m, music::pin_kept(m, at::AUDIO_PIN));
    let loudness = state::get(m, at::VOLUME).clamp(0, 255) as u8;
    part::sound(m, |p| {
        p.samples(&samples[..count], synth::RATE, loudness, outputs)
    })
}
