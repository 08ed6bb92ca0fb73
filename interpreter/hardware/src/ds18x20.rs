//! `ds18x20`: thermometers on a 1-Wire bus (DS18S20, DS1822, DS18B20). A record of the bus.

use pyrite_core::board::Pin;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, R, Ref, Space, Value, n, types};

use crate::onewire::{self, ROM, SKIP_ROM};
use crate::table::{bytes_len, told};

pub static DS18X20: Space = Space::module(n::ds18x20, &[(n::DS18X20, Item::Type(crate::DS18X20))]);

pub static THERMOMETERS: Space = Space::class(
    n::DS18X20,
    types::OBJECT,
    &[
        told(n::scan, scan, 1, 1, "scan() -- the addresses of the thermometers that are there: a list of bytearrays of 8 bytes"),
        told(n::convert_temp, convert_temp, 1, 1, "convert_temp() -- have all thermometers measure; read_temp() after 750 ms"),
        told(n::read_temp, read_temp, 2, 2, "read_temp(rom) -- the temperature that the thermometer with this address measured, in degrees Celsius"),
        told(n::read_scratch, read_scratch, 2, 2, "read_scratch(rom) -- the nine bytes of a thermometer's memory"),
        told(n::write_scratch, write_scratch, 3, 3, "write_scratch(rom, buf) -- write the three bytes of limits and resolution"),
    ],
)
.new(Native::new(new, 2, 2).doc("DS18X20(onewire) -- the thermometers on a 1-Wire bus"))
.of_module(n::ds18x20);

const CONVERT: u8 = 0x44;
const READ_SCRATCH: u8 = 0xbe;
const WRITE_SCRATCH: u8 = 0x4e;

/// The family of the DS18S20, which counts in halves of a degree.
const DS18S20: u8 = 0x10;

fn new(m: &mut Machine, args: Args) -> R {
    let bus = args.at(m, 1);
    onewire::pin(m, bus)?;
    m.new_record(crate::DS18X20, &[bus])
}

fn own(m: &mut Machine, args: Args) -> R<Pin> {
    let r: Ref = types::receiver::record(m, args, crate::DS18X20)?;
    let bus = m.heap.value(r, 1);
    onewire::pin(m, bus)
}

fn scan(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    onewire::list(m, pin, |family| matches!(family, DS18S20 | 0x22 | 0x28))
}

fn convert_temp(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    onewire::begin(m, pin)?;
    onewire::send(m, pin, &[SKIP_ROM, CONVERT])?;
    Ok(Value::NONE)
}

/// Address and memory of the thermometer that argument 1 says.
fn scratch(m: &mut Machine, args: Args) -> R<([u8; ROM], [u8; 9])> {
    let pin = own(m, args)?;
    let rom = onewire::rom(m, args.at(m, 1))?;
    onewire::begin(m, pin)?;
    onewire::select(m, pin, rom)?;
    onewire::send(m, pin, &[READ_SCRATCH])?;
    let mut scratch = [0; 9];
    onewire::receive(m, pin, &mut scratch)?;
    if onewire::crc8(0, &scratch) != 0 {
        return Err(m.error(types::EXCEPTION, &[Piece::S("CRC error")]));
    }
    Ok((rom, scratch))
}

fn read_scratch(m: &mut Machine, args: Args) -> R {
    let (_, scratch) = scratch(m, args)?;
    let bytes = m.new_bytes(&scratch)?;
    types::bytearray::from_bytes(m, bytes)
}

fn write_scratch(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let rom = onewire::rom(m, args.at(m, 1))?;
    let v = args.at(m, 2);
    bytes_len(m, v)?;
    onewire::begin(m, pin)?;
    onewire::select(m, pin, rom)?;
    onewire::send(m, pin, &[WRITE_SCRATCH])?;
    onewire::send_all(m, pin, v)?;
    Ok(Value::NONE)
}

fn read_temp(m: &mut Machine, args: Args) -> R {
    let ([family, ..], scratch) = scratch(m, args)?;
    let raw = f64::from(i16::from_le_bytes([scratch[0], scratch[1]]));
    if family != DS18S20 {
        return m.new_float(raw / 16.0);
    }
    // Halves, made finer by what was left of the count (data sheet, "Operation: measuring temperature").
    let (left, per_degree) = (f64::from(scratch[6]), f64::from(scratch[7]));
    let whole = libm::floor(raw / 2.0);
    if per_degree == 0.0 {
        return m.new_float(raw / 2.0);
    }
    m.new_float(whole - 0.25 + (per_degree - left) / per_degree)
}
