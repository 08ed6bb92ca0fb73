//! Code and frame objects as programs see them.

use crate::code::opcode::Op;
use crate::machine::{Machine, Piece, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Member, R, Space, method, property};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value};

pub static CODE: Space = Space::class(n::code, types::OBJECT, CODE_MEMBERS);
/// A record of the function and the line where it stands.
pub static FRAME: Space = Space::class(n::frame, types::OBJECT, FRAME_MEMBERS);

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
    property(n::co_names, |m, _| m.new_tuple(&[])),
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
    method(
        n::__eq__,
        |m, args| Ok(Value::bool(args.at(m, 0) == args.at(m, 1))),
        2,
        2,
    ),
];

static FRAME_MEMBERS: &[Member] = &[
    property(n::f_code, |m, v| {
        let function = field(m, v, 1);
        Ok(of(m, function))
    }),
    property(n::f_lineno, |m, v| Ok(field(m, v, 2))),
    property(n::f_back, |_, _| Ok(Value::NONE)),
    property(n::f_lasti, |_, _| Ok(Value::small_wrapping(0))),
    property(n::f_globals, |m, v| {
        let function = field(m, v, 1);
        if m.heap.is(function, Kind::Function) {
            return Ok(Value::reference(m.globals_of(function)));
        }
        m.new_dict()
    }),
    property(n::f_locals, |m, _| m.new_dict()),
    property(n::f_builtins, |m, _| {
        Ok(m.root(crate::machine::Root::Builtins))
    }),
];

fn object(m: &Machine, v: Value) -> Option<Ref> {
    m.heap.as_kind(v, Kind::Code)
}

fn word(m: &Machine, v: Value, i: usize) -> Value {
    object(m, v)
        .and_then(|c| m.heap.value(c, i).given())
        .unwrap_or(Value::NONE)
}

fn field(m: &Machine, v: Value, i: usize) -> Value {
    m.as_record(v, types::FRAME)
        .map_or(Value::NONE, |r| m.heap.value(r, i))
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

/// Names of locals, without those that the compiler made up.
fn varnames(m: &mut Machine, v: Value) -> R {
    let names = word(m, v, code::VARNAMES);
    let list = m.new_list(&[])?;
    let Some(c) = object(m, v) else {
        return m.new_tuple(&[]);
    };
    let flags = code::flags(&m.heap, c);
    let parameters = code::positional(&m.heap, c)
        + code::keyword_only(&m.heap, c)
        + usize::from(flags & code::flags::VARARGS != 0)
        + usize::from(flags & code::flags::VARKEYWORDS != 0);
    for i in 0..m.tuple_len(names) {
        let name = m.tuple_item(names, i);
        if let Some(l) = list.as_ref()
            && (i < parameters || !is_cell(m, c, i))
        {
            m.list_push(l, name)?;
        }
    }
    match list.as_ref() {
        Some(l) => m.list_to_tuple(l),
        None => Ok(names),
    }
}

/// How many free variables the code has.
pub fn free_count(m: &Machine, c: Ref) -> usize {
    m.tuple_len(m.heap.value(c, code::CELLS))
}

/// Whether local `i` is kept in a cell: the code makes one for its register.
fn is_cell(m: &Machine, c: Ref, i: usize) -> bool {
    let bytes = code::bytecode(&m.heap, c);
    let mut at = 0;
    while let Some(op) = bytes.get(at).and_then(|b| Op::from_byte(*b)) {
        if op == Op::MakeCell && bytes.get(at + 1).is_some_and(|r| usize::from(*r) == i + 2) {
            return true;
        }
        at += op.size();
    }
    false
}

fn cells(m: &mut Machine, v: Value, free: bool) -> R {
    let Some(c) = object(m, v) else {
        return m.new_tuple(&[]);
    };
    if free {
        return Ok(m.heap.value(c, code::CELLS));
    }
    let names = m.heap.value(c, code::VARNAMES);
    let found = m.new_list_sized(0)?;
    for i in 0..m.tuple_len(names) {
        if is_cell(m, c, i) {
            let name = m.tuple_item(names, i);
            m.list_push(found, name)?;
        }
    }
    m.list_to_tuple(found)
}

fn constants(m: &mut Machine, v: Value) -> R {
    let Some(c) = object(m, v) else {
        return m.new_tuple(&[]);
    };
    let count = code::constants(&m.heap, c);
    let tuple = m.new_tuple_sized(count)?;
    for i in 0..count {
        let x = code::constant(&m.heap, c, i);
        m.heap.set_value(tuple, 1 + i, x);
    }
    Ok(Value::reference(tuple))
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
