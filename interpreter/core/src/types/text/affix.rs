//! Beginnings and ends: `startswith`, `endswith`, `removeprefix`, `removesuffix`.

use super::{Source, operand, range, subject};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::{Args, R};
use crate::value::Value;

fn has(text: &[u8], affix: &[u8], end: bool) -> bool {
    if end {
        text.ends_with(affix)
    } else {
        text.starts_with(affix)
    }
}

fn test(m: &mut Machine, args: Args, end: bool) -> R {
    let own = subject(m, args)?;
    let count = own.count(m);
    let part = range(m, args, 2, count)?;
    let own = subject(m, args)?;
    let bounds = part.map(|(start, stop)| (own.offset(m, start), own.offset(m, stop)));
    let v = args.at(m, 1);
    let tuple = m.payload(v);
    if m.heap.is(tuple, Kind::Tuple) {
        for i in 0..m.tuple_len(tuple) {
            let item = m.tuple_item(tuple, i);
            match Source::of(m, item) {
                Some(s) if s.is_str() == own.is_str() => {
                    if let Some((from, to)) = bounds
                        && from <= to
                        && has(&own.bytes(m)[from..to], s.bytes(m), end)
                    {
                        return Ok(Value::TRUE);
                    }
                }
                _ if !own.is_str() => return Err(super::bytes_required(m, item)),
                _ => {
                    return Err(m.type_error(&[
                        Piece::S("tuple for "),
                        Piece::S(if end { "endswith" } else { "startswith" }),
                        Piece::S(" must only contain str, not "),
                        Piece::T(item),
                    ]));
                }
            }
        }
        return Ok(Value::FALSE);
    }
    match Source::of(m, v) {
        Some(s) if s.is_str() == own.is_str() => {
            let Some((from, to)) = bounds.filter(|(from, to)| from <= to) else {
                return Ok(Value::FALSE);
            };
            Ok(Value::bool(has(&own.bytes(m)[from..to], s.bytes(m), end)))
        }
        _ => {
            let sort = if own.is_str() {
                " first arg must be str or a tuple of str, not "
            } else {
                " first arg must be bytes or a tuple of bytes, not "
            };
            Err(m.type_error(&[
                Piece::S(if end { "endswith" } else { "startswith" }),
                Piece::S(sort),
                Piece::T(v),
            ]))
        }
    }
}

pub fn startswith(m: &mut Machine, args: Args) -> R {
    test(m, args, false)
}

pub fn endswith(m: &mut Machine, args: Args) -> R {
    test(m, args, true)
}

pub fn removeprefix(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let v = args.at(m, 1);
    let affix = operand(m, &own, v, "removeprefix() argument ")?;
    let from = if own.bytes(m).starts_with(affix.bytes(m)) {
        affix.len
    } else {
        0
    };
    own.part(m, from, own.len)
}

pub fn removesuffix(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let v = args.at(m, 1);
    let affix = operand(m, &own, v, "removesuffix() argument ")?;
    let to = if own.bytes(m).ends_with(affix.bytes(m)) {
        own.len - affix.len
    } else {
        own.len
    };
    own.part(m, 0, to)
}
