//! What a backslash starts, outside and inside of a set.

use pyrite_core::types::str::unicode;

use super::class;
use super::error::{Error, ErrorKind, Failure};
use super::parse::Parser;
use super::program::at;

pub(super) enum Escape {
    Char(u32),
    Category(u32),
    At(u32),
    Group(u32),
}

impl Parser<'_, '_, '_> {
    /// An escape outside of a set; its backslash, at `start`, is taken.
    pub fn escape(&mut self, start: usize) -> Result<Escape, Failure> {
        let byte = self.after_backslash(start)?;
        let ascii = self.ascii();
        Ok(match byte {
            b'A' => Escape::At(at::START),
            b'Z' => Escape::At(at::ABSOLUTE_END),
            b'b' if ascii => Escape::At(at::ASCII_BOUNDARY),
            b'b' => Escape::At(at::BOUNDARY),
            b'B' if ascii => Escape::At(at::ASCII_NO_BOUNDARY),
            b'B' => Escape::At(at::NO_BOUNDARY),
            b'0' => {
                let mut value = 0;
                for _ in 0..2 {
                    value = self.octal_digit(value).unwrap_or(value);
                }
                Escape::Char(value)
            }
            b'1'..=b'9' => self.group_or_octal(start, byte)?,
            _ => self.common_escape(start, byte)?,
        })
    }

    /// An escape inside of a set.
    pub fn set_escape(&mut self, start: usize) -> Result<Escape, Failure> {
        let byte = self.after_backslash(start)?;
        match byte {
            b'b' => Ok(Escape::Char(8)),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    value = self.octal_digit(value).unwrap_or(value);
                }
                if value > 0o377 {
                    return Err(self.bad(ErrorKind::OctalRange, start));
                }
                Ok(Escape::Char(value))
            }
            b'8' | b'9' => Err(self.bad(ErrorKind::BadEscape, start)),
            _ => self.common_escape(start, byte),
        }
    }

    /// The byte behind the backslash; 0xff stands for a character beyond ASCII, which is not taken.
    fn after_backslash(&mut self, start: usize) -> Result<u8, Failure> {
        match self.peek() {
            None => Err(Error::new(ErrorKind::EscapeAtEnd, start).into()),
            Some(char @ 0..=0x7f) => {
                self.at += 1;
                Ok(char as u8)
            }
            Some(_) => Ok(0xff),
        }
    }

    fn common_escape(&mut self, start: usize, byte: u8) -> Result<Escape, Failure> {
        let ascii = if self.ascii() { class::ASCII } else { 0 };
        let category = |category: u32| Ok(Escape::Category(category | ascii));
        let char = |byte: u8| Ok(Escape::Char(u32::from(byte)));
        match byte {
            b'd' => category(class::DIGIT),
            b'D' => category(class::DIGIT | class::NOT),
            b'w' => category(class::WORD),
            b'W' => category(class::WORD | class::NOT),
            b's' => category(class::SPACE),
            b'S' => category(class::SPACE | class::NOT),
            b'a' => char(7),
            b'f' => char(12),
            b'n' => char(10),
            b'r' => char(13),
            b't' => char(9),
            b'v' => char(11),
            b'x' => self.hexadecimal(start, 2),
            b'u' if !self.bytes => self.hexadecimal(start, 4),
            b'U' if !self.bytes => self.hexadecimal(start, 8),
            b'N' if !self.bytes => self.named_character(start),
            b'a'..=b'z' | b'A'..=b'Z' => Err(self.bad(ErrorKind::BadEscape, start)),
            0xff => match self.take() {
                Some(char) => Ok(Escape::Char(char)),
                None => Err(Error::new(ErrorKind::EscapeAtEnd, start).into()),
            },
            _ => char(byte),
        }
    }

    fn bad(&self, kind: ErrorKind, start: usize) -> Failure {
        Error::quoting(kind, start, start, self.at).into()
    }

    fn hexadecimal(&mut self, start: usize, digits: usize) -> Result<Escape, Failure> {
        let mut value = 0u32;
        for _ in 0..digits {
            let digit = self.pattern.get(self.at).copied().unwrap_or(0);
            let Some(digit) = char::from(digit).to_digit(16) else {
                return Err(self.bad(ErrorKind::IncompleteEscape, start));
            };
            value = value << 4 | digit;
            self.at += 1;
        }
        match value {
            0..=0x10ffff => Ok(Escape::Char(value)),
            _ => Err(self.bad(ErrorKind::BadEscape, start)),
        }
    }

    /// `\N{...}`; without the feature `character-names` every name is an undefined one.
    fn named_character(&mut self, start: usize) -> Result<Escape, Failure> {
        if !self.take_if(b'{') {
            return Err(Error::new(ErrorKind::MissingBrace, self.at).into());
        }
        let from = self.at;
        let rest = self.pattern.get(from..).unwrap_or_default();
        match memchr::memchr(b'}', rest) {
            None if !rest.is_empty() => {
                Err(Error::new(ErrorKind::UnterminatedCharacterName, from).into())
            }
            None | Some(0) => Err(Error::new(ErrorKind::MissingCharacterName, from).into()),
            Some(length) => {
                self.at = from + length + 1;
                if let Some(char) = unicode::named(self.pattern.get(from..from + length)) {
                    return Ok(Escape::Char(char));
                }
                let kind = ErrorKind::UndefinedCharacterName;
                Err(Error::quoting(kind, start, from, from + length).into())
            }
        }
    }

    /// The value with one more octal digit, when one follows.
    fn octal_digit(&mut self, value: u32) -> Option<u32> {
        let digit = self.pattern.get(self.at).copied()?;
        if !matches!(digit, b'0'..=b'7') {
            return None;
        }
        self.at += 1;
        Some(value * 8 + u32::from(digit - b'0'))
    }

    /// `\1` to `\99` are groups, three octal digits are a character.
    fn group_or_octal(&mut self, start: usize, first: u8) -> Result<Escape, Failure> {
        let mut group = u32::from(first - b'0');
        if let Some(second @ b'0'..=b'9') = self.pattern.get(self.at).copied() {
            self.at += 1;
            let octal = matches!(first, b'0'..=b'7') && matches!(second, b'0'..=b'7');
            if octal && let Some(value) = self.octal_digit(group * 8 + u32::from(second - b'0')) {
                if value > 0o377 {
                    return Err(self.bad(ErrorKind::OctalRange, start));
                }
                return Ok(Escape::Char(value));
            }
            group = group * 10 + u32::from(second - b'0');
        }
        if group >= self.groups {
            return Err(Error::new(ErrorKind::InvalidReference { group }, start + 1).into());
        }
        if !self.is_closed(group) {
            return Err(Error::new(ErrorKind::OpenGroup, start).into());
        }
        self.check_lookbehind(group)?;
        Ok(Escape::Group(group))
    }
}
