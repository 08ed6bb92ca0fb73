//! Functions, builtin functions, bound methods and cells: their attributes and how they look. The errors of wrong calls
//! stand in `errors`.

mod builtin;
mod errors;

pub use errors::{
    argument_twice, merge_keywords, missing_arguments, spread, too_many_arguments,
    unexpected_keyword,
};

use crate::machine::{Machine, Piece, Text, frame};
use crate::memory::{Header, Kind};
use crate::names::{Name, n};
use crate::native::{ANY, Args, Item, Member, Native, R, Space, method, property};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value};
use builtin::{
    is_slot_wrapper, native_class, native_doc, native_module, native_qualname, native_repr,
    native_self,
};
pub use builtin::{native_name, type_of_native};

pub static FUNCTION: Space = Space::class(n::function, types::OBJECT, FUNCTION_MEMBERS).new(
    Native::new(new, 3, 6)
        .named(
            &[n::__, n::code, n::globals, n::name, n::argdefs, n::closure],
            6,
        )
        .doc("function(code, globals, name=None, argdefs=None, closure=None) -- a function of a code object"),
);
pub static BUILTIN_FUNCTION: Space =
    Space::class(n::builtin_function_or_method, types::OBJECT, NATIVE_MEMBERS);
pub static METHOD_DESCRIPTOR: Space =
    Space::class(n::method_descriptor, types::OBJECT, NATIVE_MEMBERS);
pub static METHOD: Space = Space::class(n::method, types::OBJECT, METHOD_MEMBERS).new(
    Native::new(new_method, 3, 3)
        .doc("method(function, object) -- the function bound to the object"),
);
pub static CELL: Space = Space::class(n::cell, types::OBJECT, CELL_MEMBERS)
    .new(Native::new(new_cell, 1, 2).doc("cell([contents]) -- a variable that functions share"));

/// Index that stands for the constructor of a type among its members: `int.__new__`.
pub const CONSTRUCTOR: u16 = 0xfff;

/// Fields of the record between a function and its code.
const DEFAULTS: usize = 2;
const KEYWORDS: usize = 3;
const ANNOTATIONS: usize = 4;
const ATTRIBUTES: usize = 5;
/// Dict of names that were set: `__name__`, `__qualname__`, `__doc__`, `__module__`, `__type_params__`.
const NAMES: usize = 6;

static FUNCTION_MEMBERS: &[Member] = &[
    (
        n::__name__,
        Item::Property(
            |m, v| named(m, v, n::__name__),
            Some(|m, v, x| set_text(m, v, n::__name__, x)),
        ),
    ),
    (
        n::__qualname__,
        Item::Property(
            |m, v| named(m, v, n::__qualname__),
            Some(|m, v, x| set_text(m, v, n::__qualname__, x)),
        ),
    ),
    (
        n::__doc__,
        Item::Property(
            |m, v| named(m, v, n::__doc__),
            Some(|m, v, x| set_named(m, v, n::__doc__, x)),
        ),
    ),
    (
        n::__module__,
        Item::Property(
            |m, v| named(m, v, n::__module__),
            Some(|m, v, x| set_named(m, v, n::__module__, x)),
        ),
    ),
    (
        n::__type_params__,
        Item::Property(
            |m, v| named(m, v, n::__type_params__),
            Some(|m, v, x| set_named(m, v, n::__type_params__, x)),
        ),
    ),
    (
        n::__defaults__,
        Item::Property(
            |m, v| Ok(part(m, v, DEFAULTS)),
            Some(|m, v, x| set_checked(m, v, DEFAULTS, x)),
        ),
    ),
    (
        n::__kwdefaults__,
        Item::Property(
            |m, v| Ok(part(m, v, KEYWORDS)),
            Some(|m, v, x| set_checked(m, v, KEYWORDS, x)),
        ),
    ),
    (
        n::__annotations__,
        Item::Property(
            |m, v| dict_part(m, v, ANNOTATIONS),
            Some(|m, v, x| set_checked(m, v, ANNOTATIONS, x)),
        ),
    ),
    (
        n::__dict__,
        Item::Property(
            |m, v| dict_part(m, v, ATTRIBUTES),
            Some(|m, v, x| set_checked(m, v, ATTRIBUTES, x)),
        ),
    ),
    (n::__code__, Item::Property(get_code, Some(set_code))),
    property(n::__globals__, |m, v| Ok(Value::reference(m.globals_of(v)))),
    property(n::__builtins__, |m, _| {
        Ok(m.root(crate::machine::Root::Builtins))
    }),
    property(n::__closure__, closure),
    method(n::__get__, function_get, 2, 3),
    (
        n::__call__,
        Item::Method(Native::new(call, 1, ANY).collect()),
    ),
];

static METHOD_MEMBERS: &[Member] = &[
    property(n::__self__, native_self),
    property(n::__func__, |m, v| {
        Ok(m.heap
            .as_kind(v, Kind::Method)
            .map_or(Value::NONE, |r| m.heap.value(r, 1)))
    }),
    property(n::__doc__, |m, v| {
        let f = m
            .heap
            .as_kind(v, Kind::Method)
            .map_or(Value::NONE, |r| m.heap.value(r, 1));
        Ok(m.find_attr(f, Value::name(n::__doc__))?
            .unwrap_or(Value::NONE))
    }),
    method(n::__get__, get_itself, 2, 3),
    method(n::__eq__, method_eq, 2, 2),
    method(n::__hash__, method_hash, 1, 1),
    (
        n::__call__,
        Item::Method(Native::new(call, 1, ANY).collect()),
    ),
];

/// What natives of every sort know of themselves.
pub(super) static NATIVE_MEMBERS: &[Member] = &[
    property(n::__name__, |m, v| Ok(native_name(m, v))),
    property(n::__qualname__, native_qualname),
    property(n::__doc__, native_doc),
    property(n::__module__, native_module),
    property(n::__self__, native_self),
    property(n::__objclass__, native_class),
    property(n::__text_signature__, |_, _| Ok(Value::NONE)),
    method(n::__get__, function_get, 2, 3),
    method(n::__eq__, method_eq, 2, 2),
    method(n::__hash__, method_hash, 1, 1),
    (
        n::__call__,
        Item::Method(Native::new(call, 1, ANY).collect()),
    ),
];

static CELL_MEMBERS: &[Member] = &[(
    n::cell_contents,
    Item::Property(cell_contents, Some(set_cell_contents)),
)];

/// The record between a function and its code, if it has one.
fn extra(m: &Machine, function: Ref) -> Option<Ref> {
    m.as_record(m.heap.value(function, frame::CODE), types::FUNCTION)
}

/// The same, made if it is missing.
fn make_extra(m: &mut Machine, function: Ref) -> R<Ref> {
    if let Some(r) = extra(m, function) {
        return Ok(r);
    }
    let code = m.heap.value(function, frame::CODE);
    let none = Value::NONE;
    let new = new_extra(m, code, none, none, none)?;
    m.heap.set_value(function, frame::CODE, new);
    extra(m, function).ok_or_else(|| m.out_of_memory())
}

fn function_of(m: &Machine, v: Value) -> Option<Ref> {
    m.heap.as_kind(v, Kind::Function)
}

fn part(m: &Machine, v: Value, i: usize) -> Value {
    function_of(m, v)
        .and_then(|f| extra(m, f))
        .map_or(Value::NONE, |r| m.heap.value(r, i))
}

fn set_part(m: &mut Machine, v: Value, i: usize, x: Value) -> R<()> {
    let Some(f) = function_of(m, v) else {
        return Ok(());
    };
    let mark = m.mark();
    m.keep(x);
    let r = make_extra(m, f)?;
    m.heap.set_value(r, i, x);
    m.release(mark);
    Ok(())
}

/// A part that is a dict, made when it is first asked for.
fn dict_part(m: &mut Machine, v: Value, i: usize) -> R {
    let found = part(m, v, i);
    if !found.is_none() {
        return Ok(found);
    }
    let d = m.new_dict()?;
    set_part(m, v, i, d)?;
    Ok(d)
}

fn set_checked(m: &mut Machine, v: Value, i: usize, x: Value) -> R<()> {
    let (kind, text) = match i {
        DEFAULTS => (Kind::Tuple, "__defaults__ must be set to a tuple object"),
        KEYWORDS => (Kind::Dict, "__kwdefaults__ must be set to a dict object"),
        ANNOTATIONS => (Kind::Dict, "__annotations__ must be set to a dict object"),
        _ => (Kind::Dict, "__dict__ must be set to a dictionary"),
    };
    if x.is_unbound() || (x.is_none() && i != ATTRIBUTES) {
        if i == ATTRIBUTES {
            return Err(m.type_error(&[Piece::S("cannot delete __dict__")]));
        }
        return set_part(m, v, i, Value::NONE);
    }
    match m.as_native(x, kind) {
        Some(r) => set_part(m, v, i, Value::reference(r)),
        None if i == ATTRIBUTES => Err(m.type_error(&[
            Piece::S("__dict__ must be set to a dictionary, not a '"),
            Piece::T(x),
            Piece::S("'"),
        ])),
        None => Err(m.type_error(&[Piece::S(text)])),
    }
}

/// A name that was set, or what the code says.
fn named(m: &mut Machine, v: Value, name: Name) -> R {
    let Some(f) = function_of(m, v) else {
        return Ok(Value::NONE);
    };
    if let Some(d) = extra(m, f).and_then(|r| m.heap.value(r, NAMES).as_ref())
        && let Some(set) = m.name_get(d, Value::name(name))
    {
        return Ok(set);
    }
    let code = m.code_of(f);
    Ok(match name {
        n::__name__ => m.heap.value(code, code::NAME),
        n::__qualname__ => m.heap.value(code, code::QUALNAME),
        n::__doc__ => m.heap.value(code, code::DOC).given().unwrap_or(Value::NONE),
        n::__module__ => {
            let globals = m.globals_of(v);
            m.name_get(globals, Value::name(n::__name__))
                .unwrap_or(Value::NONE)
        }
        _ => m.new_tuple(&[])?,
    })
}

/// `__qualname__` of a function, for errors.
pub fn qualname(m: &mut Machine, function: Ref) -> Value {
    named(m, Value::reference(function), n::__qualname__).unwrap_or(Value::NONE)
}

fn set_named(m: &mut Machine, v: Value, name: Name, x: Value) -> R<()> {
    let names = dict_part(m, v, NAMES)?;
    let x = x.given().unwrap_or(Value::NONE);
    match names.as_ref() {
        Some(d) => m.name_set(d, Value::name(name), x),
        None => Ok(()),
    }
}

fn set_text(m: &mut Machine, v: Value, name: Name, x: Value) -> R<()> {
    if x.is_unbound() || m.str_bytes(x).is_none() {
        return Err(m.type_error(&[
            Piece::V(Value::name(name)),
            Piece::S(" must be set to a string object"),
        ]));
    }
    set_named(m, v, name, x)
}

/// The name that a generator of this function gets, or its qualified name.
pub fn name_of(m: &mut Machine, function: Ref, name: Name) -> R {
    named(m, Value::reference(function), name)
}

/// A function like this one with another name, for a generator that is renamed.
pub fn renamed(m: &mut Machine, function: Ref, name: Name, x: Value) -> R {
    let header = m.heap.header(function);
    let cells = header.n() & 0xff;
    let copy = m.alloc(Kind::Function, header.n(), frame::CELLS + cells)?;
    for i in frame::CODE..frame::CELLS + cells {
        let v = m.heap.value(function, i);
        m.heap.set_value(copy, i, v);
    }
    let v = Value::reference(copy);
    let known = [n::__name__, n::__qualname__].map(|name| name_of(m, function, name));
    let code = Value::reference(m.code_of(function));
    let extra = new_extra(m, code, Value::NONE, Value::NONE, Value::NONE)?;
    m.heap.set_value(copy, frame::CODE, extra);
    for (name, old) in [n::__name__, n::__qualname__].into_iter().zip(known) {
        set_named(m, v, name, old?)?;
    }
    set_text(m, v, name, x)?;
    Ok(v)
}

/// Sets the type parameters of a generic function or class.
pub fn set_type_params(m: &mut Machine, v: Value, params: Value) -> R<()> {
    if function_of(m, v).is_some() {
        return set_named(m, v, n::__type_params__, params);
    }
    m.setattr(v, Value::name(n::__type_params__), params)
}

fn get_code(m: &mut Machine, v: Value) -> R {
    Ok(function_of(m, v).map_or(Value::NONE, |f| Value::reference(m.code_of(f))))
}

fn set_code(m: &mut Machine, v: Value, x: Value) -> R<()> {
    let (Some(f), Some(new)) = (function_of(m, v), m.heap.as_kind(x, Kind::Code)) else {
        return Err(m.type_error(&[Piece::S("__code__ must be set to a code object")]));
    };
    let cells = m.heap.header(f).n() & 0xff;
    let wanted = free_variables(m, new);
    if wanted != cells {
        let name = qualname(m, f);
        return Err(m.value_error(&[
            Piece::V(name),
            Piece::S("() requires a code object with "),
            Piece::I(cells as i64),
            Piece::S(" free vars, not "),
            Piece::I(wanted as i64),
        ]));
    }
    // Names and text stay those of the function.
    for name in [n::__name__, n::__qualname__, n::__doc__] {
        let old = named(m, v, name)?;
        set_named(m, v, name, old)?;
    }
    match extra(m, f) {
        Some(r) => m.heap.set_value(r, 1, x),
        None => m.heap.set_value(f, frame::CODE, x),
    }
    let header = header_for(m, new, cells);
    m.heap.set_header(f, header);
    m.flush_caches();
    Ok(())
}

/// The free variables of a code object.
fn free_variables(m: &Machine, c: Ref) -> usize {
    m.tuple_len(m.heap.value(c, code::CELLS))
}

fn header_for(m: &Machine, code: Ref, cells: usize) -> Header {
    let flags = code::flags(&m.heap, code);
    let special = code::flags::VARARGS | code::flags::VARKEYWORDS | code::flags::ANY_GENERATOR;
    let simple = if flags & special == 0 && code::keyword_only(&m.heap, code) == 0 {
        code::positional(&m.heap, code) | frame::SIMPLE
    } else {
        0
    };
    Header::new(Kind::Function, cells | simple << 8)
}

fn closure(m: &mut Machine, v: Value) -> R {
    let Some(f) = function_of(m, v) else {
        return Ok(Value::NONE);
    };
    let cells = m.heap.header(f).n() & 0xff;
    if cells == 0 {
        return Ok(Value::NONE);
    }
    let tuple = m.new_tuple_sized(cells)?;
    for i in 0..cells {
        let cell = m.heap.value(f, frame::CELLS + i);
        m.heap.set_value(tuple, 1 + i, cell);
    }
    Ok(Value::reference(tuple))
}

/// `types.FunctionType(code, globals, name, argdefs, closure)`.
fn new(m: &mut Machine, args: Args) -> R {
    let (Some(c), Some(globals)) = (
        m.heap.as_kind(args.at(m, 1), Kind::Code),
        m.as_native(args.at(m, 2), Kind::Dict),
    ) else {
        return Err(m.type_error(&[Piece::S("function() needs a code object and a dict")]));
    };
    m.mark_namespace(globals);
    let given = args.get(m, 5).filter(|v| !v.is_none());
    let cells = given.map_or(0, |t| m.tuple_len(t));
    let wanted = free_variables(m, c);
    if cells != wanted {
        return Err(m.value_error(&[
            Piece::V(m.heap.value(c, code::NAME)),
            Piece::S(" requires closure of length "),
            Piece::I(wanted as i64),
            Piece::S(", not "),
            Piece::I(cells as i64),
        ]));
    }
    let header = header_for(m, c, cells);
    let f = m.alloc(Kind::Function, header.n(), frame::CELLS + cells)?;
    m.heap.set_value(f, frame::CODE, Value::reference(c));
    m.heap
        .set_value(f, frame::GLOBALS, Value::reference(globals));
    for i in 0..cells {
        let cell = m.tuple_item(given.unwrap_or(Value::NONE), i);
        if !m.heap.is(cell, Kind::Cell) {
            return Err(m.type_error(&[
                Piece::S("arg 5 (closure) expected cell, found "),
                Piece::T(cell),
            ]));
        }
        m.heap.set_value(f, frame::CELLS + i, cell);
    }
    let v = Value::reference(f);
    if let Some(name) = args.get(m, 3).filter(|v| !v.is_none()) {
        set_text(m, v, n::__name__, name)?;
    }
    if let Some(defaults) = args.get(m, 4).filter(|v| !v.is_none()) {
        set_checked(m, v, DEFAULTS, defaults)?;
    }
    Ok(v)
}

fn new_method(m: &mut Machine, args: Args) -> R {
    let (f, own) = (args.at(m, 1), args.at(m, 2));
    if !m.is_callable(f) {
        return Err(m.type_error(&[Piece::S("first argument must be callable")]));
    }
    if own.is_none() {
        return Err(m.type_error(&[Piece::S("self must not be None")]));
    }
    m.new_object(Kind::Method, 0, &[f, own])
}

fn new_cell(m: &mut Machine, args: Args) -> R {
    let v = args.get(m, 1).unwrap_or(Value::UNBOUND);
    m.new_object(Kind::Cell, 0, &[v])
}

fn cell_contents(m: &mut Machine, v: Value) -> R {
    let held = m
        .heap
        .as_kind(v, Kind::Cell)
        .and_then(|r| m.heap.value(r, 1).given());
    match held {
        Some(v) => Ok(v),
        None => Err(m.value_error(&[Piece::S("Cell is empty")])),
    }
}

fn set_cell_contents(m: &mut Machine, v: Value, x: Value) -> R<()> {
    if let Some(r) = m.heap.as_kind(v, Kind::Cell) {
        m.heap.set_value(r, 1, x);
    }
    Ok(())
}

fn function_get(m: &mut Machine, args: Args) -> R {
    let (f, own) = (args.at(m, 0), args.at(m, 1));
    if own.is_none() && args.get(m, 2).is_some_and(|c| !c.is_none()) {
        return Ok(f);
    }
    let class = m.type_of(own);
    m.bind(f, own, class)
}

fn get_itself(m: &mut Machine, args: Args) -> R {
    Ok(args.at(m, 0))
}

fn call(m: &mut Machine, args: Args) -> R {
    let f = args.at(m, 0);
    let count = args.len() - 2;
    let keywords = args.at(m, args.len() - 1);
    let positional = m.new_tuple_of(args.rest(1), count)?;
    m.call_spread(f, positional, keywords)
}

fn method_eq(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    if a == b {
        return Ok(Value::TRUE);
    }
    let (Some(x), Some(y)) = (
        m.heap.as_kind(a, Kind::Method),
        m.heap.as_kind(b, Kind::Method),
    ) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(
        m.heap.value(x, 1) == m.heap.value(y, 1) && m.heap.value(x, 2) == m.heap.value(y, 2),
    ))
}

fn method_hash(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let h = m.hash(v)?;
    m.new_int(h)
}

/// How functions, methods, natives and cells look.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let Some(r) = v.as_ref() else {
        return native_repr(m, v);
    };
    match m.heap.kind(r) {
        Kind::Function => {
            let name = qualname(m, r);
            let mut text = Text::new(m)?;
            text.push_str(m, "<function ")?;
            text.push_all(m, name)?;
            types::object::finish_at(m, text, v)
        }
        Kind::Cell => {
            let held = m.heap.value(r, 1);
            let mut text = Text::new(m)?;
            text.push_str(m, "<cell")?;
            let own = types::object::finish_at(m, text, v)?;
            let end = m.str_bytes(own).map_or(0, |b| b.len() - 1);
            let own = m.new_str_from(own, 0, end)?;
            if held.is_unbound() {
                return m.message(&[Piece::V(own), Piece::S(": empty>")]);
            }
            let mut text = Text::new(m)?;
            text.push_all(m, own)?;
            text.push_str(m, ": ")?;
            let class = m.type_of(held);
            let name = m.type_name(class);
            text.push_all(m, name)?;
            text.push_str(m, " object")?;
            types::object::finish_at(m, text, held)
        }
        _ => method_repr(m, r),
    }
}

fn method_repr(m: &mut Machine, r: Ref) -> R {
    let (f, own) = (m.heap.value(r, 1), m.heap.value(r, 2));
    if f.as_ref().is_none() && m.native_item(f).is_some() {
        let name = native_name(m, f);
        let mut text = Text::new(m)?;
        if is_slot_wrapper(m, f) {
            text.push_str(m, "<method-wrapper '")?;
            text.push_all(m, name)?;
            text.push_str(m, "' of ")?;
        } else {
            text.push_str(m, "<built-in method ")?;
            text.push_all(m, name)?;
            text.push_str(m, " of ")?;
        }
        let class = m.type_of(own);
        types::class::push_full_name(m, &mut text, class)?;
        text.push_str(m, " object")?;
        return types::object::finish_at(m, text, own);
    }
    let mut name = m.find_attr(f, Value::name(n::__qualname__))?;
    if name.is_none() {
        name = m.find_attr(f, Value::name(n::__name__))?;
    }
    let name = match name {
        Some(name) => name,
        None => m.new_str(b"?")?,
    };
    m.message(&[
        Piece::S("<bound method "),
        Piece::V(name),
        Piece::S(" of "),
        Piece::R(own),
        Piece::S(">"),
    ])
}

/// What a program has set on a function, as a dict.
pub fn attributes(m: &Machine, function: Ref) -> Option<Ref> {
    m.heap.value(extra(m, function)?, ATTRIBUTES).as_ref()
}

/// Attributes that a program has set on a function.
pub fn own_attr(m: &mut Machine, function: Ref, name: Value) -> Option<Value> {
    let dict = attributes(m, function)?;
    m.name_get(dict, name)
}

/// `function.name = value`; a `value` of UNBOUND deletes.
pub fn set_attr(m: &mut Machine, function: Value, name: Value, value: Value) -> R<()> {
    if let Some(found) = m.lookup(Value::builtin_type(types::FUNCTION), name)
        && m.set_by_descriptor(found, function, value)?
    {
        return Ok(());
    }
    if value.is_unbound() {
        let removed = match function_of(m, function).and_then(|f| attributes(m, f)) {
            Some(d) => m.dict_remove(d, name)?,
            None => None,
        };
        return match removed {
            Some(_) => Ok(()),
            None => Err(m.no_attribute(function, name)),
        };
    }
    let dict = dict_part(m, function, ATTRIBUTES)?;
    match dict.as_ref() {
        Some(d) => m.name_set(d, name, value),
        None => Ok(()),
    }
}

/// The record between a function and its code when it has more than that: code, defaults, keyword defaults,
/// annotations, attributes dict, names that were set.
pub fn new_extra(
    m: &mut Machine,
    code: Value,
    defaults: Value,
    keywords: Value,
    annotations: Value,
) -> R {
    m.new_record(
        types::FUNCTION,
        &[
            code,
            defaults,
            keywords,
            annotations,
            Value::NONE,
            Value::NONE,
        ],
    )
}

/// Default values: a tuple or `None`, and a dict or `None`.
pub fn defaults(m: &Machine, function: Ref) -> (Value, Value) {
    match extra(m, function) {
        Some(r) => (m.heap.value(r, DEFAULTS), m.heap.value(r, KEYWORDS)),
        None => (Value::NONE, Value::NONE),
    }
}
