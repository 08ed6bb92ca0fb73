//! What lists and tuples share: items behind one header, searching, comparing, repeating, printing.

use crate::machine::{Machine, Piece, Root, Text};
use crate::memory::Kind;
use crate::native::R;
use crate::ops::CompareOp;
use crate::types;
use crate::value::{Ref, Value};

/// Where the items of a list or tuple lie now (item `i` at word `1 + i`), and how many there are.
#[inline]
pub fn items(m: &Machine, r: Ref) -> (Ref, usize) {
    if m.heap.header(r).is(Kind::Tuple) {
        return (r, m.heap.header(r).n());
    }
    match m.heap.value(r, 2).as_ref() {
        Some(buffer) => (buffer, m.heap.word(r, 1) as usize),
        None => (r, 0),
    }
}

/// Item `i` of a list or tuple, `None` beyond its end.
#[inline]
pub fn item(m: &Machine, r: Ref, i: usize) -> Option<Value> {
    let (buffer, len) = items(m, r);
    (i < len).then(|| m.heap.value(buffer, 1 + i))
}

/// Index of the first item equal to `v` from `from` on, before `to`. Comparing may change a list.
pub fn find(m: &mut Machine, r: Ref, v: Value, from: usize, to: usize) -> R<Option<usize>> {
    let mut i = from;
    while i < to {
        let Some(x) = item(m, r, i) else { break };
        if same(m, x, v)? {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

/// How many items are equal to `v`.
pub fn count(m: &mut Machine, r: Ref, v: Value) -> R<usize> {
    let (mut i, mut count) = (0, 0);
    while let Some(x) = item(m, r, i) {
        if same(m, x, v)? {
            count += 1;
        }
        i += 1;
    }
    Ok(count)
}

/// `x == v` for an item that its container may lose meanwhile.
#[inline]
fn same(m: &mut Machine, x: Value, v: Value) -> R<bool> {
    if x == v {
        return Ok(true);
    }
    if Value::both_small(x, v) {
        return Ok(false);
    }
    let mark = m.mark();
    m.keep(x);
    let equal = m.equal(x, v)?;
    m.release(mark);
    Ok(equal)
}

/// `a op b` item by item.
pub fn compare(m: &mut Machine, op: CompareOp, a: Ref, b: Ref) -> R<Option<bool>> {
    if matches!(op, CompareOp::Eq | CompareOp::Ne) && items(m, a).1 != items(m, b).1 {
        return Ok(Some(op == CompareOp::Ne));
    }
    let mut i = 0;
    loop {
        let (Some(x), Some(y)) = (item(m, a, i), item(m, b, i)) else {
            let order = items(m, a).1.cmp(&items(m, b).1);
            return Ok(Some(op.holds(Some(order))));
        };
        i += 1;
        if x == y {
            continue;
        }
        let mark = m.mark();
        m.keep(x);
        m.keep(y);
        if !m.equal(x, y)? {
            let holds = match op {
                CompareOp::Eq => false,
                CompareOp::Ne => true,
                _ => m.compare_true(op, x, y)?,
            };
            m.release(mark);
            return Ok(Some(holds));
        }
        m.release(mark);
    }
}

/// The bounds of `index(v, start, stop)`: ints, cut to the length.
pub fn search_bounds(
    m: &mut Machine,
    args: crate::native::Args,
    first: usize,
    len: impl Fn(&Machine) -> usize,
) -> R<(usize, usize)> {
    let mut bounds = [0, i64::MAX];
    for (i, bound) in bounds.iter_mut().enumerate() {
        if let Some(v) = args.get(m, first + i) {
            if !m.is_index(v) {
                return Err(m.type_error(&[Piece::S(
                    "slice indices must be integers or have an __index__ method",
                )]));
            }
            *bound = m.index_clamped(v)?;
        }
    }
    let len = len(m) as i64;
    let cut = |i: i64| {
        let i = if i < 0 { i.saturating_add(len) } else { i };
        i.clamp(0, len) as usize
    };
    Ok((cut(bounds[0]), cut(bounds[1])))
}

/// How often `sequence * times` repeats: an index, nothing below zero. `None` if `times` is no index.
pub fn repetitions(m: &mut Machine, times: Value) -> R<Option<usize>> {
    if !m.is_index(times) {
        return Ok(None);
    }
    let i = m.index(times)?;
    match i.as_small().or_else(|| types::int::to_i64(m, i)) {
        Some(i) => Ok(Some(i.max(0) as usize)),
        None if types::int::is_negative(m, i) => Ok(Some(0)),
        None => Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("cannot fit 'int' into an index-sized integer")],
        )),
    }
}

/// Fills `total` items of `to` with the first `len` ones, over and over.
pub fn repeat_items(m: &mut Machine, to: Ref, len: usize, total: usize) {
    if len == 1 {
        let v = m.heap.word(to, 1);
        m.heap.words_mut(to, 1, 1 + total).fill(v);
        return;
    }
    let mut done = len;
    while done < total {
        let n = done.min(total - done);
        m.heap.words_mut(to, 1, 1 + total).copy_within(0..n, done);
        done += n;
    }
}

/// Copies `count` items from item `from` of one buffer to item `at` of another one.
pub fn copy_items(m: &mut Machine, source: Ref, from: usize, to: Ref, at: usize, count: usize) {
    if count > 0 {
        let (read, write) = m.heap.two(
            (source, 1 + from, 1 + from + count),
            (to, 1 + at, 1 + at + count),
        );
        write.copy_from_slice(read);
    }
}

impl Machine<'_> {
    /// Runs `f`, which prints the items of `v`; if `v` is being printed already, gives `short` instead.
    pub fn printing(&mut self, v: Value, short: &str, f: impl FnOnce(&mut Self) -> R) -> R {
        let list = self.printed()?;
        let depth = self.list_len(list);
        if (0..depth).any(|i| self.list_item(list, i) == v) {
            return self.new_str(short.as_bytes());
        }
        self.list_push(list, v)?;
        let result = f(self);
        types::list::truncate(self, list, depth);
        result
    }

    /// The same with a str for the short form.
    pub fn printing_or(&mut self, v: Value, short: Value, f: impl FnOnce(&mut Self) -> R) -> R {
        let list = self.printed()?;
        if (0..self.list_len(list)).any(|i| self.list_item(list, i) == v) {
            return Ok(short);
        }
        self.printing(v, "", f)
    }

    /// The list of what is being printed.
    fn printed(&mut self) -> R<Ref> {
        let list = match self.root(Root::Printing).as_ref() {
            Some(list) => list,
            None => {
                let list = self.new_list_sized(0)?;
                self.set_root(Root::Printing, Value::reference(list));
                list
            }
        };
        Ok(list)
    }
}

/// `[…]` or `(…)` with the representations of the items.
pub fn repr(m: &mut Machine, v: Value, open: &str, close: &str) -> R {
    let Some(r) = v.as_ref() else {
        return m.new_str(b"");
    };
    let (short, end) = if open == "[" {
        ("[...]", close)
    } else {
        ("(...)", if items(m, r).1 == 1 { ",)" } else { close })
    };
    m.printing(v, short, |m| {
        let mut text = Text::new(m)?;
        text.push_str(m, open)?;
        let mark = m.mark();
        let mut i = 0;
        while let Some(x) = item(m, r, i) {
            if i > 0 {
                text.push_str(m, ", ")?;
            }
            push_repr(m, &mut text, x)?;
            m.release(mark);
            i += 1;
        }
        text.push_str(m, end)?;
        text.finish(m)
    })
}

/// `repr(x)` onto a text: the usual items without a str in between.
pub fn push_repr(m: &mut Machine, text: &mut Text, x: Value) -> R<()> {
    match x.as_small() {
        Some(i) => text.push_int(m, i),
        None => {
            m.keep(x);
            text.push_repr(m, x)
        }
    }
}
