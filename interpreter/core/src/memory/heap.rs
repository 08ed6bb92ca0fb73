//! Allocation: bump runs in the gaps that lazy sweeping finds. Knows no roots: whoever owns it calls for a collection.

use super::arena::Region;
use super::header::{Header, Kind};
use crate::value::{Ref, Value, WORD, Word};

/// Words per bit of the mark bitmap and words per block of the forwarding table.
pub(super) const BLOCK: usize = 64;
/// The first object's index: index 0 is no object.
const START: usize = 1;
/// What freed words hold in a stress build: a reference far outside of every arena.
const POISON: Word = Value::reference(Ref(0x1fff_fff0)).word();
/// Requests of this many words and more are searched for without using up the small gaps on the way.
const LARGE: usize = 64;

/// The heap of one machine.
pub struct Heap<'a> {
    pub(super) words: Region<'a, Word>,
    /// Objects lie in `START..end`; `end` may grow up to `reserve`.
    pub(super) end: usize,
    reserve: usize,
    /// Where the mark bits and the forwarding table start, behind the reserve.
    pub(super) marks: usize,
    pub(super) forward: usize,
    /// The gap that is being filled.
    bump: usize,
    run_end: usize,
    /// What lies before was swept since the last collection.
    sweep: usize,
    /// Where the search for a large gap goes on, and how far it is known to be free from there.
    large: usize,
    large_end: usize,
    /// Words that may be allocated until a collection is due.
    pub threshold: usize,
    /// Words allocated since the last collection, and what is left of the gap that is being filled.
    pub allocated: usize,
    /// Live words the last collection found.
    pub live: usize,
    /// Depth of `micropython.heap_lock()`.
    pub locked: u32,
    /// Collections so far.
    pub collections: u32,
    /// A request failed although enough words were free in all: compaction would have helped.
    pub fragmented: bool,
}

impl<'a> Heap<'a> {
    /// A heap in `memory`, of which `initial` words are used at first. The heap keeps about 1/16 of 32-bit words (1/24
    /// of 64-bit words) for its mark bits and its forwarding table.
    pub fn new(memory: &'a mut [Word], initial: usize) -> Heap<'a> {
        let total = memory.len();
        let block_words = BLOCK + bits_words(BLOCK) + 1;
        let reserve = total / block_words * BLOCK;
        let marks = reserve;
        let forward = marks + bits_words(reserve);
        let end = initial.clamp(BLOCK.min(reserve), reserve);
        let mut heap = Heap {
            words: Region::new(memory),
            end,
            reserve,
            marks,
            forward,
            bump: START,
            run_end: START,
            sweep: START,
            large: START,
            large_end: START,
            threshold: usize::MAX,
            allocated: 0,
            live: 0,
            locked: 0,
            collections: 0,
            fragmented: false,
        };
        heap.clear_marks();
        heap.free(START, end);
        heap
    }

    /// Words that objects may use now.
    pub fn size(&self) -> usize {
        self.end.saturating_sub(START)
    }

    /// Words in use: what the last collection found alive and what was allocated since.
    pub fn used(&self) -> usize {
        (self.live + self.allocated - (self.run_end - self.bump)).min(self.size())
    }

    /// Makes the heap larger if its reserve allows: by half, and at least by `words`.
    pub fn grow(&mut self, words: usize) -> bool {
        let end = (self.end + (self.end / 2).max(words + BLOCK)).min(self.reserve);
        if end < self.end + words.min(BLOCK) || end == self.end {
            return false;
        }
        let (from, to) = (
            self.marks + self.end / (WORD * 8),
            self.marks + bits_words(end),
        );
        let keep = self.words.get(from) & !(Word::MAX << (self.end % (WORD * 8)));
        self.words.slice_mut(from, to).fill(0);
        if self.end % (WORD * 8) != 0 {
            self.words.set(from, keep);
        }
        self.free(self.end, end);
        self.end = end;
        true
    }

    /// Starts the search for large gaps anew: after the heap grew.
    pub fn reset_large(&mut self) {
        self.large = self.sweep;
        self.large_end = self.sweep;
    }

    /// Declares `from..to` free. A stress build fills it with what no object may refer to.
    fn free(&mut self, from: usize, to: usize) {
        if cfg!(feature = "stress") {
            self.words.slice_mut(from, to).fill(POISON);
        }
        self.name_free(from, to);
    }

    /// Gives a gap its headers, in pieces that a header can name.
    fn name_free(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let n = (to - at).min(Header::MAX);
            self.words.set(at, Header::new(Kind::Free, n).0);
            at += n;
        }
    }

    /// `size` words with this header, or `None` when no gap is left for them. The words after the header hold
    /// anything: the caller fills them before it allocates again.
    #[inline(always)]
    pub fn allocate(&mut self, header: Header, size: usize) -> Option<Ref> {
        let at = self.bump;
        let next = at + size;
        if next > self.run_end {
            return self.allocate_slow(header, size);
        }
        self.bump = next;
        self.words.set(at, header.0);
        Some(Ref(at as u32))
    }

    #[inline(never)]
    fn allocate_slow(&mut self, header: Header, size: usize) -> Option<Ref> {
        // Right after a collection there is room for one run, however low the threshold.
        if self.allocated >= self.threshold.max(1) {
            return None;
        }
        if size >= LARGE && self.run_end - self.bump < size {
            let at = self.take_large(size)?;
            self.words.set(at, header.0);
            return Some(Ref(at as u32));
        }
        if !self.next_run(size) {
            return None;
        }
        let at = self.bump;
        self.bump += size;
        self.words.set(at, header.0);
        Some(Ref(at as u32))
    }

    /// Ends the current run: what is left of it becomes a gap that a walk over the heap can read.
    pub(super) fn close_run(&mut self) {
        self.name_free(self.bump, self.run_end);
        self.allocated -= self.run_end - self.bump;
        self.bump = 0;
        self.run_end = 0;
    }

    /// The end of the gap that starts at the unmarked `at`: the next marked object. Reads the mark bits alone, a word
    /// of them at a time.
    fn gap_end(&self, at: usize) -> usize {
        let bits = WORD * 8;
        let (mut i, last) = (at / bits, self.end / bits);
        let mut word = self.words.get(self.marks + i) >> (at % bits) << (at % bits);
        while word == 0 && i < last {
            i += 1;
            word = self.words.get(self.marks + i);
        }
        if word == 0 {
            return self.end;
        }
        (i * bits + word.trailing_zeros() as usize).min(self.end)
    }

    fn next_run(&mut self, size: usize) -> bool {
        self.close_run();
        while self.sweep < self.end {
            let start = self.sweep;
            if self.marked(start) {
                self.sweep += self.header_at(start).size();
                continue;
            }
            let to = self.gap_end(start);
            self.sweep = to;
            if to - start < size {
                self.name_free(start, to);
                continue;
            }
            self.bump = start;
            let due = self.threshold.saturating_sub(self.allocated);
            self.run_end = to.min(start.saturating_add(size.max(due)));
            self.name_free(self.run_end, to);
            self.sweep = self.run_end;
            self.allocated += self.run_end - start;
            return true;
        }
        false
    }

    fn take_large(&mut self, size: usize) -> Option<usize> {
        let mut at = self.large.max(self.sweep);
        while at < self.end {
            if self.marked(at) {
                at += self.header_at(at).size();
                continue;
            }
            // A long gap is measured once, not for every object that is put into it.
            if self.large_end <= at {
                self.large_end = self.gap_end(at);
            }
            let to = self.large_end;
            self.name_free(at, to);
            if to - at >= size {
                self.mark(at);
                self.name_free(at + size, to);
                self.large = at + size;
                self.allocated += size;
                return Some(at);
            }
            at = to;
        }
        self.large = self.end;
        None
    }

    /// After marking: what is unmarked is free, and is found as it is needed.
    pub(super) fn start_sweep(&mut self) {
        self.sweep = START;
        self.large = START;
        self.large_end = START;
        self.bump = START;
        self.run_end = START;
        self.allocated = 0;
        self.collections = self.collections.wrapping_add(1);
    }

    /// Fills what is not marked with what no object may refer to: for stress builds.
    pub(super) fn poison(&mut self) {
        let mut at = START;
        while at < self.end {
            let header = self.header_at(at);
            if self.marked(at) {
                at += header.size();
                continue;
            }
            let to = self.gap_end(at);
            if header != Header::new(Kind::Free, to - at) {
                self.free(at, to);
            }
            at = to;
        }
    }

    /// Right after marking: whether what is free lies in pieces, none of them large beside the whole.
    pub fn is_scattered(&self) -> bool {
        let all = self.size() - self.live;
        let large = all / 4;
        if all <= self.end / 16 || self.end - self.last_end() >= large {
            return false;
        }
        let mut at = START;
        while at < self.end {
            if self.marked(at) {
                at += self.header_at(at).size();
                continue;
            }
            let to = self.gap_end(at);
            if to - at >= large {
                return false;
            }
            at = to;
        }
        true
    }

    /// Where the last marked object ends.
    fn last_end(&self) -> usize {
        let bits = WORD * 8;
        for i in (0..bits_words(self.end)).rev() {
            let word = self.words.get(self.marks + i);
            if word != 0 {
                let at = i * bits + word.ilog2() as usize;
                return at + self.header_at(at).size();
            }
        }
        START
    }

    /// Right after marking: whether headers follow each other up to the end and every mark is that of an object, which
    /// it is not when something referred to the inside of one; and whether live words were counted right.
    pub fn is_sound(&self) -> bool {
        let (mut at, mut marks, mut live) = (START, 0, 0);
        while at < self.end {
            let size = self.header_at(at).size();
            if self.marked(at) {
                marks += 1;
                live += size;
            }
            at += size;
        }
        let bits = self
            .words
            .slice(self.marks, self.marks + bits_words(self.end));
        at == self.end
            && live == self.live
            && marks == bits.iter().map(|word| word.count_ones()).sum::<u32>()
    }

    /// After compaction: everything from `top` on is one gap.
    pub(super) fn start_at(&mut self, top: usize) {
        self.start_sweep();
        self.free(top, self.end);
        self.sweep = top;
        self.large = top;
        self.large_end = top;
        self.bump = top;
        self.run_end = top;
    }

    /// Words of the largest gap and of all gaps together. Walks the heap.
    pub fn gaps(&mut self) -> (usize, usize) {
        self.close_run();
        let (mut largest, mut all) = (0, 0);
        let mut at = START;
        while at < self.end {
            let header = self.header_at(at);
            let size = header.size();
            let free = if at >= self.sweep {
                !self.marked(at)
            } else {
                header.is(Kind::Free)
            };
            if free {
                largest = largest.max(size);
                all += size;
            }
            at += size;
        }
        (largest, all)
    }

    /// Gives back the end of an object that just shrank from `old` to `new` words; its header is already the new one.
    pub fn shrink(&mut self, r: Ref, old: usize, new: usize) {
        let at = r.0 as usize;
        if at + old == self.bump {
            self.bump = at + new;
            if cfg!(feature = "stress") {
                self.words.slice_mut(at + new, at + old).fill(POISON);
            }
        } else if new < old {
            self.free(at + new, at + old);
        }
    }

    /// Whether the heap may still grow.
    pub fn is_full_size(&self) -> bool {
        self.end == self.reserve
    }

    pub(super) const fn first(&self) -> usize {
        START
    }

    #[inline(always)]
    pub(super) fn marked(&self, at: usize) -> bool {
        let bits = WORD * 8;
        self.words.get(self.marks + at / bits) >> (at % bits) & 1 != 0
    }

    #[inline(always)]
    pub(super) fn mark(&mut self, at: usize) {
        let bits = WORD * 8;
        let w = self.marks + at / bits;
        self.words.set(w, self.words.get(w) | 1 << (at % bits));
    }

    pub(super) fn clear_marks(&mut self) {
        let to = self.marks + bits_words(self.end);
        self.words.slice_mut(self.marks, to).fill(0);
    }

    #[inline(always)]
    pub(super) fn header_at(&self, at: usize) -> Header {
        Header(self.words.get(at))
    }
}

pub(super) const fn bits_words(bits: usize) -> usize {
    bits.div_ceil(WORD * 8)
}

/// Reading and writing objects.
impl Heap<'_> {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn header(&self, r: Ref) -> Header {
        Header(self.words.get(r.0 as usize))
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn set_header(&mut self, r: Ref, header: Header) {
        self.words.set(r.0 as usize, header.0);
    }

    #[inline(always)]
    pub fn kind(&self, r: Ref) -> Kind {
        self.header(r).kind()
    }

    /// Whether `v` refers to an object of this kind.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn is(&self, v: Value, kind: Kind) -> bool {
        match v.as_ref() {
            Some(r) => self.header(r).is(kind),
            None => false,
        }
    }

    /// The object, if `v` refers to one of this kind.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn as_kind(&self, v: Value, kind: Kind) -> Option<Ref> {
        match v.as_ref() {
            Some(r) if self.header(r).is(kind) => Some(r),
            _ => None,
        }
    }

    /// The double in words `i` and following.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn double(&self, r: Ref, i: usize) -> f64 {
        #[cfg(model = "nanbox")]
        let bits = self.word(r, i);
        #[cfg(not(model = "nanbox"))]
        let bits = u64::from(self.word(r, i)) | u64::from(self.word(r, i + 1)) << 32;
        f64::from_bits(bits)
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn set_double(&mut self, r: Ref, i: usize, f: f64) {
        let bits = f.to_bits();
        self.set_word(r, i, bits as Word);
        #[cfg(not(model = "nanbox"))]
        self.set_word(r, i + 1, (bits >> 32) as Word);
    }

    /// Word `i` of an object; word 0 is the header.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn word(&self, r: Ref, i: usize) -> Word {
        self.words.get(r.0 as usize + i)
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn set_word(&mut self, r: Ref, i: usize, w: Word) {
        self.words.set(r.0 as usize + i, w);
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn value(&self, r: Ref, i: usize) -> Value {
        Value::from_word(self.words.get(r.0 as usize + i))
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(feature = "compact", inline(never))]
    pub fn set_value(&mut self, r: Ref, i: usize, v: Value) {
        self.words.set(r.0 as usize + i, v.word());
    }

    /// Words `from..to` of an object.
    #[inline]
    pub fn words(&self, r: Ref, from: usize, to: usize) -> &[Word] {
        self.words.slice(r.0 as usize + from, r.0 as usize + to)
    }

    #[inline]
    pub fn words_mut(&mut self, r: Ref, from: usize, to: usize) -> &mut [Word] {
        self.words.slice_mut(r.0 as usize + from, r.0 as usize + to)
    }

    /// `len` bytes of an object, from word `word` on.
    #[inline]
    pub fn bytes(&self, r: Ref, word: usize, len: usize) -> &[u8] {
        let words = self.words(r, word, word + len.div_ceil(WORD));
        &bytemuck::cast_slice(words)[..len]
    }

    #[inline]
    pub fn bytes_mut(&mut self, r: Ref, word: usize, len: usize) -> &mut [u8] {
        let words = self.words_mut(r, word, word + len.div_ceil(WORD));
        &mut bytemuck::cast_slice_mut(words)[..len]
    }

    /// The words of two different objects, the first to read, the second to write. Word ranges count from the headers.
    pub fn two(
        &mut self,
        read: (Ref, usize, usize),
        write: (Ref, usize, usize),
    ) -> (&[Word], &mut [Word]) {
        let (r, w) = (read.0.0 as usize, write.0.0 as usize);
        self.words
            .pair((r + read.1, r + read.2), (w + write.1, w + write.2))
    }

    /// The region itself, for the machine's loop: instruction fetch and byte offsets of code.
    #[inline(always)]
    pub fn region(&self) -> &super::arena::Region<'_, Word> {
        // The region's lifetime shrinks to the borrow: it is covariant for reading.
        &self.words
    }
}

/// The heap as the loop reads and writes it: the same checked accesses, with the bounds in registers.
#[derive(Clone, Copy)]
pub struct HeapView(super::arena::View<Word>);

impl Heap<'_> {
    #[inline(always)]
    pub fn view(&self) -> HeapView {
        HeapView(self.words.view())
    }
}

impl HeapView {
    /// The first `N` words of an object, checked once for all of them.
    #[inline(always)]
    pub fn few<const N: usize>(self, r: Ref) -> super::arena::Few<Word, N> {
        self.0.few(r.0 as usize)
    }

    /// The object that word `i` refers to, where the kind of the object says that there is a reference. Of another word
    /// it makes some index, which every access checks.
    #[inline(always)]
    pub fn link(self, r: Ref, i: usize) -> Ref {
        Value::link(self.0.get(r.0 as usize + i))
    }

    #[inline(always)]
    pub fn header(self, r: Ref) -> Header {
        Header(self.0.get(r.0 as usize))
    }

    #[inline(always)]
    pub fn set_header(self, r: Ref, header: Header) {
        self.0.set(r.0 as usize, header.0);
    }

    #[inline(always)]
    pub fn word(self, r: Ref, i: usize) -> Word {
        self.0.get(r.0 as usize + i)
    }

    /// Byte `at` behind the first `i` words of an object.
    #[inline(always)]
    pub fn byte(self, r: Ref, i: usize, at: usize) -> u8 {
        self.0.byte((r.0 as usize + i) * WORD + at)
    }

    #[inline(always)]
    pub fn set_byte(self, r: Ref, i: usize, at: usize, byte: u8) {
        self.0.set_byte((r.0 as usize + i) * WORD + at, byte);
    }

    #[inline(always)]
    pub fn set_word(self, r: Ref, i: usize, word: Word) {
        self.0.set(r.0 as usize + i, word);
    }

    #[inline(always)]
    pub fn value(self, r: Ref, i: usize) -> Value {
        Value::from_word(self.0.get(r.0 as usize + i))
    }

    #[inline(always)]
    pub fn set_value(self, r: Ref, i: usize, v: Value) {
        self.0.set(r.0 as usize + i, v.word());
    }
}
