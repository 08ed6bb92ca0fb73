//! Functions of the chip that pins can have: `Pin.af`, `Pin.af_list`, and `PinAF`, a record of the pin's number and of the
//! function's place in the board's list.

use pyrite_core::board::Pin;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, R, Space, Value, method, n, types};

use crate::facts::stm32f405;
use crate::part;
use crate::table::told;

pub static PIN_AF: Space = Space::class(
    n::PinAF,
    types::OBJECT,
    &[
        told(n::index, index, 1, 1, "index() -- the function's number"),
        told(n::name, name, 1, 1, "name() -- what the function is called"),
        told(
            n::reg,
            registers,
            1,
            1,
            "reg() -- the address of the registers of the part that it belongs to",
        ),
        method(n::__repr__, repr, 1, 1),
    ],
)
.of_module(n::machine);

/// A function: its number, and the part of the chip and the line of it.
type Function = (u8, &'static str);

fn own(m: &mut Machine, args: Args) -> R<Function> {
    let r = types::receiver::record(m, args, crate::PIN_AF)?;
    let number = |field| m.heap.value(r, field).as_small().unwrap_or(0);
    let (pin, at) = (Pin(number(1) as u8), number(2) as usize);
    let found = part::pins(m, |p| Ok(p.functions(pin).get(at).copied()))?;
    found.ok_or_else(|| part::absent(m, "such function"))
}

/// The part of the chip in the name of a function.
fn part_of(function: Function) -> &'static str {
    function.1.split('_').next().unwrap_or("")
}

fn index(m: &mut Machine, args: Args) -> R {
    let function = own(m, args)?;
    Ok(Value::small_wrapping(i64::from(function.0)))
}

fn pieces(function: Function) -> [Piece<'static>; 4] {
    [
        Piece::S("AF"),
        Piece::I(i64::from(function.0)),
        Piece::S("_"),
        Piece::S(part_of(function)),
    ]
}

fn name(m: &mut Machine, args: Args) -> R {
    let function = own(m, args)?;
    m.message(&pieces(function))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let [a, b, c, d] = pieces(own(m, args)?);
    m.message(&[Piece::S("Pin."), a, b, c, d])
}

fn registers(m: &mut Machine, args: Args) -> R {
    let function = own(m, args)?;
    match stm32f405::find(part_of(function)) {
        Some(address) => m.new_int(i64::from(address)),
        None => Ok(Value::small_wrapping(0)),
    }
}

/// `Pin.af_list()`.
pub fn list(m: &mut Machine, pin: Pin) -> R {
    let count = part::pins(m, |p| Ok(p.functions(pin).len()))?;
    let list = m.new_list_sized(0)?;
    for i in 0..count {
        let fields = [i64::from(pin.0), i as i64].map(Value::small_wrapping);
        let function = m.new_record(crate::PIN_AF, &fields)?;
        m.list_push(list, function)?;
    }
    Ok(Value::reference(list))
}

/// The number that an argument says: an int, or a function from the list.
pub fn number(m: &mut Machine, v: Value) -> R<u8> {
    if let Some(r) = m.as_record(v, crate::PIN_AF) {
        let number = |field| m.heap.value(r, field).as_small().unwrap_or(0);
        let (pin, at) = (Pin(number(1) as u8), number(2) as usize);
        return part::pins(m, |p| Ok(p.functions(pin).get(at).map_or(0, |f| f.0)));
    }
    match u8::try_from(m.index_clamped(v)?) {
        Ok(number) => Ok(number),
        Err(_) => Err(crate::table::out_of(m, "alt", 0, 15)),
    }
}
