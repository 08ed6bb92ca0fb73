//! `dir()`: the names that an object has by itself, by its class, by its module.

use super::class_flags;
use crate::machine::Machine;
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::object::{class, exception, shape};
use crate::types;
use crate::value::{Immediate, Ref, Value};

/// `dir(v)`: a sorted list of names.
pub fn dir(m: &mut Machine, v: Value) -> R {
    let names = match m.special(v, n::__dir__) {
        Some(method) if method.as_ref().is_some() => m.call_special(method, v, &[])?,
        _ => names_of(m, v)?,
    };
    let list = Value::reference(m.list_of(names)?);
    m.call_method(list, n::sort, &[])?;
    Ok(list)
}

/// What `object.__dir__`, `type.__dir__` and a module's `__dir__` know.
pub(super) fn names_of(m: &mut Machine, v: Value) -> R {
    let all = m.new_dict()?;
    let Some(names) = all.as_ref() else {
        return Err(m.out_of_memory());
    };
    if m.is_type(v) {
        add_class_names(m, names, v)?;
    } else if let Some(r) = m.heap.as_kind(v, Kind::Module) {
        if let Some(hook) = types::module::hook(m, v, n::__dir__)? {
            return m.call(hook, &[]);
        }
        if let Some(d) = m.heap.value(r, 2).as_ref() {
            add_keys(m, names, d)?;
        }
        if let Some(Immediate::Type(space)) = m.heap.value(r, 3).as_immediate() {
            for (name, _) in m.space(space.0).members {
                m.name_set(names, Value::name(*name), Value::NONE)?;
            }
        }
    } else {
        if let Some(r) = v.as_ref() {
            add_own_names(m, names, v, r)?;
        }
        let class = m.type_of(v);
        add_class_names(m, names, class)?;
    }
    let list = m.list_of(all)?;
    Ok(Value::reference(list))
}

fn add_keys(m: &mut Machine, names: Ref, dict: Ref) -> R<()> {
    let mut at = 0;
    while let Some((k, _)) = m.table_next(dict, &mut at) {
        if m.str_bytes(k).is_some() {
            m.name_set(names, k, Value::NONE)?;
        }
    }
    Ok(())
}

/// The attributes that an object has itself.
fn add_own_names(m: &mut Machine, names: Ref, v: Value, r: Ref) -> R<()> {
    match m.heap.kind(r) {
        Kind::Instance => {
            let header = m.heap.header(r);
            let mut s = m.shape_of(header);
            if m.heap.value(s, shape::NAME) == shape::DICT_MODE {
                if let Some(d) = m.heap.value(r, header.n() & 0xff).as_ref() {
                    add_keys(m, names, d)?;
                }
            } else {
                loop {
                    let name = m.heap.value(s, shape::NAME);
                    if !name.is_unbound() && m.own_attr(r, name).is_some() {
                        m.name_set(names, name, Value::NONE)?;
                    }
                    match m.heap.value(s, shape::PARENT).as_ref() {
                        Some(parent) => s = parent,
                        None => break,
                    }
                }
            }
            let class = m.type_of(v);
            if class_flags(m, class) & class::flags::SLOTTED == 0 {
                for name in [n::__dict__, n::__weakref__] {
                    m.name_set(names, Value::name(name), Value::NONE)?;
                }
            }
        }
        Kind::Exception => {
            if let Some(d) = m.heap.value(r, exception::DICT).as_ref() {
                add_keys(m, names, d)?;
            }
        }
        Kind::Function => {
            if let Some(d) = types::function::attributes(m, r) {
                add_keys(m, names, d)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn add_class_names(m: &mut Machine, names: Ref, class: Value) -> R<()> {
    let order = types::class::mro(m, class)?;
    for i in 0..m.tuple_len(order) {
        let base = m.tuple_item(order, i);
        if let Some(id) = base.as_type() {
            for (name, _) in m.space(id.0).members {
                m.name_set(names, Value::name(*name), Value::NONE)?;
            }
            let hidden = [n::__doc__, n::__new__];
            for name in hidden {
                m.name_set(names, Value::name(name), Value::NONE)?;
            }
        } else if let Some(d) = m
            .heap
            .as_kind(base, Kind::Class)
            .and_then(|c| m.heap.value(c, class::DICT).as_ref())
        {
            add_keys(m, names, d)?;
            for name in [n::__dict__, n::__weakref__] {
                m.name_set(names, Value::name(name), Value::NONE)?;
            }
        }
    }
    Ok(())
}
