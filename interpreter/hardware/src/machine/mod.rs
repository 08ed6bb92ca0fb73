//! `machine`: the chip's pins, converters, buses and timers, as MicroPython names them. The micro:bit's has a few functions
//! only; there `microbit` is the module for its parts.

pub mod analog;
pub mod bus;
pub mod clock;
pub mod pin;
pub mod serial;
pub mod timed;
pub mod watch;

use pyrite_core::machine::{Machine, Piece, Progress, Wait};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, R, Space, Value, method, n, types};

use crate::part;
use crate::table::{copy_bytes, does, given, int_in, micros_of_ms, pin_of};

macro_rules! members {
    ($($more:expr),* $(,)?) => {
        &[
            does(n::unique_id, clock::unique_id, 0, 0, "unique_id() -- a number of this board alone, as bytes"),
            does(n::reset, crate::microbit::reset, 0, 0, "reset() -- start the board anew"),
            does(n::soft_reset, soft_reset, 0, 0, "soft_reset() -- end the program"),
            does(n::freq, freq, 0, 1, "freq() -- the processor's clock, in hertz"),
            does(n::disable_irq, clock::disable_irq, 0, 0, "disable_irq() -- no functions of timers and pins until enable_irq(state): the state before"),
            does(n::enable_irq, clock::enable_irq, 1, 1, "enable_irq(state) -- functions of timers and pins are called again"),
            does(n::time_pulse_us, time_pulse, 2, 3, "time_pulse_us(pin, pulse_level, timeout_us=1000000) -- microseconds of a pulse; -1 or -2 when it does not come in time"),
            does(n::idle, idle, 0, 0, "idle() -- wait for a moment"),
            (n::mem8, Item::Getter(|m| m.new_record(crate::MEMORY, &[]))),
            (n::mem16, Item::Getter(|m| m.new_record(crate::MEMORY, &[]))),
            (n::mem32, Item::Getter(|m| m.new_record(crate::MEMORY, &[]))),
            $($more),*
        ]
    };
}

/// The micro:bit's module.
pub static SMALL: Space = Space::module(n::machine, members!());

/// The pyboard's module.
pub static MACHINE: Space = Space::module(n::machine, FULL);

const FULL: &[Member] = members!(
    (n::Pin, Item::Type(crate::PIN)),
    (n::Signal, Item::Type(crate::SIGNAL)),
    (n::ADC, Item::Type(crate::ADC)),
    (n::PWM, Item::Type(crate::PWM)),
    (n::I2C, Item::Type(crate::I2C)),
    (n::SoftI2C, Item::Type(crate::SOFT_I2C)),
    (n::SPI, Item::Type(crate::SPI)),
    (n::SoftSPI, Item::Type(crate::SOFT_SPI)),
    (n::UART, Item::Type(crate::UART)),
    (n::Timer, Item::Type(crate::MACHINE_TIMER)),
    (n::RTC, Item::Type(crate::RTC)),
    (n::WDT, Item::Type(crate::WDT)),
    (n::I2S, Item::Type(crate::I2S)),
    (n::SDCard, Item::Type(crate::SD_CARD)),
    (n::Counter, Item::Type(crate::COUNTER)),
    (n::Encoder, Item::Type(crate::ENCODER)),
    does(
        n::rng,
        crate::pyb::rng,
        0,
        0,
        "rng() -- a random number of 30 bits"
    ),
    does(
        n::bitstream,
        bitstream,
        4,
        4,
        "bitstream(pin, encoding, timing, data) -- send bytes as pulses of four lengths in nanoseconds"
    ),
    does(
        n::lightsleep,
        sleep,
        0,
        1,
        "lightsleep([ms]) -- sleep so many milliseconds, or for ever"
    ),
    does(
        n::sleep,
        sleep,
        0,
        1,
        "sleep([ms]) -- sleep so many milliseconds, or for ever"
    ),
    does(
        n::deepsleep,
        deepsleep,
        0,
        1,
        "deepsleep([ms]) -- sleep so many milliseconds, then start anew"
    ),
    does(
        n::reset_cause,
        |_, _| Ok(Value::small_wrapping(1)),
        0,
        0,
        "reset_cause() -- why the board started: PWRON_RESET"
    ),
    (n::PWRON_RESET, Item::Int(1)),
    (n::HARD_RESET, Item::Int(2)),
    (n::WDT_RESET, Item::Int(3)),
    (n::DEEPSLEEP_RESET, Item::Int(4)),
    (n::SOFT_RESET, Item::Int(5)),
);

/// `mem8` and so on: memory by its address, which only a chip has.
pub static MEMORY: Space = Space::class(
    n::mem,
    types::OBJECT,
    &[
        method(n::__getitem__, |m, _| Err(no_memory(m)), 2, 2),
        method(n::__setitem__, |m, _| Err(no_memory(m)), 3, 3),
    ],
)
.new(Native::new(|m, _| Err(no_memory(m)), 1, 1))
.of_module(n::machine);

#[cold]
fn no_memory(m: &mut Machine) -> pyrite_core::Raised {
    m.error(
        types::NOT_IMPLEMENTED_ERROR,
        &[Piece::S("not possible here: memory by its address")],
    )
}

fn soft_reset(m: &mut Machine, _: Args) -> R {
    crate::microbit::end(m)
}

fn freq(m: &mut Machine, args: Args) -> R {
    if given(m, args, 0).is_some() {
        return Err(m.error(
            types::NOT_IMPLEMENTED_ERROR,
            &[Piece::S("not possible here: another clock")],
        ));
    }
    let hertz = clock::frequency(m)?;
    m.new_int(hertz)
}

fn time_pulse(m: &mut Machine, args: Args) -> R {
    let pin = pin_of(m, args.at(m, 0))?;
    let high = crate::table::flag(m, args, 1, true)?;
    let timeout = int_in(m, args, 2, 1_000_000, 1, i64::from(u32::MAX), "timeout_us")? as u32;
    let pulse = part::pins(m, |p| p.time_pulse(pin, high, timeout))?;
    Ok(Value::small_wrapping(pulse.map_or(-1, i64::from)))
}

fn idle(m: &mut Machine, _: Args) -> R {
    crate::microbit::wait(m, 1000)
}

/// A time at which nothing wakes up by itself; short enough to look around.
const FOR_EVER: u64 = 1 << 50;

fn sleep(m: &mut Machine, args: Args) -> R {
    let micros = match given(m, args, 0) {
        Some(v) => micros_of_ms(m, v)?,
        None => FOR_EVER,
    };
    crate::microbit::wait(m, micros)
}

fn deepsleep(m: &mut Machine, args: Args) -> R {
    let micros = match given(m, args, 0) {
        Some(v) => micros_of_ms(m, v)?,
        None => FOR_EVER,
    };
    let now = m.host.micros();
    m.wait(Wait::Until(now.saturating_add(micros)), |m| {
        part::power(m, |p| {
            p.reset();
            Ok(())
        })?;
        crate::microbit::end(m).map(Progress::Done)
    })
}

fn bitstream(m: &mut Machine, args: Args) -> R {
    let pin = pin_of(m, args.at(m, 0))?;
    int_in(m, args, 1, 0, 0, 0, "encoding")?;
    let tuple = m.tuple_of(args.at(m, 2))?;
    let mut timing = [0; 4];
    if m.tuple_len(tuple) != timing.len() {
        return Err(m.value_error(&[Piece::S("timing has four lengths in nanoseconds")]));
    }
    for (i, length) in timing.iter_mut().enumerate() {
        let v = m.tuple_item(tuple, i);
        *length = m.index_clamped(v)?.clamp(0, i64::from(u32::MAX)) as u32;
    }
    let mut bytes = [0; 1024];
    let v = args.at(m, 3);
    if crate::table::bytes_len(m, v)? > bytes.len() {
        return Err(m.value_error(&[Piece::S("at most 1024 bytes can be sent at once")]));
    }
    let len = copy_bytes(m, v, 0, &mut bytes);
    part::pins(m, |p| p.send_bits(pin, timing, &bytes[..len]))?;
    Ok(Value::NONE)
}
