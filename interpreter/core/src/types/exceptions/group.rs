//! Exception groups: making, splitting, and what `except*` does with them.

use super::attributes::is_exception;
use super::{class_is, field, kept, put};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, class_method, method, property};
use crate::object::exception;
use crate::types;
use crate::value::Value;

pub(super) static GROUP_MEMBERS: &[Member] = &[
    property(n::message, |m, v| {
        Ok(kept(m, v, n::message).unwrap_or(Value::NONE))
    }),
    property(n::exceptions, |m, v| Ok(parts(m, v))),
    method(n::__str__, group_str, 1, 1),
    (
        n::split,
        Item::Method(
            Native::new(split_method, 2, 2)
                .doc("split(condition) -- (group of what matches, group of the rest)"),
        ),
    ),
    (
        n::subgroup,
        Item::Method(
            Native::new(subgroup, 2, 2)
                .doc("subgroup(condition) -- group of what matches, or None"),
        ),
    ),
    (
        n::derive,
        Item::Method(
            Native::new(derive, 2, 2).doc("derive(exceptions) -- a group with this message"),
        ),
    ),
    class_method(
        n::__class_getitem__,
        |m, args| types::typing::subscript(m, args.at(m, 0), args.at(m, 1)),
        2,
        2,
    ),
];

/// The exceptions in a group, as a tuple.
pub(super) fn parts(m: &mut Machine, v: Value) -> Value {
    kept(m, v, n::exceptions).unwrap_or_else(|| m.root(crate::machine::Root::EmptyTuple))
}

pub(super) fn is_group(m: &Machine, v: Value) -> bool {
    if !cfg!(feature = "groups") {
        return false;
    }
    let class = m.type_of(v);
    is_exception(m, v) && class_is(m, class, types::BASE_EXCEPTION_GROUP)
}

/// `BaseExceptionGroup.__new__(class, message, exceptions)`.
pub(super) fn new(m: &mut Machine, class: Value, args: Value) -> R {
    if !cfg!(feature = "groups") {
        return Err(m.left_out());
    }
    let count = m.tuple_len(args);
    if count != 2 {
        return Err(m.type_error(&[
            Piece::S("BaseExceptionGroup.__new__() takes exactly 2 arguments ("),
            Piece::I(count as i64),
            Piece::S(" given)"),
        ]));
    }
    let (message, given) = (m.tuple_item(args, 0), m.tuple_item(args, 1));
    if m.str_bytes(message).is_none() {
        return Err(m.type_error(&[
            Piece::S("BaseExceptionGroup.__new__() argument 1 must be str, not "),
            Piece::T(message),
        ]));
    }
    let sequence = m.as_native(given, Kind::List).is_some()
        || m.as_native(given, Kind::Tuple).is_some()
        || (m.special(given, n::__getitem__).is_some()
            && m.special(given, n::__len__).is_some()
            && m.as_native(given, Kind::Dict).is_none());
    if !sequence {
        return Err(m.type_error(&[Piece::S("second argument (exceptions) must be a sequence")]));
    }
    let items = m.tuple_of(given)?;
    let items = match m.as_native(items, Kind::Tuple) {
        Some(r) => Value::reference(r),
        None => items,
    };
    if m.tuple_len(items) == 0 {
        return Err(m.value_error(&[Piece::S(
            "second argument (exceptions) must be a non-empty sequence",
        )]));
    }
    let mut base_only = false;
    for i in 0..m.tuple_len(items) {
        let e = m.tuple_item(items, i);
        if !is_exception(m, e) {
            return Err(m.value_error(&[
                Piece::S("Item "),
                Piece::I(i as i64),
                Piece::S(" of second argument (exceptions) is not an exception"),
            ]));
        }
        base_only |= !m.is_a(e, types::EXCEPTION);
    }
    let mut class = class;
    if !base_only && class == Value::builtin_type(types::BASE_EXCEPTION_GROUP) {
        class = Value::builtin_type(types::EXCEPTION_GROUP);
    } else if base_only && class_is(m, class, types::EXCEPTION) {
        if class.as_type().is_some() {
            return Err(
                m.type_error(&[Piece::S("Cannot nest BaseExceptions in an ExceptionGroup")])
            );
        }
        let name = m.type_name(class);
        return Err(m.type_error(&[
            Piece::S("Cannot nest BaseExceptions in '"),
            Piece::V(name),
            Piece::S("'"),
        ]));
    }
    let v = m.new_exception_object(class, args)?;
    put(m, v, n::message, message)?;
    put(m, v, n::exceptions, items)?;
    Ok(v)
}

fn group_str(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let message = kept(m, v, n::message).unwrap_or(Value::NONE);
    let items = parts(m, v);
    let count = m.tuple_len(items);
    m.message(&[
        Piece::V(message),
        Piece::S(" ("),
        Piece::I(count as i64),
        Piece::S(if count == 1 {
            " sub-exception)"
        } else {
            " sub-exceptions)"
        }),
    ])
}

fn derive(m: &mut Machine, args: Args) -> R {
    let message = kept(m, args.at(m, 0), n::message).unwrap_or(Value::NONE);
    let class = Value::builtin_type(types::BASE_EXCEPTION_GROUP);
    let items = args.at(m, 1);
    m.call(class, &[message, items])
}

/// What decides whether an exception belongs to a part.
#[derive(Clone, Copy)]
enum Condition {
    /// A class or tuple of classes.
    Classes(Value),
    Function(Value),
    /// One of the exceptions of this list.
    Among(Value),
}

fn condition(m: &mut Machine, v: Value) -> R<Condition> {
    let is_class = |m: &Machine, c| m.is_type(c) && class_is(m, c, types::BASE_EXCEPTION);
    if is_class(m, v) {
        return Ok(Condition::Classes(v));
    }
    if let Some(r) = m.heap.as_kind(v, Kind::Tuple) {
        let all = (0..m.heap.header(r).n()).all(|i| is_class(m, m.heap.value(r, 1 + i)));
        if all {
            return Ok(Condition::Classes(v));
        }
    } else if !m.is_type(v) && m.is_callable(v) {
        return Ok(Condition::Function(v));
    }
    Err(m.type_error(&[Piece::S(
        "expected a function, exception type or tuple of exception types",
    )]))
}

fn holds(m: &mut Machine, condition: Condition, e: Value) -> R<bool> {
    match condition {
        Condition::Classes(classes) => m.match_exception(e, classes),
        Condition::Function(f) => {
            let answer = m.call(f, &[e])?;
            m.truth(answer)
        }
        Condition::Among(list) => Ok(list
            .as_ref()
            .is_some_and(|l| (0..m.list_len(l)).any(|i| m.list_item(l, i) == e))),
    }
}

/// The part of a group (or exception) that matches, and the rest; `None` where there is nothing.
fn split(m: &mut Machine, e: Value, condition: Condition) -> R<(Value, Value)> {
    let among = matches!(condition, Condition::Among(_));
    if !(among && is_group(m, e)) && holds(m, condition, e)? {
        return Ok((e, Value::NONE));
    }
    if !is_group(m, e) {
        return Ok((Value::NONE, e));
    }
    let (matching, rest) = (m.new_list(&[])?, m.new_list(&[])?);
    let items = parts(m, e);
    for i in 0..m.tuple_len(items) {
        let item = m.tuple_item(items, i);
        let (a, b) = m.deeper(|m| split(m, item, condition))?;
        for (list, v) in [(matching, a), (rest, b)] {
            if let Some(l) = list.as_ref()
                && !v.is_none()
            {
                m.list_push(l, v)?;
            }
        }
    }
    Ok((part_of(m, e, matching)?, part_of(m, e, rest)?))
}

/// A group like `e` with only these exceptions: with its traceback, cause, context and notes.
fn part_of(m: &mut Machine, e: Value, list: Value) -> R {
    if list.as_ref().is_none_or(|l| m.list_len(l) == 0) {
        return Ok(Value::NONE);
    }
    let new = m.call_method(e, n::derive, &[list])?;
    if !is_group(m, new) {
        return Err(m.type_error(&[Piece::S(
            "derive must return an instance of BaseExceptionGroup",
        )]));
    }
    let traceback = super::traceback_of(m, e)?;
    super::traceback::set(m, new, traceback)?;
    if let (Some(from), Some(to)) = (e.as_ref(), new.as_ref()) {
        for i in [exception::CAUSE, exception::CONTEXT, exception::FLAGS] {
            let v = m.heap.value(from, i);
            m.heap.set_value(to, i, v);
        }
    }
    if let Some(notes) = kept(m, e, n::__notes__)
        && m.as_native(notes, Kind::List).is_some()
    {
        let copy = Value::reference(m.list_of(notes)?);
        put(m, new, n::__notes__, copy)?;
    }
    Ok(new)
}

fn split_method(m: &mut Machine, args: Args) -> R {
    let condition = condition(m, args.at(m, 1))?;
    let (a, b) = split(m, args.at(m, 0), condition)?;
    m.new_tuple(&[a, b])
}

fn subgroup(m: &mut Machine, args: Args) -> R {
    let condition = condition(m, args.at(m, 1))?;
    Ok(split(m, args.at(m, 0), condition)?.0)
}

/// `except*`: stack word `w` holds the exception, `w + 1` the classes. Splits it: what did not match (or `None`) comes
/// into `w`, what did into `w + 1`.
pub fn match_group(m: &mut Machine, w: usize) -> R<()> {
    if !cfg!(feature = "groups") {
        return Err(m.left_out());
    }
    let (e, classes) = (m.stack.get(w), m.stack.get(w + 1));
    check_classes(m, classes)?;
    if e.is_none() {
        m.stack.set(w + 1, Value::NONE);
        return Ok(());
    }
    let (matching, rest) = if is_group(m, e) {
        split(m, e, Condition::Classes(classes))?
    } else if m.match_exception(e, classes)? {
        let (text, items) = (m.new_str(b"")?, m.new_tuple(&[e])?);
        let class = Value::builtin_type(types::BASE_EXCEPTION_GROUP);
        let group = m.call(class, &[text, items])?;
        (group, Value::NONE)
    } else {
        (Value::NONE, e)
    };
    m.stack.set(w, rest);
    m.stack.set(w + 1, matching);
    Ok(())
}

fn check_classes(m: &mut Machine, classes: Value) -> R<()> {
    let one = m.heap.as_kind(classes, Kind::Tuple);
    let count = one.map_or(1, |r| m.heap.header(r).n());
    for i in 0..count {
        let c = one.map_or(classes, |r| m.heap.value(r, 1 + i));
        if !m.is_type(c) || !class_is(m, c, types::BASE_EXCEPTION) {
            return Err(m.type_error(&[Piece::S(
                "catching classes that do not inherit from BaseException is not allowed",
            )]));
        }
        if class_is(m, c, types::BASE_EXCEPTION_GROUP) {
            return Err(m.type_error(&[Piece::S(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            )]));
        }
    }
    Ok(())
}

/// Whether `e` is a part of `original` that was raised again, and not another exception.
fn is_part(m: &mut Machine, e: Value, original: Value) -> bool {
    for i in [exception::CAUSE, exception::CONTEXT] {
        if field(m, e, i) != field(m, original, i) {
            return false;
        }
    }
    if kept(m, e, n::__notes__).is_some() != kept(m, original, n::__notes__).is_some() {
        return false;
    }
    match (super::entries(m, e), super::entries(m, original)) {
        (None, None) => true,
        (Some((a, i)), Some((b, j))) => {
            i == j && (0..i).all(|k| super::place(m, a, k) == super::place(m, b, k))
        }
        _ => false,
    }
}

/// Adds the exceptions in a group, groups in it included, to a list.
fn leaves(m: &mut Machine, e: Value, list: Value) -> R<()> {
    if !is_group(m, e) {
        return match list.as_ref() {
            Some(l) => m.list_push(l, e),
            None => Ok(()),
        };
    }
    let items = parts(m, e);
    for i in 0..m.tuple_len(items) {
        let item = m.tuple_item(items, i);
        m.deeper(|m| leaves(m, item, list))?;
    }
    Ok(())
}

/// The end of `except*`: what is to be raised of the original and the list of what the handlers raised or left over.
pub fn join_group(m: &mut Machine, original: Value, rest: Value) -> R {
    if !cfg!(feature = "groups") {
        return Err(m.left_out());
    }
    let Some(all) = m.as_native(rest, Kind::List) else {
        return Ok(original);
    };
    let group = is_group(m, original);
    let raised = m.new_list(&[])?;
    let again = m.new_list(&[])?;
    let (Some(new), Some(_)) = (raised.as_ref(), again.as_ref()) else {
        return Ok(original);
    };
    for i in 0..m.list_len(all) {
        let e = m.list_item(all, i);
        if e.is_none() {
            continue;
        }
        if !group {
            return Ok(e);
        }
        if is_part(m, e, original) {
            leaves(m, e, again)?;
        } else {
            m.list_push(new, e)?;
        }
    }
    let kept_part = split(m, original, Condition::Among(again))?.0;
    let kept_part = if group { kept_part } else { Value::NONE };
    if m.list_len(new) == 0 {
        return Ok(kept_part);
    }
    if !kept_part.is_none() {
        m.list_push(new, kept_part)?;
    }
    if m.list_len(new) == 1 {
        return Ok(m.list_item(new, 0));
    }
    let text = m.new_str(b"")?;
    let class = Value::builtin_type(types::BASE_EXCEPTION_GROUP);
    m.call(class, &[text, raised])
}
