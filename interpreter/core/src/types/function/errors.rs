//! The TypeErrors of calls whose arguments do not fit the function.

use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{R, Raised};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value};

fn raised(m: &mut Machine, text: R) -> Raised {
    match text {
        Ok(text) => m.raise_with(types::TYPE_ERROR, text),
        Err(raised) => raised,
    }
}

/// Place of a parameter that may be given by name.
fn parameter(m: &Machine, code: Ref, name: Value) -> Option<usize> {
    let names = m.heap.value(code, code::VARNAMES);
    let first = code::positional_only(&m.heap, code);
    let end = code::positional(&m.heap, code) + code::keyword_only(&m.heap, code);
    (first..end).find(|p| m.same_name(m.tuple_item(names, *p), name))
}

/// The TypeError for too many positional arguments, which lie at stack index `_at`. What is wrong with the keywords goes
/// first.
pub fn too_many_arguments(
    m: &mut Machine,
    function: Ref,
    given: usize,
    _at: usize,
    names: Value,
) -> Raised {
    let code = m.code_of(function);
    let positional = code::positional(&m.heap, code);
    let named = if names.is_unbound() {
        0
    } else {
        m.tuple_len(names)
    };
    let mut keyword_only = 0;
    for i in 0..named {
        let name = m.tuple_item(names, i);
        match parameter(m, code, name) {
            Some(p) if p < positional => return argument_twice(m, function, name),
            Some(_) => keyword_only += 1,
            None if code::flags(&m.heap, code) & code::flags::VARKEYWORDS == 0 => {
                return unexpected_keyword(m, function, name, names);
            }
            None => {}
        }
    }
    let own = super::qualname(m, function);
    let defaults = super::defaults(m, function).0;
    let defaults = if defaults.is_none() {
        0
    } else {
        m.tuple_len(defaults)
    };
    let text = (|| {
        let mut text = Text::new(m)?;
        text.push_all(m, own)?;
        text.push_str(m, "() takes ")?;
        if defaults > 0 {
            text.push_str(m, "from ")?;
            text.push_int(m, positional.saturating_sub(defaults) as i64)?;
            text.push_str(m, " to ")?;
        }
        text.push_int(m, positional as i64)?;
        text.push_str(m, " positional argument")?;
        if positional != 1 || defaults > 0 {
            text.push_byte(m, b's')?;
        }
        text.push_str(m, " but ")?;
        text.push_int(m, given as i64)?;
        if keyword_only > 0 {
            text.push_str(m, " positional argument")?;
            if given != 1 {
                text.push_byte(m, b's')?;
            }
            text.push_str(m, " (and ")?;
            text.push_int(m, keyword_only)?;
            text.push_str(m, " keyword-only argument")?;
            if keyword_only != 1 {
                text.push_byte(m, b's')?;
            }
            text.push_byte(m, b')')?;
        }
        text.push_str(
            m,
            if given == 1 && keyword_only == 0 {
                " was given"
            } else {
                " were given"
            },
        )?;
        text.finish(m)
    })();
    raised(m, text)
}

/// The TypeError for a parameter given by position and by name.
pub fn argument_twice(m: &mut Machine, function: Ref, name: Value) -> Raised {
    let own = super::qualname(m, function);
    m.type_error(&[
        Piece::V(own),
        Piece::S("() got multiple values for argument '"),
        Piece::V(name),
        Piece::S("'"),
    ])
}

/// The TypeError for a keyword that is no parameter.
pub fn unexpected_keyword(m: &mut Machine, function: Ref, name: Value, names: Value) -> Raised {
    let own = super::qualname(m, function);
    let code = m.code_of(function);
    let varnames = m.heap.value(code, code::VARNAMES);
    let count = code::positional_only(&m.heap, code);
    let given = |m: &Machine, p: usize| {
        (0..m.tuple_len(names))
            .any(|i| m.same_name(m.tuple_item(names, i), m.tuple_item(varnames, p)))
    };
    if !names.is_unbound() && (0..count).any(|p| given(m, p)) {
        let text = (|| {
            let mut text = Text::new(m)?;
            text.push_all(m, own)?;
            text.push_str(
                m,
                "() got some positional-only arguments passed as keyword arguments: '",
            )?;
            let mut first = true;
            for p in 0..count {
                if !given(m, p) {
                    continue;
                }
                if !core::mem::take(&mut first) {
                    text.push_str(m, ", ")?;
                }
                let name = m.tuple_item(varnames, p);
                text.push_all(m, name)?;
            }
            text.push_byte(m, b'\'')?;
            text.finish(m)
        })();
        return raised(m, text);
    }
    m.type_error(&[
        Piece::V(own),
        Piece::S("() got an unexpected keyword argument '"),
        Piece::V(name),
        Piece::S("'"),
    ])
}

/// The TypeError for parameters without value; the bound arguments lie at stack index `at`.
pub fn missing_arguments(m: &mut Machine, function: Ref, at: usize) -> Raised {
    let code = m.code_of(function);
    let positional = code::positional(&m.heap, code);
    let all = positional + code::keyword_only(&m.heap, code);
    let is_missing = |m: &Machine, p: usize| m.stack.get(at + p).is_unbound();
    let (mut range, mut kind) = (0..positional, " required positional argument");
    if !range.clone().any(|p| is_missing(m, p)) {
        (range, kind) = (positional..all, " required keyword-only argument");
    }
    let count = range.clone().filter(|p| is_missing(m, *p)).count();
    let own = super::qualname(m, function);
    let varnames = m.heap.value(code, code::VARNAMES);
    let text = (|| {
        let mut text = Text::new(m)?;
        text.push_all(m, own)?;
        text.push_str(m, "() missing ")?;
        text.push_int(m, count as i64)?;
        text.push_str(m, kind)?;
        text.push_str(m, if count == 1 { ": " } else { "s: " })?;
        let mut seen = 0;
        for p in range {
            if !is_missing(m, p) {
                continue;
            }
            seen += 1;
            if seen > 1 {
                let between = match (seen == count, count) {
                    (true, 2) => " and ",
                    (true, _) => ", and ",
                    _ => ", ",
                };
                text.push_str(m, between)?;
            }
            let name = m.tuple_item(varnames, p);
            text.push_byte(m, b'\'')?;
            text.push_all(m, name)?;
            text.push_byte(m, b'\'')?;
        }
        text.finish(m)
    })();
    raised(m, text)
}

/// How a callable is called in the errors of `f(**v)`: with its module, unless that is `builtins`.
fn called(m: &mut Machine, f: Value) -> R {
    let Some(name) = m.find_attr(f, Value::name(n::__qualname__))? else {
        return m.str(f);
    };
    m.keep(name);
    let module = m
        .find_attr(f, Value::name(n::__module__))?
        .unwrap_or(Value::NONE);
    if module.is_none() || module == Value::name(n::builtins) {
        return m.message(&[Piece::V(name), Piece::S("()")]);
    }
    m.message(&[
        Piece::V(module),
        Piece::S("."),
        Piece::V(name),
        Piece::S("()"),
    ])
}

/// `f(*v)`: what holds the arguments, a list or a tuple.
pub fn spread(m: &mut Machine, v: Value, f: Value) -> R {
    if matches!(
        v.as_ref().map(|r| m.heap.kind(r)),
        Some(Kind::List | Kind::Tuple)
    ) {
        return Ok(v);
    }
    if !m.is_iterable(v) {
        let name = called(m, f)?;
        return Err(m.type_error(&[
            Piece::V(name),
            Piece::S(" argument after * must be an iterable, not "),
            Piece::T(v),
        ]));
    }
    m.list_of(v).map(Value::reference)
}

/// `f(**v)`: the items of a mapping into the keywords so far; a key twice or one that is no string is a TypeError.
pub fn merge_keywords(m: &mut Machine, dict: Value, v: Value, f: Value) -> R<()> {
    let Some(target) = dict.as_ref() else {
        return Ok(());
    };
    let source = match m.as_native(v, Kind::Dict) {
        Some(d) if m.own_special(v, n::__iter__).is_none() => d,
        _ => {
            if m.as_native(v, Kind::Dict).is_none()
                && m.find_attr(v, Value::name(n::keys))?.is_none()
            {
                let name = called(m, f)?;
                return Err(m.type_error(&[
                    Piece::V(name),
                    Piece::S(" argument after ** must be a mapping, not "),
                    Piece::T(v),
                ]));
            }
            return merge_mapping(m, target, v, f);
        }
    };
    let mut at = 0;
    while let Some((k, x)) = m.table_next(source, &mut at) {
        if m.str_bytes(k).is_none() {
            return Err(m.type_error(&[Piece::S("keywords must be strings")]));
        }
        check_new(m, target, k, f)?;
        m.dict_set(target, k, x)?;
    }
    Ok(())
}

/// The same for a mapping that says itself which keys it has.
fn merge_mapping(m: &mut Machine, target: Ref, v: Value, f: Value) -> R<()> {
    let keys = m.call_method(v, n::keys, &[])?;
    let iterator = m.iter(keys)?;
    m.keep(iterator);
    let mark = m.mark();
    while let Some(k) = m.next(iterator)? {
        m.keep(k);
        check_new(m, target, k, f)?;
        let x = m.get_item(v, k)?;
        if m.str_bytes(k).is_none() {
            return Err(m.type_error(&[Piece::S("keywords must be strings")]));
        }
        m.dict_set(target, k, x)?;
        m.release(mark);
    }
    Ok(())
}

/// A TypeError if there is such a keyword already.
fn check_new(m: &mut Machine, target: Ref, k: Value, f: Value) -> R<()> {
    if m.dict_get(target, k)?.is_none() {
        return Ok(());
    }
    let name = called(m, f)?;
    Err(m.type_error(&[
        Piece::V(name),
        Piece::S(" got multiple values for keyword argument '"),
        Piece::V(k),
        Piece::S("'"),
    ]))
}
