//! `io` and `open`: streams of text and of bytes, in files, in memory, and over Python objects.
//!
//! All streams are records of one layout (`stream`); a type says whether it is text, and where its bytes are.

mod base;
mod methods;
mod open;
mod patient;
mod scan;
mod stream;
mod wrap;

use open::OPEN;

use pyrite_core::machine::Machine;
use pyrite_core::native::ANY;
use pyrite_core::types::sys::once;
use pyrite_core::{
    Item, Member, Native, R, Raised, Space, Value, function, method, n, property, told, types,
};

pub static IO: Space = Space::module(
    n::io,
    &[
        (n::open, Item::Function(OPEN.doc("open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None) -- open a file"))),
        function(n::_standard, open::standard, 1, 1),
        #[cfg(feature = "usual")]
        function(n::_ready, methods::ready, 1, 1),
        (n::IOBase, Item::Type(crate::IO_BASE)),
        (n::RawIOBase, Item::Type(crate::RAW_BASE)),
        (n::BufferedIOBase, Item::Type(crate::BUFFERED_BASE)),
        (n::TextIOBase, Item::Type(crate::TEXT_BASE)),
        (n::StringIO, Item::Type(crate::STRING_IO)),
        (n::BytesIO, Item::Type(crate::BYTES_IO)),
        (n::TextIOWrapper, Item::Type(crate::TEXT_FILE)),
        (n::FileIO, Item::Type(crate::FILE_IO)),
        (n::BufferedReader, Item::Type(crate::BUFFERED_READER)),
        (n::BufferedWriter, Item::Type(crate::BUFFERED_WRITER)),
        (n::BufferedRandom, Item::Type(crate::BUFFERED_RANDOM)),
        (n::UnsupportedOperation, Item::Getter(unsupported_class)),
        (n::SEEK_SET, Item::Int(0)),
        (n::SEEK_CUR, Item::Int(1)),
        (n::SEEK_END, Item::Int(2)),
        (n::DEFAULT_BUFFER_SIZE, Item::Int(stream::CHUNK as i32)),
    ],
);

/// `io.UnsupportedOperation`, both an OSError and a ValueError: made when it is first needed.
fn unsupported_class(m: &mut Machine) -> R {
    let name = Value::name(n::UnsupportedOperation);
    once(m, name, |m| {
        let bases = [types::OS_ERROR, types::VALUE_ERROR].map(Value::builtin_type);
        let bases = m.new_tuple(&bases)?;
        let body = m.new_dict()?;
        if let Some(body) = body.as_ref() {
            m.name_set(body, Value::name(n::__module__), Value::name(n::io))?;
        }
        m.call(Value::builtin_type(types::TYPE), &[name, bases, body])
    })
}

/// The error for what a stream cannot do.
fn unsupported(m: &mut Machine, text: &str) -> Raised {
    let made = unsupported_class(m).and_then(|class| {
        let text = m.new_str(text.as_bytes())?;
        m.call(class, &[text])
    });
    match made {
        Ok(e) => m.raise(e),
        Err(raised) => raised,
    }
}

const BASE: Native = Native::new(base::new, 1, ANY).collect();

pub static IO_BASE: Space = Space::class(n::IOBase, types::OBJECT, base::BASE)
    .new(BASE)
    .subclassable()
    .of_module(n::io);

pub static RAW_BASE: Space = Space::class(n::RawIOBase, crate::IO_BASE, &[])
    .new(BASE)
    .subclassable()
    .of_module(n::io);

pub static BUFFERED_BASE: Space = Space::class(n::BufferedIOBase, crate::IO_BASE, &[])
    .new(BASE)
    .subclassable()
    .of_module(n::io);

pub static TEXT_BASE: Space = Space::class(n::TextIOBase, crate::IO_BASE, &[])
    .new(BASE)
    .subclassable()
    .of_module(n::io);

/// `FileIO(file, mode='r')`: without buffer.
const FILE: Native =
    Native::new(open::new_file, 2, 5).named(&[n::__, n::file, n::mode, n::closefd, n::opener], 5);

pub static FILE_IO: Space = Space::class(n::FileIO, crate::RAW_BASE, BINARY)
    .new(FILE)
    .subclassable()
    .of_module(n::io);

pub static TEXT_FILE: Space = Space::class(n::TextIOWrapper, crate::TEXT_BASE, TEXT)
    .new(Native::new(wrap::new_text, 2, 7).named(
        &[
            n::__,
            n::buffer,
            n::encoding,
            n::errors,
            n::newline,
            n::line_buffering,
            n::write_through,
        ],
        7,
    ))
    .subclassable()
    .of_module(n::io);

const BUFFER: &[pyrite_core::Name] = &[n::__, n::raw, n::buffer_size];

pub static BUFFERED_READER: Space = Space::class(n::BufferedReader, crate::BUFFERED_BASE, BINARY)
    .new(Native::new(wrap::new_reader, 2, 3).named(BUFFER, 3))
    .subclassable()
    .of_module(n::io);

pub static BUFFERED_WRITER: Space = Space::class(n::BufferedWriter, crate::BUFFERED_BASE, BINARY)
    .new(Native::new(wrap::new_writer, 2, 3).named(BUFFER, 3))
    .subclassable()
    .of_module(n::io);

pub static BUFFERED_RANDOM: Space = Space::class(n::BufferedRandom, crate::BUFFERED_BASE, BINARY)
    .new(Native::new(wrap::new_random, 2, 3).named(BUFFER, 3))
    .subclassable()
    .of_module(n::io);

pub static STRING_IO: Space = Space::class(n::StringIO, crate::TEXT_BASE, STRING)
    .new(Native::new(methods::new_string_io, 1, 3).named(&[n::__, n::initial_value, n::newline], 3))
    .subclassable()
    .of_module(n::io);

pub static BYTES_IO: Space = Space::class(n::BytesIO, crate::BUFFERED_BASE, BYTES)
    .new(Native::new(methods::new_bytes_io, 1, 2).named(&[n::__, n::initial_bytes], 2))
    .subclassable()
    .of_module(n::io);

/// A member list with what all streams have, and more.
macro_rules! members {
    ($($more:expr),* $(,)?) => {
        &[
            told(n::read, methods::read, 1, 2, "read(size=-1) -- read so many characters or bytes, or all that is left"),
            told(n::readline, methods::readline, 1, 2, "readline(size=-1) -- read up to the end of the line"),
            told(n::readlines, methods::readlines, 1, 2, "readlines(hint=-1) -- read all that is left, as a list of lines"),
            told(n::write, methods::write, 2, 3, "write(data, size) -- write text or bytes, no more bytes than that; how much was written"),
            told(n::writelines, methods::writelines, 2, 2, "writelines(lines) -- write every item of an iterable"),
            told(n::seek, methods::seek, 2, 3, "seek(offset, whence=0) -- go to a place: from the start (0), from here (1), from the end (2)"),
            told(n::tell, methods::tell, 1, 1, "tell() -- the place where the next read or write happens"),
            told(n::truncate, methods::truncate, 1, 2, "truncate(size=None) -- cut off what is behind a place"),
            told(n::flush, methods::flush, 1, 1, "flush() -- pass on what was written but is still held back"),
            told(n::close, methods::close, 1, 1, "close() -- flush and give the file back"),
            told(n::detach, methods::detach, 1, 1, "detach() -- the stream below, which this one lets go of"),
            told(n::fileno, methods::fileno, 1, 1, "fileno() -- the number of the file"),
            told(n::readable, methods::readable, 1, 1, "readable() -- whether it can be read"),
            told(n::writable, methods::writable, 1, 1, "writable() -- whether it can be written"),
            told(n::seekable, methods::seekable, 1, 1, "seekable() -- whether it has places to go to"),
            told(n::isatty, methods::isatty, 1, 1, "isatty() -- whether a person is at the other end"),
            method(n::__enter__, methods::enter, 1, 1),
            method(n::__exit__, methods::exit, 1, 4),
            method(n::__iter__, methods::itself, 1, 1),
            method(n::__next__, methods::next, 1, 1),
            property(n::closed, methods::closed),
            $($more),*
        ]
    };
}

// Kinds of streams have these alike.
const READINTO: Member = told(
    n::readinto,
    methods::readinto,
    2,
    3,
    "readinto(buffer) -- read into a bytearray; how many bytes there were",
);
const READINTO1: Member = told(
    n::readinto1,
    methods::readinto,
    2,
    2,
    "readinto1(buffer) -- read into a bytearray what one read gives",
);
const READ1: Member = told(
    n::read1,
    methods::read,
    1,
    2,
    "read1(size=-1) -- read what is there at once",
);
const GETVALUE: Member = told(
    n::getvalue,
    methods::getvalue,
    1,
    1,
    "getvalue() -- all that is in it",
);

static TEXT: &[Member] = members![
    method(n::__del__, methods::close, 1, 1),
    method(n::__repr__, methods::repr, 1, 1),
    property(n::name, methods::name),
    property(n::mode, methods::mode),
    property(n::encoding, methods::encoding),
    property(n::errors, methods::errors),
    property(n::buffer, methods::buffer),
    property(n::line_buffering, |_, _| Ok(Value::FALSE)),
    // MicroPython's text files have it too.
    READINTO,
];

static BINARY: &[Member] = members![
    method(n::__del__, methods::close, 1, 1),
    method(n::__repr__, methods::repr, 1, 1),
    READINTO,
    READINTO1,
    told(
        n::readall,
        methods::read,
        1,
        1,
        "readall() -- read all that is left"
    ),
    READ1,
    told(
        n::peek,
        methods::peek,
        1,
        2,
        "peek(size=0) -- bytes that come next, without going on"
    ),
    property(n::name, methods::name),
    property(n::mode, methods::mode),
    property(n::raw, methods::raw),
];

static STRING: &[Member] = members![
    GETVALUE,
    READINTO,
    property(n::encoding, |_, _| Ok(Value::NONE)),
    property(n::errors, |_, _| Ok(Value::NONE)),
    property(n::line_buffering, |_, _| Ok(Value::FALSE)),
];

static BYTES: &[Member] = members![
    READINTO,
    READINTO1,
    READ1,
    GETVALUE,
    told(
        n::getbuffer,
        methods::getbuffer,
        1,
        1,
        "getbuffer() -- a view of the bytes in it"
    ),
];
