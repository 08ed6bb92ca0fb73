//! Conditions: expressions whose truth decides where the code goes on. No boolean is made for `and`, `or`, `not` and
//! comparisons; comparing and jumping are one instruction.

use super::Compiler;
use super::emit::{Label, small_immediate};
use super::operator::{Operand, compare_op};
use crate::code::Op;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// The jump for a comparison, if it is to be taken when the comparison is `when`; with an int or with a register.
fn compare_jump(op: CompareOperator, when: bool, int: bool) -> Option<Op> {
    let (plain, not, with_int, not_with_int) = match op {
        CompareOperator::Eq => (Op::JumpEq, Op::JumpNotEq, Op::JumpEqInt, Op::JumpNotEqInt),
        CompareOperator::NotEq => (Op::JumpNe, Op::JumpNotNe, Op::JumpNeInt, Op::JumpNotNeInt),
        CompareOperator::Lt => (Op::JumpLt, Op::JumpNotLt, Op::JumpLtInt, Op::JumpNotLtInt),
        CompareOperator::LtE => (Op::JumpLe, Op::JumpNotLe, Op::JumpLeInt, Op::JumpNotLeInt),
        CompareOperator::Gt => (Op::JumpGt, Op::JumpNotGt, Op::JumpGtInt, Op::JumpNotGtInt),
        CompareOperator::GtE => (Op::JumpGe, Op::JumpNotGe, Op::JumpGeInt, Op::JumpNotGeInt),
        _ => return None,
    };
    Some(match (when, int) {
        (true, false) => plain,
        (false, false) => not,
        (true, true) => with_int,
        (false, true) => not_with_int,
    })
}

impl Compiler<'_, '_, '_> {
    /// Jumps to `label` if the truth of the expression is `when`; goes on behind otherwise.
    pub(super) fn jump_when(&mut self, node: Node, when: bool, label: Label) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        let save = self.u.sp;
        self.jump_when_inner(node, when, label)?;
        self.free_to(save);
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    fn jump_when_inner(&mut self, node: Node, mut when: bool, label: Label) -> R<()> {
        let mut node = node;
        while let Expr::UnaryOp {
            op: UnaryOperator::Not,
            operand,
        } = self.expr(node)
        {
            when = !when;
            node = operand;
        }
        if let Some(truth) = self.constant_truth(node)? {
            return if truth == when {
                self.jump(label)
            } else {
                Ok(())
            };
        }
        match self.expr(node) {
            Expr::BoolOp { op, values } => self.jump_when_bool(op, values, when, label),
            Expr::Compare { op, left, right } => {
                let first = self.operand(left)?;
                let a = self.settle(first)?;
                self.jump_compare(op, left, a, right, node, when, label)
            }
            Expr::CompareChain { left, rest } => {
                self.jump_when_chain(left, rest, node, when, label)
            }
            Expr::IfExp { test, body, orelse } => {
                let (other, end) = (self.label()?, self.label()?);
                self.jump_when(test, false, other)?;
                self.jump_when(body, when, label)?;
                self.jump(end)?;
                self.bind(other);
                self.jump_when(orelse, when, label)?;
                self.bind(end);
                Ok(())
            }
            _ => {
                let a = self.value(node)?;
                self.at_line(node);
                self.jump_with(if when { Op::JumpIf } else { Op::JumpIfNot }, &[a], label)
            }
        }
    }

    fn jump_when_bool(
        &mut self,
        op: BoolOperator,
        mut values: NodeList,
        when: bool,
        label: Label,
    ) -> R<()> {
        // `a or b` jumps at the first true value, `a and b` at the first false one.
        let decisive = op == BoolOperator::Or;
        if when == decisive {
            while let Some(value) = self.next(&mut values) {
                self.jump_when(value, when, label)?;
            }
            return Ok(());
        }
        let end = self.label()?;
        while let Some(value) = self.next(&mut values) {
            if values.is_empty() {
                self.jump_when(value, when, label)?;
            } else {
                self.jump_when(value, decisive, end)?;
            }
        }
        self.bind(end);
        Ok(())
    }

    fn jump_compare(
        &mut self,
        op: CompareOperator,
        left: Node,
        a: u8,
        right: Node,
        node: Node,
        when: bool,
        label: Label,
    ) -> R<()> {
        let is = matches!(op, CompareOperator::Is);
        if (is || op == CompareOperator::IsNot) && self.constant_of(right)? == Some(Value::NONE) {
            self.at_line(node);
            return self.jump_with(
                if is == when {
                    Op::JumpIfNone
                } else {
                    Op::JumpIfNotNone
                },
                &[a],
                label,
            );
        }
        if compare_jump(op, when, false).is_none() {
            let save = self.u.sp;
            let b = self.right_side(op, left, right)?;
            self.free_to(save);
            let result = self.temp()?;
            self.at_line(node);
            self.emit(compare_op(op), &[result, a, b])?;
            return self.jump_with(
                if when { Op::JumpIf } else { Op::JumpIfNot },
                &[result],
                label,
            );
        }
        let b = self.operand(right)?;
        self.jump_compared(op, a, b, node, when, label)?;
        Ok(())
    }

    /// The fused jump for an ordering or equality; answers the register of the right side.
    fn jump_compared(
        &mut self,
        op: CompareOperator,
        a: u8,
        right: Operand,
        node: Node,
        when: bool,
        label: Label,
    ) -> R<u8> {
        if let Operand::Constant(v) = right
            && let Some(i) = small_immediate(v)
            && let Some(jump) = compare_jump(op, when, true)
        {
            self.at_line(node);
            self.jump_with(jump, &[a, i as u8], label)?;
            return Ok(a);
        }
        let b = self.settle(right)?;
        self.at_line(node);
        if let Some(jump) = compare_jump(op, when, false) {
            self.jump_with(jump, &[a, b], label)?;
        }
        Ok(b)
    }

    fn jump_when_chain(
        &mut self,
        left: Node,
        mut rest: NodeList,
        node: Node,
        when: bool,
        label: Label,
    ) -> R<()> {
        let end = self.label()?;
        let first = self.operand(left)?;
        let mut a = self.settle(first)?;
        while let Some(item) = self.next(&mut rest) {
            let Comparison { op, right } = self.part(item);
            // Every comparison but the last decides only when it fails.
            let (way, target) = if rest.is_empty() {
                (when, label)
            } else {
                (false, if when { end } else { label })
            };
            if compare_jump(op, way, false).is_some() {
                let operand = self.operand(right)?;
                let operand = if rest.is_empty() {
                    operand
                } else {
                    Operand::Register(self.settle(operand)?)
                };
                a = self.jump_compared(op, a, operand, node, way, target)?;
                continue;
            }
            let b = self.middle_or_right(op, left, right, rest.is_empty())?;
            let result = self.temp()?;
            self.at_line(node);
            self.emit(compare_op(op), &[result, a, b])?;
            self.jump_with(
                if way { Op::JumpIf } else { Op::JumpIfNot },
                &[result],
                target,
            )?;
            a = b;
        }
        self.bind(end);
        Ok(())
    }
}
