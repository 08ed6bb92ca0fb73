//! Code objects as programs see them.

use crate::code::{Op, Operand};
use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Space, method, part, property};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value, Word};

pub static CODE: Space = Space::class(
    n::code,
    types::OBJECT,
    part(cfg!(feature = "introspection"), CODE_MEMBERS),
);

static CODE_MEMBERS: &[Member] = &[
    property(n::co_name, |m, v| Ok(word(m, v, code::NAME))),
    property(n::co_qualname, |m, v| Ok(word(m, v, code::QUALNAME))),
    property(n::co_filename, |m, v| Ok(word(m, v, code::FILENAME))),
    property(n::co_firstlineno, |m, v| {
        let line = object(m, v).map_or(0, |c| m.heap.word(c, code::FIRST_LINE));
        Ok(Value::small_wrapping(line as i64))
    }),
    property(n::co_argcount, |m, v| number(m, v, code::positional)),
    property(n::co_posonlyargcount, |m, v| {
        number(m, v, code::positional_only)
    }),
    property(n::co_kwonlyargcount, |m, v| {
        number(m, v, code::keyword_only)
    }),
    property(n::co_stacksize, |m, v| number(m, v, code::registers)),
    property(n::co_nlocals, |m, v| {
        let names = varnames(m, v)?;
        Ok(Value::small_wrapping(m.tuple_len(names) as i64))
    }),
    property(n::co_flags, flags),
    property(n::co_varnames, varnames),
    property(n::co_cellvars, |m, v| cells(m, v, false)),
    property(n::co_freevars, |m, v| cells(m, v, true)),
    property(n::co_consts, constants),
    property(n::co_names, names),
    property(n::co_code, |m, v| {
        let Some(c) = object(m, v) else {
            return m.new_bytes(b"");
        };
        let len = code::length(&m.heap, c);
        let r = m.new_bytes_sized(len.max(1))?;
        let start = code::FIRST_CONSTANT + code::constants(&m.heap, c);
        m.copy_bytes(c, start, 0, r, 1, 0, len);
        Ok(Value::reference(r))
    }),
    method(n::co_lines, |m, args| lines(m, args.at(m, 0)), 1, 1),
    method(
        n::__eq__,
        |m, args| {
            let (a, b) = (args.at(m, 0), args.at(m, 1));
            match (object(m, a), object(m, b)) {
                (Some(a), Some(b)) => same(m, a, b).map(Value::bool),
                _ => Ok(Value::NOT_IMPLEMENTED),
            }
        },
        2,
        2,
    ),
    method(
        n::__hash__,
        |m, args| {
            let hash = object(m, args.at(m, 0)).map_or(0, |c| hash(m, c));
            Ok(Value::small_wrapping(hash))
        },
        1,
        1,
    ),
    (
        n::replace,
        Item::Method(Native::new(replace, 1, 1).collect().doc(
            "replace(**facts) -- a copy with another co_name, co_qualname, co_filename or co_firstlineno",
        )),
    ),
];

/// Whether two code objects do the same under the same name.
pub fn same(m: &mut Machine, a: Ref, b: Ref) -> R<bool> {
    if a == b {
        return Ok(true);
    }
    let facts = [code::SHAPE, code::FLAGS, code::LENGTH, code::FIRST_LINE];
    let verified = Word::from(code::flags::VERIFIED);
    if facts
        .iter()
        .any(|&i| (m.heap.word(a, i) | verified) != (m.heap.word(b, i) | verified))
        || code::bytecode(&m.heap, a) != code::bytecode(&m.heap, b)
    {
        return Ok(false);
    }
    for i in [
        code::NAME,
        code::QUALNAME,
        code::VARNAMES,
        code::LINES,
        code::HANDLERS,
        code::CELLS,
    ] {
        let (x, y) = (m.heap.value(a, i), m.heap.value(b, i));
        if !m.equal(x, y)? {
            return Ok(false);
        }
    }
    m.deeper(|m| {
        for i in 0..code::constants(&m.heap, a) {
            let (x, y) = (code::constant(&m.heap, a, i), code::constant(&m.heap, b, i));
            let equal = match (object(m, x), object(m, y)) {
                (Some(x), Some(y)) => same(m, x, y)?,
                // 1 and 1.0 are two constants, and so are 0.0 and -0.0.
                _ => {
                    x == y || {
                        let (x, y) = (m.repr(x)?, m.repr(y)?);
                        m.equal(x, y)?
                    }
                }
            };
            if !equal {
                return Ok(false);
            }
        }
        Ok(true)
    })
}

pub fn hash(m: &mut Machine, c: Ref) -> i64 {
    let name = m.heap.value(c, code::NAME);
    let name = m.str_hash(name).unwrap_or(0);
    let own = crate::names::hash_bytes(code::bytecode(&m.heap, c));
    i64::from((own ^ name) & 0x3fff_ffff)
}

fn replace(m: &mut Machine, args: Args) -> R {
    let Some(c) = object(m, args.at(m, 0)) else {
        return Ok(Value::NONE);
    };
    let header = m.heap.header(c);
    let copy = m.alloc(Kind::Code, header.n(), header.size())?;
    for i in 1..header.size() {
        let word = m.heap.word(c, i);
        m.heap.set_word(copy, i, word);
    }
    if m.heap.value(copy, code::CACHE).given().is_some() {
        m.heap.set_value(copy, code::CACHE, Value::NONE);
    }
    let facts = args.get(m, 1).and_then(|d| d.as_ref());
    let mut at = 0;
    while let Some((key, value)) = facts.and_then(|d| m.table_next(d, &mut at)) {
        let place = match key.as_name() {
            Some(name) if name == n::co_name => code::NAME,
            Some(name) if name == n::co_qualname => code::QUALNAME,
            Some(name) if name == n::co_filename => code::FILENAME,
            Some(name) if name == n::co_firstlineno => {
                let line = m
                    .index(value)?
                    .as_small()
                    .unwrap_or(0)
                    .clamp(0, i64::from(i32::MAX));
                m.heap.set_word(copy, code::FIRST_LINE, line as Word);
                continue;
            }
            _ => {
                return Err(
                    m.type_error(&[Piece::S("code.replace() cannot change "), Piece::R(key)])
                );
            }
        };
        if m.str_bytes(value).is_none() {
            return Err(m.type_error(&[
                Piece::S("replace() argument '"),
                Piece::V(key),
                Piece::S("' must be str, not "),
                Piece::T(value),
            ]));
        }
        let value = m.intern_value(value)?;
        m.heap.set_value(copy, place, value);
    }
    Ok(Value::reference(copy))
}

fn object(m: &Machine, v: Value) -> Option<Ref> {
    m.heap.as_kind(v, Kind::Code)
}

fn word(m: &Machine, v: Value, i: usize) -> Value {
    object(m, v)
        .and_then(|c| m.heap.value(c, i).given())
        .unwrap_or(Value::NONE)
}

/// The code object of a place in a traceback: a function, or the code itself.
pub fn of(m: &Machine, place: Value) -> Value {
    match m.heap.as_kind(place, Kind::Function) {
        Some(f) => Value::reference(m.code_of(f)),
        None => place,
    }
}

fn number(m: &mut Machine, v: Value, get: fn(&crate::memory::Heap, Ref) -> usize) -> R {
    let i = object(m, v).map_or(0, |c| get(&m.heap, c));
    Ok(Value::small_wrapping(i as i64))
}

/// CPython's bits for what the code takes and is.
fn flags(m: &mut Machine, v: Value) -> R {
    let Some(c) = object(m, v) else {
        return Ok(Value::small_wrapping(0));
    };
    let own = code::flags(&m.heap, c);
    let bits = [
        (code::flags::VARARGS, 4),
        (code::flags::VARKEYWORDS, 8),
        (code::flags::GENERATOR, 0x20),
        (code::flags::COROUTINE, 0x80),
        (code::flags::ASYNC_GENERATOR, 0x200),
    ];
    let mut result = if own & code::flags::NAMESPACE == 0 {
        3
    } else {
        0
    };
    for (bit, theirs) in bits {
        if own & bit != 0 {
            result |= theirs;
        }
    }
    Ok(Value::small_wrapping(result))
}

/// Names of the locals as CPython lists them: without those that the compiler made up, and those that live in cells
/// unless they are parameters.
fn varnames(m: &mut Machine, v: Value) -> R {
    let Some(c) = object(m, v) else {
        return m.new_tuple(&[]);
    };
    let names = m.heap.value(c, code::VARNAMES);
    let flags = code::flags(&m.heap, c);
    let parameters = code::positional(&m.heap, c)
        + code::keyword_only(&m.heap, c)
        + usize::from(flags & code::flags::VARARGS != 0)
        + usize::from(flags & code::flags::VARKEYWORDS != 0);
    let cells = cells(m, v, false)?;
    let list = m.new_list_sized(2)?;
    for i in 0..m.tuple_len(names) {
        let name = m.tuple_item(names, i);
        let own = m
            .str_bytes(name)
            .is_some_and(|b| b != crate::machine::SPILL);
        let in_cell = (0..m.tuple_len(cells)).any(|j| m.tuple_item(cells, j) == name);
        if own && (i < parameters || !in_cell) {
            m.list_push(list, name)?;
        }
    }
    m.list_to_tuple(list)
}

/// `co_freevars`, or `co_cellvars`: the locals that the code puts into cells.
fn cells(m: &mut Machine, v: Value, free: bool) -> R {
    let Some(c) = object(m, v) else {
        return m.new_tuple(&[]);
    };
    if free {
        return Ok(m.heap.value(c, code::CELLS));
    }
    let names = m.heap.value(c, code::VARNAMES);
    let result = m.new_list_sized(2)?;
    let mut at = 0;
    while let Some((op, place)) = instruction(m, c, &mut at) {
        let register = byte_at(m, c, place + 1);
        if op == Op::MakeCell && (2..m.tuple_len(names) + 2).contains(&register) {
            let name = m.tuple_item(names, register - 2);
            m.list_push(result, name)?;
        }
    }
    m.list_to_tuple(result)
}

/// The names that the instructions use, each once.
fn names(m: &mut Machine, v: Value) -> R {
    let Some(c) = object(m, v) else {
        return m.new_tuple(&[]);
    };
    let result = m.new_list_sized(2)?;
    let mut at = 0;
    while let Some((op, place)) = instruction(m, c, &mut at) {
        let mut operand = place + 1;
        for &kind in op.operands() {
            let local = matches!(
                op,
                Op::CheckNamed | Op::LoadSpilled | Op::StoreSpilled | Op::DeleteSpilled
            );
            if kind == Operand::Name && !local {
                let i = byte_at(m, c, operand) | byte_at(m, c, operand + 1) << 8;
                let name = code::constant(&m.heap, c, i);
                if !(0..m.list_len(result)).any(|j| m.list_item(result, j) == name) {
                    m.list_push(result, name)?;
                }
            }
            operand += kind.size();
        }
    }
    m.list_to_tuple(result)
}

/// The instruction at `at`, which moves behind it.
fn instruction(m: &Machine, c: Ref, at: &mut usize) -> Option<(Op, usize)> {
    let place = *at;
    let op = Op::from_byte(*code::bytecode(&m.heap, c).get(place)?)?;
    *at += op.size();
    Some((op, place))
}

fn byte_at(m: &Machine, c: Ref, at: usize) -> usize {
    code::bytecode(&m.heap, c)
        .get(at)
        .map_or(0, |b| usize::from(*b))
}

fn constants(m: &mut Machine, v: Value) -> R {
    let Some(c) = object(m, v) else {
        return m.new_tuple(&[]);
    };
    let count = code::constants(&m.heap, c);
    // A function's docstring, or None, stands first.
    let first = usize::from(code::flags(&m.heap, c) & code::flags::NAMESPACE == 0);
    let tuple = m.new_tuple_sized(first + count)?;
    for i in 0..count {
        let x = code::constant(&m.heap, c, i);
        m.heap.set_value(tuple, 1 + first + i, x);
    }
    if first != 0 {
        let doc = m.heap.value(c, code::DOC).given().unwrap_or(Value::NONE);
        m.heap.set_value(tuple, 1, doc);
    }
    Ok(Value::reference(tuple))
}

/// `co_lines()`: stretches of the bytecode and their lines, as (start, end, line).
fn lines(m: &mut Machine, v: Value) -> R {
    let list = m.new_list_sized(4)?;
    if let Some(c) = object(m, v) {
        let length = code::length(&m.heap, c);
        let mut start = 0;
        while start < length {
            let line = code::line(&m.heap, c, start);
            let end = (start + 1..length)
                .find(|at| code::line(&m.heap, c, *at) != line)
                .unwrap_or(length);
            let stretch = [start as i64, end as i64, i64::from(line)].map(Value::small_wrapping);
            let stretch = m.new_tuple(&stretch)?;
            m.list_push(list, stretch)?;
            start = end;
        }
    }
    m.iter(Value::reference(list))
}

/// `<code object f at 0x…, file "…", line 1>`.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let name = word(m, v, code::NAME);
    let mut text = Text::new(m)?;
    text.push_str(m, "<code object ")?;
    text.push_all(m, name)?;
    let start = types::object::finish_at(m, text, v)?;
    let len = m.str_bytes(start).map_or(1, <[u8]>::len);
    let start = m.new_str_from(start, 0, len - 1)?;
    let file = word(m, v, code::FILENAME);
    let line = object(m, v).map_or(0, |c| m.heap.word(c, code::FIRST_LINE));
    m.message(&[
        Piece::V(start),
        Piece::S(", file \""),
        Piece::V(file),
        Piece::S("\", line "),
        Piece::I(line as i64),
        Piece::S(">"),
    ])
}
