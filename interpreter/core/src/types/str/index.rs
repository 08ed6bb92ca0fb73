//! Characters by number: `len`, `s[i]`, slices, and the step of an iteration.

use crate::machine::{ASCII, Machine, Piece, Text};
use crate::memory::Kind;
use crate::native::R;
use crate::types::text::{Source, Target};
use crate::utf8;
use crate::value::Value;

/// Number of characters. Where a word has room for it, it is counted once.
pub fn char_count(m: &mut Machine, v: Value) -> usize {
    let v = m.str_payload(v);
    let Some(r) = m.heap.as_kind(v, Kind::Str) else {
        return m.str_bytes(v).map_or(0, <[u8]>::len);
    };
    let (meta, len) = (m.heap.word(r, 1), m.heap.header(r).n());
    if meta & ASCII != 0 {
        return len;
    }
    #[cfg(model = "nanbox")]
    {
        let known = (meta >> 32) as usize;
        if known > 0 {
            return known - 1;
        }
        let count = utf8::count(m.heap.bytes(r, 2, len));
        if let Ok(stored) = u32::try_from(count + 1) {
            m.heap.set_word(r, 1, meta | u64::from(stored) << 32);
        }
        count
    }
    #[cfg(not(model = "nanbox"))]
    utf8::count(m.heap.bytes(r, 2, len))
}

/// The character that starts at byte `at`, and where the next one starts; `None` at the end.
pub fn character_at(m: &mut Machine, v: Value, at: usize) -> R<Option<(Value, usize)>> {
    let Some(&first) = m.str_bytes(v).and_then(|b| b.get(at)) else {
        return Ok(None);
    };
    if first < 0x80 {
        return Ok(Some((Value::character(first), at + 1)));
    }
    let v = wide_character(m, v, at)?;
    Ok(Some((v, at + utf8::length(first))))
}

/// The character beyond ASCII that starts at byte `at`.
fn wide_character(m: &mut Machine, v: Value, at: usize) -> R {
    let mut one = [0; 4];
    let bytes = m.str_bytes(v).unwrap_or_default();
    let n = utf8::length(bytes.get(at).copied().unwrap_or(0)).min(bytes.len() - at);
    one[..n].copy_from_slice(&bytes[at..at + n]);
    m.new_str(&one[..n])
}

/// `v[i]`.
pub fn get_item(m: &mut Machine, v: Value, i: Value) -> R {
    if m.heap.is(i, Kind::Slice) {
        return slice(m, v, i);
    }
    let len = char_count(m, v);
    if !i.is_small() && !m.is_index(i) {
        return Err(m.type_error(&[
            Piece::S("string indices must be integers, not '"),
            Piece::T(i),
            Piece::S("'"),
        ]));
    }
    let at = m.item_index(i, len, "string")?;
    if m.is_ascii(v) {
        let c = m.str_bytes(v).and_then(|b| b.get(at)).copied().unwrap_or(0);
        return Ok(Value::character(c));
    }
    let at = utf8::offset(m.str_bytes(v).unwrap_or_default(), at);
    Ok(character_at(m, v, at)?.map_or(Value::NONE, |(c, _)| c))
}

fn slice(m: &mut Machine, v: Value, slice: Value) -> R {
    let len = char_count(m, v);
    let (start, _, step, count) = m.slice_bounds(slice, len)?;
    let Some(own) = Source::of_str(m, v) else {
        return Ok(v);
    };
    if count == 0 {
        return crate::types::text::empty_str(m);
    }
    let start = start as usize;
    if step == 1 {
        let from = own.offset(m, start);
        let to = if start + count == len {
            own.len
        } else if own.ascii {
            from + count
        } else {
            from + utf8::offset(&own.bytes(m)[from..], count)
        };
        return own.part(m, from, to);
    }
    if own.ascii {
        return every(m, &own, start, step, count);
    }
    let mut text = Text::with_capacity(m, count * 3)?;
    let mut at = own.offset(m, start);
    for left in (0..count).rev() {
        let n = utf8::length(own.bytes(m)[at]);
        text.push_source(m, &own, at, at + n)?;
        if left == 0 {
            break;
        }
        let bytes = own.bytes(m);
        if step > 0 {
            at += utf8::offset(&bytes[at..], step as usize);
        } else {
            for _ in 0..step.unsigned_abs() {
                at = utf8::before(bytes, at);
            }
        }
    }
    text.finish(m)
}

/// Every `step`th byte: characters of an ASCII str, or bytes.
pub fn every(m: &mut Machine, own: &Source, start: usize, step: i64, count: usize) -> R {
    let target = Target::new(m, own.flavour, count, own.ascii)?;
    let mut block = [0u8; 64];
    let (mut at, mut done) = (start as i64, 0);
    while done < count {
        let n = (count - done).min(block.len());
        let bytes = own.bytes(m);
        for place in &mut block[..n] {
            *place = bytes.get(at as usize).copied().unwrap_or(0);
            at = at.saturating_add(step);
        }
        target.bytes_mut(m)[done..done + n].copy_from_slice(&block[..n]);
        done += n;
    }
    target.finish(m)
}
