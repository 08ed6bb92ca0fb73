//! Items of a view: type codes, their sizes, bytes to values and back.

use crate::machine::{Machine, Piece};
use crate::native::{R, Raised};
use crate::types;
use crate::value::Value;

/// A type code, without the `@` that may stand before it.
fn code(m: &Machine, format: Value) -> Option<u8> {
    match m.str_bytes(format)? {
        [b'@', c] | [c] => Some(*c),
        _ => None,
    }
}

/// Bytes of an item; `None` if there is no such format.
pub fn size_of(m: &Machine, format: Value) -> Option<usize> {
    Some(match code(m, format)? {
        b'b' | b'B' | b'c' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'n' | b'N' | b'P' => core::mem::size_of::<usize>(),
        b'q' | b'Q' | b'd' => 8,
        _ => return None,
    })
}

/// Whether items are equal exactly if their bytes are.
pub fn is_integral(m: &Machine, format: Value) -> bool {
    !matches!(code(m, format), Some(b'e' | b'f' | b'd' | b'?'))
}

/// Whether an item is a byte: only from and to such views can be cast.
pub fn is_byte(m: &Machine, format: Value) -> bool {
    matches!(code(m, format), Some(b'b' | b'B' | b'c'))
}

/// The value of an item.
pub fn unpack(m: &mut Machine, format: Value, bytes: &[u8; 8]) -> R {
    let size = size_of(m, format).unwrap_or(1);
    let mut low = [0; 8];
    low[..size].copy_from_slice(&bytes[..size]);
    let bits = u64::from_le_bytes(low);
    let spare = 64 - 8 * size as u32;
    match code(m, format) {
        Some(b'c') => m.new_bytes(&low[..1]),
        Some(b'?') => Ok(Value::bool(bits != 0)),
        Some(b'd') => m.new_float(f64::from_bits(bits)),
        Some(b'f') => m.new_float(f64::from(f32::from_bits(bits as u32))),
        Some(b'e') => m.new_float(half(bits as u16)),
        Some(b'b' | b'h' | b'i' | b'l' | b'q' | b'n') => m.new_int((bits << spare) as i64 >> spare),
        _ => m.new_big(false, &[bits as u32, (bits >> 32) as u32]),
    }
}

/// A float of 16 bits.
fn half(bits: u16) -> f64 {
    let (exponent, mantissa) = (bits >> 10 & 31, f64::from(bits & 1023));
    let size = match exponent {
        0 => mantissa / 16_777_216.0,
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        e => {
            let power = f64::from_bits(u64::from(1023 - 15 + e) << 52);
            (1.0 + mantissa / 1024.0) * power
        }
    };
    if bits >> 15 == 1 { -size } else { size }
}

#[cold]
fn invalid(m: &mut Machine, format: Value, what: &str, value: bool) -> Raised {
    let class = if value {
        types::VALUE_ERROR
    } else {
        types::TYPE_ERROR
    };
    m.error(
        class,
        &[
            Piece::S("memoryview: invalid "),
            Piece::S(what),
            Piece::S(" for format '"),
            Piece::V(format),
            Piece::S("'"),
        ],
    )
}

/// The bytes of a value that is put into a view.
pub fn pack(m: &mut Machine, format: Value, v: Value) -> R<[u8; 8]> {
    let size = size_of(m, format).unwrap_or(1);
    let code = code(m, format).unwrap_or(b'B');
    let mut bytes = [0; 8];
    match code {
        b'c' => match m.buffer_bytes(v) {
            Some([b]) => bytes[0] = *b,
            Some(_) => return Err(invalid(m, format, "value", true)),
            None => return Err(invalid(m, format, "type", false)),
        },
        b'?' => bytes[0] = u8::from(m.truth(v)?),
        b'd' | b'f' | b'e' => {
            let f = match m.as_float(m.payload(v)) {
                Some(f) => f,
                None if m.is_index(v) => {
                    let i = m.index(v)?;
                    types::int::to_f64(m, i)?
                }
                None => return Err(invalid(m, format, "type", false)),
            };
            // The bits that tell one nan from another are nobody else's business.
            let f = if f.is_nan() { f64::NAN } else { f };
            match code {
                b'd' => bytes = f.to_le_bytes(),
                b'f' => bytes[..4].copy_from_slice(&(f as f32).to_le_bytes()),
                _ => return Err(invalid(m, format, "type", false)),
            }
        }
        _ => {
            if !m.is_index(v) {
                return Err(invalid(m, format, "type", false));
            }
            let i = m.index(v)?;
            let number = types::int::Operand::new(m, i).and_then(|i| i.to_i128(m));
            let bits = 8 * size as u32;
            let signed = code.is_ascii_lowercase();
            let range = if signed {
                -(1i128 << (bits - 1))..1i128 << (bits - 1)
            } else {
                0..1i128 << bits
            };
            match number.filter(|n| range.contains(n)) {
                Some(n) => bytes = (n as u64).to_le_bytes(),
                None => return Err(invalid(m, format, "value", true)),
            }
        }
    }
    Ok(bytes)
}
