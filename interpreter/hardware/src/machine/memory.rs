//! `mem8`, `mem16`, `mem32`: memory and the registers of the chip by their address. A record of the number of bits.

use pyrite_core::board::Fault;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, R, Space, Value, method, n, types};

use crate::part;

pub static MEMORY: Space = Space::class(
    n::mem,
    types::OBJECT,
    &[
        method(n::__getitem__, get_item, 2, 2),
        method(n::__setitem__, set_item, 3, 3),
        method(n::__repr__, repr, 1, 1),
    ],
)
.of_module(n::machine);

/// The object for so many bits at an address.
pub fn of_bits(m: &mut Machine, bits: i64) -> R {
    m.new_record(crate::MEMORY, &[Value::small_wrapping(bits)])
}

fn own(m: &mut Machine, args: Args) -> R<u8> {
    let r = types::receiver::record(m, args, crate::MEMORY)?;
    Ok(m.heap.value(r, 1).as_small().unwrap_or(8) as u8)
}

/// How many bits, and from where on.
fn place(m: &mut Machine, args: Args) -> R<(u8, u32)> {
    let bits = own(m, args)?;
    let number = m.index_clamped(args.at(m, 1))?;
    let bytes = i64::from(bits / 8);
    match u32::try_from(number) {
        Ok(address) if number % bytes == 0 => Ok((bits, address)),
        Ok(_) => Err(m.value_error(&[
            Piece::S("address "),
            Piece::I(number),
            Piece::S(" is not a multiple of "),
            Piece::I(bytes),
        ])),
        Err(_) => Err(crate::table::out_of(m, "address", 0, i64::from(u32::MAX))),
    }
}

/// What stands at an address; the error says which it was.
fn ask<T>(m: &mut Machine, address: u32, answer: Result<T, Fault>) -> R<T> {
    let Err(fault) = answer else {
        return answer.map_err(|fault| part::failed(m, fault, "memory"));
    };
    if fault != Fault::Absent {
        return Err(part::failed(m, fault, "this memory"));
    }
    let name = m
        .host
        .board()
        .map_or("there is no board here: it", |board| board.name());
    Err(m.error(
        types::NOT_IMPLEMENTED_ERROR,
        &[
            Piece::S(name),
            Piece::S(" has nothing to read or write at address "),
            Piece::I(i64::from(address)),
        ],
    ))
}

fn get_item(m: &mut Machine, args: Args) -> R {
    let (bits, address) = place(m, args)?;
    let answer = part::board(m, |board| board.read_memory(address, bits))?;
    let number = ask(m, address, answer)?;
    m.new_int(i64::from(number))
}

fn set_item(m: &mut Machine, args: Args) -> R {
    let (bits, address) = place(m, args)?;
    // As on the chip, what does not fit is cut off.
    let number = m.index_clamped(args.at(m, 2))? as u32;
    let number = number & u32::MAX >> (32 - bits);
    let answer = part::board(m, |board| board.write_memory(address, bits, number))?;
    ask(m, address, answer)?;
    Ok(Value::NONE)
}

fn repr(m: &mut Machine, args: Args) -> R {
    let bits = own(m, args)?;
    m.message(&[
        Piece::S("<"),
        Piece::I(i64::from(bits)),
        Piece::S("-bit memory>"),
    ])
}
