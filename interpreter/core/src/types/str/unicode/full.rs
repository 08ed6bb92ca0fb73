//! Looking characters up in the packed tables.

use super::Mapped;
use super::tables::{CAPITALS, CLASSES, FOLD_ALSO, INDEX, RUNS, TITLE_ALSO, UPPER_ALSO};

/// The kinds of a character.
pub fn kinds(code: u32) -> u16 {
    let block = INDEX.partition_point(|(start, _)| *start <= code);
    let Some(&(mut start, at)) = block.checked_sub(1).and_then(|b| INDEX.get(b)) else {
        return 0;
    };
    let mut rest = RUNS.get(usize::from(at)..).unwrap_or_default().iter();
    while let Some(&head) = rest.next() {
        let mut len = u32::from(head & 7);
        if len == 0 {
            let mut shift = 0;
            for &b in rest.by_ref() {
                len |= u32::from(b & 127) << shift;
                shift += 7;
                if b < 128 {
                    break;
                }
            }
        }
        if code - start < len {
            return CLASSES.get(usize::from(head >> 3)).copied().unwrap_or(0);
        }
        start += len;
    }
    0
}

fn exception(list: &[[u16; 4]], code: u32) -> Option<Mapped> {
    let code = u16::try_from(code).ok()?;
    let i = list.binary_search_by_key(&code, |row| row[0]).ok()?;
    let [_, codes @ ..] = list[i];
    Some(Mapped::of(codes.map(u32::from)))
}

/// The places of a range of capitals: first, one behind the last, step.
fn extent(first: u32, shape: u16) -> (u32, u32, u32) {
    let step = 1 + u32::from(shape >> 8);
    (first, first + u32::from(shape & 255) * step + 1, step)
}

pub fn lower(code: u32) -> Mapped {
    if code == 0x130 {
        return Mapped::of([0x69, 0x307, 0]);
    }
    // Ranges of every second capital overlap: the one that fits may be a few before the last that starts in time.
    let end = CAPITALS.partition_point(|(first, ..)| *first <= code);
    for &(first, shape, distance) in CAPITALS[..end].iter().rev().take(8) {
        let (first, to, step) = extent(first, shape);
        if code < to && (code - first) % step == 0 {
            return Mapped::one(code.wrapping_add_signed(distance));
        }
    }
    Mapped::one(code)
}

/// The one capital whose small letter this is.
fn capital(code: u32) -> Option<u32> {
    CAPITALS.iter().find_map(|&(first, shape, distance)| {
        let (first, to, step) = extent(first, shape);
        let capital = code.wrapping_add_signed(-distance);
        (capital >= first && capital < to && (capital - first) % step == 0).then_some(capital)
    })
}

pub fn upper(code: u32) -> Mapped {
    exception(&UPPER_ALSO, code)
        .or_else(|| capital(code).map(Mapped::one))
        .unwrap_or(Mapped::one(code))
}

pub fn title(code: u32) -> Mapped {
    match code {
        // Georgian has capitals, but no words that start with them.
        0x10d0..=0x10ff => Mapped::one(code),
        // Greek letters with iota: capitals with a small iota.
        0x1f80..=0x1faf => Mapped::one(code | 8),
        _ => exception(&TITLE_ALSO, code).unwrap_or_else(|| upper(code)),
    }
}

pub fn fold(code: u32) -> Mapped {
    match code {
        // Cherokee had capitals first: they stay.
        0x13a0..=0x13f5 => Mapped::one(code),
        0x13f8..=0x13fd => Mapped::one(code - 8),
        0xab70..=0xabbf => Mapped::one(code - 0x97d0),
        _ => exception(&FOLD_ALSO, code).unwrap_or_else(|| lower(code)),
    }
}
