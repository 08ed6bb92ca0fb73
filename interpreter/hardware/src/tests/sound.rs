//! `music` and `audio`.

use super::{run, world};
use crate::simulated::sound::Heard;

/// Tones that were heard: the millisecond and the frequency.
fn tones(heard: &[Heard]) -> Vec<(u64, u32)> {
    let tone = |h: &Heard| match h {
        Heard::Tone {
            time, frequency, ..
        } => Some((time / 1000, *frequency)),
        _ => None,
    };
    heard.iter().filter_map(tone).collect()
}

#[test]
fn notes_have_their_length_and_pitch() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
import music
music.play(['c4:4', 'e', 'r:2', 'a5:1'])
print(running_time(), music.get_tempo(), pin0.get_mode())
music.set_tempo(bpm=240)
music.play('A')
print(running_time(), music.get_tempo())
",
    );
    assert_eq!(wrote, "1375 (4, 120) unused\n1625 (4, 240)");
    assert_eq!(
        tones(&world.board.speaker.take_heard()),
        [
            (0, 262),
            (490, 0),
            (500, 330),
            (990, 0),
            (1000, 0),
            (1240, 0),
            (1250, 880),
            (1365, 0),
            (1375, 0),
            (1375, 440),
            (1615, 0),
            (1625, 0)
        ]
    );
}

#[test]
fn music_plays_in_the_background_and_is_stopped() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
import music
music.play(music.JUMP_UP, wait=False, loop=True)
print(running_time(), pin0.get_mode())
sleep(700)
music.stop()
print(pin0.get_mode(), len(music.PYTHON), music.DADADADUM[:2])
sleep(1000)
music.pitch(500, 100)
print(running_time())
music.pitch(600)
set_volume(10)
sleep(50)
music.stop()
",
    );
    assert_eq!(wrote, "0 music\nunused 79 ('r4:2', 'g')\n1800");
    let heard = tones(&world.board.speaker.take_heard());
    assert!(
        heard.starts_with(&[(0, 523), (115, 0), (125, 587)]),
        "{heard:?}"
    );
    assert!(
        heard.contains(&(625, 523)) && heard.ends_with(&[(1800, 600), (1800, 600), (1850, 0)]),
        "{heard:?}"
    );
}

#[test]
fn what_is_no_note_is_told_before_anything_sounds() {
    let mut world = world();
    let wrote = world.run("import music\nmusic.play(['c4', 'x'])");
    assert!(wrote.starts_with("ValueError: 'x' is no note"), "{wrote}");
    assert!(tones(&world.board.speaker.take_heard()).is_empty());
}

#[test]
fn sound_effects_are_played_to_their_end() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
import audio
e = audio.SoundEffect(duration=200, waveform=audio.SoundEffect.WAVEFORM_SINE)
print(repr(e))
print(e)
e.freq_start = 300
print(e.copy().freq_start)
audio.play(e)
print(running_time() // 10, audio.is_playing())
audio.play(Sound.HAPPY, wait=False)
print(audio.is_playing(), Sound.HAPPY)
sleep(100)
audio.stop()
print(audio.is_playing())
try:
    e.fx = 9
except ValueError as x:
    print(x)
",
    );
    assert_eq!(
        wrote,
        "SoundEffect(500, 2500, 200, 255, 0, 0, 0, 18)
SoundEffect(freq_start=500, freq_end=2500, duration=200, vol_start=255, vol_end=0, waveform=WAVEFORM_SINE, fx=FX_NONE, shape=SHAPE_LOG)
300
20 False
True Sound.HAPPY
False
fx must be from 0 to 3"
    );
    let samples: usize = world
        .board
        .speaker
        .take_heard()
        .iter()
        .map(|h| match h {
            Heard::Samples {
                samples,
                rate: 11_025,
                ..
            } => samples.len(),
            _ => 0,
        })
        .sum();
    assert!(samples > 2205 + 1100, "{samples}");
}

#[test]
fn frames_come_from_a_generator() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
import audio
frame = audio.AudioFrame()
print(len(frame), frame[0])
def frames():
    for i in range(25):
        for j in range(len(frame)):
            frame[j] = i * 10
        yield frame
audio.play(frames())
print(running_time() // 20)
other = audio.AudioFrame()
other.copyfrom(frame)
print(other[5])
try:
    audio.play([1])
except TypeError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "32 128\n6\n240\ncannot play 'int': expected a Sound, a SoundEffect, an AudioRecording, an AudioTrack or AudioFrames"
    );
    let all: Vec<u8> = world
        .board
        .speaker
        .take_heard()
        .into_iter()
        .filter_map(|h| match h {
            Heard::Samples {
                samples,
                rate: 7812,
                ..
            } => Some(samples),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(
        (all.len(), all[0], all[40], all[all.len() - 1]),
        (800, 0, 10, 240)
    );
}

#[test]
fn a_board_without_a_part_says_so() {
    assert!(
        run("import music\nmusic.play('c', pin=3)")
            .ends_with("TypeError: expected a pin, not 'int'")
    );
}

#[test]
fn words_are_spoken() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
import speech
print(speech.translate('hello world'), '|', speech.translate('I am 5!'))
speech.say('hi')
print(100 < running_time() < 600)
speech.sing('#115DOW', pin=None)
print(pin0.get_mode())
try:
    speech.pronounce('/HEH*')
except ValueError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        " /HEHLOW WERLD |  AY AEM FAYV.\nTrue\nunused\nthere is no phoneme at position 4 of '/HEH*'"
    );
    let loud = world.board.speaker.take_heard().iter().any(|h| match h {
        Heard::Samples { samples, .. } => samples.iter().any(|s| s.abs_diff(128) > 60),
        _ => false,
    });
    assert!(loud);
}

#[test]
fn sounds_are_recorded_changed_and_played() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
r = microphone.record(100)
print(r.get_rate(), running_time() // 10, microphone.is_recording())
loud = audio.AudioRecording(1000, rate=8000)
track = microphone.record_into(loud, wait=False)
print(microphone.is_recording(), len(track))
sleep(250)
microphone.stop_recording()
print(microphone.is_recording(), len(track) // 100, track.get_rate())
top = max(bytes(track))
track *= 2
print(max(bytes(track)) - 128 == 2 * (top - 128), 128 < top)
track[0] = 200
print(track[0], len(track[10:20]), len(loud.track(100, 200)), loud.track()[0])
half = audio.AudioTrack(bytearray(80), rate=4000)
half.copyfrom(b'abc')
half += b'\\x81\\x82'
half -= b'\\x80\\x80\\x81'
print(bytes(half[:4]))
loud.set_rate(16000)
start = running_time()
audio.play(loud)
print((running_time() - start) // 10, audio.sound_level())
audio.play([r, loud.track(0, 10)], wait=False)
print(audio.is_playing())
audio.stop()
microphone.record_into(b'12345678')
",
    );
    assert_eq!(
        wrote,
        "7812 10 False
True 8000
False 20 8000
True True
200 10 800 200
b'bdb\\x00'
50 0
True
TypeError: the samples lie in bytes, which cannot be changed"
    );
}

#[test]
fn what_is_imported_for_fun_shows_something() {
    let mut world = world();
    world.run(
        "from microbit import sleep\nimport love\nsleep(900)\nimport antigravity\nsleep(3000)",
    );
    assert!(world.frames.len() > 8, "{:?}", world.frames);
    assert_eq!(world.pictures()[0], ".9.9. 99999 99999 .999. ..9..");
}
