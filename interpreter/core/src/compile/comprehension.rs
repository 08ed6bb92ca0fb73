//! Comprehensions: loops around the construction of a list, set or dict, in the code around them but with variables of
//! their own; and generator expressions, which are functions that get their first iterator as argument.

use super::Compiler;
use super::function::Made;
use super::symbols::{NOTHING, Resolved, flags, scope_flags};
use super::unit::Signature;
use crate::code::Op;
use crate::native::R;
use crate::object::code;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// What a comprehension makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    List,
    Set,
    Dict,
    Generator,
}

/// The inside of the innermost loop.
#[derive(Clone, Copy)]
struct Element {
    kind: Kind,
    /// Key of a dict, element of the others.
    elt: Node,
    value: Option<Node>,
    result: u8,
}

impl Compiler<'_, '_, '_> {
    pub(super) fn comprehension(
        &mut self,
        node: Node,
        kind: Kind,
        elt: Node,
        value: Option<Node>,
        generators: NodeList,
        to: u8,
    ) -> R<()> {
        let Some((first, _)) = generators.split_first(self) else {
            return Ok(());
        };
        let Comprehension { iter, .. } = self.part(first);
        let result = self.workplace(to)?;
        let source = self.value(iter)?;
        self.at_line(node);
        let op = match kind {
            Kind::Set => Op::BuildSet,
            Kind::Dict => Op::BuildDict,
            _ => Op::BuildList,
        };
        // Until the list is made, its place may be the one the iterable was computed in.
        self.emit(op, &[result, 0, 0])?;
        let outer = self.scope;
        let scope = self.child(node);
        self.scope = scope;
        let mut at = self.first_symbol(scope);
        while at != NOTHING {
            if self.resolved(at) == Resolved::Local {
                let register = self.temp()?;
                self.set_symbol_slot(at, register);
                let w = self.symbol_flags(at) & !flags::SET;
                self.set_symbol_flags(at, w);
                if generators.len() > 1 || w & flags::CELL != 0 {
                    self.load_constant(register, Value::UNBOUND)?;
                }
                if w & flags::CELL != 0 {
                    self.emit(Op::MakeCell, &[register])?;
                }
            }
            at = self.next_symbol(at);
        }
        self.comprehension_loops(
            generators,
            Some(source),
            Element {
                kind,
                elt,
                value,
                result,
            },
        )?;
        self.scope = outer;
        self.move_to(to, result)
    }

    fn comprehension_loops(
        &mut self,
        generators: NodeList,
        source: Option<u8>,
        element: Element,
    ) -> R<()> {
        let Some((first, rest)) = generators.split_first(self) else {
            return self.comprehension_element(element);
        };
        self.enter()?;
        let save = self.u.sp;
        let Comprehension {
            is_async,
            target,
            iter,
            mut ifs,
        } = self.part(first);
        let is_async = is_async && super::ASYNC;
        let line = self.line(first);
        let label = self.label()?;
        let next = label;
        let made = element.kind == Kind::Generator && source.is_some();
        if is_async {
            let iterator = self.temp()?;
            let source = match source {
                Some(source) => source,
                None => self.value(iter)?,
            };
            if made {
                self.move_to(iterator, source)?;
            } else {
                self.emit(Op::GetAIter, &[iterator, source])?;
            }
            self.free_to(iterator + 1);
            let item = self.temp()?;
            self.bind_loop(next);
            let handler = self.async_next(iterator, item)?;
            self.store(target, item)?;
            while let Some(test) = self.next(&mut ifs) {
                self.jump_when(test, false, next)?;
            }
            self.comprehension_loops(rest, None, element)?;
            self.jump(next)?;
            self.async_end(handler)?;
        } else {
            let source = match source {
                Some(source) => source,
                None => self.value(iter)?,
            };
            self.free_to(save);
            let w = self.temps(4)?;
            self.emit(Op::GetIter, &[w, source])?;
            let item = match self.loop_register(target)? {
                Some(register) => register,
                None => self.temp()?,
            };
            let top = self.label()?;
            self.jump(next)?;
            self.u.reachable = true;
            self.bind_loop(top);
            self.store(target, item)?;
            while let Some(test) = self.next(&mut ifs) {
                self.jump_when(test, false, next)?;
            }
            self.comprehension_loops(rest, None, element)?;
            self.bind_loop(next);
            self.u.line = line;
            self.jump_with(Op::ForIter, &[w, item], top)?;
        }
        self.drop_labels(label);
        self.free_to(save);
        self.leave();
        Ok(())
    }

    fn comprehension_element(&mut self, e: Element) -> R<()> {
        let save = self.u.sp;
        let v = self.value(e.elt)?;
        match (e.kind, e.value) {
            (Kind::List, _) => self.emit(Op::ListAppend, &[e.result, v])?,
            (Kind::Set, _) => self.emit(Op::SetAdd, &[e.result, v])?,
            (Kind::Dict, Some(value)) => {
                let value = self.value(value)?;
                self.emit(Op::DictAdd, &[e.result, v, value])?;
            }
            _ => {
                let sent = self.temp()?;
                self.emit(Op::Yield, &[sent, v])?;
            }
        }
        self.free_to(save);
        Ok(())
    }

    pub(super) fn generator_expression(
        &mut self,
        node: Node,
        elt: Node,
        generators: NodeList,
        to: u8,
    ) -> R<()> {
        let Some((first, _)) = generators.split_first(self) else {
            return Ok(());
        };
        let Comprehension { is_async, iter, .. } = self.part(first);
        let is_async = is_async && super::ASYNC;
        let scope = self.child(node);
        let w = self.window(to)?;
        self.temps(2)?;
        let argument = w + 2;
        self.into(iter, argument)?;
        self.at_line(node);
        self.emit(
            if is_async {
                Op::GetAIter
            } else {
                Op::GetIterable
            },
            &[argument, argument],
        )?;
        let name = self.m.intern(b"<genexpr>")?;
        let kind = if self.scope_has(scope, scope_flags::ASYNC) {
            code::flags::ASYNC_GENERATOR
        } else {
            code::flags::GENERATOR
        };
        let qualname = self.qualify(name)?;
        let signature = Signature {
            positional: 1,
            positional_only: 1,
            keyword_only: 0,
            flags: kind,
            name,
            doc: Value::UNBOUND,
        };
        let line = self.line(node);
        let code = self.nested_unit(scope, line, qualname, signature, &mut |c| {
            c.at_line(node);
            c.comprehension_loops(
                generators,
                Some(2),
                Element {
                    kind: Kind::Generator,
                    elt,
                    value: None,
                    result: 0,
                },
            )
        })?;
        let function = self.u.sp;
        self.make_function(
            scope,
            code,
            Made {
                window: function,
                defaults: false,
                keywords: false,
                annotations: false,
            },
        )?;
        self.move_to(w, function)?;
        self.emit(Op::Call, &[w, 1])?;
        self.move_to(to, w)
    }
}
