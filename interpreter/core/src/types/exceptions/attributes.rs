//! Attributes and texts of the exceptions that have more than `args`. Most are read from `args`, which makes an
//! exception no larger; what a program sets, and what is given by keyword, is kept in the exception's dict.

use super::{argument, class_is, kept, plain_str, put};
use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::{Args, Item, Member, R, method};
use crate::types;
use crate::value::{TypeId, Value};

/// An attribute that can be set: its getter gives what is kept or a default.
macro_rules! attribute {
    ($name:ident, $default:expr) => {
        (
            n::$name,
            Item::Property(
                |m, v| {
                    if let Some(x) = kept(m, v, n::$name) {
                        return Ok(x);
                    }
                    let default: fn(&mut Machine, Value) -> Value = $default;
                    Ok(default(m, v))
                },
                Some(|m, v, x| put(m, v, n::$name, x.given().unwrap_or(Value::NONE))),
            ),
        )
    };
}

pub(super) static STOP_ITERATION_MEMBERS: &[Member] = &[attribute!(value, first)];

pub(super) static SYSTEM_EXIT_MEMBERS: &[Member] = &[attribute!(code, |m, v| {
    let args = super::field(m, v, crate::object::exception::ARGS);
    match m.tuple_len(args) {
        0 => Value::NONE,
        1 => m.tuple_item(args, 0),
        _ => args,
    }
})];

pub(super) static OS_ERROR_MEMBERS: &[Member] = &[
    method(n::__str__, os_error_str, 1, 1),
    attribute!(errno, |m, v| pair(m, v, 0)),
    attribute!(strerror, |m, v| pair(m, v, 1)),
    attribute!(filename, |_, _| Value::NONE),
    attribute!(filename2, |_, _| Value::NONE),
    attribute!(characters_written, |_, _| Value::NONE),
];

pub(super) static KEY_ERROR_MEMBERS: &[Member] = &[method(n::__str__, key_error_str, 1, 1)];

pub(super) static NAME_ERROR_MEMBERS: &[Member] = &[attribute!(name, |_, _| Value::NONE)];

pub(super) static ATTRIBUTE_ERROR_MEMBERS: &[Member] = &[
    attribute!(name, |_, _| Value::NONE),
    attribute!(obj, |_, _| Value::NONE),
];

pub(super) static IMPORT_ERROR_MEMBERS: &[Member] = &[
    attribute!(name, |_, _| Value::NONE),
    attribute!(path, |_, _| Value::NONE),
    attribute!(msg, |m, v| {
        let args = super::field(m, v, crate::object::exception::ARGS);
        if m.tuple_len(args) == 1 {
            m.tuple_item(args, 0)
        } else {
            Value::NONE
        }
    }),
];

pub(super) static SYNTAX_ERROR_MEMBERS: &[Member] = &[
    method(n::__str__, syntax_error_str, 1, 1),
    attribute!(msg, first),
    attribute!(filename, |m, v| detail(m, v, 0)),
    attribute!(lineno, |m, v| detail(m, v, 1)),
    attribute!(offset, |m, v| detail(m, v, 2)),
    attribute!(text, |m, v| detail(m, v, 3)),
    attribute!(end_lineno, |m, v| detail(m, v, 4)),
    attribute!(end_offset, |m, v| detail(m, v, 5)),
    attribute!(print_file_and_line, |_, _| Value::NONE),
];

pub(super) static UNICODE_DECODE_MEMBERS: &[Member] = &[
    method(n::__str__, decode_error_str, 1, 1),
    attribute!(encoding, first),
    attribute!(object, |m, v| argument(m, v, 1).unwrap_or(Value::NONE)),
    attribute!(start, |m, v| argument(m, v, 2).unwrap_or(Value::NONE)),
    attribute!(end, |m, v| argument(m, v, 3).unwrap_or(Value::NONE)),
    attribute!(reason, |m, v| argument(m, v, 4).unwrap_or(Value::NONE)),
];

pub(super) static UNICODE_ENCODE_MEMBERS: &[Member] = &[
    method(n::__str__, encode_error_str, 1, 1),
    attribute!(encoding, first),
    attribute!(object, |m, v| argument(m, v, 1).unwrap_or(Value::NONE)),
    attribute!(start, |m, v| argument(m, v, 2).unwrap_or(Value::NONE)),
    attribute!(end, |m, v| argument(m, v, 3).unwrap_or(Value::NONE)),
    attribute!(reason, |m, v| argument(m, v, 4).unwrap_or(Value::NONE)),
];

pub(super) static UNICODE_TRANSLATE_MEMBERS: &[Member] = &[
    method(n::__str__, translate_error_str, 1, 1),
    attribute!(object, first),
    attribute!(start, |m, v| argument(m, v, 1).unwrap_or(Value::NONE)),
    attribute!(end, |m, v| argument(m, v, 2).unwrap_or(Value::NONE)),
    attribute!(reason, |m, v| argument(m, v, 3).unwrap_or(Value::NONE)),
];

fn first(m: &mut Machine, v: Value) -> Value {
    argument(m, v, 0).unwrap_or(Value::NONE)
}

/// An OSError with one argument has no number.
fn pair(m: &mut Machine, v: Value, i: usize) -> Value {
    match argument(m, v, 1) {
        Some(_) => argument(m, v, i).unwrap_or(Value::NONE),
        None => Value::NONE,
    }
}

/// Item `i` of a SyntaxError's second argument.
fn detail(m: &mut Machine, v: Value, i: usize) -> Value {
    let details = argument(m, v, 1).unwrap_or(Value::NONE);
    if i < m.tuple_len(details) {
        m.tuple_item(details, i)
    } else {
        Value::NONE
    }
}

/// An attribute as its getter gives it.
pub(super) fn attribute(m: &mut Machine, v: Value, name: Name) -> R {
    Ok(m.find_attr(v, Value::name(name))?.unwrap_or(Value::NONE))
}

/// The `name` of an ImportError.
pub fn module_name(m: &mut Machine, e: Value) -> Value {
    kept(m, e, n::name).unwrap_or(Value::NONE)
}

/// What the constructors of some classes do with their arguments, and the TypeError for keywords of the others.
pub(super) fn fill(m: &mut Machine, v: Value, args: Value, keywords: Option<Value>) -> R<()> {
    let class = m.type_of(v);
    let count = m.tuple_len(args);
    let known: &[Name] = if class_is(m, class, types::ATTRIBUTE_ERROR) {
        &[n::name, n::obj]
    } else if class_is(m, class, types::NAME_ERROR) {
        &[n::name]
    } else if class_is(m, class, types::IMPORT_ERROR) {
        &[n::name, n::path]
    } else {
        &[]
    };
    if let Some(d) = keywords.and_then(Value::as_ref) {
        let mut at = 0;
        while let Some((k, x)) = m.table_next(d, &mut at) {
            match known
                .iter()
                .find(|name| m.same_name(Value::name(**name), k))
            {
                Some(name) => put(m, v, *name, x)?,
                None => {
                    let own = m.type_name(class);
                    if known.is_empty() {
                        return Err(m.type_error(&[
                            Piece::V(own),
                            Piece::S("() takes no keyword arguments"),
                        ]));
                    }
                    return Err(m.type_error(&[
                        Piece::S("'"),
                        Piece::V(k),
                        Piece::S("' is an invalid keyword argument for "),
                        Piece::V(own),
                        Piece::S("()"),
                    ]));
                }
            }
        }
    }
    if class_is(m, class, types::OS_ERROR) && (3..=5).contains(&count) {
        let filename = m.tuple_item(args, 2);
        if !filename.is_none() {
            put(m, v, n::filename, filename)?;
        }
        if count == 5 {
            let second = m.tuple_item(args, 4);
            if !second.is_none() {
                put(m, v, n::filename2, second)?;
            }
        }
        let (number, text) = (m.tuple_item(args, 0), m.tuple_item(args, 1));
        let short = m.new_tuple(&[number, text])?;
        if let Some(r) = v.as_ref() {
            m.heap.set_value(r, crate::object::exception::ARGS, short);
        }
    }
    let unicode = [
        (types::UNICODE_DECODE_ERROR, 5, 1),
        (types::UNICODE_ENCODE_ERROR, 5, 0),
        (types::UNICODE_TRANSLATE_ERROR, 4, 0),
    ];
    for (id, wanted, bytes) in unicode {
        if class_is(m, class, id) {
            check_unicode(m, args, wanted, bytes != 0)?;
        }
    }
    if class_is(m, class, types::SYNTAX_ERROR) && count == 2 {
        let details = m.tuple_item(args, 1);
        let details = m.tuple_of(details)?;
        let len = m.tuple_len(details);
        if len < 4 || len == 5 || len > 6 {
            let text = match len {
                0..=3 => "function missing required argument",
                5 => "end_offset must be provided when end_lineno is provided",
                _ => "function takes at most 6 arguments",
            };
            return Err(m.type_error(&[Piece::S(text)]));
        }
    }
    Ok(())
}

fn check_unicode(m: &mut Machine, args: Value, wanted: usize, bytes: bool) -> R<()> {
    let count = m.tuple_len(args);
    if count != wanted {
        return Err(m.type_error(&[
            Piece::S("function takes exactly "),
            Piece::I(wanted as i64),
            Piece::S(" arguments ("),
            Piece::I(count as i64),
            Piece::S(" given)"),
        ]));
    }
    for i in 0..count {
        let x = m.tuple_item(args, i);
        let number = i + 3 == count || i + 2 == count;
        if number {
            m.index(x)?;
            continue;
        }
        if bytes && i == 1 {
            if m.buffer_bytes(x).is_none() {
                return Err(m.type_error(&[
                    Piece::S("a bytes-like object is required, not '"),
                    Piece::T(x),
                    Piece::S("'"),
                ]));
            }
            continue;
        }
        if m.str_bytes(x).is_none() {
            return Err(m.type_error(&[
                Piece::S("argument "),
                Piece::I(i as i64 + 1),
                Piece::S(" must be str, not "),
                Piece::T(x),
            ]));
        }
    }
    Ok(())
}

/// Which OSErrors have classes of their own, by number.
const OS_ERRORS: &[(i64, TypeId)] = &[
    (1, types::PERMISSION_ERROR),
    (2, types::FILE_NOT_FOUND_ERROR),
    (3, types::PROCESS_LOOKUP_ERROR),
    (4, types::INTERRUPTED_ERROR),
    (10, types::CHILD_PROCESS_ERROR),
    (11, types::BLOCKING_IO_ERROR),
    (13, types::PERMISSION_ERROR),
    (17, types::FILE_EXISTS_ERROR),
    (20, types::NOT_A_DIRECTORY_ERROR),
    (21, types::IS_A_DIRECTORY_ERROR),
    (32, types::BROKEN_PIPE_ERROR),
    (103, types::CONNECTION_ABORTED_ERROR),
    (104, types::CONNECTION_RESET_ERROR),
    (108, types::BROKEN_PIPE_ERROR),
    (110, types::TIMEOUT_ERROR),
    (111, types::CONNECTION_REFUSED_ERROR),
    (114, types::BLOCKING_IO_ERROR),
    (115, types::BLOCKING_IO_ERROR),
];

/// The class of an OSError with this number.
pub(super) fn os_error_class(m: &mut Machine, number: Value) -> Value {
    let number = m.payload(number).as_small();
    let found = OS_ERRORS.iter().find(|row| Some(row.0) == number);
    Value::builtin_type(found.map_or(types::OS_ERROR, |row| row.1))
}

fn os_error_str(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (number, text) = (attribute(m, v, n::errno)?, attribute(m, v, n::strerror)?);
    let (file, second) = (
        attribute(m, v, n::filename)?,
        attribute(m, v, n::filename2)?,
    );
    if !file.is_none() {
        let mut pieces = [
            Piece::S("[Errno "),
            Piece::V(number),
            Piece::S("] "),
            Piece::V(text),
            Piece::S(": "),
            Piece::R(file),
            Piece::S(""),
            Piece::S(""),
        ];
        if !second.is_none() {
            pieces[6] = Piece::S(" -> ");
            pieces[7] = Piece::R(second);
        }
        return m.message(&pieces);
    }
    if !number.is_none() && !text.is_none() {
        return m.message(&[
            Piece::S("[Errno "),
            Piece::V(number),
            Piece::S("] "),
            Piece::V(text),
        ]);
    }
    plain_str(m, v)
}

fn key_error_str(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let items = super::field(m, v, crate::object::exception::ARGS);
    if m.tuple_len(items) == 1 {
        let key = m.tuple_item(items, 0);
        return m.repr(key);
    }
    plain_str(m, v)
}

fn syntax_error_str(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (msg, file, line) = (
        attribute(m, v, n::msg)?,
        attribute(m, v, n::filename)?,
        attribute(m, v, n::lineno)?,
    );
    let named = m.str_bytes(file).is_some();
    let mut from = 0;
    if named {
        let b = m.str_bytes(file).unwrap_or(b"");
        from = b.iter().rposition(|c| *c == b'/').map_or(0, |i| i + 1);
    }
    let numbered = m.is_a(line, types::INT);
    if !named && !numbered {
        return m.str(msg);
    }
    let mut text = Text::new(m)?;
    text.push_value(m, msg)?;
    text.push_str(m, " (")?;
    if named {
        let len = m.str_bytes(file).map_or(0, <[u8]>::len);
        text.push_from(m, file, from, len)?;
        if numbered {
            text.push_str(m, ", ")?;
        }
    }
    if numbered {
        text.push_str(m, "line ")?;
        text.push_value(m, line)?;
    }
    text.push_byte(m, b')')?;
    text.finish(m)
}

/// Start and end of what did not go through, cut to the object's length.
fn span(m: &mut Machine, v: Value, len: usize) -> R<(usize, usize)> {
    let (start, end) = (attribute(m, v, n::start)?, attribute(m, v, n::end)?);
    let (start, end) = (m.index_clamped(start)?, m.index_clamped(end)?);
    let len = len as i64;
    let start = start.clamp(0, (len - 1).max(0));
    Ok((start as usize, end.clamp(1.min(len), len) as usize))
}

fn push_hex(m: &mut Machine, text: &mut Text, code: u32, digits: usize) -> R<()> {
    for i in (0..digits).rev() {
        let digit = (code >> (4 * i)) & 15;
        text.push_byte(m, b"0123456789abcdef"[digit as usize])?;
    }
    Ok(())
}

fn decode_error_str(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (encoding, object, reason) = (
        attribute(m, v, n::encoding)?,
        attribute(m, v, n::object)?,
        attribute(m, v, n::reason)?,
    );
    let len = m.buffer_bytes(object).map_or(0, <[u8]>::len);
    let (start, end) = span(m, v, len)?;
    let mut text = Text::new(m)?;
    text.push_byte(m, b'\'')?;
    text.push_value(m, encoding)?;
    text.push_str(m, "' codec can't decode byte")?;
    if start < len && end == start + 1 {
        let byte = m
            .buffer_bytes(object)
            .and_then(|b| b.get(start).copied())
            .unwrap_or(0);
        text.push_str(m, " 0x")?;
        push_hex(m, &mut text, u32::from(byte), 2)?;
        text.push_str(m, " in position ")?;
        text.push_int(m, start as i64)?;
    } else {
        push_range(m, &mut text, start, end)?;
    }
    text.push_str(m, ": ")?;
    text.push_value(m, reason)?;
    text.finish(m)
}

fn push_range(m: &mut Machine, text: &mut Text, start: usize, end: usize) -> R<()> {
    text.push_str(m, "s in position ")?;
    text.push_int(m, start as i64)?;
    text.push_byte(m, b'-')?;
    text.push_int(m, end as i64 - 1)
}

fn encode_error_str(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let encoding = attribute(m, v, n::encoding)?;
    let mut text = Text::new(m)?;
    text.push_byte(m, b'\'')?;
    text.push_value(m, encoding)?;
    text.push_str(m, "' codec can't encode character")?;
    push_character(m, text, v)
}

fn translate_error_str(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let mut text = Text::new(m)?;
    text.push_str(m, "can't translate character")?;
    push_character(m, text, v)
}

fn push_character(m: &mut Machine, mut text: Text, v: Value) -> R {
    let (object, reason) = (attribute(m, v, n::object)?, attribute(m, v, n::reason)?);
    let len = m.str_bytes(object).map_or(0, crate::utf8::count);
    let (start, end) = span(m, v, len)?;
    if start < len && end == start + 1 {
        let code = m
            .str_bytes(object)
            .and_then(|b| crate::utf8::codes(b).nth(start))
            .unwrap_or(0);
        let (letter, digits) = match code {
            0..=0xff => (b'x', 2),
            0x100..=0xffff => (b'u', 4),
            _ => (b'U', 8),
        };
        text.push_str(m, " '\\")?;
        text.push_byte(m, letter)?;
        push_hex(m, &mut text, code, digits)?;
        text.push_str(m, "' in position ")?;
        text.push_int(m, start as i64)?;
    } else {
        push_range(m, &mut text, start, end)?;
    }
    text.push_str(m, ": ")?;
    text.push_value(m, reason)?;
    text.finish(m)
}

/// Whether the value is an exception object.
pub(super) fn is_exception(m: &Machine, v: Value) -> bool {
    m.heap.is(v, Kind::Exception)
}
