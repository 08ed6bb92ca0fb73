//! Type parameters, aliases and generic classes, as the syntax of Python 3.12 makes them.

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{ANY, Args, Item, Member, Native, R, Space, method, property};
use crate::ops::BinaryOp;
use crate::types;
use crate::value::{Ref, TypeId, Value};

/// Type variables are records of the name and the function that gives the bound, or `None`.
pub static TYPE_VAR: Space = Space::class(n::TypeVar, types::OBJECT, VARIABLE_MEMBERS)
    .new(
        Native::new(|m, args| new_variable(m, args, types::TYPE_VAR), 2, ANY)
            .collect()
            .doc("TypeVar(name) -- a type that is not known yet"),
    )
    .of_module(n::typing);
pub static PARAM_SPEC: Space = Space::class(n::ParamSpec, types::OBJECT, VARIABLE_MEMBERS)
    .new(
        Native::new(|m, args| new_variable(m, args, types::PARAM_SPEC), 2, ANY)
            .collect()
            .doc("ParamSpec(name) -- parameters that are not known yet"),
    )
    .of_module(n::typing);
pub static TYPE_VAR_TUPLE: Space = Space::class(n::TypeVarTuple, types::OBJECT, VARIABLE_MEMBERS)
    .new(
        Native::new(
            |m, args| new_variable(m, args, types::TYPE_VAR_TUPLE),
            2,
            ANY,
        )
        .collect()
        .doc("TypeVarTuple(name) -- types that are not known yet"),
    )
    .of_module(n::typing);
/// Records of the name, the parameters, the function that gives the value, and the value once it was asked for.
pub static TYPE_ALIAS: Space =
    Space::class(n::TypeAliasType, types::OBJECT, ALIAS_MEMBERS).of_module(n::typing);
pub static GENERIC: Space = Space::class(n::Generic, types::OBJECT, &[])
    .subclassable()
    .of_module(n::typing);
/// Records of the generic type and the tuple of its arguments.
pub static GENERIC_ALIAS: Space = Space::class(n::GenericAlias, types::OBJECT, GENERIC_MEMBERS)
    .new(
        Native::new(new_alias, 3, 3)
            .doc("GenericAlias(origin, args) -- a generic type with its arguments"),
    )
    .subclassable()
    .of_module(n::types);
/// Records of the tuple of members.
pub static UNION_TYPE: Space =
    Space::class(n::UnionType, types::OBJECT, UNION_MEMBERS).of_module(n::types);

static VARIABLE_MEMBERS: &[Member] = &[
    property(n::__name__, |m, v| Ok(field(m, v, 1))),
    property(n::__bound__, |m, v| {
        let bound = lazy(m, v)?;
        Ok(if m.heap.is(bound, Kind::Tuple) {
            Value::NONE
        } else {
            bound
        })
    }),
    property(n::__constraints__, |m, v| {
        let bound = lazy(m, v)?;
        if m.heap.is(bound, Kind::Tuple) {
            Ok(bound)
        } else {
            m.new_tuple(&[])
        }
    }),
    property(n::args, |_, v| Ok(v)),
    property(n::kwargs, |_, v| Ok(v)),
    method(n::__repr__, |m, args| Ok(field(m, args.at(m, 0), 1)), 1, 1),
    method(n::__or__, or, 2, 2),
    method(n::__ror__, ror, 2, 2),
    method(
        n::__iter__,
        |m, args| {
            let one = m.new_tuple(&[args.at(m, 0)])?;
            m.iter(one)
        },
        1,
        1,
    ),
];

const fn hidden(call: crate::native::NativeFn, min: u8, max: u8) -> Member {
    (n::__, Item::Function(Native::new(call, min, max)))
}

static ALIAS_MEMBERS: &[Member] = &[
    // The functions of the machine, numbered as `Intrinsic` is.
    hidden(|m, args| variable(m, args, types::TYPE_VAR), 1, 2),
    hidden(|m, args| variable(m, args, types::PARAM_SPEC), 1, 1),
    hidden(|m, args| variable(m, args, types::TYPE_VAR_TUPLE), 1, 1),
    hidden(type_alias, 3, 3),
    hidden(generic, 1, 1),
    hidden(set_type_params, 2, 2),
    property(n::__name__, |m, v| Ok(field(m, v, 1))),
    property(n::__type_params__, |m, v| Ok(field(m, v, 2))),
    property(n::__parameters__, |m, v| Ok(field(m, v, 2))),
    property(n::__value__, alias_value),
    method(n::__repr__, |m, args| Ok(field(m, args.at(m, 0), 1)), 1, 1),
    method(
        n::__getitem__,
        |m, args| make_alias(m, args.at(m, 0), args.at(m, 1)),
        2,
        2,
    ),
    method(n::__or__, or, 2, 2),
    method(n::__ror__, ror, 2, 2),
];

static GENERIC_MEMBERS: &[Member] = &[
    property(n::__origin__, |m, v| Ok(field(m, v, 1))),
    property(n::__args__, |m, v| Ok(field(m, v, 2))),
    property(n::__parameters__, parameters),
    method(n::__repr__, generic_repr, 1, 1),
    method(
        n::__getitem__,
        |m, args| make_alias(m, field(m, args.at(m, 0), 1), args.at(m, 1)),
        2,
        2,
    ),
    method(
        n::__mro_entries__,
        |m, args| {
            let origin = field(m, args.at(m, 0), 1);
            m.new_tuple(&[origin])
        },
        2,
        2,
    ),
    (
        n::__call__,
        Item::Method(Native::new(generic_call, 1, ANY).collect()),
    ),
    method(n::__eq__, generic_eq, 2, 2),
    method(n::__hash__, generic_hash, 1, 1),
    method(n::__or__, or, 2, 2),
    method(n::__ror__, ror, 2, 2),
    method(
        n::__instancecheck__,
        |m, _| {
            Err(m.type_error(&[Piece::S(
                "isinstance() argument 2 cannot be a parameterized generic",
            )]))
        },
        2,
        2,
    ),
    method(
        n::__subclasscheck__,
        |m, _| {
            Err(m.type_error(&[Piece::S(
                "issubclass() argument 2 cannot be a parameterized generic",
            )]))
        },
        2,
        2,
    ),
];

static UNION_MEMBERS: &[Member] = &[
    property(n::__args__, |m, v| Ok(field(m, v, 1))),
    property(n::__parameters__, |m, _| m.new_tuple(&[])),
    method(n::__repr__, union_repr, 1, 1),
    method(n::__eq__, union_eq, 2, 2),
    method(n::__hash__, union_hash, 1, 1),
    method(n::__or__, or, 2, 2),
    method(n::__ror__, ror, 2, 2),
];

fn record(m: &Machine, v: Value) -> Option<(TypeId, Ref)> {
    let r = m.heap.as_kind(m.payload(v), Kind::Record)?;
    Some((TypeId((m.heap.header(r).n() >> 8) as u16), r))
}

fn field(m: &Machine, v: Value, i: usize) -> Value {
    record(m, v).map_or(Value::NONE, |(_, r)| m.heap.value(r, i))
}

fn lazy(m: &mut Machine, v: Value) -> R {
    let f = field(m, v, 2);
    if f.is_none() {
        return Ok(f);
    }
    m.call(f, &[])
}

fn new_variable(m: &mut Machine, args: Args, id: TypeId) -> R {
    let name = args.at(m, 1);
    m.new_record(id, &[name, Value::NONE])
}

fn variable(m: &mut Machine, args: Args, id: TypeId) -> R {
    let (name, bound) = (args.at(m, 0), args.get(m, 1).unwrap_or(Value::NONE));
    m.new_record(id, &[name, bound])
}

fn type_alias(m: &mut Machine, args: Args) -> R {
    let (name, mut params, f) = (args.at(m, 0), args.at(m, 1), args.at(m, 2));
    if params.is_none() {
        params = m.new_tuple(&[])?;
    }
    m.new_record(types::TYPE_ALIAS, &[name, params, f, Value::UNBOUND])
}

fn alias_value(m: &mut Machine, v: Value) -> R {
    if let Some(known) = field(m, v, 4).given() {
        return Ok(known);
    }
    let f = field(m, v, 3);
    let value = m.call(f, &[])?;
    if let Some((_, r)) = record(m, v) {
        m.heap.set_value(r, 4, value);
    }
    Ok(value)
}

fn generic(m: &mut Machine, args: Args) -> R {
    let params = args.at(m, 0);
    m.new_record(
        types::GENERIC_ALIAS,
        &[Value::builtin_type(types::GENERIC), params],
    )
}

fn set_type_params(m: &mut Machine, args: Args) -> R {
    let (f, params) = (args.at(m, 0), args.at(m, 1));
    types::function::set_type_params(m, f, params)?;
    Ok(f)
}

/// The function behind a `LoadIntrinsic`.
pub fn intrinsic(m: &mut Machine, number: u8) -> R {
    if !cfg!(feature = "typing") {
        return Err(m.left_out());
    }
    if usize::from(number) < crate::code::Intrinsic::ALL.len() {
        return Ok(Value::native(types::TYPE_ALIAS.0, u16::from(number)));
    }
    Err(m.error(types::SYSTEM_ERROR, &[Piece::S("unknown intrinsic")]))
}

/// The type parameters that a class statement gave in its bases.
pub fn params_of_bases(m: &Machine, bases: Value) -> Option<Value> {
    if !cfg!(feature = "typing") {
        return None;
    }
    (0..m.tuple_len(bases))
        .map(|i| m.tuple_item(bases, i))
        .find(|b| {
            m.as_record(*b, types::GENERIC_ALIAS)
                .is_some_and(|r| m.heap.value(r, 1) == Value::builtin_type(types::GENERIC))
        })
        .map(|b| field(m, b, 2))
}

fn new_alias(m: &mut Machine, args: Args) -> R {
    let alias = make_alias(m, args.at(m, 1), args.at(m, 2))?;
    types::class::wrap_payload(m, args.at(m, 0), alias)
}

fn make_alias(m: &mut Machine, origin: Value, item: Value) -> R {
    let args = if m.heap.is(item, Kind::Tuple) {
        item
    } else {
        m.new_tuple(&[item])?
    };
    m.new_record(types::GENERIC_ALIAS, &[origin, args])
}

/// `type[item]` of a builtin type, or of a class with type parameters.
pub fn subscript(m: &mut Machine, class: Value, item: Value) -> R {
    let generic = [
        types::TYPE,
        types::LIST,
        types::TUPLE,
        types::DICT,
        types::SET,
        types::FROZENSET,
        types::GENERIC,
        types::BASE_EXCEPTION_GROUP,
        types::ENUMERATE,
    ];
    let known = generic.iter().any(|t| {
        class == Value::builtin_type(*t)
            || (*t != types::TYPE && m.is_subclass(class, Value::builtin_type(*t)))
    }) || m.lookup(class, Value::name(n::__class_getitem__)).is_some();
    if known && !cfg!(feature = "typing") {
        return Ok(class);
    }
    if !known {
        let name = m.type_name(class);
        return Err(m.type_error(&[
            Piece::S("type '"),
            Piece::V(name),
            Piece::S("' is not subscriptable"),
        ]));
    }
    make_alias(m, class, item)
}

fn parameters(m: &mut Machine, v: Value) -> R {
    let args = field(m, v, 2);
    let list = m.new_list(&[])?;
    let Some(l) = list.as_ref() else {
        return Ok(list);
    };
    for i in 0..m.tuple_len(args) {
        let a = m.tuple_item(args, i);
        if record(m, a).is_some_and(|(id, _)| {
            matches!(
                id,
                types::TYPE_VAR | types::PARAM_SPEC | types::TYPE_VAR_TUPLE
            )
        }) {
            m.list_push(l, a)?;
        }
    }
    m.list_to_tuple(l)
}

fn generic_call(m: &mut Machine, args: Args) -> R {
    let origin = field(m, args.at(m, 0), 1);
    let count = args.len() - 2;
    let keywords = args.at(m, args.len() - 1);
    let positional = m.new_tuple_of(args.rest(1), count)?;
    m.call_spread(origin, positional, keywords)
}

fn push_type(m: &mut Machine, text: &mut Text, v: Value) -> R<()> {
    if v == Value::ELLIPSIS {
        return text.push_str(m, "...");
    }
    if v == Value::builtin_type(types::NONE_TYPE) {
        return text.push_str(m, "None");
    }
    if m.is_type(v) {
        return types::class::push_full_name(m, text, v);
    }
    text.push_repr(m, v)
}

fn generic_repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (origin, items) = (field(m, v, 1), field(m, v, 2));
    let mut text = Text::new(m)?;
    push_type(m, &mut text, origin)?;
    text.push_byte(m, b'[')?;
    let count = m.tuple_len(items);
    for i in 0..count {
        if i > 0 {
            text.push_str(m, ", ")?;
        }
        let item = m.tuple_item(items, i);
        push_type(m, &mut text, item)?;
    }
    if count == 0 {
        text.push_str(m, "()")?;
    }
    text.push_byte(m, b']')?;
    text.finish(m)
}

fn generic_eq(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    if m.as_record(m.payload(b), types::GENERIC_ALIAS).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    for i in [1, 2] {
        let (x, y) = (field(m, a, i), field(m, b, i));
        if !m.equal(x, y)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn generic_hash(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (origin, items) = (field(m, v, 1), field(m, v, 2));
    let h = m.hash(origin)? ^ m.hash(items)?;
    m.new_int(h & 0x3fff_ffff)
}

fn or(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    Ok(binary(m, BinaryOp::Or, a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn ror(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    Ok(binary(m, BinaryOp::Or, b, a)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn in_union(m: &Machine, v: Value) -> bool {
    v.is_none()
        || m.is_type(v)
        || record(m, v).is_some_and(|(id, _)| {
            matches!(
                id,
                types::TYPE_VAR
                    | types::PARAM_SPEC
                    | types::TYPE_ALIAS
                    | types::GENERIC_ALIAS
                    | types::UNION_TYPE
            )
        })
}

/// `a | b` of types; `None` for everything else.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    if !cfg!(feature = "typing") {
        return Ok(None);
    }
    if op != BinaryOp::Or || !in_union(m, a) || !in_union(m, b) || (a.is_none() && b.is_none()) {
        return Ok(None);
    }
    let list = m.new_list(&[])?;
    let Some(l) = list.as_ref() else {
        return Ok(None);
    };
    for side in [a, b] {
        let members = union_members(m, side);
        let count = members.map_or(1, |t| m.tuple_len(t));
        for i in 0..count {
            let mut v = members.map_or(side, |t| m.tuple_item(t, i));
            if v.is_none() {
                v = Value::builtin_type(types::NONE_TYPE);
            }
            let mut known = false;
            for j in 0..m.list_len(l) {
                let other = m.list_item(l, j);
                known |= m.equal(other, v)?;
            }
            if !known {
                m.list_push(l, v)?;
            }
        }
    }
    if m.list_len(l) == 1 {
        return Ok(Some(m.list_item(l, 0)));
    }
    let members = m.list_to_tuple(l)?;
    m.new_record(types::UNION_TYPE, &[members]).map(Some)
}

/// The members of `A | B` as a tuple; `None` if `v` is no union.
pub fn union_members(m: &Machine, v: Value) -> Option<Value> {
    if !cfg!(feature = "typing") {
        return None;
    }
    let r = m.as_record(v, types::UNION_TYPE)?;
    Some(m.heap.value(r, 1))
}

fn union_repr(m: &mut Machine, args: Args) -> R {
    let members = field(m, args.at(m, 0), 1);
    let mut text = Text::new(m)?;
    for i in 0..m.tuple_len(members) {
        if i > 0 {
            text.push_str(m, " | ")?;
        }
        let v = m.tuple_item(members, i);
        push_type(m, &mut text, v)?;
    }
    text.finish(m)
}

fn union_eq(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let (Some(a), Some(b)) = (union_members(m, a), union_members(m, b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if m.tuple_len(a) != m.tuple_len(b) {
        return Ok(Value::FALSE);
    }
    for i in 0..m.tuple_len(a) {
        let v = m.tuple_item(a, i);
        if !m.contains(b, v)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn union_hash(m: &mut Machine, args: Args) -> R {
    let members = field(m, args.at(m, 0), 1);
    let mut h = 0;
    for i in 0..m.tuple_len(members) {
        let v = m.tuple_item(members, i);
        h ^= m.hash(v)?;
    }
    m.new_int(h & 0x3fff_ffff)
}

/// The class that an alias in a list of bases stands for.
pub fn base_of(m: &Machine, alias: Value) -> Option<Value> {
    if !cfg!(feature = "typing") {
        return None;
    }
    let r = m.as_record(alias, types::GENERIC_ALIAS)?;
    Some(m.heap.value(r, 1))
}
