//! Builtin functions that run code and know of namespaces: exec, eval, compile, `__import__`, globals, locals, open.

use crate::compile::{Mode, Source};
use crate::machine::{Machine, Piece, Root, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, R};
use crate::types;
use crate::value::{Ref, Value};

pub fn globals(m: &mut Machine, _args: Args) -> R {
    Ok(m.current_globals()
        .map_or(m.root(Root::Main), Value::reference))
}

pub fn locals(m: &mut Machine, _args: Args) -> R {
    m.current_locals()
}

/// The globals and locals that `exec` and `eval` work with.
fn scopes(m: &mut Machine, args: Args, evaluated: bool) -> R<(Ref, Value)> {
    let globals = args.get(m, 1).filter(|v| !v.is_none());
    let locals = args.get(m, 2).filter(|v| !v.is_none());
    if let Some(l) = locals
        && !is_mapping(m, l)
    {
        return Err(m.type_error(&if evaluated {
            [Piece::S("locals must be a mapping"), Piece::S("")]
        } else {
            [
                Piece::S("locals must be a mapping or None, not "),
                Piece::T(l),
            ]
        }));
    }
    let dict = match globals {
        Some(g) => match m.as_native(g, Kind::Dict) {
            Some(d) => d,
            None if !evaluated => {
                return Err(
                    m.type_error(&[Piece::S("exec() globals must be a dict, not "), Piece::T(g)])
                );
            }
            None => {
                let text = if is_mapping(m, g) {
                    "globals must be a real dict; try eval(expr, {}, mapping)"
                } else {
                    "globals must be a dict"
                };
                return Err(m.type_error(&[Piece::S(text)]));
            }
        },
        None => match m.current_globals().or(m.root(Root::Main).as_ref()) {
            Some(d) => d,
            None => return Err(m.out_of_memory()),
        },
    };
    let namespace = match (globals, locals) {
        (_, Some(l)) => l,
        (Some(_), None) => Value::reference(dict),
        (None, None) => m.current_locals()?,
    };
    if globals.is_some() && m.name_get(dict, Value::name(n::__builtins__)).is_none() {
        let module = m.import(None, Value::name(n::builtins), Value::NONE, 0)?;
        m.name_set(dict, Value::name(n::__builtins__), module)?;
    }
    Ok((dict, namespace))
}

/// Whether it has items to get: all that is asked of a mapping here.
fn is_mapping(m: &mut Machine, v: Value) -> bool {
    m.special(v, n::__getitem__).is_some()
}

/// Code runs without cells: of what an outer function would give it, there is nothing.
fn check_free(m: &mut Machine, code: Value, evaluated: bool) -> R<()> {
    let names = match m.heap.as_kind(code, Kind::Code) {
        Some(c) => m.heap.value(c, crate::object::code::CELLS),
        None => return Ok(()),
    };
    match m.tuple_len(names) {
        0 => Ok(()),
        _ if evaluated => Err(m.type_error(&[Piece::S(
            "code object passed to eval() may not contain free variables",
        )])),
        count => Err(m.type_error(&[
            Piece::S("code object requires a closure of exactly length "),
            Piece::I(count as i64),
        ])),
    }
}

/// Source text or a code object, as code.
fn code_of(m: &mut Machine, source: Value, mode: Mode, what: &str, separate: bool) -> R {
    if m.heap.is(source, Kind::Code) {
        return Ok(source);
    }
    if m.str_bytes(source).is_none() && m.buffer_bytes(source).is_none() {
        return Err(m.type_error(&[
            Piece::S(what),
            Piece::S("() arg 1 must be a string, bytes or code object"),
        ]));
    }
    let filename = m.intern(b"<string>")?;
    let source = plain_text(m, source)?;
    let source = if mode == Mode::Eval {
        without_indent(m, source)?
    } else {
        source
    };
    m.room_in(" during compilation")?;
    m.compile_for(Source::Str(source), filename, mode, separate)
}

/// `eval` takes an expression with blanks before it.
fn without_indent(m: &mut Machine, source: Value) -> R {
    let Some(bytes) = m.str_bytes(source) else {
        return Ok(source);
    };
    let (blanks, len) = (
        bytes
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count(),
        bytes.len(),
    );
    if blanks == 0 {
        return Ok(source);
    }
    m.new_str_from(source, blanks, len)
}

/// Source text as the compiler reads it: what a memoryview shows becomes bytes.
fn plain_text(m: &mut Machine, source: Value) -> R {
    if m.str_bytes(source).is_some() || types::bytes_place(m, source).is_some() {
        return Ok(source);
    }
    match types::text::Source::of_bytes(m, source) {
        Some(part) => {
            let mut text = Text::new(m)?;
            text.push_source(m, &part, 0, part.len)?;
            text.finish_bytes(m)
        }
        None => Ok(source),
    }
}

pub fn exec(m: &mut Machine, args: Args) -> R {
    let (globals, namespace) = scopes(m, args, false)?;
    let separate = namespace != Value::reference(globals);
    let code = code_of(m, args.at(m, 0), Mode::File, "exec", separate)?;
    check_free(m, code, false)?;
    m.run_in(code, globals, namespace)?;
    Ok(Value::NONE)
}

pub fn eval(m: &mut Machine, args: Args) -> R {
    let (globals, namespace) = scopes(m, args, true)?;
    let separate = namespace != Value::reference(globals);
    let code = code_of(m, args.at(m, 0), Mode::Eval, "eval", separate)?;
    check_free(m, code, true)?;
    m.run_in(code, globals, namespace)
}

pub fn compile(m: &mut Machine, args: Args) -> R {
    let (source, filename, mode) = (args.at(m, 0), args.at(m, 1), args.at(m, 2));
    let mode = match m.str_bytes(mode) {
        Some(b"exec") => Mode::File,
        Some(b"eval") => Mode::Eval,
        Some(b"single") => Mode::Single,
        _ => {
            return Err(m.value_error(&[Piece::S(
                "compile() mode must be 'exec', 'eval' or 'single'",
            )]));
        }
    };
    if m.str_bytes(source).is_none() && m.buffer_bytes(source).is_none() {
        return Err(m.type_error(&[Piece::S(
            "compile() arg 1 must be a string, bytes or AST object",
        )]));
    }
    let source = plain_text(m, source)?;
    m.compile_for(Source::Str(source), filename, mode, true)
}

/// `open` is a function of the library's `io`.
pub fn open(m: &mut Machine, args: Args) -> R {
    let names = m.new_tuple(&[Value::name(n::open)])?;
    let io = m.import(None, Value::name(n::io), names, 0)?;
    let open = m.getattr(io, Value::name(n::open))?;
    let none = Value::NONE;
    let number = Value::small_wrapping(-1);
    let mut given = [
        none,
        Value::character(b'r'),
        number,
        none,
        none,
        none,
        Value::TRUE,
        none,
    ];
    for (i, place) in given.iter_mut().enumerate() {
        *place = args.get(m, i).unwrap_or(*place);
    }
    m.call(open, &given)
}

pub fn import(m: &mut Machine, args: Args) -> R {
    let name = args.at(m, 0);
    let globals = args.get(m, 1).and_then(|g| m.as_native(g, Kind::Dict));
    // Only a package looks at the names; what is no collection only says that some are wanted.
    let names = match args.get(m, 3) {
        Some(list) if m.is_iterable(list) => m.tuple_of(list)?,
        Some(wanted) => wanted,
        None => Value::NONE,
    };
    let level = match args.get(m, 4) {
        Some(level) => m.to_i64(level)?,
        None => 0,
    };
    if m.str_bytes(name).is_none() {
        return Err(m.type_error(&[Piece::S("module name must be a string")]));
    }
    if level < 0 {
        return Err(m.value_error(&[Piece::S("level must be >= 0")]));
    }
    if level > 0 && globals.is_none() && args.get(m, 1).is_some_and(|g| !g.is_none()) {
        return Err(m.type_error(&[Piece::S("globals must be a dict")]));
    }
    m.import(globals, name, names, level as usize)
}

pub fn build_class(m: &mut Machine, args: Args) -> R {
    let (body, name) = (args.at(m, 0), args.at(m, 1));
    let count = args.len() - 1;
    let bases = m.new_tuple_of(args.rest(2), count - 2)?;
    let keywords = args.at(m, count);
    types::class::build(m, body, name, bases, keywords)
}
