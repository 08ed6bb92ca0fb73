//! Calls: the callable and its arguments in a window of registers, the result in the window's first.

use super::Compiler;
use super::name::Place;
use super::symbols::ScopeKind;
use crate::code::Op;
use crate::machine::Piece;
use crate::names::n;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// Arguments that are passed in registers; more travel in a list.
const IN_REGISTERS: u32 = 60;

impl Compiler<'_, '_, '_> {
    /// The first register of a window whose result is wanted in `to`.
    pub(super) fn window(&mut self, to: u8) -> R<u8> {
        if self.is_temp(to) && to + 1 == self.u.sp {
            Ok(to)
        } else {
            self.temp()
        }
    }

    pub(super) fn call(
        &mut self,
        node: Node,
        func: Node,
        args: NodeList,
        keywords: NodeList,
        to: u8,
    ) -> R<()> {
        self.check_keywords(keywords)?;
        let w = self.window(to)?;
        if args.is_empty() && keywords.is_empty() && self.zero_argument_super(node, func, w)? {
            return self.move_to(to, w);
        }
        let most = if self.is_crowded() { 3 } else { IN_REGISTERS };
        let starred = args.len() + keywords.len() > most
            || args
                .iter(self)
                .any(|a| matches!(self.expr(a), Expr::Starred { .. }))
            || keywords
                .iter(self)
                .any(|k| self.part::<Keyword>(k).arg.is_none());
        if starred {
            self.into(func, w)?;
            self.temp()?;
            self.call_with(args, keywords, w)?;
            self.at_line(node);
            self.emit(Op::CallEx, &[w])?;
            return self.move_to(to, w);
        }
        let method = self.callee(func, w)?;
        let count = self.arguments(args)?;
        let names = self.keyword_arguments(keywords)?;
        let count = count + keywords.len() as u8;
        match self.expr(func) {
            Expr::Attribute { value, attr } => self.at_attribute(node, value, attr),
            _ => self.at_line(node),
        }
        match names {
            Some(names) => {
                let names = self.constant(names)?;
                let op = if method { Op::CallMethodKw } else { Op::CallKw };
                self.emit_wide(op, &[w, count], names, &[])?;
            }
            None => self.emit(if method { Op::CallMethod } else { Op::Call }, &[w, count])?,
        }
        self.move_to(to, w)
    }

    /// The callable into the window; whether it is a method whose object stands in front of the arguments.
    fn callee(&mut self, func: Node, w: u8) -> R<bool> {
        if let Expr::Attribute { value, attr } = self.expr(func) {
            let object = match self.expr(value) {
                Expr::Name { .. } => {
                    let save = self.u.sp;
                    self.free_to(w);
                    let object = self.value(value)?;
                    self.free_to(save);
                    object
                }
                _ => {
                    self.into(value, w)?;
                    w
                }
            };
            self.temps(2)?;
            let name = self.name_of(attr)?;
            self.at_attribute(func, value, attr);
            self.emit_cached(Op::LoadMethod, &[w, object], name, &[])?;
            return Ok(true);
        }
        self.into(func, w)?;
        self.temp()?;
        Ok(false)
    }

    fn arguments(&mut self, mut args: NodeList) -> R<u8> {
        let count = args.len() as u8;
        while let Some(arg) = self.next(&mut args) {
            let register = self.temp()?;
            self.into(arg, register)?;
        }
        Ok(count)
    }

    /// Values into registers; the tuple of the names.
    fn keyword_arguments(&mut self, keywords: NodeList) -> R<Option<Value>> {
        if keywords.is_empty() {
            return Ok(None);
        }
        let names = self.m.new_tuple_sized(keywords.len() as usize)?;
        let mut list = keywords;
        let mut i = 0;
        while let Some(keyword) = self.next(&mut list) {
            let Keyword { arg, value } = self.part(keyword);
            let register = self.temp()?;
            self.into(value, register)?;
            if let Some(arg) = arg {
                let name = self.plain_name(arg)?;
                self.m.heap.set_value(names, 1 + i, name);
            }
            i += 1;
        }
        Ok(Some(Value::reference(names)))
    }

    /// The arguments for `CallEx`, in `w + 2` and `w + 3`.
    pub(super) fn call_with(&mut self, args: NodeList, keywords: NodeList, w: u8) -> R<()> {
        let list = self.temp()?;
        let dict = self.temp()?;
        match (args.len(), args.get(self, 0).map(|a| self.expr(a))) {
            (1, Some(Expr::Starred { value })) => self.into(value, list)?,
            _ => self.gather(args, list)?,
        }
        self.keyword_dict(keywords, dict, w)
    }

    /// The dict of keyword arguments in `dict`, or unbound when there are none. The names of a run of plain keywords are
    /// known to differ; those that come with `**` are checked.
    pub(super) fn keyword_dict(&mut self, mut keywords: NodeList, dict: u8, callable: u8) -> R<()> {
        if keywords.is_empty() {
            return self.load_constant(dict, Value::UNBOUND);
        }
        let mut made = false;
        while let Some((first, rest)) = keywords.split_first(self) {
            let save = self.u.sp;
            let Keyword { arg, value } = self.part(first);
            if arg.is_none() {
                if !made {
                    self.emit(Op::BuildDict, &[dict, 0, 0])?;
                    made = true;
                }
                let v = self.value(value)?;
                self.emit(Op::DictMerge, &[dict, v, callable])?;
                keywords = rest;
                self.free_to(save);
                continue;
            }
            let target = if made { self.temp()? } else { dict };
            self.emit(Op::BuildDict, &[target, 0, 0])?;
            while let Some((item, rest)) = keywords.split_first(self) {
                let Keyword {
                    arg: Some(arg),
                    value,
                } = self.part(item)
                else {
                    break;
                };
                let inner = self.u.sp;
                let key = self.temp()?;
                let v = self.temp()?;
                self.into(value, v)?;
                let mark = self.m.mark();
                let name = self.plain_name(arg)?;
                self.load_constant(key, name)?;
                self.m.release(mark);
                self.emit(Op::DictAdd, &[target, key, v])?;
                self.free_to(inner);
                keywords = rest;
            }
            if made {
                self.emit(Op::DictMerge, &[dict, target, callable])?;
            }
            made = true;
            self.free_to(save);
        }
        Ok(())
    }

    pub(super) fn check_keywords(&mut self, keywords: NodeList) -> R<()> {
        let mut list = keywords;
        while let Some(keyword) = self.next(&mut list) {
            let Keyword { arg: Some(arg), .. } = self.part(keyword) else {
                continue;
            };
            let mut rest = list;
            while let Some(other) = self.next(&mut rest) {
                let Keyword {
                    arg: Some(again), ..
                } = self.part(other)
                else {
                    continue;
                };
                if arg.len == again.len && self.source_bytes(arg) == self.source_bytes(again) {
                    let name = self.plain_name(arg)?;
                    return Err(self.syntax_error(
                        other,
                        &[Piece::S("keyword argument repeated: "), Piece::V(name)],
                    ));
                }
            }
        }
        Ok(())
    }

    /// `super()` in a method: with the class and the first argument.
    fn zero_argument_super(&mut self, node: Node, func: Node, w: u8) -> R<bool> {
        let Expr::Name { id } = self.expr(func) else {
            return Ok(false);
        };
        if !self.is_text(id, b"super") {
            return Ok(false);
        }
        let unit = self.unit_of(self.scope);
        let name = Value::name(n::super_);
        let class = Value::name(n::__class__);
        if !matches!(
            self.scope_kind(unit),
            ScopeKind::Function | ScopeKind::Lambda
        ) || self.place_of(name) != Place::Global
            || !matches!(self.place_of(class), Place::Free(_) | Place::Cell(_))
        {
            return Ok(false);
        }
        let first = self.first_symbol(unit);
        if first == super::symbols::NOTHING
            || self.symbol_flags(first) & super::symbols::flags::PARAMETER == 0
        {
            return Ok(false);
        }
        let own = self.symbol_name(first);
        self.at_line(func);
        self.load_name(name, w)?;
        self.temps(3)?;
        self.load_name(class, w + 2)?;
        let outer = self.scope;
        self.scope = unit;
        // Without a check: `super` has its own word for a first argument that was deleted.
        let loaded = match self.place_of(own) {
            Place::Register(r) | Place::Unsteady(r) => self.move_to(w + 3, r),
            _ => self.load_name(own, w + 3),
        };
        self.scope = outer;
        loaded?;
        self.at_line(node);
        self.emit(Op::CallSuper, &[w])?;
        Ok(true)
    }
}
