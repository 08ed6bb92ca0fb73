//! What stands in brackets of its own: groups, tuples, lists, sets, dicts, and the comprehensions.

use super::{Grammar, Parsed, Start};
use crate::error::Message;
use crate::store::Store;
use crate::token::{Kind, precedence};
use crate::tree::*;

impl<S: Store> Grammar<'_, S> {
    /// `(…)`: a group, a tuple, a generator expression, or a `yield`.
    pub(super) fn parenthesized(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        if self.eat(Kind::RParen)? {
            return self.expr(
                start,
                Expr::Tuple {
                    elts: NodeList::EMPTY,
                },
            );
        }
        if self.at(Kind::Yield) {
            let value = self.yield_expression()?;
            self.close(Kind::RParen)?;
            return Ok(value);
        }
        if self.at(Kind::DoubleStar) {
            return self.double_starred_group();
        }
        let first = self.starred_or_named()?;
        if self.at_comprehension() {
            return self.comprehended(start, first, Kind::RParen, |elt, generators| {
                Expr::GeneratorExp { elt, generators }
            });
        }
        if self.at(Kind::Comma) {
            let elts = self.rest_of_items(first, Kind::RParen)?;
            return self.expr(start, Expr::Tuple { elts });
        }
        self.close(Kind::RParen)?;
        if matches!(self.store.expr(first), Expr::Starred { .. }) {
            return self.about(Message::StarredHere, first);
        }
        Ok(first)
    }

    #[cold]
    fn double_starred_group(&mut self) -> Parsed<Node> {
        let stars = self.state.token;
        self.advance()?;
        self.expression()?;
        if self.at(Kind::RParen) {
            return self.fail(Message::DoubleStarredHere, stars.start, stars.end);
        }
        self.fail(Message::InvalidSyntax, stars.start, stars.end)
    }

    /// `[…]`.
    pub(super) fn list_display(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        if self.eat(Kind::RBracket)? {
            return self.expr(
                start,
                Expr::List {
                    elts: NodeList::EMPTY,
                },
            );
        }
        let first = self.starred_or_named()?;
        if self.at_comprehension() {
            return self.comprehended(start, first, Kind::RBracket, |elt, generators| {
                Expr::ListComp { elt, generators }
            });
        }
        let elts = self.rest_of_items(first, Kind::RBracket)?;
        self.expr(start, Expr::List { elts })
    }

    /// `{…}`.
    pub(super) fn brace_display(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        if self.eat(Kind::RBrace)? {
            return self.expr(
                start,
                Expr::Dict {
                    items: NodeList::EMPTY,
                },
            );
        }
        if self.at(Kind::DoubleStar) {
            return self.dict_display(start, None);
        }
        let inside = self.state.token.start;
        let first = self.starred_or_named()?;
        if self.at(Kind::Colon) {
            // Only in parentheses of its own can a key be one of these.
            if matches!(
                self.store.expr(first),
                Expr::Starred { .. } | Expr::NamedExpr { .. }
            ) && self.store.span(first).start == inside
            {
                return self.invalid();
            }
            return self.dict_display(start, Some(first));
        }
        if self.at_comprehension() {
            return self.comprehended(start, first, Kind::RBrace, |elt, generators| {
                Expr::SetComp { elt, generators }
            });
        }
        let elts = self.rest_of_items(first, Kind::RBrace)?;
        self.expr(start, Expr::Set { elts })
    }

    /// The items after the first, with the closing bracket.
    fn rest_of_items(&mut self, first: Node, closing: Kind) -> Parsed<NodeList> {
        let mut elts = ListBuilder::default();
        self.append(&mut elts, first)?;
        while self.eat(Kind::Comma)? {
            if self.at(closing) {
                break;
            }
            let elt = self.starred_or_named()?;
            self.append(&mut elts, elt)?;
            if self.at_comprehension() {
                return self.unparenthesized_target(first);
            }
        }
        self.close(closing)?;
        Ok(elts.list())
    }

    /// `[a, b for a, b in c]`
    #[cold]
    fn unparenthesized_target<T>(&mut self, first: Node) -> Parsed<T> {
        let start = self.store.span(first).start;
        let end = self.state.prev_end;
        let token = self.state.token;
        let complete = self.attempt(|grammar| grammar.generators().map(Some))?;
        match complete {
            Some(_) => self.fail(Message::ComprehensionTarget, start, end),
            None => self.fail(Message::InvalidSyntax, token.start, token.end),
        }
    }

    /// A dict from its first key, or from `**`.
    fn dict_display(&mut self, start: Start, first: Option<Node>) -> Parsed<Node> {
        let mut items = ListBuilder::default();
        let mut key = first;
        loop {
            match key {
                Some(key) => {
                    let value = self.dict_value()?;
                    if items.len() == 0 && self.at_comprehension() {
                        let generators = self.generators()?;
                        self.close(Kind::RBrace)?;
                        return self.expr(
                            start,
                            Expr::DictComp {
                                key,
                                value,
                                generators,
                            },
                        );
                    }
                    self.append(&mut items, key)?;
                    self.append(&mut items, value)?;
                }
                None => {
                    let stars = self.state.token;
                    self.expect(Kind::DoubleStar)?;
                    let value = self.operation(precedence::BIT_OR)?;
                    if items.len() == 0 && self.at_comprehension() {
                        return self.fail(Message::DictComprehensionUnpack, stars.start, stars.end);
                    }
                    self.append(&mut items, Node::ABSENT)?;
                    self.append(&mut items, value)?;
                }
            }
            if !self.at(Kind::Comma) {
                break;
            }
            self.advance()?;
            if self.at(Kind::RBrace) {
                break;
            }
            key = if self.at(Kind::DoubleStar) {
                None
            } else {
                Some(self.dict_key()?)
            };
        }
        self.close(Kind::RBrace)?;
        self.expr(
            start,
            Expr::Dict {
                items: items.list(),
            },
        )
    }

    fn dict_key(&mut self) -> Parsed<Node> {
        let key = self.expression()?;
        match self.kind() {
            Kind::Colon => Ok(key),
            _ => self.fail(
                Message::DictColonMissing,
                self.state.prev_end - 1,
                self.state.prev_end,
            ),
        }
    }

    fn dict_value(&mut self) -> Parsed<Node> {
        let colon = self.state.token;
        self.expect(Kind::Colon)?;
        match self.kind() {
            Kind::Star => {
                let star = self.state.token;
                self.advance()?;
                self.operation(precedence::BIT_OR)?;
                self.fail(Message::DictValueStarred, star.start, self.state.prev_end)
            }
            Kind::RBrace | Kind::Comma => {
                self.fail(Message::DictValueMissing, colon.start, colon.end)
            }
            _ => self.expression(),
        }
    }

    /// Whether `for` or `async for` follows.
    pub(super) fn at_comprehension(&self) -> bool {
        self.at(Kind::For) || cfg!(feature = "async") && self.at(Kind::Async)
    }

    /// A comprehension whose element has been read, with the closing bracket.
    fn comprehended(
        &mut self,
        start: Start,
        elt: Node,
        closing: Kind,
        build: fn(Node, NodeList) -> Expr,
    ) -> Parsed<Node> {
        if matches!(self.store.expr(elt), Expr::Starred { .. }) {
            return self.about(Message::ComprehensionUnpack, elt);
        }
        let generators = self.generators()?;
        // No comma can be missing here.
        self.expect(closing)?;
        self.expr(start, build(elt, generators))
    }

    /// The `for … in … if …` clauses.
    pub(super) fn generators(&mut self) -> Parsed<NodeList> {
        let mut list = ListBuilder::default();
        while self.at_comprehension() {
            let start = self.start();
            let is_async = cfg!(feature = "async") && self.eat(Kind::Async)?;
            self.expect(Kind::For)?;
            let target = self.loop_target()?;
            self.expect(Kind::In)?;
            let iter = self.operation(precedence::OR)?;
            let mut ifs = ListBuilder::default();
            while self.eat(Kind::If)? {
                let test = self.operation(precedence::OR)?;
                self.append(&mut ifs, test)?;
            }
            let span = self.span(start);
            let result = Comprehension {
                is_async,
                target,
                iter,
                ifs: ifs.list(),
            }
            .write(self.store, span);
            let node = self.kept(result)?;
            self.append(&mut list, node)?;
        }
        Ok(list.list())
    }

    /// The closing bracket after an element.
    pub(super) fn close(&mut self, closing: Kind) -> Parsed<()> {
        if self.at(closing) {
            self.advance()
        } else if self.state.lexer.field.depth > 0 {
            self.not_closed_in_field(closing)
        } else {
            self.after_element()
        }
    }

    /// Brackets that do not match are found when all is read again, but not those in f-strings.
    #[cold]
    fn not_closed_in_field(&mut self, expected: Kind) -> Parsed<()> {
        let closing = match self.kind() {
            Kind::RParen => ')',
            Kind::RBracket => ']',
            Kind::RBrace => '}',
            _ => return self.after_element(),
        };
        let opening = match expected {
            Kind::RParen => '(',
            Kind::RBracket => '[',
            _ => '{',
        };
        self.here(Message::Mismatch { closing, opening })
    }

    /// Something follows an element in brackets that cannot: two expressions side by side lack a comma.
    #[cold]
    pub(super) fn after_element<T>(&mut self) -> Parsed<T> {
        let token = self.state.token;
        let start = self.state.last_expression;
        let message = if token.kind.starts_expression() {
            self.missing_between(start)
        } else {
            None
        };
        if let Some(message) = message {
            let end = self.attempt(|grammar| {
                grammar.expression()?;
                Ok(Some(grammar.state.prev_end))
            })?;
            if let Some(end) = end {
                return self.fail(message, start, end);
            }
        }
        self.fail(Message::InvalidSyntax, token.start, token.end)
    }

    /// What is missing between the expression that begins at `start` and the one that follows it: parentheses after
    /// `print`, nothing after `match` or in `prefix"text"`, else a comma.
    fn missing_between(&self, start: u32) -> Option<Message> {
        let mut lexer = self.state.lexer;
        lexer.pos = start;
        lexer.depth = 1;
        let name = lexer.next(&*self.store).ok()?;
        if name.kind != Kind::Name {
            return Some(Message::ForgotComma);
        }
        let text = Text {
            start: name.start,
            len: name.end - name.start,
        };
        let exec = self.is_text(text, b"exec");
        if self.state.prev_end == name.end && (exec || self.is_text(text, b"print")) {
            return Some(Message::MissingParentheses { exec });
        }
        let next = lexer.next(&*self.store).ok()?;
        let soft = [&b"match"[..], b"case", b"_"]
            .iter()
            .any(|word| self.is_text(text, word));
        (!soft && !matches!(next.kind, Kind::Str | Kind::FString)).then_some(Message::ForgotComma)
    }
}
