//! String literals: where they end. What is in them is for `literal` and, in f-strings, for the parser.

use super::{Lexed, Lexer, fault};
use crate::error::Message;
use crate::store::Store;
use crate::token::{Kind, Token};
use crate::tree::StringPrefix;

/// The prefix in `start..end` as bits of a [`StringPrefix`], and whether it is that of an f-string.
pub(crate) fn string_prefix<S: Store>(store: &S, start: u32, end: u32) -> Option<(u8, bool)> {
    let (first, second) = match end - start {
        0 => return Some((0, false)),
        1 => (store.byte(start) | 0x20, 0),
        2 => (store.byte(start) | 0x20, store.byte(start + 1) | 0x20),
        _ => return None,
    };
    match (first, second) {
        (b'r', 0) => Some((StringPrefix::RAW, false)),
        (b'u', 0) => Some((0, false)),
        (b'b', 0) => Some((StringPrefix::BYTES, false)),
        (b'f', 0) => Some((0, true)),
        (b'r', b'b') | (b'b', b'r') => Some((StringPrefix::RAW | StringPrefix::BYTES, false)),
        (b'r', b'f') | (b'f', b'r') => Some((StringPrefix::RAW, true)),
        _ => None,
    }
}

impl Lexer {
    /// A literal whose prefix begins at `start`. Of an f-string only the opening quotes are taken.
    pub(super) fn string<S: Store>(&mut self, store: &S, start: u32, first: bool) -> Lexed<Token> {
        let mut open = start;
        while !matches!(store.byte(open), b'"' | b'\'') {
            open += 1;
        }
        let (mut prefix, formatted) = string_prefix(store, start, open).unwrap_or((0, false));
        let quote = store.byte(open);
        let triple = store.byte(open + 1) == quote && store.byte(open + 2) == quote;
        let content = if triple { open + 3 } else { open + 1 };
        if triple {
            prefix |= StringPrefix::TRIPLE;
        }
        let line = self.line;
        let kind = if formatted {
            self.pos = content;
            Kind::FString
        } else {
            self.pos = content;
            if self.skip_content(store, quote, triple, start)? {
                prefix |= StringPrefix::ESCAPES;
            }
            Kind::Str
        };
        Ok(Token {
            kind,
            first,
            prefix,
            start,
            end: self.pos,
            line,
        })
    }

    /// Goes past the closing quotes. Answers whether the content is not to be taken as it is.
    fn skip_content<S: Store>(
        &mut self,
        store: &S,
        quote: u8,
        triple: bool,
        start: u32,
    ) -> Lexed<bool> {
        let mut escapes = false;
        loop {
            let byte = store.byte(self.pos);
            match byte {
                b'\\' => {
                    escapes = true;
                    self.pos += 1;
                    match store.byte(self.pos) {
                        b'\n' | b'\r' => self.skip_newline(store),
                        0 if self.pos >= store.source_len() => {}
                        _ => self.pos += 1,
                    }
                }
                b'\n' | b'\r' => {
                    if !triple {
                        return self.unterminated(store, quote, triple, start);
                    }
                    escapes |= byte == b'\r';
                    self.skip_newline(store);
                }
                0 if self.pos >= store.source_len() => {
                    return self.unterminated(store, quote, triple, start);
                }
                0 => return fault(Message::NullByte, self.pos, self.pos + 1),
                _ if byte != quote => self.pos += 1,
                _ if !triple => {
                    self.pos += 1;
                    return Ok(escapes);
                }
                _ if store.byte(self.pos + 1) == quote && store.byte(self.pos + 2) == quote => {
                    self.pos += 3;
                    return Ok(escapes);
                }
                _ => self.pos += 1,
            }
        }
    }

    fn unterminated<S: Store, T>(
        &self,
        store: &S,
        quote: u8,
        triple: bool,
        start: u32,
    ) -> Lexed<T> {
        let field = self.field;
        // What looks like the start of a string is the end of the f-string around it.
        if field.depth > 0 && field.quote == quote && field.triple == triple {
            return fault(Message::FStringExpecting, start, start + 1);
        }
        // A line break at the very end begins no line.
        let ended = self.pos >= store.source_len()
            && matches!(store.byte(self.pos.saturating_sub(1)), b'\n' | b'\r');
        let line = if ended { self.line - 1 } else { self.line };
        let message = if triple {
            Message::UnterminatedTriple { line }
        } else {
            Message::UnterminatedString { line }
        };
        fault(message, start, start + 1)
    }
}

/// The end of `\N{…}` whose brace is at `brace`, if it is one.
pub(crate) fn find_named_escape_end<S: Store + ?Sized>(store: &S, brace: u32) -> Option<u32> {
    let mut at = brace + 1;
    while matches!(store.byte(at), b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b' ' | b'-') {
        at += 1;
    }
    (store.byte(at) == b'}' && at > brace + 1).then_some(at + 1)
}
