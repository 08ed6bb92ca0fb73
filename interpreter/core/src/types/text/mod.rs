//! What str, bytes and bytearray have in common: where their bytes lie, how parts of them are made, and the methods that
//! are the same for all three. Knows nothing of characters beyond UTF-8's shape.

pub mod affix;
pub mod find;
pub mod join;
#[cfg(any(test, feature = "compact"))]
mod naive;
pub mod pad;
pub mod replace;
pub mod split;
pub mod strip;

use crate::machine::{Machine, Piece, Root, immediate_text};
use crate::memory::Kind;
use crate::native::{Args, R, Raised};
use crate::types;
use crate::utf8;
use crate::value::{Ref, Value, WORD, Word};

/// Which of the three types a method works for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavour {
    Str,
    Bytes,
    ByteArray,
}

/// Parts of at most so many bytes are made without a copy.
const SHORT: usize = 16;

/// Where the bytes of a str or of something bytes-like lie. Holds no borrow: good until Python code runs or a bytearray is
/// resized.
#[derive(Clone, Copy)]
pub struct Source {
    /// The value itself; for an instance of a subclass, what it holds.
    pub value: Value,
    /// Object and first word; `None` for immediates.
    place: Option<(Ref, usize)>,
    fixed: &'static [u8],
    /// Bytes of the place in front.
    from: usize,
    pub len: usize,
    /// Characters are bytes.
    pub ascii: bool,
    pub flavour: Flavour,
}

impl Source {
    /// The bytes of a str, bytes, bytearray or contiguous memoryview.
    pub fn of(m: &Machine, v: Value) -> Option<Source> {
        let value = m.payload(v);
        let mut source = Source {
            value,
            place: None,
            fixed: b"",
            from: 0,
            len: 0,
            ascii: true,
            flavour: Flavour::Str,
        };
        let Some(r) = value.as_ref() else {
            source.fixed = immediate_text(value)?.as_bytes();
            source.len = source.fixed.len();
            return Some(source);
        };
        let header = m.heap.header(r);
        match header.kind() {
            Kind::Str => {
                source.place = Some((r, 2));
                source.len = header.n();
                source.ascii = m.heap.word(r, 1) & crate::machine::ASCII != 0;
            }
            Kind::Bytes => {
                source.place = Some((r, 1));
                source.len = header.n();
                source.flavour = Flavour::Bytes;
            }
            Kind::ByteArray => {
                source.len = m.heap.word(r, 1) as usize;
                source.place = m.heap.value(r, 2).as_ref().map(|b| (b, 1));
                source.flavour = Flavour::ByteArray;
            }
            Kind::Record => {
                let id = (header.n() >> 8) as u16;
                let buffer = m.space(id).class.and_then(|c| c.buffer)?(m, r)?;
                let inner = Source::of(m, buffer.base)?;
                if buffer.from.checked_add(buffer.len)? > inner.len {
                    return None;
                }
                source.place = inner.place;
                source.from = buffer.from;
                source.len = buffer.len;
                source.flavour = Flavour::Bytes;
            }
            _ => return None,
        }
        Some(source)
    }

    /// The bytes of a str; `None` for other values.
    pub fn of_str(m: &Machine, v: Value) -> Option<Source> {
        Source::of(m, v).filter(Source::is_str)
    }

    /// The bytes of something bytes-like; `None` for other values.
    pub fn of_bytes(m: &Machine, v: Value) -> Option<Source> {
        Source::of(m, v).filter(|s| !s.is_str())
    }

    pub fn is_str(&self) -> bool {
        self.flavour == Flavour::Str
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn bytes<'m>(&self, m: &'m Machine) -> &'m [u8] {
        match self.place {
            Some((r, word)) => &m.heap.bytes(r, word, self.from + self.len)[self.from..],
            None => self.fixed,
        }
    }

    /// Copies bytes `from..to` to byte `at` behind word `word` of another object.
    pub fn copy(
        &self,
        m: &mut Machine,
        from: usize,
        to: usize,
        target: Ref,
        word: usize,
        at: usize,
    ) {
        let Some(len) = to.checked_sub(from) else {
            return;
        };
        match self.place {
            Some((r, w)) => m.copy_bytes(r, w, self.from + from, target, word, at, len),
            None => {
                if let Some(text) = self.fixed.get(from..to) {
                    m.heap.bytes_mut(target, word, at + len)[at..].copy_from_slice(text);
                }
            }
        }
    }

    /// A value of the same type with bytes `from..to`.
    pub fn part(&self, m: &mut Machine, from: usize, to: usize) -> R {
        let to = to.min(self.len);
        let len = to.saturating_sub(from);
        if len == self.len && self.flavour != Flavour::ByteArray && self.is_whole(m) {
            return Ok(self.value);
        }
        match self.flavour {
            Flavour::Str => {
                if len == 1 {
                    let c = self.bytes(m)[from];
                    return Ok(Value::character(c));
                }
                if len == 0 {
                    return empty_str(m);
                }
                let Some((r, _)) = self.place else {
                    let text = &self.fixed[from..to];
                    return m.new_str(text);
                };
                if !cfg!(feature = "compact") && len <= SHORT {
                    return self.short(m, r, from, len);
                }
                let new = m.new_str_sized(len, self.ascii)?;
                m.copy_bytes(r, 2, from, new, 2, 0, len);
                if !self.ascii && m.heap.bytes(new, 2, len).is_ascii() {
                    m.heap.set_word(new, 1, crate::machine::ASCII);
                }
                Ok(Value::reference(new))
            }
            Flavour::Bytes => {
                if len == 0 {
                    return Ok(m.root(Root::EmptyBytes));
                }
                let new = m.new_bytes_sized(len)?;
                self.copy(m, from, to, new, 1, 0);
                Ok(Value::reference(new))
            }
            Flavour::ByteArray => {
                let new = types::bytearray::new_sized(m, len)?;
                if let Some((buffer, word)) = types::bytes_place(m, new) {
                    self.copy(m, from, to, buffer, word, 0);
                }
                Ok(new)
            }
        }
    }

    /// A str of a few bytes of the str at `r`: they are carried over as one number, which takes less than a copy does.
    fn short(&self, m: &mut Machine, r: Ref, from: usize, len: usize) -> R {
        let words = self.len.div_ceil(WORD) * WORD;
        let all = m.heap.bytes(r, 2, words);
        let mut bytes = [0; SHORT];
        match all.get(from..from + SHORT) {
            Some(room) => bytes.copy_from_slice(room),
            None => bytes[..len].copy_from_slice(&all[from..from + len]),
        }
        let mask = u128::MAX >> (8 * (SHORT - len));
        let number = u128::from_le_bytes(bytes) & mask;
        let ascii = self.ascii || number & (u128::MAX / 255 * 0x80) == 0;
        let new = m.new_str_sized(len, ascii)?;
        for (i, chunk) in number
            .to_le_bytes()
            .chunks_exact(WORD)
            .take(len.div_ceil(WORD))
            .enumerate()
        {
            let word = Word::from_le_bytes(chunk.try_into().unwrap_or_default());
            m.heap.set_word(new, 2 + i, word);
        }
        Ok(Value::reference(new))
    }

    /// Whether the bytes are all of `value` (not a view on something).
    fn is_whole(&self, m: &Machine) -> bool {
        !m.heap.is(self.value, Kind::Record)
    }

    /// Number of items: characters of a str, bytes of others.
    pub fn count(&self, m: &mut Machine) -> usize {
        if self.ascii {
            self.len
        } else {
            types::str::char_count(m, self.value)
        }
    }

    /// Byte offset of item `index`.
    pub fn offset(&self, m: &Machine, index: usize) -> usize {
        if self.ascii {
            index.min(self.len)
        } else {
            utf8::offset(self.bytes(m), index)
        }
    }

    /// Number of the item that starts at this byte.
    pub fn index_at(&self, m: &Machine, offset: usize) -> usize {
        if self.ascii {
            offset
        } else {
            utf8::count(&self.bytes(m)[..offset.min(self.len)])
        }
    }
}

/// A str, bytes or bytearray under construction whose length is known.
pub struct Target {
    /// The finished value, if it is not a str of one character.
    value: Value,
    r: Ref,
    word: usize,
    pub at: usize,
    len: usize,
}

impl Target {
    pub fn new(m: &mut Machine, flavour: Flavour, len: usize, ascii: bool) -> R<Target> {
        let (value, r, word) = match flavour {
            Flavour::Str => {
                let r = m.new_str_sized(len, ascii)?;
                (Value::reference(r), r, 2)
            }
            Flavour::Bytes => {
                let r = m.new_bytes_sized(len)?;
                (Value::reference(r), r, 1)
            }
            Flavour::ByteArray => {
                let v = types::bytearray::new_sized(m, len)?;
                let (r, word) = types::bytes_place(m, v).unwrap_or((Ref(0), 1));
                (v, r, word)
            }
        };
        Ok(Target {
            value,
            r,
            word,
            at: 0,
            len,
        })
    }

    /// Appends bytes `from..to` of a source. What does not fit is left out.
    pub fn push(&mut self, m: &mut Machine, source: &Source, from: usize, to: usize) {
        let to = to.min(from + (self.len - self.at));
        if from < to {
            source.copy(m, from, to, self.r, self.word, self.at);
            self.at += to - from;
        }
    }

    pub fn push_all(&mut self, m: &mut Machine, source: &Source) {
        self.push(m, source, 0, source.len);
    }

    /// All the bytes, to be written in place.
    pub fn bytes_mut<'m>(&self, m: &'m mut Machine) -> &'m mut [u8] {
        if self.len == 0 {
            return &mut [];
        }
        m.heap.bytes_mut(self.r, self.word, self.len)
    }

    /// Appends `count` times the same few bytes.
    pub fn fill(&mut self, m: &mut Machine, unit: &[u8], count: usize) {
        if self.len == 0 {
            return;
        }
        let at = self.at;
        let room = &mut self.bytes_mut(m)[at..];
        if let [byte] = unit {
            let n = count.min(room.len());
            room[..n].fill(*byte);
        } else {
            for place in room.chunks_exact_mut(unit.len().max(1)).take(count) {
                place.copy_from_slice(unit);
            }
        }
        self.at = (at + unit.len() * count).min(self.len);
    }

    /// Says that a str turned out to be ASCII.
    pub fn set_ascii(&self, m: &mut Machine) {
        m.heap.set_word(self.r, 1, crate::machine::ASCII);
    }

    pub fn finish(self, m: &mut Machine) -> R {
        if self.word == 2 && self.len == 1 {
            return Ok(Value::character(m.heap.bytes(self.r, 2, 1)[0]));
        }
        Ok(self.value)
    }
}

/// The empty str.
pub fn empty_str(m: &mut Machine) -> R {
    m.new_str(b"")
}

/// An empty value of the flavour.
pub fn empty(m: &mut Machine, flavour: Flavour) -> R {
    match flavour {
        Flavour::Str => empty_str(m),
        Flavour::Bytes => Ok(m.root(Root::EmptyBytes)),
        Flavour::ByteArray => types::bytearray::new_sized(m, 0),
    }
}

/// The value a method was called on.
pub fn subject(m: &mut Machine, args: Args) -> R<Source> {
    let v = args.at(m, 0);
    match Source::of(m, v) {
        Some(source) => Ok(source),
        None => Err(m.type_error(&[
            Piece::S("descriptor requires a 'str' object but received a '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

/// An operand that must be of the subject's sort: a str for a str, bytes-like otherwise.
pub fn operand(m: &mut Machine, own: &Source, v: Value, method: &str) -> R<Source> {
    match Source::of(m, v) {
        Some(s) if s.is_str() == own.is_str() => Ok(s),
        _ => Err(wrong_operand(m, own, v, method)),
    }
}

#[cold]
pub fn wrong_operand(m: &mut Machine, own: &Source, v: Value, method: &str) -> Raised {
    if own.is_str() {
        m.type_error(&[Piece::S(method), Piece::S("must be str, not "), Piece::T(v)])
    } else {
        bytes_required(m, v)
    }
}

#[cold]
pub fn bytes_required(m: &mut Machine, v: Value) -> Raised {
    m.type_error(&[
        Piece::S("a bytes-like object is required, not '"),
        Piece::T(v),
        Piece::S("'"),
    ])
}

/// Argument `i` as a machine number that fits `Py_ssize_t`; `default` when it was not given.
pub fn number(m: &mut Machine, args: Args, i: usize, default: i64) -> R<i64> {
    match args.get(m, i) {
        None => Ok(default),
        Some(v) => m.to_i64(v),
    }
}

/// Optional start and end arguments at `i` and `i + 1`, resolved against `count` items as slices are; `None` when the start
/// lies behind the end of the text.
pub fn range(m: &mut Machine, args: Args, i: usize, count: usize) -> R<Option<(usize, usize)>> {
    let len = count as i64;
    let mut ends = [0, len];
    for (k, end) in ends.iter_mut().enumerate() {
        if let Some(v) = args.get(m, i + k)
            && !v.is_none()
        {
            *end = m.slice_part(v)?;
            if *end < 0 {
                *end = (*end + len).max(0);
            }
        }
    }
    let [start, end] = ends;
    let end = end.min(len);
    Ok((start <= end).then_some((start as usize, end as usize)))
}

/// Fails when a length would be too large for the machine to count.
pub fn checked(m: &mut Machine, len: Option<usize>) -> R<usize> {
    match len {
        Some(len)
            if len
                <= (Word::MAX as usize >> 6).min((u32::MAX as usize / 2).saturating_mul(WORD)) =>
        {
            Ok(len)
        }
        _ => Err(m.out_of_memory()),
    }
}
