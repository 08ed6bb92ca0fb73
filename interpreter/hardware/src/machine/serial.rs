//! `UART`, of `machine` and of `pyb`.

use pyrite_core::board::{Parity, UartSettings};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Space, Value, n, types};

use crate::microbit::serial::{read_into, read_waiting, write_value};
use crate::part;
use crate::table::{given, int_in, told, told_named};

/// Names of the arguments of a line's settings, behind those of `$first`.
macro_rules! settings {
    ($($first:expr),*) => {
        &[
            $($first,)*
            n::baudrate,
            n::bits,
            n::parity,
            n::stop,
            n::tx,
            n::rx,
            n::timeout,
            n::timeout_char,
            n::rxbuf,
            n::read_buf_len,
            n::flow,
        ]
    };
}

const NEW: &[Name] = settings!(n::__, n::id);
const INIT: &[Name] = settings!(n::__);

pub static UART: Space = Space::class(
    n::UART,
    types::OBJECT,
    &[
        told_named(n::init, init, 1, INIT, 5, "init(baudrate=9600, bits=8, parity=None, stop=1) -- set the line up; parity is None, 0 (even) or 1 (odd)"),
        told(n::deinit, |_, _| Ok(Value::NONE), 1, 1, "deinit() -- the line is not used any more"),
        told(n::any, any, 1, 1, "any() -- how many bytes wait to be read"),
        told(n::read, read, 1, 2, "read([nbytes]) -- the bytes that wait, at most nbytes; None if there are none"),
        told(n::readinto, |m, a| { let id = own(m, a)?; read_into(m, id, a) }, 2, 3, "readinto(buf[, nbytes]) -- read into a buffer: how many bytes, None if there are none"),
        told(n::readline, readline, 1, 1, "readline() -- the bytes up to the end of a line; None if there are none"),
        told(n::readchar, readchar, 1, 1, "readchar() -- the next byte as an int; -1 if there is none"),
        told(n::write, |m, a| { let id = own(m, a)?; write_value(m, id, a.at(m, 1)) }, 2, 2, "write(buf) -- write bytes or a text: how many bytes"),
        told(n::writechar, writechar, 2, 2, "writechar(char) -- write an int as one byte"),
        (n::RTS, Item::Int(0x100)),
        (n::CTS, Item::Int(0x200)),
        told(n::sendbreak, |m, _| Err(cannot(m, "a break on the line")), 1, 1, "sendbreak() -- not possible here"),
    ],
)
.new(Native::new(new, 2, 13).named(NEW, 6).doc("UART(id, baudrate=9600, bits=8, parity=None, stop=1, *, tx, rx) -- a serial line"))
.of_module(n::machine);

#[cold]
fn cannot(m: &mut Machine, what: &str) -> pyrite_core::Raised {
    m.error(
        types::NOT_IMPLEMENTED_ERROR,
        &[Piece::S("not possible here: "), Piece::S(what)],
    )
}

fn own(m: &mut Machine, args: Args) -> R<u8> {
    let r = types::receiver::record(m, args, crate::UART)?;
    Ok(m.heap.value(r, 1).as_small().unwrap_or(0) as u8)
}

fn set_up(m: &mut Machine, id: u8, args: Args, i: usize) -> R<()> {
    let parity = match given(m, args, i + 2) {
        None => None,
        Some(_) if int_in(m, args, i + 2, 0, 0, 1, "parity")? == 1 => Some(Parity::Odd),
        Some(_) => Some(Parity::Even),
    };
    if int_in(m, args, i + 6, 0, 0, i64::MAX, "timeout")? != 0 {
        return Err(cannot(
            m,
            "a timeout: read() gives what waits, any() says how much",
        ));
    }
    if int_in(m, args, i + 10, 0, 0, 1 << 16, "flow")? != 0 {
        return Err(cannot(m, "lines for flow control"));
    }
    let mut pins = [None; 2];
    for (k, pin) in pins.iter_mut().enumerate() {
        if let Some(v) = given(m, args, i + 4 + k) {
            *pin = Some(super::pin::find(m, v)?);
        }
    }
    let settings = UartSettings {
        baud: int_in(m, args, i, 9600, 300, 10_000_000, "baudrate")? as u32,
        bits: int_in(m, args, i + 1, 8, 7, 9, "bits")? as u8,
        parity,
        stop: int_in(m, args, i + 3, 1, 1, 2, "stop")? as u8,
        out: pins[0],
        input: pins[1],
    };
    part::uart(m, id, |line| line.set_up(settings))
}

fn new(m: &mut Machine, args: Args) -> R {
    let id = int_in(m, args, 1, 0, 0, 255, "id")? as u8;
    set_up(m, id, args, 2)?;
    m.new_record(crate::UART, &[Value::small_wrapping(i64::from(id))])
}

fn init(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    set_up(m, id, args, 1)?;
    Ok(Value::NONE)
}

fn any(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    let waiting = part::uart(m, id, |line| Ok(line.waiting()))?;
    m.new_int(waiting as i64)
}

fn read(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    let most = int_in(m, args, 1, i64::MAX, 0, i64::MAX, "nbytes")?;
    read_waiting(m, id, usize::try_from(most).unwrap_or(usize::MAX), None)
}

fn readline(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    read_waiting(m, id, usize::MAX, Some(b'\n'))
}

fn readchar(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    let mut byte = [0];
    let count = part::uart(m, id, |line| Ok(line.read(&mut byte)))?;
    Ok(Value::small_wrapping(if count == 0 {
        -1
    } else {
        i64::from(byte[0])
    }))
}

fn writechar(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    let byte = int_in(m, args, 1, 0, 0, 255, "char")? as u8;
    part::uart(m, id, |line| line.write(&[byte]))?;
    Ok(Value::NONE)
}
