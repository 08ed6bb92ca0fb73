//! The ring of a deque: a record of its buffer, where the first item is, how many there are, the most it may hold (or
//! None), and a count of changes that iterators check.

use pyrite_core::machine::Machine;
use pyrite_core::memory::Kind;
use pyrite_core::types::receiver;
use pyrite_core::{Args, R, Ref, Value};

pub const BUFFER: usize = 1;
pub const HEAD: usize = 2;
pub const LEN: usize = 3;
pub const MAXLEN: usize = 4;
pub const CHANGES: usize = 5;

pub fn as_deque(m: &Machine, v: Value) -> Option<Ref> {
    m.as_record(m.payload(v), crate::DEQUE)
}

pub fn own(m: &mut Machine, args: Args) -> R<Ref> {
    let v = args.at(m, 0);
    match as_deque(m, v) {
        Some(r) => Ok(r),
        None => Err(receiver::wrong_receiver(m, args)),
    }
}

pub fn number(m: &Machine, r: Ref, field: usize) -> usize {
    m.heap.value(r, field).as_small().unwrap_or(0) as usize
}

pub fn set_number(m: &mut Machine, r: Ref, field: usize, i: usize) {
    m.heap.set_value(r, field, Value::small_wrapping(i as i64));
}

pub fn changed(m: &mut Machine, r: Ref) {
    let count = number(m, r, CHANGES).wrapping_add(1) & 0xff_ffff;
    set_number(m, r, CHANGES, count);
}

pub fn capacity(m: &Machine, r: Ref) -> usize {
    m.heap
        .value(r, BUFFER)
        .as_ref()
        .map_or(0, |b| m.heap.header(b).n())
}

/// Where item `i` lies: the buffer and a word in it.
pub fn place(m: &Machine, r: Ref, i: usize) -> Option<(Ref, usize)> {
    let buffer = m.heap.value(r, BUFFER).as_ref()?;
    let capacity = m.heap.header(buffer).n();
    let at = number(m, r, HEAD) + i;
    Some((buffer, 1 + if at >= capacity { at - capacity } else { at }))
}

/// Item `i`, `None` beyond the end.
pub fn item(m: &Machine, r: Ref, i: usize) -> Option<Value> {
    if i >= number(m, r, LEN) {
        return None;
    }
    let (buffer, at) = place(m, r, i)?;
    Some(m.heap.value(buffer, at))
}

pub fn put(m: &mut Machine, r: Ref, i: usize, v: Value) {
    if let Some((buffer, at)) = place(m, r, i) {
        m.heap.set_value(buffer, at, v);
    }
}

/// Makes room for one more item.
pub fn grow(m: &mut Machine, r: Ref) -> R<()> {
    let (len, old) = (number(m, r, LEN), capacity(m, r));
    if len < old {
        return Ok(());
    }
    let mark = m.mark();
    let wanted = (old * 2).max(8);
    let new = m.alloc(Kind::Items, wanted, 1 + wanted)?;
    for i in 0..len {
        if let Some(v) = item(m, r, i) {
            m.heap.set_value(new, 1 + i, v);
        }
    }
    m.heap.set_value(r, BUFFER, Value::reference(new));
    set_number(m, r, HEAD, 0);
    m.release(mark);
    Ok(())
}

/// The most it may hold.
pub fn most(m: &Machine, r: Ref) -> usize {
    match m.heap.value(r, MAXLEN).as_small() {
        Some(i) => i as usize,
        None => usize::MAX,
    }
}

pub fn push_right(m: &mut Machine, r: Ref, v: Value) -> R<()> {
    changed(m, r);
    let most = most(m, r);
    if most == 0 {
        return Ok(());
    }
    if number(m, r, LEN) >= most {
        take_left(m, r);
    }
    m.keep(v);
    grow(m, r)?;
    let len = number(m, r, LEN);
    set_number(m, r, LEN, len + 1);
    put(m, r, len, v);
    Ok(())
}

pub fn push_left(m: &mut Machine, r: Ref, v: Value) -> R<()> {
    changed(m, r);
    let most = most(m, r);
    if most == 0 {
        return Ok(());
    }
    if number(m, r, LEN) >= most {
        take_right(m, r);
    }
    m.keep(v);
    grow(m, r)?;
    let (len, head, capacity) = (number(m, r, LEN), number(m, r, HEAD), capacity(m, r));
    set_number(m, r, HEAD, if head == 0 { capacity - 1 } else { head - 1 });
    set_number(m, r, LEN, len + 1);
    put(m, r, 0, v);
    Ok(())
}

pub fn take_left(m: &mut Machine, r: Ref) -> Option<Value> {
    let v = item(m, r, 0)?;
    put(m, r, 0, Value::UNBOUND);
    let (len, head, capacity) = (number(m, r, LEN), number(m, r, HEAD), capacity(m, r));
    set_number(m, r, HEAD, if head + 1 >= capacity { 0 } else { head + 1 });
    set_number(m, r, LEN, len - 1);
    Some(v)
}

pub fn take_right(m: &mut Machine, r: Ref) -> Option<Value> {
    let len = number(m, r, LEN);
    let v = item(m, r, len.checked_sub(1)?)?;
    put(m, r, len - 1, Value::UNBOUND);
    set_number(m, r, LEN, len - 1);
    Some(v)
}

pub fn empty(m: &mut Machine, maxlen: Value) -> R<Ref> {
    let zero = Value::small_wrapping(0);
    let v = m.new_record(crate::DEQUE, &[Value::NONE, zero, zero, maxlen, zero])?;
    match v.as_ref() {
        Some(r) => Ok(r),
        None => Err(m.out_of_memory()),
    }
}

pub fn empty_out(m: &mut Machine, r: Ref) {
    changed(m, r);
    m.heap.set_value(r, BUFFER, Value::NONE);
    set_number(m, r, HEAD, 0);
    set_number(m, r, LEN, 0);
}

/// Moves the last `by` items to the left end, or the others to the right end if they are fewer.
pub fn turn(m: &mut Machine, r: Ref, by: usize) {
    changed(m, r);
    let (len, capacity) = (number(m, r, LEN), capacity(m, r));
    let right = by <= len / 2;
    for _ in 0..if right { by } else { len - by } {
        let head = number(m, r, HEAD);
        if right {
            let Some(v) = take_right(m, r) else { return };
            set_number(m, r, HEAD, if head == 0 { capacity - 1 } else { head - 1 });
            set_number(m, r, LEN, len);
            put(m, r, 0, v);
        } else {
            let Some(v) = take_left(m, r) else { return };
            set_number(m, r, LEN, len);
            put(m, r, len - 1, v);
        }
    }
}

pub fn delete(m: &mut Machine, r: Ref, i: usize) {
    changed(m, r);
    let len = number(m, r, LEN);
    for at in i + 1..len {
        if let Some(x) = item(m, r, at) {
            put(m, r, at - 1, x);
        }
    }
    take_right(m, r);
}
