//! Identifiers, keywords, and the prefixes of strings, which begin like identifiers.
//!
//! Identifiers follow UAX #31 (XID). They are left as written: no NFKC normalisation happens here, two spellings of
//! one character are two names.

use super::class::continues_identifier;
use super::{Lexed, Lexer, string_prefix};
use crate::store::Store;
use crate::token::{Kind, Token, keyword};

impl Lexer {
    pub(super) fn identifier<S: Store>(&mut self, store: &S, first: bool) -> Lexed<Token> {
        let start = self.pos;
        let mut at = start;
        let mut packed: u64 = 0;
        loop {
            let byte = store.byte(at);
            if continues_identifier(byte) {
                let shift = (at - start) * 8;
                if shift < 64 {
                    packed |= (byte as u64) << shift;
                }
                at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                at = self.wide_character(store, at, start)?;
            }
        }
        let len = at - start;
        if len <= 2
            && matches!(store.byte(at), b'"' | b'\'')
            && string_prefix(store, start, at).is_some()
        {
            return self.string(store, start, first);
        }
        let kind = if (2..=8).contains(&len) {
            keyword(packed)
        } else {
            Kind::Name
        };
        Ok(self.token(kind, start, at, first))
    }

    /// Takes a character beyond ASCII into the identifier that began at `start`.
    fn wide_character<S: Store>(&mut self, store: &S, at: u32, start: u32) -> Lexed<u32> {
        match decode_char(store, at) {
            Some((character, len)) if continues(character, at == start) => Ok(at + len),
            _ => {
                self.unknown(store, at, false)?;
                Ok(at)
            }
        }
    }
}

#[cfg(feature = "unicode-identifiers")]
fn continues(character: char, first: bool) -> bool {
    if first {
        unicode_ident::is_xid_start(character)
    } else {
        unicode_ident::is_xid_continue(character)
    }
}

#[cfg(not(feature = "unicode-identifiers"))]
fn continues(character: char, _first: bool) -> bool {
    character as u32 > 0xA0
}

/// Whether a number cannot end before this character beyond ASCII.
pub(super) fn clings(character: char) -> bool {
    if cfg!(feature = "unicode-identifiers") {
        character.is_alphanumeric()
    } else {
        continues(character, false)
    }
}

/// The character at `at` and its length in bytes; `None` where the source is not UTF-8.
pub(crate) fn decode_char<S: Store + ?Sized>(store: &S, at: u32) -> Option<(char, u32)> {
    let lead = store.byte(at);
    let len = match lead {
        0..=0x7F => return Some((lead as char, 1)),
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut code = (lead as u32) & (0x7F >> len);
    for offset in 1..len {
        let byte = store.byte(at + offset);
        if byte & 0xC0 != 0x80 {
            return None;
        }
        code = code << 6 | (byte & 0x3F) as u32;
    }
    let shortest = match len {
        2 => 0x80,
        3 => 0x800,
        _ => 0x10000,
    };
    if code < shortest {
        return None;
    }
    Some((char::from_u32(code)?, len))
}
