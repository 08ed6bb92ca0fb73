//! `repr` of bytes: shared with bytearray.

use crate::machine::{Machine, Text};
use crate::native::R;
use crate::types::str::repr::hex;
use crate::types::text::Source;
use crate::value::Value;

pub fn repr(m: &mut Machine, v: Value) -> R {
    let mut text = Text::with_capacity(m, 16)?;
    push(m, &mut text, v, false)?;
    text.finish(m)
}

/// Writes `b'…'`. A bytearray escapes single quotes even between double ones.
pub fn push(m: &mut Machine, text: &mut Text, v: Value, array: bool) -> R<()> {
    let Some(own) = Source::of_bytes(m, v) else {
        return Ok(());
    };
    let bytes = own.bytes(m);
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        b'"'
    } else {
        b'\''
    };
    text.push(m, &[b'b', quote])?;
    for at in 0..own.len {
        let b = own.bytes(m)[at];
        match b {
            b'\t' => text.push(m, b"\\t")?,
            b'\n' => text.push(m, b"\\n")?,
            b'\r' => text.push(m, b"\\r")?,
            b'\\' => text.push(m, b"\\\\")?,
            b if b == quote || array && b == b'\'' => text.push(m, &[b'\\', b])?,
            0x20..=0x7e => text.push_byte(m, b)?,
            b => {
                let b = u32::from(b);
                text.push(m, &[b'\\', b'x', hex(b >> 4), hex(b)])?;
            }
        }
    }
    text.push_byte(m, quote)
}
