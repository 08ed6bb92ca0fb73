//! Comparison: equality and order, builtin types by kind, everything else by special methods; `is` and `in`.

use crate::machine::{Machine, Piece, arith};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::R;
use crate::types;
use crate::types::table::Quick;
use crate::value::{Ref, Value};

/// A comparison operator, in the order of the opcodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl CompareOp {
    pub const ALL: &'static [CompareOp] = &[
        CompareOp::Eq,
        CompareOp::Ne,
        CompareOp::Lt,
        CompareOp::Le,
        CompareOp::Gt,
        CompareOp::Ge,
    ];

    pub fn method(self) -> Name {
        match self {
            CompareOp::Eq => n::__eq__,
            CompareOp::Ne => n::__ne__,
            CompareOp::Lt => n::__lt__,
            CompareOp::Le => n::__le__,
            CompareOp::Gt => n::__gt__,
            CompareOp::Ge => n::__ge__,
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }

    /// The operator that gives the same with operands exchanged.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }

    /// What the operator says of two floats.
    #[inline]
    fn holds_of(self, x: f64, y: f64) -> bool {
        match self {
            CompareOp::Eq => x == y,
            CompareOp::Ne => x != y,
            CompareOp::Lt => x < y,
            CompareOp::Le => x <= y,
            CompareOp::Gt => x > y,
            CompareOp::Ge => x >= y,
        }
    }

    /// What the operator says of an ordering; `None`: not ordered (nan).
    pub fn holds(self, order: Option<core::cmp::Ordering>) -> bool {
        use core::cmp::Ordering::{Equal, Greater, Less};
        match self {
            CompareOp::Eq => order == Some(Equal),
            CompareOp::Ne => order != Some(Equal),
            CompareOp::Lt => order == Some(Less),
            CompareOp::Le => matches!(order, Some(Less | Equal)),
            CompareOp::Gt => order == Some(Greater),
            CompareOp::Ge => matches!(order, Some(Greater | Equal)),
        }
    }
}

/// Where comparing nested containers gets too deep.
const COMPARING: &str = " in comparison";

impl Machine<'_> {
    /// `a op b`, whatever value a special method gives.
    #[inline(never)]
    pub fn compare(&mut self, op: CompareOp, a: Value, b: Value) -> R {
        if let (Some(x), Some(y)) = (arith::number(a), arith::number(b)) {
            return Ok(Value::bool(op.holds_of(x, y)));
        }
        if self.is_int(a) && self.is_int(b) {
            let order = types::int::order(self, a, b);
            return Ok(Value::bool(op.holds(Some(order))));
        }
        if let Some(holds) = self.compare_texts(op, a, b) {
            return Ok(Value::bool(holds));
        }
        let (dynamic_a, dynamic_b) = (self.has_special_methods(a), self.has_special_methods(b));
        if dynamic_a || dynamic_b {
            return self.deeper(|m| m.compare_dynamic(op, a, b));
        }
        match self.builtin_compare(op, a, b)? {
            Some(v) => Ok(Value::bool(v)),
            None => self.compare_default(op, a, b),
        }
    }

    /// Comparison of two strs, the most frequent of all; `None` if one of them is something else.
    #[inline]
    fn compare_texts(&self, op: CompareOp, a: Value, b: Value) -> Option<bool> {
        let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        if equality && a.is_text() && b.is_text() {
            // A text that fits an immediate has only one.
            return Some((a == b) == (op == CompareOp::Eq));
        }
        if equality
            && let (Some(x), Some(y)) = (a.as_ref(), b.as_ref())
            && self.heap.header(x).is(Kind::Str)
            && self.heap.header(y).is(Kind::Str)
        {
            return Some(self.same_bytes(x, y) == (op == CompareOp::Eq));
        }
        let (x, y) = (self.plain_text(a)?, self.plain_text(b)?);
        if equality {
            return Some((x == y) == (op == CompareOp::Eq));
        }
        Some(op.holds(Some(x.cmp(y))))
    }

    /// The bytes of a str; not of an instance of a subclass.
    #[inline]
    fn plain_text(&self, v: Value) -> Option<&[u8]> {
        match v.as_ref() {
            Some(r) => {
                let header = self.heap.header(r);
                header
                    .is(Kind::Str)
                    .then(|| self.heap.bytes(r, 2, header.n()))
            }
            None => crate::machine::immediate_text(v).map(str::as_bytes),
        }
    }

    fn compare_dynamic(&mut self, op: CompareOp, a: Value, b: Value) -> R {
        let (class_a, class_b) = (self.type_of(a), self.type_of(b));
        let mut swapped_tried = false;
        if class_a != class_b
            && self.is_subclass(class_b, class_a)
            && let Some(method) = self.dynamic_special(b, op.swapped().method())
        {
            swapped_tried = true;
            let v = self.call_special(method, b, &[a])?;
            if v != Value::NOT_IMPLEMENTED {
                return Ok(v);
            }
        }
        if let Some(v) = self.ask_compare(op, a, b)? {
            return Ok(v);
        }
        if !swapped_tried && let Some(v) = self.ask_compare(op.swapped(), b, a)? {
            return Ok(v);
        }
        self.compare_default(op, a, b)
    }

    /// One side's opinion. `!=` without a method of its own is the opposite of `==`.
    fn ask_compare(&mut self, op: CompareOp, a: Value, b: Value) -> R<Option<Value>> {
        if let Some(method) = self.dynamic_special(a, op.method()) {
            let v = self.call_special(method, a, &[b])?;
            return Ok(if v == Value::NOT_IMPLEMENTED {
                None
            } else {
                Some(v)
            });
        }
        if op == CompareOp::Ne
            && let Some(method) = self.dynamic_special(a, n::__eq__)
        {
            let v = self.call_special(method, a, &[b])?;
            if v == Value::NOT_IMPLEMENTED {
                return Ok(None);
            }
            return Ok(Some(Value::bool(!self.truth(v)?)));
        }
        let (pa, pb) = (self.payload(a), self.payload(b));
        Ok(self.builtin_compare(op, pa, pb)?.map(Value::bool))
    }

    fn compare_default(&mut self, op: CompareOp, a: Value, b: Value) -> R {
        match op {
            CompareOp::Eq => Ok(Value::bool(a == b)),
            CompareOp::Ne => Ok(Value::bool(a != b)),
            _ => Err(self.type_error(&[
                Piece::S("'"),
                Piece::S(op.text()),
                Piece::S("' not supported between instances of '"),
                Piece::T(a),
                Piece::S("' and '"),
                Piece::T(b),
                Piece::S("'"),
            ])),
        }
    }

    /// Comparison of values of builtin types; `None` if the types say nothing of each other.
    pub fn builtin_compare(&mut self, op: CompareOp, a: Value, b: Value) -> R<Option<bool>> {
        let (Some(ta), Some(tb)) = (self.type_of(a).as_type(), self.type_of(b).as_type()) else {
            return Ok(None);
        };
        use types::*;
        match (ta, tb) {
            (INT | BOOL, INT | BOOL) => Ok(Some(op.holds(Some(int::order(self, a, b))))),
            (FLOAT, INT | BOOL | FLOAT) | (INT | BOOL, FLOAT) => {
                Ok(Some(op.holds(float::order(self, a, b))))
            }
            (COMPLEX, INT | BOOL | FLOAT | COMPLEX) | (INT | BOOL | FLOAT, COMPLEX) => {
                complex::compare(self, op, a, b)
            }
            (STR, STR) => {
                let order = self.str_bytes(a).cmp(&self.str_bytes(b));
                Ok(Some(op.holds(Some(order))))
            }
            (BYTES | BYTEARRAY | MEMORYVIEW, BYTES | BYTEARRAY | MEMORYVIEW) => {
                bytes::compare(self, op, a, b)
            }
            (LIST, LIST) => self.deeper_in(COMPARING, |m| list::compare(m, op, a, b)),
            (TUPLE, TUPLE) => self.deeper_in(COMPARING, |m| tuple::compare(m, op, a, b)),
            (DICT, DICT) => self.deeper_in(COMPARING, |m| dict::compare(m, op, a, b)),
            (
                SET | FROZENSET | DICT_KEYS | DICT_ITEMS,
                SET | FROZENSET | DICT_KEYS | DICT_ITEMS,
            ) => self.deeper_in(COMPARING, |m| set::compare(m, op, a, b)),
            (RANGE, RANGE) => range::compare(self, op, a, b),
            (SLICE, SLICE) => slice::compare(self, op, a, b),
            (METHOD, METHOD) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
                let (Some(x), Some(y)) = (a.as_ref(), b.as_ref()) else {
                    return Ok(None);
                };
                let same = (1..3).all(|i| self.heap.value(x, i) == self.heap.value(y, i));
                Ok(Some(same == (op == CompareOp::Eq)))
            }
            (CODE, CODE) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
                let (Some(x), Some(y)) = (a.as_ref(), b.as_ref()) else {
                    return Ok(None);
                };
                let same = code::same(self, x, y)?;
                Ok(Some(same == (op == CompareOp::Eq)))
            }
            _ => Ok(None),
        }
    }

    /// `a == b`, as containers compare: identical values are equal.
    pub fn equal(&mut self, a: Value, b: Value) -> R<bool> {
        if a == b {
            return Ok(true);
        }
        if Value::both_small(a, b) {
            return Ok(false);
        }
        if let Some(same) = self.compare_texts(CompareOp::Eq, a, b) {
            return Ok(same);
        }
        let v = self.compare(CompareOp::Eq, a, b)?;
        self.truth(v)
    }

    /// `a op b` as a condition.
    pub fn compare_true(&mut self, op: CompareOp, a: Value, b: Value) -> R<bool> {
        let v = self.compare(op, a, b)?;
        self.truth(v)
    }

    /// Whether a list or tuple has the item. Comparing may change the list.
    fn is_among(&mut self, sequence: Ref, item: Value) -> R<bool> {
        let mut i = 0;
        if item.is_small() {
            // Among small ints only the same word is equal.
            let (buffer, len) = types::sequence::items(self, sequence);
            for word in self.heap.words(buffer, 1, 1 + len) {
                if *word == item.word() {
                    return Ok(true);
                }
                if !Value::from_word(*word).is_small() {
                    break;
                }
                i += 1;
            }
        }
        while let Some(x) = types::sequence::item(self, sequence, i) {
            if x == item || !Value::both_small(x, item) && self.equal(x, item)? {
                return Ok(true);
            }
            i += 1;
        }
        Ok(false)
    }

    /// `item in container`.
    #[inline(never)]
    pub fn contains(&mut self, container: Value, item: Value) -> R<bool> {
        if let Some(r) = container.as_ref() {
            match self.heap.kind(r) {
                Kind::Dict | Kind::Set | Kind::FrozenSet => match self.quick(r, item) {
                    Quick::At(_) => return Ok(true),
                    Quick::Absent(_) => return Ok(false),
                    Quick::Unknown => {}
                },
                Kind::List | Kind::Tuple => return self.is_among(r, item),
                _ => {}
            }
        }
        if self.has_special_methods(container) {
            if let Some(method) = self.dynamic_special(container, n::__contains__) {
                if method.is_none() {
                    return Err(self.type_error(&[
                        Piece::S("'"),
                        Piece::T(container),
                        Piece::S("' object is not a container"),
                    ]));
                }
                let v = self.call_special(method, container, &[item])?;
                return self.truth(v);
            }
        }
        let own = self.payload(container);
        use types::*;
        match self.type_of(own).as_type() {
            Some(STR) => return str::contains(self, own, item),
            Some(BYTES | BYTEARRAY) => return bytes::contains(self, own, item),
            Some(DICT | SET | FROZENSET) => {
                let Some(r) = own.as_ref() else {
                    return Ok(false);
                };
                let item = set::as_key(self, item, own)?;
                let key = self.key(item)?;
                return Ok(self.table_find(r, key)?.is_some());
            }
            Some(RANGE) => return range::contains(self, own, item),
            Some(LIST | TUPLE) => {
                return match own.as_ref() {
                    Some(r) => self.is_among(r, item),
                    None => Ok(false),
                };
            }
            _ => {}
        }
        if !self.is_iterable(container) {
            return Err(self.type_error(&[
                Piece::S("argument of type '"),
                Piece::T(container),
                Piece::S("' is not iterable"),
            ]));
        }
        let iterator = self.iter(container)?;
        let mark = self.mark();
        while let Some(x) = self.next(iterator)? {
            if self.equal(x, item)? {
                return Ok(true);
            }
            self.release(mark);
        }
        Ok(false)
    }

    /// Whether `iter(v)` would find something to call.
    pub fn is_iterable(&mut self, v: Value) -> bool {
        let own = self.payload(v);
        let builtin = own.as_ref().is_some_and(|r| {
            matches!(
                self.heap.kind(r),
                Kind::List
                    | Kind::Tuple
                    | Kind::Dict
                    | Kind::Set
                    | Kind::FrozenSet
                    | Kind::Str
                    | Kind::Range
                    | Kind::Bytes
                    | Kind::ByteArray
                    | Kind::Generator
            )
        }) || crate::machine::immediate_text(own).is_some();
        builtin
            || self.special(v, n::__iter__).is_some_and(|f| !f.is_none())
            || self.special(v, n::__getitem__).is_some()
    }
}
