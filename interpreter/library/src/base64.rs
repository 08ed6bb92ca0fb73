//! The module `base64`: bytes as text in the bases 64, 32, 16 and 85, and back.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Space, Value, does, n};

use crate::binascii::{ascii_byte as byte, ascii_length, decode_64, encode_64, length_of};

const fn named(
    call: fn(&mut Machine, Args) -> R,
    params: &'static [Name],
    doc: &'static str,
) -> Item {
    let native = Native::new(call, 1, params.len() as u8).named(params, params.len() as u8);
    Item::Function(native.doc(doc))
}

pub static MODULE: Space = Space::module(
    n::base64,
    &[
        (
            n::b64encode,
            named(
                b64encode,
                &[n::s, n::altchars],
                "b64encode(s, altchars=None) -- base64 of bytes",
            ),
        ),
        (
            n::b64decode,
            named(
                b64decode,
                &[n::s, n::altchars, n::validate],
                "b64decode(s, altchars=None, validate=False) -- the bytes that base64 stands for",
            ),
        ),
        does(
            n::standard_b64encode,
            |m, a| b64(m, a, *b"+/"),
            1,
            1,
            "standard_b64encode(s) -- base64 of bytes",
        ),
        does(
            n::standard_b64decode,
            |m, a| un64(m, a, *b"+/"),
            1,
            1,
            "standard_b64decode(s) -- the bytes that base64 stands for",
        ),
        does(
            n::urlsafe_b64encode,
            |m, a| b64(m, a, *b"-_"),
            1,
            1,
            "urlsafe_b64encode(s) -- base64 with - and _ instead of + and /",
        ),
        does(
            n::urlsafe_b64decode,
            |m, a| un64(m, a, *b"-_"),
            1,
            1,
            "urlsafe_b64decode(s) -- the bytes that URL-safe base64 stands for",
        ),
        does(
            n::b32encode,
            |m, a| b32encode(m, a, DIGITS_32),
            1,
            1,
            "b32encode(s) -- base32 of bytes",
        ),
        does(
            n::b32hexencode,
            |m, a| b32encode(m, a, DIGITS_32_HEX),
            1,
            1,
            "b32hexencode(s) -- base32 of bytes with digits before letters",
        ),
        (
            n::b32decode,
            named(
                b32decode,
                &[n::s, n::casefold, n::map01],
                "b32decode(s, casefold=False, map01=None) -- the bytes that base32 stands for",
            ),
        ),
        (
            n::b32hexdecode,
            named(
                b32hexdecode,
                &[n::s, n::casefold],
                "b32hexdecode(s, casefold=False) -- the bytes that it stands for",
            ),
        ),
        does(
            n::b16encode,
            b16encode,
            1,
            1,
            "b16encode(s) -- two upper-case hexadecimal digits for each byte",
        ),
        (
            n::b16decode,
            named(
                b16decode,
                &[n::s, n::casefold],
                "b16decode(s, casefold=False) -- the bytes that hexadecimal digits stand for",
            ),
        ),
        (
            n::b85encode,
            named(
                b85encode,
                &[n::b, n::pad],
                "b85encode(b, pad=False) -- base85 of bytes",
            ),
        ),
        does(
            n::b85decode,
            b85decode,
            1,
            1,
            "b85decode(b) -- the bytes that base85 stands for",
        ),
        does(
            n::encodebytes,
            encodebytes,
            1,
            1,
            "encodebytes(s) -- base64 in lines of 76 characters",
        ),
        does(
            n::decodebytes,
            |m, a| un64(m, a, *b"+/"),
            1,
            1,
            "decodebytes(s) -- the bytes that such lines stand for",
        ),
    ],
);

const DIGITS_32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const DIGITS_32_HEX: &[u8; 32] = b"0123456789ABCDEFGHIJKLMNOPQRSTUV";
const DIGITS_85: &[u8; 85] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

fn b64(m: &mut Machine, args: Args, last: [u8; 2]) -> R {
    let data = args.at(m, 0);
    let len = length_of(m, data)?;
    let mut out = Text::with_capacity(m, len / 3 * 4 + 4)?;
    encode_64(m, &mut out, data, last)?;
    out.finish_bytes(m)
}

fn un64(m: &mut Machine, args: Args, last: [u8; 2]) -> R {
    let text = args.at(m, 0);
    decode_64(m, text, last, false)
}

/// The two digits that `altchars` gives.
fn last_digits(m: &mut Machine, v: Option<Value>) -> R<[u8; 2]> {
    let Some(v) = v.filter(|v| !v.is_none()) else {
        return Ok(*b"+/");
    };
    match m.str_bytes(v).or_else(|| m.buffer_bytes(v)) {
        Some(&[a, b]) => Ok([a, b]),
        Some(_) => Err(m.error(pyrite_core::types::ASSERTION_ERROR, &[Piece::R(v)])),
        None => length_of(m, v).map(|_| *b"+/"),
    }
}

fn b64encode(m: &mut Machine, args: Args) -> R {
    let last = args.get(m, 1);
    let last = last_digits(m, last)?;
    b64(m, args, last)
}

fn b64decode(m: &mut Machine, args: Args) -> R {
    let last = args.get(m, 1);
    let last = last_digits(m, last)?;
    let strict = match args.get(m, 2) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    let text = args.at(m, 0);
    if !strict {
        return decode_64(m, text, last, false);
    }
    // Validated: nothing but digits, and padding at the end.
    let len = ascii_length(m, text)?;
    let padding = (0..len.min(2))
        .take_while(|i| byte(m, text, len - 1 - i) == b'=')
        .count();
    for at in 0..len - padding {
        let byte = byte(m, text, at);
        if !byte.is_ascii_alphanumeric() && !last.contains(&byte) {
            return Err(crate::binascii::error(m, "Only base64 data is allowed"));
        }
    }
    decode_64(m, text, last, false)
}

/// Lines of 76 characters.
fn encodebytes(m: &mut Machine, args: Args) -> R {
    let whole = b64(m, args, *b"+/")?;
    let len = length_of(m, whole)?;
    let mut out = Text::with_capacity(m, len + len / 76 + 1)?;
    for at in (0..len).step_by(76) {
        out.push_from(m, whole, at, len.min(at + 76))?;
        out.push_byte(m, b'\n')?;
    }
    out.finish_bytes(m)
}

fn b32encode(m: &mut Machine, args: Args, digits: &[u8; 32]) -> R {
    let data = args.at(m, 0);
    let len = length_of(m, data)?;
    let mut out = Text::with_capacity(m, len / 5 * 8 + 8)?;
    for at in (0..len).step_by(5) {
        let bits = (0..5).fold(0u64, |bits, i| bits << 8 | u64::from(byte(m, data, at + i)));
        let used = ((len - at).min(5) * 8).div_ceil(5);
        let group: [u8; 8] = core::array::from_fn(|i| match i < used {
            true => digits[(bits >> (35 - 5 * i) & 31) as usize],
            false => b'=',
        });
        out.push(m, &group)?;
    }
    out.finish_bytes(m)
}

fn b32decode(m: &mut Machine, args: Args) -> R {
    let map = match args.get(m, 2).filter(|v| !v.is_none()) {
        None => None,
        Some(v) => match m.str_bytes(v).or_else(|| m.buffer_bytes(v)) {
            Some(&[one]) => Some(one),
            _ => return Err(m.error(pyrite_core::types::ASSERTION_ERROR, &[Piece::R(v)])),
        },
    };
    undo_32(m, args, DIGITS_32, map)
}

fn b32hexdecode(m: &mut Machine, args: Args) -> R {
    undo_32(m, args, DIGITS_32_HEX, None)
}

fn undo_32(m: &mut Machine, args: Args, digits: &[u8; 32], map: Option<u8>) -> R {
    let text = args.at(m, 0);
    let fold = match args.get(m, 1) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    let len = ascii_length(m, text)?;
    let padding = (0..len)
        .take_while(|i| byte(m, text, len - 1 - i) == b'=')
        .count();
    if len % 8 != 0 || !matches!(padding, 0 | 1 | 3 | 4 | 6) {
        return Err(crate::binascii::error(m, "Incorrect padding"));
    }
    let mut out = Text::with_capacity(m, len / 8 * 5)?;
    let (mut bits, mut count) = (0u32, 0u32);
    for at in 0..len - padding {
        let mut digit = byte(m, text, at);
        match (digit, map) {
            (b'0', Some(_)) => digit = b'O',
            (b'1', Some(one)) => digit = one,
            _ => {}
        }
        if fold {
            digit = digit.to_ascii_uppercase();
        }
        let Some(value) = digits.iter().position(|known| *known == digit) else {
            return Err(crate::binascii::error(m, "Non-base32 digit found"));
        };
        bits = bits << 5 | value as u32;
        count += 5;
        if count >= 8 {
            count -= 8;
            out.push_byte(m, (bits >> count) as u8)?;
        }
    }
    out.finish_bytes(m)
}

fn b16encode(m: &mut Machine, args: Args) -> R {
    let data = args.at(m, 0);
    let len = length_of(m, data)?;
    let mut out = Text::with_capacity(m, len * 2)?;
    for at in 0..len {
        let byte = byte(m, data, at);
        let digit = |nibble: u8| b"0123456789ABCDEF"[usize::from(nibble & 15)];
        out.push(m, &[digit(byte >> 4), digit(byte)])?;
    }
    out.finish_bytes(m)
}

fn b16decode(m: &mut Machine, args: Args) -> R {
    let text = args.at(m, 0);
    let fold = match args.get(m, 1) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    let len = ascii_length(m, text)?;
    let mut out = Text::with_capacity(m, len / 2)?;
    for at in 0..len {
        let digit = byte(m, text, at);
        if !digit.is_ascii_hexdigit() || digit.is_ascii_lowercase() && !fold {
            return Err(crate::binascii::error(m, "Non-base16 digit found"));
        }
    }
    if len % 2 != 0 {
        return Err(crate::binascii::error(m, "Odd-length string"));
    }
    for at in (0..len).step_by(2) {
        let digit = |at: usize| char::from(byte(m, text, at)).to_digit(16).unwrap_or(0);
        let both = digit(at) << 4 | digit(at + 1);
        out.push_byte(m, both as u8)?;
    }
    out.finish_bytes(m)
}

fn b85encode(m: &mut Machine, args: Args) -> R {
    let data = args.at(m, 0);
    let pad = match args.get(m, 1) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    let len = ascii_length(m, data)?;
    let mut out = Text::with_capacity(m, len / 4 * 5 + 5)?;
    for at in (0..len).step_by(4) {
        let mut bits = (0..4).fold(0u32, |bits, i| bits << 8 | u32::from(byte(m, data, at + i)));
        let mut group = [0; 5];
        for place in group.iter_mut().rev() {
            *place = DIGITS_85[(bits % 85) as usize];
            bits /= 85;
        }
        let used = if pad { 5 } else { (len - at).min(4) + 1 };
        out.push(m, group.get(..used).unwrap_or_default())?;
    }
    out.finish_bytes(m)
}

fn b85decode(m: &mut Machine, args: Args) -> R {
    let text = args.at(m, 0);
    let len = ascii_length(m, text)?;
    let mut out = Text::with_capacity(m, len / 5 * 4 + 4)?;
    for at in (0..len).step_by(5) {
        let mut bits = 0u64;
        for i in 0..5 {
            // A short group is filled up with the last digit.
            let digit = match at + i < len {
                true => byte(m, text, at + i),
                false => b'~',
            };
            let Some(value) = DIGITS_85.iter().position(|known| *known == digit) else {
                return Err(m.value_error(&[
                    Piece::S("bad base85 character at position "),
                    Piece::I((at + i) as i64),
                ]));
            };
            bits = bits * 85 + value as u64;
        }
        let Ok(bits) = u32::try_from(bits) else {
            return Err(m.value_error(&[
                Piece::S("base85 overflow in hunk starting at byte "),
                Piece::I(at as i64),
            ]));
        };
        let used = (len - at).min(5) - 1;
        let bytes = bits.to_be_bytes();
        out.push(m, bytes.get(..used).unwrap_or_default())?;
    }
    out.finish_bytes(m)
}
