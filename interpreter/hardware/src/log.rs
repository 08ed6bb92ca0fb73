//! `log`: a table of measurements that stays on the board. Rows of comma-separated values; when a label is new, a row with all
//! labels comes before the next values.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, n};

use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{copy_bytes, does, does_named, flag};

const DELETE: &[Name] = &[n::full];

pub static LOG: Space = Space::module(
    n::log,
    &[
        (n::set_labels, Item::Function(Native::new(set_labels, 0, pyrite_core::native::ANY).collect().doc(
            "set_labels(*labels, timestamp=log.SECONDS) -- the columns of the table; timestamp is the unit of the first one, or None",
        ))),
        (n::add, Item::Function(Native::new(add, 0, 1).collect().doc(
            "add(data) or add(label=value, ...) -- a row of the table",
        ))),
        does_named(n::delete, delete, 0, DELETE, 1, "delete(full=False) -- empty the table; full also erases what lies there"),
        does(n::set_mirroring, set_mirroring, 1, 1, "set_mirroring(serial) -- whether rows are printed, too"),
        (n::MILLISECONDS, Item::Int(1)),
        (n::SECONDS, Item::Int(10)),
        (n::MINUTES, Item::Int(600)),
        (n::HOURS, Item::Int(36_000)),
        (n::DAYS, Item::Int(864_000)),
    ],
);

/// Units of time: the constant, milliseconds, and the label.
const UNITS: [(i32, u64, &str); 5] = [
    (1, 1, "Time (milliseconds)"),
    (10, 1000, "Time (seconds)"),
    (600, 60_000, "Time (minutes)"),
    (36_000, 3_600_000, "Time (hours)"),
    (864_000, 86_400_000, "Time (days)"),
];

/// The column of a label; a new one is added, and the labels are to be written again.
fn column(m: &mut Machine, labels: Ref, label: Value) -> R<usize> {
    if m.str_bytes(label).is_none() {
        return Err(m.type_error(&[
            Piece::S("a label is a str, not '"),
            Piece::T(label),
            Piece::S("'"),
        ]));
    }
    for i in 0..m.list_len(labels) {
        let known = m.list_item(labels, i);
        if m.equal(known, label)? {
            return Ok(i);
        }
    }
    m.list_push(labels, label)?;
    state::set(m, at::LOG_HEADED, 0);
    Ok(m.list_len(labels) - 1)
}

/// The keywords that were given, as a dict.
fn keywords(m: &Machine, args: Args) -> Option<Value> {
    let last = args.len().checked_sub(1)?;
    args.get(m, last).filter(|v| m.heap.is(*v, Kind::Dict))
}

fn set_labels(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let named = args
        .get(m, args.len().saturating_sub(1))
        .filter(|v| m.heap.is(*v, Kind::Dict));
    let count = args.len().saturating_sub(1);
    if let Some(named) = named {
        let mut failed = false;
        let mut unit = None;
        let keys = m.list_of(named)?;
        for i in 0..m.list_len(keys) {
            let key = m.list_item(keys, i);
            if m.str_bytes(key) == Some(b"timestamp") {
                unit = Some(m.get_item(named, key)?);
            } else {
                failed = true;
            }
        }
        if failed {
            return Err(m.type_error(&[Piece::S(
                "set_labels() takes no other keyword than timestamp",
            )]));
        }
        if let Some(unit) = unit {
            let number = if unit.is_none() {
                0
            } else {
                m.index_clamped(unit)?
            };
            if number != 0 && !UNITS.iter().any(|u| i64::from(u.0) == number) {
                return Err(m.value_error(&[Piece::S(
                    "timestamp must be log.SECONDS or another unit of log, or None",
                )]));
            }
            if state::get(m, at::LOG_TIME) != number as i32 {
                state::set(m, at::LOG_TIME, number as i32);
                state::set(m, at::LOG_HEADED, 0);
            }
        }
    }
    let labels = state::list(m, Slot::Labels)?;
    for i in 0..count {
        column(m, labels, args.at(m, i))?;
    }
    head(m, labels)?;
    Ok(Value::NONE)
}

/// Writes the row of labels if it is not there.
fn head(m: &mut Machine, labels: Ref) -> R<()> {
    if state::get(m, at::LOG_HEADED) != 0 {
        return Ok(());
    }
    let mut text = Text::new(m)?;
    let unit = state::get(m, at::LOG_TIME);
    if let Some(row) = UNITS.iter().find(|row| row.0 == unit) {
        text.push_str(m, row.2)?;
    }
    for i in 0..m.list_len(labels) {
        if !text.is_empty() {
            text.push_byte(m, b',')?;
        }
        let label = m.list_item(labels, i);
        push_cell(m, &mut text, label)?;
    }
    if text.is_empty() {
        return Ok(());
    }
    append(m, text)?;
    state::set(m, at::LOG_HEADED, 1);
    Ok(())
}

/// A cell; one with a comma, a quote or a line's end is put in quotes.
fn push_cell(m: &mut Machine, text: &mut Text, v: Value) -> R<()> {
    let s = m.str(v)?;
    m.keep(s);
    let quoted = m
        .str_bytes(s)
        .unwrap_or_default()
        .iter()
        .any(|b| b",\"\n\r".contains(b));
    if !quoted {
        return text.push_value(m, s);
    }
    text.push_byte(m, b'"')?;
    let mut i = 0;
    while let Some(&byte) = m.str_bytes(s).and_then(|b| b.get(i)) {
        if byte == b'"' {
            text.push_byte(m, b'"')?;
        }
        text.push_byte(m, byte)?;
        i += 1;
    }
    text.push_byte(m, b'"')
}

/// Ends a row and adds it to the table.
fn append(m: &mut Machine, mut text: Text) -> R<()> {
    text.push_byte(m, b'\n')?;
    let row = text.finish(m)?;
    let len = m.str_bytes(row).map_or(0, <[u8]>::len);
    let mut buffer = [0; 128];
    let mut from = 0;
    while from < len {
        let count = copy_bytes(m, row, from, &mut buffer);
        part::log(m, |p| p.append(&buffer[..count]))?;
        from += count.max(1);
    }
    if state::get(m, at::LOG_MIRROR) != 0 {
        m.write_str(row);
    }
    Ok(())
}

/// The time of a row in the unit that was chosen: whole milliseconds, or hundredths of the others.
fn push_time(m: &mut Machine, text: &mut Text) -> R<()> {
    let unit = state::get(m, at::LOG_TIME);
    let Some(row) = UNITS.iter().find(|row| row.0 == unit) else {
        return Ok(());
    };
    let ms = m.host.micros().saturating_sub(state::time(m, at::BEGAN)) / 1000;
    if row.1 == 1 {
        return text.push_int(m, ms as i64);
    }
    let hundredths = ms.saturating_mul(100) / row.1;
    text.push_int(m, (hundredths / 100) as i64)?;
    text.push_byte(m, b'.')?;
    text.push_byte(m, b'0' + (hundredths / 10 % 10) as u8)?;
    text.push_byte(m, b'0' + (hundredths % 10) as u8)
}

fn add(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let named = keywords(m, args);
    let data = match args.get(m, 0) {
        Some(v) if m.heap.is(v, Kind::Dict) => v,
        Some(v) => {
            return Err(m.type_error(&[
                Piece::S("add() takes a dict or keywords, not '"),
                Piece::T(v),
                Piece::S("'"),
            ]));
        }
        None => match named {
            Some(named) => named,
            None => return Err(m.type_error(&[Piece::S("add() needs values: add(label=value)")])),
        },
    };
    let labels = state::list(m, Slot::Labels)?;
    let row = m.new_list_sized(0)?;
    for _ in 0..m.list_len(labels) {
        m.list_push(row, Value::NONE)?;
    }
    for source in [Some(data), named.filter(|v| *v != data)]
        .into_iter()
        .flatten()
    {
        let keys = m.list_of(source)?;
        for i in 0..m.list_len(keys) {
            let key = m.list_item(keys, i);
            let v = m.get_item(source, key)?;
            m.keep(v);
            let at = column(m, labels, key)?;
            while m.list_len(row) <= at {
                m.list_push(row, Value::NONE)?;
            }
            m.list_set(row, at, v);
        }
    }
    head(m, labels)?;
    let mut text = Text::new(m)?;
    push_time(m, &mut text)?;
    let timed = !text.is_empty();
    for i in 0..m.list_len(row) {
        if timed || i > 0 {
            text.push_byte(m, b',')?;
        }
        let v = m.list_item(row, i);
        if !v.is_none() {
            push_cell(m, &mut text, v)?;
        }
    }
    append(m, text)?;
    Ok(Value::NONE)
}

fn delete(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let full = flag(m, args, 0, false)?;
    part::log(m, |p| p.erase(full))?;
    state::set_value(m, Slot::Labels, Value::NONE);
    state::set(m, at::LOG_HEADED, 0);
    Ok(Value::NONE)
}

fn set_mirroring(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let on = flag(m, args, 0, false)?;
    state::set(m, at::LOG_MIRROR, i32::from(on));
    Ok(Value::NONE)
}
