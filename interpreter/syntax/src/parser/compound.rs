//! Compound statements: those with blocks.

use super::{Grammar, Parsed, Start};
use crate::error::{Block, Message};
use crate::store::Store;
use crate::token::Kind;
use crate::tree::*;

/// `orelse` of `If`: a field that is patched, by its place in the table of nodes.
const ORELSE: u32 = 2;

impl<S: Store> Grammar<'_, S> {
    /// The compound statement that begins here, if one does.
    pub(super) fn compound_statement(&mut self) -> Parsed<Option<Node>> {
        let start = self.start();
        let node = match self.kind() {
            Kind::If => self.if_statement(start)?,
            Kind::While => self.while_statement(start)?,
            Kind::For => self.for_statement(start, false)?,
            Kind::Try => self.try_statement(start)?,
            Kind::With => self.with_statement(start, false)?,
            Kind::Def => self.function_def(start, NodeList::EMPTY, false)?,
            Kind::Class => self.class_def(start, NodeList::EMPTY)?,
            Kind::At => self.decorated()?,
            Kind::Async if cfg!(feature = "async") => self.async_statement(start)?,
            Kind::Name if cfg!(feature = "patterns") && self.at_word(b"match") => {
                return self.match_statement(start);
            }
            _ => return Ok(None),
        };
        Ok(Some(node))
    }

    fn async_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        match self.kind() {
            Kind::Def => self.function_def(start, NodeList::EMPTY, true),
            Kind::For => self.for_statement(start, true),
            Kind::With => self.with_statement(start, true),
            _ => self.invalid(),
        }
    }

    /// `if … elif … else`, in a loop: every `elif` fills the gap of the one before.
    fn if_statement(&mut self, start: Start) -> Parsed<Node> {
        let mut owner = Block::If;
        let mut branch_start = start;
        let mut whole: Option<Node> = None;
        let mut gap: Option<Node> = None;
        let orelse = loop {
            self.advance()?;
            let test = self.named_expression()?;
            self.colon(false)?;
            let body = self.block(owner, branch_start.line)?;
            let node = self.stmt(
                branch_start,
                Stmt::If {
                    test,
                    body,
                    orelse: NodeList::EMPTY,
                },
            )?;
            if let Some(gap) = gap {
                let mut alone = ListBuilder::default();
                let cell = self.store.len();
                self.append(&mut alone, node)?;
                self.patch(gap, ORELSE, cell);
            }
            whole.get_or_insert(node);
            gap = Some(node);
            branch_start = self.start();
            if self.at_clause(Kind::Elif)? {
                owner = Block::Elif;
                continue;
            }
            break self.else_block()?;
        };
        let (Some(whole), Some(gap)) = (whole, gap) else {
            return self.invalid();
        };
        if let Some(first) = orelse.first_cell() {
            self.patch(gap, ORELSE, first);
        }
        self.patch_end(whole, self.state.prev_end);
        Ok(whole)
    }

    /// `else:` and its block, if there is one.
    fn else_block(&mut self) -> Parsed<NodeList> {
        if !self.at_clause(Kind::Else)? {
            return Ok(NodeList::EMPTY);
        }
        let line = self.state.token.line;
        self.advance()?;
        self.colon(true)?;
        self.block(Block::Else, line)
    }

    fn while_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let test = self.named_expression()?;
        self.colon(false)?;
        let body = self.block(Block::While, start.line)?;
        let orelse = self.else_block()?;
        self.stmt(start, Stmt::While { test, body, orelse })
    }

    fn for_statement(&mut self, start: Start, is_async: bool) -> Parsed<Node> {
        self.advance()?;
        let target = self.loop_target()?;
        self.expect(Kind::In)?;
        let iter = self.expression_list()?;
        self.colon(false)?;
        let body = self.block(Block::For, start.line)?;
        let orelse = self.else_block()?;
        self.stmt(
            start,
            Stmt::For {
                is_async,
                target,
                iter,
                body,
                orelse,
            },
        )
    }

    fn with_statement(&mut self, start: Start, is_async: bool) -> Parsed<Node> {
        self.advance()?;
        let bracketed = if self.at(Kind::LParen) {
            self.attempt(Self::bracketed_items)?
        } else {
            None
        };
        let items = match bracketed {
            Some(items) => items,
            None => self.plain_items()?,
        };
        self.colon(false)?;
        let body = self.block(Block::With, start.line)?;
        self.stmt(
            start,
            Stmt::With {
                is_async,
                items,
                body,
            },
        )
    }

    /// Items without parentheses around them. When they make no sense either, what was wrong in parentheses can be told.
    fn plain_items(&mut self) -> Parsed<NodeList> {
        let discarded = self.discarded.take();
        self.with_items(Kind::Colon).inspect_err(|_| {
            let reached = self.fault.map_or(0, |fault| fault.start);
            let better = discarded.filter(|fault| match fault.message {
                Message::CannotAssign { .. } => true,
                Message::InvalidSyntax => fault.start > reached,
                _ => false,
            });
            if better.is_some() {
                self.fault = better;
            }
        })
    }

    /// `(a as b, c as d)`: only when the colon follows; otherwise it is an expression in parentheses.
    fn bracketed_items(&mut self) -> Parsed<Option<NodeList>> {
        self.advance()?;
        let items = self.with_items(Kind::RParen)?;
        self.expect(Kind::RParen)?;
        if !self.at(Kind::Colon) {
            let mut list = items;
            while let Some(item) = self.store.next(&mut list) {
                let WithItem { optional_vars, .. } = self.store.part(item);
                // An `as` stands in no expression: there is no other way to read it.
                if optional_vars.is_some() {
                    return Ok(Some(items));
                }
            }
            return Ok(None);
        }
        Ok(Some(items))
    }

    fn with_items(&mut self, closing: Kind) -> Parsed<NodeList> {
        let mut items = ListBuilder::default();
        loop {
            let start = self.start();
            let context_expr = self.expression()?;
            let mut optional_vars = None;
            if self.eat(Kind::As)? {
                let target = self.starred_or_expression()?;
                if matches!(self.kind(), Kind::Comma | Kind::RParen | Kind::Colon) {
                    self.check_target(target)?;
                    if matches!(self.store.expr(target), Expr::Starred { .. }) {
                        return self.about(Message::StarredTarget, target);
                    }
                }
                optional_vars = Some(target);
            }
            let span = self.span(start);
            let result = WithItem {
                context_expr,
                optional_vars,
            }
            .write(self.store, span);
            let node = self.kept(result)?;
            self.append(&mut items, node)?;
            if !self.eat(Kind::Comma)? || (closing == Kind::RParen && self.at(closing)) {
                return Ok(items.list());
            }
        }
    }

    fn try_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        self.colon(true)?;
        let body = self.block(Block::Try, start.line)?;
        let mut handlers = ListBuilder::default();
        let mut is_star = false;
        while self.at_clause(Kind::Except)? {
            let first = handlers.len() == 0;
            let (handler, star) = self.handler((!first).then_some(is_star))?;
            is_star = star;
            self.append(&mut handlers, handler)?;
        }
        let orelse = if handlers.len() > 0 {
            self.else_block()?
        } else {
            NodeList::EMPTY
        };
        let mut finalbody = NodeList::EMPTY;
        if self.at_clause(Kind::Finally)? {
            let line = self.state.token.line;
            self.advance()?;
            self.colon(true)?;
            finalbody = self.block(Block::Finally, line)?;
        } else if handlers.len() == 0 {
            return self.where_line_is_missing(Message::ExpectedExcept);
        }
        self.stmt(
            start,
            Stmt::Try {
                is_star,
                body,
                handlers: handlers.list(),
                orelse,
                finalbody,
            },
        )
    }

    /// One `except` clause, and whether it is `except*`, which has to be as `expected`.
    fn handler(&mut self, expected: Option<bool>) -> Parsed<(Node, bool)> {
        let start = self.start();
        self.advance()?;
        let star = self.eat(Kind::Star)?;
        if expected.is_some_and(|expected| expected != star) {
            return self.fail(Message::MixedExcept, start.offset, self.state.prev_end);
        }
        let mut exc_type = None;
        let mut name = None;
        if !matches!(self.kind(), Kind::Colon | Kind::Newline) {
            let first = self.expression()?;
            if self.at(Kind::Comma) {
                return self.unparenthesized_types(first);
            }
            exc_type = Some(first);
            if self.eat(Kind::As)? {
                name = Some(self.name()?);
            }
        } else if star {
            return self.here(Message::ExceptStarType);
        }
        self.colon(false)?;
        let owner = if star {
            Block::ExceptStar
        } else {
            Block::Except
        };
        let body = self.block(owner, start.line)?;
        let span = self.span(start);
        let result = ExceptHandler {
            exc_type,
            name,
            body,
        }
        .write(self.store, span);
        Ok((self.kept(result)?, star))
    }

    /// `except A, B:`
    #[cold]
    fn unparenthesized_types<T>(&mut self, first: Node) -> Parsed<T> {
        let comma = self.state.token;
        let start = self.store.span(first).start;
        let end = self.attempt(|grammar| {
            grammar.advance()?;
            grammar.expression_list()?;
            let end = grammar.state.prev_end;
            if grammar.eat(Kind::As)? {
                grammar.name()?;
            }
            Ok(grammar.at(Kind::Colon).then_some(end))
        })?;
        match end {
            Some(end) => self.fail(Message::ExceptParentheses, start, end),
            None => self.fail(Message::InvalidSyntax, comma.start, comma.end),
        }
    }
}
