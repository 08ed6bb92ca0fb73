//! product, permutations, combinations: each a record of its pools, its indices (an object of raw words), and whether it
//! has begun.

use super::{only_keyword, size};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::memory::Kind;
use pyrite_core::native::{ANY, Native};
use pyrite_core::types::iterator::ENDLESS;
use pyrite_core::value::Word;
use pyrite_core::{Args, R, Ref, Space, TypeId, Value, n, types};

const POOLS: usize = 1;
const INDICES: usize = 2;
/// `None` before the first result, True after it, False when all is done.
const STATE: usize = 3;
/// Permutations: how far each place is from its next exchange.
const CYCLES: usize = 4;

/// An object of `count` numbers.
fn numbers(m: &mut Machine, count: usize) -> R<Ref> {
    let r = m.alloc(Kind::Raw, count, 1 + count)?;
    m.heap.words_mut(r, 1, 1 + count).fill(0);
    Ok(r)
}

fn get(m: &Machine, r: Ref, i: usize) -> usize {
    m.heap.word(r, 1 + i) as usize
}

fn set(m: &mut Machine, r: Ref, i: usize, x: usize) {
    m.heap.set_word(r, 1 + i, x as Word);
}

/// What the record refers to: pools, indices, and whether this is the first step. `None` when all is done.
fn state(m: &mut Machine, r: Ref) -> Option<(Value, Ref, bool)> {
    let pools = m.heap.value(r, POOLS);
    let indices = m.heap.value(r, INDICES).as_ref()?;
    let first = match m.heap.value(r, STATE) {
        Value::FALSE => return None,
        v => v.is_none(),
    };
    m.heap.set_value(r, STATE, Value::TRUE);
    Some((pools, indices, first))
}

fn done(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    m.heap.set_value(r, STATE, Value::FALSE);
    Ok(None)
}

/// A tuple of the items of one pool at the first `count` indices.
fn pick(m: &mut Machine, pool: Value, indices: Ref, count: usize) -> R<Option<Value>> {
    if count == 0 {
        return m.new_tuple(&[]).map(Some);
    }
    let result = m.new_tuple_sized(count)?;
    for i in 0..count {
        let v = m.tuple_item(pool, get(m, indices, i));
        m.heap.set_value(result, 1 + i, v);
    }
    Ok(Some(Value::reference(result)))
}

pub static PRODUCT: Space = Space::class(n::product, types::OBJECT, ENDLESS)
    .new(
        Native::new(new_product, 1, ANY)
            .collect()
            .doc("product(*iterables, repeat=1) -- all tuples of an item from each"),
    )
    .iterator(step_product)
    .of_module(n::itertools);

fn new_product(m: &mut Machine, args: Args) -> R {
    let repeat = match only_keyword(m, args, "repeat")? {
        Some(v) => size(m, v, "repeat argument")?,
        None => 1,
    };
    let given = args.len() - 2;
    let pools = m.new_list_sized(0)?;
    for i in 0..given {
        let v = args.at(m, 1 + i);
        let pool = m.tuple_of(v)?;
        m.list_push(pools, pool)?;
    }
    let once = m.list_len(pools);
    for _ in 1..repeat {
        for i in 0..once {
            let pool = m.list_item(pools, i);
            m.list_push(pools, pool)?;
        }
    }
    if repeat == 0 {
        types::list::truncate(m, pools, 0);
    }
    let count = m.list_len(pools);
    let pools = m.list_to_tuple(pools)?;
    let indices = numbers(m, count)?;
    let some_empty = (0..count).any(|i| m.tuple_len(m.tuple_item(pools, i)) == 0);
    let state = if some_empty {
        Value::FALSE
    } else {
        Value::NONE
    };
    m.new_record(crate::PRODUCT, &[pools, Value::reference(indices), state])
}

fn step_product(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some((pools, indices, first)) = state(m, r) else {
        return Ok(None);
    };
    let count = m.tuple_len(pools);
    if !first {
        // Counts up, the last place first.
        let mut i = count;
        loop {
            if i == 0 {
                return done(m, r);
            }
            i -= 1;
            let next = get(m, indices, i) + 1;
            if next < m.tuple_len(m.tuple_item(pools, i)) {
                set(m, indices, i, next);
                break;
            }
            set(m, indices, i, 0);
        }
    }
    if count == 0 {
        return m.new_tuple(&[]).map(Some);
    }
    let result = m.new_tuple_sized(count)?;
    for i in 0..count {
        let v = m.tuple_item(m.tuple_item(pools, i), get(m, indices, i));
        m.heap.set_value(result, 1 + i, v);
    }
    Ok(Some(Value::reference(result)))
}

/// How many to choose: the second argument, or the keyword `r`.
fn chosen(m: &mut Machine, args: Args) -> R<Option<Value>> {
    if args.len() == 4 {
        return Ok(args.get(m, 2));
    }
    only_keyword(m, args, "r")
}

/// The pool, and `r` indices that count up from 0 (or are all 0).
fn new_choice(m: &mut Machine, args: Args, class: TypeId, distinct: bool) -> R {
    let v = args.at(m, 1);
    let r = match chosen(m, args)? {
        Some(r) => r,
        None => {
            return Err(m.type_error(&[Piece::S("missing required argument 'r' (pos 2)")]));
        }
    };
    let r = size(m, r, "r")?;
    let pool = m.tuple_of(v)?;
    m.keep(pool);
    let len = m.tuple_len(pool);
    let impossible = if distinct { r > len } else { r > 0 && len == 0 };
    let indices = numbers(m, if impossible { 0 } else { r })?;
    if distinct && !impossible {
        for i in 0..r {
            set(m, indices, i, i);
        }
    }
    let state = if impossible {
        Value::FALSE
    } else {
        Value::NONE
    };
    m.new_record(class, &[pool, Value::reference(indices), state])
}

pub static COMBINATIONS: Space = Space::class(n::combinations, types::OBJECT, ENDLESS)
    .new(
        Native::new(|m, a| new_choice(m, a, crate::COMBINATIONS, true), 2, 3)
            .collect()
            .doc("combinations(iterable, r) -- all choices of r items, in order"),
    )
    .iterator(step_combinations)
    .of_module(n::itertools);

fn step_combinations(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some((pool, indices, first)) = state(m, r) else {
        return Ok(None);
    };
    let (len, count) = (m.tuple_len(pool), m.heap.header(indices).n());
    if !first {
        let Some(i) = (0..count)
            .rev()
            .find(|i| get(m, indices, *i) != i + len - count)
        else {
            return done(m, r);
        };
        let mut x = get(m, indices, i);
        for j in i..count {
            x += 1;
            set(m, indices, j, x);
        }
    }
    pick(m, pool, indices, count)
}

pub static COMBINATIONS_WITH_REPLACEMENT: Space =
    Space::class(n::combinations_with_replacement, types::OBJECT, ENDLESS)
        .new(
            Native::new(
                |m, a| new_choice(m, a, crate::COMBINATIONS_WITH_REPLACEMENT, false),
                2,
                3,
            )
            .collect()
            .doc("combinations_with_replacement(iterable, r) -- choices in which items may repeat"),
        )
        .iterator(step_with_replacement)
        .of_module(n::itertools);

fn step_with_replacement(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some((pool, indices, first)) = state(m, r) else {
        return Ok(None);
    };
    let (len, count) = (m.tuple_len(pool), m.heap.header(indices).n());
    if !first {
        let Some(i) = (0..count).rev().find(|i| get(m, indices, *i) + 1 != len) else {
            return done(m, r);
        };
        let x = get(m, indices, i) + 1;
        for j in i..count {
            set(m, indices, j, x);
        }
    }
    pick(m, pool, indices, count)
}

pub static PERMUTATIONS: Space = Space::class(n::permutations, types::OBJECT, ENDLESS)
    .new(
        Native::new(new_permutations, 2, 3)
            .collect()
            .doc("permutations(iterable, r=None) -- all arrangements of r items"),
    )
    .iterator(step_permutations)
    .of_module(n::itertools);

fn new_permutations(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let pool = m.tuple_of(v)?;
    m.keep(pool);
    let len = m.tuple_len(pool);
    let r = match chosen(m, args)?.filter(|v| !v.is_none()) {
        Some(v) => size(m, v, "r")?,
        None => len,
    };
    let impossible = r > len;
    let indices = numbers(m, len)?;
    let cycles = numbers(m, if impossible { 0 } else { r })?;
    for i in 0..len {
        set(m, indices, i, i);
    }
    if !impossible {
        for i in 0..r {
            set(m, cycles, i, len - i);
        }
    }
    let state = if impossible {
        Value::FALSE
    } else {
        Value::NONE
    };
    m.new_record(
        crate::PERMUTATIONS,
        &[
            pool,
            Value::reference(indices),
            state,
            Value::reference(cycles),
        ],
    )
}

fn step_permutations(m: &mut Machine, r: Ref) -> R<Option<Value>> {
    let Some((pool, indices, first)) = state(m, r) else {
        return Ok(None);
    };
    let Some(cycles) = m.heap.value(r, CYCLES).as_ref() else {
        return Ok(None);
    };
    let (len, count) = (m.tuple_len(pool), m.heap.header(cycles).n());
    if !first {
        let mut i = count;
        loop {
            if i == 0 {
                return done(m, r);
            }
            i -= 1;
            let left = get(m, cycles, i) - 1;
            if left == 0 {
                // This place has seen everything: its item goes to the end.
                m.heap.words_mut(indices, 1 + i, 1 + len).rotate_left(1);
                set(m, cycles, i, len - i);
                continue;
            }
            set(m, cycles, i, left);
            let (x, y) = (get(m, indices, i), get(m, indices, len - left));
            set(m, indices, i, y);
            set(m, indices, len - left, x);
            break;
        }
    }
    pick(m, pool, indices, count)
}
