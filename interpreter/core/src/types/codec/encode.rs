//! Encoding: characters to bytes.

use super::errors::{Errors, Fault, Substitute};
use super::{Codec, Order};
use crate::machine::{Machine, Text};
use crate::native::R;
use crate::types::text::Source;
use crate::utf8;

pub fn encode(m: &mut Machine, own: &Source, codec: Codec, errors: Errors) -> R {
    let wide = matches!(codec, Codec::Utf16(_) | Codec::Utf32(_));
    let plain = !wide
        && codec != Codec::Utf8Sig
        && (own.ascii || codec == Codec::Utf8 && core::str::from_utf8(own.bytes(m)).is_ok());
    if plain {
        if own.is_empty() {
            return m.new_bytes(b"");
        }
        let r = m.new_bytes_sized(own.len)?;
        own.copy(m, 0, own.len, r, 1, 0);
        return Ok(crate::value::Value::reference(r));
    }
    let mut out = Text::with_capacity(m, own.len + 8)?;
    match codec {
        Codec::Utf8Sig => out.push(m, b"\xef\xbb\xbf")?,
        Codec::Utf16(Order::Marked) => out.push(m, &[0xff, 0xfe])?,
        Codec::Utf32(Order::Marked) => out.push(m, &[0xff, 0xfe, 0, 0])?,
        _ => {}
    }
    let (mut at, mut index) = (0, 0);
    while at < own.len {
        let (code, n) = utf8::decode(own.bytes(m), at);
        if fits(codec, errors, code) {
            unit(m, &mut out, codec, code)?;
            at += n;
            index += 1;
            continue;
        }
        // All the characters in a row that do not fit are one fault.
        let (start, from) = (index, at);
        while at < own.len {
            let (code, n) = utf8::decode(own.bytes(m), at);
            if fits(codec, errors, code) {
                break;
            }
            at += n;
            index += 1;
        }
        let fault = Fault {
            codec,
            object: own.value,
            start,
            end: index,
            reason: match codec {
                Codec::Ascii => "ordinal not in range(128)",
                Codec::Latin1 => "ordinal not in range(256)",
                Codec::Cp1252 => super::UNMAPPED,
                _ => "surrogates not allowed",
            },
        };
        substitute(m, &mut out, own, (from, at), errors, &fault)?;
    }
    out.finish_bytes(m)
}

fn substitute(
    m: &mut Machine,
    out: &mut Text,
    own: &Source,
    (from, to): (usize, usize),
    errors: Errors,
    fault: &Fault,
) -> R<()> {
    if let Errors::Unknown(name) = errors {
        return Err(Fault::unknown_handler(m, name));
    }
    let mut at = from;
    let mut start = fault.start;
    while at < to {
        let (code, n) = utf8::decode(own.bytes(m), at);
        match Substitute::of(errors, code) {
            Some(Substitute::None) => {}
            Some(Substitute::Byte(b)) => out.push_byte(m, b)?,
            Some(Substitute::Ascii(text, len)) => {
                for &b in &text[..len] {
                    unit(m, out, fault.codec, u32::from(b))?;
                }
            }
            None => return Err(Fault { start, ..*fault }.raise(m, true)),
        }
        at += n;
        start += 1;
    }
    Ok(())
}

fn fits(codec: Codec, errors: Errors, code: u32) -> bool {
    match codec {
        Codec::Ascii => code < 0x80,
        Codec::Latin1 => code < 0x100,
        Codec::Cp1252 => super::cp1252_byte(code).is_some(),
        _ => !(0xd800..=0xdfff).contains(&code) || matches!(errors, Errors::SurrogatePass),
    }
}

/// Writes one character that fits.
fn unit(m: &mut Machine, out: &mut Text, codec: Codec, code: u32) -> R<()> {
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => out.push_code(m, code),
        Codec::Ascii | Codec::Latin1 => out.push_byte(m, code as u8),
        Codec::Cp1252 => out.push_byte(m, super::cp1252_byte(code).unwrap_or(b'?')),
        Codec::Utf16(order) => {
            let mut put = |m: &mut Machine, half: u32| {
                let half = half as u16;
                let bytes = if order == Order::Big {
                    half.to_be_bytes()
                } else {
                    half.to_le_bytes()
                };
                out.push(m, &bytes)
            };
            if code < 0x10000 {
                return put(m, code);
            }
            put(m, 0xd800 + ((code - 0x10000) >> 10))?;
            put(m, 0xdc00 + ((code - 0x10000) & 0x3ff))
        }
        Codec::Utf32(order) => {
            let bytes = if order == Order::Big {
                code.to_be_bytes()
            } else {
                code.to_le_bytes()
            };
            out.push(m, &bytes)
        }
    }
}
