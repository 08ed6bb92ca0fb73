//! Arguments of calls and class definitions, and subscripts.

use super::{Grammar, Parsed, Start};
use crate::error::{Construct, Message};
use crate::store::Store;
use crate::token::Kind;
use crate::tree::*;

/// Arguments as they come in.
#[derive(Default)]
struct Arguments {
    args: ListBuilder,
    keywords: ListBuilder,
    unpacked_mapping: bool,
}

impl<S: Store> Grammar<'_, S> {
    /// `(…)` after what is called: positional arguments and keywords.
    pub(super) fn arguments(&mut self) -> Parsed<(NodeList, NodeList)> {
        let paren = self.start();
        self.advance()?;
        let mut all = Arguments::default();
        while !self.at(Kind::RParen) {
            match self.kind() {
                Kind::Star => self.iterable_argument(&mut all)?,
                Kind::DoubleStar => {
                    let start = self.start();
                    self.advance()?;
                    let value = self.expression()?;
                    all.unpacked_mapping = true;
                    self.keyword(&mut all, start, None, value)?;
                }
                _ => self.argument(&mut all, paren)?,
            }
            if !self.at(Kind::Comma) {
                break;
            }
            self.advance()?;
        }
        self.close(Kind::RParen)?;
        Ok((all.args.list(), all.keywords.list()))
    }

    /// As `arguments`, but a generator expression has parentheses of its own.
    pub(super) fn class_arguments(&mut self) -> Parsed<(NodeList, NodeList)> {
        let paren = self.start();
        let (args, keywords) = self.arguments()?;
        if args.len() == 1
            && let Some(only) = args.get(&*self.store, 0)
            && self.store.span(only).start == paren.offset
            && let Expr::GeneratorExp { elt, .. } = self.store.expr(only)
        {
            let end = self.store.span(elt).end;
            return self.fail(Message::InvalidSyntax, end + 1, end + 4);
        }
        Ok((args, keywords))
    }

    fn iterable_argument(&mut self, all: &mut Arguments) -> Parsed<()> {
        let start = self.start();
        self.advance()?;
        let value = self.expression()?;
        if all.unpacked_mapping {
            return self.fail(
                Message::IterableAfterUnpacking,
                start.offset,
                start.offset + 1,
            );
        }
        let node = self.expr(start, Expr::Starred { value })?;
        self.append(&mut all.args, node)
    }

    fn argument(&mut self, all: &mut Arguments, paren: Start) -> Parsed<()> {
        let start = self.start();
        let mut value = self.expression()?;
        match self.kind() {
            Kind::Equal => return self.named_argument(all, start, value),
            Kind::ColonEqual if !matches!(self.store.expr(value), Expr::Name { .. }) => {
                return self.invalid();
            }
            Kind::ColonEqual => value = self.named_value_at(start, value)?,
            _ => {}
        }
        if self.at_comprehension() {
            let sole = all.args.len() == 0 && all.keywords.len() == 0;
            let generators = self.generators()?;
            if !sole || !self.at(Kind::RParen) {
                if !matches!(self.kind(), Kind::RParen | Kind::Comma) {
                    return self.invalid();
                }
                return self.fail(
                    Message::GeneratorParentheses,
                    start.offset,
                    self.state.prev_end,
                );
            }
            // The parentheses of the call are those of the generator expression.
            value = self.expr(
                paren,
                Expr::GeneratorExp {
                    elt: value,
                    generators,
                },
            )?;
            let end = self.state.token.end;
            self.patch_end(value, end);
        }
        if all.keywords.len() > 0 {
            let message = if all.unpacked_mapping {
                Message::PositionalAfterUnpacking
            } else {
                Message::PositionalAfterKeyword
            };
            return match self.kind() {
                Kind::RParen | Kind::Comma => self.positional_after(message),
                kind if kind.starts_expression() => self.after_element(),
                _ => self.here(message),
            };
        }
        self.append(&mut all.args, value)
    }

    /// Reported at the end of the arguments, when nothing worse comes before.
    #[cold]
    fn positional_after<T>(&mut self, message: Message) -> Parsed<T> {
        while self.eat(Kind::Comma)? {
            if !self.kind().starts_expression() {
                break;
            }
            self.expression()?;
            if self.eat(Kind::Equal)? {
                self.expression()?;
            }
        }
        self.here(message)
    }

    /// `name=value`; the `=` is the current token.
    fn named_argument(&mut self, all: &mut Arguments, start: Start, name: Node) -> Parsed<()> {
        let equal = self.state.token;
        let span = self.store.span(name);
        let expr = self.store.expr(name);
        let arg = match expr {
            Expr::Name { id } if span.start == start.offset => id,
            Expr::Constant {
                value: Singleton::True | Singleton::False | Singleton::None,
            } if span.start == start.offset => {
                let construct = self.construct(name);
                return self.fail(
                    Message::KeywordIsConstant { construct },
                    start.offset,
                    equal.end,
                );
            }
            _ => return self.fail(Message::KeywordIsExpression, span.start, equal.end),
        };
        if self.is_text(arg, b"__debug__") {
            return self.about(Message::CannotAssignDebug, name);
        }
        self.advance()?;
        let value = self.expression()?;
        if self.at_comprehension() {
            return self.fail(Message::MaybeEquals, start.offset, equal.end);
        }
        self.keyword(all, start, Some(arg), value)
    }

    fn keyword(
        &mut self,
        all: &mut Arguments,
        start: Start,
        arg: Option<Text>,
        value: Node,
    ) -> Parsed<()> {
        let span = self.span(start);
        let result = Keyword { arg, value }.write(self.store, span);
        let node = self.kept(result)?;
        self.append(&mut all.keywords, node)
    }

    /// `[…]` after what is subscripted.
    pub(super) fn subscript(&mut self) -> Parsed<Node> {
        self.advance()?;
        let start = self.start();
        let first = self.slice()?;
        let starred = matches!(self.store.expr(first), Expr::Starred { .. });
        if !self.at(Kind::Comma) && !starred {
            self.close(Kind::RBracket)?;
            return Ok(first);
        }
        let mut elts = ListBuilder::default();
        self.append(&mut elts, first)?;
        while self.eat(Kind::Comma)? {
            if self.at(Kind::RBracket) {
                break;
            }
            let elt = self.slice()?;
            self.append(&mut elts, elt)?;
        }
        let node = self.expr(start, Expr::Tuple { elts: elts.list() })?;
        self.close(Kind::RBracket)?;
        Ok(node)
    }

    /// `lower:upper:step`, or an index.
    fn slice(&mut self) -> Parsed<Node> {
        let start = self.start();
        let lower = if self.at(Kind::Colon) {
            None
        } else {
            let index = self.starred_or_named()?;
            if !self.at(Kind::Colon) {
                return Ok(index);
            }
            if matches!(
                self.store.expr(index),
                Expr::Starred { .. } | Expr::NamedExpr { .. }
            ) && self.store.span(index).start == start.offset
            {
                return self.invalid();
            }
            Some(index)
        };
        self.expect(Kind::Colon)?;
        let upper = self.slice_bound()?;
        let step = if self.eat(Kind::Colon)? {
            self.slice_bound()?
        } else {
            None
        };
        self.expr(start, Expr::Slice { lower, upper, step })
    }

    fn slice_bound(&mut self) -> Parsed<Option<Node>> {
        if matches!(self.kind(), Kind::Colon | Kind::Comma | Kind::RBracket) {
            return Ok(None);
        }
        self.expression().map(Some)
    }

    /// What messages call an expression.
    pub(super) fn construct(&self, node: Node) -> Construct {
        match self.store.expr(node) {
            Expr::Attribute { .. } => Construct::Attribute,
            Expr::Subscript { .. } => Construct::Subscript,
            Expr::Starred { .. } => Construct::Starred,
            Expr::Name { .. } => Construct::Name,
            Expr::List { .. } => Construct::List,
            Expr::Tuple { .. } => Construct::Tuple,
            Expr::Lambda { .. } => Construct::Lambda,
            Expr::Call { .. } => Construct::FunctionCall,
            Expr::BoolOp { .. }
            | Expr::BinOp { .. }
            | Expr::UnaryOp { .. }
            | Expr::Slice { .. } => Construct::Expression,
            Expr::GeneratorExp { .. } => Construct::GeneratorExpression,
            Expr::Yield { .. } | Expr::YieldFrom { .. } => Construct::YieldExpression,
            Expr::Await { .. } => Construct::AwaitExpression,
            Expr::ListComp { .. } => Construct::ListComprehension,
            Expr::SetComp { .. } => Construct::SetComprehension,
            Expr::DictComp { .. } => Construct::DictComprehension,
            Expr::Dict { .. } => Construct::DictLiteral,
            Expr::Set { .. } => Construct::SetDisplay,
            Expr::JoinedStr { .. } | Expr::FormattedValue { .. } | Expr::FStringText { .. } => {
                Construct::FString
            }
            Expr::Number { .. } | Expr::Str { .. } | Expr::StrConcat { .. } => Construct::Literal,
            Expr::Constant {
                value: Singleton::True,
            } => Construct::True,
            Expr::Constant {
                value: Singleton::False,
            } => Construct::False,
            Expr::Constant {
                value: Singleton::None,
            } => Construct::None,
            Expr::Constant {
                value: Singleton::Ellipsis,
            } => Construct::Ellipsis,
            Expr::Compare { .. } | Expr::CompareChain { .. } => Construct::Comparison,
            Expr::IfExp { .. } => Construct::ConditionalExpression,
            Expr::NamedExpr { .. } => Construct::NamedExpression,
        }
    }
}
