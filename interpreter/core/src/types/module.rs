//! `module` objects.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::{Args, Member, Native, R, Space, method, property};
use crate::types;
use crate::value::{Ref, Value};

pub static MODULE_TYPE: Space = Space::class(n::module, types::OBJECT, MEMBERS).new(
    Native::new(new, 2, 3)
        .named(&[n::__, n::name, n::doc], 3)
        .doc("module(name, doc=None) -- an empty module"),
);

static MEMBERS: &[Member] = &[
    property(n::__dict__, |m, v| {
        Ok(m.heap
            .as_kind(v, Kind::Module)
            .map_or(Value::NONE, |r| m.heap.value(r, 2)))
    }),
    method(n::__repr__, |m, args| repr(m, args.at(m, 0)), 1, 1),
];

fn new(m: &mut Machine, args: Args) -> R {
    let name = args.at(m, 1);
    if m.str_bytes(name).is_none() {
        return Err(m.type_error(&[
            Piece::S("module() argument 'name' must be str, not "),
            Piece::T(name),
        ]));
    }
    let dict = m.new_dict()?;
    let module = m.new_module(name, dict, Value::UNBOUND)?;
    let doc = args.get(m, 2).unwrap_or(Value::NONE);
    if let Some(d) = dict.as_ref() {
        for (key, v) in [
            (n::__doc__, doc),
            (n::__package__, Value::NONE),
            (n::__loader__, Value::NONE),
            (n::__spec__, Value::NONE),
        ] {
            m.name_set(d, Value::name(key), v)?;
        }
    }
    Ok(module)
}

/// A name in a module's dict.
pub fn get(m: &mut Machine, module: Value, name: Name) -> Option<Value> {
    let r = m.heap.as_kind(module, Kind::Module)?;
    let dict = m.heap.value(r, 2).as_ref()?;
    m.name_get(dict, Value::name(name))
}

/// A function that says what else the module has (`__getattr__`, `__dir__`): its own, or that of its table in flash.
pub fn hook(m: &mut Machine, module: Value, name: Name) -> R<Option<Value>> {
    if let Some(own) = get(m, module, name) {
        return Ok(Some(own));
    }
    let space = m.heap.as_kind(module, Kind::Module);
    match space.and_then(|r| m.heap.value(r, 3).as_type()) {
        Some(space) => m.space_member(space.0, Value::name(name)),
        None => Ok(None),
    }
}

/// Whether the module's code is still running.
pub fn is_loading(m: &mut Machine, module: Value) -> bool {
    m.heap
        .as_kind(module, Kind::Module)
        .is_some_and(|r| m.heap.value(r, 3) == Value::FALSE)
}

/// Attributes of modules that are not in their dict: `__dict__`, and what a module's `__getattr__` gives.
pub fn attr(m: &mut Machine, module: Value, _r: Ref, name: Value) -> R<Option<Value>> {
    let class = Value::builtin_type(types::MODULE_TYPE);
    if name == Value::name(n::__class__) {
        return Ok(Some(class));
    }
    if let Some(found) = m.lookup(class, name) {
        return m.bind(found, module, class).map(Some);
    }
    if let Some(hook) = hook(m, module, n::__getattr__)? {
        return m.call(hook, &[name]).map(Some);
    }
    match name.as_name() {
        Some(n::__doc__) => Ok(Some(Value::NONE)),
        _ => Ok(None),
    }
}

/// `<module 'name' from 'file'>`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let name = get(m, v, n::__name__).unwrap_or(Value::NONE);
    let builtin = m
        .heap
        .as_kind(v, Kind::Module)
        .is_some_and(|r| m.heap.value(r, 3).as_type().is_some());
    match get(m, v, n::__file__) {
        Some(file) => m.message(&[
            Piece::S("<module "),
            Piece::R(name),
            Piece::S(" from "),
            Piece::R(file),
            Piece::S(">"),
        ]),
        None if builtin => m.message(&[
            Piece::S("<module "),
            Piece::R(name),
            Piece::S(" (built-in)>"),
        ]),
        None => m.message(&[Piece::S("<module "), Piece::R(name), Piece::S(">")]),
    }
}

/// `module.name = value`; a `value` of UNBOUND deletes.
pub fn set_attr(m: &mut Machine, module: Ref, name: Value, value: Value) -> R<()> {
    if m.heap.value(module, 3).as_type().is_some() {
        m.flush_caches();
    }
    if name == Value::name(n::__dict__) {
        return Err(m.error(types::ATTRIBUTE_ERROR, &[Piece::S("readonly attribute")]));
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
