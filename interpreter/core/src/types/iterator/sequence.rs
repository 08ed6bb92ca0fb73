//! Iterators over sequences: the container and a place in it. An exhausted one forgets its container, so that it stays
//! exhausted.

use crate::machine::Machine;
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, R};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::{self, range, sequence};
use crate::utf8;
use crate::value::{Ref, Value, WORD};

const OF: usize = 1;
const AT: usize = 2;

fn place(m: &Machine, r: Ref) -> usize {
    m.heap.value(r, AT).small_unchecked() as usize
}

fn set_place(m: &mut Machine, r: Ref, at: usize) {
    m.heap.set_value(r, AT, Value::small_wrapping(at as i64));
}

fn finish(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    m.heap.set_value(r, OF, Value::NONE);
    Ok(None)
}

/// Lists and tuples.
#[inline]
pub fn step_items(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some(of) = m.heap.value(r, OF).as_ref() else {
        return Ok(None);
    };
    let at = place(m, r);
    match sequence::item(m, of, at) {
        Some(v) => {
            set_place(m, r, at + 1);
            Ok(Some(v))
        }
        None => finish(m, r),
    }
}

/// Lists from the back: the place is that of the next item.
pub fn step_back(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some(of) = m.heap.value(r, OF).as_ref() else {
        return Ok(None);
    };
    let at = m.heap.value(r, AT).small_unchecked();
    let item = if at < 0 {
        None
    } else {
        sequence::item(m, of, at as usize)
    };
    match item {
        Some(v) => {
            m.heap.set_value(r, AT, Value::small_wrapping(at - 1));
            Ok(Some(v))
        }
        None => finish(m, r),
    }
}

/// Byte `at` of `len` bytes that begin at a word of an object.
#[inline(always)]
fn byte(m: &Machine, r: Ref, word: usize, len: usize, at: usize) -> Option<u8> {
    (at < len).then(|| (m.heap.word(r, word + at / WORD) >> (at % WORD * 8)) as u8)
}

/// Strings whose characters are bytes.
pub fn step_ascii(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (of, at) = (m.heap.value(r, OF), place(m, r));
    let c = match m.heap.as_kind(of, Kind::Str) {
        Some(text) => byte(m, text, 2, m.heap.header(text).n(), at),
        None => m.str_bytes(of).and_then(|b| b.get(at)).copied(),
    };
    match c {
        Some(c) => {
            set_place(m, r, at + 1);
            Ok(Some(Value::character(c)))
        }
        None => finish(m, r),
    }
}

/// Other strings: the place is a byte offset.
pub fn step_str(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (of, at) = (m.heap.value(r, OF), place(m, r));
    let Some(first) = m.str_bytes(of).and_then(|b| b.get(at)).copied() else {
        return finish(m, r);
    };
    let end = at + utf8::length(first);
    set_place(m, r, end);
    m.new_str_from(of, at, end).map(Some)
}

/// bytes and bytearray.
pub fn step_bytes(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (of, at) = (m.heap.value(r, OF), place(m, r));
    let found = match of.as_ref() {
        Some(o) if m.heap.header(o).is(Kind::Bytes) => byte(m, o, 1, m.heap.header(o).n(), at),
        Some(o) if m.heap.header(o).is(Kind::ByteArray) => {
            let len = m.heap.word(o, 1) as usize;
            m.heap
                .value(o, 2)
                .as_ref()
                .and_then(|buffer| byte(m, buffer, 1, len, at))
        }
        _ => m.buffer_bytes(of).and_then(|b| b.get(at)).copied(),
    };
    match found {
        Some(b) => {
            set_place(m, r, at + 1);
            Ok(Some(Value::small_wrapping(i64::from(b))))
        }
        None => finish(m, r),
    }
}

/// Anything with `__getitem__`: ends with an IndexError or StopIteration.
pub fn step_getitem(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let of = m.heap.value(r, OF);
    if of.is_none() {
        return Ok(None);
    }
    let at = m.heap.value(r, AT);
    m.keep(of);
    match m.get_item(of, at) {
        Ok(v) => {
            set_place(m, r, at.small_unchecked() as usize + 1);
            Ok(Some(v))
        }
        Err(raised) => {
            if m.pending_is(types::INDEX_ERROR) || m.pending_is(types::STOP_ITERATION) {
                m.take_pending();
                return finish(m, r);
            }
            Err(raised)
        }
    }
}

/// `reversed` over `__len__` and `__getitem__`.
pub fn step_reversed(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let of = m.heap.value(r, OF);
    let at = m.heap.value(r, AT);
    if of.is_none() || at.small_unchecked() < 0 {
        return finish(m, r);
    }
    m.keep(of);
    match m.get_item(of, at) {
        Ok(v) => {
            let next = Value::small_wrapping(at.small_unchecked() - 1);
            m.heap.set_value(r, AT, next);
            Ok(Some(v))
        }
        Err(raised) => {
            if m.pending_is(types::INDEX_ERROR) || m.pending_is(types::STOP_ITERATION) {
                m.take_pending();
                return finish(m, r);
            }
            Err(raised)
        }
    }
}

/// An iterator over a range: next number, how many are left, step; or, for large numbers, the range, the next index and
/// the length.
pub fn over_range(m: &mut Machine, v: Value) -> R {
    if let Some((start, step, count)) = range::small_parts(m, v)
        && Value::small(start.saturating_add(count.saturating_mul(step))).is_some()
        && let Some(count) = Value::small(count)
    {
        return m.new_record(
            types::RANGE_ITERATOR,
            &[
                Value::small_wrapping(start),
                count,
                Value::small_wrapping(step),
            ],
        );
    }
    let count = range::count_items(m, v)?;
    m.keep(count);
    m.new_record(
        types::LONG_RANGE_ITERATOR,
        &[v, Value::small_wrapping(0), count],
    )
}

#[inline]
pub fn step_range(m: &mut Machine, r: Ref) -> Option<Value> {
    let left = m.heap.value(r, 2).small_unchecked();
    if left <= 0 {
        return None;
    }
    let v = m.heap.value(r, 1);
    let step = m.heap.value(r, 3).small_unchecked();
    let next = Value::small_wrapping(v.small_unchecked() + step);
    m.heap.set_value(r, 1, next);
    m.heap.set_value(r, 2, Value::small_wrapping(left - 1));
    Some(v)
}

pub fn step_long_range(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (of, at, count) = (m.heap.value(r, OF), m.heap.value(r, AT), m.heap.value(r, 3));
    if !m.compare_true(CompareOp::Lt, at, count)? {
        return Ok(None);
    }
    let v = range::item(m, of, at)?;
    m.keep(v);
    let next = m.binary(BinaryOp::Add, at, Value::small_wrapping(1))?;
    m.heap.set_value(r, AT, next);
    Ok(Some(v))
}

pub fn long_range_left(m: &mut Machine, r: Ref) -> R {
    let (at, count) = (m.heap.value(r, AT), m.heap.value(r, 3));
    m.binary(BinaryOp::Sub, count, at)
}

/// `reversed(v)`.
pub fn new_reversed(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    reversed(m, v)
}

/// `reversed(v)`.
pub fn reversed(m: &mut Machine, v: Value) -> R {
    if let Some(r) = v.as_ref() {
        match m.heap.kind(r) {
            Kind::List => {
                let last = m.list_len(r) as i64 - 1;
                return m.new_record(
                    types::LIST_REVERSE_ITERATOR,
                    &[v, Value::small_wrapping(last)],
                );
            }
            Kind::Range => {
                if let Some((start, step, count)) = range::small_parts(m, v)
                    && let Some(behind) = Value::small(start.saturating_sub(step))
                    && let Some(last) = count
                        .checked_mul(step)
                        .and_then(|all| Value::small(behind.small_unchecked().checked_add(all)?))
                    && let (Some(count), Some(back)) = (Value::small(count), Value::small(-step))
                {
                    return m.new_record(types::RANGE_ITERATOR, &[last, count, back]);
                }
                let back = m.build_slice(Value::NONE, Value::NONE, Value::small_wrapping(-1))?;
                let turned = range::get_item(m, v, back)?;
                m.keep(turned);
                return over_range(m, turned);
            }
            Kind::Dict => {
                return super::over_table(m, r, super::TableView::Keys, true);
            }
            Kind::Set | Kind::FrozenSet => return Err(super::not_reversible(m, v)),
            _ => {}
        }
    }
    if let Some(method) = m.special(v, n::__reversed__) {
        if method.is_none() {
            return Err(super::not_reversible(m, v));
        }
        return m.call_special(method, v, &[]);
    }
    let own = m.payload(v);
    let sequence = own.as_ref().map_or(m.str_bytes(own).is_some(), |r| {
        matches!(
            m.heap.kind(r),
            Kind::Tuple | Kind::Str | Kind::Bytes | Kind::ByteArray
        )
    });
    if !sequence && m.special(v, n::__getitem__).is_none() {
        return Err(super::not_reversible(m, v));
    }
    let len = m.len(v)? as i64;
    m.new_record(types::REVERSED, &[v, Value::small_wrapping(len - 1)])
}
