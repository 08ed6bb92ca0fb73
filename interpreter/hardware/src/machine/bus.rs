//! `I2C` and `SPI`: of `machine`, and of `pyb`.

use pyrite_core::board::SpiSettings;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, n, types};

use crate::microbit::bus::{LONGEST, exchange, read_bytes, read_while, scan, write_value};
use crate::part;
use crate::table::{bytes_len, copy_bytes, fill_buffer, flag, given, int_in, told, told_named};

// ---- machine.I2C

const I2C_NEW: &[Name] = &[n::__, n::id, n::scl, n::sda, n::freq, n::timeout];
const SOFT_NEW: &[Name] = &[n::__, n::scl, n::sda, n::freq, n::timeout];
const MEM: &[Name] = &[n::__, n::addr, n::memaddr, n::nbytes, n::addrsize];
const MEM_BUF: &[Name] = &[n::__, n::addr, n::memaddr, n::buf, n::addrsize];

const I2C_MEMBERS: &[pyrite_core::Member] = &[
    told_named(
        n::init,
        i2c_init,
        1,
        &[n::__, n::scl, n::sda, n::freq],
        1,
        "init(scl, sda, *, freq=400000) -- set the bus up again, with a clock in hertz",
    ),
    told(
        n::deinit,
        |_, _| Ok(Value::NONE),
        1,
        1,
        "deinit() -- the bus is not used any more",
    ),
    told(
        n::scan,
        i2c_scan,
        1,
        1,
        "scan() -- the addresses at which a device answers",
    ),
    told_named(
        n::readfrom,
        readfrom,
        3,
        &[n::__, n::addr, n::nbytes, n::stop],
        4,
        "readfrom(addr, nbytes, stop=True) -- read bytes from a device",
    ),
    told_named(
        n::readfrom_into,
        readfrom_into,
        3,
        &[n::__, n::addr, n::buf, n::stop],
        4,
        "readfrom_into(addr, buf, stop=True) -- read from a device into a buffer",
    ),
    told_named(
        n::writeto,
        writeto,
        3,
        &[n::__, n::addr, n::buf, n::stop],
        4,
        "writeto(addr, buf, stop=True) -- write to a device: how many bytes it took",
    ),
    told_named(
        n::readfrom_mem,
        readfrom_mem,
        4,
        MEM,
        4,
        "readfrom_mem(addr, memaddr, nbytes, *, addrsize=8) -- read bytes from a register of a device",
    ),
    told_named(
        n::readfrom_mem_into,
        readfrom_mem_into,
        4,
        MEM_BUF,
        4,
        "readfrom_mem_into(addr, memaddr, buf, *, addrsize=8) -- read from a register into a buffer",
    ),
    told_named(
        n::writeto_mem,
        writeto_mem,
        4,
        MEM_BUF,
        4,
        "writeto_mem(addr, memaddr, buf, *, addrsize=8) -- write to a register of a device",
    ),
];

pub static I2C: Space = Space::class(n::I2C, types::OBJECT, I2C_MEMBERS)
    .new(
        Native::new(new_i2c, 2, 6)
            .named(I2C_NEW, 2)
            .doc("I2C(id, *, scl, sda, freq=400000) -- a bus for devices with addresses"),
    )
    .of_module(n::machine);

pub static SOFT_I2C: Space =
    Space::class(n::SoftI2C, types::OBJECT, I2C_MEMBERS)
        .new(Native::new(new_soft_i2c, 3, 5).named(SOFT_NEW, 3).doc(
            "SoftI2C(scl, sda, *, freq=400000) -- a bus for devices with addresses, at any pins",
        ))
        .of_module(n::machine);

/// The number of the bus that a bus at any pins stands for.
const SOFT: u8 = 0;

fn new_i2c(m: &mut Machine, args: Args) -> R {
    let id = bus_number(m, args, 1)?;
    let frequency = int_in(m, args, 4, 400_000, 1, 1_000_000, "freq")? as u32;
    let pins = [optional_pin(m, args, 2)?, optional_pin(m, args, 3)?];
    part::i2c(m, id, |bus| bus.set_up(frequency, pins[1], pins[0]))?;
    m.new_record(crate::I2C, &[Value::small_wrapping(i64::from(id))])
}

fn new_soft_i2c(m: &mut Machine, args: Args) -> R {
    let frequency = int_in(m, args, 3, 400_000, 1, 1_000_000, "freq")? as u32;
    let pins = [optional_pin(m, args, 1)?, optional_pin(m, args, 2)?];
    part::i2c(m, SOFT, |bus| bus.set_up(frequency, pins[1], pins[0]))?;
    m.new_record(crate::SOFT_I2C, &[Value::small_wrapping(i64::from(SOFT))])
}

fn optional_pin(m: &mut Machine, args: Args, i: usize) -> R<Option<pyrite_core::board::Pin>> {
    match given(m, args, i) {
        Some(v) => super::pin::find(m, v).map(Some),
        None => Ok(None),
    }
}

/// The number of a bus: an int, or the skin of the pyboard where it is, `"X"` or `"Y"`.
fn bus_number(m: &mut Machine, args: Args, i: usize) -> R<u8> {
    let v = args.at(m, i);
    match m.str_bytes(v) {
        Some(b"X") => Ok(1),
        Some(b"Y") => Ok(2),
        Some(_) => Err(m.value_error(&[Piece::S("there is no bus "), Piece::R(v)])),
        None => Ok(int_in(m, args, i, 0, 0, 255, "id")? as u8),
    }
}

/// The bus's number, which all records here have first.
fn bus(m: &mut Machine, args: Args) -> R<u8> {
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

fn i2c_init(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    let frequency = int_in(m, args, 3, 400_000, 1, 1_000_000, "freq")? as u32;
    let pins = [optional_pin(m, args, 1)?, optional_pin(m, args, 2)?];
    part::i2c(m, id, |bus| bus.set_up(frequency, pins[1], pins[0]))?;
    Ok(Value::NONE)
}

fn i2c_scan(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    scan(m, id)
}

fn address(m: &mut Machine, args: Args, i: usize) -> R<u8> {
    Ok(int_in(m, args, i, 0, 0, 127, "addr")? as u8)
}

fn readfrom(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 1)?);
    let len = int_in(m, args, 2, 0, 0, LONGEST as i64, "nbytes")? as usize;
    let stop = flag(m, args, 3, true)?;
    read_bytes(m, id, address, len, stop)
}

/// Puts the bytes of one value into another.
fn pour(m: &mut Machine, from: Value, into: Value) -> R<()> {
    let mut buffer = [0; 64];
    let mut at = 0;
    loop {
        let count = copy_bytes(m, from, at, &mut buffer);
        if count == 0 {
            return Ok(());
        }
        fill_buffer(m, into, at, &buffer[..count])?;
        at += count;
    }
}

fn readfrom_into(m: &mut Machine, args: Args) -> R {
    let (id, address, into) = (bus(m, args)?, address(m, args, 1)?, args.at(m, 2));
    let stop = flag(m, args, 3, true)?;
    let len = bytes_len(m, into)?;
    let bytes = read_bytes(m, id, address, len, stop)?;
    pour(m, bytes, into)?;
    Ok(Value::NONE)
}

fn writeto(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 1)?);
    let stop = flag(m, args, 3, true)?;
    let len = write_value(m, id, address, &[], args.at(m, 2), stop)?;
    m.new_int(len as i64)
}

/// The bytes of a register's number: 8 to 32 bits, the upper ones first.
fn register(m: &mut Machine, number: i64, bits: i64) -> R<([u8; 4], usize)> {
    if ![8, 16, 24, 32].contains(&bits) {
        return Err(m.value_error(&[Piece::S("addrsize must be 8, 16, 24 or 32")]));
    }
    let count = bits as usize / 8;
    let mut bytes = [0; 4];
    bytes[..count].copy_from_slice(&(number as u32).to_be_bytes()[4 - count..]);
    Ok((bytes, count))
}

fn memory(m: &mut Machine, args: Args) -> R<([u8; 4], usize)> {
    let number = m.index_clamped(args.at(m, 2))?;
    let bits = int_in(m, args, 4, 8, 8, 32, "addrsize")?;
    register(m, number, bits)
}

fn read_register(m: &mut Machine, id: u8, address: u8, register: &[u8], len: usize) -> R {
    part::i2c(m, id, |bus| bus.write(address, register, false))?;
    read_bytes(m, id, address, len, true)
}

fn readfrom_mem(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 1)?);
    let (register, count) = memory(m, args)?;
    let len = int_in(m, args, 3, 0, 0, LONGEST as i64, "nbytes")? as usize;
    read_register(m, id, address, &register[..count], len)
}

fn readfrom_mem_into(m: &mut Machine, args: Args) -> R {
    let (id, address, into) = (bus(m, args)?, address(m, args, 1)?, args.at(m, 3));
    let (register, count) = memory(m, args)?;
    let len = bytes_len(m, into)?;
    let bytes = read_register(m, id, address, &register[..count], len)?;
    pour(m, bytes, into)?;
    Ok(Value::NONE)
}

fn writeto_mem(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 1)?);
    let (register, count) = memory(m, args)?;
    write_value(m, id, address, &register[..count], args.at(m, 3), true)?;
    Ok(Value::NONE)
}

// ---- pyb.I2C

const PYB_NEW: &[Name] = &[n::__, n::bus, n::mode, n::addr, n::baudrate];
const PYB_INIT: &[Name] = &[n::__, n::mode, n::addr, n::baudrate];

pub static PYB_I2C: Space = Space::class(
    n::I2C,
    types::OBJECT,
    &[
        told_named(n::init, pyb_init, 1, PYB_INIT, 2, "init(mode, *, baudrate=400000) -- set the bus up, with a clock in hertz"),
        told(n::deinit, |_, _| Ok(Value::NONE), 1, 1, "deinit() -- the bus is not used any more"),
        told(n::scan, i2c_scan, 1, 1, "scan() -- the addresses at which a device answers"),
        told(n::is_ready, is_ready, 2, 2, "is_ready(addr) -- whether a device answers at an address"),
        told_named(n::send, pyb_send, 3, &[n::__, n::send, n::addr, n::timeout], 3, "send(send, addr) -- send bytes, or an int as one byte, to a device"),
        told_named(n::recv, pyb_recv, 3, &[n::__, n::recv, n::addr, n::timeout], 3, "recv(recv, addr) -- receive so many bytes, or into a buffer"),
        told_named(n::mem_read, mem_read, 4, &[n::__, n::data, n::addr, n::memaddr, n::timeout, n::addr_size], 4,
            "mem_read(data, addr, memaddr, *, addr_size=8) -- read so many bytes, or into a buffer, from a register"),
        told_named(n::mem_write, mem_write, 4, &[n::__, n::data, n::addr, n::memaddr, n::timeout, n::addr_size], 4,
            "mem_write(data, addr, memaddr, *, addr_size=8) -- write bytes, or an int as one byte, to a register"),
        (n::CONTROLLER, Item::Int(0)),
        (n::MASTER, Item::Int(0)),
    ],
)
.new(Native::new(new_pyb_i2c, 2, 5).named(PYB_NEW, 3).doc("I2C(bus, mode=I2C.CONTROLLER, *, baudrate=400000) -- a bus for devices with addresses"))
.of_module(n::pyb);

fn pyb_set_up(m: &mut Machine, id: u8, args: Args, i: usize) -> R<()> {
    if int_in(m, args, i, 0, 0, 1, "mode")? != 0 || given(m, args, i + 1).is_some() {
        return Err(m.error(
            types::NOT_IMPLEMENTED_ERROR,
            &[Piece::S(
                "not possible here: a bus on which the board is a device",
            )],
        ));
    }
    let frequency = int_in(m, args, i + 2, 400_000, 1, 1_000_000, "baudrate")? as u32;
    part::i2c(m, id, |bus| bus.set_up(frequency, None, None))
}

fn new_pyb_i2c(m: &mut Machine, args: Args) -> R {
    let id = bus_number(m, args, 1)?;
    pyb_set_up(m, id, args, 2)?;
    m.new_record(crate::PYB_I2C, &[Value::small_wrapping(i64::from(id))])
}

fn pyb_init(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    pyb_set_up(m, id, args, 1)?;
    Ok(Value::NONE)
}

fn is_ready(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 1)?);
    part::i2c(m, id, |bus| {
        Ok(Value::bool(bus.write(address, &[], true).is_ok()))
    })
}

/// Bytes of an argument, which may be an int for one byte.
fn data(m: &mut Machine, v: Value) -> R {
    if m.is_a(v, types::INT) {
        let byte = m.index_clamped(v)? as u8;
        return m.new_bytes(&[byte]);
    }
    Ok(v)
}

fn pyb_send(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 2)?);
    let v = data(m, args.at(m, 1))?;
    write_value(m, id, address, &[], v, true)?;
    Ok(Value::NONE)
}

/// How many bytes are wanted, and the buffer they go into, if it is one.
fn wanted(m: &mut Machine, v: Value) -> R<(usize, Option<Value>)> {
    if m.is_a(v, types::INT) {
        let len = m.index_clamped(v)?.clamp(0, LONGEST as i64) as usize;
        return Ok((len, None));
    }
    Ok((bytes_len(m, v)?, Some(v)))
}

fn answer(m: &mut Machine, bytes: Value, into: Option<Value>) -> R {
    match into {
        Some(into) => {
            pour(m, bytes, into)?;
            Ok(into)
        }
        None => Ok(bytes),
    }
}

fn pyb_recv(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 2)?);
    let (len, into) = wanted(m, args.at(m, 1))?;
    let bytes = read_bytes(m, id, address, len, true)?;
    answer(m, bytes, into)
}

fn pyb_register(m: &mut Machine, args: Args) -> R<([u8; 4], usize)> {
    let number = m.index_clamped(args.at(m, 3))?;
    let bits = int_in(m, args, 5, 8, 8, 16, "addr_size")?;
    register(m, number, bits)
}

fn mem_read(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 2)?);
    let (len, into) = wanted(m, args.at(m, 1))?;
    let (register, count) = pyb_register(m, args)?;
    let bytes = read_register(m, id, address, &register[..count], len)?;
    answer(m, bytes, into)
}

fn mem_write(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 2)?);
    let (register, count) = pyb_register(m, args)?;
    let v = data(m, args.at(m, 1))?;
    write_value(m, id, address, &register[..count], v, true)?;
    Ok(Value::NONE)
}

// ---- SPI

const SPI_NEW: &[Name] = &[
    n::__,
    n::id,
    n::baudrate,
    n::polarity,
    n::phase,
    n::bits,
    n::firstbit,
    n::sck,
    n::mosi,
    n::miso,
];
const SOFT_SPI_NEW: &[Name] = &[
    n::__,
    n::baudrate,
    n::polarity,
    n::phase,
    n::bits,
    n::firstbit,
    n::sck,
    n::mosi,
    n::miso,
];

const SPI_MEMBERS: &[pyrite_core::Member] = &[
    told_named(
        n::init,
        spi_init,
        1,
        SOFT_SPI_NEW,
        2,
        "init(baudrate=1000000, *, polarity=0, phase=0, bits=8, firstbit=SPI.MSB) -- set the bus up again",
    ),
    told(
        n::deinit,
        |_, _| Ok(Value::NONE),
        1,
        1,
        "deinit() -- the bus is not used any more",
    ),
    told(
        n::read,
        spi_read,
        2,
        3,
        "read(nbytes, write=0) -- read bytes, while the byte write is sent",
    ),
    told(
        n::readinto,
        spi_readinto,
        2,
        3,
        "readinto(buf, write=0) -- read into a buffer, while the byte write is sent",
    ),
    told(n::write, spi_write, 2, 2, "write(buf) -- send bytes"),
    told(
        n::write_readinto,
        spi_write_readinto,
        3,
        3,
        "write_readinto(write_buf, read_buf) -- send the bytes of one buffer and read as many into another",
    ),
    (n::MSB, Item::Int(0)),
    (n::LSB, Item::Int(128)),
];

pub static SPI: Space = Space::class(n::SPI, types::OBJECT, SPI_MEMBERS)
    .new(Native::new(new_spi, 2, 10).named(SPI_NEW, 3).doc("SPI(id, baudrate=1000000, *, polarity=0, phase=0, bits=8, firstbit=SPI.MSB, sck, mosi, miso) -- a bus with a clock"))
    .of_module(n::machine);

pub static SOFT_SPI: Space = Space::class(n::SoftSPI, types::OBJECT, SPI_MEMBERS)
    .new(Native::new(new_soft_spi, 1, 9).named(SOFT_SPI_NEW, 2).doc("SoftSPI(baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=MSB, sck, mosi, miso) -- a bus with a clock, at any pins"))
    .of_module(n::machine);

/// Settings from argument `i` on.
fn spi_settings(m: &mut Machine, args: Args, i: usize) -> R<SpiSettings> {
    let settings = SpiSettings {
        frequency: int_in(m, args, i, 1_000_000, 1, 100_000_000, "baudrate")? as u32,
        polarity: flag(m, args, i + 1, false)?,
        phase: flag(m, args, i + 2, false)?,
        least_bit_first: int_in(m, args, i + 4, 0, 0, 128, "firstbit")? == 128,
        clock: optional_pin(m, args, i + 5)?,
        out: optional_pin(m, args, i + 6)?,
        input: optional_pin(m, args, i + 7)?,
    };
    int_in(m, args, i + 3, 8, 8, 8, "bits")?;
    Ok(settings)
}

fn new_spi(m: &mut Machine, args: Args) -> R {
    let id = bus_number(m, args, 1)?;
    let settings = spi_settings(m, args, 2)?;
    part::spi(m, id, |bus| bus.set_up(settings))?;
    m.new_record(crate::SPI, &[Value::small_wrapping(i64::from(id))])
}

fn new_soft_spi(m: &mut Machine, args: Args) -> R {
    let settings = spi_settings(m, args, 1)?;
    part::spi(m, SOFT, |bus| bus.set_up(settings))?;
    m.new_record(crate::SOFT_SPI, &[Value::small_wrapping(i64::from(SOFT))])
}

fn spi_init(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    let settings = spi_settings(m, args, 1)?;
    part::spi(m, id, |bus| bus.set_up(settings))?;
    Ok(Value::NONE)
}

fn spi_read(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    let len = int_in(m, args, 1, 0, 0, LONGEST as i64, "nbytes")? as usize;
    let out = int_in(m, args, 2, 0, 0, 255, "write")? as u8;
    read_while(m, id, len, out)
}

fn spi_readinto(m: &mut Machine, args: Args) -> R {
    let (id, into) = (bus(m, args)?, args.at(m, 1));
    let out = int_in(m, args, 2, 0, 0, 255, "write")? as u8;
    let len = bytes_len(m, into)?;
    let bytes = read_while(m, id, len, out)?;
    pour(m, bytes, into)?;
    Ok(Value::NONE)
}

fn spi_write(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    exchange(m, id, args.at(m, 1), |_, _, _| Ok(()))?;
    Ok(Value::NONE)
}

fn spi_write_readinto(m: &mut Machine, args: Args) -> R {
    let (id, out, into) = (bus(m, args)?, args.at(m, 1), args.at(m, 2));
    if bytes_len(m, out)? != bytes_len(m, into)? {
        return Err(m.value_error(&[Piece::S("both buffers must have the same length")]));
    }
    exchange(m, id, out, |m, from, bytes| {
        fill_buffer(m, into, from, bytes).map(|_| ())
    })?;
    Ok(Value::NONE)
}

// ---- pyb.SPI

const PYB_SPI_NEW: &[Name] = &[
    n::__,
    n::bus,
    n::mode,
    n::baudrate,
    n::polarity,
    n::phase,
    n::bits,
    n::firstbit,
];

pub static PYB_SPI: Space = Space::class(
    n::SPI,
    types::OBJECT,
    &[
        told(
            n::deinit,
            |_, _| Ok(Value::NONE),
            1,
            1,
            "deinit() -- the bus is not used any more",
        ),
        told_named(
            n::send,
            pyb_spi_send,
            2,
            &[n::__, n::send, n::timeout],
            2,
            "send(send) -- send bytes, or an int as one byte",
        ),
        told_named(
            n::recv,
            pyb_spi_recv,
            2,
            &[n::__, n::recv, n::timeout],
            2,
            "recv(recv) -- receive so many bytes, or into a buffer",
        ),
        told_named(
            n::send_recv,
            pyb_spi_both,
            2,
            &[n::__, n::send, n::recv, n::timeout],
            3,
            "send_recv(send, recv=None) -- send bytes and receive as many",
        ),
        (n::CONTROLLER, Item::Int(0)),
        (n::MASTER, Item::Int(0)),
        (n::MSB, Item::Int(0)),
        (n::LSB, Item::Int(128)),
    ],
)
.new(Native::new(new_pyb_spi, 2, 8).named(PYB_SPI_NEW, 3).doc(
    "SPI(bus, mode=SPI.CONTROLLER, *, baudrate=328125, polarity=1, phase=0) -- a bus with a clock",
))
.of_module(n::pyb);

fn new_pyb_spi(m: &mut Machine, args: Args) -> R {
    let id = bus_number(m, args, 1)?;
    int_in(m, args, 2, 0, 0, 0, "mode")?;
    let settings = SpiSettings {
        frequency: int_in(m, args, 3, 328_125, 1, 100_000_000, "baudrate")? as u32,
        polarity: flag(m, args, 4, true)?,
        phase: flag(m, args, 5, false)?,
        least_bit_first: int_in(m, args, 7, 0, 0, 128, "firstbit")? == 128,
        ..SpiSettings::default()
    };
    int_in(m, args, 6, 8, 8, 8, "bits")?;
    part::spi(m, id, |bus| bus.set_up(settings))?;
    m.new_record(crate::PYB_SPI, &[Value::small_wrapping(i64::from(id))])
}

fn pyb_spi_send(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    let v = data(m, args.at(m, 1))?;
    exchange(m, id, v, |_, _, _| Ok(()))?;
    Ok(Value::NONE)
}

fn pyb_spi_recv(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    let (len, into) = wanted(m, args.at(m, 1))?;
    let bytes = read_while(m, id, len, 0)?;
    answer(m, bytes, into)
}

fn pyb_spi_both(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    let v = data(m, args.at(m, 1))?;
    let len = bytes_len(m, v)?;
    let into = match given(m, args, 2) {
        Some(into) => into,
        None => {
            let bytes: Ref = m.new_bytes_sized(len)?;
            types::bytearray::from_bytes(m, Value::reference(bytes))?
        }
    };
    exchange(m, id, v, |m, from, bytes| {
        fill_buffer(m, into, from, bytes).map(|_| ())
    })?;
    match given(m, args, 2) {
        Some(into) => Ok(into),
        None => {
            let mut all = [0; LONGEST];
            let count = copy_bytes(m, into, 0, &mut all);
            m.new_bytes(&all[..count])
        }
    }
}
