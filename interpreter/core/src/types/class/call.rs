//! Calling classes: `__new__`, `__init__`, what a builtin type makes for its subclasses, `type` itself.

use super::{build, builtin, new_type, object};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, R};
use crate::object::class;
use crate::types;
use crate::value::{TypeId, Value};

/// `type.__new__`: `(metaclass, object)` or `(metaclass, name, bases, dict, keywords)`.
pub fn type_new(m: &mut Machine, args: Args) -> R {
    let count = args.len() - 1;
    if count == 2 && args.at(m, 0) == Value::builtin_type(types::TYPE) {
        let v = args.at(m, 1);
        return Ok(m.type_of(v));
    }
    if count != 4 {
        return Err(m.type_error(&[Piece::S("type() takes 1 or 3 arguments")]));
    }
    let (meta, name, bases, namespace) =
        (args.at(m, 0), args.at(m, 1), args.at(m, 2), args.at(m, 3));
    let keywords = args.get(m, 4).unwrap_or(Value::UNBOUND);
    if m.str_bytes(name).is_none() {
        return Err(m.type_error(&[
            Piece::S("type.__new__() argument 1 must be str, not "),
            Piece::T(name),
        ]));
    }
    if m.as_native(bases, Kind::Tuple).is_none() {
        return Err(m.type_error(&[
            Piece::S("type.__new__() argument 2 must be tuple, not "),
            Piece::T(bases),
        ]));
    }
    if m.as_native(namespace, Kind::Dict).is_none() {
        return Err(m.type_error(&[
            Piece::S("type.__new__() argument 3 must be dict, not "),
            Piece::T(namespace),
        ]));
    }
    // The metaclass of a base may be more special than the one that was asked, and want to make the class itself.
    let winner = build::most_derived_metaclass(m, meta, bases)?;
    if winner != meta
        && let Some(new) = m.lookup(winner, Value::name(n::__new__))
        && new.as_ref().is_some()
    {
        let new = m.bind(new, Value::UNBOUND, winner)?;
        m.keep(new);
        let positional = m.new_tuple(&[winner, name, bases, namespace])?;
        return m.call_spread(new, positional, keywords);
    }
    new_type(m, meta, name, bases, namespace, keywords)
}

/// `type.__call__(class, *args, **keywords)`.
pub fn call_method(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let count = args.len() - 2;
    let keywords = args.at(m, args.len() - 1);
    let positional = m.new_tuple_of(args.rest(1), count)?;
    make(m, class, positional, keywords)
}

/// Calls a class or builtin type with the `count` arguments behind window `w`: `__call__` of its metaclass, or `__new__`
/// and `__init__`.
pub fn call(m: &mut Machine, w: usize, class: Value, count: usize, names: Value) -> R {
    if let Some(id) = class.as_type() {
        if id == types::TYPE && count == 1 && names.is_unbound() {
            let v = m.stack.get(w + 2);
            return Ok(m.type_of(v));
        }
        return match builtin(m, class)
            .class
            .and_then(|c| c.new.as_ref().map(|_| ()))
        {
            Some(()) => call_builtin(m, w, id, class, count, names),
            None => {
                let name = m.type_name(class);
                Err(m.type_error(&[
                    Piece::S("cannot create '"),
                    Piece::V(name),
                    Piece::S("' instances"),
                ]))
            }
        };
    }
    let Some(c) = object(m, class) else {
        return Ok(Value::NONE);
    };
    let meta = m.heap.value(c, class::METACLASS);
    if meta.as_type().is_none()
        && let Some(special) = m.own_special(class, n::__call__)
    {
        if m.is_plain_method(special) {
            let count = m.insert_argument(w, count, class)?;
            m.stack.set(w, special);
            return m.call_window(w, count, names);
        }
        let bound = m.bind(special, class, meta)?;
        m.stack.set(w, bound);
        return m.call_window(w, count, names);
    }
    // Both `__new__` and `__init__` need the arguments: they are kept as a tuple and a dict.
    let named = if names.is_unbound() {
        0
    } else {
        m.tuple_len(names)
    };
    let given = count - named;
    let positional = m.new_tuple_of(
        Args {
            base: (w + 2) as u32,
            count: count as u32,
        },
        given,
    )?;
    let mut keywords = Value::UNBOUND;
    if named > 0 {
        keywords = m.new_dict()?;
        for i in 0..named {
            let (k, v) = (m.tuple_item(names, i), m.stack.get(w + 2 + given + i));
            if let Some(d) = keywords.as_ref() {
                m.dict_set(d, k, v)?;
            }
        }
    }
    make(m, class, positional, keywords)
}

/// What calling a builtin type with one value gives that needs nothing new: the value itself, or another form of a number.
#[inline]
pub fn convert(m: &Machine, id: TypeId, v: Value) -> Option<Value> {
    match id {
        types::STR => (v.is_text() || m.heap.is(v, Kind::Str)).then_some(v),
        types::INT if v.is_small() => Some(v),
        types::INT => match v.as_float_immediate() {
            Some(f) if f.abs() < 1e9 => Some(Value::small_wrapping(f as i64)),
            _ => None,
        },
        types::FLOAT => match v.as_small() {
            Some(i) => Value::float_immediate(i as f64),
            None => v.as_float_immediate().map(|_| v),
        },
        types::BOOL if v.is_small() => Some(Value::bool(v != Value::small_wrapping(0))),
        types::TYPE => Some(m.type_of(v)),
        _ => None,
    }
}

/// `__new__` of a builtin type, with the class as first argument.
fn call_builtin(
    m: &mut Machine,
    w: usize,
    id: TypeId,
    class: Value,
    count: usize,
    names: Value,
) -> R {
    let space = m.space(id.0);
    let Some(info) = &space.class else {
        return Ok(Value::NONE);
    };
    let Some(native) = &info.new else {
        return Ok(Value::NONE);
    };
    let count = m.insert_argument(w, count, class)?;
    m.call_native(w, native, count, names)
}

/// Calls `T.__new__` of a builtin type: the class that is wanted is the first argument.
pub fn call_constructor(m: &mut Machine, w: usize, space: u16, count: usize, names: Value) -> R {
    let own = Value::builtin_type(TypeId(space));
    let name = m.type_name(own);
    let named = if names.is_unbound() {
        0
    } else {
        m.tuple_len(names)
    };
    if count == named {
        return Err(m.type_error(&[Piece::V(name), Piece::S(".__new__(): not enough arguments")]));
    }
    let class = m.stack.get(w + 2);
    if !m.is_type(class) {
        return Err(m.type_error(&[
            Piece::V(name),
            Piece::S(".__new__(X): X is not a type object ("),
            Piece::T(class),
            Piece::S(")"),
        ]));
    }
    if !m.is_subclass(class, own) {
        let given = m.type_name(class);
        return Err(m.type_error(&[
            Piece::V(name),
            Piece::S(".__new__("),
            Piece::V(given),
            Piece::S("): "),
            Piece::V(given),
            Piece::S(" is not a subtype of "),
            Piece::V(name),
        ]));
    }
    let layout = m.layout_of(class);
    if layout.0 != space && TypeId(space) != types::OBJECT {
        // A base further up makes what its subclass is laid out as.
        let exception = Value::builtin_type(types::BASE_EXCEPTION);
        if !m.is_subclass(own, exception) {
            let (given, right) = (m.type_name(class), Value::name(m.space(layout.0).name));
            return Err(m.type_error(&[
                Piece::V(name),
                Piece::S(".__new__("),
                Piece::V(given),
                Piece::S(") is not safe, use "),
                Piece::V(right),
                Piece::S(".__new__()"),
            ]));
        }
    }
    let Some(native) = m.space(space).class.as_ref().and_then(|c| c.new.as_ref()) else {
        return Ok(Value::NONE);
    };
    m.call_native(w, native, count, names)
}

/// Calls the native constructor of `layout` for `class` with these arguments.
pub fn call_layout(
    m: &mut Machine,
    layout: TypeId,
    class: Value,
    positional: Value,
    keywords: Value,
) -> R {
    let w = m.top;
    let count = m.tuple_len(positional);
    let dict = keywords.as_ref();
    let named = dict.map_or(0, |d| m.table_len(d));
    if w + count + named + crate::machine::frame::SLACK > m.temp {
        return Err(m.recursion_error());
    }
    m.stack.set(w, Value::builtin_type(layout));
    m.stack.set(w + 1, Value::NONE);
    for i in 0..count {
        let v = m.tuple_item(positional, i);
        m.stack.set(w + 2 + i, v);
    }
    m.top = w + 2 + count;
    let mut names = Value::UNBOUND;
    if let Some(d) = dict
        && named > 0
    {
        let tuple = m.new_tuple_sized(named)?;
        let (mut at, mut i) = (0, 0);
        while let Some((k, v)) = m.table_next(d, &mut at) {
            m.heap.set_value(tuple, 1 + i, k);
            m.stack.set(w + 2 + count + i, v);
            i += 1;
        }
        m.top = w + 2 + count + named;
        names = Value::reference(tuple);
    }
    let result = match m
        .space(layout.0)
        .class
        .and_then(|c| c.new.as_ref().map(|_| ()))
    {
        Some(()) => call_builtin(m, w, layout, class, count + named, names),
        None => Err(m.type_error(&[Piece::S("cannot create instances of this type")])),
    };
    m.top = w;
    if let Ok(v) = result {
        m.keep(v);
    }
    result
}

/// Makes an instance: `__new__`, then `__init__` if it is an instance of the class.
pub fn make(m: &mut Machine, class: Value, positional: Value, keywords: Value) -> R {
    let new = m
        .lookup(class, Value::name(n::__new__))
        .filter(|f| f.as_ref().is_some() || f.is_none());
    let init = m.lookup(class, Value::name(n::__init__));
    let own_init = init.is_some_and(|f| f.as_ref().is_some() || f.is_none());
    let layout = m.layout_of(class);
    let v = match new {
        Some(found) => {
            let found = m.bind(found, Value::UNBOUND, class)?;
            m.keep(found);
            let with_class = m.new_list_sized(0)?;
            m.list_push(with_class, class)?;
            m.list_extend(with_class, positional)?;
            m.call_spread(found, Value::reference(with_class), keywords)?
        }
        None if layout == types::OBJECT => {
            if !own_init
                && (m.tuple_len(positional) > 0
                    || keywords.as_ref().is_some_and(|d| m.table_len(d) > 0))
            {
                let name = m.type_name(class);
                return Err(m.type_error(&[Piece::V(name), Piece::S("() takes no arguments")]));
            }
            let Some(c) = object(m, class) else {
                return call_layout(m, layout, class, positional, keywords);
            };
            types::object::check_abstract(m, class)?;
            m.new_instance(c)?
        }
        None => {
            // Containers are filled by `__init__`: a program's own may take other arguments.
            let filled_later = matches!(
                layout,
                types::LIST | types::DICT | types::SET | types::BYTEARRAY | types::PROPERTY
            ) || layout.0 >= types::COUNT
                && m.space(layout.0).find(n::__init__).is_some();
            if own_init && filled_later {
                let none = m.root(crate::machine::Root::EmptyTuple);
                call_layout(m, layout, class, none, Value::UNBOUND)?
            } else {
                call_layout(m, layout, class, positional, keywords)?
            }
        }
    };
    m.keep(v);
    let of = m.type_of(v);
    if !m.is_subclass(of, class) {
        return Ok(v);
    }
    let init = m.lookup(of, Value::name(n::__init__));
    if let Some(init) = init
        && (init.as_ref().is_some() || init.is_none() || layout == types::TYPE)
    {
        let bound = m.bind(init, v, of)?;
        m.keep(bound);
        let result = m.call_spread(bound, positional, keywords)?;
        if !result.is_none() {
            return Err(m.init_returned(result));
        }
    }
    Ok(v)
}

/// What a constructor of a builtin type gives for `class`: the value itself, or an instance of the subclass that holds it.
pub fn wrap_payload(m: &mut Machine, class: Value, payload: Value) -> R {
    let Some(c) = object(m, class) else {
        return Ok(payload);
    };
    m.keep(payload);
    let v = m.new_instance(c)?;
    if let Some(r) = v.as_ref() {
        m.heap.set_value(r, 1, payload);
    }
    Ok(v)
}
