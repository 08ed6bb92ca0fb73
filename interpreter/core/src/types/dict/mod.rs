//! `dict`: its operators, and how one is filled from other things.

mod methods;
pub mod view;

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{ANY, Item, Native, R, Space, class_method, method};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::{self, receiver, sequence};
use crate::value::{Ref, Value};

pub use view::{DICT_ITEMS, DICT_KEYS, DICT_VALUES};

pub static DICT: Space = Space::class(
    n::dict,
    types::OBJECT,
    &[
        (
            n::get,
            Item::Method(
                Native::new(methods::get, 2, 3)
                    .doc("get(key, default=None) -- the value of the key, or the default"),
            ),
        ),
        (
            n::items,
            Item::Method(
                Native::new(methods::items, 1, 1).doc("items() -- a view of (key, value) pairs"),
            ),
        ),
        (
            n::keys,
            Item::Method(Native::new(methods::keys, 1, 1).doc("keys() -- a view of the keys")),
        ),
        (
            n::values,
            Item::Method(Native::new(methods::values, 1, 1).doc("values() -- a view of the values")),
        ),
        (
            n::pop,
            Item::Method(
                Native::new(methods::pop, 2, 3)
                    .doc("pop(key[, default]) -- remove the key and return its value"),
            ),
        ),
        (
            n::setdefault,
            Item::Method(
                Native::new(methods::setdefault, 2, 3)
                    .doc("setdefault(key, default=None) -- the value of the key, set to the default if there is none"),
            ),
        ),
        (
            n::update,
            Item::Method(
                Native::new(methods::update, 1, 2)
                    .collect()
                    .doc("update(other=(), **items) -- set keys from a mapping or from pairs"),
            ),
        ),
        (
            n::clear,
            Item::Method(Native::new(methods::clear, 1, 1).doc("clear() -- remove all items")),
        ),
        (
            n::copy,
            Item::Method(Native::new(methods::copy, 1, 1).doc("copy() -- a new dict of the same items")),
        ),
        (
            n::fromkeys,
            Item::ClassMethod(
                Native::new(methods::fromkeys, 2, 3)
                    .doc("fromkeys(iterable, value=None) -- a dict with these keys, all with that value"),
            ),
        ),
        (
            n::popitem,
            Item::Method(
                Native::new(methods::popitem, 1, 1)
                    .doc("popitem() -- remove and return the pair that was added last"),
            ),
        ),
        method(n::__contains__, receiver::contains, 2, 2),
        method(n::__delitem__, receiver::del_item, 2, 2),
        method(n::__eq__, receiver::eq, 2, 2),
        method(n::__getitem__, methods::get_item, 2, 2),
        (n::__hash__, Item::Value(Value::NONE)),
        (n::__init__, Item::Method(Native::new(methods::init, 1, 2).collect())),
        method(n::__ior__, receiver::ior, 2, 2),
        method(n::__iter__, receiver::iter, 1, 1),
        method(n::__len__, receiver::len, 1, 1),
        method(n::__ne__, receiver::ne, 2, 2),
        method(n::__or__, receiver::or, 2, 2),
        method(n::__repr__, receiver::repr, 1, 1),
        method(n::__reversed__, methods::reversed, 1, 1),
        method(n::__ror__, receiver::ror, 2, 2),
        method(n::__setitem__, receiver::set_item, 3, 3),
        class_method(n::__class_getitem__, receiver::class_get_item, 2, 2),
    ],
)
.new(
    Native::new(methods::new, 1, ANY)
        .collect()
        .doc("dict(other=(), **items) -- a dict of a mapping's items, of pairs, of keywords"),
)
.subclassable();

/// `a op b`; `None` if the operands do not support it.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    if op != BinaryOp::Or {
        if m.as_record(b, types::DICT_KEYS).is_some() || m.as_record(b, types::DICT_ITEMS).is_some()
        {
            return types::set::binary(m, op, a, b);
        }
        return Ok(None);
    }
    let (Some(x), Some(y)) = (m.as_native(a, Kind::Dict), m.as_native(b, Kind::Dict)) else {
        if m.as_record(b, types::DICT_KEYS).is_some() || m.as_record(b, types::DICT_ITEMS).is_some()
        {
            return types::set::binary(m, op, a, b);
        }
        return Ok(None);
    };
    let new = m.table_copy(x, Kind::Dict)?;
    merge(m, new, y)?;
    Ok(Some(Value::reference(new)))
}

/// `a op= b` in place; `None` if there is no in-place form.
pub fn in_place(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    if op != BinaryOp::Or {
        return Ok(None);
    }
    update(m, a, b)?;
    Ok(Some(a))
}

/// `a op b`: dicts are equal or not, without order.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(None);
    }
    let (Some(x), Some(y)) = (a.as_ref(), b.as_ref()) else {
        return Ok(None);
    };
    Ok(Some(same(m, x, y)? == (op == CompareOp::Eq)))
}

fn same(m: &mut Machine, a: Ref, b: Ref) -> R<bool> {
    if m.table_len(a) != m.table_len(b) {
        return Ok(false);
    }
    let mut at = 0;
    let mark = m.mark();
    while let Some((k, v)) = m.table_next(a, &mut at) {
        m.keep(k);
        m.keep(v);
        let key = m.table_key(a, at - 1, k)?;
        let other = m.table_find(b, key)?.and_then(|i| m.table_entry(b, i));
        let Some((_, other)) = other else {
            return Ok(false);
        };
        m.keep(other);
        if !m.equal(v, other)? {
            return Ok(false);
        }
        m.release(mark);
    }
    Ok(true)
}

/// Sets all items of another dict.
pub fn merge(m: &mut Machine, to: Ref, from: Ref) -> R<()> {
    if to == from {
        return Ok(());
    }
    if m.table_len(to) == 0 {
        return m.table_assign(to, from);
    }
    let live = m.table_len(from);
    let mut at = 0;
    let mark = m.mark();
    while let Some((k, v)) = m.table_next(from, &mut at) {
        m.keep(k);
        m.keep(v);
        let key = m.table_key(from, at - 1, k)?;
        match m.table_find(to, key)? {
            Some(i) => m.table_set_value(to, i, v),
            None => m.table_insert(to, key, v)?,
        }
        m.release(mark);
        if m.table_len(from) != live {
            return Err(m.error(
                types::RUNTIME_ERROR,
                &[Piece::S("dict mutated during update")],
            ));
        }
    }
    Ok(())
}

/// `dict.update(v)`: the items of a mapping, or pairs of an iterable.
pub fn update(m: &mut Machine, dict: Value, v: Value) -> R<()> {
    let Some(to) = m.as_native(dict, Kind::Dict) else {
        return Ok(());
    };
    if let Some(from) = m.as_native(v, Kind::Dict)
        && m.own_special(v, n::__iter__).is_none()
    {
        return merge(m, to, from);
    }
    let keys = if v.as_ref().is_some_and(|r| {
        matches!(
            m.heap.kind(r),
            Kind::List | Kind::Tuple | Kind::Generator | Kind::Str | Kind::Set
        )
    }) {
        None
    } else {
        m.find_attr(v, Value::name(n::keys))?
    };
    if let Some(keys) = keys {
        m.keep(keys);
        let keys = m.call(keys, &[])?;
        return m.for_each(keys, |m, k| {
            let x = m.get_item(v, k)?;
            m.keep(x);
            m.dict_set(to, k, x)?;
            Ok(true)
        });
    }
    let mut number = 0;
    m.for_each(v, |m, pair| {
        set_pair(m, to, pair, number)?;
        number += 1;
        Ok(true)
    })
}

/// Sets a key from a pair: item `number` of what `dict.update` was given.
fn set_pair(m: &mut Machine, to: Ref, pair: Value, number: i64) -> R<()> {
    let direct = pair
        .as_ref()
        .is_some_and(|r| matches!(m.heap.kind(r), Kind::Tuple | Kind::List));
    let pair = match pair.as_ref() {
        Some(r) if direct => r,
        _ => {
            if !m.is_iterable(pair) {
                return Err(m.type_error(&[
                    Piece::S("cannot convert dictionary update sequence element #"),
                    Piece::I(number),
                    Piece::S(" to a sequence"),
                ]));
            }
            m.list_of(pair)?
        }
    };
    let (items, len) = sequence::items(m, pair);
    if len != 2 {
        return Err(m.value_error(&[
            Piece::S("dictionary update sequence element #"),
            Piece::I(number),
            Piece::S(" has length "),
            Piece::I(len as i64),
            Piece::S("; 2 is required"),
        ]));
    }
    let (k, v) = (m.heap.value(items, 1), m.heap.value(items, 2));
    m.keep(k);
    m.keep(v);
    m.dict_set(to, k, v)
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let Some(r) = v.as_ref() else {
        return m.new_str(b"");
    };
    m.printing(v, "{...}", |m| {
        let mut text = Text::new(m)?;
        text.push_str(m, "{")?;
        let mark = m.mark();
        let mut at = 0;
        let mut first = true;
        while let Some((k, x)) = m.table_next(r, &mut at) {
            m.keep(x);
            if !first {
                text.push_str(m, ", ")?;
            }
            first = false;
            sequence::push_repr(m, &mut text, k)?;
            text.push_str(m, ": ")?;
            sequence::push_repr(m, &mut text, x)?;
            m.release(mark);
        }
        text.push_str(m, "}")?;
        text.finish(m)
    })
}
