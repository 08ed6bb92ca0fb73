//! `io` and `open`: streams of text and of bytes, in files and in memory.
//!
//! All streams are records of one layout (`stream`); a type says whether it is text, and where its bytes are.

mod methods;
mod open;
mod stream;

use open::OPEN;

use pyrite_core::native::{ANY, Keywords};
use pyrite_core::{Item, Member, Native, Space, function, method, n, property, types};

pub static IO: Space = Space::module(
    n::io,
    &[
        (n::open, Item::Function(OPEN)),
        function(n::_standard, open::standard, 1, 1),
        (n::IOBase, Item::Type(crate::IO_BASE)),
        (n::RawIOBase, Item::Type(crate::IO_BASE)),
        (n::BufferedIOBase, Item::Type(crate::IO_BASE)),
        (n::TextIOBase, Item::Type(crate::IO_BASE)),
        (n::StringIO, Item::Type(crate::STRING_IO)),
        (n::BytesIO, Item::Type(crate::BYTES_IO)),
        (n::TextIOWrapper, Item::Type(crate::TEXT_FILE)),
        (n::FileIO, Item::Type(crate::BINARY_FILE)),
        (n::BufferedReader, Item::Type(crate::BINARY_FILE)),
        (n::BufferedWriter, Item::Type(crate::BINARY_FILE)),
        (n::UnsupportedOperation, Item::Type(types::OS_ERROR)),
        (n::SEEK_SET, Item::Int(0)),
        (n::SEEK_CUR, Item::Int(1)),
        (n::SEEK_END, Item::Int(2)),
        (n::DEFAULT_BUFFER_SIZE, Item::Int(stream::CHUNK as i64)),
    ],
);

pub static IO_BASE: Space = Space::class(n::IOBase, types::OBJECT, &[])
    .new(Native {
        keywords: Keywords::Collect,
        ..Native::new(methods::new_base, 1, ANY)
    })
    .subclassable()
    .of_module(n::io);

pub static TEXT_FILE: Space = Space::class(n::TextIOWrapper, crate::IO_BASE, FILE).of_module(n::io);

pub static BINARY_FILE: Space = Space::class(n::FileIO, crate::IO_BASE, FILE).of_module(n::io);

pub static STRING_IO: Space = Space::class(n::StringIO, crate::IO_BASE, MEMORY)
    .new(Native::new(methods::new_string_io, 1, 3).named(&[n::__, n::initial_value, n::newline], 3))
    .of_module(n::io);

pub static BYTES_IO: Space = Space::class(n::BytesIO, crate::IO_BASE, MEMORY)
    .new(Native::new(methods::new_bytes_io, 1, 2).named(&[n::__, n::initial_bytes], 2))
    .of_module(n::io);

/// A member list with what all streams have, and more.
macro_rules! members {
    ($($more:expr),* $(,)?) => {
        &[
            method(n::read, methods::read, 1, 2),
            method(n::read1, methods::read, 1, 2),
            method(n::readline, methods::readline, 1, 2),
            method(n::readlines, methods::readlines, 1, 2),
            method(n::readinto, methods::readinto, 2, 2),
            method(n::write, methods::write, 2, 2),
            method(n::writelines, methods::writelines, 2, 2),
            method(n::seek, methods::seek, 2, 3),
            method(n::tell, methods::tell, 1, 1),
            method(n::truncate, methods::truncate, 1, 2),
            method(n::flush, methods::flush, 1, 1),
            method(n::close, methods::close, 1, 1),
            method(n::readable, methods::readable, 1, 1),
            method(n::writable, methods::writable, 1, 1),
            method(n::seekable, methods::seekable, 1, 1),
            method(n::isatty, methods::isatty, 1, 1),
            method(n::__enter__, methods::enter, 1, 1),
            method(n::__exit__, methods::exit, 1, 4),
            method(n::__iter__, methods::itself, 1, 1),
            method(n::__next__, methods::next, 1, 1),
            property(n::closed, methods::closed),
            $($more),*
        ]
    };
}

static FILE: &[Member] = members![
    method(n::fileno, methods::fileno, 1, 1),
    method(n::__repr__, methods::repr, 1, 1),
    property(n::name, methods::name),
    property(n::mode, methods::mode),
    property(n::encoding, methods::encoding),
    property(n::errors, methods::errors),
    property(n::buffer, methods::buffer),
];

static MEMORY: &[Member] = members![method(n::getvalue, methods::getvalue, 1, 1)];
