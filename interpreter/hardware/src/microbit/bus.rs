//! `i2c` and `spi` of the micro:bit.

use pyrite_core::board::SpiSettings;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Name, R, Space, Value, n, types};

use super::pin::{self, Use};
use crate::part;
use crate::table::{
    bytes_len, copy_bytes, fill_buffer, flag, given, int_in, pin_of, told, told_named,
};

const I2C_INIT: &[Name] = &[n::__, n::freq, n::sda, n::scl];
const I2C_READ: &[Name] = &[n::__, n::addr, n::n, n::repeat];
const I2C_WRITE: &[Name] = &[n::__, n::addr, n::buf, n::repeat];

pub static I2C: Space = Space::class(
    n::MicroBitI2C,
    types::OBJECT,
    &[
        told_named(n::init, i2c_init, 1, I2C_INIT, 4, "init(freq=100000, sda=pin20, scl=pin19) -- set the bus up again, with a clock in hertz"),
        told(n::scan, i2c_scan, 1, 1, "scan() -- the addresses at which a device answers"),
        told_named(n::read, i2c_read, 3, I2C_READ, 4, "read(addr, n, repeat=False) -- read n bytes from the device with this address"),
        told_named(n::write, i2c_write, 3, I2C_WRITE, 4, "write(addr, buf, repeat=False) -- write bytes to the device with this address"),
    ],
)
.of_module(n::microbit);

/// Bytes that go over a bus in one piece.
pub const LONGEST: usize = 1024 + 8;

fn i2c_init(m: &mut Machine, args: Args) -> R {
    let frequency = int_in(m, args, 1, 100_000, 1, 1_000_000, "freq")? as u32;
    let mut pins = [None; 2];
    for (i, pin) in pins.iter_mut().enumerate() {
        if let Some(v) = given(m, args, 2 + i) {
            let found = pin_of(m, v)?;
            pin::acquire(m, found.0, Use::I2c)?;
            *pin = Some(found);
        }
    }
    part::i2c(m, 0, |bus| bus.set_up(frequency, pins[0], pins[1]))?;
    Ok(Value::NONE)
}

/// All addresses that devices may have; those that are reserved are left out.
pub fn scan(m: &mut Machine, id: u8) -> R {
    let list = m.new_list_sized(0)?;
    for address in 0x08..0x78u8 {
        if part::i2c(m, id, |bus| Ok(bus.write(address, &[], true).is_ok()))? {
            m.list_push(list, Value::small_wrapping(i64::from(address)))?;
        }
    }
    Ok(Value::reference(list))
}

fn i2c_scan(m: &mut Machine, _: Args) -> R {
    scan(m, 0)
}

fn address(m: &mut Machine, args: Args, i: usize) -> R<u8> {
    Ok(int_in(m, args, i, 0, 0, 127, "addr")? as u8)
}

/// Reads from a device into a new bytes object.
pub fn read_bytes(m: &mut Machine, id: u8, address: u8, len: usize, stop: bool) -> R {
    let mut buffer = [0; LONGEST];
    let Some(part) = buffer.get_mut(..len) else {
        return Err(too_long(m));
    };
    part::i2c(m, id, |bus| bus.read(address, part, stop))?;
    m.new_bytes(part)
}

/// Writes the bytes of an argument to a device.
pub fn write_value(
    m: &mut Machine,
    id: u8,
    address: u8,
    before: &[u8],
    v: Value,
    stop: bool,
) -> R<usize> {
    let len = bytes_len(m, v)? + before.len();
    let mut buffer = [0; LONGEST];
    if len > LONGEST {
        return Err(too_long(m));
    }
    buffer[..before.len()].copy_from_slice(before);
    copy_bytes(m, v, 0, &mut buffer[before.len()..]);
    part::i2c(m, id, |bus| bus.write(address, &buffer[..len], stop))?;
    Ok(len)
}

#[cold]
pub fn too_long(m: &mut Machine) -> pyrite_core::Raised {
    m.value_error(&[
        Piece::S("at most "),
        Piece::I(LONGEST as i64),
        Piece::S(" bytes can be sent or read at once"),
    ])
}

fn i2c_read(m: &mut Machine, args: Args) -> R {
    let address = address(m, args, 1)?;
    let len = int_in(m, args, 2, 0, 0, LONGEST as i64, "n")? as usize;
    let repeat = flag(m, args, 3, false)?;
    read_bytes(m, 0, address, len, !repeat)
}

fn i2c_write(m: &mut Machine, args: Args) -> R {
    let address = address(m, args, 1)?;
    let repeat = flag(m, args, 3, false)?;
    write_value(m, 0, address, &[], args.at(m, 2), !repeat)?;
    Ok(Value::NONE)
}

const SPI_INIT: &[Name] = &[
    n::__,
    n::baudrate,
    n::bits,
    n::mode,
    n::sclk,
    n::mosi,
    n::miso,
];

pub static SPI: Space = Space::class(
    n::MicroBitSPI,
    types::OBJECT,
    &[
        told_named(n::init, spi_init, 1, SPI_INIT, 7,
            "init(baudrate=1000000, bits=8, mode=0, sclk=pin13, mosi=pin15, miso=pin14) -- set the bus up, with a clock in hertz"),
        told(n::write, spi_write, 2, 2, "write(buffer) -- send bytes"),
        told(n::read, spi_read, 2, 3, "read(nbytes, out=0) -- read bytes, while the byte out is sent"),
        told(n::write_readinto, spi_write_readinto, 3, 3, "write_readinto(out, in_) -- send the bytes of one buffer and read as many into another"),
    ],
)
.of_module(n::microbit);

fn spi_init(m: &mut Machine, args: Args) -> R {
    let frequency = int_in(m, args, 1, 1_000_000, 1, 32_000_000, "baudrate")? as u32;
    int_in(m, args, 2, 8, 8, 8, "bits")?;
    let mode = int_in(m, args, 3, 0, 0, 3, "mode")?;
    let mut pins = [13, 15, 14].map(pyrite_core::board::Pin);
    for (i, pin) in pins.iter_mut().enumerate() {
        if let Some(v) = given(m, args, 4 + i) {
            *pin = pin_of(m, v)?;
        }
        pin::acquire(m, pin.0, Use::Spi)?;
    }
    let settings = SpiSettings {
        frequency,
        polarity: mode & 2 != 0,
        phase: mode & 1 != 0,
        least_bit_first: false,
        clock: Some(pins[0]),
        out: Some(pins[1]),
        input: Some(pins[2]),
    };
    part::spi(m, 0, |bus| bus.set_up(settings))?;
    Ok(Value::NONE)
}

/// Sends the bytes of an argument and gives what came in to a function, piece by piece.
pub fn exchange(
    m: &mut Machine,
    id: u8,
    out: Value,
    mut f: impl FnMut(&mut Machine, usize, &[u8]) -> R<()>,
) -> R<()> {
    let len = bytes_len(m, out)?;
    let mut from = 0;
    let mut buffer = [0; 64];
    while from < len {
        let count = copy_bytes(m, out, from, &mut buffer);
        if count == 0 {
            break;
        }
        part::spi(m, id, |bus| bus.exchange(&mut buffer[..count]))?;
        f(m, from, &buffer[..count])?;
        from += count;
    }
    Ok(())
}

fn spi_write(m: &mut Machine, args: Args) -> R {
    exchange(m, 0, args.at(m, 1), |_, _, _| Ok(()))?;
    Ok(Value::NONE)
}

/// Reads bytes while one byte is sent all the time.
pub fn read_while(m: &mut Machine, id: u8, len: usize, out: u8) -> R {
    let mut buffer = [out; LONGEST];
    let Some(part) = buffer.get_mut(..len) else {
        return Err(too_long(m));
    };
    part::spi(m, id, |bus| bus.exchange(part))?;
    m.new_bytes(part)
}

fn spi_read(m: &mut Machine, args: Args) -> R {
    let len = int_in(m, args, 1, 0, 0, LONGEST as i64, "nbytes")? as usize;
    let out = int_in(m, args, 2, 0, 0, 255, "out")? as u8;
    read_while(m, 0, len, out)
}

fn spi_write_readinto(m: &mut Machine, args: Args) -> R {
    let (out, into) = (args.at(m, 1), args.at(m, 2));
    if bytes_len(m, out)? != bytes_len(m, into)? {
        return Err(m.value_error(&[Piece::S("both buffers must have the same length")]));
    }
    exchange(m, 0, out, |m, from, bytes| {
        fill_buffer(m, into, from, bytes).map(|_| ())
    })?;
    Ok(Value::NONE)
}
