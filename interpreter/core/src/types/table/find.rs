//! Finding a key in a table: by the word, by the text, or by asking `==`.

use super::{Key, Layout};
use crate::machine::{HASH_MASK, INTERNED, Machine, immediate_text};
use crate::memory::{Header, HeapView, Kind, index_scale, index_slots};
use crate::native::R;
use crate::value::{Ref, Value, WORD, Word};

/// What the short way to an entry found.
#[derive(Clone, Copy)]
pub(crate) enum Quick {
    /// The entry: the object whose first word its key would be, and whose second its value.
    At(Ref),
    /// Nothing; the hash of the key.
    Absent(u32),
    /// Only the long way can say.
    Unknown,
}

/// Texts longer than this are compared by the library's routine.
const LONG: usize = 64;

/// The index of tables of this capacity or less has a byte per slot.
const BYTES: usize = 254;

/// Tables of this capacity or less have no index.
const UNINDEXED: usize = 8;

/// Walks the entries that a key's hash leads to, until one's key is the one: its number. A macro, as the loop is short and
/// what it asks must stand in it.
macro_rules! probe {
    ($m:expr, $container:expr, $l:expr, $key:expr, |$v:ident| $same:expr) => {{
        let heap = $m.heap.view();
        let l: Layout = $l;
        if l.capacity <= UNINDEXED {
            let (mut i, mut at) = (0, 1);
            let used = heap.header($container).n();
            loop {
                if i >= used {
                    break None;
                }
                let $v = heap.value(l.table, at);
                if $same {
                    break Some(i);
                }
                i += 1;
                at += l.stride;
            }
        } else {
            // Slots are bytes, halves or words, `scale` a power of two.
            let (index, scale) = (1 + l.capacity * l.stride, index_scale(l.capacity));
            let unit = slot_mask(scale);
            let mask = index_slots(l.capacity) - 1;
            let mut slot = first_slot($key.hash, l.capacity);
            loop {
                let bit = slot << (scale + 3);
                let word = heap.word(l.table, index + bit / BITS) >> (bit % BITS);
                // Some slot is free: there are more of them than entries.
                let Some(i) = (word as usize & unit).checked_sub(1) else {
                    break None;
                };
                let $v = heap.value(l.table, 1 + i * l.stride);
                if $same {
                    break Some(i);
                }
                slot = (slot + 1) & mask;
            }
        }
    }};
}

/// Bits in a word.
const BITS: usize = WORD * 8;

/// Where the search for a hash begins in the index of a table of this capacity, a power of two.
#[inline(always)]
pub(super) fn first_slot(hash: u32, capacity: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> (31 - (capacity.trailing_zeros() & 31))) as usize
}

/// Puts the number of an entry into the first free slot that a hash leads to.
#[inline]
pub(super) fn put(heap: HeapView, l: Layout, hash: u32, entry: usize) {
    let (index, scale) = (1 + l.capacity * l.stride, index_scale(l.capacity));
    let unit = slot_mask(scale);
    let mask = index_slots(l.capacity) - 1;
    let mut slot = first_slot(hash, l.capacity);
    loop {
        let bit = slot << (scale + 3);
        let (at, shift) = (index + bit / BITS, bit % BITS);
        let word = heap.word(l.table, at);
        if (word >> shift) as usize & unit == 0 {
            heap.set_word(l.table, at, word | ((entry + 1) as Word) << shift);
            return;
        }
        slot = (slot + 1) & mask;
    }
}

/// The bits of a slot of the index.
#[inline(always)]
fn slot_mask(scale: usize) -> usize {
    (u32::MAX >> (32 - (8 << scale))) as usize
}

impl Machine<'_> {
    /// The short way to an entry of a dict, set or frozenset, for the keys that most tables have and nothing else: strs and
    /// small ints.
    #[inline]
    pub(crate) fn quick(&self, container: Ref, key: Value) -> Quick {
        if self.heap.view().header(container).is(Kind::Dict) {
            self.quick_dict(container, key)
        } else {
            self.quick_set(container, key)
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(never))]
    pub(crate) fn quick_dict(&self, dict: Ref, key: Value) -> Quick {
        self.quick_in(dict, key, 2)
    }

    #[cfg_attr(not(feature = "compact"), inline(never))]
    pub(crate) fn quick_set(&self, set: Ref, key: Value) -> Quick {
        self.quick_in(set, key, 1)
    }

    /// `quick`, where entries have `stride` words if the table is not wide. Where flash is no matter it stands twice, with
    /// the number in place.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    fn quick_in(&self, container: Ref, key: Value, stride: usize) -> Quick {
        let heap = self.heap.view();
        let hash = match key.as_ref() {
            Some(k) => {
                let text = heap.few::<2>(k);
                let hash = (text.get::<1>() & HASH_MASK) as u32;
                if !Header(text.get::<0>()).is(Kind::Str) || hash == 0 {
                    return Quick::Unknown;
                }
                hash
            }
            None => match key.as_small() {
                Some(i) => super::fold(i),
                None => match key.as_name() {
                    Some(name) => name.hash(),
                    None => return Quick::Unknown,
                },
            },
        };
        let object = heap.few::<3>(container);
        let Some(table) = Value::from_word(object.get::<2>()).as_ref() else {
            return Quick::Absent(hash);
        };
        let n = heap.header(table).n();
        if n & 3 != stride {
            return Quick::Unknown;
        }
        let capacity = n >> 2;
        if capacity <= UNINDEXED {
            let end = table.0 as usize + 1 + Header(object.get::<0>()).n() * stride;
            let mut at = table.0 as usize + 1;
            while at < end {
                if heap.word(Ref(at as u32), 0) == key.word() {
                    return Quick::At(Ref(at as u32));
                }
                at += stride;
            }
            if key.is_small() {
                return Quick::Absent(hash);
            }
            return self.quick_unindexed(container, Key { value: key, hash });
        }
        // Mostly it is the first entry that the hash leads to.
        let (index, slot) = (1 + capacity * stride, first_slot(hash, capacity));
        let i = if capacity <= BYTES {
            usize::from(heap.byte(table, index, slot))
        } else {
            let scale = index_scale(capacity);
            let bit = slot << (scale + 3);
            (heap.word(table, index + bit / BITS) >> (bit % BITS)) as usize & slot_mask(scale)
        };
        if i == 0 {
            return Quick::Absent(hash);
        }
        let entry = Ref((table.0 as usize + 1 + (i - 1) * stride) as u32);
        let v = heap.value(entry, 0);
        if v == key || self.is_short_same(v, key) {
            return Quick::At(entry);
        }
        self.quick_indexed(container, Key { value: key, hash })
    }

    /// Whether two values are str objects of one word with the same text; false if it takes longer to say.
    #[inline(always)]
    fn is_short_same(&self, a: Value, b: Value) -> bool {
        let heap = self.heap.view();
        let (Some(a), Some(b)) = (a.as_ref(), b.as_ref()) else {
            return false;
        };
        let (x, y) = (heap.few::<3>(a), heap.few::<3>(b));
        let header = Header(x.get::<0>());
        header.0 == y.get::<0>()
            && header.is(Kind::Str)
            && (1..=WORD).contains(&header.n())
            && (x.get::<2>() ^ y.get::<2>()) << ((WORD - header.n()) * 8) == 0
    }

    /// The rest of `quick` in a table without index: the same text in another object.
    #[inline(never)]
    fn quick_unindexed(&self, container: Ref, key: Key) -> Quick {
        let heap = self.heap.view();
        let table = heap.link(container, 2);
        let stride = heap.header(table).n() & 3;
        for i in 0..self.table_used(container) {
            let entry = Ref((table.0 as usize + 1 + i * stride) as u32);
            if self.is_text_in(heap.value(entry, 0), key.value, key.hash) {
                return Quick::At(entry);
            }
        }
        Quick::Absent(key.hash)
    }

    /// The rest of `quick` in a table with an index.
    #[inline(never)]
    fn quick_indexed(&self, container: Ref, key: Key) -> Quick {
        let heap = self.heap.view();
        let table = heap.link(container, 2);
        let n = heap.header(table).n();
        let l = Layout {
            table,
            capacity: n >> 2,
            stride: n & 3,
            wide: false,
        };
        let (index, scale) = (1 + l.capacity * l.stride, index_scale(l.capacity));
        let unit = slot_mask(scale);
        let mask = index_slots(l.capacity) - 1;
        let mut slot = first_slot(key.hash, l.capacity);
        loop {
            let bit = slot << (scale + 3);
            let word = heap.word(l.table, index + bit / BITS) >> (bit % BITS);
            // Some slot is free: there are more of them than entries.
            let Some(i) = (word as usize & unit).checked_sub(1) else {
                return Quick::Absent(key.hash);
            };
            let entry = Ref((l.table.0 as usize + 1 + i * l.stride) as u32);
            let v = heap.value(entry, 0);
            if v == key.value || self.is_text_in(v, key.value, key.hash) {
                return Quick::At(entry);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Whether an entry's key, another word than `key`, has the same text.
    #[inline(always)]
    fn is_text_in(&self, v: Value, key: Value, hash: u32) -> bool {
        match v.as_ref() {
            Some(r) => {
                (self.heap.view().word(r, 1) & HASH_MASK) as u32 == hash
                    && match key.as_ref() {
                        Some(k) => self.same_bytes(r, k),
                        None => self.is_text_of(key, r),
                    }
            }
            // Another immediate is another text.
            None => match key.as_ref() {
                Some(k) => v.is_text() && self.is_text_of(v, k),
                None => false,
            },
        }
    }

    /// Index of the entry with this key.
    #[inline]
    pub fn table_find(&mut self, container: Ref, key: Key) -> R<Option<usize>> {
        let Some(l) = self.layout(container) else {
            return Ok(None);
        };
        if !l.wide && key.value.is_small() {
            return Ok(self.find_word(container, l, key));
        }
        if !l.wide && self.is_simple_key(key.value) {
            return Ok(self.find_text(container, l, key));
        }
        self.find_any(container, key)
    }

    /// A small int among simple keys: only the same word is equal.
    #[inline]
    fn find_word(&self, container: Ref, l: Layout, key: Key) -> Option<usize> {
        probe!(self, container, l, key, |v| v == key.value)
    }

    /// A str among simple keys.
    #[inline]
    pub(super) fn find_text(&self, container: Ref, l: Layout, key: Key) -> Option<usize> {
        if l.capacity <= UNINDEXED {
            // Names are mostly the same object.
            let found = self.find_word(container, l, key);
            if found.is_some() {
                return found;
            }
        }
        let heap = self.heap.view();
        let immediate = key.value.as_ref().is_none();
        probe!(self, container, l, key, |v| v == key.value
            || match v.as_ref() {
                Some(r) => (heap.word(r, 1) & HASH_MASK) as u32 == key.hash,
                // Another immediate is another text.
                None => !immediate && v.is_text(),
            } && self.is_same_text(v, key.value))
    }

    /// Whether two texts, at least one of them a str object, are the same.
    #[inline(never)]
    fn is_same_text(&self, a: Value, b: Value) -> bool {
        match (a.as_ref(), b.as_ref()) {
            (Some(a), Some(b)) => self.same_bytes(a, b),
            (Some(r), None) => self.is_text_of(b, r),
            (None, Some(r)) => self.is_text_of(a, r),
            (None, None) => false,
        }
    }

    /// Whether two str objects have the same text: compared by words, the last one as far as it is used.
    #[inline(always)]
    pub(crate) fn same_bytes(&self, a: Ref, b: Ref) -> bool {
        let heap = self.heap.view();
        let header = heap.header(a);
        if header != heap.header(b) {
            return false;
        }
        let len = header.n();
        if len > LONG {
            return self.heap.bytes(a, 2, len) == self.heap.bytes(b, 2, len);
        }
        let (whole, rest) = (2 + len / WORD, len % WORD);
        for i in 2..whole {
            if heap.word(a, i) != heap.word(b, i) {
                return false;
            }
        }
        // Words are little-endian on every machine that Pyrite runs on: the unused bytes are the high ones.
        rest == 0 || (heap.word(a, whole) ^ heap.word(b, whole)) << ((WORD - rest) * 8) == 0
    }

    /// Whether a str object has the text of an immediate.
    #[inline(never)]
    fn is_text_of(&self, v: Value, r: Ref) -> bool {
        let header = self.heap.header(r);
        immediate_text(v).is_some_and(|text| {
            header.is(Kind::Str)
                && header.n() == text.len()
                && self.heap.bytes(r, 2, text.len()) == text.as_bytes()
        })
    }

    /// Whether two keys with equal hashes are the same string or identical; `None` if only `==` can say.
    #[inline]
    pub(super) fn same_key(&self, a: Value, b: Value) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        if Value::both_small(a, b) {
            return Some(false);
        }
        let text = |v: Value| match v.as_ref() {
            Some(r) if self.heap.header(r).is(Kind::Str) => {
                Some(self.heap.bytes(r, 2, self.heap.header(r).n()))
            }
            Some(_) => None,
            None => immediate_text(v).map(str::as_bytes),
        };
        match (text(a), text(b)) {
            (Some(x), Some(y)) => Some(x == y),
            _ => None,
        }
    }

    /// Index of the entry with this key, a str or small int; `Err` if only `==` can say.
    #[inline]
    pub(super) fn find_simple(&self, container: Ref, key: Key) -> Result<Option<usize>, ()> {
        let heap = self.heap.view();
        let Some(l) = self.layout(container) else {
            return Ok(None);
        };
        let interned = match key.value.as_ref() {
            Some(k) => heap.word(k, 1) & INTERNED != 0,
            None => key.value.is_text(),
        };
        let slots = index_slots(l.capacity);
        if slots == 0 {
            for i in 0..self.table_used(container) {
                if self.is_simple_match(heap.value(l.table, 1 + i * l.stride), key, interned)? {
                    return Ok(Some(i));
                }
            }
            return Ok(None);
        }
        let mut slot = first_slot(key.hash, l.capacity);
        for _ in 0..slots {
            let found = self.index_get(l, slot);
            if found == 0 {
                return Ok(None);
            }
            if self.is_simple_match(
                heap.value(l.table, 1 + (found - 1) * l.stride),
                key,
                interned,
            )? {
                return Ok(Some(found - 1));
            }
            slot = (slot + 1) & (slots - 1);
        }
        Ok(None)
    }

    /// Whether a table's key is this str or small int. Of two interned strings it is enough to compare the words.
    #[inline(always)]
    fn is_simple_match(&self, candidate: Value, key: Key, interned: bool) -> Result<bool, ()> {
        if candidate == key.value {
            return Ok(true);
        }
        let Some(c) = candidate.as_ref() else {
            if candidate.is_small() || candidate.is_unbound() || (interned && candidate.is_text()) {
                return Ok(false);
            }
            if key.value.is_small() {
                // True and 1.0 equal 1.
                return if candidate.is_text() {
                    Ok(false)
                } else {
                    Err(())
                };
            }
            let (Some(text), Some(k)) = (immediate_text(candidate), key.value.as_ref()) else {
                return Ok(false);
            };
            return Ok(self.heap.header(k).n() == text.len()
                && self.heap.bytes(k, 2, text.len()) == text.as_bytes());
        };
        let header = self.heap.header(c);
        if !header.is(Kind::Str) {
            return Err(());
        }
        let meta = self.heap.word(c, 1);
        if interned && meta & INTERNED != 0 || key.value.is_small() {
            return Ok(false);
        }
        let hash = (meta & HASH_MASK) as u32;
        if hash != key.hash && hash != 0 {
            return Ok(false);
        }
        Ok(match key.value.as_ref() {
            Some(k) => {
                self.heap.header(k).n() == header.n()
                    && self.heap.bytes(c, 2, header.n()) == self.heap.bytes(k, 2, header.n())
            }
            None => immediate_text(key.value).is_some_and(|text| {
                text.len() == header.n() && self.heap.bytes(c, 2, text.len()) == text.as_bytes()
            }),
        })
    }

    /// Any key in any table: comparing may run a program.
    #[inline(never)]
    fn find_any(&mut self, container: Ref, key: Key) -> R<Option<usize>> {
        'again: loop {
            let Some(l) = self.layout(container) else {
                return Ok(None);
            };
            let used = self.table_used(container);
            let slots = index_slots(l.capacity);
            let mut probe = 0usize;
            loop {
                let i = if slots == 0 {
                    if probe >= used {
                        return Ok(None);
                    }
                    probe
                } else {
                    let found = self.index_get(
                        l,
                        first_slot(key.hash, l.capacity).wrapping_add(probe) & (slots - 1),
                    );
                    if found == 0 || probe > slots {
                        return Ok(None);
                    }
                    found - 1
                };
                probe += 1;
                let at = 1 + i * l.stride;
                let candidate = self.heap.value(l.table, at);
                if candidate == key.value {
                    return Ok(Some(i));
                }
                if candidate.is_unbound() || self.stored_hash(l, i) != Some(key.hash) {
                    continue;
                }
                match self.same_key(candidate, key.value) {
                    Some(true) => return Ok(Some(i)),
                    Some(false) => continue,
                    None => {}
                }
                let mark = self.mark();
                self.keep(candidate);
                let equal = self.equal(candidate, key.value)?;
                self.release(mark);
                if equal {
                    return Ok(Some(i));
                }
                // Comparing ran a program's code: the table may have changed.
                if self.heap.value(container, 2) != Value::reference(l.table)
                    || self.table_used(container) != used
                {
                    continue 'again;
                }
            }
        }
    }

    /// Slot `slot` of the index: an entry's number plus one, or 0.
    #[inline(always)]
    pub(super) fn index_get(&self, l: Layout, slot: usize) -> usize {
        let scale = index_scale(l.capacity);
        let bit = slot << (scale + 3);
        let index = 1 + l.capacity * l.stride;
        // Words are little-endian on every machine that Pyrite runs on; so are the slots in them.
        let word = self.heap.view().word(l.table, index + bit / BITS) >> (bit % BITS);
        word as usize & slot_mask(scale)
    }
}
