//! `uart` of the micro:bit. Without pins it is the console: what is written comes out where `print` writes.

use pyrite_core::board::{Parity, UartSettings};
use pyrite_core::machine::{Machine, Text};
use pyrite_core::{Args, Item, Name, R, Space, Value, n, types};

use super::pin::{self, Use};
use crate::part;
use crate::state::at;
use crate::table::{bytes_len, copy_bytes, fill_buffer, given, int_in, pin_of, told, told_named};

const INIT: &[Name] = &[
    n::__,
    n::baudrate,
    n::bits,
    n::parity,
    n::stop,
    n::tx,
    n::rx,
];

pub static UART: Space = Space::class(
    n::MicroBitUART,
    types::OBJECT,
    &[
        told_named(n::init, init, 1, INIT, 5,
            "init(baudrate=9600, bits=8, parity=None, stop=1, *, tx=None, rx=None) -- set the serial line up, on pins or on the console"),
        told(n::any, any, 1, 1, "any() -- whether bytes wait to be read"),
        told(n::read, read, 1, 2, "read([nbytes]) -- the bytes that wait, at most nbytes; None if there are none"),
        told(n::readinto, readinto, 2, 3, "readinto(buf[, nbytes]) -- read into a buffer: how many bytes, None if there are none"),
        told(n::readline, readline, 1, 1, "readline() -- the bytes up to the end of a line; None if there are none"),
        told(n::write, write, 2, 2, "write(buf) -- write bytes or a text: how many bytes"),
        (n::ODD, Item::Int(1)),
        (n::EVEN, Item::Int(2)),
    ],
)
.of_module(n::microbit);

fn init(m: &mut Machine, args: Args) -> R {
    let baud = int_in(m, args, 1, 9600, 1200, 1_000_000, "baudrate")? as u32;
    let bits = int_in(m, args, 2, 8, 8, 8, "bits")? as u8;
    let parity = match given(m, args, 3) {
        None => None,
        Some(_) if int_in(m, args, 3, 1, 1, 2, "parity")? == 1 => Some(Parity::Odd),
        Some(_) => Some(Parity::Even),
    };
    let stop = int_in(m, args, 4, 1, 1, 1, "stop")? as u8;
    let mut pins = [None; 2];
    for (i, pin) in pins.iter_mut().enumerate() {
        if let Some(v) = given(m, args, 5 + i) {
            let found = pin_of(m, v)?;
            pin::acquire(m, found.0, Use::Uart)?;
            *pin = Some(found);
        }
    }
    let [out, input] = pins;
    let settings = UartSettings {
        baud,
        bits,
        parity,
        stop,
        out,
        input,
    };
    part::uart(m, 0, |line| line.set_up(settings))?;
    crate::state::set(
        m,
        at::UART_PINS,
        i32::from(out.is_some() || input.is_some()),
    );
    Ok(Value::NONE)
}

fn any(m: &mut Machine, _: Args) -> R {
    part::uart(m, 0, |line| Ok(Value::bool(line.waiting() > 0)))
}

/// Reads what waits on a line, at most `most` bytes, as bytes; None if there is nothing.
pub fn read_waiting(m: &mut Machine, id: u8, most: usize, until: Option<u8>) -> R {
    let mut text = Text::new(m)?;
    let mut buffer = [0; 32];
    while text.len() < most {
        let room = if until.is_some() {
            1
        } else {
            buffer.len().min(most - text.len())
        };
        let count = part::uart(m, id, |line| Ok(line.read(&mut buffer[..room])))?;
        if count == 0 {
            break;
        }
        text.push(m, &buffer[..count])?;
        if until.is_some() && until == buffer.first().copied() {
            break;
        }
    }
    if text.is_empty() {
        Ok(Value::NONE)
    } else {
        text.finish_bytes(m)
    }
}

fn read(m: &mut Machine, args: Args) -> R {
    let most = int_in(m, args, 1, i64::MAX, 0, i64::MAX, "nbytes")?;
    read_waiting(m, 0, usize::try_from(most).unwrap_or(usize::MAX), None)
}

fn readline(m: &mut Machine, _: Args) -> R {
    read_waiting(m, 0, usize::MAX, Some(b'\n'))
}

/// Reads what waits on a line into a buffer.
pub fn read_into(m: &mut Machine, id: u8, args: Args) -> R {
    let into = args.at(m, 1);
    let len = bytes_len(m, into)?;
    let most = int_in(m, args, 2, len as i64, 0, i64::MAX, "nbytes")?;
    let most = usize::try_from(most).unwrap_or(usize::MAX).min(len);
    let bytes = read_waiting(m, id, most, None)?;
    if bytes.is_none() {
        return Ok(Value::NONE);
    }
    let mut buffer = [0; 32];
    let mut from = 0;
    loop {
        let count = copy_bytes(m, bytes, from, &mut buffer);
        if count == 0 {
            return m.new_int(from as i64);
        }
        fill_buffer(m, into, from, &buffer[..count])?;
        from += count;
    }
}

fn readinto(m: &mut Machine, args: Args) -> R {
    read_into(m, 0, args)
}

/// Writes the bytes of an argument to a line: how many were taken.
pub fn write_value(m: &mut Machine, id: u8, v: Value) -> R {
    bytes_len(m, v)?;
    let mut buffer = [0; 64];
    let mut from = 0;
    loop {
        let count = copy_bytes(m, v, from, &mut buffer);
        if count == 0 {
            return m.new_int(from as i64);
        }
        let taken = part::uart(m, id, |line| line.write(&buffer[..count]))?;
        if taken == 0 {
            return m.new_int(from as i64);
        }
        from += taken;
    }
}

fn write(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    if crate::state::get(m, at::UART_PINS) != 0 {
        return write_value(m, 0, v);
    }
    let len = bytes_len(m, v)?;
    let mut buffer = [0; 64];
    let mut from = 0;
    while from < len {
        let count = copy_bytes(m, v, from, &mut buffer).max(1);
        m.host.write(&buffer[..count.min(buffer.len())], false);
        from += count;
    }
    m.new_int(len as i64)
}
