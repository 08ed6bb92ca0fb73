//! Compiled modules as files (`.mpyc`): a code object and all it refers to, independent of the object model, and the
//! reader that trusts nothing.
//!
//! ```text
//! "PYRC"  version:1  0  crc32:4 of all that follows  code object
//! code object:  shape:4  flags:2  first line  caches  name  qualname  filename  varnames  cells  doc  lines  handlers
//!               count of constants, constants  length, bytecode
//! value:        tag:1, then what the tag says; counts and lengths in groups of seven bits, low ones first
//! ```

use super::verify;
use crate::compile::Source;
use crate::machine::{Machine, Piece, Text};
use crate::memory::{Header, Kind};
use crate::native::{R, Raised};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value, WORD, Word};

const MAGIC: &[u8; 4] = b"PYRC";
/// Changes whenever the instruction set or this format does.
pub const VERSION: u8 = 4;
const HEADER: usize = 10;
/// How deep tuples and code objects may nest in each other.
const MAX_DEPTH: u32 = 64;

mod tag {
    /// Tags below are the numbers of `LoadSpecial`.
    pub const SPECIALS: u8 = 6;
    pub const INT: u8 = 6;
    pub const BIG_INT: u8 = 7;
    pub const FLOAT: u8 = 8;
    pub const COMPLEX: u8 = 9;
    pub const STR: u8 = 10;
    /// A str that is to be interned.
    pub const NAME: u8 = 11;
    pub const BYTES: u8 = 12;
    pub const TUPLE: u8 = 13;
    pub const CODE: u8 = 14;
    /// The type StopAsyncIteration, the only one that code refers to by itself.
    pub const STOP_ASYNC_ITERATION: u8 = 15;
}

const SPECIALS: [Value; tag::SPECIALS as usize] = [
    Value::NONE,
    Value::FALSE,
    Value::TRUE,
    Value::NOT_IMPLEMENTED,
    Value::ELLIPSIS,
    Value::UNBOUND,
];

/// The checksum of zip and PNG files, four bits at a time.
fn crc32(mut crc: u32, bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let mut table = [0u32; 16];
        let mut i = 0;
        while i < 16 {
            let mut c = i as u32;
            let mut k = 0;
            while k < 4 {
                c = if c & 1 != 0 {
                    0xedb8_8320 ^ (c >> 1)
                } else {
                    c >> 1
                };
                k += 1;
            }
            table[i] = c;
            i += 1;
        }
        table
    };
    for &b in bytes {
        crc ^= u32::from(b);
        crc = (crc >> 4) ^ TABLE[(crc & 15) as usize];
        crc = (crc >> 4) ^ TABLE[(crc & 15) as usize];
    }
    crc
}

impl Machine<'_> {
    /// The file for a code object, as bytes.
    pub fn write_code(&mut self, code: Value) -> R {
        let Some(r) = self.heap.as_kind(code, Kind::Code) else {
            return Err(self.type_error(&[Piece::S("a code object is needed")]));
        };
        let mut out = Text::with_capacity(self, 256)?;
        out.push(self, MAGIC)?;
        out.push(self, &[VERSION, 0, 0, 0, 0, 0])?;
        self.write_code_object(&mut out, r, 0)?;
        let crc = !crc32(!0, &out.bytes(self)[HEADER..]);
        let file = out.finish_bytes(self)?;
        if let Some(r) = file.as_ref() {
            self.heap.bytes_mut(r, 1, HEADER)[6..].copy_from_slice(&crc.to_le_bytes());
        }
        Ok(file)
    }

    fn write_code_object(&mut self, out: &mut Text, r: Ref, depth: u32) -> R<()> {
        let shape = self.heap.word(r, code::SHAPE) as u32;
        out.push(self, &shape.to_le_bytes())?;
        let flags = (code::flags(&self.heap, r) & !code::flags::VERIFIED) as u16;
        out.push(self, &flags.to_le_bytes())?;
        for word in [code::FIRST_LINE, code::CACHES] {
            let n: u64 = self.heap.word(r, word).into();
            write_number(self, out, n)?;
        }
        for field in [
            code::NAME,
            code::QUALNAME,
            code::FILENAME,
            code::VARNAMES,
            code::CELLS,
            code::DOC,
            code::LINES,
            code::HANDLERS,
        ] {
            let v = self.heap.value(r, field);
            self.write_value(out, v, depth + 1)?;
        }
        let constants = code::constants(&self.heap, r);
        write_number(self, out, constants as u64)?;
        for i in 0..constants {
            let v = code::constant(&self.heap, r, i);
            self.write_value(out, v, depth + 1)?;
        }
        let length = code::length(&self.heap, r);
        write_number(self, out, length as u64)?;
        self.write_run(out, r, code::FIRST_CONSTANT + constants, length)
    }

    /// Bytes of an object, copied in portions.
    fn write_run(&mut self, out: &mut Text, r: Ref, word: usize, length: usize) -> R<()> {
        let mut portion = [0u8; 64];
        let mut at = 0;
        while at < length {
            let n = portion.len().min(length - at);
            portion[..n].copy_from_slice(&self.heap.bytes(r, word, at + n)[at..]);
            out.push(self, &portion[..n])?;
            at += n;
        }
        Ok(())
    }

    fn write_value(&mut self, out: &mut Text, v: Value, depth: u32) -> R<()> {
        if depth > MAX_DEPTH {
            return Err(self.value_error(&[Piece::S("code is nested too deep for a file")]));
        }
        if let Some(i) = SPECIALS.iter().position(|&s| s == v) {
            return out.push_byte(self, i as u8);
        }
        if let Some(i) = v.as_small() {
            out.push_byte(self, tag::INT)?;
            return write_number(self, out, zigzag(i));
        }
        if let Some(f) = self.as_float(v) {
            out.push_byte(self, tag::FLOAT)?;
            return out.push(self, &f.to_le_bytes());
        }
        if v == Value::builtin_type(types::STOP_ASYNC_ITERATION) {
            return out.push_byte(self, tag::STOP_ASYNC_ITERATION);
        }
        if let Some(bytes) = self.str_bytes(v) {
            let length = bytes.len();
            let interned = v
                .as_ref()
                .is_none_or(|r| self.heap.word(r, 1) & crate::machine::INTERNED != 0);
            out.push_byte(self, if interned { tag::NAME } else { tag::STR })?;
            write_number(self, out, length as u64)?;
            return out.push_all(self, v);
        }
        let Some(r) = v.as_ref() else {
            return Err(self.value_error(&[Piece::S("code refers to what no file can hold")]));
        };
        let header = self.heap.header(r);
        match header.kind() {
            Kind::BigInt => {
                let (limbs, negative) = (header.n() >> 1, header.n() & 1);
                let low = |i: usize| {
                    let b = self.heap.bytes(r, 1, limbs * 4);
                    b.get(i * 4..i * 4 + 4).map_or(0, |b| {
                        u64::from(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                    })
                };
                // What is small in another object model is written as a small int there would be.
                let magnitude = low(0) | low(1) << 32;
                if limbs <= 2 && magnitude <= i64::MAX as u64 {
                    let i = if negative != 0 {
                        -(magnitude as i64)
                    } else {
                        magnitude as i64
                    };
                    out.push_byte(self, tag::INT)?;
                    return write_number(self, out, zigzag(i));
                }
                out.push(self, &[tag::BIG_INT, negative as u8])?;
                write_number(self, out, limbs as u64)?;
                self.write_run(out, r, 1, limbs * 4)
            }
            Kind::Complex => {
                out.push_byte(self, tag::COMPLEX)?;
                self.write_run(out, r, 1, 16)
            }
            Kind::Bytes => {
                out.push_byte(self, tag::BYTES)?;
                write_number(self, out, header.n() as u64)?;
                self.write_run(out, r, 1, header.n())
            }
            Kind::Tuple => {
                out.push_byte(self, tag::TUPLE)?;
                write_number(self, out, header.n() as u64)?;
                for i in 0..header.n() {
                    let item = self.heap.value(r, 1 + i);
                    self.write_value(out, item, depth + 1)?;
                }
                Ok(())
            }
            Kind::Code => {
                out.push_byte(self, tag::CODE)?;
                self.write_code_object(out, r, depth + 1)
            }
            _ => Err(self.value_error(&[Piece::S("code refers to what no file can hold")])),
        }
    }

    /// The code object of a file, verified. A damaged file, or one of another version, is a ValueError.
    pub fn load_code(&mut self, file: Source) -> R {
        let mark = self.mark();
        if let Source::Str(v) = file {
            self.keep(v);
        }
        let result = Reader::new(self, file).and_then(|mut reader| reader.file(self));
        match result {
            Ok(code) => Ok(self.release_but(mark, code)),
            Err(raised) => {
                self.release(mark);
                Err(raised)
            }
        }
    }
}

fn zigzag(i: i64) -> u64 {
    ((i << 1) ^ (i >> 63)) as u64
}

fn write_number(m: &mut Machine, out: &mut Text, mut n: u64) -> R<()> {
    loop {
        let low = (n & 0x7f) as u8;
        n >>= 7;
        if n == 0 {
            return out.push_byte(m, low);
        }
        out.push_byte(m, low | 0x80)?;
    }
}

/// Reads a file from its start to its end.
struct Reader<'s> {
    file: Source<'s>,
    at: usize,
    end: usize,
}

impl<'s> Reader<'s> {
    fn new(m: &mut Machine, file: Source<'s>) -> R<Reader<'s>> {
        let end = match file {
            Source::Text(bytes) => bytes.len(),
            Source::Str(v) => match m.buffer_bytes(v) {
                Some(bytes) => bytes.len(),
                None => return Err(m.type_error(&[Piece::S("a compiled module is bytes")])),
            },
        };
        Ok(Reader { file, at: 0, end })
    }

    #[cold]
    fn damaged(&self, m: &mut Machine, what: &str) -> Raised {
        m.value_error(&[Piece::S("bad compiled module: "), Piece::S(what)])
    }

    fn bytes<'m>(&self, m: &'m Machine) -> &'m [u8]
    where
        's: 'm,
    {
        match self.file {
            Source::Text(bytes) => bytes,
            Source::Str(v) => m.buffer_bytes(v).unwrap_or(b""),
        }
    }

    /// Where the next `n` bytes start, which are then read.
    fn take(&mut self, m: &mut Machine, n: usize) -> R<usize> {
        let start = self.at;
        if n > self.end - start {
            return Err(self.damaged(m, "it ends too early"));
        }
        self.at += n;
        Ok(start)
    }

    fn array<const N: usize>(&mut self, m: &mut Machine) -> R<[u8; N]> {
        let start = self.take(m, N)?;
        let found = self
            .bytes(m)
            .get(start..start + N)
            .and_then(|b| b.try_into().ok());
        found.ok_or_else(|| self.damaged(m, "it ends too early"))
    }

    fn number(&mut self, m: &mut Machine) -> R<u64> {
        let (mut n, mut shift) = (0u64, 0);
        loop {
            let [b] = self.array(m)?;
            if shift > 63 || (shift == 63 && b > 1) {
                return Err(self.damaged(m, "number"));
            }
            n |= u64::from(b & 0x7f) << shift;
            if b & 0x80 == 0 {
                return Ok(n);
            }
            shift += 7;
        }
    }

    /// A count of things that take at least a byte each.
    fn count(&mut self, m: &mut Machine) -> R<usize> {
        match usize::try_from(self.number(m)?) {
            Ok(n) if n <= self.end - self.at => Ok(n),
            _ => Err(self.damaged(m, "length")),
        }
    }

    fn file(&mut self, m: &mut Machine) -> R {
        let magic: [u8; 4] = self.array(m)?;
        let [version, flags]: [u8; 2] = self.array(m)?;
        if magic != *MAGIC {
            return Err(self.damaged(m, "it does not start with PYRC"));
        }
        if version != VERSION || flags != 0 {
            return Err(self.damaged(m, "of another version"));
        }
        let crc = u32::from_le_bytes(self.array(m)?);
        if !crc32(!0, &self.bytes(m)[HEADER..]) != crc {
            return Err(self.damaged(m, "checksum"));
        }
        let r = self.code_object(m, 0)?;
        if self.at != self.end {
            return Err(self.damaged(m, "something follows the code"));
        }
        if let Err(fault) = verify::verify(&m.heap, r) {
            return Err(self.damaged(m, fault.text()));
        }
        Ok(Value::reference(r))
    }

    fn code_object(&mut self, m: &mut Machine, depth: u32) -> R<Ref> {
        let shape = u32::from_le_bytes(self.array(m)?);
        let flags = u16::from_le_bytes(self.array(m)?);
        let known = (code::flags::VERIFIED - 1) as u16;
        if flags & !known != 0 {
            return Err(self.damaged(m, "flags"));
        }
        let first_line = self.number(m)?;
        let caches = self.number(m)?;
        if first_line > 0xff_ffff || caches > 0xffff {
            return Err(self.damaged(m, "sizes"));
        }
        let outer = m.mark();
        let mut fields = [Value::UNBOUND; 8];
        for field in &mut fields {
            *field = self.value(m, depth + 1)?;
        }
        let constants = self.count(m)?;
        if constants > 0xffff {
            return Err(self.damaged(m, "sizes"));
        }
        let values = m.new_tuple_sized(constants)?;
        for i in 0..constants {
            let mark = m.mark();
            let v = self.value(m, depth + 1)?;
            m.heap.set_value(values, 1 + i, v);
            m.release(mark);
        }
        let length = self.count(m)?;
        let start = self.take(m, length)?;
        let first = code::FIRST_CONSTANT + constants;
        let size = first + length.div_ceil(WORD);
        let r = m.alloc(Kind::Code, size, size)?;
        m.heap.set_word(r, code::SHAPE, Word::from(shape));
        m.heap.set_word(
            r,
            code::FLAGS,
            Word::from(u32::from(flags) | (constants as u32) << 16),
        );
        m.heap.set_word(r, code::LENGTH, length as Word);
        m.heap.set_word(r, code::FIRST_LINE, first_line as Word);
        m.heap.set_word(r, code::CACHES, caches as Word);
        m.heap.set_value(r, code::CACHE, Value::NONE);
        let places = [
            code::NAME,
            code::QUALNAME,
            code::FILENAME,
            code::VARNAMES,
            code::CELLS,
            code::DOC,
            code::LINES,
            code::HANDLERS,
        ];
        for (place, v) in places.into_iter().zip(fields) {
            m.heap.set_value(r, place, v);
        }
        for i in 0..constants {
            let v = m.heap.value(values, 1 + i);
            m.heap.set_value(r, code::FIRST_CONSTANT + i, v);
        }
        self.copy(m, start, length, r, first);
        m.release_but(outer, Value::reference(r));
        Ok(r)
    }

    /// Copies bytes of the file into an object, from word `word` on; bytes behind them in the last word become zero.
    fn copy(&self, m: &mut Machine, start: usize, length: usize, r: Ref, word: usize) {
        if length == 0 {
            return;
        }
        m.heap.set_word(r, word + length.div_ceil(WORD) - 1, 0);
        match self.file {
            Source::Text(bytes) => {
                if let Some(run) = bytes.get(start..start + length) {
                    m.heap.bytes_mut(r, word, length).copy_from_slice(run);
                }
            }
            Source::Str(v) => {
                if let Some((source, first)) = types::bytes_place(m, v) {
                    m.copy_bytes(source, first, start, r, word, 0, length);
                }
            }
        }
    }

    fn value(&mut self, m: &mut Machine, depth: u32) -> R {
        if depth > MAX_DEPTH {
            return Err(self.damaged(m, "nested too deep"));
        }
        let [kind] = self.array(m)?;
        match kind {
            0..tag::SPECIALS => Ok(SPECIALS[usize::from(kind)]),
            tag::INT => {
                let n = self.number(m)?;
                m.new_int((n >> 1) as i64 ^ -((n & 1) as i64))
            }
            tag::BIG_INT => {
                let [negative] = self.array(m)?;
                let limbs = self.count(m)?;
                let start = self.take(m, limbs.saturating_mul(4))?;
                if negative > 1 || limbs == 0 {
                    return Err(self.damaged(m, "int"));
                }
                let top = self.bytes(m)[start..start + limbs * 4]
                    .iter()
                    .rposition(|&b| b != 0)
                    .unwrap_or(0)
                    / 4;
                if top + 1 != limbs || limbs < 2 {
                    return Err(self.damaged(m, "int"));
                }
                let n = limbs << 1 | usize::from(negative);
                let r = m.alloc(Kind::BigInt, n, Header::new(Kind::BigInt, n).size())?;
                self.copy(m, start, limbs * 4, r, 1);
                Ok(Value::reference(r))
            }
            tag::FLOAT => {
                let f = f64::from_le_bytes(self.array(m)?);
                m.new_float(f)
            }
            tag::COMPLEX => {
                let start = self.take(m, 16)?;
                let r = m.alloc(Kind::Complex, 0, 1 + 16 / WORD)?;
                self.copy(m, start, 16, r, 1);
                Ok(Value::reference(r))
            }
            tag::STR | tag::NAME => {
                let length = self.count(m)?;
                let start = self.take(m, length)?;
                let v = self.text(m, start, length)?;
                if kind == tag::NAME {
                    m.intern_value(v)
                } else {
                    Ok(v)
                }
            }
            tag::BYTES => {
                let length = self.count(m)?;
                let start = self.take(m, length)?;
                let r = m.new_bytes_sized(length)?;
                self.copy(m, start, length, r, 1);
                Ok(Value::reference(r))
            }
            tag::TUPLE => {
                let count = self.count(m)?;
                if count == 0 {
                    return m.new_tuple(&[]);
                }
                let r = m.new_tuple_sized(count)?;
                for i in 0..count {
                    let mark = m.mark();
                    let v = self.value(m, depth + 1)?;
                    m.heap.set_value(r, 1 + i, v);
                    m.release(mark);
                }
                Ok(Value::reference(r))
            }
            tag::CODE => self.code_object(m, depth + 1).map(Value::reference),
            tag::STOP_ASYNC_ITERATION => Ok(Value::builtin_type(types::STOP_ASYNC_ITERATION)),
            _ => Err(self.damaged(m, "tag")),
        }
    }

    /// A str; its bytes must be what a str can hold.
    fn text(&mut self, m: &mut Machine, start: usize, length: usize) -> R {
        if !is_text(&self.bytes(m)[start..start + length]) {
            return Err(self.damaged(m, "text"));
        }
        if let Source::Text(bytes) = self.file {
            return m.new_str(&bytes[start..start + length]);
        }
        let mut text = Text::with_capacity(m, length)?;
        let mut portion = [0u8; 64];
        let mut at = 0;
        while at < length {
            let n = portion.len().min(length - at);
            portion[..n].copy_from_slice(&self.bytes(m)[start + at..start + at + n]);
            text.push(m, &portion[..n])?;
            at += n;
        }
        text.finish(m)
    }
}

/// Whether the bytes are UTF-8, lone surrogates allowed.
fn is_text(mut bytes: &[u8]) -> bool {
    loop {
        match core::str::from_utf8(bytes) {
            Ok(_) => return true,
            Err(e) => match &bytes[e.valid_up_to()..] {
                [0xed, 0xa0..=0xbf, 0x80..=0xbf, rest @ ..] => bytes = rest,
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
#[path = "hostile_tests.rs"]
mod hostile_tests;
#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
