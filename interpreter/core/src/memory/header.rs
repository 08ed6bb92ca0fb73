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
    /// Set in place of a kind, these bits make a word that is no object's header.
    pub const NO_KIND: Word = (1 << KIND_BITS) - 1;

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

    /// The same kind with the next larger number.
    #[inline(always)]
    pub const fn with_next(self) -> Header {
        Header(self.0.wrapping_add(1 << KIND_BITS))
    }

    #[inline(always)]
    pub const fn n(self) -> usize {
        (self.0 >> KIND_BITS) as usize
    }

    /// The object's size in words, the header included.
    #[inline]
    pub fn size(self) -> usize {
        let layout = self.layout();
        if layout.form == Form::Other {
            return self.other_size();
        }
        layout.size(self.n())
    }

    #[inline(never)]
    fn other_size(self) -> usize {
        let n = self.n();
        match self.kind() {
            Kind::Table => 1 + (n >> 2) * (n & 3) + index_words(n >> 2),
            Kind::Cache => 1 + 2 * n,
            _ => n.max(1),
        }
    }

    /// The words of the object that are values, as a range of word offsets. `Cache` (every second word) and `Code`
    /// (whose constants end where a field says) are the collector's own business.
    #[inline]
    pub fn values(self) -> (usize, usize) {
        let layout = self.layout();
        match layout.form {
            Form::Leaf => (0, 0),
            Form::Values => (layout.first as usize, layout.size(self.n())),
            Form::Other if self.is(Kind::Table) => (1, 1 + (self.n() >> 2) * (self.n() & 3)),
            Form::Other => (0, 0),
        }
    }

    /// How objects of this kind are laid out.
    #[inline(always)]
    pub(super) fn layout(self) -> &'static Layout {
        const MASK: usize = LAYOUTS.len() - 1;
        &LAYOUTS[self.0 as usize & MASK]
    }
}

/// What an object consists of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// No values.
    Leaf,
    /// Values from some word to the end.
    Values,
    /// See `Header::other_size`.
    Other,
}

/// How objects of one kind are laid out, as numbers: the collector computes with them instead of choosing a way for each
/// object, which would be a jump that is often guessed wrong.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub form: Form,
    /// Word offset of the first value.
    pub first: u8,
    /// The size is `fixed + ((n + round >> shift) & mask)` words.
    fixed: u8,
    round: u8,
    shift: u8,
    mask: u32,
}

/// By the kind's bits of a header.
static LAYOUTS: [Layout; 1 << KIND_BITS] = {
    let mut layouts = [Layout::of(Kind::Free); 1 << KIND_BITS];
    let mut i = 0;
    while i < Kind::ALL.len() {
        layouts[i] = Layout::of(Kind::ALL[i]);
        i += 1;
    }
    layouts
};

impl Layout {
    #[inline(always)]
    pub fn size(&self, n: usize) -> usize {
        let n = n.wrapping_add(self.round as usize) >> self.shift;
        self.fixed as usize + (n & self.mask as usize)
    }

    const fn of(kind: Kind) -> Layout {
        use crate::object::{class, exception, generator, shape};
        const WORD_SHIFT: u8 = WORD.trailing_zeros() as u8;
        match kind {
            Kind::Free | Kind::Table | Kind::Code | Kind::Cache => Layout::new(Form::Other, 0, 0),
            Kind::Float => Layout::new(Form::Leaf, 0, 1 + 8 / WORD),
            Kind::Complex => Layout::new(Form::Leaf, 0, 1 + 16 / WORD),
            Kind::Raw => Layout::new(Form::Leaf, 0, 1).and_more(u32::MAX),
            // Two limbs in a word of 64 bits: `n` counts halves of limbs.
            Kind::BigInt => {
                Layout::new(Form::Leaf, 0, 1).rounded(if WORD == 8 { 2 } else { 0 }, WORD_SHIFT - 1)
            }
            Kind::Str => Layout::new(Form::Leaf, 0, 2).rounded(WORD as u8 - 1, WORD_SHIFT),
            Kind::Bytes | Kind::Buffer => {
                Layout::new(Form::Leaf, 0, 1).rounded(WORD as u8 - 1, WORD_SHIFT)
            }
            Kind::Tuple | Kind::Items => Layout::new(Form::Values, 1, 1).and_more(u32::MAX),
            Kind::ByteArray | Kind::List | Kind::Dict | Kind::Set | Kind::FrozenSet => {
                Layout::new(Form::Values, 2, 3)
            }
            Kind::Method => Layout::new(Form::Values, 1, 3),
            Kind::Range | Kind::Slice | Kind::Module => Layout::new(Form::Values, 1, 4),
            Kind::Cell => Layout::new(Form::Values, 1, 2),
            Kind::Function => Layout::new(Form::Values, 1, 3).and_more(0xff),
            Kind::Generator => Layout::new(Form::Values, 1, 1 + generator::FIELDS).and_more(0xffff),
            Kind::Class => Layout::new(Form::Values, 1, 1 + class::FIELDS),
            Kind::Shape => Layout::new(Form::Values, 1, 1 + shape::FIELDS),
            Kind::Exception => Layout::new(Form::Values, 1, 1 + exception::FIELDS),
            Kind::Instance | Kind::Record => Layout::new(Form::Values, 1, 1).and_more(0xff),
        }
    }

    /// The same for kinds with values alone, which count in words.
    #[inline(always)]
    pub fn size_of_values(&self, n: usize) -> usize {
        self.fixed as usize + (n & self.mask as usize)
    }

    /// As many words for every object.
    const fn new(form: Form, first: u8, fixed: usize) -> Layout {
        Layout {
            form,
            first,
            fixed: fixed as u8,
            round: 0,
            shift: 0,
            mask: 0,
        }
    }

    /// And so many more as `n & mask` says.
    const fn and_more(self, mask: u32) -> Layout {
        Layout { mask, ..self }
    }

    /// And as many more as `n + round >> shift` says.
    const fn rounded(self, round: u8, shift: u8) -> Layout {
        Layout {
            round,
            shift,
            mask: u32::MAX,
            ..self
        }
    }
}

/// Words of the index of a table with this many entries: one byte, half or whole 32-bit unit per slot.
pub fn index_words(capacity: usize) -> usize {
    (index_slots(capacity) * index_unit(capacity)).div_ceil(WORD)
}

/// Slots of the index: none for a table small enough to be searched from end to end. The capacity of others is a power
/// of two.
#[inline(always)]
pub fn index_slots(capacity: usize) -> usize {
    if capacity <= 8 { 0 } else { capacity << 1 }
}

/// Bytes per slot of the index.
pub fn index_unit(capacity: usize) -> usize {
    1 << index_scale(capacity)
}

/// Bytes per slot of the index, as a power of two: an entry's number plus one fits.
#[inline(always)]
pub fn index_scale(capacity: usize) -> usize {
    usize::from(capacity > 254) + usize::from(capacity > 65534)
}
