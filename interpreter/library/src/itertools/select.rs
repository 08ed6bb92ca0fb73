//! Iterators that leave items out: compress, dropwhile, takewhile, filterfalse, islice.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::types::iterator::ENDLESS;
use pyrite_core::{Args, R, Ref, Space, Value, n, types};

/// `compress(data, selectors)`: two iterators.
pub static COMPRESS: Space = Space::class(n::compress, types::OBJECT, ENDLESS)
    .new(
        Native::new(new_compress, 3, 3)
            .named(&[n::__, n::data, n::selectors], 3)
            .doc("compress(data, selectors) -- items whose selector is true"),
    )
    .iterator(step_compress)
    .of_module(n::itertools);

fn new_compress(m: &mut Machine, args: Args) -> R {
    let (data, selectors) = (args.at(m, 1), args.at(m, 2));
    let data = m.iter(data)?;
    m.keep(data);
    let selectors = m.iter(selectors)?;
    m.new_record(crate::COMPRESS, &[data, selectors])
}

fn step_compress(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (data, selectors) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let mark = m.mark();
    loop {
        let Some(v) = m.next(data)? else {
            return Ok(None);
        };
        let Some(wanted) = m.next(selectors)? else {
            return Ok(None);
        };
        if m.truth(wanted)? {
            return Ok(Some(v));
        }
        m.release(mark);
    }
}

/// A predicate and an iterator; the third field says that the beginning is over.
fn new_by_predicate(m: &mut Machine, args: Args, class: pyrite_core::TypeId) -> R {
    let v = args.at(m, 2);
    let iterator = m.iter(v)?;
    m.new_record(class, &[args.at(m, 1), iterator, Value::FALSE])
}

pub static DROPWHILE: Space = Space::class(n::dropwhile, types::OBJECT, ENDLESS)
    .new(
        Native::new(|m, a| new_by_predicate(m, a, crate::DROPWHILE), 3, 3).doc(
            "dropwhile(predicate, iterable) -- all from the first item on for which it is false",
        ),
    )
    .iterator(step_dropwhile)
    .of_module(n::itertools);

fn step_dropwhile(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (predicate, iterator) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let mark = m.mark();
    loop {
        let Some(v) = m.next(iterator)? else {
            return Ok(None);
        };
        if m.heap.value(r, 3) == Value::TRUE {
            return Ok(Some(v));
        }
        let answer = m.call(predicate, &[v])?;
        if !m.truth(answer)? {
            m.heap.set_value(r, 3, Value::TRUE);
            return Ok(Some(v));
        }
        m.release(mark);
    }
}

pub static TAKEWHILE: Space = Space::class(n::takewhile, types::OBJECT, ENDLESS)
    .new(
        Native::new(|m, a| new_by_predicate(m, a, crate::TAKEWHILE), 3, 3)
            .doc("takewhile(predicate, iterable) -- items before the first for which it is false"),
    )
    .iterator(step_takewhile)
    .of_module(n::itertools);

fn step_takewhile(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (predicate, iterator) = (m.heap.value(r, 1), m.heap.value(r, 2));
    if m.heap.value(r, 3) == Value::TRUE {
        return Ok(None);
    }
    let Some(v) = m.next(iterator)? else {
        return Ok(None);
    };
    let answer = m.call(predicate, &[v])?;
    if m.truth(answer)? {
        return Ok(Some(v));
    }
    m.heap.set_value(r, 3, Value::TRUE);
    Ok(None)
}

pub static FILTERFALSE: Space = Space::class(n::filterfalse, types::OBJECT, ENDLESS)
    .new(
        Native::new(|m, a| new_by_predicate(m, a, crate::FILTERFALSE), 3, 3)
            .doc("filterfalse(predicate or None, iterable) -- items for which it is false"),
    )
    .iterator(step_filterfalse)
    .of_module(n::itertools);

fn step_filterfalse(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (predicate, iterator) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let mark = m.mark();
    loop {
        let Some(v) = m.next(iterator)? else {
            return Ok(None);
        };
        let answer = if predicate.is_none() {
            v
        } else {
            m.call(predicate, &[v])?
        };
        if !m.truth(answer)? {
            return Ok(Some(v));
        }
        m.release(mark);
    }
}

/// `islice(iterable, start, stop, step)`: the iterator, items to skip, items to look at in all (None: no end), step,
/// items looked at.
pub static ISLICE: Space = Space::class(n::islice, types::OBJECT, ENDLESS)
    .new(Native::new(new_islice, 3, 5).doc(
        "islice(iterable, stop), islice(iterable, start, stop, step=1) -- a slice of what it gives",
    ))
    .iterator(step_islice)
    .of_module(n::itertools);

fn bound(m: &mut Machine, v: Value, what: &str) -> R<Option<i64>> {
    if v.is_none() {
        return Ok(None);
    }
    if m.is_index(v) {
        let v = m.index(v)?;
        if let Some(i) = v.as_small()
            && i >= 0
        {
            return Ok(Some(i));
        }
    }
    Err(m.value_error(&[
        Piece::S(what),
        Piece::S(" for islice() must be None or an integer: 0 <= x <= sys.maxsize."),
    ]))
}

fn new_islice(m: &mut Machine, args: Args) -> R {
    let (start, stop) = if args.len() == 3 {
        (Value::NONE, args.at(m, 2))
    } else {
        (args.at(m, 2), args.at(m, 3))
    };
    let what = if args.len() == 3 {
        "Stop argument"
    } else {
        "Indices"
    };
    let stop = bound(m, stop, what)?;
    let start = bound(m, start, "Indices")?.unwrap_or(0);
    let step = match args.get(m, 4).filter(|v| !v.is_none()) {
        None => 1,
        Some(v) => {
            let step = if m.is_index(v) { m.to_i64(v)? } else { 0 };
            if step < 1 {
                return Err(m.value_error(&[Piece::S(
                    "Step for islice() must be a positive integer or None.",
                )]));
            }
            step
        }
    };
    let v = args.at(m, 1);
    let iterator = m.iter(v)?;
    m.new_record(
        crate::ISLICE,
        &[
            iterator,
            Value::small(start).unwrap_or(Value::NONE),
            stop.and_then(Value::small).unwrap_or(Value::NONE),
            Value::small(step).unwrap_or(Value::small_wrapping(i64::MAX)),
            Value::small_wrapping(0),
        ],
    )
}

fn step_islice(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let iterator = m.heap.value(r, 1);
    if iterator.is_none() {
        return Ok(None);
    }
    let next = m.heap.value(r, 2).as_small().unwrap_or(0);
    let stop = m.heap.value(r, 3).as_small().unwrap_or(i64::MAX);
    let step = m.heap.value(r, 4).as_small().unwrap_or(1);
    let mut at = m.heap.value(r, 5).as_small().unwrap_or(0);
    let mark = m.mark();
    // What lies before the next wanted item is taken and dropped, but not beyond the stop.
    while at < next.min(stop) {
        m.release(mark);
        at += 1;
        m.heap.set_value(r, 5, Value::small_wrapping(at));
        if m.next(iterator)?.is_none() {
            m.heap.set_value(r, 1, Value::NONE);
            return Ok(None);
        }
    }
    if next >= stop {
        m.heap.set_value(r, 1, Value::NONE);
        return Ok(None);
    }
    m.release(mark);
    let Some(v) = m.next(iterator)? else {
        m.heap.set_value(r, 1, Value::NONE);
        return Ok(None);
    };
    m.heap.set_value(r, 5, Value::small_wrapping(at + 1));
    let following = next.saturating_add(step);
    // Past any stop there can be, all places are the same.
    let following =
        Value::small(following).unwrap_or(Value::small_wrapping(pyrite_core::value::SMALL_MAX));
    m.heap.set_value(r, 2, following);
    Ok(Some(v))
}
