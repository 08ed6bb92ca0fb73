//! The importable modules: one module, one file, each behind a feature. Here is the table of them: one row each for a module and
//! for every type it has.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

mod array;
mod base64;
mod binascii;
pub mod cmath;
mod collections;
pub mod errno;
pub mod finder;
mod framebuf;
mod functools;
mod hash;
mod heapq;
pub mod io;
mod itertools;
mod json;
pub mod math;
mod operator;
pub mod os;
pub mod random;
pub mod re;
mod regular;
mod structure;
mod system;
#[cfg(test)]
mod tests;
pub mod time;
mod weakref;

use pyrite_core::types::COUNT as FIRST;
use pyrite_core::{Space, TypeId};

macro_rules! spaces {
    ($($(#[$when:meta])* $id:ident = $path:path;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Index { $($(#[$when])* $id),* }

        $($(#[$when])* pub const $id: TypeId = TypeId(FIRST + Index::$id as u16);)*

        const TABLE: &[&Space] = &[$($(#[$when])* &$path),*];

        /// The spaces of the library, in the order of their ids: they follow those of the core.
        pub static SPACES: &[&Space] = TABLE;

        /// The id that follows: the first one of the hardware's spaces.
        pub const NEXT: u16 = FIRST + TABLE.len() as u16;
    };
}

spaces! {
    CMATH = cmath::CMATH;
    FRAMEBUF = framebuf::FRAMEBUF;
    FRAME_BUFFER = framebuf::FRAME_BUFFER;
    ERRNO = errno::ERRNO;
    IO = io::IO;
    IO_BASE = io::IO_BASE;
    RAW_BASE = io::RAW_BASE;
    BUFFERED_BASE = io::BUFFERED_BASE;
    TEXT_BASE = io::TEXT_BASE;
    FILE_IO = io::FILE_IO;
    TEXT_FILE = io::TEXT_FILE;
    BUFFERED_READER = io::BUFFERED_READER;
    BUFFERED_WRITER = io::BUFFERED_WRITER;
    BUFFERED_RANDOM = io::BUFFERED_RANDOM;
    STRING_IO = io::STRING_IO;
    BYTES_IO = io::BYTES_IO;
    MATH = math::MATH;
    OS = os::OS;
    TIME = time::TIME;
    RANDOM = random::RANDOM;
    RANDOM_GENERATOR = random::RANDOM_GENERATOR;
    RE = regular::MODULE;
    RE_ERROR = regular::ERROR;
    RE_PATTERN = regular::pattern::PATTERN;
    RE_MATCH = regular::matches::MATCH;
    RE_FINDER = regular::pattern::FINDER;
    JSON = json::MODULE;
    JSON_ERROR = json::ERROR;
    JSON_ENCODER = json::ENCODER;
    JSON_DECODER = json::DECODER;
    STRUCT = structure::MODULE;
    STRUCT_ERROR = structure::ERROR;
    STRUCT_TYPE = structure::STRUCT;
    BINASCII = binascii::MODULE;
    BINASCII_ERROR = binascii::ERROR;
    BASE64 = base64::MODULE;
    ARRAY = array::MODULE;
    ARRAY_TYPE = array::ARRAY;
    ARRAY_ITERATOR = array::ITERATOR;
    BISECT = heapq::BISECT;
    COLLECTIONS = collections::COLLECTIONS;
    DEQUE = collections::deque::DEQUE;
    DEQUE_ITERATOR = collections::deque::ITERATOR;
    DEQUE_REVERSE_ITERATOR = collections::deque::REVERSE_ITERATOR;
    FUNCTOOLS = functools::FUNCTOOLS;
    PARTIAL = functools::PARTIAL;
    KEY_WRAPPER = functools::KEY_WRAPPER;
    HASHLIB = hash::MODULE;
    HASH = hash::HASH;
    HEAPQ = heapq::HEAPQ;
    ITERTOOLS = itertools::ITERTOOLS;
    ACCUMULATE = itertools::ACCUMULATE;
    BATCHED = itertools::BATCHED;
    CHAIN = itertools::CHAIN;
    COMBINATIONS = itertools::COMBINATIONS;
    COMBINATIONS_WITH_REPLACEMENT = itertools::COMBINATIONS_WITH_REPLACEMENT;
    COMPRESS = itertools::COMPRESS;
    COUNT = itertools::COUNT;
    CYCLE = itertools::CYCLE;
    DROPWHILE = itertools::DROPWHILE;
    FILTERFALSE = itertools::FILTERFALSE;
    GROUP = itertools::GROUP;
    GROUPBY = itertools::GROUPBY;
    ISLICE = itertools::ISLICE;
    PAIRWISE = itertools::PAIRWISE;
    PERMUTATIONS = itertools::PERMUTATIONS;
    PRODUCT = itertools::PRODUCT;
    REPEAT = itertools::REPEAT;
    STARMAP = itertools::STARMAP;
    TAKEWHILE = itertools::TAKEWHILE;
    TEE = itertools::TEE;
    ZIP_LONGEST = itertools::ZIP_LONGEST;
    WEAKREF = weakref::WEAKREF;
    OPERATOR = operator::OPERATOR;
    ATTRGETTER = operator::ATTRGETTER;
    ITEMGETTER = operator::ITEMGETTER;
    METHODCALLER = operator::METHODCALLER;
}

macro_rules! frozen {
    ($($(#[$when:meta])* $name:literal = $file:literal;)*) => {
        /// Modules in Python, in the program itself: name and text.
        pub static FROZEN: &[(&str, &str)] = &[$($(#[$when])* ($name, include_str!(concat!(env!("OUT_DIR"), "/", $file)))),*];
    };
}

frozen! {
    "abc" = "abc.py";
    #[cfg(feature = "large")]
    "argparse" = "argparse.py";
    #[cfg(feature = "large")]
    "_argparse" = "argparse_actions.py";
    #[cfg(feature = "large")]
    "_argparse_help" = "argparse_help.py";
    "asyncio" = "asyncio.py";
    #[cfg(feature = "large")]
    "atexit" = "atexit.py";
    #[cfg(feature = "large")]
    "calendar" = "calendar.py";
    #[cfg(feature = "large")]
    "_checks" = "checks.py";
    "collections" = "collections.py";
    "collections.abc" = "collections_abc.py";
    "contextlib" = "contextlib.py";
    "copy" = "copy.py";
    #[cfg(feature = "large")]
    "csv" = "csv.py";
    "dataclasses" = "dataclasses.py";
    "datetime" = "datetime.py";
    "_datetime" = "datetime_spans.py";
    #[cfg(feature = "large")]
    "decimal" = "decimal.py";
    #[cfg(feature = "large")]
    "_decimal_context" = "decimal_context.py";
    #[cfg(feature = "large")]
    "_decimal_format" = "decimal_format.py";
    #[cfg(feature = "large")]
    "_decimal_series" = "decimal_series.py";
    "enum" = "enum.py";
    #[cfg(feature = "large")]
    "fnmatch" = "fnmatch.py";
    #[cfg(feature = "large")]
    "fractions" = "fractions.py";
    "functools" = "functools.py";
    "__future__" = "future.py";
    #[cfg(feature = "large")]
    "glob" = "glob.py";
    "heapq" = "heapq.py";
    "_help" = "help.py";
    #[cfg(feature = "large")]
    "hmac" = "hmac.py";
    #[cfg(feature = "large")]
    "importlib" = "importlib.py";
    #[cfg(feature = "large")]
    "inspect" = "inspect.py";
    #[cfg(feature = "large")]
    "keyword" = "keyword.py";
    "_lines" = "lines.py";
    #[cfg(feature = "large")]
    "logging" = "logging.py";
    #[cfg(feature = "large")]
    "numbers" = "numbers.py";
    "_os" = "os.py";
    "os.path" = "os_path.py";
    #[cfg(feature = "large")]
    "pathlib" = "pathlib.py";
    "platform" = "platform.py";
    #[cfg(feature = "large")]
    "pprint" = "pprint.py";
    #[cfg(feature = "large")]
    "queue" = "queue.py";
    "_regex_flag" = "regex_flag.py";
    #[cfg(feature = "large")]
    "secrets" = "secrets.py";
    #[cfg(feature = "large")]
    "statistics" = "statistics.py";
    "string" = "string.py";
    "_strptime" = "strptime.py";
    "textwrap" = "textwrap.py";
    #[cfg(feature = "large")]
    "timeit" = "timeit.py";
    #[cfg(feature = "large")]
    "traceback" = "traceback.py";
    "types" = "types.py";
    "typing" = "typing.py";
    #[cfg(feature = "large")]
    "unittest" = "unittest.py";
    #[cfg(feature = "large")]
    "uuid" = "uuid.py";
    #[cfg(feature = "large")]
    "warnings" = "warnings.py";
    #[cfg(feature = "large")]
    "weakref" = "weakref.py";
}
