//! The methods of streams.

use super::stream::{
    self, CLOSED, MEMORY, MODE, NAME, PART, READ, Source, Stream, TEXT, TRANSLATE, WRITE,
};

use crate::system::ask;
use pyrite_core::files::{Handle, Whence};
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::{Args, R, Value, types, utf8};

/// `IOBase()`: a plain object for a program's classes to build on.
pub fn new_base(m: &mut Machine, args: Args) -> R {
    match args.at(m, 0).as_ref() {
        Some(class) => m.new_instance(class),
        None => m.new_record(crate::IO_BASE, &[]),
    }
}

fn new_memory(m: &mut Machine, args: Args, text: bool) -> R {
    let (class, flags) = if text {
        (crate::STRING_IO, TEXT)
    } else {
        (crate::BYTES_IO, 0)
    };
    let flags = flags | READ | WRITE | MEMORY;
    let source = Source {
        handle: Handle(0),
        flags,
        name: Value::NONE,
        mode: Value::NONE,
    };
    let v = stream::new(m, class, &source)?;
    let stream = Stream::any(m, v)?;
    if let Some(initial) = args.get(m, 1).filter(|initial| !initial.is_none()) {
        put_value(m, stream, initial)?;
        stream.set_at(m, 0);
    }
    Ok(v)
}

pub fn new_string_io(m: &mut Machine, args: Args) -> R {
    new_memory(m, args, true)
}

pub fn new_bytes_io(m: &mut Machine, args: Args) -> R {
    new_memory(m, args, false)
}

/// A limit argument: none when absent, `None` or negative.
fn limit(m: &mut Machine, args: Args) -> R<Option<usize>> {
    match args.get(m, 1).filter(|v| !v.is_none()) {
        Some(v) => Ok(usize::try_from(m.to_i64(v)?).ok()),
        None => Ok(None),
    }
}

/// What was taken, as the str or bytes the stream deals in.
fn finish(m: &mut Machine, stream: Stream, taken: Text) -> R {
    if !stream.has(m, TEXT) {
        return taken.finish_bytes(m);
    }
    let wrong = core::str::from_utf8(taken.bytes(m)).err();
    let Some(wrong) = wrong else {
        return taken.finish(m);
    };
    let start = wrong.valid_up_to();
    let end = start + wrong.error_len().unwrap_or(1);
    let reason = if wrong.error_len().is_some() {
        "invalid start byte"
    } else {
        "unexpected end of data"
    };
    let bytes = taken.finish_bytes(m)?;
    let encoding = m.new_str(b"utf-8")?;
    let reason = m.new_str(reason.as_bytes())?;
    let place = |at: usize| Value::small_wrapping(at as i64);
    let class = Value::builtin_type(types::UNICODE_DECODE_ERROR);
    let error = m.call(class, &[encoding, bytes, place(start), place(end), reason])?;
    Err(m.raise(error))
}

pub fn read(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), READ)?;
    let limit = limit(m, args)?;
    let taken = stream.take(m, limit, false)?;
    finish(m, stream, taken)
}

pub fn readline(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), READ)?;
    let limit = limit(m, args)?;
    let taken = stream.take(m, limit, true)?;
    finish(m, stream, taken)
}

/// All lines, or lines until they have `hint` characters together.
pub fn readlines(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), READ)?;
    let hint = limit(m, args)?.filter(|hint| *hint > 0);
    let lines = m.new_list_sized(0)?;
    let mut seen = 0;
    while hint.is_none_or(|hint| seen < hint) {
        let mark = m.mark();
        let taken = stream.take(m, None, true)?;
        if taken.is_empty() {
            break;
        }
        seen += taken.len();
        let line = finish(m, stream, taken)?;
        m.list_push(lines, line)?;
        m.release(mark);
    }
    Ok(Value::reference(lines))
}

pub fn next(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), READ)?;
    let taken = stream.take(m, None, true)?;
    if taken.is_empty() {
        return Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND));
    }
    finish(m, stream, taken)
}

/// Fills a bytearray; the bytes that came.
pub fn readinto(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), READ)?;
    let target = args.at(m, 1);
    let room = m.buffer_bytes(target).map(<[u8]>::len);
    let (Some(room), Some((r, word))) = (room, types::bytes_place(m, target)) else {
        return Err(m.type_error(&[
            Piece::S("readinto() argument must be a bytearray, not "),
            Piece::T(target),
        ]));
    };
    if m.type_of(target) == Value::builtin_type(types::BYTES) {
        return Err(m.type_error(&[Piece::S(
            "readinto() argument must be read-write bytes-like object, not bytes",
        )]));
    }
    let mut filled = 0;
    while filled < room {
        if stream.ahead(m).is_empty() && !stream.fill(m)? {
            break;
        }
        let mut part = [0; PART];
        let ahead = stream.ahead(m);
        let count = ahead.len().min(PART).min(room - filled);
        part[..count].copy_from_slice(&ahead[..count]);
        let at = stream.at(m) + count;
        stream.set_at(m, at);
        m.heap.bytes_mut(r, word, room)[filled..filled + count].copy_from_slice(&part[..count]);
        filled += count;
    }
    Ok(Value::small_wrapping(filled as i64))
}

/// Writes a str or bytes-like value; how many characters or bytes it has.
fn put_value(m: &mut Machine, stream: Stream, v: Value) -> R<usize> {
    let text = stream.has(m, TEXT);
    let given = if text {
        m.str_bytes(v)
    } else {
        m.buffer_bytes(v)
    };
    let Some(given) = given else {
        return Err(match text {
            true => m.type_error(&[Piece::S("write() argument must be str, not "), Piece::T(v)]),
            false => m.type_error(&[
                Piece::S("a bytes-like object is required, not '"),
                Piece::T(v),
                Piece::S("'"),
            ]),
        });
    };
    let count = if text {
        utf8::count(given)
    } else {
        given.len()
    };
    let mut at = 0;
    loop {
        let given = if text {
            m.str_bytes(v)
        } else {
            m.buffer_bytes(v)
        };
        let rest = given.and_then(|given| given.get(at..)).unwrap_or_default();
        let length = rest.len().min(PART);
        if length == 0 {
            return Ok(count);
        }
        let mut part = [0; PART];
        part[..length].copy_from_slice(&rest[..length]);
        stream.put(m, &part[..length])?;
        at += length;
    }
}

pub fn write(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), WRITE)?;
    let count = put_value(m, stream, args.at(m, 1))?;
    Ok(Value::small_wrapping(count as i64))
}

pub fn writelines(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), WRITE)?;
    m.for_each(args.at(m, 1), |m, line| {
        put_value(m, stream, line).map(|_| true)
    })?;
    Ok(Value::NONE)
}

/// Where a stream stands, as Python counts it.
fn position(m: &mut Machine, stream: Stream) -> R<u64> {
    if !stream.has(m, MEMORY) {
        let handle = stream.handle(m);
        let end = ask(m, None, |files| files.seek(handle, 0, Whence::Current))?;
        return Ok(end.saturating_sub(stream.ahead(m).len() as u64));
    }
    let (at, len) = (stream.at(m), stream.len(m));
    if !stream.has(m, TEXT) {
        return Ok(at as u64);
    }
    let before = stream.content(m).get(..at.min(len)).unwrap_or_default();
    Ok((utf8::count(before) + at.saturating_sub(len)) as u64)
}

pub fn tell(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    let position = position(m, stream)?;
    m.new_int(i64::try_from(position).unwrap_or(i64::MAX))
}

pub fn seek(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    let offset = m.to_i64(args.at(m, 1))?;
    let whence = match args.get(m, 2) {
        Some(v) => m.to_i64(v)?,
        None => 0,
    };
    let whence = match whence {
        0 => Whence::Start,
        1 => Whence::Current,
        2 => Whence::End,
        other => {
            return Err(m.value_error(&[
                Piece::S("invalid whence ("),
                Piece::I(other),
                Piece::S(", should be 0, 1 or 2)"),
            ]));
        }
    };
    let text = stream.has(m, TEXT);
    if text && whence != Whence::Start && offset != 0 {
        return Err(m.error(
            types::OS_ERROR,
            &[Piece::S("Can't do nonzero cur-relative seeks")],
        ));
    }
    if whence == Whence::Start && offset < 0 {
        return Err(m.value_error(&[Piece::S("Negative seek position "), Piece::I(offset)]));
    }
    if !stream.has(m, MEMORY) {
        stream.drop_ahead(m)?;
        let handle = stream.handle(m);
        let position = ask(m, None, |files| files.seek(handle, offset, whence))?;
        return m.new_int(i64::try_from(position).unwrap_or(i64::MAX));
    }
    let from = match whence {
        Whence::Start => 0,
        Whence::Current => stream.at(m),
        Whence::End => stream.len(m),
    };
    let target = (from as i64).saturating_add(offset).max(0);
    let target = usize::try_from(target)
        .unwrap_or(usize::MAX / 4)
        .min(usize::MAX / 4);
    let at = if text && whence == Whence::Start {
        let content = stream.content(m);
        let characters = utf8::count(content);
        utf8::offset(content, target) + target.saturating_sub(characters)
    } else {
        target
    };
    stream.set_at(m, at);
    let position = position(m, stream)?;
    m.new_int(i64::try_from(position).unwrap_or(i64::MAX))
}

pub fn truncate(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), WRITE)?;
    let size = match limit(m, args)? {
        Some(size) => size as u64,
        None => position(m, stream)?,
    };
    if stream.has(m, MEMORY) {
        let at = usize::try_from(size).unwrap_or(usize::MAX);
        let at = if stream.has(m, TEXT) {
            utf8::offset(stream.content(m), at)
        } else {
            at
        };
        stream.set_len(m, at);
    } else {
        stream.drop_ahead(m)?;
        let handle = stream.handle(m);
        ask(m, None, |files| files.truncate(handle, size))?;
    }
    m.new_int(i64::try_from(size).unwrap_or(i64::MAX))
}

pub fn flush(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    let handle = stream.handle(m);
    if !stream.has(m, MEMORY) && stream.has(m, WRITE) {
        match handle.0 {
            0..=2 => m.host.flush(),
            _ => ask(m, None, |files| files.sync(handle))?,
        }
    }
    Ok(Value::NONE)
}

pub fn close(m: &mut Machine, args: Args) -> R {
    let stream = Stream::any(m, args.at(m, 0))?;
    stream.close(m)?;
    Ok(Value::NONE)
}

pub fn closed(m: &mut Machine, v: Value) -> R {
    let stream = Stream::any(m, v)?;
    Ok(Value::bool(stream.has(m, CLOSED)))
}

pub fn enter(m: &mut Machine, args: Args) -> R {
    Stream::open(m, args.at(m, 0))?;
    Ok(args.at(m, 0))
}

pub fn exit(m: &mut Machine, args: Args) -> R {
    close(m, args)
}

pub fn itself(m: &mut Machine, args: Args) -> R {
    enter(m, args)
}

pub fn readable(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    Ok(Value::bool(stream.has(m, READ)))
}

pub fn writable(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    Ok(Value::bool(stream.has(m, WRITE)))
}

pub fn seekable(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    Ok(Value::bool(stream.has(m, MEMORY) || stream.handle(m).0 > 2))
}

pub fn isatty(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    let handle = stream.handle(m);
    let file = !stream.has(m, MEMORY);
    let terminal = file
        && m.host
            .files()
            .is_some_and(|files| files.is_terminal(handle));
    Ok(Value::bool(terminal))
}

pub fn fileno(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    Ok(Value::small_wrapping(i64::from(stream.handle(m).0)))
}

/// All of a stream in memory.
pub fn getvalue(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    let at = stream.at(m);
    stream.set_at(m, 0);
    let taken = stream.take(m, None, false);
    stream.set_at(m, at);
    finish(m, stream, taken?)
}

pub fn name(m: &mut Machine, v: Value) -> R {
    Ok(Stream::any(m, v)?.field(m, NAME))
}

pub fn mode(m: &mut Machine, v: Value) -> R {
    Ok(Stream::any(m, v)?.field(m, MODE))
}

pub fn encoding(m: &mut Machine, v: Value) -> R {
    text_only(m, v, "utf-8")
}

pub fn errors(m: &mut Machine, v: Value) -> R {
    text_only(m, v, "strict")
}

fn text_only(m: &mut Machine, v: Value, answer: &str) -> R {
    let stream = Stream::any(m, v)?;
    if stream.has(m, TEXT) {
        return m.new_str(answer.as_bytes());
    }
    Err(m.error(
        types::ATTRIBUTE_ERROR,
        &[Piece::S("a stream of bytes has no encoding")],
    ))
}

/// The same file as a stream of bytes.
pub fn buffer(m: &mut Machine, v: Value) -> R {
    let stream = Stream::any(m, v)?;
    let source = Source {
        handle: stream.handle(m),
        flags: stream.flags(m) & !(TEXT | TRANSLATE) | stream::BORROWED,
        name: stream.field(m, NAME),
        mode: stream.field(m, MODE),
    };
    stream::new(m, crate::BINARY_FILE, &source)
}

pub fn repr(m: &mut Machine, args: Args) -> R {
    let stream = Stream::any(m, args.at(m, 0))?;
    let (name, mode) = (stream.field(m, NAME), stream.field(m, MODE));
    let class = match stream.flags(m) & (TEXT | READ | WRITE) {
        flags if flags & TEXT != 0 => {
            return m.message(&[
                Piece::S("<_io.TextIOWrapper name="),
                Piece::R(name),
                Piece::S(" mode="),
                Piece::R(mode),
                Piece::S(" encoding='utf-8'>"),
            ]);
        }
        READ => "BufferedReader",
        WRITE => "BufferedWriter",
        _ => "BufferedRandom",
    };
    m.message(&[
        Piece::S("<_io."),
        Piece::S(class),
        Piece::S(" name="),
        Piece::R(name),
        Piece::S(">"),
    ])
}
