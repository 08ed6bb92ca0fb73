//! `neopixel`: strips of LEDs with a chip each (WS2812 and the like). A record of the pin, the number of LEDs, the bytes of each,
//! the pulses' timing, and the bytes to send.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, property, types};

use crate::part;
use crate::table::{bytes_len, copy_bytes, int_in, pin_of, told};

pub static NEOPIXEL: Space =
    Space::module(n::neopixel, &[(n::NeoPixel, Item::Type(crate::NEO_PIXEL))]);

const NEW: &[Name] = &[n::__, n::pin, n::n, n::bpp, n::timing];

static MEMBERS: &[Member] = &[
    told(
        n::show,
        show,
        1,
        1,
        "show() -- send the colours to the strip",
    ),
    told(
        n::write,
        show,
        1,
        1,
        "write() -- send the colours to the strip",
    ),
    told(n::clear, clear, 1, 1, "clear() -- all LEDs dark, at once"),
    told(
        n::fill,
        fill,
        2,
        2,
        "fill(colour) -- give all LEDs a colour; show() makes it seen",
    ),
    method(n::__len__, len, 1, 1),
    method(n::__getitem__, get_item, 2, 2),
    method(n::__setitem__, set_item, 3, 3),
    property(n::n, |m, own| field(m, own, COUNT)),
    property(n::bpp, |m, own| field(m, own, BYTES)),
    property(n::pin, |m, own| field(m, own, PIN_OBJECT)),
];

pub static NEO_PIXEL: Space = Space::class(n::NeoPixel, types::OBJECT, MEMBERS)
    .new(Native::new(new, 3, 5).named(NEW, 5).doc(
        "NeoPixel(pin, n, bpp=3, timing=1) -- a strip of n LEDs at a pin; bpp=4 for such with white",
    ))
    .of_module(n::neopixel);

const PIN: usize = 1;
const COUNT: usize = 2;
const BYTES: usize = 3;
const BUFFER: usize = 4;
const TIMING: usize = 5;
const PIN_OBJECT: usize = 6;

/// Pulses in nanoseconds: high and low for a 0, high and low for a 1; for slow and fast chips.
const SLOW: [u32; 4] = [800, 1700, 1600, 900];
const FAST: [u32; 4] = [400, 850, 800, 450];

/// Places of red, green, blue and white in what is sent.
const ORDER: [usize; 4] = [1, 0, 2, 3];

const MOST: i64 = 4096;

fn new(m: &mut Machine, args: Args) -> R {
    let object = args.at(m, 1);
    let pin = pin_of(m, object)?;
    let count = int_in(m, args, 2, 0, 1, MOST / 4, "n")?;
    let bytes = int_in(m, args, 3, 3, 3, 4, "bpp")?;
    let timing = int_in(m, args, 4, 1, 0, 1, "timing")?;
    crate::microbit::pin::acquire(m, pin.0, crate::microbit::pin::Use::WriteDigital)?;
    part::pins(m, |p| {
        p.note_strip(pin, bytes as u8);
        p.set_mode(pin, pyrite_core::board::PinMode::Output)
    })?;
    let buffer = m.new_bytes_sized((count * bytes) as usize)?;
    let fields = [
        Value::small_wrapping(i64::from(pin.0)),
        Value::small_wrapping(count),
        Value::small_wrapping(bytes),
        Value::reference(buffer),
        Value::small_wrapping(timing),
        object,
    ];
    m.new_record(crate::NEO_PIXEL, &fields)
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::NEO_PIXEL)
}

fn number(m: &Machine, strip: Ref, field: usize) -> usize {
    m.heap.value(strip, field).as_small().unwrap_or(0) as usize
}

fn field(m: &mut Machine, own: Value, field: usize) -> R {
    Ok(m.as_record(own, crate::NEO_PIXEL)
        .map_or(Value::NONE, |r| m.heap.value(r, field)))
}

fn len(m: &mut Machine, args: Args) -> R {
    let strip = own(m, args)?;
    Ok(m.heap.value(strip, COUNT))
}

fn place(m: &mut Machine, strip: Ref, i: Value) -> R<usize> {
    let i = m.item_index(i, number(m, strip, COUNT), "NeoPixel")?;
    Ok(i * number(m, strip, BYTES))
}

fn bytes<'m>(m: &'m mut Machine, strip: Ref) -> &'m mut [u8] {
    let len = number(m, strip, COUNT) * number(m, strip, BYTES);
    let buffer = m.heap.value(strip, BUFFER).as_ref().unwrap_or(strip);
    m.heap.bytes_mut(buffer, 1, len)
}

fn get_item(m: &mut Machine, args: Args) -> R {
    let strip = own(m, args)?;
    let at = place(m, strip, args.at(m, 1))?;
    let count = number(m, strip, BYTES);
    let mut colour = [Value::small_wrapping(0); 4];
    for (i, part) in colour.iter_mut().enumerate().take(count) {
        let byte = bytes(m, strip).get(at + ORDER[i]).copied().unwrap_or(0);
        *part = Value::small_wrapping(i64::from(byte));
    }
    m.new_tuple(&colour[..count])
}

/// The parts of a colour.
fn colour(m: &mut Machine, v: Value, count: usize) -> R<[u8; 4]> {
    let tuple = m.tuple_of(v)?;
    if m.tuple_len(tuple) != count {
        return Err(m.value_error(&[
            Piece::S("a colour of this strip has "),
            Piece::I(count as i64),
            Piece::S(" parts"),
        ]));
    }
    let mut parts = [0; 4];
    for (i, part) in parts.iter_mut().enumerate().take(count) {
        let item = m.tuple_item(tuple, i);
        let number = m.index_clamped(item)?;
        *part = match u8::try_from(number) {
            Ok(byte) => byte,
            Err(_) => return Err(crate::table::out_of(m, "a part of a colour", 0, 255)),
        };
    }
    Ok(parts)
}

fn put(m: &mut Machine, strip: Ref, at: usize, colour: [u8; 4]) {
    let count = number(m, strip, BYTES);
    let all = bytes(m, strip);
    for i in 0..count {
        if let Some(byte) = all.get_mut(at + ORDER[i]) {
            *byte = colour[i];
        }
    }
}

fn set_item(m: &mut Machine, args: Args) -> R {
    let strip = own(m, args)?;
    let at = place(m, strip, args.at(m, 1))?;
    let colour = colour(m, args.at(m, 2), number(m, strip, BYTES))?;
    put(m, strip, at, colour);
    Ok(Value::NONE)
}

fn fill(m: &mut Machine, args: Args) -> R {
    let strip = own(m, args)?;
    let count = number(m, strip, BYTES);
    let colour = colour(m, args.at(m, 1), count)?;
    for i in 0..number(m, strip, COUNT) {
        put(m, strip, i * count, colour);
    }
    Ok(Value::NONE)
}

fn clear(m: &mut Machine, args: Args) -> R {
    let strip = own(m, args)?;
    bytes(m, strip).fill(0);
    show(m, args)
}

fn show(m: &mut Machine, args: Args) -> R {
    let strip = own(m, args)?;
    let pin = pyrite_core::board::Pin(number(m, strip, PIN) as u8);
    let timing = if number(m, strip, TIMING) == 0 {
        SLOW
    } else {
        FAST
    };
    let buffer = m.heap.value(strip, BUFFER);
    send(m, pin, timing, buffer)
}

/// Sends the bytes of a value in one piece.
fn send(m: &mut Machine, pin: pyrite_core::board::Pin, timing: [u32; 4], v: Value) -> R {
    let len = bytes_len(m, v)?;
    let mut small = [0; 256];
    if len <= small.len() {
        copy_bytes(m, v, 0, &mut small);
        part::pins(m, |p| p.send_bits(pin, timing, &small[..len]))?;
        return Ok(Value::NONE);
    }
    let mut large = [0; MOST as usize];
    if len > large.len() {
        return Err(m.value_error(&[Piece::S("at most 4096 bytes can be sent to a strip")]));
    }
    copy_bytes(m, v, 0, &mut large);
    part::pins(m, |p| p.send_bits(pin, timing, &large[..len]))?;
    Ok(Value::NONE)
}

/// `microbit.ws2812_write(pin, buffer)`.
pub fn ws2812_write(m: &mut Machine, args: Args) -> R {
    let pin = pin_of(m, args.at(m, 0))?;
    part::pins(m, |p| {
        p.note_strip(pin, 3);
        Ok(())
    })?;
    send(m, pin, FAST, args.at(m, 1))
}
