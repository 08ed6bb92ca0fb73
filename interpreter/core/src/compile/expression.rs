//! Expressions: each is computed into a register the caller names, or into whichever register it already is in.
//!
//! A register of a local variable is only written by the last instruction of an expression, so that the variable keeps
//! its value when something on the way reads it or raises.

use super::Compiler;
use super::emit::Label;
use super::operator::Operand;
use crate::code::Op;
use crate::machine::{Piece, Text as Builder};
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::store::Store;
use pyrite_syntax::tree::*;

/// Pieces of an f-string that are joined at once.
const PIECES: u8 = 40;

impl Compiler<'_, '_, '_> {
    /// Whether the register is nobody's variable.
    pub(super) fn is_temp(&self, register: u8) -> bool {
        register >= self.u.first_temp
    }

    /// A register for a value in the making that will end in `to`.
    pub(super) fn workplace(&mut self, to: u8) -> R<u8> {
        if self.is_temp(to) {
            Ok(to)
        } else {
            self.temp()
        }
    }

    /// The register that holds the expression's value: the one of a local variable, or a new one.
    pub(super) fn value(&mut self, node: Node) -> R<u8> {
        if let Expr::Name { id } = self.expr(node) {
            let mark = self.m.mark();
            let name = self.name_of(id)?;
            let outer = (self.u.node, self.u.node_from);
            self.at_line(node);
            if let Some(register) = self.register_of(name)? {
                (self.u.node, self.u.node_from) = outer;
                return Ok(register);
            }
            let to = self.temp()?;
            match self.named_constant(id) {
                Some(v) => self.load_constant(to, v)?,
                None => self.load_name(name, to)?,
            }
            (self.u.node, self.u.node_from) = outer;
            self.m.release(mark);
            return Ok(to);
        }
        let to = self.temp()?;
        self.into(node, to)?;
        Ok(to)
    }

    /// As `value`; what must be computed comes into `to` if that is nobody's variable.
    pub(super) fn value_in(&mut self, node: Node, to: u8) -> R<u8> {
        if !self.is_temp(to) {
            return self.value(node);
        }
        if let Some(name) = self.name_at(node)? {
            let outer = (self.u.node, self.u.node_from);
            self.at_line(node);
            let register = self.register_of(name)?;
            (self.u.node, self.u.node_from) = outer;
            if let Some(register) = register {
                return Ok(register);
            }
        }
        self.into(node, to)?;
        Ok(to)
    }

    /// Computes the expression into `to`.
    pub(super) fn into(&mut self, node: Node, to: u8) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        let save = self.u.sp;
        let (outer, outer_from) = (self.u.node, self.u.node_from);
        self.into_inner(node, to)?;
        (self.u.node, self.u.node_from) = (outer, outer_from);
        self.free_to(save);
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    fn into_inner(&mut self, node: Node, to: u8) -> R<()> {
        self.at_line(node);
        match self.expr(node) {
            Expr::Name { id } => {
                if self.is_text(id, b"__debug__") {
                    return self.load_constant(to, Value::bool(self.m.optimise == 0));
                }
                if let Some(v) = self.named_constant(id) {
                    return self.load_constant(to, v);
                }
                let name = self.name_of(id)?;
                self.load_name(name, to)
            }
            Expr::Constant { .. }
            | Expr::Number { .. }
            | Expr::Str { .. }
            | Expr::StrConcat { .. } => {
                let v = self.constant_of(node)?.unwrap_or(Value::NONE);
                self.load_constant(to, v)
            }
            Expr::BoolOp { op, values } => self.bool_op(op, values, to),
            Expr::NamedExpr { target, value } => {
                let place = self.workplace(to)?;
                self.into(value, place)?;
                if let Some(name) = self.name_at(target)? {
                    self.at_line(node);
                    self.store_name(name, place)?;
                }
                self.move_to(to, place)
            }
            Expr::BinOp { .. } => match self.binary(node, Some(to))? {
                Operand::Constant(v) => self.load_constant(to, v),
                Operand::Register(r) => self.move_to(to, r),
            },
            Expr::UnaryOp { op, operand } => self.unary(op, operand, node, to),
            Expr::Lambda { .. } => self.lambda(node, to),
            Expr::IfExp { test, body, orelse } => self.if_expression(test, body, orelse, to),
            Expr::Dict { items } => self.dict_display(items, to),
            Expr::Set { elts } => self.set_display(elts, to),
            Expr::List { elts } => self.list_display(elts, to),
            Expr::Tuple { elts } => self.tuple_display(elts, to),
            Expr::ListComp { elt, generators } => self.comprehension(
                node,
                super::comprehension::Kind::List,
                elt,
                None,
                generators,
                to,
            ),
            Expr::SetComp { elt, generators } => self.comprehension(
                node,
                super::comprehension::Kind::Set,
                elt,
                None,
                generators,
                to,
            ),
            Expr::DictComp {
                key,
                value,
                generators,
            } => self.comprehension(
                node,
                super::comprehension::Kind::Dict,
                key,
                Some(value),
                generators,
                to,
            ),
            Expr::GeneratorExp { elt, generators } => {
                self.generator_expression(node, elt, generators, to)
            }
            Expr::Await { .. } if !super::ASYNC => Err(self.m.left_out()),
            Expr::Await { value } => {
                let v = self.value(value)?;
                self.at_line(node);
                self.wait_for(v, 0, to)
            }
            Expr::Yield { value } => {
                let v = match value {
                    Some(value) => self.value(value)?,
                    None => {
                        let v = self.temp()?;
                        self.load_none(v)?;
                        v
                    }
                };
                self.at_line(node);
                self.emit(Op::Yield, &[to, v])
            }
            Expr::YieldFrom { value } => {
                let v = self.value(value)?;
                self.at_line(node);
                let iterator = self.temp()?;
                self.emit(Op::GetIterator, &[iterator, v])?;
                self.delegate(iterator, to)
            }
            Expr::Compare { op, left, right } => self.compare(op, left, right, node, to),
            Expr::CompareChain { left, rest } => self.compare_chain(left, rest, node, to),
            Expr::Call {
                func,
                args,
                keywords,
            } => self.call(node, func, args, keywords, to),
            Expr::JoinedStr { values } => self.joined(values, to),
            Expr::FormattedValue { .. } => self.formatted(node, to),
            Expr::FStringText { .. } => {
                let mut text = Builder::new(self.m)?;
                self.add_fstring_text(&mut text, node)?;
                let v = text.finish(self.m)?;
                self.load_constant(to, v)
            }
            Expr::Attribute { value, attr } => {
                let v = self.value_in(value, to)?;
                let name = self.name_of(attr)?;
                self.at_attribute(node, value, attr);
                self.emit_cached(Op::LoadAttr, &[to, v], name, &[])
            }
            Expr::Subscript { value, slice } => {
                let v = self.value_in(value, to)?;
                if let Some(w) = self.plain_slice(slice)? {
                    self.at_line(node);
                    return self.emit(Op::GetSlice, &[to, v, w]);
                }
                let i = self.value(slice)?;
                self.at_line(node);
                self.emit(Op::GetItem, &[to, v, i])
            }
            Expr::Starred { .. } => {
                Err(self.syntax_error(node, &[Piece::S("can't use starred expression here")]))
            }
            Expr::Slice { .. } => {
                let w = self.plain_slice(node)?.unwrap_or(to);
                self.at_line(node);
                self.emit(Op::BuildSlice, &[to, w])
            }
        }
    }

    /// The three registers of the parts of a slice; `None` for other expressions.
    pub(super) fn plain_slice(&mut self, node: Node) -> R<Option<u8>> {
        let Expr::Slice { lower, upper, step } = self.expr(node) else {
            return Ok(None);
        };
        let w = self.temps(3)?;
        for (part, register) in [lower, upper, step].into_iter().zip(w..) {
            match part {
                Some(part) => self.into(part, register)?,
                None => self.load_none(register)?,
            }
        }
        Ok(Some(w))
    }

    /// The line of an attribute is that of its name, when a chain goes over several lines.
    pub(super) fn at_attribute(&mut self, node: Node, value: Node, attr: Text) {
        self.at_line(node);
        let (from, to) = (self.span(value).end, attr.start);
        if (from..to).any(|at| self.byte(at) == b'\n') {
            let start = self.span(node).start;
            self.u.node_from = to;
            self.u.line += (start..to).filter(|&at| self.byte(at) == b'\n').count() as u32;
        }
    }

    /// `a or b or c`: the first value that decides.
    fn bool_op(&mut self, op: BoolOperator, mut values: NodeList, to: u8) -> R<()> {
        let place = self.workplace(to)?;
        let end = self.label()?;
        while let Some(value) = self.next(&mut values) {
            if values.is_empty() {
                self.into(value, place)?;
            } else {
                self.decide(value, place, op == BoolOperator::Or, end)?;
            }
        }
        self.bind(end);
        self.drop_labels(end);
        self.move_to(to, place)
    }

    /// Computes the expression into `place`; jumps to `target` if its truth is `when`. Truth is asked once, also of what
    /// `and` and `or` inside leave.
    fn decide(&mut self, node: Node, place: u8, when: bool, target: Label) -> R<()> {
        if let Some(truth) = self.constant_truth(node)?
            && truth != when
        {
            // A constant that does not decide is never the result.
            return Ok(());
        }
        let Expr::BoolOp { op, mut values } = self.expr(node) else {
            self.into(node, place)?;
            let jump = if when { Op::JumpIf } else { Op::JumpIfNot };
            return self.jump_with(jump, &[place], target);
        };
        self.enter()?;
        let decisive = op == BoolOperator::Or;
        let end = self.label()?;
        while let Some(value) = self.next(&mut values) {
            if values.is_empty() || when == decisive {
                self.decide(value, place, when, target)?;
            } else {
                self.decide(value, place, decisive, end)?;
            }
        }
        self.bind(end);
        self.drop_labels(end);
        self.leave();
        Ok(())
    }

    /// Chains nest in the last branch and are walked in a loop.
    fn if_expression(&mut self, test: Node, body: Node, orelse: Node, to: u8) -> R<()> {
        let (mut test, mut body, mut orelse) = (test, body, orelse);
        let end = self.label()?;
        loop {
            let other = self.label()?;
            self.jump_when(test, false, other)?;
            self.into(body, to)?;
            self.jump(end)?;
            self.bind(other);
            self.drop_labels(other);
            match self.expr(orelse) {
                Expr::IfExp {
                    test: t,
                    body: b,
                    orelse: o,
                } => (test, body, orelse) = (t, b, o),
                _ => break,
            }
        }
        self.into(orelse, to)?;
        self.bind(end);
        self.drop_labels(end);
        Ok(())
    }

    /// `await` of the value in `v`, which is from where `GetAwaitable` says.
    pub(super) fn wait_for(&mut self, v: u8, from: u8, to: u8) -> R<()> {
        let save = self.u.sp;
        let iterator = self.temp()?;
        self.emit(Op::GetAwaitable, &[iterator, v, from])?;
        self.delegate(iterator, to)?;
        self.free_to(save);
        Ok(())
    }

    /// `yield from` an iterator.
    pub(super) fn delegate(&mut self, iterator: u8, to: u8) -> R<()> {
        let result = self.temp()?;
        self.load_none(result)?;
        self.emit(Op::YieldFrom, &[result, iterator])?;
        self.move_to(to, result)
    }

    fn joined(&mut self, mut values: NodeList, to: u8) -> R<()> {
        let first = self.u.sp;
        let mut pieces = 0u8;
        while let Some(value) = self.next(&mut values) {
            if pieces == PIECES {
                self.emit(Op::BuildString, &[first, first, pieces])?;
                self.free_to(first + 1);
                pieces = 1;
            }
            let register = self.temp()?;
            if let Expr::FormattedValue { .. } = self.expr(value) {
                self.formatted(value, register)?;
            } else {
                let mark = self.m.mark();
                let mut text = Builder::new(self.m)?;
                self.add_fstring_text(&mut text, value)?;
                while let Some((item, rest)) = values.split_first(self) {
                    if let Expr::FormattedValue { .. } = self.expr(item) {
                        break;
                    }
                    self.add_fstring_text(&mut text, item)?;
                    values = rest;
                }
                if text.is_empty() {
                    self.free_to(register);
                    self.m.release(mark);
                    continue;
                }
                let v = text.finish(self.m)?;
                self.load_constant(register, v)?;
                self.m.release(mark);
            }
            pieces += 1;
        }
        match pieces {
            0 => {
                let empty = self.m.new_str(b"")?;
                self.load_constant(to, empty)
            }
            1 => self.move_to(to, first),
            _ => self.emit(Op::BuildString, &[to, first, pieces]),
        }
    }

    fn formatted(&mut self, node: Node, to: u8) -> R<()> {
        let Expr::FormattedValue {
            conversion,
            value,
            format_spec,
        } = self.expr(node)
        else {
            return Ok(());
        };
        let save = self.u.sp;
        let v = self.value(value)?;
        let mut flags = match conversion {
            Conversion::None => 0,
            Conversion::Str => 1,
            Conversion::Repr => 2,
            Conversion::Ascii => 3,
        };
        let spec = match format_spec {
            Some(spec) => {
                flags |= 4;
                self.value(spec)?
            }
            None => v,
        };
        self.at_line(node);
        self.emit(Op::Format, &[to, v, spec, flags])?;
        self.free_to(save);
        Ok(())
    }
}
