//! `UART`, of `machine` and of `pyb`.

use pyrite_core::board::{Fault, Parity, UartSettings};
use pyrite_core::machine::Machine;
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, n, types};

use crate::part;
use crate::serial::{self, Line, TIMEOUT, TIMEOUT_CHAR};
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
        serial::READ,
        serial::READ_INTO,
        serial::READ_LINE,
        serial::WRITE,
        told(n::readchar, serial::read_byte, 1, 1, "readchar() -- the next byte as an int; -1 if there is none"),
        told(n::writechar, writechar, 2, 2, "writechar(char) -- write an int as one byte"),
        (n::RTS, Item::Int(RTS as i32)),
        (n::CTS, Item::Int(CTS as i32)),
        (n::IRQ_RX, Item::Int(IRQ_RX)),
        (n::IRQ_RXIDLE, Item::Int(IRQ_RXIDLE)),
        told_named(n::irq, serial::irq, 1, IRQ, 4, "irq(handler=None, trigger=UART.IRQ_RX, hard=False) -- call handler(uart) when bytes have come"),
        told(n::sendbreak, send_break, 1, 1, "sendbreak() -- hold the line at rest for longer than a byte lasts"),
        told(n::txdone, |m, a| is_sent(m, a).map(Value::bool), 1, 1, "txdone() -- whether all that was written has left"),
        told(n::flush, flush, 1, 1, "flush() -- wait until all that was written has left"),
    ],
)
.new(Native::new(new, 2, 13).named(NEW, 6).doc("UART(id, baudrate=9600, bits=8, parity=None, stop=1, *, tx, rx, timeout=0, timeout_char=0, flow=0) -- a serial line"))
.of_module(n::machine);

const RTS: i64 = 0x100;
const CTS: i64 = 0x200;
const IRQ_RX: i32 = 0x20;
const IRQ_RXIDLE: i32 = 0x10;
const IRQ: &[Name] = &[n::__, n::handler, n::trigger, n::hard];

fn own(m: &mut Machine, args: Args) -> R<u8> {
    match serial::own(m, args)? {
        Line::Uart(id) => Ok(id),
        Line::Console => Err(types::receiver::wrong_receiver(m, args)),
    }
}

fn set_up(m: &mut Machine, id: u8, args: Args, i: usize) -> R<()> {
    let parity = match given(m, args, i + 2) {
        None => None,
        Some(_) if int_in(m, args, i + 2, 0, 0, 1, "parity")? == 1 => Some(Parity::Odd),
        Some(_) => Some(Parity::Even),
    };
    let flow = int_in(m, args, i + 10, 0, 0, RTS | CTS, "flow")?;
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
        ready_out: flow & RTS != 0,
        ready_in: flow & CTS != 0,
    };
    part::uart(m, id, |line| line.set_up(settings))
}

/// Keeps how long reading waits.
fn keep_timeouts(m: &mut Machine, r: Ref, args: Args, i: usize) -> R<()> {
    for (field, at, what) in [
        (TIMEOUT, i + 6, "timeout"),
        (TIMEOUT_CHAR, i + 7, "timeout_char"),
    ] {
        let ms = int_in(m, args, at, 0, 0, 0x3fff_ffff, what)?;
        m.heap.set_value(r, field, Value::small_wrapping(ms));
    }
    Ok(())
}

fn new(m: &mut Machine, args: Args) -> R {
    let id = int_in(m, args, 1, 0, 0, 255, "id")? as u8;
    set_up(m, id, args, 2)?;
    let v = m.new_record(
        crate::UART,
        &[i64::from(id), 0, 0].map(Value::small_wrapping),
    )?;
    if let Some(r) = v.as_ref() {
        keep_timeouts(m, r, args, 2)?;
    }
    Ok(v)
}

fn init(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    set_up(m, id, args, 1)?;
    let r = types::receiver::record(m, args, crate::UART)?;
    keep_timeouts(m, r, args, 1)?;
    Ok(Value::NONE)
}

fn any(m: &mut Machine, args: Args) -> R {
    let waiting = serial::own(m, args)?.waiting(m)?;
    m.new_int(waiting as i64)
}

fn writechar(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    let byte = int_in(m, args, 1, 0, 0, 255, "char")? as u8;
    part::uart(m, id, |line| line.write(&[byte]))?;
    Ok(Value::NONE)
}

fn send_break(m: &mut Machine, args: Args) -> R {
    let id = own(m, args)?;
    part::uart(m, id, |line| line.send_break())?;
    Ok(Value::NONE)
}

fn is_sent(m: &mut Machine, args: Args) -> R<bool> {
    let id = own(m, args)?;
    part::uart(m, id, |line| Ok(line.is_sent()))
}

fn flush(m: &mut Machine, args: Args) -> R {
    // A line that is stopped by the other side is not waited for without an end.
    for _ in 0..1 << 20 {
        if is_sent(m, args)? {
            return Ok(Value::NONE);
        }
    }
    Err(part::failed(m, Fault::Timeout, "line"))
}
