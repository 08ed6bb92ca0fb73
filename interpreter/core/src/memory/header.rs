//! The header word of an object: its kind and a number whose meaning the kind gives. Here, and only here, stands how
//! many words an object has and which of them are values.
//!
//! | kind | `n` in the header | words after the header (`'` = not a value) |
//! |---|---|---|
//! | `Free` | size in words with the header | |
//! | `Float`, `Complex` | | the bits' |
//! | `BigInt` | limbs × 2 + sign | limbs' of 32 bits, little end first, no leading zero limb |
//! | `Str` | length in bytes | hash and flags', UTF-8 bytes' |
//! | `Bytes`, `Buffer` | length in bytes | bytes' |
//! | `ByteArray` | | length', buffer |
//! | `Tuple`, `Items` | length | items |
//! | `List` | | length', items |
//! | `Dict`, `Set`, `FrozenSet` | entries used, deleted ones included | live entries', table |
//! | `Table` | capacity × 4 + words per entry | entries, index' |
//! | `Range`, `Slice` | | start, stop, step |
//! | `Cell` | | the value |
//! | `Function` | cells + flags × 256 | code or extra record, globals, cells |
//! | `Method` | | function, self |
//! | `Code` | size in words | see `object::code` |
//! | `Generator` | registers + flags × 65536 | state, registers |
//! | `Class` | | see `object::class` |
//! | `Instance` | slots + shape × 256 | slots |
//! | `Shape` | | see `object::shape` |
//! | `Module` | | name, dict, space |
//! | `Exception` | | see `object::exception` |
//! | `Cache` | entries | per entry: a header word or number', a value |
//! | `Record` | fields + type × 256 | fields |
//! | `Raw` | words | words' |

use crate::value::{WORD, Word};

macro_rules! kinds {
    ($($name:ident)*) => {
        /// What an object on the heap is.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Kind { $($name),* }

        impl Kind {
            const ALL: &'static [Kind] = &[$(Kind::$name),*];
        }
    };
}

kinds! {
    Free Float Complex BigInt Str Bytes Buffer ByteArray Tuple Items List Dict Set FrozenSet Table Range Slice Cell
    Function Method Code Generator Class Instance Shape Module Exception Cache Record Raw
}

/// A header word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Header(pub Word);

const KIND_BITS: u32 = 6;

impl Header {
    /// The largest `n` a header can hold.
    pub const MAX: usize = (Word::MAX >> KIND_BITS) as usize;

    #[inline(always)]
    pub const fn new(kind: Kind, n: usize) -> Header {
        Header(((n as Word) << KIND_BITS) | kind as Word)
    }

    #[inline(always)]
    pub fn kind(self) -> Kind {
        Kind::ALL
            .get((self.0 & ((1 << KIND_BITS) - 1)) as usize)
            .copied()
            .unwrap_or(Kind::Free)
    }

    #[inline(always)]
    pub const fn is(self, kind: Kind) -> bool {
        self.0 & ((1 << KIND_BITS) - 1) == kind as Word
    }

    #[inline(always)]
    pub const fn n(self) -> usize {
        (self.0 >> KIND_BITS) as usize
    }

    /// The object's size in words, the header included.
    #[inline]
    pub fn size(self) -> usize {
        let n = self.n();
        match self.kind() {
            Kind::Free | Kind::Code => n.max(1),
            Kind::Float => 1 + 8 / WORD,
            Kind::Complex => 1 + 16 / WORD,
            Kind::BigInt => 1 + ((n >> 1) * 4).div_ceil(WORD),
            Kind::Str => 2 + n.div_ceil(WORD),
            Kind::Bytes | Kind::Buffer => 1 + n.div_ceil(WORD),
            Kind::Tuple | Kind::Items | Kind::Raw => 1 + n,
            Kind::ByteArray
            | Kind::List
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Method => 3,
            Kind::Table => 1 + (n >> 2) * (n & 3) + index_words(n >> 2),
            Kind::Range | Kind::Slice | Kind::Module => 4,
            Kind::Cell => 2,
            Kind::Function => 3 + (n & 0xff),
            Kind::Generator => 1 + crate::object::generator::FIELDS + (n & 0xffff),
            Kind::Class => 1 + crate::object::class::FIELDS,
            Kind::Shape => 1 + crate::object::shape::FIELDS,
            Kind::Exception => 1 + crate::object::exception::FIELDS,
            Kind::Instance | Kind::Record => 1 + (n & 0xff),
            Kind::Cache => 1 + 2 * n,
        }
    }

    /// The words of the object that are values, as a range of word offsets. `Cache` (every second word) and `Code`
    /// (whose constants end where a field says) are the collector's own business.
    #[inline]
    pub fn values(self) -> (usize, usize) {
        match self.kind() {
            Kind::Free
            | Kind::Float
            | Kind::Complex
            | Kind::BigInt
            | Kind::Str
            | Kind::Bytes
            | Kind::Buffer
            | Kind::Raw
            | Kind::Cache
            | Kind::Code => (0, 0),
            Kind::ByteArray | Kind::List | Kind::Dict | Kind::Set | Kind::FrozenSet => (2, 3),
            Kind::Table => (1, 1 + (self.n() >> 2) * (self.n() & 3)),
            _ => (1, self.size()),
        }
    }
}

/// Words of the index of a table with this many entries: one byte, half or whole 32-bit unit per slot.
pub fn index_words(capacity: usize) -> usize {
    (index_slots(capacity) * index_unit(capacity)).div_ceil(WORD)
}

/// Slots of the index: none for a table small enough to be searched from end to end.
pub fn index_slots(capacity: usize) -> usize {
    if capacity <= 8 {
        0
    } else {
        (capacity + capacity / 2).next_power_of_two()
    }
}

/// Bytes per slot of the index.
pub fn index_unit(capacity: usize) -> usize {
    match capacity {
        0..=254 => 1,
        255..=65534 => 2,
        _ => 4,
    }
}
