//! Taking texts apart: `split`, `rsplit`, `splitlines`, `partition`, `rpartition`.

use super::find::{BATCH, batch, first, last};
use super::strip::{space_at, space_before};
use super::{Source, empty, number, operand, subject};
use crate::machine::{Machine, Piece};
use crate::native::{Args, R};
use crate::utf8;
use crate::value::{Ref, Value};

/// The list of parts: each is made, put in, and no longer a temporary root.
struct Parts {
    list: Ref,
    own: Source,
}

impl Parts {
    fn new(m: &mut Machine, own: Source) -> R<Parts> {
        let list = m.new_list_sized(0)?;
        Ok(Parts { list, own })
    }

    fn push(&self, m: &mut Machine, from: usize, to: usize) -> R<()> {
        let mark = m.mark();
        let part = self.own.part(m, from, to)?;
        m.list_push(self.list, part)?;
        m.release(mark);
        Ok(())
    }
}

/// The separator and how many splits at most; no separator: whitespace.
fn arguments(m: &mut Machine, args: Args) -> R<(Source, Option<Source>, usize)> {
    let limit = number(m, args, 2, -1)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let own = subject(m, args)?;
    let separator = match args.get(m, 1) {
        None => None,
        Some(v) if v.is_none() => None,
        Some(v) => match Source::of(m, v) {
            Some(s) if s.is_str() == own.is_str() => Some(s),
            _ if own.is_str() => {
                return Err(m.type_error(&[Piece::S("must be str or None, not "), Piece::T(v)]));
            }
            _ => return Err(super::bytes_required(m, v)),
        },
    };
    if separator.is_some_and(|s| s.is_empty()) {
        return Err(m.value_error(&[Piece::S("empty separator")]));
    }
    Ok((own, separator, limit))
}

pub fn split(m: &mut Machine, args: Args) -> R {
    let (own, separator, limit) = arguments(m, args)?;
    let parts = Parts::new(m, own)?;
    match separator {
        Some(separator) => split_by(m, &parts, &separator, limit)?,
        None => split_words(m, &parts, limit)?,
    }
    Ok(Value::reference(parts.list))
}

fn split_by(m: &mut Machine, parts: &Parts, separator: &Source, limit: usize) -> R<()> {
    let own = parts.own;
    let (mut at, mut left) = (0, limit);
    let mut found = [0; BATCH];
    while left > 0 {
        let n = batch(own.bytes(m), separator.bytes(m), at, &mut found);
        for &place in &found[..n.min(left)] {
            parts.push(m, at, place)?;
            at = place + separator.len;
        }
        left -= n.min(left);
        if n < BATCH {
            break;
        }
    }
    parts.push(m, at, own.len)
}

fn split_words(m: &mut Machine, parts: &Parts, limit: usize) -> R<()> {
    let own = parts.own;
    let is_str = own.is_str();
    let (mut at, mut left) = (0, limit);
    loop {
        let bytes = own.bytes(m);
        loop {
            let n = space_at(bytes, at, is_str);
            if n == 0 {
                break;
            }
            at += n;
        }
        if at >= bytes.len() {
            return Ok(());
        }
        let from = at;
        if left == 0 {
            // What is left goes out whole, with the spaces at its end.
            return parts.push(m, from, own.len);
        }
        while at < bytes.len() && space_at(bytes, at, is_str) == 0 {
            at += if is_str { utf8::length(bytes[at]) } else { 1 };
        }
        let to = at.min(bytes.len());
        parts.push(m, from, to)?;
        left -= 1;
    }
}

pub fn rsplit(m: &mut Machine, args: Args) -> R {
    let (own, separator, limit) = arguments(m, args)?;
    let parts = Parts::new(m, own)?;
    match separator {
        Some(separator) => rsplit_by(m, &parts, &separator, limit)?,
        None => rsplit_words(m, &parts, limit)?,
    }
    // They were found from the end.
    if let Some(buffer) = m.heap.value(parts.list, 2).as_ref() {
        let n = m.list_len(parts.list);
        m.heap.words_mut(buffer, 1, 1 + n).reverse();
    }
    Ok(Value::reference(parts.list))
}

fn rsplit_by(m: &mut Machine, parts: &Parts, separator: &Source, limit: usize) -> R<()> {
    let own = parts.own;
    let (mut end, mut left) = (own.len, limit);
    while left > 0 {
        let Some(at) = last(&own.bytes(m)[..end], separator.bytes(m)) else {
            break;
        };
        parts.push(m, at + separator.len, end)?;
        end = at;
        left -= 1;
    }
    parts.push(m, 0, end)
}

fn rsplit_words(m: &mut Machine, parts: &Parts, limit: usize) -> R<()> {
    let own = parts.own;
    let is_str = own.is_str();
    let (mut end, mut left) = (own.len, limit);
    loop {
        let bytes = own.bytes(m);
        loop {
            let n = space_before(bytes, end, is_str);
            if n == 0 {
                break;
            }
            end -= n;
        }
        if end == 0 {
            return Ok(());
        }
        let to = end;
        if left == 0 {
            return parts.push(m, 0, to);
        }
        while end > 0 && space_before(bytes, end, is_str) == 0 {
            end = if is_str {
                utf8::before(bytes, end)
            } else {
                end - 1
            };
        }
        parts.push(m, end, to)?;
        left -= 1;
    }
}

/// Length of the line end at `at`: 0 if there is none.
fn line_end(bytes: &[u8], at: usize, is_str: bool) -> usize {
    match bytes[at] {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
        b'\r' | b'\n' => 1,
        0x0b | 0x0c | 0x1c..=0x1e if is_str => 1,
        0xc2 if is_str && bytes.get(at + 1) == Some(&0x85) => 2,
        0xe2 if is_str
            && bytes.get(at + 1) == Some(&0x80)
            && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) =>
        {
            3
        }
        _ => 0,
    }
}

pub fn splitlines(m: &mut Machine, args: Args) -> R {
    let keep = match args.get(m, 1) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    let own = subject(m, args)?;
    let parts = Parts::new(m, own)?;
    let mut at = 0;
    while at < own.len {
        let bytes = own.bytes(m);
        let from = at;
        let mut end = 0;
        while at < bytes.len() {
            end = line_end(bytes, at, own.is_str());
            if end > 0 {
                break;
            }
            at += 1;
        }
        let to = if keep { at + end } else { at };
        at += end;
        parts.push(m, from, to)?;
    }
    Ok(Value::reference(parts.list))
}

fn part_in_three(m: &mut Machine, args: Args, backwards: bool) -> R {
    let own = subject(m, args)?;
    let v = args.at(m, 1);
    let separator = operand(m, &own, v, "")?;
    if separator.is_empty() {
        return Err(m.value_error(&[Piece::S("empty separator")]));
    }
    let found = if backwards {
        last(own.bytes(m), separator.bytes(m))
    } else {
        first(own.bytes(m), separator.bytes(m))
    };
    let mut items = [Value::NONE; 3];
    match found {
        Some(at) => {
            items[0] = own.part(m, 0, at)?;
            // For bytes, the separator's own type may be another one.
            items[1] = own.part(m, at, at + separator.len)?;
            items[2] = own.part(m, at + separator.len, own.len)?;
        }
        None => {
            let whole = own.part(m, 0, own.len)?;
            let (a, b) = (empty(m, own.flavour)?, empty(m, own.flavour)?);
            items = if backwards {
                [a, b, whole]
            } else {
                [whole, a, b]
            };
        }
    }
    m.new_tuple(&items)
}

pub fn partition(m: &mut Machine, args: Args) -> R {
    part_in_three(m, args, false)
}

pub fn rpartition(m: &mut Machine, args: Args) -> R {
    part_in_three(m, args, true)
}
