//! The exception classes and what their instances offer.

use crate::machine::Machine;
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Member, Native, R, Space, method};
use crate::object::exception;
use crate::value::Value;

macro_rules! exceptions {
    ($($id:ident = $name:ident ($base:ident, $members:expr);)*) => {
        $(pub static $id: Space = Space::class(n::$name, crate::types::$base, $members)
            .new(Native::new(new, 1, crate::native::ANY).collect())
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
    UNICODE_ERROR = UnicodeError (VALUE_ERROR, UNICODE_ERROR_MEMBERS);
    UNICODE_DECODE_ERROR = UnicodeDecodeError (UNICODE_ERROR, &[]);
    UNICODE_ENCODE_ERROR = UnicodeEncodeError (UNICODE_ERROR, &[]);
    UNICODE_TRANSLATE_ERROR = UnicodeTranslateError (UNICODE_ERROR, &[]);
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

pub static TRACEBACK: Space = Space::class(n::traceback, OBJECT_ID, &[]);
const OBJECT_ID: crate::value::TypeId = crate::types::OBJECT;

static BASE_MEMBERS: &[Member] = &[
    method(n::__init__, init, 1, crate::native::ANY),
    method(n::__str__, to_str, 1, 1),
];
static STOP_ITERATION_MEMBERS: &[Member] = &[];
static SYSTEM_EXIT_MEMBERS: &[Member] = &[];
static OS_ERROR_MEMBERS: &[Member] = &[];
static KEY_ERROR_MEMBERS: &[Member] = &[];
static SYNTAX_ERROR_MEMBERS: &[Member] = &[];
static IMPORT_ERROR_MEMBERS: &[Member] = &[];
static NAME_ERROR_MEMBERS: &[Member] = &[];
static ATTRIBUTE_ERROR_MEMBERS: &[Member] = &[];
static UNICODE_ERROR_MEMBERS: &[Member] = &[];
static GROUP_MEMBERS: &[Member] = &[];

/// `BaseException.__new__(class, *args)`.
fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let count = args.len() - 1 - 1;
    let tuple = m.new_tuple_of(args.rest(1), count)?;
    m.new_exception_object(class, tuple)
}

/// `BaseException.__init__(self, *args)`: sets `args`.
fn init(m: &mut Machine, args: Args) -> R {
    let tuple = m.new_tuple_of(args.rest(1), args.len() - 1)?;
    if let Some(r) = m.heap.as_kind(args.at(m, 0), Kind::Exception) {
        m.heap.set_value(r, exception::ARGS, tuple);
    }
    Ok(Value::NONE)
}

fn to_str(m: &mut Machine, args: Args) -> R {
    let Some(r) = m.heap.as_kind(args.at(m, 0), Kind::Exception) else {
        return Ok(Value::NONE);
    };
    let items = m.heap.value(r, exception::ARGS);
    match m.tuple_len(items) {
        0 => m.new_str(b""),
        1 => {
            let only = m.tuple_item(items, 0);
            m.str(only)
        }
        _ => m.repr(items),
    }
}

/// `exception.name = value`; a `value` of UNBOUND deletes.
pub fn set_attr(m: &mut Machine, v: Value, name: Value, value: Value) -> R<()> {
    let Some(r) = v.as_ref() else { return Ok(()) };
    let dict = match m.heap.value(r, exception::DICT).as_ref() {
        Some(d) => d,
        None => {
            let d = m.new_dict()?;
            m.heap.set_value(r, exception::DICT, d);
            d.as_ref().unwrap_or(r)
        }
    };
    if value.is_unbound() {
        return match m.dict_remove(dict, name)? {
            Some(_) => Ok(()),
            None => Err(m.no_attribute(v, name)),
        };
    }
    m.name_set(dict, name, value)
}

/// The AttributeError for a missing attribute, with a near miss if there is one.
pub fn no_attribute(m: &mut Machine, v: Value, name: Value) -> crate::native::Raised {
    use crate::machine::Piece;
    if m.is_type(v) {
        let class = m.type_name(v);
        return m.error(
            crate::types::ATTRIBUTE_ERROR,
            &[
                Piece::S("type object '"),
                Piece::V(class),
                Piece::S("' has no attribute '"),
                Piece::V(name),
                Piece::S("'"),
            ],
        );
    }
    m.error(
        crate::types::ATTRIBUTE_ERROR,
        &[
            Piece::S("'"),
            Piece::T(v),
            Piece::S("' object has no attribute '"),
            Piece::V(name),
            Piece::S("'"),
        ],
    )
}

/// The NameError for a name that is nowhere, with a near miss if there is one.
pub fn name_error(m: &mut Machine, name: Value) -> crate::native::Raised {
    use crate::machine::Piece;
    m.error(
        crate::types::NAME_ERROR,
        &[
            Piece::S("name "),
            Piece::R(name),
            Piece::S(" is not defined"),
        ],
    )
}

/// An ImportError with its `name`.
pub fn import_error(
    m: &mut Machine,
    class: crate::value::TypeId,
    text: Value,
    name: Value,
) -> crate::native::Raised {
    let e = match m.new_exception(class, text) {
        Ok(e) => e,
        Err(raised) => return raised,
    };
    if set_attr(m, e, Value::name(n::name), name).is_err() {
        return crate::native::Raised;
    }
    m.raise(e)
}

/// The `name` of an ImportError.
pub fn module_name(m: &mut Machine, e: Value) -> Value {
    let dict = e
        .as_ref()
        .and_then(|r| m.heap.value(r, exception::DICT).as_ref());
    dict.and_then(|d| m.name_get(d, Value::name(n::name)))
        .unwrap_or(Value::NONE)
}

/// The traceback object of an exception, or `None`.
pub fn traceback_of(_m: &mut Machine, _e: Value) -> R {
    Ok(Value::NONE)
}

/// `except*`: stack word `w` holds the exception, `w + 1` the classes. Splits it: what did not match (or `None`) comes
/// into `w`, what did into `w + 1`.
pub fn match_group(_m: &mut Machine, _w: usize) -> R<()> {
    Ok(())
}

/// The end of `except*`: what is to be raised of the original and the list of what the handlers raised or left over.
pub fn join_group(_m: &mut Machine, original: Value, _rest: Value) -> R {
    Ok(original)
}
