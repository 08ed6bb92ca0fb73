//! What a memoryview can do.

use super::item;
use super::view::{self, View, is_view};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::{Args, R, Raised};
use crate::types;
use crate::types::text::{Source, number};
use crate::value::Value;

fn own(m: &mut Machine, args: Args) -> R<View> {
    let v = args.at(m, 0);
    View::of(m, v)
}

pub fn release(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if is_view(m, v) {
        view::release(m, v);
    }
    Ok(Value::NONE)
}

pub fn enter(m: &mut Machine, args: Args) -> R {
    own(m, args)?;
    Ok(args.at(m, 0))
}

pub fn exit(m: &mut Machine, args: Args) -> R {
    release(m, args)
}

pub fn tobytes(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    view::to_bytes(m, v)
}

pub fn tolist(m: &mut Machine, args: Args) -> R {
    let view = own(m, args)?;
    let list = m.new_list_sized(view.count)?;
    for i in 0..view.count {
        let mark = m.mark();
        let bytes = view.bytes(m, i)?;
        let v = item::unpack(m, view.format, &bytes)?;
        m.list_push(list, v)?;
        m.release(mark);
    }
    Ok(Value::reference(list))
}

pub fn toreadonly(m: &mut Machine, args: Args) -> R {
    let mut view = own(m, args)?;
    view.readonly = true;
    view.make(m)
}

pub fn hex(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let bytes = view::to_bytes(m, v)?;
    m.keep(bytes);
    let separator = types::bytes::hex::separator(m, args)?;
    let group = number(m, args, 2, 1)?;
    match Source::of_bytes(m, bytes) {
        Some(own) => types::bytes::hex::hex_of(m, &own, separator, group),
        None => Ok(Value::NONE),
    }
}

pub fn cast(m: &mut Machine, args: Args) -> R {
    let mut view = own(m, args)?;
    let format = args.at(m, 1);
    if m.str_bytes(format).is_none() {
        return Err(m.type_error(&[
            Piece::S("cast() argument 'format' must be str, not "),
            Piece::T(format),
        ]));
    }
    if !view.is_contiguous() {
        return Err(m.type_error(&[Piece::S(
            "memoryview: casts are restricted to C-contiguous views",
        )]));
    }
    let Some(size) = item::size_of(m, format) else {
        return Err(m.value_error(&[Piece::S(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        )]));
    };
    if !item::is_byte(m, view.format) && !item::is_byte(m, format) {
        return Err(m.type_error(&[Piece::S(
            "memoryview: cannot cast between two non-byte formats",
        )]));
    }
    let len = view.count * view.size;
    if len % size != 0 {
        return Err(m.type_error(&[Piece::S("memoryview: length is not a multiple of itemsize")]));
    }
    if let Some(shape) = args.get(m, 2) {
        check_shape(m, shape, len / size)?;
    }
    view.format = m.str_payload(format);
    view.size = size;
    view.count = len / size;
    view.stride = size as i64;
    view.make(m)
}

/// A shape of one dimension may be given, if it is the one that comes out anyway.
fn check_shape(m: &mut Machine, shape: Value, count: usize) -> R<()> {
    let list = m.list_of(shape)?;
    if m.list_len(list) != 1 {
        return Err(m.error(
            types::NOT_IMPLEMENTED_ERROR,
            &[Piece::S("memoryview: only one dimension is supported")],
        ));
    }
    let len = m.list_item(list, 0);
    if m.index_clamped(len)? != count as i64 {
        return Err(m.type_error(&[Piece::S(
            "memoryview: product(shape) * itemsize != buffer size",
        )]));
    }
    Ok(())
}

pub fn len(m: &mut Machine, args: Args) -> R {
    let view = own(m, args)?;
    m.new_int(view.count as i64)
}

pub fn iter(m: &mut Machine, args: Args) -> R {
    own(m, args)?;
    types::iterator::over(m, args.at(m, 0))
}

#[cold]
fn invalid_key(m: &mut Machine) -> Raised {
    m.type_error(&[Piece::S("memoryview: invalid slice key")])
}

/// The item that an index means.
fn index(m: &mut Machine, view: &View, i: Value) -> R<usize> {
    let number = m.index(i)?;
    let at = number
        .as_small()
        .map(|i| if i < 0 { i + view.count as i64 } else { i });
    match at {
        Some(at) if at >= 0 && (at as usize) < view.count => Ok(at as usize),
        Some(_) => Err(m.error(
            types::INDEX_ERROR,
            &[Piece::S("index out of bounds on dimension 1")],
        )),
        None => Err(m.error(
            types::INDEX_ERROR,
            &[Piece::S("cannot fit 'int' into an index-sized integer")],
        )),
    }
}

/// The part of a view that a slice means.
fn part(m: &mut Machine, view: &View, slice: Value) -> R<View> {
    let (start, _, step, count) = m.slice_bounds(slice, view.count)?;
    Ok(View {
        // An empty part lies nowhere: its start may be outside.
        from: if count == 0 {
            view.from
        } else {
            view.from + start * view.stride
        },
        count,
        stride: view.stride.saturating_mul(step),
        ..*view
    })
}

pub fn get_item(m: &mut Machine, args: Args) -> R {
    let view = own(m, args)?;
    let i = args.at(m, 1);
    if m.heap.is(i, Kind::Slice) {
        return part(m, &view, i)?.make(m);
    }
    if !m.is_index(i) {
        return Err(invalid_key(m));
    }
    let at = index(m, &view, i)?;
    let view = own(m, args)?;
    let bytes = view.bytes(m, at)?;
    item::unpack(m, view.format, &bytes)
}

pub fn set_item(m: &mut Machine, args: Args) -> R {
    let view = own(m, args)?;
    let (i, x) = (args.at(m, 1), args.at(m, 2));
    if view.readonly {
        return Err(m.type_error(&[Piece::S("cannot modify read-only memory")]));
    }
    if m.heap.is(i, Kind::Slice) {
        let part = part(m, &view, i)?;
        copy_into(m, &part, x)?;
        return Ok(Value::NONE);
    }
    if !m.is_index(i) {
        return Err(invalid_key(m));
    }
    let at = index(m, &view, i)?;
    let bytes = item::pack(m, view.format, x)?;
    let view = own(m, args)?;
    view.write(m, at, &bytes[..view.size])?;
    Ok(Value::NONE)
}

fn copy_into(m: &mut Machine, part: &View, x: Value) -> R<()> {
    let Some(from) = View::over(m, x)? else {
        return Err(types::text::bytes_required(m, x));
    };
    let same = match (m.str_bytes(part.format), m.str_bytes(from.format)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    };
    if !same || from.count != part.count {
        return Err(m.value_error(&[Piece::S(
            "memoryview assignment: lvalue and rvalue have different structures",
        )]));
    }
    // Both may be parts of the same object: then the items are read before any is written.
    let from = if from.base == part.base {
        let mut copy = from;
        let v = from.make(m)?;
        let bytes = view::to_bytes(m, v)?;
        view::release(m, v);
        m.keep(bytes);
        (copy.base, copy.from, copy.stride) = (bytes, 0, copy.size as i64);
        copy
    } else {
        from
    };
    for i in 0..part.count {
        let bytes = from.bytes(m, i)?;
        part.write(m, i, &bytes[..part.size])?;
    }
    Ok(())
}

pub fn delete_item(m: &mut Machine, args: Args) -> R {
    own(m, args)?;
    Err(m.type_error(&[Piece::S("cannot delete memory")]))
}

fn comparison(m: &mut Machine, args: Args, wanted: bool) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let same = view::equal(m, a, b)?;
    Ok(same.map_or(Value::NOT_IMPLEMENTED, |same| Value::bool(same == wanted)))
}

pub fn eq(m: &mut Machine, args: Args) -> R {
    comparison(m, args, true)
}

pub fn ne(m: &mut Machine, args: Args) -> R {
    comparison(m, args, false)
}

pub fn hash(m: &mut Machine, args: Args) -> R {
    let view = own(m, args)?;
    if !view.readonly {
        return Err(m.value_error(&[Piece::S("cannot hash writable memoryview object")]));
    }
    let v = args.at(m, 0);
    let bytes = view::to_bytes(m, v)?;
    m.keep(bytes);
    let hash = m.hash(bytes)?;
    m.new_int(hash)
}

pub fn repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    super::repr(m, v)
}

pub fn contiguous(m: &mut Machine, v: Value) -> R {
    Ok(Value::bool(View::of(m, v)?.is_contiguous()))
}

pub fn format(m: &mut Machine, v: Value) -> R {
    Ok(View::of(m, v)?.format)
}

pub fn itemsize(m: &mut Machine, v: Value) -> R {
    let size = View::of(m, v)?.size;
    m.new_int(size as i64)
}

pub fn nbytes(m: &mut Machine, v: Value) -> R {
    let view = View::of(m, v)?;
    m.new_int((view.count * view.size) as i64)
}

pub fn ndim(m: &mut Machine, v: Value) -> R {
    View::of(m, v)?;
    Ok(Value::small_wrapping(1))
}

pub fn obj(m: &mut Machine, v: Value) -> R {
    Ok(View::of(m, v)?.object)
}

pub fn readonly(m: &mut Machine, v: Value) -> R {
    Ok(Value::bool(View::of(m, v)?.readonly))
}

pub fn shape(m: &mut Machine, v: Value) -> R {
    let count = View::of(m, v)?.count;
    let count = m.new_int(count as i64)?;
    m.new_tuple(&[count])
}

pub fn strides(m: &mut Machine, v: Value) -> R {
    let stride = View::of(m, v)?.stride;
    let stride = m.new_int(stride)?;
    m.new_tuple(&[stride])
}

pub fn suboffsets(m: &mut Machine, v: Value) -> R {
    View::of(m, v)?;
    m.new_tuple(&[])
}
