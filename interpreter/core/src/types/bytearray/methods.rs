//! The methods of a bytearray that change it, as a list's do.

use super::{own, resize, splice, unlocked};
use crate::machine::{Machine, Piece};
use crate::native::{Args, R};
use crate::types;
use crate::types::bytes::{byte, construct};
use crate::types::text::{Source, number};
use crate::value::{Ref, Value};

fn len(m: &Machine, array: Ref) -> usize {
    m.heap.word(array, 1) as usize
}

/// The bytes, to be changed in place.
fn bytes_mut<'m>(m: &'m mut Machine, array: Ref) -> &'m mut [u8] {
    let n = len(m, array);
    match m.heap.value(array, 2).as_ref() {
        Some(buffer) => m.heap.bytes_mut(buffer, 1, n),
        None => &mut [],
    }
}

pub fn append(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let b = byte(m, v)?;
    let array = own(m, args)?;
    let at = len(m, array);
    unlocked(m, array)?;
    resize(m, array, at + 1)?;
    if let Some(place) = bytes_mut(m, array).get_mut(at) {
        *place = b;
    }
    Ok(Value::NONE)
}

pub fn clear(m: &mut Machine, args: Args) -> R {
    let array = own(m, args)?;
    unlocked(m, array)?;
    resize(m, array, 0)?;
    m.heap.set_value(array, 2, Value::NONE);
    Ok(Value::NONE)
}

pub fn copy(m: &mut Machine, args: Args) -> R {
    let array = own(m, args)?;
    super::from_bytes(m, Value::reference(array))
}

pub fn extend(m: &mut Machine, args: Args) -> R {
    let array = own(m, args)?;
    let v = args.at(m, 1);
    let own = m.payload(v);
    let source = if own == Value::reference(array) || !m.heap.is(own, crate::memory::Kind::Bytes) {
        if Source::of_bytes(m, own).is_none() && !m.is_iterable(v) {
            return Err(m.type_error(&[Piece::S("can't extend bytearray with "), Piece::T(v)]));
        }
        let made = construct::from_object(m, own, "bytearray")?;
        m.keep(made);
        made
    } else {
        own
    };
    if let Some(source) = Source::of_bytes(m, source) {
        let end = len(m, array);
        if !source.is_empty() {
            unlocked(m, array)?;
        }
        splice(m, array, end, end, &source)?;
    }
    Ok(Value::NONE)
}

pub fn insert(m: &mut Machine, args: Args) -> R {
    let at = number(m, args, 1, 0)?;
    let v = args.at(m, 2);
    let b = byte(m, v)?;
    let array = own(m, args)?;
    let count = len(m, array) as i64;
    let at = if at < 0 {
        (at + count).max(0)
    } else {
        at.min(count)
    } as usize;
    unlocked(m, array)?;
    resize(m, array, count as usize + 1)?;
    let bytes = bytes_mut(m, array);
    bytes.copy_within(at..count as usize, at + 1);
    bytes[at] = b;
    Ok(Value::NONE)
}

/// Takes out the byte at `at`.
fn take(m: &mut Machine, array: Ref, at: usize) -> R<u8> {
    let count = len(m, array);
    unlocked(m, array)?;
    let bytes = bytes_mut(m, array);
    let b = bytes[at];
    bytes.copy_within(at + 1.., at);
    resize(m, array, count - 1)?;
    Ok(b)
}

pub fn pop(m: &mut Machine, args: Args) -> R {
    let at = number(m, args, 1, -1)?;
    let array = own(m, args)?;
    let count = len(m, array);
    if count == 0 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("pop from empty bytearray")]));
    }
    let at = if at < 0 { at + count as i64 } else { at };
    if at < 0 || at >= count as i64 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("pop index out of range")]));
    }
    let b = take(m, array, at as usize)?;
    Ok(Value::small_wrapping(i64::from(b)))
}

pub fn remove(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let b = byte(m, v)?;
    let array = own(m, args)?;
    match memchr::memchr(b, bytes_mut(m, array)) {
        Some(at) => {
            take(m, array, at)?;
            Ok(Value::NONE)
        }
        None => Err(m.value_error(&[Piece::S("value not found in bytearray")])),
    }
}

pub fn reverse(m: &mut Machine, args: Args) -> R {
    let array = own(m, args)?;
    bytes_mut(m, array).reverse();
    Ok(Value::NONE)
}

/// Whether an assignment to `v[i]` may change the length.
fn check_length(m: &mut Machine, args: Args, x: Value) -> R<()> {
    let array = own(m, args)?;
    let i = args.at(m, 1);
    if !m.heap.is(i, crate::memory::Kind::Slice) {
        return if x.is_unbound() {
            unlocked(m, array)
        } else {
            Ok(())
        };
    }
    let count = len(m, array);
    let (.., count) = m.slice_bounds(i, count)?;
    let same = !x.is_unbound() && Source::of_bytes(m, x).is_some_and(|s| s.len == count);
    if same { Ok(()) } else { unlocked(m, array) }
}

pub fn set_item(m: &mut Machine, args: Args) -> R {
    let x = args.at(m, 2);
    check_length(m, args, x)?;
    types::dunder::set_item(m, args)
}

pub fn delete_item(m: &mut Machine, args: Args) -> R {
    check_length(m, args, Value::UNBOUND)?;
    types::dunder::delete_item(m, args)
}
