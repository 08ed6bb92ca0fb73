//! The lexer: source bytes to tokens, one at a time, when the parser asks. A small copyable state, so that the parser
//! can look ahead and come back. Indentation is reported with the first token of a line; what it means is the parser's.

mod class;
mod identifier;
mod number;
mod operator;
mod string;

pub(crate) use identifier::decode_char;
pub(crate) use string::{find_named_escape_end, string_prefix};

use crate::error::{Fault, Message};
use crate::store::Store;
use crate::token::{Kind, Token};
use class::{CLASS, Class};

/// Nested brackets, as in CPython.
pub(crate) const MAX_BRACKETS: u16 = 200;

/// How far a line is indented: with tabs to multiples of eight, and with tabs as one column.
/// Two lines compare the same way in both or the tabs are inconsistent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Indent {
    pub(crate) column: u32,
    pub(crate) tabless: u32,
}

/// The replacement field of an f-string that is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Field {
    /// Bracket depth directly inside the field; 0 outside of any.
    pub(crate) depth: u16,
    pub(crate) quote: u8,
    pub(crate) triple: bool,
}

/// Where the lexer stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexer {
    pub(crate) pos: u32,
    pub(crate) line: u32,
    pub(crate) depth: u16,
    pub(crate) at_line_start: bool,
    /// Indentation of the logical line that was begun last.
    pub(crate) indent: Indent,
    pub(crate) field: Field,
}

pub(crate) type Lexed<T> = Result<T, Fault>;

pub(crate) fn fault<T>(message: Message, start: u32, end: u32) -> Lexed<T> {
    Err(Fault {
        message,
        start,
        end,
    })
}

impl Lexer {
    pub(crate) fn new<S: Store>(store: &S) -> Self {
        let has_mark = [store.byte(0), store.byte(1), store.byte(2)] == [0xEF, 0xBB, 0xBF];
        Lexer {
            pos: if has_mark { 3 } else { 0 },
            line: 1,
            depth: 0,
            at_line_start: true,
            indent: Indent::default(),
            field: Field::default(),
        }
    }

    /// The next token.
    pub(crate) fn next<S: Store>(&mut self, store: &S) -> Lexed<Token> {
        let mut first = false;
        if self.at_line_start && self.depth == 0 {
            self.begin_line(store)?;
            first = true;
        }
        let mut comment = None;
        loop {
            let start = self.pos;
            let byte = store.byte(start);
            match CLASS[byte as usize] {
                Class::Space => self.pos += 1,
                Class::Letter => return self.identifier(store, first),
                Class::Digit => return self.number(store, first),
                Class::Quote => return self.string(store, start, first),
                Class::Operator => return self.operator(store, byte, first),
                Class::Newline => {
                    self.skip_newline(store);
                    if self.depth == 0 {
                        self.at_line_start = true;
                        let line = self.line - 1;
                        return Ok(Token {
                            kind: Kind::Newline,
                            first,
                            prefix: 0,
                            // A comment is part of the line's end.
                            start: comment.unwrap_or(start),
                            end: start,
                            line,
                        });
                    }
                }
                Class::Comment => {
                    comment.get_or_insert(start);
                    self.skip_comment(store);
                }
                Class::Backslash => self.join_lines(store)?,
                Class::End if start >= store.source_len() => return Ok(self.end(start, first)),
                Class::End => return fault(Message::NullByte, start, start + 1),
                Class::Other => return self.unknown(store, start, first),
            }
        }
    }

    /// The end of the source: a line without a line break is ended first.
    fn end(&mut self, start: u32, first: bool) -> Token {
        if self.at_line_start || self.depth > 0 {
            self.indent = Indent::default();
            return Token {
                kind: Kind::End,
                first: true,
                prefix: 0,
                start,
                end: start,
                line: self.line,
            };
        }
        self.at_line_start = true;
        Token {
            kind: Kind::Newline,
            first,
            prefix: 0,
            start,
            end: start,
            line: self.line,
        }
    }

    /// Skips blank lines and measures the indentation of the next line with something on it.
    fn begin_line<S: Store>(&mut self, store: &S) -> Lexed<()> {
        let mut indent = Indent::default();
        let mut joined: Option<Indent> = None;
        loop {
            match store.byte(self.pos) {
                b' ' => {
                    indent.column += 1;
                    indent.tabless += 1;
                    self.pos += 1;
                }
                b'\t' => {
                    indent.column = (indent.column / 8 + 1) * 8;
                    indent.tabless += 1;
                    self.pos += 1;
                }
                0x0C => {
                    indent = Indent::default();
                    self.pos += 1;
                }
                b'\\' => {
                    // The indentation is that of the line which the backslash joins to the next.
                    joined.get_or_insert(indent);
                    self.join_lines(store)?;
                }
                b'#' => self.skip_comment(store),
                b'\n' | b'\r' => {
                    self.skip_newline(store);
                    indent = Indent::default();
                    joined = None;
                }
                0 if self.pos >= store.source_len() => return Ok(()),
                _ => break,
            }
        }
        self.at_line_start = false;
        self.indent = joined.unwrap_or(indent);
        Ok(())
    }

    pub(crate) fn skip_newline<S: Store>(&mut self, store: &S) {
        let two = store.byte(self.pos) == b'\r' && store.byte(self.pos + 1) == b'\n';
        self.pos += if two { 2 } else { 1 };
        self.line += 1;
    }

    fn skip_comment<S: Store>(&mut self, store: &S) {
        loop {
            match store.byte(self.pos) {
                b'\n' | b'\r' => return,
                0 if self.pos >= store.source_len() => return,
                _ => self.pos += 1,
            }
        }
    }

    /// A backslash joins a line with the next one.
    fn join_lines<S: Store>(&mut self, store: &S) -> Lexed<()> {
        let start = self.pos;
        self.pos += 1;
        match store.byte(self.pos) {
            b'\n' | b'\r' => self.skip_newline(store),
            0 if self.pos >= store.source_len() => {
                return fault(Message::UnexpectedEnd, start + 1, start + 1);
            }
            _ => return fault(Message::AfterLineContinuation, start + 1, start + 2),
        }
        if self.pos >= store.source_len() {
            return fault(Message::UnexpectedEnd, start + 1, start + 1);
        }
        Ok(())
    }

    fn unknown<S: Store>(&mut self, store: &S, start: u32, first: bool) -> Lexed<Token> {
        let Some((character, len)) = decode_char(store, start) else {
            return fault(Message::InvalidUtf8, start, start + 1);
        };
        if character.is_ascii() && !character.is_ascii_control() {
            // A token that stands nowhere: the parser says what is expected instead.
            return Ok(self.token(Kind::Unknown, start, start + 1, first));
        }
        if character.is_ascii()
            || matches!(character as u32, 0x80..=0xA0 | 0xAD | 0x200B..=0x200F | 0x2028..=0x202F | 0x2060..=0x206F | 0xFEFF | 0x3000 | 0xE000..=0xF8FF)
        {
            return fault(
                Message::NonPrintableCharacter { character },
                start,
                start + len,
            );
        }
        fault(Message::InvalidCharacter { character }, start, start + len)
    }

    fn token(&mut self, kind: Kind, start: u32, end: u32, first: bool) -> Token {
        self.pos = end;
        Token {
            kind,
            first,
            prefix: 0,
            start,
            end,
            line: self.line,
        }
    }
}
