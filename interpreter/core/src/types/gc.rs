//! `gc`: the collector, as far as a program may know it.

use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Space};
use crate::value::{Value, WORD};

pub static GC: Space = Space::module(n::gc, MEMBERS);

const fn row(call: crate::native::NativeFn, max: u8, doc: &'static str) -> Item {
    Item::Function(Native::new(call, 0, max).doc(doc))
}

static MEMBERS: &[Member] = &[
    (
        n::collect,
        row(collect, 1, "collect() -- frees what nothing refers to"),
    ),
    (
        n::mem_free,
        row(mem_free, 0, "mem_free() -- bytes that are free"),
    ),
    (
        n::mem_alloc,
        row(
            mem_alloc,
            0,
            "mem_alloc() -- bytes in use; more than that until the next collection",
        ),
    ),
    (
        n::threshold,
        row(
            threshold,
            1,
            "threshold([bytes]) -- reads or sets how much may be allocated between collections; -1: no limit",
        ),
    ),
    (
        n::enable,
        row(
            |m, _| switch(m, true),
            0,
            "enable() -- lets the collector run by itself",
        ),
    ),
    (
        n::disable,
        row(
            |m, _| switch(m, false),
            0,
            "disable() -- collections happen only when they are asked for",
        ),
    ),
    (
        n::isenabled,
        row(
            |m, _| Ok(Value::bool(m.gc_enabled)),
            0,
            "isenabled() -- whether the collector runs by itself",
        ),
    ),
];

fn collect(m: &mut Machine, args: Args) -> R {
    m.forget_temporaries(args);
    m.collect_all();
    Ok(Value::small_wrapping(0))
}

fn mem_free(m: &mut Machine, _args: Args) -> R {
    let free = m.heap.size().saturating_sub(m.heap.used());
    m.new_int((free * WORD) as i64)
}

fn mem_alloc(m: &mut Machine, _args: Args) -> R {
    let used = m.heap.used();
    m.new_int((used * WORD) as i64)
}

fn threshold(m: &mut Machine, args: Args) -> R {
    let Some(v) = args.get(m, 0) else {
        return match i64::try_from(m.gc_threshold.saturating_mul(WORD)) {
            Ok(bytes) if m.gc_threshold != usize::MAX => m.new_int(bytes),
            _ => Ok(Value::small_wrapping(-1)),
        };
    };
    if !m.is_a(v, crate::types::INT) {
        return Err(m.type_error(&[Piece::S("can't convert "), Piece::T(v), Piece::S(" to int")]));
    }
    let bytes = m.index_clamped(v)?;
    m.gc_threshold = match usize::try_from(bytes) {
        Ok(bytes) => bytes / WORD,
        Err(_) => usize::MAX,
    };
    let on = m.gc_enabled;
    switch(m, on)
}

fn switch(m: &mut Machine, on: bool) -> R {
    m.gc_enabled = on;
    m.heap.threshold = if on { m.gc_threshold } else { usize::MAX };
    Ok(Value::NONE)
}
