//! Replacement templates of `sub` and `expand`: a sequence of plain text and references to groups, read piece by piece.

use super::error::{Error, ErrorKind};
use super::parse_group::{is_identifier, number};
use super::program::Program;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Part of the template as it stands.
    Text(&'t [u8]),
    /// A character that an escape stands for.
    Char(u8),
    /// A code point above 127 that an octal escape stands for.
    Wide(u32),
    Group(u32),
}

/// Reads a template for one pattern.
#[derive(Clone)]
pub struct Template<'t, 'p> {
    text: &'t [u8],
    at: usize,
    program: Program<'p>,
}

/// `re.error`, or the IndexError that an unknown name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateError {
    Error(Error),
    /// `unknown group name '...'`: where the name is in the template.
    UnknownName(usize, usize),
}

impl<'t, 'p> Template<'t, 'p> {
    /// Reads on from byte `at`.
    pub fn new(text: &'t [u8], at: usize, program: Program<'p>) -> Self {
        Template { text, at, program }
    }

    /// How far it has been read; a piece of text ends here.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The next piece; `None` at the end.
    pub fn next_piece(&mut self) -> Result<Option<Piece<'t>>, TemplateError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
        if length > 0 {
            self.at += length;
            return Ok(rest.get(..length).map(Piece::Text));
        }
        if rest.is_empty() {
            return Ok(None);
        }
        self.escape().map(Some)
    }

    fn escape(&mut self) -> Result<Piece<'t>, TemplateError> {
        let start = self.at;
        let wrong =
            |kind, at, from, to| Err(TemplateError::Error(Error::quoting(kind, at, from, to)));
        let Some(byte) = self.text.get(start + 1).copied() else {
            return wrong(ErrorKind::EscapeAtEnd, start, start, start);
        };
        self.at = start + 2;
        Ok(match byte {
            b'g' => return self.named(),
            b'0' => {
                let mut value = 0;
                for _ in 0..2 {
                    value = self.octal_digit(value).unwrap_or(value);
                }
                char_piece(value)
            }
            b'1'..=b'9' => return self.group_or_octal(start, byte),
            b'a' => Piece::Char(7),
            b'b' => Piece::Char(8),
            b'f' => Piece::Char(12),
            b'n' => Piece::Char(10),
            b'r' => Piece::Char(13),
            b't' => Piece::Char(9),
            b'v' => Piece::Char(11),
            b'\\' => Piece::Char(b'\\'),
            b'a'..=b'z' | b'A'..=b'Z' => {
                return wrong(ErrorKind::BadEscape, start, start, start + 2);
            }
            _ => {
                // No escape: the backslash stays, and what follows it is text, be it the start of a longer character.
                self.at = start + 1;
                let rest = self.text.get(self.at..).unwrap_or_default();
                let length = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
                self.at += length;
                Piece::Text(self.text.get(start..self.at).unwrap_or_default())
            }
        })
    }

    /// `\g<...>` behind its g.
    fn named(&mut self) -> Result<Piece<'t>, TemplateError> {
        let wrong =
            |kind, at, from, to| Err(TemplateError::Error(Error::quoting(kind, at, from, to)));
        if self.text.get(self.at) != Some(&b'<') {
            return wrong(ErrorKind::MissingLess, self.at, 0, 0);
        }
        let from = self.at + 1;
        let rest = self.text.get(from..).unwrap_or_default();
        let to = match memchr::memchr(b'>', rest) {
            None if !rest.is_empty() => {
                return wrong(ErrorKind::UnterminatedName { close: '>' }, from, 0, 0);
            }
            None | Some(0) => return wrong(ErrorKind::MissingGroupName, from, 0, 0),
            Some(length) => from + length,
        };
        let name = self.text.get(from..to).unwrap_or_default();
        self.at = to + 1;
        if is_identifier(self.program.is_bytes(), name) {
            return match self.program.group(name) {
                Some(group) => Ok(Piece::Group(group)),
                None => Err(TemplateError::UnknownName(from, to)),
            };
        }
        match number(name) {
            None => wrong(ErrorKind::BadGroupName, from, from, to),
            Some(group) if group > self.program.groups() => {
                wrong(ErrorKind::InvalidReference { group }, from, 0, 0)
            }
            Some(group) => Ok(Piece::Group(group)),
        }
    }

    fn octal_digit(&mut self, value: u32) -> Option<u32> {
        let digit = self.text.get(self.at).copied()?;
        if !matches!(digit, b'0'..=b'7') {
            return None;
        }
        self.at += 1;
        Some(value * 8 + u32::from(digit - b'0'))
    }

    fn group_or_octal(&mut self, start: usize, first: u8) -> Result<Piece<'t>, TemplateError> {
        let mut group = u32::from(first - b'0');
        if let Some(second @ b'0'..=b'9') = self.text.get(self.at).copied() {
            self.at += 1;
            let octal = matches!(first, b'0'..=b'7') && matches!(second, b'0'..=b'7');
            if octal && let Some(value) = self.octal_digit(group * 8 + u32::from(second - b'0')) {
                if value > 0o377 {
                    let error = Error::quoting(ErrorKind::OctalRange, start, start, self.at);
                    return Err(TemplateError::Error(error));
                }
                return Ok(char_piece(value));
            }
            group = group * 10 + u32::from(second - b'0');
        }
        if group > self.program.groups() {
            let kind = ErrorKind::InvalidReference { group };
            return Err(TemplateError::Error(Error::new(kind, start + 1)));
        }
        Ok(Piece::Group(group))
    }
}

fn char_piece(value: u32) -> Piece<'static> {
    match u8::try_from(value) {
        Ok(byte @ 0..=127) => Piece::Char(byte),
        _ => Piece::Wide(value),
    }
}
