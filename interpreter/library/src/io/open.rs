//! `open`: a file's mode, and the stream for it.

use super::stream::{
    self, ANY_END, BORROWED, BOTH_END, CODED, READ, RETURN_END, Source, TEXT, TRANSLATE, WRITE,
};

use crate::errno;
use crate::mount;
use crate::system::Path;
use pyrite_core::files::{Access, Errno, Handle};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Native, R, TypeId, Value, n};

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
    if mode.binary {
        for (i, name) in [(3, "an encoding"), (4, "an errors"), (5, "a newline")] {
            if args.get(m, i).is_some_and(|v| !v.is_none()) {
                return Err(m.value_error(&[
                    Piece::S("binary mode doesn't take "),
                    Piece::S(name),
                    Piece::S(" argument"),
                ]));
            }
        }
    }
    let unbuffered = args.get(m, 2).is_some_and(|v| v.as_small() == Some(0));
    if unbuffered && !mode.binary {
        return Err(m.value_error(&[Piece::S("can't have unbuffered text I/O")]));
    }
    let coding = Coding::of(m, args.get(m, 3), args.get(m, 4))?;
    let newline = line_end(m, args.get(m, 5))?;
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
            if let Some(opened) = mount::ask(m, n::open, file, &[mode_value])? {
                return Ok(opened);
            }
            let path = Path::of(m, file)?;
            (open_path(m, file, &path, mode.access)?, false)
        }
    };
    let bit = |set: bool, bit: i64| if set { bit } else { 0 };
    let access = bit(mode.access.read, READ) | bit(mode.access.write, WRITE);
    let flags = if mode.binary {
        access
    } else {
        access | TEXT | newline | coding.flag
    } | bit(borrowed, BORROWED);
    let class = if !mode.binary {
        crate::TEXT_FILE
    } else if unbuffered {
        crate::FILE_IO
    } else {
        binary_class(flags)
    };
    let made = stream::new(
        m,
        class,
        &Source {
            encoding: coding.encoding,
            errors: coding.errors,
            ..Source::file(handle, flags, file, mode_value)
        },
    );
    let made = match made {
        // One that is dropped without `close` is closed by the collector.
        Ok(v) if !borrowed => m.finalise_later(v).map(|()| v),
        made => made,
    };
    if made.is_err() && !borrowed {
        // There was no room for the object: nobody could close the file any more.
        let _ = m.host.files().map(|files| files.close(handle));
    }
    made
}

/// Opens a file of the host. When too many are open, those that nobody refers to any more are closed first.
fn open_path(m: &mut Machine, file: Value, path: &Path, access: Access) -> R<Handle> {
    let open = |m: &mut Machine| match m.host.files() {
        Some(files) => files.open(path.str(), access),
        None => Err(Errno::ENODEV),
    };
    let handle = match open(m) {
        Err(Errno::EMFILE) => {
            m.collect_all();
            open(m)
        }
        opened => opened,
    };
    handle.map_err(|error| errno::raise(m, error, Some(file)))
}

/// The class of a buffered stream of bytes.
pub fn binary_class(flags: i64) -> TypeId {
    match flags & (READ | WRITE) {
        WRITE => crate::BUFFERED_WRITER,
        READ => crate::BUFFERED_READER,
        _ => crate::BUFFERED_RANDOM,
    }
}

/// The flags of a `newline` argument.
pub fn line_end(m: &mut Machine, newline: Option<Value>) -> R<i64> {
    let Some(newline) = newline.filter(|newline| !newline.is_none()) else {
        return Ok(TRANSLATE);
    };
    Ok(match m.str_bytes(newline) {
        Some(b"") => ANY_END,
        Some(b"\n") => 0,
        Some(b"\r") => RETURN_END,
        Some(b"\r\n") => BOTH_END,
        Some(_) => {
            return Err(m.value_error(&[Piece::S("illegal newline value: "), Piece::R(newline)]));
        }
        None => {
            return Err(m.type_error(&[
                Piece::S("newline must be str or None, not "),
                Piece::T(newline),
            ]));
        }
    })
}

/// How a text is coded.
pub struct Coding {
    pub encoding: Value,
    pub errors: Value,
    /// `CODED`, or nothing for plain UTF-8.
    pub flag: i64,
}

impl Coding {
    /// From the arguments `encoding` and `errors`.
    pub fn of(m: &mut Machine, encoding: Option<Value>, errors: Option<Value>) -> R<Coding> {
        let mut coding = Coding {
            encoding: encoding.unwrap_or(Value::NONE),
            errors: errors.unwrap_or(Value::NONE),
            flag: 0,
        };
        for v in [coding.encoding, coding.errors] {
            if !v.is_none() && m.str_bytes(v).is_none() {
                return Err(m.type_error(&[
                    Piece::S("open() argument 'encoding' must be str or None, not "),
                    Piece::T(v),
                ]));
            }
        }
        let is = |m: &Machine, v: Value, names: &[&str]| {
            v.is_none()
                || m.str_bytes(v).is_some_and(|text| {
                    names
                        .iter()
                        .any(|name| name.as_bytes().eq_ignore_ascii_case(text))
                })
        };
        let plain = is(m, coding.encoding, &["utf-8", "utf8", "utf_8"]);
        if plain && is(m, coding.errors, &["strict"]) {
            return Ok(coding);
        }
        // An encoding that nobody knows is an error right away.
        let probe = Value::character(b'-');
        let given = Some(coding.encoding).filter(|v| !v.is_none());
        pyrite_core::types::codec::encode(m, probe, given, None)?;
        coding.flag = CODED;
        Ok(coding)
    }
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
    let source = Source::file(handle, flags, name, mode);
    stream::new(m, crate::TEXT_FILE, &source)
}

/// `FileIO(file, mode='r', closefd=True)`.
pub fn new_file(m: &mut Machine, args: Args) -> R {
    let mut mode = pyrite_core::machine::Text::new(m)?;
    match args.get(m, 2) {
        Some(given) if m.str_bytes(given).is_some() => mode.push_all(m, given)?,
        _ => mode.push_byte(m, b'r')?,
    }
    mode.push_byte(m, b'b')?;
    let mode = mode.finish(m)?;
    let io = m.import(None, Value::name(n::io), Value::NONE, 0)?;
    let open = m.getattr(io, Value::name(n::open))?;
    let file = m.call(open, &[args.at(m, 1), mode, Value::small_wrapping(0)])?;
    pyrite_core::types::class::wrap_payload(m, args.at(m, 0), file)
}
