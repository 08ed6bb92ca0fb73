//! The module `_functools`: partial, reduce, cmp_to_key. `functools` adds the rest in Python.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::native::{ANY, Native};
use pyrite_core::ops::CompareOp;
use pyrite_core::{Args, Item, R, Space, Value, does, method, n, property, types};

pub static FUNCTOOLS: Space = Space::module(
    n::_functools,
    &[
        (n::partial, Item::Type(crate::PARTIAL)),
        does(
            n::reduce,
            reduce,
            2,
            3,
            "reduce(function, iterable, initial=None) -- put items together from left to right, two at a time",
        ),
        (
            n::cmp_to_key,
            Item::Function(
                Native::new(cmp_to_key, 1, 1)
                    .named(&[n::mycmp], 1)
                    .doc("cmp_to_key(mycmp) -- a key function from one that compares two"),
            ),
        ),
    ],
);

pub static PARTIAL: Space = Space::class(
    n::partial,
    types::OBJECT,
    &[
        (
            n::__call__,
            Item::Method(Native::new(call_partial, 1, ANY).collect()),
        ),
        property(n::func, |m, v| field(m, v, 1)),
        property(n::args, |m, v| field(m, v, 2)),
        property(n::keywords, |m, v| field(m, v, 3)),
        method(n::__repr__, repr, 1, 1),
    ],
)
.new(
    Native::new(new_partial, 1, ANY)
        .collect()
        .doc("partial(function, *args, **keywords) -- the function with some arguments given"),
)
.of_module(n::functools);

fn field(m: &mut Machine, v: Value, i: usize) -> R {
    Ok(m.as_record(v, crate::PARTIAL)
        .map_or(Value::NONE, |r| m.heap.value(r, i)))
}

/// A tuple followed by `count` arguments.
fn joined(m: &mut Machine, first: Value, args: Args, count: usize) -> R {
    let len = m.tuple_len(first);
    if count == 0 {
        return Ok(first);
    }
    let new = m.new_tuple_sized(len + count)?;
    for i in 0..len {
        let v = m.tuple_item(first, i);
        m.heap.set_value(new, 1 + i, v);
    }
    for i in 0..count {
        let v = args.at(m, i);
        m.heap.set_value(new, 1 + len + i, v);
    }
    Ok(Value::reference(new))
}

/// A dict with the items of `first` and then those of `second`, which may be absent.
fn merged(m: &mut Machine, first: Value, second: Option<Value>) -> R {
    let Some(second) = second else {
        return Ok(first);
    };
    let Some(first) = m
        .heap
        .as_kind(first, Kind::Dict)
        .filter(|d| m.table_len(*d) > 0)
    else {
        return Ok(second);
    };
    let new = m.table_copy(first, Kind::Dict)?;
    types::dict::update(m, Value::reference(new), second)?;
    Ok(Value::reference(new))
}

fn new_partial(m: &mut Machine, args: Args) -> R {
    if args.len() < 3 {
        return Err(m.type_error(&[Piece::S("type 'partial' takes at least one argument")]));
    }
    let mut f = args.at(m, 1);
    if !m.is_callable(f) {
        return Err(m.type_error(&[Piece::S("the first argument must be callable")]));
    }
    let last = args.len() - 1;
    let keywords = args.get(m, last);
    let empty = m.new_tuple(&[])?;
    let (mut first, mut named) = (empty, Value::NONE);
    if let Some(r) = m.as_record(f, crate::PARTIAL) {
        first = m.heap.value(r, 2);
        named = m.heap.value(r, 3);
        f = m.heap.value(r, 1);
    }
    let positional = joined(m, first, args.rest(2), last - 2)?;
    let mut named = merged(m, named, keywords)?;
    if named.is_none() {
        named = m.new_dict()?;
    }
    m.new_record(crate::PARTIAL, &[f, positional, named])
}

fn call_partial(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::PARTIAL)?;
    let (f, first, named) = (m.heap.value(r, 1), m.heap.value(r, 2), m.heap.value(r, 3));
    let last = args.len() - 1;
    let keywords = args.get(m, last);
    let positional = joined(m, first, args.rest(1), last - 1)?;
    let keywords = merged(m, named, keywords)?;
    m.call_spread(f, positional, keywords)
}

fn repr(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::PARTIAL)?;
    let v = args.at(m, 0);
    m.printing(v, "...", |m| {
        let mut text = Text::new(m)?;
        text.push_str(m, "functools.partial(")?;
        text.push_repr(m, m.heap.value(r, 1))?;
        let positional = m.heap.value(r, 2);
        for i in 0..m.tuple_len(positional) {
            text.push_str(m, ", ")?;
            let x = m.tuple_item(positional, i);
            text.push_repr(m, x)?;
        }
        if let Some(named) = m.heap.as_kind(m.heap.value(r, 3), Kind::Dict) {
            let mut at = 0;
            while let Some((k, x)) = m.table_next(named, &mut at) {
                m.keep(x);
                text.push_str(m, ", ")?;
                text.push_value(m, k)?;
                text.push_str(m, "=")?;
                text.push_repr(m, x)?;
            }
        }
        text.push_str(m, ")")?;
        text.finish(m)
    })
}

fn reduce(m: &mut Machine, args: Args) -> R {
    let (f, v) = (args.at(m, 0), args.at(m, 1));
    if !m.is_iterable(v) {
        return Err(m.type_error(&[Piece::S("reduce() arg 2 must support iteration")]));
    }
    let iterator = m.iter(v)?;
    m.keep(iterator);
    let mut total = match args.get(m, 2) {
        Some(first) => first,
        None => match m.next(iterator)? {
            Some(first) => first,
            None => {
                return Err(
                    m.type_error(&[Piece::S("reduce() of empty iterable with no initial value")])
                );
            }
        },
    };
    let mark = m.mark();
    m.keep(total);
    while let Some(x) = m.next(iterator)? {
        let next = m.call(f, &[total, x])?;
        total = m.release_but(mark, next);
    }
    Ok(total)
}

/// A key function: a wrapper without a value makes wrappers with one.
fn cmp_to_key(m: &mut Machine, args: Args) -> R {
    m.new_record(crate::KEY_WRAPPER, &[args.at(m, 0), Value::UNBOUND])
}

pub static KEY_WRAPPER: Space = Space::class(
    n::KeyWrapper,
    types::OBJECT,
    &[
        method(n::__call__, wrap, 2, 2),
        method(n::__lt__, |m, a| compare(m, a, CompareOp::Lt), 2, 2),
        method(n::__gt__, |m, a| compare(m, a, CompareOp::Gt), 2, 2),
        method(n::__le__, |m, a| compare(m, a, CompareOp::Le), 2, 2),
        method(n::__ge__, |m, a| compare(m, a, CompareOp::Ge), 2, 2),
        method(n::__eq__, |m, a| compare(m, a, CompareOp::Eq), 2, 2),
        property(n::obj, |m, v| {
            Ok(m.as_record(v, crate::KEY_WRAPPER)
                .map_or(Value::NONE, |r| m.heap.value(r, 2)))
        }),
        (n::__hash__, Item::Value(Value::NONE)),
    ],
)
.of_module(n::functools);

fn wrap(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::KEY_WRAPPER)?;
    let compare = m.heap.value(r, 1);
    m.new_record(crate::KEY_WRAPPER, &[compare, args.at(m, 1)])
}

fn compare(m: &mut Machine, args: Args, op: CompareOp) -> R {
    let a = types::receiver::record(m, args, crate::KEY_WRAPPER)?;
    let Some(b) = m.as_record(args.at(m, 1), crate::KEY_WRAPPER) else {
        return Err(m.type_error(&[Piece::S("other argument must be K instance")]));
    };
    let (f, x, y) = (m.heap.value(a, 1), m.heap.value(a, 2), m.heap.value(b, 2));
    let order = m.call(f, &[x, y])?;
    m.compare(op, order, Value::small_wrapping(0))
}
