//! Binary and unary operators: builtin types by kind, everything else by special methods in Python's order.

use crate::machine::{Machine, Piece, arith};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::{R, Raised};
use crate::types;
use crate::value::{Immediate, Value};

macro_rules! operators {
    ($($name:ident $text:literal $method:ident $reflected:ident $in_place:ident)*) => {
        /// A binary operator, in the order of the opcodes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum BinaryOp { $($name),* }

        impl BinaryOp {
            pub const ALL: &'static [BinaryOp] = &[$(BinaryOp::$name),*];

            pub fn text(self) -> &'static str {
                match self { $(BinaryOp::$name => $text),* }
            }

            pub fn method(self) -> Name {
                match self { $(BinaryOp::$name => n::$method),* }
            }

            pub fn reflected(self) -> Name {
                match self { $(BinaryOp::$name => n::$reflected),* }
            }

            pub fn in_place(self) -> Name {
                match self { $(BinaryOp::$name => n::$in_place),* }
            }
        }
    };
}

operators! {
    Add "+" __add__ __radd__ __iadd__
    Sub "-" __sub__ __rsub__ __isub__
    Mul "*" __mul__ __rmul__ __imul__
    TrueDiv "/" __truediv__ __rtruediv__ __itruediv__
    FloorDiv "//" __floordiv__ __rfloordiv__ __ifloordiv__
    Mod "%" __mod__ __rmod__ __imod__
    Pow "** or pow()" __pow__ __rpow__ __ipow__
    MatMul "@" __matmul__ __rmatmul__ __imatmul__
    LShift "<<" __lshift__ __rlshift__ __ilshift__
    RShift ">>" __rshift__ __rrshift__ __irshift__
    And "&" __and__ __rand__ __iand__
    Or "|" __or__ __ror__ __ior__
    Xor "^" __xor__ __rxor__ __ixor__
}

impl Machine<'_> {
    /// `a op b`.
    #[inline(never)]
    pub fn binary(&mut self, op: BinaryOp, a: Value, b: Value) -> R {
        if let Some(v) = self.quick_binary(op, a, b)? {
            return Ok(v);
        }
        match self.try_binary(op, a, b)? {
            Some(v) => Ok(v),
            None => Err(self.unsupported(op.text(), a, b)),
        }
    }

    /// What numbers give, when nothing is in the way.
    #[inline(always)]
    fn quick_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
        let v = arith::mixed(op, a, b);
        if v.is_some() {
            return Ok(v);
        }
        if self.is_int(a) && self.is_int(b) {
            return types::int::binary(self, op, a, b);
        }
        if self.heap.is(a, Kind::Complex) || self.heap.is(b, Kind::Complex) {
            return Ok(types::complex::quick(self, op, a, b));
        }
        Ok(None)
    }

    /// Whether the value is an int: no bool, no instance of a subclass.
    #[inline(always)]
    pub(crate) fn is_int(&self, v: Value) -> bool {
        v.is_small() || self.heap.is(v, Kind::BigInt)
    }

    /// `a op= b`: the value to assign.
    #[inline(never)]
    pub fn binary_in_place(&mut self, op: BinaryOp, a: Value, b: Value) -> R {
        if let Some(v) = self.quick_binary(op, a, b)? {
            return Ok(v);
        }
        if self.has_special_methods(a) {
            if let Some(method) = self.dynamic_special(a, op.in_place()) {
                let v = self.call_special(method, a, &[b])?;
                if v != Value::NOT_IMPLEMENTED {
                    return Ok(v);
                }
            }
        }
        let own = self.payload(a);
        if let Some(v) = self.builtin_in_place(op, own, b)? {
            return Ok(if v == own { a } else { v });
        }
        match self.try_binary(op, a, b)? {
            Some(v) => Ok(v),
            None => Err(self.unsupported_in_place(op, a, b)),
        }
    }

    #[cold]
    fn unsupported_in_place(&mut self, op: BinaryOp, a: Value, b: Value) -> Raised {
        let mut text = [0u8; 16];
        let plain = if op == BinaryOp::Pow { "**" } else { op.text() };
        let len = plain.len();
        text[..len].copy_from_slice(plain.as_bytes());
        text[len] = b'=';
        let text = core::str::from_utf8(&text[..len + 1]).unwrap_or("=");
        self.unsupported(text, a, b)
    }

    /// Whether operators on the value may be special methods: instances, and records of library types.
    #[inline]
    pub fn has_special_methods(&self, v: Value) -> bool {
        v.as_ref().is_some_and(|r| {
            matches!(
                self.heap.kind(r),
                Kind::Instance | Kind::Record | Kind::Exception | Kind::Class | Kind::Generator
            )
        })
    }

    /// The special method that decides for a value: a program's own, or that of a record's type.
    pub fn dynamic_special(&mut self, v: Value, name: Name) -> Option<Value> {
        if self.heap.is(v, Kind::Record) {
            // What `object` says is said by the operators themselves.
            self.special(v, name).filter(|found| {
                !matches!(found.as_immediate(), Some(Immediate::Native { space, .. }) if space == types::OBJECT.0)
            })
        } else {
            self.own_special(v, name)
        }
    }

    fn try_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
        let (dynamic_a, dynamic_b) = (self.has_special_methods(a), self.has_special_methods(b));
        if !dynamic_a && !dynamic_b {
            return self.builtin_binary(op, a, b);
        }
        let forward = if dynamic_a {
            self.dynamic_special(a, op.method())
        } else {
            None
        };
        let (class_a, class_b) = (self.type_of(a), self.type_of(b));
        let mut backward = None;
        if dynamic_b && class_a != class_b {
            backward = self.dynamic_special(b, op.reflected());
            if let Some(method) = backward
                && self.is_subclass(class_b, class_a)
                && self.lookup(class_a, Value::name(op.reflected())) != Some(method)
            {
                let v = self.call_special(method, b, &[a])?;
                if v != Value::NOT_IMPLEMENTED {
                    return Ok(Some(v));
                }
                backward = None;
            }
        }
        if let Some(method) = forward {
            let v = self.call_special(method, a, &[b])?;
            if v != Value::NOT_IMPLEMENTED {
                return Ok(Some(v));
            }
        } else {
            let pa = self.payload(a);
            // A sequence's own + and * come last.
            if let Some(method) = backward
                && matches!(op, BinaryOp::Add | BinaryOp::Mul)
                && (self.is_sequence(pa) || self.is_sequence(self.payload(b)))
            {
                let v = self.call_special(method, b, &[a])?;
                if v != Value::NOT_IMPLEMENTED {
                    return Ok(Some(v));
                }
                backward = None;
            }
            // What is formatted is shown as its class wants it.
            let formats = op == BinaryOp::Mod && self.is_text(pa);
            let pb = if formats { b } else { self.payload(b) };
            if let Some(v) = self.builtin_binary(op, pa, pb)? {
                return Ok(Some(v));
            }
        }
        self.ask_other(op, a, b, forward.is_some(), backward)
    }

    /// The end of `a op b`, when the first operand's class has no method for it or (`declined`) this gave NotImplemented:
    /// the second one's method.
    fn ask_other(
        &mut self,
        op: BinaryOp,
        a: Value,
        b: Value,
        declined: bool,
        backward: Option<Value>,
    ) -> R<Option<Value>> {
        if let Some(method) = backward {
            let v = self.call_special(method, b, &[a])?;
            if v != Value::NOT_IMPLEMENTED {
                return Ok(Some(v));
            }
        }
        let class_b = self.type_of(b);
        if declined && self.layout_of(class_b) != types::OBJECT {
            // The other operand's builtin type may still know what to do.
            let (pa, pb) = (self.payload(a), self.payload(b));
            if pb != b && pa == a {
                return self.builtin_binary(op, pa, pb);
            }
        }
        Ok(None)
    }

    /// `a op b` (or `a op= b`) after the method of the first operand, an instance, gave NotImplemented. The second one is
    /// no instance of a subclass of its class.
    pub(crate) fn binary_declined(
        &mut self,
        op: BinaryOp,
        in_place: bool,
        a: Value,
        b: Value,
    ) -> R {
        let mut backward = None;
        if self.has_special_methods(b) && self.type_of(a) != self.type_of(b) {
            backward = self.dynamic_special(b, op.reflected());
        }
        match self.ask_other(op, a, b, true, backward)? {
            Some(v) => Ok(v),
            None if in_place => Err(self.unsupported_in_place(op, a, b)),
            None => Err(self.unsupported(op.text(), a, b)),
        }
    }

    fn is_sequence(&self, v: Value) -> bool {
        let class = self.type_of(v).as_type();
        self.is_text(v) || matches!(class, Some(types::LIST | types::TUPLE))
    }

    fn is_text(&self, v: Value) -> bool {
        matches!(
            self.type_of(v).as_type(),
            Some(types::STR | types::BYTES | types::BYTEARRAY)
        )
    }

    /// What builtin types do with instances of classes: text takes any value to format, a sequence any index to repeat.
    fn binary_with_instance(&mut self, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
        use types::*;
        let type_of = |m: &Self, v: Value| m.type_of(v).as_type();
        match (op, type_of(self, a)) {
            (BinaryOp::Mod, Some(STR)) => return str::percent(self, a, b).map(Some),
            (BinaryOp::Mod, Some(BYTES | BYTEARRAY)) => {
                return bytes::percent(self, a, b).map(Some);
            }
            _ => {}
        }
        if op == BinaryOp::Mul {
            for (sequence, count) in [(a, b), (b, a)] {
                if matches!(
                    type_of(self, sequence),
                    Some(STR | BYTES | BYTEARRAY | LIST | TUPLE)
                ) && self.dynamic_special(count, n::__index__).is_some()
                {
                    let count = self.index(count)?;
                    return self.builtin_binary(op, sequence, count);
                }
            }
        }
        typing::binary(self, op, a, b)
    }

    /// `a op b` for values of builtin types; `None` if they do not support it.
    pub fn builtin_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
        let (ta, tb) = (self.type_of(a), self.type_of(b));
        let (Some(ta), Some(tb)) = (ta.as_type(), tb.as_type()) else {
            return self.binary_with_instance(op, a, b);
        };
        use types::*;
        Ok(match (ta, tb) {
            (INT | BOOL, INT | BOOL) => return int::binary(self, op, a, b),
            (FLOAT, INT | BOOL | FLOAT) | (INT | BOOL, FLOAT) => {
                return float::binary(self, op, a, b);
            }
            (COMPLEX, INT | BOOL | FLOAT | COMPLEX) | (INT | BOOL | FLOAT, COMPLEX) => {
                return complex::binary(self, op, a, b);
            }
            (STR, _) if op == BinaryOp::Mod => return str::percent(self, a, b).map(Some),
            (BYTES | BYTEARRAY, _) if op == BinaryOp::Mod => {
                return bytes::percent(self, a, b).map(Some);
            }
            (DICT_KEYS | DICT_ITEMS, _) | (_, DICT_KEYS | DICT_ITEMS) => {
                return set::binary(self, op, a, b);
            }
            (STR, _) => return str::binary(self, op, a, b),
            (BYTES | BYTEARRAY, _) => return bytes::binary(self, op, a, b),
            (LIST, _) => return list::binary(self, op, a, b),
            (TUPLE, _) => return tuple::binary(self, op, a, b),
            (INT | BOOL, STR) => {
                return str::binary(self, op, b, a).map(|v| v.filter(|_| op == BinaryOp::Mul));
            }
            (INT | BOOL, BYTES | BYTEARRAY) if op == BinaryOp::Mul => {
                return bytes::binary(self, op, b, a);
            }
            (INT | BOOL, LIST) if op == BinaryOp::Mul => return list::binary(self, op, b, a),
            (INT | BOOL, TUPLE) if op == BinaryOp::Mul => return tuple::binary(self, op, b, a),
            (DICT, _) | (_, DICT) => return dict::binary(self, op, a, b),
            (SET | FROZENSET, _) => return set::binary(self, op, a, b),
            (TYPE | NONE_TYPE, _) | (_, TYPE) => return typing::binary(self, op, a, b),
            _ => None,
        })
    }

    pub(crate) fn builtin_in_place(
        &mut self,
        op: BinaryOp,
        a: Value,
        b: Value,
    ) -> R<Option<Value>> {
        let Some(r) = a.as_ref() else { return Ok(None) };
        match self.heap.kind(r) {
            Kind::List => types::list::in_place(self, op, a, b),
            Kind::ByteArray => types::bytearray::in_place(self, op, a, b),
            Kind::Set => types::set::in_place(self, op, a, b),
            Kind::Dict => types::dict::in_place(self, op, a, b),
            _ => Ok(None),
        }
    }

    /// The TypeError of an operator that the operands do not support.
    #[cold]
    pub fn unsupported(&mut self, op: &str, a: Value, b: Value) -> Raised {
        // What the type of a sequence says of its own operators is more to the point.
        let seq = |m: &Self, v: Value| {
            matches!(
                m.type_of(v).as_type(),
                Some(types::STR | types::BYTES | types::BYTEARRAY | types::LIST | types::TUPLE)
            )
        };
        if (op == "*" || op == "*=") && (seq(self, a) || seq(self, b)) {
            let other = if seq(self, a) { b } else { a };
            return self.type_error(&[
                Piece::S("can't multiply sequence by non-int of type '"),
                Piece::T(other),
                Piece::S("'"),
            ]);
        }
        if (op == "+" || op == "+=") && seq(self, a) {
            if self.is_a(a, types::BYTES) || self.is_a(a, types::BYTEARRAY) {
                return self.type_error(&[
                    Piece::S("can't concat "),
                    Piece::T(b),
                    Piece::S(" to "),
                    Piece::T(a),
                ]);
            }
            return self.type_error(&[
                Piece::S("can only concatenate "),
                Piece::T(a),
                Piece::S(" (not \""),
                Piece::T(b),
                Piece::S("\") to "),
                Piece::T(a),
            ]);
        }
        self.type_error(&[
            Piece::S("unsupported operand type(s) for "),
            Piece::S(op),
            Piece::S(": '"),
            Piece::T(a),
            Piece::S("' and '"),
            Piece::T(b),
            Piece::S("'"),
        ])
    }

    /// `-v`, `+v`, `~v`, by the special method's name.
    #[inline(never)]
    pub fn unary(&mut self, method: Name, v: Value) -> R {
        if self.has_special_methods(v) {
            if let Some(f) = self.dynamic_special(v, method) {
                return self.call_special(f, v, &[]);
            }
        }
        let own = self.payload(v);
        let result = match self.type_of(own).as_type() {
            Some(types::INT | types::BOOL) => types::int::unary(self, method, own)?,
            Some(types::FLOAT) => types::float::unary(self, method, own)?,
            Some(types::COMPLEX) => types::complex::unary(self, method, own)?,
            _ => None,
        };
        match result {
            Some(v) => Ok(v),
            None => {
                let sign = match method {
                    n::__neg__ => "-",
                    n::__pos__ => "+",
                    _ => "~",
                };
                Err(self.type_error(&[
                    Piece::S("bad operand type for unary "),
                    Piece::S(sign),
                    Piece::S(": '"),
                    Piece::T(v),
                    Piece::S("'"),
                ]))
            }
        }
    }
}
