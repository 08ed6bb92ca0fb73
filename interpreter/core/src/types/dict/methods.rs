//! The methods of `dict`.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, R};
use crate::types::{self, iterator::TableView, receiver::receiver, table::Quick};
use crate::value::{Ref, Value};

/// `dict(other, **items)`.
pub fn new(m: &mut Machine, args: Args) -> R {
    let dict = m.new_dict()?;
    if let Some(r) = dict.as_ref() {
        fill(m, r, args)?;
    }
    types::receiver::made(m, args.at(m, 0), dict)
}

/// Sets what the arguments after the first say: a mapping or pairs, then keywords.
fn fill(m: &mut Machine, r: Ref, args: Args) -> R<()> {
    if args.len() > 3 {
        return Err(m.type_error(&[
            Piece::S("dict expected at most 1 argument, got "),
            Piece::I(args.len() as i64 - 2),
        ]));
    }
    if args.len() == 3 {
        super::update(m, Value::reference(r), args.at(m, 1))?;
    }
    let keywords = args.get(m, args.len() - 1).and_then(Value::as_ref);
    match keywords {
        Some(keywords) => super::merge(m, r, keywords),
        None => Ok(()),
    }
}

/// `dict.__init__`: an explicit call updates.
pub fn init(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    fill(m, r, args)?;
    Ok(Value::NONE)
}

pub fn update(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    fill(m, r, args)?;
    Ok(Value::NONE)
}

pub fn get(m: &mut Machine, args: Args) -> R {
    if let Some(r) = m.heap.as_kind(args.at(m, 0), Kind::Dict) {
        match m.quick_dict(r, args.at(m, 1)) {
            Quick::At(entry) => return Ok(m.heap.value(entry, 1)),
            Quick::Absent(_) => return Ok(args.get(m, 2).unwrap_or(Value::NONE)),
            Quick::Unknown => {}
        }
    }
    get_slow(m, args)
}

#[inline(never)]
fn get_slow(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    let key = args.at(m, 1);
    match m.dict_get(r, key)? {
        Some(v) => Ok(v),
        None => Ok(args.get(m, 2).unwrap_or(Value::NONE)),
    }
}

pub fn get_item(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    let (own, key) = (args.at(m, 0), args.at(m, 1));
    if let Some(v) = m.dict_get(r, key)? {
        return Ok(v);
    }
    match m.own_special(own, n::__missing__) {
        Some(missing) => m.call_special(missing, own, &[key]),
        None => Err(m.key_error(key)),
    }
}

fn view(m: &mut Machine, args: Args, class: crate::value::TypeId) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    m.new_record(class, &[Value::reference(r)])
}

pub fn keys(m: &mut Machine, args: Args) -> R {
    view(m, args, types::DICT_KEYS)
}

pub fn values(m: &mut Machine, args: Args) -> R {
    view(m, args, types::DICT_VALUES)
}

pub fn items(m: &mut Machine, args: Args) -> R {
    view(m, args, types::DICT_ITEMS)
}

pub fn pop(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    let key = args.at(m, 1);
    if m.table_len(r) > 0
        && let Some(v) = m.dict_remove(r, key)?
    {
        return Ok(v);
    }
    match args.get(m, 2) {
        Some(default) => Ok(default),
        None => Err(m.key_error(key)),
    }
}

pub fn popitem(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    let Some((i, k, v)) = m.table_last(r) else {
        let text = m.new_str(b"popitem(): dictionary is empty")?;
        return Err(m.key_error(text));
    };
    let pair = m.new_tuple(&[k, v])?;
    m.table_delete(r, i);
    Ok(pair)
}

pub fn setdefault(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    let key = args.at(m, 1);
    let key = m.key(key)?;
    if let Some(i) = m.table_find(r, key)? {
        return Ok(m.table_entry(r, i).map_or(Value::NONE, |e| e.1));
    }
    let v = args.get(m, 2).unwrap_or(Value::NONE);
    m.table_insert(r, key, v)?;
    Ok(v)
}

pub fn clear(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    m.table_clear(r);
    Ok(Value::NONE)
}

pub fn copy(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    m.table_copy(r, Kind::Dict).map(Value::reference)
}

/// `cls.fromkeys(iterable, value)`.
pub fn fromkeys(m: &mut Machine, args: Args) -> R {
    let (class, iterable) = (args.at(m, 0), args.at(m, 1));
    let v = args.get(m, 2).unwrap_or(Value::NONE);
    let dict = if class == Value::builtin_type(types::DICT) {
        m.new_dict()?
    } else {
        m.call(class, &[])?
    };
    let own = dict.as_ref().filter(|r| m.heap.kind(*r) == Kind::Dict);
    m.for_each(iterable, |m, k| {
        match own {
            Some(r) => m.dict_set(r, k, v)?,
            None => m.set_item(dict, k, v)?,
        }
        Ok(true)
    })?;
    Ok(dict)
}

pub fn reversed(m: &mut Machine, args: Args) -> R {
    let r = receiver(m, args, Kind::Dict)?;
    types::iterator::over_table(m, r, TableView::Keys, true)
}
