//! `list`: items in a buffer of its own that grows; operators and items.

mod methods;
mod slices;
mod sort;

use crate::machine::{Machine, Piece};
use crate::memory::{Header, Kind};
use crate::names::n;
use crate::native::{Item, Native, R, Space, class_method, method};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::{self, receiver, sequence};
use crate::value::{Ref, Value, Word};

pub use slices::{copy_slice, set_slice};
pub use sort::sort;

pub static LIST: Space = Space::class(
    n::list,
    types::OBJECT,
    &[
        (
            n::append,
            Item::Method(
                Native::new(methods::append, 2, 2)
                    .doc("append(object) -- add an item at the end"),
            ),
        ),
        (
            n::clear,
            Item::Method(Native::new(methods::clear, 1, 1).doc("clear() -- remove all items")),
        ),
        (
            n::copy,
            Item::Method(Native::new(methods::copy, 1, 1).doc("copy() -- a new list of the same items")),
        ),
        (
            n::count,
            Item::Method(
                Native::new(methods::count, 2, 2)
                    .doc("count(value) -- how many items are equal to it"),
            ),
        ),
        (
            n::extend,
            Item::Method(
                Native::new(methods::extend, 2, 2)
                    .doc("extend(iterable) -- add all its items at the end"),
            ),
        ),
        (
            n::index,
            Item::Method(
                Native::new(methods::index, 2, 4)
                    .doc("index(value, start=0, stop=None) -- where the first equal item is"),
            ),
        ),
        (
            n::insert,
            Item::Method(
                Native::new(methods::insert, 3, 3)
                    .doc("insert(index, object) -- add an item before that index"),
            ),
        ),
        (
            n::pop,
            Item::Method(
                Native::new(methods::pop, 1, 2)
                    .doc("pop(index=-1) -- remove the item there and return it"),
            ),
        ),
        (
            n::remove,
            Item::Method(
                Native::new(methods::remove, 2, 2)
                    .doc("remove(value) -- remove the first item equal to it"),
            ),
        ),
        (
            n::reverse,
            Item::Method(
                Native::new(methods::reverse, 1, 1)
                    .doc("reverse() -- turn the order of the items round"),
            ),
        ),
        (
            n::sort,
            Item::Method(
                Native::new(methods::sort, 1, 3)
                    .named(&[n::__, n::key, n::reverse], 1)
                    .doc("sort(*, key=None, reverse=False) -- put the items in order, equal ones as they were"),
            ),
        ),
        method(n::__add__, receiver::add, 2, 2),
        method(n::__contains__, receiver::contains, 2, 2),
        method(n::__delitem__, receiver::del_item, 2, 2),
        method(n::__eq__, receiver::eq, 2, 2),
        method(n::__ge__, receiver::ge, 2, 2),
        method(n::__getitem__, receiver::get_item, 2, 2),
        method(n::__gt__, receiver::gt, 2, 2),
        (n::__hash__, Item::Value(Value::NONE)),
        method(n::__iadd__, receiver::iadd, 2, 2),
        method(n::__imul__, receiver::imul, 2, 2),
        method(n::__init__, methods::init, 1, 2),
        method(n::__iter__, receiver::iter, 1, 1),
        method(n::__le__, receiver::le, 2, 2),
        method(n::__len__, receiver::len, 1, 1),
        method(n::__lt__, receiver::lt, 2, 2),
        method(n::__mul__, receiver::mul, 2, 2),
        method(n::__ne__, receiver::ne, 2, 2),
        method(n::__repr__, receiver::repr, 1, 1),
        method(n::__reversed__, methods::reversed, 1, 1),
        method(n::__rmul__, receiver::mul, 2, 2),
        method(n::__setitem__, receiver::set_item, 3, 3),
        class_method(n::__class_getitem__, receiver::class_get_item, 2, 2),
    ],
)
.new(Native::new(methods::new, 1, 2).doc("list(iterable=()) -- a list of its items"))
.subclassable();

/// `a op b`; `None` if the operands do not support it.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let Some(r) = a.as_ref() else { return Ok(None) };
    match op {
        BinaryOp::Add => {
            let Some(other) = m.as_native(b, Kind::List) else {
                return Ok(None);
            };
            let (x, y) = (m.list_len(r), m.list_len(other));
            let list = m.new_list_sized(x + y)?;
            append_items(m, list, r, x);
            append_items(m, list, other, y);
            Ok(Some(Value::reference(list)))
        }
        BinaryOp::Mul => {
            let Some(times) = sequence::repetitions(m, b)? else {
                return Ok(None);
            };
            let len = m.list_len(r);
            let Some(total) = len.checked_mul(times).filter(|t| *t <= Header::MAX) else {
                return Err(m.out_of_memory());
            };
            let list = m.new_list_sized(total)?;
            if total > 0 {
                append_items(m, list, r, len);
                if let Some(buffer) = m.heap.value(list, 2).as_ref() {
                    sequence::repeat_items(m, buffer, len, total);
                }
                m.heap.set_word(list, 1, total as Word);
            }
            Ok(Some(Value::reference(list)))
        }
        _ => Ok(None),
    }
}

/// Appends the first `count` items of a list or tuple, for which there is room.
fn append_items(m: &mut Machine, list: Ref, source: Ref, count: usize) {
    let len = m.list_len(list);
    let (from, _) = sequence::items(m, source);
    if count > 0
        && let Some(buffer) = m.heap.value(list, 2).as_ref()
    {
        sequence::copy_items(m, from, 0, buffer, len, count);
        m.heap.set_word(list, 1, (len + count) as Word);
    }
}

/// `a op= b` in place; `None` if there is no in-place form.
pub fn in_place(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let Some(r) = a.as_ref() else { return Ok(None) };
    match op {
        BinaryOp::Add => {
            m.list_extend(r, b)?;
            Ok(Some(a))
        }
        BinaryOp::Mul => {
            let Some(times) = sequence::repetitions(m, b)? else {
                return Ok(None);
            };
            let len = m.list_len(r);
            if times == 0 {
                truncate(m, r, 0);
                return Ok(Some(a));
            }
            let Some(total) = len.checked_mul(times).filter(|t| *t <= Header::MAX) else {
                return Err(m.out_of_memory());
            };
            if total > len {
                m.list_reserve(r, total)?;
                if let Some(buffer) = m.heap.value(r, 2).as_ref() {
                    sequence::repeat_items(m, buffer, len, total);
                    m.heap.set_word(r, 1, total as Word);
                }
            }
            Ok(Some(a))
        }
        _ => Ok(None),
    }
}

/// `v[i]`.
pub fn get_item(m: &mut Machine, v: Value, i: Value) -> R {
    let Some(r) = v.as_ref() else {
        return Ok(Value::NONE);
    };
    if m.heap.is(i, Kind::Slice) {
        return slices::get(m, r, i);
    }
    let at = place(m, r, i, "list index out of range")?;
    Ok(m.list_item(r, at))
}

/// `v[i] = x`; an `x` of UNBOUND deletes.
pub fn set_item(m: &mut Machine, v: Value, i: Value, x: Value) -> R<()> {
    let Some(r) = v.as_ref() else { return Ok(()) };
    if m.heap.is(i, Kind::Slice) {
        return match x.given() {
            Some(x) => slices::set(m, r, i, x),
            None => slices::delete(m, r, i),
        };
    }
    let at = place(m, r, i, "list assignment index out of range")?;
    match x.given() {
        Some(x) => m.list_set(r, at, x),
        None => splice(m, r, at, 1, None)?,
    }
    Ok(())
}

/// An index as a place in the list as it is after the index was asked for its number.
fn place(m: &mut Machine, r: Ref, i: Value, error: &str) -> R<usize> {
    let number = match i.as_small() {
        Some(i) => i,
        None => {
            if !m.is_index(i) {
                return Err(m.type_error(&[
                    Piece::S("list indices must be integers or slices, not "),
                    Piece::T(i),
                ]));
            }
            let number = m.index(i)?;
            match number.as_small() {
                Some(i) => i,
                None => {
                    return Err(m.error(
                        types::INDEX_ERROR,
                        &[Piece::S("cannot fit 'int' into an index-sized integer")],
                    ));
                }
            }
        }
    };
    let len = m.list_len(r) as i64;
    let at = if number < 0 { number + len } else { number };
    if at >= 0 && at < len {
        return Ok(at as usize);
    }
    Err(m.error(types::INDEX_ERROR, &[Piece::S(error)]))
}

/// `a op b`; `None` if the operands are not ordered.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    match (a.as_ref(), b.as_ref()) {
        (Some(a), Some(b)) => sequence::compare(m, op, a, b),
        _ => Ok(None),
    }
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    sequence::repr(m, v, "[", "]")
}

/// Cuts the list to `len` items; what lay behind is forgotten, and much unused room is given back.
pub fn truncate(m: &mut Machine, r: Ref, len: usize) {
    let old = m.list_len(r);
    let Some(buffer) = m.heap.value(r, 2).as_ref() else {
        return;
    };
    m.heap.set_word(r, 1, len as Word);
    if len == 0 {
        m.heap.set_value(r, 2, Value::NONE);
        return;
    }
    let capacity = m.heap.header(buffer).n();
    if capacity >= 32 && len < capacity / 4 {
        let room = len * 2;
        m.heap
            .words_mut(buffer, 1 + len, 1 + room.min(old.max(len)))
            .fill(Value::UNBOUND.word());
        m.heap.set_header(buffer, Header::new(Kind::Items, room));
        m.heap.shrink(buffer, 1 + capacity, 1 + room);
        return;
    }
    if old > len {
        m.heap
            .words_mut(buffer, 1 + len, 1 + old)
            .fill(Value::UNBOUND.word());
    }
}

/// Replaces `count` items from `at` on by the items of another list or tuple.
pub fn splice(m: &mut Machine, r: Ref, at: usize, count: usize, new: Option<Ref>) -> R<()> {
    let len = m.list_len(r);
    let at = at.min(len);
    let count = count.min(len - at);
    let more = new.map_or(0, |new| sequence::items(m, new).1);
    let total = len - count + more;
    if total > len {
        reserve_more(m, r, total - len)?;
    }
    let Some(buffer) = m.heap.value(r, 2).as_ref() else {
        return Ok(());
    };
    if more != count && at + count < len {
        m.heap
            .words_mut(buffer, 1, 1 + len.max(total))
            .copy_within(at + count..len, at + more);
    }
    if let Some(new) = new {
        let (source, _) = sequence::items(m, new);
        sequence::copy_items(m, source, 0, buffer, at, more);
    }
    if total >= len {
        m.heap.set_word(r, 1, total as Word);
    } else {
        truncate(m, r, total);
    }
    Ok(())
}

/// Makes room for `more` items, and some more if the list has been growing.
pub fn reserve_more(m: &mut Machine, r: Ref, more: usize) -> R<()> {
    let len = m.list_len(r);
    let wanted = len + more;
    if m.heap
        .value(r, 2)
        .as_ref()
        .is_some_and(|b| m.heap.header(b).n() >= wanted)
    {
        return Ok(());
    }
    m.list_reserve(
        r,
        if len == 0 {
            wanted
        } else {
            wanted + (wanted >> 3) + 2
        },
    )
}

impl Machine<'_> {
    /// Appends all items of an iterable to a list.
    pub fn list_extend(&mut self, list: Ref, v: Value) -> R<()> {
        let own = if self.own_special(v, n::__iter__).is_some() {
            v
        } else {
            self.payload(v)
        };
        if let Some(r) = own.as_ref()
            && matches!(self.heap.kind(r), Kind::List | Kind::Tuple)
        {
            let count = sequence::items(self, r).1;
            if count > 0 {
                self.keep(own);
                reserve_more(self, list, count)?;
                append_items(self, list, r, count);
            }
            return Ok(());
        }
        if self.heap.is(own, Kind::Range) && types::range::append_to(self, list, own)? {
            return Ok(());
        }
        self.for_each_into(v, Value::reference(list), |m, item| {
            m.list_push(list, item)?;
            Ok(true)
        })
    }
}
