//! The methods of streams.

use super::patient::{self, Want};
use super::stream::{
    self, BOTH_END, Backing, CLOSED, CODED, ENCODING, ERRORS, MEMORY, MODE, NAME, OBJECT, PART,
    READ, RETURN_END, Source, Stream, TEXT, WRITE,
};
use super::unsupported;

use crate::system::ask;
use pyrite_core::files::{Handle, Whence};
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::types::class::wrap_payload;
use pyrite_core::types::codec;
use pyrite_core::types::memoryview::View;
use pyrite_core::{Args, R, Value, n, types, utf8};

fn new_memory(m: &mut Machine, args: Args, text: bool) -> R {
    let (class, flags) = if text {
        (crate::STRING_IO, TEXT)
    } else {
        (crate::BYTES_IO, 0)
    };
    let newline = match args.get(m, 2) {
        Some(newline) if text => super::open::line_end(m, Some(newline))?,
        _ => 0,
    };
    let flags = flags | READ | WRITE | MEMORY | newline;
    let source = Source::file(Handle(0), flags, Value::NONE, Value::NONE);
    let v = stream::new(m, class, &source)?;
    let stream = Stream::any(m, v)?;
    if let Some(initial) = args.get(m, 1).filter(|initial| !initial.is_none()) {
        if text && m.str_bytes(initial).is_none() {
            return Err(m.type_error(&[
                Piece::S("initial_value must be str or None, not "),
                Piece::T(initial),
            ]));
        }
        match initial.as_small() {
            // MicroPython: room for so many bytes.
            Some(size) if !text => {
                let size = usize::try_from(size).unwrap_or(0);
                stream.reserve(m, size)?;
            }
            _ => {
                put_value(m, stream, initial, usize::MAX)?;
                stream.set_at(m, 0);
            }
        }
    }
    wrap_payload(m, args.at(m, 0), v)
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
    let own = args.at(m, 0);
    let stream = Stream::open_for(m, own, READ)?;
    let limit = limit(m, args)?;
    let want = Want { line: false, limit };
    if let Some(result) = patient::wait(m, own, stream, n::read, want)? {
        return Ok(result);
    }
    let taken = stream.take(m, limit, false)?;
    finish(m, stream, taken)
}

pub fn readline(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let stream = Stream::open_for(m, own, READ)?;
    let limit = limit(m, args)?;
    let want = Want { line: true, limit };
    if let Some(result) = patient::wait(m, own, stream, n::readline, want)? {
        return Ok(result);
    }
    let taken = stream.take(m, limit, true)?;
    finish(m, stream, taken)
}

/// All lines, or lines until they have `hint` characters together.
pub fn readlines(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let stream = Stream::open_for(m, own, READ)?;
    let hint = limit(m, args)?.filter(|hint| *hint > 0);
    let want = Want {
        line: false,
        limit: None,
    };
    if let Some(result) = patient::wait(m, own, stream, n::readlines, want)? {
        return Ok(result);
    }
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

/// Fills a writable buffer, or the first bytes of it; how many came.
pub fn readinto(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), READ)?;
    let target = args.at(m, 1);
    let view = View::over(m, target)?.filter(|view| !view.readonly && view.is_contiguous());
    let Some(view) = view else {
        return Err(m.type_error(&[
            Piece::S("readinto() argument must be read-write bytes-like object, not "),
            Piece::T(target),
        ]));
    };
    let room = view.count.saturating_mul(view.size);
    let room = match args.get(m, 2) {
        Some(v) => usize::try_from(m.to_i64(v)?).unwrap_or(0).min(room),
        None => room,
    };
    let from = usize::try_from(view.from).unwrap_or(0);
    let mut filled = 0;
    while filled < room {
        if stream.ahead(m).is_empty() && !stream.fill(m)? {
            break;
        }
        let mut part = [0; PART];
        let ahead = stream.ahead(m);
        let count = ahead.len().min(PART).min(room - filled);
        part[..count].copy_from_slice(&ahead[..count]);
        // An object's own `read` may have changed the size of what is filled.
        let Some((r, word)) = types::bytes_place(m, view.base) else {
            break;
        };
        let len = m.buffer_bytes(view.base).map_or(0, <[u8]>::len);
        let place = m.heap.bytes_mut(r, word, len);
        let Some(place) = place.get_mut(from + filled..from + filled + count) else {
            break;
        };
        place.copy_from_slice(&part[..count]);
        let at = stream.at(m) + count;
        stream.set_at(m, at);
        filled += count;
    }
    Ok(Value::small_wrapping(filled as i64))
}

/// Writes a str, or a bytes-like value of which no more than `limit` goes; how many characters or bytes that was.
fn put_value(m: &mut Machine, stream: Stream, v: Value, limit: usize) -> R<usize> {
    let text = stream.has(m, TEXT);
    // Tools that fetch files from a board write bytes to its standard output, as MicroPython allows.
    let standard = !stream.has(m, MEMORY) && (1..=2).contains(&stream.handle(m).0);
    let text = text && !(standard && m.buffer_bytes(v).is_some());
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
    let (count, limit) = if text {
        (utf8::count(given), usize::MAX)
    } else {
        (given.len().min(limit), limit)
    };
    let v = if text { outgoing(m, stream, v)? } else { v };
    let text = m.str_bytes(v).is_some();
    let mut at = 0;
    loop {
        let given = if text {
            m.str_bytes(v)
        } else {
            m.buffer_bytes(v)
        };
        let rest = given.and_then(|given| given.get(at..)).unwrap_or_default();
        let length = rest.len().min(PART).min(limit.saturating_sub(at));
        if length == 0 {
            return Ok(count);
        }
        let mut part = [0; PART];
        part[..length].copy_from_slice(&rest[..length]);
        stream.put(m, &part[..length])?;
        at += length;
    }
}

/// What a str becomes on its way into a file: with the file's line ends, in its encoding.
fn outgoing(m: &mut Machine, stream: Stream, v: Value) -> R {
    let flags = stream.flags(m);
    let end: &[u8] = match flags & (RETURN_END | BOTH_END) {
        RETURN_END => b"\r",
        BOTH_END => b"\r\n",
        _ => b"\n",
    };
    let mut v = v;
    if end != b"\n" {
        let mut text = Text::new(m)?;
        let mut at = 0;
        while let Some(&byte) = m.str_bytes(v).and_then(|bytes| bytes.get(at)) {
            at += 1;
            text.push(
                m,
                if byte == b'\n' {
                    end
                } else {
                    core::slice::from_ref(&byte)
                },
            )?;
        }
        v = text.finish(m)?;
    }
    if flags & CODED != 0 {
        let (encoding, errors) = stream.codec(m);
        v = codec::encode(m, v, encoding, errors)?;
    }
    Ok(v)
}

pub fn write(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), WRITE)?;
    let limit = match args.get(m, 2) {
        Some(limit) => usize::try_from(m.to_i64(limit)?).unwrap_or(0),
        None => usize::MAX,
    };
    let count = put_value(m, stream, args.at(m, 1), limit)?;
    Ok(Value::small_wrapping(count as i64))
}

pub fn writelines(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), WRITE)?;
    m.for_each(args.at(m, 1), |m, line| {
        put_value(m, stream, line, usize::MAX).map(|_| true)
    })?;
    Ok(Value::NONE)
}

/// Where a stream stands, as Python counts it.
fn position(m: &mut Machine, stream: Stream) -> R<u64> {
    match stream.backing(m) {
        Backing::Memory => {}
        Backing::Object(object) => {
            stream.settle(m)?;
            let at = m.call_method(object, n::tell, &[])?;
            let at = m.to_i64(at)?;
            let unread = stream.unread(m)?;
            return Ok(u64::try_from(at).unwrap_or(0).saturating_sub(unread as u64));
        }
        Backing::File(handle) => {
            let end = ask(m, None, |files| files.seek(handle, 0, Whence::Current))?;
            let unread = stream.unread(m)?;
            return Ok(end.saturating_sub(unread as u64));
        }
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
    let memory = stream.has(m, MEMORY);
    if text && whence != Whence::Start && offset != 0 {
        let kind = match whence {
            Whence::Current => "cur",
            _ => "end",
        };
        if memory {
            return Err(m.error(
                types::OS_ERROR,
                &[Piece::S("Can't do nonzero cur-relative seeks")],
            ));
        }
        let text = if kind == "cur" {
            "can't do nonzero cur-relative seeks"
        } else {
            "can't do nonzero end-relative seeks"
        };
        return Err(unsupported(m, text));
    }
    if whence == Whence::Start && offset < 0 {
        if !memory && !text {
            return Err(crate::errno::raise(
                m,
                pyrite_core::files::Errno::EINVAL,
                None,
            ));
        }
        let what = if memory && !text {
            "negative seek value "
        } else if memory {
            "Negative seek position "
        } else {
            "negative seek position "
        };
        return Err(m.value_error(&[Piece::S(what), Piece::I(offset)]));
    }
    match stream.backing(m) {
        Backing::Memory => {}
        Backing::Object(object) => {
            stream.drop_ahead(m)?;
            let offset = m.new_int(offset)?;
            let whence = Value::small_wrapping(whence as i64);
            return m.call_method(object, n::seek, &[offset, whence]);
        }
        Backing::File(handle) => {
            stream.drop_ahead(m)?;
            let position = ask(m, None, |files| files.seek(handle, offset, whence))?;
            return m.new_int(i64::try_from(position).unwrap_or(i64::MAX));
        }
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
    match stream.backing(m) {
        Backing::Memory => {
            let at = usize::try_from(size).unwrap_or(usize::MAX);
            let at = if stream.has(m, TEXT) {
                utf8::offset(stream.content(m), at)
            } else {
                at
            };
            stream.set_len(m, at);
        }
        Backing::Object(object) => {
            stream.drop_ahead(m)?;
            let size = m.new_int(i64::try_from(size).unwrap_or(i64::MAX))?;
            return m.call_method(object, n::truncate, &[size]);
        }
        Backing::File(handle) => {
            stream.drop_ahead(m)?;
            ask(m, None, |files| files.truncate(handle, size))?;
        }
    }
    m.new_int(i64::try_from(size).unwrap_or(i64::MAX))
}

/// `io._ready(stream or number)`: the events of `select` that have happened.
#[cfg(feature = "usual")]
pub fn ready(m: &mut Machine, args: Args) -> R {
    const IN: i64 = 1;
    const OUT: i64 = 4;
    const NOT_OPEN: i64 = 32;
    let v = args.at(m, 0);
    let bit = |set: bool, bit: i64| if set { bit } else { 0 };
    let events = match v.as_small() {
        Some(0) => bit(m.host.line_ready(), IN),
        Some(_) => IN | OUT,
        None => {
            let stream = Stream::any(m, v)?;
            let waits = patient::is_standard_input(m, stream) && stream.ahead(m).is_empty();
            let can_read = stream.has(m, READ) && (!waits || m.host.line_ready());
            match stream.has(m, CLOSED) {
                true => NOT_OPEN,
                false => bit(can_read, IN) | bit(stream.has(m, WRITE), OUT),
            }
        }
    };
    Ok(Value::small_wrapping(events))
}

pub fn flush(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    if !stream.has(m, WRITE) {
        return Ok(Value::NONE);
    }
    match stream.backing(m) {
        Backing::Memory => {}
        Backing::Object(object) => {
            stream.settle(m)?;
            if m.find_attr(object, Value::name(n::flush))?.is_some() {
                m.call_method(object, n::flush, &[])?;
            }
        }
        Backing::File(Handle(0..=2)) => m.host.flush(),
        Backing::File(handle) => ask(m, None, |files| files.sync(handle))?,
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

/// A stream is its own iterator. Where a loop over it may have to wait for a line, the lines come from a generator, which
/// can be left.
pub fn itself(m: &mut Machine, args: Args) -> R {
    let own = enter(m, args)?;
    let stream = Stream::any(m, own)?;
    if !m.runs_in_shares() || !patient::is_standard_input(m, stream) {
        return Ok(own);
    }
    let name = m.intern(b"_lines")?;
    let module = m.import(None, name, Value::NONE, 0)?;
    m.call_method(module, n::lines, &[own])
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
    match stream.backing(m) {
        Backing::Object(object) => m.call_method(object, n::seekable, &[]),
        Backing::Memory => Ok(Value::TRUE),
        Backing::File(handle) => Ok(Value::bool(handle.0 > 2)),
    }
}

pub fn isatty(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    match stream.backing(m) {
        Backing::Object(object) => m.call_method(object, n::isatty, &[]),
        Backing::Memory => Ok(Value::FALSE),
        Backing::File(handle) => {
            let files = m.host.files();
            Ok(Value::bool(
                files.is_some_and(|files| files.is_terminal(handle)),
            ))
        }
    }
}

pub fn fileno(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    match stream.backing(m) {
        Backing::Object(object) => m.call_method(object, n::fileno, &[]),
        Backing::Memory => Err(unsupported(m, "fileno")),
        Backing::File(handle) => Ok(Value::small_wrapping(i64::from(handle.0))),
    }
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

/// A view on all of a BytesIO's bytes.
pub fn getbuffer(m: &mut Machine, args: Args) -> R {
    let all = getvalue(m, args)?;
    m.call(Value::builtin_type(types::MEMORYVIEW), &[all])
}

pub fn name(m: &mut Machine, v: Value) -> R {
    let stream = Stream::any(m, v)?;
    match stream.backing(m) {
        Backing::Object(object) => m.getattr(object, Value::name(n::name)),
        _ => Ok(stream.field(m, NAME)),
    }
}

pub fn mode(m: &mut Machine, v: Value) -> R {
    let stream = Stream::any(m, v)?;
    match stream.backing(m) {
        Backing::Object(object) => m.getattr(object, Value::name(n::mode)),
        _ => Ok(stream.field(m, MODE)),
    }
}

pub fn encoding(m: &mut Machine, v: Value) -> R {
    text_only(m, v, ENCODING, "utf-8")
}

pub fn errors(m: &mut Machine, v: Value) -> R {
    text_only(m, v, ERRORS, "strict")
}

fn text_only(m: &mut Machine, v: Value, field: usize, usual: &str) -> R {
    let stream = Stream::any(m, v)?;
    match stream.field(m, field) {
        Value::NONE => m.new_str(usual.as_bytes()),
        given => Ok(given),
    }
}

/// A text's bytes: the object that they come from, or the same file as a stream of bytes.
pub fn buffer(m: &mut Machine, v: Value) -> R {
    let stream = Stream::any(m, v)?;
    if let Backing::Object(object) = stream.backing(m) {
        return Ok(object);
    }
    let flags = stream.flags(m);
    let source = Source::file(
        stream.handle(m),
        flags & (READ | WRITE | CLOSED) | stream::BORROWED,
        stream.field(m, NAME),
        stream.field(m, MODE),
    );
    let class = super::open::binary_class(flags);
    stream::new(m, class, &source)
}

/// The object behind a buffer.
pub fn raw(m: &mut Machine, v: Value) -> R {
    let stream = Stream::any(m, v)?;
    match stream.field(m, OBJECT) {
        Value::NONE => Ok(v),
        object => Ok(object),
    }
}

/// Lets go of the object behind a stream, and gives it.
pub fn detach(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open(m, args.at(m, 0))?;
    let Backing::Object(object) = stream.backing(m) else {
        return Err(unsupported(m, "detach"));
    };
    stream.drop_ahead(m)?;
    m.keep(object);
    stream.detach(m);
    Ok(object)
}

/// What comes next, without taking it.
pub fn peek(m: &mut Machine, args: Args) -> R {
    let stream = Stream::open_for(m, args.at(m, 0), READ)?;
    if stream.ahead(m).is_empty() {
        stream.fill(m)?;
    }
    let at = stream.at(m);
    let count = stream.ahead(m).len();
    let taken = stream.take(m, Some(count), false)?;
    stream.set_at(m, at);
    taken.finish_bytes(m)
}

pub fn repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let stream = Stream::any(m, v)?;
    let class = m.type_of(v);
    let mut text = Text::new(m)?;
    text.push_str(m, "<_io.")?;
    let class = m.type_name(class);
    text.push_value(m, class)?;
    let file = !stream.field(m, NAME).is_none();
    if file {
        text.push_str(m, " name=")?;
        let name = stream.field(m, NAME);
        text.push_repr(m, name)?;
        if stream.has(m, TEXT) {
            text.push_str(m, " mode=")?;
            let mode = stream.field(m, MODE);
            text.push_repr(m, mode)?;
        }
    }
    if stream.has(m, TEXT) {
        text.push_str(m, " encoding=")?;
        let encoding = encoding(m, v)?;
        text.push_repr(m, encoding)?;
    }
    text.push_str(m, ">")?;
    text.finish(m)
}
