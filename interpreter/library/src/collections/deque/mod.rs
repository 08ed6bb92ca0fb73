//! `deque`: its methods, over a ring of items.

mod ring;

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::Native;
use pyrite_core::ops::CompareOp;
use pyrite_core::types::iterator::ENDLESS;
use pyrite_core::types::receiver;
use pyrite_core::{
    Args, Item, R, Ref, Space, Value, class_method, method, n, property, told, types,
};
use ring::*;

pub static DEQUE: Space = Space::class(
    n::deque,
    types::OBJECT,
    &[
        // Sequence patterns take it.
        (n::__abc_tpflags__, Item::Int(32)),
        told(n::append, append, 2, 2, "append(x) -- add at the right end"),
        told(
            n::appendleft,
            append_left,
            2,
            2,
            "appendleft(x) -- add at the left end",
        ),
        told(
            n::pop,
            pop,
            1,
            1,
            "pop() -- remove and return the rightmost item",
        ),
        told(
            n::popleft,
            pop_left,
            1,
            1,
            "popleft() -- remove and return the leftmost item",
        ),
        told(
            n::extend,
            extend,
            2,
            2,
            "extend(iterable) -- add its items at the right end",
        ),
        told(
            n::extendleft,
            extend_left,
            2,
            2,
            "extendleft(iterable) -- add its items at the left end, one by one",
        ),
        told(
            n::rotate,
            rotate,
            1,
            2,
            "rotate(n=1) -- move the last n items to the left end",
        ),
        told(n::clear, clear, 1, 1, "clear() -- remove all items"),
        told(
            n::copy,
            copy,
            1,
            1,
            "copy() -- a new deque of the same items",
        ),
        told(
            n::count,
            count,
            2,
            2,
            "count(value) -- how many items are equal to it",
        ),
        told(
            n::index,
            index,
            2,
            4,
            "index(value, start=0, stop=None) -- where the first equal item is",
        ),
        told(
            n::insert,
            insert,
            3,
            3,
            "insert(i, x) -- add an item before index i",
        ),
        told(
            n::remove,
            remove,
            2,
            2,
            "remove(value) -- remove the first item equal to it",
        ),
        told(
            n::reverse,
            reverse,
            1,
            1,
            "reverse() -- turn the order round",
        ),
        property(n::maxlen, maxlen),
        method(n::__add__, add, 2, 2),
        method(n::__contains__, contains, 2, 2),
        method(n::__copy__, copy, 1, 1),
        method(n::__delitem__, del_item, 2, 2),
        method(n::__eq__, |m, a| compare(m, a, CompareOp::Eq), 2, 2),
        method(n::__ge__, |m, a| compare(m, a, CompareOp::Ge), 2, 2),
        method(n::__getitem__, get_item, 2, 2),
        method(n::__gt__, |m, a| compare(m, a, CompareOp::Gt), 2, 2),
        (n::__hash__, Item::Value(Value::NONE)),
        method(n::__iadd__, in_place_add, 2, 2),
        method(n::__imul__, in_place_mul, 2, 2),
        (
            n::__init__,
            Item::Method(Native::new(init, 1, 3).named(&[n::__, n::iterable, n::maxlen], 3)),
        ),
        method(n::__iter__, iter, 1, 1),
        method(n::__le__, |m, a| compare(m, a, CompareOp::Le), 2, 2),
        method(n::__len__, len, 1, 1),
        method(n::__lt__, |m, a| compare(m, a, CompareOp::Lt), 2, 2),
        method(n::__mul__, mul, 2, 2),
        method(n::__ne__, |m, a| compare(m, a, CompareOp::Ne), 2, 2),
        method(n::__repr__, repr, 1, 1),
        method(n::__reversed__, reversed, 1, 1),
        method(n::__rmul__, mul, 2, 2),
        method(n::__setitem__, set_item, 3, 3),
        class_method(n::__class_getitem__, receiver::class_get_item, 2, 2),
    ],
)
.new(
    Native::new(new, 1, 3)
        .named(&[n::__, n::iterable, n::maxlen], 3)
        .doc("deque(iterable=(), maxlen=None) -- a list with two quick ends"),
)
.subclassable()
.of_module(n::collections);

fn maxlen_argument(m: &mut Machine, args: Args) -> R {
    let Some(v) = args.get(m, 2).filter(|v| !v.is_none()) else {
        return Ok(Value::NONE);
    };
    if !m.is_a(v, types::INT) {
        return Err(m.type_error(&[Piece::S("an integer is required")]));
    }
    let i = m.to_i64(v)?;
    match Value::small(i) {
        Some(v) if i >= 0 => Ok(v),
        _ => Err(m.value_error(&[Piece::S("maxlen must be non-negative")])),
    }
}

fn new(m: &mut Machine, args: Args) -> R {
    let maxlen = maxlen_argument(m, args)?;
    let r = empty(m, maxlen)?;
    if let Some(v) = args.get(m, 1) {
        add_all(m, r, v)?;
    }
    receiver::made(m, args.at(m, 0), Value::reference(r))
}

fn init(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let maxlen = maxlen_argument(m, args)?;
    empty_out(m, r);
    m.heap.set_value(r, MAXLEN, maxlen);
    if let Some(v) = args.get(m, 1) {
        add_all(m, r, v)?;
    }
    Ok(Value::NONE)
}

/// Adds all items of an iterable at the right end; the deque's own items are counted before.
fn add_all(m: &mut Machine, r: Ref, v: Value) -> R<()> {
    if as_deque(m, v) == Some(r) {
        let list = m.list_of(v)?;
        return add_all(m, r, Value::reference(list));
    }
    m.for_each(v, |m, x| {
        push_right(m, r, x)?;
        Ok(true)
    })
}

fn append(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    push_right(m, r, args.at(m, 1))?;
    Ok(Value::NONE)
}

fn append_left(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    push_left(m, r, args.at(m, 1))?;
    Ok(Value::NONE)
}

fn taken(m: &mut Machine, r: Ref, v: Option<Value>) -> R {
    changed(m, r);
    match v {
        Some(v) => Ok(v),
        None => Err(m.error(types::INDEX_ERROR, &[Piece::S("pop from an empty deque")])),
    }
}

fn pop(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = take_right(m, r);
    taken(m, r, v)
}

fn pop_left(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = take_left(m, r);
    taken(m, r, v)
}

fn extend(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    add_all(m, r, args.at(m, 1))?;
    Ok(Value::NONE)
}

fn extend_left(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let mut v = args.at(m, 1);
    if as_deque(m, v) == Some(r) {
        v = Value::reference(m.list_of(v)?);
    }
    m.for_each(v, |m, x| {
        push_left(m, r, x)?;
        Ok(true)
    })?;
    Ok(Value::NONE)
}

fn rotate(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let by = match args.get(m, 1) {
        Some(v) => m.to_i64(v)?,
        None => 1,
    };
    let len = number(m, r, LEN) as i64;
    if len > 1 {
        turn(m, r, by.rem_euclid(len) as usize);
    }
    Ok(Value::NONE)
}

fn clear(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    empty_out(m, r);
    Ok(Value::NONE)
}

fn copy_of(m: &mut Machine, r: Ref) -> R<Ref> {
    let new = empty(m, m.heap.value(r, MAXLEN))?;
    let mut i = 0;
    while let Some(v) = item(m, r, i) {
        push_right(m, new, v)?;
        i += 1;
    }
    Ok(new)
}

fn copy(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let new = copy_of(m, r)?;
    let v = args.at(m, 0);
    if v != Value::reference(r) {
        let class = m.type_of(v);
        let maxlen = m.heap.value(r, MAXLEN);
        let new = Value::reference(new);
        return if maxlen.is_none() {
            m.call(class, &[new])
        } else {
            m.call(class, &[new, maxlen])
        };
    }
    Ok(Value::reference(new))
}

/// Index of the first item equal to `v` from `from` on, before `to`.
fn find(m: &mut Machine, r: Ref, v: Value, from: usize, to: usize) -> R<Option<usize>> {
    let before = number(m, r, CHANGES);
    let mut i = from;
    while i < to {
        let Some(x) = item(m, r, i) else { break };
        let mark = m.mark();
        m.keep(x);
        let same = m.equal(x, v)?;
        m.release(mark);
        if number(m, r, CHANGES) != before {
            return Err(mutated(m));
        }
        if same {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn mutated(m: &mut Machine) -> pyrite_core::Raised {
    m.error(
        types::RUNTIME_ERROR,
        &[Piece::S("deque mutated during iteration")],
    )
}

fn count(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    let (mut at, mut count) = (0, 0);
    while let Some(i) = find(m, r, v, at, usize::MAX)? {
        count += 1;
        at = i + 1;
    }
    m.new_int(count)
}

fn contains(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    Ok(Value::bool(find(m, r, v, 0, usize::MAX)?.is_some()))
}

fn index(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    let (from, to) = types::sequence::search_bounds(m, args, 2, |m| number(m, r, LEN))?;
    match find(m, r, v, from, to)? {
        Some(i) => m.new_int(i as i64),
        None => Err(m.value_error(&[Piece::R(v), Piece::S(" is not in deque")])),
    }
}

fn insert(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let (i, v) = (args.at(m, 1), args.at(m, 2));
    let i = m.to_i64(i)?;
    let len = number(m, r, LEN);
    if len >= most(m, r) {
        return Err(m.error(
            types::INDEX_ERROR,
            &[Piece::S("deque already at its maximum size")],
        ));
    }
    let i = if i < 0 {
        i.saturating_add(len as i64)
    } else {
        i
    };
    let i = i.clamp(0, len as i64) as usize;
    push_right(m, r, v)?;
    for at in (i..len).rev() {
        if let Some(x) = item(m, r, at) {
            put(m, r, at + 1, x);
        }
    }
    put(m, r, i, v);
    Ok(Value::NONE)
}

fn remove(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    match find(m, r, v, 0, usize::MAX)? {
        Some(i) => {
            delete(m, r, i);
            Ok(Value::NONE)
        }
        None => Err(m.value_error(&[Piece::R(v), Piece::S(" is not in deque")])),
    }
}

fn reverse(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    changed(m, r);
    let len = number(m, r, LEN);
    for i in 0..len / 2 {
        if let (Some(x), Some(y)) = (item(m, r, i), item(m, r, len - 1 - i)) {
            put(m, r, i, y);
            put(m, r, len - 1 - i, x);
        }
    }
    Ok(Value::NONE)
}

fn maxlen(m: &mut Machine, v: Value) -> R {
    Ok(as_deque(m, v).map_or(Value::NONE, |r| m.heap.value(r, MAXLEN)))
}

fn len(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    Ok(m.heap.value(r, LEN))
}

fn at(m: &mut Machine, r: Ref, args: Args) -> R<usize> {
    let i = args.at(m, 1);
    if !m.is_index(i) {
        return Err(m.type_error(&[
            Piece::S("sequence index must be integer, not '"),
            Piece::T(i),
            Piece::S("'"),
        ]));
    }
    let i = m.to_i64(i)?;
    let len = number(m, r, LEN) as i64;
    let i = if i < 0 { i.saturating_add(len) } else { i };
    if i < 0 || i >= len {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("deque index out of range")]));
    }
    Ok(i as usize)
}

fn get_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let i = at(m, r, args)?;
    Ok(item(m, r, i).unwrap_or(Value::NONE))
}

fn set_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let i = at(m, r, args)?;
    let v = args.at(m, 2);
    put(m, r, i, v);
    Ok(Value::NONE)
}

fn del_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let i = at(m, r, args)?;
    delete(m, r, i);
    Ok(Value::NONE)
}

fn add(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let other = args.at(m, 1);
    if as_deque(m, other).is_none() {
        return Err(m.type_error(&[
            Piece::S("can only concatenate deque (not \""),
            Piece::T(other),
            Piece::S("\") to deque"),
        ]));
    }
    let new = copy_of(m, r)?;
    add_all(m, new, other)?;
    Ok(Value::reference(new))
}

fn in_place_add(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    add_all(m, r, args.at(m, 1))?;
    Ok(args.at(m, 0))
}

/// Makes it `times` as long.
fn repeat(m: &mut Machine, r: Ref, times: usize) -> R<()> {
    let len = number(m, r, LEN);
    if times == 0 {
        empty_out(m, r);
        return Ok(());
    }
    let items = m.new_tuple_sized(len.max(1))?;
    for i in 0..len {
        if let Some(v) = item(m, r, i) {
            m.heap.set_value(items, 1 + i, v);
        }
    }
    let mark = m.mark();
    for _ in 1..times {
        for i in 0..len {
            let v = m.heap.value(items, 1 + i);
            push_right(m, r, v)?;
            m.release(mark);
        }
    }
    Ok(())
}

fn mul(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let Some(times) = types::sequence::repetitions(m, args.at(m, 1))? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let new = copy_of(m, r)?;
    repeat(m, new, times)?;
    Ok(Value::reference(new))
}

fn in_place_mul(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let Some(times) = types::sequence::repetitions(m, args.at(m, 1))? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    repeat(m, r, times)?;
    Ok(args.at(m, 0))
}

fn compare(m: &mut Machine, args: Args, op: CompareOp) -> R {
    let a = own(m, args)?;
    let other = args.at(m, 1);
    let Some(b) = as_deque(m, other) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (
        m.list_of(Value::reference(a))?,
        m.list_of(Value::reference(b))?,
    );
    m.compare(op, Value::reference(x), Value::reference(y))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 0);
    m.printing(v, "[...]", |m| {
        let mut text = Text::new(m)?;
        let class = m.type_of(v);
        let name = m.type_name(class);
        text.push_all(m, name)?;
        text.push_str(m, "([")?;
        let mark = m.mark();
        let mut i = 0;
        while let Some(x) = item(m, r, i) {
            if i > 0 {
                text.push_str(m, ", ")?;
            }
            types::sequence::push_repr(m, &mut text, x)?;
            m.release(mark);
            i += 1;
        }
        text.push_str(m, "]")?;
        if let Some(most) = m.heap.value(r, MAXLEN).as_small() {
            text.push_str(m, ", maxlen=")?;
            text.push_int(m, most)?;
        }
        text.push_str(m, ")")?;
        text.finish(m)
    })
}

fn walk(m: &mut Machine, r: Ref, back: bool) -> R {
    let class = if back {
        crate::DEQUE_REVERSE_ITERATOR
    } else {
        crate::DEQUE_ITERATOR
    };
    let zero = Value::small_wrapping(0);
    m.new_record(
        class,
        &[Value::reference(r), zero, m.heap.value(r, CHANGES)],
    )
}

fn iter(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    walk(m, r, false)
}

fn reversed(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    walk(m, r, true)
}

pub static ITERATOR: Space = Space::class(n::_deque_iterator, types::OBJECT, ENDLESS)
    .iterator(|m, r| step(m, r, false))
    .of_module(n::collections);
pub static REVERSE_ITERATOR: Space =
    Space::class(n::_deque_reverse_iterator, types::OBJECT, ENDLESS)
        .iterator(|m, r| step(m, r, true))
        .of_module(n::collections);

fn step(m: &mut Machine, iterator: Ref, back: bool) -> R<Option<Value>> {
    let Some(r) = m.heap.value(iterator, 1).as_ref() else {
        return Ok(None);
    };
    let i = number(m, iterator, 2);
    let len = number(m, r, LEN);
    if m.heap.value(r, CHANGES) != m.heap.value(iterator, 3) {
        m.heap.set_value(iterator, 1, Value::NONE);
        return Err(mutated(m));
    }
    if i >= len {
        m.heap.set_value(iterator, 1, Value::NONE);
        return Ok(None);
    }
    set_number(m, iterator, 2, i + 1);
    Ok(item(m, r, if back { len - 1 - i } else { i }))
}
