//! Growable arrays in the arena for what is under construction: words, bytes, values.
//! Each is held by a slot among the machine's temporary roots; the compiler makes them first and releases them last.

use crate::machine::Machine;
use crate::memory::Kind;
use crate::native::R;
use crate::value::{Ref, Value, WORD, Word};

fn place(m: &Machine, slot: usize) -> Ref {
    m.stack.get(slot).as_ref().unwrap_or(Ref(0))
}

/// Moves the first `used` words of the object in `slot` into a new one with `words` words.
fn regrow(m: &mut Machine, slot: usize, kind: Kind, n: usize, used: usize, words: usize) -> R<()> {
    let mark = m.mark();
    let new = m.alloc(kind, n, 1 + words)?;
    let old = place(m, slot);
    if used > 0 {
        let (from, to) = m.heap.two((old, 1, 1 + used), (new, 1, 1 + used));
        to.copy_from_slice(from);
    }
    m.stack.set(slot, Value::reference(new));
    m.release(mark);
    Ok(())
}

fn grown(capacity: u32, needed: u32) -> u32 {
    needed.max(capacity + capacity / 2).max(16)
}

/// Numbers of 32 bits in a word of the heap.
const PER_WORD: usize = WORD / 4;

/// Numbers of 32 bits.
pub(super) struct Words {
    slot: usize,
    len: u32,
    capacity: u32,
}

impl Words {
    pub fn new(m: &mut Machine, capacity: u32) -> R<Words> {
        let words = (capacity as usize).div_ceil(PER_WORD);
        m.alloc(Kind::Raw, words, 1 + words)?;
        Ok(Words {
            slot: m.temp,
            len: 0,
            capacity: (words * PER_WORD) as u32,
        })
    }

    #[inline]
    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn truncate(&mut self, len: u32) {
        self.len = self.len.min(len);
    }

    /// The number at `i`; 0 past the end.
    #[inline]
    pub fn get(&self, m: &Machine, i: u32) -> u32 {
        if i >= self.len {
            return 0;
        }
        let word = m.heap.word(place(m, self.slot), 1 + i as usize / PER_WORD);
        (word >> ((i as usize & (PER_WORD - 1)) * 32)) as u32
    }

    #[inline]
    pub fn set(&self, m: &mut Machine, i: u32, w: u32) {
        if i < self.len {
            self.put(m, i, w);
        }
    }

    #[inline]
    fn put(&self, m: &mut Machine, i: u32, w: u32) {
        let (r, at, shift) = (
            place(m, self.slot),
            1 + i as usize / PER_WORD,
            (i as usize & (PER_WORD - 1)) * 32,
        );
        let old = m.heap.word(r, at) & !(Word::from(u32::MAX) << shift);
        m.heap.set_word(r, at, old | Word::from(w) << shift);
    }

    #[inline]
    pub fn push(&mut self, m: &mut Machine, w: u32) -> R<()> {
        if self.len == self.capacity {
            self.grow(m, 1)?;
        }
        self.put(m, self.len, w);
        self.len += 1;
        Ok(())
    }

    pub fn extend(&mut self, m: &mut Machine, words: &[u32]) -> R<()> {
        for &w in words {
            self.push(m, w)?;
        }
        Ok(())
    }

    pub fn pop(&mut self, m: &Machine) -> u32 {
        let last = self.len.saturating_sub(1);
        let w = self.get(m, last);
        self.len = last;
        w
    }

    #[inline(never)]
    fn grow(&mut self, m: &mut Machine, more: u32) -> R<()> {
        let new = grown(self.capacity, self.len + more).next_multiple_of(PER_WORD as u32);
        let words = new as usize / PER_WORD;
        regrow(
            m,
            self.slot,
            Kind::Raw,
            words,
            (self.len as usize).div_ceil(PER_WORD),
            words,
        )?;
        self.capacity = new;
        Ok(())
    }
}

/// Python values, alive as long as they are in here.
pub(super) struct Values {
    slot: usize,
    len: u32,
    capacity: u32,
}

impl Values {
    pub fn new(m: &mut Machine, capacity: u32) -> R<Values> {
        m.alloc(Kind::Items, capacity as usize, 1 + capacity as usize)?;
        Ok(Values {
            slot: m.temp,
            len: 0,
            capacity,
        })
    }

    #[inline]
    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn truncate(&mut self, m: &mut Machine, len: u32) {
        if len < self.len {
            let r = place(m, self.slot);
            m.heap
                .words_mut(r, 1 + len as usize, 1 + self.len as usize)
                .fill(Value::UNBOUND.word());
            self.len = len;
        }
    }

    #[inline]
    pub fn get(&self, m: &Machine, i: u32) -> Value {
        if i < self.len {
            m.heap.value(place(m, self.slot), 1 + i as usize)
        } else {
            Value::UNBOUND
        }
    }

    pub fn set(&self, m: &mut Machine, i: u32, v: Value) {
        if i < self.len {
            m.heap.set_value(place(m, self.slot), 1 + i as usize, v);
        }
    }

    pub fn push(&mut self, m: &mut Machine, v: Value) -> R<()> {
        if self.len == self.capacity {
            let mark = m.mark();
            m.keep(v);
            let new = grown(self.capacity, self.len + 1);
            regrow(
                m,
                self.slot,
                Kind::Items,
                new as usize,
                self.len as usize,
                new as usize,
            )?;
            self.capacity = new;
            m.release(mark);
        }
        let r = place(m, self.slot);
        m.heap.set_value(r, 1 + self.len as usize, v);
        self.len += 1;
        Ok(())
    }

    /// Index of an identical value from `from` on.
    pub fn find(&self, m: &Machine, from: u32, v: Value) -> Option<u32> {
        let words = m.heap.words(
            place(m, self.slot),
            1 + from as usize,
            1 + self.len as usize,
        );
        words
            .iter()
            .position(|&w| w == v.word())
            .map(|i| from + i as u32)
    }

    /// Copies the values from `from` on into an object, from word `at` on.
    pub fn copy_to(&self, m: &mut Machine, from: u32, target: Ref, at: usize) {
        let count = (self.len - from) as usize;
        if count > 0 {
            let source = place(m, self.slot);
            let (read, write) = m.heap.two(
                (source, 1 + from as usize, 1 + self.len as usize),
                (target, at, at + count),
            );
            write.copy_from_slice(read);
        }
    }
}

/// Bytes.
pub(super) struct Bytes {
    slot: usize,
    len: u32,
    capacity: u32,
}

impl Bytes {
    pub fn new(m: &mut Machine, capacity: u32) -> R<Bytes> {
        m.alloc(
            Kind::Buffer,
            capacity as usize,
            1 + (capacity as usize).div_ceil(WORD),
        )?;
        Ok(Bytes {
            slot: m.temp,
            len: 0,
            capacity,
        })
    }

    #[inline]
    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn truncate(&mut self, len: u32) {
        self.len = self.len.min(len);
    }

    pub fn all_mut<'m>(&self, m: &'m mut Machine) -> &'m mut [u8] {
        let r = place(m, self.slot);
        m.heap.bytes_mut(r, 1, self.len as usize)
    }

    pub fn push(&mut self, m: &mut Machine, b: u8) -> R<()> {
        self.extend(m, &[b])
    }

    pub fn extend(&mut self, m: &mut Machine, bytes: &[u8]) -> R<()> {
        let end = self.len + bytes.len() as u32;
        if end > self.capacity {
            let new = grown(self.capacity, end).next_multiple_of(WORD as u32);
            let words = (self.len as usize).div_ceil(WORD);
            regrow(
                m,
                self.slot,
                Kind::Buffer,
                new as usize,
                words,
                new as usize / WORD,
            )?;
            self.capacity = new;
        }
        let r = place(m, self.slot);
        m.heap.bytes_mut(r, 1, end as usize)[self.len as usize..].copy_from_slice(bytes);
        self.len = end;
        Ok(())
    }

    /// Copies the bytes from `from` on into an object, behind word `at`.
    pub fn copy_to(&self, m: &mut Machine, from: u32, target: Ref, at: usize) {
        let source = place(m, self.slot);
        m.copy_bytes(
            source,
            1,
            from as usize,
            target,
            at,
            0,
            (self.len - from) as usize,
        );
    }
}
