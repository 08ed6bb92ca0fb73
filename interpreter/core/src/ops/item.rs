//! Subscription: `v[i]`, `v[i] = x`, `del v[i]`, and how an index or slice is resolved.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{R, Raised};
use crate::types;
use crate::value::Value;

impl Machine<'_> {
    /// `v[i]`.
    #[inline(never)]
    pub fn get_item(&mut self, v: Value, i: Value) -> R {
        if self.has_special_methods(v) {
            if let Some(method) = self.dynamic_special(v, n::__getitem__) {
                return self.call_special(method, v, &[i]);
            }
            if self.is_type(v) {
                return types::class::get_item(self, v, i);
            }
        }
        let own = self.payload(v);
        use types::*;
        match self.type_of(own).as_type() {
            Some(LIST) => list::get_item(self, own, i),
            Some(TUPLE) => tuple::get_item(self, own, i),
            Some(DICT) => {
                let Some(r) = own.as_ref() else {
                    return Ok(Value::NONE);
                };
                match self.dict_get(r, i)? {
                    Some(found) => Ok(found),
                    None => match self.own_special(v, n::__missing__) {
                        Some(missing) => self.call_special(missing, v, &[i]),
                        None => Err(self.key_error(i)),
                    },
                }
            }
            Some(STR) => str::get_item(self, own, i),
            Some(BYTES | BYTEARRAY) => bytes::get_item(self, own, i),
            Some(RANGE) => range::get_item(self, own, i),
            Some(TYPE) => class::get_item(self, v, i),
            _ => Err(self.type_error(&[
                Piece::S("'"),
                Piece::T(v),
                Piece::S("' object is not subscriptable"),
            ])),
        }
    }

    /// Whether it is a container of CPython's making, or any object of a program's class.
    fn has_len(&mut self, v: Value) -> bool {
        self.type_of(v).as_type().is_none() || self.special(v, n::__len__).is_some()
    }

    /// `v[i] = x`; an `x` of UNBOUND deletes.
    #[inline(never)]
    pub fn set_item(&mut self, v: Value, i: Value, x: Value) -> R<()> {
        let delete = x.is_unbound();
        if self.has_special_methods(v) {
            let name = if delete {
                n::__delitem__
            } else {
                n::__setitem__
            };
            if let Some(method) = self.dynamic_special(v, name) {
                let args = [i, x];
                self.call_special(method, v, if delete { &args[..1] } else { &args[..] })?;
                return Ok(());
            }
        }
        let own = self.payload(v);
        if let Some(r) = own.as_ref() {
            match self.heap.kind(r) {
                Kind::List => return types::list::set_item(self, own, i, x),
                Kind::ByteArray => return types::bytearray::set_item(self, own, i, x),
                Kind::Dict if delete => {
                    return match self.dict_remove(r, i)? {
                        Some(_) => Ok(()),
                        None => Err(self.key_error(i)),
                    };
                }
                Kind::Dict => return self.dict_set(r, i, x),
                _ => {}
            }
        }
        let index = delete && (i.as_small().is_some() || self.is_a(i, types::INT));
        let what = if index && (self.has_len(v) || self.special(v, n::__getitem__).is_some()) {
            "' object doesn't support item deletion"
        } else if delete {
            "' object does not support item deletion"
        } else {
            "' object does not support item assignment"
        };
        Err(self.type_error(&[Piece::S("'"), Piece::T(v), Piece::S(what)]))
    }

    /// An int index into something of `len` items; negative ones count from the end. The error names `what`.
    pub fn item_index(&mut self, i: Value, len: usize, what: &str) -> R<usize> {
        if let Some(small) = i.as_small() {
            let at = if small < 0 { small + len as i64 } else { small };
            if at >= 0 && (at as usize) < len {
                return Ok(at as usize);
            }
            return Err(self.out_of_range(what));
        }
        if !self.is_index(i) {
            return Err(self.type_error(&[
                Piece::S(what),
                Piece::S(" indices must be integers or slices, not "),
                Piece::T(i),
            ]));
        }
        let number = self.index(i)?;
        match number.as_small() {
            Some(_) => self.item_index(number, len, what),
            None => Err(self.error(
                types::INDEX_ERROR,
                &[Piece::S("cannot fit 'int' into an index-sized integer")],
            )),
        }
    }

    #[cold]
    pub fn out_of_range(&mut self, what: &str) -> Raised {
        self.error(
            types::INDEX_ERROR,
            &[Piece::S(what), Piece::S(" index out of range")],
        )
    }

    /// Whether the value can be an index: an int or something with `__index__`.
    pub fn is_index(&mut self, v: Value) -> bool {
        v.is_small() || self.is_a(v, types::INT) || self.dynamic_special(v, n::__index__).is_some()
    }

    /// Resolves a slice object against a length, as `slice.indices` does: start, stop, step and number of items. For
    /// sequences whose length cannot change meanwhile.
    pub fn slice_bounds(&mut self, slice: Value, len: usize) -> R<(i64, i64, i64, usize)> {
        Ok(types::slice::parts(self, slice)?.resolve(len))
    }

    /// A start, stop or step as a machine number.
    pub fn slice_part(&mut self, v: Value) -> R<i64> {
        if !self.is_index(v) {
            return Err(self.type_error(&[Piece::S(
                "slice indices must be integers or None or have an __index__ method",
            )]));
        }
        self.index_clamped(v)
    }
}
