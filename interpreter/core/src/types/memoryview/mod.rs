//! `memoryview`: the bytes of another object as a row of items, without a copy. One dimension.

mod item;
mod methods;
mod view;

pub use view::{View, is_exported, is_view, to_bytes};

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Buffer, Item, Member, Native, R, Space, property, told};
use crate::ops::CompareOp;
use crate::types;
use crate::value::{Ref, Value};

pub static MEMORYVIEW: Space = Space::class(n::memoryview, types::OBJECT, MEMBERS)
    .new(
        Native::new(new, 2, 2)
            .named(&[n::__, n::object], 2)
            .doc("memoryview(object) -- the bytes of an object, without a copy"),
    )
    .buffer(buffer);

static MEMBERS: &[Member] = &[
    (
        n::cast,
        Item::Method(
            Native::new(methods::cast, 2, 3)
                .named(&[n::__, n::format, n::shape], 3)
                .doc("cast(format) -- the same bytes as items of another format"),
        ),
    ),
    (
        n::hex,
        Item::Method(
            Native::new(methods::hex, 1, 3)
                .named(&[n::__, n::sep, n::bytes_per_sep], 3)
                .doc("hex(sep='', bytes_per_sep=1) -- the bytes as hex digits"),
        ),
    ),
    told(
        n::release,
        methods::release,
        1,
        1,
        "release() -- let go of the object",
    ),
    (
        n::tobytes,
        Item::Method(
            Native::new(methods::tobytes, 1, 2)
                .named(&[n::__, n::order], 2)
                .doc("tobytes() -- the items as bytes"),
        ),
    ),
    told(
        n::tolist,
        methods::tolist,
        1,
        1,
        "tolist() -- list of the items",
    ),
    told(
        n::toreadonly,
        methods::toreadonly,
        1,
        1,
        "toreadonly() -- a view that cannot be written",
    ),
    property(n::c_contiguous, methods::contiguous),
    property(n::contiguous, methods::contiguous),
    property(n::f_contiguous, methods::contiguous),
    property(n::format, methods::format),
    property(n::itemsize, methods::itemsize),
    property(n::nbytes, methods::nbytes),
    property(n::ndim, methods::ndim),
    property(n::obj, methods::obj),
    property(n::readonly, methods::readonly),
    property(n::shape, methods::shape),
    property(n::strides, methods::strides),
    property(n::suboffsets, methods::suboffsets),
    (
        n::__enter__,
        Item::Method(Native::new(methods::enter, 1, 1)),
    ),
    (n::__exit__, Item::Method(Native::new(methods::exit, 1, 4))),
    (n::__len__, Item::Method(Native::new(methods::len, 1, 1))),
    (n::__iter__, Item::Method(Native::new(methods::iter, 1, 1))),
    (
        n::__getitem__,
        Item::Method(Native::new(methods::get_item, 2, 2)),
    ),
    (
        n::__setitem__,
        Item::Method(Native::new(methods::set_item, 3, 3)),
    ),
    (
        n::__delitem__,
        Item::Method(Native::new(methods::delete_item, 2, 2)),
    ),
    (n::__eq__, Item::Method(Native::new(methods::eq, 2, 2))),
    (n::__ne__, Item::Method(Native::new(methods::ne, 2, 2))),
    (n::__hash__, Item::Method(Native::new(methods::hash, 1, 1))),
    (n::__repr__, Item::Method(Native::new(methods::repr, 1, 1))),
];

fn new(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    match View::over(m, v)? {
        Some(view) => view.make(m),
        None => Err(m.type_error(&[
            Piece::S("memoryview: a bytes-like object is required, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

/// What a view shows, if it is in one piece.
fn buffer(m: &Machine, record: Ref) -> Option<Buffer> {
    let view = View::read(m, record)?;
    if !view.is_contiguous() {
        return None;
    }
    Some(Buffer {
        base: view.base,
        from: usize::try_from(view.from).ok()?,
        len: view.count.checked_mul(view.size)?,
        format: view.format,
    })
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    if !cfg!(feature = "memoryview") {
        return Err(m.left_out());
    }
    let id = m.id(v)?;
    let released = m
        .heap
        .as_kind(v, Kind::Record)
        .is_none_or(|r| View::read(m, r).is_none());
    let mut digits = [0; 64];
    let from = types::int::digits_of(u64::from(id), 16, false, &mut digits);
    let digits = core::str::from_utf8(&digits[from..]).unwrap_or("");
    m.message(&[
        Piece::S(if released {
            "<released memory at 0x"
        } else {
            "<memory at 0x"
        }),
        Piece::S(digits),
        Piece::S(">"),
    ])
}

/// `a op b`, one of them a view; `None` if they are not ordered.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    if !cfg!(feature = "memoryview") {
        return Ok(None);
    }
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(None);
    }
    Ok(view::equal(m, a, b)?.map(|same| same == (op == CompareOp::Eq)))
}
