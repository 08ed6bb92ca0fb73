//! `module` objects.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::types;
use crate::value::Value;

pub static MODULE_TYPE: Space = Space::class(n::module, types::OBJECT, &[]);

/// Attributes of modules that are not in their dict: `__dict__`, and what a module's `__getattr__` gives.
pub fn attr(
    _m: &mut Machine,
    _module: Value,
    _r: crate::value::Ref,
    _name: Value,
) -> R<Option<Value>> {
    Ok(None)
}

/// `module.name = value`; a `value` of UNBOUND deletes.
pub fn set_attr(m: &mut Machine, module: crate::value::Ref, name: Value, value: Value) -> R<()> {
    if m.heap.value(module, 3).as_type().is_some() {
        m.flush_caches();
    }
    let Some(dict) = m.heap.value(module, 2).as_ref() else {
        return Ok(());
    };
    if value.is_unbound() {
        return match m.dict_remove(dict, name)? {
            Some(_) => Ok(()),
            None => Err(m.no_attribute(Value::reference(module), name)),
        };
    }
    m.name_set(dict, name, value)
}
