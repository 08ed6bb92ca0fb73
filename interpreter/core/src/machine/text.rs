//! Building strings in the arena, piece by piece.

use super::{Machine, alloc::ASCII};
use crate::memory::{Header, Kind};
use crate::native::R;
use crate::types::text::{Flavour, Source};
use crate::value::{Ref, Value, WORD};

/// A str or bytes that is being built. It is a temporary root; `finish` it in the native call that made it.
pub struct Text {
    /// Stack index of the temporary root that holds the buffer: its first word is left for a str's second word.
    slot: usize,
    len: usize,
}

impl Text {
    pub fn new(m: &mut Machine) -> R<Text> {
        Text::with_capacity(m, 24)
    }

    pub fn with_capacity(m: &mut Machine, bytes: usize) -> R<Text> {
        let n = bytes + WORD;
        m.alloc(Kind::Buffer, n, 1 + n.div_ceil(WORD))?;
        Ok(Text {
            slot: m.temp,
            len: 0,
        })
    }

    fn buffer(&self, m: &Machine) -> Ref {
        m.stack.get(self.slot).as_ref().unwrap_or(Ref(0))
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn bytes<'m>(&self, m: &'m Machine) -> &'m [u8] {
        m.heap.bytes(self.buffer(m), 2, self.len)
    }

    /// Makes room for `more` bytes.
    pub fn reserve(&mut self, m: &mut Machine, more: usize) -> R<()> {
        let old = self.buffer(m);
        let capacity = m.heap.header(old).n() - WORD;
        let wanted = self.len.saturating_add(more);
        if wanted <= capacity {
            return Ok(());
        }
        m.breathe_for(wanted / 16)?;
        let grown = wanted.max(capacity + capacity / 2);
        // A full arena may still have room for exactly what is needed.
        let n = grown + WORD;
        let mark = m.mark();
        let new = m.alloc_unkept(Kind::Buffer, n, 1 + n.div_ceil(WORD))?;
        let old = self.buffer(m);
        m.release(mark);
        m.copy_bytes(old, 2, 0, new, 2, 0, self.len);
        m.stack.set(self.slot, Value::reference(new));
        Ok(())
    }

    pub fn push(&mut self, m: &mut Machine, bytes: &[u8]) -> R<()> {
        self.reserve(m, bytes.len())?;
        let (r, len) = (self.buffer(m), self.len);
        m.heap.bytes_mut(r, 2, len + bytes.len())[len..].copy_from_slice(bytes);
        self.len += bytes.len();
        Ok(())
    }

    pub fn push_str(&mut self, m: &mut Machine, s: &str) -> R<()> {
        self.push(m, s.as_bytes())
    }

    pub fn push_byte(&mut self, m: &mut Machine, b: u8) -> R<()> {
        self.push(m, &[b])
    }

    /// A code point, surrogates included.
    pub fn push_code(&mut self, m: &mut Machine, code: u32) -> R<()> {
        let mut buffer = [0; 4];
        let n = crate::utf8::encode(code, &mut buffer);
        self.push(m, &buffer[..n])
    }

    /// `count` times the same byte.
    pub fn pad(&mut self, m: &mut Machine, byte: u8, count: usize) -> R<()> {
        self.reserve(m, count)?;
        let (r, len) = (self.buffer(m), self.len);
        m.heap.bytes_mut(r, 2, len + count)[len..].fill(byte);
        self.len += count;
        Ok(())
    }

    /// Bytes `from..to` of a str, bytes or bytearray.
    pub fn push_from(&mut self, m: &mut Machine, v: Value, from: usize, to: usize) -> R<()> {
        let v = m.str_payload(v);
        if to <= from {
            return Ok(());
        }
        let len = to - from;
        self.reserve(m, len)?;
        if let Some(text) = super::alloc::immediate_text(v) {
            return self.push(m, text.as_bytes().get(from..to).unwrap_or(b""));
        }
        let Some((r, word)) = crate::types::bytes_place(m, v) else {
            return Ok(());
        };
        let target = self.buffer(m);
        m.copy_bytes(r, word, from, target, 2, self.len, len);
        self.len += len;
        Ok(())
    }

    /// All of a str, bytes or bytearray.
    pub fn push_all(&mut self, m: &mut Machine, v: Value) -> R<()> {
        let len = match m.str_bytes(v) {
            Some(b) => b.len(),
            None => m.buffer_bytes(v).map_or(0, <[u8]>::len),
        };
        self.push_from(m, v, 0, len)
    }

    /// Bytes `from..to` of a source.
    pub fn push_source(
        &mut self,
        m: &mut Machine,
        source: &Source,
        from: usize,
        to: usize,
    ) -> R<()> {
        let len = to.saturating_sub(from);
        self.reserve(m, len)?;
        let target = self.buffer(m);
        source.copy(m, from, to, target, 2, self.len);
        self.len += len;
        Ok(())
    }

    /// `str(v)`.
    pub fn push_value(&mut self, m: &mut Machine, v: Value) -> R<()> {
        if let Some(i) = v.as_small() {
            return self.push_int(m, i);
        }
        let s = m.str(v)?;
        m.keep(s);
        self.push_all(m, s)
    }

    /// `repr(v)`.
    pub fn push_repr(&mut self, m: &mut Machine, v: Value) -> R<()> {
        let s = m.repr(v)?;
        m.keep(s);
        self.push_all(m, s)
    }

    /// A decimal number.
    pub fn push_int(&mut self, m: &mut Machine, i: i64) -> R<()> {
        let mut buffer = [0u8; 20];
        let mut at = buffer.len();
        let mut rest = i.unsigned_abs();
        loop {
            at -= 1;
            buffer[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if i < 0 {
            self.push_byte(m, b'-')?;
        }
        self.push(m, &buffer[at..])
    }

    /// Cuts off what comes after the first `len` bytes.
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// The finished str.
    pub fn finish(self, m: &mut Machine) -> R {
        let r = self.buffer(m);
        let len = self.len;
        if let [c @ 0..=127] = m.heap.bytes(r, 2, len) {
            return Ok(Value::character(*c));
        }
        let ascii = m.heap.bytes(r, 2, len).is_ascii();
        let old = m.heap.header(r).size();
        m.heap.set_header(r, Header::new(Kind::Str, len));
        m.heap.set_word(r, 1, if ascii { ASCII } else { 0 });
        self.trim(m, r, old);
        Ok(Value::reference(r))
    }

    /// The finished bytes object.
    pub fn finish_bytes(self, m: &mut Machine) -> R {
        let r = self.buffer(m);
        let len = self.len;
        if len == 0 {
            return Ok(m.root(super::Root::EmptyBytes));
        }
        let old = m.heap.header(r).size();
        let words = m.heap.words_mut(r, 1, 2 + len.div_ceil(WORD));
        words.copy_within(1.., 0);
        m.heap.set_header(r, Header::new(Kind::Bytes, len));
        self.trim(m, r, old);
        Ok(Value::reference(r))
    }

    /// The finished value of this flavour.
    pub fn finish_flavour(self, m: &mut Machine, flavour: Flavour) -> R {
        match flavour {
            Flavour::Str => self.finish(m),
            Flavour::Bytes => self.finish_bytes(m),
            Flavour::ByteArray => {
                let b = self.finish_bytes(m)?;
                m.keep(b);
                crate::types::bytearray::from_bytes(m, b)
            }
        }
    }

    fn trim(&self, m: &mut Machine, r: Ref, old: usize) {
        let new = m.heap.header(r).size();
        // Bytes behind the end are zero, so that whole words can be compared.
        let header = m.heap.header(r);
        let first = if header.is(Kind::Str) { 2 } else { 1 };
        let room = (new - first) * WORD;
        m.heap.bytes_mut(r, first, room)[header.n()..].fill(0);
        m.heap.shrink(r, old, new);
    }
}

impl Machine<'_> {
    /// Writes a str to standard output, piecewise: the host does not keep what it is given.
    pub fn write_str(&mut self, v: Value) {
        let mut buffer = [0u8; 256];
        let mut at = 0;
        loop {
            let Some(bytes) = self.str_bytes(v) else {
                return;
            };
            let n = (bytes.len() - at).min(buffer.len());
            if n == 0 {
                return;
            }
            buffer[..n].copy_from_slice(&bytes[at..at + n]);
            self.host.write(&buffer[..n], false);
            at += n;
        }
    }
}
