//! Iterators over dicts and sets. They notice when the number of entries changed since they were made.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::R;
use crate::types;
use crate::value::{Ref, TypeId, Value};

/// What an iterator gives of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TableView {
    Keys,
    Values,
    Items,
}

const OF: usize = 1;
/// The entry to look at next; backwards, the one after it.
const AT: usize = 2;
/// Live entries there should be.
const LIVE: usize = 3;
/// Items that are left to give.
const LEFT: usize = 4;

/// An iterator over a dict's or set's entries.
pub fn over_table(m: &mut Machine, container: Ref, view: TableView, back: bool) -> R {
    let class = match (view, back) {
        _ if !m.heap.header(container).is(Kind::Dict) => types::SET_ITERATOR,
        (TableView::Keys, false) => types::DICT_KEY_ITERATOR,
        (TableView::Values, false) => types::DICT_VALUE_ITERATOR,
        (TableView::Items, false) => types::DICT_ITEM_ITERATOR,
        (TableView::Keys, true) => types::DICT_REVERSE_KEY_ITERATOR,
        (TableView::Values, true) => types::DICT_REVERSE_VALUE_ITERATOR,
        (TableView::Items, true) => types::DICT_REVERSE_ITEM_ITERATOR,
    };
    let live = Value::small_wrapping(m.table_len(container) as i64);
    let at = if back { m.table_used(container) } else { 0 };
    m.new_record(
        class,
        &[
            Value::reference(container),
            Value::small_wrapping(at as i64),
            live,
            live,
        ],
    )
}

pub fn left(m: &Machine, r: Ref) -> i64 {
    m.heap.value(r, LEFT).as_small().unwrap_or(0)
}

/// The container, if it is as it was when the iterator was made; `None` when the iterator is exhausted.
#[inline]
fn unchanged(m: &mut Machine, r: Ref) -> R<Option<Ref>> {
    let Some(container) = m.heap.value(r, OF).as_ref() else {
        return Ok(None);
    };
    let live = m.heap.value(r, LIVE).small_unchecked();
    if m.table_len(container) as i64 != live {
        // It stays so, whatever happens to the container.
        m.heap.set_value(r, LIVE, Value::small_wrapping(-1));
        let dict = m.heap.header(container).is(Kind::Dict);
        return Err(m.changed_during_iteration(if dict { "dictionary" } else { "Set" }));
    }
    Ok(Some(container))
}

#[inline]
pub fn step(m: &mut Machine, r: Ref, view: TableView, class: TypeId) -> R<Option<Value>> {
    let Some(container) = unchanged(m, r)? else {
        return Ok(None);
    };
    let mut at = m.heap.value(r, AT).small_unchecked() as usize;
    let entry = m.table_next(container, &mut at);
    m.heap.set_value(r, AT, Value::small_wrapping(at as i64));
    let Some(entry) = entry else {
        m.heap.set_value(r, OF, Value::NONE);
        return Ok(None);
    };
    let left = m.heap.value(r, LEFT).small_unchecked();
    if left == 0 && class != types::SET_ITERATOR {
        return Err(m.error(
            types::RUNTIME_ERROR,
            &[Piece::S("dictionary keys changed during iteration")],
        ));
    }
    m.heap
        .set_value(r, LEFT, Value::small_wrapping((left - 1).max(0)));
    give(m, view, entry)
}

pub fn step_back(m: &mut Machine, r: Ref, view: TableView) -> R<Option<Value>> {
    let Some(container) = unchanged(m, r)? else {
        return Ok(None);
    };
    let mut at = m.heap.value(r, AT).small_unchecked() as usize;
    while at > 0 {
        at -= 1;
        if let Some(entry) = m.table_entry(container, at) {
            let left = self::left(m, r);
            m.heap.set_value(r, AT, Value::small_wrapping(at as i64));
            m.heap
                .set_value(r, LEFT, Value::small_wrapping((left - 1).max(0)));
            return give(m, view, entry);
        }
    }
    m.heap.set_value(r, OF, Value::NONE);
    Ok(None)
}

#[inline]
fn give(m: &mut Machine, view: TableView, entry: (Value, Value)) -> R<Option<Value>> {
    Ok(Some(match view {
        TableView::Keys => entry.0,
        TableView::Values => entry.1,
        TableView::Items => m.new_tuple(&[entry.0, entry.1])?,
    }))
}
