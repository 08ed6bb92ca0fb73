//! Iterators that go on, or that pass on: count, cycle, repeat, chain, accumulate, starmap, pairwise, zip_longest.

use super::{iterators, only_keyword};
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::{ANY, Native};
use pyrite_core::ops::BinaryOp;
use pyrite_core::types::iterator::{ENDLESS, ITER, NEXT};
use pyrite_core::types::receiver;
use pyrite_core::{Args, R, Ref, Space, Value, class_method, method, n, types};

const ZERO: Value = Value::small_wrapping(0);
const ONE: Value = Value::small_wrapping(1);

/// `count(start=0, step=1)`: the next number and the step.
pub static COUNT: Space = Space::class(
    n::count,
    types::OBJECT,
    &[ITER, NEXT, method(n::__repr__, show_count, 1, 1)],
)
.new(
    Native::new(new_count, 1, 3)
        .named(&[n::__, n::start, n::step], 3)
        .doc("count(start=0, step=1) -- numbers without end"),
)
.iterator(step_count)
.of_module(n::itertools);

fn new_count(m: &mut Machine, args: Args) -> R {
    let (start, step) = (
        args.get(m, 1).unwrap_or(ZERO),
        args.get(m, 2).unwrap_or(ONE),
    );
    for v in [start, step] {
        let number = m.is_a(v, types::INT)
            || m.is_a(v, types::FLOAT)
            || m.is_a(v, types::COMPLEX)
            || m.special(v, n::__index__).is_some()
            || m.special(v, n::__add__).is_some() && m.special(v, n::__sub__).is_some();
        if !number {
            return Err(m.type_error(&[Piece::S("a number is required")]));
        }
    }
    m.new_record(crate::COUNT, &[start, step])
}

fn step_count(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (v, step) = (m.heap.value(r, 1), m.heap.value(r, 2));
    m.keep(v);
    let next = m.binary(BinaryOp::Add, v, step)?;
    m.heap.set_value(r, 1, next);
    Ok(Some(v))
}

fn show_count(m: &mut Machine, args: Args) -> R {
    let r = receiver::record(m, args, crate::COUNT)?;
    let (v, step) = (m.heap.value(r, 1), m.heap.value(r, 2));
    if step == ONE {
        m.message(&[Piece::S("count("), Piece::R(v), Piece::S(")")])
    } else {
        m.message(&[
            Piece::S("count("),
            Piece::R(v),
            Piece::S(", "),
            Piece::R(step),
            Piece::S(")"),
        ])
    }
}

/// `cycle(iterable)`: the iterator (None when it ended), the items so far, the next one of them.
pub static CYCLE: Space = Space::class(n::cycle, types::OBJECT, ENDLESS)
    .new(Native::new(new_cycle, 2, 2).doc("cycle(iterable) -- its items again and again"))
    .iterator(step_cycle)
    .of_module(n::itertools);

fn new_cycle(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let iterator = m.iter(v)?;
    let list = m.new_list(&[])?;
    m.new_record(crate::CYCLE, &[iterator, list, ZERO])
}

fn step_cycle(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let iterator = m.heap.value(r, 1);
    let Some(list) = m.heap.value(r, 2).as_ref() else {
        return Ok(None);
    };
    if !iterator.is_none() {
        if let Some(v) = m.next(iterator)? {
            m.list_push(list, v)?;
            return Ok(Some(v));
        }
        m.heap.set_value(r, 1, Value::NONE);
    }
    let len = m.list_len(list);
    if len == 0 {
        return Ok(None);
    }
    let at = m.heap.value(r, 3).as_small().unwrap_or(0) as usize % len;
    m.heap
        .set_value(r, 3, Value::small_wrapping((at as i64 + 1) % len as i64));
    Ok(Some(m.list_item(list, at)))
}

/// `repeat(object, times)`: the object and how often it is still to come (None: for ever).
pub static REPEAT: Space = Space::class(
    n::repeat,
    types::OBJECT,
    &[
        ITER,
        NEXT,
        method(n::__repr__, show_repeat, 1, 1),
        method(n::__length_hint__, left, 1, 1),
    ],
)
.new(
    Native::new(new_repeat, 2, 3)
        .named(&[n::__, n::object, n::times], 3)
        .doc("repeat(object[, times]) -- the same object, so often or for ever"),
)
.iterator(step_repeat)
.of_module(n::itertools);

fn new_repeat(m: &mut Machine, args: Args) -> R {
    let times = match args.get(m, 2) {
        None => Value::NONE,
        Some(v) => {
            let times = m.to_i64(v)?.max(0);
            Value::small(times).unwrap_or(Value::NONE)
        }
    };
    m.new_record(crate::REPEAT, &[args.at(m, 1), times])
}

fn step_repeat(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    if let Some(times) = m.heap.value(r, 2).as_small() {
        if times == 0 {
            return Ok(None);
        }
        m.heap.set_value(r, 2, Value::small_wrapping(times - 1));
    }
    Ok(Some(m.heap.value(r, 1)))
}

fn left(m: &mut Machine, args: Args) -> R {
    let r = receiver::record(m, args, crate::REPEAT)?;
    let times = m.heap.value(r, 2);
    if times.is_none() {
        return Err(m.type_error(&[Piece::S("len() of unsized object")]));
    }
    Ok(times)
}

fn show_repeat(m: &mut Machine, args: Args) -> R {
    let r = receiver::record(m, args, crate::REPEAT)?;
    let (v, times) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let mut text = Text::new(m)?;
    text.push_str(m, "repeat(")?;
    text.push_repr(m, v)?;
    if let Some(times) = times.as_small() {
        text.push_str(m, ", ")?;
        text.push_int(m, times)?;
    }
    text.push_str(m, ")")?;
    text.finish(m)
}

/// `chain(*iterables)`: an iterator over iterables, and the one whose turn it is (None between two).
pub static CHAIN: Space = Space::class(
    n::chain,
    types::OBJECT,
    &[
        ITER,
        NEXT,
        class_method(n::from_iterable, from_iterable, 2, 2),
        class_method(n::__class_getitem__, receiver::class_get_item, 2, 2),
    ],
)
.new(
    Native::new(new_chain, 1, ANY)
        .doc("chain(*iterables) -- their items, one iterable after the other"),
)
.iterator(step_chain)
.of_module(n::itertools);

fn new_chain(m: &mut Machine, args: Args) -> R {
    let all = m.new_tuple_of(args.rest(1), args.len() - 1)?;
    let iterator = m.iter(all)?;
    m.new_record(crate::CHAIN, &[iterator, Value::NONE])
}

fn from_iterable(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let iterator = m.iter(v)?;
    m.new_record(crate::CHAIN, &[iterator, Value::NONE])
}

fn step_chain(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    loop {
        let (all, mut current) = (m.heap.value(r, 1), m.heap.value(r, 2));
        if all.is_none() {
            return Ok(None);
        }
        if current.is_none() {
            let Some(next) = m.next(all)? else {
                m.heap.set_value(r, 1, Value::NONE);
                return Ok(None);
            };
            current = m.iter(next)?;
            m.heap.set_value(r, 2, current);
        }
        if let Some(v) = m.next(current)? {
            return Ok(Some(v));
        }
        m.heap.set_value(r, 2, Value::NONE);
    }
}

/// `accumulate(iterable, func=add, *, initial=None)`: iterator, function, total so far (unbound at first), and whether
/// the total is still to be given.
pub static ACCUMULATE: Space = Space::class(n::accumulate, types::OBJECT, ENDLESS)
    .new(
        Native::new(new_accumulate, 2, 4)
            .named(&[n::__, n::iterable, n::func, n::initial], 3)
            .doc("accumulate(iterable, func=add, *, initial=None) -- running totals"),
    )
    .iterator(step_accumulate)
    .of_module(n::itertools);

fn new_accumulate(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let iterator = m.iter(v)?;
    let f = args.get(m, 2).unwrap_or(Value::NONE);
    let initial = args.get(m, 3).filter(|v| !v.is_none());
    m.new_record(
        crate::ACCUMULATE,
        &[
            iterator,
            f,
            initial.unwrap_or(Value::UNBOUND),
            Value::bool(initial.is_some()),
        ],
    )
}

fn step_accumulate(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (iterator, f, total) = (m.heap.value(r, 1), m.heap.value(r, 2), m.heap.value(r, 3));
    if m.heap.value(r, 4) == Value::TRUE {
        m.heap.set_value(r, 4, Value::FALSE);
        return Ok(Some(total));
    }
    let Some(v) = m.next(iterator)? else {
        return Ok(None);
    };
    let total = if total.is_unbound() {
        v
    } else if f.is_none() {
        m.binary(BinaryOp::Add, total, v)?
    } else {
        m.call(f, &[total, v])?
    };
    m.heap.set_value(r, 3, total);
    Ok(Some(total))
}

/// `starmap(function, iterable)`.
pub static STARMAP: Space = Space::class(n::starmap, types::OBJECT, ENDLESS)
    .new(
        Native::new(new_starmap, 3, 3)
            .doc("starmap(function, iterable) -- function(*item) for each item"),
    )
    .iterator(step_starmap)
    .of_module(n::itertools);

fn new_starmap(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 2);
    let iterator = m.iter(v)?;
    m.new_record(crate::STARMAP, &[args.at(m, 1), iterator])
}

fn step_starmap(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (f, iterator) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let Some(v) = m.next(iterator)? else {
        return Ok(None);
    };
    let args = m.tuple_of(v)?;
    m.call_spread(f, args, Value::NONE).map(Some)
}

/// `pairwise(iterable)`: the iterator and the item before (unbound at first).
pub static PAIRWISE: Space = Space::class(n::pairwise, types::OBJECT, ENDLESS)
    .new(Native::new(new_pairwise, 2, 2).doc("pairwise(iterable) -- each item with the next one"))
    .iterator(step_pairwise)
    .of_module(n::itertools);

fn new_pairwise(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let iterator = m.iter(v)?;
    m.new_record(crate::PAIRWISE, &[iterator, Value::UNBOUND])
}

fn step_pairwise(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let iterator = m.heap.value(r, 1);
    if m.heap.value(r, 2).is_unbound() {
        let Some(first) = m.next(iterator)? else {
            return Ok(None);
        };
        m.heap.set_value(r, 2, first);
    }
    let Some(v) = m.next(iterator)? else {
        return Ok(None);
    };
    let before = m.heap.value(r, 2);
    let pair = m.new_tuple(&[before, v])?;
    m.heap.set_value(r, 2, v);
    Ok(Some(pair))
}

/// `zip_longest(*iterables, fillvalue=None)`: tuple of iterators (None for those that ended), fill value.
pub static ZIP_LONGEST: Space = Space::class(n::zip_longest, types::OBJECT, ENDLESS)
    .new(Native::new(new_zip_longest, 1, ANY).collect().doc(
        "zip_longest(*iterables, fillvalue=None) -- tuples of an item from each, until all ended",
    ))
    .iterator(step_zip_longest)
    .of_module(n::itertools);

fn new_zip_longest(m: &mut Machine, args: Args) -> R {
    let fill = only_keyword(m, args, "fillvalue")?.unwrap_or(Value::NONE);
    let tuple = iterators(m, args, 1, args.len() - 2)?;
    m.new_record(crate::ZIP_LONGEST, &[tuple, fill])
}

fn step_zip_longest(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let (all, fill) = (m.heap.value(r, 1), m.heap.value(r, 2));
    let count = m.tuple_len(all);
    let Some(all) = all.as_ref().filter(|_| count > 0) else {
        return Ok(None);
    };
    let result = m.new_tuple_sized(count)?;
    let mut alive = false;
    for i in 0..count {
        let iterator = m.heap.value(all, 1 + i);
        let mut v = None;
        if !iterator.is_none() {
            v = m.next(iterator)?;
            if v.is_none() {
                m.heap.set_value(all, 1 + i, Value::NONE);
            }
        }
        alive |= v.is_some();
        m.heap.set_value(result, 1 + i, v.unwrap_or(fill));
    }
    Ok(alive.then_some(Value::reference(result)))
}
