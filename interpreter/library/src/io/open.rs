//! `open`: a file's mode, and the stream for it.

use super::stream::{self, BORROWED, READ, Source, TEXT, TRANSLATE, WRITE};

use crate::system::{Path, ask};
use pyrite_core::files::{Access, Handle};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Native, R, Value, n, types};

pub const OPEN: Native = Native::new(open, 1, 8).named(
    &[
        n::file,
        n::mode,
        n::buffering,
        n::encoding,
        n::errors,
        n::newline,
        n::closefd,
        n::opener,
    ],
    8,
);

/// What a mode string says.
#[derive(Default)]
struct Mode {
    access: Access,
    text: bool,
    binary: bool,
    kinds: u8,
}

impl Mode {
    fn parse(text: &[u8]) -> Option<Mode> {
        let mut mode = Mode::default();
        let mut update = false;
        for letter in text {
            let access = &mut mode.access;
            match letter {
                b'r' => access.read = true,
                b'w' => (access.write, access.create, access.truncate) = (true, true, true),
                b'a' => (access.write, access.create, access.append) = (true, true, true),
                b'x' => (access.write, access.exclusive) = (true, true),
                b'+' if !update => update = true,
                b't' if !mode.text => mode.text = true,
                b'b' if !mode.binary => mode.binary = true,
                _ => return None,
            }
            mode.kinds += u8::from(letter.is_ascii_lowercase() && !b"tb".contains(letter));
        }
        if update {
            (mode.access.read, mode.access.write) = (true, true);
        }
        Some(mode)
    }
}

fn open(m: &mut Machine, args: Args) -> R {
    let given = args.get(m, 1);
    let mode_value = given.unwrap_or(Value::character(b'r'));
    let Some(text) = m.str_bytes(mode_value) else {
        return Err(m.type_error(&[
            Piece::S("open() argument 'mode' must be str, not "),
            Piece::T(mode_value),
        ]));
    };
    let Some(mode) = Mode::parse(text) else {
        return Err(m.value_error(&[Piece::S("invalid mode: "), Piece::R(mode_value)]));
    };
    if mode.text && mode.binary {
        return Err(m.value_error(&[Piece::S("can't have text and binary mode at once")]));
    }
    if mode.kinds != 1 {
        return Err(m.value_error(&[Piece::S(
            "must have exactly one of create/read/write/append mode",
        )]));
    }
    check_encoding(m, args, mode.binary)?;
    let translate = match args.get(m, 5).filter(|newline| !newline.is_none()) {
        None => true,
        Some(newline) => {
            let known = m
                .str_bytes(newline)
                .is_some_and(|text| matches!(text, b"" | b"\n" | b"\r" | b"\r\n"));
            if !known {
                return Err(
                    m.value_error(&[Piece::S("illegal newline value: "), Piece::R(newline)])
                );
            }
            false
        }
    };
    let file = args.at(m, 0);
    let (handle, borrowed) = match file.as_small() {
        Some(number) => {
            let borrowed = match args.get(m, 6) {
                Some(close) => !m.truth(close)?,
                None => number <= 2,
            };
            (Handle(u32::try_from(number).unwrap_or(u32::MAX)), borrowed)
        }
        None => {
            let path = Path::of(m, file)?;
            (
                ask(m, Some(file), |files| files.open(path.str(), mode.access))?,
                false,
            )
        }
    };
    let bit = |set: bool, bit: i64| if set { bit } else { 0 };
    let flags = bit(mode.access.read, READ)
        | bit(mode.access.write, WRITE)
        | bit(!mode.binary, TEXT)
        | bit(!mode.binary && translate, TRANSLATE)
        | bit(borrowed, BORROWED);
    let class = if mode.binary {
        crate::BINARY_FILE
    } else {
        crate::TEXT_FILE
    };
    let made = stream::new(
        m,
        class,
        &Source {
            handle,
            flags,
            name: file,
            mode: mode_value,
        },
    );
    if made.is_err() && !borrowed {
        // There was no room for the object: nobody could close the file any more.
        let _ = m.host.files().map(|files| files.close(handle));
    }
    made
}

fn check_encoding(m: &mut Machine, args: Args, binary: bool) -> R<()> {
    let Some(encoding) = args.get(m, 3).filter(|encoding| !encoding.is_none()) else {
        return Ok(());
    };
    if binary {
        return Err(m.value_error(&[Piece::S("binary mode doesn't take an encoding argument")]));
    }
    let known = ["utf-8", "utf8", "ascii", "us-ascii"];
    let text = m.str_bytes(encoding).unwrap_or_default();
    if known
        .iter()
        .any(|name| name.as_bytes().eq_ignore_ascii_case(text))
    {
        return Ok(());
    }
    Err(m.error(
        types::LOOKUP_ERROR,
        &[Piece::S("unknown encoding: "), Piece::V(encoding)],
    ))
}

/// Standard input (0), output (1) or error (2) as a stream of text: for `sys`.
pub fn standard(m: &mut Machine, args: Args) -> R {
    let number = m.to_i64(args.at(m, 0))?.clamp(0, 2);
    let name = match number {
        0 => "<stdin>",
        1 => "<stdout>",
        _ => "<stderr>",
    };
    let name = m.intern(name.as_bytes())?;
    let flags = TEXT | BORROWED | if number == 0 { READ } else { WRITE };
    let mode = Value::character(if number == 0 { b'r' } else { b'w' });
    let handle = Handle(number as u32);
    stream::new(
        m,
        crate::TEXT_FILE,
        &Source {
            handle,
            flags,
            name,
            mode,
        },
    )
}
