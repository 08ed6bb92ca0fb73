//! The encoding of a source text that is bytes: what its first two lines declare, a byte order mark, or UTF-8.
//! Whatever it is, the parser gets UTF-8.

use super::Bed;
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::{R, Raised};
use crate::types;
use crate::value::Value;

/// The byte order mark.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Longest name of an encoding that is looked at.
const LONGEST: usize = 32;

/// The name of an encoding as a source declares it.
#[derive(Clone, Copy)]
struct Declared {
    text: [u8; LONGEST],
    len: usize,
}

impl Declared {
    fn name(&self) -> &[u8] {
        &self.text[..self.len]
    }

    /// As errors name it.
    fn shown(&self) -> &[u8] {
        match self.name() {
            b"latin-1" | b"latin_1" | b"iso_8859_1" => b"iso-8859-1",
            name => name,
        }
    }

    /// Whether it is a way to write `utf-8`.
    fn is_utf8(&self) -> bool {
        let mut plain = [0u8; 6];
        for (to, from) in plain.iter_mut().zip(self.name()) {
            *to = match from {
                b'_' => b'-',
                other => other.to_ascii_lowercase(),
            };
        }
        let [head @ .., last] = plain;
        (&head == b"utf-8" && (self.len == 5 || last == b'-')) || (&plain == b"utf8\0\0")
    }
}

/// What a comment in one of the first two lines declares: `coding: name` or `coding=name`.
fn declared(bytes: &[u8]) -> Option<Declared> {
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    for line in text.split(|&b| b == b'\n').take(2) {
        let text = line.trim_ascii();
        match text.first() {
            None => {}
            Some(b'#') => {
                if let Some(found) = in_comment(text) {
                    return Some(found);
                }
            }
            Some(_) => return None,
        }
    }
    None
}

fn in_comment(comment: &[u8]) -> Option<Declared> {
    const WORD: &[u8] = b"coding";
    for at in 0..comment.len().saturating_sub(WORD.len()) {
        let Some(rest) = comment.get(at..).and_then(|c| c.strip_prefix(WORD)) else {
            continue;
        };
        let [b':' | b'=', rest @ ..] = rest else {
            continue;
        };
        let rest = rest.trim_ascii_start();
        let mut found = Declared {
            text: [0; LONGEST],
            len: 0,
        };
        for &byte in rest {
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) {
                break;
            }
            *found.text.get_mut(found.len)? = byte;
            found.len += 1;
        }
        if found.len > 0 {
            return Some(found);
        }
    }
    None
}

/// Offset and byte of what is not UTF-8.
fn not_utf8(bytes: &[u8]) -> Option<(usize, u8)> {
    let at = core::str::from_utf8(bytes).err()?.valid_up_to();
    Some((at, *bytes.get(at)?))
}

impl Machine<'_> {
    /// The source as UTF-8. A str is that; other bytes are decoded if they say so, and checked if not.
    pub(super) fn decoded_source<'s>(&mut self, source: Bed<'s>, filename: Value) -> R<Bed<'s>> {
        let bytes = match source {
            Bed::Slice(bytes) => bytes,
            Bed::Heap { object, .. } if self.heap.kind(object) == Kind::Str => return Ok(source),
            Bed::Heap { object, word, len } => self.heap.bytes(object, word, len),
        };
        let marked = bytes.starts_with(MARK);
        match declared(bytes) {
            Some(declared) if !declared.is_utf8() => {
                let name = self.new_str(declared.shown())?;
                if marked {
                    let pieces = [
                        Piece::S("encoding problem: "),
                        Piece::V(name),
                        Piece::S(" with BOM"),
                    ];
                    return Err(self.undecodable(&pieces, filename));
                }
                self.decode_source(source, name, filename)
            }
            _ => match not_utf8(bytes) {
                None => Ok(source),
                Some((at, byte)) => Err(self.refuse_byte(source, at, byte, filename)),
            },
        }
    }

    fn decode_source<'s>(&mut self, source: Bed<'s>, name: Value, filename: Value) -> R<Bed<'s>> {
        let object = match source {
            Bed::Slice(bytes) => self.new_bytes(bytes)?,
            Bed::Heap { object, .. } => Value::reference(object),
        };
        let text = match types::codec::decode(self, object, Some(name), None) {
            Ok(text) => text,
            Err(Raised) => {
                let e = if self.pending_is(types::LOOKUP_ERROR) {
                    self.catch(types::LOOKUP_ERROR)?
                } else {
                    self.catch(types::UNICODE_DECODE_ERROR)?
                };
                return Err(self.undecodable(&[Piece::V(e)], filename));
            }
        };
        self.keep(text);
        match (types::bytes_place(self, text), self.str_bytes(text)) {
            (Some((object, word)), Some(bytes)) => Ok(Bed::Heap {
                object,
                word,
                len: bytes.len(),
            }),
            // A single character, which then is ASCII.
            _ => Ok(Bed::Slice(
                crate::machine::immediate_text(text)
                    .unwrap_or("")
                    .as_bytes(),
            )),
        }
    }

    /// A SyntaxError about the whole source.
    #[cold]
    fn undecodable(&mut self, pieces: &[Piece], filename: Value) -> Raised {
        match self.message(pieces) {
            Ok(message) => self.raise_in_file(message, filename, [0, -1, 0, -1], Value::NONE),
            Err(raised) => raised,
        }
    }

    fn raise_in_file(
        &mut self,
        message: Value,
        filename: Value,
        place: [i64; 4],
        line: Value,
    ) -> Raised {
        self.keep(message);
        let number = |i: usize| match (place[0], i) {
            (0, 2 | 3) => Value::NONE,
            _ => Value::small_wrapping(place[i]),
        };
        let details = [filename, number(0), number(1), line, number(2), number(3)];
        let made = self
            .new_tuple(&details)
            .and_then(|details| self.new_tuple(&[message, details]))
            .and_then(|args| {
                self.new_exception_object(Value::builtin_type(types::SYNTAX_ERROR), args)
            });
        match made {
            Ok(e) => self.raise(e),
            Err(raised) => raised,
        }
    }

    /// A byte that no UTF-8 has there. Of a file CPython says something else than of bytes.
    #[cold]
    fn refuse_byte(&mut self, source: Bed, at: usize, byte: u8, filename: Value) -> Raised {
        const DIGITS: [&str; 16] = [
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f",
        ];
        let (high, low) = (
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        );
        let bytes = match source {
            Bed::Slice(bytes) => {
                let line = 1 + memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or(b"")).count();
                return self.error(
                    types::SYNTAX_ERROR,
                    &[
                        Piece::S("Non-UTF-8 code starting with '\\x"),
                        Piece::S(high),
                        Piece::S(low),
                        Piece::S("' in file "),
                        Piece::V(filename),
                        Piece::S(" on line "),
                        Piece::I(line as i64),
                        Piece::S(
                            ", but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                        ),
                    ],
                );
            }
            Bed::Heap { object, word, len } => self.heap.bytes(object, word, len),
        };
        let before = bytes.get(..at).unwrap_or(b"");
        let line = 1 + memchr::memchr_iter(b'\n', before).count() as i64;
        let start = memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
        let reason = match core::str::from_utf8(bytes) {
            Err(e) if e.error_len().is_none() => "unexpected end of data",
            _ if matches!(byte, 0xc2..=0xf4) => "invalid continuation byte",
            _ => "invalid start byte",
        };
        let column = (at - start) as i64;
        let message = self.message(&[
            Piece::S("(unicode error) 'utf-8' codec can't decode byte 0x"),
            Piece::S(high),
            Piece::S(low),
            Piece::S(" in position "),
            Piece::I(column),
            Piece::S(": "),
            Piece::S(reason),
        ]);
        match message {
            Ok(message) => self.raise_in_file(
                message,
                filename,
                [line, column + 1, line, column + 2],
                Value::NONE,
            ),
            Err(raised) => raised,
        }
    }
}
