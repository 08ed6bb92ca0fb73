//! `onewire`: Maxim's 1-Wire bus. A record of the pin. Finding devices and telling whether bytes came whole is done here, bits are the
//! board's business.

use pyrite_core::board::{Pin, PinMode, Pull};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Space, Value, n, types};

use crate::part;
use crate::table::{
    bytes_len, copy_bytes, does, fill_buffer, flag, int_in, pin_of, told, told_named,
};

pub static ONEWIRE: Space = Space::module(
    n::onewire,
    &[
        (n::OneWire, Item::Type(crate::ONE_WIRE)),
        (n::OneWireError, Item::Type(crate::ONE_WIRE_ERROR)),
        does(
            n::crc8,
            crc8_of,
            1,
            1,
            "crc8(data) -- the check of bytes: 0 when the last of them is that of the others",
        ),
    ],
);

/// `onewire.OneWireError`: nothing answers on the wire.
pub static ONE_WIRE_ERROR: Space =
    Space::class(n::OneWireError, types::EXCEPTION, &[]).of_module(n::onewire);

const RESET: &[Name] = &[n::__, n::required];

pub static ONE_WIRE: Space = Space::class(
    n::OneWire,
    types::OBJECT,
    &[
        told_named(n::reset, reset, 1, RESET, 2, "reset(required=False) -- reset the devices: whether one is there; with required an OneWireError if not"),
        told(n::readbit, readbit, 1, 1, "readbit() -- read a bit"),
        told(n::readbyte, readbyte, 1, 1, "readbyte() -- read a byte, as an int"),
        told(n::readinto, readinto, 2, 2, "readinto(buf) -- fill a buffer with bytes that are read"),
        told(n::writebit, writebit, 2, 2, "writebit(value) -- write a bit"),
        told(n::writebyte, writebyte, 2, 2, "writebyte(value) -- write an int as a byte"),
        told(n::write, write, 2, 2, "write(buf) -- write bytes"),
        told(n::select_rom, select_rom, 2, 2, "select_rom(rom) -- what follows is for the device with this address"),
        told(n::scan, scan, 1, 1, "scan() -- the addresses of the devices that are there: a list of bytearrays of 8 bytes"),
        told(n::crc8, |m, args| crc8_of(m, args.rest(1)), 2, 2, "crc8(data) -- the check of bytes: 0 when the last of them is that of the others"),
        (n::SEARCH_ROM, Item::Int(SEARCH_ROM as i32)),
        (n::MATCH_ROM, Item::Int(MATCH_ROM as i32)),
        (n::SKIP_ROM, Item::Int(SKIP_ROM as i32)),
    ],
)
.new(Native::new(new, 2, 2).named(&[n::__, n::pin], 2).doc("OneWire(pin) -- a 1-Wire bus at a pin"))
.of_module(n::onewire);

const SEARCH_ROM: u8 = 0xf0;
const MATCH_ROM: u8 = 0x55;
pub const SKIP_ROM: u8 = 0xcc;

/// Bytes of a device's address: its family, six of its own, and a check.
pub const ROM: usize = 8;

/// Devices that a scan finds at most.
const MOST: usize = 64;

/// Lets a pin be driven low by anyone on the line.
pub fn open_drain(m: &mut Machine, v: Value) -> R<Pin> {
    let pin = pin_of(m, v)?;
    crate::microbit::pin::acquire(m, pin.0, crate::microbit::pin::Use::WriteDigital)?;
    part::pins(m, |p| {
        p.write(pin, true)?;
        p.set_mode(pin, PinMode::OpenDrain(Pull::Up))
    })?;
    Ok(pin)
}

fn new(m: &mut Machine, args: Args) -> R {
    let pin = open_drain(m, args.at(m, 1))?;
    m.new_record(crate::ONE_WIRE, &[Value::small_wrapping(i64::from(pin.0))])
}

/// The pin of a bus.
pub fn pin(m: &mut Machine, v: Value) -> R<Pin> {
    match m.as_record(v, crate::ONE_WIRE) {
        Some(r) => Ok(Pin(m.heap.value(r, 1).as_small().unwrap_or(0) as u8)),
        None => Err(m.type_error(&[
            Piece::S("expected a OneWire, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

fn own(m: &mut Machine, args: Args) -> R<Pin> {
    types::receiver::record(m, args, crate::ONE_WIRE)?;
    let v = args.at(m, 0);
    pin(m, v)
}

/// Resets the devices; an OneWireError when there is none.
pub fn begin(m: &mut Machine, pin: Pin) -> R<()> {
    if part::pins(m, |p| p.wire_reset(pin))? {
        return Ok(());
    }
    Err(m.error(
        crate::ONE_WIRE_ERROR,
        &[Piece::S("nothing answers on the wire")],
    ))
}

fn reset(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    if flag(m, args, 1, false)? {
        begin(m, pin)?;
        return Ok(Value::TRUE);
    }
    part::pins(m, |p| p.wire_reset(pin)).map(Value::bool)
}

fn bit(m: &mut Machine, pin: Pin, bit: bool) -> R<bool> {
    part::pins(m, |p| p.wire_bit(pin, bit))
}

/// The lowest bit goes first.
pub fn send(m: &mut Machine, pin: Pin, bytes: &[u8]) -> R<()> {
    part::pins(m, |p| {
        for byte in bytes {
            for i in 0..8 {
                p.wire_bit(pin, byte >> i & 1 != 0)?;
            }
        }
        Ok(())
    })
}

pub fn receive(m: &mut Machine, pin: Pin, into: &mut [u8]) -> R<()> {
    part::pins(m, |p| {
        for byte in into {
            *byte = 0;
            for i in 0..8 {
                *byte |= u8::from(p.wire_bit(pin, true)?) << i;
            }
        }
        Ok(())
    })
}

fn readbit(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let bit = bit(m, pin, true)?;
    Ok(Value::small_wrapping(i64::from(bit)))
}

fn readbyte(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let mut byte = [0];
    receive(m, pin, &mut byte)?;
    Ok(Value::small_wrapping(i64::from(byte[0])))
}

fn readinto(m: &mut Machine, args: Args) -> R {
    let (pin, into) = (own(m, args)?, args.at(m, 1));
    for i in 0..bytes_len(m, into)? {
        let mut byte = [0];
        receive(m, pin, &mut byte)?;
        fill_buffer(m, into, i, &byte)?;
    }
    Ok(Value::NONE)
}

fn writebit(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let value = flag(m, args, 1, false)?;
    bit(m, pin, value)?;
    Ok(Value::NONE)
}

fn writebyte(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let byte = int_in(m, args, 1, 0, 0, 255, "value")? as u8;
    send(m, pin, &[byte])?;
    Ok(Value::NONE)
}

fn write(m: &mut Machine, args: Args) -> R {
    let (pin, v) = (own(m, args)?, args.at(m, 1));
    send_all(m, pin, v)?;
    Ok(Value::NONE)
}

/// Sends the bytes of an argument.
pub fn send_all(m: &mut Machine, pin: Pin, v: Value) -> R<()> {
    bytes_len(m, v)?;
    let mut buffer = [0; 32];
    let mut from = 0;
    loop {
        let count = copy_bytes(m, v, from, &mut buffer);
        if count == 0 {
            return Ok(());
        }
        send(m, pin, &buffer[..count])?;
        from += count;
    }
}

/// The address in an argument.
pub fn rom(m: &mut Machine, v: Value) -> R<[u8; ROM]> {
    if bytes_len(m, v)? != ROM {
        return Err(m.value_error(&[Piece::S("the address of a device has 8 bytes")]));
    }
    let mut rom = [0; ROM];
    copy_bytes(m, v, 0, &mut rom);
    Ok(rom)
}

/// Resets the devices and says which one is meant.
pub fn select(m: &mut Machine, pin: Pin, rom: [u8; ROM]) -> R<()> {
    part::pins(m, |p| p.wire_reset(pin))?;
    send(m, pin, &[MATCH_ROM])?;
    send(m, pin, &rom)
}

fn select_rom(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let rom = rom(m, args.at(m, 1))?;
    select(m, pin, rom)?;
    Ok(Value::NONE)
}

/// One walk through the tree of addresses (application note 187). Where devices differ it goes as the last walk up to bit `turn`,
/// there to the zeros, behind it to the ones; before all bits it is -1. The last bit at which it went to the ones, -1 when there is
/// none; `None` when nothing answers.
fn walk(m: &mut Machine, pin: Pin, rom: &mut [u8; ROM], turn: i32) -> R<Option<i32>> {
    if !part::pins(m, |p| p.wire_reset(pin))? {
        return Ok(None);
    }
    send(m, pin, &[SEARCH_ROM])?;
    let mut next = -1;
    for i in 0..64i32 {
        let (byte, mask) = (i as usize / 8, 1u8 << (i % 8));
        let (is, is_not) = (bit(m, pin, true)?, bit(m, pin, true)?);
        let was = rom[byte] & mask != 0;
        let go = match (is, is_not) {
            (true, true) => return Ok(None),
            (false, false) if i < turn => was,
            (false, false) => i != turn,
            _ => is,
        };
        if (is, is_not) == (false, false) && go {
            next = i;
        }
        rom[byte] = if go {
            rom[byte] | mask
        } else {
            rom[byte] & !mask
        };
        bit(m, pin, go)?;
    }
    Ok(Some(next))
}

/// Calls a function with the address of every device.
pub fn each(
    m: &mut Machine,
    pin: Pin,
    mut f: impl FnMut(&mut Machine, [u8; ROM]) -> R<()>,
) -> R<()> {
    let mut rom = [0; ROM];
    let mut turn = -1;
    for _ in 0..MOST {
        match walk(m, pin, &mut rom, turn)? {
            None => break,
            Some(next) => {
                // What was disturbed on its way is not told as a device.
                if crc8(0, &rom) == 0 {
                    f(m, rom)?;
                }
                turn = next;
                if next == -1 {
                    break;
                }
            }
        }
    }
    Ok(())
}

/// The addresses of devices for which `wanted` says so, as a list of bytearrays.
pub fn list(m: &mut Machine, pin: Pin, wanted: fn(u8) -> bool) -> R {
    let list = m.new_list_sized(0)?;
    each(m, pin, |m, rom| {
        if !wanted(rom[0]) {
            return Ok(());
        }
        let bytes = m.new_bytes(&rom)?;
        let array = types::bytearray::from_bytes(m, bytes)?;
        m.list_push(list, array)
    })?;
    Ok(Value::reference(list))
}

fn scan(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    list(m, pin, |_| true)
}

/// The check of 1-Wire: the polynomial x^8 + x^5 + x^4 + 1, lowest bit first.
pub fn crc8(mut crc: u8, bytes: &[u8]) -> u8 {
    for byte in bytes {
        crc ^= byte;
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 != 0 { 0x8c } else { 0 };
        }
    }
    crc
}

fn crc8_of(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    bytes_len(m, v)?;
    let (mut crc, mut from) = (0, 0);
    let mut buffer = [0; 32];
    loop {
        let count = copy_bytes(m, v, from, &mut buffer);
        if count == 0 {
            return Ok(Value::small_wrapping(i64::from(crc)));
        }
        crc = crc8(crc, &buffer[..count]);
        from += count;
    }
}
