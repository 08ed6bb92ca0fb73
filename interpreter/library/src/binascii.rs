//! The module `binascii`: bytes as hexadecimal and base 64 text and back, and checksums.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::{ANY, Native};
use pyrite_core::types;
use pyrite_core::{Args, Item, Name, R, Raised, Space, Value, does, n};

pub static MODULE: Space = Space::module(
    n::binascii,
    &[
        (n::hexlify, HEXLIFY),
        (n::b2a_hex, HEXLIFY),
        does(
            n::unhexlify,
            unhexlify,
            1,
            1,
            "unhexlify(hexstr) -- the bytes that hexadecimal digits stand for",
        ),
        does(
            n::a2b_hex,
            unhexlify,
            1,
            1,
            "a2b_hex(hexstr) -- the bytes that hexadecimal digits stand for",
        ),
        (
            n::b2a_base64,
            Item::Function(
                Native::new(b2a_base64, 1, 2)
                    .named(&[n::__, n::newline], 1)
                    .doc("b2a_base64(data, newline=True) -- base64 of bytes, a newline behind it"),
            ),
        ),
        (
            n::a2b_base64,
            Item::Function(
                Native::new(a2b_base64, 1, 2)
                    .named(&[n::__, n::strict_mode], 1)
                    .doc("a2b_base64(data, strict_mode=False) -- the bytes that base64 stands for"),
            ),
        ),
        does(
            n::crc32,
            crc32,
            1,
            2,
            "crc32(data, value=0) -- checksum (CRC-32) of bytes, going on from value",
        ),
        does(
            n::crc_hqx,
            crc_hqx,
            2,
            2,
            "crc_hqx(data, value) -- checksum (CRC-CCITT) of bytes, going on from value",
        ),
        (n::Error, Item::Type(crate::BINASCII_ERROR)),
    ],
);

const HEX_PARAMS: &[Name] = &[n::data, n::sep, n::bytes_per_sep];
const HEXLIFY: Item = Item::Function(
    Native::new(hexlify, 1, 3)
        .named(HEX_PARAMS, 3)
        .doc("hexlify(data, sep=None, bytes_per_sep=1) -- two hexadecimal digits for each byte"),
);

/// `binascii.Error`, a ValueError.
pub static ERROR: Space = Space::class(n::Error, types::VALUE_ERROR, &[])
    .new(Native::new(new_error, 1, ANY))
    .subclassable()
    .of_module(n::binascii);

fn new_error(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let tuple = m.new_tuple_of(args.rest(1), args.len() - 1)?;
    m.new_exception_object(class, tuple)
}

pub fn error(m: &mut Machine, text: &str) -> Raised {
    m.error(crate::BINASCII_ERROR, &[Piece::S(text)])
}

/// How many bytes a bytes-like argument has; a TypeError for anything else.
pub fn length_of(m: &mut Machine, v: Value) -> R<usize> {
    match m.buffer_bytes(v) {
        Some(bytes) => Ok(bytes.len()),
        None => Err(m.type_error(&[
            Piece::S("a bytes-like object is required, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

/// The same for one that may be an ASCII str too.
pub fn ascii_length(m: &mut Machine, v: Value) -> R<usize> {
    let len = m.str_bytes(v).map(<[u8]>::len);
    match len {
        Some(len) if m.is_ascii(v) => Ok(len),
        Some(_) => Err(m.value_error(&[Piece::S(
            "string argument should contain only ASCII characters",
        )])),
        None => match m.buffer_bytes(v).map(<[u8]>::len) {
            Some(len) => Ok(len),
            None => Err(m.type_error(&[
                Piece::S("argument should be bytes, buffer or ASCII string, not '"),
                Piece::T(v),
                Piece::S("'"),
            ])),
        },
    }
}

/// Byte `at` of a str or a bytes-like object.
pub fn ascii_byte(m: &Machine, v: Value, at: usize) -> u8 {
    let bytes = m.str_bytes(v).or_else(|| m.buffer_bytes(v));
    bytes.and_then(|bytes| bytes.get(at)).copied().unwrap_or(0)
}

fn hexlify(m: &mut Machine, args: Args) -> R {
    let data = args.at(m, 0);
    let len = length_of(m, data)?;
    let separator = match args.get(m, 1) {
        None => None,
        Some(v) => {
            let one = m.str_bytes(v).or_else(|| m.buffer_bytes(v));
            match one {
                Some(&[byte]) => Some(byte),
                Some(_) => return Err(m.value_error(&[Piece::S("sep must be length 1.")])),
                None => return Err(m.type_error(&[Piece::S("sep must be str or bytes.")])),
            }
        }
    };
    let group = match args.get(m, 2) {
        Some(v) => m.index_clamped(v)?,
        None => 1,
    };
    let mut out = Text::with_capacity(m, len * 2)?;
    let width = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    for at in 0..len {
        let here = if group > 0 { len - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && width > 0
            && here % width == 0
        {
            out.push_byte(m, separator)?;
        }
        let byte = ascii_byte(m, data, at);
        let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble & 15)];
        out.push(m, &[digit(byte >> 4), digit(byte)])?;
    }
    out.finish_bytes(m)
}

fn unhexlify(m: &mut Machine, args: Args) -> R {
    let text = args.at(m, 0);
    let len = ascii_length(m, text)?;
    if len % 2 != 0 {
        return Err(error(m, "Odd-length string"));
    }
    let mut out = Text::with_capacity(m, len / 2)?;
    for at in (0..len).step_by(2) {
        let digit = |at: usize| char::from(ascii_byte(m, text, at)).to_digit(16);
        let (Some(high), Some(low)) = (digit(at), digit(at + 1)) else {
            return Err(error(m, "Non-hexadecimal digit found"));
        };
        out.push_byte(m, (high << 4 | low) as u8)?;
    }
    out.finish_bytes(m)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes as base 64, with two characters of the caller's for the last two digits.
pub fn encode_64(m: &mut Machine, out: &mut Text, data: Value, last: [u8; 2]) -> R<()> {
    let len = length_of(m, data)?;
    for at in (0..len).step_by(3) {
        let (a, b, c) = (
            u32::from(ascii_byte(m, data, at)),
            u32::from(ascii_byte(m, data, at + 1)),
            u32::from(ascii_byte(m, data, at + 2)),
        );
        let bits = a << 16 | b << 8 | c;
        let digit = |shift: u32| match bits >> shift & 63 {
            62 => last[0],
            63 => last[1],
            digit => ALPHABET[digit as usize & 63],
        };
        let mut group = [digit(18), digit(12), digit(6), digit(0)];
        if at + 2 >= len {
            group[3] = b'=';
        }
        if at + 1 >= len {
            group[2] = b'=';
        }
        out.push(m, &group)?;
    }
    Ok(())
}

fn b2a_base64(m: &mut Machine, args: Args) -> R {
    let data = args.at(m, 0);
    let newline = match args.get(m, 1) {
        Some(v) => m.truth(v)?,
        None => true,
    };
    let len = length_of(m, data)?;
    let mut out = Text::with_capacity(m, len / 3 * 4 + 5)?;
    encode_64(m, &mut out, data, *b"+/")?;
    if newline {
        out.push_byte(m, b'\n')?;
    }
    out.finish_bytes(m)
}

fn a2b_base64(m: &mut Machine, args: Args) -> R {
    let text = args.at(m, 0);
    let strict = match args.get(m, 1) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    decode_64(m, text, *b"+/", strict)
}

/// Bytes of base 64 text. What is no digit is passed over, unless `strict`.
pub fn decode_64(m: &mut Machine, text: Value, last: [u8; 2], strict: bool) -> R {
    let len = ascii_length(m, text)?;
    let mut out = Text::with_capacity(m, len / 4 * 3)?;
    let (mut bits, mut digits, mut padding) = (0u32, 0usize, 0usize);
    let mut complete = false;
    for at in 0..len {
        let byte = ascii_byte(m, text, at);
        if byte == b'=' {
            padding += 1;
            if strict && at == 0 {
                return Err(error(m, "Leading padding not allowed"));
            }
            if digits % 4 >= 2 && digits % 4 + padding >= 4 {
                complete = true;
                if strict && at + 1 < len {
                    return Err(error(m, "Excess data after padding"));
                }
                break;
            }
            continue;
        }
        let value = match byte {
            _ if byte == last[0] => 62,
            _ if byte == last[1] => 63,
            b'A'..=b'Z' => u32::from(byte - b'A'),
            b'a'..=b'z' => u32::from(byte - b'a') + 26,
            b'0'..=b'9' => u32::from(byte - b'0') + 52,
            _ if strict => return Err(error(m, "Only base64 data is allowed")),
            _ => continue,
        };
        if strict && padding > 0 {
            return Err(error(m, "Discontinuous padding not allowed"));
        }
        padding = 0;
        bits = bits << 6 | value;
        digits += 1;
        let left = match digits % 4 {
            1 => continue,
            2 => 4,
            3 => 2,
            _ => 0,
        };
        out.push_byte(m, (bits >> left) as u8)?;
    }
    match digits % 4 {
        0 => out.finish_bytes(m),
        _ if complete => out.finish_bytes(m),
        1 => Err(m.error(
            crate::BINASCII_ERROR,
            &[
                Piece::S("Invalid base64-encoded string: number of data characters ("),
                Piece::I(digits as i64),
                Piece::S(") cannot be 1 more than a multiple of 4"),
            ],
        )),
        _ => Err(error(m, "Incorrect padding")),
    }
}

/// The remainders of all half bytes for CRC-32 (IEEE 802.3), reflected.
const CRC: [u32; 16] = {
    let mut table = [0; 16];
    let mut i = 0;
    while i < 16 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        table[i] = crc;
        i += 1;
    }
    table
};

fn crc32(m: &mut Machine, args: Args) -> R {
    let data = args.at(m, 0);
    length_of(m, data)?;
    let start = match args.get(m, 1) {
        Some(v) => m.to_i64(v)? as u32,
        None => 0,
    };
    let mut crc = !start;
    m.feed_bytes(data, |bytes| {
        for byte in bytes {
            crc ^= u32::from(*byte);
            crc = crc >> 4 ^ CRC[(crc & 15) as usize];
            crc = crc >> 4 ^ CRC[(crc & 15) as usize];
        }
    })?;
    m.new_int(i64::from(!crc))
}

/// CRC-CCITT with polynomial 0x1021, as BinHex 4 has it.
fn crc_hqx(m: &mut Machine, args: Args) -> R {
    let (data, start) = (args.at(m, 0), args.at(m, 1));
    length_of(m, data)?;
    let mut crc = m.to_i64(start)? as u16;
    m.feed_bytes(data, |bytes| {
        for byte in bytes {
            crc ^= u16::from(*byte) << 8;
            for _ in 0..8 {
                crc = if crc >> 15 == 1 {
                    crc << 1 ^ 0x1021
                } else {
                    crc << 1
                };
            }
        }
    })?;
    m.new_int(i64::from(crc))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{call, text, with_machine};

    #[test]
    fn bytes_become_text_and_come_back() {
        with_machine(|m| {
            for (data, hex, base) in [
                (&b"\x00\xff"[..], "00ff", "AP8=\n"),
                (b"abc", "616263", "YWJj\n"),
                (b"a", "61", "YQ==\n"),
                (b"", "", "\n"),
            ] {
                let bytes = m.new_bytes(data).unwrap();
                let shown = call(m, &MODULE, n::hexlify, &[bytes]).unwrap();
                assert_eq!(text(m, shown), hex);
                let back = call(m, &MODULE, n::unhexlify, &[shown]).unwrap();
                assert_eq!(m.buffer_bytes(back), Some(data));
                let shown = call(m, &MODULE, n::b2a_base64, &[bytes]).unwrap();
                assert_eq!(text(m, shown), base);
                let back = call(m, &MODULE, n::a2b_base64, &[shown]).unwrap();
                assert_eq!(m.buffer_bytes(back), Some(data));
            }
            let bytes = m.new_bytes(b"123456789").unwrap();
            let crc = call(m, &MODULE, n::crc32, &[bytes]).unwrap();
            assert_eq!(m.to_i64(crc).ok(), Some(0xcbf4_3926));
        });
    }
}
