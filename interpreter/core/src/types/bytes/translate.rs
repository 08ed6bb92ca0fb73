//! `maketrans` and `translate` of bytes.

use crate::machine::{Machine, Piece, Text};
use crate::native::{Args, R};
use crate::types::text::{Source, bytes_required, subject};
use crate::value::Value;

fn bytes_like(m: &mut Machine, v: Value) -> R<Source> {
    match Source::of_bytes(m, v) {
        Some(s) => Ok(s),
        None => Err(bytes_required(m, v)),
    }
}

pub fn maketrans(m: &mut Machine, args: Args) -> R {
    let (from, to) = (args.at(m, 0), args.at(m, 1));
    let (from, to) = (bytes_like(m, from)?, bytes_like(m, to)?);
    if from.len != to.len {
        return Err(m.value_error(&[Piece::S("maketrans arguments must have same length")]));
    }
    let mut table = [0u8; 256];
    for (i, place) in table.iter_mut().enumerate() {
        *place = i as u8;
    }
    for (a, b) in from.bytes(m).iter().zip(to.bytes(m)) {
        table[usize::from(*a)] = *b;
    }
    m.new_bytes(&table)
}

pub fn translate(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let table = args.at(m, 1);
    let table = if table.is_none() {
        None
    } else {
        let table = bytes_like(m, table)?;
        if table.len != 256 {
            return Err(m.value_error(&[Piece::S("translation table must be 256 characters long")]));
        }
        Some(table)
    };
    let mut gone = [false; 256];
    if let Some(v) = args.get(m, 2) {
        let delete = bytes_like(m, v)?;
        for b in delete.bytes(m) {
            gone[usize::from(*b)] = true;
        }
    }
    let mut out = Text::with_capacity(m, own.len)?;
    let mut block = [0u8; 64];
    let mut at = 0;
    while at < own.len {
        let mut used = 0;
        let bytes = own.bytes(m);
        let map = table.as_ref().map(|t| t.bytes(m));
        for &b in bytes[at..].iter().take(block.len()) {
            at += 1;
            if !gone[usize::from(b)] {
                block[used] = map.map_or(b, |t| t[usize::from(b)]);
                used += 1;
            }
        }
        out.push(m, &block[..used])?;
    }
    out.finish_flavour(m, own.flavour)
}
