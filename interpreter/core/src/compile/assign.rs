//! Assignment: to names, attributes, items and sequences of targets; `del`, `+=`, annotations.

use super::Compiler;
use super::name::Place;
use crate::code::Op;
use crate::machine::Piece;
use crate::native::R;
use pyrite_syntax::tree::*;

/// Targets of one unpacking, and values of a swap that needs no tuple.
const MOST_TARGETS: u32 = 100;
const SWAP: u32 = 8;

/// Targets that are served at a time when there are too many or few registers left.
const FEW_TARGETS: u32 = 24;

impl Compiler<'_, '_, '_> {
    /// Stores the register's value in a target.
    pub(super) fn store(&mut self, target: Node, from: u8) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        let save = self.u.sp;
        match self.expr(target) {
            Expr::Name { id } => {
                let name = self.name_of(id)?;
                self.at_line(target);
                self.store_name(name, from)?;
            }
            Expr::Attribute { value, attr } => {
                let object = self.value(value)?;
                let name = self.name_of(attr)?;
                self.at_attribute(target, value, attr);
                self.emit_cached(Op::StoreAttr, &[object], name, &[from])?;
            }
            Expr::Subscript { value, slice } => {
                let object = self.value(value)?;
                if let Some(w) = self.plain_slice(slice)? {
                    self.at_line(target);
                    self.emit(Op::SetSlice, &[object, w, from])?;
                } else {
                    let index = self.value(slice)?;
                    self.at_line(target);
                    self.emit(Op::SetItem, &[object, index, from])?;
                }
            }
            Expr::Tuple { elts } | Expr::List { elts } => {
                self.at_line(target);
                self.unpack(target, elts, from)?;
            }
            Expr::Starred { .. } => {
                return Err(self.syntax_error(
                    target,
                    &[Piece::S(
                        "starred assignment target must be in a list or tuple",
                    )],
                ));
            }
            _ => return Err(self.syntax_error(target, &[Piece::S("cannot assign to expression")])),
        }
        self.free_to(save);
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    fn unpack(&mut self, node: Node, elts: NodeList, from: u8) -> R<()> {
        let mut star = None;
        for (i, item) in elts.iter(self).enumerate() {
            if let Expr::Starred { .. } = self.expr(item) {
                if star.is_some() {
                    return Err(self.syntax_error(
                        node,
                        &[Piece::S("multiple starred expressions in assignment")],
                    ));
                }
                star = Some(i as u8);
            }
        }
        if elts.len() > MOST_TARGETS || (self.is_crowded() && elts.len() > FEW_TARGETS) {
            return self.unpack_in_turns(elts, from);
        }
        let count = elts.len() as u8;
        let first = self.temps(usize::from(count))?;
        match star {
            Some(before) => self.emit(Op::UnpackEx, &[first, before, count - before - 1, from])?,
            None => self.emit(Op::Unpack, &[first, count, from])?,
        }
        let mut list = elts;
        let mut register = first;
        while let Some(item) = self.next(&mut list) {
            let target = match self.expr(item) {
                Expr::Starred { value } => value,
                _ => item,
            };
            self.store(target, register)?;
            register += 1;
        }
        Ok(())
    }

    /// Many targets: some at a time, the rest of the values waiting in a list.
    fn unpack_in_turns(&mut self, mut elts: NodeList, from: u8) -> R<()> {
        let rest = self.temp()?;
        self.move_to(rest, from)?;
        while elts.len() > FEW_TARGETS {
            let first = self.temps(FEW_TARGETS as usize + 1)?;
            let mut taken = elts;
            let mut count = 0;
            while count < FEW_TARGETS
                && let Some(item) = self.next(&mut taken)
                && !self.is_starred(item)
            {
                count += 1;
            }
            if count == 0 {
                return Err(self.too_complex());
            }
            let count = count as u8;
            self.emit(Op::UnpackEx, &[first, count, 0, rest])?;
            self.move_to(rest, first + count)?;
            for register in first..first + count {
                if let Some(target) = self.next(&mut elts) {
                    self.store(target, register)?;
                }
            }
            self.free_to(first);
        }
        let Some(last) = elts.get(self, 0) else {
            return Ok(());
        };
        self.unpack(last, elts, rest)
    }

    pub(super) fn assign(&mut self, targets: NodeList, value: Node) -> R<()> {
        let save = self.u.sp;
        if targets.len() == 1
            && let Some(target) = targets.get(self, 0)
        {
            if let Some(register) = self.plain_local(target)? {
                self.into(value, register)?;
                self.u.assigned.add(register);
                return Ok(());
            }
            if self.swap(target, value)? {
                return Ok(());
            }
        }
        let from = self.value(value)?;
        let mut list = targets;
        while let Some(target) = self.next(&mut list) {
            self.store(target, from)?;
        }
        self.free_to(save);
        Ok(())
    }

    /// The register of a target that is a local variable.
    pub(super) fn plain_local(&mut self, target: Node) -> R<Option<u8>> {
        Ok(match self.name_at(target)? {
            Some(name) => match self.place_of(name) {
                Place::Register(r) | Place::Unsteady(r) => Some(r),
                _ => None,
            },
            None => None,
        })
    }

    /// `a, b = c, d` without making a tuple.
    fn swap(&mut self, target: Node, value: Node) -> R<bool> {
        let (Expr::Tuple { elts: targets } | Expr::List { elts: targets }) = self.expr(target)
        else {
            return Ok(false);
        };
        let Expr::Tuple { elts: values } = self.expr(value) else {
            return Ok(false);
        };
        let starred = |c: &Self, list: NodeList| {
            list.iter(c)
                .any(|e| matches!(c.expr(e), Expr::Starred { .. }))
        };
        if targets.len() != values.len()
            || values.is_empty()
            || values.len() > SWAP
            || starred(self, targets)
            || starred(self, values)
        {
            return Ok(false);
        }
        let first = self.u.sp;
        let mut list = values;
        while let Some(item) = self.next(&mut list) {
            let register = self.temp()?;
            self.into(item, register)?;
        }
        let mut list = targets;
        let mut register = first;
        while let Some(item) = self.next(&mut list) {
            self.store(item, register)?;
            register += 1;
        }
        self.free_to(first);
        Ok(true)
    }

    pub(super) fn augmented(
        &mut self,
        node: Node,
        op: Operator,
        target: Node,
        value: Node,
    ) -> R<()> {
        let save = self.u.sp;
        match self.expr(target) {
            Expr::Name { id } => {
                let name = self.name_of(id)?;
                self.m.keep(name);
                self.at_line(target);
                if let Place::Register(r) = self.place_of(name) {
                    self.check_bound(r)?;
                    let value = self.operand(value)?;
                    self.at_line(node);
                    self.in_place(op, r, r, value)?;
                } else {
                    let t = self.temp()?;
                    self.load_name(name, t)?;
                    let value = self.operand(value)?;
                    self.at_line(node);
                    self.in_place(op, t, t, value)?;
                    self.store_name(name, t)?;
                }
            }
            Expr::Attribute {
                value: object,
                attr,
            } => {
                let object = self.value(object)?;
                let name = self.name_of(attr)?;
                self.m.keep(name);
                let t = self.temp()?;
                self.at_line(target);
                self.emit_cached(Op::LoadAttr, &[t, object], name, &[])?;
                let value = self.operand(value)?;
                self.at_line(node);
                self.in_place(op, t, t, value)?;
                self.emit_cached(Op::StoreAttr, &[object], name, &[t])?;
            }
            Expr::Subscript {
                value: object,
                slice,
            } => {
                let object = self.value(object)?;
                let index = self.value(slice)?;
                let t = self.temp()?;
                self.at_line(target);
                self.emit(Op::GetItem, &[t, object, index])?;
                let value = self.operand(value)?;
                self.at_line(node);
                self.in_place(op, t, t, value)?;
                self.emit(Op::SetItem, &[object, index, t])?;
            }
            _ => {
                return Err(self.syntax_error(
                    target,
                    &[Piece::S("illegal expression for augmented assignment")],
                ));
            }
        }
        self.free_to(save);
        Ok(())
    }

    pub(super) fn annotated(
        &mut self,
        simple: bool,
        target: Node,
        annotation: Node,
        value: Option<Node>,
    ) -> R<()> {
        let save = self.u.sp;
        if let Some(value) = value {
            let v = self.value(value)?;
            self.store(target, v)?;
            self.free_to(save);
        } else {
            // The target is not assigned, but what it is made of is computed.
            match self.expr(target) {
                Expr::Attribute { value, .. } => {
                    self.value(value)?;
                }
                Expr::Subscript { value, slice } => {
                    self.value(value)?;
                    self.value(slice)?;
                }
                _ => {}
            }
            self.free_to(save);
        }
        if self.scope_kind(self.scope).is_function() {
            return Ok(());
        }
        let name = match self.expr(target) {
            Expr::Name { id } if simple => Some(self.name_of(id)?),
            _ => None,
        };
        let v = self.temp()?;
        if self.future_annotations {
            if name.is_none() {
                self.free_to(save);
                return Ok(());
            }
            self.annotation_text(annotation, v)?;
        } else {
            self.into(annotation, v)?;
        }
        if let Some(name) = name {
            self.m.keep(name);
            let dict = self.temps(2)?;
            self.emit(Op::LoadAnnotations, &[dict])?;
            self.load_constant(dict + 1, name)?;
            self.emit(Op::SetItem, &[dict, dict + 1, v])?;
        }
        self.free_to(save);
        Ok(())
    }

    /// The annotation as it is written, for `from __future__ import annotations`.
    pub(super) fn annotation_text(&mut self, annotation: Node, to: u8) -> R<()> {
        let span = self.span(annotation);
        let mark = self.m.mark();
        let text = self.plain_name(Text {
            start: span.start,
            len: span.end - span.start,
        })?;
        self.load_constant(to, text)?;
        self.m.release(mark);
        Ok(())
    }

    pub(super) fn delete(&mut self, target: Node) -> R<()> {
        self.enter()?;
        let save = self.u.sp;
        self.at_line(target);
        match self.expr(target) {
            Expr::Name { id } => {
                let name = self.name_of(id)?;
                self.delete_name(name)?;
            }
            Expr::Attribute { value, attr } => {
                let object = self.value(value)?;
                let name = self.name_of(attr)?;
                let name = self.constant(name)?;
                self.at_line(target);
                self.emit_wide(Op::DeleteAttr, &[object], name, &[])?;
            }
            Expr::Subscript { value, slice } => {
                let object = self.value(value)?;
                let index = self.value(slice)?;
                self.at_line(target);
                self.emit(Op::DelItem, &[object, index])?;
            }
            Expr::Tuple { mut elts } | Expr::List { mut elts } => {
                while let Some(item) = self.next(&mut elts) {
                    self.delete(item)?;
                }
            }
            _ => return Err(self.syntax_error(target, &[Piece::S("cannot delete expression")])),
        }
        self.free_to(save);
        self.leave();
        Ok(())
    }

    /// `type X = …`: the value is computed when it is asked for.
    pub(super) fn type_alias(
        &mut self,
        node: Node,
        name: Node,
        type_params: NodeList,
        value: Node,
    ) -> R<()> {
        if !cfg!(feature = "typing") {
            return Err(self.m.left_out());
        }
        let Some(name) = self.name_at(name)? else {
            return Ok(());
        };
        self.m.keep(name);
        let save = self.u.sp;
        let outer = self.scope;
        let w = self.temps(3)?;
        let parameters = self.type_parameters(node, type_params, w + 1)?;
        self.load_constant(w, name)?;
        if !parameters {
            self.load_none(w + 1)?;
        }
        self.lazy_value(value, name, w + 2)?;
        self.scope = outer;
        self.at_line(node);
        self.intrinsic(crate::code::Intrinsic::TypeAlias, w, 3)?;
        self.store_name(name, w)?;
        self.free_to(save);
        Ok(())
    }

    /// Calls a function of the machine with `count` values from `first` on; the result comes there.
    pub(super) fn intrinsic(
        &mut self,
        which: crate::code::Intrinsic,
        first: u8,
        count: u8,
    ) -> R<()> {
        let save = self.u.sp;
        let w = self.temps(2 + usize::from(count))?;
        self.emit(Op::LoadIntrinsic, &[w, which as u8])?;
        for i in 0..count {
            self.move_to(w + 2 + i, first + i)?;
        }
        self.emit(Op::Call, &[w, count])?;
        self.move_to(first, w)?;
        self.free_to(save);
        Ok(())
    }
}
