//! The module `json`: its functions, its classes and its error. Reading is in `read`, writing in `write`.

mod read;
#[cfg(test)]
mod tests;
mod write;

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::{ANY, Native};
use pyrite_core::types::class::wrap_payload;
use pyrite_core::types::{self, exceptions};
use pyrite_core::{Args, Item, Member, Name, R, Raised, Ref, Space, Value, n, told, utf8};

const WRITE: &[Name] = &[
    n::obj,
    n::skipkeys,
    n::ensure_ascii,
    n::check_circular,
    n::allow_nan,
    n::cls,
    n::indent,
    n::separators,
    n::default,
    n::sort_keys,
];
const WRITE_TO: &[Name] = &[
    n::obj,
    n::fp,
    n::skipkeys,
    n::ensure_ascii,
    n::check_circular,
    n::allow_nan,
    n::cls,
    n::indent,
    n::separators,
    n::default,
    n::sort_keys,
];
const READ: &[Name] = &[
    n::s,
    n::cls,
    n::object_hook,
    n::parse_float,
    n::parse_int,
    n::parse_constant,
    n::object_pairs_hook,
    n::strict,
];
const READ_FROM: &[Name] = &[
    n::fp,
    n::cls,
    n::object_hook,
    n::parse_float,
    n::parse_int,
    n::parse_constant,
    n::object_pairs_hook,
    n::strict,
];

pub static MODULE: Space = Space::module(
    n::json,
    &[
        (
            n::dumps,
            Item::Function(Native::new(dumps, 1, 10).named(WRITE, 1).doc("dumps(obj, *, indent=None, separators=None, sort_keys=False, default=None) -- a value as JSON text")),
        ),
        (
            n::dump,
            Item::Function(Native::new(dump, 2, 11).named(WRITE_TO, 2).doc("dump(obj, fp, *, indent=None, separators=None, sort_keys=False, default=None) -- write a value as JSON text")),
        ),
        (
            n::loads,
            Item::Function(Native::new(loads, 1, 8).named(READ, 1).doc("loads(s, *, object_hook=None) -- the value that JSON text stands for")),
        ),
        (
            n::load,
            Item::Function(Native::new(load, 1, 8).named(READ_FROM, 1).doc("load(fp, *, object_hook=None) -- the value of the JSON text in a file")),
        ),
        (n::JSONDecodeError, Item::Type(crate::JSON_ERROR)),
        (n::JSONEncoder, Item::Type(crate::JSON_ENCODER)),
        (n::JSONDecoder, Item::Type(crate::JSON_DECODER)),
    ],
);

/// `json.JSONDecodeError`: a ValueError with `msg`, `doc`, `pos`, `lineno` and `colno`.
pub static ERROR: Space = Space::class(n::JSONDecodeError, types::VALUE_ERROR, &[])
    .new(Native::new(new_error, 4, ANY).collect())
    .subclassable()
    .of_module(n::json);

fn new_error(m: &mut Machine, args: Args) -> R {
    let (class, message) = (args.at(m, 0), args.at(m, 1));
    let (doc, pos) = (args.at(m, 2), args.at(m, 3));
    let pos = m.index_clamped(pos)?;
    let at = match m.str_bytes(doc) {
        Some(text) => utf8::offset(text, usize::try_from(pos).unwrap_or(0)).min(text.len()),
        None => return Err(m.type_error(&[Piece::S("doc must be a str")])),
    };
    make_error(m, class, message, doc, at)
}

/// The error for byte `at` of the text.
fn make_error(m: &mut Machine, class: Value, message: Value, doc: Value, at: usize) -> R {
    let text = m.str_bytes(doc).unwrap_or_default();
    let before = text.get(..at).unwrap_or(text);
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let line = memchr::memchr_iter(b'\n', before).count() as i64 + 1;
    let column = utf8::count(before.get(line_start..).unwrap_or_default()) as i64 + 1;
    let pos = utf8::count(before) as i64;
    let shown = m.message(&[
        Piece::V(message),
        Piece::S(": line "),
        Piece::I(line),
        Piece::S(" column "),
        Piece::I(column),
        Piece::S(" (char "),
        Piece::I(pos),
        Piece::S(")"),
    ])?;
    let tuple = m.new_tuple(&[shown])?;
    let e = m.new_exception_object(class, tuple)?;
    let (pos, line, column) = (m.new_int(pos)?, m.new_int(line)?, m.new_int(column)?);
    for (name, v) in [
        (n::msg, message),
        (n::doc, doc),
        (n::pos, pos),
        (n::lineno, line),
        (n::colno, column),
    ] {
        exceptions::set_attr(m, e, Value::name(name), v)?;
    }
    Ok(e)
}

#[cold]
fn raise(m: &mut Machine, message: &str, doc: Value, at: usize) -> Raised {
    let made = m
        .new_str(message.as_bytes())
        .and_then(|text| make_error(m, Value::builtin_type(crate::JSON_ERROR), text, doc, at));
    match made {
        Ok(e) => m.raise(e),
        Err(raised) => raised,
    }
}

/// Fields of an encoder: the keywords of `dumps` in their order, `cls` among them but not used.
mod encoder {
    pub const FIELDS: usize = 9;
    pub const SKIPKEYS: usize = 0;
    pub const ENSURE_ASCII: usize = 1;
    pub const CHECK_CIRCULAR: usize = 2;
    pub const ALLOW_NAN: usize = 3;
    pub const CLS: usize = 4;
    pub const INDENT: usize = 5;
    pub const SEPARATORS: usize = 6;
    pub const DEFAULT: usize = 7;
    pub const SORT_KEYS: usize = 8;
}

static ENCODER_MEMBERS: &[Member] = &[
    told(n::encode, encode, 2, 2, "encode(o) -- a value as JSON text"),
    told(
        n::iterencode,
        iterencode,
        2,
        3,
        "iterencode(o) -- the pieces of a value's JSON text",
    ),
    told(
        n::default,
        not_serializable,
        2,
        2,
        "default(o) -- called for what is not of JSON: a value instead, or TypeError",
    ),
];

/// `json.JSONEncoder`: options; a subclass says what to do with other objects.
pub static ENCODER: Space = Space::class(n::JSONEncoder, types::OBJECT, ENCODER_MEMBERS)
    .new(Native::new(new_encoder, 1, 10).named(
        &[
            n::__,
            n::skipkeys,
            n::ensure_ascii,
            n::check_circular,
            n::allow_nan,
            n::__,
            n::indent,
            n::separators,
            n::default,
            n::sort_keys,
        ],
        1,
    ))
    .subclassable()
    .of_module(n::json);

fn new_encoder(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let mut fields = [Value::UNBOUND; encoder::FIELDS];
    for (i, field) in fields.iter_mut().enumerate() {
        *field = args.get(m, 1 + i).unwrap_or(Value::UNBOUND);
    }
    let record = m.new_record(crate::JSON_ENCODER, &fields)?;
    wrap_payload(m, class, record)
}

/// The options of an encoder object.
fn encoder_fields(m: &mut Machine, v: Value) -> R<[Option<Value>; encoder::FIELDS]> {
    let own = m.payload(v);
    let Some(r) = m.as_record(own, crate::JSON_ENCODER) else {
        return Err(m.type_error(&[Piece::S("a JSONEncoder is needed, not "), Piece::T(v)]));
    };
    Ok(core::array::from_fn(|i| m.heap.value(r, 1 + i).given()))
}

fn encode(m: &mut Machine, args: Args) -> R {
    let (own, v) = (args.at(m, 0), args.at(m, 1));
    let fields = encoder_fields(m, own)?;
    write::text(m, v, &fields, own)
}

/// The text in one piece, as an iterator.
fn iterencode(m: &mut Machine, args: Args) -> R {
    let text = encode(m, args)?;
    let list = m.new_list(&[text])?;
    m.iter(list)
}

fn not_serializable(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    Err(write::not_serializable(m, v))
}

fn dumps(m: &mut Machine, args: Args) -> R {
    text_of(m, args, 1)
}

/// `dump` has the same keywords behind its file.
fn dump(m: &mut Machine, args: Args) -> R {
    let text = text_of(m, args, 2)?;
    let file = args.at(m, 1);
    m.call_method(file, n::write, &[text])?;
    Ok(Value::NONE)
}

fn text_of(m: &mut Machine, args: Args, first: usize) -> R {
    let v = args.at(m, 0);
    let fields: [Option<Value>; encoder::FIELDS] = core::array::from_fn(|i| args.get(m, first + i));
    let Some(class) = fields[encoder::CLS].filter(|class| !class.is_none()) else {
        return write::text(m, v, &fields, Value::NONE);
    };
    let own = make(m, class, args, first, WRITE)?;
    m.call_method(own, n::encode, &[v])
}

/// Calls a class with the keywords that were given; `names` are those of the function without a file.
fn make(m: &mut Machine, class: Value, args: Args, first: usize, names: &[Name]) -> R {
    let mut values = [Value::NONE; 10];
    let mut keys = [Value::NONE; 10];
    let mut count = 0;
    for (i, name) in names.iter().skip(1).enumerate() {
        let given = args.get(m, first + i);
        if let (Some(v), true) = (given, *name != n::cls)
            && let (Some(value), Some(key)) = (values.get_mut(count), keys.get_mut(count))
        {
            *value = v;
            *key = Value::name(*name);
            count += 1;
        }
    }
    let keys = m.new_tuple(keys.get(..count).unwrap_or_default())?;
    let values = values.get(..count).unwrap_or_default();
    m.call_named(class, Value::UNBOUND, values, keys)
}

/// Fields of a decoder, in the order of the keywords of `loads` behind `cls`.
mod decoder {
    pub const FIELDS: usize = 6;
    pub const OBJECT_HOOK: usize = 0;
    pub const PARSE_FLOAT: usize = 1;
    pub const PARSE_INT: usize = 2;
    pub const PARSE_CONSTANT: usize = 3;
    pub const PAIRS_HOOK: usize = 4;
    pub const STRICT: usize = 5;
}

static DECODER_MEMBERS: &[Member] = &[
    told(
        n::decode,
        decode,
        2,
        2,
        "decode(s) -- the value that JSON text stands for",
    ),
    told(
        n::raw_decode,
        raw_decode,
        2,
        3,
        "raw_decode(s, idx=0) -- the value that begins there, and where its text ends",
    ),
];

/// `json.JSONDecoder`: options for reading.
pub static DECODER: Space = Space::class(n::JSONDecoder, types::OBJECT, DECODER_MEMBERS)
    .new(Native::new(new_decoder, 1, 7).named(
        &[
            n::__,
            n::object_hook,
            n::parse_float,
            n::parse_int,
            n::parse_constant,
            n::object_pairs_hook,
            n::strict,
        ],
        1,
    ))
    .subclassable()
    .of_module(n::json);

fn new_decoder(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let mut fields = [Value::UNBOUND; decoder::FIELDS];
    for (i, field) in fields.iter_mut().enumerate() {
        *field = args.get(m, 1 + i).unwrap_or(Value::UNBOUND);
    }
    let record = m.new_record(crate::JSON_DECODER, &fields)?;
    wrap_payload(m, class, record)
}

fn decoder_fields(m: &mut Machine, v: Value) -> R<[Option<Value>; decoder::FIELDS]> {
    let own = m.payload(v);
    let Some(r) = m.as_record(own, crate::JSON_DECODER) else {
        return Err(m.type_error(&[Piece::S("a JSONDecoder is needed, not "), Piece::T(v)]));
    };
    Ok(core::array::from_fn(|i| m.heap.value(r, 1 + i).given()))
}

fn decode(m: &mut Machine, args: Args) -> R {
    let (own, text) = (args.at(m, 0), args.at(m, 1));
    let fields = decoder_fields(m, own)?;
    let text = must_be_str(m, text)?;
    read::whole(m, text, &fields)
}

/// A value at the start of the text, or at an index, and the index where it ends.
fn raw_decode(m: &mut Machine, args: Args) -> R {
    let (own, text) = (args.at(m, 0), args.at(m, 1));
    let fields = decoder_fields(m, own)?;
    let text = must_be_str(m, text)?;
    let index = match args.get(m, 2) {
        Some(index) => m.index_clamped(index)?,
        None => 0,
    };
    let bytes = m.str_bytes(text).unwrap_or_default();
    let from = utf8::offset(bytes, usize::try_from(index).unwrap_or(0)).min(bytes.len());
    let (v, end) = read::part(m, text, from, &fields)?;
    m.keep(v);
    let bytes = m.str_bytes(text).unwrap_or_default();
    let end = utf8::count(bytes.get(..end).unwrap_or_default());
    let end = m.new_int(end as i64)?;
    m.new_tuple(&[v, end])
}

fn must_be_str(m: &mut Machine, v: Value) -> R {
    match m.str_bytes(v) {
        Some(_) => Ok(m.str_payload(v)),
        None => Err(m.type_error(&[
            Piece::S("first argument must be a string, not "),
            Piece::T(v),
        ])),
    }
}

fn loads(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    value_of(m, v, args)
}

fn load(m: &mut Machine, args: Args) -> R {
    let file = args.at(m, 0);
    let v = m.call_method(file, n::read, &[])?;
    value_of(m, v, args)
}

fn value_of(m: &mut Machine, v: Value, args: Args) -> R {
    let text = if m.str_bytes(v).is_some() {
        let text = m.str_payload(v);
        if m.str_bytes(text)
            .is_some_and(|text| text.starts_with(b"\xef\xbb\xbf"))
        {
            let message = "Unexpected UTF-8 BOM (decode using utf-8-sig)";
            return Err(raise(m, message, text, 0));
        }
        text
    } else {
        decoded(m, v)?
    };
    let fields: [Option<Value>; decoder::FIELDS] = core::array::from_fn(|i| args.get(m, 2 + i));
    match args.get(m, 1).filter(|class| !class.is_none()) {
        None => read::whole(m, text, &fields),
        Some(class) => {
            let own = make(m, class, args, 1, READ)?;
            m.call_method(own, n::decode, &[text])
        }
    }
}

/// The text in bytes of UTF-8.
fn decoded(m: &mut Machine, v: Value) -> R {
    let own = m.payload(v);
    let is_record = own
        .as_ref()
        .is_some_and(|r| m.heap.kind(r) == pyrite_core::memory::Kind::Record);
    let Some(bytes) = m.buffer_bytes(own).filter(|_| !is_record) else {
        return Err(m.type_error(&[
            Piece::S("the JSON object must be str, bytes or bytearray, not "),
            Piece::T(v),
        ]));
    };
    let from = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let len = bytes.len();
    if core::str::from_utf8(bytes).is_err() {
        return m.call_method(v, n::decode, &[]);
    }
    let mut text = Text::with_capacity(m, len)?;
    text.push_from(m, own, from, len)?;
    text.finish(m)
}

/// Whether an option is on.
fn is_on(m: &mut Machine, option: Option<Value>, default: bool) -> R<bool> {
    match option {
        Some(v) => m.truth(v),
        None => Ok(default),
    }
}

/// The list or dict behind a value.
fn reference(m: &mut Machine, v: Value) -> R<Ref> {
    match v.as_ref() {
        Some(r) => Ok(r),
        None => Err(m.out_of_memory()),
    }
}
