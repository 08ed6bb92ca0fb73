//! The first walk over a statement's tree: which scopes it has, and which names each of them binds and uses. Here: statements,
//! targets and patterns.

mod expression;
mod scope;

use super::Compiler;
use super::symbols::{ScopeKind, flags};
use crate::machine::Piece;
use crate::native::R;
use pyrite_syntax::store::Store;
use pyrite_syntax::tree::*;

impl Compiler<'_, '_, '_> {
    pub(super) fn collect_body(&mut self, mut body: NodeList) -> R<()> {
        while let Some(node) = self.next(&mut body) {
            self.collect_statement(node)?;
        }
        Ok(())
    }

    fn collect_all(&mut self, mut nodes: NodeList) -> R<()> {
        while let Some(node) = self.next(&mut nodes) {
            self.collect(node)?;
        }
        Ok(())
    }

    fn collect_option(&mut self, node: Option<Node>) -> R<()> {
        node.map_or(Ok(()), |node| self.collect(node))
    }

    pub(super) fn collect_statement(&mut self, node: Node) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        self.collect_statement_inner(node)?;
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    fn collect_statement_inner(&mut self, node: Node) -> R<()> {
        match self.stmt(node) {
            Stmt::FunctionDef { .. } => self.collect_function(node),
            Stmt::ClassDef { .. } => self.collect_class(node),
            Stmt::Return { value } => self.collect_option(value),
            Stmt::Delete { targets } => {
                self.collect_targets(targets, flags::BOUND | flags::DELETED)
            }
            Stmt::Assign { targets, value } => {
                self.collect(value)?;
                self.collect_targets(targets, flags::BOUND)
            }
            Stmt::TypeAlias {
                name,
                type_params,
                value,
            } => {
                self.collect_target(name, flags::BOUND)?;
                let outer = self.collect_type_parameters(node, type_params)?;
                let around = self.scope;
                self.open_scope(ScopeKind::Lambda, value)?;
                self.collect(value)?;
                self.scope = around;
                self.scope = outer;
                Ok(())
            }
            Stmt::AugAssign { target, value, .. } => {
                if let Expr::Name { id } = self.expr(target) {
                    self.note_name(id, flags::USED, target)?;
                }
                self.collect_target(target, flags::BOUND)?;
                self.collect(value)
            }
            Stmt::AnnAssign {
                simple,
                target,
                annotation,
                value,
            } => {
                if let Expr::Name { id } = self.expr(target) {
                    if simple {
                        let name = self.name_of(id)?;
                        if let Some(symbol) = self.find_symbol(self.scope, name)
                            && self.scope != 0
                        {
                            let w = self.symbol_flags(symbol);
                            let kind = if w & flags::GLOBAL != 0 {
                                "global"
                            } else {
                                "nonlocal"
                            };
                            if w & (flags::GLOBAL | flags::NONLOCAL) != 0 {
                                return Err(self.syntax_error(
                                    node,
                                    &[
                                        Piece::S("annotated name '"),
                                        Piece::V(name),
                                        Piece::S("' can't be "),
                                        Piece::S(kind),
                                    ],
                                ));
                            }
                        }
                        self.note_name(id, flags::BOUND | flags::ANNOTATED, target)?;
                    } else if value.is_some() {
                        self.note_name(id, flags::BOUND, target)?;
                    }
                } else {
                    self.collect_target(target, flags::BOUND)?;
                }
                if !self.future_annotations && !self.scope_kind(self.scope).is_function() {
                    self.collect(annotation)?;
                }
                self.collect_option(value)
            }
            Stmt::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.collect_target(target, flags::BOUND)?;
                self.collect(iter)?;
                self.collect_body(body)?;
                self.collect_body(orelse)
            }
            Stmt::While { test, body, orelse } => {
                self.collect(test)?;
                self.collect_body(body)?;
                self.collect_body(orelse)
            }
            Stmt::If { test, body, orelse } => {
                let (mut test, mut body, mut orelse) = (test, body, orelse);
                loop {
                    self.collect(test)?;
                    self.collect_body(body)?;
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
                    return self.collect_body(orelse);
                }
            }
            Stmt::With {
                mut items, body, ..
            } => {
                while let Some(item) = self.next(&mut items) {
                    let WithItem {
                        context_expr,
                        optional_vars,
                    } = self.part(item);
                    self.collect(context_expr)?;
                    if let Some(target) = optional_vars {
                        self.collect_target(target, flags::BOUND)?;
                    }
                }
                self.collect_body(body)
            }
            Stmt::Match { subject, mut cases } => {
                self.collect(subject)?;
                while let Some(case) = self.next(&mut cases) {
                    let MatchCase {
                        pattern,
                        guard,
                        body,
                    } = self.part(case);
                    self.collect_pattern(pattern)?;
                    self.collect_option(guard)?;
                    self.collect_body(body)?;
                }
                Ok(())
            }
            Stmt::Raise { exc, cause } => {
                self.collect_option(exc)?;
                self.collect_option(cause)
            }
            Stmt::Try {
                body,
                mut handlers,
                orelse,
                finalbody,
                ..
            } => {
                self.collect_body(body)?;
                while let Some(handler) = self.next(&mut handlers) {
                    let ExceptHandler {
                        exc_type,
                        name,
                        body,
                    } = self.part(handler);
                    self.collect_option(exc_type)?;
                    if let Some(name) = name {
                        self.note_name(name, flags::BOUND | flags::DELETED, handler)?;
                    }
                    self.collect_body(body)?;
                }
                self.collect_body(orelse)?;
                self.collect_body(finalbody)
            }
            Stmt::Assert { test, msg } => {
                self.collect(test)?;
                self.collect_option(msg)
            }
            Stmt::Import { mut names } => {
                while let Some(alias) = self.next(&mut names) {
                    let Alias { name, asname } = self.part(alias);
                    let bound = asname.unwrap_or(self.first_component(name));
                    self.note_name(bound, flags::BOUND, alias)?;
                }
                Ok(())
            }
            Stmt::ImportFrom { mut names, .. } => {
                while let Some(alias) = self.next(&mut names) {
                    let Alias { name, asname } = self.part(alias);
                    if self.byte(name.start) == b'*' {
                        if self.scope != 0 {
                            return Err(self.syntax_error(
                                alias,
                                &[Piece::S("import * only allowed at module level")],
                            ));
                        }
                        continue;
                    }
                    self.note_name(asname.unwrap_or(name), flags::BOUND, alias)?;
                }
                Ok(())
            }
            Stmt::Global { names } => self.collect_declaration(node, names, flags::GLOBAL),
            Stmt::Nonlocal { names } => self.collect_declaration(node, names, flags::NONLOCAL),
            Stmt::Expr { value } => self.collect(value),
            Stmt::Pass {} | Stmt::Break {} | Stmt::Continue {} => Ok(()),
        }
    }

    fn collect_targets(&mut self, mut targets: NodeList, flags: u32) -> R<()> {
        while let Some(target) = self.next(&mut targets) {
            self.collect_target(target, flags)?;
        }
        Ok(())
    }

    fn collect_target(&mut self, node: Node, flags: u32) -> R<()> {
        self.enter()?;
        match self.expr(node) {
            Expr::Name { id } => self.note_name(id, flags, node)?,
            Expr::Tuple { elts } | Expr::List { elts } => self.collect_targets(elts, flags)?,
            Expr::Starred { value } => self.collect_target(value, flags)?,
            _ => self.collect(node)?,
        }
        self.leave();
        Ok(())
    }

    fn collect_pattern(&mut self, node: Node) -> R<()> {
        self.enter()?;
        match self.pattern(node) {
            Pattern::MatchValue { value } => self.collect(value)?,
            Pattern::MatchSingleton { .. } => {}
            Pattern::MatchSequence { mut patterns } | Pattern::MatchOr { mut patterns } => {
                while let Some(item) = self.next(&mut patterns) {
                    self.collect_pattern(item)?;
                }
            }
            Pattern::MatchMapping { mut items, rest } => {
                while let Some(key) = self.next(&mut items) {
                    self.collect(key)?;
                    if let Some(value) = self.next(&mut items) {
                        self.collect_pattern(value)?;
                    }
                }
                if let Some(rest) = rest {
                    self.note_name(rest, flags::BOUND, node)?;
                }
            }
            Pattern::MatchClass {
                cls,
                mut patterns,
                mut keywords,
            } => {
                self.collect(cls)?;
                while let Some(item) = self.next(&mut patterns) {
                    self.collect_pattern(item)?;
                }
                while let Some(item) = self.next(&mut keywords) {
                    let KeywordPattern { pattern, .. } = self.part(item);
                    self.collect_pattern(pattern)?;
                }
            }
            Pattern::MatchStar { name } => {
                if let Some(name) = name {
                    self.note_name(name, flags::BOUND, node)?;
                }
            }
            Pattern::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.collect_pattern(pattern)?;
                }
                if let Some(name) = name {
                    self.note_name(name, flags::BOUND, node)?;
                }
            }
        }
        self.leave();
        Ok(())
    }
}
