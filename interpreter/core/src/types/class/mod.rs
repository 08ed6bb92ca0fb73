//! `type`: its members, and the attributes of classes.

mod bases;
mod build;
mod call;
mod check;

pub use bases::slotted_dict;
pub use build::{build, new_type};
pub use call::{call, call_constructor, call_layout, convert, make, wrap_payload};
use call::{call_method, type_new};
use check::plain_instance;
pub use check::{is_instance, is_subclass_of};

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{ANY, Args, Item, Member, Native, R, Space, method, told};
use crate::object::class;
use crate::types;
use crate::value::{Ref, TypeId, Value};

pub static TYPE: Space = Space::class(n::r#type, types::OBJECT, MEMBERS)
    .new(Native::new(type_new, 1, ANY).collect().doc(
        "type(object) or type(name, bases, dict, **kwds) -- the type of an object, or a new class",
    ))
    .subclassable();

static MEMBERS: &[Member] = &[
    (n::__name__, Item::Property(name, Some(set_name))),
    (
        n::__qualname__,
        Item::Property(qualname, Some(set_qualname)),
    ),
    (n::__module__, Item::Property(module, Some(set_module))),
    (n::__doc__, Item::Property(doc, Some(set_doc))),
    (n::__bases__, Item::Property(bases, Some(bases::set_bases))),
    (n::__base__, Item::Property(base, None)),
    (n::__mro__, Item::Property(mro, None)),
    (n::__dict__, Item::Property(dict, None)),
    (
        n::__type_params__,
        Item::Property(
            |m, class| match own(m, class, n::__type_params__) {
                Some(params) => Ok(params),
                None => m.new_tuple(&[]),
            },
            Some(|m, class, v| put(m, class, Value::name(n::__type_params__), v)),
        ),
    ),
    (
        n::__annotations__,
        Item::Property(
            annotations,
            Some(|m, class, v| put(m, class, Value::name(n::__annotations__), v)),
        ),
    ),
    (n::__init__, Item::Method(Native::new(init, 1, 4).collect())),
    told(
        n::mro,
        mro_list,
        1,
        1,
        "mro() -- the classes that attributes are looked for in, in order",
    ),
    method(n::__subclasses__, subclasses, 1, 1),
    (
        n::__call__,
        Item::Method(Native::new(call_method, 1, ANY).collect()),
    ),
    method(n::__instancecheck__, instancecheck, 2, 2),
    method(n::__subclasscheck__, subclasscheck, 2, 2),
    method(n::__repr__, repr_method, 1, 1),
    (n::__or__, Item::Method(Native::new(or, 2, 2))),
    (n::__ror__, Item::Method(Native::new(ror, 2, 2))),
    (
        n::__prepare__,
        Item::ClassMethod(Native::new(prepare, 1, ANY).collect()),
    ),
    method(n::__setattr__, setattr, 3, 3),
    method(n::__delattr__, delattr, 2, 2),
];

/// The class object; `None` for a builtin type.
pub fn object(m: &Machine, class: Value) -> Option<Ref> {
    m.heap.as_kind(class, Kind::Class)
}

/// `type.__init__`: all is done by then.
fn init(m: &mut Machine, args: Args) -> R {
    match args.len() - 1 {
        2 | 4 => Ok(Value::NONE),
        _ => Err(m.type_error(&[Piece::S("type.__init__() takes 1 or 3 arguments")])),
    }
}

fn field(m: &Machine, class: Value, i: usize) -> Option<Value> {
    object(m, class).map(|c| m.heap.value(c, i))
}

fn builtin(m: &Machine, class: Value) -> &'static Space {
    m.space(class.as_type().unwrap_or(types::OBJECT).0)
}

fn name(m: &mut Machine, class: Value) -> R {
    Ok(m.type_name(class))
}

fn set_name(m: &mut Machine, class: Value, v: Value) -> R<()> {
    set_text(m, class, v, class::NAME, "__name__")
}

/// `__qualname__` of a type.
pub fn qualname(m: &mut Machine, class: Value) -> R {
    Ok(field(m, class, class::QUALNAME).unwrap_or_else(|| m.type_name(class)))
}

fn set_qualname(m: &mut Machine, class: Value, v: Value) -> R<()> {
    set_text(m, class, v, class::QUALNAME, "__qualname__")
}

fn set_text(m: &mut Machine, class: Value, v: Value, i: usize, what: &str) -> R<()> {
    let Some(c) = object(m, class) else {
        return Err(immutable(m, class, what));
    };
    if m.str_bytes(v).is_none() {
        let own = m.type_name(class);
        return Err(m.type_error(&[
            Piece::S("can only assign string to "),
            Piece::V(own),
            Piece::S("."),
            Piece::S(what),
            Piece::S(", not '"),
            Piece::T(v),
            Piece::S("'"),
        ]));
    }
    m.heap.set_value(c, i, v);
    Ok(())
}

fn immutable(m: &mut Machine, class: Value, name: &str) -> crate::native::Raised {
    let own = m.type_name(class);
    m.type_error(&[
        Piece::S("cannot set '"),
        Piece::S(name),
        Piece::S("' attribute of immutable type '"),
        Piece::V(own),
        Piece::S("'"),
    ])
}

fn own(m: &mut Machine, class: Value, name: crate::names::Name) -> Option<Value> {
    let dict = field(m, class, class::DICT)?.as_ref()?;
    m.name_get(dict, Value::name(name))
}

/// `__module__` of a type.
pub fn module(m: &mut Machine, class: Value) -> R {
    if let Some(v) = own(m, class, n::__module__) {
        return Ok(v);
    }
    Ok(Value::name(
        builtin(m, class).class.map_or(n::builtins, |c| c.module),
    ))
}

fn set_module(m: &mut Machine, class: Value, v: Value) -> R<()> {
    put(m, class, Value::name(n::__module__), v)
}

/// `__doc__` as instances inherit it.
pub fn doc_of(m: &mut Machine, class: Value) -> R {
    let found = if object(m, class).is_some() {
        m.lookup(class, Value::name(n::__doc__))
    } else {
        None
    };
    match found {
        Some(found) => m.bind(found, Value::UNBOUND, class),
        None => doc(m, class),
    }
}

fn doc(m: &mut Machine, class: Value) -> R {
    if object(m, class).is_some() {
        let found = own(m, class, n::__doc__).unwrap_or(Value::NONE);
        return m.bind(found, Value::UNBOUND, class);
    }
    let text = builtin(m, class)
        .class
        .and_then(|c| c.new)
        .map_or("", |n| n.text());
    if text.is_empty() {
        Ok(Value::NONE)
    } else {
        let text = (m.fetch)(text);
        m.new_str(text.as_bytes())
    }
}

/// `__annotations__` of a class, made if it has none.
fn annotations(m: &mut Machine, class: Value) -> R {
    if let Some(found) = own(m, class, n::__annotations__) {
        return Ok(found);
    }
    if object(m, class).is_none() {
        return Err(m.no_attribute(class, Value::name(n::__annotations__)));
    }
    let d = m.new_dict()?;
    put(m, class, Value::name(n::__annotations__), d)?;
    Ok(d)
}

fn set_doc(m: &mut Machine, class: Value, v: Value) -> R<()> {
    put(m, class, Value::name(n::__doc__), v)
}

fn put(m: &mut Machine, class: Value, name: Value, v: Value) -> R<()> {
    match field(m, class, class::DICT).and_then(Value::as_ref) {
        Some(dict) => {
            m.class_changed();
            m.name_set(dict, name, v)
        }
        None => Err(immutable(m, class, "__doc__")),
    }
}

fn bases(m: &mut Machine, class: Value) -> R {
    if let Some(b) = field(m, class, class::BASES) {
        return Ok(b);
    }
    match class.as_type() {
        Some(types::OBJECT) | None => m.new_tuple(&[]),
        Some(types::EXCEPTION_GROUP) => m.new_tuple(&[
            Value::builtin_type(types::BASE_EXCEPTION_GROUP),
            Value::builtin_type(types::EXCEPTION),
        ]),
        Some(id) => {
            let base = m.space(id.0).class.map_or(types::OBJECT, |c| c.base);
            m.new_tuple(&[Value::builtin_type(base)])
        }
    }
}

fn base(m: &mut Machine, class: Value) -> R {
    let all = bases(m, class)?;
    if m.tuple_len(all) == 0 {
        return Ok(Value::NONE);
    }
    let layout = m.layout_of(class);
    for i in 0..m.tuple_len(all) {
        let b = m.tuple_item(all, i);
        if m.layout_of(b) == layout {
            return Ok(b);
        }
    }
    Ok(m.tuple_item(all, 0))
}

/// `__mro__` of a type.
pub fn mro(m: &mut Machine, class: Value) -> R {
    if let Some(order) = field(m, class, class::MRO) {
        return Ok(order);
    }
    let list = m.new_list_sized(4)?;
    let mut all = [Value::NONE; 16];
    let mut count = 0;
    m.each_base(class, |c| {
        all[count] = c;
        count += 1;
        count < all.len()
    });
    for v in &all[..count] {
        m.list_push(list, *v)?;
    }
    m.list_to_tuple(list)
}

fn mro_list(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let order = mro(m, class)?;
    Ok(Value::reference(m.list_of(order)?))
}

fn dict(m: &mut Machine, class: Value) -> R {
    match field(m, class, class::DICT) {
        Some(d) => m.new_record(types::MAPPINGPROXY, &[d]),
        None => {
            let copy = m.new_dict()?;
            let id = class.as_type().unwrap_or(types::OBJECT);
            let space = id.0;
            if let (Some(d), Some(new)) = (
                copy.as_ref(),
                m.lookup_own_builtin(id, Value::name(n::__new__)),
            ) {
                m.name_set(d, Value::name(n::__new__), new)?;
            }
            for (i, (name, item)) in m.space(space).members.iter().enumerate() {
                let v = m.item_value(space, i as u16, item)?;
                if let Some(d) = copy.as_ref() {
                    m.name_set(d, Value::name(*name), v)?;
                }
            }
            m.new_record(types::MAPPINGPROXY, &[copy])
        }
    }
}

fn subclasses(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    match field(m, class, class::SUBCLASSES).and_then(Value::given) {
        Some(list) => Ok(Value::reference(m.list_of(list)?)),
        None => builtin_subclasses(m, class),
    }
}

/// Those builtin types that are derived from this one; programs' classes are known only to their own bases.
fn builtin_subclasses(m: &mut Machine, class: Value) -> R {
    let list = m.new_list_sized(0)?;
    let Some(id) = class.as_type() else {
        return Ok(Value::reference(list));
    };
    for (number, space) in m.all_spaces() {
        if space.class.is_some_and(|c| c.base == id) && number != types::OBJECT.0 {
            m.list_push(list, Value::builtin_type(TypeId(number)))?;
        }
    }
    Ok(Value::reference(list))
}

fn instancecheck(m: &mut Machine, args: Args) -> R {
    let (class, v) = (args.at(m, 0), args.at(m, 1));
    Ok(Value::bool(plain_instance(m, v, class)?))
}

fn subclasscheck(m: &mut Machine, args: Args) -> R {
    let (class, v) = (args.at(m, 0), args.at(m, 1));
    Ok(Value::bool(m.is_type(v) && m.is_subclass(v, class)))
}

fn repr_method(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    repr(m, class)
}

/// The name of a type with its module, unless that is `builtins`.
pub fn push_full_name(m: &mut Machine, text: &mut crate::machine::Text, class: Value) -> R<()> {
    let own_module = module(m, class)?;
    if own_module != Value::name(n::builtins) && m.str_bytes(own_module).is_some() {
        text.push_all(m, own_module)?;
        text.push_byte(m, b'.')?;
    }
    let name = qualname(m, class)?;
    text.push_all(m, name)
}

/// `<class 'module.name'>`.
pub fn repr(m: &mut Machine, class: Value) -> R {
    let own_module = module(m, class)?;
    let name = qualname(m, class)?;
    if own_module == Value::name(n::builtins) || m.str_bytes(own_module).is_none() {
        return m.message(&[Piece::S("<class '"), Piece::V(name), Piece::S("'>")]);
    }
    m.message(&[
        Piece::S("<class '"),
        Piece::V(own_module),
        Piece::S("."),
        Piece::V(name),
        Piece::S("'>"),
    ])
}

fn or(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    Ok(types::typing::binary(m, crate::ops::BinaryOp::Or, a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn ror(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    Ok(types::typing::binary(m, crate::ops::BinaryOp::Or, b, a)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

/// `type.__setattr__`.
fn setattr(m: &mut Machine, args: Args) -> R {
    let name = m.intern_value(args.at(m, 1))?;
    generic_set_attr(m, args.at(m, 0), name, args.at(m, 2))?;
    Ok(Value::NONE)
}

/// `type.__delattr__`.
fn delattr(m: &mut Machine, args: Args) -> R {
    let name = m.intern_value(args.at(m, 1))?;
    generic_set_attr(m, args.at(m, 0), name, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn prepare(m: &mut Machine, _args: Args) -> R {
    m.new_dict()
}

/// `class.name = value`; a `value` of UNBOUND deletes. Keeps flags and inline caches right.
pub fn set_attr(m: &mut Machine, class: Value, name: Value, value: Value) -> R<()> {
    let meta = m.type_of(class);
    if meta.as_ref().is_some() {
        let special = if value.is_unbound() {
            n::__delattr__
        } else {
            n::__setattr__
        };
        if let Some(method) = m.own_special(class, special) {
            let args = [name, value];
            m.call_special(
                method,
                class,
                if value.is_unbound() {
                    &args[..1]
                } else {
                    &args[..]
                },
            )?;
            return Ok(());
        }
    }
    generic_set_attr(m, class, name, value)
}

/// `type.__setattr__` and `type.__delattr__`.
pub fn generic_set_attr(m: &mut Machine, class: Value, name: Value, value: Value) -> R<()> {
    let Some(c) = object(m, class) else {
        let own = m.type_name(class);
        return Err(m.type_error(&[
            Piece::S("cannot set "),
            Piece::R(name),
            Piece::S(" attribute of immutable type '"),
            Piece::V(own),
            Piece::S("'"),
        ]));
    };
    let meta = m.type_of(class);
    if let Some(found) = m.lookup(meta, name)
        && m.is_data_descriptor(found)
        && !(value.is_unbound() && found.as_ref().is_none())
        && m.set_by_descriptor(found, class, value)?
    {
        return Ok(());
    }
    let Some(dict) = m.heap.value(c, class::DICT).as_ref() else {
        return Ok(());
    };
    let old = m.name_get(dict, name);
    if value.is_unbound() {
        if m.dict_remove(dict, name)?.is_none() {
            let own = m.type_name(class);
            return Err(m.error(
                types::ATTRIBUTE_ERROR,
                &[
                    Piece::S("type object '"),
                    Piece::V(own),
                    Piece::S("' has no attribute '"),
                    Piece::V(name),
                    Piece::S("'"),
                ],
            ));
        }
    } else {
        m.name_set(dict, name, value)?;
    }
    m.class_changed();
    // Plain data that changes its value is in no inline cache.
    let cached = |m: &Machine, v: Value| {
        !v.is_small()
            && (v.as_ref().is_some_and(|r| !m.heap.header(r).is(Kind::Str))
                || m.native_item(v).is_some())
    };
    if old.is_none_or(|o| cached(m, o)) || cached(m, value) {
        build::update_flags(m, c);
        m.flush_caches();
    }
    Ok(())
}

/// `class[item]`: `__class_getitem__`, or an alias of a builtin type.
pub fn get_item(m: &mut Machine, class: Value, item: Value) -> R {
    if let Some(found) = m.find_attr(class, Value::name(n::__class_getitem__))? {
        return m.call(found, &[item]);
    }
    types::typing::subscript(m, class, item)
}
