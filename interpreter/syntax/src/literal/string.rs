//! Strings and bytes: escapes to characters.

use crate::error::Message;
use crate::lexer::{decode_char, find_named_escape_end};
use crate::store::Store;
use crate::tree::{StringPrefix, Text, TextKind};

/// One element of a decoded literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A code point; escapes can also write lone surrogates.
    Char(u32),
    /// A byte of a bytes literal.
    Byte(u8),
    /// `\N{…}`: the name between the braces. Which character it is, the caller has to know.
    Named(Text),
}

/// Why decoding ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError<E> {
    /// The literal is wrong. The parser has checked the escapes: in a tree it can only be that the source is not UTF-8.
    Invalid(Message),
    /// The sink refused.
    Sink(E),
}

/// The text between the quotes of a literal.
pub fn content<S: Store + ?Sized>(store: &S, literal: Text, prefix: StringPrefix) -> Text {
    let mut open = 0;
    while open < 2 && !matches!(store.byte(literal.start + open), b'"' | b'\'') {
        open += 1;
    }
    let quotes = if prefix.is_triple() { 3 } else { 1 };
    Text {
        start: literal.start + open + quotes,
        len: literal.len.saturating_sub(open + 2 * quotes),
    }
}

/// Gives the characters or bytes of a string literal to `sink`, one by one.
pub fn decode_string<S: Store + ?Sized, E>(
    store: &S,
    literal: Text,
    prefix: StringPrefix,
    sink: impl FnMut(Unit) -> Result<(), E>,
) -> Result<(), DecodeError<E>> {
    let text = content(store, literal, prefix);
    decode(store, text, !prefix.is_raw(), prefix.is_bytes(), sink)
}

/// Gives the characters of the text in an f-string to `sink`, one by one.
pub fn decode_text<S: Store + ?Sized, E>(
    store: &S,
    text: Text,
    kind: TextKind,
    sink: impl FnMut(Unit) -> Result<(), E>,
) -> Result<(), DecodeError<E>> {
    decode(store, text, kind == TextKind::Escaped, false, sink)
}

fn decode<S: Store + ?Sized, E>(
    store: &S,
    text: Text,
    escapes: bool,
    bytes: bool,
    mut sink: impl FnMut(Unit) -> Result<(), E>,
) -> Result<(), DecodeError<E>> {
    let mut units = Units {
        text,
        at: text.start,
        escapes,
        bytes,
    };
    while let Some(unit) = units.next(store).map_err(DecodeError::Invalid)? {
        sink(unit).map_err(DecodeError::Sink)?;
    }
    Ok(())
}

/// A literal that is decoded step by step, for a caller whose sink is where the source is.
#[derive(Clone, Copy, Debug)]
pub struct Units {
    text: Text,
    at: u32,
    escapes: bool,
    bytes: bool,
}

impl Units {
    /// What [`decode_string`] gives.
    pub fn of_string<S: Store + ?Sized>(store: &S, literal: Text, prefix: StringPrefix) -> Units {
        let text = content(store, literal, prefix);
        Units {
            text,
            at: text.start,
            escapes: !prefix.is_raw(),
            bytes: prefix.is_bytes(),
        }
    }

    /// What [`decode_text`] gives.
    pub fn of_text(text: Text, kind: TextKind) -> Units {
        Units {
            text,
            at: text.start,
            escapes: kind == TextKind::Escaped,
            bytes: false,
        }
    }

    /// The text between the quotes.
    pub fn text(&self) -> Text {
        self.text
    }

    /// The next character or byte.
    pub fn next<S: Store + ?Sized>(&mut self, store: &S) -> Result<Option<Unit>, Message> {
        let end = self.text.end();
        while self.at < end {
            let at = self.at;
            let byte = store.byte(at);
            let code = match byte {
                b'\\' if self.escapes && at + 1 < end => {
                    let (unit, after) = escape(store, self.text, at, self.bytes)?;
                    self.at = after;
                    if unit.is_some() {
                        return Ok(unit);
                    }
                    continue;
                }
                b'\r' => {
                    self.at += if store.byte(at + 1) == b'\n' { 2 } else { 1 };
                    b'\n' as u32
                }
                0..=0x7F => {
                    self.at += 1;
                    byte as u32
                }
                _ if self.bytes => return Err(Message::BytesNotAscii),
                _ => {
                    let Some((character, len)) = decode_char(store, at) else {
                        return Err(Message::InvalidUtf8);
                    };
                    self.at += len;
                    character as u32
                }
            };
            return Ok(Some(if self.bytes {
                Unit::Byte(code as u8)
            } else {
                Unit::Char(code)
            }));
        }
        Ok(None)
    }
}

/// The escape at `at`: what it stands for, if anything, and where the text goes on.
fn escape<S: Store + ?Sized>(
    store: &S,
    text: Text,
    at: u32,
    bytes: bool,
) -> Result<(Option<Unit>, u32), Message> {
    let unit = |code: u32| {
        if bytes {
            Unit::Byte(code as u8)
        } else {
            Unit::Char(code)
        }
    };
    let letter = store.byte(at + 1);
    let code = match letter {
        b'\n' => return Ok((None, at + 2)),
        b'\r' => return Ok((None, at + if store.byte(at + 2) == b'\n' { 3 } else { 2 })),
        b'\\' | b'\'' | b'"' => letter as u32,
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => 10,
        b'r' => 13,
        b't' => 9,
        b'v' => 11,
        b'0'..=b'7' => {
            let mut code = 0;
            let mut after = at + 1;
            while after < text.end().min(at + 4) && matches!(store.byte(after), b'0'..=b'7') {
                code = code * 8 + (store.byte(after) - b'0') as u32;
                after += 1;
            }
            return Ok((Some(unit(code)), after));
        }
        b'x' => {
            return hexadecimal(store, text, at, 2, bytes)
                .map(|(code, after)| (Some(unit(code)), after));
        }
        b'u' if !bytes => {
            return hexadecimal(store, text, at, 4, bytes)
                .map(|(code, after)| (Some(unit(code)), after));
        }
        b'U' if !bytes => {
            return hexadecimal(store, text, at, 8, bytes)
                .map(|(code, after)| (Some(unit(code)), after));
        }
        b'N' if !bytes => return named(store, text, at),
        // What is no escape stays as it is written, backslash included.
        _ => return Ok((Some(unit(b'\\' as u32)), at + 1)),
    };
    Ok((Some(unit(code)), at + 2))
}

fn hexadecimal<S: Store + ?Sized>(
    store: &S,
    text: Text,
    at: u32,
    count: u32,
    bytes: bool,
) -> Result<(u32, u32), Message> {
    let first = at + 2;
    let from = at - text.start;
    let mut code: u32 = 0;
    for offset in 0..count {
        let digit = if first + offset < text.end() {
            (store.byte(first + offset) as char).to_digit(16)
        } else {
            None
        };
        let Some(digit) = digit else {
            if bytes {
                return Err(Message::InvalidBytesEscape { position: from });
            }
            let escape = match count {
                2 => "\\xXX",
                4 => "\\uXXXX",
                _ => "\\UXXXXXXXX",
            };
            return Err(Message::TruncatedEscape {
                escape,
                from,
                to: from + 1 + offset,
            });
        };
        code = code << 4 | digit;
    }
    if code > 0x10FFFF {
        return Err(Message::IllegalCharacterEscape {
            from,
            to: from + 1 + count,
        });
    }
    Ok((code, first + count))
}

fn named<S: Store + ?Sized>(
    store: &S,
    text: Text,
    at: u32,
) -> Result<(Option<Unit>, u32), Message> {
    let brace = at + 2;
    let from = at - text.start;
    let end = if store.byte(brace) == b'{' {
        find_named_escape_end(store, brace)
    } else {
        None
    };
    match end {
        Some(end) if end <= text.end() => Ok((
            Some(Unit::Named(Text {
                start: brace + 1,
                len: end - brace - 2,
            })),
            end,
        )),
        _ => {
            let mut after = brace;
            if store.byte(brace) == b'{' {
                while after < text.end() && store.byte(after) != b'}' {
                    after += 1;
                }
            }
            Err(Message::MalformedNameEscape {
                from,
                to: after.saturating_sub(text.start + 1),
            })
        }
    }
}
