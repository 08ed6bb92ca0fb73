//! Statements. Each leaves the registers as it found them.

use super::exits::Exit;
use super::symbols::scope_flags;
use super::{Compiler, Mode};
use crate::code::Op;
use crate::machine::Piece;
use crate::names::n;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::store::Store;
use pyrite_syntax::tree::*;

impl Compiler<'_, '_, '_> {
    pub(super) fn statements(&mut self, mut body: NodeList) -> R<()> {
        while let Some(node) = self.next(&mut body) {
            self.statement(node)?;
        }
        Ok(())
    }

    pub(super) fn statement(&mut self, node: Node) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        let save = self.u.sp;
        self.at_line(node);
        self.statement_inner(node)?;
        self.free_to(save);
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    fn statement_inner(&mut self, node: Node) -> R<()> {
        match self.stmt(node) {
            Stmt::FunctionDef { .. } => self.function_statement(node),
            Stmt::ClassDef { .. } => self.class_statement(node),
            Stmt::Return { value } => self.return_statement(node, value),
            Stmt::Delete { mut targets } => {
                while let Some(target) = self.next(&mut targets) {
                    self.delete(target)?;
                }
                Ok(())
            }
            Stmt::Assign { targets, value } => self.assign(targets, value),
            Stmt::TypeAlias {
                name,
                type_params,
                value,
            } => self.type_alias(node, name, type_params, value),
            Stmt::AugAssign { op, target, value } => self.augmented(node, op, target, value),
            Stmt::AnnAssign {
                simple,
                target,
                annotation,
                value,
            } => self.annotated(simple, target, annotation, value),
            Stmt::For { .. } => self.for_statement(node),
            Stmt::While { test, body, orelse } => self.while_statement(test, body, orelse),
            Stmt::If { test, body, orelse } => self.if_statement(test, body, orelse),
            Stmt::With { .. } => self.with_statement(node),
            Stmt::Match { subject, cases } => self.match_statement(subject, cases),
            Stmt::Raise { exc, cause } => self.raise_statement(node, exc, cause),
            Stmt::Try { .. } => self.try_statement(node),
            Stmt::Assert { .. } if self.m.optimise > 0 => Ok(()),
            Stmt::Assert { test, msg } => self.assert_statement(node, test, msg),
            Stmt::Import { names } => self.import(node, names),
            Stmt::ImportFrom {
                module,
                names,
                level,
            } => self.import_from(node, module, names, level),
            Stmt::Expr { value } => self.expression_statement(value),
            Stmt::Break {} => self.leave_by(node, Exit::Break),
            Stmt::Continue {} => self.leave_by(node, Exit::Continue),
            Stmt::Global { .. } | Stmt::Nonlocal { .. } | Stmt::Pass {} => Ok(()),
        }
    }

    fn expression_statement(&mut self, value: Node) -> R<()> {
        if self.mode == Mode::Single && self.u.scope == 0 {
            let v = self.value(value)?;
            return self.emit(Op::Display, &[v]);
        }
        match self.expr(value) {
            Expr::Constant { .. } | Expr::Number { .. } => Ok(()),
            Expr::Str { .. } | Expr::StrConcat { .. } => Ok(()),
            // A name alone is read for the NameError it may raise.
            _ => self.value(value).map(|_| ()),
        }
    }

    fn return_statement(&mut self, node: Node, value: Option<Node>) -> R<()> {
        if !self.scope_kind(self.scope).is_function() {
            return Err(self.syntax_error(node, &[Piece::S("'return' outside function")]));
        }
        let Some(value) = value else {
            return self.leave_by(node, Exit::Return(None));
        };
        if self.scope_has(self.scope, scope_flags::ASYNC)
            && self.scope_has(self.scope, scope_flags::YIELDS)
        {
            return Err(
                self.syntax_error(node, &[Piece::S("'return' with value in async generator")])
            );
        }
        if let Expr::Constant {
            value: Singleton::None,
        } = self.expr(value)
        {
            return self.leave_by(node, Exit::Return(None));
        }
        let register = if self.exit_runs_code() {
            let register = self.temp()?;
            self.into(value, register)?;
            register
        } else {
            self.value(value)?
        };
        self.at_line(node);
        self.leave_by(node, Exit::Return(Some(register)))
    }

    /// Chains of `elif` are walked in a loop.
    fn if_statement(&mut self, test: Node, body: NodeList, orelse: NodeList) -> R<()> {
        let (mut test, mut body, mut orelse) = (test, body, orelse);
        let end = self.label()?;
        loop {
            let other = self.label()?;
            self.at_line(test);
            self.jump_when(test, false, other)?;
            self.statements(body)?;
            if orelse.is_empty() {
                self.bind(other);
                break;
            }
            self.jump(end)?;
            self.bind(other);
            self.drop_labels(other);
            if orelse.len() == 1
                && let Some(only) = orelse.get(self, 0)
                && let Stmt::If {
                    test: t,
                    body: b,
                    orelse: o,
                } = self.stmt(only)
            {
                (test, body, orelse) = (t, b, o);
                continue;
            }
            self.statements(orelse)?;
            break;
        }
        self.bind(end);
        self.drop_labels(end);
        Ok(())
    }

    fn raise_statement(&mut self, node: Node, exc: Option<Node>, cause: Option<Node>) -> R<()> {
        let Some(exc) = exc else {
            return self.emit(Op::RaiseHandled, &[]);
        };
        let e = self.value(exc)?;
        match cause {
            Some(cause) => {
                let c = self.value(cause)?;
                self.at_line(node);
                self.emit(Op::RaiseFrom, &[e, c])
            }
            None => {
                self.at_line(node);
                self.emit(Op::Raise, &[e])
            }
        }
    }

    fn assert_statement(&mut self, node: Node, test: Node, msg: Option<Node>) -> R<()> {
        let end = self.label()?;
        self.jump_when(test, true, end)?;
        let w = self.temps(2)?;
        self.at_line(node);
        self.emit(Op::LoadBuildError, &[w])?;
        if let Some(msg) = msg {
            let argument = self.temp()?;
            self.into(msg, argument)?;
            self.at_line(node);
            self.emit(Op::Call, &[w, 1])?;
        }
        self.u.node = test.0;
        self.emit(Op::Raise, &[w])?;
        self.bind(end);
        self.drop_labels(end);
        Ok(())
    }

    /// A dotted name without the white space it may be written with.
    fn dotted(&mut self, name: Text) -> R<Value> {
        if !self
            .source_bytes(name)
            .iter()
            .any(|b| b.is_ascii_whitespace() || *b == b'\\')
        {
            return self.plain_name(name);
        }
        let mut text = crate::machine::Text::new(self.m)?;
        for at in name.start..name.end() {
            let byte = self.byte(at);
            if !byte.is_ascii_whitespace() && byte != b'\\' {
                text.push_byte(self.m, byte)?;
            }
        }
        let v = text.finish(self.m)?;
        self.m.intern_value(v)
    }

    fn import(&mut self, node: Node, mut names: NodeList) -> R<()> {
        while let Some(alias) = self.next(&mut names) {
            let Alias { name, asname } = self.part(alias);
            let save = self.u.sp;
            let module = self.temp()?;
            let full = self.dotted(name)?;
            let none = self.constant(Value::NONE)?.to_le_bytes();
            let full_index = self.constant(full)?;
            self.at_line(node);
            self.emit_wide(Op::Import, &[module], full_index, &[none[0], none[1], 0])?;
            let bound = match asname {
                Some(asname) => {
                    let mut at = self.first_component(name).end();
                    while let Some(part) = self.component_after(name, at) {
                        at = part.end();
                        let part = self.plain_name(part)?;
                        let part = self.constant(part)?;
                        self.emit_wide(Op::ImportFrom, &[module, module], part, &[])?;
                    }
                    asname
                }
                None => self.first_component(name),
            };
            let bound = self.name_of(bound)?;
            self.store_name(bound, module)?;
            self.free_to(save);
        }
        Ok(())
    }

    /// The next part of a dotted name after the offset `at`.
    fn component_after(&self, name: Text, at: u32) -> Option<Text> {
        let end = name.end();
        let separates = |b: u8| b == b'.' || b == b'\\' || b.is_ascii_whitespace();
        let start = (at..end).find(|&i| !separates(self.byte(i)))?;
        let stop = (start..end)
            .find(|&i| separates(self.byte(i)))
            .unwrap_or(end);
        Some(Text {
            start,
            len: stop - start,
        })
    }

    fn import_from(
        &mut self,
        node: Node,
        module: Option<Text>,
        names: NodeList,
        level: u32,
    ) -> R<()> {
        let Ok(level) = u8::try_from(level) else {
            return Err(self.syntax_error(node, &[Piece::S("too many dots in a relative import")]));
        };
        let list = self.m.new_tuple_sized(names.len() as usize)?;
        let mut rest = names;
        let mut i = 0;
        while let Some(alias) = self.next(&mut rest) {
            let Alias { name, .. } = self.part(alias);
            let name = self.plain_name(name)?;
            self.m.heap.set_value(list, 1 + i, name);
            i += 1;
        }
        let from = self.constant(Value::reference(list))?.to_le_bytes();
        let full = match module {
            Some(module) => self.dotted(module)?,
            None => self.m.intern(b"")?,
        };
        let full = self.constant(full)?;
        let w = self.temp()?;
        self.emit_wide(Op::Import, &[w], full, &[from[0], from[1], level])?;
        let mut rest = names;
        while let Some(alias) = self.next(&mut rest) {
            let Alias { name, asname } = self.part(alias);
            if self.byte(name.start) == b'*' {
                self.emit(Op::ImportStar, &[w])?;
                continue;
            }
            let save = self.u.sp;
            let v = self.temp()?;
            let attribute = self.plain_name(name)?;
            let attribute = self.constant(attribute)?;
            self.emit_wide(Op::ImportFrom, &[v, w], attribute, &[])?;
            let bound = self.name_of(asname.unwrap_or(name))?;
            self.store_name(bound, v)?;
            self.free_to(save);
        }
        Ok(())
    }

    /// An error unless the code is that of an `async def`.
    pub(super) fn check_async(&mut self, node: Node, text: &str) -> R<()> {
        let unit = self.unit_of(self.scope);
        if self.scope_has(unit, scope_flags::ASYNC) {
            return Ok(());
        }
        Err(self.syntax_error(node, &[Piece::S(text)]))
    }

    /// A name of a class body, stored in its namespace.
    pub(super) fn store_namespace(&mut self, name: crate::names::Name, from: u8) -> R<()> {
        let name = self.constant(Value::name(name))?;
        self.emit_wide(Op::StoreName, &[from], name, &[])
    }

    pub(super) fn load_module_name(&mut self, to: u8) -> R<()> {
        self.emit_cached(Op::LoadGlobal, &[to], Value::name(n::__name__), &[])
    }
}
