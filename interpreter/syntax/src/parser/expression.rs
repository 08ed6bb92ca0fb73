//! Operators, from the conditional expression down to `**` and `await`, by precedence climbing.

use super::{Grammar, Parsed, Start, State, Stop};
use crate::error::Message;
use crate::store::Store;
use crate::token::{Kind, precedence};
use crate::tree::*;

/// `x` of `UnaryOp`, `orelse` of `IfExp`: fields that are patched, by their place in the table of nodes.
const OPERAND: u32 = 0;
const ORELSE: u32 = 2;

impl<S: Store> Grammar<'_, S> {
    /// `a, *b, c`: an expression, or a tuple without parentheses.
    pub(super) fn expression_list(&mut self) -> Parsed<Node> {
        let node = self.target_list()?;
        if matches!(self.store.expr(node), Expr::Starred { .. }) {
            return self.about(Message::StarredUnpack, node);
        }
        Ok(node)
    }

    /// The same where it can turn out to be a target: `*a` alone is for the caller to refuse.
    pub(super) fn target_list(&mut self) -> Parsed<Node> {
        self.tuple_of(Self::starred_or_expression)
    }

    /// Items with commas between them: a tuple, or the item alone when there is no comma.
    pub(super) fn tuple_of(&mut self, item: fn(&mut Self) -> Parsed<Node>) -> Parsed<Node> {
        let start = self.start();
        let first = item(self)?;
        if !self.at(Kind::Comma) {
            return Ok(first);
        }
        let mut elts = ListBuilder::default();
        self.append(&mut elts, first)?;
        while self.eat(Kind::Comma)? {
            if !self.at_item() {
                break;
            }
            let elt = item(self)?;
            self.append(&mut elts, elt)?;
        }
        self.expr(start, Expr::Tuple { elts: elts.list() })
    }

    /// Whether another item of a list can begin here.
    pub(super) fn at_item(&self) -> bool {
        self.kind().starts_expression() || self.at(Kind::Star)
    }

    /// `*a | b`, or an expression.
    pub(super) fn starred_or_expression(&mut self) -> Parsed<Node> {
        if self.at(Kind::Star) {
            self.starred()
        } else {
            self.expression()
        }
    }

    /// `*a | b`, or an expression that may name itself.
    pub(super) fn starred_or_named(&mut self) -> Parsed<Node> {
        if self.at(Kind::Star) {
            self.starred()
        } else {
            self.named_expression()
        }
    }

    fn starred(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.advance()?;
        let value = self.operation(precedence::BIT_OR)?;
        self.expr(start, Expr::Starred { value })
    }

    /// `yield …`, or a list of expressions: the right side of an assignment.
    pub(super) fn yield_or_list(&mut self) -> Parsed<Node> {
        if self.at(Kind::Yield) {
            self.yield_expression()
        } else {
            self.expression_list()
        }
    }

    pub(super) fn yield_expression(&mut self) -> Parsed<Node> {
        let start = self.start();
        self.expect(Kind::Yield)?;
        if self.eat(Kind::From)? {
            let value = self.expression()?;
            return self.expr(start, Expr::YieldFrom { value });
        }
        let value = if self.at_item() {
            Some(self.expression_list()?)
        } else {
            None
        };
        self.expr(start, Expr::Yield { value })
    }

    /// `name := expression`, or an expression.
    pub(super) fn named_expression(&mut self) -> Parsed<Node> {
        let start = self.start();
        let value = self.expression()?;
        match self.kind() {
            Kind::ColonEqual => self.named_value_at(start, value),
            Kind::Equal => self.equal_for_comparison(start, value),
            _ => Ok(value),
        }
    }

    /// `target := value`; the `:=` is the current token.
    pub(super) fn named_value_at(&mut self, start: Start, target: Node) -> Parsed<Node> {
        let is_name = matches!(self.store.expr(target), Expr::Name { .. });
        if !is_name || self.store.span(target).start != start.offset {
            if is_name {
                return self.invalid();
            }
            return self.refuse_named_target(target);
        }
        self.refuse_debug(target)?;
        self.advance()?;
        let value = self.expression()?;
        self.expr(start, Expr::NamedExpr { target, value })
    }

    /// `f() := value`; without a value only the `:=` is wrong.
    #[cold]
    pub(super) fn refuse_named_target<T>(&mut self, target: Node) -> Parsed<T> {
        let token = self.state.token;
        let value = self.attempt(|grammar| {
            grammar.advance()?;
            grammar.expression().map(Some)
        })?;
        if value.is_none() {
            return self.fail(Message::InvalidSyntax, token.start, token.end);
        }
        let construct = self.construct(target);
        self.about(Message::CannotAssignInNamed { construct }, target)
    }

    /// `if x = 3:`. An argument `name=value` is not meant: calls look for it themselves.
    #[cold]
    pub(super) fn equal_for_comparison<T>(&mut self, start: Start, left: Node) -> Parsed<T> {
        let at = self.state.token;
        if matches!(
            self.store.expr(left),
            Expr::BoolOp { .. }
                | Expr::Compare { .. }
                | Expr::CompareChain { .. }
                | Expr::IfExp { .. }
                | Expr::Lambda { .. }
        ) {
            return self.invalid();
        }
        let is_name = matches!(self.store.expr(left), Expr::Name { .. });
        let plain = matches!(
            self.store.expr(left),
            Expr::List { .. }
                | Expr::Tuple { .. }
                | Expr::GeneratorExp { .. }
                | Expr::Constant {
                    value: Singleton::True | Singleton::False | Singleton::None,
                    ..
                }
        );
        if plain {
            return self.invalid();
        }
        let after = self.attempt(|grammar| {
            grammar.advance()?;
            grammar.operation(precedence::BIT_OR)?;
            Ok((!matches!(grammar.kind(), Kind::Equal | Kind::ColonEqual))
                .then_some(grammar.state.prev_end))
        })?;
        match after {
            Some(end) if is_name => self.fail(Message::MaybeEquals, start.offset, end),
            Some(_) => {
                let construct = self.construct(left);
                self.about(Message::CannotAssignHere { construct }, left)
            }
            _ => self.fail(Message::InvalidSyntax, at.start, at.end),
        }
    }

    /// `a if b else c`, `lambda`, or an operation.
    pub(super) fn expression(&mut self) -> Parsed<Node> {
        if self.at(Kind::Lambda) {
            self.lambda()
        } else {
            self.conditional()
        }
    }

    /// `a if b else c if d else …`, in a loop: every `else` fills the gap of the one before.
    fn conditional(&mut self) -> Parsed<Node> {
        let mut start = self.start();
        let mut value = self.operation(precedence::OR)?;
        self.state.last_expression = self.store.span(value).start;
        if !self.at(Kind::If) {
            return Ok(value);
        }
        let mut whole = None;
        let mut gap: Option<Node> = None;
        loop {
            if !self.at(Kind::If) {
                break;
            }
            self.advance()?;
            let before = self.state;
            let Ok(test) = self.operation(precedence::OR) else {
                return self.condition_cut_short(start, before);
            };
            if !self.at(Kind::Else) {
                if self.at(Kind::Colon) {
                    return self.invalid();
                }
                return self.fail(Message::ExpectedElse, start.offset, self.state.prev_end);
            }
            self.advance()?;
            let node = self.expr(
                start,
                Expr::IfExp {
                    test,
                    body: value,
                    orelse: Node::ABSENT,
                },
            )?;
            if let Some(gap) = gap {
                self.patch(gap, ORELSE, node.0);
            }
            whole.get_or_insert(node);
            gap = Some(node);
            start = self.start();
            value = if self.at(Kind::Lambda) {
                self.lambda()?
            } else {
                let value = self.operation(precedence::OR)?;
                self.state.last_expression = self.store.span(value).start;
                value
            };
        }
        let (Some(whole), Some(gap)) = (whole, gap) else {
            return Ok(value);
        };
        self.patch(gap, ORELSE, value.0);
        let end = self.state.prev_end;
        let mut node = whole;
        loop {
            self.patch_end(node, end);
            if node == gap {
                return Ok(whole);
            }
            node = Node(self.store.get(node.0 + HEADER + ORELSE));
        }
    }

    /// `a if b + else c`: where the condition goes wrong further on, what is whole of it has no `else`.
    #[cold]
    fn condition_cut_short<T>(&mut self, start: Start, before: State) -> Parsed<T> {
        let fault = self.fault.take();
        if fault.is_none_or(|fault| fault.message == Message::InvalidSyntax) {
            let wrong = self.state;
            self.reached = self.reached.max(wrong.token.start);
            self.state = before;
            let mut end = None;
            while self
                .attempt(|grammar| grammar.operand(end.is_some()).map(Some))?
                .is_some()
            {
                end = Some(self.state.prev_end);
            }
            if let Some(end) = end
                && !matches!(self.kind(), Kind::Else | Kind::Colon)
            {
                return self.fail(Message::ExpectedElse, start.offset, end);
            }
            self.state = wrong;
        }
        self.fault = fault;
        Err(Stop)
    }

    /// An operand, with the infix operator before it if it is not the first.
    fn operand(&mut self, infix: bool) -> Parsed<()> {
        if infix {
            let kind = self.kind();
            if kind.precedence() == 0 {
                return self.invalid();
            }
            self.advance()?;
            match kind {
                Kind::Not => self.expect(Kind::In)?,
                Kind::Is => {
                    self.eat(Kind::Not)?;
                }
                _ => {}
            }
        }
        while self.eat(Kind::Not)? {}
        self.unary()?;
        Ok(())
    }

    /// Infix operators that bind at least as tightly as `min`.
    pub(super) fn operation(&mut self, min: u8) -> Parsed<Node> {
        let start = self.start();
        let mut left = if self.at(Kind::Not) && min <= precedence::NOT {
            self.prefixed(Kind::Not)?
        } else {
            self.unary()?
        };
        loop {
            let kind = self.kind();
            let level = kind.precedence();
            if level == 0 || level < min {
                return Ok(left);
            }
            left = match level {
                precedence::OR => self.bool_op(start, left, BoolOperator::Or, level)?,
                precedence::AND => self.bool_op(start, left, BoolOperator::And, level)?,
                precedence::COMPARE => self.comparison(start, left)?,
                _ => {
                    let Some(op) = binary_operator(kind) else {
                        return Ok(left);
                    };
                    self.advance()?;
                    let right = self.operation(level + 1)?;
                    self.expr(start, Expr::BinOp { op, left, right })?
                }
            };
        }
    }

    fn bool_op(&mut self, start: Start, first: Node, op: BoolOperator, level: u8) -> Parsed<Node> {
        let kind = self.kind();
        let mut values = ListBuilder::default();
        self.append(&mut values, first)?;
        while self.eat(kind)? {
            let value = self.operation(level + 1)?;
            self.append(&mut values, value)?;
        }
        self.expr(
            start,
            Expr::BoolOp {
                op,
                values: values.list(),
            },
        )
    }

    fn comparison(&mut self, start: Start, left: Node) -> Parsed<Node> {
        let (op, right) = self.compared(left)?;
        if self.kind().precedence() != precedence::COMPARE {
            return self.expr(start, Expr::Compare { op, left, right });
        }
        let mut rest = ListBuilder::default();
        self.append_comparison(&mut rest, op, right)?;
        while self.kind().precedence() == precedence::COMPARE {
            let (op, right) = self.compared(left)?;
            self.append_comparison(&mut rest, op, right)?;
        }
        self.expr(
            start,
            Expr::CompareChain {
                left,
                rest: rest.list(),
            },
        )
    }

    fn append_comparison(
        &mut self,
        list: &mut ListBuilder,
        op: CompareOperator,
        right: Node,
    ) -> Parsed<()> {
        let span = self.store.span(right);
        let result = Comparison { op, right }.write(self.store, span);
        let node = self.kept(result)?;
        self.append(list, node)
    }

    /// A comparison operator and what is on its right.
    fn compared(&mut self, left: Node) -> Parsed<(CompareOperator, Node)> {
        let kind = self.kind();
        let before = State {
            last_expression: self.store.span(left).start,
            ..self.state
        };
        self.advance()?;
        let op = match kind {
            Kind::EqEqual => CompareOperator::Eq,
            Kind::NotEqual => CompareOperator::NotEq,
            Kind::Less => CompareOperator::Lt,
            Kind::LessEqual => CompareOperator::LtE,
            Kind::Greater => CompareOperator::Gt,
            Kind::GreaterEqual => CompareOperator::GtE,
            Kind::In => CompareOperator::In,
            Kind::Is if self.eat(Kind::Not)? => CompareOperator::IsNot,
            Kind::Is => CompareOperator::Is,
            _ => {
                if !self.at(Kind::In) {
                    return self.not_without_in(before);
                }
                self.advance()?;
                CompareOperator::NotIn
            }
        };
        Ok((op, self.operation(precedence::BIT_OR)?))
    }

    /// `a not b`, with the state before the `not`: two expressions side by side.
    #[cold]
    fn not_without_in<T>(&mut self, before: State) -> Parsed<T> {
        let token = self.state.token;
        if before.lexer.depth > 0 {
            self.state = before;
            let found = self.after_element();
            if self
                .fault
                .is_some_and(|fault| fault.message != Message::InvalidSyntax)
            {
                return found;
            }
            self.fault = None;
        }
        self.fail(Message::InvalidSyntax, token.start, token.end)
    }

    /// `-x`, `+x`, `~x`, or a power.
    fn unary(&mut self) -> Parsed<Node> {
        match self.kind() {
            Kind::Minus | Kind::Plus | Kind::Tilde => self.prefixed(Kind::Minus),
            _ => self.power(),
        }
    }

    /// A chain of prefix operators, in a loop: every operator fills the gap of the one before.
    /// With `Not` it is `not not … comparison`, otherwise `- + ~ … power`.
    fn prefixed(&mut self, class: Kind) -> Parsed<Node> {
        let mut whole = None;
        let mut gap: Option<Node> = None;
        loop {
            let op = match self.kind() {
                Kind::Not if class == Kind::Not => UnaryOperator::Not,
                Kind::Minus if class == Kind::Minus => UnaryOperator::USub,
                Kind::Plus if class == Kind::Minus => UnaryOperator::UAdd,
                Kind::Tilde if class == Kind::Minus => UnaryOperator::Invert,
                _ => break,
            };
            let start = self.start();
            self.advance()?;
            let node = self.expr(
                start,
                Expr::UnaryOp {
                    op,
                    operand: Node::ABSENT,
                },
            )?;
            if let Some(gap) = gap {
                self.patch(gap, OPERAND, node.0);
            }
            whole.get_or_insert(node);
            gap = Some(node);
        }
        let operand = if class == Kind::Not {
            self.operation(precedence::COMPARE)?
        } else {
            self.power()?
        };
        let (Some(whole), Some(gap)) = (whole, gap) else {
            return Ok(operand);
        };
        self.patch(gap, OPERAND, operand.0);
        let end = self.state.prev_end;
        let mut node = whole;
        loop {
            self.patch_end(node, end);
            if node == gap {
                return Ok(whole);
            }
            node = Node(self.store.get(node.0 + HEADER + OPERAND));
        }
    }

    /// `a ** b`; the right side can be negative and is itself a power.
    fn power(&mut self) -> Parsed<Node> {
        let start = self.start();
        let left = if cfg!(feature = "async") && self.at(Kind::Await) {
            self.advance()?;
            let value = self.primary()?;
            self.expr(start, Expr::Await { value })?
        } else {
            self.primary()?
        };
        if !self.at(Kind::DoubleStar) {
            return Ok(left);
        }
        self.advance()?;
        self.enter()?;
        let right = self.unary()?;
        self.leave();
        self.expr(
            start,
            Expr::BinOp {
                op: Operator::Pow,
                left,
                right,
            },
        )
    }

    /// An atom followed by attributes, calls and subscripts.
    pub(super) fn primary(&mut self) -> Parsed<Node> {
        let start = self.start();
        let mut value = self.atom()?;
        loop {
            value = match self.kind() {
                Kind::Dot => {
                    self.advance()?;
                    let attr = self.name()?;
                    self.expr(start, Expr::Attribute { value, attr })?
                }
                Kind::LParen => {
                    let (args, keywords) = self.nested(Self::arguments)?;
                    self.expr(
                        start,
                        Expr::Call {
                            func: value,
                            args,
                            keywords,
                        },
                    )?
                }
                Kind::LBracket => {
                    let slice = self.nested(Self::subscript)?;
                    self.expr(start, Expr::Subscript { value, slice })?
                }
                _ => return Ok(value),
            };
        }
    }

    fn atom(&mut self) -> Parsed<Node> {
        let start = self.start();
        let text = self.token_text();
        let expr = match self.kind() {
            Kind::Name => Expr::Name { id: text },
            Kind::Integer => Expr::Number {
                kind: NumberKind::Integer,
                literal: text,
            },
            Kind::Float => Expr::Number {
                kind: NumberKind::Float,
                literal: text,
            },
            Kind::Imaginary => Expr::Number {
                kind: NumberKind::Imaginary,
                literal: text,
            },
            Kind::None => Expr::Constant {
                value: Singleton::None,
            },
            Kind::True => Expr::Constant {
                value: Singleton::True,
            },
            Kind::False => Expr::Constant {
                value: Singleton::False,
            },
            Kind::Ellipsis => Expr::Constant {
                value: Singleton::Ellipsis,
            },
            Kind::Str | Kind::FString => return self.strings(),
            Kind::LParen => return self.nested(Self::parenthesized),
            Kind::LBracket => return self.nested(Self::list_display),
            Kind::LBrace => return self.nested(Self::brace_display),
            _ => return self.invalid(),
        };
        self.advance()?;
        self.expr(start, expr)
    }

    /// Counts a level of nesting around `work`.
    pub(super) fn nested<T>(&mut self, work: fn(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.enter()?;
        let value = work(self)?;
        self.leave();
        Ok(value)
    }
}

/// The operator of an infix token or of its augmented assignment.
pub(super) fn binary_operator(kind: Kind) -> Option<Operator> {
    Some(match kind {
        Kind::Plus | Kind::PlusEqual => Operator::Add,
        Kind::Minus | Kind::MinusEqual => Operator::Sub,
        Kind::Star | Kind::StarEqual => Operator::Mult,
        Kind::At | Kind::AtEqual => Operator::MatMult,
        Kind::Slash | Kind::SlashEqual => Operator::Div,
        Kind::Percent | Kind::PercentEqual => Operator::Mod,
        Kind::DoubleStar | Kind::DoubleStarEqual => Operator::Pow,
        Kind::LShift | Kind::LShiftEqual => Operator::LShift,
        Kind::RShift | Kind::RShiftEqual => Operator::RShift,
        Kind::Bar | Kind::BarEqual => Operator::BitOr,
        Kind::Caret | Kind::CaretEqual => Operator::BitXor,
        Kind::Ampersand | Kind::AmpersandEqual => Operator::BitAnd,
        Kind::DoubleSlash | Kind::DoubleSlashEqual => Operator::FloorDiv,
        _ => return None,
    })
}
