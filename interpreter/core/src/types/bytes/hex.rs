//! `hex` and `fromhex`.

use crate::machine::{Machine, Piece, Text};
use crate::native::{Args, R};
use crate::types::str::repr::hex as digit;
use crate::types::text::{Source, checked, number, subject};
use crate::value::Value;

pub fn hex(m: &mut Machine, args: Args) -> R {
    let group = number(m, args, 2, 1)?;
    let separator = separator(m, args)?;
    let own = subject(m, args)?;
    hex_of(m, &own, separator, group)
}

/// The separator that may be the first argument.
pub fn separator(m: &mut Machine, args: Args) -> R<Option<u8>> {
    let Some(v) = args.get(m, 1) else {
        return Ok(None);
    };
    let Some(s) = Source::of(m, v) else {
        return Err(m.type_error(&[Piece::S("sep must be str or bytes.")]));
    };
    if s.count(m) != 1 {
        return Err(m.value_error(&[Piece::S("sep must be length 1.")]));
    }
    match s.bytes(m).first() {
        Some(&b) if b < 0x80 => Ok(Some(b)),
        _ => Err(m.value_error(&[Piece::S("sep must be ASCII.")])),
    }
}

/// The hex digits of bytes, with a separator between groups counted from the end (or from the start, if negative).
pub fn hex_of(m: &mut Machine, own: &Source, separator: Option<u8>, group: i64) -> R {
    let len = checked(m, own.len.checked_mul(3))?;
    let mut text = Text::with_capacity(
        m,
        if separator.is_some() {
            len
        } else {
            own.len * 2
        },
    )?;
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    for at in 0..own.len {
        let b = u32::from(own.bytes(m)[at]);
        let due = match (separator, size) {
            (None, _) | (_, 0) => false,
            _ if at == 0 => false,
            _ if group > 0 => (own.len - at) % size == 0,
            _ => at % size == 0,
        };
        if due && let Some(s) = separator {
            text.push_byte(m, s)?;
        }
        text.push(m, &[digit(b >> 4), digit(b)])?;
    }
    text.finish(m)
}

pub fn fromhex(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let Some(own) = Source::of_str(m, v) else {
        return Err(m.type_error(&[
            Piece::S("fromhex() argument must be str, not "),
            Piece::T(v),
        ]));
    };
    let mut out = Text::with_capacity(m, own.len / 2)?;
    let mut at = 0;
    loop {
        let bytes = own.bytes(m);
        while bytes
            .get(at)
            .is_some_and(|b| crate::types::text::strip::is_space(*b))
        {
            at += 1;
        }
        if at >= bytes.len() {
            break;
        }
        let pair = |i: usize| bytes.get(i).and_then(|b| (*b as char).to_digit(16));
        match (pair(at), pair(at + 1)) {
            (Some(high), Some(low)) => out.push_byte(m, (high << 4 | low) as u8)?,
            (high, _) => {
                let place = at + usize::from(high.is_some());
                let place = own.index_at(m, place);
                return Err(m.value_error(&[
                    Piece::S("non-hexadecimal number found in fromhex() arg at position "),
                    Piece::I(place as i64),
                ]));
            }
        }
        at += 2;
    }
    let made = out.finish_bytes(m)?;
    m.keep(made);
    let class = args.at(m, 0);
    if class == Value::builtin_type(crate::types::BYTES) {
        return Ok(made);
    }
    m.call(class, &[made])
}
