//! The module `struct`: values to bytes and back, by a format.

mod format;
mod number;

use format::{Field, Format};
use number::{number_bytes, unpack_one};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::memory::Kind;
use pyrite_core::native::{ANY, Native};
use pyrite_core::types::{self, bytes_place};
use pyrite_core::{Args, Item, Member, R, Raised, Space, Value, does, n, property, told};

pub static MODULE: Space =
    Space::module(
        n::r#struct,
        &[
            does(
                n::calcsize,
                calcsize,
                1,
                1,
                "calcsize(format) -- how many bytes a format takes",
            ),
            does(
                n::pack,
                pack,
                1,
                ANY,
                "pack(format, *values) -- the values as bytes",
            ),
            does(
                n::pack_into,
                pack_into,
                3,
                ANY,
                "pack_into(format, buffer, offset, *values) -- write the values into a bytearray",
            ),
            does(
                n::unpack,
                unpack,
                2,
                2,
                "unpack(format, buffer) -- the values that bytes stand for, as a tuple",
            ),
            (
                n::unpack_from,
                Item::Function(UNPACK_FROM.doc(
                    "unpack_from(format, buffer, offset=0) -- the values that stand at a place",
                )),
            ),
            does(
                n::iter_unpack,
                iter_unpack,
                2,
                2,
                "iter_unpack(format, buffer) -- an iterator of tuples, as long as there are bytes",
            ),
            (n::error, Item::Type(crate::STRUCT_ERROR)),
            (n::Struct, Item::Type(crate::STRUCT_TYPE)),
        ],
    );

const UNPACK_FROM: Native = Native::new(unpack_from, 2, 3).named(&[n::__, n::buffer, n::offset], 3);

pub static ERROR: Space = Space::class(n::error, types::EXCEPTION, &[])
    .new(Native::new(new_error, 1, ANY))
    .subclassable()
    .of_module(n::r#struct);

fn new_error(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let tuple = m.new_tuple_of(args.rest(1), args.len() - 1)?;
    m.new_exception_object(class, tuple)
}

/// `struct.Struct`: a record of the format and its size. Its methods are the module's functions with the format known.
pub static STRUCT: Space = Space::class(n::Struct, types::OBJECT, STRUCT_MEMBERS)
    .new(Native::new(new_struct, 2, 2).named(&[n::__, n::format], 2))
    .of_module(n::r#struct);

static STRUCT_MEMBERS: &[Member] = &[
    told(
        n::pack,
        pack,
        1,
        ANY,
        "pack(*values) -- the values as bytes",
    ),
    told(
        n::pack_into,
        pack_into,
        3,
        ANY,
        "pack_into(buffer, offset, *values) -- write the values into a bytearray",
    ),
    told(
        n::unpack,
        unpack,
        2,
        2,
        "unpack(buffer) -- the values that bytes stand for, as a tuple",
    ),
    (
        n::unpack_from,
        Item::Method(
            UNPACK_FROM.doc("unpack_from(buffer, offset=0) -- the values that stand at a place"),
        ),
    ),
    told(
        n::iter_unpack,
        iter_unpack,
        2,
        2,
        "iter_unpack(buffer) -- an iterator of tuples, as long as there are bytes",
    ),
    property(n::format, |m, v| field(m, v, 1)),
    property(n::size, |m, v| field(m, v, 2)),
];

fn new_struct(m: &mut Machine, args: Args) -> R {
    let format = args.at(m, 1);
    let size = Format::new(m, format)?.size(m)?;
    let text = match m.str_bytes(format) {
        Some(_) => m.str_payload(format),
        None => {
            let mut text = pyrite_core::machine::Text::new(m)?;
            text.push_all(m, format)?;
            text.finish(m)?
        }
    };
    let size = m.new_int(size as i64)?;
    m.new_record(crate::STRUCT_TYPE, &[text, size])
}

fn field(m: &mut Machine, v: Value, i: usize) -> R {
    match m.as_record(v, crate::STRUCT_TYPE) {
        Some(r) => Ok(m.heap.value(r, i)),
        None => Err(m.type_error(&[Piece::S("a Struct is needed, not "), Piece::T(v)])),
    }
}

fn error(m: &mut Machine, pieces: &[Piece]) -> Raised {
    m.error(crate::STRUCT_ERROR, pieces)
}

fn calcsize(m: &mut Machine, args: Args) -> R {
    let format = args.at(m, 0);
    let size = Format::new(m, format)?.size(m)?;
    m.new_int(size as i64)
}

fn pack(m: &mut Machine, args: Args) -> R {
    let format = args.at(m, 0);
    packed(m, format, args.rest(1), "pack")
}

/// The values as a bytes object.
fn packed(m: &mut Machine, format: Value, values: Args, name: &'static str) -> R {
    let mut count = 0;
    let mut sizes = Format::new(m, format)?;
    while let Some(field) = sizes.next(m)? {
        count += field.values();
    }
    if count != values.len() {
        return Err(error(
            m,
            &[
                Piece::S(name),
                Piece::S(" expected "),
                Piece::I(count as i64),
                Piece::S(" items for packing (got "),
                Piece::I(values.len() as i64),
                Piece::S(")"),
            ],
        ));
    }
    let size = sizes.offset;
    if size == 0 {
        return m.new_bytes(b"");
    }
    let target = m.new_bytes_sized(size)?;
    let mut format = Format::new(m, format)?;
    let mut next = 0;
    while let Some(field) = format.next(m)? {
        match field.code {
            b'x' => {}
            b's' | b'p' => {
                let v = values.at(m, next);
                next += 1;
                pack_text(m, field, v, target)?;
            }
            _ => {
                for i in 0..field.count {
                    let v = values.at(m, next);
                    next += 1;
                    let mut bytes = number_bytes(m, field, v, format.native)?;
                    let from = field.offset + i * field.size;
                    if format.big {
                        bytes.get_mut(..field.size).unwrap_or_default().reverse();
                    }
                    let all = m.heap.bytes_mut(target, 1, size);
                    if let (Some(to), Some(bytes)) = (
                        all.get_mut(from..from + field.size),
                        bytes.get(..field.size),
                    ) {
                        to.copy_from_slice(bytes);
                    }
                }
            }
        }
    }
    Ok(Value::reference(target))
}

/// `s` and `p`: as much of the bytes as there is room for.
fn pack_text(m: &mut Machine, field: Field, v: Value, target: pyrite_core::Ref) -> R<()> {
    let own = m.payload(v);
    let Some((source, word)) = bytes_place(m, own).filter(|_| m.buffer_bytes(own).is_some()) else {
        let text = match field.code {
            b's' => "argument for 's' must be a bytes object",
            _ => "argument for 'p' must be a bytes object",
        };
        return Err(error(m, &[Piece::S(text)]));
    };
    let length = m.buffer_bytes(own).map_or(0, <[u8]>::len);
    let lead = usize::from(field.code == b'p');
    if field.count < lead {
        return Ok(());
    }
    let length = length.min(field.count - lead);
    if lead == 1 {
        let size = field.offset + 1;
        if let Some(place) = m.heap.bytes_mut(target, 1, size).last_mut() {
            *place = length.min(255) as u8;
        }
    }
    m.copy_bytes(source, word, 0, target, 1, field.offset + lead, length);
    Ok(())
}

fn pack_into(m: &mut Machine, args: Args) -> R {
    let (format, buffer, offset) = (args.at(m, 0), args.at(m, 1), args.at(m, 2));
    let own = m.payload(buffer);
    let fixed = m.heap.is(own, Kind::Bytes);
    let Some(length) = m.buffer_bytes(buffer).map(<[u8]>::len).filter(|_| !fixed) else {
        return Err(m.type_error(&[
            Piece::S("pack_into() argument 2 must be read-write bytes-like object, not "),
            Piece::T(buffer),
        ]));
    };
    let size = Format::new(m, format)?.size(m)?;
    let offset = m.to_i64(offset)?;
    let from = place(m, offset, size, length, ("pack_into", "packing"))?;
    let packed = packed(m, format, args.rest(3), "pack_into")?;
    if size == 0 {
        return Ok(Value::NONE);
    }
    // Packing may have run a program's code: the buffer is looked at again.
    let long_enough = m
        .buffer_bytes(buffer)
        .is_some_and(|bytes| bytes.len() >= from + size);
    match (bytes_place(m, own), packed.as_ref()) {
        (Some((target, word)), Some(source)) if long_enough => {
            m.copy_bytes(source, 1, 0, target, word, from, size);
        }
        _ => {
            let (start, stop) = (m.new_int(from as i64)?, m.new_int((from + size) as i64)?);
            let slice = m.new_object(Kind::Slice, 0, &[start, stop, Value::NONE])?;
            m.set_item(buffer, slice, packed)?;
        }
    }
    Ok(Value::NONE)
}

/// The byte that an offset means, with room for `size` bytes behind it.
fn place(
    m: &mut Machine,
    offset: i64,
    size: usize,
    length: usize,
    names: (&'static str, &'static str),
) -> R<usize> {
    let from = if offset < 0 {
        offset.saturating_add(length as i64)
    } else {
        offset
    };
    let Ok(from) = usize::try_from(from) else {
        return Err(error(
            m,
            &[
                Piece::S("offset "),
                Piece::I(offset),
                Piece::S(" out of range for "),
                Piece::I(length as i64),
                Piece::S("-byte buffer"),
            ],
        ));
    };
    if from.checked_add(size).is_some_and(|end| end <= length) {
        return Ok(from);
    }
    Err(error(
        m,
        &[
            Piece::S(names.0),
            Piece::S(" requires a buffer of at least "),
            Piece::I(from.saturating_add(size) as i64),
            Piece::S(" bytes for "),
            Piece::S(names.1),
            Piece::S(" "),
            Piece::I(size as i64),
            Piece::S(" bytes at offset "),
            Piece::I(from as i64),
            Piece::S(" (actual buffer size is "),
            Piece::I(length as i64),
            Piece::S(")"),
        ],
    ))
}

/// The length of a buffer that is read.
fn buffer_length(m: &mut Machine, v: Value) -> R<usize> {
    match m.buffer_bytes(v) {
        Some(bytes) => Ok(bytes.len()),
        None => Err(m.type_error(&[
            Piece::S("a bytes-like object is required, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

fn unpack(m: &mut Machine, args: Args) -> R {
    let (format, buffer) = (args.at(m, 0), args.at(m, 1));
    let length = buffer_length(m, buffer)?;
    let size = Format::new(m, format)?.size(m)?;
    if length != size {
        return Err(error(
            m,
            &[
                Piece::S("unpack requires a buffer of "),
                Piece::I(size as i64),
                Piece::S(" bytes"),
            ],
        ));
    }
    unpacked(m, format, buffer, 0)
}

fn unpack_from(m: &mut Machine, args: Args) -> R {
    let (format, buffer) = (args.at(m, 0), args.at(m, 1));
    let length = buffer_length(m, buffer)?;
    let size = Format::new(m, format)?.size(m)?;
    let offset = match args.get(m, 2) {
        Some(offset) => m.to_i64(offset)?,
        None => 0,
    };
    let from = place(m, offset, size, length, ("unpack_from", "unpacking"))?;
    unpacked(m, format, buffer, from)
}

fn iter_unpack(m: &mut Machine, args: Args) -> R {
    let (format, buffer) = (args.at(m, 0), args.at(m, 1));
    let length = buffer_length(m, buffer)?;
    let size = Format::new(m, format)?.size(m)?;
    if size == 0 {
        let text = "cannot iteratively unpack with a struct of length 0";
        return Err(error(m, &[Piece::S(text)]));
    }
    if length % size != 0 {
        return Err(error(
            m,
            &[
                Piece::S("iterative unpacking requires a buffer of a multiple of "),
                Piece::I(size as i64),
                Piece::S(" bytes"),
            ],
        ));
    }
    let list = m.new_list_sized(length / size)?;
    let mark = m.mark();
    for from in (0..length).step_by(size) {
        let tuple = unpacked(m, format, buffer, from)?;
        m.list_push(list, tuple)?;
        m.release(mark);
    }
    m.iter(Value::reference(list))
}

/// The tuple of values that start at byte `from` of the buffer.
fn unpacked(m: &mut Machine, format: Value, buffer: Value, from: usize) -> R {
    let mut count = 0;
    let mut sizes = Format::new(m, format)?;
    while let Some(field) = sizes.next(m)? {
        count += field.values();
    }
    if count == 0 {
        return m.new_tuple(&[]);
    }
    let tuple = m.new_tuple_sized(count)?;
    let mut format = Format::new(m, format)?;
    let mut next = 1;
    let mark = m.mark();
    while let Some(field) = format.next(m)? {
        let start = from + field.offset;
        match field.code {
            b'x' => {}
            b's' | b'p' => {
                let v = unpack_text(m, field, buffer, start)?;
                m.heap.set_value(tuple, next, v);
                next += 1;
            }
            _ => {
                for i in 0..field.count {
                    let v = unpack_one(m, field, format.big, buffer, start + i * field.size)?;
                    m.heap.set_value(tuple, next, v);
                    next += 1;
                    m.release(mark);
                }
            }
        }
    }
    Ok(Value::reference(tuple))
}

fn unpack_text(m: &mut Machine, field: Field, buffer: Value, start: usize) -> R {
    let bytes = m.buffer_bytes(buffer).unwrap_or_default();
    let (start, length) = match field.code {
        b's' => (start, field.count),
        _ if field.count == 0 => (start, 0),
        _ => {
            let length = usize::from(bytes.get(start).copied().unwrap_or(0));
            (start + 1, length.min(field.count - 1))
        }
    };
    let target = m.new_bytes_sized(length)?;
    let mut part = [0; 32];
    for at in (0..length).step_by(part.len()) {
        let count = part.len().min(length - at);
        let place = start + at..start + at + count;
        let source = m.buffer_bytes(buffer).and_then(|bytes| bytes.get(place));
        if let (Some(to), Some(from)) = (part.get_mut(..count), source) {
            to.copy_from_slice(from);
        }
        let all = m.heap.bytes_mut(target, 1, length);
        if let (Some(to), Some(from)) = (all.get_mut(at..at + count), part.get(..count)) {
            to.copy_from_slice(from);
        }
    }
    Ok(Value::reference(target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{call, str, text, with_machine};

    #[test]
    fn values_become_bytes_and_come_back() {
        with_machine(|m| {
            let format = str(m, ">hB2s");
            let bytes = m.new_bytes(b"ab").unwrap();
            let args = [
                format,
                Value::small_wrapping(-2),
                Value::small_wrapping(7),
                bytes,
            ];
            let packed = call(m, &MODULE, n::pack, &args).unwrap();
            assert_eq!(m.buffer_bytes(packed), Some(&b"\xff\xfe\x07ab"[..]));
            let tuple = call(m, &MODULE, n::unpack, &[format, packed]).unwrap();
            assert_eq!(m.tuple_item(tuple, 0).as_small(), Some(-2));
            let last = m.tuple_item(tuple, 2);
            assert_eq!(text(m, last), "ab");
            let native = str(m, "bi");
            let size = call(m, &MODULE, n::calcsize, &[native]).unwrap();
            assert_eq!(size.as_small(), Some(8));
        });
    }
}
