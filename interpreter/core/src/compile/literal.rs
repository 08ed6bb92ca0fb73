//! The values of literals: numbers, strings, bytes.

use super::{Bed, Compiler};
use crate::machine::{Piece, Text as Builder};
use crate::native::{R, Raised};
use crate::number::natural;
use crate::types::str::unicode;
use crate::value::Value;
use pyrite_syntax::literal::{self, Unit, Units};
use pyrite_syntax::store::{SliceStore, Store};
use pyrite_syntax::tree::*;

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
                let f = self.float(text);
                self.m.new_float(f)
            }
            NumberKind::Imaginary => {
                let f = self.float(text);
                crate::types::complex::new(self.m, 0.0, f)
            }
        }
    }

    #[cfg(feature = "small-tables")]
    fn float(&self, text: Text) -> f64 {
        let mut digits = literal::float_digits(self, text);
        crate::number::float::read(&mut digits).unwrap_or(0.0)
    }

    #[cfg(not(feature = "small-tables"))]
    fn float(&self, text: Text) -> f64 {
        literal::float(self, text)
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
        natural::from_digits(
            &digits[..count],
            radix,
            &mut write[..limbs],
            natural::Scratch::new(&mut [], &mut natural::Patient),
        );
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
                return self.interned(content);
            }
            if let Bed::Slice(bytes) = self.source {
                let bytes = bytes
                    .get(content.start as usize..content.end() as usize)
                    .unwrap_or(b"");
                return self.m.new_str(bytes);
            }
        }
        let mut out = Builder::with_capacity(self.m, content.len as usize)?;
        let units = Units::of_string(self, text, prefix);
        self.decode_into(&mut out, units)?;
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
                let units = Units::of_string(self, literal, prefix);
                self.decode_into(&mut out, units)?;
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
                let units = Units::of_string(self, literal, prefix);
                self.decode_into(out, units)
            }
            Expr::FStringText { kind, text } => self.decode_into(out, Units::of_text(text, kind)),
            _ => Ok(()),
        }
    }

    fn decode_into(&mut self, out: &mut Builder, mut units: Units) -> R<()> {
        if let Bed::Slice(bytes) = self.source {
            let store = SliceStore::new(bytes, &mut []);
            let m = &mut *self.m;
            while let Some(unit) = units.next(&store).map_err(|_| Raised)? {
                match unit {
                    Unit::Char(c) => out.push_code(m, c)?,
                    Unit::Byte(b) => out.push_byte(m, b)?,
                    Unit::Named(name) => {
                        match unicode::named(bytes.get(name.start as usize..name.end() as usize)) {
                            Some(c) => out.push_code(m, c)?,
                            None => return Err(self.unknown_name(units.text(), name)),
                        }
                    }
                }
            }
            return Ok(());
        }
        // The source lies in the heap that is written to: characters are carried over in portions.
        loop {
            let (mut buffer, mut filled) = ([0u8; CHUNK + 4], 0);
            while filled <= CHUNK {
                let mut bytes = [0u8; 4];
                let n = match units.next(&*self).map_err(|_| Raised)? {
                    None => return out.push(self.m, &buffer[..filled]),
                    Some(Unit::Char(c)) => crate::utf8::encode(c, &mut bytes),
                    Some(Unit::Byte(b)) => {
                        bytes[0] = b;
                        1
                    }
                    Some(Unit::Named(name)) => {
                        match unicode::named(Some(self.source_bytes(name))) {
                            Some(c) => crate::utf8::encode(c, &mut bytes),
                            None => return Err(self.unknown_name(units.text(), name)),
                        }
                    }
                };
                buffer[filled..filled + n].copy_from_slice(&bytes[..n]);
                filled += n;
            }
            out.push(self.m, &buffer[..filled])?;
        }
    }

    /// `\N{name}` in a literal whose content is `text`.
    #[cold]
    fn unknown_name(&mut self, text: Text, name: Text) -> Raised {
        let message = self.m.message(&[
            Piece::S("(unicode error) 'unicodeescape' codec can't decode bytes in position "),
            Piece::I(i64::from(name.start) - 3 - i64::from(text.start)),
            Piece::S("-"),
            Piece::I(i64::from(name.end()) - i64::from(text.start)),
            Piece::S(": unknown Unicode character name"),
        ]);
        match message {
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
