//! Decoding: bytes to characters.

use super::errors::{Errors, Fault, decoded};
use super::{Codec, Order};
use crate::machine::{Machine, Text};
use crate::native::R;
use crate::types::text::Source;
use crate::value::Value;

pub fn decode(m: &mut Machine, object: Value, own: &Source, codec: Codec, errors: Errors) -> R {
    let skip = match codec {
        Codec::Utf8Sig if own.bytes(m).starts_with(b"\xef\xbb\xbf") => 3,
        _ => 0,
    };
    let reader = Reader {
        own: *own,
        object: m.payload(object),
        codec,
        errors,
    };
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => reader.utf8(m, skip),
        Codec::Ascii | Codec::Latin1 | Codec::Cp1252 => reader.narrow(m),
        Codec::Utf16(order) => reader.utf16(m, order),
        Codec::Utf32(order) => reader.utf32(m, order),
    }
}

struct Reader {
    own: Source,
    object: Value,
    codec: Codec,
    errors: Errors,
}

impl Reader {
    /// Hands bytes `start..end` to the error handler.
    fn fault(
        &self,
        m: &mut Machine,
        text: &mut Text,
        start: usize,
        end: usize,
        reason: &str,
    ) -> R<()> {
        let mut bad = [0; 4];
        let n = (end - start).min(bad.len());
        bad[..n].copy_from_slice(&self.own.bytes(m)[start..start + n]);
        let fault = Fault {
            codec: self.codec,
            object: self.object,
            start,
            end,
            reason,
        };
        decoded(m, text, self.errors, &fault, &bad[..n])
    }

    /// Bytes `from..` as they are: they are a str already.
    fn whole(&self, m: &mut Machine, from: usize, ascii: bool) -> R {
        let len = self.own.len - from;
        if len == 0 {
            return crate::types::text::empty_str(m);
        }
        if len == 1 {
            return Ok(Value::character(self.own.bytes(m)[from]));
        }
        let r = m.new_str_sized(len, ascii)?;
        self.own.copy(m, from, self.own.len, r, 2, 0);
        Ok(Value::reference(r))
    }

    fn utf8(&self, m: &mut Machine, skip: usize) -> R {
        let bytes = &self.own.bytes(m)[skip..];
        if core::str::from_utf8(bytes).is_ok() {
            let ascii = bytes.is_ascii();
            return self.whole(m, skip, ascii);
        }
        let mut text = Text::with_capacity(m, self.own.len + 8)?;
        let mut at = skip;
        loop {
            let rest = &self.own.bytes(m)[at..];
            let (valid, bad) = match core::str::from_utf8(rest) {
                Ok(_) => (rest.len(), None),
                Err(e) => (e.valid_up_to(), Some(e.error_len())),
            };
            text.push_source(m, &self.own, at, at + valid)?;
            at += valid;
            let Some(bad) = bad else {
                return text.finish(m);
            };
            let first = self.own.bytes(m)[at];
            let surrogate = self.own.bytes(m).get(at..at + 3).filter(|b| {
                matches!(self.errors, Errors::SurrogatePass)
                    && b[0] == 0xed
                    && b[1] >= 0xa0
                    && b[1] < 0xc0
                    && b[2] & 0xc0 == 0x80
            });
            if surrogate.is_some() {
                text.push_source(m, &self.own, at, at + 3)?;
                at += 3;
                continue;
            }
            let (end, reason) = match bad {
                None => (self.own.len, "unexpected end of data"),
                Some(n) if (0xc2..=0xf4).contains(&first) => (at + n, "invalid continuation byte"),
                Some(n) => (at + n, "invalid start byte"),
            };
            self.fault(m, &mut text, at, end, reason)?;
            at = end;
        }
    }

    fn narrow(&self, m: &mut Machine) -> R {
        if self.own.bytes(m).is_ascii() {
            return self.whole(m, 0, true);
        }
        let mut text = Text::with_capacity(m, self.own.len + 8)?;
        let mut at = 0;
        while at < self.own.len {
            let bytes = self.own.bytes(m);
            let from = at;
            while at < bytes.len() && bytes[at] < 0x80 {
                at += 1;
            }
            let wide = bytes.get(at).copied();
            text.push_source(m, &self.own, from, at)?;
            if let Some(b) = wide {
                match super::narrow_to_code(self.codec, b) {
                    Some(code) => text.push_code(m, code)?,
                    None => {
                        let reason = match self.codec {
                            Codec::Cp1252 => super::UNMAPPED,
                            _ => "ordinal not in range(128)",
                        };
                        self.fault(m, &mut text, at, at + 1, reason)?;
                    }
                }
                at += 1;
            }
        }
        text.finish(m)
    }

    fn utf16(&self, m: &mut Machine, order: Order) -> R {
        let mut text = Text::with_capacity(m, self.own.len)?;
        let (mut at, mut big) = (0, order == Order::Big);
        if order == Order::Marked {
            let mark = self.own.bytes(m).get(..2);
            big = mark == Some(&[0xfe, 0xff]);
            at = if big || mark == Some(&[0xff, 0xfe]) {
                2
            } else {
                0
            };
        }
        while at < self.own.len {
            let half = |at: usize| {
                let b = self.own.bytes(m).get(at..at + 2)?;
                let b = [b[0], b[1]];
                Some(u32::from(if big {
                    u16::from_be_bytes(b)
                } else {
                    u16::from_le_bytes(b)
                }))
            };
            let (first, second) = (half(at), half(at + 2));
            match (first, second) {
                (None, _) => {
                    let end = self.own.len;
                    self.fault(m, &mut text, at, end, "truncated data")?;
                    at = end;
                }
                (Some(a @ 0xd800..=0xdbff), Some(b @ 0xdc00..=0xdfff)) => {
                    text.push_code(m, 0x10000 + ((a & 0x3ff) << 10 | b & 0x3ff))?;
                    at += 4;
                }
                (Some(a @ 0xd800..=0xdfff), _) if matches!(self.errors, Errors::SurrogatePass) => {
                    text.push_code(m, a)?;
                    at += 2;
                }
                (Some(0xd800..=0xdbff), None) => {
                    let end = self.own.len;
                    self.fault(m, &mut text, at, end, "unexpected end of data")?;
                    at = end;
                }
                (Some(a @ 0xd800..=0xdfff), _) => {
                    let reason = if a < 0xdc00 {
                        "illegal UTF-16 surrogate"
                    } else {
                        "illegal encoding"
                    };
                    self.fault(m, &mut text, at, at + 2, reason)?;
                    at += 2;
                }
                (Some(a), _) => {
                    text.push_code(m, a)?;
                    at += 2;
                }
            }
        }
        text.finish(m)
    }

    fn utf32(&self, m: &mut Machine, order: Order) -> R {
        let mut text = Text::with_capacity(m, self.own.len / 2)?;
        let (mut at, mut big) = (0, order == Order::Big);
        if order == Order::Marked {
            let mark = self.own.bytes(m).get(..4);
            big = mark == Some(&[0, 0, 0xfe, 0xff]);
            at = if big || mark == Some(&[0xff, 0xfe, 0, 0]) {
                4
            } else {
                0
            };
        }
        while at < self.own.len {
            let Some(b) = self.own.bytes(m).get(at..at + 4) else {
                let end = self.own.len;
                self.fault(m, &mut text, at, end, "truncated data")?;
                break;
            };
            let b = [b[0], b[1], b[2], b[3]];
            let code = if big {
                u32::from_be_bytes(b)
            } else {
                u32::from_le_bytes(b)
            };
            let pass = matches!(self.errors, Errors::SurrogatePass);
            let reason = match code {
                0xd800..=0xdfff if !pass => {
                    "code point in surrogate code point range(0xd800, 0xe000)"
                }
                0..=0x10ffff => "",
                _ => "code point not in range(0x110000)",
            };
            if reason.is_empty() {
                text.push_code(m, code)?;
            } else {
                self.fault(m, &mut text, at, at + 4, reason)?;
            }
            at += 4;
        }
        text.finish(m)
    }
}
