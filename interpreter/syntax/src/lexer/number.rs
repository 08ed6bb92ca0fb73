//! Number literals.

use super::class::continues_identifier;
use super::identifier::clings;
use super::{Lexed, Lexer, decode_char, fault};
use crate::error::Message;
use crate::store::Store;
use crate::token::{Kind, Token};

impl Lexer {
    pub(super) fn number<S: Store>(&mut self, store: &S, first: bool) -> Lexed<Token> {
        let start = self.pos;
        if store.byte(start) == b'0' {
            let base = match store.byte(start + 1) | 0x20 {
                b'x' => Some((16, "hexadecimal")),
                b'o' => Some((8, "octal")),
                b'b' => Some((2, "binary")),
                _ => None,
            };
            if let Some((base, name)) = base {
                let end = based_digits(store, start + 2, base, name)?;
                return Ok(self.token(Kind::Integer, start, end, first));
            }
        }
        self.decimal(store, start, first)
    }

    fn decimal<S: Store>(&mut self, store: &S, start: u32, first: bool) -> Lexed<Token> {
        let mut end = decimal_digits(store, start)?;
        let mut kind = Kind::Integer;
        let whole_end = end;
        if store.byte(end) == b'.' {
            return self.fraction(store, start, end, first);
        }
        if let Some(after) = exponent(store, end)? {
            kind = Kind::Float;
            end = after;
        }
        if matches!(store.byte(end), b'j' | b'J') {
            return self.imaginary(store, start, end, first);
        }
        if kind == Kind::Integer && store.byte(start) == b'0' {
            no_leading_zeros(store, start, whole_end)?;
        }
        end_of_number(store, end, "decimal")?;
        Ok(self.token(kind, start, end, first))
    }

    /// A float with a point at `point`.
    pub(super) fn fraction<S: Store>(
        &mut self,
        store: &S,
        start: u32,
        point: u32,
        first: bool,
    ) -> Lexed<Token> {
        let mut end = point + 1;
        if store.byte(end).is_ascii_digit() {
            end = decimal_digits(store, end)?;
        }
        if let Some(after) = exponent(store, end)? {
            end = after;
        }
        if matches!(store.byte(end), b'j' | b'J') {
            return self.imaginary(store, start, end, first);
        }
        end_of_number(store, end, "decimal")?;
        Ok(self.token(Kind::Float, start, end, first))
    }

    fn imaginary<S: Store>(
        &mut self,
        store: &S,
        start: u32,
        unit: u32,
        first: bool,
    ) -> Lexed<Token> {
        end_of_number(store, unit + 1, "imaginary")?;
        Ok(self.token(Kind::Imaginary, start, unit + 1, first))
    }
}

/// Digits with single underscores between them, from `at`, where the first is known to be one.
fn decimal_digits<S: Store>(store: &S, mut at: u32) -> Lexed<u32> {
    loop {
        while store.byte(at).is_ascii_digit() {
            at += 1;
        }
        if store.byte(at) != b'_' {
            return Ok(at);
        }
        at += 1;
        if !store.byte(at).is_ascii_digit() {
            return fault(Message::InvalidNumber { base: "decimal" }, at - 1, at);
        }
    }
}

fn based_digits<S: Store>(store: &S, mut at: u32, base: u32, name: &'static str) -> Lexed<u32> {
    loop {
        if store.byte(at) == b'_' {
            at += 1;
        }
        let byte = store.byte(at);
        if !(byte as char).is_digit(base) {
            if byte.is_ascii_digit() {
                return fault(
                    Message::InvalidDigit {
                        digit: byte as char,
                        base: name,
                    },
                    at,
                    at + 1,
                );
            }
            return fault(Message::InvalidNumber { base: name }, at - 1, at);
        }
        while (store.byte(at) as char).is_digit(base) {
            at += 1;
        }
        let byte = store.byte(at);
        if byte.is_ascii_digit() {
            return fault(
                Message::InvalidDigit {
                    digit: byte as char,
                    base: name,
                },
                at,
                at + 1,
            );
        }
        if byte != b'_' {
            end_of_number(store, at, name)?;
            return Ok(at);
        }
    }
}

/// The end of an exponent at `at`. An `e` that no digits follow is left for [`end_of_number`].
fn exponent<S: Store>(store: &S, at: u32) -> Lexed<Option<u32>> {
    if !matches!(store.byte(at), b'e' | b'E') {
        return Ok(None);
    }
    let signed = matches!(store.byte(at + 1), b'+' | b'-');
    let digits = at + 1 + signed as u32;
    if store.byte(digits).is_ascii_digit() {
        return decimal_digits(store, digits).map(Some);
    }
    if signed {
        return fault(Message::InvalidNumber { base: "decimal" }, at + 1, at + 2);
    }
    Ok(None)
}

fn no_leading_zeros<S: Store>(store: &S, start: u32, end: u32) -> Lexed<()> {
    let mut at = start;
    while at < end && matches!(store.byte(at), b'0' | b'_') {
        at += 1;
    }
    if at < end {
        fault(Message::LeadingZeros, start, at)
    } else {
        Ok(())
    }
}

/// A number is not followed by an identifier, except by a keyword that can stand after an expression.
fn end_of_number<S: Store>(store: &S, at: u32, base: &'static str) -> Lexed<()> {
    let byte = store.byte(at);
    let wide =
        byte >= 0x80 && decode_char(store, at).is_some_and(|(character, _)| clings(character));
    if !(wide || continues_identifier(byte)) || follows_as_keyword(store, at) {
        return Ok(());
    }
    fault(Message::InvalidNumber { base }, at - 1, at)
}

fn follows_as_keyword<S: Store>(store: &S, at: u32) -> bool {
    const WORDS: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
    WORDS.iter().any(|word| {
        let mut at = at;
        word.iter().all(|&letter| {
            at += 1;
            store.byte(at - 1) == letter
        })
    })
}
