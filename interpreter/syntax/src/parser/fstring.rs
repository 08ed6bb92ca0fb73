//! f-strings (PEP 701): text and replacement fields in turn. A field is an expression like any other, so quotes,
//! backslashes, comments and line breaks may be in it, and f-strings again.

use super::{Grammar, Parsed};
use crate::error::Message;
use crate::lexer::{Field, MAX_BRACKETS, find_named_escape_end};
use crate::literal;
use crate::store::Store;
use crate::token::{Kind, Token};
use crate::tree::*;

/// The f-string whose parts are read.
#[derive(Clone, Copy)]
struct Quotes {
    opening: Token,
    quote: u8,
    triple: bool,
    raw: bool,
}

/// A format spec may have fields with specs, but no fields in those.
const MAX_SPECS: u8 = 2;

impl<S: Store> Grammar<'_, S> {
    /// Appends the parts of the f-string that the current token opens.
    pub(super) fn fstring(&mut self, values: &mut ListBuilder) -> Parsed<()> {
        let opening = self.state.token;
        let prefix = StringPrefix::new(opening.prefix);
        let quotes = Quotes {
            opening,
            quote: self.store.byte(opening.end - 1),
            triple: prefix.is_triple(),
            raw: prefix.is_raw(),
        };
        self.enter()?;
        self.parts(quotes, values, 0)?;
        self.leave();
        self.state.lexer.pos += if quotes.triple { 3 } else { 1 };
        self.state.token.end = self.state.lexer.pos;
        self.advance()
    }

    /// Text and fields up to the closing quotes, or in a format spec (`specs` of them, one in the other) up to its `}`;
    /// the lexer is left in front of them.
    fn parts(&mut self, quotes: Quotes, values: &mut ListBuilder, specs: u8) -> Parsed<()> {
        let in_spec = specs > 0;
        let mut text = self.state.lexer.pos;
        let mut line = self.state.lexer.line;
        loop {
            let pos = self.state.lexer.pos;
            let byte = self.store.byte(pos);
            let next = self.store.byte(pos + 1);
            match byte {
                0 if pos >= self.store.source_len() => return self.unterminated(quotes),
                0 => return self.fail(Message::NullByte, pos, pos + 1),
                b'\n' | b'\r' if !quotes.triple => return self.unterminated(quotes),
                b'\n' | b'\r' => self.state.lexer.skip_newline(&*self.store),
                b'\\' => self.skip_escape(quotes.raw),
                b'{' if next == b'{' && !in_spec => {
                    self.text(quotes, values, text, line, pos + 1)?;
                    self.state.lexer.pos += 2;
                    text = pos + 2;
                    line = self.state.lexer.line;
                }
                b'{' if specs >= MAX_SPECS => {
                    return self.fail(Message::FStringNested, pos, pos + 1);
                }
                b'{' => {
                    self.text(quotes, values, text, line, pos)?;
                    self.field(quotes, values, specs)?;
                    text = self.state.lexer.pos;
                    line = self.state.lexer.line;
                }
                b'}' if in_spec => return self.text(quotes, values, text, line, pos),
                b'}' if next == b'}' => {
                    self.text(quotes, values, text, line, pos + 1)?;
                    self.state.lexer.pos += 2;
                    text = pos + 2;
                    line = self.state.lexer.line;
                }
                b'}' => return self.fail(Message::FStringSingleBrace, pos, pos + 1),
                _ if byte == quotes.quote
                    && (!quotes.triple || (next == byte && self.store.byte(pos + 2) == byte)) =>
                {
                    return self.text(quotes, values, text, line, pos);
                }
                _ => self.state.lexer.pos += 1,
            }
        }
    }

    /// A backslash in the text. It does not protect a brace.
    fn skip_escape(&mut self, raw: bool) {
        let lexer = &mut self.state.lexer;
        lexer.pos += 1;
        match self.store.byte(lexer.pos) {
            b'{' | b'}' => {}
            b'\n' | b'\r' => lexer.skip_newline(&*self.store),
            b'N' if !raw && self.store.byte(lexer.pos + 1) == b'{' => {
                lexer.pos =
                    find_named_escape_end(&*self.store, lexer.pos + 1).unwrap_or(lexer.pos + 1);
            }
            0 if lexer.pos >= self.store.source_len() => {}
            _ => lexer.pos += 1,
        }
    }

    fn text(
        &mut self,
        quotes: Quotes,
        values: &mut ListBuilder,
        start: u32,
        line: u32,
        end: u32,
    ) -> Parsed<()> {
        if start >= end {
            return Ok(());
        }
        let text = Text {
            start,
            len: end - start,
        };
        let escaped = !quotes.raw && (start..end).any(|at| self.store.byte(at) == b'\\');
        let kind = if escaped {
            TextKind::Escaped
        } else {
            TextKind::Raw
        };
        if escaped {
            let checked = literal::decode_text(&*self.store, text, kind, |_| Ok::<(), ()>(()));
            if let Err(literal::DecodeError::Invalid(message)) = checked {
                return self.fail(message, quotes.opening.start, end);
            }
        }
        self.part(
            values,
            Expr::FStringText { kind, text },
            Span { line, start, end },
        )
    }

    fn part(&mut self, values: &mut ListBuilder, expr: Expr, span: Span) -> Parsed<()> {
        let result = expr.write(self.store, span);
        let node = self.kept(result)?;
        self.append(values, node)
    }

    /// `{expression=!r:spec}`; the lexer is in front of the brace, and afterwards behind the other.
    fn field(&mut self, quotes: Quotes, values: &mut ListBuilder, specs: u8) -> Parsed<()> {
        self.enter()?;
        let outer = (self.state.lexer.depth, self.state.lexer.field);
        let brace = self.state.lexer.pos;
        let line = self.state.lexer.line;
        if outer.0 >= MAX_BRACKETS {
            return self.fail(Message::TooManyParentheses, brace, brace + 1);
        }
        self.state.lexer.pos += 1;
        self.state.lexer.depth += 1;
        self.state.lexer.field = Field {
            depth: self.state.lexer.depth,
            quote: quotes.quote,
            triple: quotes.triple,
        };
        self.state.token.end = brace + 1;
        self.advance()?;
        self.refuse_empty(brace)?;
        let value = self.yield_or_list()?;

        let mut debug = false;
        if self.at(Kind::Equal) {
            debug = true;
            self.advance()?;
            let (start, end) = (brace + 1, self.state.token.start);
            let text = Text {
                start,
                len: end - start,
            };
            self.part(
                values,
                Expr::FStringText {
                    kind: TextKind::Raw,
                    text,
                },
                Span { line, start, end },
            )?;
        }
        let mut conversion = Conversion::None;
        let converted = self.at(Kind::Exclamation);
        if converted {
            conversion = self.conversion()?;
        }
        let mut format_spec = None;
        if self.at(Kind::Colon) {
            format_spec = Some(self.format_spec(quotes, specs + 1)?);
        } else if !self.at(Kind::RBrace) {
            return self.after_field(brace, debug, converted);
        }
        if debug && !converted && format_spec.is_none() {
            conversion = Conversion::Repr;
        }
        (self.state.lexer.depth, self.state.lexer.field) = outer;
        self.leave();
        let span = Span {
            line,
            start: brace,
            end: self.state.lexer.pos,
        };
        self.part(
            values,
            Expr::FormattedValue {
                conversion,
                value,
                format_spec,
            },
            span,
        )
    }

    fn refuse_empty(&mut self, brace: u32) -> Parsed<()> {
        let before = match self.kind() {
            Kind::RBrace => '}',
            Kind::Exclamation => '!',
            Kind::Colon | Kind::ColonEqual => ':',
            Kind::Equal => '=',
            Kind::End => return self.fail(Message::NeverClosed { opening: '{' }, brace, brace + 1),
            kind if self.at_item() || matches!(kind, Kind::Yield) => return Ok(()),
            _ => return self.here(Message::FStringExpression),
        };
        self.here(Message::FStringEmpty { before })
    }

    /// `!r` and the like.
    fn conversion(&mut self) -> Parsed<Conversion> {
        let end = self.state.token.end;
        self.advance()?;
        match self.kind() {
            Kind::RBrace | Kind::Colon => return self.here(Message::FStringConversionMissing),
            Kind::Name if self.state.token.start != end => {
                return self.here(Message::FStringConversionSpace);
            }
            Kind::Name => {}
            _ => return self.here(Message::FStringConversionInvalid),
        }
        let text = self.token_text();
        let conversion = match self.store.byte(text.start) {
            b's' if text.len == 1 => Conversion::Str,
            b'r' if text.len == 1 => Conversion::Repr,
            b'a' if text.len == 1 => Conversion::Ascii,
            _ => {
                let character = crate::lexer::decode_char(&*self.store, text.start)
                    .map_or('?', |(first, _)| first);
                return self.here(Message::FStringConversion { character });
            }
        };
        self.advance()?;
        Ok(conversion)
    }

    /// What follows the colon, up to and with the brace.
    fn format_spec(&mut self, quotes: Quotes, specs: u8) -> Parsed<Node> {
        let start = self.state.lexer.pos;
        let line = self.state.lexer.line;
        let mut values = ListBuilder::default();
        self.parts(quotes, &mut values, specs)?;
        let end = self.state.lexer.pos;
        if self.store.byte(end) != b'}' {
            return self.fail(Message::FStringExpecting, end, end + 1);
        }
        self.state.lexer.pos += 1;
        let result = Expr::JoinedStr {
            values: values.list(),
        }
        .write(self.store, Span { line, start, end });
        self.kept(result)
    }

    #[cold]
    fn after_field(&mut self, brace: u32, debug: bool, converted: bool) -> Parsed<()> {
        if self.at(Kind::End) {
            return self.fail(Message::NeverClosed { opening: '{' }, brace, brace + 1);
        }
        if let closing @ (Kind::RParen | Kind::RBracket) = self.kind() {
            let closing = if closing == Kind::RParen { ')' } else { ']' };
            return self.here(Message::FStringMismatch { closing });
        }
        if converted {
            return self.here(Message::FStringAfterConversion);
        }
        if debug {
            return self.here(Message::FStringAfterEqual);
        }
        if self.kind().starts_expression() {
            return self.after_element();
        }
        self.here(Message::FStringAfterExpression)
    }

    fn unterminated<T>(&mut self, quotes: Quotes) -> Parsed<T> {
        let line = self.state.lexer.line;
        let message = if quotes.triple {
            Message::UnterminatedTripleFString { line }
        } else {
            Message::UnterminatedFString { line }
        };
        self.fail(message, quotes.opening.start, quotes.opening.end)
    }
}
