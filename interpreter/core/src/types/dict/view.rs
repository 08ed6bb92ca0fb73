//! The views of a dict: `keys()`, `values()`, `items()`. A view is a record of its dict.

use crate::machine::{Machine, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Space, method, property};
use crate::types::{self, iterator::TableView, receiver, sequence};
use crate::value::{Ref, TypeId, Value};

macro_rules! set_like {
    ($name:ident) => {
        Space::class(
            n::$name,
            types::OBJECT,
            &[
                LEN,
                ITER,
                REVERSED,
                MAPPING,
                REPR,
                method(n::__contains__, contains, 2, 2),
                (
                    n::isdisjoint,
                    Item::Method(
                        Native::new(isdisjoint, 2, 2)
                            .doc("isdisjoint(other) -- whether they have nothing in common"),
                    ),
                ),
                (n::__hash__, Item::Value(Value::NONE)),
                method(n::__and__, receiver::and, 2, 2),
                method(n::__eq__, receiver::eq, 2, 2),
                method(n::__ge__, receiver::ge, 2, 2),
                method(n::__gt__, receiver::gt, 2, 2),
                method(n::__le__, receiver::le, 2, 2),
                method(n::__lt__, receiver::lt, 2, 2),
                method(n::__ne__, receiver::ne, 2, 2),
                method(n::__or__, receiver::or, 2, 2),
                method(n::__rand__, receiver::rand, 2, 2),
                method(n::__ror__, receiver::ror, 2, 2),
                method(n::__rsub__, receiver::rsub, 2, 2),
                method(n::__rxor__, receiver::rxor, 2, 2),
                method(n::__sub__, receiver::sub, 2, 2),
                method(n::__xor__, receiver::xor, 2, 2),
            ],
        )
    };
}

const LEN: Member = method(n::__len__, len, 1, 1);
const ITER: Member = method(n::__iter__, iter, 1, 1);
const REVERSED: Member = method(n::__reversed__, reversed, 1, 1);
const REPR: Member = method(n::__repr__, repr, 1, 1);
const MAPPING: Member = property(n::mapping, mapping);

pub static DICT_KEYS: Space = set_like!(dict_keys);
pub static DICT_ITEMS: Space = set_like!(dict_items);
pub static DICT_VALUES: Space = Space::class(
    n::dict_values,
    types::OBJECT,
    &[LEN, ITER, REVERSED, MAPPING, REPR],
);

/// The dict behind a view, and what the view shows of it.
pub fn parts(m: &Machine, v: Value) -> Option<(Ref, TableView)> {
    let r = m.heap.as_kind(v, Kind::Record)?;
    let view = match TypeId((m.heap.header(r).n() >> 8) as u16) {
        types::DICT_KEYS => TableView::Keys,
        types::DICT_VALUES => TableView::Values,
        types::DICT_ITEMS => TableView::Items,
        _ => return None,
    };
    Some((m.heap.value(r, 1).as_ref()?, view))
}

fn own(m: &mut Machine, args: Args) -> R<(Ref, TableView)> {
    let v = args.at(m, 0);
    match parts(m, v) {
        Some(parts) => Ok(parts),
        None => Err(receiver::wrong_receiver(m, args)),
    }
}

fn len(m: &mut Machine, args: Args) -> R {
    let (dict, _) = own(m, args)?;
    m.new_int(m.table_len(dict) as i64)
}

fn iter(m: &mut Machine, args: Args) -> R {
    let (dict, view) = own(m, args)?;
    types::iterator::over_table(m, dict, view, false)
}

fn reversed(m: &mut Machine, args: Args) -> R {
    let (dict, view) = own(m, args)?;
    types::iterator::over_table(m, dict, view, true)
}

fn mapping(m: &mut Machine, v: Value) -> R {
    match parts(m, v) {
        Some((dict, _)) => m.new_record(types::MAPPINGPROXY, &[Value::reference(dict)]),
        None => Ok(Value::NONE),
    }
}

fn contains(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    holds(m, v, args.at(m, 1)).map(Value::bool)
}

/// `x in view`, for keys and items.
pub fn holds(m: &mut Machine, view: Value, x: Value) -> R<bool> {
    let Some((dict, what)) = parts(m, view) else {
        return Ok(false);
    };
    if what == TableView::Keys {
        return Ok(m.dict_get(dict, x)?.is_some());
    }
    let Some(pair) = m.as_native(x, Kind::Tuple) else {
        return Ok(false);
    };
    if m.heap.header(pair).n() != 2 {
        return Ok(false);
    }
    let (k, v) = (m.heap.value(pair, 1), m.heap.value(pair, 2));
    match m.dict_get(dict, k)? {
        Some(found) => {
            m.keep(found);
            m.equal(found, v)
        }
        None => Ok(false),
    }
}

fn isdisjoint(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let mut apart = true;
    m.for_each(args.at(m, 1), |m, x| {
        apart = !holds(m, v, x)?;
        Ok(apart)
    })?;
    Ok(Value::bool(apart))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let (dict, view) = own(m, args)?;
    let v = args.at(m, 0);
    m.printing(v, "...", |m| {
        let mut text = Text::new(m)?;
        text.push_str(
            m,
            match view {
                TableView::Keys => "dict_keys([",
                TableView::Values => "dict_values([",
                TableView::Items => "dict_items([",
            },
        )?;
        let mark = m.mark();
        let (mut at, mut first) = (0, true);
        while let Some((k, x)) = m.table_next(dict, &mut at) {
            m.keep(x);
            if !first {
                text.push_str(m, ", ")?;
            }
            first = false;
            match view {
                TableView::Keys => sequence::push_repr(m, &mut text, k)?,
                TableView::Values => sequence::push_repr(m, &mut text, x)?,
                TableView::Items => {
                    text.push_str(m, "(")?;
                    sequence::push_repr(m, &mut text, k)?;
                    text.push_str(m, ", ")?;
                    sequence::push_repr(m, &mut text, x)?;
                    text.push_str(m, ")")?;
                }
            }
            m.release(mark);
        }
        text.push_str(m, "])")?;
        text.finish(m)
    })
}
