//! Changing a bytearray: growth, slices put in the place of others, deletion.

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::native::R;
use crate::ops::BinaryOp;
use crate::types;
use crate::types::bytes::{byte, construct};
use crate::types::text::{Source, checked, join};
use crate::value::{Ref, Value, WORD, Word};

fn len(m: &Machine, array: Ref) -> usize {
    m.heap.word(array, 1) as usize
}

/// Fails while a memoryview shows the bytes. Methods ask this before they change the length. Operators do not: registers
/// of the frame may still refer to views that are gone for the program.
pub fn unlocked(m: &mut Machine, array: Ref) -> R<()> {
    if types::memoryview::is_exported(m, array) {
        return Err(m.error(
            types::BUFFER_ERROR,
            &[Piece::S(
                "Existing exports of data: object cannot be re-sized",
            )],
        ));
    }
    Ok(())
}

/// Changes the length; new bytes are zero.
pub fn resize(m: &mut Machine, array: Ref, new: usize) -> R<()> {
    let old = len(m, array);
    if new == old {
        return Ok(());
    }
    let new = checked(m, Some(new))?;
    let buffer = m.heap.value(array, 2).as_ref();
    let capacity = buffer.map_or(0, |b| m.heap.header(b).n());
    if new > capacity {
        let grown = new.max(capacity + capacity / 8 + 8).next_multiple_of(WORD);
        let mark = m.mark();
        let fresh = m.alloc(Kind::Buffer, grown, 1 + grown.div_ceil(WORD))?;
        m.release(mark);
        if let Some(b) = m.heap.value(array, 2).as_ref() {
            m.copy_bytes(b, 1, 0, fresh, 1, 0, old);
        }
        m.heap.set_value(array, 2, Value::reference(fresh));
    }
    if new > old
        && let Some(b) = m.heap.value(array, 2).as_ref()
    {
        m.heap.bytes_mut(b, 1, new)[old..].fill(0);
    }
    m.heap.set_word(array, 1, new as Word);
    Ok(())
}

/// Puts the bytes of `source` in the place of `from..to`.
pub fn splice(m: &mut Machine, array: Ref, from: usize, to: usize, source: &Source) -> R<()> {
    let old = len(m, array);
    let (from, to) = (from.min(old), to.min(old).max(from.min(old)));
    let tail = old - to;
    let new = from + source.len + tail;
    let grow = new > old;
    if grow {
        resize(m, array, new)?;
    }
    if let Some(b) = m.heap.value(array, 2).as_ref() {
        let bytes = m.heap.bytes_mut(b, 1, old.max(new));
        bytes.copy_within(to..to + tail, from + source.len);
        source.copy(m, 0, source.len, b, 1, from);
    }
    if !grow {
        resize(m, array, new)?;
    }
    Ok(())
}

/// `a op= b` in place; `None` if there is no in-place form.
pub fn in_place(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let Some(array) = m.heap.as_kind(a, Kind::ByteArray) else {
        return Ok(None);
    };
    match op {
        BinaryOp::Add => {
            let Some(other) = of_bytes(m, b, a)? else {
                return Ok(None);
            };
            let end = len(m, array);
            splice(m, array, end, end, &other)?;
            Ok(Some(a))
        }
        BinaryOp::Mul if m.is_index(b) => {
            let count = join::repetitions(m, b)?;
            let unit = len(m, array);
            let new = checked(m, unit.checked_mul(count))?;
            resize(m, array, new)?;
            if let Some(buffer) = m.heap.value(array, 2).as_ref() {
                let bytes = m.heap.bytes_mut(buffer, 1, new);
                let mut done = unit;
                while done < new {
                    let n = done.min(new - done);
                    bytes.copy_within(..n, done);
                    done += n;
                }
            }
            Ok(Some(a))
        }
        _ => Ok(None),
    }
}

/// The bytes of `v`; a copy of them when they are those of `array` itself, or of a view on it.
fn of_bytes(m: &mut Machine, v: Value, array: Value) -> R<Option<Source>> {
    let v = m.payload(v);
    if v == array || types::memoryview::is_view(m, v) {
        let own = if v == array {
            let n = m.len(v)?;
            types::bytes::copy_of(m, v, n)?
        } else {
            types::memoryview::to_bytes(m, v)?
        };
        return Ok(Source::of_bytes(m, own));
    }
    Ok(Source::of_bytes(m, v))
}

/// What is assigned to a slice: something bytes-like, or an iterable of ints.
fn assigned(m: &mut Machine, x: Value, array: Value) -> R<Option<Source>> {
    if let Some(source) = of_bytes(m, x, array)? {
        return Ok(Some(source));
    }
    if m.str_bytes(x).is_some() || m.is_index(x) || !m.is_iterable(x) {
        return Err(m.type_error(&[Piece::S(
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
        )]));
    }
    let made = construct::from_object(m, x, "bytearray")?;
    m.keep(made);
    Ok(Source::of_bytes(m, made))
}

/// `v[i] = x`; an `x` of UNBOUND deletes.
pub fn set_item(m: &mut Machine, v: Value, i: Value, x: Value) -> R<()> {
    let Some(array) = m.heap.as_kind(v, Kind::ByteArray) else {
        return Ok(());
    };
    if m.heap.is(i, Kind::Slice) {
        return set_slice(m, v, array, i, x);
    }
    if !i.is_small() && !m.is_index(i) {
        return Err(m.type_error(&[
            Piece::S("bytearray indices must be integers or slices, not "),
            Piece::T(i),
        ]));
    }
    let index = m.index(i)?;
    m.keep(index);
    // The value is looked at before the index is.
    let b = if x.is_unbound() { 0 } else { byte(m, x)? };
    let count = len(m, array);
    let at = m.item_index(index, count, "bytearray")?;
    if x.is_unbound() {
        return delete(m, array, at, at + 1);
    }
    match m.heap.value(array, 2).as_ref() {
        Some(buffer) if at < count => {
            m.heap.bytes_mut(buffer, 1, count)[at] = b;
            Ok(())
        }
        _ => Err(m.out_of_range("bytearray")),
    }
}

fn delete(m: &mut Machine, array: Ref, from: usize, to: usize) -> R<()> {
    let nothing = m.new_bytes(b"")?;
    match Source::of_bytes(m, nothing) {
        Some(nothing) => splice(m, array, from, to, &nothing),
        None => Ok(()),
    }
}

fn set_slice(m: &mut Machine, v: Value, array: Ref, slice: Value, x: Value) -> R<()> {
    let source = if x.is_unbound() {
        None
    } else {
        assigned(m, x, v)?
    };
    let count = len(m, array);
    let (start, _, step, count) = m.slice_bounds(slice, count)?;
    let from = start as usize;
    // Nothing in the place of every other byte deletes them.
    let source = source.filter(|s| step == 1 || !s.is_empty());
    match source {
        None if step == 1 || count == 0 => delete(m, array, from, from + count),
        None => delete_every(m, array, start, step, count),
        Some(source) if step == 1 => splice(m, array, from, from + count, &source),
        Some(source) => {
            if source.len != count {
                return Err(m.value_error(&[
                    Piece::S("attempt to assign bytes of size "),
                    Piece::I(source.len as i64),
                    Piece::S(" to extended slice of size "),
                    Piece::I(count as i64),
                ]));
            }
            let all = len(m, array);
            let mut at = start;
            for k in 0..count {
                let b = source.bytes(m)[k];
                if let Some(buffer) = m.heap.value(array, 2).as_ref() {
                    m.heap.bytes_mut(buffer, 1, all)[at as usize] = b;
                }
                at = at.saturating_add(step);
            }
            Ok(())
        }
    }
}

fn delete_every(m: &mut Machine, array: Ref, start: i64, step: i64, count: usize) -> R<()> {
    let all = len(m, array);
    let last = start + step * (count as i64 - 1);
    let (mut next, step) = if step < 0 {
        (last, -step)
    } else {
        (start, step)
    };
    let mut kept = Text::with_capacity(m, all - count)?;
    let mut left = count;
    for at in 0..all {
        if left > 0 && at as i64 == next {
            next = next.saturating_add(step);
            left -= 1;
            continue;
        }
        let b = m.heap.value(array, 2).as_ref();
        let b = b.map_or(0, |r| m.heap.bytes(r, 1, all)[at]);
        kept.push_byte(m, b)?;
    }
    let kept = kept.finish_bytes(m)?;
    m.keep(kept);
    match Source::of_bytes(m, kept) {
        Some(kept) => splice(m, array, 0, all, &kept),
        None => Ok(()),
    }
}
