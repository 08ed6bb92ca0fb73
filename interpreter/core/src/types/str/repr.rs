//! `repr` and `ascii` of a str.

use super::unicode;
use crate::machine::{Machine, Text};
use crate::native::R;
use crate::types::text::Source;
use crate::utf8;
use crate::value::Value;

pub fn repr(m: &mut Machine, v: Value) -> R {
    let Some(own) = Source::of_str(m, v) else {
        return Ok(v);
    };
    let bytes = own.bytes(m);
    let quote = if memchr::memchr(b'\'', bytes).is_some() && memchr::memchr(b'"', bytes).is_none() {
        b'"'
    } else {
        b'\''
    };
    let mut text = Text::with_capacity(m, own.len + 2)?;
    text.push_byte(m, quote)?;
    let mut at = 0;
    while at < own.len {
        let bytes = own.bytes(m);
        let from = at;
        let mut special = None;
        while at < bytes.len() {
            let b = bytes[at];
            if b < 0x80 {
                if b < b' ' || b == 0x7f || b == b'\\' || b == quote {
                    special = Some((u32::from(b), 1));
                    break;
                }
                at += 1;
            } else {
                let (code, n) = utf8::decode(bytes, at);
                if !unicode::is_printable(code) {
                    special = Some((code, n));
                    break;
                }
                at += n;
            }
        }
        text.push_source(m, &own, from, at)?;
        if let Some((code, n)) = special {
            at += n;
            let mut out = [0; 10];
            let n = escape(code, &mut out);
            text.push(m, &out[..n])?;
        }
    }
    text.push_byte(m, quote)?;
    text.finish(m)
}

/// Writes the escape sequence of a character; its length.
pub fn escape(code: u32, out: &mut [u8; 10]) -> usize {
    out[0] = b'\\';
    let digits = match code {
        0x09 | 0x0a | 0x0d | 0x27 | 0x22 | 0x5c => {
            out[1] = match code {
                0x09 => b't',
                0x0a => b'n',
                0x0d => b'r',
                other => other as u8,
            };
            return 2;
        }
        0..=0xff => 2,
        0x100..=0xffff => 4,
        _ => 8,
    };
    out[1] = match digits {
        2 => b'x',
        4 => b'u',
        _ => b'U',
    };
    for i in 0..digits {
        out[2 + i] = hex(code >> (4 * (digits - 1 - i)));
    }
    2 + digits
}

/// The lowest four bits as a digit.
pub fn hex(n: u32) -> u8 {
    b"0123456789abcdef"[(n & 15) as usize]
}

/// `ascii(v)`: the repr with everything beyond ASCII escaped.
pub fn ascii(m: &mut Machine, v: Value) -> R {
    let shown = m.repr(v)?;
    m.keep(shown);
    let Some(own) = Source::of_str(m, shown).filter(|s| !s.ascii) else {
        return Ok(shown);
    };
    let mut text = Text::with_capacity(m, own.len * 2)?;
    let mut at = 0;
    while at < own.len {
        let bytes = own.bytes(m);
        let from = at;
        while at < bytes.len() && bytes[at] < 0x80 {
            at += 1;
        }
        let wide = (at < bytes.len()).then(|| utf8::decode(bytes, at));
        text.push_source(m, &own, from, at)?;
        if let Some((code, n)) = wide {
            at += n;
            let mut out = [0; 10];
            let n = escape(code, &mut out);
            text.push(m, &out[..n])?;
        }
    }
    text.finish(m)
}
