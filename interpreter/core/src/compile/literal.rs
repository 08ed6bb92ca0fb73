//! The values of literals: numbers, strings, bytes.

use super::{Bed, Compiler};
use crate::machine::{Piece, Text as Builder};
use crate::native::{R, Raised};
use crate::number::natural;
use crate::value::Value;
use pyrite_syntax::literal::{self, DecodeError, Unit};
use pyrite_syntax::store::{SliceStore, Store};
use pyrite_syntax::tree::*;

/// What a literal's text is to be read as.
#[derive(Clone, Copy)]
enum Reading {
    Literal(StringPrefix),
    FString(TextKind),
}

/// Bytes of a literal in a source in the heap that are decoded in one go.
const CHUNK: usize = 512;

impl Compiler<'_, '_, '_> {
    pub(super) fn number(&mut self, kind: NumberKind, text: Text) -> R {
        match kind {
            NumberKind::Integer => {
                match literal::small_integer(self, text).and_then(|i| i64::try_from(i).ok()) {
                    Some(i) => self.m.new_int(i),
                    None => self.big_integer(text),
                }
            }
            NumberKind::Float => {
                let f = literal::float(self, text);
                self.m.new_float(f)
            }
            NumberKind::Imaginary => {
                let f = literal::float(self, text);
                self.imaginary(f)
            }
        }
    }

    fn imaginary(&mut self, f: f64) -> R {
        let r = self
            .m
            .alloc(crate::memory::Kind::Complex, 0, 1 + 16 / crate::value::WORD)?;
        let bytes = self.m.heap.bytes_mut(r, 1, 16);
        bytes[..8].copy_from_slice(&0f64.to_le_bytes());
        bytes[8..].copy_from_slice(&f.to_le_bytes());
        Ok(Value::reference(r))
    }

    fn big_integer(&mut self, text: Text) -> R {
        let (radix, digits) = literal::integer(self, text);
        let count = digits.count();
        if radix == 10 && count > 4300 {
            let node_line = self.u.line;
            let message = self.m.message(&[
                Piece::S("Exceeds the limit (4300 digits) for integer string conversion: value has "),
                Piece::I(count as i64),
                Piece::S(" digits; use sys.set_int_max_str_digits() to increase the limit"),
                Piece::S(" - Consider hexadecimal for huge integer literals to avoid decimal conversion limits."),
            ])?;
            return Err(self.raise_at(
                crate::types::SYNTAX_ERROR,
                message,
                text.start,
                [
                    node_line,
                    self.column(text.start) + 1,
                    node_line,
                    self.column(text.end()) + 1,
                ],
            ));
        }
        let mut bytes = Builder::with_capacity(self.m, count)?;
        for at in text.start + if radix == 10 { 0 } else { 2 }..text.end() {
            let byte = self.byte(at);
            if byte != b'_' {
                bytes.push_byte(self.m, byte)?;
            }
        }
        let bytes = bytes.finish_bytes(self.m)?;
        let limbs = natural::from_digits_len(count, radix);
        let out = self.m.alloc(crate::memory::Kind::Raw, limbs, 1 + limbs)?;
        let Some(r) = bytes.as_ref() else {
            return Err(self.internal("digits"));
        };
        let words = crate::value::WORD / 4;
        let (read, write) = self.m.heap.two(
            (r, 1, self.m.heap.header(r).size()),
            (out, 1, 1 + limbs.div_ceil(words)),
        );
        let digits: &[u8] = bytemuck::cast_slice(read);
        let write: &mut [u32] = bytemuck::cast_slice_mut(write);
        write.fill(0);
        natural::from_digits(&digits[..count], radix, &mut write[..limbs], &mut []);
        // The limbs move into an int of the right size; while that is made they are read from a copy of their object.
        let used = write[..limbs]
            .iter()
            .rposition(|&l| l != 0)
            .map_or(0, |i| i + 1);
        let size = 1 + (used * 4).div_ceil(crate::value::WORD);
        let big = self.m.alloc(crate::memory::Kind::BigInt, used << 1, size)?;
        let (read, write) = self.m.heap.two((out, 1, size), (big, 1, size));
        write.copy_from_slice(read);
        Ok(Value::reference(big))
    }

    /// A str or bytes literal.
    pub(super) fn string(&mut self, prefix: StringPrefix, text: Text) -> R {
        let content = literal::content(self, text, prefix);
        if !prefix.is_bytes() && !prefix.has_escapes() {
            if content.len <= 64 {
                return self.plain_name(content);
            }
            if let Bed::Slice(bytes) = self.source {
                let bytes = bytes
                    .get(content.start as usize..content.end() as usize)
                    .unwrap_or(b"");
                return self.m.new_str(bytes);
            }
        }
        let mut out = Builder::with_capacity(self.m, content.len as usize)?;
        self.decode_into(&mut out, Reading::Literal(prefix), text)?;
        if prefix.is_bytes() {
            out.finish_bytes(self.m)
        } else {
            out.finish(self.m)
        }
    }

    pub(super) fn concatenation(&mut self, mut pieces: NodeList) -> R {
        let mut out = Builder::new(self.m)?;
        let mut bytes = false;
        while let Some(piece) = self.next(&mut pieces) {
            if let Expr::Str { prefix, literal } = self.expr(piece) {
                bytes = prefix.is_bytes();
                self.decode_into(&mut out, Reading::Literal(prefix), literal)?;
            }
        }
        if bytes {
            out.finish_bytes(self.m)
        } else {
            out.finish(self.m)
        }
    }

    /// Text between the fields of an f-string; several pieces in a row are one.
    pub(super) fn add_fstring_text(&mut self, out: &mut Builder, node: Node) -> R<()> {
        match self.expr(node) {
            Expr::Str { prefix, literal } => {
                self.decode_into(out, Reading::Literal(prefix), literal)
            }
            Expr::FStringText { kind, text } => self.decode_into(out, Reading::FString(kind), text),
            _ => Ok(()),
        }
    }

    fn decode_into(&mut self, out: &mut Builder, reading: Reading, text: Text) -> R<()> {
        if let Bed::Slice(bytes) = self.source {
            let store = SliceStore::new(bytes, &mut []);
            let m = &mut *self.m;
            let mut unknown = false;
            let result = decode(&store, reading, text, |unit| match unit {
                Unit::Char(c) => out.push_code(m, c),
                Unit::Byte(b) => out.push_byte(m, b),
                Unit::Named(name) => {
                    match crate::types::str::unicode::named(
                        bytes.get(name.start as usize..name.end() as usize),
                    ) {
                        Some(c) => out.push_code(m, c),
                        None => {
                            unknown = true;
                            Err(Raised)
                        }
                    }
                }
            });
            return if unknown {
                Err(self.unknown_name(text))
            } else {
                result
            };
        }
        // The source lies in the heap that is written to: characters are carried over in portions.
        let mut done = 0;
        loop {
            let (mut buffer, mut filled, mut at, mut unknown) = ([0u8; CHUNK], 0, 0, false);
            let full = decode(&*self, reading, text, |unit| {
                let mut bytes = [0u8; 4];
                let n = match unit {
                    Unit::Char(c) => crate::utf8::encode(c, &mut bytes),
                    Unit::Byte(b) => {
                        bytes[0] = b;
                        1
                    }
                    Unit::Named(name) => {
                        match crate::types::str::unicode::named(Some(self.source_bytes(name))) {
                            Some(c) => crate::utf8::encode(c, &mut bytes),
                            None => {
                                unknown = true;
                                return Err(Raised);
                            }
                        }
                    }
                };
                if at >= done {
                    if filled + n > CHUNK {
                        return Err(Raised);
                    }
                    buffer[filled..filled + n].copy_from_slice(&bytes[..n]);
                    filled += n;
                }
                at += n;
                Ok(())
            })
            .is_err();
            if unknown {
                return Err(self.unknown_name(text));
            }
            out.push(self.m, &buffer[..filled])?;
            done += filled;
            if !full {
                return Ok(());
            }
        }
    }

    #[cold]
    fn unknown_name(&mut self, text: Text) -> Raised {
        let message = "(unicode error) 'unicodeescape' codec can't decode bytes: unknown Unicode character name";
        match self.m.message(&[Piece::S(message)]) {
            Ok(v) => {
                let line = pyrite_syntax::error::line_at(self, text.start);
                let (from, to) = (self.column(text.start) + 1, self.column(text.end()) + 1);
                self.raise_at(
                    crate::types::SYNTAX_ERROR,
                    v,
                    text.start,
                    [line, from, line, to],
                )
            }
            Err(raised) => raised,
        }
    }

    /// The text of an expression statement that is a docstring.
    pub(super) fn docstring(&mut self, node: Node) -> R<Option<Value>> {
        match self.expr(node) {
            Expr::Str { prefix, literal } if !prefix.is_bytes() => {
                self.string(prefix, literal).map(Some)
            }
            Expr::StrConcat { pieces } => {
                let v = self.concatenation(pieces)?;
                Ok(self.m.str_bytes(v).is_some().then_some(v))
            }
            _ => Ok(None),
        }
    }
}

fn decode<S: pyrite_syntax::Store>(
    store: &S,
    reading: Reading,
    text: Text,
    sink: impl FnMut(Unit) -> R<()>,
) -> R<()> {
    let result = match reading {
        Reading::Literal(prefix) => literal::decode_string(store, text, prefix, sink),
        Reading::FString(kind) => literal::decode_text(store, text, kind, sink),
    };
    match result {
        Ok(()) => Ok(()),
        Err(DecodeError::Sink(raised)) => Err(raised),
        Err(DecodeError::Invalid(_)) => Err(Raised),
    }
}
