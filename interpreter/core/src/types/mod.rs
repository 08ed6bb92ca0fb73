//! The builtin types and modules: one file each, one row each in the table below. The row's name is the type's id
//! (`types::LIST`), the path is its description.

use crate::machine::Machine;
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Native, Space};
use crate::value::{Immediate, Ref, TypeId, Value};

pub mod bool;
pub mod builtins;
pub mod bytearray;
pub mod bytes;
pub mod class;
pub mod code;
pub mod codec;
pub mod complex;
pub mod descriptor;
pub mod dict;
pub mod dunder;
pub mod exceptions;
pub mod float;
pub mod format;
pub mod frame;
pub mod function;
pub mod gc;
pub mod generator;
pub mod int;
pub mod iterator;
pub mod list;
pub mod memoryview;
pub mod micropython;
pub mod module;
pub mod named;
pub mod number;
pub mod object;
pub mod range;
pub mod receiver;
pub mod reduce;
pub mod sequence;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod superobject;
pub mod sys;
pub mod table;
pub mod text;
pub mod tuple;
pub mod typing;

/// Stands where a board leaves a type or a module out: whoever calls it is told.
pub static LEFT_OUT: Space = Space::class(n::object, OBJECT, &[])
    .new(Native::new(|m, _| Err(m.left_out()), 1, crate::native::ANY).collect());

macro_rules! space {
    ($path:path) => {
        &$path
    };
    ($path:path, $part:literal) => {
        if cfg!(feature = $part) {
            &$path
        } else {
            &LEFT_OUT
        }
    };
}

macro_rules! spaces {
    ($($id:ident = $path:path $(, if $part:literal)?;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Index { $($id),*, COUNT }

        $(pub const $id: TypeId = TypeId(Index::$id as u16);)*

        /// The spaces of the core. Spaces of the library count on from here.
        pub static SPACES: &[&Space] = &[$(space!($path $(, $part)?)),*];

        /// How many there are: the id of the first space of the library.
        pub const COUNT: u16 = Index::COUNT as u16;
    };
}

spaces! {
    OBJECT = object::OBJECT;
    TYPE = class::TYPE;
    INT = int::INT;
    BOOL = bool::BOOL;
    FLOAT = float::FLOAT;
    COMPLEX = complex::COMPLEX, if "complex";
    STR = str::STR;
    BYTES = bytes::BYTES;
    BYTEARRAY = bytearray::BYTEARRAY;
    MEMORYVIEW = memoryview::MEMORYVIEW, if "memoryview";
    LIST = list::LIST;
    TUPLE = tuple::TUPLE;
    DICT = dict::DICT;
    SET = set::SET;
    FROZENSET = set::FROZENSET;
    RANGE = range::RANGE;
    SLICE = slice::SLICE;
    NONE_TYPE = singletons::NONE_TYPE;
    NOT_IMPLEMENTED_TYPE = singletons::NOT_IMPLEMENTED_TYPE;
    ELLIPSIS_TYPE = singletons::ELLIPSIS_TYPE;
    FUNCTION = function::FUNCTION;
    BUILTIN_FUNCTION = function::BUILTIN_FUNCTION;
    METHOD_DESCRIPTOR = function::METHOD_DESCRIPTOR;
    METHOD = function::METHOD;
    CELL = function::CELL;
    CODE = code::CODE;
    GENERATOR = generator::GENERATOR;
    COROUTINE = generator::COROUTINE, if "async";
    ASYNC_GENERATOR = generator::ASYNC_GENERATOR, if "async";
    ASYNC_STEP = generator::ASYNC_STEP, if "async";
    ASYNC_VALUE = generator::ASYNC_VALUE, if "async";
    AWAIT_WRAPPER = generator::AWAIT_WRAPPER, if "async";
    MODULE_TYPE = module::MODULE_TYPE;
    PROPERTY = descriptor::PROPERTY;
    STATICMETHOD = descriptor::STATICMETHOD;
    CLASSMETHOD = descriptor::CLASSMETHOD;
    SUPER = descriptor::SUPER;
    MEMBER_DESCRIPTOR = descriptor::MEMBER_DESCRIPTOR;
    GETSET_DESCRIPTOR = descriptor::GETSET_DESCRIPTOR;
    MAPPINGPROXY = descriptor::MAPPINGPROXY;
    ENUMERATE = iterator::ENUMERATE;
    ZIP = iterator::ZIP;
    MAP = iterator::MAP;
    FILTER = iterator::FILTER;
    REVERSED = iterator::REVERSED;
    SEQUENCE_ITERATOR = iterator::SEQUENCE_ITERATOR;
    LIST_ITERATOR = iterator::LIST_ITERATOR;
    LIST_REVERSE_ITERATOR = iterator::LIST_REVERSE_ITERATOR;
    TUPLE_ITERATOR = iterator::TUPLE_ITERATOR;
    STR_ITERATOR = iterator::STR_ITERATOR;
    ASCII_ITERATOR = iterator::ASCII_ITERATOR;
    BYTES_ITERATOR = iterator::BYTES_ITERATOR;
    BYTEARRAY_ITERATOR = iterator::BYTEARRAY_ITERATOR;
    RANGE_ITERATOR = iterator::RANGE_ITERATOR;
    LONG_RANGE_ITERATOR = iterator::LONG_RANGE_ITERATOR;
    SET_ITERATOR = iterator::SET_ITERATOR;
    DICT_KEY_ITERATOR = iterator::DICT_KEY_ITERATOR;
    DICT_VALUE_ITERATOR = iterator::DICT_VALUE_ITERATOR;
    DICT_ITEM_ITERATOR = iterator::DICT_ITEM_ITERATOR;
    DICT_REVERSE_KEY_ITERATOR = iterator::DICT_REVERSE_KEY_ITERATOR;
    DICT_REVERSE_VALUE_ITERATOR = iterator::DICT_REVERSE_VALUE_ITERATOR;
    DICT_REVERSE_ITEM_ITERATOR = iterator::DICT_REVERSE_ITEM_ITERATOR;
    CALL_ITERATOR = iterator::CALL_ITERATOR;
    DICT_KEYS = dict::DICT_KEYS;
    DICT_VALUES = dict::DICT_VALUES;
    DICT_ITEMS = dict::DICT_ITEMS;
    TRACEBACK = exceptions::TRACEBACK;
    FRAME = frame::FRAME;
    TYPE_VAR = typing::TYPE_VAR, if "typing";
    PARAM_SPEC = typing::PARAM_SPEC, if "typing";
    TYPE_VAR_TUPLE = typing::TYPE_VAR_TUPLE, if "typing";
    TYPE_ALIAS = typing::TYPE_ALIAS, if "typing";
    GENERIC = typing::GENERIC, if "typing";
    GENERIC_ALIAS = typing::GENERIC_ALIAS, if "typing";
    UNION_TYPE = typing::UNION_TYPE, if "typing";

    BASE_EXCEPTION = exceptions::BASE_EXCEPTION;
    BASE_EXCEPTION_GROUP = exceptions::BASE_EXCEPTION_GROUP, if "groups";
    GENERATOR_EXIT = exceptions::GENERATOR_EXIT;
    KEYBOARD_INTERRUPT = exceptions::KEYBOARD_INTERRUPT;
    SYSTEM_EXIT = exceptions::SYSTEM_EXIT;
    EXCEPTION = exceptions::EXCEPTION;
    EXCEPTION_GROUP = exceptions::EXCEPTION_GROUP, if "groups";
    ARITHMETIC_ERROR = exceptions::ARITHMETIC_ERROR;
    FLOATING_POINT_ERROR = exceptions::FLOATING_POINT_ERROR;
    OVERFLOW_ERROR = exceptions::OVERFLOW_ERROR;
    ZERO_DIVISION_ERROR = exceptions::ZERO_DIVISION_ERROR;
    ASSERTION_ERROR = exceptions::ASSERTION_ERROR;
    ATTRIBUTE_ERROR = exceptions::ATTRIBUTE_ERROR;
    BUFFER_ERROR = exceptions::BUFFER_ERROR;
    EOF_ERROR = exceptions::EOF_ERROR;
    IMPORT_ERROR = exceptions::IMPORT_ERROR;
    MODULE_NOT_FOUND_ERROR = exceptions::MODULE_NOT_FOUND_ERROR;
    LOOKUP_ERROR = exceptions::LOOKUP_ERROR;
    INDEX_ERROR = exceptions::INDEX_ERROR;
    KEY_ERROR = exceptions::KEY_ERROR;
    MEMORY_ERROR = exceptions::MEMORY_ERROR;
    NAME_ERROR = exceptions::NAME_ERROR;
    UNBOUND_LOCAL_ERROR = exceptions::UNBOUND_LOCAL_ERROR;
    OS_ERROR = exceptions::OS_ERROR;
    BLOCKING_IO_ERROR = exceptions::BLOCKING_IO_ERROR;
    CHILD_PROCESS_ERROR = exceptions::CHILD_PROCESS_ERROR;
    CONNECTION_ERROR = exceptions::CONNECTION_ERROR;
    BROKEN_PIPE_ERROR = exceptions::BROKEN_PIPE_ERROR;
    CONNECTION_ABORTED_ERROR = exceptions::CONNECTION_ABORTED_ERROR;
    CONNECTION_REFUSED_ERROR = exceptions::CONNECTION_REFUSED_ERROR;
    CONNECTION_RESET_ERROR = exceptions::CONNECTION_RESET_ERROR;
    FILE_EXISTS_ERROR = exceptions::FILE_EXISTS_ERROR;
    FILE_NOT_FOUND_ERROR = exceptions::FILE_NOT_FOUND_ERROR;
    INTERRUPTED_ERROR = exceptions::INTERRUPTED_ERROR;
    IS_A_DIRECTORY_ERROR = exceptions::IS_A_DIRECTORY_ERROR;
    NOT_A_DIRECTORY_ERROR = exceptions::NOT_A_DIRECTORY_ERROR;
    PERMISSION_ERROR = exceptions::PERMISSION_ERROR;
    PROCESS_LOOKUP_ERROR = exceptions::PROCESS_LOOKUP_ERROR;
    TIMEOUT_ERROR = exceptions::TIMEOUT_ERROR;
    REFERENCE_ERROR = exceptions::REFERENCE_ERROR;
    RUNTIME_ERROR = exceptions::RUNTIME_ERROR;
    NOT_IMPLEMENTED_ERROR = exceptions::NOT_IMPLEMENTED_ERROR;
    RECURSION_ERROR = exceptions::RECURSION_ERROR;
    STOP_ITERATION = exceptions::STOP_ITERATION;
    STOP_ASYNC_ITERATION = exceptions::STOP_ASYNC_ITERATION;
    SYNTAX_ERROR = exceptions::SYNTAX_ERROR;
    INDENTATION_ERROR = exceptions::INDENTATION_ERROR;
    TAB_ERROR = exceptions::TAB_ERROR;
    SYSTEM_ERROR = exceptions::SYSTEM_ERROR;
    TYPE_ERROR = exceptions::TYPE_ERROR;
    VALUE_ERROR = exceptions::VALUE_ERROR;
    UNICODE_ERROR = exceptions::UNICODE_ERROR;
    UNICODE_DECODE_ERROR = exceptions::UNICODE_DECODE_ERROR;
    UNICODE_ENCODE_ERROR = exceptions::UNICODE_ENCODE_ERROR;
    UNICODE_TRANSLATE_ERROR = exceptions::UNICODE_TRANSLATE_ERROR;
    WARNING = exceptions::WARNING;
    BYTES_WARNING = exceptions::BYTES_WARNING;
    DEPRECATION_WARNING = exceptions::DEPRECATION_WARNING;
    ENCODING_WARNING = exceptions::ENCODING_WARNING;
    FUTURE_WARNING = exceptions::FUTURE_WARNING;
    IMPORT_WARNING = exceptions::IMPORT_WARNING;
    PENDING_DEPRECATION_WARNING = exceptions::PENDING_DEPRECATION_WARNING;
    RESOURCE_WARNING = exceptions::RESOURCE_WARNING;
    RUNTIME_WARNING = exceptions::RUNTIME_WARNING;
    SYNTAX_WARNING = exceptions::SYNTAX_WARNING;
    UNICODE_WARNING = exceptions::UNICODE_WARNING;
    USER_WARNING = exceptions::USER_WARNING;

    BUILTINS = builtins::BUILTINS;
    SYS = sys::SYS;
    GC = gc::GC;
    MICROPYTHON = micropython::MICROPYTHON;
}

/// The builtin type of what lies on the heap; `None` for instances, exceptions and records, which name their own.
fn type_of_kind(kind: Kind) -> Option<TypeId> {
    Some(match kind {
        Kind::Float => FLOAT,
        Kind::Complex => COMPLEX,
        Kind::BigInt => INT,
        Kind::Str => STR,
        Kind::Bytes => BYTES,
        Kind::ByteArray => BYTEARRAY,
        Kind::Tuple => TUPLE,
        Kind::List => LIST,
        Kind::Dict => DICT,
        Kind::Set => SET,
        Kind::FrozenSet => FROZENSET,
        Kind::Range => RANGE,
        Kind::Slice => SLICE,
        Kind::Cell => CELL,
        Kind::Function => FUNCTION,
        Kind::Method => METHOD,
        Kind::Code => CODE,
        Kind::Module => MODULE_TYPE,
        _ => return None,
    })
}

impl Machine<'_> {
    /// The type of a value, as a value: a builtin type or a class object.
    pub fn type_of(&self, v: Value) -> Value {
        let Some(r) = v.as_ref() else {
            return Value::builtin_type(self.type_of_immediate(v));
        };
        let header = self.heap.header(r);
        match header.kind() {
            Kind::Instance => self
                .heap
                .value(self.shape_of(header), crate::object::shape::CLASS),
            Kind::Exception => self.heap.value(r, crate::object::exception::CLASS),
            Kind::Class => self.heap.value(r, crate::object::class::METACLASS),
            Kind::Record => Value::builtin_type(TypeId((header.n() >> 8) as u16)),
            Kind::Generator => Value::builtin_type(generator::type_of(header)),
            Kind::Method if self.heap.value(r, 1).as_ref().is_none() => {
                Value::builtin_type(BUILTIN_FUNCTION)
            }
            kind => Value::builtin_type(type_of_kind(kind).unwrap_or(OBJECT)),
        }
    }

    fn type_of_immediate(&self, v: Value) -> TypeId {
        if v.is_small() {
            return INT;
        }
        match v.as_immediate() {
            None => FLOAT,
            Some(Immediate::Name(_) | Immediate::Character(_)) => STR,
            Some(Immediate::Type(_)) => TYPE,
            Some(Immediate::Native { space, index }) => {
                function::type_of_native(self, space, index)
            }
            Some(Immediate::Special(_)) => match v {
                Value::TRUE | Value::FALSE => BOOL,
                Value::NOT_IMPLEMENTED => NOT_IMPLEMENTED_TYPE,
                Value::ELLIPSIS => ELLIPSIS_TYPE,
                _ => NONE_TYPE,
            },
        }
    }

    /// What an instance of a class with this builtin layout holds: the list of a subclass of list, and so on.
    #[inline]
    pub fn payload_of(&self, instance: Ref, layout: TypeId) -> Option<Value> {
        let header = self.heap.header(instance);
        let class = self
            .heap
            .value(self.shape_of(header), crate::object::shape::CLASS)
            .as_ref()?;
        let of = self
            .heap
            .value(class, crate::object::class::LAYOUT)
            .as_type()?;
        (of == layout || (layout == INT && of == BOOL)).then(|| self.heap.value(instance, 1))
    }

    /// The value behind an instance of a subclass of a builtin type; other values as they are.
    #[inline]
    pub fn payload(&self, v: Value) -> Value {
        match v.as_ref() {
            Some(r) if self.heap.header(r).is(Kind::Instance) => self.payload_slow(r).unwrap_or(v),
            _ => v,
        }
    }

    fn payload_slow(&self, r: Ref) -> Option<Value> {
        let header = self.heap.header(r);
        let class = self
            .heap
            .value(self.shape_of(header), crate::object::shape::CLASS)
            .as_ref()?;
        let of = self
            .heap
            .value(class, crate::object::class::LAYOUT)
            .as_type()?;
        (of != OBJECT).then(|| self.heap.value(r, 1))
    }

    /// The object of this kind that `v` is or, for an instance of a subclass, holds.
    #[inline]
    pub fn as_native(&self, v: Value, kind: Kind) -> Option<Ref> {
        let r = v.as_ref()?;
        let header = self.heap.header(r);
        if header.is(kind) {
            return Some(r);
        }
        if header.is(Kind::Instance) {
            return self.heap.as_kind(self.payload(v), kind);
        }
        None
    }
}

/// Where the bytes of a str, bytes or bytearray lie: object and first word.
pub fn bytes_place(m: &Machine, v: Value) -> Option<(Ref, usize)> {
    let r = m.payload(v).as_ref()?;
    match m.heap.kind(r) {
        Kind::Str => Some((r, 2)),
        Kind::Bytes => Some((r, 1)),
        Kind::ByteArray => Some((m.heap.value(r, 2).as_ref()?, 1)),
        _ => None,
    }
}

/// The bytes of a bytes, bytearray, contiguous memoryview or other bytes-like record.
pub fn bytes_like<'m>(m: &'m Machine, v: Value) -> Option<&'m [u8]> {
    let source = text::Source::of_bytes(m, v)?;
    Some(source.bytes(m))
}
