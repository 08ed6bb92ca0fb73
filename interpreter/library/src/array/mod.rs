//! The module `array`: numbers of one size, packed. An array is a record of a bytearray and its type code.

mod item;
mod methods;

use item::Code;
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::native::{Buffer, Native};
use pyrite_core::ops::CompareOp;
use pyrite_core::types::text::Source;
use pyrite_core::types::{receiver, sequence};
use pyrite_core::{
    Args, Item, R, Ref, Space, Value, class_method, method, n, property, told, types,
};

pub static MODULE: Space = Space::module(
    n::array,
    &[
        (n::array, Item::Type(crate::ARRAY_TYPE)),
        (n::ArrayType, Item::Type(crate::ARRAY_TYPE)),
        (n::typecodes, Item::Str(item::CODES)),
    ],
);

pub static ARRAY: Space = Space::class(
    n::array,
    types::OBJECT,
    &[
        // Sequence patterns take it.
        (n::__abc_tpflags__, Item::Int(32)),
        told(
            n::append,
            methods::append,
            2,
            2,
            "append(v) -- add an item at the end",
        ),
        told(
            n::byteswap,
            methods::byteswap,
            1,
            1,
            "byteswap() -- turn the bytes of each item round",
        ),
        told(
            n::count,
            methods::count,
            2,
            2,
            "count(v) -- how many items are equal to it",
        ),
        told(
            n::extend,
            methods::extend,
            2,
            2,
            "extend(iterable) -- add its items at the end",
        ),
        told(
            n::frombytes,
            methods::frombytes,
            2,
            2,
            "frombytes(buffer) -- add items from their bytes",
        ),
        told(
            n::fromlist,
            methods::fromlist,
            2,
            2,
            "fromlist(list) -- add the items of a list",
        ),
        told(
            n::index,
            methods::index,
            2,
            4,
            "index(v, start=0, stop=None) -- where the first equal item is",
        ),
        told(
            n::insert,
            methods::insert,
            3,
            3,
            "insert(i, v) -- add an item before index i",
        ),
        told(
            n::pop,
            methods::pop,
            1,
            2,
            "pop(i=-1) -- remove and return an item",
        ),
        told(
            n::remove,
            methods::remove,
            2,
            2,
            "remove(v) -- remove the first item equal to it",
        ),
        told(
            n::reverse,
            methods::reverse,
            1,
            1,
            "reverse() -- turn the order round",
        ),
        told(
            n::tobytes,
            methods::tobytes,
            1,
            1,
            "tobytes() -- the bytes of all items",
        ),
        told(
            n::tolist,
            methods::tolist,
            1,
            1,
            "tolist() -- a list of the items",
        ),
        told(
            n::tounicode,
            methods::tounicode,
            1,
            1,
            "tounicode() -- the text of an array of characters",
        ),
        property(n::typecode, |m, v| {
            Ok(as_array(m, v).map_or(Value::NONE, |r| m.heap.value(r, CODE)))
        }),
        property(n::itemsize, |m, v| {
            let size = as_array(m, v).map_or(0, |r| code(m, r).size());
            m.new_int(size as i64)
        }),
        method(n::__add__, methods::add, 2, 2),
        method(n::__contains__, methods::contains, 2, 2),
        method(n::__copy__, methods::copy, 1, 1),
        method(n::__deepcopy__, methods::copy, 1, 2),
        method(n::__delitem__, methods::del_item, 2, 2),
        method(n::__eq__, |m, a| compare(m, a, CompareOp::Eq), 2, 2),
        method(n::__ge__, |m, a| compare(m, a, CompareOp::Ge), 2, 2),
        method(n::__getitem__, methods::get_item, 2, 2),
        method(n::__gt__, |m, a| compare(m, a, CompareOp::Gt), 2, 2),
        (n::__hash__, Item::Value(Value::NONE)),
        method(n::__iadd__, methods::in_place_add, 2, 2),
        method(n::__imul__, methods::in_place_mul, 2, 2),
        method(n::__iter__, iter, 1, 1),
        method(n::__le__, |m, a| compare(m, a, CompareOp::Le), 2, 2),
        method(n::__len__, len, 1, 1),
        method(n::__lt__, |m, a| compare(m, a, CompareOp::Lt), 2, 2),
        method(n::__mul__, methods::mul, 2, 2),
        method(n::__ne__, |m, a| compare(m, a, CompareOp::Ne), 2, 2),
        method(n::__repr__, repr, 1, 1),
        method(n::__rmul__, methods::mul, 2, 2),
        method(n::__setitem__, methods::set_item, 3, 3),
        class_method(n::__class_getitem__, receiver::class_get_item, 2, 2),
    ],
)
.new(
    Native::new(new, 2, 3)
        .doc("array(typecode, initializer=()) -- packed numbers of the type the code says"),
)
.subclassable()
.buffer(buffer)
.of_module(n::array);

const BYTES: usize = 1;
const CODE: usize = 2;

fn as_array(m: &Machine, v: Value) -> Option<Ref> {
    m.as_record(m.payload(v), crate::ARRAY_TYPE)
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    let v = args.at(m, 0);
    match as_array(m, v) {
        Some(r) => Ok(r),
        None => Err(receiver::wrong_receiver(m, args)),
    }
}

fn code(m: &Machine, r: Ref) -> Code {
    let text = m.str_bytes(m.heap.value(r, CODE)).unwrap_or_default();
    Code(text.first().copied().unwrap_or(b'b'))
}

/// The bytearray that holds the items.
fn data(m: &Machine, r: Ref) -> Ref {
    m.heap.value(r, BYTES).as_ref().unwrap_or(Ref(0))
}

fn count_of(m: &Machine, r: Ref) -> usize {
    m.heap.word(data(m, r), 1) as usize / code(m, r).size()
}

fn buffer(m: &Machine, r: Ref) -> Option<Buffer> {
    Some(Buffer {
        base: m.heap.value(r, BYTES),
        from: 0,
        len: m.heap.word(data(m, r), 1) as usize,
        format: m.heap.value(r, CODE),
    })
}

/// An array of `count` zeros.
fn make(m: &mut Machine, code: Code, count: usize) -> R<Ref> {
    let Some(size) = count.checked_mul(code.size()) else {
        return Err(m.out_of_memory());
    };
    let bytes = types::bytearray::new_sized(m, size)?;
    let v = m.new_record(crate::ARRAY_TYPE, &[bytes, Value::character(code.0)])?;
    v.as_ref().ok_or_else(|| m.out_of_memory())
}

/// Item `i`, `None` beyond the end.
fn item(m: &mut Machine, r: Ref, i: usize) -> R<Option<Value>> {
    if i >= count_of(m, r) {
        return Ok(None);
    }
    let code = code(m, r);
    let size = code.size();
    let mut bytes = [0; 8];
    if let Some(b) = m.heap.value(data(m, r), 2).as_ref() {
        let all = m.heap.bytes(b, 1, (i + 1) * size);
        bytes[..size].copy_from_slice(&all[i * size..]);
    }
    code.value(m, bytes).map(Some)
}

/// Writes the bytes of item `i`, which is there.
fn put(m: &mut Machine, r: Ref, i: usize, bytes: [u8; 8]) {
    let size = code(m, r).size();
    if i < count_of(m, r)
        && let Some(b) = m.heap.value(data(m, r), 2).as_ref()
    {
        m.heap.bytes_mut(b, 1, (i + 1) * size)[i * size..].copy_from_slice(&bytes[..size]);
    }
}

/// Adds an item with this value at the end.
fn push(m: &mut Machine, r: Ref, v: Value) -> R<()> {
    let bytes = code(m, r).bytes(m, v)?;
    let (count, size) = (count_of(m, r), code(m, r).size());
    types::bytearray::resize(m, data(m, r), (count + 1) * size)?;
    put(m, r, count, bytes);
    Ok(())
}

/// Puts the items of another array in the place of `count` items from `at` on.
fn replace(m: &mut Machine, r: Ref, at: usize, count: usize, source: Option<Ref>) -> R<()> {
    let array = data(m, r);
    types::bytearray::unlocked(m, array)?;
    let size = code(m, r).size();
    let source = match source {
        Some(source) => {
            // A copy, should it be the same array.
            let bytes = types::bytearray::from_bytes(m, Value::reference(data(m, source)))?;
            Source::of_bytes(m, bytes)
        }
        None => {
            let none = m.new_bytes(b"")?;
            Source::of_bytes(m, none)
        }
    };
    match source {
        Some(source) => types::bytearray::splice(m, array, at * size, (at + count) * size, &source),
        None => Ok(()),
    }
}

fn new(m: &mut Machine, args: Args) -> R {
    let text = args.at(m, 1);
    let Some(&[byte]) = m.str_bytes(text) else {
        return Err(m.type_error(&[
            Piece::S("array() argument 1 must be a unicode character, not "),
            Piece::T(text),
        ]));
    };
    let Some(code) = Code::of(byte) else {
        return Err(m.value_error(&[Piece::S(
            "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)",
        )]));
    };
    let r = make(m, code, 0)?;
    if let Some(v) = args.get(m, 2) {
        if m.str_bytes(v).is_some() && code.0 != b'u' {
            return Err(m.type_error(&[
                Piece::S("cannot use a str to initialize an array with typecode '"),
                Piece::V(text),
                Piece::S("'"),
            ]));
        }
        let raw = m.is_a(v, types::BYTES) || m.is_a(v, types::BYTEARRAY);
        if raw {
            methods::add_bytes(m, r, v)?;
        } else {
            methods::add_items(m, r, v, false)?;
        }
    }
    receiver::made(m, args.at(m, 0), Value::reference(r))
}

fn len(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let count = count_of(m, r);
    m.new_int(count as i64)
}

fn compare(m: &mut Machine, args: Args, op: CompareOp) -> R {
    let a = own(m, args)?;
    let Some(b) = as_array(m, args.at(m, 1)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (methods::list_of(m, a)?, methods::list_of(m, b)?);
    m.compare(op, Value::reference(x), Value::reference(y))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let mut text = Text::new(m)?;
    let v = args.at(m, 0);
    let class = m.type_of(v);
    let name = m.type_name(class);
    text.push_all(m, name)?;
    text.push_str(m, "('")?;
    text.push_byte(m, code(m, r).0)?;
    text.push_str(m, "'")?;
    if code(m, r).0 == b'u' && count_of(m, r) > 0 {
        let content = methods::text_of(m, r)?;
        text.push_str(m, ", ")?;
        text.push_repr(m, content)?;
    } else if count_of(m, r) > 0 {
        text.push_str(m, ", [")?;
        let mark = m.mark();
        let mut i = 0;
        while let Some(v) = item(m, r, i)? {
            if i > 0 {
                text.push_str(m, ", ")?;
            }
            sequence::push_repr(m, &mut text, v)?;
            m.release(mark);
            i += 1;
        }
        text.push_str(m, "]")?;
    }
    text.push_str(m, ")")?;
    text.finish(m)
}

fn iter(m: &mut Machine, args: Args) -> R {
    own(m, args)?;
    m.new_record(
        crate::ARRAY_ITERATOR,
        &[args.at(m, 0), Value::small_wrapping(0)],
    )
}

pub static ITERATOR: Space =
    Space::class(n::arrayiterator, types::OBJECT, types::iterator::ENDLESS)
        .iterator(step)
        .of_module(n::array);

fn step(m: &mut Machine, iterator: Ref) -> R<Option<Value>> {
    let Some(r) = as_array(m, m.heap.value(iterator, 1)) else {
        return Ok(None);
    };
    let i = m.heap.value(iterator, 2).as_small().unwrap_or(0);
    match item(m, r, i as usize)? {
        Some(v) => {
            m.heap.set_value(iterator, 2, Value::small_wrapping(i + 1));
            Ok(Some(v))
        }
        None => {
            m.heap.set_value(iterator, 1, Value::NONE);
            Ok(None)
        }
    }
}

/// The list behind a value that must be one.
fn must_be_list(m: &mut Machine, v: Value) -> R<Ref> {
    match m.as_native(v, Kind::List) {
        Some(r) => Ok(r),
        None => Err(m.type_error(&[Piece::S("arg must be list")])),
    }
}
