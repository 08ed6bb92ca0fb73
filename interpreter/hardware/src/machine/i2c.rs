//! `machine.I2C` and `machine.SoftI2C`.

use pyrite_core::machine::Machine;
use pyrite_core::native::Native;
use pyrite_core::{Args, Member, Name, R, Space, Value, n, types};

use super::bus::{SOFT, address, bus, bus_number, optional_pin, read_register, register};
use crate::microbit::bus::{LONGEST, read_bytes, scan, too_long, write_value};
use crate::part;
use crate::serial::pour;
use crate::table::{bytes_len, copy_bytes, flag, int_in, told, told_named};

const I2C_NEW: &[Name] = &[n::__, n::id, n::scl, n::sda, n::freq, n::timeout];
const SOFT_NEW: &[Name] = &[n::__, n::scl, n::sda, n::freq, n::timeout];
const MEM: &[Name] = &[n::__, n::addr, n::memaddr, n::nbytes, n::addrsize];
const MEM_BUF: &[Name] = &[n::__, n::addr, n::memaddr, n::buf, n::addrsize];

macro_rules! members {
    ($($more:expr),* $(,)?) => { &[
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
    told_named(
        n::writevto,
        writevto,
        3,
        &[n::__, n::addr, n::vector, n::stop],
        4,
        "writevto(addr, vector, stop=True) -- write the bytes of several buffers after each other: how many it took",
    ),
    $($more),*
    ] };
}

pub static I2C: Space = Space::class(n::I2C, types::OBJECT, members!())
    .new(
        Native::new(new_i2c, 2, 6)
            .named(I2C_NEW, 2)
            .doc("I2C(id, *, scl, sda, freq=400000) -- a bus for devices with addresses"),
    )
    .of_module(n::machine);

pub static SOFT_I2C: Space =
    Space::class(n::SoftI2C, types::OBJECT, SOFT_MEMBERS)
        .new(Native::new(new_soft_i2c, 3, 5).named(SOFT_NEW, 3).doc(
            "SoftI2C(scl, sda, *, freq=400000) -- a bus for devices with addresses, at any pins",
        ))
        .of_module(n::machine);

/// With what a transfer is made of.
const SOFT_MEMBERS: &[Member] = members!(
    told(
        n::start,
        start,
        1,
        1,
        "start() -- begin a transfer, or the next part of one",
    ),
    told(n::stop, stop, 1, 1, "stop() -- end the transfer"),
    told_named(
        n::readinto,
        readinto,
        2,
        &[n::__, n::buf, n::nack],
        3,
        "readinto(buf, nack=True) -- read bytes; the last one is not acknowledged, unless nack is False",
    ),
    told(
        n::write,
        write,
        2,
        2,
        "write(buf) -- write bytes, the address first, up to one that is not acknowledged: how many were",
    ),
);

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

fn readfrom(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 1)?);
    let len = int_in(m, args, 2, 0, 0, LONGEST as i64, "nbytes")? as usize;
    let stop = flag(m, args, 3, true)?;
    read_bytes(m, id, address, len, stop)
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

fn memory(m: &mut Machine, args: Args) -> R<([u8; 4], usize)> {
    let number = m.index_clamped(args.at(m, 2))?;
    let bits = int_in(m, args, 4, 8, 8, 32, "addrsize")?;
    register(m, number, bits)
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

fn writevto(m: &mut Machine, args: Args) -> R {
    let (id, address) = (bus(m, args)?, address(m, args, 1)?);
    let vector = m.tuple_of(args.at(m, 2))?;
    let stop = flag(m, args, 3, true)?;
    let mut buffer = [0; LONGEST];
    let mut len = 0;
    for i in 0..m.tuple_len(vector) {
        let v = m.tuple_item(vector, i);
        let count = bytes_len(m, v)?;
        let Some(rest) = buffer.get_mut(len..len + count) else {
            return Err(too_long(m));
        };
        len += copy_bytes(m, v, 0, rest);
    }
    part::i2c(m, id, |bus| bus.write(address, &buffer[..len], stop))?;
    m.new_int(len as i64)
}

fn start(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    part::i2c(m, id, |bus| bus.start())?;
    Ok(Value::NONE)
}

fn stop(m: &mut Machine, args: Args) -> R {
    let id = bus(m, args)?;
    part::i2c(m, id, |bus| bus.stop())?;
    Ok(Value::NONE)
}

fn readinto(m: &mut Machine, args: Args) -> R {
    let (id, into) = (bus(m, args)?, args.at(m, 1));
    let more = !flag(m, args, 2, true)?;
    let len = bytes_len(m, into)?;
    let mut buffer = [0; LONGEST];
    let Some(bytes) = buffer.get_mut(..len) else {
        return Err(too_long(m));
    };
    part::i2c(m, id, |bus| bus.receive(bytes, more))?;
    crate::table::fill_buffer(m, into, 0, bytes)?;
    Ok(Value::NONE)
}

fn write(m: &mut Machine, args: Args) -> R {
    let (id, v) = (bus(m, args)?, args.at(m, 1));
    let mut buffer = [0; LONGEST];
    if bytes_len(m, v)? > LONGEST {
        return Err(too_long(m));
    }
    let len = copy_bytes(m, v, 0, &mut buffer);
    let taken = part::i2c(m, id, |bus| bus.send(&buffer[..len]))?;
    m.new_int(taken as i64)
}
