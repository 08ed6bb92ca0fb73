//! groupby, tee, batched.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::memory::Kind;
use pyrite_core::native::Native;
use pyrite_core::types::iterator::{ENDLESS, ITER, NEXT};
use pyrite_core::types::receiver;
use pyrite_core::{Args, R, Ref, Space, Value, method, n, types};

const ITERATOR: usize = 1;
const KEY: usize = 2;
/// Key of the group that was given last (unbound before the first).
const TARGET: usize = 3;
/// Key and value of the item that was read last (unbound before the first).
const CURRENT: usize = 4;
const VALUE: usize = 5;
/// The group that was given last: older ones are over.
const LAST: usize = 6;

pub static GROUPBY: Space = Space::class(n::groupby, types::OBJECT, ENDLESS)
    .new(
        Native::new(new_groupby, 2, 3)
            .named(&[n::__, n::iterable, n::key], 3)
            .doc(
                "groupby(iterable, key=None) -- runs of items with equal keys, as (key, iterator)",
            ),
    )
    .iterator(step_groupby)
    .of_module(n::itertools);

/// A group: its groupby and its key.
pub static GROUP: Space = Space::class(n::_grouper, types::OBJECT, ENDLESS)
    .iterator(step_group)
    .of_module(n::itertools);

fn new_groupby(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let iterator = m.iter(v)?;
    let key = args.get(m, 2).unwrap_or(Value::NONE);
    let none = Value::UNBOUND;
    m.new_record(
        crate::GROUPBY,
        &[iterator, key, none, none, none, Value::NONE],
    )
}

/// Reads one item; false at the end.
fn advance(m: &mut Machine, r: Ref) -> R<bool> {
    let (iterator, key) = (m.heap.value(r, ITERATOR), m.heap.value(r, KEY));
    let Some(v) = m.next(iterator)? else {
        return Ok(false);
    };
    let k = if key.is_none() { v } else { m.call(key, &[v])? };
    m.heap.set_value(r, VALUE, v);
    m.heap.set_value(r, CURRENT, k);
    Ok(true)
}

fn step_groupby(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    m.heap.set_value(r, LAST, Value::NONE);
    let mark = m.mark();
    loop {
        let (target, current) = (m.heap.value(r, TARGET), m.heap.value(r, CURRENT));
        if !current.is_unbound() {
            if target.is_unbound() {
                break;
            }
            m.keep(target);
            m.keep(current);
            if !m.equal(target, current)? {
                break;
            }
        }
        if !advance(m, r)? {
            return Ok(None);
        }
        m.release(mark);
    }
    let key = m.heap.value(r, CURRENT);
    m.heap.set_value(r, TARGET, key);
    let group = m.new_record(crate::GROUP, &[Value::reference(r), key])?;
    m.heap.set_value(r, LAST, group);
    m.new_tuple(&[key, group]).map(Some)
}

fn step_group(m: &mut Machine, group: Ref) -> R<Option<Value>> {
    let key = m.heap.value(group, 2);
    let Some(r) = m.heap.value(group, 1).as_ref() else {
        return Ok(None);
    };
    if m.heap.value(r, LAST) != Value::reference(group) {
        return Ok(None);
    }
    if m.heap.value(r, VALUE).is_unbound() && !advance(m, r)? {
        return Ok(None);
    }
    let current = m.heap.value(r, CURRENT);
    m.keep(current);
    if !m.equal(key, current)? {
        return Ok(None);
    }
    let v = m.heap.value(r, VALUE);
    m.keep(v);
    m.heap.set_value(r, VALUE, Value::UNBOUND);
    // The key stays: the group ends when another one follows.
    Ok(Some(v))
}

/// `tee`: each iterator refers to a link (item, next link); the last link holds the source instead of an item.
pub static TEE: Space = Space::class(
    n::_tee,
    types::OBJECT,
    &[ITER, NEXT, method(n::__copy__, copy_tee, 1, 1)],
)
.iterator(step_tee)
.of_module(n::itertools);

pub fn tee(m: &mut Machine, args: Args) -> R {
    let count = match args.get(m, 1) {
        Some(v) => m.to_i64(v)?,
        None => 2,
    };
    if count < 0 {
        return Err(m.value_error(&[Piece::S("n must be >= 0")]));
    }
    if count == 0 {
        return m.new_tuple(&[]);
    }
    let v = args.at(m, 0);
    let iterator = m.iter(v)?;
    let tuple = m.new_tuple_sized(count as usize)?;
    let link = match m.as_record(iterator, crate::TEE) {
        Some(other) => m.heap.value(other, 1),
        None => m.new_object(Kind::Items, 2, &[iterator, Value::UNBOUND])?,
    };
    m.keep(link);
    let mark = m.mark();
    for i in 0..count as usize {
        let one = m.new_record(crate::TEE, &[link])?;
        m.heap.set_value(tuple, 1 + i, one);
        m.release(mark);
    }
    Ok(Value::reference(tuple))
}

fn copy_tee(m: &mut Machine, args: Args) -> R {
    let r = receiver::record(m, args, crate::TEE)?;
    let link = m.heap.value(r, 1);
    m.new_record(crate::TEE, &[link])
}

fn step_tee(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some(link) = m.heap.value(r, 1).as_ref() else {
        return Ok(None);
    };
    let next = m.heap.value(link, 2);
    if !next.is_unbound() {
        m.heap.set_value(r, 1, next);
        return Ok(Some(m.heap.value(link, 1)));
    }
    let source = m.heap.value(link, 1);
    m.keep(Value::reference(link));
    m.keep(source);
    let Some(v) = m.next(source)? else {
        return Ok(None);
    };
    if !m.heap.value(link, 2).is_unbound() {
        return Err(m.error(
            types::RUNTIME_ERROR,
            &[Piece::S("tee: iterator re-entered")],
        ));
    }
    let new = m.new_object(Kind::Items, 2, &[source, Value::UNBOUND])?;
    m.heap.set_value(link, 1, v);
    m.heap.set_value(link, 2, new);
    m.heap.set_value(r, 1, new);
    Ok(Some(v))
}

/// `batched(iterable, n)`: the iterator and the size.
pub static BATCHED: Space = Space::class(n::batched, types::OBJECT, ENDLESS)
    .new(
        Native::new(new_batched, 3, 3)
            .named(&[n::__, n::iterable, n::__], 3)
            .doc("batched(iterable, n) -- tuples of n items, the last maybe shorter"),
    )
    .iterator(step_batched)
    .of_module(n::itertools);

fn new_batched(m: &mut Machine, args: Args) -> R {
    let (v, size) = (args.at(m, 1), args.at(m, 2));
    let size = m.to_i64(size)?;
    if size < 1 {
        return Err(m.value_error(&[Piece::S("n must be at least one")]));
    }
    let iterator = m.iter(v)?;
    let size = m.new_int(size)?;
    m.new_record(crate::BATCHED, &[iterator, size])
}

fn step_batched(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let iterator = m.heap.value(r, 1);
    let size = m.heap.value(r, 2);
    let size = m.to_i64(size)? as usize;
    let list = m.new_list_sized(0)?;
    let mark = m.mark();
    while m.list_len(list) < size {
        let Some(v) = m.next(iterator)? else { break };
        m.list_push(list, v)?;
        m.release(mark);
    }
    if m.list_len(list) == 0 {
        return Ok(None);
    }
    m.list_to_tuple(list).map(Some)
}
