//! `pyb`: the pyboard's own module. Pins, converters and buses are those of `machine`.

pub mod bus;
pub mod channel;
pub mod console;
pub mod parts;
pub mod servo;
pub mod timer;

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::number::random::Generator;
use pyrite_core::{Args, Item, Member, R, Space, Value, n, types};

use crate::machine::{self, clock};
use crate::part;
use crate::state::{self, at};
use crate::table::{copy_bytes, does, given, int_in, micros_of_ms};

pub static PYB: Space = Space::module(n::pyb, MEMBERS);

static MEMBERS: &[Member] = &[
    (n::LED, Item::Type(crate::LED)),
    (n::Switch, Item::Type(crate::SWITCH)),
    (n::Accel, Item::Type(crate::ACCEL)),
    (n::Servo, Item::Type(crate::SERVO)),
    (n::Timer, Item::Type(crate::PYB_TIMER)),
    (n::Pin, Item::Type(crate::PIN)),
    (n::ExtInt, Item::Type(crate::EXTINT)),
    (n::ADC, Item::Type(crate::ADC)),
    (n::DAC, Item::Type(crate::DAC)),
    (n::I2C, Item::Type(crate::PYB_I2C)),
    (n::SPI, Item::Type(crate::PYB_SPI)),
    (n::UART, Item::Type(crate::UART)),
    (n::RTC, Item::Type(crate::RTC)),
    (n::ADCAll, Item::Type(crate::ADC_ALL)),
    (n::USB_VCP, Item::Type(crate::USB_VCP)),
    (n::CAN, Item::Type(crate::CAN)),
    (n::LCD, Item::Type(crate::LCD)),
    (n::USB_HID, Item::Type(crate::USB_HID)),
    (n::Flash, Item::Type(crate::FLASH)),
    does(
        n::have_cdc,
        console::is_connected,
        0,
        0,
        "have_cdc() -- whether somebody is at the console on USB",
    ),
    does(
        n::sync,
        |m, _| {
            m.host.flush();
            Ok(Value::NONE)
        },
        0,
        0,
        "sync() -- make what was written visible",
    ),
    does(
        n::main,
        main,
        1,
        1,
        "main(filename) -- which program runs after boot.py, instead of main.py",
    ),
    does(
        n::repl_uart,
        repl_uart,
        0,
        1,
        "repl_uart([uart]) -- the serial line that has the prompt, too: None",
    ),
    does(
        n::fault_debug,
        |m, a| m.truth(a.at(m, 0)).map(|_| Value::NONE),
        1,
        1,
        "fault_debug(value) -- whether faults of the processor stop it; there are none here",
    ),
    does(
        n::delay,
        delay,
        1,
        1,
        "delay(ms) -- wait so many milliseconds",
    ),
    does(
        n::udelay,
        udelay,
        1,
        1,
        "udelay(us) -- wait so many microseconds",
    ),
    does(
        n::millis,
        |m, _| {
            let t = since_start(m, 1000)?;
            m.new_int(t)
        },
        0,
        0,
        "millis() -- milliseconds since the start",
    ),
    does(
        n::micros,
        |m, _| {
            let t = since_start(m, 1)?;
            m.new_int(t)
        },
        0,
        0,
        "micros() -- microseconds since the start",
    ),
    does(
        n::elapsed_millis,
        |m, a| elapsed(m, a, 1000),
        1,
        1,
        "elapsed_millis(start) -- milliseconds since millis() gave start",
    ),
    does(
        n::elapsed_micros,
        |m, a| elapsed(m, a, 1),
        1,
        1,
        "elapsed_micros(start) -- microseconds since micros() gave start",
    ),
    does(n::rng, rng, 0, 0, "rng() -- a random number of 30 bits"),
    does(
        n::unique_id,
        clock::unique_id,
        0,
        0,
        "unique_id() -- a number of this board alone, as bytes",
    ),
    does(
        n::freq,
        freq,
        0,
        4,
        "freq([sysclk]) -- clocks of processor, memory and the two buses for parts, in hertz; or another clock for the processor",
    ),
    does(
        n::disable_irq,
        clock::disable_irq,
        0,
        0,
        "disable_irq() -- no functions of timers and pins until enable_irq(): the state before",
    ),
    does(
        n::enable_irq,
        clock::enable_irq,
        0,
        1,
        "enable_irq(state=True) -- functions of timers and pins are called again",
    ),
    does(n::wfi, wfi, 0, 0, "wfi() -- wait for a moment"),
    does(
        n::hard_reset,
        crate::microbit::reset,
        0,
        0,
        "hard_reset() -- start the board anew",
    ),
    does(
        n::stop,
        machine::sleep,
        0,
        0,
        "stop() -- sleep until a pin with a function or the clock wakes the board",
    ),
    does(
        n::standby,
        machine::deepsleep,
        0,
        0,
        "standby() -- sleep until the clock wakes the board, then start anew",
    ),
    does(
        n::bootloader,
        machine::bootloader,
        0,
        0,
        "bootloader() -- start the loader that takes new firmware",
    ),
    does(
        n::mount,
        |m, _| Err(cannot(m, "mounting of devices")),
        0,
        3,
        "mount(device, mountpoint, *, readonly=False) -- not possible here",
    ),
    does(
        n::usb_mode,
        usb_mode,
        0,
        1,
        "usb_mode([mode]) -- what the board is on USB: 'VCP', a serial line, or 'VCP+MSC', a drive too",
    ),
    does(
        n::hid,
        |m, _| Err(cannot(m, "a keyboard or mouse on USB")),
        1,
        1,
        "hid((buttons, x, y, z)) -- not possible here",
    ),
    does(
        n::info,
        info,
        0,
        1,
        "info() -- print what is known of the board and of the memory",
    ),
];

/// What the real chip can do and a simulated one cannot.
#[cold]
pub fn cannot(m: &mut Machine, what: &str) -> pyrite_core::Raised {
    m.error(
        types::NOT_IMPLEMENTED_ERROR,
        &[Piece::S("not possible here: "), Piece::S(what)],
    )
}

fn delay(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let micros = micros_of_ms(m, v)?;
    crate::microbit::wait(m, micros)
}

fn udelay(m: &mut Machine, args: Args) -> R {
    let micros = int_in(m, args, 0, 0, 0, 1 << 40, "us")?;
    crate::microbit::wait(m, micros as u64)
}

fn since_start(m: &mut Machine, unit: u64) -> R<i64> {
    state::ready(m)?;
    let micros = m.host.micros().saturating_sub(state::time(m, at::BEGAN));
    Ok((micros / unit) as i64)
}

fn elapsed(m: &mut Machine, args: Args, unit: u64) -> R {
    let start = m.index_clamped(args.at(m, 0))?;
    let now = since_start(m, unit)?;
    // As on the chip, where counts of 30 bits wrap around.
    m.new_int(now.wrapping_sub(start) & 0x3fff_ffff)
}

pub fn rng(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    let count = state::get(m, at::DRAWN).wrapping_add(1);
    state::set(m, at::DRAWN, count);
    let bits = m.host.seed()
        ^ m.host.micros().rotate_left(32)
        ^ (count as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut generator = Generator::new(bits);
    let number = (generator.unit() * f64::from(1u32 << 30)) as i64;
    m.new_int(number)
}

fn freq(m: &mut Machine, args: Args) -> R {
    if given(m, args, 0).is_some() {
        clock::set_frequency(m, args)?;
        return Ok(Value::NONE);
    }
    let hertz = clock::frequency(m)?;
    let clocks = [hertz, hertz, hertz / 4, hertz / 2];
    let mut values = [Value::NONE; 4];
    for (value, hertz) in values.iter_mut().zip(clocks) {
        *value = m.new_int(hertz)?;
    }
    m.new_tuple(&values)
}

/// Characters of the longest file name.
const LONGEST: usize = 64;

fn main(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let mut name = [0; LONGEST];
    let len = copy_bytes(m, v, 0, &mut name);
    if m.str_bytes(v).map(<[u8]>::len) != Some(len) {
        return Err(m.type_error(&[Piece::S("expected the name of a file, not "), Piece::R(v)]));
    }
    let name = core::str::from_utf8(&name[..len]).unwrap_or("");
    part::power_as(m, "main program but main.py", |p| p.set_main(name))?;
    Ok(Value::NONE)
}

fn repl_uart(m: &mut Machine, args: Args) -> R {
    match given(m, args, 0) {
        Some(_) => Err(cannot(m, "a prompt on a serial line")),
        None => Ok(Value::NONE),
    }
}

fn usb_mode(m: &mut Machine, args: Args) -> R {
    let board = m.host.board();
    // A console that is a pipe is all there is of USB.
    let mode = match board.and_then(|board| board.usb()) {
        Some(usb) => usb.mode(),
        None => Some("VCP"),
    };
    let Some(wanted) = args.get(m, 0) else {
        return match mode {
            Some(mode) => m.new_str(mode.as_bytes()),
            None => Ok(Value::NONE),
        };
    };
    let is_so = match mode {
        Some(mode) => m.str_bytes(wanted) == Some(mode.as_bytes()),
        None => wanted.is_none(),
    };
    match (is_so, mode) {
        (true, _) => Ok(Value::NONE),
        (false, Some("VCP")) => Err(cannot(m, "USB modes but 'VCP'")),
        (false, Some(_)) => Err(cannot(m, "USB modes but 'VCP+MSC'")),
        (false, None) => Err(cannot(m, "USB")),
    }
}

fn wfi(m: &mut Machine, _: Args) -> R {
    crate::microbit::wait(m, 1000)
}

fn info(m: &mut Machine, args: Args) -> R {
    let id = clock::unique_id(m, args)?;
    let hertz = clock::frequency(m)?;
    let (used, total) = (m.heap.used(), m.heap.size());
    let text = m.message(&[
        Piece::S("ID="),
        Piece::V(id),
        Piece::S("\nclock="),
        Piece::I(hertz),
        Piece::S("\nwords of the heap: "),
        Piece::I(used as i64),
        Piece::S(" used of "),
        Piece::I(total as i64),
        Piece::S("\n"),
    ])?;
    m.write_str(text);
    Ok(Value::NONE)
}
