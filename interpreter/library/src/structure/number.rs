//! Numbers of `struct` to bytes and back, halves (IEEE 754 binary16) included.

use super::error;
use super::format::Field;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{R, Value, n, types};

/// A number's bytes, little end first.
pub fn number_bytes(m: &mut Machine, field: Field, v: Value, native: bool) -> R<[u8; 8]> {
    match field.code {
        b'?' => return m.truth(v).map(|yes| u64::from(yes).to_le_bytes()),
        b'c' => {
            let own = m.payload(v);
            return match m.buffer_bytes(own) {
                Some(&[byte]) => Ok(u64::from(byte).to_le_bytes()),
                _ => Err(error(
                    m,
                    &[Piece::S("char format requires a bytes object of length 1")],
                )),
            };
        }
        b'e' | b'f' | b'd' => return float_bytes(m, field.code, v),
        _ => {}
    }
    if !m.is_index(v) {
        return Err(error(m, &[Piece::S("required argument is not an integer")]));
    }
    let i = m.index(v)?;
    let number = types::int::Operand::new(m, i).and_then(|operand| operand.to_i128(m));
    let bits = field.size as u32 * 8;
    let signed = field.code.is_ascii_lowercase();
    let (low, high) = match signed {
        true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        false => (0, (1i128 << bits) - 1),
    };
    match number.filter(|number| (low..=high).contains(number)) {
        Some(number) => Ok((number as u64).to_le_bytes()),
        None => {
            let (low, high) = (
                types::int::from_i128(m, low)?,
                types::int::from_i128(m, high)?,
            );
            let name = match field.code {
                b'b' => "byte format requires ",
                b'B' => "ubyte format requires ",
                b'h' if native => "short format requires ",
                b'H' if native => "ushort format requires ",
                b'q' | b'Q' if !native => {
                    return Err(error(m, &[Piece::S("int too large to convert")]));
                }
                code => {
                    let code = Value::character(code);
                    return Err(error(
                        m,
                        &[
                            Piece::R(code),
                            Piece::S(" format requires "),
                            Piece::V(low),
                            Piece::S(" <= number <= "),
                            Piece::V(high),
                        ],
                    ));
                }
            };
            Err(error(
                m,
                &[
                    Piece::S(name),
                    Piece::V(low),
                    Piece::S(" <= number <= "),
                    Piece::V(high),
                ],
            ))
        }
    }
}

fn float_bytes(m: &mut Machine, code: u8, v: Value) -> R<[u8; 8]> {
    let own = m.payload(v);
    let number = match m.as_float(own) {
        Some(f) => f,
        None if m.is_a(own, types::INT) => types::int::to_f64(m, own)?,
        None => match m.special(v, n::__float__) {
            Some(method) => {
                let f = m.call_special(method, v, &[])?;
                m.as_float(f).unwrap_or(f64::NAN)
            }
            None => return Err(error(m, &[Piece::S("required argument is not a float")])),
        },
    };
    let too_large = |m: &mut Machine, text| Err(m.error(types::OVERFLOW_ERROR, &[Piece::S(text)]));
    let number = if number.is_nan() { f64::NAN } else { number };
    match code {
        b'd' => Ok(number.to_le_bytes()),
        b'f' => {
            let single = number as f32;
            if single.is_infinite() && number.is_finite() {
                return too_large(m, "float too large to pack with f format");
            }
            Ok(u64::from(single.to_bits()).to_le_bytes())
        }
        _ => match to_half(number) {
            Some(half) => Ok(u64::from(half).to_le_bytes()),
            None => too_large(m, "float too large to pack with e format"),
        },
    }
}

/// A double as a half (IEEE 754 binary16), rounded to even; `None` when it is too large.
fn to_half(f: f64) -> Option<u16> {
    let sign = u16::from(f.is_sign_negative()) << 15;
    if f.is_nan() {
        return Some(sign | 0x7e00);
    }
    let f = f.abs();
    if f.is_infinite() {
        return Some(sign | 0x7c00);
    }
    if f == 0.0 {
        return Some(sign);
    }
    // The value in units of its last place: 2**-24 for the small ones, 2**(exponent - 10) for the others.
    let exponent = ((f.to_bits() >> 52) as i64 - 1023).max(-14);
    let unit = f64::from_bits(((exponent - 10 + 1023) as u64) << 52);
    let units = f / unit;
    let floor = units as u64;
    let rest = units - floor as f64;
    let up = rest > 0.5 || (rest == 0.5 && floor & 1 == 1);
    let units = floor + u64::from(up);
    // A carry out of the fraction moves into the exponent by itself.
    let biased = (exponent + 14) as u64;
    let bits = (biased << 10) + units;
    (bits < 0x7c00).then_some(sign | bits as u16)
}

fn from_half(bits: u16) -> f64 {
    let sign: f64 = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i64::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    let power = |e: i64| f64::from_bits(((e + 1023) as u64) << 52);
    let size = match exponent {
        0 => fraction * power(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * power(exponent - 25),
    };
    // Also a NaN has a sign, which a multiplication may lose.
    size.copysign(sign)
}

/// The number at byte `start` of the buffer.
pub fn unpack_one(m: &mut Machine, field: Field, big: bool, buffer: Value, start: usize) -> R {
    let mut bytes = [0u8; 8];
    let source = m
        .buffer_bytes(buffer)
        .and_then(|bytes| bytes.get(start..start + field.size));
    if let (Some(to), Some(from)) = (bytes.get_mut(..field.size), source) {
        to.copy_from_slice(from);
        if big {
            to.reverse();
        }
    }
    let bits = u64::from_le_bytes(bytes);
    let shift = 64 - 8 * field.size as u32;
    match field.code {
        b'?' => Ok(Value::bool(bits != 0)),
        b'c' => m.new_bytes(&[bits as u8]),
        b'e' => m.new_float(from_half(bits as u16)),
        b'f' => m.new_float(f64::from(f32::from_bits(bits as u32))),
        b'd' => m.new_float(f64::from_bits(bits)),
        code if code.is_ascii_lowercase() => m.new_int((bits << shift) as i64 >> shift),
        _ => match i64::try_from(bits) {
            Ok(i) => m.new_int(i),
            Err(_) => types::int::from_i128(m, i128::from(bits)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_to_even() {
        for (f, bits) in [
            (0.0, 0),
            (1.0, 0x3c00),
            (-2.0, 0xc000),
            (65504.0, 0x7bff),
            (65519.0, 0x7bff),
            (5.960_464_477_539_063e-8, 1),
            (6.103_515_625e-5, 0x400),
            (0.1, 0x2e66),
            (f64::INFINITY, 0x7c00),
        ] {
            assert_eq!(to_half(f), Some(bits), "{f}");
        }
        assert_eq!(to_half(65520.0), None);
        assert_eq!(
            (from_half(0x2e66), from_half(1)),
            (0.0999755859375, 5.960464477539063e-8)
        );
    }
}
