//! The builtin functions. Those that are about one kind of value live with it; this room has the table and what is about
//! all of them: attributes, text, running code.

mod execute;
mod items;
mod numbers;

use crate::machine::{Machine, Piece, Progress, Text, Wait};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{ANY, Args, Item, Member, Native, R, Space, rare};
use crate::types;
use crate::value::Value;

pub static BUILTINS: Space = Space::module(n::builtins, MEMBERS);

static MEMBERS: &[Member] = &[
    (n::print, Item::Function(Native::new(print, 0, ANY).collect().doc("print(*values, sep=' ', end='\\n', file=None, flush=False) -- writes values as text"))),
    (n::repr, Item::Function(Native::new(repr, 1, 1).doc("repr(object) -- text that shows the object to a programmer"))),
    (n::ascii, Item::Function(Native::new(ascii, 1, 1).doc("ascii(object) -- like repr(), with everything but ASCII escaped"))),
    (n::format, Item::Function(Native::new(format, 1, 2).doc("format(value, spec='') -- text of a value, laid out as the spec says"))),
    (n::len, Item::Function(Native::new(len, 1, 1).doc("len(object) -- number of items"))),
    (n::isinstance, Item::Function(Native::new(isinstance, 2, 2).doc("isinstance(object, class_or_tuple) -- whether the object is an instance of the class or of one of them"))),
    (n::issubclass, Item::Function(Native::new(issubclass, 2, 2).doc("issubclass(class, class_or_tuple) -- whether a class is derived from another or is it"))),
    (n::callable, Item::Function(Native::new(callable, 1, 1).doc("callable(object) -- whether it can be called"))),
    (n::getattr, Item::Function(Native::new(getattr, 2, 3).doc("getattr(object, name[, default]) -- the attribute of that name"))),
    (n::setattr, Item::Function(Native::new(setattr, 3, 3).doc("setattr(object, name, value) -- sets an attribute"))),
    (n::hasattr, Item::Function(Native::new(hasattr, 2, 2).doc("hasattr(object, name) -- whether there is such an attribute"))),
    (n::delattr, Item::Function(Native::new(delattr, 2, 2).doc("delattr(object, name) -- deletes an attribute"))),
    (n::id, Item::Function(Native::new(id, 1, 1).doc("id(object) -- a number that no other object has at the same time"))),
    (n::hash, Item::Function(Native::new(hash, 1, 1).doc("hash(object) -- the number by which dicts find it"))),
    (n::iter, Item::Function(Native::new(iter, 1, 2).doc("iter(iterable) or iter(callable, sentinel) -- an iterator"))),
    (n::aiter, Item::Function(Native::new(rare(aiter), 1, 1).doc("aiter(iterable) -- an asynchronous iterator"))),
    (n::anext, Item::Function(Native::new(rare(anext), 1, 2).doc("anext(iterator[, default]) -- awaitable: the next item of an asynchronous iterator"))),
    (n::next, Item::Function(Native::new(next, 1, 2).doc("next(iterator[, default]) -- the next item"))),
    (n::dir, Item::Function(Native::new(dir, 0, 1).doc("dir([object]) -- sorted names of the attributes, or of the local names"))),
    (n::vars, Item::Function(Native::new(vars, 0, 1).doc("vars([object]) -- the __dict__ of the object, or locals()"))),
    (n::globals, Item::Function(Native::new(execute::globals, 0, 0).doc("globals() -- the dict of the module's names"))),
    (n::locals, Item::Function(Native::new(execute::locals, 0, 0).doc("locals() -- a dict of the local names"))),
    (n::exec, Item::Function(Native::new(execute::exec, 1, 3).doc("exec(source, globals=None, locals=None) -- runs Python code"))),
    (n::eval, Item::Function(Native::new(execute::eval, 1, 3).doc("eval(source, globals=None, locals=None) -- the value of a Python expression"))),
    (n::compile, Item::Function(Native::new(execute::compile, 3, 6).named(&[n::source, n::filename, n::mode, n::flags, n::dont_inherit, n::optimize], 6).doc("compile(source, filename, mode) -- a code object for exec() or eval()"))),
    (n::input, Item::Function(Native::new(input, 0, 1).doc("input(prompt='') -- a line from standard input"))),
    (n::help, Item::Function(Native::new(help, 0, 1).doc("help([object]) -- says what an object is and has"))),
    (n::exit, Item::Function(Native::new(types::sys::exit, 0, 1).doc("exit([status]) -- ends the program, or the session at the prompt"))),
    (n::quit, Item::Function(Native::new(types::sys::exit, 0, 1).doc("quit([status]) -- ends the program, or the session at the prompt"))),
    (n::open, Item::Function(Native::new(execute::open, 1, 8).named(&[n::file, n::mode, n::buffering, n::encoding, n::errors, n::newline, n::closefd, n::opener], 8).doc("open(file, mode='r') -- a file as a stream"))),
    (n::__import__, Item::Function(Native::new(execute::import, 1, 5).named(&[n::name, n::globals, n::locals, n::fromlist, n::level], 5).doc("__import__(name) -- what the import statement calls"))),
    (n::__build_class__, Item::Function(Native::new(execute::build_class, 2, ANY).collect())),
    (n::__debug__, Item::Value(Value::TRUE)),
    (n::__name__, Item::Str("builtins")),
    (n::__doc__, Item::Value(Value::NONE)),
    (n::__package__, Item::Value(Value::NONE)),
    (n::__spec__, Item::Value(Value::NONE)),
    (n::__loader__, Item::Value(Value::NONE)),
    (n::NotImplemented, Item::Value(Value::NOT_IMPLEMENTED)),
    (n::Ellipsis, Item::Value(Value::ELLIPSIS)),
    (n::abs, Item::Function(Native::new(numbers::abs, 1, 1).doc("abs(x) -- the absolute value"))),
    (n::round, Item::Function(Native::new(numbers::round, 1, 2).named(&[n::number, n::ndigits], 2).doc("round(number, ndigits=None) -- rounded, halves to even"))),
    (n::divmod, Item::Function(Native::new(numbers::divmod, 2, 2).doc("divmod(x, y) -- the pair (x // y, x % y)"))),
    (n::pow, Item::Function(Native::new(numbers::pow, 2, 3).named(&[n::base, n::exp, n::r#mod], 3).doc("pow(base, exp, mod=None) -- base ** exp, or base ** exp % mod"))),
    (n::chr, Item::Function(Native::new(numbers::chr, 1, 1).doc("chr(i) -- the character with that code point"))),
    (n::ord, Item::Function(Native::new(numbers::ord, 1, 1).doc("ord(c) -- the code point of a character"))),
    (n::hex, Item::Function(Native::new(numbers::hex, 1, 1).doc("hex(number) -- in hexadecimal, with 0x"))),
    (n::oct, Item::Function(Native::new(numbers::oct, 1, 1).doc("oct(number) -- in octal, with 0o"))),
    (n::bin, Item::Function(Native::new(numbers::bin, 1, 1).doc("bin(number) -- in binary, with 0b"))),
    (n::sorted, Item::Function(Native::new(items::sorted, 1, 3).named(&[n::__, n::key, n::reverse], 1).doc("sorted(iterable, *, key=None, reverse=False) -- a list of the items in order"))),
    (n::min, Item::Function(Native::new(items::min, 0, ANY).collect().doc("min(iterable, *, key=None, default), min(a, b, ...) -- the smallest item"))),
    (n::max, Item::Function(Native::new(items::max, 0, ANY).collect().doc("max(iterable, *, key=None, default), max(a, b, ...) -- the largest item"))),
    (n::sum, Item::Function(Native::new(items::sum, 1, 2).named(&[n::__, n::start], 2).doc("sum(iterable, start=0) -- the start and all items added up"))),
    (n::any, Item::Function(Native::new(items::any, 1, 1).doc("any(iterable) -- whether some item is true"))),
    (n::all, Item::Function(Native::new(items::all, 1, 1).doc("all(iterable) -- whether no item is false"))),
    (n::object, Item::Type(types::OBJECT)),
    (n::r#type, Item::Type(types::TYPE)),
    (n::int, Item::Type(types::INT)),
    (n::bool, Item::Type(types::BOOL)),
    (n::float, Item::Type(types::FLOAT)),
    (n::complex, Item::Type(types::COMPLEX)),
    (n::str, Item::Type(types::STR)),
    (n::bytes, Item::Type(types::BYTES)),
    (n::bytearray, Item::Type(types::BYTEARRAY)),
    (n::memoryview, Item::Type(types::MEMORYVIEW)),
    (n::list, Item::Type(types::LIST)),
    (n::tuple, Item::Type(types::TUPLE)),
    (n::dict, Item::Type(types::DICT)),
    (n::set, Item::Type(types::SET)),
    (n::frozenset, Item::Type(types::FROZENSET)),
    (n::range, Item::Type(types::RANGE)),
    (n::slice, Item::Type(types::SLICE)),
    (n::property, Item::Type(types::PROPERTY)),
    (n::staticmethod, Item::Type(types::STATICMETHOD)),
    (n::classmethod, Item::Type(types::CLASSMETHOD)),
    (n::super_, Item::Type(types::SUPER)),
    (n::enumerate, Item::Type(types::ENUMERATE)),
    (n::zip, Item::Type(types::ZIP)),
    (n::map, Item::Type(types::MAP)),
    (n::filter, Item::Type(types::FILTER)),
    (n::reversed, Item::Type(types::REVERSED)),
    (n::BaseException, Item::Type(types::BASE_EXCEPTION)),
    (n::BaseExceptionGroup, Item::Type(types::BASE_EXCEPTION_GROUP)),
    (n::GeneratorExit, Item::Type(types::GENERATOR_EXIT)),
    (n::KeyboardInterrupt, Item::Type(types::KEYBOARD_INTERRUPT)),
    (n::SystemExit, Item::Type(types::SYSTEM_EXIT)),
    (n::Exception, Item::Type(types::EXCEPTION)),
    (n::ExceptionGroup, Item::Type(types::EXCEPTION_GROUP)),
    (n::ArithmeticError, Item::Type(types::ARITHMETIC_ERROR)),
    (n::FloatingPointError, Item::Type(types::FLOATING_POINT_ERROR)),
    (n::OverflowError, Item::Type(types::OVERFLOW_ERROR)),
    (n::ZeroDivisionError, Item::Type(types::ZERO_DIVISION_ERROR)),
    (n::AssertionError, Item::Type(types::ASSERTION_ERROR)),
    (n::AttributeError, Item::Type(types::ATTRIBUTE_ERROR)),
    (n::BufferError, Item::Type(types::BUFFER_ERROR)),
    (n::EOFError, Item::Type(types::EOF_ERROR)),
    (n::ImportError, Item::Type(types::IMPORT_ERROR)),
    (n::ModuleNotFoundError, Item::Type(types::MODULE_NOT_FOUND_ERROR)),
    (n::LookupError, Item::Type(types::LOOKUP_ERROR)),
    (n::IndexError, Item::Type(types::INDEX_ERROR)),
    (n::KeyError, Item::Type(types::KEY_ERROR)),
    (n::MemoryError, Item::Type(types::MEMORY_ERROR)),
    (n::NameError, Item::Type(types::NAME_ERROR)),
    (n::UnboundLocalError, Item::Type(types::UNBOUND_LOCAL_ERROR)),
    (n::OSError, Item::Type(types::OS_ERROR)),
    (n::BlockingIOError, Item::Type(types::BLOCKING_IO_ERROR)),
    (n::ChildProcessError, Item::Type(types::CHILD_PROCESS_ERROR)),
    (n::ConnectionError, Item::Type(types::CONNECTION_ERROR)),
    (n::BrokenPipeError, Item::Type(types::BROKEN_PIPE_ERROR)),
    (n::ConnectionAbortedError, Item::Type(types::CONNECTION_ABORTED_ERROR)),
    (n::ConnectionRefusedError, Item::Type(types::CONNECTION_REFUSED_ERROR)),
    (n::ConnectionResetError, Item::Type(types::CONNECTION_RESET_ERROR)),
    (n::FileExistsError, Item::Type(types::FILE_EXISTS_ERROR)),
    (n::FileNotFoundError, Item::Type(types::FILE_NOT_FOUND_ERROR)),
    (n::InterruptedError, Item::Type(types::INTERRUPTED_ERROR)),
    (n::IsADirectoryError, Item::Type(types::IS_A_DIRECTORY_ERROR)),
    (n::NotADirectoryError, Item::Type(types::NOT_A_DIRECTORY_ERROR)),
    (n::PermissionError, Item::Type(types::PERMISSION_ERROR)),
    (n::ProcessLookupError, Item::Type(types::PROCESS_LOOKUP_ERROR)),
    (n::TimeoutError, Item::Type(types::TIMEOUT_ERROR)),
    (n::ReferenceError, Item::Type(types::REFERENCE_ERROR)),
    (n::RuntimeError, Item::Type(types::RUNTIME_ERROR)),
    (n::NotImplementedError, Item::Type(types::NOT_IMPLEMENTED_ERROR)),
    (n::RecursionError, Item::Type(types::RECURSION_ERROR)),
    (n::StopIteration, Item::Type(types::STOP_ITERATION)),
    (n::StopAsyncIteration, Item::Type(types::STOP_ASYNC_ITERATION)),
    (n::SyntaxError, Item::Type(types::SYNTAX_ERROR)),
    (n::IndentationError, Item::Type(types::INDENTATION_ERROR)),
    (n::TabError, Item::Type(types::TAB_ERROR)),
    (n::SystemError, Item::Type(types::SYSTEM_ERROR)),
    (n::TypeError, Item::Type(types::TYPE_ERROR)),
    (n::ValueError, Item::Type(types::VALUE_ERROR)),
    (n::UnicodeError, Item::Type(types::UNICODE_ERROR)),
    (n::UnicodeDecodeError, Item::Type(types::UNICODE_DECODE_ERROR)),
    (n::UnicodeEncodeError, Item::Type(types::UNICODE_ENCODE_ERROR)),
    (n::UnicodeTranslateError, Item::Type(types::UNICODE_TRANSLATE_ERROR)),
    (n::Warning, Item::Type(types::WARNING)),
    (n::BytesWarning, Item::Type(types::BYTES_WARNING)),
    (n::DeprecationWarning, Item::Type(types::DEPRECATION_WARNING)),
    (n::EncodingWarning, Item::Type(types::ENCODING_WARNING)),
    (n::FutureWarning, Item::Type(types::FUTURE_WARNING)),
    (n::ImportWarning, Item::Type(types::IMPORT_WARNING)),
    (n::PendingDeprecationWarning, Item::Type(types::PENDING_DEPRECATION_WARNING)),
    (n::ResourceWarning, Item::Type(types::RESOURCE_WARNING)),
    (n::RuntimeWarning, Item::Type(types::RUNTIME_WARNING)),
    (n::SyntaxWarning, Item::Type(types::SYNTAX_WARNING)),
    (n::UnicodeWarning, Item::Type(types::UNICODE_WARNING)),
    (n::UserWarning, Item::Type(types::USER_WARNING)),
    (n::IOError, Item::Type(types::OS_ERROR)),
    (n::EnvironmentError, Item::Type(types::OS_ERROR)),
];

/// Writes to a file object: standard output directly, others by their `write`.
fn emit(m: &mut Machine, file: Value, text: Value) -> R<()> {
    if file.is_none() {
        m.write_str(text);
        return Ok(());
    }
    m.call_method(file, n::write, &[text])?;
    Ok(())
}

fn print(m: &mut Machine, args: Args) -> R {
    let count = args.len() - 1;
    let (mut sep, mut end, mut file, mut flush) = (Value::NONE, Value::NONE, Value::NONE, false);
    if let Some(d) = args.get(m, count).and_then(Value::as_ref) {
        let mut at = 0;
        while let Some((k, v)) = m.table_next(d, &mut at) {
            match m.str_bytes(k) {
                Some(b"sep") => sep = v,
                Some(b"end") => end = v,
                Some(b"file") => file = v,
                Some(b"flush") => flush = m.truth(v)?,
                _ => {
                    return Err(m.type_error(&[
                        Piece::S("'"),
                        Piece::V(k),
                        Piece::S("' is an invalid keyword argument for print()"),
                    ]));
                }
            }
        }
    }
    for (name, v) in [("sep", sep), ("end", end)] {
        if !v.is_none() && m.str_bytes(v).is_none() {
            return Err(m.type_error(&[
                Piece::S(name),
                Piece::S(" must be None or a string, not "),
                Piece::T(v),
            ]));
        }
    }
    if file.is_none() {
        file = types::sys::replaced_stdout(m);
    }
    let mark = m.mark();
    for i in 0..count {
        if i > 0 {
            emit(
                m,
                file,
                if sep.is_none() {
                    Value::character(b' ')
                } else {
                    sep
                },
            )?;
        }
        let v = args.at(m, i);
        let text = if m.heap.is(v, Kind::Instance) {
            m.str(v)?
        } else {
            m.with_reserve(|m| m.str(v))?
        };
        m.keep(text);
        emit(m, file, text)?;
        m.release(mark);
    }
    emit(
        m,
        file,
        if end.is_none() {
            Value::character(b'\n')
        } else {
            end
        },
    )?;
    if flush {
        if file.is_none() {
            m.host.flush();
        } else {
            m.call_method(file, n::flush, &[])?;
        }
    }
    Ok(Value::NONE)
}

/// `help`: its text is Python.
fn help(m: &mut Machine, args: Args) -> R {
    let module = m.intern(b"_help")?;
    let module = m.import(None, module, Value::NONE, 0)?;
    match args.get(m, 0) {
        Some(v) => m.call_method(module, n::help, &[v]),
        None => m.call_method(module, n::help, &[]),
    }
}

fn repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    m.repr(v)
}

fn ascii(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    ascii_of(m, v)
}

fn format(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let spec = match args.get(m, 1) {
        Some(spec) if m.str_bytes(spec).is_none() => {
            return Err(m.type_error(&[
                Piece::S("format() argument 2 must be str, not "),
                Piece::T(spec),
            ]));
        }
        Some(spec) => spec,
        None => m.new_str(b"")?,
    };
    format_of(m, v, spec)
}

fn len(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let len = match v.as_ref() {
        Some(r) if m.heap.header(r).is(Kind::List) => m.list_len(r),
        _ => m.len(v)?,
    };
    m.new_int(len as i64)
}

fn isinstance(m: &mut Machine, args: Args) -> R {
    let (v, class) = (args.at(m, 0), args.at(m, 1));
    Ok(Value::bool(types::class::is_instance(m, v, class)?))
}

fn issubclass(m: &mut Machine, args: Args) -> R {
    let (class, of) = (args.at(m, 0), args.at(m, 1));
    Ok(Value::bool(types::class::is_subclass_of(m, class, of)?))
}

fn callable(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    Ok(Value::bool(m.is_callable(v)))
}

/// An attribute name given as argument, interned.
#[inline]
fn attribute_name(m: &mut Machine, name: Value) -> R {
    let interned = match name.as_ref() {
        Some(r) => {
            m.heap.header(r).is(Kind::Str) && m.heap.word(r, 1) & crate::machine::INTERNED != 0
        }
        None => name.is_text(),
    };
    if interned {
        return Ok(name);
    }
    new_attribute_name(m, name)
}

#[inline(never)]
fn new_attribute_name(m: &mut Machine, name: Value) -> R {
    if m.str_bytes(name).is_none() {
        return Err(m.type_error(&[
            Piece::S("attribute name must be string, not '"),
            Piece::T(name),
            Piece::S("'"),
        ]));
    }
    m.intern_value(name)
}

/// The attribute, `None` if reading it raises an AttributeError.
fn attribute(m: &mut Machine, v: Value, name: Value) -> R<Option<Value>> {
    match m.find_attr(v, name) {
        Ok(found) => Ok(found),
        Err(_) => {
            m.catch(types::ATTRIBUTE_ERROR)?;
            Ok(None)
        }
    }
}

fn getattr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let name = attribute_name(m, args.at(m, 1))?;
    match args.get(m, 2) {
        Some(default) => Ok(attribute(m, v, name)?.unwrap_or(default)),
        None => m.getattr(v, name),
    }
}

fn setattr(m: &mut Machine, args: Args) -> R {
    let (v, value) = (args.at(m, 0), args.at(m, 2));
    let name = attribute_name(m, args.at(m, 1))?;
    m.setattr(v, name, value)?;
    Ok(Value::NONE)
}

fn hasattr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let name = attribute_name(m, args.at(m, 1))?;
    Ok(Value::bool(attribute(m, v, name)?.is_some()))
}

fn delattr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let name = attribute_name(m, args.at(m, 1))?;
    m.setattr(v, name, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn id(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let id = m.id(v)?;
    m.new_int(i64::from(id))
}

fn hash(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let h = m.hash(v)?;
    m.new_int(h)
}

fn iter(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    match args.get(m, 1) {
        None => m.iter(v),
        Some(sentinel) => {
            if !m.is_callable(v) {
                return Err(m.type_error(&[Piece::S("iter(v, w): v must be callable")]));
            }
            m.new_record(types::CALL_ITERATOR, &[v, sentinel])
        }
    }
}

fn next(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if m.special(v, n::__next__).is_none() {
        return Err(m.type_error(&[
            Piece::S("'"),
            Piece::T(v),
            Piece::S("' object is not an iterator"),
        ]));
    }
    if args.get(m, 1).is_none() && m.heap.is(v, Kind::Generator) {
        return types::generator::next(m, v);
    }
    if args.get(m, 1).is_none() {
        // The StopIteration of a program's iterator goes up as it is.
        let method = m.special(v, n::__next__).unwrap_or(Value::NONE);
        return m.call_special(method, v, &[]);
    }
    match m.next(v)? {
        Some(item) => Ok(item),
        None => match args.get(m, 1) {
            Some(default) => Ok(default),
            None => Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND)),
        },
    }
}

fn aiter(m: &mut Machine, args: Args) -> R {
    types::generator::aiter(m, args.at(m, 0))
}

fn anext(m: &mut Machine, args: Args) -> R {
    let default = args.get(m, 1);
    types::generator::anext(m, args.at(m, 0), default)
}

fn dir(m: &mut Machine, args: Args) -> R {
    match args.get(m, 0) {
        Some(v) => types::object::dir(m, v),
        None => {
            let names = execute::locals(m, args)?;
            let list = m.list_of(names)?;
            m.call_method(Value::reference(list), n::sort, &[])?;
            Ok(Value::reference(list))
        }
    }
}

fn vars(m: &mut Machine, args: Args) -> R {
    let Some(v) = args.get(m, 0) else {
        return execute::locals(m, args);
    };
    match attribute(m, v, Value::name(n::__dict__))? {
        Some(d) => Ok(d),
        None => Err(m.type_error(&[Piece::S("vars() argument must have __dict__ attribute")])),
    }
}

fn input(m: &mut Machine, args: Args) -> R {
    if let Some(prompt) = args.get(m, 0) {
        let text = m.str(prompt)?;
        m.keep(text);
        let out = types::sys::replaced_stdout(m);
        emit(m, out, text)?;
    }
    m.host.flush();
    if let Some(stdin) = types::sys::member(m, n::stdin) {
        return read_line_of(m, stdin);
    }
    match m.host.line_ready() {
        true => read_line(m),
        false => m.wait(Wait::Input, |m| read_line(m).map(Progress::Done)),
    }
}

/// A line of what a program has put in place of standard input.
fn read_line_of(m: &mut Machine, stdin: Value) -> R {
    m.keep(stdin);
    let line = m.call_method(stdin, n::readline, &[])?;
    let Some(bytes) = m.str_bytes(line) else {
        return Err(m.type_error(&[Piece::S("object.readline() returned non-string")]));
    };
    match bytes {
        [] => Err(m.error(types::EOF_ERROR, &[Piece::S("EOF when reading a line")])),
        [.., b'\n'] => {
            let end = bytes.len() - 1;
            m.new_str_from(line, 0, end)
        }
        _ => Ok(line),
    }
}

fn read_line(m: &mut Machine) -> R {
    let mut line = Text::new(m)?;
    let mut buffer = [0u8; 128];
    loop {
        let Some(count) = m.host.read_answer(&mut buffer) else {
            return Err(m.error(types::OS_ERROR, &[Piece::S("no standard input")]));
        };
        if m.interrupted() {
            return Err(m.keyboard_interrupt());
        }
        line.push(m, &buffer[..count.min(buffer.len())])?;
        if count == 0 {
            if line.is_empty() {
                return Err(m.error(types::EOF_ERROR, &[Piece::S("EOF when reading a line")]));
            }
            break;
        }
        if buffer[count - 1] == b'\n' {
            let end = line.len() - 1;
            line.truncate(end);
            break;
        }
    }
    line.finish(m)
}

/// `ascii(v)`.
pub fn ascii_of(m: &mut Machine, v: Value) -> R {
    types::str::ascii(m, v)
}

/// `format(v, spec)`.
pub fn format_of(m: &mut Machine, v: Value, spec: Value) -> R {
    types::format::format(m, v, spec)
}
