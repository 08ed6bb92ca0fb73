//! The methods of sets and frozensets.

use super::{algebra, as_key, as_set};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::{Args, R};
use crate::types::{self, receiver};
use crate::value::{Ref, Value};

/// The set or frozenset behind argument 0.
fn own(m: &mut Machine, args: Args) -> R<Ref> {
    let v = args.at(m, 0);
    match as_set(m, v) {
        Some(r) => Ok(r),
        None => Err(receiver::wrong_receiver(m, args)),
    }
}

pub fn new_set(m: &mut Machine, args: Args) -> R {
    let set = m.new_table_object(Kind::Set)?;
    if let (Some(r), Some(v)) = (set.as_ref(), args.get(m, 1)) {
        algebra::fill(m, r, v)?;
    }
    receiver::made(m, args.at(m, 0), set)
}

pub fn new_frozenset(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let given = args.get(m, 1);
    let set = match given {
        Some(v) if m.heap.is(v, Kind::FrozenSet) => v,
        Some(v) => Value::reference(algebra::collect(m, v, Kind::FrozenSet)?),
        None => m.new_table_object(Kind::FrozenSet)?,
    };
    receiver::made(m, class, set)
}

pub fn init(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Set)?;
    m.table_clear(r);
    if let Some(v) = args.get(m, 1) {
        algebra::fill(m, r, v)?;
    }
    Ok(Value::NONE)
}

pub fn repr(m: &mut Machine, args: Args) -> R {
    own(m, args)?;
    let v = args.at(m, 0);
    m.deeper(|m| super::repr(m, v))
}

pub fn add(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Set)?;
    let v = args.at(m, 1);
    m.set_add(r, v)?;
    Ok(Value::NONE)
}

pub fn clear(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Set)?;
    m.table_clear(r);
    Ok(Value::NONE)
}

pub fn copy(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let kind = m.heap.kind(r);
    if kind == Kind::FrozenSet && args.at(m, 0) == Value::reference(r) {
        return Ok(Value::reference(r));
    }
    m.table_copy(r, kind).map(Value::reference)
}

/// Removes an item; whether it was there.
fn take_out(m: &mut Machine, args: Args) -> R<bool> {
    let r = receiver::receiver(m, args, Kind::Set)?;
    let v = args.at(m, 1);
    let v = as_key(m, v, Value::reference(r))?;
    let key = m.key(v)?;
    match m.table_find(r, key)? {
        Some(i) => {
            m.table_delete(r, i);
            Ok(true)
        }
        None => Ok(false),
    }
}

pub fn discard(m: &mut Machine, args: Args) -> R {
    take_out(m, args)?;
    Ok(Value::NONE)
}

pub fn remove(m: &mut Machine, args: Args) -> R {
    if take_out(m, args)? {
        return Ok(Value::NONE);
    }
    let v = args.at(m, 1);
    Err(m.key_error(v))
}

pub fn pop(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Set)?;
    match algebra::take_first(m, r) {
        Some(v) => Ok(v),
        None => Err(m.error(types::KEY_ERROR, &[Piece::S("pop from an empty set")])),
    }
}

/// A new set of the receiver's kind, changed by each of the other arguments in turn.
fn folded(m: &mut Machine, args: Args, f: fn(&mut Machine, Kind, Ref, Ref) -> R<Ref>) -> R {
    let own = own(m, args)?;
    let kind = m.heap.kind(own);
    let mut result = own;
    for i in 1..args.len() {
        let v = args.at(m, i);
        let other = algebra::operand(m, v)?;
        result = f(m, kind, result, other)?;
    }
    if result == own {
        if kind == Kind::FrozenSet {
            return Ok(Value::reference(own));
        }
        result = algebra::copy(m, kind, own)?;
    }
    Ok(Value::reference(result))
}

pub fn union(m: &mut Machine, args: Args) -> R {
    let own = own(m, args)?;
    let kind = m.heap.kind(own);
    let new = algebra::copy(m, kind, own)?;
    for i in 1..args.len() {
        let v = args.at(m, i);
        algebra::fill(m, new, v)?;
    }
    Ok(Value::reference(new))
}

pub fn intersection(m: &mut Machine, args: Args) -> R {
    folded(m, args, algebra::intersection)
}

pub fn difference(m: &mut Machine, args: Args) -> R {
    folded(m, args, algebra::difference)
}

pub fn symmetric_difference(m: &mut Machine, args: Args) -> R {
    folded(m, args, algebra::symmetric_difference)
}

pub fn update(m: &mut Machine, args: Args) -> R {
    let r = receiver::receiver(m, args, Kind::Set)?;
    for i in 1..args.len() {
        let v = args.at(m, i);
        algebra::fill(m, r, v)?;
    }
    Ok(Value::NONE)
}

/// Changes the receiver by each of the other arguments in turn.
fn changed(m: &mut Machine, args: Args, f: fn(&mut Machine, Ref, Ref) -> R<()>) -> R {
    let r = receiver::receiver(m, args, Kind::Set)?;
    for i in 1..args.len() {
        let v = args.at(m, i);
        let other = algebra::operand(m, v)?;
        f(m, r, other)?;
    }
    Ok(Value::NONE)
}

pub fn difference_update(m: &mut Machine, args: Args) -> R {
    changed(m, args, algebra::remove_all)
}

pub fn intersection_update(m: &mut Machine, args: Args) -> R {
    changed(m, args, algebra::keep_common)
}

pub fn symmetric_difference_update(m: &mut Machine, args: Args) -> R {
    changed(m, args, algebra::toggle_all)
}

pub fn isdisjoint(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    let other = algebra::operand(m, v)?;
    algebra::meet(m, r, other).map(|meet| Value::bool(!meet))
}

pub fn issubset(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    let other = algebra::operand(m, v)?;
    if m.table_len(r) > m.table_len(other) {
        return Ok(Value::FALSE);
    }
    algebra::includes(m, other, r).map(Value::bool)
}

pub fn issuperset(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let v = args.at(m, 1);
    let other = algebra::operand(m, v)?;
    algebra::includes(m, r, other).map(Value::bool)
}
