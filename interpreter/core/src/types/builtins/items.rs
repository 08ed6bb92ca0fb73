//! Builtin functions about the items of an iterable: sorted, min, max, sum, any, all.

use crate::machine::{Machine, Piece, arith};
use crate::names::n;
use crate::native::{Args, R};
use crate::ops::{BinaryOp, CompareOp};
use crate::types;
use crate::value::Value;

/// `sorted(iterable, *, key=None, reverse=False)`.
pub fn sorted(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let list = m.list_of(v)?;
    let key = args.get(m, 1).unwrap_or(Value::NONE);
    let reverse = match args.get(m, 2) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    types::list::sort(m, list, key, reverse)?;
    Ok(Value::reference(list))
}

pub fn any(m: &mut Machine, args: Args) -> R {
    let mut found = false;
    m.for_each_into(args.at(m, 0), Value::FALSE, |m, v| {
        found = m.truth(v)?;
        Ok(!found)
    })?;
    Ok(Value::bool(found))
}

pub fn all(m: &mut Machine, args: Args) -> R {
    let mut every = true;
    m.for_each_into(args.at(m, 0), Value::TRUE, |m, v| {
        every = m.truth(v)?;
        Ok(every)
    })?;
    Ok(Value::bool(every))
}

/// `sum(iterable, start=0)`.
pub fn sum(m: &mut Machine, args: Args) -> R {
    let mut total = args.get(m, 1).unwrap_or(Value::small_wrapping(0));
    let joined = if m.is_a(total, types::STR) {
        "sum() can't sum strings [use ''.join(seq) instead]"
    } else if m.is_a(total, types::BYTES) {
        "sum() can't sum bytes [use b''.join(seq) instead]"
    } else if m.is_a(total, types::BYTEARRAY) {
        "sum() can't sum bytearray [use b''.join(seq) instead]"
    } else {
        ""
    };
    if !joined.is_empty() {
        return Err(m.type_error(&[Piece::S(joined)]));
    }
    let v = args.at(m, 0);
    if !m.is_generator(v) {
        m.for_each(v, |m, v| {
            total = added(m, total, v)?;
            args.set(m, 1, total);
            Ok(true)
        })?;
        return Ok(total);
    }
    let mark = m.mark();
    loop {
        // Only numbers in the word are sums that can be poured into.
        let next = if total.is_small() || total.as_float_immediate().is_some() {
            m.drain(v, &mut total)?
        } else {
            m.next(v)?
        };
        let Some(item) = next else { break };
        let both = added(m, total, item)?;
        total = m.release_but(mark, both);
    }
    Ok(total)
}

#[inline(always)]
fn added(m: &mut Machine, total: Value, v: Value) -> R {
    if Value::both_small(total, v)
        && let Some(both) = Value::add_small(total, v)
    {
        return Ok(both);
    }
    if let Some(both) = arith::mixed(BinaryOp::Add, total, v) {
        return Ok(both);
    }
    m.binary(BinaryOp::Add, total, v)
}

pub fn min(m: &mut Machine, args: Args) -> R {
    extreme(m, args, CompareOp::Lt, "min")
}

pub fn max(m: &mut Machine, args: Args) -> R {
    extreme(m, args, CompareOp::Gt, "max")
}

/// `min` and `max`: of the arguments, or of the items of the only one.
fn extreme(m: &mut Machine, args: Args, op: CompareOp, name: &str) -> R {
    let given = args.len() - 1;
    let (mut key, mut default) = (Value::NONE, None);
    if let Some(keywords) = args.get(m, given).and_then(Value::as_ref) {
        let mut at = 0;
        while let Some((k, v)) = m.table_next(keywords, &mut at) {
            if m.same_name(k, Value::name(n::key)) {
                key = v;
            } else if m.same_name(k, Value::name(n::default)) {
                default = Some(v);
            } else {
                return Err(m.type_error(&[
                    Piece::S("'"),
                    Piece::V(k),
                    Piece::S("' is an invalid keyword argument for "),
                    Piece::S(name),
                    Piece::S("()"),
                ]));
            }
        }
    }
    if given == 0 {
        return Err(m.type_error(&[
            Piece::S(name),
            Piece::S(" expected at least 1 argument, got 0"),
        ]));
    }
    let mut best: Option<(Value, Value)> = None;
    if given > 1 {
        if default.is_some() {
            return Err(m.type_error(&[
                Piece::S("Cannot specify a default for "),
                Piece::S(name),
                Piece::S("() with multiple positional arguments"),
            ]));
        }
        for i in 0..given {
            let v = args.at(m, i);
            best = better(m, best, v, op, key)?;
        }
    } else {
        let iterator = m.iter(args.at(m, 0))?;
        m.keep(iterator);
        let mark = m.mark();
        while let Some(v) = m.next(iterator)? {
            best = better(m, best, v, op, key)?;
            m.release(mark);
            if let Some((v, k)) = best {
                m.keep(v);
                m.keep(k);
            }
        }
    }
    match (best, default) {
        (Some((v, _)), _) | (None, Some(v)) => Ok(v),
        (None, None) => {
            Err(m.value_error(&[Piece::S(name), Piece::S("() arg is an empty sequence")]))
        }
    }
}

/// The better one of the best so far and `v`, with its key.
fn better(
    m: &mut Machine,
    best: Option<(Value, Value)>,
    v: Value,
    op: CompareOp,
    key: Value,
) -> R<Option<(Value, Value)>> {
    let k = if key.is_none() { v } else { m.call(key, &[v])? };
    let wins = match best {
        None => true,
        Some((_, other)) if Value::both_small(k, other) => {
            let (k, other) = (k.small_unchecked(), other.small_unchecked());
            if op == CompareOp::Lt {
                k < other
            } else {
                k > other
            }
        }
        Some((_, other)) => m.compare_true(op, k, other)?,
    };
    Ok(if wins { Some((v, k)) } else { best })
}
