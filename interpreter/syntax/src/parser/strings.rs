//! String literals as expressions, and their implicit concatenation.

use super::{Grammar, Parsed};
use crate::error::Message;
use crate::literal;
use crate::store::Store;
use crate::token::Kind;
use crate::tree::*;

impl<S: Store> Grammar<'_, S> {
    /// One or more string literals side by side.
    pub(super) fn strings(&mut self) -> Parsed<Node> {
        let start = self.start();
        let mut first = None;
        let mut pieces = ListBuilder::default();
        let mut count = 0;
        let mut formatted = false;
        let mut bytes = None;
        while matches!(self.kind(), Kind::Str | Kind::FString) {
            count += 1;
            let token = self.state.token;
            let prefix = StringPrefix::new(token.prefix);
            let is_bytes = token.kind == Kind::Str && prefix.is_bytes();
            if *bytes.get_or_insert(is_bytes) != is_bytes {
                return self.fail(Message::MixedBytes, start.offset, token.end);
            }
            // The list is made only when there is more than one literal.
            if let Some(node) = first.take() {
                self.append(&mut pieces, node)?;
            }
            if token.kind == Kind::FString {
                formatted = true;
                self.fstring(&mut pieces)?;
            } else {
                let node = self.plain_string(prefix)?;
                if count == 1 {
                    first = Some(node);
                } else {
                    self.append(&mut pieces, node)?;
                }
            }
        }
        if let Some(node) = first {
            return Ok(node);
        }
        if formatted {
            return self.expr(
                start,
                Expr::JoinedStr {
                    values: pieces.list(),
                },
            );
        }
        self.expr(
            start,
            Expr::StrConcat {
                pieces: pieces.list(),
            },
        )
    }

    fn plain_string(&mut self, prefix: StringPrefix) -> Parsed<Node> {
        let start = self.start();
        let literal = self.token_text();
        if prefix.has_escapes() || prefix.is_bytes() {
            let checked =
                literal::decode_string(&*self.store, literal, prefix, |_| Ok::<(), ()>(()));
            if let Err(literal::DecodeError::Invalid(message)) = checked {
                return self.here(message);
            }
        }
        self.advance()?;
        self.expr(start, Expr::Str { prefix, literal })
    }
}
