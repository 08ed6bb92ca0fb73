//! Slices of lists: reading, assigning, deleting.

use super::{splice, truncate};
use crate::machine::{Machine, Piece};
use crate::native::R;
use crate::types::{sequence, slice};
use crate::value::{Ref, Value, Word};

/// A new list of `count` items from `from` on.
pub fn copy_slice(m: &mut Machine, r: Ref, from: usize, count: usize) -> R {
    let new = m.new_list_sized(count)?;
    if count > 0
        && let (Some(source), Some(target)) =
            (m.heap.value(r, 2).as_ref(), m.heap.value(new, 2).as_ref())
    {
        sequence::copy_items(m, source, from, target, 0, count);
        m.heap.set_word(new, 1, count as Word);
    }
    Ok(Value::reference(new))
}

/// `list[slice]`.
pub fn get(m: &mut Machine, r: Ref, i: Value) -> R {
    let parts = slice::parts(m, i)?;
    let (start, _, step, count) = parts.resolve(m.list_len(r));
    if step == 1 || count == 0 {
        return copy_slice(m, r, start.max(0) as usize, count);
    }
    let new = m.new_list_sized(count)?;
    if let (Some(source), Some(target)) =
        (m.heap.value(r, 2).as_ref(), m.heap.value(new, 2).as_ref())
    {
        let mut at = start;
        for k in 0..count {
            let v = m.heap.value(source, 1 + at as usize);
            m.heap.set_value(target, 1 + k, v);
            at += step;
        }
        m.heap.set_word(new, 1, count as Word);
    }
    Ok(Value::reference(new))
}

/// `list[slice] = x`.
pub fn set(m: &mut Machine, r: Ref, i: Value, x: Value) -> R<()> {
    let parts = slice::parts(m, i)?;
    if !m.is_iterable(x) {
        return Err(m.type_error(&[Piece::S(if parts.step == 1 {
            "can only assign an iterable"
        } else {
            "must assign iterable to extended slice"
        })]));
    }
    let new = m.list_of(x)?;
    set_slice(m, r, parts, new)
}

/// Puts the items of `new`, a list that nobody else has, where the slice says.
pub fn set_slice(m: &mut Machine, r: Ref, parts: slice::Parts, new: Ref) -> R<()> {
    let (start, stop, step, count) = parts.resolve(m.list_len(r));
    if step == 1 {
        let at = start as usize;
        return splice(m, r, at, stop.max(start) as usize - at, Some(new));
    }
    let more = m.list_len(new);
    if more != count {
        return Err(m.value_error(&[
            Piece::S("attempt to assign sequence of size "),
            Piece::I(more as i64),
            Piece::S(" to extended slice of size "),
            Piece::I(count as i64),
        ]));
    }
    let mut at = start;
    for k in 0..count {
        let v = m.list_item(new, k);
        m.list_set(r, at as usize, v);
        at += step;
    }
    Ok(())
}

/// `del list[slice]`.
pub fn delete(m: &mut Machine, r: Ref, i: Value) -> R<()> {
    let parts = slice::parts(m, i)?;
    let len = m.list_len(r);
    let (start, _, step, count) = parts.resolve(len);
    if count == 0 {
        return Ok(());
    }
    let (first, step) = if step < 0 {
        (start + (count as i64 - 1) * step, -step)
    } else {
        (start, step)
    };
    let (first, step) = (first as usize, step as usize);
    if step == 1 {
        return splice(m, r, first, count, None);
    }
    let Some(buffer) = m.heap.value(r, 2).as_ref() else {
        return Ok(());
    };
    let mut to = first;
    for at in first..len {
        let gone = (at - first) % step == 0 && (at - first) / step < count;
        if !gone {
            let v = m.heap.value(buffer, 1 + at);
            m.heap.set_value(buffer, 1 + to, v);
            to += 1;
        }
    }
    truncate(m, r, to);
    Ok(())
}
