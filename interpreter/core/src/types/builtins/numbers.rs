//! Builtin functions about numbers and characters: abs, round, divmod, pow, chr, ord, hex, oct, bin.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, R};
use crate::types;
use crate::value::{Immediate, Value};

pub fn abs(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if let Some(size) = types::complex::length_of(m, v) {
        return m.new_float(size);
    }
    if m.is_int(v) || m.as_float(v).is_some() || m.heap.is(v, Kind::Complex) {
        return types::number::absolute(m, v);
    }
    match m.special(v, n::__abs__) {
        Some(method) => m.call_special(method, v, &[]),
        None => Err(m.type_error(&[
            Piece::S("bad operand type for abs(): '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

pub fn round(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let Some(method) = m.special(v, n::__round__) else {
        return Err(m.type_error(&[
            Piece::S("type "),
            Piece::T(v),
            Piece::S(" doesn't define __round__ method"),
        ]));
    };
    match args.get(m, 1) {
        Some(digits) if !digits.is_none() => m.call_special(method, v, &[digits]),
        _ => m.call_special(method, v, &[]),
    }
}

pub fn divmod(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let (left, right) = (m.type_of(a), m.type_of(b));
    let mut order = [(a, b, n::__divmod__), (b, a, n::__rdivmod__)];
    if left != right
        && m.is_subclass(right, left)
        && m.special(a, n::__rdivmod__) != m.special(b, n::__rdivmod__)
    {
        order.reverse();
    }
    for (v, other, name) in order {
        if name == n::__rdivmod__ && left == right {
            break;
        }
        if let Some(method) = m.special(v, name) {
            let result = m.call_special(method, v, &[other])?;
            if result != Value::NOT_IMPLEMENTED {
                return Ok(result);
            }
        }
    }
    Err(m.type_error(&[
        Piece::S("unsupported operand type(s) for divmod(): '"),
        Piece::T(a),
        Piece::S("' and '"),
        Piece::T(b),
        Piece::S("'"),
    ]))
}

pub fn pow(m: &mut Machine, args: Args) -> R {
    let (base, exponent) = (args.at(m, 0), args.at(m, 1));
    match args.get(m, 2) {
        Some(modulus) if !modulus.is_none() => {
            if let Some(method) = m.special(base, n::__pow__) {
                let result = m.call_special(method, base, &[exponent, modulus])?;
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(result);
                }
            }
            Err(m.type_error(&[
                Piece::S("unsupported operand type(s) for ** or pow(): '"),
                Piece::T(base),
                Piece::S("', '"),
                Piece::T(exponent),
                Piece::S("', '"),
                Piece::T(modulus),
                Piece::S("'"),
            ]))
        }
        _ => m.binary(crate::ops::BinaryOp::Pow, base, exponent),
    }
}

pub fn chr(m: &mut Machine, args: Args) -> R {
    let code = match args.at(m, 0).as_small() {
        Some(code @ 0..=127) => return Ok(Value::character(code as u8)),
        Some(code) => code,
        None => m.index_clamped(args.at(m, 0))?,
    };
    if i32::try_from(code).is_err() {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("Python int too large to convert to C int")],
        ));
    }
    if !(0..=0x10_ffff).contains(&code) {
        return Err(m.value_error(&[Piece::S("chr() arg not in range(0x110000)")]));
    }
    let mut buffer = [0; 4];
    let len = crate::utf8::encode(code as u32, &mut buffer);
    m.new_str(&buffer[..len])
}

pub fn ord(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if let Some(Immediate::Character(c)) = v.as_immediate() {
        return Ok(Value::small_wrapping(i64::from(c)));
    }
    let len = match m.str_bytes(v) {
        Some(bytes) => {
            let (code, size) = crate::utf8::decode(bytes, 0);
            if size == bytes.len() {
                return m.new_int(i64::from(code));
            }
            crate::utf8::count(bytes)
        }
        None => match m.buffer_bytes(v) {
            Some([byte]) => return Ok(Value::small_wrapping(i64::from(*byte))),
            Some(bytes) => bytes.len(),
            None => {
                return Err(m.type_error(&[
                    Piece::S("ord() expected string of length 1, but "),
                    Piece::T(v),
                    Piece::S(" found"),
                ]));
            }
        },
    };
    Err(m.type_error(&[
        Piece::S("ord() expected a character, but string of length "),
        Piece::I(len as i64),
        Piece::S(" found"),
    ]))
}

fn in_base(m: &mut Machine, args: Args, spec: &[u8]) -> R {
    let v = m.index(args.at(m, 0))?;
    m.keep(v);
    let spec = m.new_str(spec)?;
    super::format_of(m, v, spec)
}

pub fn hex(m: &mut Machine, args: Args) -> R {
    in_base(m, args, b"#x")
}

pub fn oct(m: &mut Machine, args: Args) -> R {
    in_base(m, args, b"#o")
}

pub fn bin(m: &mut Machine, args: Args) -> R {
    in_base(m, args, b"#b")
}
