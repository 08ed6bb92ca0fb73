//! What stands between an attribute and its value: `property`, `staticmethod`, `classmethod`, slots, and the views on
//! a class's dict.
//!
//! Records: property (getter, setter, deleter, doc, name), static and class methods (the function), slots (class, name;
//! for fields of a tuple also the index), mappingproxy (the dict).

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{ANY, Args, Item, Member, Native, R, Raised, Space, method, property, told};
use crate::types;
use crate::value::{Ref, TypeId, Value};

pub static PROPERTY: Space = Space::class(n::property, types::OBJECT, PROPERTY_MEMBERS)
    .new(
        Native::new(new_property, 1, 5)
            .named(&[n::__, n::fget, n::fset, n::fdel, n::doc], 5)
            .doc("property(fget=None, fset=None, fdel=None, doc=None) -- an attribute that functions compute"),
    )
    .subclassable();
pub static STATICMETHOD: Space = Space::class(n::staticmethod, types::OBJECT, STATIC_MEMBERS)
    .new(
        Native::new(new_static, 2, 2)
            .doc("staticmethod(function) -- a function in a class that gets no self"),
    )
    .subclassable();
pub static CLASSMETHOD: Space = Space::class(n::classmethod, types::OBJECT, CLASS_MEMBERS)
    .new(
        Native::new(new_class_method, 2, 2)
            .doc("classmethod(function) -- a method that gets the class instead of an instance"),
    )
    .subclassable();
pub static MEMBER_DESCRIPTOR: Space =
    Space::class(n::member_descriptor, types::OBJECT, MEMBER_MEMBERS);
pub static GETSET_DESCRIPTOR: Space = Space::class(
    n::getset_descriptor,
    types::OBJECT,
    types::function::NATIVE_MEMBERS,
);
pub static MAPPINGPROXY: Space = Space::class(n::mappingproxy, types::OBJECT, PROXY_MEMBERS)
    .new(Native::new(new_proxy, 2, 2).doc("mappingproxy(mapping) -- a view that cannot change it"));

pub use super::superobject::{SUPER, super_attr};

const GETTER: usize = 1;
const SETTER: usize = 2;
const DELETER: usize = 3;
const DOC: usize = 4;
const NAME: usize = 5;

static PROPERTY_MEMBERS: &[Member] = &[
    (
        n::__init__,
        Item::Method(
            Native::new(init_property, 1, 5).named(&[n::__, n::fget, n::fset, n::fdel, n::doc], 5),
        ),
    ),
    property(n::fget, |m, v| Ok(part(m, v, GETTER))),
    property(n::fset, |m, v| Ok(part(m, v, SETTER))),
    property(n::fdel, |m, v| Ok(part(m, v, DELETER))),
    (
        n::__doc__,
        Item::Property(property_doc, Some(set_property_doc)),
    ),
    property(n::__isabstractmethod__, property_is_abstract),
    (
        n::getter,
        Item::Method(
            Native::new(with_getter, 2, 2).doc("getter(function) -- a copy with this getter"),
        ),
    ),
    (
        n::setter,
        Item::Method(
            Native::new(with_setter, 2, 2).doc("setter(function) -- a copy with this setter"),
        ),
    ),
    (
        n::deleter,
        Item::Method(
            Native::new(with_deleter, 2, 2).doc("deleter(function) -- a copy with this deleter"),
        ),
    ),
    method(n::__get__, get_method, 2, 3),
    method(n::__set__, set_method, 3, 3),
    method(n::__delete__, delete_method, 2, 2),
    method(n::__set_name__, set_name_method, 3, 3),
];

static STATIC_MEMBERS: &[Member] = &[
    method(n::__init__, init_wrapper, 1, 2),
    property(n::__func__, |m, v| Ok(part(m, v, 1))),
    property(n::__wrapped__, |m, v| Ok(part(m, v, 1))),
    property(n::__isabstractmethod__, wrapper_is_abstract),
    property(n::__name__, |m, v| forward(m, v, n::__name__)),
    property(n::__qualname__, |m, v| forward(m, v, n::__qualname__)),
    property(n::__doc__, |m, v| forward(m, v, n::__doc__)),
    property(n::__module__, |m, v| forward(m, v, n::__module__)),
    property(n::__annotations__, |m, v| forward(m, v, n::__annotations__)),
    property(n::__dict__, |m, v| forward(m, v, n::__dict__)),
    method(n::__get__, get_method, 2, 3),
    method(n::__repr__, static_repr, 1, 1),
    (
        n::__call__,
        Item::Method(Native::new(call_static, 1, ANY).collect()),
    ),
];

static CLASS_MEMBERS: &[Member] = &[
    method(n::__init__, init_wrapper, 1, 2),
    property(n::__func__, |m, v| Ok(part(m, v, 1))),
    property(n::__wrapped__, |m, v| Ok(part(m, v, 1))),
    property(n::__isabstractmethod__, wrapper_is_abstract),
    property(n::__name__, |m, v| forward(m, v, n::__name__)),
    property(n::__qualname__, |m, v| forward(m, v, n::__qualname__)),
    property(n::__doc__, |m, v| forward(m, v, n::__doc__)),
    property(n::__module__, |m, v| forward(m, v, n::__module__)),
    property(n::__annotations__, |m, v| forward(m, v, n::__annotations__)),
    property(n::__dict__, |m, v| forward(m, v, n::__dict__)),
    method(n::__get__, get_method, 2, 3),
    method(n::__repr__, class_method_repr, 1, 1),
];

static MEMBER_MEMBERS: &[Member] = &[
    property(n::__name__, |m, v| Ok(part(m, v, 2))),
    property(n::__objclass__, |m, v| Ok(part(m, v, 1))),
    property(n::__qualname__, |m, v| {
        let (class, name) = (part(m, v, 1), part(m, v, 2));
        let class = m.type_name(class);
        m.message(&[Piece::V(class), Piece::S("."), Piece::V(name)])
    }),
    method(n::__get__, get_method, 2, 3),
    method(n::__set__, set_method, 3, 3),
    method(n::__delete__, delete_method, 2, 2),
    method(n::__repr__, member_repr, 1, 1),
];

/// The record behind `v`: itself, or what an instance of a subclass holds.
fn record(m: &Machine, v: Value) -> Option<(TypeId, Ref)> {
    let r = m.as_native(v, Kind::Record)?;
    Some((TypeId((m.heap.header(r).n() >> 8) as u16), r))
}

fn part(m: &Machine, v: Value, i: usize) -> Value {
    record(m, v)
        .filter(|(_, r)| m.heap.header(*r).n() & 0xff >= i)
        .map_or(Value::NONE, |(_, r)| m.heap.value(r, i))
}

fn set_part(m: &mut Machine, v: Value, i: usize, x: Value) {
    if let Some((_, r)) = record(m, v)
        && m.heap.header(r).n() & 0xff >= i
    {
        m.heap.set_value(r, i, x);
    }
}

fn new_property(m: &mut Machine, args: Args) -> R {
    let fields = [Value::NONE; 5];
    let made = m.new_record(types::PROPERTY, &fields)?;
    fill_property(m, made, args)?;
    let class = args.at(m, 0);
    types::class::wrap_payload(m, class, made)
}

fn init_property(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    fill_property(m, v, args)?;
    Ok(Value::NONE)
}

fn fill_property(m: &mut Machine, v: Value, args: Args) -> R<()> {
    for i in GETTER..=DOC {
        let x = args.get(m, i).unwrap_or(Value::NONE);
        set_part(m, v, i, x);
    }
    Ok(())
}

fn property_doc(m: &mut Machine, v: Value) -> R {
    let own = part(m, v, DOC);
    let getter = part(m, v, GETTER);
    if own.is_none() && !getter.is_none() {
        return Ok(m
            .find_attr(getter, Value::name(n::__doc__))?
            .unwrap_or(Value::NONE));
    }
    Ok(own)
}

fn set_property_doc(m: &mut Machine, v: Value, doc: Value) -> R<()> {
    set_part(m, v, DOC, doc.given().unwrap_or(Value::NONE));
    Ok(())
}

fn is_abstract(m: &mut Machine, f: Value) -> R<bool> {
    if f.is_none() {
        return Ok(false);
    }
    match m.find_attr(f, Value::name(n::__isabstractmethod__))? {
        Some(v) => m.truth(v),
        None => Ok(false),
    }
}

fn property_is_abstract(m: &mut Machine, v: Value) -> R {
    for i in GETTER..=DELETER {
        let f = part(m, v, i);
        if is_abstract(m, f)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn wrapper_is_abstract(m: &mut Machine, v: Value) -> R {
    let f = part(m, v, 1);
    Ok(Value::bool(is_abstract(m, f)?))
}

/// A copy of a property with one function replaced; of a subclass, a new instance of it.
fn with(m: &mut Machine, args: Args, i: usize) -> R {
    let (v, f) = (args.at(m, 0), args.at(m, 1));
    let mut fields = [Value::NONE; 4];
    for (at, field) in fields.iter_mut().enumerate() {
        *field = part(m, v, GETTER + at);
    }
    fields[i - GETTER] = f;
    let class = m.type_of(v);
    let made = m.call(class, &fields)?;
    let name = part(m, v, NAME);
    set_part(m, made, NAME, name);
    Ok(made)
}

fn with_getter(m: &mut Machine, args: Args) -> R {
    with(m, args, GETTER)
}

fn with_setter(m: &mut Machine, args: Args) -> R {
    with(m, args, SETTER)
}

fn with_deleter(m: &mut Machine, args: Args) -> R {
    with(m, args, DELETER)
}

fn set_name_method(m: &mut Machine, args: Args) -> R {
    let (v, name) = (args.at(m, 0), args.at(m, 2));
    named(m, v, name);
    Ok(Value::NONE)
}

fn get_method(m: &mut Machine, args: Args) -> R {
    let (v, instance) = (args.at(m, 0), args.at(m, 1));
    let class = args.get(m, 2).filter(|c| !c.is_none());
    if instance.is_none() && class != Some(Value::builtin_type(types::NONE_TYPE)) {
        let Some(class) = class else {
            return Err(m.type_error(&[Piece::S("__get__(None, None) is invalid")]));
        };
        return get(m, v, Value::UNBOUND, class);
    }
    let class = class.unwrap_or_else(|| m.type_of(instance));
    get(m, v, instance, class)
}

fn set_method(m: &mut Machine, args: Args) -> R {
    let (v, instance, x) = (args.at(m, 0), args.at(m, 1), args.at(m, 2));
    set(m, v, instance, x)?;
    Ok(Value::NONE)
}

fn delete_method(m: &mut Machine, args: Args) -> R {
    let (v, instance) = (args.at(m, 0), args.at(m, 1));
    set(m, v, instance, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn new_wrapper(m: &mut Machine, args: Args, id: TypeId) -> R {
    let f = args.get(m, 1).unwrap_or(Value::NONE);
    let made = m.new_record(id, &[f])?;
    let class = args.at(m, 0);
    types::class::wrap_payload(m, class, made)
}

fn new_static(m: &mut Machine, args: Args) -> R {
    new_wrapper(m, args, types::STATICMETHOD)
}

fn new_class_method(m: &mut Machine, args: Args) -> R {
    new_wrapper(m, args, types::CLASSMETHOD)
}

fn init_wrapper(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if let Some(f) = args.get(m, 1) {
        set_part(m, v, 1, f);
    }
    Ok(Value::NONE)
}

/// What the wrapped function says of itself.
fn forward(m: &mut Machine, v: Value, name: crate::names::Name) -> R {
    let f = part(m, v, 1);
    m.getattr(f, Value::name(name))
}

fn static_repr(m: &mut Machine, args: Args) -> R {
    let f = part(m, args.at(m, 0), 1);
    m.message(&[Piece::S("<staticmethod("), Piece::R(f), Piece::S(")>")])
}

fn class_method_repr(m: &mut Machine, args: Args) -> R {
    let f = part(m, args.at(m, 0), 1);
    m.message(&[Piece::S("<classmethod("), Piece::R(f), Piece::S(")>")])
}

fn member_repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (class, name) = (part(m, v, 1), part(m, v, 2));
    let class = m.type_name(class);
    m.message(&[
        Piece::S("<member '"),
        Piece::V(name),
        Piece::S("' of '"),
        Piece::V(class),
        Piece::S("' objects>"),
    ])
}

fn call_static(m: &mut Machine, args: Args) -> R {
    let f = part(m, args.at(m, 0), 1);
    let count = args.len() - 2;
    let keywords = args.at(m, args.len() - 1);
    let positional = m.new_tuple_of(args.rest(1), count)?;
    m.call_spread(f, positional, keywords)
}

/// What reading an attribute gives when a record was found in the class; the record itself if it is no descriptor.
pub fn get(m: &mut Machine, found: Value, instance: Value, class: Value) -> R {
    let Some((id, r)) = record(m, found) else {
        return Ok(found);
    };
    match id {
        types::PROPERTY => {
            if instance.is_unbound() {
                return Ok(found);
            }
            let getter = m.heap.value(r, GETTER);
            if getter.is_none() {
                return Err(no_accessor(m, r, instance, "getter"));
            }
            m.call(getter, &[instance])
        }
        types::STATICMETHOD => Ok(m.heap.value(r, 1)),
        types::CLASSMETHOD => {
            let f = m.heap.value(r, 1);
            let meta = m.type_of(class);
            if m.is_plain_method(f) {
                return m.new_object(Kind::Method, 0, &[f, class]);
            }
            let is_descriptor =
                m.heap.is(f, Kind::Record) || m.own_special(f, n::__get__).is_some();
            if is_descriptor {
                return m.bind(f, class, meta);
            }
            m.new_object(Kind::Method, 0, &[f, class])
        }
        types::MEMBER_DESCRIPTOR => {
            if instance.is_unbound() {
                return Ok(found);
            }
            let (own, name) = (m.heap.value(r, 1), m.heap.value(r, 2));
            if m.heap.header(r).n() & 0xff > 2 {
                let i = m.heap.value(r, 3).as_small().unwrap_or(0) as usize;
                if i < m.tuple_len(instance) {
                    return Ok(m.tuple_item(instance, i));
                }
            }
            check_owner(m, own, name, instance)?;
            let slot = instance.as_ref().and_then(|i| match m.heap.kind(i) {
                Kind::Instance => m.own_attr(i, name),
                Kind::Exception => m
                    .heap
                    .value(i, crate::object::exception::DICT)
                    .as_ref()
                    .and_then(|d| m.name_get(d, name)),
                _ => None,
            });
            match slot {
                Some(v) => Ok(v),
                None => Err(m.no_attribute(instance, name)),
            }
        }
        _ => {
            let Some(method) = m.special(found, n::__get__) else {
                return Ok(found);
            };
            let instance = instance.given().unwrap_or(Value::NONE);
            m.call_special(method, found, &[instance, class])
        }
    }
}

/// A slot belongs to instances of its class.
fn check_owner(m: &mut Machine, class: Value, name: Value, instance: Value) -> R<()> {
    let of = m.type_of(instance);
    if m.is_subclass(of, class) {
        return Ok(());
    }
    let class = m.type_name(class);
    Err(m.type_error(&[
        Piece::S("descriptor '"),
        Piece::V(name),
        Piece::S("' for '"),
        Piece::V(class),
        Piece::S("' objects doesn't apply to a '"),
        Piece::T(instance),
        Piece::S("' object"),
    ]))
}

fn no_accessor(m: &mut Machine, r: Ref, instance: Value, what: &str) -> Raised {
    let name = m.heap.value(r, NAME);
    let class = m.type_of(instance);
    let class = match types::class::qualname(m, class) {
        Ok(c) => c,
        Err(raised) => return raised,
    };
    let middle = if name.is_none() { "" } else { " " };
    let mut pieces = [
        Piece::S("property"),
        Piece::S(middle),
        Piece::S(""),
        Piece::S(" of '"),
        Piece::V(class),
        Piece::S("' object has no "),
        Piece::S(what),
    ];
    if !name.is_none() {
        pieces[2] = Piece::R(name);
    }
    m.error(types::ATTRIBUTE_ERROR, &pieces)
}

/// Whether a record (or an instance of a subclass of property) is a data descriptor.
pub fn is_data(m: &Machine, found: Value) -> bool {
    let Some((id, _)) = record(m, found) else {
        return false;
    };
    match id {
        types::PROPERTY | types::MEMBER_DESCRIPTOR => true,
        types::STATICMETHOD | types::CLASSMETHOD => false,
        id => {
            let members = m.space(id.0);
            members.find(n::__set__).is_some() || members.find(n::__delete__).is_some()
        }
    }
}

/// Whether this is the slot `name`, so that instances keep it where they keep other attributes.
pub fn is_slot(m: &Machine, found: Value, name: Value) -> bool {
    m.as_record(found, types::MEMBER_DESCRIPTOR)
        .is_some_and(|r| m.heap.header(r).n() & 0xff == 2 && m.heap.value(r, 2) == name)
}

/// Sets (or deletes, with UNBOUND) through a property or slot; false if `found` is none.
pub fn set(m: &mut Machine, found: Value, instance: Value, value: Value) -> R<bool> {
    let Some((id, r)) = record(m, found) else {
        return Ok(false);
    };
    match id {
        types::PROPERTY => {
            let (i, what) = if value.is_unbound() {
                (DELETER, "deleter")
            } else {
                (SETTER, "setter")
            };
            let f = m.heap.value(r, i);
            if f.is_none() {
                return Err(no_accessor(m, r, instance, what));
            }
            let args = [instance, value];
            let count = if value.is_unbound() { 1 } else { 2 };
            m.call(f, &args[..count])?;
            Ok(true)
        }
        types::MEMBER_DESCRIPTOR => {
            let (own, name) = (m.heap.value(r, 1), m.heap.value(r, 2));
            if m.heap.header(r).n() & 0xff > 2 {
                return Err(m.error(types::ATTRIBUTE_ERROR, &[Piece::S("readonly attribute")]));
            }
            check_owner(m, own, name, instance)?;
            let Some(i) = instance.as_ref() else {
                return Ok(false);
            };
            if m.heap.header(i).is(Kind::Exception) {
                types::exceptions::set_attr(m, instance, name, value)?;
                return Ok(true);
            }
            if value.is_unbound() {
                if m.own_attr(i, name).is_none() {
                    return Err(m.raise_with(types::ATTRIBUTE_ERROR, name));
                }
                if let crate::ops::Place::Dict(d) = m.place_of(i, name) {
                    m.dict_remove(d, name)?;
                    return Ok(true);
                }
            }
            m.set_own_attr(i, name, value)?;
            Ok(true)
        }
        types::STATICMETHOD | types::CLASSMETHOD => Ok(false),
        _ => {
            let name = if value.is_unbound() {
                n::__delete__
            } else {
                n::__set__
            };
            let Some(method) = m.special(found, name) else {
                return Ok(false);
            };
            let args = [instance, value];
            let count = if value.is_unbound() { 1 } else { 2 };
            m.call_special(method, found, &args[..count])?;
            Ok(true)
        }
    }
}

/// Tells a slot or property the name it has in its class.
pub fn named(m: &mut Machine, v: Value, name: Value) {
    if let Some((types::PROPERTY, r)) = record(m, v) {
        m.heap.set_value(r, NAME, name);
    }
}

static PROXY_MEMBERS: &[Member] = &[
    method(n::__getitem__, proxy_item, 2, 2),
    method(n::__contains__, proxy_contains, 2, 2),
    method(n::__len__, proxy_len, 1, 1),
    method(n::__iter__, proxy_iter, 1, 1),
    method(n::__repr__, proxy_repr, 1, 1),
    method(n::__eq__, proxy_eq, 2, 2),
    (n::__hash__, Item::Value(Value::NONE)),
    told(
        n::get,
        |m, args| proxy_call(m, args, n::get),
        2,
        3,
        "get(key, default=None) -- the value of a key, or the default",
    ),
    told(
        n::keys,
        |m, args| proxy_call(m, args, n::keys),
        1,
        1,
        "keys() -- a view of the keys",
    ),
    told(
        n::values,
        |m, args| proxy_call(m, args, n::values),
        1,
        1,
        "values() -- a view of the values",
    ),
    told(
        n::items,
        |m, args| proxy_call(m, args, n::items),
        1,
        1,
        "items() -- a view of the pairs (key, value)",
    ),
    told(
        n::copy,
        |m, args| proxy_call(m, args, n::copy),
        1,
        1,
        "copy() -- a dict of the same items",
    ),
];

fn new_proxy(m: &mut Machine, args: Args) -> R {
    let mapping = args.at(m, 1);
    m.new_record(types::MAPPINGPROXY, &[mapping])
}

fn proxy_call(m: &mut Machine, args: Args, name: crate::names::Name) -> R {
    let mapping = part(m, args.at(m, 0), 1);
    let given = [
        args.get(m, 1).unwrap_or(Value::NONE),
        args.get(m, 2).unwrap_or(Value::NONE),
    ];
    m.call_method(mapping, name, &given[..(args.len() - 1).min(2)])
}

fn proxy_item(m: &mut Machine, args: Args) -> R {
    let mapping = part(m, args.at(m, 0), 1);
    m.get_item(mapping, args.at(m, 1))
}

fn proxy_contains(m: &mut Machine, args: Args) -> R {
    let mapping = part(m, args.at(m, 0), 1);
    Ok(Value::bool(m.contains(mapping, args.at(m, 1))?))
}

fn proxy_len(m: &mut Machine, args: Args) -> R {
    let mapping = part(m, args.at(m, 0), 1);
    let len = m.len(mapping)?;
    m.new_int(len as i64)
}

fn proxy_iter(m: &mut Machine, args: Args) -> R {
    let mapping = part(m, args.at(m, 0), 1);
    m.iter(mapping)
}

fn proxy_repr(m: &mut Machine, args: Args) -> R {
    let mapping = part(m, args.at(m, 0), 1);
    m.message(&[Piece::S("mappingproxy("), Piece::R(mapping), Piece::S(")")])
}

fn proxy_eq(m: &mut Machine, args: Args) -> R {
    let mapping = part(m, args.at(m, 0), 1);
    let mut other = args.at(m, 1);
    if m.as_record(other, types::MAPPINGPROXY).is_some() {
        other = part(m, other, 1);
    }
    Ok(Value::bool(m.equal(mapping, other)?))
}
