//! Ints as text, both ways: `repr`, `hex` and their like, `int('...')`, and the format mini-language.

use super::operand::{Block, Operand, Source, part};
use crate::machine::{Machine, Piece, Text, immediate_text};
use crate::native::{R, Raised};
use crate::number::format_spec::{Align, Spec};
use crate::number::natural::{self, Scratch};
use crate::number::padding;
use crate::types::number::{TextSink, spec_error};
use crate::types::{self, bytes_place};
use crate::value::{Value, WORD};

/// Writes the digits of a magnitude to the end of a buffer; returns where they begin.
pub fn digits_of(mut size: u64, radix: u64, upper: bool, buffer: &mut [u8; 64]) -> usize {
    let letters = if upper { b'A' } else { b'a' };
    let mut at = buffer.len();
    loop {
        let digit = if radix == 10 { size % 10 } else { size % radix } as u8;
        size = if radix == 10 { size / 10 } else { size / radix };
        at -= 1;
        buffer[at] = if digit < 10 {
            b'0' + digit
        } else {
            letters + digit - 10
        };
        if size == 0 {
            return at;
        }
    }
}

/// `repr(v)`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    to_text(m, v, 10, "", true, false)
}

/// The digits of an int as a str: with its sign (when `signed`), then a prefix such as `0x`.
pub fn to_text(
    m: &mut Machine,
    v: Value,
    radix: u32,
    prefix: &str,
    signed: bool,
    upper: bool,
) -> R {
    let Some(operand) = Operand::new(m, v) else {
        return Err(m.type_error(&[Piece::S("an int is needed, not "), Piece::T(v)]));
    };
    let mut start = [0; 4];
    let mut started = 0;
    let sign: &str = if operand.negative && signed { "-" } else { "" };
    for byte in sign.bytes().chain(prefix.bytes()).take(start.len()) {
        start[started] = byte;
        started += 1;
    }
    if operand.len <= 2 {
        let size = operand
            .limbs(m)
            .iter()
            .rev()
            .fold(0, |a, &limb| a << 32 | limb as u64);
        let mut buffer = [0; 64];
        let at = digits_of(size, radix as u64, upper, &mut buffer);
        if started == 0 {
            return m.new_str(&buffer[at..]);
        }
        let mut whole = [0; 68];
        whole[..started].copy_from_slice(&start[..started]);
        let len = started + 64 - at;
        whole[started..len].copy_from_slice(&buffer[at..]);
        return m.new_str(&whole[..len]);
    }
    long_text(m, operand, radix, &start[..started], upper)
}

fn long_text(m: &mut Machine, operand: Operand, radix: u32, start: &[u8], upper: bool) -> R {
    let room = natural::digits_limit(operand.bit_length(m), radix) + start.len();
    // The text lies behind the word that a str has for its hash.
    let text = (WORD + room).div_ceil(4);
    let held = operand.len;
    m.breathe_for(held.saturating_mul(held) / 256)?;
    // With less scratch it is slower, but goes on working when the arena is nearly full.
    let least = held.next_multiple_of(2);
    let full = natural::to_digits_scratch(held, radix).max(least);
    let block = match Block::new(m, &[text, held, full]) {
        Ok(block) => block,
        Err(Raised) => {
            m.take_pending();
            Block::new(m, &[text, held, least])?
        }
    };
    block.put(m, 1 + part(text) * 4 / WORD, &operand);
    let len = block.work_long(m, |limbs, watch| {
        let (out, rest) = limbs.split_at_mut(part(text));
        let (number, scratch) = rest.split_at_mut(part(held));
        let out: &mut [u8] = bytemuck::cast_slice_mut(out);
        let out = &mut out[WORD..];
        out[..start.len()].copy_from_slice(start);
        let digits = &mut out[start.len()..];
        let len = natural::to_digits(&number[..held], radix, digits, Scratch::new(scratch, watch));
        if upper {
            digits[..len].make_ascii_uppercase();
        }
        start.len() + len
    })?;
    block.finish_str(m, len)
}

/// What [`scan`] found in a text.
struct Scanned {
    negative: bool,
    radix: u32,
    /// Where the digits (and underscores between them) stand.
    from: usize,
    to: usize,
    digits: usize,
    /// The number, if 63 bits hold it.
    small: Option<i64>,
}

/// Reads `[sign][prefix]digits` after white space; `None` when it is none. The base is 0 or 2 to 36.
fn scan(text: &[u8], base: u32) -> Option<Scanned> {
    let whole = text.len();
    let text = match core::str::from_utf8(text) {
        Ok(text) => text.trim_start().as_bytes(),
        Err(_) => return None,
    };
    let mut from = whole - text.len();
    let text = core::str::from_utf8(text).ok()?.trim_end().as_bytes();
    let to = from + text.len();
    let mut rest = text;
    let negative = rest.first() == Some(&b'-');
    if let [b'-' | b'+', after @ ..] = rest {
        rest = after;
        from += 1;
    }
    let prefixed = match rest {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    };
    let mut radix = base;
    let mut zeros_only = false;
    if let Some(prefix) = prefixed.filter(|&prefix| base == 0 || base == prefix) {
        radix = prefix;
        rest = &rest[2..];
        from += 2;
        if let [b'_', after @ ..] = rest {
            rest = after;
            from += 1;
        }
    } else if base == 0 {
        radix = 10;
        // A zero in front has no meaning of its own any more, but for zero itself.
        zeros_only = rest.first() == Some(&b'0');
    }
    let mut digits = 0;
    let mut value = Some(0i64);
    let mut before = b'_';
    for &byte in rest {
        if byte == b'_' {
            if before == b'_' {
                return None;
            }
        } else {
            let digit = (byte as char).to_digit(36).filter(|&digit| digit < radix)?;
            if zeros_only && digit != 0 {
                return None;
            }
            digits += 1;
            value = value
                .and_then(|value| value.checked_mul(radix as i64))
                .and_then(|value| value.checked_add(digit as i64));
        }
        before = byte;
    }
    if before == b'_' {
        return None;
    }
    Some(Scanned {
        negative,
        radix,
        from,
        to,
        digits,
        small: value.map(|i| if negative { -i } else { i }),
    })
}

/// `int(text, base)` for a str or a bytes-like object; `None` when it is neither.
pub fn parse(m: &mut Machine, v: Value, base: u32) -> R<Option<Value>> {
    let own = m.payload(v);
    let own = types::number::ascii_text(m, own)?;
    let text = match m.str_bytes(own) {
        Some(text) => text,
        None => match m.buffer_bytes(own) {
            Some(bytes) => bytes,
            None => return Ok(None),
        },
    };
    let Some(found) = scan(text, base) else {
        return Err(invalid(m, v, base));
    };
    if let Some(i) = found.small {
        return m.new_int(i).map(Some);
    }
    let source = match (immediate_text(own), bytes_place(m, own)) {
        (Some(text), _) => Source::Slice(&text.as_bytes()[found.from..found.to]),
        (None, Some((r, word))) => Source::Heap {
            r,
            word,
            from: found.from,
            to: found.to,
        },
        (None, None) => return Err(invalid(m, v, base)),
    };
    read(m, source, found.to - found.from, &found).map(Some)
}

#[cold]
fn invalid(m: &mut Machine, v: Value, base: u32) -> Raised {
    m.value_error(&[
        Piece::S("invalid literal for int() with base "),
        Piece::I(base as i64),
        Piece::S(": "),
        Piece::R(v),
    ])
}

/// The int of digits in a radix, underscores among them, that are known to be right: a literal's.
pub fn from_digits(m: &mut Machine, text: &[u8], radix: u32) -> R {
    let digits = text.iter().filter(|&&byte| byte != b'_').count();
    let found = Scanned {
        negative: false,
        radix,
        from: 0,
        to: text.len(),
        digits,
        small: None,
    };
    read(m, Source::Slice(text), text.len(), &found)
}

fn read(m: &mut Machine, source: Source, len: usize, found: &Scanned) -> R {
    let out = natural::from_digits_len(found.digits, found.radix);
    let text = len.div_ceil(4);
    let scratch = natural::from_digits_scratch(found.digits, found.radix);
    let block = match Block::new(m, &[out, text, scratch]) {
        Ok(block) => block,
        Err(Raised) => {
            m.take_pending();
            Block::new(m, &[out, text])?
        }
    };
    block.put_text(m, part(out), source);
    block.work_long(m, |limbs, watch| {
        let (out_part, rest) = limbs.split_at_mut(part(out));
        let (text, scratch) = rest.split_at_mut(part(text));
        let text: &mut [u8] = bytemuck::cast_slice_mut(text);
        let mut digits = 0;
        for at in 0..len {
            if text[at] != b'_' {
                text[digits] = text[at];
                digits += 1;
            }
        }
        natural::from_digits(
            &text[..digits],
            found.radix,
            &mut out_part[..out],
            Scratch::new(scratch, watch),
        );
    })?;
    Ok(block.finish(m, out, found.negative))
}

/// `format(v, spec)`.
pub fn format(m: &mut Machine, v: Value, spec: Value) -> R {
    let parsed = types::number::parse_spec(m, spec, Align::Right)
        .and_then(|spec| spec.check_int().map(|as_float| (spec, as_float)));
    let (parsed, as_float) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return Err(spec_error(m, error, spec, v)),
    };
    if as_float {
        let f = super::to_f64(m, v)?;
        return types::float::format_spec(m, f, &parsed);
    }
    format_spec(m, v, &parsed, 0)
}

/// An int in its field, with at least `least` digits. The spec has been checked.
pub fn format_spec(m: &mut Machine, v: Value, spec: &Spec, least: usize) -> R {
    if spec.kind == Some('c') {
        return format_code(m, v, spec);
    }
    let (radix, prefix) = match spec.kind {
        Some('b') => (2, "0b"),
        Some('o') => (8, "0o"),
        Some('x') => (16, "0x"),
        Some('X') => (16, "0X"),
        _ => (10, ""),
    };
    let prefix = if spec.alternate { prefix } else { "" };
    let upper = spec.kind == Some('X');
    let negative = super::is_negative(m, v);
    let mut buffer = [0; 64];
    let mut held = Value::NONE;
    let body = match super::to_i64(m, v) {
        Some(i) => {
            let at = digits_of(i.unsigned_abs(), radix as u64, upper, &mut buffer);
            padding::Body::Int {
                zeros: least.saturating_sub(buffer.len() - at),
                digits: &buffer[at..],
            }
        }
        None => {
            held = to_text(m, v, radix, "", false, upper)?;
            let len = m.str_bytes(held).map_or(0, <[u8]>::len);
            padding::Body::Held {
                zeros: least.saturating_sub(len),
                len,
            }
        }
    };
    let mut text = Text::new(m)?;
    let mut sink = TextSink {
        m,
        text: &mut text,
        held,
    };
    if padding::number(spec, negative, prefix.as_bytes(), &body, &mut sink).is_err() {
        return Err(Raised);
    }
    text.finish(m)
}

fn format_code(m: &mut Machine, v: Value, spec: &Spec) -> R {
    let Some(code) = super::to_i64(m, v) else {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("Python int too large to convert to C long")],
        ));
    };
    let code = u32::try_from(code).ok().filter(|&code| code < 0x11_0000);
    let Some(code) = code else {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("%c arg not in range(0x110000)")],
        ));
    };
    let mut utf8 = [0; 4];
    let len = crate::utf8::encode(code, &mut utf8);
    let mut text = Text::new(m)?;
    let mut sink = TextSink {
        m,
        text: &mut text,
        held: Value::NONE,
    };
    if padding::text(spec, &utf8[..len], 1, &mut sink).is_err() {
        return Err(Raised);
    }
    text.finish(m)
}
