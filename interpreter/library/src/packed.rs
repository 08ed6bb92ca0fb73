//! Texts of modules in Python that lie compressed in the program: the length in two bytes, low one first, then the text
//! deflated (build.rs). They are inflated in the heap, when they are imported.

use crate::inflate::{TABLES, inflate};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::memory::{Header, Kind};
use pyrite_core::value::WORD;
use pyrite_core::{R, Value, types};

/// The text as bytes.
pub fn unpack(m: &mut Machine, packed: &'static [u8]) -> R {
    let Some((length, packed)) = packed.split_first_chunk::<2>() else {
        return m.new_bytes(b"");
    };
    let length = usize::from(u16::from_le_bytes(*length));
    if length == 0 {
        return m.new_bytes(b"");
    }
    // The tables stand behind the text while they are used.
    let room = length.next_multiple_of(WORD);
    let whole = room + 2 * TABLES;
    let r = m.new_bytes_sized(whole)?;
    let (text, tables) = m.heap.bytes_mut(r, 1, whole).split_at_mut(room);
    let tables: Option<&mut [u16; TABLES]> = bytemuck::try_cast_slice_mut(tables)
        .ok()
        .and_then(|tables: &mut [u16]| tables.try_into().ok());
    let text = text.get_mut(..length).unwrap_or_default();
    let done = tables.and_then(|tables| inflate(packed, text, tables));
    let old = m.heap.header(r).size();
    m.heap.set_header(r, Header::new(Kind::Bytes, length));
    m.heap.shrink(r, old, m.heap.header(r).size());
    match done {
        Some(()) => Ok(Value::reference(r)),
        None => Err(m.error(types::IMPORT_ERROR, &[Piece::S("damaged module")])),
    }
}
