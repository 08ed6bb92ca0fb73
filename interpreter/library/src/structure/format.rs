//! Formats of `struct`, item by item: codes, counts, byte order, sizes and alignment.

use super::error;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{R, Value};

/// A format being read: its text is a value, so that programs may run in between.
pub struct Format {
    text: Value,
    at: usize,
    /// Most significant byte first.
    pub big: bool,
    /// Sizes and alignment of this machine.
    pub native: bool,
    /// Bytes so far.
    pub offset: usize,
}

/// One item of a format: a code, how often, and where it starts.
#[derive(Clone, Copy)]
pub struct Field {
    pub code: u8,
    pub count: usize,
    pub size: usize,
    pub offset: usize,
}

impl Field {
    /// How many values it stands for.
    pub fn values(self) -> usize {
        match self.code {
            b'x' => 0,
            b's' | b'p' => 1,
            _ => self.count,
        }
    }
}

/// Bytes of a C `long`, a pointer and a size of this machine.
const LONG: usize = size_of::<usize>();

impl Format {
    /// Of a str, a bytes object, or a Struct.
    pub fn new(m: &mut Machine, v: Value) -> R<Format> {
        let text = match m.as_record(v, crate::STRUCT_TYPE) {
            Some(r) => m.heap.value(r, 1),
            None => v,
        };
        let Some(bytes) = bytes_of(m, text) else {
            return Err(m.type_error(&[
                Piece::S("Struct() argument 1 must be a str or bytes object, not "),
                Piece::T(v),
            ]));
        };
        let (at, big, native) = match bytes.first() {
            Some(b'<') => (1, false, false),
            Some(b'>' | b'!') => (1, true, false),
            Some(b'=') => (1, cfg!(target_endian = "big"), false),
            first => (
                usize::from(first == Some(&b'@')),
                cfg!(target_endian = "big"),
                true,
            ),
        };
        Ok(Format {
            text,
            at,
            big,
            native,
            offset: 0,
        })
    }

    pub fn next(&mut self, m: &mut Machine) -> R<Option<Field>> {
        let mut count = None;
        let code = loop {
            let byte = bytes_of(m, self.text)
                .and_then(|bytes| bytes.get(self.at))
                .copied();
            let Some(byte) = byte else {
                if count.is_some() {
                    let text = "repeat count given without format specifier";
                    return Err(error(m, &[Piece::S(text)]));
                }
                return Ok(None);
            };
            self.at += 1;
            match byte {
                b'0'..=b'9' => {
                    let digit = usize::from(byte - b'0');
                    let before: usize = count.unwrap_or(0);
                    count = match before.checked_mul(10).and_then(|n| n.checked_add(digit)) {
                        Some(n) => Some(n),
                        None => return Err(error(m, &[Piece::S("overflow in item count")])),
                    };
                }
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c if count.is_none() => {}
                code => break code,
            }
        };
        let size = match code {
            b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' if self.native => LONG,
            b'l' | b'L' => 4,
            b'q' | b'Q' | b'd' => 8,
            b'n' | b'N' | b'P' if self.native => LONG,
            _ => return Err(error(m, &[Piece::S("bad char in struct format")])),
        };
        let count = count.unwrap_or(1);
        if self.native {
            self.offset = self.offset.next_multiple_of(size);
        }
        let offset = self.offset;
        let end = size
            .checked_mul(count)
            .and_then(|bytes| offset.checked_add(bytes));
        match end.filter(|end| *end < isize::MAX as usize) {
            Some(end) => self.offset = end,
            None => return Err(error(m, &[Piece::S("total struct size too long")])),
        }
        Ok(Some(Field {
            code,
            count,
            size,
            offset,
        }))
    }

    /// The bytes that the rest of the format stands for.
    pub fn size(mut self, m: &mut Machine) -> R<usize> {
        while self.next(m)?.is_some() {}
        Ok(self.offset)
    }
}

/// What a format is written in: a str or bytes.
fn bytes_of<'m>(m: &'m Machine, v: Value) -> Option<&'m [u8]> {
    m.str_bytes(v).or_else(|| m.buffer_bytes(v))
}
