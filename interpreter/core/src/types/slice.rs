//! `slice`, and how one is resolved against a length.

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Native, R, Space, method, property};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::{self, receiver, sequence};
use crate::value::Value;

pub static SLICE: Space = Space::class(
    n::slice,
    types::OBJECT,
    &[
        property(n::start, |m, v| part(m, v, 1)),
        property(n::stop, |m, v| part(m, v, 2)),
        property(n::step, |m, v| part(m, v, 3)),
        (
            n::indices,
            Item::Method(
                Native::new(indices, 2, 2)
                    .doc("indices(length) -- start, stop and step for a sequence of that length"),
            ),
        ),
        method(n::__eq__, receiver::eq, 2, 2),
        method(n::__ge__, receiver::ge, 2, 2),
        method(n::__gt__, receiver::gt, 2, 2),
        method(n::__hash__, receiver::hash, 1, 1),
        method(n::__le__, receiver::le, 2, 2),
        method(n::__lt__, receiver::lt, 2, 2),
        method(n::__ne__, receiver::ne, 2, 2),
        method(n::__repr__, receiver::repr, 1, 1),
    ],
)
.new(
    Native::new(new, 2, 4)
        .doc("slice(stop), slice(start, stop, step=None) -- what [start:stop:step] stands for"),
);

fn new(m: &mut Machine, args: Args) -> R {
    let first = args.at(m, 1);
    match args.get(m, 2) {
        None => m.build_slice(Value::NONE, first, Value::NONE),
        Some(stop) => {
            let step = args.get(m, 3).unwrap_or(Value::NONE);
            m.build_slice(first, stop, step)
        }
    }
}

fn part(m: &mut Machine, v: Value, i: usize) -> R {
    Ok(m.heap
        .as_kind(v, Kind::Slice)
        .map_or(Value::NONE, |r| m.heap.value(r, i)))
}

/// A slice's numbers: absent ones are `None`, those beyond 64 bits cut.
#[derive(Clone, Copy)]
pub struct Parts {
    pub start: Option<i64>,
    pub stop: Option<i64>,
    pub step: i64,
}

/// Asks the parts of a slice object for their numbers.
pub fn parts(m: &mut Machine, slice: Value) -> R<Parts> {
    let Some(r) = m.heap.as_kind(slice, Kind::Slice) else {
        return Err(m.type_error(&[Piece::S("slice expected")]));
    };
    let (start, stop, step) = (m.heap.value(r, 1), m.heap.value(r, 2), m.heap.value(r, 3));
    let step = number(m, step)?.unwrap_or(1);
    if step == 0 {
        return Err(m.value_error(&[Piece::S("slice step cannot be zero")]));
    }
    Ok(Parts {
        step: step.max(-i64::MAX),
        start: number(m, start)?,
        stop: number(m, stop)?,
    })
}

fn number(m: &mut Machine, v: Value) -> R<Option<i64>> {
    if v.is_small() {
        return Ok(v.as_small());
    }
    if v.is_none() {
        return Ok(None);
    }
    m.slice_part(v).map(Some)
}

impl Parts {
    /// Start, stop, step and number of items for something of this length.
    pub fn resolve(self, len: usize) -> (i64, i64, i64, usize) {
        let len = len as i64;
        let step = self.step;
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let cut = |i: Option<i64>, default: i64| match i {
            None => default,
            Some(i) if i < 0 => i.saturating_add(len).clamp(low, high),
            Some(i) => i.clamp(low, high),
        };
        let start = cut(self.start, if step < 0 { high } else { low });
        let stop = cut(self.stop, if step < 0 { low } else { high });
        let count = if step > 0 && start < stop {
            (stop - start - 1) / step + 1
        } else if step < 0 && stop < start {
            (start - stop - 1) / -step + 1
        } else {
            0
        };
        (start, stop, step, count as usize)
    }
}

fn indices(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let length = args.at(m, 1);
    let length = m.index(length)?;
    let Some(len) = length.as_small() else {
        return big_indices(m, v, length);
    };
    if len < 0 {
        return Err(m.value_error(&[Piece::S("length should not be negative")]));
    }
    let (start, stop, _, _) = parts(m, v)?.resolve(len as usize);
    let step = part(m, v, 3)?;
    let step = if step.is_none() {
        Value::small_wrapping(1)
    } else {
        m.index(step)?
    };
    let (start, stop) = (m.new_int(start)?, m.new_int(stop)?);
    m.new_tuple(&[start, stop, step])
}

/// `slice.indices` for a length that is a big int.
fn big_indices(m: &mut Machine, v: Value, length: Value) -> R {
    let one = Value::small_wrapping(1);
    let zero = Value::small_wrapping(0);
    if m.compare_true(CompareOp::Lt, length, zero)? {
        return Err(m.value_error(&[Piece::S("length should not be negative")]));
    }
    parts(m, v)?;
    let step = part(m, v, 3)?;
    let step = if step.is_none() { one } else { m.index(step)? };
    let down = m.compare_true(CompareOp::Lt, step, zero)?;
    let (low, high) = if down {
        let high = m.binary(BinaryOp::Sub, length, one)?;
        (Value::small_wrapping(-1), high)
    } else {
        (zero, length)
    };
    let mut ends = [if down { high } else { low }, if down { low } else { high }];
    for (i, end) in ends.iter_mut().enumerate() {
        let given = part(m, v, 1 + i)?;
        if given.is_none() {
            continue;
        }
        let mut x = m.index(given)?;
        if m.compare_true(CompareOp::Lt, x, zero)? {
            x = m.binary(BinaryOp::Add, x, length)?;
            if m.compare_true(CompareOp::Lt, x, low)? {
                x = low;
            }
        } else if m.compare_true(CompareOp::Gt, x, high)? {
            x = high;
        }
        *end = x;
    }
    m.new_tuple(&[ends[0], ends[1], step])
}

/// `a op b`: slices compare as tuples of their parts.
pub fn compare(m: &mut Machine, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
    let (Some(x), Some(y)) = (a.as_ref(), b.as_ref()) else {
        return Ok(None);
    };
    for i in 1..4 {
        let (p, q) = (m.heap.value(x, i), m.heap.value(y, i));
        if !m.equal(p, q)? {
            return match op {
                CompareOp::Eq => Ok(Some(false)),
                CompareOp::Ne => Ok(Some(true)),
                _ => m.compare_true(op, p, q).map(Some),
            };
        }
    }
    Ok(Some(op.holds(Some(core::cmp::Ordering::Equal))))
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let mut text = Text::new(m)?;
    for i in 1..4 {
        text.push_str(m, if i == 1 { "slice(" } else { ", " })?;
        let x = part(m, v, i)?;
        sequence::push_repr(m, &mut text, x)?;
    }
    text.push_str(m, ")")?;
    text.finish(m)
}
