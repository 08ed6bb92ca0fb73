//! The methods of `list`.

use super::{reserve_more, splice, truncate};
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::native::{Args, R};
use crate::types::{self, receiver::receiver, sequence};
use crate::value::{Value, Word};

/// `list(iterable)`.
pub fn new(m: &mut Machine, args: Args) -> R {
    let list = m.new_list_sized(0)?;
    if let Some(v) = args.get(m, 1) {
        m.list_extend(list, v)?;
    }
    types::receiver::made(m, args.at(m, 0), Value::reference(list))
}

/// `list.__init__`: an explicit call fills the list anew.
pub fn init(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    truncate(m, r, 0);
    if let Some(v) = args.get(m, 1) {
        m.list_extend(r, v)?;
    }
    Ok(Value::NONE)
}

pub fn append(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let v = args.at(m, 1);
    m.list_push(r, v)?;
    Ok(Value::NONE)
}

pub fn clear(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    truncate(m, r, 0);
    Ok(Value::NONE)
}

pub fn copy(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let len = m.list_len(r);
    super::copy_slice(m, r, 0, len)
}

pub fn count(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let count = sequence::count(m, r, args.at(m, 1))?;
    m.new_int(count as i64)
}

pub fn extend(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    m.list_extend(r, args.at(m, 1))?;
    Ok(Value::NONE)
}

pub fn index(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let v = args.at(m, 1);
    let (from, to) = sequence::search_bounds(m, args, 2, |m| m.list_len(r))?;
    match sequence::find(m, r, v, from, to)? {
        Some(i) => m.new_int(i as i64),
        None => Err(m.value_error(&[Piece::R(v), Piece::S(" is not in list")])),
    }
}

pub fn insert(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let (i, v) = (args.at(m, 1), args.at(m, 2));
    let i = match i.as_small() {
        Some(i) => i,
        None => m.to_i64(i)?,
    };
    reserve_more(m, r, 1)?;
    let len = m.list_len(r);
    let at = if i < 0 {
        i.saturating_add(len as i64)
    } else {
        i
    };
    let at = at.clamp(0, len as i64) as usize;
    if let Some(buffer) = m.heap.value(r, 2).as_ref() {
        m.heap
            .words_mut(buffer, 1, 2 + len)
            .copy_within(at..len, at + 1);
        m.heap.set_value(buffer, 1 + at, v);
        m.heap.set_word(r, 1, len as Word + 1);
    }
    Ok(Value::NONE)
}

pub fn pop(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let i = match args.get(m, 1) {
        None => -1,
        Some(i) => match i.as_small() {
            Some(i) => i,
            None => m.to_i64(i)?,
        },
    };
    let len = m.list_len(r);
    if len == 0 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("pop from empty list")]));
    }
    let at = if i < 0 {
        i.saturating_add(len as i64)
    } else {
        i
    };
    if at < 0 || at >= len as i64 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("pop index out of range")]));
    }
    let at = at as usize;
    let v = m.list_item(r, at);
    if at + 1 == len {
        truncate(m, r, at);
    } else {
        splice(m, r, at, 1, None)?;
    }
    Ok(v)
}

pub fn remove(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let v = args.at(m, 1);
    match sequence::find(m, r, v, 0, usize::MAX)? {
        Some(at) => {
            splice(m, r, at, 1, None)?;
            Ok(Value::NONE)
        }
        None => Err(m.value_error(&[Piece::S("list.remove(x): x not in list")])),
    }
}

pub fn reverse(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let len = m.list_len(r);
    if let Some(buffer) = m.heap.value(r, 2).as_ref() {
        m.heap.words_mut(buffer, 1, 1 + len).reverse();
    }
    Ok(Value::NONE)
}

pub fn sort(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    let key = args.get(m, 1).unwrap_or(Value::NONE);
    let reverse = match args.get(m, 2) {
        Some(v) => m.truth(v)?,
        None => false,
    };
    super::sort(m, r, key, reverse)?;
    Ok(Value::NONE)
}

pub fn reversed(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::List)?;
    types::iterator::reversed(m, Value::reference(r))
}
