//! `AudioFrame`: 32 samples. A record of their bytes.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::{Buffer, Native};
use pyrite_core::{Args, Member, R, Ref, Space, Value, method, n, types};

use crate::table::{int_in, told};

/// Samples in a frame, and in a second.
pub const FRAME: usize = 32;
pub const FRAME_RATE: u32 = 7812;

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
