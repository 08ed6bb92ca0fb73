//! Text to bytes and back: which codecs there are, and the methods that use them.

mod decode;
mod encode;
mod errors;

pub use errors::Errors;

use super::text::{Source, subject};
use crate::machine::{Machine, Piece};
use crate::native::{Args, R};
use crate::types;
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Codec {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    /// Western Windows: Latin-1 with printable characters in place of the second row of controls.
    Cp1252,
    Utf16(Order),
    Utf32(Order),
}

/// The characters of cp1252's bytes 0x80 to 0x9f; 0 where there is none.
const CP1252: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
    0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161,
    0x203a, 0x153, 0, 0x17e, 0x178,
];

/// What errors say of a byte or character that a table lacks.
const UNMAPPED: &str = "character maps to <undefined>";

/// The character of a byte from 0x80 on in a codec of single bytes.
fn narrow_to_code(codec: Codec, byte: u8) -> Option<u32> {
    match (codec, byte) {
        (Codec::Cp1252, 0x80..=0x9f) => {
            let code = CP1252.get(usize::from(byte) - 0x80).copied()?;
            (code != 0).then_some(u32::from(code))
        }
        (Codec::Cp1252 | Codec::Latin1, _) => Some(u32::from(byte)),
        _ => None,
    }
}

/// The byte of a character in cp1252.
fn cp1252_byte(code: u32) -> Option<u8> {
    match code {
        0..=0x7f | 0xa0..=0xff => u8::try_from(code).ok(),
        _ => {
            let at = CP1252
                .iter()
                .position(|&c| c != 0 && u32::from(c) == code)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// The order of bytes in wide codecs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Told by a mark at the beginning; little end first if there is none.
    Marked,
    Little,
    Big,
}

/// Names without dashes and the like.
const CODECS: &[(&str, Codec)] = &[
    ("utf8", Codec::Utf8),
    ("u8", Codec::Utf8),
    ("utf", Codec::Utf8),
    ("cp65001", Codec::Utf8),
    ("utf8sig", Codec::Utf8Sig),
    ("ascii", Codec::Ascii),
    ("usascii", Codec::Ascii),
    ("646", Codec::Ascii),
    ("latin1", Codec::Latin1),
    ("iso88591", Codec::Latin1),
    ("latin", Codec::Latin1),
    ("l1", Codec::Latin1),
    ("8859", Codec::Latin1),
    ("cp819", Codec::Latin1),
    ("cp1252", Codec::Cp1252),
    ("windows1252", Codec::Cp1252),
    ("1252", Codec::Cp1252),
    ("utf16", Codec::Utf16(Order::Marked)),
    ("u16", Codec::Utf16(Order::Marked)),
    ("utf16le", Codec::Utf16(Order::Little)),
    ("utf16be", Codec::Utf16(Order::Big)),
    ("utf32", Codec::Utf32(Order::Marked)),
    ("u32", Codec::Utf32(Order::Marked)),
    ("utf32le", Codec::Utf32(Order::Little)),
    ("utf32be", Codec::Utf32(Order::Big)),
];

impl Codec {
    fn find(name: &[u8]) -> Option<Codec> {
        let mut text = [0u8; 16];
        let mut len = 0;
        for &b in name {
            let b = match b {
                b'_' | b' ' | b'-' => continue,
                b => b.to_ascii_lowercase(),
            };
            *text.get_mut(len)? = b;
            len += 1;
        }
        let name = &text[..len];
        let row = CODECS.iter().find(|row| row.0.as_bytes() == name)?;
        Some(row.1)
    }

    /// Whether this board has it.
    #[inline(always)]
    fn is_here(self) -> bool {
        cfg!(feature = "codecs") || matches!(self, Codec::Utf8 | Codec::Ascii | Codec::Latin1)
    }

    /// The name that errors give.
    fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Cp1252 => "charmap",
            Codec::Utf16(Order::Marked) => "utf-16",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf32(Order::Marked) => "utf-32",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
        }
    }
}

/// Argument `i`, a str if it was given. `what` begins the error's text.
pub fn name_argument(m: &mut Machine, args: Args, i: usize, what: &str) -> R<Option<Value>> {
    match args.get(m, i) {
        None => Ok(None),
        Some(v) if m.str_bytes(v).is_some() => Ok(Some(v)),
        Some(v) => {
            Err(m.type_error(&[Piece::S(what), Piece::S(" must be str, not "), Piece::T(v)]))
        }
    }
}

/// The codec with this name; UTF-8 without one.
fn codec(m: &mut Machine, encoding: Option<Value>) -> R<Codec> {
    let Some(name) = encoding else {
        return Ok(Codec::Utf8);
    };
    if m.str_bytes(name).is_some_and(|b| b.contains(&0)) {
        return Err(m.value_error(&[Piece::S("embedded null character")]));
    }
    match m.str_bytes(name).and_then(Codec::find) {
        Some(codec) => Ok(codec),
        None => Err(m.error(
            types::LOOKUP_ERROR,
            &[Piece::S("unknown encoding: "), Piece::V(name)],
        )),
    }
}

/// `text.encode(encoding, errors)`.
pub fn encode(m: &mut Machine, text: Value, encoding: Option<Value>, errors: Option<Value>) -> R {
    let codec = codec(m, encoding)?;
    if !codec.is_here() {
        return Err(m.left_out());
    }
    let errors = Errors::find(m, errors);
    match Source::of_str(m, text) {
        Some(source) => encode::encode(m, &source, codec, errors),
        None => Err(m.type_error(&[Piece::S("str expected, not "), Piece::T(text)])),
    }
}

/// `data.decode(encoding, errors)`.
pub fn decode(m: &mut Machine, data: Value, encoding: Option<Value>, errors: Option<Value>) -> R {
    if Source::of_bytes(m, data).is_some_and(|s| s.is_empty()) {
        // Nothing is nothing in any encoding, even in one that nobody knows.
        return super::text::empty_str(m);
    }
    let codec = codec(m, encoding)?;
    if !codec.is_here() {
        return Err(m.left_out());
    }
    let errors = Errors::find(m, errors);
    match Source::of_bytes(m, data) {
        Some(source) => decode::decode(m, data, &source, codec, errors),
        None => Err(super::text::bytes_required(m, data)),
    }
}

pub fn encode_method(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let encoding = name_argument(m, args, 1, "encode() argument 'encoding'")?;
    let errors = name_argument(m, args, 2, "encode() argument 'errors'")?;
    encode(m, own.value, encoding, errors)
}

pub fn decode_method(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let encoding = name_argument(m, args, 1, "decode() argument 'encoding'")?;
    let errors = name_argument(m, args, 2, "decode() argument 'errors'")?;
    decode(m, own.value, encoding, errors)
}
