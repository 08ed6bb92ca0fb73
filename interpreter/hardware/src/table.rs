//! Rows of the tables of members, with their documentation, and reading arguments.

use pyrite_core::board::Pin;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, Name, NativeFn, R, Ref, Value, types};

pub use pyrite_core::{does, told};

/// A method whose arguments have names; from `positional` on they must be named.
pub const fn told_named(
    name: Name,
    call: NativeFn,
    min: u8,
    params: &'static [Name],
    positional: u8,
    doc: &'static str,
) -> Member {
    let native = Native::new(call, min, params.len() as u8).named(params, positional);
    (name, Item::Method(native.doc(doc)))
}

/// A function of a module whose arguments have names.
pub const fn does_named(
    name: Name,
    call: NativeFn,
    min: u8,
    params: &'static [Name],
    positional: u8,
    doc: &'static str,
) -> Member {
    let native = Native::new(call, min, params.len() as u8).named(params, positional);
    (name, Item::Function(native.doc(doc)))
}

/// A small int in a field of a record.
pub fn number(m: &Machine, r: Ref, field: usize) -> i64 {
    m.heap.value(r, field).as_small().unwrap_or(0)
}

/// Argument `i`, `None` when it was not given or is None.
pub fn given(m: &Machine, args: Args, i: usize) -> Option<Value> {
    args.get(m, i).filter(|v| !v.is_none())
}

/// An int argument between two bounds, or what it is when it was not given.
pub fn int_in(
    m: &mut Machine,
    args: Args,
    i: usize,
    otherwise: i64,
    low: i64,
    high: i64,
    what: &str,
) -> R<i64> {
    let Some(v) = args.get(m, i) else {
        return Ok(otherwise);
    };
    let number = m.index_clamped(v)?;
    if number < low || number > high {
        return Err(out_of(m, what, low, high));
    }
    Ok(number)
}

/// The ValueError for a number that is not in its range.
#[cold]
pub fn out_of(m: &mut Machine, what: &str, low: i64, high: i64) -> pyrite_core::Raised {
    if low == high {
        return m.value_error(&[Piece::S(what), Piece::S(" must be "), Piece::I(low)]);
    }
    m.value_error(&[
        Piece::S(what),
        Piece::S(" must be from "),
        Piece::I(low),
        Piece::S(" to "),
        Piece::I(high),
    ])
}

/// A number, int or float.
pub fn real(m: &mut Machine, v: Value) -> R<f64> {
    if let Some(f) = m.as_float(v) {
        return Ok(f);
    }
    Ok(m.index_clamped(v)? as f64)
}

/// A truth value, or what it is when it was not given.
pub fn flag(m: &mut Machine, args: Args, i: usize, otherwise: bool) -> R<bool> {
    match args.get(m, i) {
        Some(v) => m.truth(v),
        None => Ok(otherwise),
    }
}

/// Copies the bytes of an argument, str or bytes-like, into a buffer: the part from byte `from` on; how many came.
pub fn copy_bytes(m: &Machine, v: Value, from: usize, into: &mut [u8]) -> usize {
    let bytes = m
        .str_bytes(v)
        .or_else(|| m.buffer_bytes(v))
        .unwrap_or_default();
    let part = bytes.get(from..).unwrap_or_default();
    let n = part.len().min(into.len());
    into[..n].copy_from_slice(&part[..n]);
    n
}

/// Bytes of an argument; a TypeError for what is neither str nor bytes-like.
pub fn bytes_len(m: &mut Machine, v: Value) -> R<usize> {
    match m.str_bytes(v).or_else(|| m.buffer_bytes(v)) {
        Some(bytes) => Ok(bytes.len()),
        None => Err(m.type_error(&[
            Piece::S("a bytes-like object is required, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

/// Writes bytes into a bytearray or array, at most as many as it has; how many were written.
pub fn fill_buffer(m: &mut Machine, v: Value, from: usize, bytes: &[u8]) -> R<usize> {
    let len = m.buffer_bytes(v).map_or(0, <[u8]>::len);
    let n = bytes.len().min(len.saturating_sub(from));
    for (i, byte) in bytes.iter().take(n).enumerate() {
        m.set_item(
            v,
            Value::small_wrapping((from + i) as i64),
            Value::small_wrapping(i64::from(*byte)),
        )?;
    }
    Ok(n)
}

/// A pin argument as the board numbers it: a pin object of any board's module.
pub fn pin_of(m: &mut Machine, v: Value) -> R<Pin> {
    if let Some(pin) = crate::microbit::pin::as_pin(m, v) {
        return Ok(pin);
    }
    if let Some(pin) = crate::machine::pin::as_pin(m, v) {
        return Ok(pin);
    }
    Err(m.error(
        types::TYPE_ERROR,
        &[
            Piece::S("expected a pin, not '"),
            Piece::T(v),
            Piece::S("'"),
        ],
    ))
}

/// The number of milliseconds that an argument says, int or float.
pub fn micros_of_ms(m: &mut Machine, v: Value) -> R<u64> {
    let ms = real(m, v)?;
    // A cast from float to int stops at the ends of the range.
    Ok((ms * 1000.0) as u64)
}
