//! `match` and the patterns of `case`. Both words are ordinary names everywhere else.

use super::{Grammar, Parsed, Start};
use crate::error::{Block, Message};
use crate::store::Store;
use crate::token::Kind;
use crate::tree::*;
use core::cmp::Ordering;

impl<S: Store> Grammar<'_, S> {
    /// `match subject:` and its cases; `None` when the line uses `match` as a name.
    pub(super) fn match_statement(&mut self, start: Start) -> Parsed<Option<Node>> {
        let follows = self
            .peek()
            .is_some_and(|token| token.kind.starts_expression() || token.kind == Kind::Star);
        if !follows {
            return Ok(None);
        }
        let subject = self.attempt(|grammar| {
            grammar.advance()?;
            let subject = grammar.match_subject()?;
            let header = grammar.eat(Kind::Colon)? && grammar.at(Kind::Newline);
            Ok(header.then_some(subject))
        })?;
        let Some(subject) = subject else {
            self.missing_colon()?;
            return Ok(None);
        };
        self.advance()?;
        let outer = self.state.indent;
        if self.at(Kind::End) || self.compare_indent(outer)? != Ordering::Greater {
            return self.expected_block(Block::Match, start.line);
        }
        self.enter_block()?;
        let mut cases = ListBuilder::default();
        loop {
            self.same_line_start()?;
            if !self.at_word(b"case") {
                return self.invalid();
            }
            let case = self.case()?;
            self.append(&mut cases, case)?;
            if self.compare_indent(self.state.indent)? == Ordering::Less {
                break;
            }
        }
        self.leave_block(outer)?;
        self.stmt(
            start,
            Stmt::Match {
                subject,
                cases: cases.list(),
            },
        )
        .map(Some)
    }

    /// `match x` at the end of a line.
    fn missing_colon(&mut self) -> Parsed<()> {
        let word = self.state.token;
        let plain = self.peek().is_some_and(|token| {
            !matches!(
                token.kind,
                Kind::LParen | Kind::LBracket | Kind::Star | Kind::Plus | Kind::Minus | Kind::Not
            )
        });
        if !plain {
            return Ok(());
        }
        let end = self.attempt(|grammar| {
            grammar.advance()?;
            grammar.match_subject()?;
            Ok(grammar.at(Kind::Newline).then_some(grammar.state.token))
        })?;
        match end {
            Some(token) if token.start > word.end => {
                self.fail(Message::ExpectedColon, token.start, token.end)
            }
            _ => Ok(()),
        }
    }

    fn match_subject(&mut self) -> Parsed<Node> {
        let subject = self.tuple_of(Self::starred_or_named)?;
        if matches!(self.store.expr(subject), Expr::Starred { .. }) {
            return self.invalid();
        }
        Ok(subject)
    }

    fn case(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let pattern = self.open_sequence()?;
        let guard = if self.eat(Kind::If)? {
            Some(self.named_expression()?)
        } else {
            None
        };
        self.colon(false)?;
        let body = self.block(Block::Case, start.line)?;
        let span = self.span(start);
        let result = MatchCase {
            pattern,
            guard,
            body,
        }
        .write(self.store, span);
        self.kept(result)
    }

    fn pattern_node(&mut self, start: Start, pattern: Pattern) -> Parsed<Node> {
        let span = self.span(start);
        let result = pattern.write(self.store, span);
        self.kept(result)
    }

    /// Patterns with commas between them and nothing around, or one pattern.
    fn open_sequence(&mut self) -> Parsed<Node> {
        let start = self.start();
        let first = self.maybe_star_pattern()?;
        if !self.at(Kind::Comma) {
            if matches!(self.store.pattern(first), Pattern::MatchStar { .. }) {
                return self.invalid();
            }
            return Ok(first);
        }
        let mut patterns = ListBuilder::default();
        self.append(&mut patterns, first)?;
        while self.eat(Kind::Comma)? {
            if matches!(self.kind(), Kind::Colon | Kind::If) {
                break;
            }
            let pattern = self.maybe_star_pattern()?;
            self.append(&mut patterns, pattern)?;
        }
        let patterns = self.one_star(patterns)?;
        self.pattern_node(start, Pattern::MatchSequence { patterns })
    }

    fn maybe_star_pattern(&mut self) -> Parsed<Node> {
        if !self.at(Kind::Star) {
            return self.as_pattern();
        }
        let start = self.start();
        self.advance()?;
        let wild = self.at_word(b"_");
        let name = self.name()?;
        self.pattern_node(
            start,
            Pattern::MatchStar {
                name: (!wild).then_some(name),
            },
        )
    }

    fn one_star(&mut self, patterns: ListBuilder) -> Parsed<NodeList> {
        let list = patterns.list();
        let mut rest = list;
        let mut starred = false;
        while let Some(node) = self.store.next(&mut rest) {
            if matches!(self.store.pattern(node), Pattern::MatchStar { .. }) {
                if starred {
                    return self.about(Message::PatternSecondStar, node);
                }
                starred = true;
            }
        }
        Ok(list)
    }

    /// `pattern as name`, or alternatives.
    fn as_pattern(&mut self) -> Parsed<Node> {
        self.enter()?;
        let start = self.start();
        let pattern = self.alternatives()?;
        self.leave();
        if !self.eat(Kind::As)? {
            return Ok(pattern);
        }
        if self.at_word(b"_") {
            return self.here(Message::PatternWildcardTarget);
        }
        if !self.at(Kind::Name) {
            return self.pattern_target();
        }
        let name = self.name()?;
        self.pattern_node(
            start,
            Pattern::MatchAs {
                pattern: Some(pattern),
                name: Some(name),
            },
        )
    }

    #[cold]
    fn pattern_target<T>(&mut self) -> Parsed<T> {
        let token = self.state.token;
        let end = self.attempt(|grammar| {
            grammar.expression()?;
            Ok(Some(grammar.state.prev_end))
        })?;
        match end {
            Some(end) => self.fail(Message::PatternTarget, token.start, end),
            None => self.fail(Message::InvalidSyntax, token.start, token.end),
        }
    }

    fn alternatives(&mut self) -> Parsed<Node> {
        let start = self.start();
        let first = self.closed_pattern()?;
        if !self.at(Kind::Bar) {
            return Ok(first);
        }
        let mut patterns = ListBuilder::default();
        self.append(&mut patterns, first)?;
        while self.eat(Kind::Bar)? {
            let pattern = self.closed_pattern()?;
            self.append(&mut patterns, pattern)?;
        }
        self.pattern_node(
            start,
            Pattern::MatchOr {
                patterns: patterns.list(),
            },
        )
    }

    fn closed_pattern(&mut self) -> Parsed<Node> {
        let start = self.start();
        match self.kind() {
            Kind::None => self.singleton(start, Singleton::None),
            Kind::True => self.singleton(start, Singleton::True),
            Kind::False => self.singleton(start, Singleton::False),
            Kind::Integer | Kind::Float | Kind::Imaginary | Kind::Minus => {
                let value = self.signed_number()?;
                self.pattern_node(start, Pattern::MatchValue { value })
            }
            Kind::Str | Kind::FString => {
                let value = self.strings()?;
                if matches!(self.store.expr(value), Expr::JoinedStr { .. }) {
                    return self.about(Message::PatternFString, value);
                }
                self.pattern_node(start, Pattern::MatchValue { value })
            }
            Kind::Name => self.name_pattern(start),
            Kind::LParen => self.group_pattern(start),
            Kind::LBracket => {
                self.advance()?;
                let mut patterns = ListBuilder::default();
                self.pattern_items(&mut patterns, Kind::RBracket)?;
                let patterns = self.one_star(patterns)?;
                self.pattern_node(start, Pattern::MatchSequence { patterns })
            }
            Kind::LBrace => self.mapping_pattern(start),
            _ => self.invalid(),
        }
    }

    fn singleton(&mut self, start: Start, value: Singleton) -> Parsed<Node> {
        self.advance()?;
        self.pattern_node(start, Pattern::MatchSingleton { value })
    }

    /// `-1`, `1.5`, `1 + 2j`.
    fn signed_number(&mut self) -> Parsed<Node> {
        let start = self.start();
        let left = self.maybe_negative()?;
        let op = match self.kind() {
            Kind::Plus => Operator::Add,
            Kind::Minus => Operator::Sub,
            _ => return Ok(left),
        };
        if self.is_imaginary(left) {
            return self.about(Message::PatternRealNumber, left);
        }
        self.advance()?;
        if self.at(Kind::Integer) || self.at(Kind::Float) {
            return self.here(Message::PatternImaginaryNumber);
        }
        let right = self.pattern_number()?;
        self.expr(start, Expr::BinOp { op, left, right })
    }

    fn is_imaginary(&self, node: Node) -> bool {
        match self.store.expr(node) {
            Expr::Number { kind, .. } => kind == NumberKind::Imaginary,
            Expr::UnaryOp { operand, .. } => {
                matches!(
                    self.store.expr(operand),
                    Expr::Number {
                        kind: NumberKind::Imaginary,
                        ..
                    }
                )
            }
            _ => false,
        }
    }

    fn maybe_negative(&mut self) -> Parsed<Node> {
        let start = self.start();
        if !self.eat(Kind::Minus)? {
            return self.pattern_number();
        }
        let operand = self.pattern_number()?;
        self.expr(
            start,
            Expr::UnaryOp {
                op: UnaryOperator::USub,
                operand,
            },
        )
    }

    fn pattern_number(&mut self) -> Parsed<Node> {
        let start = self.start();
        let kind = match self.kind() {
            Kind::Integer => NumberKind::Integer,
            Kind::Float => NumberKind::Float,
            Kind::Imaginary => NumberKind::Imaginary,
            _ => return self.invalid(),
        };
        let literal = self.token_text();
        self.advance()?;
        self.expr(start, Expr::Number { kind, literal })
    }

    /// `_`, a name to bind, a dotted name to compare with, or a class.
    fn name_pattern(&mut self, start: Start) -> Parsed<Node> {
        let wild = self.at_word(b"_");
        let name = self.name()?;
        if !matches!(self.kind(), Kind::Dot | Kind::LParen) {
            if self.at(Kind::Equal) {
                return self.invalid();
            }
            return self.pattern_node(
                start,
                Pattern::MatchAs {
                    pattern: None,
                    name: (!wild).then_some(name),
                },
            );
        }
        let mut value = self.expr(start, Expr::Name { id: name })?;
        while self.eat(Kind::Dot)? {
            let attr = self.name()?;
            value = self.expr(start, Expr::Attribute { value, attr })?;
        }
        if self.at(Kind::LParen) {
            return self.class_pattern(start, value);
        }
        self.pattern_node(start, Pattern::MatchValue { value })
    }

    fn class_pattern(&mut self, start: Start, cls: Node) -> Parsed<Node> {
        self.advance()?;
        let mut patterns = ListBuilder::default();
        let mut keywords = ListBuilder::default();
        while !self.at(Kind::RParen) {
            let item = self.start();
            let named =
                self.at(Kind::Name) && self.peek().is_some_and(|token| token.kind == Kind::Equal);
            if named {
                let name = self.name()?;
                self.advance()?;
                let pattern = self.as_pattern()?;
                let span = self.span(item);
                let result = KeywordPattern { name, pattern }.write(self.store, span);
                let node = self.kept(result)?;
                self.append(&mut keywords, node)?;
            } else {
                let pattern = self.as_pattern()?;
                if keywords.len() > 0 {
                    return self.about(Message::PatternPositionalAfterKeyword, pattern);
                }
                self.append(&mut patterns, pattern)?;
            }
            if !self.eat(Kind::Comma)? {
                break;
            }
        }
        self.expect(Kind::RParen)?;
        self.pattern_node(
            start,
            Pattern::MatchClass {
                cls,
                patterns: patterns.list(),
                keywords: keywords.list(),
            },
        )
    }

    /// `(pattern)` is the pattern; with a comma or empty it is a sequence.
    fn group_pattern(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let mut patterns = ListBuilder::default();
        let comma = self.pattern_items(&mut patterns, Kind::RParen)?;
        let list = self.one_star(patterns)?;
        match list.get(&*self.store, 0) {
            Some(only) if !comma => {
                if matches!(self.store.pattern(only), Pattern::MatchStar { .. }) {
                    return self.invalid();
                }
                Ok(only)
            }
            _ => self.pattern_node(start, Pattern::MatchSequence { patterns: list }),
        }
    }

    /// Patterns up to the closing bracket; whether there was a comma.
    fn pattern_items(&mut self, patterns: &mut ListBuilder, closing: Kind) -> Parsed<bool> {
        let mut comma = false;
        while !self.at(closing) {
            let pattern = self.maybe_star_pattern()?;
            self.append(patterns, pattern)?;
            if !self.eat(Kind::Comma)? {
                break;
            }
            comma = true;
        }
        self.expect(closing)?;
        Ok(comma)
    }

    fn mapping_pattern(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let mut items = ListBuilder::default();
        let mut rest = None;
        while !self.at(Kind::RBrace) {
            if rest.is_some() {
                return self.invalid();
            }
            if self.eat(Kind::DoubleStar)? {
                if self.at_word(b"_") {
                    return self.invalid();
                }
                rest = Some(self.name()?);
            } else {
                let key = self.mapping_key()?;
                self.expect(Kind::Colon)?;
                let pattern = self.as_pattern()?;
                self.append(&mut items, key)?;
                self.append(&mut items, pattern)?;
            }
            if !self.eat(Kind::Comma)? {
                break;
            }
        }
        self.expect(Kind::RBrace)?;
        self.pattern_node(
            start,
            Pattern::MatchMapping {
                items: items.list(),
                rest,
            },
        )
    }

    /// A literal or a dotted name.
    fn mapping_key(&mut self) -> Parsed<Node> {
        let start = self.start();
        match self.kind() {
            Kind::Integer | Kind::Float | Kind::Imaginary | Kind::Minus => self.signed_number(),
            Kind::Str | Kind::FString => self.strings(),
            Kind::None | Kind::True | Kind::False => {
                let value = match self.kind() {
                    Kind::None => Singleton::None,
                    Kind::True => Singleton::True,
                    _ => Singleton::False,
                };
                self.advance()?;
                self.expr(start, Expr::Constant { value })
            }
            Kind::Name => {
                let id = self.name()?;
                let mut value = self.expr(start, Expr::Name { id })?;
                if !self.at(Kind::Dot) {
                    return self.invalid();
                }
                while self.eat(Kind::Dot)? {
                    let attr = self.name()?;
                    value = self.expr(start, Expr::Attribute { value, attr })?;
                }
                Ok(value)
            }
            _ => self.invalid(),
        }
    }
}
