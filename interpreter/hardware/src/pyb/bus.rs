//! `pyb.I2C` and `pyb.SPI`: the buses as `pyb` names what they do.

use pyrite_core::board::SpiSettings;
use pyrite_core::machine::Machine;
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, n, types};

use super::cannot;
use crate::machine::bus::{
    address, answer, bus, bus_number, data, read_register, register, wanted,
};
use crate::microbit::bus::{LONGEST, exchange, read_bytes, read_while, scan, write_value};
use crate::part;
use crate::table::{bytes_len, copy_bytes, fill_buffer, flag, given, int_in, told, told_named};

const PYB_NEW: &[Name] = &[n::__, n::bus, n::mode, n::addr, n::baudrate];
const PYB_INIT: &[Name] = &[n::__, n::mode, n::addr, n::baudrate];

pub static PYB_I2C: Space = Space::class(
    n::I2C,
    types::OBJECT,
    &[
        told_named(n::init, pyb_init, 1, PYB_INIT, 2, "init(mode, *, baudrate=400000) -- set the bus up, with a clock in hertz"),
        told(n::deinit, |_, _| Ok(Value::NONE), 1, 1, "deinit() -- the bus is not used any more"),
        told(n::scan, |m, a| { let id = bus(m, a)?; scan(m, id) }, 1, 1, "scan() -- the addresses at which a device answers"),
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
        return Err(cannot(m, "a bus on which the board is a device"));
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

fn pyb_send(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 2)?);
    let v = data(m, args.at(m, 1))?;
    write_value(m, id, address, &[], v, true)?;
    Ok(Value::NONE)
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
