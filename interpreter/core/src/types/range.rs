//! `range`: three ints of any size.

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Native, R, Space, method, property};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::{self, receiver, sequence};
use crate::value::{Ref, Value};

pub static RANGE: Space = Space::class(
    n::range,
    types::OBJECT,
    &[
        (
            n::count,
            Item::Method(
                Native::new(count, 2, 2).doc("count(value) -- 1 if it is in the range, else 0"),
            ),
        ),
        (
            n::index,
            Item::Method(Native::new(index, 2, 2).doc("index(value) -- where the value is")),
        ),
        property(n::start, |m, v| Ok(part(m, v, START))),
        property(n::stop, |m, v| Ok(part(m, v, STOP))),
        property(n::step, |m, v| Ok(part(m, v, STEP))),
        method(n::__bool__, bool, 1, 1),
        method(n::__contains__, receiver::contains, 2, 2),
        method(n::__eq__, receiver::eq, 2, 2),
        method(n::__getitem__, receiver::get_item, 2, 2),
        method(n::__hash__, receiver::hash, 1, 1),
        method(n::__iter__, receiver::iter, 1, 1),
        method(n::__len__, receiver::len, 1, 1),
        method(n::__ne__, receiver::ne, 2, 2),
        method(n::__repr__, receiver::repr, 1, 1),
        method(n::__reversed__, reversed, 1, 1),
    ],
)
.new(
    Native::new(new, 2, 4)
        .doc("range(stop), range(start, stop, step=1) -- ints from start on, before stop"),
);

const START: usize = 1;
const STOP: usize = 2;
const STEP: usize = 3;
const ZERO: Value = Value::small_wrapping(0);
const ONE: Value = Value::small_wrapping(1);

fn new(m: &mut Machine, args: Args) -> R {
    let first = args.at(m, 1);
    let first = m.index(first)?;
    let Some(stop) = args.get(m, 2) else {
        return make(m, ZERO, first, ONE);
    };
    let stop = m.index(stop)?;
    let step = match args.get(m, 3) {
        Some(step) => m.index(step)?,
        None => ONE,
    };
    if step == ZERO {
        return Err(m.value_error(&[Piece::S("range() arg 3 must not be zero")]));
    }
    make(m, first, stop, step)
}

/// `range()` with the `count` arguments from `at` on the stack, if they are small ints and fit.
pub(crate) fn of_small(m: &mut Machine, at: usize, count: usize) -> Option<R> {
    let small = |i: usize| Some(m.stack.get(at + i)).filter(|v| v.is_small());
    let (start, stop, step) = match count {
        1 => (ZERO, small(0)?, ONE),
        2 => (small(0)?, small(1)?, ONE),
        3 => (small(0)?, small(1)?, small(2)?),
        _ => return None,
    };
    (step != ZERO).then(|| make(m, start, stop, step))
}

fn make(m: &mut Machine, start: Value, stop: Value, step: Value) -> R {
    m.new_object(Kind::Range, 0, &[start, stop, step])
}

fn part(m: &Machine, v: Value, i: usize) -> Value {
    m.heap
        .as_kind(v, Kind::Range)
        .map_or(Value::NONE, |r| m.heap.value(r, i))
}

fn parts(m: &Machine, v: Value) -> (Value, Value, Value) {
    (part(m, v, START), part(m, v, STOP), part(m, v, STEP))
}

/// Start, step and number of items, if all that the range gives are small ints.
pub fn small_parts(m: &Machine, v: Value) -> Option<(i64, i64, i64)> {
    let (start, stop, step) = parts(m, v);
    let (start, stop, step) = (start.as_small()?, stop.as_small()?, step.as_small()?);
    Some((start, step, small_count(start, stop, step)))
}

pub(crate) fn small_count(start: i64, stop: i64, step: i64) -> i64 {
    if step == 1 {
        (stop - start).max(0)
    } else if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else {
        0
    }
}

/// Number of items, as an int of any size.
pub fn count_items(m: &mut Machine, v: Value) -> R {
    if let Some((_, _, count)) = small_parts(m, v) {
        return m.new_int(count);
    }
    let (start, stop, step) = parts(m, v);
    let up = m.compare_true(CompareOp::Gt, step, ZERO)?;
    let (low, high) = if up { (start, stop) } else { (stop, start) };
    if !m.compare_true(CompareOp::Lt, low, high)? {
        return Ok(ZERO);
    }
    let step = if up { step } else { m.unary(n::__neg__, step)? };
    let span = m.binary(BinaryOp::Sub, high, low)?;
    let span = m.binary(BinaryOp::Sub, span, ONE)?;
    let full = m.binary(BinaryOp::FloorDiv, span, step)?;
    m.binary(BinaryOp::Add, full, ONE)
}

/// Item number `i`, which must be there.
pub fn item(m: &mut Machine, v: Value, i: Value) -> R {
    let (start, _, step) = parts(m, v);
    let way = m.binary(BinaryOp::Mul, i, step)?;
    m.binary(BinaryOp::Add, start, way)
}

fn index(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Range)?;
    let (v, x) = (Value::reference(r), args.at(m, 1));
    if !contains(m, v, x)? {
        return Err(m.value_error(&[Piece::R(x), Piece::S(" is not in range")]));
    }
    if !m.is_a(x, types::INT) {
        let iterator = m.iter(v)?;
        let mut at = 0;
        while let Some(item) = m.next(iterator)? {
            if m.equal(item, x)? {
                break;
            }
            at += 1;
        }
        return m.new_int(at);
    }
    let (start, _, step) = parts(m, v);
    let x = m.index(x)?;
    let way = m.binary(BinaryOp::Sub, x, start)?;
    m.binary(BinaryOp::FloorDiv, way, step)
}

fn count(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Range)?;
    let (v, x) = (Value::reference(r), args.at(m, 1));
    if m.is_a(x, types::INT) {
        let found = contains(m, v, x)?;
        return Ok(Value::small_wrapping(i64::from(found)));
    }
    let mut count = 0;
    m.for_each(v, |m, item| {
        count += i64::from(m.equal(item, x)?);
        Ok(true)
    })?;
    m.new_int(count)
}

fn bool(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    Ok(Value::bool(truth(m, v)))
}

fn reversed(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Range)?;
    types::iterator::reversed(m, Value::reference(r))
}

/// `a op b`: ranges are equal when they give the same items; they have no order.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(None);
    }
    Ok(Some(same(m, a, b)? == (op == CompareOp::Eq)))
}

fn same(m: &mut Machine, a: Value, b: Value) -> R<bool> {
    let (x, y) = (count_items(m, a)?, count_items(m, b)?);
    if !m.equal(x, y)? {
        return Ok(false);
    }
    if x == ZERO {
        return Ok(true);
    }
    let ((start_a, _, step_a), (start_b, _, step_b)) = (parts(m, a), parts(m, b));
    Ok(m.equal(start_a, start_b)? && (x == ONE || m.equal(step_a, step_b)?))
}

/// `v[i]`.
pub fn get_item(m: &mut Machine, v: Value, i: Value) -> R {
    if m.heap.is(i, Kind::Slice) {
        return slice_of(m, v, i);
    }
    if !m.is_index(i) {
        return Err(m.type_error(&[
            Piece::S("range indices must be integers or slices, not "),
            Piece::T(i),
        ]));
    }
    let mut i = m.index(i)?;
    let len = count_items(m, v)?;
    if m.compare_true(CompareOp::Lt, i, ZERO)? {
        i = m.binary(BinaryOp::Add, i, len)?;
    }
    if m.compare_true(CompareOp::Lt, i, ZERO)? || m.compare_true(CompareOp::Ge, i, len)? {
        return Err(m.error(
            types::INDEX_ERROR,
            &[Piece::S("range object index out of range")],
        ));
    }
    item(m, v, i)
}

fn slice_of(m: &mut Machine, v: Value, slice: Value) -> R {
    let len = count_items(m, v)?;
    let bounds = m.call_method(slice, n::indices, &[len])?;
    let (from, to, by) = (
        m.tuple_item(bounds, 0),
        m.tuple_item(bounds, 1),
        m.tuple_item(bounds, 2),
    );
    let step = part(m, v, STEP);
    let (start, stop) = (item(m, v, from)?, item(m, v, to)?);
    let step = m.binary(BinaryOp::Mul, step, by)?;
    make(m, start, stop, step)
}

/// `item in v`.
pub fn contains(m: &mut Machine, v: Value, x: Value) -> R<bool> {
    if !(x.is_small() || matches!(x, Value::TRUE | Value::FALSE) || m.heap.is(x, Kind::BigInt)) {
        // Floats and whatever compares with ints: item by item.
        let iterator = m.iter(v)?;
        let mark = m.mark();
        while let Some(item) = m.next(iterator)? {
            if m.equal(item, x)? {
                return Ok(true);
            }
            m.release(mark);
        }
        return Ok(false);
    }
    let x = m.index(x)?;
    let (start, stop, step) = parts(m, v);
    let up = m.compare_true(CompareOp::Gt, step, ZERO)?;
    let (from, before) = if up {
        (CompareOp::Le, CompareOp::Lt)
    } else {
        (CompareOp::Ge, CompareOp::Gt)
    };
    if !m.compare_true(from, start, x)? || !m.compare_true(before, x, stop)? {
        return Ok(false);
    }
    let way = m.binary(BinaryOp::Sub, x, start)?;
    let rest = m.binary(BinaryOp::Mod, way, step)?;
    Ok(rest == ZERO)
}

/// `hash(v)`.
pub fn hash(m: &mut Machine, v: Value) -> R<i64> {
    let len = count_items(m, v)?;
    let (start, _, step) = parts(m, v);
    let start = if len == ZERO { Value::NONE } else { start };
    let step = if len == ZERO || len == ONE {
        Value::NONE
    } else {
        step
    };
    let key = m.new_tuple(&[len, start, step])?;
    types::tuple::hash(m, key)
}

/// Number of items; an OverflowError if no index can be so large.
pub fn len(m: &mut Machine, v: Value) -> R<usize> {
    let count = count_items(m, v)?;
    match count.as_small().or_else(|| types::int::to_i64(m, count)) {
        Some(count) => Ok(count as usize),
        None => Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("Python int too large to convert to C ssize_t")],
        )),
    }
}

/// Whether it has items.
pub fn truth(m: &Machine, v: Value) -> bool {
    let (start, stop, step) = parts(m, v);
    let order = types::int::order(m, start, stop);
    if step.as_small().is_some_and(|s| s > 0)
        || (step.as_ref().is_some() && !types::int::is_negative(m, step))
    {
        order.is_lt()
    } else {
        order.is_gt()
    }
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let mut text = Text::new(m)?;
    text.push_str(m, "range(")?;
    let (start, stop, step) = parts(m, v);
    sequence::push_repr(m, &mut text, start)?;
    text.push_str(m, ", ")?;
    sequence::push_repr(m, &mut text, stop)?;
    if step != ONE {
        text.push_str(m, ", ")?;
        sequence::push_repr(m, &mut text, step)?;
    }
    text.push_str(m, ")")?;
    text.finish(m)
}

/// Appends the numbers of a range of small ints to a list that nothing else changes meanwhile; false for other ranges.
pub fn append_to(m: &mut Machine, list: Ref, v: Value) -> R<bool> {
    let Some((start, step, count)) = small_parts(m, v) else {
        return Ok(false);
    };
    let last = start.saturating_add(count.saturating_mul(step));
    if Value::small(last).is_none() {
        return Ok(false);
    }
    let (len, count) = (m.list_len(list), count as usize);
    types::list::reserve_more(m, list, count)?;
    if let Some(buffer) = m.heap.value(list, 2).as_ref()
        && count > 0
    {
        let mut x = start;
        for w in m.heap.words_mut(buffer, 1 + len, 1 + len + count) {
            *w = Value::small_wrapping(x).word();
            x += step;
        }
        m.heap
            .set_word(list, 1, (len + count) as crate::value::Word);
    }
    Ok(true)
}
