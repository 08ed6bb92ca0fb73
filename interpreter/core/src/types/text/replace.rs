//! `replace` and `expandtabs`.

use super::find::{BATCH, batch, occurrences};
use super::{Source, Target, checked, number, operand, subject};
use crate::machine::{Machine, Text};
use crate::native::{Args, R};
use crate::types::text::Flavour;
use crate::utf8;

pub fn replace(m: &mut Machine, args: Args) -> R {
    let limit = number(m, args, 3, -1)?;
    let own = subject(m, args)?;
    let (a, b) = (args.at(m, 1), args.at(m, 2));
    let old = operand(m, &own, a, "replace() argument 1 ")?;
    let new = operand(m, &own, b, "replace() argument 2 ")?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let count = if old.is_empty() {
        limit.min(if own.ascii {
            own.len + 1
        } else {
            utf8::count(own.bytes(m)) + 1
        })
    } else {
        occurrences(own.bytes(m), old.bytes(m), limit)
    };
    if count == 0 {
        return own.part(m, 0, own.len);
    }
    let len = new
        .len
        .checked_mul(count)
        .and_then(|n| n.checked_add(own.len - old.len * count));
    let len = checked(m, len)?;
    if len == 0 {
        return super::empty(m, own.flavour);
    }
    let mut target = Target::new(m, own.flavour, len, own.ascii && new.ascii)?;
    if old.is_empty() {
        interleave(m, &mut target, &own, &new, count);
    } else {
        let (mut at, mut left) = (0, count);
        let mut found = [0; BATCH];
        while left > 0 {
            let n = batch(own.bytes(m), old.bytes(m), at, &mut found).min(left);
            if n == 0 {
                break;
            }
            for &place in &found[..n] {
                target.push(m, &own, at, place);
                target.push_all(m, &new);
                at = place + old.len;
            }
            left -= n;
        }
        target.push(m, &own, at, own.len);
    }
    finish(m, target, &own)
}

/// `new` before each of the first characters.
fn interleave(m: &mut Machine, target: &mut Target, own: &Source, new: &Source, count: usize) {
    let mut at = 0;
    for _ in 0..count {
        target.push_all(m, new);
        if at < own.len {
            let n = if own.ascii {
                1
            } else {
                utf8::length(own.bytes(m)[at])
            };
            target.push(m, own, at, at + n);
            at += n;
        }
    }
    target.push(m, own, at, own.len);
}

/// What was not ASCII may have been replaced.
fn finish(m: &mut Machine, target: Target, own: &Source) -> R {
    if own.flavour == Flavour::Str && !own.ascii && target.bytes_mut(m).is_ascii() {
        target.set_ascii(m);
    }
    target.finish(m)
}

pub fn expandtabs(m: &mut Machine, args: Args) -> R {
    let size = number(m, args, 1, 8)?;
    let own = subject(m, args)?;
    if memchr::memchr(b'\t', own.bytes(m)).is_none() {
        return own.part(m, 0, own.len);
    }
    let size = usize::try_from(size).unwrap_or(0);
    let mut text = Text::with_capacity(m, own.len + 16)?;
    let (mut at, mut column) = (0, 0);
    while at < own.len {
        let from = at;
        let mut tab = false;
        for &b in &own.bytes(m)[at..] {
            match b {
                b'\t' => {
                    tab = true;
                    break;
                }
                b'\n' | b'\r' => column = 0,
                b if own.is_str() && b & 0xc0 == 0x80 => {}
                _ => column += 1,
            }
            at += 1;
        }
        text.push_source(m, &own, from, at)?;
        if tab {
            at += 1;
            if size > 0 {
                let fill = size - column % size;
                let room = checked(m, Some(fill))?;
                text.pad(m, b' ', room)?;
                column += fill;
            }
        }
    }
    text.finish_flavour(m, own.flavour)
}
