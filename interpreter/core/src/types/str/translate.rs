//! `maketrans` and `translate`.

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::native::{Args, R};
use crate::types;
use crate::types::text::{Source, subject};
use crate::utf8;
use crate::value::{Ref, Value};

fn must_be_str(m: &mut Machine, v: Value, which: &str) -> R<Source> {
    match Source::of_str(m, v) {
        Some(s) => Ok(s),
        None => Err(m.type_error(&[
            Piece::S("maketrans() argument "),
            Piece::S(which),
            Piece::S(" must be str, not "),
            Piece::T(v),
        ])),
    }
}

pub fn maketrans(m: &mut Machine, args: Args) -> R {
    let x = args.at(m, 0);
    let dict = m.new_dict()?;
    let Some(d) = dict.as_ref() else {
        return Ok(dict);
    };
    let Some(y) = args.get(m, 1) else {
        let given = m.payload(x);
        let Some(from) = m.heap.as_kind(given, Kind::Dict) else {
            return Err(m.type_error(&[Piece::S(
                "if you give only one argument to maketrans it must be a dict",
            )]));
        };
        copy_keys(m, from, d)?;
        return Ok(dict);
    };
    let Some(first) = Source::of_str(m, x) else {
        return Err(m.type_error(&[Piece::S(
            "first maketrans argument must be a string if there is a second argument",
        )]));
    };
    let second = must_be_str(m, y, "2")?;
    let third = match args.get(m, 2) {
        Some(z) => Some(must_be_str(m, z, "3")?),
        None => None,
    };
    if first.count(m) != second.count(m) {
        return Err(m.value_error(&[Piece::S(
            "the first two maketrans arguments must have equal length",
        )]));
    }
    let (mut at, mut to) = (0, 0);
    while at < first.len {
        let (key, n) = utf8::decode(first.bytes(m), at);
        let (value, k) = utf8::decode(second.bytes(m), to);
        m.dict_set(d, code(key), code(value))?;
        at += n;
        to += k;
    }
    if let Some(third) = third {
        let mut at = 0;
        while at < third.len {
            let (key, n) = utf8::decode(third.bytes(m), at);
            m.dict_set(d, code(key), Value::NONE)?;
            at += n;
        }
    }
    Ok(dict)
}

fn code(code: u32) -> Value {
    Value::small_wrapping(i64::from(code))
}

/// Keys of one character become code points.
fn copy_keys(m: &mut Machine, from: Ref, to: Ref) -> R<()> {
    let mut i = 0;
    while let Some((key, value)) = m.table_next(from, &mut i) {
        let key = match Source::of_str(m, key) {
            Some(s) => {
                if s.count(m) != 1 {
                    return Err(m.value_error(&[Piece::S(
                        "string keys in translate table must be of length 1",
                    )]));
                }
                code(utf8::decode(s.bytes(m), 0).0)
            }
            None if m.is_a(key, types::INT) => key,
            None => {
                return Err(m.type_error(&[Piece::S(
                    "keys in translate table must be strings or integers",
                )]));
            }
        };
        m.dict_set(to, key, value)?;
    }
    Ok(())
}

/// What a character becomes.
enum Translated {
    Same,
    Gone,
    Code(u32),
    Text(Value),
}

fn look_up(m: &mut Machine, table: Value, c: u32) -> R<Translated> {
    let found = match m.get_item(table, code(c)) {
        Ok(v) => v,
        Err(_) => {
            m.catch(types::LOOKUP_ERROR)?;
            return Ok(Translated::Same);
        }
    };
    m.keep(found);
    if found.is_none() {
        return Ok(Translated::Gone);
    }
    if Source::of_str(m, found).is_some() {
        return Ok(Translated::Text(found));
    }
    if m.is_a(found, types::INT) {
        let i = m.index_clamped(found)?;
        return match u32::try_from(i) {
            Ok(c) if c <= 0x10ffff => Ok(Translated::Code(c)),
            _ => Err(m.value_error(&[Piece::S("character mapping must be in range(0x110000)")])),
        };
    }
    Err(m.type_error(&[Piece::S(
        "character mapping must return integer, None or str",
    )]))
}

pub fn translate(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let table = args.at(m, 1);
    let mut text = Text::with_capacity(m, own.len + 8)?;
    // What ASCII characters become, once it is known: 0 not yet, 1 gone, otherwise the character + 2.
    let mut known = [0u8; 128];
    let mut at = 0;
    let mark = m.mark();
    while at < own.len {
        let (c, n) = utf8::decode(own.bytes(m), at);
        let fast = known.get(c as usize).copied().unwrap_or(0);
        if fast > 1 {
            text.push_byte(m, fast - 2)?;
        } else if fast == 0 {
            let translated = look_up(m, table, c)?;
            let remember = match translated {
                Translated::Same => {
                    text.push_source(m, &own, at, at + n)?;
                    c
                }
                Translated::Gone => {
                    if let Some(place) = known.get_mut(c as usize) {
                        *place = 1;
                    }
                    u32::MAX
                }
                Translated::Code(to) => {
                    text.push_code(m, to)?;
                    to
                }
                Translated::Text(v) => {
                    text.push_all(m, v)?;
                    u32::MAX
                }
            };
            if remember < 128
                && let Some(place) = known.get_mut(c as usize)
            {
                *place = remember as u8 + 2;
            }
            m.release(mark);
        }
        at += n;
    }
    text.finish(m)
}
