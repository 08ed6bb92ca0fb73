//! `object`: what every type inherits, and what attribute access finds when no table says anything.

mod dir;

use crate::machine::{Machine, Piece, Text};
use crate::memory::{Header, Kind};
use crate::names::n;
use crate::native::{ANY, Args, Item, Member, Native, R, Raised, Space, class_method, method};
use crate::object::{class, exception, shape};
use crate::ops::CompareOp;
use crate::types;
use crate::value::{Immediate, Ref, Value};
pub use dir::dir;
use dir::names_of;

pub static OBJECT: Space = Space::class(n::object, types::OBJECT, MEMBERS)
    .new(
        Native::new(new, 1, ANY)
            .collect()
            .doc("object() -- a new object without attributes"),
    )
    .subclassable();

static MEMBERS: &[Member] = &[
    (n::__class__, Item::Property(get_class, Some(set_class))),
    (
        n::__init__,
        Item::Method(
            Native::new(init, 1, ANY)
                .collect()
                .doc("__init__(self) -- sets a new object up"),
        ),
    ),
    method(n::__repr__, repr_method, 1, 1),
    method(n::__str__, str_method, 1, 1),
    method(n::__hash__, hash, 1, 1),
    method(n::__eq__, eq, 2, 2),
    method(n::__ne__, ne, 2, 2),
    method(n::__lt__, unordered, 2, 2),
    method(n::__le__, unordered, 2, 2),
    method(n::__gt__, unordered, 2, 2),
    method(n::__ge__, unordered, 2, 2),
    method(n::__getattribute__, getattribute, 2, 2),
    method(n::__setattr__, setattr, 3, 3),
    method(n::__delattr__, delattr, 2, 2),
    (
        n::__format__,
        Item::Method(
            Native::new(format, 2, 2)
                .doc("__format__(self, spec) -- str(self); other types know format specs"),
        ),
    ),
    method(n::__dir__, dir_method, 1, 1),
    (
        n::__sizeof__,
        Item::Method(Native::new(sizeof, 1, 1).doc("__sizeof__(self) -- bytes in the arena")),
    ),
    (
        n::__init_subclass__,
        Item::ClassMethod(Native::new(init_subclass, 1, 1).collect()),
    ),
    method(n::__reduce__, types::reduce::reduce, 1, 1),
    method(n::__reduce_ex__, types::reduce::reduce, 2, 2),
    method(n::__getstate__, types::reduce::getstate, 1, 1),
    class_method(n::__subclasshook__, subclasshook, 1, ANY),
];

fn get_class(m: &mut Machine, v: Value) -> R {
    Ok(m.type_of(v))
}

/// `object.__new__(class, ...)`.
fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let count = args.len() - 1;
    let keywords = args.get(m, count);
    if !m.is_type(class) {
        return Err(m.type_error(&[
            Piece::S("object.__new__(X): X is not a type object ("),
            Piece::T(class),
            Piece::S(")"),
        ]));
    }
    let layout = m.layout_of(class);
    if layout != types::OBJECT {
        let (own, builtin) = (m.type_name(class), Value::name(m.space(layout.0).name));
        return Err(m.type_error(&[
            Piece::S("object.__new__("),
            Piece::V(own),
            Piece::S(") is not safe, use "),
            Piece::V(builtin),
            Piece::S(".__new__()"),
        ]));
    }
    if count > 1 || keywords.is_some() {
        if overrides(m, class, n::__new__) {
            return Err(m.type_error(&[Piece::S(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            )]));
        }
        if !overrides(m, class, n::__init__) {
            return Err(no_arguments(m, class));
        }
    }
    match m.heap.as_kind(class, Kind::Class) {
        Some(c) => {
            check_abstract(m, class)?;
            m.new_instance(c)
        }
        None => m.new_record(types::OBJECT, &[]),
    }
}

fn overrides(m: &mut Machine, class: Value, name: crate::names::Name) -> bool {
    m.lookup(class, Value::name(name))
        .is_some_and(|f| f.as_ref().is_some())
}

fn no_arguments(m: &mut Machine, class: Value) -> Raised {
    let own = m.type_name(class);
    m.type_error(&[Piece::V(own), Piece::S("() takes no arguments")])
}

/// `object.__init__(self, ...)`: arguments are an error unless `__new__` has taken them.
fn init(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let count = args.len() - 1;
    if count > 1 || args.get(m, count).is_some() {
        let class = m.type_of(v);
        if overrides(m, class, n::__init__) {
            return Err(m.type_error(&[Piece::S(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            )]));
        }
        if class.as_type() == Some(types::OBJECT) {
            return Err(m.type_error(&[Piece::S(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            )]));
        }
        if !overrides(m, class, n::__new__) && m.layout_of(class) == types::OBJECT {
            return Err(no_arguments(m, class));
        }
    }
    Ok(Value::NONE)
}

fn repr_method(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    default_repr(m, v)
}

fn str_method(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    m.repr(v)
}

fn hash(m: &mut Machine, args: Args) -> R {
    let id = m.id(args.at(m, 0))?;
    m.new_int(i64::from(id))
}

fn eq(m: &mut Machine, args: Args) -> R {
    Ok(if args.at(m, 0) == args.at(m, 1) {
        Value::TRUE
    } else {
        Value::NOT_IMPLEMENTED
    })
}

fn ne(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let equal = match m.special(a, n::__eq__) {
        Some(method) => m.call_special(method, a, &[b])?,
        None => m.compare(CompareOp::Eq, a, b)?,
    };
    if equal == Value::NOT_IMPLEMENTED {
        return Ok(equal);
    }
    Ok(Value::bool(!m.truth(equal)?))
}

fn unordered(_m: &mut Machine, _args: Args) -> R {
    Ok(Value::NOT_IMPLEMENTED)
}

fn attribute_name(m: &mut Machine, name: Value) -> R {
    if m.str_bytes(name).is_none() {
        return Err(m.type_error(&[
            Piece::S("attribute name must be string, not '"),
            Piece::T(name),
            Piece::S("'"),
        ]));
    }
    m.intern_value(name)
}

fn getattribute(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let name = attribute_name(m, args.at(m, 1))?;
    let found = match m.heap.as_kind(v, Kind::Instance) {
        Some(r) => {
            let class = m.type_of(v);
            m.generic_getattr(v, r, class, name)?
        }
        None => m.find_attr(v, name)?,
    };
    match found {
        Some(found) => Ok(found),
        None => Err(m.no_attribute(v, name)),
    }
}

fn setattr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let name = attribute_name(m, args.at(m, 1))?;
    if m.is_type(v) {
        return Err(m.type_error(&[
            Piece::S("can't apply this __setattr__ to "),
            Piece::T(v),
            Piece::S(" object"),
        ]));
    }
    let value = args.at(m, 2);
    set_generic(m, v, name, value)
}

fn delattr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let name = attribute_name(m, args.at(m, 1))?;
    if m.is_type(v) {
        return Err(m.type_error(&[
            Piece::S("can't apply this __delattr__ to "),
            Piece::T(v),
            Piece::S(" object"),
        ]));
    }
    set_generic(m, v, name, Value::UNBOUND)
}

fn set_generic(m: &mut Machine, v: Value, name: Value, value: Value) -> R {
    let own = v
        .as_ref()
        .is_some_and(|r| matches!(m.heap.kind(r), Kind::Instance | Kind::Exception));
    if own {
        m.generic_setattr(v, name, value)?;
    } else {
        m.setattr(v, name, value)?;
    }
    Ok(Value::NONE)
}

fn format(m: &mut Machine, args: Args) -> R {
    let (v, spec) = (args.at(m, 0), args.at(m, 1));
    match m.str_bytes(spec) {
        Some(b"") => m.str(v),
        Some(_) => Err(m.type_error(&[
            Piece::S("unsupported format string passed to "),
            Piece::T(v),
            Piece::S(".__format__"),
        ])),
        None => Err(m.type_error(&[
            Piece::S("__format__() argument must be str, not "),
            Piece::T(spec),
        ])),
    }
}

fn dir_method(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    names_of(m, v)
}

/// Bytes that a value takes in the arena, what it refers to not counted.
pub fn size_of(m: &Machine, v: Value) -> usize {
    let Some(r) = v.as_ref() else { return 0 };
    let mut words = m.heap.header(r).size();
    let buffer = match m.heap.kind(r) {
        Kind::List | Kind::ByteArray | Kind::Dict | Kind::Set | Kind::FrozenSet => {
            m.heap.value(r, 2).as_ref()
        }
        _ => None,
    };
    if let Some(b) = buffer {
        words += m.heap.header(b).size();
    }
    words * crate::value::WORD
}

fn sizeof(m: &mut Machine, args: Args) -> R {
    let size = size_of(m, args.at(m, 0));
    m.new_int(size as i64)
}

fn init_subclass(m: &mut Machine, args: Args) -> R {
    if args.get(m, 1).is_some() {
        let own = m.type_name(args.at(m, 0));
        return Err(m.type_error(&[
            Piece::V(own),
            Piece::S(".__init_subclass__() takes no keyword arguments"),
        ]));
    }
    Ok(Value::NONE)
}

fn subclasshook(_m: &mut Machine, _args: Args) -> R {
    Ok(Value::NOT_IMPLEMENTED)
}

/// Attributes that every object has and no table lists: `__dict__`, `__doc__`, `__module__` of a builtin type's instance.
pub fn common_attr(m: &mut Machine, v: Value, name: Value) -> R<Option<Value>> {
    match name.as_name() {
        Some(n::__dict__) => own_dict(m, v),
        Some(n::__doc__) => {
            let class = m.type_of(v);
            types::class::doc_of(m, class).map(Some)
        }
        _ => Ok(None),
    }
}

/// The attributes of an instance as a dict, which they live in from now on; `None` if it has none.
fn own_dict(m: &mut Machine, v: Value) -> R<Option<Value>> {
    let Some(r) = v.as_ref() else { return Ok(None) };
    match m.heap.kind(r) {
        Kind::Instance => {
            let class = m.type_of(v);
            if class_flags(m, class) & class::flags::SLOTTED != 0 {
                return Ok(None);
            }
            let slots = slot_names(m, class)?;
            let own = m.instance_dict(r)?;
            let Some(slots) = slots else {
                return Ok(Some(Value::reference(own)));
            };
            // Slots are kept with the other attributes, but are not shown among them.
            let copy = m.new_dict()?;
            let (mut at, target) = (0, copy.as_ref().unwrap_or(own));
            while let Some((k, x)) = m.table_next(own, &mut at) {
                if m.name_get(slots, k).is_none() {
                    m.name_set(target, k, x)?;
                }
            }
            Ok(Some(copy))
        }
        Kind::Exception => {
            if let Some(d) = m.heap.value(r, exception::DICT).given() {
                return Ok(Some(d));
            }
            let d = m.new_dict()?;
            m.heap.set_value(r, exception::DICT, d);
            Ok(Some(d))
        }
        _ => Ok(None),
    }
}

/// A dict with the names of the slots that a class and its bases declare; `None` if there are none.
fn slot_names(m: &mut Machine, class: Value) -> R<Option<Ref>> {
    let mut found = None;
    let order = types::class::mro(m, class)?;
    for i in 0..m.tuple_len(order) {
        let base = m.tuple_item(order, i);
        let Some(d) = types::class::slotted_dict(m, base) else {
            continue;
        };
        let mut at = 0;
        while let Some((k, x)) = m.table_next(d, &mut at) {
            if !types::descriptor::is_slot(m, x, k) {
                continue;
            }
            let names = match found {
                Some(names) => names,
                None => {
                    let new = m.new_dict()?.as_ref();
                    found = new;
                    match new {
                        Some(new) => new,
                        None => return Ok(None),
                    }
                }
            };
            m.name_set(names, k, Value::NONE)?;
        }
    }
    Ok(found)
}

fn class_flags(m: &Machine, class: Value) -> i64 {
    m.heap
        .as_kind(class, Kind::Class)
        .and_then(|c| m.heap.value(c, class::FLAGS).as_small())
        .unwrap_or(0)
}

/// `v.__class__ = class`.
pub fn set_class(m: &mut Machine, v: Value, class: Value) -> R<()> {
    if class.is_unbound() {
        return Err(m.type_error(&[Piece::S("can't delete __class__ attribute")]));
    }
    if !m.is_type(class) {
        return Err(m.type_error(&[
            Piece::S("__class__ must be set to a class, not '"),
            Piece::T(class),
            Piece::S("' object"),
        ]));
    }
    let old = m.type_of(v);
    let (Some(from), Some(to), Some(r)) = (
        m.heap.as_kind(old, Kind::Class),
        m.heap.as_kind(class, Kind::Class),
        v.as_ref(),
    ) else {
        return Err(m.type_error(&[Piece::S(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        )]));
    };
    let slotted = (class_flags(m, old) | class_flags(m, class)) & class::flags::SLOTTED != 0;
    let layouts = (m.layout_of(old), m.layout_of(class));
    if layouts.0 != layouts.1 || (slotted && old != class && !same_slots(m, from, to)) {
        let (a, b) = (m.type_name(class), m.type_name(old));
        return Err(m.type_error(&[
            Piece::S("__class__ assignment: '"),
            Piece::V(a),
            Piece::S("' object layout differs from '"),
            Piece::V(b),
            Piece::S("'"),
        ]));
    }
    match m.heap.kind(r) {
        Kind::Exception => m.heap.set_value(r, exception::CLASS, class),
        Kind::Instance => {
            m.instance_dict(r)?;
            let Some(root) = m.heap.value(to, class::SHAPE).as_ref() else {
                return Ok(());
            };
            let count = m.heap.header(root).n();
            let in_dict = m.child_shape(root, shape::DICT_MODE, count)?;
            let id = m.heap.value(in_dict, shape::ID).small_unchecked() as usize;
            let slots = m.heap.header(r).n() & 0xff;
            m.heap
                .set_header(r, Header::new(Kind::Instance, slots | id << 8));
        }
        Kind::Class => {
            m.heap.set_value(r, class::METACLASS, class);
            m.flush_caches();
        }
        _ => {}
    }
    Ok(())
}

fn same_slots(m: &mut Machine, a: Ref, b: Ref) -> bool {
    let mut slots = |c: Ref| {
        m.heap
            .value(c, class::DICT)
            .as_ref()
            .and_then(|d| m.name_get(d, Value::name(n::__slots__)))
    };
    match (slots(a), slots(b)) {
        (Some(a), Some(b)) => m.equal(a, b).unwrap_or(false),
        _ => false,
    }
}

/// `v.__dict__ = dict`.
pub fn set_dict(m: &mut Machine, v: Value, dict: Value) -> R<()> {
    let class = m.type_of(v);
    if class_flags(m, class) & class::flags::SLOTTED != 0 {
        return Err(m.no_attribute(v, Value::name(n::__dict__)));
    }
    let new = if dict.is_unbound() {
        m.new_dict()?
    } else {
        match m.as_native(dict, Kind::Dict) {
            Some(d) => Value::reference(d),
            None => {
                return Err(m.type_error(&[
                    Piece::S("__dict__ must be set to a dictionary, not a '"),
                    Piece::T(dict),
                    Piece::S("'"),
                ]));
            }
        }
    };
    let Some(r) = v.as_ref() else { return Ok(()) };
    match m.heap.kind(r) {
        Kind::Instance => {
            m.instance_dict(r)?;
            let slots = m.heap.header(r).n() & 0xff;
            m.heap.set_value(r, slots, new);
        }
        Kind::Exception => m.heap.set_value(r, exception::DICT, new),
        _ => {}
    }
    Ok(())
}

/// `repr(v)` of everything that has no `__repr__` of its own: builtin types by kind. What a subclass holds is shown as
/// what it is.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let own = m.payload(v);
    if own.is_small() {
        return types::number::repr(m, own);
    }
    if let Some(immediate) = own.as_immediate() {
        return match immediate {
            Immediate::Special(_) if own == Value::TRUE || own == Value::FALSE => {
                types::number::repr(m, own)
            }
            Immediate::Special(_) => types::singletons::repr(m, own),
            Immediate::Name(_) | Immediate::Character(_) => types::str::repr(m, own),
            Immediate::Type(_) => types::class::repr(m, own),
            Immediate::Native { .. } => types::function::repr(m, own),
        };
    }
    let Some(r) = own.as_ref() else {
        return types::number::repr(m, own);
    };
    match m.heap.kind(r) {
        Kind::Float => types::number::repr(m, own),
        Kind::Complex => types::number::repr(m, own),
        Kind::BigInt => types::number::repr(m, own),
        Kind::Str => types::str::repr(m, own),
        Kind::Bytes => types::bytes::repr(m, own),
        Kind::ByteArray => types::bytearray::repr(m, v),
        Kind::Tuple => types::tuple::repr(m, own),
        Kind::List => types::list::repr(m, own),
        Kind::Dict => types::dict::repr(m, own),
        Kind::Set | Kind::FrozenSet => types::set::repr(m, v),
        Kind::Range => types::range::repr(m, own),
        Kind::Slice => types::slice::repr(m, own),
        Kind::Function | Kind::Method | Kind::Cell => types::function::repr(m, own),
        Kind::Code => types::code::repr(m, own),
        Kind::Generator => types::generator::repr(m, own),
        Kind::Class => types::class::repr(m, own),
        Kind::Module => types::module::repr(m, own),
        Kind::Exception => types::exceptions::repr(m, own),
        Kind::Record if m.as_record(own, types::MEMORYVIEW).is_some() => {
            types::memoryview::repr(m, own)
        }
        Kind::Record if own != v => m.repr(own),
        _ => default_repr(m, v),
    }
}

/// `<module.Class object at 0x…>`.
pub fn default_repr(m: &mut Machine, v: Value) -> R {
    let mut text = Text::new(m)?;
    text.push_byte(m, b'<')?;
    let class = m.type_of(v);
    types::class::push_full_name(m, &mut text, class)?;
    text.push_str(m, " object")?;
    finish_at(m, text, v)
}

/// Ends a repr with ` at 0x…>`.
pub fn finish_at(m: &mut Machine, mut text: Text, v: Value) -> R {
    text.push_str(m, " at 0x")?;
    let id = m.id(v)?;
    let mut started = false;
    for i in (0..8).rev() {
        let digit = (id >> (i * 4)) & 15;
        started |= digit != 0 || i == 0;
        if started {
            text.push_byte(m, b"0123456789abcdef"[digit as usize])?;
        }
    }
    text.push_byte(m, b'>')?;
    text.finish(m)
}

/// The TypeError for a class with abstract methods.
pub fn check_abstract(m: &mut Machine, class: Value) -> R<()> {
    let Some(c) = m.heap.as_kind(class, Kind::Class) else {
        return Ok(());
    };
    let Some(d) = m.heap.value(c, class::DICT).as_ref() else {
        return Ok(());
    };
    let Some(methods) = m.name_get(d, Value::name(n::__abstractmethods__)) else {
        return Ok(());
    };
    let list = m.list_of(methods)?;
    let count = m.list_len(list);
    if count == 0 {
        return Ok(());
    }
    m.call_method(Value::reference(list), n::sort, &[])?;
    let mut text = Text::new(m)?;
    text.push_str(m, "Can't instantiate abstract class ")?;
    let own = m.type_name(class);
    text.push_all(m, own)?;
    text.push_str(
        m,
        if count == 1 {
            " with abstract method "
        } else {
            " with abstract methods "
        },
    )?;
    for i in 0..m.list_len(list) {
        if i > 0 {
            text.push_str(m, ", ")?;
        }
        let name = m.list_item(list, i);
        text.push_value(m, name)?;
    }
    let message = text.finish(m)?;
    Err(m.raise_with(types::TYPE_ERROR, message))
}
