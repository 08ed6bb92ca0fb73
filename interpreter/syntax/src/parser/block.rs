//! Lines and blocks: where a statement ends, and which statements an indentation holds together.

use super::recovery::end_of_line;
use super::{Grammar, MAX_INDENTS, Parsed};
use crate::complete::has_block;
use crate::error::{Block, Message};
use crate::lexer::Indent;
use crate::store::Store;
use crate::token::Kind;
use crate::tree::*;
use core::cmp::Ordering;

impl<S: Store> Grammar<'_, S> {
    /// The next statement of the module; `None` at its end.
    pub(super) fn module_statement(&mut self) -> Parsed<Option<Node>> {
        while self.at(Kind::Newline) && self.state.token.first {
            self.advance()?;
        }
        if self.at(Kind::End) {
            return Ok(None);
        }
        self.statement().map(Some)
    }

    /// Nothing may follow the one statement of `compile(…, "single")`, and the last line of a block needs an end.
    pub(super) fn single_statement(&mut self, node: Node) -> Parsed<()> {
        let block = has_block(self.store.stmt(node));
        if !self.at(Kind::End) {
            if block {
                return self.invalid();
            }
            let end = self.state.prev_end;
            return self.fail(Message::MultipleStatements, end, end);
        }
        let len = self.store.source_len();
        let one_line = (0..len).all(|at| !matches!(self.store.byte(at), b'\n' | b'\r'));
        if block && one_line {
            return self.invalid();
        }
        Ok(())
    }

    /// The source text is empty where a statement has to be.
    pub(super) fn no_statement<T>(&mut self) -> Parsed<T> {
        self.refuse_indent()?;
        self.invalid()
    }

    /// The first line of an expression is not indented, even when nothing is on it.
    pub(super) fn refuse_indent(&mut self) -> Parsed<()> {
        if !self.at(Kind::End) {
            return self.same_line_start();
        }
        let len = self.store.source_len();
        if len > 0 && (0..len).all(|at| matches!(self.store.byte(at), b' ' | b'\t')) {
            return self.fail(Message::UnexpectedIndent, len - 1, len);
        }
        Ok(())
    }

    /// One statement, with the `;` or the line break after it.
    fn statement(&mut self) -> Parsed<Node> {
        if self.state.token.first {
            self.same_line_start()?;
            if let Some(node) = self.compound_statement()? {
                return Ok(node);
            }
        }
        let node = self.simple_statement()?;
        self.end_of_statement(node)?;
        Ok(node)
    }

    /// `;` with more on the line, or the end of the line.
    fn end_of_statement(&mut self, node: Node) -> Parsed<()> {
        if self.eat(Kind::Semicolon)? && !self.at(Kind::Newline) {
            return Ok(());
        }
        if self.at(Kind::Newline) {
            self.advance()
        } else if matches!(
            self.store.stmt(node),
            Stmt::Import { .. }
                | Stmt::ImportFrom { .. }
                | Stmt::Global { .. }
                | Stmt::Nonlocal { .. }
                | Stmt::Pass { .. }
                | Stmt::Break { .. }
                | Stmt::Continue { .. }
        ) {
            // No expression ends it: nobody looks for what it could have meant.
            self.invalid()
        } else {
            self.side_by_side()
        }
    }

    /// Something follows an expression that cannot. When it is an expression, what it lacks can be the better explanation.
    #[cold]
    pub(super) fn side_by_side<T>(&mut self) -> Parsed<T> {
        let token = self.state.token;
        if token.kind.starts_expression() {
            self.attempt(|grammar| grammar.expression().map(Some))?;
        }
        self.fail(Message::InvalidSyntax, token.start, token.end)
    }

    /// `:` before a block. Where `forced`, whatever else comes lacks a colon; otherwise only the end of the line.
    pub(super) fn colon(&mut self, forced: bool) -> Parsed<()> {
        match self.kind() {
            Kind::Colon => self.advance(),
            Kind::Newline => self.here(Message::ExpectedColon),
            _ if forced => self.here(Message::ExpectedColon),
            _ => self.side_by_side(),
        }
    }

    /// The statements after the colon of `owner`, whose line is `line`.
    pub(super) fn block(&mut self, owner: Block, line: u32) -> Parsed<NodeList> {
        let mut list = ListBuilder::default();
        if !self.at(Kind::Newline) {
            loop {
                let node = self.simple_statement()?;
                self.append(&mut list, node)?;
                self.end_of_statement(node)?;
                if self.state.token.first {
                    return Ok(list.list());
                }
            }
        }
        self.advance()?;
        let outer = self.state.indent;
        if self.at(Kind::End) || self.compare_indent(outer)? != Ordering::Greater {
            return self.expected_block(owner, line);
        }
        self.enter_block()?;
        loop {
            let node = self.statement()?;
            self.append(&mut list, node)?;
            if self.state.token.first && self.compare_indent(self.state.indent)? == Ordering::Less {
                break;
            }
        }
        self.leave_block(outer)?;
        Ok(list.list())
    }

    /// The line just begun is not indented.
    #[cold]
    pub(super) fn expected_block<T>(&mut self, block: Block, line: u32) -> Parsed<T> {
        self.where_line_is_missing(Message::ExpectedBlock { block, line })
    }

    /// A message about the line just begun; at the end of the source the last line is shown instead.
    #[cold]
    pub(super) fn where_line_is_missing<T>(&mut self, message: Message) -> Parsed<T> {
        if !self.at(Kind::End) {
            return self.here(message);
        }
        let end = self.store.source_len();
        let last = end.saturating_sub(1);
        let start = if matches!(self.store.byte(last), b'\n' | b'\r') {
            last
        } else {
            end
        };
        self.fail(message, start, end)
    }

    /// The line just begun opens a block.
    pub(super) fn enter_block(&mut self) -> Parsed<()> {
        if self.state.indents >= MAX_INDENTS - 1 {
            return self.here(Message::TooManyIndents);
        }
        self.enter()?;
        self.state.indents += 1;
        self.state.indent = self.state.lexer.indent;
        Ok(())
    }

    /// The line just begun is left of the block: it has to be in `outer` or left of it too.
    pub(super) fn leave_block(&mut self, outer: Indent) -> Parsed<()> {
        self.leave();
        self.state.indents -= 1;
        self.state.indent = outer;
        if self.compare_indent(outer)? == Ordering::Greater {
            return self.unindent_mismatch();
        }
        Ok(())
    }

    #[cold]
    fn unindent_mismatch<T>(&mut self) -> Parsed<T> {
        let end = end_of_line(&*self.store, self.state.token.start);
        self.fail(Message::UnindentMismatch, end, end)
    }

    /// How the line just begun is indented against `block`.
    pub(super) fn compare_indent(&mut self, block: Indent) -> Parsed<Ordering> {
        let line = self.state.lexer.indent;
        let order = line.column.cmp(&block.column);
        if order != Ordering::Less && line.tabless.cmp(&block.tabless) != order {
            let start = self.state.token.start;
            let width = self.store.column(start);
            return self.fail(
                Message::InconsistentTabs,
                start.saturating_sub(width),
                start,
            );
        }
        Ok(order)
    }

    /// The line just begun has to be indented like the block it is in.
    pub(super) fn same_line_start(&mut self) -> Parsed<()> {
        match self.compare_indent(self.state.indent)? {
            Ordering::Equal => Ok(()),
            Ordering::Greater => {
                let start = self.state.token.start;
                self.fail(Message::UnexpectedIndent, start.saturating_sub(1), start)
            }
            Ordering::Less => self.invalid(),
        }
    }

    /// Whether the line just begun continues the statement with `else`, `except` or the like.
    pub(super) fn at_clause(&mut self, kind: Kind) -> Parsed<bool> {
        if !self.at(kind) || !self.state.token.first {
            return Ok(false);
        }
        Ok(self.compare_indent(self.state.indent)? == Ordering::Equal)
    }
}
