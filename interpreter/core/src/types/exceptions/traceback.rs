//! Traceback objects: views on the list of places that an exception came through.
//!
//! The list (field `TRACEBACK` of an exception) has two items per place, innermost first: the function, and the line
//! or the number of the instruction (below zero) that tells the line. A traceback object is a record of the list and a place in it; those behind it are what lies further in. Once there is
//! one for a place, it stands in the list instead of the function, so that whoever asks again gets the same.

use super::field;
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Space, property};
use crate::object::{code, exception};
use crate::types;
use crate::value::{Ref, Value};

pub static TRACEBACK: Space = Space::class(n::traceback, types::OBJECT, MEMBERS)
    .new(Native::new(new, 5, 5).doc(
    "traceback(tb_next, tb_frame, tb_lasti, tb_lineno) -- one place that an exception came through",
));

static MEMBERS: &[Member] = &[
    property(n::tb_lineno, |m, v| {
        Ok(place_of(m, v).map_or(Value::NONE, |place| place.1))
    }),
    property(n::tb_frame, frame),
    property(n::tb_lasti, |_, _| Ok(Value::small_wrapping(0))),
    (n::tb_next, Item::Property(next, Some(set_next))),
];

/// Fields of a traceback object.
const LIST: usize = 1;
const PLACE: usize = 2;
const FUNCTION: usize = 3;
/// Unbound until it is asked for.
const FRAME: usize = 4;

/// The list of a traceback object and the number of its place, counted from the innermost.
pub(super) fn parts(m: &Machine, v: Value) -> Option<(Ref, usize)> {
    let r = m.as_record(v, types::TRACEBACK)?;
    let list = m.heap.as_kind(m.heap.value(r, LIST), Kind::List)?;
    Some((list, m.heap.value(r, PLACE).as_small()? as usize))
}

/// Function and line of place `i` of a list.
pub fn place(m: &Machine, list: Ref, i: usize) -> (Value, Value) {
    let function = m.list_item(list, 2 * i);
    let function = m
        .as_record(function, types::TRACEBACK)
        .map_or(function, |r| m.heap.value(r, FUNCTION));
    let line = match offset_of(m, list, i) {
        Some(offset) => match m.heap.as_kind(types::code::of(m, function), Kind::Code) {
            Some(code) => Value::small_wrapping(i64::from(code::line(&m.heap, code, offset))),
            None => Value::NONE,
        },
        None => m.list_item(list, 2 * i + 1),
    };
    (function, line)
}

/// An instruction's offset, as an item of a list of places.
pub fn instruction(offset: usize) -> Value {
    Value::small_wrapping(-1 - offset as i64)
}

/// Offset of the instruction of place `i`, if it is known.
pub fn offset_of(m: &Machine, list: Ref, i: usize) -> Option<usize> {
    let number = m.list_item(list, 2 * i + 1).as_small()?;
    usize::try_from(-1 - number).ok()
}

/// Function and line of a traceback object.
fn place_of(m: &Machine, v: Value) -> Option<(Value, Value)> {
    let (list, i) = parts(m, v)?;
    (2 * i + 1 < m.list_len(list)).then(|| place(m, list, i))
}

/// The traceback object for a place of a list.
fn object(m: &mut Machine, list: Ref, i: usize) -> R {
    let known = m.list_item(list, 2 * i);
    if m.as_record(known, types::TRACEBACK).is_some() {
        return Ok(known);
    }
    let new = m.new_record(
        types::TRACEBACK,
        &[
            Value::reference(list),
            Value::small_wrapping(i as i64),
            known,
            Value::UNBOUND,
        ],
    )?;
    m.list_set(list, 2 * i, new);
    Ok(new)
}

fn new(m: &mut Machine, args: Args) -> R {
    let (next, frame, line) = (args.at(m, 1), args.at(m, 2), args.at(m, 4));
    let list = m.new_list_sized(2)?;
    if let Some((inner, last)) = parts(m, next) {
        for i in 0..=2 * last + 1 {
            let v = m.list_item(inner, i);
            m.list_push(list, v)?;
        }
    }
    let Some(f) = m.as_record(frame, types::FRAME) else {
        return Err(m.type_error(&[
            Piece::S("TracebackType() argument 'tb_frame' must be frame, not "),
            Piece::T(frame),
        ]));
    };
    let function = m.heap.value(f, types::frame::FUNCTION);
    m.list_push(list, function)?;
    let line = match line.as_small() {
        Some(number) => Value::small_wrapping(number.max(0)),
        None => line,
    };
    m.list_push(list, line)?;
    object(m, list, m.list_len(list) / 2 - 1)
}

fn frame(m: &mut Machine, v: Value) -> R {
    let Some(r) = m.as_record(v, types::TRACEBACK) else {
        return Ok(Value::NONE);
    };
    if let Some(known) = m.heap.value(r, FRAME).given() {
        return Ok(known);
    }
    let (function, line) = place_of(m, v).unwrap_or((Value::NONE, Value::NONE));
    let frame = types::frame::new(m, function, line)?;
    m.heap.set_value(r, FRAME, frame);
    Ok(frame)
}

fn next(m: &mut Machine, v: Value) -> R {
    match parts(m, v) {
        Some((list, i)) if i > 0 => object(m, list, i - 1),
        _ => Ok(Value::NONE),
    }
}

fn set_next(m: &mut Machine, v: Value, x: Value) -> R<()> {
    let Some((own, i)) = parts(m, v).filter(|(own, i)| 2 * i + 1 < m.list_len(*own)) else {
        return Ok(());
    };
    let line = m.list_item(own, 2 * i + 1);
    let list = copy(m, x)?;
    m.list_push(list, v)?;
    m.list_push(list, line)?;
    let last = m.list_len(list) / 2 - 1;
    if let Some(r) = m.as_record(v, types::TRACEBACK) {
        m.heap.set_value(r, LIST, Value::reference(list));
        m.heap
            .set_value(r, PLACE, Value::small_wrapping(last as i64));
    }
    Ok(())
}

/// A list of the places that a traceback object shows; empty for `None`.
fn copy(m: &mut Machine, traceback: Value) -> R<Ref> {
    let list = m.new_list_sized(4)?;
    if let Some((from, last)) = parts(m, traceback) {
        for i in 0..2 * (last + 1) {
            if i < m.list_len(from) {
                let v = m.list_item(from, i);
                m.list_push(list, v)?;
            }
        }
    }
    Ok(list)
}

/// The traceback object of an exception, or `None`.
pub fn traceback_of(m: &mut Machine, e: Value) -> R {
    let list = field(m, e, exception::TRACEBACK);
    let Some(r) = m.heap.as_kind(list, Kind::List) else {
        return Ok(Value::NONE);
    };
    let count = m.list_len(r) / 2;
    if count == 0 {
        return Ok(Value::NONE);
    }
    object(m, r, count - 1)
}

/// `exception.__traceback__ = traceback`.
pub(super) fn set(m: &mut Machine, e: Value, traceback: Value) -> R<()> {
    let Some(r) = m.heap.as_kind(e, Kind::Exception) else {
        return Ok(());
    };
    if traceback.is_unbound() {
        return Err(m.type_error(&[Piece::S("__traceback__ may not be deleted")]));
    }
    if traceback.is_none() {
        m.heap.set_value(r, exception::TRACEBACK, Value::NONE);
        return Ok(());
    }
    if parts(m, traceback).is_none() {
        return Err(m.type_error(&[Piece::S("__traceback__ must be a traceback or None")]));
    }
    let list = copy(m, traceback)?;
    if let Some(last) = m.list_len(list).checked_sub(2) {
        m.list_set(list, last, traceback);
    }
    m.heap
        .set_value(r, exception::TRACEBACK, Value::reference(list));
    Ok(())
}

/// The list of places of an exception or traceback object, and how many of them it shows.
pub fn entries(m: &Machine, v: Value) -> Option<(Ref, usize)> {
    if let Some((list, last)) = parts(m, v) {
        return Some((list, (last + 1).min(m.list_len(list) / 2)));
    }
    let list = m
        .heap
        .as_kind(field(m, v, exception::TRACEBACK), Kind::List)?;
    Some((list, m.list_len(list) / 2))
}
