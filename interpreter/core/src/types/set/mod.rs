//! `set` and `frozenset`: operators, comparison, hash.

mod algebra;
mod methods;

use crate::machine::{Machine, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{ANY, Item, Native, R, Space, class_method, method, told};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::{self, receiver, sequence};
use crate::value::{Ref, Value};

/// A table of what both have and, for sets only, what changes them.
macro_rules! members {
    ($($more:expr,)*) => {
        &[
            told(n::copy, methods::copy, 1, 1, "copy() -- a set of the same items"),
            told(n::difference, methods::difference, 1, ANY, "difference(*others) -- the items that are in none of the others"),
            told(n::intersection, methods::intersection, 1, ANY, "intersection(*others) -- the items that are in all of the others"),
            told(n::isdisjoint, methods::isdisjoint, 2, 2, "isdisjoint(other) -- whether they have no item in common"),
            told(n::issubset, methods::issubset, 2, 2, "issubset(other) -- whether the other has all items of this one"),
            told(n::issuperset, methods::issuperset, 2, 2, "issuperset(other) -- whether this one has all items of the other"),
            told(n::symmetric_difference, methods::symmetric_difference, 2, 2, "symmetric_difference(other) -- the items that are in one of both"),
            told(n::union, methods::union, 1, ANY, "union(*others) -- the items of all"),
            $($more,)*
            method(n::__and__, receiver::and, 2, 2),
            method(n::__contains__, receiver::contains, 2, 2),
            method(n::__eq__, receiver::eq, 2, 2),
            method(n::__ge__, receiver::ge, 2, 2),
            method(n::__gt__, receiver::gt, 2, 2),
            method(n::__iter__, receiver::iter, 1, 1),
            method(n::__le__, receiver::le, 2, 2),
            method(n::__len__, receiver::len, 1, 1),
            method(n::__lt__, receiver::lt, 2, 2),
            method(n::__ne__, receiver::ne, 2, 2),
            method(n::__or__, receiver::or, 2, 2),
            method(n::__rand__, receiver::rand, 2, 2),
            method(n::__repr__, methods::repr, 1, 1),
            method(n::__ror__, receiver::ror, 2, 2),
            method(n::__rsub__, receiver::rsub, 2, 2),
            method(n::__rxor__, receiver::rxor, 2, 2),
            method(n::__sub__, receiver::sub, 2, 2),
            method(n::__xor__, receiver::xor, 2, 2),
            class_method(n::__class_getitem__, receiver::class_get_item, 2, 2),
        ]
    };
}

pub static SET: Space = Space::class(
    n::set,
    types::OBJECT,
    members![
        told(n::add, methods::add, 2, 2, "add(item) -- put an item in"),
        told(
            n::clear,
            methods::clear,
            1,
            1,
            "clear() -- remove all items"
        ),
        told(
            n::difference_update,
            methods::difference_update,
            1,
            ANY,
            "difference_update(*others) -- remove the items of the others"
        ),
        told(
            n::discard,
            methods::discard,
            2,
            2,
            "discard(item) -- remove an item if it is there"
        ),
        told(
            n::intersection_update,
            methods::intersection_update,
            1,
            ANY,
            "intersection_update(*others) -- keep only what all the others have"
        ),
        told(
            n::pop,
            methods::pop,
            1,
            1,
            "pop() -- remove some item and return it"
        ),
        told(
            n::remove,
            methods::remove,
            2,
            2,
            "remove(item) -- remove an item, which must be there"
        ),
        told(
            n::symmetric_difference_update,
            methods::symmetric_difference_update,
            2,
            2,
            "symmetric_difference_update(other) -- keep what is in one of both"
        ),
        told(
            n::update,
            methods::update,
            1,
            ANY,
            "update(*others) -- put the items of the others in"
        ),
        (n::__hash__, Item::Value(Value::NONE)),
        method(n::__iand__, receiver::iand, 2, 2),
        method(n::__init__, methods::init, 1, 2),
        method(n::__ior__, receiver::ior, 2, 2),
        method(n::__isub__, receiver::isub, 2, 2),
        method(n::__ixor__, receiver::ixor, 2, 2),
    ],
)
.new(Native::new(methods::new_set, 1, 2).doc("set(iterable=()) -- a set of its items"))
.subclassable();

pub static FROZENSET: Space = Space::class(
    n::frozenset,
    types::OBJECT,
    members![method(n::__hash__, receiver::hash, 1, 1),],
)
.new(
    Native::new(methods::new_frozenset, 1, 2)
        .doc("frozenset(iterable=()) -- a set that cannot change"),
)
.subclassable();

/// The set or frozenset that a value is.
fn as_set(m: &Machine, v: Value) -> Option<Ref> {
    m.as_native(v, Kind::Set)
        .or_else(|| m.as_native(v, Kind::FrozenSet))
}

fn is_view(m: &Machine, v: Value) -> bool {
    m.as_record(v, types::DICT_KEYS).is_some() || m.as_record(v, types::DICT_ITEMS).is_some()
}

/// `a op b`; `None` if the operands do not support it. A view of a dict takes anything iterable at its side.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    if !matches!(
        op,
        BinaryOp::Or | BinaryOp::And | BinaryOp::Sub | BinaryOp::Xor
    ) {
        return Ok(None);
    }
    let views = is_view(m, a) || is_view(m, b);
    if !views && (as_set(m, a).is_none() || as_set(m, b).is_none()) {
        return Ok(None);
    }
    let kind = match as_set(m, a) {
        Some(r) if !views => m.heap.kind(r),
        _ => Kind::Set,
    };
    if views && op == BinaryOp::And {
        return common(m, a, b).map(Some);
    }
    let (x, y) = (algebra::operand(m, a)?, algebra::operand(m, b)?);
    let new = match op {
        BinaryOp::Or => algebra::union(m, kind, x, y)?,
        BinaryOp::And => algebra::intersection(m, kind, x, y)?,
        BinaryOp::Sub => algebra::difference(m, kind, x, y)?,
        _ => algebra::symmetric_difference(m, kind, x, y)?,
    };
    Ok(Some(Value::reference(new)))
}

/// What a view and something iterable have in common. The view is asked, so that values in it need no hash.
fn common(m: &mut Machine, a: Value, b: Value) -> R {
    let (mut view, mut other) = if is_view(m, a) { (a, b) } else { (b, a) };
    if is_view(m, other) && m.len(other)? > m.len(view)? {
        (view, other) = (other, view);
    }
    let set = m.new_table_object(Kind::Set)?;
    let Some(r) = set.as_ref() else {
        return Err(m.out_of_memory());
    };
    m.for_each(other, |m, x| {
        if m.contains(view, x)? {
            m.set_add(r, x)?;
        }
        Ok(true)
    })?;
    Ok(set)
}

/// `a op= b` in place; `None` if there is no in-place form.
pub fn in_place(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let (Some(r), true) = (a.as_ref(), as_set(m, b).is_some() || is_view(m, b)) else {
        return Ok(None);
    };
    let other = algebra::operand(m, b)?;
    match op {
        BinaryOp::Or => algebra::add_all(m, r, other)?,
        BinaryOp::And => algebra::keep_common(m, r, other)?,
        BinaryOp::Sub => algebra::remove_all(m, r, other)?,
        BinaryOp::Xor => algebra::toggle_all(m, r, other)?,
        _ => return Ok(None),
    }
    Ok(Some(a))
}

/// `a op b`: inclusion. `None` if the operands are not sets.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    let (x, y) = (m.len(a)?, m.len(b)?);
    Ok(Some(match op {
        CompareOp::Eq => x == y && includes(m, b, a)?,
        CompareOp::Ne => !(x == y && includes(m, b, a)?),
        CompareOp::Lt => x < y && includes(m, b, a)?,
        CompareOp::Le => x <= y && includes(m, b, a)?,
        CompareOp::Gt => x > y && includes(m, a, b)?,
        CompareOp::Ge => x >= y && includes(m, a, b)?,
    }))
}

/// Whether `large` has all items of `small`; both are sets or views.
fn includes(m: &mut Machine, large: Value, small: Value) -> R<bool> {
    if let (Some(x), Some(y)) = (as_set(m, large), as_set(m, small)) {
        return algebra::includes(m, x, y);
    }
    let mut all = true;
    m.for_each(small, |m, v| {
        all = m.contains(large, v)?;
        Ok(all)
    })?;
    Ok(all)
}

/// `hash(v)` of a frozenset: the same in whatever order the items are.
pub fn hash(m: &mut Machine, v: Value) -> R<i64> {
    let Some(r) = v.as_ref() else { return Ok(0) };
    let mut h = m.table_len(r) as u64;
    let mut at = 0;
    while let Some((k, _)) = m.table_next(r, &mut at) {
        let key = m.table_key(r, at - 1, k)?;
        let x = (u64::from(key.hash) ^ 0x5bd1_e995).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        h ^= x ^ x >> 29;
    }
    Ok(types::tuple::short_hash(
        h.wrapping_mul(0xff51_afd7_ed55_8ccd),
    ))
}

/// What is looked up for `item in container`: a set stands for the frozenset of its items when looked for in a set.
pub fn as_key(m: &mut Machine, item: Value, container: Value) -> R {
    let Some(r) = m.as_native(item, Kind::Set) else {
        return Ok(item);
    };
    if as_set(m, container).is_none() || m.own_special(item, n::__hash__).is_some() {
        return Ok(item);
    }
    let frozen = m.table_copy(r, Kind::FrozenSet)?;
    Ok(Value::reference(frozen))
}

/// `repr(v)`; `v` may be an instance of a subclass.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let Some(r) = as_set(m, v) else {
        return m.new_str(b"");
    };
    let class = m.type_of(v);
    let name = m.type_name(class);
    let plain = class == Value::builtin_type(types::SET);
    if m.table_len(r) == 0 {
        return m.message(&[
            crate::machine::Piece::V(name),
            crate::machine::Piece::S("()"),
        ]);
    }
    let mut short = Text::new(m)?;
    short.push_all(m, name)?;
    short.push_str(m, "(...)")?;
    let shortened = short.finish(m)?;
    m.printing_or(Value::reference(r), shortened, |m| {
        let mut text = Text::new(m)?;
        if !plain {
            text.push_all(m, name)?;
            text.push_str(m, "(")?;
        }
        text.push_str(m, "{")?;
        let mark = m.mark();
        let (mut at, mut first) = (0, true);
        while let Some((k, _)) = m.table_next(r, &mut at) {
            if !first {
                text.push_str(m, ", ")?;
            }
            first = false;
            sequence::push_repr(m, &mut text, k)?;
            m.release(mark);
        }
        text.push_str(m, if plain { "}" } else { "})" })?;
        text.finish(m)
    })
}
