//! What the classes for buses share, those of `machine` and those of `pyb`: which bus is meant, and how bytes are given.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, R, Value, types};

use crate::microbit::bus::{LONGEST, read_bytes};
use crate::part;
use crate::serial::pour;
use crate::table::{bytes_len, given, int_in};

/// The number of the bus that a bus at any pins stands for.
pub const SOFT: u8 = 0;

pub fn optional_pin(m: &mut Machine, args: Args, i: usize) -> R<Option<pyrite_core::board::Pin>> {
    match given(m, args, i) {
        Some(v) => super::pin::find(m, v).map(Some),
        None => Ok(None),
    }
}

/// The number of a bus: an int, or the skin of the pyboard where it is, `"X"` or `"Y"`.
pub fn bus_number(m: &mut Machine, args: Args, i: usize) -> R<u8> {
    let v = args.at(m, i);
    match m.str_bytes(v) {
        Some(b"X") => Ok(1),
        Some(b"Y") => Ok(2),
        Some(_) => Err(m.value_error(&[Piece::S("there is no bus "), Piece::R(v)])),
        None => Ok(int_in(m, args, i, 0, 0, 255, "id")? as u8),
    }
}

/// The bus's number, which all records here have first.
pub fn bus(m: &mut Machine, args: Args) -> R<u8> {
    let v = args.at(m, 0);
    let found = [
        crate::I2C,
        crate::SOFT_I2C,
        crate::PYB_I2C,
        crate::SPI,
        crate::SOFT_SPI,
        crate::PYB_SPI,
    ]
    .iter()
    .find_map(|class| m.as_record(v, *class));
    match found {
        Some(r) => Ok(m.heap.value(r, 1).as_small().unwrap_or(0) as u8),
        None => Err(types::receiver::wrong_receiver(m, args)),
    }
}

pub fn address(m: &mut Machine, args: Args, i: usize) -> R<u8> {
    Ok(int_in(m, args, i, 0, 0, 127, "addr")? as u8)
}

/// The bytes of a register's number: 8 to 32 bits, the upper ones first.
pub fn register(m: &mut Machine, number: i64, bits: i64) -> R<([u8; 4], usize)> {
    if ![8, 16, 24, 32].contains(&bits) {
        return Err(m.value_error(&[Piece::S("addrsize must be 8, 16, 24 or 32")]));
    }
    let count = bits as usize / 8;
    let mut bytes = [0; 4];
    bytes[..count].copy_from_slice(&(number as u32).to_be_bytes()[4 - count..]);
    Ok((bytes, count))
}

pub fn read_register(m: &mut Machine, id: u8, address: u8, register: &[u8], len: usize) -> R {
    part::i2c(m, id, |bus| bus.write(address, register, false))?;
    read_bytes(m, id, address, len, true)
}

/// Bytes of an argument, which may be an int for one byte.
pub fn data(m: &mut Machine, v: Value) -> R {
    if m.is_a(v, types::INT) {
        let byte = m.index_clamped(v)? as u8;
        return m.new_bytes(&[byte]);
    }
    Ok(v)
}

/// How many bytes are wanted, and the buffer they go into, if it is one.
pub fn wanted(m: &mut Machine, v: Value) -> R<(usize, Option<Value>)> {
    if m.is_a(v, types::INT) {
        let len = m.index_clamped(v)?.clamp(0, LONGEST as i64) as usize;
        return Ok((len, None));
    }
    Ok((bytes_len(m, v)?, Some(v)))
}

pub fn answer(m: &mut Machine, bytes: Value, into: Option<Value>) -> R {
    match into {
        Some(into) => {
            pour(m, bytes, into)?;
            Ok(into)
        }
        None => Ok(bytes),
    }
}
