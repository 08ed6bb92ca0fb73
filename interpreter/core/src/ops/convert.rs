//! What a value is as something else: truth, hash, text, length, index.

use crate::machine::{Machine, Piece, immediate_text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{R, Raised};
use crate::types;
use crate::value::Value;

/// `id()` counts in steps, as addresses would.
pub(crate) const IDENTITY_STEP: u32 = 16;

impl Machine<'_> {
    /// `bool(v)`.
    #[inline]
    pub fn truth(&mut self, v: Value) -> R<bool> {
        if let Some(i) = v.as_small() {
            return Ok(i != 0);
        }
        match v {
            Value::TRUE => return Ok(true),
            Value::FALSE | Value::NONE => return Ok(false),
            _ => {}
        }
        self.truth_slow(v)
    }

    #[inline(never)]
    fn truth_slow(&mut self, v: Value) -> R<bool> {
        if let Some(f) = self.as_float(v) {
            return Ok(f != 0.0);
        }
        let Some(r) = v.as_ref() else { return Ok(true) };
        match self.heap.kind(r) {
            Kind::Str | Kind::Bytes | Kind::Tuple => return Ok(self.heap.header(r).n() != 0),
            Kind::List | Kind::ByteArray => return Ok(self.heap.word(r, 1) != 0),
            Kind::Dict | Kind::Set | Kind::FrozenSet => return Ok(self.table_len(r) != 0),
            Kind::Complex => return Ok(types::complex::parts(self, v) != (0.0, 0.0)),
            Kind::Range => return Ok(types::range::truth(self, v)),
            Kind::Instance | Kind::Record | Kind::Exception | Kind::Class => {}
            _ => return Ok(true),
        }
        if let Some(method) = self.dynamic_special(v, n::__bool__) {
            return match self.call_special(method, v, &[])? {
                Value::TRUE => Ok(true),
                Value::FALSE => Ok(false),
                other => Err(self.type_error(&[
                    Piece::S("__bool__ should return bool, returned "),
                    Piece::T(other),
                ])),
            };
        }
        if self.dynamic_special(v, n::__len__).is_some() {
            return Ok(self.len(v)? != 0);
        }
        let own = self.payload(v);
        if own != v { self.truth(own) } else { Ok(true) }
    }

    /// `len(v)`.
    pub fn len(&mut self, v: Value) -> R<usize> {
        match self.try_len(v)? {
            Some(len) => Ok(len),
            None => Err(self.type_error(&[
                Piece::S("object of type '"),
                Piece::T(v),
                Piece::S("' has no len()"),
            ])),
        }
    }

    /// `len(v)`, `None` for what has no length.
    pub fn try_len(&mut self, v: Value) -> R<Option<usize>> {
        if let Some(r) = v.as_ref() {
            let header = self.heap.header(r);
            match header.kind() {
                Kind::List | Kind::ByteArray => return Ok(Some(self.heap.word(r, 1) as usize)),
                Kind::Tuple | Kind::Bytes => return Ok(Some(header.n())),
                Kind::Dict | Kind::Set => return Ok(Some(self.table_len(r))),
                _ => {}
            }
        }
        if self.has_special_methods(v)
            && let Some(method) = self.dynamic_special(v, n::__len__)
        {
            let len = self.call_special(method, v, &[])?;
            let index = self.index(len)?;
            let Some(i) = index.as_small() else {
                return Err(self.error(
                    types::OVERFLOW_ERROR,
                    &[Piece::S("cannot fit 'int' into an index-sized integer")],
                ));
            };
            if i < 0 {
                return Err(self.value_error(&[Piece::S("__len__() should return >= 0")]));
            }
            return Ok(Some(i as usize));
        }
        let own = self.payload(v);
        if let Some(text) = immediate_text(own) {
            return Ok(Some(text.len()));
        }
        let Some(r) = own.as_ref() else {
            return Ok(None);
        };
        Ok(Some(match self.heap.kind(r) {
            Kind::Str => types::str::char_count(self, own),
            Kind::Bytes | Kind::Tuple => self.heap.header(r).n(),
            Kind::List | Kind::ByteArray => self.heap.word(r, 1) as usize,
            Kind::Dict | Kind::Set | Kind::FrozenSet => self.table_len(r),
            Kind::Range => return types::range::len(self, own).map(Some),
            _ => return Ok(None),
        }))
    }

    /// `hash(v)`.
    pub fn hash(&mut self, v: Value) -> R<i64> {
        if let Some(i) = v.as_small() {
            return Ok(if i == -1 { -2 } else { i });
        }
        if let Some(h) = self.str_hash(v) {
            return Ok(i64::from(h));
        }
        if let Some(f) = self.as_float(v) {
            return Ok(types::float::hash(self, v, f));
        }
        match v {
            Value::TRUE => return Ok(1),
            Value::FALSE => return Ok(0),
            _ => {}
        }
        let Some(r) = v.as_ref() else {
            return Ok(i64::from(crate::names::hash_bytes(&v.word().to_le_bytes())));
        };
        match self.heap.kind(r) {
            Kind::BigInt => Ok(types::int::hash(self, v)),
            Kind::Complex => Ok(types::complex::hash(self, v)),
            Kind::Bytes => Ok(i64::from(crate::names::hash_bytes(self.heap.bytes(
                r,
                1,
                self.heap.header(r).n(),
            )))),
            Kind::Tuple => self.deeper(|m| types::tuple::hash(m, v)),
            Kind::FrozenSet => self.deeper(|m| types::set::hash(m, v)),
            Kind::Range => types::range::hash(self, v),
            Kind::Code => Ok(types::code::hash(self, r)),
            Kind::Slice => {
                let parts = [1, 2, 3].map(|i| self.heap.value(r, i));
                let tuple = self.new_tuple(&parts)?;
                self.hash(tuple)
            }
            Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray => Err(self.unhashable(v)),
            Kind::Method => {
                let function = self.heap.value(r, 1);
                let own = self.heap.value(r, 2);
                Ok(i64::from(self.id(function)?) ^ i64::from(self.id(own)?) << 3)
            }
            Kind::Instance | Kind::Record | Kind::Exception | Kind::Class => {
                self.deeper(|m| m.hash_dynamic(v))
            }
            _ => Ok(i64::from(self.id(v)?)),
        }
    }

    fn hash_dynamic(&mut self, v: Value) -> R<i64> {
        if let Some(method) = self.special(v, n::__hash__) {
            if method.is_none() {
                return Err(self.unhashable(v));
            }
            let native = method.as_ref().is_none();
            if !native || self.heap.is(v, Kind::Record) {
                let h = self.call_special(method, v, &[])?;
                if let Some(i) = h.as_small() {
                    return Ok(if i == -1 { -2 } else { i });
                }
                if !self.is_a(h, types::INT) {
                    return Err(
                        self.type_error(&[Piece::S("__hash__ method should return an integer")])
                    );
                }
                return Ok(types::int::hash(self, h));
            }
        }
        let own = self.payload(v);
        if own != v {
            return self.hash(own);
        }
        Ok(i64::from(self.id(v)?))
    }

    #[cold]
    pub fn unhashable(&mut self, v: Value) -> Raised {
        self.type_error(&[Piece::S("unhashable type: '"), Piece::T(v), Piece::S("'")])
    }

    /// A number that no other object alive has: `id(v)`, also the default hash.
    pub fn id(&mut self, v: Value) -> R<u32> {
        let Some(r) = v.as_ref() else {
            return Ok(crate::names::hash_bytes(&v.word().to_le_bytes()) << 1 | 1);
        };
        let table = self.root(crate::machine::Root::Identities);
        if let Some(serial) = self.heap.identity(table, r) {
            return Ok(serial * IDENTITY_STEP);
        }
        let Some(t) = table.as_ref() else {
            return Err(self.out_of_memory());
        };
        let pairs = self.heap.header(t).n() / 2;
        let mut table = t;
        if (self.identities + 1) * 4 > pairs * 3 {
            let mark = self.mark();
            self.keep(v);
            let size = pairs * 4;
            let new = self.alloc(Kind::Raw, size, 1 + size)?;
            self.heap.words_mut(new, 1, 1 + size).fill(0);
            self.release(mark);
            self.heap.copy_identities(t, new);
            self.set_root(crate::machine::Root::Identities, Value::reference(new));
            table = new;
        }
        let serial = self.next_identity;
        self.next_identity = self.next_identity.wrapping_add(1) & 0x07ff_ffff;
        self.identities += 1;
        self.heap.set_identity(table, r, serial);
        Ok(serial * IDENTITY_STEP)
    }

    /// `operator.index(v)`: an int.
    pub fn index(&mut self, v: Value) -> R {
        if v.is_small() {
            return Ok(v);
        }
        match v {
            Value::TRUE => return Ok(Value::small_wrapping(1)),
            Value::FALSE => return Ok(Value::small_wrapping(0)),
            _ => {}
        }
        let own = self.payload(v);
        if own.is_small() || self.heap.is(own, Kind::BigInt) {
            return Ok(own);
        }
        match self.dynamic_special(v, n::__index__) {
            Some(method) => {
                let i = self.call_special(method, v, &[])?;
                if !self.is_a(i, types::INT) {
                    return Err(self.type_error(&[
                        Piece::S("__index__ returned non-int (type "),
                        Piece::T(i),
                        Piece::S(")"),
                    ]));
                }
                Ok(self.payload(i))
            }
            None => Err(self.type_error(&[
                Piece::S("'"),
                Piece::T(v),
                Piece::S("' object cannot be interpreted as an integer"),
            ])),
        }
    }

    /// An index as a machine number; ints beyond it are cut to the ends of its range.
    pub fn index_clamped(&mut self, v: Value) -> R<i64> {
        let i = self.index(v)?;
        Ok(match i.as_small() {
            Some(i) => i,
            None => types::int::to_i64(self, i).unwrap_or(if types::int::is_negative(self, i) {
                i64::MIN
            } else {
                i64::MAX
            }),
        })
    }

    /// An int argument that must fit 64 bits: OverflowError otherwise.
    pub fn to_i64(&mut self, v: Value) -> R<i64> {
        let i = self.index(v)?;
        match i.as_small().or_else(|| types::int::to_i64(self, i)) {
            Some(i) => Ok(i),
            None => Err(self.error(
                types::OVERFLOW_ERROR,
                &[Piece::S("Python int too large to convert to C ssize_t")],
            )),
        }
    }

    /// `repr(v)`: a str.
    pub fn repr(&mut self, v: Value) -> R {
        self.deeper_in(" while getting the repr of an object", |m| m.repr_inner(v))
    }

    fn repr_inner(&mut self, v: Value) -> R {
        if self.has_special_methods(v) {
            if let Some(method) = self.dynamic_special(v, n::__repr__) {
                let s = self.call_special(method, v, &[])?;
                return self.must_be_str(s, "__repr__");
            }
        }
        types::object::repr(self, v)
    }

    fn must_be_str(&mut self, s: Value, method: &str) -> R {
        if self.str_bytes(s).is_some() {
            return Ok(s);
        }
        Err(self.type_error(&[
            Piece::S(method),
            Piece::S(" returned non-string (type "),
            Piece::T(s),
            Piece::S(")"),
        ]))
    }

    /// `str(v)`: a str.
    pub fn str(&mut self, v: Value) -> R {
        if immediate_text(v).is_some() || self.heap.is(v, Kind::Str) {
            return Ok(v);
        }
        if self.has_special_methods(v)
            && let Some(method) = self.special(v, n::__str__)
            && !(method.as_ref().is_none()
                && self.heap.is(v, Kind::Instance)
                && self.own_special(v, n::__str__).is_none())
        {
            let s = self.deeper(|m| m.call_special(method, v, &[]))?;
            return self.must_be_str(s, "__str__");
        }
        let own = self.payload(v);
        if own != v {
            match self.type_of(own).as_type() {
                Some(types::STR) => return Ok(own),
                // These have a `__str__` of their own, which does not ask for a program's `__repr__`.
                Some(types::BYTES | types::BYTEARRAY) => return types::object::repr(self, v),
                _ => {}
            }
        }
        if self.has_special_methods(v)
            && let Some(method) = self.dynamic_special(v, n::__repr__)
        {
            let s = self.deeper(|m| m.call_special(method, v, &[]))?;
            return self.must_be_str(s, "__str__");
        }
        self.repr(v)
    }

    /// `callable(v)`.
    pub fn is_callable(&mut self, v: Value) -> bool {
        let Some(r) = v.as_ref() else {
            return v.as_type().is_some()
                || matches!(self.native_item(v), Some(crate::native::Item::Native(_)));
        };
        match self.heap.kind(r) {
            Kind::Function | Kind::Method | Kind::Class => true,
            _ => self.special(v, n::__call__).is_some(),
        }
    }
}
