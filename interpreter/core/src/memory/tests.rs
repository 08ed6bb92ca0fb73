//! The collector against a model: random graphs of tuples, of which some stay reachable.

use super::arena::Region;
use super::{Header, Heap, Kind, WorkList};
use crate::value::{Ref, Value, Word};
use std::vec;
use std::vec::Vec;

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

/// A tuple whose first item is its number and whose others are tuples or nothing.
fn tuple(heap: &mut Heap, number: i64, items: usize) -> Option<Ref> {
    let r = heap.allocate(Header::new(Kind::Tuple, 1 + items), 2 + items)?;
    heap.set_value(r, 1, Value::small_wrapping(number));
    heap.words_mut(r, 2, 2 + items).fill(Value::NONE.word());
    Some(r)
}

fn collect(heap: &mut Heap, roots: &mut [Option<Ref>], work: usize, compact: bool) {
    let mut list = vec![Value::NONE; work];
    let mut region = Region::new(&mut list);
    heap.begin_marking();
    let mut work_list = WorkList::new(&mut region, 0, work);
    for r in roots.iter().flatten() {
        heap.mark_value(Value::reference(*r), Value::NONE, &mut work_list);
    }
    heap.finish_marking(Value::NONE, &mut work_list);
    if compact {
        heap.plan_compaction();
        for r in roots.iter_mut().flatten() {
            *r = heap.forwarded(*r);
        }
        heap.slide();
    } else {
        heap.sweep_lazily();
    }
}

/// Numbers of everything reachable from a root, in the order of a walk.
fn shape(heap: &Heap, root: Ref, seen: &mut Vec<Ref>, out: &mut Vec<i64>) {
    if seen.contains(&root) {
        out.push(-1);
        return;
    }
    seen.push(root);
    out.push(heap.value(root, 1).as_small().unwrap());
    for i in 1..heap.header(root).n() {
        match heap.value(root, 1 + i).as_ref() {
            Some(r) => shape(heap, r, seen, out),
            None => out.push(-2),
        }
    }
}

/// Rounds of each test, fewer where every access is checked.
const ROUNDS: u64 = if cfg!(miri) { 2 } else { 20 };

fn survives(seed: u64, work: usize, compact: bool) {
    let mut memory = vec![0 as Word; 4000];
    let mut heap = Heap::new(&mut memory, 2000);
    let mut random = Random(seed);
    let mut roots: Vec<Option<Ref>> = vec![None; 8];
    for step in 0..3000 {
        let items = if random.below(20) == 0 {
            80
        } else {
            random.below(6)
        };
        let new = match tuple(&mut heap, step, items) {
            Some(r) => r,
            None => {
                let before: Vec<Vec<i64>> = roots
                    .iter()
                    .flatten()
                    .map(|r| {
                        let mut out = vec![];
                        shape(&heap, *r, &mut vec![], &mut out);
                        out
                    })
                    .collect();
                collect(&mut heap, &mut roots, work, compact);
                let after: Vec<Vec<i64>> = roots
                    .iter()
                    .flatten()
                    .map(|r| {
                        let mut out = vec![];
                        shape(&heap, *r, &mut vec![], &mut out);
                        out
                    })
                    .collect();
                assert_eq!(before, after, "seed {seed}, step {step}");
                let (_, free) = heap.gaps();
                assert_eq!(heap.size(), free + heap.live, "every word is live or free");
                if free < 1000 {
                    let lost = random.below(8);
                    roots[lost] = None;
                }
                continue;
            }
        };
        for i in 0..items {
            if let Some(r) = roots[random.below(8)] {
                if random.below(4) != 0 {
                    heap.set_value(new, 2 + i, Value::reference(r));
                }
            }
        }
        roots[random.below(8)] = if random.below(3) == 0 {
            None
        } else {
            Some(new)
        };
    }
}

#[test]
fn what_is_reachable_survives_collections() {
    for seed in 0..ROUNDS {
        survives(seed, 1000, false);
    }
}

#[test]
fn what_is_reachable_survives_compaction() {
    for seed in 0..ROUNDS {
        survives(seed, 1000, true);
    }
}

#[test]
fn a_short_work_list_loses_nothing() {
    for seed in 0..ROUNDS.min(10) {
        survives(seed, 4, seed % 2 == 0);
    }
}

#[test]
fn sizes_are_as_the_table_of_kinds_says() {
    use crate::value::WORD;
    let size = |kind, n| Header::new(kind, n).size();
    for n in 0..40usize {
        assert_eq!(size(Kind::Str, n), 2 + n.div_ceil(WORD));
        assert_eq!(size(Kind::Bytes, n), 1 + n.div_ceil(WORD));
        assert_eq!(size(Kind::BigInt, n), 1 + (n / 2 * 4).div_ceil(WORD));
        assert_eq!(size(Kind::Tuple, n), 1 + n);
        assert_eq!(size(Kind::Raw, n), 1 + n);
        assert_eq!(size(Kind::Cache, n), 1 + 2 * n);
        assert_eq!(size(Kind::Function, n | 3 << 8), 3 + n);
        assert_eq!(size(Kind::Instance, n | 77 << 8), 1 + n);
        assert_eq!(size(Kind::Generator, n | 1 << 16), 5 + n);
        assert_eq!(
            Header::new(Kind::Instance, n | 77 << 8).values(),
            (1, 1 + n)
        );
        assert_eq!(Header::new(Kind::Str, n).values(), (0, 0));
    }
    assert_eq!(size(Kind::Float, 0), 1 + 8 / WORD);
    assert_eq!(size(Kind::Complex, 0), 1 + 16 / WORD);
    assert_eq!(size(Kind::Free, 9), 9);
    assert_eq!(size(Kind::Table, 4 * 4 + 3), 13);
    assert_eq!(Header::new(Kind::List, 0).values(), (2, 3));
    assert_eq!(Header::new(Kind::Table, 4 * 4 + 3).values(), (1, 13));
}
