//! Operators and brackets.

use super::{Lexed, Lexer, MAX_BRACKETS, fault};
use crate::error::Message;
use crate::store::Store;
use crate::token::{Kind, Token};

impl Lexer {
    pub(super) fn operator<S: Store>(&mut self, store: &S, byte: u8, first: bool) -> Lexed<Token> {
        let start = self.pos;
        let second = store.byte(start + 1);
        let (kind, len) = match byte {
            b'(' => self.open(Kind::LParen)?,
            b'[' => self.open(Kind::LBracket)?,
            b'{' => self.open(Kind::LBrace)?,
            b')' => self.close(Kind::RParen, byte)?,
            b']' => self.close(Kind::RBracket, byte)?,
            b'}' => self.close(Kind::RBrace, byte)?,
            b',' => (Kind::Comma, 1),
            b';' => (Kind::Semicolon, 1),
            b'~' => (Kind::Tilde, 1),
            // Directly inside a replacement field a colon begins the format spec, also before `=`.
            b':' if second == b'=' && (self.field.depth == 0 || self.field.depth != self.depth) => {
                (Kind::ColonEqual, 2)
            }
            b':' => (Kind::Colon, 1),
            b'.' if second.is_ascii_digit() => return self.fraction(store, start, start, first),
            b'.' if second == b'.' && store.byte(start + 2) == b'.' => (Kind::Ellipsis, 3),
            b'.' => (Kind::Dot, 1),
            b'-' if second == b'>' => (Kind::Arrow, 2),
            b'<' if second == b'>' => (Kind::Unknown, 2),
            b'=' => either(second, Kind::Equal, Kind::EqEqual),
            b'!' => either(second, Kind::Exclamation, Kind::NotEqual),
            b'+' => either(second, Kind::Plus, Kind::PlusEqual),
            b'-' => either(second, Kind::Minus, Kind::MinusEqual),
            b'%' => either(second, Kind::Percent, Kind::PercentEqual),
            b'@' => either(second, Kind::At, Kind::AtEqual),
            b'&' => either(second, Kind::Ampersand, Kind::AmpersandEqual),
            b'|' => either(second, Kind::Bar, Kind::BarEqual),
            b'^' => either(second, Kind::Caret, Kind::CaretEqual),
            b'*' if second == b'*' => doubled(
                store.byte(start + 2),
                Kind::DoubleStar,
                Kind::DoubleStarEqual,
            ),
            b'*' => either(second, Kind::Star, Kind::StarEqual),
            b'/' if second == b'/' => doubled(
                store.byte(start + 2),
                Kind::DoubleSlash,
                Kind::DoubleSlashEqual,
            ),
            b'/' => either(second, Kind::Slash, Kind::SlashEqual),
            b'<' if second == b'<' => {
                doubled(store.byte(start + 2), Kind::LShift, Kind::LShiftEqual)
            }
            b'<' => either(second, Kind::Less, Kind::LessEqual),
            b'>' if second == b'>' => {
                doubled(store.byte(start + 2), Kind::RShift, Kind::RShiftEqual)
            }
            b'>' => either(second, Kind::Greater, Kind::GreaterEqual),
            _ => return fault(Message::InvalidSyntax, start, start + 1),
        };
        Ok(self.token(kind, start, start + len, first))
    }

    fn open(&mut self, kind: Kind) -> Lexed<(Kind, u32)> {
        if self.depth >= MAX_BRACKETS {
            return fault(Message::TooManyParentheses, self.pos, self.pos + 1);
        }
        self.depth += 1;
        Ok((kind, 1))
    }

    fn close(&mut self, kind: Kind, byte: u8) -> Lexed<(Kind, u32)> {
        if self.depth == 0 {
            return fault(
                Message::Unmatched {
                    closing: byte as char,
                },
                self.pos,
                self.pos + 1,
            );
        }
        self.depth -= 1;
        Ok((kind, 1))
    }
}

fn either(second: u8, alone: Kind, with_equal: Kind) -> (Kind, u32) {
    if second == b'=' {
        (with_equal, 2)
    } else {
        (alone, 1)
    }
}

fn doubled(third: u8, alone: Kind, with_equal: Kind) -> (Kind, u32) {
    if third == b'=' {
        (with_equal, 3)
    } else {
        (alone, 2)
    }
}
