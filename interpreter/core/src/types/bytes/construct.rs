//! What `bytes(…)` and `bytearray(…)` are made of.

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, R};
use crate::types::text::{Source, checked, subject};
use crate::types::{self, codec};
use crate::value::Value;

pub fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let made = from_arguments(m, args, "bytes")?;
    if class.as_type().is_some() {
        return Ok(made);
    }
    m.keep(made);
    let made = m.payload(made);
    types::class::wrap_payload(m, class, made)
}

/// The bytes object that the arguments after the first describe.
pub fn from_arguments(m: &mut Machine, args: Args, name: &'static str) -> R {
    let (encoding_error, errors_error) = if name == "bytes" {
        ("bytes() argument 'encoding'", "bytes() argument 'errors'")
    } else {
        (
            "bytearray() argument 'encoding'",
            "bytearray() argument 'errors'",
        )
    };
    let encoding = codec::name_argument(m, args, 2, encoding_error)?;
    let errors = codec::name_argument(m, args, 3, errors_error)?;
    let Some(source) = args.get(m, 1) else {
        if encoding.is_some() || errors.is_some() {
            return Err(m.type_error(&[Piece::S(if encoding.is_some() {
                "encoding without a string argument"
            } else {
                "errors without a string argument"
            })]));
        }
        return m.new_bytes(b"");
    };
    let text = Source::of_str(m, source).is_some();
    if encoding.is_some() || errors.is_some() {
        if !text {
            return Err(m.type_error(&[Piece::S(if encoding.is_some() {
                "encoding without a string argument"
            } else {
                "errors without a string argument"
            })]));
        }
        if encoding.is_none() {
            return Err(m.type_error(&[Piece::S("string argument without an encoding")]));
        }
        return codec::encode(m, source, encoding, errors);
    }
    if text {
        return Err(m.type_error(&[Piece::S("string argument without an encoding")]));
    }
    if m.has_special_methods(source)
        && name == "bytes"
        && let Some(method) = m.dynamic_special(source, n::__bytes__)
    {
        let made = m.call_special(method, source, &[])?;
        if !m.is_a(made, types::BYTES) {
            return Err(m.type_error(&[
                Piece::S("__bytes__ returned non-bytes (type "),
                Piece::T(made),
                Piece::S(")"),
            ]));
        }
        return Ok(made);
    }
    if m.is_index(source) {
        let count = length(m, source)?;
        let count = checked(m, Some(count))?;
        if count == 0 {
            return m.new_bytes(b"");
        }
        return m.new_bytes_sized(count).map(Value::reference);
    }
    from_object(m, source, name)
}

fn length(m: &mut Machine, v: Value) -> R<usize> {
    let i = m.index(v)?;
    let Some(i) = i.as_small().or_else(|| types::int::to_i64(m, i)) else {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("cannot fit 'int' into an index-sized integer")],
        ));
    };
    match usize::try_from(i) {
        Ok(count) => Ok(count),
        Err(_) => Err(m.value_error(&[Piece::S("negative count")])),
    }
}

/// The bytes of something bytes-like, or of an iterable of ints.
pub fn from_object(m: &mut Machine, source: Value, name: &str) -> R {
    if m.heap.is(source, Kind::Bytes) {
        return Ok(source);
    }
    if let Some(own) = Source::of_bytes(m, source) {
        return types::bytes::copy_of(m, source, own.len);
    }
    if types::memoryview::is_view(m, source) {
        return types::memoryview::to_bytes(m, source);
    }
    if !m.is_iterable(source) {
        return Err(m.type_error(&[
            Piece::S("cannot convert '"),
            Piece::T(source),
            Piece::S("' object to "),
            Piece::S(name),
        ]));
    }
    let mut text = Text::new(m)?;
    let name_of_bytes = if name == "bytes" {
        "bytes must be in range(0, 256)"
    } else {
        "byte must be in range(0, 256)"
    };
    m.for_each(source, |m, item| {
        let i = m.index(item)?;
        match i.as_small().map(u8::try_from) {
            Some(Ok(b)) => text.push_byte(m, b)?,
            _ => return Err(m.value_error(&[Piece::S(name_of_bytes)])),
        }
        Ok(true)
    })?;
    text.finish_bytes(m)
}

pub fn to_bytes(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    own.part(m, 0, own.len)
}
