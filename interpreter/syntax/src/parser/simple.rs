//! Simple statements: those of one line.

use super::expression::binary_operator;
use super::{Grammar, Parsed, Start, State};
use crate::error::{Construct, Message};
use crate::store::Store;
use crate::token::{Kind, precedence};
use crate::tree::*;

impl<S: Store> Grammar<'_, S> {
    /// A simple statement, without the `;` or line break after it.
    pub(super) fn simple_statement(&mut self) -> Parsed<Node> {
        let start = self.start();
        match self.kind() {
            Kind::Pass => self.word(start, Stmt::Pass {}),
            Kind::Break => self.word(start, Stmt::Break {}),
            Kind::Continue => self.word(start, Stmt::Continue {}),
            Kind::Return => self.return_statement(start),
            Kind::Raise => self.raise_statement(start),
            Kind::Global => {
                let names = self.scope_names()?;
                self.stmt(start, Stmt::Global { names })
            }
            Kind::Nonlocal => {
                let names = self.scope_names()?;
                self.stmt(start, Stmt::Nonlocal { names })
            }
            Kind::Del => self.delete_statement(start),
            Kind::Assert => self.assert_statement(start),
            Kind::Import => self.import_statement(start),
            Kind::From => self.import_from(start),
            Kind::Name
                if cfg!(feature = "typing")
                    && self.at_word(b"type")
                    && self.peek().is_some_and(|token| token.kind == Kind::Name) =>
            {
                self.type_alias(start)
            }
            _ => self.expression_statement(start),
        }
    }

    fn word(&mut self, start: Start, stmt: Stmt) -> Parsed<Node> {
        self.advance()?;
        self.stmt(start, stmt)
    }

    fn return_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let value = if self.at_item() {
            Some(self.expression_list()?)
        } else {
            None
        };
        self.stmt(start, Stmt::Return { value })
    }

    fn raise_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let exc = if self.kind().starts_expression() {
            Some(self.expression()?)
        } else {
            None
        };
        let cause = if exc.is_some() && self.eat(Kind::From)? {
            Some(self.expression()?)
        } else {
            None
        };
        self.stmt(start, Stmt::Raise { exc, cause })
    }

    fn assert_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let test = self.expression()?;
        let msg = if self.eat(Kind::Comma)? {
            Some(self.expression()?)
        } else {
            None
        };
        self.stmt(start, Stmt::Assert { test, msg })
    }

    fn scope_names(&mut self) -> Parsed<NodeList> {
        self.advance()?;
        let mut names = ListBuilder::default();
        loop {
            let start = self.start();
            let id = self.name()?;
            let name = self.expr(start, Expr::Name { id })?;
            self.append(&mut names, name)?;
            if !self.eat(Kind::Comma)? {
                return Ok(names.list());
            }
        }
    }

    fn delete_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let mut targets = ListBuilder::default();
        loop {
            let before = self.state;
            let operand = self.attempt(|grammar| grammar.primary().map(Some))?;
            let (Some(target), Kind::Comma | Kind::Semicolon | Kind::Newline) =
                (operand, self.kind())
            else {
                return self.wrong_deletion(before);
            };
            self.check_deletable(target)?;
            self.append(&mut targets, target)?;
            if !self.eat(Kind::Comma)? || !self.at_item() {
                break;
            }
        }
        self.stmt(
            start,
            Stmt::Delete {
                targets: targets.list(),
            },
        )
    }

    /// What is deleted, from the state `before` it, is no target: if it is an expression, that can be said.
    #[cold]
    fn wrong_deletion(&mut self, before: State) -> Parsed<Node> {
        let token = self.state.token;
        let discarded = self.discarded;
        let failed = token.start == before.token.start;
        self.state = before;
        let expression = self.attempt(|grammar| grammar.target_list().map(Some))?;
        if let Some(target) = expression {
            self.check_deletable(target)?;
        }
        match discarded {
            Some(fault) if failed => self.stop(fault),
            _ => self.fail(Message::InvalidSyntax, token.start, token.end),
        }
    }

    /// `type name[…] = value`
    fn type_alias(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let name_start = self.start();
        let id = self.name()?;
        let name = self.expr(name_start, Expr::Name { id })?;
        let type_params = self.type_params()?;
        self.expect(Kind::Equal)?;
        let value = self.expression()?;
        self.stmt(
            start,
            Stmt::TypeAlias {
                name,
                type_params,
                value,
            },
        )
    }

    /// An expression, or what begins like one: assignments of every kind.
    fn expression_statement(&mut self, start: Start) -> Parsed<Node> {
        let first = if self.at(Kind::Yield) {
            self.yield_expression()?
        } else {
            self.target_list()?
        };
        match self.kind() {
            Kind::Newline | Kind::Semicolon => {
                if matches!(self.store.expr(first), Expr::Starred { .. }) {
                    return self.about(Message::StarredUnpack, first);
                }
                self.stmt(start, Stmt::Expr { value: first })
            }
            Kind::Equal => self.assignment(start, first),
            Kind::Colon => self.annotated_assignment(start, first),
            kind if kind as u8 >= Kind::PlusEqual as u8
                && kind as u8 <= Kind::DoubleSlashEqual as u8 =>
            {
                self.augmented_assignment(start, first)
            }
            _ => self.after_expression(first),
        }
    }

    /// `target = target = value`
    fn assignment(&mut self, start: Start, first: Node) -> Parsed<Node> {
        let mut targets = ListBuilder::default();
        let mut value = first;
        while self.at(Kind::Equal) {
            let target = value;
            if let Some(wrong) = self.wrong_target(target) {
                return self.wrong_assignment(target, wrong, targets.len() == 0);
            }
            if matches!(self.store.expr(target), Expr::Starred { .. }) {
                return self.about(Message::StarredTarget, target);
            }
            self.check_target(target)?;
            self.advance()?;
            self.append(&mut targets, target)?;
            if !self.at(Kind::Yield) && !self.at_item() {
                return self.invalid();
            }
            value = if self.at(Kind::Yield) {
                self.yield_expression()?
            } else {
                self.target_list()?
            };
            if self.at(Kind::ColonEqual) || self.at(Kind::Colon) {
                return self.invalid();
            }
        }
        if matches!(self.store.expr(value), Expr::Starred { .. }) {
            return self.about(Message::StarredUnpack, value);
        }
        self.stmt(
            start,
            Stmt::Assign {
                targets: targets.list(),
                value,
            },
        )
    }

    /// `f() = 1`: when only an operand is on the right, a comparison may have been meant.
    #[cold]
    fn wrong_assignment(&mut self, target: Node, wrong: Node, first: bool) -> Parsed<Node> {
        let construct = self.construct(wrong);
        let hint = first
            && self.ends_target(target, wrong)
            && !matches!(
                self.store.expr(wrong),
                Expr::GeneratorExp { .. }
                    | Expr::Constant {
                        value: Singleton::True | Singleton::False | Singleton::None
                    }
                    | Expr::BoolOp { .. }
                    | Expr::UnaryOp {
                        op: UnaryOperator::Not,
                        ..
                    }
                    | Expr::Compare { .. }
                    | Expr::CompareChain { .. }
                    | Expr::IfExp { .. }
                    | Expr::Lambda { .. }
            );
        let is_yield = matches!(
            self.store.expr(target),
            Expr::Yield { .. } | Expr::YieldFrom { .. }
        );
        if is_yield && self.store.span(target).end == self.state.prev_end {
            return self.about(Message::YieldAssign, target);
        }
        let complete = self.attempt(|grammar| {
            grammar.advance()?;
            grammar.operation(precedence::BIT_OR)?;
            Ok((!matches!(grammar.kind(), Kind::Equal | Kind::ColonEqual)).then_some(()))
        })?;
        match complete {
            Some(()) if hint => self.about(Message::CannotAssignHere { construct }, wrong),
            _ => self.about(Message::CannotAssign { construct }, wrong),
        }
    }

    /// Whether `part` is what stands directly before the `=`: the target or the last item of it.
    fn ends_target(&self, target: Node, part: Node) -> bool {
        part == target
            || matches!(self.store.expr(target), Expr::Tuple { elts }
                if elts.iter(&*self.store).last() == Some(part)
                && self.store.span(target).end == self.store.span(part).end)
    }

    /// `target: annotation = value`
    fn annotated_assignment(&mut self, start: Start, target: Node) -> Parsed<Node> {
        let simple = match self.store.expr(target) {
            Expr::Name { .. } => {
                self.refuse_debug(target)?;
                self.store.span(target).start == start.offset
            }
            Expr::Attribute { .. } | Expr::Subscript { .. } => false,
            _ => return self.wrong_annotation(target),
        };
        self.advance()?;
        let annotation = self.expression()?;
        let value = if self.eat(Kind::Equal)? {
            Some(self.yield_or_list()?)
        } else {
            None
        };
        if self.at(Kind::Equal) {
            return self.invalid();
        }
        self.stmt(
            start,
            Stmt::AnnAssign {
                simple,
                target,
                annotation,
                value,
            },
        )
    }

    /// `f(): int`; but `lambda: x: y` or `else:` are other mistakes.
    #[cold]
    fn wrong_annotation(&mut self, target: Node) -> Parsed<Node> {
        let colon = self.state.token;
        let construct = match self.store.expr(target) {
            Expr::List { .. } => Some(Construct::List),
            Expr::Tuple { .. } => Some(Construct::Tuple),
            _ => None,
        };
        let annotated = self.attempt(|grammar| {
            grammar.advance()?;
            grammar.expression()?;
            Ok(Some(()))
        })?;
        match (annotated, construct) {
            (None, _) => self.fail(Message::InvalidSyntax, colon.start, colon.end),
            (_, Some(construct)) => {
                let place = match self.store.expr(target) {
                    Expr::Tuple { elts }
                        if self.store.byte(self.store.span(target).start) != b'(' =>
                    {
                        elts.get(&*self.store, 0).unwrap_or(target)
                    }
                    _ => target,
                };
                self.about(Message::OnlySingleTarget { construct }, place)
            }
            _ => self.about(Message::IllegalAnnotation, target),
        }
    }

    /// `target += value`
    fn augmented_assignment(&mut self, start: Start, target: Node) -> Parsed<Node> {
        let Some(op) = binary_operator(self.kind()) else {
            return self.invalid();
        };
        if !matches!(
            self.store.expr(target),
            Expr::Name { .. } | Expr::Attribute { .. } | Expr::Subscript { .. }
        ) {
            return self.wrong_augmented(target);
        }
        self.refuse_debug(target)?;
        self.advance()?;
        let value = self.yield_or_list()?;
        self.stmt(start, Stmt::AugAssign { op, target, value })
    }

    /// `f() := x` as a statement.
    #[cold]
    fn named_statement(&mut self, target: Node) -> Parsed<Node> {
        let last = match self.store.expr(target) {
            Expr::Tuple { elts } => elts.iter(&*self.store).last().unwrap_or(target),
            _ => target,
        };
        if matches!(self.store.expr(last), Expr::Name { .. }) {
            return self.invalid();
        }
        self.refuse_named_target(last)
    }

    /// `f() += value`
    #[cold]
    fn wrong_augmented(&mut self, target: Node) -> Parsed<Node> {
        let token = self.state.token;
        let value = self.attempt(|grammar| {
            grammar.advance()?;
            grammar.yield_or_list().map(Some)
        })?;
        if value.is_none() {
            return self.fail(Message::InvalidSyntax, token.start, token.end);
        }
        let construct = self.construct(target);
        self.about(Message::CannotAugment { construct }, target)
    }

    /// Something follows an expression that cannot: `print x` is the one to explain.
    #[cold]
    pub(super) fn after_expression(&mut self, first: Node) -> Parsed<Node> {
        if let Expr::Name { id } = self.store.expr(first) {
            let exec = self.is_text(id, b"exec");
            if (exec || self.is_text(id, b"print")) && self.at_item() {
                let end = self.attempt(|grammar| {
                    grammar.target_list()?;
                    Ok(Some(grammar.state.prev_end))
                })?;
                if let Some(end) = end {
                    return self.fail(Message::MissingParentheses { exec }, id.start, end);
                }
            }
        }
        if self.at(Kind::ColonEqual) {
            return self.named_statement(first);
        }
        self.side_by_side()
    }
}
