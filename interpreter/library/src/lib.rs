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
mod inflate;
pub mod io;
mod itertools;
mod json;
pub mod math;
mod mount;
mod operator;
pub mod os;
mod packed;
pub mod random;
pub mod re;
mod regular;
mod structure;
mod system;
#[cfg(test)]
mod tests;
pub mod time;
mod weakref;

use pyrite_core::host::Frozen;
use pyrite_core::types::{COUNT as FIRST, LEFT_OUT};
use pyrite_core::{Space, TypeId};

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
        enum Index { $($id),* }

        $(pub const $id: TypeId = TypeId(FIRST + Index::$id as u16);)*

        const TABLE: &[&Space] = &[$(space!($path $(, $part)?)),*];

        /// The spaces of the library, in the order of their ids: they follow those of the core.
        pub static SPACES: &[&Space] = TABLE;

        /// The id that follows: the first one of the hardware's spaces.
        pub const NEXT: u16 = FIRST + TABLE.len() as u16;
    };
}

spaces! {
    CMATH = cmath::CMATH, if "usual";
    FRAMEBUF = framebuf::FRAMEBUF, if "usual";
    FRAME_BUFFER = framebuf::FRAME_BUFFER, if "usual";
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
    STRING_IO = io::STRING_IO, if "usual";
    BYTES_IO = io::BYTES_IO, if "usual";
    MATH = math::MATH;
    OS = os::OS;
    TIME = time::TIME;
    RANDOM = random::RANDOM;
    RANDOM_GENERATOR = random::RANDOM_GENERATOR;
    RE = regular::MODULE, if "usual";
    RE_ERROR = regular::ERROR, if "usual";
    RE_PATTERN = regular::pattern::PATTERN, if "usual";
    RE_MATCH = regular::matches::MATCH, if "usual";
    RE_FINDER = regular::pattern::FINDER, if "usual";
    JSON = json::MODULE, if "usual";
    JSON_ERROR = json::ERROR, if "usual";
    JSON_ENCODER = json::ENCODER, if "usual";
    JSON_DECODER = json::DECODER, if "usual";
    STRUCT = structure::MODULE, if "usual";
    STRUCT_ERROR = structure::ERROR, if "usual";
    STRUCT_TYPE = structure::STRUCT, if "usual";
    BINASCII = binascii::MODULE, if "usual";
    BINASCII_ERROR = binascii::ERROR, if "usual";
    BASE64 = base64::MODULE, if "usual";
    ARRAY = array::MODULE, if "usual";
    ARRAY_TYPE = array::ARRAY, if "usual";
    ARRAY_ITERATOR = array::ITERATOR, if "usual";
    BISECT = heapq::BISECT, if "usual";
    COLLECTIONS = collections::COLLECTIONS, if "usual";
    DEQUE = collections::deque::DEQUE, if "usual";
    DEQUE_ITERATOR = collections::deque::ITERATOR, if "usual";
    DEQUE_REVERSE_ITERATOR = collections::deque::REVERSE_ITERATOR, if "usual";
    FUNCTOOLS = functools::FUNCTOOLS, if "usual";
    PARTIAL = functools::PARTIAL, if "usual";
    KEY_WRAPPER = functools::KEY_WRAPPER, if "usual";
    HASHLIB = hash::MODULE, if "usual";
    HASH = hash::HASH, if "usual";
    HEAPQ = heapq::HEAPQ, if "usual";
    ITERTOOLS = itertools::ITERTOOLS, if "usual";
    ACCUMULATE = itertools::ACCUMULATE, if "usual";
    BATCHED = itertools::BATCHED, if "usual";
    CHAIN = itertools::CHAIN, if "usual";
    COMBINATIONS = itertools::COMBINATIONS, if "usual";
    COMBINATIONS_WITH_REPLACEMENT = itertools::COMBINATIONS_WITH_REPLACEMENT, if "usual";
    COMPRESS = itertools::COMPRESS, if "usual";
    COUNT = itertools::COUNT, if "usual";
    CYCLE = itertools::CYCLE, if "usual";
    DROPWHILE = itertools::DROPWHILE, if "usual";
    FILTERFALSE = itertools::FILTERFALSE, if "usual";
    GROUP = itertools::GROUP, if "usual";
    GROUPBY = itertools::GROUPBY, if "usual";
    ISLICE = itertools::ISLICE, if "usual";
    PAIRWISE = itertools::PAIRWISE, if "usual";
    PERMUTATIONS = itertools::PERMUTATIONS, if "usual";
    PRODUCT = itertools::PRODUCT, if "usual";
    REPEAT = itertools::REPEAT, if "usual";
    STARMAP = itertools::STARMAP, if "usual";
    TAKEWHILE = itertools::TAKEWHILE, if "usual";
    TEE = itertools::TEE, if "usual";
    ZIP_LONGEST = itertools::ZIP_LONGEST, if "usual";
    WEAKREF = weakref::WEAKREF, if "usual";
    OPERATOR = operator::OPERATOR, if "usual";
    ATTRGETTER = operator::ATTRGETTER, if "usual";
    ITEMGETTER = operator::ITEMGETTER, if "usual";
    METHODCALLER = operator::METHODCALLER, if "usual";
}

macro_rules! frozen {
    ($($(#[$when:meta])* $name:literal = $file:literal;)*) => {
        /// Modules in Python, in the program itself.
        pub static FROZEN: Frozen = Frozen {
            modules: &[$($(#[$when])* ($name, include_bytes!(concat!(env!("OUT_DIR"), "/", $file)))),*],
            unpack: if cfg!(feature = "packed-texts") {
                packed::unpack
            } else {
                Frozen::NONE.unpack
            },
        };
    };
}

frozen! {
    #[cfg(feature = "usual")]
    "abc" = "abc.py";
    #[cfg(feature = "large")]
    "argparse" = "argparse.py";
    #[cfg(feature = "large")]
    "_argparse" = "argparse_actions.py";
    #[cfg(feature = "large")]
    "_argparse_help" = "argparse_help.py";
    #[cfg(feature = "usual")]
    "asyncio" = "asyncio.py";
    #[cfg(feature = "large")]
    "atexit" = "atexit.py";
    #[cfg(feature = "large")]
    "calendar" = "calendar.py";
    #[cfg(feature = "large")]
    "_checks" = "checks.py";
    #[cfg(feature = "usual")]
    "collections" = "collections.py";
    #[cfg(feature = "usual")]
    "collections.abc" = "collections_abc.py";
    #[cfg(feature = "usual")]
    "contextlib" = "contextlib.py";
    #[cfg(feature = "usual")]
    "copy" = "copy.py";
    #[cfg(feature = "large")]
    "csv" = "csv.py";
    #[cfg(feature = "usual")]
    "dataclasses" = "dataclasses.py";
    #[cfg(feature = "usual")]
    "datetime" = "datetime.py";
    #[cfg(feature = "usual")]
    "_datetime" = "datetime_spans.py";
    #[cfg(feature = "large")]
    "decimal" = "decimal.py";
    #[cfg(feature = "large")]
    "_decimal_context" = "decimal_context.py";
    #[cfg(feature = "large")]
    "_decimal_format" = "decimal_format.py";
    #[cfg(feature = "large")]
    "_decimal_series" = "decimal_series.py";
    #[cfg(feature = "usual")]
    "enum" = "enum.py";
    #[cfg(feature = "large")]
    "fnmatch" = "fnmatch.py";
    #[cfg(feature = "large")]
    "fractions" = "fractions.py";
    #[cfg(feature = "usual")]
    "functools" = "functools.py";
    #[cfg(feature = "usual")]
    "__future__" = "future.py";
    #[cfg(feature = "large")]
    "glob" = "glob.py";
    #[cfg(feature = "usual")]
    "heapq" = "heapq.py";
    #[cfg(feature = "usual")]
    "_help" = "help.py";
    #[cfg(feature = "large")]
    "hmac" = "hmac.py";
    #[cfg(feature = "large")]
    "importlib" = "importlib.py";
    #[cfg(feature = "large")]
    "inspect" = "inspect.py";
    #[cfg(feature = "large")]
    "keyword" = "keyword.py";
    #[cfg(feature = "usual")]
    "_lines" = "lines.py";
    #[cfg(feature = "large")]
    "logging" = "logging.py";
    #[cfg(feature = "large")]
    "numbers" = "numbers.py";
    #[cfg(feature = "usual")]
    "_os" = "os.py";
    #[cfg(feature = "usual")]
    "os.path" = "os_path.py";
    #[cfg(feature = "large")]
    "pathlib" = "pathlib.py";
    #[cfg(feature = "usual")]
    "platform" = "platform.py";
    #[cfg(feature = "large")]
    "pprint" = "pprint.py";
    #[cfg(feature = "large")]
    "queue" = "queue.py";
    #[cfg(feature = "usual")]
    "_regex_flag" = "regex_flag.py";
    #[cfg(feature = "large")]
    "secrets" = "secrets.py";
    #[cfg(feature = "usual")]
    "select" = "select.py";
    #[cfg(feature = "large")]
    "statistics" = "statistics.py";
    #[cfg(feature = "usual")]
    "string" = "string.py";
    #[cfg(feature = "usual")]
    "_strptime" = "strptime.py";
    #[cfg(feature = "usual")]
    "textwrap" = "textwrap.py";
    #[cfg(feature = "large")]
    "timeit" = "timeit.py";
    #[cfg(feature = "large")]
    "traceback" = "traceback.py";
    #[cfg(feature = "usual")]
    "types" = "types.py";
    #[cfg(feature = "usual")]
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
