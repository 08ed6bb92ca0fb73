//! Making classes: the class statement, the method resolution order, what a class knows of itself.

use super::bases::{add_subclass, has_payload, layout, linearize, resolve_bases};
use crate::code::opcode::Op;
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::object::{class, code};
use crate::types;
use crate::value::{Ref, Value};

/// A class statement: runs the body function over a new namespace and calls the metaclass.
pub fn build(m: &mut Machine, body: Value, name: Value, bases: Value, keywords: Value) -> R {
    let original = bases;
    let bases = resolve_bases(m, bases)?;
    m.keep(bases);
    let keywords = match keywords.as_ref() {
        Some(d) => {
            let copy = m.new_dict()?;
            types::dict::update(m, copy, Value::reference(d))?;
            copy
        }
        None => Value::UNBOUND,
    };
    let mut meta = Value::builtin_type(types::TYPE);
    let mut explicit = false;
    if let Some(d) = keywords.as_ref()
        && let Some(given) = m.dict_remove(d, Value::name(n::metaclass))?
    {
        meta = given;
        explicit = true;
        m.keep(meta);
    } else if m.tuple_len(bases) > 0 {
        let first = m.tuple_item(bases, 0);
        meta = m.type_of(first);
    }
    if !explicit || m.is_type(meta) {
        meta = most_derived_metaclass(m, meta, bases)?;
    }
    let namespace = match m.find_attr(meta, Value::name(n::__prepare__))? {
        Some(prepare) if meta != Value::builtin_type(types::TYPE) => {
            m.keep(prepare);
            let args = m.new_tuple(&[name, bases])?;
            m.call_spread(prepare, args, keywords)?
        }
        _ => m.new_dict()?,
    };
    m.keep(namespace);
    if m.as_native(namespace, Kind::Dict).is_none()
        && m.special(namespace, n::__getitem__).is_none()
    {
        let name = m.type_name(meta);
        return Err(m.type_error(&[
            Piece::V(name),
            Piece::S(".__prepare__() must return a mapping, not "),
            Piece::T(namespace),
        ]));
    }
    m.run_namespace(body, namespace)?;
    if original != bases {
        m.set_item(namespace, Value::name(n::__orig_bases__), original)?;
        if let Some(params) = types::typing::params_of_bases(m, original) {
            m.set_item(namespace, Value::name(n::__type_params__), params)?;
        }
    }
    if meta == Value::builtin_type(types::TYPE) {
        return new_type(m, meta, name, bases, namespace, keywords);
    }
    let args = m.new_tuple(&[name, bases, namespace])?;
    m.call_spread(meta, args, keywords)
}

pub(super) fn most_derived_metaclass(m: &mut Machine, meta: Value, bases: Value) -> R {
    let mut winner = meta;
    for i in 0..m.tuple_len(bases) {
        let base = m.tuple_item(bases, i);
        let other = m.type_of(base);
        if m.is_subclass(winner, other) {
            continue;
        }
        if m.is_subclass(other, winner) {
            winner = other;
            continue;
        }
        return Err(m.type_error(&[Piece::S(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        )]));
    }
    Ok(winner)
}

/// `type(name, bases, namespace, **keywords)`.
pub fn new_type(
    m: &mut Machine,
    meta: Value,
    name: Value,
    bases: Value,
    namespace: Value,
    keywords: Value,
) -> R {
    let bases = if m.tuple_len(bases) == 0 {
        m.new_tuple(&[Value::builtin_type(types::OBJECT)])?
    } else {
        bases
    };
    let meta = most_derived_metaclass(m, meta, bases)?;
    for i in 0..m.tuple_len(bases) {
        let base = m.tuple_item(bases, i);
        if !m.is_type(base) {
            return Err(m.type_error(&[Piece::S("bases must be types")]));
        }
        for j in 0..i {
            if m.tuple_item(bases, j) == base {
                let base_name = m.type_name(base);
                return Err(m.type_error(&[Piece::S("duplicate base class "), Piece::V(base_name)]));
            }
        }
    }
    let layout = layout(m, bases)?;
    let dict = m.new_dict()?;
    let Some(d) = dict.as_ref() else {
        return Err(m.out_of_memory());
    };
    types::dict::update(m, dict, namespace)?;

    let c = m.alloc(Kind::Class, 0, 1 + class::FIELDS)?;
    let class_value = Value::reference(c);
    m.heap.set_value(c, class::NAME, name);
    m.heap.set_value(c, class::BASES, bases);
    m.heap.set_value(c, class::DICT, dict);
    m.heap.set_value(c, class::METACLASS, meta);
    m.heap
        .set_value(c, class::LAYOUT, Value::builtin_type(layout));
    m.heap.set_value(c, class::FLAGS, Value::small_wrapping(0));
    let qualname = match m.dict_remove(d, Value::name(n::__qualname__))? {
        Some(q) if m.str_bytes(q).is_some() => q,
        Some(q) => {
            return Err(m.type_error(&[
                Piece::S("type __qualname__ must be a str, not "),
                Piece::T(q),
            ]));
        }
        None => name,
    };
    m.heap.set_value(c, class::QUALNAME, qualname);
    let order = linearize(m, class_value, bases)?;
    m.heap.set_value(c, class::MRO, order);
    if meta.as_ref().is_some()
        && let Some(own_mro) = m.own_special(class_value, n::mro)
    {
        let order = m.call_special(own_mro, class_value, &[])?;
        let order = m.tuple_of(order)?;
        m.heap.set_value(c, class::MRO, order);
    }
    if m.name_get(d, Value::name(n::__module__)).is_none()
        && let Some(globals) = m.current_globals()
        && let Some(module) = m.name_get(globals, Value::name(n::__name__))
    {
        m.name_set(d, Value::name(n::__module__), module)?;
    }
    if m.name_get(d, Value::name(n::__eq__)).is_some()
        && m.name_get(d, Value::name(n::__hash__)).is_none()
    {
        m.name_set(d, Value::name(n::__hash__), Value::NONE)?;
    }
    implicit_methods(m, d)?;
    let own_slots = add_slots(m, class_value, d)?;
    if m.name_get(d, Value::name(n::__doc__)).is_none() {
        m.name_set(d, Value::name(n::__doc__), Value::NONE)?;
    }
    let payload = usize::from(has_payload(m, layout));
    let shape = m.new_shape(class_value, Value::NONE, Value::UNBOUND, payload)?;
    m.heap.set_value(c, class::SHAPE, Value::reference(shape));
    let slots = expected_slots(m, d, bases).max(own_slots) + payload;
    m.heap.set_value(
        c,
        class::SLOTS,
        Value::small_wrapping(slots.clamp(1 + payload, 64) as i64),
    );
    let slotted = own_slots != usize::MAX
        && all_bases_slotted(m, bases)
        && m.name_get(d, Value::name(n::__slots__)).is_some();
    if slotted {
        m.heap.set_value(
            c,
            class::FLAGS,
            Value::small_wrapping(class::flags::SLOTTED),
        );
    }
    update_flags(m, c);
    for i in 0..m.tuple_len(bases) {
        let base = m.tuple_item(bases, i);
        add_subclass(m, base, class_value)?;
    }
    if let Some(cell) = m.dict_remove(d, Value::name(n::__classcell__))?
        && let Some(r) = m.heap.as_kind(cell, Kind::Cell)
    {
        m.heap.set_value(r, 1, class_value);
    }
    announce(m, class_value, d, keywords)?;
    Ok(class_value)
}

/// Some special methods are static or class methods without being declared so.
fn implicit_methods(m: &mut Machine, dict: Ref) -> R<()> {
    for (name, kind) in [
        (n::__new__, types::STATICMETHOD),
        (n::__init_subclass__, types::CLASSMETHOD),
        (n::__class_getitem__, types::CLASSMETHOD),
    ] {
        if let Some(f) = m.name_get(dict, Value::name(name))
            && m.heap.is(f, Kind::Function)
        {
            let wrapped = m.new_record(kind, &[f])?;
            m.name_set(dict, Value::name(name), wrapped)?;
        }
    }
    Ok(())
}

/// `__slots__`: a descriptor for each name. How many; `usize::MAX` if a `__dict__` is among them.
fn add_slots(m: &mut Machine, class: Value, dict: Ref) -> R<usize> {
    let Some(slots) = m.name_get(dict, Value::name(n::__slots__)) else {
        return Ok(0);
    };
    let names = if m.str_bytes(slots).is_some() {
        m.new_list(&[slots])?
    } else {
        Value::reference(m.list_of(slots)?)
    };
    let Some(list) = names.as_ref() else {
        return Ok(0);
    };
    let mut with_dict = false;
    for i in 0..m.list_len(list) {
        let name = m.list_item(list, i);
        if m.str_bytes(name).is_none() {
            return Err(m.type_error(&[
                Piece::S("__slots__ items must be strings, not '"),
                Piece::T(name),
                Piece::S("'"),
            ]));
        }
        let name = mangle(m, class, name)?;
        if name == Value::name(n::__dict__) {
            with_dict = true;
            continue;
        }
        if name == Value::name(n::__weakref__) {
            continue;
        }
        let identifier = m.str_bytes(name).is_some_and(|b| {
            !b.is_empty()
                && !b[0].is_ascii_digit()
                && b.iter()
                    .all(|c| c.is_ascii_alphanumeric() || *c == b'_' || *c >= 0x80)
        });
        if !identifier {
            return Err(m.type_error(&[Piece::S("__slots__ must be identifiers")]));
        }
        if let Some(known) = m.name_get(dict, name) {
            // The same name twice is one slot.
            if m.as_record(known, types::MEMBER_DESCRIPTOR)
                .is_some_and(|r| m.heap.value(r, 1) == class && m.heap.value(r, 2) == name)
            {
                continue;
            }
            return Err(m.value_error(&[
                Piece::R(name),
                Piece::S(" in __slots__ conflicts with class variable"),
            ]));
        }
        let layout = m.layout_of(class);
        if matches!(
            layout,
            types::INT | types::BYTES | types::TUPLE | types::TYPE
        ) {
            return Err(m.type_error(&[
                Piece::S("nonempty __slots__ not supported for subtype of '"),
                Piece::V(Value::name(m.space(layout.0).name)),
                Piece::S("'"),
            ]));
        }
        let slot = m.new_record(types::MEMBER_DESCRIPTOR, &[class, name])?;
        m.name_set(dict, name, slot)?;
    }
    Ok(if with_dict {
        usize::MAX
    } else {
        m.list_len(list)
    })
}

/// A private name inside a class: `__x` becomes `_Class__x`.
pub fn mangle(m: &mut Machine, class: Value, name: Value) -> R {
    let bytes = m.str_bytes(name).unwrap_or(b"");
    if !bytes.starts_with(b"__") || bytes.ends_with(b"__") || bytes.contains(&b'.') {
        return m.intern_value(name);
    }
    let own = m.type_name(class);
    let skip = m
        .str_bytes(own)
        .map_or(0, |b| b.iter().take_while(|c| **c == b'_').count());
    let len = m.str_bytes(own).map_or(0, <[u8]>::len);
    let own = m.new_str_from(own, skip, len)?;
    let text = m.message(&[Piece::S("_"), Piece::V(own), Piece::V(name)])?;
    m.intern_value(text)
}

pub(super) fn all_bases_slotted(m: &Machine, bases: Value) -> bool {
    (0..m.tuple_len(bases)).all(|i| {
        let base = m.tuple_item(bases, i);
        match m.heap.as_kind(base, Kind::Class) {
            Some(c) => m
                .heap
                .value(c, class::FLAGS)
                .as_small()
                .is_some_and(|f| f & class::flags::SLOTTED != 0),
            None => true,
        }
    })
}

/// A guess at how many attributes an instance will have: what `__init__` stores in its first parameter, and what the
/// bases expect.
fn expected_slots(m: &mut Machine, dict: Ref, bases: Value) -> usize {
    let inherited = (0..m.tuple_len(bases))
        .filter_map(|i| m.heap.as_kind(m.tuple_item(bases, i), Kind::Class))
        .filter_map(|c| m.heap.value(c, class::SLOTS).as_small())
        .max()
        .unwrap_or(0) as usize;
    let Some(init) = m.name_get(dict, Value::name(n::__init__)) else {
        return inherited;
    };
    let Some(f) = m.heap.as_kind(init, Kind::Function) else {
        return inherited;
    };
    let code = m.code_of(f);
    let bytes = code::bytecode(&m.heap, code);
    let (mut seen, mut count, mut at) = ([0u16; 32], 0, 0);
    while let Some(op) = bytes.get(at).and_then(|b| Op::from_byte(*b)) {
        if op == Op::StoreAttr && bytes.get(at + 1) == Some(&2) {
            let name = u16::from_le_bytes([bytes[at + 2], bytes[at + 3]]);
            if count < seen.len() && !seen[..count].contains(&name) {
                seen[count] = name;
                count += 1;
            }
        }
        at += op.size();
    }
    let calls_base = inherited > 0;
    if calls_base { inherited + count } else { count }
}

/// What the hot paths ask of a class, from its own dict and its bases; then for its subclasses.
pub(super) fn update_flags(m: &mut Machine, c: Ref) {
    use class::flags::*;
    m.class_changed();
    let mut flags = m.heap.value(c, class::FLAGS).as_small().unwrap_or(0) & SLOTTED;
    let class_value = Value::reference(c);
    for (name, flag) in [
        (n::__getattr__, GETATTR),
        (n::__getattribute__, GETATTR | GETATTRIBUTE),
        (n::__setattr__, SETATTR),
        (n::__delattr__, SETATTR),
        (n::__del__, FINALISER),
        (n::__new__, CUSTOM_NEW),
    ] {
        if m.lookup(class_value, Value::name(name))
            .is_some_and(|f| match f.as_immediate() {
                Some(crate::value::Immediate::Native { space, .. }) => {
                    name != n::__new__ && space != types::OBJECT.0 && space != types::TYPE.0
                }
                Some(_) => f.is_none(),
                None => f.as_ref().is_some(),
            })
        {
            flags |= flag;
        }
    }
    if flags & GETATTRIBUTE != 0 && m.lookup(class_value, Value::name(n::__getattr__)).is_none() {
        flags &= !GETATTR;
    }
    let layout = m.layout_of(class_value);
    let is =
        |m: &Machine, base| m.is_subclass(Value::builtin_type(layout), Value::builtin_type(base));
    if is(m, types::BASE_EXCEPTION) {
        flags |= EXCEPTION;
    }
    if is(m, types::TYPE) {
        flags |= METACLASS;
    }
    if layout != types::OBJECT {
        flags |= CUSTOM_NEW;
    }
    let meta = m.heap.value(c, class::METACLASS);
    if meta.as_ref().is_some() && m.own_special(class_value, n::__call__).is_some() {
        flags |= CUSTOM_NEW;
    }
    if let Some(d) = m.heap.value(c, class::DICT).as_ref()
        && m.name_get(d, Value::name(n::__abstractmethods__)).is_some()
    {
        flags |= CUSTOM_NEW;
    }
    m.heap
        .set_value(c, class::FLAGS, Value::small_wrapping(flags));
    let Some(list) = m.heap.value(c, class::SUBCLASSES).as_ref() else {
        return;
    };
    for i in 0..m.list_len(list) {
        let sub = m.list_item(list, i);
        if let Some(s) = m.heap.as_kind(sub, Kind::Class) {
            // A chain of classes deeper than the native stack allows keeps its flags: only new specials would be missed.
            let _ = m.deeper(|m| {
                update_flags(m, s);
                Ok(())
            });
        }
    }
}

/// Tells the attributes their names, and the bases of their new subclass.
fn announce(m: &mut Machine, class: Value, dict: Ref, keywords: Value) -> R<()> {
    let names = m.new_list_sized(0)?;
    let mut at = 0;
    while let Some((name, v)) = m.table_next(dict, &mut at) {
        if m.has_special_methods(v) {
            m.list_push(names, name)?;
            m.list_push(names, v)?;
        }
    }
    for i in (0..m.list_len(names)).step_by(2) {
        let (name, v) = (m.list_item(names, i), m.list_item(names, i + 1));
        let hook = m
            .special(v, n::__set_name__)
            .filter(|f| m.native_item(*f).is_none() || m.heap.is(v, Kind::Record));
        if let Some(method) = hook {
            if m.call_special(method, v, &[class, name]).is_err() {
                let cause = m.take_pending();
                let owner = m.type_name(class);
                let raised = m.error(
                    types::RUNTIME_ERROR,
                    &[
                        Piece::S("Error calling __set_name__ on '"),
                        Piece::T(v),
                        Piece::S("' instance "),
                        Piece::R(name),
                        Piece::S(" in '"),
                        Piece::V(owner),
                        Piece::S("'"),
                    ],
                );
                let e = m.root(crate::machine::Root::Pending);
                if let Some(r) = m.heap.as_kind(e, Kind::Exception) {
                    use crate::object::exception;
                    m.heap.set_value(r, exception::CAUSE, cause);
                    m.heap.set_value(r, exception::CONTEXT, cause);
                    m.heap
                        .set_value(r, exception::FLAGS, Value::small_wrapping(1));
                }
                return Err(raised);
            }
        } else {
            types::descriptor::named(m, v, name);
        }
    }
    let order = m.heap.value(class.as_ref().unwrap_or(dict), class::MRO);
    for i in 1..m.tuple_len(order) {
        let base = m.tuple_item(order, i);
        let Some(b) = m.heap.as_kind(base, Kind::Class) else {
            continue;
        };
        let Some(d) = m.heap.value(b, class::DICT).as_ref() else {
            continue;
        };
        if let Some(hook) = m.name_get(d, Value::name(n::__init_subclass__)) {
            let bound = m.bind(hook, Value::UNBOUND, class)?;
            m.keep(bound);
            let none = m.new_tuple(&[])?;
            m.call_spread(bound, none, keywords)?;
            return Ok(());
        }
    }
    if keywords.as_ref().is_some_and(|d| m.table_len(d) > 0) {
        let name = m.type_name(class);
        return Err(m.type_error(&[
            Piece::V(name),
            Piece::S(".__init_subclass__() takes no keyword arguments"),
        ]));
    }
    Ok(())
}
