//! `tuple`.

use crate::machine::{Machine, Piece, Root};
use crate::memory::{Header, Kind};
use crate::names::n;
use crate::native::{Args, Item, Native, R, Space, class_method, method};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::{self, receiver, sequence};
use crate::value::Value;

pub static TUPLE: Space = Space::class(
    n::tuple,
    types::OBJECT,
    &[
        (
            n::count,
            Item::Method(
                Native::new(count, 2, 2).doc("count(value) -- how many items are equal to it"),
            ),
        ),
        (
            n::index,
            Item::Method(
                Native::new(index, 2, 4)
                    .doc("index(value, start=0, stop=None) -- where the first equal item is"),
            ),
        ),
        method(n::__add__, receiver::add, 2, 2),
        method(n::__contains__, receiver::contains, 2, 2),
        method(n::__eq__, receiver::eq, 2, 2),
        method(n::__ge__, receiver::ge, 2, 2),
        method(n::__getitem__, receiver::get_item, 2, 2),
        method(n::__gt__, receiver::gt, 2, 2),
        method(n::__hash__, receiver::hash, 1, 1),
        method(n::__iter__, receiver::iter, 1, 1),
        method(n::__le__, receiver::le, 2, 2),
        method(n::__len__, receiver::len, 1, 1),
        method(n::__lt__, receiver::lt, 2, 2),
        method(n::__mul__, receiver::mul, 2, 2),
        method(n::__ne__, receiver::ne, 2, 2),
        method(n::__repr__, receiver::repr, 1, 1),
        method(n::__rmul__, receiver::mul, 2, 2),
        class_method(n::__class_getitem__, receiver::class_get_item, 2, 2),
    ],
)
.new(Native::new(new, 1, 2).doc("tuple(iterable=()) -- a tuple of its items"))
.subclassable();

fn new(m: &mut Machine, args: Args) -> R {
    let tuple = match args.get(m, 1) {
        Some(v) => m.tuple_of(v)?,
        None => m.root(Root::EmptyTuple),
    };
    receiver::made(m, args.at(m, 0), tuple)
}

fn count(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Tuple)?;
    let count = sequence::count(m, r, args.at(m, 1))?;
    m.new_int(count as i64)
}

fn index(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Tuple)?;
    let (from, to) = sequence::search_bounds(m, args, 2, |m| m.heap.header(r).n())?;
    match sequence::find(m, r, args.at(m, 1), from, to)? {
        Some(i) => m.new_int(i as i64),
        None => Err(m.value_error(&[Piece::S("tuple.index(x): x not in tuple")])),
    }
}

/// `a op b`; `None` if the operands do not support it.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let Some(r) = a.as_ref() else { return Ok(None) };
    let len = m.heap.header(r).n();
    match op {
        BinaryOp::Add => {
            let Some(other) = m.as_native(b, Kind::Tuple) else {
                return Ok(None);
            };
            let more = m.heap.header(other).n();
            if more == 0 {
                return Ok(Some(a));
            }
            if len == 0 {
                return Ok(Some(Value::reference(other)));
            }
            let new = m.new_tuple_sized(len + more)?;
            sequence::copy_items(m, r, 0, new, 0, len);
            sequence::copy_items(m, other, 0, new, len, more);
            Ok(Some(Value::reference(new)))
        }
        BinaryOp::Mul => {
            let Some(times) = sequence::repetitions(m, b)? else {
                return Ok(None);
            };
            let Some(total) = len.checked_mul(times).filter(|t| *t <= Header::MAX) else {
                return Err(m.out_of_memory());
            };
            if total == 0 {
                return Ok(Some(m.root(Root::EmptyTuple)));
            }
            if times == 1 {
                return Ok(Some(a));
            }
            let new = m.new_tuple_sized(total)?;
            sequence::copy_items(m, r, 0, new, 0, len);
            sequence::repeat_items(m, new, len, total);
            Ok(Some(Value::reference(new)))
        }
        _ => Ok(None),
    }
}

/// `v[i]`.
pub fn get_item(m: &mut Machine, v: Value, i: Value) -> R {
    let Some(r) = v.as_ref() else {
        return Ok(Value::NONE);
    };
    let len = m.heap.header(r).n();
    if !m.heap.is(i, Kind::Slice) {
        let at = m.item_index(i, len, "tuple")?;
        return Ok(m.heap.value(r, 1 + at));
    }
    let (start, _, step, count) = m.slice_bounds(i, len)?;
    if count == 0 {
        return Ok(m.root(Root::EmptyTuple));
    }
    if step == 1 && count == len {
        return Ok(v);
    }
    let new = m.new_tuple_sized(count)?;
    if step == 1 {
        sequence::copy_items(m, r, start as usize, new, 0, count);
        return Ok(Value::reference(new));
    }
    let mut at = start;
    for k in 0..count {
        let x = m.heap.value(r, 1 + at as usize);
        m.heap.set_value(new, 1 + k, x);
        at += step;
    }
    Ok(Value::reference(new))
}

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    match (a.as_ref(), b.as_ref()) {
        (Some(a), Some(b)) => sequence::compare(m, op, a, b),
        _ => Ok(None),
    }
}

/// `hash(v)`.
pub fn hash(m: &mut Machine, v: Value) -> R<i64> {
    let Some(r) = v.as_ref() else { return Ok(0) };
    let mut h = 0x345678_u64;
    for i in 0..m.heap.header(r).n() {
        let x = m.heap.value(r, 1 + i);
        h = (h ^ m.hash(x)? as u64)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23);
    }
    Ok(short_hash(h))
}

/// A hash that is a small int in every object model.
pub fn short_hash(h: u64) -> i64 {
    ((h ^ (h >> 30) ^ (h >> 60)) & 0x3fff_ffff) as i64
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    sequence::repr(m, v, "(", ")")
}
