//! Making objects. Whatever is made here is a temporary root until the native call that made it returns (or releases
//! its mark), so natives need not think about the collector; what they take out of a container and keep across an
//! allocation, they `keep`.

use super::{Machine, Root};
use crate::memory::{Header, Kind};
use crate::names::{Name, hash_bytes};
use crate::native::{R, Raised};
use crate::value::{Ref, TypeId, Value, WORD};

/// A point in the list of temporary roots.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Mark(usize);

/// Bits of a str's second word.
pub const HASH_MASK: crate::value::Word = 0x3fff_ffff;
pub const ASCII: crate::value::Word = 1 << 30;
pub const INTERNED: crate::value::Word = 1 << 31;

/// Bytes from which on making a text counts as work.
const LONG_TEXT: usize = 1 << 12;

/// Collections in a row that may find less than 1/64 of the arena free.
const VAIN_COLLECTIONS: u8 = 8;

impl Machine<'_> {
    /// Where the temporary roots end now: for `release`.
    #[inline(always)]
    pub fn mark(&self) -> Mark {
        Mark(self.temp)
    }

    /// Forgets the temporary roots made since `mark`: in loops that make much and keep little.
    #[inline(always)]
    pub fn release(&mut self, mark: Mark) {
        self.temp = mark.0;
    }

    /// Forgets the temporary roots made since `mark`, but for `v`.
    pub fn release_but(&mut self, mark: Mark, v: Value) -> Value {
        self.temp = mark.0;
        self.keep(v);
        v
    }

    /// Makes `v` a temporary root. Without room for one more the machine has failed to check its stack; the last word is
    /// overwritten then rather than memory corrupted.
    #[inline]
    pub fn keep(&mut self, v: Value) {
        if v.as_ref().is_some() {
            if self.temp > self.top {
                self.temp -= 1;
            }
            self.stack.set(self.temp.min(self.stack.len() - 1), v);
        }
    }

    /// A new object of `size` words, its header included; its words are filled with UNBOUND.
    pub fn alloc(&mut self, kind: Kind, n: usize, size: usize) -> R<Ref> {
        let r = self.alloc_unkept(kind, n, size)?;
        // A plain loop: most objects are of a few words.
        for word in self.heap.words_mut(r, 1, size) {
            *word = Value::UNBOUND.word();
        }
        self.root_new(r)?;
        Ok(r)
    }

    #[inline]
    fn root_new(&mut self, r: Ref) -> R<()> {
        if self.temp <= self.top + 2 {
            return Err(self.out_of_memory());
        }
        self.temp -= 1;
        self.stack.set(self.temp, Value::reference(r));
        Ok(())
    }

    /// A new object that is no temporary root, its words not set: for what goes straight into a register or another
    /// object before anything else is made.
    #[inline(always)]
    pub(crate) fn alloc_unkept(&mut self, kind: Kind, n: usize, size: usize) -> R<Ref> {
        if !cfg!(feature = "stress")
            && self.heap.locked == 0
            && n <= Header::MAX
            && let Some(r) = self.heap.allocate(Header::new(kind, n), size)
        {
            return Ok(r);
        }
        self.alloc_slow(kind, n, size)
    }

    #[inline(never)]
    fn alloc_slow(&mut self, kind: Kind, n: usize, size: usize) -> R<Ref> {
        let forbidden = self.heap.locked > 0 && !self.is_fleeting(kind, n);
        if forbidden || n > Header::MAX || size > u32::MAX as usize / 2 {
            return Err(self.out_of_memory());
        }
        let header = Header::new(kind, n);
        if self.heap.locked > 0 {
            // No collection: what runs now must not wait for one.
            return match self.heap.allocate(header, size) {
                Some(r) => Ok(r),
                None => Err(self.out_of_memory()),
            };
        }
        #[cfg(feature = "stress")]
        {
            if !self.stress.step() {
                return Err(self.out_of_memory());
            }
            if self.gc_enabled && self.stress.collects() {
                self.collect(false);
            }
        }
        if let Some(r) = self.heap.allocate(header, size) {
            return Ok(r);
        }
        if self.gc_enabled {
            self.collect(false);
            if self.is_starving() {
                return Err(self.out_of_memory());
            }
            if let Some(r) = self.heap.allocate(header, size) {
                return Ok(r);
            }
        }
        if self.heap.grow(size) {
            self.heap.reset_large();
            if let Some(r) = self.heap.allocate(header, size) {
                return Ok(r);
            }
        }
        self.heap.fragmented = true;
        self.attention = true;
        Err(self.out_of_memory())
    }

    /// After a collection that an allocation needed: whether one after the other found next to nothing. An arena that is
    /// all but full could go on for hours like this, a collection for every few objects.
    fn is_starving(&mut self) -> bool {
        let size = self.heap.size();
        if size - self.heap.live >= size / 64 || !self.heap.is_full_size() {
            self.vain_collections = 0;
            return false;
        }
        self.vain_collections += 1;
        let starving = self.vain_collections > VAIN_COLLECTIONS;
        if starving {
            self.vain_collections = 0;
        }
        starving
    }

    /// What running a program makes by the way, and what a locked heap gives all the same, as long as it has free room: bound
    /// methods, ranges, iterators, exceptions, the places of inline caches. A program's own objects are none of these.
    fn is_fleeting(&self, kind: Kind, n: usize) -> bool {
        match kind {
            Kind::Method | Kind::Slice | Kind::Range | Kind::Exception | Kind::Cache => true,
            Kind::Record => {
                let id = crate::value::TypeId((n >> 8) as u16);
                let iterator = crate::types::SEQUENCE_ITERATOR.0..=crate::types::CALL_ITERATOR.0;
                iterator.contains(&id.0)
                    || id == crate::types::SUPER
                    || self.space(id.0).class.is_some_and(|c| c.step.is_some())
            }
            _ => false,
        }
    }

    /// Lets a locked heap give what `f` needs, for errors and output. There is still no collection.
    pub fn with_reserve<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        if self.heap.locked == 0 {
            return f(self);
        }
        let locked = core::mem::replace(&mut self.heap.locked, 0);
        let enabled = core::mem::replace(&mut self.gc_enabled, false);
        let result = f(self);
        self.gc_enabled = enabled;
        // Python code that ran in between may have locked and unlocked.
        self.heap.locked = self.heap.locked.saturating_add(locked);
        result
    }

    /// An object, if there is room for it without a collection. Its words are not set and it is no root.
    #[inline(always)]
    pub(crate) fn alloc_at_once(&mut self, kind: Kind, n: usize, size: usize) -> Option<Ref> {
        if cfg!(feature = "stress") || self.heap.locked != 0 || n > Header::MAX {
            return None;
        }
        self.heap.allocate(Header::new(kind, n), size)
    }

    /// A container of fixed size whose fields follow.
    #[inline]
    pub fn new_object(&mut self, kind: Kind, n: usize, fields: &[Value]) -> R {
        let Some(r) = self.alloc_at_once(kind, n, 1 + fields.len()) else {
            return self.new_object_slow(kind, n, fields);
        };
        let words = self.heap.words_mut(r, 1, 1 + fields.len());
        for (word, field) in words.iter_mut().zip(fields) {
            *word = field.word();
        }
        self.root_new(r)?;
        Ok(Value::reference(r))
    }

    #[inline(never)]
    fn new_object_slow(&mut self, kind: Kind, n: usize, fields: &[Value]) -> R {
        let mark = self.mark();
        for &f in fields {
            self.keep(f);
        }
        let r = self.alloc(kind, n, 1 + fields.len())?;
        for (i, f) in fields.iter().enumerate() {
            self.heap.set_value(r, 1 + i, *f);
        }
        Ok(self.release_but(mark, Value::reference(r)))
    }

    /// An object of a library type: its fields are values.
    pub fn new_record(&mut self, class: TypeId, fields: &[Value]) -> R {
        self.new_object(
            Kind::Record,
            fields.len() | usize::from(class.0) << 8,
            fields,
        )
    }

    /// The record, if `v` is one of this type.
    #[inline]
    pub fn as_record(&self, v: Value, class: TypeId) -> Option<Ref> {
        let r = self.heap.as_kind(v, Kind::Record)?;
        (self.heap.header(r).n() >> 8 == usize::from(class.0)).then_some(r)
    }

    pub fn new_tuple(&mut self, items: &[Value]) -> R {
        if items.is_empty() {
            return Ok(self.root(Root::EmptyTuple));
        }
        self.new_object(Kind::Tuple, items.len(), items)
    }

    /// A tuple of `len` unbound items, to be filled by the caller.
    pub fn new_tuple_sized(&mut self, len: usize) -> R<Ref> {
        self.alloc(Kind::Tuple, len, 1 + len)
    }

    pub fn new_list(&mut self, items: &[Value]) -> R {
        let mark = self.mark();
        for &v in items {
            self.keep(v);
        }
        let list = self.new_list_sized(items.len())?;
        if let Some(buffer) = self.heap.value(list, 2).as_ref() {
            for (i, v) in items.iter().enumerate() {
                self.heap.set_value(buffer, 1 + i, *v);
            }
        }
        self.heap
            .set_word(list, 1, items.len() as crate::value::Word);
        Ok(self.release_but(mark, Value::reference(list)))
    }

    /// An empty list with room for `capacity` items.
    pub fn new_list_sized(&mut self, capacity: usize) -> R<Ref> {
        let mut buffer = Value::NONE;
        let mark = self.mark();
        if capacity > 0 {
            let r = self.alloc_unkept(Kind::Items, capacity, 1 + capacity)?;
            self.heap
                .words_mut(r, 1, 1 + capacity)
                .fill(Value::UNBOUND.word());
            buffer = Value::reference(r);
        }
        let r = match self.alloc_at_once(Kind::List, 0, 3) {
            Some(r) => r,
            None => {
                self.keep(buffer);
                let r = self.alloc_unkept(Kind::List, 0, 3)?;
                self.release(mark);
                r
            }
        };
        self.heap.set_word(r, 1, 0);
        self.heap.set_value(r, 2, buffer);
        self.root_new(r)?;
        Ok(r)
    }

    /// A float: in the word or on the heap.
    #[inline]
    pub fn new_float(&mut self, f: f64) -> R {
        match Value::float_immediate(f) {
            Some(v) => Ok(v),
            None => {
                let r = self.alloc_unkept(Kind::Float, 0, 1 + 8 / WORD)?;
                self.heap.set_double(r, 1, f);
                self.root_new(r)?;
                Ok(Value::reference(r))
            }
        }
    }

    /// A nan that is not the same object as another. Where floats have no object, the bits that say nothing differ: those
    /// of them that the shortest floats keep too.
    pub fn new_nan(&mut self) -> R {
        self.next_identity = self.next_identity.wrapping_add(1);
        let serial = u64::from(self.next_identity) & 0xf_ffff;
        self.new_float(f64::from_bits(f64::NAN.to_bits() | serial << 31))
    }

    /// The number of a float object or immediate; `None` for other values.
    #[inline]
    pub fn as_float(&self, v: Value) -> Option<f64> {
        if let Some(f) = v.as_float_immediate() {
            return Some(f);
        }
        let r = self.heap.as_kind(v, Kind::Float)?;
        Some(self.heap.double(r, 1))
    }

    /// An int of 64 bits.
    #[inline]
    pub fn new_int(&mut self, i: i64) -> R {
        match Value::small(i) {
            Some(v) => Ok(v),
            None => self.new_long(i),
        }
    }

    /// An int object of 64 bits.
    fn new_long(&mut self, i: i64) -> R {
        let size = i.unsigned_abs();
        let limbs = 1 + usize::from(size >> 32 != 0);
        let words = (limbs * 4).div_ceil(WORD);
        let n = limbs << 1 | usize::from(i < 0);
        let r = self.alloc_unkept(Kind::BigInt, n, 1 + words)?;
        self.heap.set_word(r, 1, size as crate::value::Word);
        if words == 2 {
            self.heap.set_word(r, 2, (size >> 32) as crate::value::Word);
        }
        self.root_new(r)?;
        Ok(Value::reference(r))
    }

    /// An int with this sign and magnitude (limbs of 32 bits, little end first); small if it fits.
    pub fn new_big(&mut self, negative: bool, limbs: &[u32]) -> R {
        let used = limbs.iter().rposition(|&l| l != 0).map_or(0, |i| i + 1);
        if used <= 2 {
            let magnitude = limbs
                .iter()
                .take(2)
                .rev()
                .fold(0u64, |a, &l| a << 32 | u64::from(l));
            if let Ok(i) = i64::try_from(magnitude)
                && let Some(v) = Value::small(if negative { -i } else { i })
            {
                return Ok(v);
            }
        }
        let size = 1 + (used * 4).div_ceil(WORD);
        let r = self.alloc(Kind::BigInt, used << 1 | usize::from(negative), size)?;
        // The unused half of the last word is zero, so that the limbs can be compared by words.
        self.heap.words_mut(r, 1, size).fill(0);
        let to: &mut [u32] = bytemuck::cast_slice_mut(self.heap.words_mut(r, 1, size));
        to[..used].copy_from_slice(&limbs[..used]);
        Ok(Value::reference(r))
    }

    /// A str of these bytes, which must be UTF-8 (surrogates allowed, encoded like other code points).
    pub fn new_str(&mut self, bytes: &[u8]) -> R {
        if let [c @ 0..=127] = bytes {
            return Ok(Value::character(*c));
        }
        let size = 2 + bytes.len().div_ceil(WORD);
        let r = self.alloc_unkept(Kind::Str, bytes.len(), size)?;
        self.heap
            .set_word(r, 1, if bytes.is_ascii() { ASCII } else { 0 });
        if size > 2 {
            self.heap.set_word(r, size - 1, 0);
        }
        self.heap
            .bytes_mut(r, 2, bytes.len())
            .copy_from_slice(bytes);
        self.root_new(r)?;
        Ok(Value::reference(r))
    }

    /// A str of `len` bytes that the caller fills with UTF-8, all of it ASCII or not.
    pub fn new_str_sized(&mut self, len: usize, ascii: bool) -> R<Ref> {
        let size = 2 + len.div_ceil(WORD);
        if len >= LONG_TEXT {
            self.breathe_for(len / 16)?;
        }
        let r = self.alloc_unkept(Kind::Str, len, size)?;
        if size > 2 {
            self.heap.set_word(r, size - 1, 0);
        }
        self.heap.set_word(r, 1, if ascii { ASCII } else { 0 });
        self.root_new(r)?;
        Ok(r)
    }

    /// A str of bytes `from..to` of another str, which must lie at character boundaries.
    pub fn new_str_from(&mut self, v: Value, from: usize, to: usize) -> R {
        match crate::types::text::Source::of_str(self, v) {
            Some(source) => {
                self.keep(v);
                source.part(self, from, to)
            }
            None => Err(self.error(
                crate::types::SYSTEM_ERROR,
                &[super::Piece::S("str expected")],
            )),
        }
    }

    /// Copies `len` bytes from byte `from` behind word `from_word` of one object to byte `to` behind `to_word` of
    /// another.
    #[allow(clippy::too_many_arguments)]
    pub fn copy_bytes(
        &mut self,
        source: Ref,
        from_word: usize,
        from: usize,
        target: Ref,
        to_word: usize,
        to: usize,
        len: usize,
    ) {
        if len == 0 {
            return;
        }
        let (fw, tw) = (from_word + from / WORD, to_word + to / WORD);
        let (fo, t) = (from % WORD, to % WORD);
        let (read, write) = self.heap.two(
            (source, fw, fw + (fo + len).div_ceil(WORD)),
            (target, tw, tw + (t + len).div_ceil(WORD)),
        );
        let read: &[u8] = bytemuck::cast_slice(read);
        let write: &mut [u8] = bytemuck::cast_slice_mut(write);
        write[t..t + len].copy_from_slice(&read[fo..fo + len]);
    }

    pub fn new_bytes(&mut self, bytes: &[u8]) -> R {
        if bytes.is_empty() {
            return Ok(self.root(Root::EmptyBytes));
        }
        let r = self.new_bytes_sized(bytes.len())?;
        self.heap
            .bytes_mut(r, 1, bytes.len())
            .copy_from_slice(bytes);
        Ok(Value::reference(r))
    }

    /// A bytes object of `len` zero bytes, to be filled by the caller.
    pub fn new_bytes_sized(&mut self, len: usize) -> R<Ref> {
        let size = 1 + len.div_ceil(WORD);
        if len >= LONG_TEXT {
            self.breathe_for(len / 16)?;
        }
        let r = self.alloc_unkept(Kind::Bytes, len, size)?;
        self.heap.words_mut(r, 1, size).fill(0);
        self.root_new(r)?;
        Ok(r)
    }

    /// The interned form of a text: equal names are then the same value.
    pub fn intern(&mut self, text: &[u8]) -> R {
        if let [c @ 0..=127] = text {
            return Ok(Value::character(*c));
        }
        if let Some(name) = Name::find(text) {
            return Ok(Value::name(name));
        }
        let hash = hash_bytes(text);
        if let Some(found) = self.find_interned(text, hash) {
            // The table is weak: nothing else may refer to the string.
            self.keep(found);
            return Ok(found);
        }
        let v = self.new_str(text)?;
        self.add_interned(v, hash)
    }

    /// The interned form of a str.
    pub fn intern_value(&mut self, v: Value) -> R {
        let v = self.str_payload(v);
        let Some(r) = v.as_ref() else { return Ok(v) };
        if self.heap.word(r, 1) & INTERNED != 0 {
            return Ok(v);
        }
        let bytes = self.heap.bytes(r, 2, self.heap.header(r).n());
        if let [c @ 0..=127] = bytes {
            return Ok(Value::character(*c));
        }
        if let Some(name) = Name::find(bytes) {
            return Ok(Value::name(name));
        }
        let hash = hash_bytes(bytes);
        if let Some(found) = self.find_interned(bytes, hash) {
            // The table is weak: nothing else may refer to the string.
            self.keep(found);
            return Ok(found);
        }
        self.add_interned(v, hash)
    }

    fn find_interned(&self, text: &[u8], hash: u32) -> Option<Value> {
        let table = self.root(Root::Interned).as_ref()?;
        let slots = self.heap.header(table).n();
        let mut i = hash as usize % slots;
        for _ in 0..slots {
            let v = self.heap.value(table, 1 + i);
            if v.is_unbound() {
                return None;
            }
            if let Some(r) = v.as_ref()
                && self.heap.word(r, 1) & HASH_MASK == (hash & 0x3fff_ffff) as crate::value::Word
                && self.heap.bytes(r, 2, self.heap.header(r).n()) == text
            {
                return Some(v);
            }
            i = (i + 1) % slots;
        }
        None
    }

    fn add_interned(&mut self, v: Value, hash: u32) -> R {
        self.keep(v);
        let (Some(r), Some(mut table)) = (v.as_ref(), self.root(Root::Interned).as_ref()) else {
            return Err(self.out_of_memory());
        };
        let slots = self.heap.header(table).n();
        if (self.interned + 1) * 4 > slots * 3 {
            let live = (0..slots)
                .filter(|i| self.heap.value(table, 1 + i).as_ref().is_some())
                .count();
            let new_slots = if live * 2 > slots { slots * 2 } else { slots };
            let new = self.alloc(Kind::Items, new_slots, 1 + new_slots)?;
            for i in 0..slots {
                let old = self.heap.value(table, 1 + i);
                if let Some(o) = old.as_ref() {
                    let h = (self.heap.word(o, 1) & HASH_MASK) as u32;
                    self.put_interned(new, old, h);
                }
            }
            self.set_root(Root::Interned, Value::reference(new));
            self.interned = live;
            table = new;
        }
        let meta = self.heap.word(r, 1) & !HASH_MASK;
        self.heap
            .set_word(r, 1, meta | INTERNED | hash as crate::value::Word);
        self.put_interned(table, v, hash);
        self.interned += 1;
        Ok(v)
    }

    fn put_interned(&mut self, table: Ref, v: Value, hash: u32) {
        let slots = self.heap.header(table).n();
        let mut i = hash as usize % slots;
        while !self.heap.value(table, 1 + i).is_unbound() {
            i = (i + 1) % slots;
        }
        self.heap.set_value(table, 1 + i, v);
    }

    /// The bytes of a str (of a subclass of str too); `None` for other values.
    #[inline]
    pub fn str_bytes(&self, v: Value) -> Option<&[u8]> {
        let v = self.str_payload(v);
        match v.as_ref() {
            Some(r) if self.heap.header(r).is(Kind::Str) => {
                Some(self.heap.bytes(r, 2, self.heap.header(r).n()))
            }
            Some(_) => None,
            None => immediate_text(v).map(str::as_bytes),
        }
    }

    /// Whether all characters of a str are ASCII, so that characters are bytes.
    pub fn is_ascii(&self, v: Value) -> bool {
        match self.str_payload(v).as_ref() {
            Some(r) => self.heap.word(r, 1) & ASCII != 0,
            None => true,
        }
    }

    /// For an instance of a subclass of str, the str it holds; other values as they are.
    #[inline]
    pub fn str_payload(&self, v: Value) -> Value {
        if let Some(r) = v.as_ref()
            && self.heap.header(r).is(Kind::Instance)
        {
            return self.payload_of(r, crate::types::STR).unwrap_or(v);
        }
        v
    }

    /// The bytes of a bytes, bytearray or (contiguous) memoryview; `None` for other values.
    pub fn buffer_bytes(&self, v: Value) -> Option<&[u8]> {
        crate::types::bytes_like(self, v)
    }

    /// Gives the bytes of a bytes-like value to `f`, in pieces, so that Ctrl-C ends it between two of them; nothing for other
    /// values.
    pub fn feed_bytes(&mut self, v: Value, mut f: impl FnMut(&[u8])) -> R<()> {
        let mut done = 0;
        while let Some(bytes) = self.buffer_bytes(v)
            && done < bytes.len()
        {
            let end = bytes.len().min(done + (1 << 16));
            f(&bytes[done..end]);
            done = end;
            self.breathe_for(1 << 12)?;
        }
        Ok(())
    }

    /// What is raised when the arena is full; nothing is allocated for it.
    #[cold]
    pub fn out_of_memory(&mut self) -> Raised {
        let e = self.root(Root::MemoryError);
        if let Some(r) = e.as_ref() {
            use crate::object::exception;
            for field in [exception::CAUSE, exception::CONTEXT, exception::TRACEBACK] {
                self.heap.set_value(r, field, Value::NONE);
            }
        }
        self.set_root(Root::Pending, e);
        Raised
    }
}

/// The text of an immediate string: a name of the static table or an ASCII character.
pub fn immediate_text(v: Value) -> Option<&'static str> {
    use crate::value::Immediate;
    match v.as_immediate()? {
        Immediate::Name(name) => Some(name.text()),
        Immediate::Character(c) => Some(character_text(c)),
        _ => None,
    }
}

/// The text of one ASCII character.
pub fn character_text(c: u8) -> &'static str {
    let at = usize::from(c & 0x7f);
    CHARACTERS.get(at..at + 1).unwrap_or("")
}

/// All ASCII characters, each the text of an immediate.
static CHARACTERS: &str = "\0\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f";
