//! What sets do with each other. Operands are tables: sets, or dicts that stand for their keys. Comparing items may run a
//! program that changes any of them; every step looks at the table anew.

use crate::machine::Machine;
use crate::memory::Kind;
use crate::native::R;
use crate::types;
use crate::types::table::Key;
use crate::value::{Ref, Value};

/// The table with the items of anything iterable: that of a set or dict itself, or of a new set.
pub fn operand(m: &mut Machine, v: Value) -> R<Ref> {
    if let Some(r) = super::as_set(m, v) {
        return Ok(r);
    }
    if let Some(view) = m.as_record(v, types::DICT_KEYS)
        && let Some(dict) = m.heap.value(view, 1).as_ref()
    {
        return Ok(dict);
    }
    if let Some(r) = v.as_ref()
        && m.heap.kind(r) == Kind::Dict
    {
        return Ok(r);
    }
    collect(m, v, Kind::Set)
}

/// A new set of what an iterable gives.
pub fn collect(m: &mut Machine, v: Value, kind: Kind) -> R<Ref> {
    let set = m.new_table_object(kind)?;
    let Some(r) = set.as_ref() else {
        return Err(m.out_of_memory());
    };
    fill(m, r, v)?;
    Ok(r)
}

/// Adds what an iterable gives.
pub fn fill(m: &mut Machine, to: Ref, v: Value) -> R<()> {
    let plain = v
        .as_ref()
        .is_some_and(|r| matches!(m.heap.kind(r), Kind::Set | Kind::FrozenSet | Kind::Dict));
    if plain && let Some(from) = v.as_ref() {
        return add_all(m, to, from);
    }
    m.for_each_into(v, Value::reference(to), |m, x| {
        m.set_add(to, x)?;
        Ok(true)
    })
}

/// Calls `f` with each key of a table.
fn each(m: &mut Machine, table: Ref, mut f: impl FnMut(&mut Machine, Key) -> R<bool>) -> R<()> {
    let mut at = 0;
    let mark = m.mark();
    while let Some((k, _)) = m.table_next(table, &mut at) {
        m.keep(k);
        let key = m.table_key(table, at - 1, k)?;
        if !f(m, key)? {
            break;
        }
        m.release(mark);
    }
    Ok(())
}

fn add(m: &mut Machine, to: Ref, key: Key) -> R<()> {
    if m.table_find(to, key)?.is_none() {
        m.table_insert(to, key, key.value)?;
    }
    Ok(())
}

fn remove(m: &mut Machine, from: Ref, key: Key) -> R<bool> {
    match m.table_find(from, key)? {
        Some(i) => {
            m.table_delete(from, i);
            Ok(true)
        }
        None => Ok(false),
    }
}

fn is_set(m: &Machine, r: Ref) -> bool {
    m.heap.kind(r) != Kind::Dict
}

/// A new set with the items of a table.
pub fn copy(m: &mut Machine, kind: Kind, from: Ref) -> R<Ref> {
    if is_set(m, from) {
        return m.table_copy(from, kind);
    }
    let new = empty(m, kind)?;
    add_all(m, new, from)?;
    Ok(new)
}

fn empty(m: &mut Machine, kind: Kind) -> R<Ref> {
    match m.new_table_object(kind)?.as_ref() {
        Some(r) => Ok(r),
        None => Err(m.out_of_memory()),
    }
}

pub fn add_all(m: &mut Machine, to: Ref, from: Ref) -> R<()> {
    if to == from {
        return Ok(());
    }
    if m.table_len(to) == 0 && is_set(m, from) {
        m.table_clear(to);
        return m.table_assign(to, from);
    }
    each(m, from, |m, key| {
        add(m, to, key)?;
        Ok(true)
    })
}

pub fn remove_all(m: &mut Machine, from: Ref, other: Ref) -> R<()> {
    if from == other {
        m.table_clear(from);
        return Ok(());
    }
    each(m, other, |m, key| {
        remove(m, from, key)?;
        Ok(true)
    })
}

pub fn keep_common(m: &mut Machine, set: Ref, other: Ref) -> R<()> {
    let kept = intersection(m, Kind::Set, set, other)?;
    m.table_clear(set);
    m.table_assign(set, kept)
}

pub fn toggle_all(m: &mut Machine, set: Ref, other: Ref) -> R<()> {
    if set == other {
        m.table_clear(set);
        return Ok(());
    }
    each(m, other, |m, key| {
        if !remove(m, set, key)? {
            m.table_insert(set, key, key.value)?;
        }
        Ok(true)
    })
}

pub fn union(m: &mut Machine, kind: Kind, a: Ref, b: Ref) -> R<Ref> {
    let new = copy(m, kind, a)?;
    add_all(m, new, b)?;
    Ok(new)
}

pub fn intersection(m: &mut Machine, kind: Kind, a: Ref, b: Ref) -> R<Ref> {
    let new = empty(m, kind)?;
    let (small, large) = if m.table_len(b) < m.table_len(a) {
        (b, a)
    } else {
        (a, b)
    };
    each(m, small, |m, key| {
        if m.table_find(large, key)?.is_some() {
            m.table_insert(new, key, key.value)?;
        }
        Ok(true)
    })?;
    Ok(new)
}

pub fn difference(m: &mut Machine, kind: Kind, a: Ref, b: Ref) -> R<Ref> {
    let new = empty(m, kind)?;
    each(m, a, |m, key| {
        if m.table_find(b, key)?.is_none() {
            m.table_insert(new, key, key.value)?;
        }
        Ok(true)
    })?;
    Ok(new)
}

pub fn symmetric_difference(m: &mut Machine, kind: Kind, a: Ref, b: Ref) -> R<Ref> {
    let new = copy(m, kind, a)?;
    toggle_all(m, new, b)?;
    Ok(new)
}

/// Whether `large` has all items of `small`.
pub fn includes(m: &mut Machine, large: Ref, small: Ref) -> R<bool> {
    let mut all = true;
    each(m, small, |m, key| {
        all = m.table_find(large, key)?.is_some();
        Ok(all)
    })?;
    Ok(all)
}

/// Whether two tables have an item in common.
pub fn meet(m: &mut Machine, a: Ref, b: Ref) -> R<bool> {
    let (small, large) = if m.table_len(b) < m.table_len(a) {
        (b, a)
    } else {
        (a, b)
    };
    let mut found = false;
    each(m, small, |m, key| {
        found = m.table_find(large, key)?.is_some();
        Ok(!found)
    })?;
    Ok(found)
}

/// The item of a set that `pop` takes: the one added first, as long as nothing else than `pop` takes items out.
pub fn take_first(m: &mut Machine, set: Ref) -> Option<Value> {
    let used = m.table_used(set);
    let mut after = used.checked_sub(m.table_len(set))?;
    if m.table_next(set, &mut after).is_none() {
        after = 0;
        m.table_next(set, &mut after)?;
    }
    let i = after.checked_sub(1)?;
    let (k, _) = m.table_entry(set, i)?;
    m.table_delete(set, i);
    Some(k)
}
