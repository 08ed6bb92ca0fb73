//! `machine.SPI` and `machine.SoftSPI`.

use pyrite_core::board::SpiSettings;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, Name, R, Space, Value, n, types};

use super::bus::{SOFT, bus, bus_number, optional_pin};
use crate::microbit::bus::{LONGEST, exchange, read_while};
use crate::part;
use crate::serial::pour;
use crate::table::{bytes_len, fill_buffer, flag, int_in, told, told_named};

/// Names of the arguments of a bus's settings, behind those of `$first`.
macro_rules! settings {
    ($($first:expr),*) => {
        &[
            $($first,)*
            n::baudrate,
            n::polarity,
            n::phase,
            n::bits,
            n::firstbit,
            n::sck,
            n::mosi,
            n::miso,
        ]
    };
}

const SPI_NEW: &[Name] = settings!(n::__, n::id);
const SOFT_SPI_NEW: &[Name] = settings!(n::__);

const SPI_MEMBERS: &[Member] = &[
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
