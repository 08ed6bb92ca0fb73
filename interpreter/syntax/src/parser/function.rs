//! Functions, lambdas and classes: parameters, type parameters, decorators.

use super::{Grammar, Parsed, Start};
use crate::error::{Block, Message};
use crate::store::Store;
use crate::token::Kind;
use crate::tree::*;

/// How far a parameter list has come.
#[derive(Default)]
struct Parameters {
    list: ListBuilder,
    slash: bool,
    star: bool,
    keywords: bool,
    default: bool,
    /// The last parameter ended in an expression.
    expression: bool,
}

impl<S: Store> Grammar<'_, S> {
    /// `def` after its decorators and `async`.
    pub(super) fn function_def(
        &mut self,
        start: Start,
        decorators: NodeList,
        is_async: bool,
    ) -> Parsed<Node> {
        self.expect(Kind::Def)?;
        let name = self.name()?;
        let type_params = self.type_params()?;
        self.expect_or(Kind::LParen, Message::ExpectedParenthesis)?;
        let parameters = self.parameters(Kind::RParen)?;
        self.expect(Kind::RParen)?;
        let arrow = self.state.token;
        let returns = if self.eat(Kind::Arrow)? {
            if !self.kind().starts_expression() {
                return self.fail(Message::ExpectedColon, arrow.start, arrow.end);
            }
            Some(self.expression()?)
        } else {
            None
        };
        self.colon(true)?;
        let body = self.block(Block::Function, start.line)?;
        self.stmt(
            start,
            Stmt::FunctionDef {
                is_async,
                name,
                type_params,
                parameters,
                returns,
                body,
                decorators,
            },
        )
    }

    /// `class` after its decorators.
    pub(super) fn class_def(&mut self, start: Start, decorators: NodeList) -> Parsed<Node> {
        self.expect(Kind::Class)?;
        let name = self.name()?;
        let type_params = self.type_params()?;
        let (bases, keywords) = if self.at(Kind::LParen) {
            self.nested(Self::class_arguments)?
        } else {
            (NodeList::EMPTY, NodeList::EMPTY)
        };
        self.colon(false)?;
        let body = self.block(Block::Class, start.line)?;
        self.stmt(
            start,
            Stmt::ClassDef {
                name,
                type_params,
                bases,
                keywords,
                body,
                decorators,
            },
        )
    }

    /// `@…` lines, and the definition they belong to.
    pub(super) fn decorated(&mut self) -> Parsed<Node> {
        let mut list = ListBuilder::default();
        while self.eat(Kind::At)? {
            let decorator = self.named_expression()?;
            self.append(&mut list, decorator)?;
            self.expect(Kind::Newline)?;
            self.same_line_start()?;
        }
        let decorators = list.list();
        let start = self.start();
        match self.kind() {
            Kind::Def => self.function_def(start, decorators, false),
            Kind::Class => self.class_def(start, decorators),
            Kind::Async if cfg!(feature = "async") => {
                self.advance()?;
                self.function_def(start, decorators, true)
            }
            _ => self.invalid(),
        }
    }

    /// `lambda …: …`.
    pub(super) fn lambda(&mut self) -> Parsed<Node> {
        let lexer = &self.state.lexer;
        if lexer.field.depth > 0 && lexer.field.depth == lexer.depth {
            // Its colon would begin the format spec.
            return self.here(Message::FStringLambda);
        }
        self.enter()?;
        let start = self.start();
        self.advance()?;
        let parameters = self.parameters(Kind::Colon)?;
        self.expect_or(Kind::Colon, Message::ExpectedColon)?;
        let body = self.expression()?;
        self.leave();
        self.expr(start, Expr::Lambda { parameters, body })
    }

    /// Parameters up to `closing`, which is left: the parenthesis of `def`, the colon of `lambda`.
    fn parameters(&mut self, closing: Kind) -> Parsed<NodeList> {
        let mut all = Parameters::default();
        while !self.at(closing) {
            if all.keywords {
                return self.here(Message::AfterKwArgs);
            }
            match self.kind() {
                Kind::Slash => self.slash(&mut all)?,
                Kind::Star => self.star(&mut all, closing)?,
                Kind::DoubleStar => {
                    self.advance()?;
                    all.keywords = true;
                    self.variadic(&mut all, ParameterKind::KwArgs, closing)?;
                }
                Kind::Name => self.plain_parameter(&mut all, closing)?,
                Kind::LParen => self.parenthesized_parameters(closing)?,
                _ => return self.invalid(),
            }
            if !self.at(closing) {
                if all.slash && self.at(Kind::Star) {
                    return self.here(Message::CommaBeforeStar);
                }
                if closing == Kind::Colon && !self.at(Kind::Comma) {
                    return self.invalid();
                }
                if all.expression && !self.at(Kind::Comma) {
                    return self.after_element();
                }
                self.expect(Kind::Comma)?;
                all.expression = false;
            }
        }
        Ok(all.list.list())
    }

    fn slash(&mut self, all: &mut Parameters) -> Parsed<()> {
        if all.slash {
            return self.here(Message::SlashTwice);
        }
        if all.star {
            return self.here(Message::SlashAfterStar);
        }
        if all.list.len() == 0 {
            return self.here(Message::SlashFirst);
        }
        all.slash = true;
        let mut list = all.list.list();
        while let Some(node) = self.store.next(&mut list) {
            set_aux(self.store, node, ParameterKind::PositionalOnly);
        }
        self.advance()
    }

    fn star(&mut self, all: &mut Parameters, closing: Kind) -> Parsed<()> {
        if all.star {
            return self.here(Message::VarArgsTwice);
        }
        let star = self.state.token;
        self.advance()?;
        all.star = true;
        if self.at(Kind::Name) {
            return self.variadic(all, ParameterKind::VarArgs, closing);
        }
        let next = if self.at(Kind::Comma) {
            self.peek().map(|token| token.kind)
        } else {
            Some(self.kind())
        };
        match next {
            Some(kind) if kind == closing || (kind == Kind::DoubleStar && self.at(Kind::Comma)) => {
                let place = if closing == Kind::Colon {
                    self.state.token
                } else {
                    star
                };
                self.fail(Message::NamedAfterStar, place.start, place.end)
            }
            _ if self.at(Kind::Comma) => Ok(()),
            _ if self.at(Kind::Equal) => self.here(Message::VarArgsDefault),
            _ => self.invalid(),
        }
    }

    /// `*name` or `**name` after the stars.
    fn variadic(&mut self, all: &mut Parameters, kind: ParameterKind, closing: Kind) -> Parsed<()> {
        let start = self.start();
        let name = self.name()?;
        let annotation = if closing == Kind::RParen && self.eat(Kind::Colon)? {
            let starred = kind == ParameterKind::VarArgs;
            Some(if starred {
                self.starred_or_expression()?
            } else {
                self.expression()?
            })
        } else {
            None
        };
        if self.at(Kind::Equal) {
            let starred = kind == ParameterKind::VarArgs;
            return self.here(if starred {
                Message::VarArgsDefault
            } else {
                Message::KwArgsDefault
            });
        }
        self.parameter(
            all,
            start,
            Parameter {
                kind,
                name,
                annotation,
                default: None,
            },
        )
    }

    fn plain_parameter(&mut self, all: &mut Parameters, closing: Kind) -> Parsed<()> {
        let start = self.start();
        let name = self.name()?;
        let annotated = closing == Kind::RParen && self.eat(Kind::Colon)?;
        let annotation = if annotated {
            Some(self.expression()?)
        } else {
            None
        };
        let mut default = None;
        if self.at(Kind::Equal) {
            let equal = self.state.token;
            self.advance()?;
            if self.at(closing) || self.at(Kind::Comma) {
                return self.fail(Message::DefaultMissing, equal.start, equal.end);
            }
            default = Some(self.expression()?);
        }
        if default.is_none() && all.default && !all.star {
            return self.fail(
                Message::ParameterDefaultOrder,
                start.offset,
                self.state.prev_end,
            );
        }
        all.default |= default.is_some();
        all.expression = default.is_some() || annotation.is_some();
        let kind = if all.star {
            ParameterKind::KeywordOnly
        } else {
            ParameterKind::Positional
        };
        self.parameter(
            all,
            start,
            Parameter {
                kind,
                name,
                annotation,
                default,
            },
        )
    }

    fn parameter(
        &mut self,
        all: &mut Parameters,
        start: Start,
        parameter: Parameter,
    ) -> Parsed<()> {
        let span = self.span(start);
        let result = parameter.write(self.store, span);
        let node = self.kept(result)?;
        self.append(&mut all.list, node)
    }

    #[cold]
    fn parenthesized_parameters(&mut self, closing: Kind) -> Parsed<()> {
        let start = self.state.token;
        self.advance()?;
        loop {
            if !self.at(Kind::Name) {
                return self.fail(Message::InvalidSyntax, start.start, start.end);
            }
            self.advance()?;
            if !self.eat(Kind::Comma)? {
                break;
            }
            if self.at(Kind::RParen) {
                break;
            }
        }
        if !self.at(Kind::RParen) {
            return self.fail(Message::InvalidSyntax, start.start, start.end);
        }
        let message = if closing == Kind::Colon {
            Message::LambdaParameterParentheses
        } else {
            Message::ParameterParentheses
        };
        self.fail(message, start.start, self.state.token.end)
    }

    /// `[T, *Ts, **P]`, if there is one.
    pub(super) fn type_params(&mut self) -> Parsed<NodeList> {
        let mut list = ListBuilder::default();
        if !cfg!(feature = "typing") || !self.at(Kind::LBracket) {
            return Ok(list.list());
        }
        self.advance()?;
        if self.at(Kind::RBracket) {
            return self.here(Message::TypeParamsEmpty);
        }
        while !self.at(Kind::RBracket) {
            let start = self.start();
            let stars = self.kind();
            if matches!(stars, Kind::Star | Kind::DoubleStar) {
                self.advance()?;
            }
            let name = self.name()?;
            let mut bound = None;
            if self.at(Kind::Colon) {
                match stars {
                    Kind::Star => {
                        return self.here(Message::TypeParamBound {
                            stars: "TypeVarTuple",
                        });
                    }
                    Kind::DoubleStar => {
                        return self.here(Message::TypeParamBound { stars: "ParamSpec" });
                    }
                    _ => {}
                }
                self.advance()?;
                bound = Some(self.expression()?);
            }
            let span = self.span(start);
            let result = match stars {
                Kind::Star => TypeVarTuple { name }.write(self.store, span),
                Kind::DoubleStar => ParamSpec { name }.write(self.store, span),
                _ => TypeVar { name, bound }.write(self.store, span),
            };
            let node = self.kept(result)?;
            self.append(&mut list, node)?;
            if !self.eat(Kind::Comma)? {
                break;
            }
        }
        self.close(Kind::RBracket)?;
        Ok(list.list())
    }
}
