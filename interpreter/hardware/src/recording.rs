//! `AudioRecording` and `AudioTrack`, samples that can be recorded, changed and played; and the microphone's recording. Both
//! are views of bytes: where they begin, how many there are, and how many are heard in a second.

use pyrite_core::machine::{Machine, Piece, Progress, Wait};
use pyrite_core::memory::Kind;
use pyrite_core::native::{Buffer, Native};
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, types};

use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{flag, given, int_in, real, told, told_named};

const RECORDING_NEW: &[Name] = &[n::__, n::duration, n::rate];
const TRACK_NEW: &[Name] = &[n::__, n::buffer, n::rate];
const TRACK: &[Name] = &[n::__, n::start_ms, n::end_ms];
const SET_RATE: &[Name] = &[n::__, n::rate];

// Recordings and their parts have these alike.
const GET_RATE: Member = told(
    n::get_rate,
    get_rate,
    1,
    1,
    "get_rate() -- samples in a second",
);
const SET_RATE_OF: Member = told_named(
    n::set_rate,
    set_rate,
    2,
    SET_RATE,
    2,
    "set_rate(rate) -- play it faster or slower: samples in a second",
);

pub static AUDIO_RECORDING: Space = Space::class(
    n::AudioRecording,
    types::OBJECT,
    &[
        GET_RATE,
        SET_RATE_OF,
        told(
            n::copy,
            copy,
            1,
            1,
            "copy() -- a new recording with the same samples",
        ),
        told_named(
            n::track,
            track,
            1,
            TRACK,
            3,
            "track(start_ms=0, end_ms=-1) -- a part of it as an AudioTrack",
        ),
    ],
)
.new(
    Native::new(new_recording, 2, 3)
        .named(RECORDING_NEW, 3)
        .doc("AudioRecording(duration, rate=7812) -- room for so many milliseconds of sound"),
)
.buffer(buffer)
.of_module(n::audio);

const TRACK_MEMBERS: &[Member] = &[
    GET_RATE,
    SET_RATE_OF,
    told(
        n::copyfrom,
        copy_from,
        2,
        2,
        "copyfrom(other) -- take the samples of another track, recording or bytes",
    ),
    method(n::__len__, len, 1, 1),
    method(n::__getitem__, get_item, 2, 2),
    method(n::__setitem__, set_item, 3, 3),
    method(n::__iadd__, |m, a| mix(m, a, 1), 2, 2),
    method(n::__isub__, |m, a| mix(m, a, -1), 2, 2),
    method(n::__imul__, louder, 2, 2),
];

pub static AUDIO_TRACK: Space = Space::class(n::AudioTrack, types::OBJECT, TRACK_MEMBERS)
    .new(Native::new(new_track, 2, 3).named(TRACK_NEW, 3).doc(
        "AudioTrack(buffer, rate=7812) -- samples, 0 to 255, that lie in a recording, a bytearray or bytes",
    ))
    .buffer(buffer)
    .of_module(n::audio);

// Fields of both.
const BASE: usize = 1;
const FROM: usize = 2;
const LEN: usize = 3;
const RATE: usize = 4;
/// 1 when the samples can be changed.
const CHANGEABLE: usize = 5;

/// Samples in a second, unless the program says otherwise.
const USUAL_RATE: i64 = 7812;
const FASTEST: i64 = 48_000;

fn number(m: &Machine, r: Ref, field: usize) -> usize {
    m.heap.value(r, field).as_small().unwrap_or(0) as usize
}

fn buffer(m: &Machine, r: Ref) -> Option<Buffer> {
    Some(Buffer {
        base: m.heap.value(r, BASE),
        from: number(m, r, FROM),
        len: number(m, r, LEN),
        format: Value::character(b'B'),
    })
}

/// The record, if a value is a recording or a track.
pub fn as_samples(m: &Machine, v: Value) -> Option<Ref> {
    m.as_record(v, crate::AUDIO_RECORDING)
        .or_else(|| m.as_record(v, crate::AUDIO_TRACK))
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    match as_samples(m, args.at(m, 0)) {
        Some(r) => Ok(r),
        None => Err(types::receiver::wrong_receiver(m, args)),
    }
}

/// Samples in a second of a recording or track.
pub fn rate(m: &Machine, r: Ref) -> u32 {
    number(m, r, RATE) as u32
}

fn rate_argument(m: &mut Machine, args: Args, i: usize, otherwise: i64) -> R<i64> {
    match given(m, args, i) {
        Some(_) => int_in(m, args, i, otherwise, 1, FASTEST, "rate"),
        None => Ok(otherwise),
    }
}

fn make(
    m: &mut Machine,
    class: pyrite_core::TypeId,
    fields: [usize; 3],
    base: Value,
    changeable: bool,
) -> R {
    let [from, len, rate] = fields.map(|i| Value::small_wrapping(i as i64));
    m.new_record(
        class,
        &[
            base,
            from,
            len,
            rate,
            Value::small_wrapping(i64::from(changeable)),
        ],
    )
}

/// Silence of so many samples.
fn silence(m: &mut Machine, len: usize, rate: usize) -> R {
    let bytes = m.new_bytes_sized(len)?;
    m.heap.bytes_mut(bytes, 1, len).fill(128);
    make(
        m,
        crate::AUDIO_RECORDING,
        [0, len, rate],
        Value::reference(bytes),
        true,
    )
}

fn new_recording(m: &mut Machine, args: Args) -> R {
    let duration = int_in(m, args, 1, 0, 1, 600_000, "duration")?;
    let rate = rate_argument(m, args, 2, USUAL_RATE)?;
    silence(m, (duration * rate / 1000).max(1) as usize, rate as usize)
}

/// A track over the bytes of another value; its own rate when none is given.
fn over(m: &mut Machine, v: Value, rate: Option<i64>) -> R {
    if let Some(r) = as_samples(m, v) {
        let fields = [
            number(m, r, FROM),
            number(m, r, LEN),
            rate.map_or(number(m, r, RATE), |r| r as usize),
        ];
        let changeable = number(m, r, CHANGEABLE) != 0;
        return make(
            m,
            crate::AUDIO_TRACK,
            fields,
            m.heap.value(r, BASE),
            changeable,
        );
    }
    let rate = rate.unwrap_or(USUAL_RATE) as usize;
    if let Some(frame) = crate::audio::frame::frame_bytes(m, v) {
        return make(
            m,
            crate::AUDIO_TRACK,
            [0, crate::audio::frame::FRAME, rate],
            Value::reference(frame),
            true,
        );
    }
    let changeable = m.is_a(v, types::BYTEARRAY);
    if !changeable && !m.is_a(v, types::BYTES) {
        return Err(m.type_error(&[
            Piece::S("samples lie in an AudioRecording, a bytearray or bytes, not in '"),
            Piece::T(v),
            Piece::S("'"),
        ]));
    }
    let len = m.buffer_bytes(v).map_or(0, <[u8]>::len);
    make(m, crate::AUDIO_TRACK, [0, len, rate], v, changeable)
}

fn new_track(m: &mut Machine, args: Args) -> R {
    let rate = match given(m, args, 2) {
        Some(_) => Some(rate_argument(m, args, 2, USUAL_RATE)?),
        None => None,
    };
    over(m, args.at(m, 1), rate)
}

fn get_rate(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    Ok(m.heap.value(r, RATE))
}

fn set_rate(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let rate = int_in(m, args, 1, 0, 1, FASTEST, "rate")?;
    m.heap.set_value(r, RATE, Value::small_wrapping(rate));
    Ok(Value::NONE)
}

fn copy(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let made = silence(m, number(m, r, LEN), number(m, r, RATE))?;
    if let Some(to) = as_samples(m, made) {
        transfer(m, to, args.at(m, 0))?;
    }
    Ok(made)
}

fn track(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let (len, rate) = (number(m, r, LEN), number(m, r, RATE));
    let place = |ms: i64| (ms.saturating_mul(rate as i64) / 1000).clamp(0, len as i64) as usize;
    let start = int_in(m, args, 1, 0, 0, i64::MAX, "start_ms")?;
    let end = int_in(m, args, 2, -1, -1, i64::MAX, "end_ms")?;
    let from = place(start);
    let to = if end < 0 { len } else { place(end) }.max(from);
    let fields = [number(m, r, FROM) + from, to - from, rate];
    make(
        m,
        crate::AUDIO_TRACK,
        fields,
        m.heap.value(r, BASE),
        number(m, r, CHANGEABLE) != 0,
    )
}

/// Sample `i`; silence outside.
fn sample(m: &Machine, v: Value, i: usize) -> u8 {
    m.buffer_bytes(v)
        .and_then(|b| b.get(i))
        .copied()
        .unwrap_or(128)
}

/// Copies samples from `from` on into a buffer: how many there were.
pub fn take(m: &Machine, v: Value, from: usize, into: &mut [u8]) -> usize {
    crate::table::copy_bytes(m, v, from, into)
}

fn changeable(m: &mut Machine, r: Ref) -> R<()> {
    if number(m, r, CHANGEABLE) != 0 {
        return Ok(());
    }
    Err(m.type_error(&[Piece::S(
        "the samples lie in bytes, which cannot be changed",
    )]))
}

fn put(m: &mut Machine, r: Ref, i: usize, sample: u8) -> R<()> {
    let (base, at) = (m.heap.value(r, BASE), number(m, r, FROM) + i);
    if i >= number(m, r, LEN) {
        return Ok(());
    }
    if m.heap.is(base, Kind::Bytes) {
        if let Some(bytes) = base.as_ref()
            && let Some(place) = m.heap.bytes_mut(bytes, 1, at + 1).get_mut(at)
        {
            *place = sample;
        }
        return Ok(());
    }
    m.set_item(
        base,
        Value::small_wrapping(at as i64),
        Value::small_wrapping(i64::from(sample)),
    )
}

/// Takes the samples of a bytes-like value, as many as there is room for.
fn transfer(m: &mut Machine, to: Ref, from: Value) -> R<()> {
    let count = crate::table::bytes_len(m, from)?.min(number(m, to, LEN));
    for i in 0..count {
        let sample = sample(m, from, i);
        put(m, to, i, sample)?;
    }
    Ok(())
}

fn copy_from(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    changeable(m, r)?;
    transfer(m, r, args.at(m, 1))?;
    Ok(Value::NONE)
}

fn len(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    Ok(m.heap.value(r, LEN))
}

fn get_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let (i, len) = (args.at(m, 1), number(m, r, LEN));
    if m.is_a(i, types::SLICE) {
        let (from, _, step, count) = m.slice_bounds(i, len)?;
        if step != 1 {
            return Err(m.value_error(&[Piece::S("a part of a track has no step")]));
        }
        let fields = [
            number(m, r, FROM) + from.max(0) as usize,
            count,
            number(m, r, RATE),
        ];
        return make(
            m,
            crate::AUDIO_TRACK,
            fields,
            m.heap.value(r, BASE),
            number(m, r, CHANGEABLE) != 0,
        );
    }
    let i = m.item_index(i, len, "AudioTrack")?;
    Ok(Value::small_wrapping(i64::from(sample(
        m,
        args.at(m, 0),
        i,
    ))))
}

fn set_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    changeable(m, r)?;
    let i = m.item_index(args.at(m, 1), number(m, r, LEN), "AudioTrack")?;
    let sample = int_in(m, args, 2, 0, 0, 255, "a sample")? as u8;
    put(m, r, i, sample)?;
    Ok(Value::NONE)
}

/// `+=` and `-=`: both are heard at once.
fn mix(m: &mut Machine, args: Args, sign: i32) -> R {
    let r = own(m, args)?;
    changeable(m, r)?;
    let (own, other) = (args.at(m, 0), args.at(m, 1));
    let count = crate::table::bytes_len(m, other)?.min(number(m, r, LEN));
    for i in 0..count {
        let level = i32::from(sample(m, own, i)) + sign * (i32::from(sample(m, other, i)) - 128);
        put(m, r, i, level.clamp(0, 255) as u8)?;
    }
    Ok(own)
}

/// `*=`: so many times as loud.
fn louder(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    changeable(m, r)?;
    let own = args.at(m, 0);
    let factor = real(m, args.at(m, 1))?;
    for i in 0..number(m, r, LEN) {
        let level = (f64::from(sample(m, own, i)) - 128.0) * factor + 128.0;
        // A cast from float to int stops at the ends of the range.
        put(m, r, i, (level + 0.5) as u8)?;
    }
    Ok(own)
}

// ---- the microphone

pub const RECORD: &[Name] = &[n::__, n::duration, n::rate];
pub const RECORD_INTO: &[Name] = &[n::__, n::buffer, n::rate, n::wait];

/// Microseconds between two looks at what was heard.
const STEP: u64 = 20_000;

pub fn record(m: &mut Machine, args: Args) -> R {
    let duration = int_in(m, args, 1, 3000, 1, 600_000, "duration")?;
    let rate = rate_argument(m, args, 2, USUAL_RATE)?;
    let recording = silence(m, (duration * rate / 1000).max(1) as usize, rate as usize)?;
    begin(m, recording, true)
}

pub fn record_into(m: &mut Machine, args: Args) -> R {
    let into = args.at(m, 1);
    let rate = match given(m, args, 2) {
        Some(_) => Some(rate_argument(m, args, 2, USUAL_RATE)?),
        None => None,
    };
    let wait = flag(m, args, 3, true)?;
    let track = over(m, into, rate)?;
    if let Some(r) = as_samples(m, track) {
        changeable(m, r)?;
    }
    if let (Some(r), Some(rate)) = (as_samples(m, into), rate) {
        m.heap.set_value(r, RATE, Value::small_wrapping(rate));
    }
    begin(m, track, wait)
}

fn begin(m: &mut Machine, samples: Value, wait: bool) -> R {
    state::ready(m)?;
    end(m);
    let now = m.host.micros();
    // A board that cannot record says so at once.
    part::microphone(m, |p| p.samples(now, USUAL_RATE as u32, &mut []))?;
    state::set_value(m, Slot::Recorded, samples);
    state::set(m, at::RECORDED, 0);
    state::set_time(m, at::RECORD_BEGAN, now);
    m.tick_by(now + STEP);
    if !wait {
        return Ok(samples);
    }
    state::set_value(m, Slot::Recording, samples);
    m.wait(Wait::Until(now + STEP), |m| {
        let now = m.host.micros();
        let next = tick(m, now)?;
        if next != u64::MAX {
            return Ok(Progress::Wait(Wait::Until(next)));
        }
        let samples = state::value(m, Slot::Recording);
        m.keep(samples);
        state::set_value(m, Slot::Recording, Value::NONE);
        Ok(Progress::Done(samples))
    })
}

/// Takes what was heard until now; when the next look is.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    let samples = state::value(m, Slot::Recorded);
    let Some(r) = as_samples(m, samples) else {
        return Ok(u64::MAX);
    };
    let (len, rate) = (number(m, r, LEN) as u64, u64::from(rate(m, r).max(1)));
    let began = state::time(m, at::RECORD_BEGAN);
    let due = (now.saturating_sub(began).saturating_mul(rate) / 1_000_000).min(len);
    let mut done = state::get(m, at::RECORDED).max(0) as u64;
    let gain = state::get(m, at::GAIN);
    let mut heard = [128; 64];
    while done < due {
        let count = (due - done).min(heard.len() as u64) as usize;
        let time = began + done * 1_000_000 / rate;
        let count = part::microphone(m, |p| p.samples(time, rate as u32, &mut heard[..count]))?;
        if count == 0 {
            break;
        }
        for sample in &heard[..count.min(heard.len())] {
            // What the board hears at the usual sensitivity, made louder or softer.
            let level = (i32::from(*sample) - 128) * gain / USUAL_GAIN + 128;
            put(m, r, done as usize, level.clamp(0, 255) as u8)?;
            done += 1;
        }
    }
    state::set(m, at::RECORDED, done as i32);
    if done >= len {
        state::set_value(m, Slot::Recorded, Value::NONE);
        return Ok(u64::MAX);
    }
    Ok(now + STEP)
}

/// Ends a recording: a track is as long as what was recorded.
fn end(m: &mut Machine) {
    let samples = state::value(m, Slot::Recorded);
    if let Some(r) = m.as_record(samples, crate::AUDIO_TRACK) {
        let len = state::get(m, at::RECORDED).max(0);
        m.heap
            .set_value(r, LEN, Value::small_wrapping(i64::from(len)));
    }
    state::set_value(m, Slot::Recorded, Value::NONE);
}

pub fn is_recording(m: &mut Machine, _: Args) -> R {
    let now = m.host.micros();
    tick(m, now)?;
    Ok(Value::bool(!state::value(m, Slot::Recorded).is_none()))
}

pub fn stop_recording(m: &mut Machine, _: Args) -> R {
    let now = m.host.micros();
    tick(m, now)?;
    end(m);
    Ok(Value::NONE)
}

/// Thousandths: how loud the microphone makes what it hears.
pub const USUAL_GAIN: i32 = 200;
pub static LOW: f64 = 0.079;
pub static MEDIUM: f64 = 0.2;
pub static HIGH: f64 = 1.0;

pub fn set_sensitivity(m: &mut Machine, args: Args) -> R {
    let gain = real(m, args.at(m, 1))?;
    if !(0.0..=1.0).contains(&gain) {
        return Err(crate::table::out_of(m, "gain", 0, 1));
    }
    state::ready(m)?;
    state::set(m, at::GAIN, (gain * 1000.0 + 0.5) as i32);
    Ok(Value::NONE)
}

/// The microphone's members that record.
pub const MICROPHONE: [Member; 8] = [
    told_named(
        n::record,
        record,
        1,
        RECORD,
        3,
        "record(duration=3000, rate=7812) -- record so many milliseconds: an AudioRecording",
    ),
    told_named(
        n::record_into,
        record_into,
        2,
        RECORD_INTO,
        4,
        "record_into(buffer, rate=7812, wait=True) -- record into an AudioRecording or AudioTrack: an AudioTrack of it",
    ),
    told(
        n::is_recording,
        is_recording,
        1,
        1,
        "is_recording() -- whether a recording goes on in the background",
    ),
    told(
        n::stop_recording,
        stop_recording,
        1,
        1,
        "stop_recording() -- end the recording in the background",
    ),
    told(
        n::set_sensitivity,
        set_sensitivity,
        2,
        2,
        "set_sensitivity(gain) -- how loud sounds are recorded: SENSITIVITY_LOW, SENSITIVITY_MEDIUM or SENSITIVITY_HIGH",
    ),
    (n::SENSITIVITY_LOW, Item::Float(&LOW)),
    (n::SENSITIVITY_MEDIUM, Item::Float(&MEDIUM)),
    (n::SENSITIVITY_HIGH, Item::Float(&HIGH)),
];
