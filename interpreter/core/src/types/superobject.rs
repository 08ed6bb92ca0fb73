//! `super`: attributes of the classes that follow one in a method resolution order.

use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{Args, Member, Native, R, Raised, Space, method, property};
use crate::types;
use crate::value::{Ref, Value};

pub static SUPER: Space =
    Space::class(n::super_, types::OBJECT, MEMBERS).new(Native::new(new, 1, 3).doc(
        "super() or super(class[, object_or_class]) -- attributes of the classes behind a class",
    ));

/// The class after which the search begins.
const CLASS: usize = 1;
/// The instance or class it is bound to, or unbound.
const OBJECT: usize = 2;
/// The class whose order is searched, or unbound.
const OF: usize = 3;

static MEMBERS: &[Member] = &[
    property(n::__thisclass__, |m, v| Ok(field(m, v, CLASS))),
    property(n::__self__, |m, v| Ok(field(m, v, OBJECT))),
    property(n::__self_class__, |m, v| Ok(field(m, v, OF))),
    method(n::__repr__, repr, 1, 1),
    method(n::__get__, get, 2, 3),
];

fn field(m: &Machine, v: Value, i: usize) -> Value {
    m.as_record(v, types::SUPER)
        .and_then(|r| m.heap.value(r, i).given())
        .unwrap_or(Value::NONE)
}

fn new(m: &mut Machine, args: Args) -> R {
    let Some(class) = args.get(m, 1) else {
        let function = m.stack.get(m.base).as_ref();
        let arguments = function
            .filter(|f| m.heap.header(*f).is(crate::memory::Kind::Function))
            .map_or(0, |f| {
                let code = m.code_of(f);
                crate::object::code::positional(&m.heap, code)
            });
        return Err(m.error(
            types::RUNTIME_ERROR,
            &[Piece::S(if arguments == 0 {
                "super(): no arguments"
            } else {
                "super(): __class__ cell not found"
            })],
        ));
    };
    if !m.is_type(class) {
        return Err(m.type_error(&[
            Piece::S("super() argument 1 must be a type, not "),
            Piece::T(class),
        ]));
    }
    match args.get(m, 2) {
        Some(object) if !object.is_none() => bound(m, class, object),
        _ => m.new_record(types::SUPER, &[class, Value::UNBOUND, Value::UNBOUND]),
    }
}

/// `super()` where the first argument was deleted.
#[cold]
pub fn deleted(m: &mut Machine) -> Raised {
    m.error(types::RUNTIME_ERROR, &[Piece::S("super(): arg[0] deleted")])
}

fn bound(m: &mut Machine, class: Value, object: Value) -> R {
    let own = m.type_of(object);
    let of = if m.is_type(object) && m.is_subclass(object, class) {
        object
    } else if m.is_subclass(own, class) {
        own
    } else {
        let claimed = m
            .find_attr(object, Value::name(n::__class__))?
            .unwrap_or(own);
        if !(m.is_type(claimed) && m.is_subclass(claimed, class)) {
            return Err(m.type_error(&[Piece::S(
                "super(type, obj): obj must be an instance or subtype of type",
            )]));
        }
        claimed
    };
    m.new_record(types::SUPER, &[class, object, of])
}

fn repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (class, of) = (field(m, v, CLASS), field(m, v, OF));
    let class = m.type_name(class);
    if of.is_none() {
        return m.message(&[
            Piece::S("<super: <class '"),
            Piece::V(class),
            Piece::S("'>, NULL>"),
        ]);
    }
    let of = m.type_name(of);
    m.message(&[
        Piece::S("<super: <class '"),
        Piece::V(class),
        Piece::S("'>, <"),
        Piece::V(of),
        Piece::S(" object>>"),
    ])
}

fn get(m: &mut Machine, args: Args) -> R {
    let (v, object) = (args.at(m, 0), args.at(m, 1));
    if object.is_none() || !field(m, v, OF).is_none() {
        return Ok(v);
    }
    let class = field(m, v, CLASS);
    bound(m, class, object)
}

/// What a super object finds, not bound: the member, the object and class to bind it to.
pub fn find(m: &mut Machine, r: Ref, name: Value) -> Option<(Value, Value, Value)> {
    let (class, object, of) = (
        m.heap.value(r, CLASS),
        m.heap.value(r, OBJECT),
        m.heap.value(r, OF),
    );
    if of.is_unbound() || name == Value::name(n::__class__) {
        return None;
    }
    let found = m.lookup_after(of, class, name)?;
    let instance = if object == of { Value::UNBOUND } else { object };
    Some((found, instance, of))
}

/// An attribute of a super object.
pub fn super_attr(m: &mut Machine, v: Value, name: Value) -> R<Option<Value>> {
    let Some(r) = m.as_record(v, types::SUPER) else {
        return Ok(None);
    };
    if let Some((found, instance, class)) = find(m, r, name) {
        return m.bind(found, instance, class).map(Some);
    }
    let own = Value::builtin_type(types::SUPER);
    if name == Value::name(n::__class__) {
        return Ok(Some(own));
    }
    match m.lookup(own, name) {
        Some(found) => m.bind(found, v, own).map(Some),
        None => types::object::common_attr(m, v, name),
    }
}
