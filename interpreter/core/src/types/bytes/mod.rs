//! `bytes`: its table of members, its constructor, and what the operators ask of it and of bytearray.

pub mod construct;
pub mod hex;
pub mod repr;
pub mod translate;

pub use repr::repr;

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Item, Member, Native, R, Space, rare, told};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::str::{case, predicate};
use crate::types::text::{Source, affix, find, join, pad, replace, split, strip};
use crate::types::{self, codec, dunder, format};
use crate::value::Value;

pub static BYTES: Space = Space::class(n::bytes, types::OBJECT, MEMBERS)
    .new(
        Native::new(construct::new, 1, 4)
            .named(&[n::__, n::source, n::encoding, n::errors], 4)
            .doc("bytes(source=b'', encoding=None, errors=None) -- of a length, of ints, of something bytes-like, or of text encoded"),
    )
    .subclassable();

/// What bytes and bytearray have in common, and after it what one of them has alone.
macro_rules! members {
    ($($own:expr),* $(,)?) => {
        &[
            told(n::capitalize, case::capitalize, 1, 1, "capitalize() -- first letter upper case, the rest lower"),
            told(n::center, pad::center, 2, 3, "center(width, fillchar=b' ') -- padded on both sides"),
            told(n::count, find::count, 2, 4, "count(sub, start=0, end=len) -- how often sub occurs, without overlaps"),
            (
                n::decode,
                Item::Method(
                    Native::new(codec::decode_method, 1, 3)
                        .named(&[n::__, n::encoding, n::errors], 3)
                        .doc("decode(encoding='utf-8', errors='strict') -- as text"),
                ),
            ),
            told(n::endswith, affix::endswith, 2, 4, "endswith(suffix, start=0, end=len) -- suffix may be a tuple of them"),
            (
                n::expandtabs,
                Item::Method(
                    Native::new(rare(replace::expandtabs), 1, 2)
                        .named(&[n::__, n::tabsize], 2)
                        .doc("expandtabs(tabsize=8) -- tabs become spaces up to the next column"),
                ),
            ),
            told(n::find, find::find, 2, 4, "find(sub, start=0, end=len) -- first place of sub, -1 if there is none"),
            (
                n::fromhex,
                Item::ClassMethod(
                    Native::new(hex::fromhex, 2, 2).doc("fromhex(string) -- bytes of pairs of hex digits"),
                ),
            ),
            (
                n::hex,
                Item::Method(
                    Native::new(hex::hex, 1, 3)
                        .named(&[n::__, n::sep, n::bytes_per_sep], 3)
                        .doc("hex(sep='', bytes_per_sep=1) -- as hex digits"),
                ),
            ),
            told(n::index, find::index, 2, 4, "index(sub, start=0, end=len) -- like find, ValueError if there is none"),
            told(n::isalnum, predicate::isalnum, 1, 1, "isalnum() -- only ASCII letters and digits"),
            told(n::isalpha, predicate::isalpha, 1, 1, "isalpha() -- only ASCII letters"),
            told(n::isascii, predicate::isascii, 1, 1, "isascii() -- only bytes below 128, or nothing"),
            told(n::isdigit, predicate::isdigit, 1, 1, "isdigit() -- only ASCII digits"),
            told(n::islower, predicate::islower, 1, 1, "islower() -- ASCII letters, none of them upper case"),
            told(n::isspace, predicate::isspace, 1, 1, "isspace() -- only ASCII whitespace"),
            told(n::istitle, rare(predicate::istitle), 1, 1, "istitle() -- every word starts with an upper case letter"),
            told(n::isupper, predicate::isupper, 1, 1, "isupper() -- ASCII letters, none of them lower case"),
            told(n::join, join::join, 2, 2, "join(iterable) -- the parts with this one between them"),
            told(n::ljust, pad::ljust, 2, 3, "ljust(width, fillchar=b' ') -- padded on the right"),
            told(n::lower, case::lower, 1, 1, "lower() -- in lower case"),
            told(n::lstrip, strip::lstrip, 1, 2, "lstrip(bytes=None) -- without whitespace at the beginning"),
            (
                n::maketrans,
                Item::Function(
                    Native::new(rare(translate::maketrans), 2, 2)
                        .doc("maketrans(frm, to) -- a table for translate"),
                ),
            ),
            told(n::partition, split::partition, 2, 2, "partition(sep) -- (before, sep, after) at the first sep"),
            told(n::removeprefix, affix::removeprefix, 2, 2, "removeprefix(prefix) -- without it, if it is there"),
            told(n::removesuffix, affix::removesuffix, 2, 2, "removesuffix(suffix) -- without it, if it is there"),
            told(n::replace, replace::replace, 3, 4, "replace(old, new, count=-1) -- every old replaced by new"),
            told(n::rfind, find::rfind, 2, 4, "rfind(sub, start=0, end=len) -- last place of sub, -1 if there is none"),
            told(n::rindex, find::rindex, 2, 4, "rindex(sub, start=0, end=len) -- like rfind, ValueError if there is none"),
            told(n::rjust, pad::rjust, 2, 3, "rjust(width, fillchar=b' ') -- padded on the left"),
            told(n::rpartition, split::rpartition, 2, 2, "rpartition(sep) -- (before, sep, after) at the last sep"),
            (
                n::rsplit,
                Item::Method(
                    Native::new(split::rsplit, 1, 3)
                        .named(&[n::__, n::sep, n::maxsplit], 3)
                        .doc("rsplit(sep=None, maxsplit=-1) -- list of parts, split from the end"),
                ),
            ),
            told(n::rstrip, strip::rstrip, 1, 2, "rstrip(bytes=None) -- without whitespace at the end"),
            (
                n::split,
                Item::Method(
                    Native::new(split::split, 1, 3)
                        .named(&[n::__, n::sep, n::maxsplit], 3)
                        .doc("split(sep=None, maxsplit=-1) -- list of parts, split at sep or at whitespace"),
                ),
            ),
            (
                n::splitlines,
                Item::Method(
                    Native::new(rare(split::splitlines), 1, 2)
                        .named(&[n::__, n::keepends], 2)
                        .doc("splitlines(keepends=False) -- list of lines"),
                ),
            ),
            told(n::startswith, affix::startswith, 2, 4, "startswith(prefix, start=0, end=len) -- prefix may be a tuple of them"),
            told(n::strip, strip::strip, 1, 2, "strip(bytes=None) -- without whitespace at both ends"),
            told(n::swapcase, rare(case::swapcase), 1, 1, "swapcase() -- upper case lower and lower case upper"),
            told(n::title, rare(case::title), 1, 1, "title() -- every word with an upper case first letter"),
            (
                n::translate,
                Item::Method(
                    Native::new(rare(translate::translate), 2, 3)
                        .named(&[n::__, n::__, n::delete], 3)
                        .doc("translate(table, delete=b'') -- bytes replaced as the table says"),
                ),
            ),
            told(n::upper, case::upper, 1, 1, "upper() -- in upper case"),
            told(n::zfill, pad::zfill, 2, 2, "zfill(width) -- padded with zeros behind the sign"),
            (n::__add__, Item::Method(Native::new(dunder::add, 2, 2))),
            (n::__mul__, Item::Method(Native::new(dunder::mul, 2, 2))),
            (n::__rmul__, Item::Method(Native::new(dunder::mul, 2, 2))),
            (n::__mod__, Item::Method(Native::new(dunder::modulo, 2, 2))),
            (n::__rmod__, Item::Method(Native::new(dunder::rmodulo, 2, 2))),
            (n::__len__, Item::Method(Native::new(dunder::len, 1, 1))),
            (n::__getitem__, Item::Method(Native::new(dunder::get_item, 2, 2))),
            (n::__contains__, Item::Method(Native::new(dunder::contains, 2, 2))),
            (n::__iter__, Item::Method(Native::new(dunder::iter, 1, 1))),
            (n::__eq__, Item::Method(Native::new(dunder::eq, 2, 2))),
            (n::__ne__, Item::Method(Native::new(dunder::ne, 2, 2))),
            (n::__lt__, Item::Method(Native::new(dunder::lt, 2, 2))),
            (n::__le__, Item::Method(Native::new(dunder::le, 2, 2))),
            (n::__gt__, Item::Method(Native::new(dunder::gt, 2, 2))),
            (n::__ge__, Item::Method(Native::new(dunder::ge, 2, 2))),
            (n::__repr__, Item::Method(Native::new(dunder::repr, 1, 1))),
            (n::__str__, Item::Method(Native::new(dunder::repr, 1, 1))),
            $($own),*
        ]
    };
}
pub(super) use members;

static MEMBERS: &[Member] = members![
    (n::__hash__, Item::Method(Native::new(dunder::hash, 1, 1))),
    (
        n::__bytes__,
        Item::Method(Native::new(construct::to_bytes, 1, 1))
    ),
];

/// A bytes object with the first `len` bytes of something bytes-like.
pub fn copy_of(m: &mut Machine, v: Value, len: usize) -> R {
    let Some(own) = Source::of_bytes(m, v) else {
        return Err(types::text::bytes_required(m, v));
    };
    let len = len.min(own.len);
    if len == 0 {
        return m.new_bytes(b"");
    }
    let r = m.new_bytes_sized(len)?;
    own.copy(m, 0, len, r, 1, 0);
    Ok(Value::reference(r))
}

/// An int as a byte.
pub fn byte(m: &mut Machine, v: Value) -> R<u8> {
    let i = m.index(v)?;
    match i.as_small().map(u8::try_from) {
        Some(Ok(b)) => Ok(b),
        _ => Err(m.value_error(&[Piece::S("byte must be in range(0, 256)")])),
    }
}

/// `a op b`; `None` if the operands do not support it.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let Some(x) = Source::of_bytes(m, a) else {
        return Ok(None);
    };
    match op {
        BinaryOp::Add => match Source::of_bytes(m, b) {
            Some(y) => join::concat(m, &x, &y).map(Some),
            None => Ok(None),
        },
        BinaryOp::Mul if m.is_index(b) => {
            // The count may be computed by Python code, which may resize a bytearray.
            let count = m.index(b)?;
            match Source::of_bytes(m, a) {
                Some(x) => join::repeat(m, &x, count).map(Some),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// `bytes % values`.
pub fn percent(m: &mut Machine, text: Value, values: Value) -> R {
    format::percent::percent(m, text, values)
}

/// `v[i]`.
pub fn get_item(m: &mut Machine, v: Value, i: Value) -> R {
    let array = m.heap.is(v, Kind::ByteArray);
    let len = m.len(v)?;
    if m.heap.is(i, Kind::Slice) {
        let (start, _, step, count) = m.slice_bounds(i, len)?;
        let Some(own) = Source::of_bytes(m, v) else {
            return Ok(v);
        };
        let start = start as usize;
        if count == 0 {
            return types::text::empty(m, own.flavour);
        }
        if step == 1 {
            return own.part(m, start, start + count);
        }
        return types::str::index::every(m, &own, start, step, count);
    }
    let what = if array { "bytearray" } else { "byte" };
    if !i.is_small() && !m.is_index(i) {
        return Err(m.type_error(&[
            Piece::S(what),
            Piece::S(" indices must be integers or slices, not "),
            Piece::T(i),
        ]));
    }
    let what = if array { "bytearray" } else { "" };
    let at = index(m, i, len, what)?;
    let b = m.buffer_bytes(v).and_then(|b| b.get(at)).copied();
    match b {
        Some(b) => Ok(Value::small_wrapping(i64::from(b))),
        None => Err(m.out_of_range(what)),
    }
}

/// An index into bytes; `what` is empty for bytes, whose error does not name them.
fn index(m: &mut Machine, i: Value, len: usize, what: &str) -> R<usize> {
    if what.is_empty() {
        let number = m.index(i)?;
        let at = number
            .as_small()
            .map(|i| if i < 0 { i + len as i64 } else { i });
        match at {
            Some(at) if at >= 0 && (at as usize) < len => return Ok(at as usize),
            Some(_) => {
                return Err(m.error(types::INDEX_ERROR, &[Piece::S("index out of range")]));
            }
            None => {}
        }
    }
    m.item_index(i, len, what)
}

/// `item in v`.
pub fn contains(m: &mut Machine, v: Value, item: Value) -> R<bool> {
    find::contains(m, v, item)
}

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    let view = |m: &Machine, v: Value| m.heap.is(v, Kind::Record);
    if view(m, a) || view(m, b) {
        return types::memoryview::compare(m, op, a, b);
    }
    Ok(Some(
        op.holds(Some(m.buffer_bytes(a).cmp(&m.buffer_bytes(b)))),
    ))
}
