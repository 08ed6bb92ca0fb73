//! The modules `_heapq` (what works on a heap in a list; `heapq` adds the rest in Python) and `bisect`.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::memory::Kind;
use pyrite_core::native::{Member, Native};
use pyrite_core::ops::CompareOp;
use pyrite_core::{Args, Item, Name, NativeFn, R, Ref, Space, Value, does, n, types};

pub static HEAPQ: Space = Space::module(
    n::_heapq,
    &[
        does(
            n::heappush,
            heappush,
            2,
            2,
            "heappush(heap, item) -- add an item, the heap stays in order",
        ),
        does(
            n::heappop,
            heappop,
            1,
            1,
            "heappop(heap) -- remove and return the smallest item",
        ),
        does(
            n::heapify,
            heapify,
            1,
            1,
            "heapify(x) -- put a list into the order of a heap",
        ),
        does(
            n::heapreplace,
            heapreplace,
            2,
            2,
            "heapreplace(heap, item) -- return the smallest item and put another in its place",
        ),
        does(
            n::heappushpop,
            heappushpop,
            2,
            2,
            "heappushpop(heap, item) -- add an item, then remove and return the smallest",
        ),
    ],
);

fn list(m: &mut Machine, args: Args) -> R<Ref> {
    let v = args.at(m, 0);
    match m.as_native(v, Kind::List) {
        Some(r) => Ok(r),
        None => Err(m.type_error(&[Piece::S("heap argument must be a list, not "), Piece::T(v)])),
    }
}

/// `a < b`, both kept alive meanwhile.
fn less(m: &mut Machine, a: Value, b: Value) -> R<bool> {
    if Value::both_small(a, b) {
        return Ok(a.small_unchecked() < b.small_unchecked());
    }
    let mark = m.mark();
    m.keep(a);
    m.keep(b);
    let less = m.compare_true(CompareOp::Lt, a, b)?;
    m.release(mark);
    Ok(less)
}

/// The comparison ran a program: the list must still be as long as it was.
fn check(m: &mut Machine, r: Ref, len: usize) -> R<()> {
    if m.list_len(r) == len {
        return Ok(());
    }
    Err(m.error(
        types::RUNTIME_ERROR,
        &[Piece::S("list changed size during iteration")],
    ))
}

fn swap(m: &mut Machine, r: Ref, i: usize, j: usize) {
    let (x, y) = (m.list_item(r, i), m.list_item(r, j));
    m.list_set(r, i, y);
    m.list_set(r, j, x);
}

/// Moves the item at `at` towards `top` as long as it is smaller than its parent.
fn rise(m: &mut Machine, r: Ref, top: usize, mut at: usize) -> R<()> {
    let len = m.list_len(r);
    while at > top {
        let parent = (at - 1) / 2;
        let (x, y) = (m.list_item(r, at), m.list_item(r, parent));
        let smaller = less(m, x, y)?;
        check(m, r, len)?;
        if !smaller {
            break;
        }
        swap(m, r, at, parent);
        at = parent;
    }
    Ok(())
}

/// Puts the item at `top` in its place: down along the smaller children, then up again, which takes fewer comparisons.
fn settle(m: &mut Machine, r: Ref, top: usize) -> R<()> {
    let len = m.list_len(r);
    let mut at = top;
    while 2 * at + 1 < len {
        let mut child = 2 * at + 1;
        if child + 1 < len {
            let (x, y) = (m.list_item(r, child), m.list_item(r, child + 1));
            let first = less(m, x, y)?;
            check(m, r, len)?;
            child += usize::from(!first);
        }
        swap(m, r, at, child);
        at = child;
    }
    rise(m, r, top, at)
}

fn heappush(m: &mut Machine, args: Args) -> R {
    let r = list(m, args)?;
    let v = args.at(m, 1);
    m.list_push(r, v)?;
    let last = m.list_len(r) - 1;
    rise(m, r, 0, last)?;
    Ok(Value::NONE)
}

fn heappop(m: &mut Machine, args: Args) -> R {
    let r = list(m, args)?;
    let len = m.list_len(r);
    if len == 0 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("index out of range")]));
    }
    let (first, last) = (m.list_item(r, 0), m.list_item(r, len - 1));
    m.keep(first);
    m.keep(last);
    types::list::truncate(m, r, len - 1);
    if len == 1 {
        return Ok(last);
    }
    m.list_set(r, 0, last);
    settle(m, r, 0)?;
    Ok(first)
}

fn heapify(m: &mut Machine, args: Args) -> R {
    let r = list(m, args)?;
    for i in (0..m.list_len(r) / 2).rev() {
        settle(m, r, i)?;
    }
    Ok(Value::NONE)
}

fn heapreplace(m: &mut Machine, args: Args) -> R {
    let r = list(m, args)?;
    if m.list_len(r) == 0 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("index out of range")]));
    }
    let first = m.list_item(r, 0);
    m.keep(first);
    let v = args.at(m, 1);
    m.list_set(r, 0, v);
    settle(m, r, 0)?;
    Ok(first)
}

fn heappushpop(m: &mut Machine, args: Args) -> R {
    let r = list(m, args)?;
    let v = args.at(m, 1);
    if m.list_len(r) == 0 {
        return Ok(v);
    }
    let first = m.list_item(r, 0);
    m.keep(first);
    if !less(m, first, v)? || m.list_len(r) == 0 {
        return Ok(v);
    }
    m.list_set(r, 0, v);
    settle(m, r, 0)?;
    Ok(first)
}

const PARAMS: &[Name] = &[n::__, n::__, n::lo, n::hi, n::key];

const fn search(name: Name, call: NativeFn, doc: &'static str) -> Member {
    (
        name,
        Item::Function(Native::new(call, 2, 5).named(PARAMS, 4).doc(doc)),
    )
}

pub static BISECT: Space = Space::module(
    n::bisect,
    &[
        search(
            n::bisect,
            |m, a| place(m, a, true),
            "bisect(a, x, lo=0, hi=None, *, key=None) -- where x belongs in the sorted a, behind what is equal",
        ),
        search(
            n::bisect_right,
            |m, a| place(m, a, true),
            "bisect_right(a, x, lo=0, hi=None, *, key=None) -- where x belongs in the sorted a, behind what is equal",
        ),
        search(
            n::bisect_left,
            |m, a| place(m, a, false),
            "bisect_left(a, x, lo=0, hi=None, *, key=None) -- where x belongs in the sorted a, before what is equal",
        ),
        search(
            n::insort,
            |m, a| insert(m, a, true),
            "insort(a, x, lo=0, hi=None, *, key=None) -- insert x into the sorted a, behind what is equal",
        ),
        search(
            n::insort_right,
            |m, a| insert(m, a, true),
            "insort_right(a, x, lo=0, hi=None, *, key=None) -- insert x into the sorted a, behind what is equal",
        ),
        search(
            n::insort_left,
            |m, a| insert(m, a, false),
            "insort_left(a, x, lo=0, hi=None, *, key=None) -- insert x into the sorted a, before what is equal",
        ),
    ],
);

fn place(m: &mut Machine, args: Args, right: bool) -> R {
    let x = args.at(m, 1);
    let i = find(m, args, x, right)?;
    m.new_int(i)
}

/// Where `x` belongs: before (or, `right`, behind) what is equal to it.
fn find(m: &mut Machine, args: Args, x: Value, right: bool) -> R<i64> {
    let a = args.at(m, 0);
    let mut low = match args.get(m, 2) {
        Some(v) => m.to_i64(v)?,
        None => 0,
    };
    if low < 0 {
        return Err(m.value_error(&[Piece::S("lo must be non-negative")]));
    }
    let mut high = match args.get(m, 3) {
        Some(v) if !v.is_none() => m.to_i64(v)?,
        _ => m.len(a)? as i64,
    };
    let key = args.get(m, 4).unwrap_or(Value::NONE);
    let mark = m.mark();
    while low < high {
        let middle = low + (high - low) / 2;
        let i = m.new_int(middle)?;
        let mut item = m.get_item(a, i)?;
        m.keep(item);
        if !key.is_none() {
            item = m.call(key, &[item])?;
        }
        let before = if right {
            !less(m, x, item)?
        } else {
            less(m, item, x)?
        };
        if before {
            low = middle + 1;
        } else {
            high = middle;
        }
        m.release(mark);
    }
    Ok(low)
}

fn insert(m: &mut Machine, args: Args, right: bool) -> R {
    let (a, v) = (args.at(m, 0), args.at(m, 1));
    let x = match args.get(m, 4) {
        Some(key) if !key.is_none() => m.call(key, &[v])?,
        _ => v,
    };
    let i = find(m, args, x, right)?;
    let i = m.new_int(i)?;
    m.call_method(a, n::insert, &[i, v])?;
    Ok(Value::NONE)
}
