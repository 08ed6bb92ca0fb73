//! Streams over Python objects: text over bytes, buffers over whatever has `read` or `write`.

use super::open::{Coding, line_end};
use super::stream::{self, CHUNK, READ, Source, TEXT, WRITE};
use pyrite_core::files::Handle;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::types::class::wrap_payload;
use pyrite_core::{Args, Name, R, TypeId, Value, n};

/// What an object says of itself; a thing that does not say so can do it.
fn says(m: &mut Machine, object: Value, question: Name) -> R<bool> {
    match m.find_attr(object, Value::name(question))? {
        Some(method) => {
            let answer = m.call(method, &[])?;
            m.truth(answer)
        }
        None => Ok(true),
    }
}

fn access(m: &mut Machine, object: Value) -> R<i64> {
    let read = says(m, object, n::readable)?;
    let write = says(m, object, n::writable)?;
    Ok(if read { READ } else { 0 } | if write { WRITE } else { 0 })
}

/// `TextIOWrapper(buffer, encoding, errors, newline, line_buffering, write_through)`.
pub fn new_text(m: &mut Machine, args: Args) -> R {
    let object = args.at(m, 1);
    let coding = Coding::of(m, args.get(m, 2), args.get(m, 3))?;
    let newline = line_end(m, args.get(m, 4))?;
    let through = match args.get(m, 6) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    let flags = access(m, object)? | TEXT | newline | coding.flag;
    let source = Source {
        object,
        encoding: coding.encoding,
        errors: coding.errors,
        ..Source::file(
            Handle(if through { 1 } else { CHUNK as u32 }),
            flags,
            Value::NONE,
            Value::NONE,
        )
    };
    let payload = stream::new(m, crate::TEXT_FILE, &source)?;
    wrap_payload(m, args.at(m, 0), payload)
}

fn new_buffer(m: &mut Machine, args: Args, class: TypeId, wanted: i64) -> R {
    let object = args.at(m, 1);
    for (flag, question, text) in [
        (READ, n::readable, "File or stream is not readable."),
        (WRITE, n::writable, "File or stream is not writable."),
    ] {
        if wanted & flag != 0 && !says(m, object, question)? {
            return Err(super::unsupported(m, text));
        }
    }
    let size = match args.get(m, 2) {
        Some(v) => m.to_i64(v)?,
        None => CHUNK as i64,
    };
    if size <= 0 {
        return Err(m.value_error(&[Piece::S("buffer size must be strictly positive")]));
    }
    let source = Source {
        object,
        ..Source::file(
            Handle(u32::try_from(size).unwrap_or(u32::MAX)),
            wanted,
            Value::NONE,
            Value::NONE,
        )
    };
    let payload = stream::new(m, class, &source)?;
    wrap_payload(m, args.at(m, 0), payload)
}

pub fn new_reader(m: &mut Machine, args: Args) -> R {
    new_buffer(m, args, crate::BUFFERED_READER, READ)
}

pub fn new_writer(m: &mut Machine, args: Args) -> R {
    new_buffer(m, args, crate::BUFFERED_WRITER, WRITE)
}

pub fn new_random(m: &mut Machine, args: Args) -> R {
    new_buffer(m, args, crate::BUFFERED_RANDOM, READ | WRITE)
}
