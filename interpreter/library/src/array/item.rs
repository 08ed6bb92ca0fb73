//! What an item of an array is: its type code, its size, its bytes.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{R, Raised, Value, types};

/// The type of an array's items.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code(pub u8);

pub const CODES: &str = "bBuhHiIlLqQfd";

impl Code {
    pub fn of(byte: u8) -> Option<Code> {
        CODES.as_bytes().contains(&byte).then_some(Code(byte))
    }

    /// Bytes of an item.
    pub fn size(self) -> usize {
        match self.0 {
            b'b' | b'B' => 1,
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' | b'u' => 4,
            b'l' | b'L' => size_of::<usize>(),
            _ => 8,
        }
    }

    fn is_float(self) -> bool {
        matches!(self.0, b'f' | b'd')
    }

    fn is_signed(self) -> bool {
        self.0.is_ascii_lowercase()
    }

    /// The value of an item with these bytes, little end first.
    pub fn value(self, m: &mut Machine, bytes: [u8; 8]) -> R {
        match self.0 {
            b'f' => {
                let [a, b, c, d, ..] = bytes;
                m.new_float(f64::from(f32::from_le_bytes([a, b, c, d])))
            }
            b'd' => m.new_float(f64::from_le_bytes(bytes)),
            b'u' => {
                let mut text = pyrite_core::machine::Text::new(m)?;
                text.push_code(m, u64::from_le_bytes(bytes) as u32)?;
                text.finish(m)
            }
            _ => {
                let unused = 64 - 8 * self.size() as u32;
                let raw = u64::from_le_bytes(bytes) << unused;
                if self.is_signed() {
                    return m.new_int(raw as i64 >> unused);
                }
                match i64::try_from(raw >> unused) {
                    Ok(i) => m.new_int(i),
                    Err(_) => m.new_big(false, &[raw as u32, (raw >> 32) as u32]),
                }
            }
        }
    }

    /// The bytes of an item with this value, little end first.
    pub fn bytes(self, m: &mut Machine, v: Value) -> R<[u8; 8]> {
        if self.is_float() {
            let number = match types::float::number(m, v)? {
                Some(f) => f,
                None => {
                    return Err(m.type_error(&[Piece::S("must be real number, not "), Piece::T(v)]));
                }
            };
            let number = if number.is_nan() { f64::NAN } else { number };
            if self.0 == b'd' {
                return Ok(number.to_le_bytes());
            }
            let [a, b, c, d] = (number as f32).to_le_bytes();
            return Ok([a, b, c, d, 0, 0, 0, 0]);
        }
        if self.0 == b'u' {
            let text = m.str_bytes(v).unwrap_or_default();
            if pyrite_core::utf8::count(text) != 1 {
                return Err(m.type_error(&[Piece::S("array item must be a unicode character")]));
            }
            return Ok(u64::from(pyrite_core::utf8::decode(text, 0).0).to_le_bytes());
        }
        if !m.is_index(v) {
            return Err(m.type_error(&[
                Piece::S("'"),
                Piece::T(v),
                Piece::S("' object cannot be interpreted as an integer"),
            ]));
        }
        let v = m.index(v)?;
        let number = types::int::Operand::new(m, v).and_then(|operand| operand.to_i128(m));
        let bits = 8 * self.size() as u32;
        let (low, high) = if self.is_signed() {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        match number {
            Some(i) if i > high => Err(self.too_large(m, " is greater than maximum")),
            Some(i) if i < low => Err(self.too_large(m, " is less than minimum")),
            Some(i) => Ok((i as u64).to_le_bytes()),
            None => Err(self.too_large(m, " is greater than maximum")),
        }
    }

    fn too_large(self, m: &mut Machine, what: &str) -> Raised {
        let name = match self.0 {
            b'b' => "signed char",
            b'B' => "unsigned byte integer",
            b'h' => "signed short integer",
            b'H' => "unsigned short",
            b'i' => "signed integer",
            b'I' => "unsigned int",
            _ => "int",
        };
        m.error(types::OVERFLOW_ERROR, &[Piece::S(name), Piece::S(what)])
    }
}
