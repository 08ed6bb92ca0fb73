//! What every stream can do that a program's own class makes out of `IOBase`: lines out of `read`, `read` out of `readinto`.

use super::unsupported;
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::{Args, Member, R, Value, method, n, property, told, types};

pub static BASE: &[Member] = &[
    method(n::__enter__, enter, 1, 1),
    method(n::__exit__, exit, 1, 4),
    method(n::__iter__, itself, 1, 1),
    method(n::__next__, next, 1, 1),
    told(
        n::close,
        close,
        1,
        1,
        "close() -- flush and give the file back",
    ),
    told(
        n::flush,
        flush,
        1,
        1,
        "flush() -- pass on what was written but is still held back",
    ),
    told(
        n::fileno,
        |m, _| Err(unsupported(m, "fileno")),
        1,
        1,
        "fileno() -- the number of the file",
    ),
    told(
        n::isatty,
        no,
        1,
        1,
        "isatty() -- whether a person is at the other end",
    ),
    told(
        n::readable,
        no,
        1,
        1,
        "readable() -- whether it can be read",
    ),
    told(
        n::writable,
        no,
        1,
        1,
        "writable() -- whether it can be written",
    ),
    told(
        n::seekable,
        no,
        1,
        1,
        "seekable() -- whether it has places to go to",
    ),
    told(
        n::seek,
        |m, _| Err(unsupported(m, "seek")),
        2,
        3,
        "seek(offset, whence=0) -- go to a place: from the start (0), from here (1), from the end (2)",
    ),
    told(
        n::tell,
        tell,
        1,
        1,
        "tell() -- the place where the next read or write happens",
    ),
    told(
        n::truncate,
        |m, _| Err(unsupported(m, "truncate")),
        1,
        2,
        "truncate(size=None) -- cut off what is behind a place",
    ),
    told(
        n::readline,
        readline,
        1,
        2,
        "readline(size=-1) -- read up to the end of the line",
    ),
    told(
        n::readlines,
        readlines,
        1,
        2,
        "readlines(hint=-1) -- read all that is left, as a list of lines",
    ),
    told(
        n::writelines,
        writelines,
        2,
        2,
        "writelines(lines) -- write every item of an iterable",
    ),
    property(n::closed, closed),
    // In CPython only raw streams have these; MicroPython's streams of one's own have no other base.
    told(
        n::read,
        read,
        1,
        2,
        "read(size=-1) -- read so many characters or bytes, or all that is left",
    ),
    told(
        n::readall,
        readall,
        1,
        1,
        "readall() -- read all that is left",
    ),
];

/// `IOBase()`: a plain object for a program's classes to build on.
pub fn new(m: &mut Machine, args: Args) -> R {
    match args.at(m, 0).as_ref() {
        Some(class) => m.new_instance(class),
        None => m.new_record(crate::IO_BASE, &[]),
    }
}

fn is_closed(m: &mut Machine, v: Value) -> R<bool> {
    match m.find_attr(v, Value::name(n::closed))? {
        Some(closed) => m.truth(closed),
        None => Ok(false),
    }
}

/// Whether `close` was called: an attribute of the instance remembers it.
fn closed(m: &mut Machine, v: Value) -> R {
    let name = m.intern(b"__IOBase_closed")?;
    Ok(Value::bool(m.find_attr(v, name)?.is_some()))
}

fn check(m: &mut Machine, v: Value) -> R<()> {
    if is_closed(m, v)? {
        return Err(m.value_error(&[Piece::S("I/O operation on closed file.")]));
    }
    Ok(())
}

fn close(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if is_closed(m, v)? {
        return Ok(Value::NONE);
    }
    let flushed = m.call_method(v, n::flush, &[]);
    if v.as_ref().is_some() && m.type_of(v) != Value::builtin_type(crate::IO_BASE) {
        let name = m.intern(b"__IOBase_closed")?;
        m.setattr(v, name, Value::TRUE)?;
    }
    flushed.map(|_| Value::NONE)
}

fn flush(m: &mut Machine, args: Args) -> R {
    check(m, args.at(m, 0))?;
    Ok(Value::NONE)
}

fn enter(m: &mut Machine, args: Args) -> R {
    check(m, args.at(m, 0))?;
    Ok(args.at(m, 0))
}

fn exit(m: &mut Machine, args: Args) -> R {
    m.call_method(args.at(m, 0), n::close, &[])?;
    Ok(Value::NONE)
}

fn itself(m: &mut Machine, args: Args) -> R {
    enter(m, args)
}

fn no(m: &mut Machine, args: Args) -> R {
    check(m, args.at(m, 0))?;
    Ok(Value::FALSE)
}

fn tell(m: &mut Machine, args: Args) -> R {
    let places = [Value::small_wrapping(0), Value::small_wrapping(1)];
    m.call_method(args.at(m, 0), n::seek, &places)
}

fn next(m: &mut Machine, args: Args) -> R {
    let line = m.call_method(args.at(m, 0), n::readline, &[])?;
    m.keep(line);
    if m.truth(line)? {
        return Ok(line);
    }
    Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND))
}

/// Up to and with a line feed, byte by byte.
fn readline(m: &mut Machine, args: Args) -> R {
    let limit = match args.get(m, 1).filter(|v| !v.is_none()) {
        Some(v) => usize::try_from(m.to_i64(v)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let mut line = Text::new(m)?;
    while line.len() < limit {
        let mark = m.mark();
        let got = m.call_method(args.at(m, 0), n::read, &[Value::small_wrapping(1)])?;
        let byte = match m.buffer_bytes(got) {
            Some(bytes) => bytes.first().copied(),
            None if got.is_none() => None,
            None => {
                return Err(m.error(
                    types::OS_ERROR,
                    &[
                        Piece::S("read() should have returned a bytes object, not '"),
                        Piece::T(got),
                        Piece::S("'"),
                    ],
                ));
            }
        };
        m.release(mark);
        let Some(byte) = byte else { break };
        line.push_byte(m, byte)?;
        if byte == b'\n' {
            break;
        }
    }
    line.finish_bytes(m)
}

fn readlines(m: &mut Machine, args: Args) -> R {
    let hint = match args.get(m, 1).filter(|v| !v.is_none()) {
        Some(v) => m.to_i64(v)?,
        None => 0,
    };
    let lines = m.new_list_sized(0)?;
    let mut seen = 0;
    m.for_each(args.at(m, 0), |m, line| {
        m.list_push(lines, line)?;
        seen += m.len(line)? as i64;
        Ok(hint <= 0 || seen < hint)
    })?;
    Ok(Value::reference(lines))
}

fn writelines(m: &mut Machine, args: Args) -> R {
    check(m, args.at(m, 0))?;
    m.for_each(args.at(m, 1), |m, line| {
        m.call_method(args.at(m, 0), n::write, &[line])?;
        Ok(true)
    })?;
    Ok(Value::NONE)
}

/// `read` of a raw stream, by way of `readinto`.
fn read(m: &mut Machine, args: Args) -> R {
    let count = match args.get(m, 1).filter(|v| !v.is_none()) {
        Some(v) => m.to_i64(v)?,
        None => -1,
    };
    if count < 0 {
        return m.call_method(args.at(m, 0), n::readall, &[]);
    }
    let room = m.new_int(count)?;
    let room = m.call(Value::builtin_type(types::BYTEARRAY), &[room])?;
    let got = m.call_method(args.at(m, 0), n::readinto, &[room])?;
    if got.is_none() {
        return Ok(got);
    }
    let got = m.to_i64(got)?;
    if got < 0 || got > count {
        return Err(crate::errno::raise(m, pyrite_core::files::Errno::EIO, None));
    }
    let got = got as usize;
    let mut bytes = Text::new(m)?;
    let len = m.buffer_bytes(room).map_or(0, <[u8]>::len);
    for i in 0..got.min(len) {
        let byte = m.buffer_bytes(room).and_then(|room| room.get(i).copied());
        bytes.push_byte(m, byte.unwrap_or(0))?;
    }
    bytes.finish_bytes(m)
}

fn readall(m: &mut Machine, args: Args) -> R {
    let mut all = Text::new(m)?;
    loop {
        let mark = m.mark();
        let size = Value::small_wrapping(super::stream::CHUNK as i64);
        let got = m.call_method(args.at(m, 0), n::read, &[size])?;
        let len = m.buffer_bytes(got).map_or(0, <[u8]>::len);
        if len == 0 {
            return if got.is_none() && all.is_empty() {
                Ok(got)
            } else {
                all.finish_bytes(m)
            };
        }
        for i in 0..len {
            let byte = m.buffer_bytes(got).and_then(|got| got.get(i).copied());
            all.push_byte(m, byte.unwrap_or(0))?;
        }
        m.release(mark);
    }
}
