//! Iterators that work on other iterators: enumerate, zip, map, filter, `iter(callable, sentinel)`.

use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{Args, R};
use crate::ops::BinaryOp;
use crate::types;
use crate::value::{Ref, TypeId, Value};

const ONE: Value = Value::small_wrapping(1);

/// The iterator for the class in argument 0: the record, or an instance of a subclass that holds it.
fn made(m: &mut Machine, args: Args, id: TypeId, fields: &[Value]) -> R {
    let record = m.new_record(id, fields)?;
    types::class::wrap_payload(m, args.at(m, 0), record)
}

/// `enumerate(iterable, start=0)`.
pub fn new_enumerate(m: &mut Machine, args: Args) -> R {
    let start = match args.get(m, 2) {
        Some(start) => m.index(start)?,
        None => Value::small_wrapping(0),
    };
    let v = args.at(m, 1);
    let iterator = m.iter(v)?;
    made(m, args, types::ENUMERATE, &[iterator, start])
}

pub fn step_enumerate(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (iterator, count) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let Some(v) = m.next(iterator)? else {
        return Ok(None);
    };
    let next = match count.as_small().and_then(|i| Value::small(i + 1)) {
        Some(next) => next,
        None => m.binary(BinaryOp::Add, count, ONE)?,
    };
    m.heap.set_value(r, 2, next);
    m.new_tuple(&[count, v]).map(Some)
}

/// A tuple of iterators over the arguments from `first` on, before `end`.
fn iterators(m: &mut Machine, args: Args, first: usize, end: usize) -> R {
    if first >= end {
        return m.new_tuple(&[]);
    }
    let tuple = m.new_tuple_sized(end - first)?;
    for i in first..end {
        let v = args.at(m, i);
        let iterator = m.iter(v)?;
        m.heap.set_value(tuple, 1 + i - first, iterator);
    }
    Ok(Value::reference(tuple))
}

/// `zip(*iterables, strict=False)`.
pub fn new_zip(m: &mut Machine, args: Args) -> R {
    let last = args.len().saturating_sub(1);
    let mut strict = Value::FALSE;
    if let Some(d) = args.get(m, last).and_then(Value::as_ref) {
        let mut at = 0;
        while let Some((k, v)) = m.table_next(d, &mut at) {
            if !m.same_name(k, Value::name(n::strict)) {
                return Err(m.type_error(&[
                    Piece::S("'"),
                    Piece::V(k),
                    Piece::S("' is an invalid keyword argument for zip()"),
                ]));
            }
            strict = Value::bool(m.truth(v)?);
        }
    }
    let given = args.len() - 2;
    for i in 0..given {
        let v = args.at(m, 1 + i);
        if !m.is_iterable(v) {
            return Err(m.type_error(&[
                Piece::S("'"),
                Piece::T(v),
                Piece::S("' object is not iterable"),
            ]));
        }
    }
    let tuple = iterators(m, args, 1, last)?;
    made(m, args, types::ZIP, &[tuple, strict])
}

pub fn step_zip(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some(iterators) = m.heap.value(r, 1).as_ref() else {
        return Ok(None);
    };
    let count = m.heap.header(iterators).n();
    if count == 0 {
        return Ok(None);
    }
    let tuple = m.new_tuple_sized(count)?;
    let mark = m.mark();
    for i in 0..count {
        let iterator = m.heap.value(iterators, 1 + i);
        let Some(v) = m.next(iterator)? else {
            if m.heap.value(r, 2) == Value::TRUE {
                if i > 0 {
                    return Err(wrong_length(m, i, " is shorter than argument"));
                }
                for j in 1..count {
                    let iterator = m.heap.value(iterators, 1 + j);
                    if m.next(iterator)?.is_some() {
                        return Err(wrong_length(m, j, " is longer than argument"));
                    }
                }
            }
            return Ok(None);
        };
        m.release(mark);
        m.heap.set_value(tuple, 1 + i, v);
    }
    Ok(Some(Value::reference(tuple)))
}

fn wrong_length(m: &mut Machine, i: usize, what: &str) -> crate::native::Raised {
    let mut pieces = [
        Piece::S("zip() argument "),
        Piece::I(i as i64 + 1),
        Piece::S(what),
        Piece::S(if i == 1 { " " } else { "s 1-" }),
        Piece::I(i as i64),
    ];
    if i == 1 {
        pieces[4] = Piece::I(1);
    }
    m.value_error(&pieces)
}

/// `map(function, *iterables)`.
pub fn new_map(m: &mut Machine, args: Args) -> R {
    if args.len() < 3 {
        return Err(m.type_error(&[Piece::S("map() must have at least two arguments.")]));
    }
    let f = args.at(m, 1);
    let tuple = iterators(m, args, 2, args.len())?;
    made(m, args, types::MAP, &[f, tuple])
}

pub fn step_map(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let f = m.heap.value(r, 1);
    let Some(iterators) = m.heap.value(r, 2).as_ref() else {
        return Ok(None);
    };
    let count = m.heap.header(iterators).n();
    if count == 1 {
        let iterator = m.heap.value(iterators, 1);
        return match m.next(iterator)? {
            Some(v) => m.call(f, &[v]).map(Some),
            None => Ok(None),
        };
    }
    // The arguments are put where the call wants them.
    let w = m.top;
    if w + count + 4 > m.temp {
        return Err(m.recursion_error());
    }
    m.stack.set(w, f);
    m.stack.set(w + 1, Value::NONE);
    let result = map_call(m, iterators, w, count);
    m.top = w;
    if let Ok(Some(v)) = result {
        m.keep(v);
    }
    result
}

fn map_call(m: &mut Machine, iterators: Ref, w: usize, count: usize) -> R<Option<Value>> {
    for i in 0..count {
        m.top = w + 2 + i;
        let iterator = m.heap.value(iterators, 1 + i);
        let Some(v) = m.next(iterator)? else {
            return Ok(None);
        };
        m.stack.set(w + 2 + i, v);
    }
    m.top = w + 2 + count;
    m.call_window(w, count, Value::UNBOUND).map(Some)
}

/// `filter(function or None, iterable)`.
pub fn new_filter(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 2);
    let iterator = m.iter(v)?;
    let f = args.at(m, 1);
    made(m, args, types::FILTER, &[f, iterator])
}

pub fn step_filter(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (f, iterator) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let mark = m.mark();
    loop {
        let Some(v) = m.next(iterator)? else {
            return Ok(None);
        };
        let good = if f.is_none() || f == Value::builtin_type(types::BOOL) {
            m.truth(v)?
        } else {
            let answer = m.call(f, &[v])?;
            m.truth(answer)?
        };
        if good {
            return Ok(Some(v));
        }
        m.release(mark);
    }
}

/// `iter(callable, sentinel)`: ends when the callable gives the sentinel.
pub fn step_call(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (f, sentinel) = (m.heap.value(r, 1), m.heap.value(r, 2));
    if f.is_none() && sentinel.is_unbound() {
        return Ok(None);
    }
    m.keep(sentinel);
    let v = match m.call(f, &[]) {
        Ok(v) => v,
        Err(_) => {
            m.catch(types::STOP_ITERATION)?;
            m.heap.set_value(r, 1, Value::NONE);
            m.heap.set_value(r, 2, Value::UNBOUND);
            return Ok(None);
        }
    };
    if m.equal(v, sentinel)? {
        m.heap.set_value(r, 1, Value::NONE);
        m.heap.set_value(r, 2, Value::UNBOUND);
        return Ok(None);
    }
    Ok(Some(v))
}
