//! The methods of arrays.

use super::{as_array, code, count_of, data, item, make, must_be_list, own, push, put, replace};
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::types::text::Source;
use pyrite_core::types::{sequence, slice};
use pyrite_core::{Args, R, Ref, Value, types};

/// Fails while a memoryview shows the items.
fn unlocked(m: &mut Machine, r: Ref) -> R<()> {
    types::bytearray::unlocked(m, data(m, r))
}

pub fn append(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    unlocked(m, r)?;
    push(m, r, args.at(m, 1))?;
    Ok(Value::NONE)
}

/// Adds the items of an iterable; `same` says that an array must have the same type code.
pub fn add_items(m: &mut Machine, r: Ref, v: Value, same: bool) -> R<()> {
    unlocked(m, r)?;
    if let Some(other) = as_array(m, v)
        && (same || code(m, other) == code(m, r))
    {
        if code(m, other) != code(m, r) {
            return Err(m.type_error(&[Piece::S("can only extend with array of same kind")]));
        }
        let at = count_of(m, r);
        return replace(m, r, at, 0, Some(other));
    }
    m.for_each(v, |m, x| {
        push(m, r, x)?;
        Ok(true)
    })
}

pub fn extend(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    add_items(m, r, args.at(m, 1), true)?;
    Ok(Value::NONE)
}

/// Adds items from their bytes.
pub fn add_bytes(m: &mut Machine, r: Ref, v: Value) -> R<()> {
    unlocked(m, r)?;
    let Some(source) = Source::of_bytes(m, v) else {
        return Err(m.type_error(&[
            Piece::S("a bytes-like object is required, not '"),
            Piece::T(v),
            Piece::S("'"),
        ]));
    };
    let size = code(m, r).size();
    if source.len % size != 0 {
        return Err(m.value_error(&[Piece::S("bytes length not a multiple of item size")]));
    }
    let end = count_of(m, r) * size;
    types::bytearray::splice(m, data(m, r), end, end, &source)
}

pub fn frombytes(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    add_bytes(m, r, args.at(m, 1))?;
    Ok(Value::NONE)
}

pub fn fromlist(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let list = must_be_list(m, args.at(m, 1))?;
    // All or nothing.
    let new = make(m, code(m, r), 0)?;
    add_items(m, new, Value::reference(list), false)?;
    let at = count_of(m, r);
    replace(m, r, at, 0, Some(new))?;
    Ok(Value::NONE)
}

pub fn byteswap(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let size = code(m, r).size();
    let len = count_of(m, r) * size;
    if let Some(b) = m.heap.value(data(m, r), 2).as_ref() {
        for one in m.heap.bytes_mut(b, 1, len).chunks_exact_mut(size) {
            one.reverse();
        }
    }
    Ok(Value::NONE)
}

/// Index of the first item equal to `v` from `from` on, before `to`.
fn find(m: &mut Machine, r: Ref, v: Value, from: usize, to: usize) -> R<Option<usize>> {
    let mark = m.mark();
    let mut i = from;
    while i < to {
        let Some(x) = item(m, r, i)? else { break };
        if m.equal(x, v)? {
            return Ok(Some(i));
        }
        m.release(mark);
        i += 1;
    }
    Ok(None)
}

pub fn count(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    let (mut at, mut count) = (0, 0);
    while let Some(i) = find(m, r, v, at, usize::MAX)? {
        count += 1;
        at = i + 1;
    }
    m.new_int(count)
}

pub fn contains(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    Ok(Value::bool(find(m, r, v, 0, usize::MAX)?.is_some()))
}

pub fn index(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    let (from, to) = sequence::search_bounds(m, args, 2, |m| count_of(m, r))?;
    match find(m, r, v, from, to)? {
        Some(i) => m.new_int(i as i64),
        None => Err(m.value_error(&[Piece::S("array.index(x): x not in array")])),
    }
}

pub fn insert(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let i = args.at(m, 1);
    let i = m.to_i64(i)?;
    let one = make(m, code(m, r), 0)?;
    push(m, one, args.at(m, 2))?;
    let len = count_of(m, r) as i64;
    let i = if i < 0 { i.saturating_add(len) } else { i };
    replace(m, r, i.clamp(0, len) as usize, 0, Some(one))?;
    Ok(Value::NONE)
}

fn place(m: &mut Machine, r: Ref, i: Value, error: &str) -> R<usize> {
    if !m.is_index(i) {
        return Err(m.type_error(&[Piece::S("array indices must be integers")]));
    }
    let i = m.to_i64(i)?;
    let len = count_of(m, r) as i64;
    let at = if i < 0 { i.saturating_add(len) } else { i };
    if at >= 0 && at < len {
        return Ok(at as usize);
    }
    Err(m.error(types::INDEX_ERROR, &[Piece::S(error)]))
}

pub fn pop(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    if count_of(m, r) == 0 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("pop from empty array")]));
    }
    let i = args.get(m, 1).unwrap_or(Value::small_wrapping(-1));
    let at = place(m, r, i, "pop index out of range")?;
    let v = item(m, r, at)?.unwrap_or(Value::NONE);
    replace(m, r, at, 1, None)?;
    Ok(v)
}

pub fn remove(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    match find(m, r, args.at(m, 1), 0, usize::MAX)? {
        Some(i) => {
            replace(m, r, i, 1, None)?;
            Ok(Value::NONE)
        }
        None => Err(m.value_error(&[Piece::S("array.remove(x): x not in array")])),
    }
}

pub fn reverse(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let size = code(m, r).size();
    let len = count_of(m, r) * size;
    if let Some(b) = m.heap.value(data(m, r), 2).as_ref() {
        let bytes = m.heap.bytes_mut(b, 1, len);
        bytes.reverse();
        for one in bytes.chunks_exact_mut(size) {
            one.reverse();
        }
    }
    Ok(Value::NONE)
}

pub fn tobytes(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let len = count_of(m, r) * code(m, r).size();
    if len == 0 {
        return m.new_bytes(b"");
    }
    let new = m.new_bytes_sized(len)?;
    if let Some(b) = m.heap.value(data(m, r), 2).as_ref() {
        m.copy_bytes(b, 1, 0, new, 1, 0, len);
    }
    Ok(Value::reference(new))
}

/// A list of the items.
pub fn list_of(m: &mut Machine, r: Ref) -> R<Ref> {
    let list = m.new_list_sized(count_of(m, r))?;
    let mark = m.mark();
    let mut i = 0;
    while let Some(v) = item(m, r, i)? {
        m.list_push(list, v)?;
        m.release(mark);
        i += 1;
    }
    Ok(list)
}

pub fn tolist(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    list_of(m, r).map(Value::reference)
}

/// The text of an array of characters.
pub fn text_of(m: &mut Machine, r: Ref) -> R {
    let mut text = Text::new(m)?;
    let mark = m.mark();
    let mut i = 0;
    while let Some(v) = item(m, r, i)? {
        text.push_all(m, v)?;
        m.release(mark);
        i += 1;
    }
    text.finish(m)
}

pub fn tounicode(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    if code(m, r).0 != b'u' {
        return Err(m.value_error(&[Piece::S(
            "tounicode() may only be called on unicode type arrays",
        )]));
    }
    text_of(m, r)
}

/// A new array with the same items.
fn copy_of(m: &mut Machine, r: Ref) -> R<Ref> {
    let new = make(m, code(m, r), 0)?;
    replace(m, new, 0, 0, Some(r))?;
    Ok(new)
}

pub fn copy(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    copy_of(m, r).map(Value::reference)
}

/// The array behind an operand, which must be of the same kind.
fn same_kind(m: &mut Machine, r: Ref, v: Value, refusal: [&'static str; 2]) -> R<Ref> {
    let Some(other) = as_array(m, v) else {
        return Err(m.type_error(&[Piece::S(refusal[0]), Piece::T(v), Piece::S(refusal[1])]));
    };
    if code(m, other) != code(m, r) {
        return Err(m.type_error(&[Piece::S("bad argument type for built-in operation")]));
    }
    Ok(other)
}

pub fn add(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let other = same_kind(
        m,
        r,
        args.at(m, 1),
        ["can only append array (not \"", "\") to array"],
    )?;
    let new = copy_of(m, r)?;
    let at = count_of(m, new);
    replace(m, new, at, 0, Some(other))?;
    Ok(Value::reference(new))
}

pub fn in_place_add(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    if as_array(m, v).is_none() {
        return Err(m.type_error(&[
            Piece::S("can only extend with array (not \""),
            Piece::T(v),
            Piece::S("\")"),
        ]));
    }
    add_items(m, r, v, true)?;
    Ok(args.at(m, 0))
}

/// Makes `new` hold the items of `r` so many times.
fn repeat(m: &mut Machine, new: Ref, r: Ref, times: usize) -> R<()> {
    let len = count_of(m, r) * code(m, r).size();
    let Some(total) = len.checked_mul(times) else {
        return Err(m.out_of_memory());
    };
    types::bytearray::resize(m, data(m, new), total)?;
    let (Some(from), Some(to)) = (
        m.heap.value(data(m, r), 2).as_ref(),
        m.heap.value(data(m, new), 2).as_ref(),
    ) else {
        return Ok(());
    };
    if total == 0 {
        return Ok(());
    }
    if from != to {
        m.copy_bytes(from, 1, 0, to, 1, 0, len);
    }
    let mut done = len;
    while done < total {
        let n = done.min(total - done);
        m.heap.bytes_mut(to, 1, total).copy_within(0..n, done);
        done += n;
    }
    Ok(())
}

pub fn mul(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let Some(times) = sequence::repetitions(m, args.at(m, 1))? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let new = make(m, code(m, r), 0)?;
    repeat(m, new, r, times)?;
    Ok(Value::reference(new))
}

pub fn in_place_mul(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let Some(times) = sequence::repetitions(m, args.at(m, 1))? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    unlocked(m, r)?;
    let len = count_of(m, r);
    if times == 0 {
        replace(m, r, 0, len, None)?;
    } else {
        let copy = copy_of(m, r)?;
        repeat(m, r, copy, times)?;
    }
    Ok(args.at(m, 0))
}

pub fn get_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let i = args.at(m, 1);
    if !m.heap.is(i, Kind::Slice) {
        let at = place(m, r, i, "array index out of range")?;
        return Ok(item(m, r, at)?.unwrap_or(Value::NONE));
    }
    let (start, _, step, count) = slice::parts(m, i)?.resolve(count_of(m, r));
    let new = make(m, code(m, r), count)?;
    let mut from = start;
    for k in 0..count {
        copy_item(m, r, from as usize, new, k);
        from += step;
    }
    Ok(Value::reference(new))
}

/// Copies one item to a place in another array of the same kind.
fn copy_item(m: &mut Machine, source: Ref, from: usize, target: Ref, to: usize) {
    let size = code(m, source).size();
    let mut bytes = [0; 8];
    if from < count_of(m, source)
        && let Some(b) = m.heap.value(data(m, source), 2).as_ref()
    {
        bytes[..size].copy_from_slice(&m.heap.bytes(b, 1, (from + 1) * size)[from * size..]);
        put(m, target, to, bytes);
    }
}

pub fn set_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let (i, v) = (args.at(m, 1), args.at(m, 2));
    if !m.heap.is(i, Kind::Slice) {
        let at = place(m, r, i, "array assignment index out of range")?;
        let bytes = code(m, r).bytes(m, v)?;
        put(m, r, at, bytes);
        return Ok(Value::NONE);
    }
    let other = same_kind(
        m,
        r,
        v,
        ["can only assign array (not \"", "\") to array slice"],
    )?;
    let (start, stop, step, count) = slice::parts(m, i)?.resolve(count_of(m, r));
    if step == 1 {
        let at = start as usize;
        replace(m, r, at, stop.max(start) as usize - at, Some(other))?;
        return Ok(Value::NONE);
    }
    let more = count_of(m, other);
    if more != count {
        return Err(m.value_error(&[
            Piece::S("attempt to assign array of size "),
            Piece::I(more as i64),
            Piece::S(" to extended slice of size "),
            Piece::I(count as i64),
        ]));
    }
    let other = copy_of(m, other)?;
    let mut at = start;
    for k in 0..count {
        copy_item(m, other, k, r, at as usize);
        at += step;
    }
    Ok(Value::NONE)
}

pub fn del_item(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let i = args.at(m, 1);
    if !m.heap.is(i, Kind::Slice) {
        let at = place(m, r, i, "array assignment index out of range")?;
        replace(m, r, at, 1, None)?;
        return Ok(Value::NONE);
    }
    unlocked(m, r)?;
    let len = count_of(m, r);
    let (start, _, step, count) = slice::parts(m, i)?.resolve(len);
    let (first, step) = if step < 0 {
        (start + (count as i64 - 1) * step, -step)
    } else {
        (start, step)
    };
    if count == 0 {
        return Ok(Value::NONE);
    }
    let (first, step) = (first as usize, step as usize);
    let mut to = first;
    for at in first..len {
        let gone = (at - first) % step == 0 && (at - first) / step < count;
        if !gone {
            copy_item(m, r, at, r, to);
            to += 1;
        }
    }
    replace(m, r, to, len - to, None)?;
    Ok(Value::NONE)
}
