//! A stable merge sort of natural runs, with galloping.

use crate::machine::Machine;
use crate::memory::Kind;
use crate::native::R;
use crate::ops::CompareOp;
use crate::types;
use crate::value::{Ref, Value, Word};

/// Runs shorter than this are made longer by insertion.
const SHORT: usize = 24;
/// So many wins in a row make a merge look further than the next element.
const GALLOP: usize = 7;
/// Runs that may wait: each is longer than the two above it together, so this is enough for any arena.
const RUNS: usize = 48;

/// How two keys are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// All are small ints.
    Small,
    /// All are floats.
    Float,
    /// All are strings.
    Text,
    /// Anything: asks `<`.
    General,
}

fn is_str(m: &Machine, v: Value) -> bool {
    match v.as_ref() {
        Some(r) => m.heap.header(r).is(Kind::Str),
        None => crate::machine::immediate_text(v).is_some(),
    }
}

/// What all keys have in common.
fn common_order(m: &Machine, items: Ref, len: usize, stride: usize) -> Order {
    let kind = |v: Value| {
        if v.is_small() {
            Order::Small
        } else if m.as_float(v).is_some() {
            Order::Float
        } else if is_str(m, v) {
            Order::Text
        } else {
            Order::General
        }
    };
    let first = kind(m.heap.value(items, 1));
    if first != Order::General
        && (1..len).all(|i| kind(m.heap.value(items, 1 + i * stride)) == first)
    {
        first
    } else {
        Order::General
    }
}

/// Sorts `len` elements of `stride` words.
pub fn sort_words(m: &mut Machine, items: Ref, len: usize, stride: usize, reverse: bool) -> R<()> {
    if len < 2 {
        return Ok(());
    }
    let order = common_order(m, items, len, stride);
    if order == Order::Small && stride == 1 {
        // Equal small ints are the same word: any sort is stable.
        let words = m.heap.words_mut(items, 1, 1 + len);
        let number = |w: &Word| Value::from_word(*w).small_unchecked();
        if reverse {
            words.sort_unstable_by_key(|w| core::cmp::Reverse(number(w)));
        } else {
            words.sort_unstable_by_key(number);
        }
        return Ok(());
    }
    let mut sorter = Sorter {
        items,
        stride,
        order,
        spare: None,
        runs: [(0, 0); RUNS],
        waiting: 0,
        gallop: GALLOP,
    };
    // Turning before and after keeps equal elements as they were.
    if reverse {
        sorter.turn(m, 0, len);
    }
    let result = sorter.run(m, len);
    if reverse {
        sorter.turn(m, 0, len);
    }
    result
}

struct Sorter {
    items: Ref,
    stride: usize,
    order: Order,
    /// Room for the shorter of two runs that are merged.
    spare: Option<Ref>,
    /// Runs that wait to be merged: start and length.
    runs: [(usize, usize); RUNS],
    waiting: usize,
    /// How many wins in a row it takes to gallop; learns from the data.
    gallop: usize,
}

impl Sorter {
    #[inline(always)]
    fn key(&self, m: &Machine, i: usize) -> Value {
        m.heap.value(self.items, 1 + i * self.stride)
    }

    /// `a < b`.
    #[inline(always)]
    fn less(&self, m: &mut Machine, a: Value, b: Value) -> R<bool> {
        match self.order {
            Order::Small => Ok(a.small_unchecked() < b.small_unchecked()),
            Order::Float => Ok(m.as_float(a) < m.as_float(b)),
            Order::Text => Ok(text(m, a) < text(m, b)),
            Order::General => less_general(m, a, b),
        }
    }

    fn turn(&self, m: &mut Machine, from: usize, to: usize) {
        let words = m
            .heap
            .words_mut(self.items, 1 + from * self.stride, 1 + to * self.stride);
        words.reverse();
        if self.stride == 2 {
            for pair in words.chunks_exact_mut(2) {
                pair.swap(0, 1);
            }
        }
    }

    fn run(&mut self, m: &mut Machine, len: usize) -> R<()> {
        let shortest = shortest_run(len);
        let mut at = 0;
        while at < len {
            let mut run = self.natural_run(m, at, len)?;
            if run < shortest {
                let wanted = shortest.min(len - at);
                self.insert(m, at, at + run, at + wanted)?;
                run = wanted;
            }
            if self.waiting < RUNS {
                self.runs[self.waiting] = (at, run);
                self.waiting += 1;
            }
            at += run;
            self.balance(m)?;
        }
        while self.waiting > 1 {
            let n = self.waiting - 2;
            let i = if n > 0 && self.runs[n - 1].1 < self.runs[n + 1].1 {
                n - 1
            } else {
                n
            };
            self.merge_at(m, i)?;
        }
        Ok(())
    }

    /// Length of the run that starts at `at`; one that strictly falls is turned round.
    fn natural_run(&mut self, m: &mut Machine, at: usize, len: usize) -> R<usize> {
        let mut end = at + 1;
        if end >= len {
            return Ok(1);
        }
        let falling = self.less_at(m, end, at)?;
        end += 1;
        while end < len && self.less_at(m, end, end - 1)? == falling {
            end += 1;
        }
        if falling {
            self.turn(m, at, end);
        }
        Ok(end - at)
    }

    #[inline(always)]
    fn less_at(&self, m: &mut Machine, i: usize, j: usize) -> R<bool> {
        let (a, b) = (self.key(m, i), self.key(m, j));
        self.less(m, a, b)
    }

    /// Inserts the elements `from..to` one by one into the sorted ones from `start` on.
    fn insert(&mut self, m: &mut Machine, start: usize, from: usize, to: usize) -> R<()> {
        for i in from..to {
            let k = self.key(m, i);
            let (mut low, mut high) = (start, i);
            while low < high {
                let middle = low + (high - low) / 2;
                let other = self.key(m, middle);
                if self.less(m, k, other)? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            m.heap
                .words_mut(self.items, 1 + low * self.stride, 1 + (i + 1) * self.stride)
                .rotate_right(self.stride);
        }
        Ok(())
    }

    /// Merges until every waiting run is longer than the two above it together.
    fn balance(&mut self, m: &mut Machine) -> R<()> {
        while self.waiting > 1 {
            let n = self.waiting - 2;
            let r = &self.runs;
            if (n > 0 && r[n - 1].1 <= r[n].1 + r[n + 1].1)
                || (n > 1 && r[n - 2].1 <= r[n - 1].1 + r[n].1)
            {
                let i = if r[n - 1].1 < r[n + 1].1 { n - 1 } else { n };
                self.merge_at(m, i)?;
            } else if r[n].1 <= r[n + 1].1 {
                self.merge_at(m, n)?;
            } else {
                break;
            }
        }
        Ok(())
    }

    /// Merges waiting runs `i` and `i + 1`.
    fn merge_at(&mut self, m: &mut Machine, i: usize) -> R<()> {
        let ((a, la), (b, lb)) = (self.runs[i], self.runs[i + 1]);
        self.runs[i] = (a, la + lb);
        if i + 2 < self.waiting {
            self.runs[i + 1] = self.runs[i + 2];
        }
        self.waiting -= 1;
        // What is in place already at both ends needs no merging.
        let first = self.key(m, b);
        let skip = self.rank(m, first, true, (self.items, a, la), true)?;
        let (a, la) = (a + skip, la - skip);
        if la == 0 {
            return Ok(());
        }
        let last = self.key(m, a + la - 1);
        let lb = self.rank(m, last, false, (self.items, b, lb), false)?;
        if lb == 0 {
            return Ok(());
        }
        if la <= lb {
            self.merge_up(m, a, la, b, lb)
        } else {
            self.merge_down(m, a, la, b, lb)
        }
    }

    /// How many of `len` sorted elements of `place` from `start` on come before `k`, also those equal to it when it goes
    /// behind its equals: searches from the front or the back.
    fn rank(
        &self,
        m: &mut Machine,
        k: Value,
        behind_equals: bool,
        (place, start, len): (Ref, usize, usize),
        from_front: bool,
    ) -> R<usize> {
        let after = |m: &mut Machine, i: usize| {
            let x = m.heap.value(place, 1 + (start + i) * self.stride);
            if behind_equals {
                self.less(m, k, x)
            } else {
                Ok(!self.less(m, x, k)?)
            }
        };
        let (mut low, mut high) = (0, len);
        let mut step = 1;
        // Widening steps, then halving.
        if from_front {
            while low + step <= len {
                if after(m, low + step - 1)? {
                    high = low + step - 1;
                    break;
                }
                low += step;
                step *= 2;
            }
        } else {
            while high >= step {
                if !after(m, high - step)? {
                    low = high - step + 1;
                    break;
                }
                high -= step;
                step *= 2;
            }
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if after(m, middle)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }

    /// A buffer for `count` elements.
    fn room(&mut self, m: &mut Machine, count: usize) -> R<Ref> {
        let words = count * self.stride;
        if let Some(r) = self.spare
            && m.heap.header(r).n() >= words
        {
            return Ok(r);
        }
        let r = m.alloc(Kind::Items, words, 1 + words)?;
        self.spare = Some(r);
        Ok(r)
    }

    fn copy(&self, m: &mut Machine, source: Ref, from: usize, to: Ref, at: usize, count: usize) {
        let s = self.stride;
        types::sequence::copy_items(m, source, from * s, to, at * s, count * s);
    }

    /// Moves within the elements; the ranges may overlap.
    fn slide(&self, m: &mut Machine, from: usize, to: usize, count: usize) {
        let s = self.stride;
        let end = 1 + (from.max(to) + count) * s;
        m.heap
            .words_mut(self.items, 1, end)
            .copy_within(from * s..(from + count) * s, to * s);
    }

    #[inline(always)]
    fn take(&self, m: &mut Machine, source: Ref, from: usize, to: usize) {
        let s = self.stride;
        for w in 0..s {
            let x = m.heap.word(source, 1 + from * s + w);
            m.heap.set_word(self.items, 1 + to * s + w, x);
        }
    }

    /// Merges from the front; the first run is the shorter one and waits in the spare buffer.
    fn merge_up(&mut self, m: &mut Machine, a: usize, la: usize, b: usize, lb: usize) -> R<()> {
        let spare = self.room(m, la)?;
        self.copy(m, self.items, a, spare, 0, la);
        let (mut i, mut j, mut to) = (0, b, a);
        let end = b + lb;
        let result = self.merge_up_loop(m, spare, la, end, &mut i, &mut j, &mut to);
        // Whatever happened, what is left of the first run goes back.
        self.copy(m, spare, i, self.items, to, la - i);
        result
    }

    #[allow(clippy::too_many_arguments)]
    fn merge_up_loop(
        &mut self,
        m: &mut Machine,
        spare: Ref,
        la: usize,
        end: usize,
        i: &mut usize,
        j: &mut usize,
        to: &mut usize,
    ) -> R<()> {
        let s = self.stride;
        while *i < la && *j < end {
            let (mut wins_a, mut wins_b) = (0, 0);
            // One by one, as long as neither run wins often.
            while *i < la && *j < end {
                let (x, y) = (m.heap.value(spare, 1 + *i * s), self.key(m, *j));
                if self.less(m, y, x)? {
                    self.take(m, self.items, *j, *to);
                    *j += 1;
                    *to += 1;
                    (wins_a, wins_b) = (0, wins_b + 1);
                } else {
                    self.take(m, spare, *i, *to);
                    *i += 1;
                    *to += 1;
                    (wins_a, wins_b) = (wins_a + 1, 0);
                }
                if wins_a.max(wins_b) >= self.gallop {
                    break;
                }
            }
            while *i < la && *j < end {
                let y = self.key(m, *j);
                let n = self.rank(m, y, true, (spare, *i, la - *i), true)?;
                self.copy(m, spare, *i, self.items, *to, n);
                *i += n;
                *to += n;
                if *i >= la {
                    break;
                }
                let x = m.heap.value(spare, 1 + *i * s);
                let k = self.rank(m, x, false, (self.items, *j, end - *j), true)?;
                self.slide(m, *j, *to, k);
                *j += k;
                *to += k;
                if n < GALLOP && k < GALLOP {
                    self.gallop += 2;
                    break;
                }
                self.gallop = self.gallop.max(2) - 1;
            }
        }
        Ok(())
    }

    /// Merges from the back; the second run is the shorter one and waits in the spare buffer.
    fn merge_down(&mut self, m: &mut Machine, a: usize, la: usize, b: usize, lb: usize) -> R<()> {
        let spare = self.room(m, lb)?;
        self.copy(m, self.items, b, spare, 0, lb);
        let (mut i, mut j, mut to) = (a + la, lb, b + lb);
        let result = self.merge_down_loop(m, spare, a, &mut i, &mut j, &mut to);
        // What is left of the second run goes right before what has been merged.
        self.copy(m, spare, 0, self.items, to - j, j);
        result
    }

    fn merge_down_loop(
        &mut self,
        m: &mut Machine,
        spare: Ref,
        a: usize,
        i: &mut usize,
        j: &mut usize,
        to: &mut usize,
    ) -> R<()> {
        let s = self.stride;
        while *i > a && *j > 0 {
            let (mut wins_a, mut wins_b) = (0, 0);
            while *i > a && *j > 0 {
                let (x, y) = (self.key(m, *i - 1), m.heap.value(spare, 1 + (*j - 1) * s));
                *to -= 1;
                let less = self.less(m, y, x);
                if less.is_err() {
                    *to += 1;
                }
                if less? {
                    *i -= 1;
                    self.take(m, self.items, *i, *to);
                    (wins_a, wins_b) = (wins_a + 1, 0);
                } else {
                    *j -= 1;
                    self.take(m, spare, *j, *to);
                    (wins_a, wins_b) = (0, wins_b + 1);
                }
                if wins_a.max(wins_b) >= self.gallop {
                    break;
                }
            }
            while *i > a && *j > 0 {
                let y = m.heap.value(spare, 1 + (*j - 1) * s);
                let keep = self.rank(m, y, true, (self.items, a, *i - a), false)?;
                let n = *i - a - keep;
                self.slide(m, a + keep, *to - n, n);
                *i -= n;
                *to -= n;
                if *i <= a {
                    break;
                }
                let x = self.key(m, *i - 1);
                let keep = self.rank(m, x, false, (spare, 0, *j), false)?;
                let k = *j - keep;
                self.copy(m, spare, keep, self.items, *to - k, k);
                *j -= k;
                *to -= k;
                if n < GALLOP && k < GALLOP {
                    self.gallop += 2;
                    break;
                }
                self.gallop = self.gallop.max(2) - 1;
            }
        }
        Ok(())
    }
}

/// The bytes of a str.
#[inline(always)]
fn text<'m>(m: &'m Machine, v: Value) -> &'m [u8] {
    match v.as_ref() {
        Some(r) => m.heap.bytes(r, 2, m.heap.header(r).n()),
        None => crate::machine::immediate_text(v).map_or(&[], str::as_bytes),
    }
}

/// `a < b` for values of any type.
#[inline(never)]
fn less_general(m: &mut Machine, a: Value, b: Value) -> R<bool> {
    if Value::both_small(a, b) {
        return Ok(a.small_unchecked() < b.small_unchecked());
    }
    let mark = m.mark();
    let less = m.compare_true(CompareOp::Lt, a, b)?;
    m.release(mark);
    Ok(less)
}

/// A length for short runs so that their number is a power of two or a little less.
fn shortest_run(mut len: usize) -> usize {
    let mut odd = 0;
    while len >= SHORT * 2 {
        odd |= len & 1;
        len >>= 1;
    }
    len + odd
}
