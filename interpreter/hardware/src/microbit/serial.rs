//! `uart` of the micro:bit. Without pins it is the console: what is typed is read, and what is written comes out where `print`
//! writes.

use pyrite_core::board::{Parity, UartSettings};
use pyrite_core::machine::Machine;
use pyrite_core::{Args, Item, Name, R, Space, Value, n, types};

use super::pin::{self, Use};
use crate::part;
use crate::serial;
use crate::state::at;
use crate::table::{given, int_in, pin_of, told, told_named};

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
        serial::READ,
        serial::READ_INTO,
        serial::READ_LINE,
        serial::WRITE,
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
        ready_out: false,
        ready_in: false,
    };
    part::uart(m, 0, |line| line.set_up(settings))?;
    crate::state::set(
        m,
        at::UART_PINS,
        i32::from(out.is_some() || input.is_some()),
    );
    Ok(Value::NONE)
}

fn any(m: &mut Machine, args: Args) -> R {
    let line = serial::own(m, args)?;
    Ok(Value::bool(line.waiting(m)? > 0))
}
