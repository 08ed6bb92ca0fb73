//! The exception classes: the table of them, how they are made, and what all of them offer. What some have besides
//! stands in `attributes`, groups in `group`, traceback objects in `traceback`, and how an uncaught exception is shown
//! in `print`.

mod attributes;
mod group;
mod hint;
mod marks;
mod print;
mod traceback;

pub use attributes::module_name;
pub use group::{join_group, match_group};
pub use print::{Output, Sink, print_exception, print_ignored, push_exception};
pub use traceback::{TRACEBACK, entries, instruction, place, traceback_of};

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{ANY, Args, Item, Member, Native, R, Raised, Space, method, property};
use crate::object::exception;
use crate::types;
use crate::value::{Ref, TypeId, Value};
use attributes::{
    ATTRIBUTE_ERROR_MEMBERS, IMPORT_ERROR_MEMBERS, KEY_ERROR_MEMBERS, NAME_ERROR_MEMBERS,
    OS_ERROR_MEMBERS, STOP_ITERATION_MEMBERS, SYNTAX_ERROR_MEMBERS, SYSTEM_EXIT_MEMBERS,
    UNICODE_DECODE_MEMBERS, UNICODE_ENCODE_MEMBERS, UNICODE_TRANSLATE_MEMBERS,
};
use group::GROUP_MEMBERS;

macro_rules! exceptions {
    ($($id:ident = $name:ident ($base:ident, $members:expr);)*) => {
        $(pub static $id: Space = Space::class(n::$name, crate::types::$base, $members)
            .new(Native::new(new, 1, ANY).collect())
            .subclassable();)*
    };
}

exceptions! {
    BASE_EXCEPTION = BaseException (OBJECT, BASE_MEMBERS);
    BASE_EXCEPTION_GROUP = BaseExceptionGroup (BASE_EXCEPTION, GROUP_MEMBERS);
    GENERATOR_EXIT = GeneratorExit (BASE_EXCEPTION, &[]);
    KEYBOARD_INTERRUPT = KeyboardInterrupt (BASE_EXCEPTION, &[]);
    SYSTEM_EXIT = SystemExit (BASE_EXCEPTION, SYSTEM_EXIT_MEMBERS);
    EXCEPTION = Exception (BASE_EXCEPTION, &[]);
    EXCEPTION_GROUP = ExceptionGroup (BASE_EXCEPTION_GROUP, &[]);
    ARITHMETIC_ERROR = ArithmeticError (EXCEPTION, &[]);
    FLOATING_POINT_ERROR = FloatingPointError (ARITHMETIC_ERROR, &[]);
    OVERFLOW_ERROR = OverflowError (ARITHMETIC_ERROR, &[]);
    ZERO_DIVISION_ERROR = ZeroDivisionError (ARITHMETIC_ERROR, &[]);
    ASSERTION_ERROR = AssertionError (EXCEPTION, &[]);
    ATTRIBUTE_ERROR = AttributeError (EXCEPTION, ATTRIBUTE_ERROR_MEMBERS);
    BUFFER_ERROR = BufferError (EXCEPTION, &[]);
    EOF_ERROR = EOFError (EXCEPTION, &[]);
    IMPORT_ERROR = ImportError (EXCEPTION, IMPORT_ERROR_MEMBERS);
    MODULE_NOT_FOUND_ERROR = ModuleNotFoundError (IMPORT_ERROR, &[]);
    LOOKUP_ERROR = LookupError (EXCEPTION, &[]);
    INDEX_ERROR = IndexError (LOOKUP_ERROR, &[]);
    KEY_ERROR = KeyError (LOOKUP_ERROR, KEY_ERROR_MEMBERS);
    MEMORY_ERROR = MemoryError (EXCEPTION, &[]);
    NAME_ERROR = NameError (EXCEPTION, NAME_ERROR_MEMBERS);
    UNBOUND_LOCAL_ERROR = UnboundLocalError (NAME_ERROR, &[]);
    OS_ERROR = OSError (EXCEPTION, OS_ERROR_MEMBERS);
    BLOCKING_IO_ERROR = BlockingIOError (OS_ERROR, &[]);
    CHILD_PROCESS_ERROR = ChildProcessError (OS_ERROR, &[]);
    CONNECTION_ERROR = ConnectionError (OS_ERROR, &[]);
    BROKEN_PIPE_ERROR = BrokenPipeError (CONNECTION_ERROR, &[]);
    CONNECTION_ABORTED_ERROR = ConnectionAbortedError (CONNECTION_ERROR, &[]);
    CONNECTION_REFUSED_ERROR = ConnectionRefusedError (CONNECTION_ERROR, &[]);
    CONNECTION_RESET_ERROR = ConnectionResetError (CONNECTION_ERROR, &[]);
    FILE_EXISTS_ERROR = FileExistsError (OS_ERROR, &[]);
    FILE_NOT_FOUND_ERROR = FileNotFoundError (OS_ERROR, &[]);
    INTERRUPTED_ERROR = InterruptedError (OS_ERROR, &[]);
    IS_A_DIRECTORY_ERROR = IsADirectoryError (OS_ERROR, &[]);
    NOT_A_DIRECTORY_ERROR = NotADirectoryError (OS_ERROR, &[]);
    PERMISSION_ERROR = PermissionError (OS_ERROR, &[]);
    PROCESS_LOOKUP_ERROR = ProcessLookupError (OS_ERROR, &[]);
    TIMEOUT_ERROR = TimeoutError (OS_ERROR, &[]);
    REFERENCE_ERROR = ReferenceError (EXCEPTION, &[]);
    RUNTIME_ERROR = RuntimeError (EXCEPTION, &[]);
    NOT_IMPLEMENTED_ERROR = NotImplementedError (RUNTIME_ERROR, &[]);
    RECURSION_ERROR = RecursionError (RUNTIME_ERROR, &[]);
    STOP_ITERATION = StopIteration (EXCEPTION, STOP_ITERATION_MEMBERS);
    STOP_ASYNC_ITERATION = StopAsyncIteration (EXCEPTION, &[]);
    SYNTAX_ERROR = SyntaxError (EXCEPTION, SYNTAX_ERROR_MEMBERS);
    INDENTATION_ERROR = IndentationError (SYNTAX_ERROR, &[]);
    TAB_ERROR = TabError (INDENTATION_ERROR, &[]);
    SYSTEM_ERROR = SystemError (EXCEPTION, &[]);
    TYPE_ERROR = TypeError (EXCEPTION, &[]);
    VALUE_ERROR = ValueError (EXCEPTION, &[]);
    UNICODE_ERROR = UnicodeError (VALUE_ERROR, &[]);
    UNICODE_DECODE_ERROR = UnicodeDecodeError (UNICODE_ERROR, UNICODE_DECODE_MEMBERS);
    UNICODE_ENCODE_ERROR = UnicodeEncodeError (UNICODE_ERROR, UNICODE_ENCODE_MEMBERS);
    UNICODE_TRANSLATE_ERROR = UnicodeTranslateError (UNICODE_ERROR, UNICODE_TRANSLATE_MEMBERS);
    WARNING = Warning (EXCEPTION, &[]);
    BYTES_WARNING = BytesWarning (WARNING, &[]);
    DEPRECATION_WARNING = DeprecationWarning (WARNING, &[]);
    ENCODING_WARNING = EncodingWarning (WARNING, &[]);
    FUTURE_WARNING = FutureWarning (WARNING, &[]);
    IMPORT_WARNING = ImportWarning (WARNING, &[]);
    PENDING_DEPRECATION_WARNING = PendingDeprecationWarning (WARNING, &[]);
    RESOURCE_WARNING = ResourceWarning (WARNING, &[]);
    RUNTIME_WARNING = RuntimeWarning (WARNING, &[]);
    SYNTAX_WARNING = SyntaxWarning (WARNING, &[]);
    UNICODE_WARNING = UnicodeWarning (WARNING, &[]);
    USER_WARNING = UserWarning (WARNING, &[]);
}

static BASE_MEMBERS: &[Member] = &[
    (
        n::__init__,
        Item::Method(Native::new(init, 1, ANY).collect()),
    ),
    method(n::__str__, str_method, 1, 1),
    method(n::__repr__, |m, args| repr(m, args.at(m, 0)), 1, 1),
    (
        n::args,
        Item::Property(|m, v| Ok(field(m, v, exception::ARGS)), Some(set_args)),
    ),
    (
        n::__traceback__,
        Item::Property(traceback_of, Some(traceback::set)),
    ),
    (
        n::__cause__,
        Item::Property(
            |m, v| Ok(field(m, v, exception::CAUSE)),
            Some(|m, v, x| set_linked(m, v, x, exception::CAUSE)),
        ),
    ),
    (
        n::__context__,
        Item::Property(
            |m, v| Ok(field(m, v, exception::CONTEXT)),
            Some(|m, v, x| set_linked(m, v, x, exception::CONTEXT)),
        ),
    ),
    (
        n::__suppress_context__,
        Item::Property(
            |m, v| Ok(Value::bool(suppresses_context(m, v))),
            Some(set_suppress),
        ),
    ),
    (
        n::__dict__,
        Item::Property(get_dict, Some(crate::types::object::set_dict)),
    ),
    (
        n::with_traceback,
        Item::Method(
            Native::new(with_traceback, 2, 2)
                .doc("with_traceback(traceback) -- sets __traceback__ and gives the exception"),
        ),
    ),
    (
        n::add_note,
        Item::Method(
            Native::new(add_note, 2, 2)
                .doc("add_note(text) -- a line to print below the exception"),
        ),
    ),
    method(n::__reduce__, reduce, 1, 1),
    property(n::__module__, |m, v| {
        let class = m.type_of(v);
        types::class::module(m, class)
    }),
];

/// A word of an exception object.
fn field(m: &Machine, v: Value, i: usize) -> Value {
    m.heap
        .as_kind(v, Kind::Exception)
        .map_or(Value::NONE, |r| m.heap.value(r, i))
}

fn suppresses_context(m: &Machine, v: Value) -> bool {
    field(m, v, exception::FLAGS)
        .as_small()
        .is_some_and(|f| f & 1 != 0)
}

fn set_suppress(m: &mut Machine, v: Value, x: Value) -> R<()> {
    let Some(r) = m.heap.as_kind(v, Kind::Exception) else {
        return Ok(());
    };
    if x != Value::TRUE && x != Value::FALSE {
        return Err(m.type_error(&[Piece::S("attribute value type must be bool")]));
    }
    m.heap.set_value(
        r,
        exception::FLAGS,
        Value::small_wrapping(i64::from(x == Value::TRUE)),
    );
    Ok(())
}

fn set_args(m: &mut Machine, v: Value, x: Value) -> R<()> {
    if x.is_unbound() {
        return Err(m.type_error(&[Piece::S("args may not be deleted")]));
    }
    let tuple = m.tuple_of(x)?;
    if let Some(r) = m.heap.as_kind(v, Kind::Exception) {
        m.heap.set_value(r, exception::ARGS, tuple);
    }
    Ok(())
}

/// Sets `__cause__` or `__context__`.
fn set_linked(m: &mut Machine, v: Value, x: Value, i: usize) -> R<()> {
    let Some(r) = m.heap.as_kind(v, Kind::Exception) else {
        return Ok(());
    };
    let what = if i == exception::CAUSE {
        "__cause__"
    } else {
        "__context__"
    };
    if x.is_unbound() {
        return Err(m.type_error(&[Piece::S(what), Piece::S(" may not be deleted")]));
    }
    if !x.is_none() && !m.heap.is(x, Kind::Exception) {
        return Err(m.type_error(&[
            Piece::S("exception "),
            Piece::S(if i == exception::CAUSE {
                "cause"
            } else {
                "context"
            }),
            Piece::S(" must be None or derive from BaseException"),
        ]));
    }
    m.heap.set_value(r, i, x);
    if i == exception::CAUSE {
        m.heap
            .set_value(r, exception::FLAGS, Value::small_wrapping(1));
    }
    Ok(())
}

fn get_dict(m: &mut Machine, v: Value) -> R {
    match m.heap.as_kind(v, Kind::Exception) {
        Some(r) => Ok(Value::reference(dict(m, r)?)),
        None => m.new_dict(),
    }
}

/// The dict of an exception's other attributes, made if it has none.
fn dict(m: &mut Machine, r: Ref) -> R<Ref> {
    if let Some(d) = m.heap.value(r, exception::DICT).as_ref() {
        return Ok(d);
    }
    let mark = m.mark();
    m.keep(Value::reference(r));
    let d = m.new_dict()?;
    m.heap.set_value(r, exception::DICT, d);
    m.release(mark);
    d.as_ref().ok_or_else(|| m.out_of_memory())
}

/// Keeps an attribute beside `args`.
pub fn put(m: &mut Machine, v: Value, name: crate::names::Name, x: Value) -> R<()> {
    let Some(r) = m.heap.as_kind(v, Kind::Exception) else {
        return Ok(());
    };
    let mark = m.mark();
    m.keep(v);
    m.keep(x);
    let d = dict(m, r)?;
    m.name_set(d, Value::name(name), x)?;
    m.release(mark);
    Ok(())
}

/// An attribute kept beside `args`.
pub fn kept(m: &mut Machine, v: Value, name: crate::names::Name) -> Option<Value> {
    let d = field(m, v, exception::DICT).as_ref()?;
    m.name_get(d, Value::name(name))
}

/// Argument `i` of the exception.
fn argument(m: &Machine, v: Value, i: usize) -> Option<Value> {
    let args = field(m, v, exception::ARGS);
    (i < m.tuple_len(args)).then(|| m.tuple_item(args, i))
}

/// The class, its arguments and, if there are any, the other attributes: how a copy is made.
fn reduce(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let (class, items) = (m.type_of(v), field(m, v, exception::ARGS));
    match field(m, v, exception::DICT).given() {
        Some(d) if !d.is_none() => m.new_tuple(&[class, items, d]),
        _ => m.new_tuple(&[class, items]),
    }
}

fn with_traceback(m: &mut Machine, args: Args) -> R {
    let (v, x) = (args.at(m, 0), args.at(m, 1));
    traceback::set(m, v, x)?;
    Ok(v)
}

fn add_note(m: &mut Machine, args: Args) -> R {
    let (v, note) = (args.at(m, 0), args.at(m, 1));
    if m.str_bytes(note).is_none() {
        return Err(m.type_error(&[
            Piece::S("note must be a str, not '"),
            Piece::T(note),
            Piece::S("'"),
        ]));
    }
    let notes = match kept(m, v, n::__notes__) {
        Some(list) => list,
        None => {
            let list = m.new_list(&[])?;
            put(m, v, n::__notes__, list)?;
            list
        }
    };
    match m.as_native(notes, Kind::List) {
        Some(list) => m.list_push(list, note)?,
        None => return Err(m.type_error(&[Piece::S("Cannot add note: __notes__ is not a list")])),
    }
    Ok(Value::NONE)
}

fn class_is(m: &Machine, class: Value, base: TypeId) -> bool {
    m.is_subclass(class, Value::builtin_type(base))
}

/// `BaseException.__new__(class, *args)`: also what `__init__` does, which need not run then.
fn new(m: &mut Machine, args: Args) -> R {
    let mut class = args.at(m, 0);
    let count = args.len() - 2;
    let keywords = args.get(m, args.len() - 1);
    let tuple = m.with_reserve(|m| m.new_tuple_of(args.rest(1), count))?;
    if class.as_type() == Some(types::OS_ERROR) && (2..=5).contains(&count) {
        class = attributes::os_error_class(m, args.at(m, 1));
    }
    if class_is(m, class, types::BASE_EXCEPTION_GROUP) {
        return group::new(m, class, tuple);
    }
    let v = m.new_exception_object(class, tuple)?;
    // A program's own `__init__` may take other arguments.
    let own_init = m
        .lookup(class, Value::name(n::__init__))
        .is_some_and(|f| f.as_ref().is_some());
    if !own_init {
        m.with_reserve(|m| attributes::fill(m, v, tuple, keywords))?;
    }
    Ok(v)
}

/// `BaseException.__init__(self, *args)`: sets `args`.
fn init(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let count = args.len() - 2;
    let keywords = args.get(m, args.len() - 1);
    let tuple = m.new_tuple_of(args.rest(1), count)?;
    let Some(r) = m.heap.as_kind(v, Kind::Exception) else {
        return Err(m.type_error(&[
            Piece::S("descriptor '__init__' requires a 'BaseException' object but received a '"),
            Piece::T(v),
            Piece::S("'"),
        ]));
    };
    m.heap.set_value(r, exception::ARGS, tuple);
    attributes::fill(m, v, tuple, keywords)?;
    Ok(Value::NONE)
}

fn str_method(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    plain_str(m, v)
}

/// What `str()` of an exception is as long as its class says nothing else.
fn plain_str(m: &mut Machine, v: Value) -> R {
    let items = field(m, v, exception::ARGS);
    match m.tuple_len(items) {
        0 => m.new_str(b""),
        1 => {
            let only = m.tuple_item(items, 0);
            m.str(only)
        }
        _ => m.repr(items),
    }
}

/// `repr(exception)`: its class called with its arguments.
pub fn repr(m: &mut Machine, v: Value) -> R {
    let class = m.type_of(v);
    let name = m.type_name(class);
    let items = field(m, v, exception::ARGS);
    match m.tuple_len(items) {
        0 => m.message(&[Piece::V(name), Piece::S("()")]),
        1 => {
            let only = m.tuple_item(items, 0);
            m.message(&[Piece::V(name), Piece::S("("), Piece::R(only), Piece::S(")")])
        }
        _ => m.message(&[Piece::V(name), Piece::R(items)]),
    }
}

/// `exception.name = value`; a `value` of UNBOUND deletes.
pub fn set_attr(m: &mut Machine, v: Value, name: Value, value: Value) -> R<()> {
    let Some(r) = v.as_ref() else { return Ok(()) };
    if name == Value::name(n::__class__) {
        return types::object::set_class(m, v, value);
    }
    let dict = dict(m, r)?;
    if value.is_unbound() {
        return match m.dict_remove(dict, name)? {
            Some(_) => Ok(()),
            None => Err(m.no_attribute(v, name)),
        };
    }
    m.name_set(dict, name, value)
}

/// Raises an exception with a text and two more attributes.
fn raise_with(
    m: &mut Machine,
    class: TypeId,
    pieces: &[Piece],
    attributes: &[(crate::names::Name, Value)],
) -> Raised {
    let mark = m.mark();
    let made = m.with_reserve(|m| {
        for (_, v) in attributes {
            m.keep(*v);
        }
        let text = m.message(pieces)?;
        let e = m.new_exception(class, text)?;
        for (name, v) in attributes {
            put(m, e, *name, *v)?;
        }
        Ok(e)
    });
    let raised = match made {
        Ok(e) => m.raise(e),
        Err(raised) => raised,
    };
    m.release(mark);
    raised
}

/// The AttributeError for a missing attribute; `name` and `obj` are kept for the near miss.
pub fn no_attribute(m: &mut Machine, v: Value, name: Value) -> Raised {
    let known = [(n::name, name), (n::obj, v)];
    if m.heap.is(v, Kind::Module) {
        let own = types::module::get(m, v, n::__name__).unwrap_or(Value::NONE);
        let before = if types::module::is_loading(m, v) {
            "partially initialized module '"
        } else {
            "module '"
        };
        let after = if types::module::is_loading(m, v) {
            "' (most likely due to a circular import)"
        } else {
            "'"
        };
        return raise_with(
            m,
            types::ATTRIBUTE_ERROR,
            &[
                Piece::S(before),
                Piece::V(own),
                Piece::S("' has no attribute '"),
                Piece::V(name),
                Piece::S(after),
            ],
            &known,
        );
    }
    if m.is_type(v) {
        let class = m.type_name(v);
        return raise_with(
            m,
            types::ATTRIBUTE_ERROR,
            &[
                Piece::S("type object '"),
                Piece::V(class),
                Piece::S("' has no attribute '"),
                Piece::V(name),
                Piece::S("'"),
            ],
            &known,
        );
    }
    raise_with(
        m,
        types::ATTRIBUTE_ERROR,
        &[
            Piece::S("'"),
            Piece::T(v),
            Piece::S("' object has no attribute '"),
            Piece::V(name),
            Piece::S("'"),
        ],
        &known,
    )
}

/// The AttributeError for an attribute that cannot be set or deleted.
pub fn not_settable(m: &mut Machine, v: Value, name: Value) -> Raised {
    let class = m.type_of(v);
    let found = m.lookup(class, name).is_some();
    let (before, after) = if found {
        ("' object attribute '", "' is read-only")
    } else {
        ("' object has no attribute '", "'")
    };
    m.error(
        types::ATTRIBUTE_ERROR,
        &[
            Piece::S("'"),
            Piece::T(v),
            Piece::S(before),
            Piece::V(name),
            Piece::S(after),
        ],
    )
}

/// The NameError for a free variable that has no value yet.
pub fn free_variable(m: &mut Machine, name: Value) -> Raised {
    raise_with(
        m,
        types::NAME_ERROR,
        &[
            Piece::S("cannot access free variable '"),
            Piece::V(name),
            Piece::S("' where it is not associated with a value in enclosing scope"),
        ],
        &[(n::name, name)],
    )
}

/// The NameError for a name that is nowhere.
pub fn name_error(m: &mut Machine, name: Value) -> Raised {
    raise_with(
        m,
        types::NAME_ERROR,
        &[
            Piece::S("name '"),
            Piece::V(name),
            Piece::S("' is not defined"),
        ],
        &[(n::name, name)],
    )
}

/// An ImportError with its `name`.
pub fn import_error(m: &mut Machine, class: TypeId, text: Value, name: Value) -> Raised {
    raise_with(m, class, &[Piece::V(text)], &[(n::name, name)])
}
