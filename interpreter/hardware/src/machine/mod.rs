//! `machine`: the chip's pins, converters, buses and timers, as MicroPython names them. The micro:bit's has a few functions
//! only; there `microbit` is the module for its parts.

pub mod analog;
pub mod bus;
pub mod clock;
pub mod function;
pub mod i2c;
pub mod memory;
pub mod pin;
pub mod serial;
pub mod spi;
pub mod timed;
pub mod watch;

use pyrite_core::board::{Fault, Start};
use pyrite_core::machine::{Finish, Machine, Piece, Progress, Wait};
use pyrite_core::{Args, Item, Member, R, Space, Value, n};

use crate::part;
use crate::state::{self, at};
use crate::table::{copy_bytes, does, given, int_in, micros_of_ms, pin_of};

macro_rules! members {
    ($($more:expr),* $(,)?) => {
        &[
            does(n::unique_id, clock::unique_id, 0, 0, "unique_id() -- a number of this board alone, as bytes"),
            does(n::reset, crate::microbit::reset, 0, 0, "reset() -- start the board anew"),
            does(n::soft_reset, soft_reset, 0, 0, "soft_reset() -- end the program"),
            does(n::freq, freq, 0, 1, "freq([hz]) -- the processor's clock, in hertz; or another one"),
            does(n::disable_irq, clock::disable_irq, 0, 0, "disable_irq() -- no functions of timers and pins until enable_irq(state): the state before"),
            does(n::enable_irq, clock::enable_irq, 1, 1, "enable_irq(state) -- functions of timers and pins are called again"),
            does(n::time_pulse_us, time_pulse, 2, 3, "time_pulse_us(pin, pulse_level, timeout_us=1000000) -- microseconds of a pulse; -1 or -2 when it does not come in time"),
            does(n::idle, idle, 0, 0, "idle() -- wait for a moment"),
            (n::mem8, Item::Getter(|m| memory::of_bits(m, 8))),
            (n::mem16, Item::Getter(|m| memory::of_bits(m, 16))),
            (n::mem32, Item::Getter(|m| memory::of_bits(m, 32))),
            $($more),*
        ]
    };
}

macro_rules! full { ($($more:expr),* $(,)?) => { members!(
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
        n::dht_readinto,
        crate::dht::dht_readinto,
        2,
        2,
        "dht_readinto(pin, buf) -- the five bytes that a DHT11 or DHT22 answers"
    ),
    does(
        n::bootloader,
        bootloader,
        0,
        1,
        "bootloader() -- start the loader that takes new firmware"
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
        reset_cause,
        0,
        0,
        "reset_cause() -- why the board started: PWRON_RESET or another constant"
    ),
    (n::PWRON_RESET, Item::Int(PWRON_RESET)),
    (n::HARD_RESET, Item::Int(HARD_RESET)),
    (n::WDT_RESET, Item::Int(WDT_RESET)),
    (n::DEEPSLEEP_RESET, Item::Int(DEEPSLEEP_RESET)),
    (n::SOFT_RESET, Item::Int(SOFT_RESET)),
    $($more),*
) } }

/// The micro:bit's module.
pub static SMALL: Space = Space::module(n::machine, members!());

/// The pyboard's module, with types that say what it has not.
pub static MACHINE: Space = Space::module(n::machine, PYBOARD);

/// The module of an ESP32's family.
pub static ESP32: Space = Space::module(n::machine, CHIP);

const PYBOARD: &[Member] = full!(
    (n::I2S, Item::Type(crate::I2S)),
    (n::SDCard, Item::Type(crate::SD_CARD)),
    (n::Counter, Item::Type(crate::COUNTER)),
    (n::Encoder, Item::Type(crate::ENCODER)),
);
const CHIP: &[Member] = full!();

fn soft_reset(m: &mut Machine, _: Args) -> R {
    crate::microbit::end(m)
}

const PWRON_RESET: i32 = 1;
const HARD_RESET: i32 = 2;
const WDT_RESET: i32 = 3;
const DEEPSLEEP_RESET: i32 = 4;
const SOFT_RESET: i32 = 5;

fn reset_cause(m: &mut Machine, _: Args) -> R {
    let cause = match part::board(m, |board| board.started_by())? {
        Start::PowerOn => PWRON_RESET,
        Start::Reset => HARD_RESET,
        Start::Watchdog => WDT_RESET,
        Start::DeepSleep => DEEPSLEEP_RESET,
        Start::Soft => SOFT_RESET,
    };
    Ok(Value::small_wrapping(i64::from(cause)))
}

fn freq(m: &mut Machine, args: Args) -> R {
    if given(m, args, 0).is_some() {
        clock::set_frequency(m, args)?;
        return Ok(Value::NONE);
    }
    let hertz = clock::frequency(m)?;
    m.new_int(hertz)
}

fn time_pulse(m: &mut Machine, args: Args) -> R {
    let pin = pin_of(m, args.at(m, 0))?;
    let high = crate::table::flag(m, args, 1, true)?;
    let timeout = int_in(m, args, 2, 1_000_000, 1, i64::from(u32::MAX), "timeout_us")? as u32;
    let length = part::pins(m, |p| {
        Ok(match p.time_pulse(pin, high, timeout)? {
            Some(micros) => i64::from(micros),
            // It goes on, or it has not begun.
            None if p.read(pin)? == high => -1,
            None => -2,
        })
    })?;
    m.new_int(length)
}

fn idle(m: &mut Machine, _: Args) -> R {
    crate::microbit::wait(m, 1000)
}

/// A time at which nothing wakes up by itself; short enough to look around.
const FOR_EVER: u64 = 1 << 50;

/// Microseconds between two looks at what ends a sleep.
const GLANCE: u64 = 5000;

/// Sleeps so many milliseconds, or for ever; what pins and the clock call ends it.
fn fall_asleep(m: &mut Machine, args: Args, finish: Finish) -> R {
    let micros = match given(m, args, 0) {
        Some(v) => micros_of_ms(m, v)?,
        None => FOR_EVER,
    };
    state::ready(m)?;
    let now = m.host.micros();
    let woken = state::get(m, at::WOKEN);
    state::set(m, at::WAKE_COUNT, woken);
    state::set_time(m, at::WAKE_AT, now.saturating_add(micros));
    m.wait(Wait::Until(now + micros.min(GLANCE)), finish)
}

/// When to look again; none: the sleep is over.
fn asleep(m: &mut Machine) -> Option<Wait> {
    let (now, until) = (m.host.micros(), state::time(m, at::WAKE_AT));
    let sleeps = now < until && state::get(m, at::WOKEN) == state::get(m, at::WAKE_COUNT);
    sleeps.then(|| Wait::Until(until.min(now + GLANCE)))
}

pub fn sleep(m: &mut Machine, args: Args) -> R {
    fall_asleep(m, args, |m| {
        Ok(asleep(m).map_or(Progress::Done(Value::NONE), Progress::Wait))
    })
}

/// Where the chip cannot sleep by itself, the program waits, and the board starts anew.
pub fn deepsleep(m: &mut Machine, args: Args) -> R {
    let micros = match given(m, args, 0) {
        Some(v) => Some(micros_of_ms(m, v)?),
        None => None,
    };
    let answer = part::board(m, |board| match board.power() {
        Some(power) => power.sleep_deeply(micros),
        None => Err(Fault::Absent),
    })?;
    match answer {
        Err(Fault::Absent) => {}
        Err(fault) => return Err(part::failed(m, fault, "sleep")),
        Ok(()) => return crate::microbit::end(m),
    }
    fall_asleep(m, args, |m| match asleep(m) {
        Some(wait) => Ok(Progress::Wait(wait)),
        None => {
            part::power(m, |p| {
                p.deep_sleep(true);
                Ok(())
            })?;
            crate::microbit::restart(m).map(Progress::Done)
        }
    })
}

/// Starts the loader. Where that returns, the program ends.
pub fn bootloader(m: &mut Machine, _: Args) -> R {
    part::power_as(m, "loader", |p| p.bootloader())?;
    crate::microbit::end(m)
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
