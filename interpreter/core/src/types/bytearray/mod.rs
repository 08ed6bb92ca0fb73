//! `bytearray`: bytes that can change. What it has in common with bytes is in the rooms of bytes.

mod change;
mod methods;

pub use change::{in_place, resize, set_item, splice, unlocked};

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Space, rare, told};
use crate::types::bytes::{construct, hex, members, translate};
use crate::types::str::{case, predicate};
use crate::types::text::{affix, find, join, pad, replace, split, strip, subject};
use crate::types::{self, codec, dunder};
use crate::value::{Value, WORD, Word};

pub static BYTEARRAY: Space = Space::class(n::bytearray, types::OBJECT, MEMBERS)
    .new(
        Native::new(new, 1, 4)
            .named(&[n::__, n::source, n::encoding, n::errors], 4)
            .doc("bytearray(source=b'', encoding=None, errors=None) -- of a length, of ints, of something bytes-like, or of text encoded"),
    )
    .subclassable();

static MEMBERS: &[Member] = members![
    (
        n::__init__,
        Item::Method(Native::new(init, 1, 4).named(&[n::__, n::source, n::encoding, n::errors], 4)),
    ),
    told(
        n::append,
        methods::append,
        2,
        2,
        "append(item) -- one byte at the end"
    ),
    told(
        n::clear,
        methods::clear,
        1,
        1,
        "clear() -- remove all bytes"
    ),
    told(
        n::copy,
        methods::copy,
        1,
        1,
        "copy() -- a new bytearray with the same bytes"
    ),
    told(
        n::extend,
        methods::extend,
        2,
        2,
        "extend(iterable_of_ints) -- bytes at the end"
    ),
    told(
        n::insert,
        methods::insert,
        3,
        3,
        "insert(index, item) -- one byte before index"
    ),
    told(
        n::pop,
        methods::pop,
        1,
        2,
        "pop(index=-1) -- remove a byte and give it"
    ),
    told(
        n::remove,
        methods::remove,
        2,
        2,
        "remove(value) -- remove the first such byte"
    ),
    told(n::reverse, methods::reverse, 1, 1, "reverse() -- in place"),
    (
        n::__iadd__,
        Item::Method(Native::new(dunder::in_place_add, 2, 2))
    ),
    (
        n::__imul__,
        Item::Method(Native::new(dunder::in_place_mul, 2, 2))
    ),
    (
        n::__setitem__,
        Item::Method(Native::new(methods::set_item, 3, 3))
    ),
    (
        n::__delitem__,
        Item::Method(Native::new(methods::delete_item, 2, 2))
    ),
    (n::__hash__, Item::Value(Value::NONE)),
];

fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let made = construct::from_arguments(m, args, "bytearray")?;
    m.keep(made);
    let array = from_bytes(m, made)?;
    types::class::wrap_payload(m, class, array)
}

/// `bytearray.__init__`: an explicit call puts new content in the place of the old.
fn init(m: &mut Machine, args: Args) -> R {
    let array = own(m, args)?;
    let made = construct::from_arguments(m, args, "bytearray")?;
    m.keep(made);
    if let Some(source) = types::text::Source::of_bytes(m, made) {
        let end = m.heap.word(array, 1) as usize;
        if end != source.len {
            unlocked(m, array)?;
        }
        splice(m, array, 0, end, &source)?;
    }
    Ok(Value::NONE)
}

/// A bytearray of `len` zero bytes.
pub fn new_sized(m: &mut Machine, len: usize) -> R {
    let buffer = if len == 0 {
        Value::NONE
    } else {
        let r = m.alloc(Kind::Buffer, len, 1 + len.div_ceil(WORD))?;
        m.heap.bytes_mut(r, 1, len).fill(0);
        Value::reference(r)
    };
    let r = m.alloc(Kind::ByteArray, 0, 3)?;
    m.heap.set_word(r, 1, len as Word);
    m.heap.set_value(r, 2, buffer);
    Ok(Value::reference(r))
}

/// A new bytearray with the content of something bytes-like.
pub fn from_bytes(m: &mut Machine, v: Value) -> R {
    let Some(own) = types::text::Source::of_bytes(m, v) else {
        return Err(types::text::bytes_required(m, v));
    };
    let array = new_sized(m, own.len)?;
    if let Some((buffer, word)) = types::bytes_place(m, array) {
        own.copy(m, 0, own.len, buffer, word, 0);
    }
    Ok(array)
}

/// `repr(v)`; an instance of a subclass gives its class's name.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let mut text = Text::with_capacity(m, 32)?;
    let class = m.type_of(v);
    let name = m.type_name(class);
    text.push_all(m, name)?;
    text.push_byte(m, b'(')?;
    types::bytes::repr::push(m, &mut text, v, true)?;
    text.push_byte(m, b')')?;
    text.finish(m)
}

/// Whether the method was called on a bytearray, and which.
fn own(m: &mut Machine, args: Args) -> R<crate::value::Ref> {
    let v = args.at(m, 0);
    match m.as_native(v, Kind::ByteArray) {
        Some(r) => Ok(r),
        None => {
            subject(m, args)?;
            Err(m.type_error(&[
                Piece::S("descriptor requires a 'bytearray' object but received a '"),
                Piece::T(v),
                Piece::S("'"),
            ]))
        }
    }
}
