//! What is done with what a codec cannot turn: the error handlers and the exceptions.

use super::Codec;
use crate::machine::{Machine, Piece, Text};
use crate::native::{R, Raised};
use crate::types;
use crate::types::str::repr::{escape, hex};
use crate::value::Value;

/// An error handler, by its name.
#[derive(Clone, Copy)]
pub enum Errors {
    Strict,
    Ignore,
    Replace,
    Backslash,
    SurrogateEscape,
    SurrogatePass,
    XmlCharRef,
    /// Like `Backslash` where no name of a character is known, and none is.
    NameReplace,
    /// A name that nobody knows: an error as soon as it is needed.
    Unknown(Value),
}

impl Errors {
    pub fn find(m: &Machine, name: Option<Value>) -> Errors {
        let Some(v) = name else {
            return Errors::Strict;
        };
        let name = m.str_bytes(v).unwrap_or_default();
        let row = HANDLERS.iter().find(|row| row.0.as_bytes() == name);
        row.map_or(Errors::Unknown(v), |row| row.1)
    }
}

const HANDLERS: [(&str, Errors); 8] = [
    ("strict", Errors::Strict),
    ("ignore", Errors::Ignore),
    ("replace", Errors::Replace),
    ("backslashreplace", Errors::Backslash),
    ("surrogateescape", Errors::SurrogateEscape),
    ("surrogatepass", Errors::SurrogatePass),
    ("xmlcharrefreplace", Errors::XmlCharRef),
    ("namereplace", Errors::NameReplace),
];

/// The part of a text or of data that does not go through a codec.
#[derive(Clone, Copy)]
pub struct Fault<'r> {
    pub codec: Codec,
    /// The str or bytes-like object.
    pub object: Value,
    /// In characters or bytes.
    pub start: usize,
    pub end: usize,
    pub reason: &'r str,
}

impl Fault<'_> {
    /// Raises UnicodeEncodeError or UnicodeDecodeError.
    pub fn raise(&self, m: &mut Machine, encoding: bool) -> Raised {
        let class = if encoding {
            types::UNICODE_ENCODE_ERROR
        } else {
            types::UNICODE_DECODE_ERROR
        };
        match self.exception(m, class) {
            Ok(e) => m.raise(e),
            Err(raised) => raised,
        }
    }

    fn exception(&self, m: &mut Machine, class: crate::value::TypeId) -> R {
        let name = m.new_str(self.codec.name().as_bytes())?;
        let reason = m.new_str(self.reason.as_bytes())?;
        let object = if m.heap.is(self.object, crate::memory::Kind::ByteArray) {
            let copy = match m.buffer_bytes(self.object) {
                Some(b) => b.len(),
                None => 0,
            };
            types::bytes::copy_of(m, self.object, copy)?
        } else {
            self.object
        };
        let (start, end) = (m.new_int(self.start as i64)?, m.new_int(self.end as i64)?);
        let args = m.new_tuple(&[name, object, start, end, reason])?;
        m.new_exception_object(Value::builtin_type(class), args)
    }

    pub fn unknown_handler(m: &mut Machine, name: Value) -> Raised {
        m.error(
            types::LOOKUP_ERROR,
            &[
                Piece::S("unknown error handler name '"),
                Piece::V(name),
                Piece::S("'"),
            ],
        )
    }
}

/// What a handler puts in the place of bytes that could not be decoded.
pub fn decoded(
    m: &mut Machine,
    text: &mut Text,
    errors: Errors,
    fault: &Fault,
    bad: &[u8],
) -> R<()> {
    match errors {
        Errors::Ignore => Ok(()),
        Errors::Replace => text.push_code(m, 0xfffd),
        Errors::Backslash => {
            for &b in bad {
                let b = u32::from(b);
                text.push(m, &[b'\\', b'x', hex(b >> 4), hex(b)])?;
            }
            Ok(())
        }
        Errors::SurrogateEscape if bad.iter().all(|b| *b >= 0x80) => {
            for &b in bad {
                text.push_code(m, 0xdc00 + u32::from(b))?;
            }
            Ok(())
        }
        Errors::Unknown(name) => Err(Fault::unknown_handler(m, name)),
        Errors::XmlCharRef | Errors::NameReplace => Err(m.type_error(&[Piece::S(
            "don't know how to handle UnicodeDecodeError in error callback",
        )])),
        _ => Err(fault.raise(m, false)),
    }
}

/// What a handler puts in the place of a character that could not be encoded: ASCII text, to be encoded in its turn.
pub enum Substitute {
    Ascii([u8; 12], usize),
    /// A byte as it is.
    Byte(u8),
    None,
}

impl Substitute {
    /// `None`: the handler gives up.
    pub fn of(errors: Errors, code: u32) -> Option<Substitute> {
        let mut out = [0; 12];
        let len = match errors {
            Errors::Ignore => return Some(Substitute::None),
            Errors::Replace => {
                out[0] = b'?';
                1
            }
            Errors::Backslash | Errors::NameReplace => {
                let mut short = [0; 10];
                let n = escape(code, &mut short);
                out[..n].copy_from_slice(&short[..n]);
                n
            }
            Errors::XmlCharRef => {
                out[..2].copy_from_slice(b"&#");
                let mut digits = [0; 8];
                let mut at = digits.len();
                let mut rest = code;
                while rest > 0 || at == digits.len() {
                    at -= 1;
                    digits[at] = b'0' + (rest % 10) as u8;
                    rest /= 10;
                }
                let n = digits.len() - at;
                out[2..2 + n].copy_from_slice(&digits[at..]);
                out[2 + n] = b';';
                n + 3
            }
            Errors::SurrogateEscape if (0xdc80..=0xdcff).contains(&code) => {
                return Some(Substitute::Byte((code & 0xff) as u8));
            }
            _ => return None,
        };
        Some(Substitute::Ascii(out, len))
    }
}
