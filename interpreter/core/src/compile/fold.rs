//! Constant expressions: computed when the program is compiled, if the result is small and no error comes of it.

use super::Compiler;
use crate::machine::Root;
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::ops::BinaryOp;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// Items of a tuple, bytes of a string, bits / 8 of an int that folding may make.
const LARGEST: usize = 4096;

pub(super) fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

pub(super) fn singleton(value: Singleton) -> Value {
    match value {
        Singleton::None => Value::NONE,
        Singleton::True => Value::TRUE,
        Singleton::False => Value::FALSE,
        Singleton::Ellipsis => Value::ELLIPSIS,
    }
}

impl Compiler<'_, '_, '_> {
    /// Whether the expression is made of constants only, seen without computing it.
    fn looks_constant(&self, mut node: Node, depth: u32) -> bool {
        if depth > 16 {
            return false;
        }
        loop {
            match self.expr(node) {
                Expr::Constant { .. }
                | Expr::Number { .. }
                | Expr::Str { .. }
                | Expr::StrConcat { .. } => return true,
                Expr::UnaryOp { operand, .. } => node = operand,
                Expr::BinOp { left, right, .. } => {
                    if !self.looks_constant(right, depth + 1) {
                        return false;
                    }
                    node = left;
                }
                Expr::Tuple { elts } => {
                    return elts.iter(self).all(|e| self.looks_constant(e, depth + 1));
                }
                Expr::Name { id } => {
                    return self.is_text(id, b"__debug__") || self.named_constant(id).is_some();
                }
                _ => return false,
            }
        }
    }

    /// The value of a constant expression.
    pub(super) fn constant_of(&mut self, node: Node) -> R<Option<Value>> {
        match self.expr(node) {
            Expr::Constant { value } => Ok(Some(singleton(value))),
            Expr::Number { kind, literal } => self.number(kind, literal).map(Some),
            Expr::Str { prefix, literal } => self.string(prefix, literal).map(Some),
            Expr::StrConcat { pieces } => self.concatenation(pieces).map(Some),
            Expr::Name { id } if self.is_text(id, b"__debug__") => {
                Ok(Some(Value::bool(self.m.optimise == 0)))
            }
            Expr::Name { id } => Ok(self.named_constant(id)),
            Expr::Tuple { .. } | Expr::UnaryOp { .. } | Expr::BinOp { .. }
                if self.looks_constant(node, 0) =>
            {
                self.computed(node)
            }
            _ => Ok(None),
        }
    }

    /// The value of what looks constant; not looked through again on the way down.
    fn computed(&mut self, node: Node) -> R<Option<Value>> {
        self.enter()?;
        let result = match self.expr(node) {
            Expr::Tuple { elts } => self.constant_tuple(elts)?,
            Expr::UnaryOp { op, operand } => match self.computed(operand)? {
                Some(v) => self.fold_unary(op, v)?,
                None => None,
            },
            Expr::BinOp { op, left, right } => {
                match (self.computed(left)?, self.computed(right)?) {
                    (Some(a), Some(b)) => self.fold_binary(op, a, b)?,
                    _ => None,
                }
            }
            _ => self.constant_of(node)?,
        };
        self.leave();
        Ok(result)
    }

    /// The tuple of these expressions, if all are constant.
    pub(super) fn constant_tuple(&mut self, elts: NodeList) -> R<Option<Value>> {
        if elts.is_empty() {
            return Ok(Some(self.m.root(Root::EmptyTuple)));
        }
        let tuple = self.m.new_tuple_sized(elts.len() as usize)?;
        let mut list = elts;
        let mut i = 0;
        while let Some(item) = self.next(&mut list) {
            let mark = self.m.mark();
            let Some(v) = self.constant_of(item)? else {
                return Ok(None);
            };
            self.m.heap.set_value(tuple, 1 + i, v);
            self.m.release(mark);
            i += 1;
        }
        Ok(Some(Value::reference(tuple)))
    }

    /// The tuple of these expressions, if all look constant.
    pub(super) fn constant_items(&mut self, elts: NodeList) -> R<Option<Value>> {
        if elts.iter(self).all(|e| self.looks_constant(e, 1)) {
            self.constant_tuple(elts)
        } else {
            Ok(None)
        }
    }

    pub(super) fn fold_unary(&mut self, op: UnaryOperator, v: Value) -> R<Option<Value>> {
        if op == UnaryOperator::Not {
            return Ok(self.truth_of(v).map(|t| Value::bool(!t)));
        }
        if !self.is_number(v) {
            return Ok(None);
        }
        let method = match op {
            UnaryOperator::USub => n::__neg__,
            UnaryOperator::UAdd => n::__pos__,
            _ => n::__invert__,
        };
        self.attempt(|c| c.m.unary(method, v))
    }

    /// `a op b` for two constants, unless that is an error or large: then the machine will do it when the program runs.
    pub(super) fn fold_binary(&mut self, op: Operator, a: Value, b: Value) -> R<Option<Value>> {
        let (x, y) = (self.is_number(a), self.is_number(b));
        let small = b.as_small().and_then(|i| usize::try_from(i).ok());
        let allowed = match op {
            Operator::Mod => x && y,
            Operator::Mult if x && y => {
                self.size_of_constant(a) + self.size_of_constant(b) <= LARGEST
            }
            Operator::Mult => {
                let (sequence, count) = if x { (b, a) } else { (a, b) };
                let count = count.as_small().and_then(|i| usize::try_from(i).ok());
                count.is_some_and(|k| self.size_of_constant(sequence).saturating_mul(k) <= LARGEST)
            }
            Operator::Pow if x && y => match (a.as_small(), b.as_small()) {
                (Some(_), Some(_)) => small.is_some_and(|k| k <= 1024),
                _ => self.m.as_float(a).is_some() || self.m.as_float(b).is_some(),
            },
            Operator::LShift => x && y && small.is_some_and(|k| k <= 1024),
            Operator::Add if !x && !y => {
                self.size_of_constant(a) + self.size_of_constant(b) <= LARGEST
            }
            _ => x && y,
        };
        if !allowed {
            return Ok(None);
        }
        self.m.keep(a);
        self.m.keep(b);
        self.attempt(|c| c.m.binary(binary_op(op), a, b))
    }

    /// The result, or `None` if it raised an error of the program (not of memory).
    fn attempt(&mut self, f: impl FnOnce(&mut Self) -> R) -> R<Option<Value>> {
        match f(self) {
            Ok(v) => Ok(Some(v)),
            Err(raised) if self.m.pending_is(crate::types::MEMORY_ERROR) => Err(raised),
            Err(_) => {
                self.m.take_pending();
                Ok(None)
            }
        }
    }

    fn is_number(&self, v: Value) -> bool {
        v.is_small()
            || v == Value::TRUE
            || v == Value::FALSE
            || self.m.as_float(v).is_some()
            || self.m.heap.is(v, Kind::BigInt)
            || self.m.heap.is(v, Kind::Complex)
    }

    fn size_of_constant(&self, v: Value) -> usize {
        if let Some(bytes) = self.m.str_bytes(v) {
            return bytes.len();
        }
        match v.as_ref() {
            Some(r) if self.m.heap.kind(r) == Kind::BigInt => self.m.heap.header(r).n() * 2,
            Some(r) if matches!(self.m.heap.kind(r), Kind::Bytes | Kind::Tuple) => {
                self.m.heap.header(r).n()
            }
            _ => 8,
        }
    }

    /// Whether a constant counts as true; `None` if that is not known here.
    pub(super) fn truth_of(&self, v: Value) -> Option<bool> {
        if let Some(i) = v.as_small() {
            return Some(i != 0);
        }
        if v == Value::TRUE || v == Value::ELLIPSIS {
            return Some(true);
        }
        if v == Value::FALSE || v == Value::NONE {
            return Some(false);
        }
        if let Some(f) = self.m.as_float(v) {
            return Some(f != 0.0);
        }
        if let Some(bytes) = self.m.str_bytes(v) {
            return Some(!bytes.is_empty());
        }
        let r = v.as_ref()?;
        match self.m.heap.kind(r) {
            Kind::BigInt => Some(true),
            Kind::Bytes | Kind::Tuple => Some(self.m.heap.header(r).n() > 0),
            _ => None,
        }
    }

    /// The truth of a constant expression.
    pub(super) fn constant_truth(&mut self, node: Node) -> R<Option<bool>> {
        let mark = self.m.mark();
        let truth = self.constant_of(node)?.and_then(|v| self.truth_of(v));
        self.m.release(mark);
        Ok(truth)
    }
}
