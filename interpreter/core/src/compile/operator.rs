//! Operators and comparisons as values.

use super::Compiler;
use super::emit::small_immediate;
use super::fold::binary_op;
use crate::code::Op;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// What an operand turned out to be.
#[derive(Clone, Copy)]
pub(super) enum Operand {
    Register(u8),
    Constant(Value),
}

fn immediate_op(op: Operator, i: i8) -> Option<Op> {
    Some(match op {
        Operator::Add => Op::AddInt,
        Operator::Sub => Op::SubInt,
        Operator::Mult => Op::MulInt,
        Operator::FloorDiv if i != 0 => Op::FloorDivInt,
        Operator::Mod if i != 0 => Op::ModInt,
        Operator::BitAnd => Op::AndInt,
        Operator::LShift if (0..=31).contains(&i) => Op::LShiftInt,
        Operator::RShift if (0..=31).contains(&i) => Op::RShiftInt,
        _ => return None,
    })
}

fn shifted(first: Op, op: Operator) -> Op {
    Op::from_byte(first as u8 + binary_op(op) as u8).unwrap_or(first)
}

pub(super) fn compare_op(op: CompareOperator) -> Op {
    match op {
        CompareOperator::Eq => Op::Eq,
        CompareOperator::NotEq => Op::Ne,
        CompareOperator::Lt => Op::Lt,
        CompareOperator::LtE => Op::Le,
        CompareOperator::Gt => Op::Gt,
        CompareOperator::GtE => Op::Ge,
        CompareOperator::Is => Op::Is,
        CompareOperator::IsNot => Op::IsNot,
        CompareOperator::In => Op::In,
        CompareOperator::NotIn => Op::NotIn,
    }
}

impl Compiler<'_, '_, '_> {
    /// The value of an expression: a constant, or in a register.
    pub(super) fn operand(&mut self, node: Node) -> R<Operand> {
        if let Expr::BinOp { .. } = self.expr(node) {
            return self.binary(node, None);
        }
        if let Some(v) = self.constant_of(node)? {
            return Ok(Operand::Constant(v));
        }
        self.value(node).map(Operand::Register)
    }

    /// As `operand`; what must be computed comes into `to` if that is nobody's variable.
    pub(super) fn operand_in(&mut self, node: Node, to: u8) -> R<Operand> {
        if !self.is_temp(to) {
            return self.operand(node);
        }
        if let Some(v) = self.constant_of(node)? {
            return Ok(Operand::Constant(v));
        }
        self.value_in(node, to).map(Operand::Register)
    }

    /// The operand in a register.
    pub(super) fn settle(&mut self, operand: Operand) -> R<u8> {
        match operand {
            Operand::Register(r) => Ok(r),
            Operand::Constant(v) => {
                let r = self.temp()?;
                self.load_constant(r, v)?;
                Ok(r)
            }
        }
    }

    /// `a op b`; chains nest to the left and are walked in a loop. The result is in `to` if that is given (or a constant).
    pub(super) fn binary(&mut self, node: Node, to: Option<u8>) -> R<Operand> {
        self.enter()?;
        let save = self.u.sp;
        let base = self.scratch.len();
        let mut leftmost = node;
        while let Expr::BinOp { left, .. } = self.expr(leftmost) {
            self.scratch.push(self.m, leftmost.0)?;
            leftmost = left;
        }
        let accumulator = to.filter(|&to| self.is_temp(to));
        let mut left = match accumulator {
            Some(place) => self.operand_in(leftmost, place)?,
            None => self.operand(leftmost)?,
        };
        while self.scratch.len() > base {
            let at = Node(self.scratch.pop(self.m));
            let Expr::BinOp { op, right, .. } = self.expr(at) else {
                break;
            };
            let last = self.scratch.len() == base;
            let right = self.operand(right)?;
            if let (Operand::Constant(a), Operand::Constant(b)) = (left, right)
                && let Some(v) = self.fold_binary(op, a, b)?
            {
                self.m.keep(v);
                left = Operand::Constant(v);
                self.free_to(save);
                continue;
            }
            let a = self.settle(left)?;
            self.at_line(at);
            let result = match to {
                Some(to) if last => to,
                _ => accumulator.unwrap_or(save),
            };
            if let Operand::Constant(b) = right
                && let Some(i) = small_immediate(b)
                && let Some(code) = immediate_op(op, i)
            {
                self.free_to(save);
                if result == save {
                    self.temp()?;
                }
                self.emit(code, &[result, a, i as u8, 0])?;
            } else {
                let b = self.settle(right)?;
                self.free_to(save);
                if result == save {
                    self.temp()?;
                }
                self.emit(shifted(Op::Add, op), &[result, a, b])?;
            }
            left = Operand::Register(result);
        }
        self.leave();
        Ok(left)
    }

    /// `target op= value` on registers: the result goes to `to`.
    pub(super) fn in_place(&mut self, op: Operator, to: u8, target: u8, value: Operand) -> R<()> {
        if let Operand::Constant(v) = value
            && let Some(i) = small_immediate(v)
            && let Some(code) = immediate_op(op, i)
        {
            return self.emit(code, &[to, target, i as u8, 1]);
        }
        let b = self.settle(value)?;
        self.emit(shifted(Op::IAdd, op), &[to, target, b])
    }

    pub(super) fn unary(&mut self, op: UnaryOperator, operand: Node, node: Node, to: u8) -> R<()> {
        let save = self.u.sp;
        let operand = self.operand_in(operand, to)?;
        if let Operand::Constant(v) = operand
            && let Some(v) = self.fold_unary(op, v)?
        {
            return self.load_constant(to, v);
        }
        let a = self.settle(operand)?;
        self.at_line(node);
        let op = match op {
            UnaryOperator::Invert => Op::Invert,
            UnaryOperator::Not => Op::Not,
            UnaryOperator::UAdd => Op::Pos,
            UnaryOperator::USub => Op::Neg,
        };
        self.emit(op, &[to, a])?;
        self.free_to(save);
        Ok(())
    }

    pub(super) fn compare(
        &mut self,
        op: CompareOperator,
        left: Node,
        right: Node,
        node: Node,
        to: u8,
    ) -> R<()> {
        let save = self.u.sp;
        let first = self.operand_in(left, to)?;
        let a = self.settle(first)?;
        let b = self.right_side(op, left, right)?;
        self.at_line(node);
        self.emit(compare_op(op), &[to, a, b])?;
        self.free_to(save);
        Ok(())
    }

    /// The right side of a comparison. Lists and sets of constants after `in` are never seen by the program: tuples do,
    /// unless what is looked for in a set is seen to have no hash.
    pub(super) fn right_side(&mut self, op: CompareOperator, left: Node, node: Node) -> R<u8> {
        let elts = match self.expr(node) {
            Expr::List { elts } => Some(elts),
            Expr::Set { elts } => {
                let unhashable = matches!(
                    self.expr(left),
                    Expr::List { .. }
                        | Expr::Dict { .. }
                        | Expr::Set { .. }
                        | Expr::ListComp { .. }
                        | Expr::DictComp { .. }
                        | Expr::SetComp { .. }
                );
                (!unhashable).then_some(elts)
            }
            _ => None,
        };
        if matches!(op, CompareOperator::In | CompareOperator::NotIn)
            && let Some(elts) = elts
            && let Some(items) = self.constant_items(elts)?
        {
            return self.settle(Operand::Constant(items));
        }
        let operand = self.operand(node)?;
        self.settle(operand)
    }

    /// The right side of a comparison in a chain: unless it is the last, the next comparison sees the value as it is.
    pub(super) fn middle_or_right(
        &mut self,
        op: CompareOperator,
        left: Node,
        node: Node,
        last: bool,
    ) -> R<u8> {
        if last {
            return self.right_side(op, left, node);
        }
        let operand = self.operand(node)?;
        self.settle(operand)
    }

    /// `a < b < c`: `b` is computed once, and `c` only if the first comparison holds.
    pub(super) fn compare_chain(
        &mut self,
        left: Node,
        mut rest: NodeList,
        node: Node,
        to: u8,
    ) -> R<()> {
        let save = self.u.sp;
        let result = self.temp()?;
        let end = self.label()?;
        let operand = self.operand(left)?;
        let mut a = self.settle(operand)?;
        while let Some(item) = self.next(&mut rest) {
            let Comparison { op, right } = self.part(item);
            let b = self.middle_or_right(op, left, right, rest.is_empty())?;
            self.at_line(node);
            self.emit(compare_op(op), &[result, a, b])?;
            if !rest.is_empty() {
                self.jump_with(Op::JumpIfNot, &[result], end)?;
            }
            a = b;
            if self.is_crowded() && self.is_temp(b) {
                a = result + 1;
                self.move_to(a, b)?;
                self.free_to(a + 1);
            }
        }
        self.bind(end);
        self.drop_labels(end);
        self.move_to(to, result)?;
        self.free_to(save);
        Ok(())
    }
}
