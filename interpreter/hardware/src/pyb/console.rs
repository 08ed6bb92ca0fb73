//! `pyb.USB_VCP`, the console as a line of bytes; and the parts of a pyboard that need a chip or a skin of their own: they can be named,
//! and say that they are not there.

use pyrite_core::machine::Machine;
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Space, Value, n, types};

use super::cannot;
use crate::serial::{self, As, Wanted};
use crate::table::{bytes_len, int_in, told, told_named};

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
            is_connected,
            1,
            1,
            "isconnected() -- whether somebody is at the console",
        ),
        told(
            n::any,
            any,
            1,
            1,
            "any() -- whether bytes wait to be read",
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
            set_interrupt,
            2,
            2,
            "setinterrupt(chr) -- which byte interrupts the program: 3 (Ctrl-C), or -1 for none",
        ),
        serial::READ,
        serial::READ_INTO,
        serial::READ_LINE,
        serial::WRITE,
        told(
            n::readlines,
            read_lines,
            1,
            1,
            "readlines() -- a list of the lines that wait",
        ),
        told_named(
            n::recv,
            receive,
            2,
            SEND,
            2,
            "recv(data, *, timeout=5000) -- receive so many bytes, or into a buffer: the bytes, or how many",
        ),
        told_named(
            n::send,
            send,
            2,
            SEND,
            2,
            "send(data, *, timeout=5000) -- write bytes, or an int as one byte, to the console",
        ),
        told_named(
            n::irq,
            serial::irq,
            1,
            &[n::__, n::handler, n::trigger, n::hard],
            4,
            "irq(handler=None, trigger=USB_VCP.IRQ_RX, hard=False) -- call handler(usb) when bytes have come",
        ),
        (n::IRQ_RX, Item::Int(1)),
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

/// The console is a pipe to whoever reads it: it is never too fast for either side.
fn init(m: &mut Machine, args: Args) -> R {
    int_in(m, args, 1, -1, -1, 3, "flow")?;
    Ok(Value::NONE)
}

/// Whether somebody is at the console, as far as the board knows.
pub fn is_connected(m: &mut Machine, _: Args) -> R {
    let usb = m.host.board().and_then(|board| board.usb());
    Ok(Value::bool(usb.is_none_or(|usb| usb.is_open())))
}

fn any(m: &mut Machine, args: Args) -> R {
    let line = serial::own(m, args)?;
    Ok(Value::bool(line.waiting(m)? > 0))
}

fn set_interrupt(m: &mut Machine, args: Args) -> R {
    let key = int_in(m, args, 1, 3, -1, 255, "chr")?;
    if m.host.set_interrupt_key(u8::try_from(key).ok()) || key == 3 {
        return Ok(Value::NONE);
    }
    Err(cannot(m, "another key than Ctrl-C"))
}

fn read_lines(m: &mut Machine, args: Args) -> R {
    serial::own(m, args)?;
    let own = args.at(m, 0);
    let list = m.new_list_sized(0)?;
    loop {
        let line = m.call_method(own, n::readline, &[])?;
        if line.is_none() {
            return Ok(Value::reference(list));
        }
        m.list_push(list, line)?;
    }
}

/// How long `recv` waits, in milliseconds, unless the program says otherwise.
const USUAL: i64 = 5000;

fn receive(m: &mut Machine, args: Args) -> R {
    let (line, v) = (serial::own(m, args)?, args.at(m, 1));
    let ms = int_in(m, args, 2, USUAL, 0, 1 << 40, "timeout")? as u64;
    let (most, into, result) = if m.is_a(v, types::INT) {
        (
            int_in(m, args, 1, 0, 0, 1 << 20, "data")? as usize,
            None,
            As::Whole,
        )
    } else {
        (bytes_len(m, v)?, Some(v), As::Count)
    };
    let wanted = Wanted {
        most,
        to_line_end: false,
        into,
        result,
        first: ms * 1000,
        other: ms * 1000,
    };
    serial::receive(m, line, wanted)
}

fn send(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let line = serial::own(m, args)?;
    if m.is_a(v, types::INT) {
        let byte = int_in(m, args, 1, 0, 0, 255, "data")? as u8;
        line.put(m, &[byte])?;
        return Ok(Value::small_wrapping(1));
    }
    serial::write_value(m, line, v)
}

macro_rules! absent {
    ($($id:ident $name:ident $module:ident $what:literal;)*) => { $(
        #[doc = concat!("Not on this board: ", $what, ".")]
        pub static $id: Space = Space::class(n::$name, types::OBJECT, &[])
            .new(
                Native::new(|m, _| Err(cannot(m, $what)), 1, 9)
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
