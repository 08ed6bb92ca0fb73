//! Bases of a class: which of them decides the layout, in which order they are asked, and what changes when they do.

use super::build::{all_bases_slotted, update_flags};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{R, Raised};
use crate::object::class;
use crate::types;
use crate::value::{Ref, TypeId, Value};

/// Bases that are no types say themselves what to put in their place.
pub(super) fn resolve_bases(m: &mut Machine, bases: Value) -> R {
    let count = m.tuple_len(bases);
    if (0..count).all(|i| m.is_type(m.tuple_item(bases, i))) {
        return Ok(bases);
    }
    let list = m.new_list_sized(count)?;
    for i in 0..count {
        let b = m.tuple_item(bases, i);
        if m.is_type(b) {
            m.list_push(list, b)?;
            continue;
        }
        if let Some(origin) = types::typing::base_of(m, b) {
            m.list_push(list, origin)?;
            continue;
        }
        match m.find_attr(b, Value::name(n::__mro_entries__))? {
            Some(method) => {
                m.keep(method);
                let entries = m.call(method, &[bases])?;
                if m.as_native(entries, Kind::Tuple).is_none() {
                    return Err(m.type_error(&[Piece::S("__mro_entries__ must return a tuple")]));
                }
                m.list_extend(list, entries)?;
            }
            None => m.list_push(list, b)?,
        }
    }
    m.list_to_tuple(list)
}

/// The builtin type whose layout instances of a class with these bases have.
pub(super) fn layout(m: &mut Machine, bases: Value) -> R<TypeId> {
    let mut found = types::OBJECT;
    for i in 0..m.tuple_len(bases) {
        let base = m.tuple_item(bases, i);
        if let Some(id) = base.as_type()
            && !m.space(id.0).class.is_some_and(|c| c.subclassable)
        {
            let name = m.type_name(base);
            return Err(m.type_error(&[
                Piece::S("type '"),
                Piece::V(name),
                Piece::S("' is not an acceptable base type"),
            ]));
        }
        let other = m.layout_of(base);
        if other == types::GENERIC {
            continue;
        }
        let (a, b) = (Value::builtin_type(found), Value::builtin_type(other));
        if m.is_subclass(a, b) {
            continue;
        }
        let exception = Value::builtin_type(types::BASE_EXCEPTION);
        if m.is_subclass(b, a) {
            found = other;
        } else if !(m.is_subclass(a, exception) && m.is_subclass(b, exception)) {
            return Err(m.type_error(&[Piece::S("multiple bases have instance lay-out conflict")]));
        }
    }
    let mut winner = Value::builtin_type(types::OBJECT);
    for i in 0..m.tuple_len(bases) {
        let solid = solid_base(m, m.tuple_item(bases, i));
        if m.is_subclass(winner, solid) {
            continue;
        }
        if !m.is_subclass(solid, winner) {
            return Err(m.type_error(&[Piece::S("multiple bases have instance lay-out conflict")]));
        }
        winner = solid;
    }
    Ok(found)
}

/// The own dict of a class that declares slots.
pub fn slotted_dict(m: &mut Machine, class: Value) -> Option<Ref> {
    let c = m.heap.as_kind(class, Kind::Class)?;
    let dict = m.heap.value(c, class::DICT).as_ref()?;
    m.name_get(dict, Value::name(n::__slots__)).map(|_| dict)
}

/// The nearest class in the order of this one that gives instances slots of their own; `object` if there is none.
fn solid_base(m: &mut Machine, class: Value) -> Value {
    let Some(order) = m
        .heap
        .as_kind(class, Kind::Class)
        .map(|c| m.heap.value(c, class::MRO))
    else {
        return Value::builtin_type(types::OBJECT);
    };
    for i in 0..m.tuple_len(order) {
        let base = m.tuple_item(order, i);
        let Some(d) = slotted_dict(m, base) else {
            continue;
        };
        let mut at = 0;
        while let Some((k, v)) = m.table_next(d, &mut at) {
            if types::descriptor::is_slot(m, v, k) {
                return base;
            }
        }
    }
    Value::builtin_type(types::OBJECT)
}

/// Whether instances of subclasses of a builtin type hold a value of that type: exceptions and types are what they are.
pub(super) fn has_payload(m: &Machine, layout: TypeId) -> bool {
    let is = |base| m.is_subclass(Value::builtin_type(layout), Value::builtin_type(base));
    layout != types::OBJECT && !is(types::BASE_EXCEPTION) && !is(types::TYPE)
}

/// `class.__bases__ = bases`: the order of the class and of those derived from it is made anew.
pub fn set_bases(m: &mut Machine, class: Value, bases: Value) -> R<()> {
    let name = m.type_name(class);
    let Some(c) = super::object(m, class) else {
        return Err(super::immutable(m, class, "__bases__"));
    };
    if bases.is_unbound() || m.as_native(bases, Kind::Tuple).is_none() {
        return Err(m.type_error(&[
            Piece::S("can only assign tuple to "),
            Piece::V(name),
            Piece::S(".__bases__, not "),
            Piece::T(bases),
        ]));
    }
    if m.tuple_len(bases) == 0 {
        return Err(m.type_error(&[
            Piece::S("can only assign non-empty tuple to "),
            Piece::V(name),
            Piece::S(".__bases__, not ()"),
        ]));
    }
    for i in 0..m.tuple_len(bases) {
        let base = m.tuple_item(bases, i);
        if !m.is_type(base) {
            return Err(m.type_error(&[
                Piece::V(name),
                Piece::S(".__bases__ must be tuple of classes, not '"),
                Piece::T(base),
                Piece::S("'"),
            ]));
        }
        if m.is_subclass(base, class) {
            return Err(m.type_error(&[Piece::S("a __bases__ item causes an inheritance cycle")]));
        }
    }
    let old = m.heap.value(c, class::BASES);
    let new_layout = layout(m, bases)?;
    let old_layout = layout(m, old)?;
    if new_layout != old_layout || all_bases_slotted(m, bases) != all_bases_slotted(m, old) {
        let (a, b) = (
            m.type_name(m.tuple_item(bases, 0)),
            m.type_name(m.tuple_item(old, 0)),
        );
        return Err(m.type_error(&[
            Piece::S("__bases__ assignment: '"),
            Piece::V(a),
            Piece::S("' object layout differs from '"),
            Piece::V(b),
            Piece::S("'"),
        ]));
    }
    let order = linearize(m, class, bases)?;
    for i in 0..m.tuple_len(bases) {
        let base = m.tuple_item(bases, i);
        let known = (0..m.tuple_len(old)).any(|j| m.tuple_item(old, j) == base);
        if !known {
            add_subclass(m, base, class)?;
        }
    }
    m.heap.set_value(c, class::BASES, bases);
    m.heap.set_value(c, class::MRO, order);
    renew_order(m, c)?;
    for i in 0..m.tuple_len(old) {
        let base = m.tuple_item(old, i);
        let kept = (0..m.tuple_len(bases)).any(|j| m.tuple_item(bases, j) == base);
        if !kept {
            remove_subclass(m, base, class)?;
        }
    }
    update_flags(m, c);
    m.flush_caches();
    Ok(())
}

/// Makes the orders of what is derived from a class anew.
fn renew_order(m: &mut Machine, c: Ref) -> R<()> {
    let Some(list) = m.heap.value(c, class::SUBCLASSES).as_ref() else {
        return Ok(());
    };
    for i in 0..m.list_len(list) {
        let sub = m.list_item(list, i);
        if let Some(s) = m.heap.as_kind(sub, Kind::Class) {
            let bases = m.heap.value(s, class::BASES);
            let order = linearize(m, sub, bases)?;
            m.heap.set_value(s, class::MRO, order);
            m.deeper(|m| renew_order(m, s))?;
        }
    }
    Ok(())
}

fn remove_subclass(m: &mut Machine, base: Value, class: Value) -> R<()> {
    let Some(b) = m.heap.as_kind(base, Kind::Class) else {
        return Ok(());
    };
    let Some(list) = m.heap.value(b, class::SUBCLASSES).as_ref() else {
        return Ok(());
    };
    let rest = m.new_list_sized(1)?;
    for i in 0..m.list_len(list) {
        let sub = m.list_item(list, i);
        if sub != class {
            m.list_push(rest, sub)?;
        }
    }
    m.heap
        .set_value(b, class::SUBCLASSES, Value::reference(rest));
    Ok(())
}

pub(super) fn add_subclass(m: &mut Machine, base: Value, class: Value) -> R<()> {
    let Some(b) = m.heap.as_kind(base, Kind::Class) else {
        return Ok(());
    };
    let list = match m.heap.value(b, class::SUBCLASSES).as_ref() {
        Some(l) => l,
        None => {
            let l = m.new_list_sized(1)?;
            m.heap.set_value(b, class::SUBCLASSES, Value::reference(l));
            l
        }
    };
    m.list_push(list, class)
}

/// The method resolution order (C3) as a tuple.
pub(super) fn linearize(m: &mut Machine, class: Value, bases: Value) -> R {
    let result = m.new_list_sized(4)?;
    m.list_push(result, class)?;
    // The sequences to merge: each base's order, then the bases themselves; lists that are consumed from the front.
    let sequences = m.new_list_sized(4)?;
    for i in 0..m.tuple_len(bases) {
        let base = m.tuple_item(bases, i);
        let order = super::mro(m, base)?;
        let list = m.list_of(order)?;
        m.list_push(sequences, Value::reference(list))?;
    }
    let own = m.list_of(bases)?;
    m.list_push(sequences, Value::reference(own))?;
    let count = m.list_len(sequences);
    let position = m.new_list_sized(count)?;
    for _ in 0..count {
        m.list_push(position, Value::small_wrapping(0))?;
    }
    let at = |m: &Machine, i: usize| m.list_item(position, i).small_unchecked() as usize;
    let sequence = |m: &Machine, i: usize| m.list_item(sequences, i).as_ref().unwrap_or(Ref(0));
    loop {
        let mut open = false;
        let mut chosen = None;
        for i in 0..count {
            let s = sequence(m, i);
            if at(m, i) >= m.list_len(s) {
                continue;
            }
            open = true;
            let candidate = m.list_item(s, at(m, i));
            let in_tail = (0..count).any(|j| {
                let t = sequence(m, j);
                (at(m, j) + 1..m.list_len(t)).any(|k| m.list_item(t, k) == candidate)
            });
            if !in_tail {
                chosen = Some(candidate);
                break;
            }
        }
        match chosen {
            Some(c) => {
                m.list_push(result, c)?;
                for i in 0..count {
                    let s = sequence(m, i);
                    let p = at(m, i);
                    if p < m.list_len(s) && m.list_item(s, p) == c {
                        m.list_set(position, i, Value::small_wrapping(p as i64 + 1));
                    }
                }
            }
            None if open => {
                let heads = m.new_list_sized(count)?;
                for i in 0..count {
                    let s = sequence(m, i);
                    if at(m, i) < m.list_len(s) {
                        let head = m.list_item(s, at(m, i));
                        if !(0..m.list_len(heads)).any(|j| m.list_item(heads, j) == head) {
                            m.list_push(heads, head)?;
                        }
                    }
                }
                return Err(inconsistent(m, heads));
            }
            None => return m.list_to_tuple(result),
        }
    }
}

/// The TypeError that names the classes of which none can come next.
fn inconsistent(m: &mut Machine, heads: Ref) -> Raised {
    let mut text = match crate::machine::Text::new(m) {
        Ok(t) => t,
        Err(raised) => return raised,
    };
    let written = (|| {
        text.push_str(
            m,
            "Cannot create a consistent method resolution\norder (MRO) for bases ",
        )?;
        for i in 0..m.list_len(heads) {
            if i > 0 {
                text.push_str(m, ", ")?;
            }
            let name = m.type_name(m.list_item(heads, i));
            text.push_all(m, name)?;
        }
        text.finish(m)
    })();
    match written {
        Ok(message) => m.raise_with(types::TYPE_ERROR, message),
        Err(raised) => raised,
    }
}
