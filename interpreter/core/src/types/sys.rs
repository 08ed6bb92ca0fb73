//! `sys`: what a program can know and change of the interpreter that runs it. What a program sets is in the module's dict
//! and goes before the members here.

use crate::machine::{Machine, Piece, Root, Sink};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::{Args, Item, Member, Native, R, Space, does};
use crate::object::exception;
use crate::types;
use crate::types::named::NamedTuple;
use crate::value::Value;

pub static SYS: Space = Space::module(n::sys, MEMBERS);

/// The version of Python that the language is.
pub const PYTHON: &str = "3.12.0";
const PYRITE: &str = env!("CARGO_PKG_VERSION");

static MEMBERS: &[Member] = &[
    (n::argv, Item::Getter(|m| Ok(m.root(Root::Argv)))),
    (n::path, Item::Getter(|m| Ok(m.root(Root::Path)))),
    (n::modules, Item::Getter(|m| Ok(m.root(Root::Modules)))),
    (n::stdin, Item::Getter(|m| stream(m, 0))),
    (n::stdout, Item::Getter(|m| stream(m, 1))),
    (n::stderr, Item::Getter(|m| stream(m, 2))),
    (n::__stdin__, Item::Getter(|m| stream(m, 0))),
    (n::__stdout__, Item::Getter(|m| stream(m, 1))),
    (n::__stderr__, Item::Getter(|m| stream(m, 2))),
    (n::version, Item::Getter(version)),
    (n::version_info, Item::Getter(version_info)),
    (n::implementation, Item::Getter(implementation)),
    #[cfg(not(model = "stuffed"))]
    (n::float_info, Item::Getter(float_info)),
    (n::hexversion, Item::Int(0x030c_00f0)),
    (
        n::platform,
        Item::Str(if cfg!(target_os = "none") {
            "pyrite"
        } else {
            "linux"
        }),
    ),
    (n::byteorder, Item::Str("little")),
    (n::builtin_module_names, Item::Getter(builtin_module_names)),
    (n::warnoptions, Item::Getter(|m| m.new_list(&[]))),
    (n::prefix, Item::Str("")),
    (n::exec_prefix, Item::Str("")),
    (n::base_prefix, Item::Str("")),
    (n::base_exec_prefix, Item::Str("")),
    // Tools that drive a board by the raw prompt read some reprs as Python.
    (n::_raw, Item::Getter(|m| Ok(Value::bool(m.raw)))),
    (n::maxsize, Item::Getter(|m| m.new_int(isize::MAX as i64))),
    (n::maxunicode, Item::Int(0x10_ffff)),
    (n::executable, Item::Str("")),
    (n::copyright, Item::Str("")),
    (n::ps1, Item::Str(">>> ")),
    (n::ps2, Item::Str("... ")),
    (
        n::exit,
        Item::Function(Native::new(exit, 0, 1).doc("exit([status]) -- raises SystemExit")),
    ),
    does(
        n::exc_info,
        exc_info,
        0,
        0,
        "exc_info() -- class, exception and traceback of what is being handled",
    ),
    (
        n::exception,
        Item::Function(
            Native::new(|m, _| Ok(m.root(Root::Handled)), 0, 0)
                .doc("exception() -- the exception that is being handled, or None"),
        ),
    ),
    (
        n::getsizeof,
        Item::Function(
            Native::new(getsizeof, 1, 2)
                .doc("getsizeof(object) -- bytes that it takes in the arena"),
        ),
    ),
    (
        n::print_exception,
        Item::Function(
            Native::new(print_exception, 1, 2).doc(
                "print_exception(exception[, file]) -- writes an exception with its traceback",
            ),
        ),
    ),
    does(
        n::_getframe,
        types::frame::of_caller,
        0,
        1,
        "_getframe([depth]) -- the frame of the caller, or of one further out",
    ),
    (n::excepthook, EXCEPTHOOK),
    (n::__excepthook__, EXCEPTHOOK),
    does(
        n::getrecursionlimit,
        getrecursionlimit,
        0,
        0,
        "getrecursionlimit() -- how many calls may be inside each other",
    ),
    does(
        n::setrecursionlimit,
        setrecursionlimit,
        1,
        1,
        "setrecursionlimit(limit) -- how many calls may be inside each other",
    ),
    does(
        n::intern,
        intern,
        1,
        1,
        "intern(string) -- the one str object with this text",
    ),
    does(
        n::getdefaultencoding,
        encoding,
        0,
        0,
        "getdefaultencoding() -- 'utf-8'",
    ),
    does(
        n::getfilesystemencoding,
        encoding,
        0,
        0,
        "getfilesystemencoding() -- 'utf-8'",
    ),
    // Conversions of long ints take no quadratic time, and Ctrl-C ends them: there is no limit to set.
    does(
        n::get_int_max_str_digits,
        |_, _| Ok(Value::small_wrapping(0)),
        0,
        0,
        "get_int_max_str_digits() -- 0: ints of any length become text",
    ),
    does(
        n::set_int_max_str_digits,
        set_int_max_str_digits,
        1,
        1,
        "set_int_max_str_digits(maxdigits) -- accepted; ints of any length become text",
    ),
    does(
        n::displayhook,
        displayhook,
        1,
        1,
        "displayhook(value) -- what the prompt does with a value: print its repr, keep it in _",
    ),
    does(
        n::is_finalizing,
        |_, _| Ok(Value::FALSE),
        0,
        0,
        "is_finalizing() -- whether the interpreter is about to end",
    ),
    does(
        n::atexit,
        atexit,
        1,
        1,
        "atexit(function) -- call a function when the program ends; gives the one that was set before",
    ),
];

/// `sys.displayhook`: shows a value at the prompt and keeps it in `_`.
pub fn display(m: &mut Machine, v: Value) -> R<()> {
    if v.is_none() {
        return Ok(());
    }
    m.keep(v);
    if let Some(hook) = member(m, n::displayhook) {
        m.call(hook, &[v])?;
        return Ok(());
    }
    show(m, v)
}

fn show(m: &mut Machine, v: Value) -> R<()> {
    let text = m.repr(v)?;
    m.keep(text);
    match replaced_stdout(m) {
        Value::NONE => {
            m.write_str(text);
            m.host.write(b"\n", false);
        }
        file => {
            m.keep(file);
            m.call_method(file, n::write, &[text])?;
            m.call_method(file, n::write, &[Value::character(b'\n')])?;
        }
    }
    if let Some(builtins) = m.root(Root::Builtins).as_ref() {
        m.name_set(builtins, Value::character(b'_'), v)?;
    }
    Ok(())
}

fn displayhook(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if !v.is_none() {
        show(m, v)?;
    }
    Ok(Value::NONE)
}

/// What a program has put in place of `sys.stdout`; `None` while output goes straight to the host.
pub fn replaced_stdout(m: &mut Machine) -> Value {
    member(m, n::stdout).unwrap_or(Value::NONE)
}

/// What a program has set in the module.
pub fn member(m: &mut Machine, name: Name) -> Option<Value> {
    let modules = m.as_native(m.root(Root::Modules), Kind::Dict)?;
    let sys = m.name_get(modules, Value::name(n::sys))?;
    let sys = m.heap.as_kind(sys, Kind::Module)?;
    let dict = m.heap.value(sys, 2).as_ref()?;
    m.name_get(dict, Value::name(name))
}

/// Something made once and kept: by this key in the machine's state.
pub fn once(m: &mut Machine, key: Value, make: impl FnOnce(&mut Machine) -> R) -> R {
    let Some(state) = m.root(Root::State).as_ref() else {
        return Err(m.out_of_memory());
    };
    if let Some(made) = m.dict_get(state, key)? {
        return Ok(made);
    }
    let made = make(m)?;
    m.keep(made);
    m.dict_set(state, key, made)?;
    Ok(made)
}

/// A standard stream: the library's `io` makes it when it is first asked for.
fn stream(m: &mut Machine, handle: i64) -> R {
    once(m, Value::small_wrapping(handle), |m| {
        let names = m.new_tuple(&[Value::name(n::_standard)])?;
        let io = m.import(None, Value::name(n::io), names, 0)?;
        m.call_method(io, n::_standard, &[Value::small_wrapping(handle)])
    })
}

/// The modules that need no file.
fn builtin_module_names(m: &mut Machine) -> R {
    once(m, Value::name(n::builtin_module_names), |m| {
        let names = m.new_list_sized(0)?;
        for (_, space) in m.all_spaces() {
            if space.class.is_none() {
                m.list_push(names, Value::name(space.name))?;
            }
        }
        for (name, _) in m.frozen.modules {
            let name = m.intern(name.as_bytes())?;
            m.list_push(names, name)?;
        }
        m.list_to_tuple(names)
    })
}

fn version(m: &mut Machine) -> R {
    m.message(&[Piece::S(PYTHON), Piece::S("; Pyrite "), Piece::S(PYRITE)])
}

fn version_info(m: &mut Machine) -> R {
    once(m, Value::name(n::version_info), |m| {
        let number = Value::small_wrapping;
        let last = m.intern(b"final")?;
        let items = [number(3), number(12), number(0), last, number(0)];
        let named = NamedTuple {
            name: "sys.version_info",
            items: "major minor micro releaselevel serial",
            more: "",
        };
        named.make(m, &items)
    })
}

fn implementation(m: &mut Machine) -> R {
    once(m, Value::name(n::implementation), |m| {
        // Drivers and tools in the field choose by this name.
        let name = m.intern(b"micropython")?;
        let mut numbers = PYRITE
            .split('.')
            .map(|part| Value::small_wrapping(part.parse().unwrap_or(0)));
        let mut next = || numbers.next().unwrap_or(Value::small_wrapping(0));
        let last = m.intern(b"")?;
        let version = m.new_tuple(&[next(), next(), next(), last])?;
        let machine = m.message(&[Piece::S("Pyrite "), Piece::S(PYRITE)])?;
        let named = NamedTuple {
            name: "sys.implementation",
            items: "name version _machine _v2",
            more: "",
        };
        // `_v2`: numbers that do not fit an array's items are errors, and the like.
        named.make(m, &[name, version, machine, Value::TRUE])
    })
}

/// What C's `<float.h>` says of doubles.
#[cfg(not(model = "stuffed"))]
fn float_info(m: &mut Machine) -> R {
    once(m, Value::name(n::float_info), |m| {
        let number = Value::small_wrapping;
        let (most, least) = (m.new_float(f64::MAX)?, m.new_float(f64::MIN_POSITIVE)?);
        let epsilon = m.new_float(f64::EPSILON)?;
        let items = [
            most,
            number(f64::MAX_EXP.into()),
            number(f64::MAX_10_EXP.into()),
            least,
            number(f64::MIN_EXP.into()),
            number(f64::MIN_10_EXP.into()),
            number(f64::DIGITS.into()),
            number(f64::MANTISSA_DIGITS.into()),
            epsilon,
            number(f64::RADIX.into()),
            // Rounded to the nearest.
            number(1),
        ];
        let named = NamedTuple {
            name: "sys.float_info",
            items: "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds",
            more: "",
        };
        named.make(m, &items)
    })
}

fn set_int_max_str_digits(m: &mut Machine, args: Args) -> R {
    // CPython's least limit is 640.
    if !matches!(m.to_i64(args.at(m, 0))?, 0 | 640..) {
        return Err(m.value_error(&[Piece::S("maxdigits must be 0 or larger than 640")]));
    }
    Ok(Value::NONE)
}

pub fn exit(m: &mut Machine, args: Args) -> R {
    let status = match args.get(m, 0) {
        Some(v) if m.heap.is(v, Kind::Tuple) => v,
        Some(v) if !v.is_none() => m.new_tuple(&[v])?,
        _ => m.new_tuple(&[])?,
    };
    let class = Value::builtin_type(types::SYSTEM_EXIT);
    let e = m.new_exception_object(class, status)?;
    Err(m.raise(e))
}

/// (class, exception, traceback) of the exception being handled.
fn exc_info(m: &mut Machine, _: Args) -> R {
    let e = m.root(Root::Handled);
    if e.is_none() {
        return m.new_tuple(&[Value::NONE; 3]);
    }
    let class = m.type_of(e);
    let traceback = types::exceptions::traceback_of(m, e)?;
    m.new_tuple(&[class, e, traceback])
}

const EXCEPTHOOK: Item =
    Item::Function(Native::new(excepthook, 3, 3).doc(
        "excepthook(type, exception, traceback) -- writes what nobody caught to standard error",
    ));

fn excepthook(m: &mut Machine, args: Args) -> R {
    let e = args.at(m, 1);
    if m.heap.as_kind(e, Kind::Exception).is_none() {
        return Err(m.type_error(&[
            Piece::S("print_exception(): Exception expected for value, "),
            Piece::T(e),
            Piece::S(" found"),
        ]));
    }
    m.host.flush();
    let sink = member(m, n::stderr).map_or(Sink::Host, Sink::File);
    m.report(e, sink)?;
    Ok(Value::NONE)
}

fn print_exception(m: &mut Machine, args: Args) -> R {
    let e = args.at(m, 0);
    if m.heap.as_kind(e, Kind::Exception).is_none() {
        return Err(m.type_error(&[
            Piece::S("print_exception() argument must be an exception, not "),
            Piece::T(e),
        ]));
    }
    let sink = match args.get(m, 1).filter(|file| !file.is_none()) {
        Some(file) => Sink::File(file),
        None => match replaced_stdout(m) {
            Value::NONE => Sink::File(stream(m, 1)?),
            file => Sink::File(file),
        },
    };
    m.report(e, sink)?;
    Ok(Value::NONE)
}

fn getsizeof(m: &mut Machine, args: Args) -> R {
    let size = types::object::size_of(m, args.at(m, 0));
    m.new_int(size as i64)
}

fn getrecursionlimit(m: &mut Machine, _: Args) -> R {
    Ok(Value::small_wrapping(i64::from(m.recursion_limit)))
}

fn setrecursionlimit(m: &mut Machine, args: Args) -> R {
    let limit = m.to_i64(args.at(m, 0))?;
    if limit < 1 {
        return Err(m.value_error(&[Piece::S("recursion limit must be greater or equal than 1")]));
    }
    m.recursion_limit = u32::try_from(limit).unwrap_or(u32::MAX);
    Ok(Value::NONE)
}

fn intern(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if m.str_bytes(v).is_none() {
        return Err(m.type_error(&[Piece::S("intern() argument must be str, not "), Piece::T(v)]));
    }
    m.intern_value(v)
}

fn encoding(m: &mut Machine, _: Args) -> R {
    m.intern(b"utf-8")
}

/// Sets what is called when the program ends; what was set before.
fn atexit(m: &mut Machine, args: Args) -> R {
    let Some(state) = m.root(Root::State).as_ref() else {
        return Err(m.out_of_memory());
    };
    let key = Value::name(n::atexit);
    let before = m.dict_get(state, key)?.unwrap_or(Value::NONE);
    m.dict_set(state, key, args.at(m, 0))?;
    Ok(before)
}

/// Calls what a program set with `sys.atexit`.
pub fn at_exit(m: &mut Machine) -> R<()> {
    let Some(state) = m.root(Root::State).as_ref() else {
        return Ok(());
    };
    match m.dict_remove(state, Value::name(n::atexit))? {
        Some(f) if !f.is_none() => m.call(f, &[]).map(drop),
        _ => Ok(()),
    }
}

/// The status that a SystemExit asks for; `Err` gives what is to be written before status 1.
pub fn exit_status(m: &Machine, e: Value) -> Result<i32, Value> {
    let args = m
        .heap
        .as_kind(e, Kind::Exception)
        .map(|e| m.heap.value(e, exception::ARGS));
    let code = match args {
        Some(args) if m.tuple_len(args) == 1 => m.tuple_item(args, 0),
        Some(args) if m.tuple_len(args) > 1 => args,
        _ => Value::NONE,
    };
    match code {
        Value::NONE | Value::FALSE => Ok(0),
        Value::TRUE => Ok(1),
        code => code
            .as_small()
            .map(|number| (number & 0xff) as i32)
            .ok_or(code),
    }
}
