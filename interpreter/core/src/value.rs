//! A value: one word, tagged. Three object models share this room's interface; which one is a build feature.
//!
//! | | `boxed` (32 bits) | `stuffed` (32 bits) | `nanbox` (64 bits) |
//! |---|---|---|---|
//! | small int | `…1`, 31 bits | `…1`, 31 bits | tag FFFF, 48 bits |
//! | float | on the heap | `…10`, 30 bits | the bits + 3 << 48: tags 3 to FFF3 |
//! | reference | `0…00`, word index | `0…00`, word index | tag 0, word index |
//! | immediate | `1…00` | `1…00` | tag 2 |
//!
//! No value is zero, so `Option<Value>` and `Result<Value, Raised>` are one word too.

use crate::names::Name;

#[cfg(model = "nanbox")]
pub type Word = u64;
#[cfg(model = "nanbox")]
type NonZeroWord = core::num::NonZeroU64;
#[cfg(not(model = "nanbox"))]
pub type Word = u32;
#[cfg(not(model = "nanbox"))]
type NonZeroWord = core::num::NonZeroU32;

/// Bytes in a word of the heap.
pub const WORD: usize = size_of::<Word>();

/// A Python value. Compare with `==` only for identity (`is`).
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value(NonZeroWord);

/// The index of an object's header word in the heap.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ref(pub u32);

/// A builtin or library type, by its place in the machine's list of spaces.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TypeId(pub u16);

/// What an immediate is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Immediate {
    /// `None`, `True` and the like: payload is one of the constants below.
    Special(u32),
    /// A string of the static table.
    Name(Name),
    /// A string of one ASCII character.
    Character(u8),
    Type(TypeId),
    /// Member `index` of a space: a builtin function or method.
    Native {
        space: u16,
        index: u16,
    },
}

const SPECIAL: u32 = 0;
const NAME: u32 = 1;
const CHARACTER: u32 = 2;
const TYPE: u32 = 3;
const NATIVE: u32 = 4;

impl Value {
    pub const NONE: Value = Value::immediate(SPECIAL, 0);
    pub const FALSE: Value = Value::immediate(SPECIAL, 1);
    pub const TRUE: Value = Value::immediate(SPECIAL, 2);
    pub const NOT_IMPLEMENTED: Value = Value::immediate(SPECIAL, 3);
    pub const ELLIPSIS: Value = Value::immediate(SPECIAL, 4);
    /// No value: an unbound local, an absent argument, an empty slot. Python never sees it.
    pub const UNBOUND: Value = Value::immediate(SPECIAL, 5);
    /// Marks a loop over a range whose state is in registers.
    pub const RANGE_LOOP: Value = Value::immediate(SPECIAL, 6);

    /// One of the constants above, as `LoadSpecial` numbers them.
    #[inline(always)]
    pub const fn special(number: u8) -> Value {
        Value::immediate(SPECIAL, number as u32)
    }

    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }

    #[inline(always)]
    const fn raw(word: Word) -> Value {
        match NonZeroWord::new(word) {
            Some(w) => Value(w),
            None => Value::absent(),
        }
    }

    /// Zero is no value; where it could be read it means that none is there. Out of line: a branch that is never taken is
    /// less than a choice between two words.
    #[cold]
    #[inline(never)]
    const fn absent() -> Value {
        Value::UNBOUND
    }

    /// The word as it lies in the heap.
    #[inline(always)]
    pub const fn word(self) -> Word {
        self.0.get()
    }

    /// A word of the heap that holds a value.
    #[inline(always)]
    pub const fn from_word(word: Word) -> Value {
        Value::raw(word)
    }

    pub const fn name(name: Name) -> Value {
        match name.as_character() {
            Some(c) => Value::character(c),
            None => Value::immediate(NAME, name.0 as u32),
        }
    }

    /// The string of one ASCII character.
    pub const fn character(c: u8) -> Value {
        Value::immediate(CHARACTER, (c & 0x7f) as u32)
    }

    pub const fn builtin_type(id: TypeId) -> Value {
        Value::immediate(TYPE, id.0 as u32)
    }

    pub const fn native(space: u16, index: u16) -> Value {
        Value::immediate(NATIVE, ((space as u32) << 12) | (index as u32 & 0xfff))
    }

    #[inline]
    pub fn as_immediate(self) -> Option<Immediate> {
        let (kind, payload) = self.immediate_parts()?;
        Some(match kind {
            SPECIAL => Immediate::Special(payload),
            NAME => Immediate::Name(Name(payload as u16)),
            CHARACTER => Immediate::Character(payload as u8),
            TYPE => Immediate::Type(TypeId(payload as u16)),
            _ => Immediate::Native {
                space: (payload >> 12) as u16,
                index: (payload & 0xfff) as u16,
            },
        })
    }

    /// A string that needs no heap.
    #[inline(always)]
    pub fn is_text(self) -> bool {
        matches!(self.immediate_parts(), Some((NAME | CHARACTER, _)))
    }

    pub fn as_name(self) -> Option<Name> {
        match self.as_immediate() {
            Some(Immediate::Name(n)) => Some(n),
            Some(Immediate::Character(c)) => Some(Name::of_character(c)),
            _ => None,
        }
    }

    pub fn as_type(self) -> Option<TypeId> {
        match self.as_immediate() {
            Some(Immediate::Type(t)) => Some(t),
            _ => None,
        }
    }

    #[inline(always)]
    pub fn is_none(self) -> bool {
        self == Value::NONE
    }

    #[inline(always)]
    pub fn is_unbound(self) -> bool {
        self == Value::UNBOUND
    }

    /// `None` for UNBOUND: an argument that was not given.
    #[inline(always)]
    pub fn given(self) -> Option<Value> {
        if self.is_unbound() { None } else { Some(self) }
    }
}

#[cfg(model = "nanbox")]
mod model {
    use super::{Ref, Value};

    const TAG: u32 = 48;
    /// The highest tag, so that one comparison tells a small int, and a negative one has its tag already.
    const INT: u64 = 0xffff << TAG;
    const IMMEDIATE: u64 = 2 << TAG;
    /// Added to the bits of a double.
    const FLOAT: u64 = 3 << TAG;

    pub const SMALL_MIN: i64 = -(1 << 47);
    pub const SMALL_MAX: i64 = (1 << 47) - 1;

    impl Value {
        pub(super) const fn immediate(kind: u32, payload: u32) -> Value {
            Value::raw(IMMEDIATE | ((kind as u64) << 32) | payload as u64)
        }

        #[inline(always)]
        pub(super) fn immediate_parts(self) -> Option<(u32, u32)> {
            let w = self.word();
            if w >> TAG == 2 {
                Some(((w >> 32) as u32 & 0xffff, w as u32))
            } else {
                None
            }
        }

        /// A small int; `None` when it needs the heap.
        #[inline(always)]
        pub const fn small(i: i64) -> Option<Value> {
            if i >= SMALL_MIN && i <= SMALL_MAX {
                Some(Value::small_wrapping(i))
            } else {
                None
            }
        }

        /// `i`, which has at most 48 bits, as a small int.
        #[inline(always)]
        pub const fn small_wrapping(i: i64) -> Value {
            Value::raw(INT | i as u64)
        }

        #[inline(always)]
        pub const fn is_small(self) -> bool {
            (self.word() >> TAG) as u32 == (INT >> TAG) as u32
        }

        /// Both are small ints.
        #[inline(always)]
        pub fn both_small(a: Value, b: Value) -> bool {
            ((a.word() & b.word()) >> TAG) as u32 == (INT >> TAG) as u32
        }

        /// The number of a small int; meaningless for other values.
        #[inline(always)]
        pub const fn small_unchecked(self) -> i64 {
            ((self.word() << 16) as i64) >> 16
        }

        /// A number that orders small ints.
        #[inline(always)]
        pub const fn order(self) -> i64 {
            (self.word() << 16) as i64
        }

        /// The small int with this `order`, whose low bits are free for the tag.
        #[inline(always)]
        fn of_order(order: i64) -> Value {
            Value::raw((order as u64 | 0xffff).rotate_right(16))
        }

        /// The bits of a small int that is not negative.
        #[inline(always)]
        pub const fn small_bits(self) -> usize {
            (self.word() << 16 >> 16) as usize
        }

        /// The bits of the small int, not negative, that a word is known to be.
        #[inline(always)]
        pub const fn small_of(word: u64) -> usize {
            (word << 16 >> 16) as usize
        }

        /// The sum of two small ints; `None` when it needs the heap.
        #[inline(always)]
        pub fn add_small(a: Value, b: Value) -> Option<Value> {
            Some(Value::of_order(a.order().checked_add(b.order())?))
        }

        /// The difference of two small ints; `None` when it needs the heap.
        #[inline(always)]
        pub fn sub_small(a: Value, b: Value) -> Option<Value> {
            Some(Value::of_order(a.order().checked_sub(b.order())?))
        }

        /// The reference in a word that is known to hold one; what comes of another word is within the heap or refused
        /// by it.
        #[inline(always)]
        pub const fn link(word: u64) -> Ref {
            Ref(word as u32)
        }

        #[inline(always)]
        pub const fn reference(r: Ref) -> Value {
            Value::raw(r.0 as u64)
        }

        #[inline(always)]
        pub const fn as_ref(self) -> Option<Ref> {
            let w = self.word();
            if w >> 32 == 0 {
                Some(Ref(w as u32))
            } else {
                None
            }
        }

        /// A float in the word.
        #[inline(always)]
        pub fn float_immediate(f: f64) -> Option<Value> {
            // Without its sign every nan is in range; the rest of its bits stay: they tell one nan from another.
            let bits = if f.is_nan() {
                f.to_bits() & (u64::MAX >> 1)
            } else {
                f.to_bits()
            };
            Some(Value::raw(bits + FLOAT))
        }

        #[inline(always)]
        pub fn as_float_immediate(self) -> Option<f64> {
            let tag = (self.word() >> TAG) as u32;
            if tag.wrapping_sub((FLOAT >> TAG) as u32) < ((INT - FLOAT) >> TAG) as u32 {
                Some(f64::from_bits(self.word().wrapping_sub(FLOAT)))
            } else {
                None
            }
        }
    }
}

#[cfg(not(model = "nanbox"))]
mod model {
    use super::{Ref, Value};

    const IMMEDIATE: u32 = 1 << 31;

    pub const SMALL_MIN: i64 = -(1 << 30);
    pub const SMALL_MAX: i64 = (1 << 30) - 1;

    impl Value {
        pub(super) const fn immediate(kind: u32, payload: u32) -> Value {
            Value::raw(IMMEDIATE | (kind << 27) | ((payload & 0x1ff_ffff) << 2))
        }

        #[inline(always)]
        pub(super) fn immediate_parts(self) -> Option<(u32, u32)> {
            let w = self.word();
            if w & (IMMEDIATE | 3) == IMMEDIATE {
                Some(((w >> 27) & 15, (w >> 2) & 0x1ff_ffff))
            } else {
                None
            }
        }

        /// A small int; `None` when it needs the heap.
        #[inline(always)]
        pub const fn small(i: i64) -> Option<Value> {
            if i >= SMALL_MIN && i <= SMALL_MAX {
                Some(Value::small_wrapping(i))
            } else {
                None
            }
        }

        /// The low 31 bits of `i` as a small int.
        #[inline(always)]
        pub const fn small_wrapping(i: i64) -> Value {
            Value::raw(((i as u32) << 1) | 1)
        }

        #[inline(always)]
        pub const fn is_small(self) -> bool {
            self.word() & 1 != 0
        }

        /// Both are small ints.
        #[inline(always)]
        pub fn both_small(a: Value, b: Value) -> bool {
            a.word() & b.word() & 1 != 0
        }

        /// The number of a small int; meaningless for other values.
        #[inline(always)]
        pub const fn small_unchecked(self) -> i64 {
            ((self.word() as i32) >> 1) as i64
        }

        /// A number that orders small ints.
        #[inline(always)]
        pub const fn order(self) -> i32 {
            self.word() as i32
        }

        /// The bits of a small int that is not negative.
        #[inline(always)]
        pub const fn small_bits(self) -> usize {
            (self.word() >> 1) as usize
        }

        /// The bits of the small int, not negative, that a word is known to be.
        #[inline(always)]
        pub const fn small_of(word: u32) -> usize {
            (word >> 1) as usize
        }

        /// The sum of two small ints; `None` when it needs the heap.
        #[inline(always)]
        pub fn add_small(a: Value, b: Value) -> Option<Value> {
            let sum = (a.word() as i32).checked_add(b.word() as i32 & !1)?;
            Some(Value::raw(sum as u32))
        }

        /// The difference of two small ints; `None` when it needs the heap.
        #[inline(always)]
        pub fn sub_small(a: Value, b: Value) -> Option<Value> {
            let difference = (a.word() as i32).checked_sub(b.word() as i32 & !1)?;
            Some(Value::raw(difference as u32))
        }

        /// The reference in a word that is known to hold one; what comes of another word is within the heap or refused
        /// by it.
        #[inline(always)]
        pub const fn link(word: u32) -> Ref {
            Ref((word & !IMMEDIATE) >> 2)
        }

        #[inline(always)]
        pub const fn reference(r: Ref) -> Value {
            Value::raw(r.0 << 2)
        }

        #[inline(always)]
        pub const fn as_ref(self) -> Option<Ref> {
            let w = self.word();
            if w & (IMMEDIATE | 3) == 0 {
                Some(Ref(w >> 2))
            } else {
                None
            }
        }

        /// A float in the word: only the `stuffed` model has that, rounded to the 22 bits of mantissa it keeps.
        #[inline(always)]
        pub fn float_immediate(f: f64) -> Option<Value> {
            if cfg!(model = "boxed") {
                return None;
            }
            let bits = (f as f32).to_bits();
            let rounded = if f.is_nan() || bits & 0x7f80_0000 == 0x7f80_0000 {
                bits
            } else {
                bits + 1 + ((bits >> 2) & 1)
            };
            Some(Value::raw((rounded & !3) | 2))
        }

        #[inline(always)]
        pub fn as_float_immediate(self) -> Option<f64> {
            if cfg!(model = "boxed") || self.word() & 3 != 2 {
                return None;
            }
            Some(f64::from(f32::from_bits(self.word() & !3)))
        }
    }
}

pub use model::{SMALL_MAX, SMALL_MIN};

/// What is left of a double in a value: all of it, unless floats are stuffed into words.
pub fn kept(f: f64) -> f64 {
    match Value::float_immediate(f).and_then(Value::as_float_immediate) {
        Some(kept) if cfg!(model = "stuffed") => kept,
        _ => f,
    }
}

impl Value {
    /// The number of a small int.
    #[inline(always)]
    pub const fn as_small(self) -> Option<i64> {
        if self.is_small() {
            Some(self.small_unchecked())
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_told_from_the_others() {
        for i in [0, 1, -1, 1000, SMALL_MAX, SMALL_MIN] {
            let v = Value::small(i).unwrap();
            assert_eq!(v.as_small(), Some(i));
            assert!(
                v.as_ref().is_none()
                    && v.as_immediate().is_none()
                    && v.as_float_immediate().is_none()
            );
        }
        assert!(Value::small(SMALL_MAX + 1).is_none());
        let small = |i| Value::small(i).unwrap();
        for (a, b) in [(1, 2), (-5, 3), (SMALL_MAX, 0), (SMALL_MIN, SMALL_MAX)] {
            assert!(Value::add_small(small(a), small(b)) == Value::small(a + b));
            assert!(Value::sub_small(small(a), small(b)) == Value::small(a - b));
            assert_eq!(small(a).order() < small(b).order(), a < b);
        }
        assert!(Value::add_small(small(SMALL_MAX), small(1)).is_none());
        assert!(Value::sub_small(small(SMALL_MIN), small(1)).is_none());
        let r = Value::reference(Ref(12345));
        assert_eq!(r.as_ref(), Some(Ref(12345)));
        assert!(
            r.as_small().is_none()
                && r.as_immediate().is_none()
                && r.as_float_immediate().is_none()
        );
        assert_eq!(
            Value::native(300, 17).as_immediate(),
            Some(Immediate::Native {
                space: 300,
                index: 17
            })
        );
        assert_eq!(Value::builtin_type(TypeId(9)).as_type(), Some(TypeId(9)));
        for f in [0.0, -0.0, 1.5, -1e308, f64::INFINITY, f64::NEG_INFINITY] {
            if let Some(v) = Value::float_immediate(f) {
                assert_eq!(v.as_float_immediate().unwrap().to_bits(), f.to_bits());
                assert!(
                    v.as_small().is_none() && v.as_ref().is_none() && v.as_immediate().is_none()
                );
            }
        }
        assert_eq!(size_of::<Option<Value>>(), WORD);
    }
}
