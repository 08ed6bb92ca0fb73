//! Searching: `find`, `rfind`, `index`, `rindex`, `count`, `in`, and the batches of matches that split and replace use.

#[cfg(feature = "compact")]
use super::naive as memmem;
use super::{Source, operand, range, subject};
use crate::machine::{Machine, Piece};
use crate::native::{Args, R};
use crate::types;
use crate::value::Value;
#[cfg(not(feature = "compact"))]
use memchr::memmem;
use memchr::{memchr, memrchr};

/// First place of `needle` in `text`.
pub fn first(text: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [b] => memchr(*b, text),
        _ => memmem::find(text, needle),
    }
}

/// Last place of `needle` in `text`.
pub fn last(text: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(text.len()),
        [b] => memrchr(*b, text),
        _ => memmem::rfind(text, needle),
    }
}

/// How often `needle` (not empty) occurs without overlaps, at most `limit` times.
pub fn occurrences(text: &[u8], needle: &[u8], limit: usize) -> usize {
    match needle {
        [] => 0,
        [b] => memchr::memchr_iter(*b, text).take(limit).count(),
        _ => memmem::find_iter(text, needle).take(limit).count(),
    }
}

/// How many matches are found before something is done with them: between the batches the heap may be written.
pub const BATCH: usize = 32;

/// The next matches of `needle` (not empty) from `from` on: offsets into `text`.
pub fn batch(text: &[u8], needle: &[u8], from: usize, out: &mut [usize; BATCH]) -> usize {
    let Some(rest) = text.get(from..) else {
        return 0;
    };
    let mut n = 0;
    let mut put = |at: usize| {
        out[n] = from + at;
        n += 1;
    };
    match needle {
        [] => {}
        [b] => memchr::memchr_iter(*b, rest).take(BATCH).for_each(&mut put),
        _ => memmem::find_iter(rest, needle)
            .take(BATCH)
            .for_each(&mut put),
    }
    n
}

/// What is searched for in bytes may also be one byte.
enum Needle {
    Text(Source),
    Byte(u8),
}

impl Needle {
    fn bytes<'m>(&'m self, m: &'m Machine) -> &'m [u8] {
        match self {
            Needle::Text(s) => s.bytes(m),
            Needle::Byte(b) => core::slice::from_ref(b),
        }
    }
}

fn needle(m: &mut Machine, own: &Source, v: Value) -> R<Needle> {
    if own.is_str() {
        return operand(m, own, v, "").map(Needle::Text);
    }
    if let Some(s) = Source::of_bytes(m, v) {
        return Ok(Needle::Text(s));
    }
    if !m.is_index(v) {
        return Err(m.type_error(&[
            Piece::S("argument should be integer or bytes-like object, not '"),
            Piece::T(v),
            Piece::S("'"),
        ]));
    }
    types::bytes::byte(m, v).map(Needle::Byte)
}

/// Where the searched part starts and ends, in bytes, and what is searched for.
fn prepare(m: &mut Machine, args: Args) -> R<(Source, Needle, Option<(usize, usize)>)> {
    let own = subject(m, args)?;
    let count = own.count(m);
    let part = range(m, args, 2, count)?;
    let v = args.at(m, 1);
    let needle = needle(m, &own, v)?;
    // Indices may have come from Python code: a bytearray is looked at again.
    let own = subject(m, args)?;
    let part = part.map(|(start, end)| {
        let from = own.offset(m, start);
        let to = if end >= count {
            own.len
        } else {
            own.offset(m, end)
        };
        (from.min(own.len), to.min(own.len))
    });
    Ok((own, needle, part.filter(|(from, to)| from <= to)))
}

fn search(m: &mut Machine, args: Args, backwards: bool) -> R<Option<usize>> {
    let (own, needle, part) = prepare(m, args)?;
    let Some((from, to)) = part else {
        return Ok(None);
    };
    let text = &own.bytes(m)[from..to];
    let needle = needle.bytes(m);
    let found = if backwards {
        last(text, needle)
    } else {
        first(text, needle)
    };
    Ok(found.map(|at| own.index_at(m, from + at)))
}

fn or_minus_one(found: Option<usize>) -> R {
    Ok(Value::small_wrapping(found.map_or(-1, |i| i as i64)))
}

pub fn find(m: &mut Machine, args: Args) -> R {
    or_minus_one(search(m, args, false)?)
}

pub fn rfind(m: &mut Machine, args: Args) -> R {
    or_minus_one(search(m, args, true)?)
}

fn or_error(m: &mut Machine, args: Args, found: Option<usize>) -> R {
    match found {
        Some(i) => Ok(Value::small_wrapping(i as i64)),
        None => {
            let own = subject(m, args)?;
            let what = if own.is_str() {
                "substring not found"
            } else {
                "subsection not found"
            };
            Err(m.value_error(&[Piece::S(what)]))
        }
    }
}

pub fn index(m: &mut Machine, args: Args) -> R {
    let found = search(m, args, false)?;
    or_error(m, args, found)
}

pub fn rindex(m: &mut Machine, args: Args) -> R {
    let found = search(m, args, true)?;
    or_error(m, args, found)
}

pub fn count(m: &mut Machine, args: Args) -> R {
    let (own, needle, part) = prepare(m, args)?;
    let Some((from, to)) = part else {
        return Ok(Value::small_wrapping(0));
    };
    let text = &own.bytes(m)[from..to];
    let needle = needle.bytes(m);
    let n = if !needle.is_empty() {
        occurrences(text, needle, usize::MAX)
    } else if own.ascii {
        text.len() + 1
    } else {
        crate::utf8::count(text) + 1
    };
    Ok(Value::small_wrapping(n as i64))
}

/// `item in text`.
pub fn contains(m: &mut Machine, text: Value, item: Value) -> R<bool> {
    let Some(own) = Source::of(m, text) else {
        return Ok(false);
    };
    if own.is_str() {
        return match Source::of_str(m, item) {
            Some(s) => Ok(first(own.bytes(m), s.bytes(m)).is_some()),
            None => Err(m.type_error(&[
                Piece::S("'in <string>' requires string as left operand, not "),
                Piece::T(item),
            ])),
        };
    }
    if let Some(s) = Source::of_bytes(m, item) {
        return Ok(first(own.bytes(m), s.bytes(m)).is_some());
    }
    if !m.is_index(item) {
        return Err(super::bytes_required(m, item));
    }
    let b = types::bytes::byte(m, item)?;
    let Some(own) = Source::of(m, text) else {
        return Ok(false);
    };
    Ok(memchr(b, own.bytes(m)).is_some())
}
