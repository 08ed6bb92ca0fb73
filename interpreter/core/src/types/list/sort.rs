//! Sorting. Elements are one word, or two when there is a key function (key, value); they lie in a heap buffer, so that
//! comparing may run a program and collect. While a list is sorted it is empty for everybody else.

#[cfg(not(feature = "fast-sort"))]
mod insertion;
#[cfg(feature = "fast-sort")]
mod runs;

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::R;
use crate::value::{Ref, Value, Word};
#[cfg(not(feature = "fast-sort"))]
use insertion::sort_words;
#[cfg(feature = "fast-sort")]
use runs::sort_words;

/// Sorts a list in place.
pub fn sort(m: &mut Machine, list: Ref, key: Value, reverse: bool) -> R<()> {
    let len = m.list_len(list);
    m.breathe_for(len)?;
    let buffer = m.heap.value(list, 2);
    let Some(items) = buffer.as_ref() else {
        return Ok(());
    };
    m.keep(buffer);
    m.heap.set_word(list, 1, 0);
    m.heap.set_value(list, 2, Value::NONE);
    let result = if key.is_none() {
        sort_words(m, items, len, 1, reverse)
    } else {
        sort_by_key(m, items, len, key, reverse)
    };
    let changed = m.list_len(list) != 0 || !m.heap.value(list, 2).is_none();
    m.heap.set_word(list, 1, len as Word);
    m.heap.set_value(list, 2, buffer);
    result?;
    if changed {
        return Err(m.value_error(&[Piece::S("list modified during sort")]));
    }
    Ok(())
}

/// Sorts by what `key` gives for each item; the items stay as they are if it fails.
fn sort_by_key(m: &mut Machine, items: Ref, len: usize, key: Value, reverse: bool) -> R<()> {
    let pairs = m.alloc(Kind::Items, len * 2, 1 + len * 2)?;
    let mark = m.mark();
    for i in 0..len {
        let v = m.heap.value(items, 1 + i);
        let k = m.call(key, &[v])?;
        m.release(mark);
        m.heap.set_value(pairs, 1 + 2 * i, k);
        m.heap.set_value(pairs, 2 + 2 * i, v);
    }
    sort_words(m, pairs, len, 2, reverse)?;
    for i in 0..len {
        let v = m.heap.value(pairs, 2 + 2 * i);
        m.heap.set_value(items, 1 + i, v);
    }
    Ok(())
}
