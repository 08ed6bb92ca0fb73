//! `pyb.USB_VCP`, the console as an object; and the parts of a pyboard that need a chip or a skin of their own: they can be named,
//! and say that they are not there.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Space, Value, n, types};

use super::cannot;
use crate::table::{bytes_len, copy_bytes, given, int_in, told, told_named};

const SEND: &[Name] = &[n::__, n::data, n::timeout];

pub static USB_VCP: Space = Space::class(
    n::USB_VCP,
    types::OBJECT,
    &[
        told_named(
            n::init,
            init,
            1,
            &[n::__, n::flow],
            1,
            "init(*, flow=-1) -- the console needs no set-up",
        ),
        told(
            n::isconnected,
            |_, _| Ok(Value::TRUE),
            1,
            1,
            "isconnected() -- whether somebody is at the console",
        ),
        told(
            n::any,
            |_, _| Ok(Value::FALSE),
            1,
            1,
            "any() -- whether bytes wait; keys are read with input()",
        ),
        told(
            n::close,
            |_, _| Ok(Value::NONE),
            1,
            1,
            "close() -- nothing is to be closed",
        ),
        told(
            n::setinterrupt,
            |m, _| Err(cannot(m, "another key than Ctrl-C")),
            2,
            2,
            "setinterrupt(chr) -- not possible here",
        ),
        told(
            n::read,
            |m, _| Err(no_keys(m)),
            1,
            2,
            "read([nbytes]) -- not possible here: use input()",
        ),
        told(
            n::readinto,
            |m, _| Err(no_keys(m)),
            2,
            3,
            "readinto(buf[, maxlen]) -- not possible here: use input()",
        ),
        told(
            n::readline,
            |m, _| Err(no_keys(m)),
            1,
            1,
            "readline() -- not possible here: use input()",
        ),
        told(
            n::readlines,
            |m, _| Err(no_keys(m)),
            1,
            1,
            "readlines() -- not possible here: use input()",
        ),
        told(
            n::recv,
            |m, _| Err(no_keys(m)),
            2,
            3,
            "recv(data) -- not possible here: use input()",
        ),
        told(
            n::write,
            write,
            2,
            2,
            "write(buf) -- write bytes or a text to the console: how many bytes",
        ),
        told_named(
            n::send,
            send,
            2,
            SEND,
            2,
            "send(data, *, timeout=5000) -- write bytes, or an int as one byte, to the console",
        ),
        (n::RTS, Item::Int(1)),
        (n::CTS, Item::Int(2)),
    ],
)
.new(Native::new(new, 1, 2).doc("USB_VCP(id=0) -- the console"))
.of_module(n::pyb);

fn new(m: &mut Machine, args: Args) -> R {
    int_in(m, args, 1, 0, 0, 0, "id")?;
    m.new_record(crate::USB_VCP, &[])
}

fn init(m: &mut Machine, args: Args) -> R {
    if given(m, args, 1).is_some() {
        return Err(cannot(m, "flow control of the console"));
    }
    Ok(Value::NONE)
}

#[cold]
fn no_keys(m: &mut Machine) -> pyrite_core::Raised {
    cannot(m, "bytes from the console: read lines with input()")
}

fn write(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let len = bytes_len(m, v)?;
    let mut buffer = [0; 64];
    let mut from = 0;
    while from < len {
        let count = copy_bytes(m, v, from, &mut buffer).max(1);
        m.host.write(&buffer[..count], false);
        from += count;
    }
    m.new_int(len as i64)
}

fn send(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    if m.is_a(v, types::INT) {
        let byte = int_in(m, args, 1, 0, 0, 255, "data")? as u8;
        m.host.write(&[byte], false);
        return Ok(Value::small_wrapping(1));
    }
    write(m, args)
}

macro_rules! absent {
    ($($id:ident $name:ident $module:ident $what:literal;)*) => { $(
        #[doc = concat!("Not on this board: ", $what, ".")]
        pub static $id: Space = Space::class(n::$name, types::OBJECT, &[])
            .new(
                Native::new(|m, _| Err(nothing(m, $what)), 1, 9)
                    .named(&[n::__, n::id, n::sck, n::mode, n::pin, n::freq, n::bits, n::data, n::bus], 9)
                    .doc(concat!(stringify!($name), "(...) -- not possible here: ", $what)),
            )
            .of_module(n::$module);
    )* };
}

absent! {
    CAN CAN pyb "a CAN bus";
    LCD LCD pyb "the skin with a display";
    USB_HID USB_HID pyb "a keyboard or mouse on USB";
    FLASH Flash pyb "the blocks of the flash";
    I2S I2S machine "a bus for sound";
    SD_CARD SDCard machine "an SD card";
    COUNTER Counter machine "a counter of edges: use Pin.irq()";
    ENCODER Encoder machine "a counter of turns: use Pin.irq()";
}

#[cold]
fn nothing(m: &mut Machine, what: &str) -> pyrite_core::Raised {
    m.error(
        types::NOT_IMPLEMENTED_ERROR,
        &[Piece::S("not possible here: "), Piece::S(what)],
    )
}
