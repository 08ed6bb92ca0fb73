//! `stm`: the registers of the pyboard's chip by their names. They are read from a text in flash when they are asked for.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::{Args, Item, R, Space, Value, function, n};

use crate::facts::stm32f405;
use crate::machine::memory;
use crate::table::copy_bytes;

pub static STM: Space = Space::module(
    n::stm,
    &[
        (n::mem8, Item::Getter(|m| memory::of_bits(m, 8))),
        (n::mem16, Item::Getter(|m| memory::of_bits(m, 16))),
        (n::mem32, Item::Getter(|m| memory::of_bits(m, 32))),
        function(n::__getattr__, get_attribute, 1, 1),
        function(n::__dir__, names, 0, 0),
    ],
);

/// Characters of the longest name.
const LONGEST: usize = 20;

fn get_attribute(m: &mut Machine, args: Args) -> R {
    let name = args.at(m, 0);
    let mut buffer = [0; LONGEST];
    let len = copy_bytes(m, name, 0, &mut buffer);
    let text = core::str::from_utf8(&buffer[..len]).unwrap_or("");
    // A longer name has the beginning of one at most.
    let whole = m.str_bytes(name).is_some_and(|bytes| bytes.len() == len);
    match stm32f405::find(text).filter(|_| whole) {
        Some(number) => m.new_int(i64::from(number)),
        None => Err(m.error(
            pyrite_core::types::ATTRIBUTE_ERROR,
            &[Piece::S("module 'stm' has no attribute "), Piece::R(name)],
        )),
    }
}

fn names(m: &mut Machine, _: Args) -> R {
    let list = m.new_list_sized(0)?;
    stm32f405::each(|kind, register| {
        let mut text = Text::new(m)?;
        text.push_str(m, kind)?;
        if !register.is_empty() {
            text.push_byte(m, b'_')?;
            text.push_str(m, register)?;
        }
        let name = text.finish(m)?;
        m.list_push(list, name)
    })?;
    for name in [n::mem8, n::mem16, n::mem32] {
        m.list_push(list, Value::name(name))?;
    }
    Ok(Value::reference(list))
}
