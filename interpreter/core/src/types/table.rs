//! The hash table behind dict, set and frozenset: entries in order of insertion, an index over them once there are more
//! than a few. Knows keys by hash and equality only.
//!
//! A container (dict or set) counts its used entries in its header, its live entries in word 1, and refers to its table in
//! word 2. An entry is the key, for dicts the value, and in tables that hold keys other than strings and small ints
//! ("wide" ones) the hash. A deleted entry has an unbound key.

mod find;

pub(crate) use find::Quick;

use crate::machine::{HASH_MASK, Machine, Piece};
use crate::memory::{Header, Kind, index_slots, index_unit, index_words};
use crate::names::hash_bytes;
use crate::native::R;
use crate::value::{Ref, Value, Word};

/// A key with its hash: what every operation takes.
#[derive(Clone, Copy)]
pub struct Key {
    pub value: Value,
    pub hash: u32,
}

/// Bit of word 1: the dict is some function's globals.
const NAMESPACE: Word = 1 << 30;

/// Where a dict or set keeps things.
#[derive(Clone, Copy)]
struct Layout {
    table: Ref,
    capacity: usize,
    stride: usize,
    wide: bool,
}

/// Folds Python's hash to the 30 bits that tables use; small non-negative hashes stay as they are.
pub fn fold(hash: i64) -> u32 {
    let h = hash as u64;
    ((h ^ (h >> 30) ^ (h >> 60)) & 0x3fff_ffff) as u32
}

/// Capacity of a table that is to hold so many entries and a few more.
fn grown_capacity(live: usize, dict: bool) -> usize {
    match live {
        0..=3 => 3,
        4..=6 if dict => 6,
        4..=8 => 8,
        _ => ((live - 1) * 2).next_power_of_two().max(16),
    }
}

impl Machine<'_> {
    pub fn new_dict(&mut self) -> R {
        self.new_table_object(Kind::Dict)
    }

    /// An empty dict, set or frozenset.
    pub fn new_table_object(&mut self, kind: Kind) -> R {
        let r = self.alloc(kind, 0, 3)?;
        self.heap.set_word(r, 1, 0);
        self.heap.set_value(r, 2, Value::NONE);
        Ok(Value::reference(r))
    }

    #[inline]
    fn layout(&self, container: Ref) -> Option<Layout> {
        let table = self.heap.value(container, 2).as_ref()?;
        let n = self.heap.header(table).n();
        let stride = n & 3;
        let plain = if self.heap.header(container).is(Kind::Dict) {
            2
        } else {
            1
        };
        Some(Layout {
            table,
            capacity: n >> 2,
            stride,
            wide: stride > plain,
        })
    }

    /// Live entries.
    #[inline]
    pub fn table_len(&self, container: Ref) -> usize {
        (self.heap.word(container, 1) & !NAMESPACE) as usize
    }

    /// Notes that functions use this dict as their globals: a new key that hides a builtin empties the inline caches.
    pub fn mark_namespace(&mut self, dict: Ref) {
        let live = self.heap.word(dict, 1);
        self.heap.set_word(dict, 1, live | NAMESPACE);
    }

    /// Notes that entries of this container are not where they were.
    fn note_moved(&mut self, container: Ref) {
        if self.heap.word(container, 1) & NAMESPACE != 0 {
            self.table_moved();
        }
    }

    /// The index in the heap of the value of entry `i` of a dict.
    pub(crate) fn table_place(&self, dict: Ref, i: usize) -> Option<u32> {
        let l = self.layout(dict)?;
        u32::try_from(l.table.0 as usize + 2 + i * l.stride).ok()
    }

    /// Entries used, deleted ones included: bound for walking with `table_entry`.
    #[inline]
    pub fn table_used(&self, container: Ref) -> usize {
        self.heap.header(container).n()
    }

    /// Entry `i`: key and value (for sets the value is the key); `None` if deleted or beyond the end.
    #[inline]
    pub fn table_entry(&self, container: Ref, i: usize) -> Option<(Value, Value)> {
        if i >= self.table_used(container) {
            return None;
        }
        let l = self.layout(container)?;
        let at = 1 + i * l.stride;
        let key = self.heap.value(l.table, at).given()?;
        let value = if self.heap.header(container).is(Kind::Dict) {
            self.heap.value(l.table, at + 1)
        } else {
            key
        };
        Some((key, value))
    }

    /// The next live entry at or after `*i`, which moves past it.
    pub fn table_next(&self, container: Ref, i: &mut usize) -> Option<(Value, Value)> {
        while *i < self.table_used(container) {
            *i += 1;
            if let Some(e) = self.table_entry(container, *i - 1) {
                return Some(e);
            }
        }
        None
    }

    /// The key for a value: hashes it. A TypeError if it has no hash.
    #[inline]
    pub fn key(&mut self, value: Value) -> R<Key> {
        if let Some(key) = self.simple_key(value) {
            return Ok(key);
        }
        let hash = fold(self.hash(value)?);
        Ok(Key { value, hash })
    }

    /// The key for a small int or a str.
    #[inline]
    pub fn simple_key(&mut self, value: Value) -> Option<Key> {
        let hash = match value.as_small() {
            Some(i) => fold(i),
            None => self.str_hash(value)?,
        };
        Some(Key { value, hash })
    }

    /// The hash of a str (not of a subclass), computed once.
    #[inline(always)]
    pub fn str_hash(&mut self, v: Value) -> Option<u32> {
        if let Some(r) = v.as_ref() {
            let heap = self.heap.view();
            let hash = (heap.word(r, 1) & HASH_MASK) as u32;
            if heap.header(r).is(Kind::Str) && hash != 0 {
                return Some(hash);
            }
        }
        self.make_hash(v)
    }

    #[inline(never)]
    fn make_hash(&mut self, v: Value) -> Option<u32> {
        let Some(r) = v.as_ref() else {
            return match v.as_name() {
                Some(name) => Some(name.hash()),
                None => crate::machine::immediate_text(v).map(|t| hash_bytes(t.as_bytes())),
            };
        };
        let header = self.heap.header(r);
        if !header.is(Kind::Str) {
            return None;
        }
        let meta = self.heap.word(r, 1);
        let hash = hash_bytes(self.heap.bytes(r, 2, header.n()));
        self.heap.set_word(r, 1, meta | Word::from(hash));
        Some(hash)
    }

    /// A str or a small int: a key that never runs a program's code, and whose hash the table need not keep.
    #[inline]
    fn is_simple_key(&self, v: Value) -> bool {
        match v.as_ref() {
            Some(r) => self.heap.header(r).is(Kind::Str),
            None => v.is_small() || crate::machine::immediate_text(v).is_some(),
        }
    }

    /// Enters entry `entry`, whose key has this hash and is in no slot, in the index.
    #[inline(always)]
    fn index_put(&mut self, l: Layout, hash: u32, entry: usize) {
        if index_slots(l.capacity) != 0 {
            find::put(self.heap.view(), l, hash, entry);
        }
    }

    fn index_write(&mut self, l: Layout, slot: usize, entry: usize) {
        let word = 1 + l.capacity * l.stride;
        let unit = index_unit(l.capacity);
        let bytes = self.heap.bytes_mut(l.table, word, slot * unit + unit);
        bytes[slot * unit..].copy_from_slice(&(entry as u32).to_le_bytes()[..unit]);
    }

    /// A new table of this size, without entries, as the container's kind wants it.
    fn new_table(&mut self, container: Ref, capacity: usize, wide: bool) -> R<Ref> {
        let stride = if self.heap.header(container).is(Kind::Dict) {
            2
        } else {
            1
        } + usize::from(wide);
        let size = 1 + capacity * stride + index_words(capacity);
        let r = self.alloc(Kind::Table, capacity << 2 | stride, size)?;
        self.heap.words_mut(r, 1 + capacity * stride, size).fill(0);
        Ok(r)
    }

    /// Moves the live entries into a table of this capacity.
    fn rebuild(&mut self, container: Ref, capacity: usize, wide: bool) -> R<()> {
        let mark = self.mark();
        let new = self.new_table(container, capacity, wide)?;
        let dict = self.heap.header(container).is(Kind::Dict);
        let stride = if dict { 2 } else { 1 } + usize::from(wide);
        let to = Layout {
            table: new,
            capacity,
            stride,
            wide,
        };
        let mut count = 0;
        if let Some(from) = self.layout(container) {
            for i in 0..self.table_used(container) {
                let at = 1 + i * from.stride;
                let key = self.heap.value(from.table, at);
                if key.is_unbound() {
                    continue;
                }
                let hash = if from.wide {
                    self.heap
                        .value(from.table, at + from.stride - 1)
                        .small_unchecked() as u32
                } else if let Some(i) = key.as_small() {
                    fold(i)
                } else {
                    self.str_hash(key).unwrap_or(0)
                };
                let target = 1 + count * stride;
                self.heap.set_value(new, target, key);
                if dict {
                    let value = self.heap.value(from.table, at + 1);
                    self.heap.set_value(new, target + 1, value);
                }
                if wide {
                    self.heap.set_value(
                        new,
                        target + stride - 1,
                        Value::small_wrapping(i64::from(hash)),
                    );
                }
                self.index_put(to, hash, count);
                count += 1;
            }
        }
        let kind = self.heap.kind(container);
        self.heap.set_header(container, Header::new(kind, count));
        self.heap.set_value(container, 2, Value::reference(new));
        self.note_moved(container);
        self.release(mark);
        Ok(())
    }

    /// As `table_insert`, of a key that `quick` has found to be absent.
    #[inline(never)]
    pub(crate) fn quick_insert(&mut self, container: Ref, key: Key, value: Value) -> R<()> {
        let heap = self.heap.view();
        let object = heap.few::<3>(container);
        let (header, live) = (Header(object.get::<0>()), object.get::<1>());
        if let Some(table) = Value::from_word(object.get::<2>()).as_ref() {
            let n = heap.header(table).n();
            let (stride, capacity) = (n & 3, n >> 2);
            let used = header.n();
            if used < capacity && live & NAMESPACE == 0 {
                let entry = Ref((table.0 as usize + 1 + used * stride) as u32);
                heap.set_value(entry, 0, key.value);
                if stride > 1 {
                    heap.set_value(entry, 1, value);
                }
                if index_slots(capacity) != 0 {
                    let l = Layout {
                        table,
                        capacity,
                        stride,
                        wide: false,
                    };
                    find::put(heap, l, key.hash, used);
                }
                heap.set_header(container, header.with_next());
                heap.set_word(container, 1, live + 1);
                return Ok(());
            }
        }
        self.table_insert(container, key, value)
    }

    /// Puts a key (with a value, for dicts) that the caller has looked for and not found.
    pub fn table_insert(&mut self, container: Ref, key: Key, value: Value) -> R<()> {
        let used = self.table_used(container);
        let l = match self.layout(container) {
            Some(l) if used < l.capacity && (l.wide || self.is_simple_key(key.value)) => l,
            _ => self.make_room(container, key, value)?,
        };
        let heap = self.heap.view();
        let i = self.table_used(container);
        let at = 1 + i * l.stride;
        let header = heap.header(container);
        heap.set_value(l.table, at, key.value);
        if header.is(Kind::Dict) {
            heap.set_value(l.table, at + 1, value);
        }
        if l.wide {
            let hash = Value::small_wrapping(i64::from(key.hash));
            heap.set_value(l.table, at + l.stride - 1, hash);
        }
        self.index_put(l, key.hash, i);
        heap.set_header(container, header.with_next());
        let live = self.heap.word(container, 1);
        self.heap.set_word(container, 1, live + 1);
        if live & NAMESPACE != 0 && self.is_builtin_name(key.value) {
            self.flush_caches();
        }
        Ok(())
    }

    /// Makes the table larger, or keep hashes, as one more entry with this key wants it.
    #[inline(never)]
    fn make_room(&mut self, container: Ref, key: Key, value: Value) -> R<Layout> {
        let used = self.table_used(container);
        let simple = self.is_simple_key(key.value);
        let (capacity, wide) = self
            .layout(container)
            .map_or((0, false), |l| (l.capacity, l.wide));
        let mark = self.mark();
        self.keep(key.value);
        self.keep(value);
        let live = self.table_len(container);
        let wanted = match live {
            _ if live < capacity / 2 + 1 && used == capacity && capacity > 8 => capacity,
            _ if used < capacity => capacity,
            _ => grown_capacity(live + 1, self.heap.header(container).is(Kind::Dict)),
        };
        let grown = self.rebuild(container, wanted, wide || !simple);
        self.release(mark);
        grown?;
        match self.layout(container) {
            Some(l) => Ok(l),
            None => Err(self.out_of_memory()),
        }
    }

    /// Deletes entry `i`, which is live.
    pub fn table_delete(&mut self, container: Ref, i: usize) {
        let Some(l) = self.layout(container) else {
            return;
        };
        let live = self.heap.word(container, 1) - 1;
        self.heap.set_word(container, 1, live);
        self.note_moved(container);
        if live & !NAMESPACE == 0 {
            self.table_clear(container);
            return;
        }
        // The last entry can vanish, so that a dict used as a stack does not fill up.
        let used = self.table_used(container);
        if i + 1 == used && self.index_remove(l, i) {
            let kind = self.heap.kind(container);
            self.heap.set_header(container, Header::new(kind, i));
        }
        let at = 1 + i * l.stride;
        self.heap.set_value(l.table, at, Value::UNBOUND);
        if self.heap.header(container).is(Kind::Dict) {
            self.heap.set_value(l.table, at + 1, Value::UNBOUND);
        }
    }

    /// Takes entry `i`, which is live, out of the index and closes the gap; false if an entry behind it has lost its hash.
    fn index_remove(&mut self, l: Layout, i: usize) -> bool {
        let slots = index_slots(l.capacity);
        if slots == 0 {
            return true;
        }
        let Some(hash) = self.stored_hash(l, i) else {
            return false;
        };
        let mask = slots - 1;
        let mut gap = find::first_slot(hash, l.capacity);
        while self.index_get(l, gap) != i + 1 {
            if self.index_get(l, gap) == 0 {
                return false;
            }
            gap = (gap + 1) & mask;
        }
        // Nothing may be moved before all that follows is known to have a hash.
        let mut slot = (gap + 1) & mask;
        loop {
            let entry = self.index_get(l, slot);
            if entry == 0 {
                break;
            }
            if self.stored_hash(l, entry - 1).is_none() {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slot = (gap + 1) & mask;
        loop {
            let entry = self.index_get(l, slot);
            let Some(hash) = entry.checked_sub(1).and_then(|e| self.stored_hash(l, e)) else {
                break;
            };
            let home = find::first_slot(hash, l.capacity);
            // Whoever may stand in the gap (its home is not between the gap and its slot) moves there.
            if (slot.wrapping_sub(home) & mask) >= (slot.wrapping_sub(gap) & mask) {
                self.index_write(l, gap, entry);
                gap = slot;
            }
            slot = (slot + 1) & mask;
        }
        self.index_write(l, gap, 0);
        true
    }

    /// The hash of entry `i`; `None` if it was deleted and the table keeps no hashes.
    fn stored_hash(&self, l: Layout, i: usize) -> Option<u32> {
        let at = 1 + i * l.stride;
        if l.wide {
            return Some(
                self.heap
                    .value(l.table, at + l.stride - 1)
                    .small_unchecked() as u32,
            );
        }
        let key = self.heap.value(l.table, at);
        match key.as_ref() {
            // A str in a table has its hash.
            Some(r) => Some((self.heap.word(r, 1) & HASH_MASK) as u32),
            None => match key.as_small() {
                Some(i) => Some(fold(i)),
                None if key.is_unbound() => None,
                None => Some(key.as_name().map_or_else(
                    || crate::machine::immediate_text(key).map_or(0, |t| hash_bytes(t.as_bytes())),
                    crate::names::Name::hash,
                )),
            },
        }
    }

    /// The key of entry `i` with its hash. `value` is the entry's key.
    pub fn table_key(&mut self, container: Ref, i: usize, value: Value) -> R<Key> {
        match self.layout(container) {
            Some(l) if l.wide && i < self.table_used(container) => {
                let at = 1 + i * l.stride + l.stride - 1;
                let hash = self.heap.value(l.table, at).small_unchecked() as u32;
                Ok(Key { value, hash })
            }
            _ => self.key(value),
        }
    }

    /// The last live entry: index, key, value.
    pub fn table_last(&self, container: Ref) -> Option<(usize, Value, Value)> {
        (0..self.table_used(container))
            .rev()
            .find_map(|i| self.table_entry(container, i).map(|(k, v)| (i, k, v)))
    }

    /// A new dict, set or frozenset of this kind with the entries of another one. A set and a dict do not mix.
    pub fn table_copy(&mut self, from: Ref, kind: Kind) -> R<Ref> {
        let new = self.new_table_object(kind)?;
        if let Some(r) = new.as_ref() {
            self.table_assign(r, from)?;
            return Ok(r);
        }
        Ok(from)
    }

    /// Fills an empty container with the entries of another one of the same layout.
    pub fn table_assign(&mut self, to: Ref, from: Ref) -> R<()> {
        let live = self.table_len(from);
        let Some(l) = self.layout(from) else {
            return Ok(());
        };
        if live == 0 {
            return Ok(());
        }
        let mark = self.mark();
        if live == self.table_used(from) && live * 2 >= l.capacity {
            let header = self.heap.header(l.table);
            let size = header.size();
            let new = self.alloc(Kind::Table, header.n(), size)?;
            let (read, write) = self.heap.two((l.table, 1, size), (new, 1, size));
            write.copy_from_slice(read);
            let kind = self.heap.kind(to);
            self.heap.set_header(to, Header::new(kind, live));
            self.heap.set_value(to, 2, Value::reference(new));
        } else {
            // With gaps in it: entry by entry.
            let capacity = grown_capacity(live, self.heap.header(from).is(Kind::Dict));
            let flag = self.heap.word(to, 1);
            let (header, table) = (self.heap.header(from), self.heap.value(from, 2));
            let kind = self.heap.kind(to);
            self.heap.set_header(to, Header::new(kind, header.n()));
            self.heap.set_value(to, 2, table);
            let rebuilt = self.rebuild(to, capacity, l.wide);
            if rebuilt.is_err() {
                self.heap.set_header(to, Header::new(kind, 0));
                self.heap.set_value(to, 2, Value::NONE);
            }
            self.heap.set_word(to, 1, flag);
            rebuilt?;
        }
        let flag = self.heap.word(to, 1) & NAMESPACE;
        self.heap.set_word(to, 1, flag | live as Word);
        if flag != 0 {
            self.note_moved(to);
            self.flush_caches();
        }
        self.release(mark);
        Ok(())
    }

    pub fn table_clear(&mut self, container: Ref) {
        let kind = self.heap.kind(container);
        self.heap.set_header(container, Header::new(kind, 0));
        let flag = self.heap.word(container, 1) & NAMESPACE;
        self.heap.set_word(container, 1, flag);
        self.heap.set_value(container, 2, Value::NONE);
        self.note_moved(container);
    }

    /// Changes the value of entry `i` of a dict.
    #[inline]
    pub fn table_set_value(&mut self, container: Ref, i: usize, value: Value) {
        if let Some(l) = self.layout(container) {
            self.heap.set_value(l.table, 1 + i * l.stride + 1, value);
        }
    }

    /// Value of a dict for a key; `None` if absent.
    #[inline]
    pub fn dict_get(&mut self, dict: Ref, key: Value) -> R<Option<Value>> {
        match self.quick_dict(dict, key) {
            Quick::At(entry) => Ok(Some(self.heap.value(entry, 1))),
            Quick::Absent(_) => Ok(None),
            Quick::Unknown => self.dict_get_slow(dict, key),
        }
    }

    #[inline(never)]
    fn dict_get_slow(&mut self, dict: Ref, key: Value) -> R<Option<Value>> {
        let key = self.key(key)?;
        let found = self.table_find(dict, key)?;
        Ok(found.and_then(|i| self.entry_value(dict, i)))
    }

    #[inline]
    pub fn dict_set(&mut self, dict: Ref, key: Value, value: Value) -> R<()> {
        match self.quick_dict(dict, key) {
            Quick::At(entry) => {
                self.heap.set_value(entry, 1, value);
                Ok(())
            }
            Quick::Absent(hash) => self.quick_insert(dict, Key { value: key, hash }, value),
            Quick::Unknown => self.dict_set_slow(dict, key, value),
        }
    }

    #[inline(never)]
    fn dict_set_slow(&mut self, dict: Ref, key: Value, value: Value) -> R<()> {
        let key = self.key(key)?;
        match self.table_find(dict, key)? {
            Some(i) => self.table_set_value(dict, i, value),
            None => self.table_insert(dict, key, value)?,
        }
        Ok(())
    }

    /// Removes a key from a dict; its value, or `None` if it was not there.
    pub fn dict_remove(&mut self, dict: Ref, key: Value) -> R<Option<Value>> {
        let key = self.key(key)?;
        let Some(i) = self.table_find(dict, key)? else {
            return Ok(None);
        };
        let value = self.table_entry(dict, i).map(|e| e.1);
        self.table_delete(dict, i);
        Ok(value)
    }

    /// Adds to a set.
    pub fn set_add(&mut self, set: Ref, item: Value) -> R<()> {
        match self.quick_set(set, item) {
            Quick::At(_) => Ok(()),
            Quick::Absent(hash) => self.quick_insert(set, Key { value: item, hash }, item),
            Quick::Unknown => {
                let key = self.key(item)?;
                if self.table_find(set, key)?.is_none() {
                    self.table_insert(set, key, item)?;
                }
                Ok(())
            }
        }
    }

    /// Entry of a dict for an interned name. Never runs a program's code and never fails: for namespaces.
    pub fn name_entry(&mut self, dict: Ref, name: Value) -> Option<usize> {
        let hash = self.str_hash(name)?;
        let key = Key { value: name, hash };
        let l = self.layout(dict)?;
        if !l.wide {
            return self.find_text(dict, l, key);
        }
        match self.find_simple(dict, key) {
            Ok(found) => found,
            // A key that is neither str nor int: it is passed over.
            Err(()) => (0..self.table_used(dict)).find(|i| {
                self.table_entry(dict, *i)
                    .is_some_and(|(k, _)| self.same_key(k, name) == Some(true))
            }),
        }
    }

    /// Value of a namespace for an interned name.
    #[inline]
    pub fn name_get(&mut self, dict: Ref, name: Value) -> Option<Value> {
        match self.quick_dict(dict, name) {
            Quick::At(entry) => Some(self.heap.value(entry, 1)),
            Quick::Absent(_) => None,
            Quick::Unknown => self.name_get_slow(dict, name),
        }
    }

    #[inline(never)]
    fn name_get_slow(&mut self, dict: Ref, name: Value) -> Option<Value> {
        let i = self.name_entry(dict, name)?;
        self.entry_value(dict, i)
    }

    /// Value of the live entry `i` of a dict.
    #[inline]
    fn entry_value(&self, dict: Ref, i: usize) -> Option<Value> {
        let l = self.layout(dict)?;
        Some(self.heap.value(l.table, 2 + i * l.stride))
    }

    #[inline]
    pub fn name_set(&mut self, dict: Ref, name: Value, value: Value) -> R<()> {
        if let Quick::At(entry) = self.quick_dict(dict, name) {
            self.heap.set_value(entry, 1, value);
            return Ok(());
        }
        self.name_set_slow(dict, name, value)
    }

    #[inline(never)]
    fn name_set_slow(&mut self, dict: Ref, name: Value, value: Value) -> R<()> {
        if let Some(i) = self.name_entry(dict, name) {
            self.table_set_value(dict, i, value);
            return Ok(());
        }
        let hash = self.str_hash(name).unwrap_or(0);
        self.table_insert(dict, Key { value: name, hash }, value)
    }

    /// An error for a key that is not there.
    pub fn key_error(&mut self, key: Value) -> crate::native::Raised {
        self.raise_with(crate::types::KEY_ERROR, key)
    }

    /// The RuntimeError for a container that changed while it was walked.
    pub fn changed_during_iteration(&mut self, what: &str) -> crate::native::Raised {
        self.error(
            crate::types::RUNTIME_ERROR,
            &[Piece::S(what), Piece::S(" changed size during iteration")],
        )
    }
}
