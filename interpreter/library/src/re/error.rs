//! What can be wrong with a pattern or a replacement template: the kinds, where they are, and the words CPython's `re.error` has for
//! them.

use core::fmt::{self, Write};

/// The words given were too few: the caller finds more and tries again, or raises MemoryError.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    BadEscape,
    EscapeAtEnd,
    IncompleteEscape,
    OctalRange,
    MissingBrace,
    MissingCharacterName,
    UnterminatedCharacterName,
    UndefinedCharacterName,
    UnterminatedSet,
    /// Quotes the low end, and the high one by its place.
    BadRange {
        high: (u32, u32),
    },
    NothingToRepeat,
    MultipleRepeat,
    MinGreaterThanMax,
    MissingParenthesis,
    UnbalancedParenthesis,
    UnknownExtension,
    UnexpectedEnd,
    UnterminatedComment,
    MissingLess,
    MissingGroupName,
    UnterminatedName {
        close: char,
    },
    BadGroupName,
    Redefinition {
        group: u32,
        was: u32,
    },
    UnknownGroupName,
    OpenGroup,
    LookbehindGroup,
    InvalidReference {
        group: u32,
    },
    BadGroupNumber,
    TwoBranches,
    LookbehindWidth,
    GlobalFlagsNotFirst,
    UnknownFlag,
    MissingFlagEnd,
    MissingFlag,
    MissingColon,
    TypeFlagsOff,
    TypeFlagsIncompatible,
    LocaleFlagInStr,
    UnicodeFlagInBytes,
    FlagOnAndOff,
    /// `a{99999999999}`: an OverflowError in Python.
    RepetitionTooLarge,
    /// More than the program's 24-bit operands can name.
    TooLarge,
    /// The flags given to `compile`, a ValueError in Python.
    LocaleWithStr,
    UnicodeWithBytes,
    AsciiAndUnicode,
    AsciiAndLocale,
}

/// An error and its place. Offsets are bytes into the pattern; `re.error` counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    pub kind: ErrorKind,
    /// `None` where CPython gives no position either.
    pub at: Option<u32>,
    /// The part of the pattern that the message quotes.
    pub piece: (u32, u32),
}

/// Why a compilation gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    Error(Error),
    Full,
}

impl From<Full> for Failure {
    fn from(_: Full) -> Self {
        Failure::Full
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Error(error)
    }
}

impl Error {
    pub(super) fn new(kind: ErrorKind, at: usize) -> Self {
        Error {
            kind,
            at: Some(at as u32),
            piece: (0, 0),
        }
    }

    pub(super) fn quoting(kind: ErrorKind, at: usize, from: usize, to: usize) -> Self {
        Error {
            kind,
            at: Some(at as u32),
            piece: (from as u32, to as u32),
        }
    }

    pub(super) fn nowhere(kind: ErrorKind) -> Self {
        Error {
            kind,
            at: None,
            piece: (0, 0),
        }
    }

    /// The message alone, as in `re.error.msg`; `pattern` is the text that was compiled.
    pub fn write_message(&self, pattern: &[u8], out: &mut dyn Write) -> fmt::Result {
        let (from, to) = (self.piece.0 as usize, self.piece.1 as usize);
        let part = |from: usize, to: usize| Piece(pattern.get(from..to).unwrap_or_default());
        let piece = part(from, to);
        let name = Name(piece.0);
        use ErrorKind::*;
        match self.kind {
            BadEscape => write!(out, "bad escape {piece}"),
            EscapeAtEnd => out.write_str("bad escape (end of pattern)"),
            IncompleteEscape => write!(out, "incomplete escape {piece}"),
            OctalRange => write!(out, "octal escape value {piece} outside of range 0-0o377"),
            MissingBrace => out.write_str("missing {"),
            MissingCharacterName => out.write_str("missing character name"),
            UnterminatedCharacterName => out.write_str("missing }, unterminated name"),
            UndefinedCharacterName => write!(out, "undefined character name {name}"),
            UnterminatedSet => out.write_str("unterminated character set"),
            BadRange { high } => {
                let high = part(high.0 as usize, high.1 as usize);
                write!(out, "bad character range {piece}-{high}")
            }
            NothingToRepeat => out.write_str("nothing to repeat"),
            MultipleRepeat => out.write_str("multiple repeat"),
            MinGreaterThanMax => out.write_str("min repeat greater than max repeat"),
            MissingParenthesis => out.write_str("missing ), unterminated subpattern"),
            UnbalancedParenthesis => out.write_str("unbalanced parenthesis"),
            UnknownExtension => write!(out, "unknown extension {piece}"),
            UnexpectedEnd => out.write_str("unexpected end of pattern"),
            UnterminatedComment => out.write_str("missing ), unterminated comment"),
            MissingLess => out.write_str("missing <"),
            MissingGroupName => out.write_str("missing group name"),
            UnterminatedName { close } => write!(out, "missing {close}, unterminated name"),
            BadGroupName => write!(out, "bad character in group name {name}"),
            Redefinition { group, was } => write!(
                out,
                "redefinition of group name {name} as group {group}; was group {was}"
            ),
            UnknownGroupName => write!(out, "unknown group name {name}"),
            OpenGroup => out.write_str("cannot refer to an open group"),
            LookbehindGroup => {
                out.write_str("cannot refer to group defined in the same lookbehind subpattern")
            }
            InvalidReference { group } => write!(out, "invalid group reference {group}"),
            BadGroupNumber => out.write_str("bad group number"),
            TwoBranches => out.write_str("conditional backref with more than two branches"),
            LookbehindWidth => out.write_str("look-behind requires fixed-width pattern"),
            GlobalFlagsNotFirst => out.write_str("global flags not at the start of the expression"),
            UnknownFlag => out.write_str("unknown flag"),
            MissingFlagEnd => out.write_str("missing -, : or )"),
            MissingFlag => out.write_str("missing flag"),
            MissingColon => out.write_str("missing :"),
            TypeFlagsOff => {
                out.write_str("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            }
            TypeFlagsIncompatible => {
                out.write_str("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            }
            LocaleFlagInStr => {
                out.write_str("bad inline flags: cannot use 'L' flag with a str pattern")
            }
            UnicodeFlagInBytes => {
                out.write_str("bad inline flags: cannot use 'u' flag with a bytes pattern")
            }
            FlagOnAndOff => out.write_str("bad inline flags: flag turned on and off"),
            RepetitionTooLarge => out.write_str("the repetition number is too large"),
            TooLarge => out.write_str("pattern too large"),
            LocaleWithStr => out.write_str("cannot use LOCALE flag with a str pattern"),
            UnicodeWithBytes => out.write_str("cannot use UNICODE flag with a bytes pattern"),
            AsciiAndUnicode => out.write_str("ASCII and UNICODE flags are incompatible"),
            AsciiAndLocale => out.write_str("ASCII and LOCALE flags are incompatible"),
        }
    }
}

/// A quoted part of a pattern; bytes that are no text are shown as `\xff`, as CPython does.
struct Piece<'a>(&'a [u8]);

impl fmt::Display for Piece<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match core::str::from_utf8(self.0) {
            Ok(text) => out.write_str(text),
            Err(_) => self.0.iter().try_for_each(|&byte| match byte {
                0..=0x7f => out.write_char(byte as char),
                _ => write!(out, "\\x{byte:02x}"),
            }),
        }
    }
}

/// A quoted name as `repr` shows it.
struct Name<'a>(&'a [u8]);

impl fmt::Display for Name<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has = |byte| memchr::memchr(byte, self.0).is_some();
        let quote = if has(b'\'') && !has(b'"') { '"' } else { '\'' };
        out.write_char(quote)?;
        let text = core::str::from_utf8(self.0).is_ok();
        let mut at = 0;
        while let Some((code, next)) = super::text::next(!text, self.0, at) {
            at = next;
            let char = char::from_u32(code).unwrap_or('\u{fffd}');
            match char {
                '\n' => out.write_str("\\n")?,
                '\r' => out.write_str("\\r")?,
                '\t' => out.write_str("\\t")?,
                '\\' => out.write_str("\\\\")?,
                _ if char == quote => write!(out, "\\{char}")?,
                '\0'..=' ' | '\x7f'..='\u{a0}' if char != ' ' => write!(out, "\\x{code:02x}")?,
                '\u{2028}' | '\u{2029}' => write!(out, "\\u{code:04x}")?,
                _ => out.write_char(char)?,
            }
        }
        out.write_char(quote)
    }
}
