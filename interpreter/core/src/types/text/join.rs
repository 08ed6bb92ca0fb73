//! Putting texts together: `join`, `+`, `*`.

use super::{Flavour, Source, Target, checked, empty, subject};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::{Args, R};
use crate::value::{Ref, Value};

/// Item `i` of a list or tuple.
fn item(m: &Machine, r: Ref, i: usize) -> Value {
    if m.heap.header(r).is(Kind::Tuple) {
        m.heap.value(r, 1 + i)
    } else {
        m.list_item(r, i)
    }
}

pub fn join(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let own = m.payload(v);
    let plain = own == v && (m.heap.is(v, Kind::List) || m.heap.is(v, Kind::Tuple));
    let items = match own.as_ref() {
        Some(r) if plain => r,
        _ => {
            if !m.is_iterable(v) {
                return Err(m.type_error(&[Piece::S("can only join an iterable")]));
            }
            m.list_of(v)?
        }
    };
    let separator = subject(m, args)?;
    let count = if m.heap.header(items).is(Kind::Tuple) {
        m.heap.header(items).n()
    } else {
        m.list_len(items)
    };
    if count == 0 {
        return empty(m, separator.flavour);
    }
    let mut len = separator.len.checked_mul(count - 1);
    let mut ascii = separator.ascii || count == 1;
    for i in 0..count {
        let v = item(m, items, i);
        match Source::of(m, v) {
            Some(s) if s.is_str() == separator.is_str() => {
                len = len.and_then(|l| l.checked_add(s.len));
                ascii &= s.ascii;
            }
            _ => {
                let wanted = if separator.is_str() {
                    ": expected str instance, "
                } else {
                    ": expected a bytes-like object, "
                };
                return Err(m.type_error(&[
                    Piece::S("sequence item "),
                    Piece::I(i as i64),
                    Piece::S(wanted),
                    Piece::T(v),
                    Piece::S(" found"),
                ]));
            }
        }
    }
    if count == 1 && separator.flavour != Flavour::ByteArray {
        let v = item(m, items, 0);
        let same = match separator.flavour {
            Flavour::Str => v.as_ref().is_none_or(|r| m.heap.kind(r) == Kind::Str),
            _ => m.heap.is(v, Kind::Bytes),
        };
        if same {
            return Ok(v);
        }
    }
    let len = checked(m, len)?;
    let mut target = Target::new(m, separator.flavour, len, ascii)?;
    for i in 0..count {
        if i > 0 && !separator.is_empty() {
            target.push_all(m, &separator);
        }
        let v = item(m, items, i);
        if let Some(s) = Source::of(m, v) {
            target.push_all(m, &s);
        }
    }
    target.finish(m)
}

/// `a + b`, of the type of `a`.
pub fn concat(m: &mut Machine, a: &Source, b: &Source) -> R {
    if a.is_str() {
        if a.is_empty() {
            return Ok(b.value);
        }
        if b.is_empty() {
            return Ok(a.value);
        }
    }
    let len = checked(m, a.len.checked_add(b.len))?;
    if len == 0 {
        return empty(m, a.flavour);
    }
    let mut target = Target::new(m, a.flavour, len, a.ascii && b.ascii)?;
    target.push_all(m, a);
    target.push_all(m, b);
    target.finish(m)
}

/// `a * count`.
pub fn repeat(m: &mut Machine, a: &Source, count: Value) -> R {
    let count = repetitions(m, count)?;
    let len = match a.len.checked_mul(count) {
        Some(len) if len as u64 <= i64::MAX as u64 => len,
        _ => {
            return Err(m.error(
                crate::types::OVERFLOW_ERROR,
                &[Piece::S("repeated string is too long")],
            ));
        }
    };
    let len = checked(m, Some(len))?;
    if len == 0 {
        return empty(m, a.flavour);
    }
    if count == 1 && a.flavour != Flavour::ByteArray {
        return Ok(a.value);
    }
    let mut target = Target::new(m, a.flavour, len, a.ascii)?;
    target.push_all(m, a);
    let unit = a.len;
    let bytes = target.bytes_mut(m);
    if unit == 1 {
        let b = bytes[0];
        bytes.fill(b);
    } else {
        let mut done = unit;
        while done < len {
            let n = done.min(len - done);
            bytes.copy_within(..n, done);
            done += n;
        }
    }
    target.finish(m)
}

/// How often a sequence is to be repeated: never less than 0 times.
pub fn repetitions(m: &mut Machine, count: Value) -> R<usize> {
    let i = m.index(count)?;
    match i.as_small().or_else(|| crate::types::int::to_i64(m, i)) {
        Some(i) => Ok(usize::try_from(i).unwrap_or(0)),
        None => Err(m.error(
            crate::types::OVERFLOW_ERROR,
            &[Piece::S("cannot fit 'int' into an index-sized integer")],
        )),
    }
}
