//! `microbit`: the board's parts as objects, and the functions of the module itself. One file for each part.

pub mod accelerometer;
pub mod bus;
pub mod button;
pub mod compass;
pub mod display;
pub mod image;
pub mod microphone;
pub mod pin;
pub mod serial;
pub mod timer;

use pyrite_core::machine::{Machine, Piece, Progress, Wait};
use pyrite_core::{Args, Item, Name, R, Space, TypeId, Value, n, types};

use crate::part;
use crate::state::{self, at};
use crate::table::{does, does_named, int_in, real};

macro_rules! module {
    ($(pin $pin:ident = $number:expr;)*) => {
        pub static MICROBIT: Space = Space::module(n::microbit, &[
            (n::Image, Item::Type(crate::IMAGE)),
            (n::Sound, Item::Type(crate::SOUND)),
            (n::SoundEvent, Item::Type(crate::SOUND_EVENT)),
            (n::display, Item::Getter(|m| single(m, crate::DISPLAY))),
            (n::accelerometer, Item::Getter(|m| single(m, crate::ACCELEROMETER))),
            (n::compass, Item::Getter(|m| single(m, crate::COMPASS))),
            (n::i2c, Item::Getter(|m| single(m, crate::MICROBIT_I2C))),
            (n::spi, Item::Getter(|m| single(m, crate::MICROBIT_SPI))),
            (n::uart, Item::Getter(|m| single(m, crate::MICROBIT_UART))),
            (n::microphone, Item::Getter(|m| single(m, crate::MICROPHONE))),
            (n::speaker, Item::Getter(|m| single(m, crate::SPEAKER))),
            (n::audio, Item::Getter(|m| m.import(None, Value::name(n::audio), Value::NONE, 0))),
            (n::button_a, Item::Getter(|m| button::button(m, 0))),
            (n::button_b, Item::Getter(|m| button::button(m, 1))),
            $((n::$pin, Item::Getter(|m| pin::pin(m, $number))),)*
            does(n::sleep, sleep, 1, 1, "sleep(ms) -- wait this many milliseconds"),
            does(n::running_time, running_time, 0, 0, "running_time() -- milliseconds since the program began"),
            does(n::temperature, temperature, 0, 0, "temperature() -- temperature of the board, in degrees Celsius"),
            does(n::set_volume, set_volume, 1, 1, "set_volume(volume) -- loudness of all sounds, 0 to 255"),
            does_named(n::scale, scale, 3, SCALE, 3, "scale(value, from_, to) -- a number of the range (low, high) from_, as far along the range to"),
            does_named(n::run_every, timer::run_every, 0, timer::RUN_EVERY, 1,
                "run_every(callback=None, days=0, h=0, min=0, s=0, ms=0) -- call a function again and again; also a decorator"),
            does(n::panic, panic, 0, 1, "panic(n) -- stop with a sad face and a number"),
            does(n::reset, reset, 0, 0, "reset() -- start the board anew"),
            does(n::ws2812_write, crate::neopixel::ws2812_write, 2, 2, "ws2812_write(pin, buffer) -- send colours to a strip of NeoPixels"),
        ]);
    };
}

module! {
    pin pin0 = 0;
    pin pin1 = 1;
    pin pin2 = 2;
    pin pin3 = 3;
    pin pin4 = 4;
    pin pin5 = 5;
    pin pin6 = 6;
    pin pin7 = 7;
    pin pin8 = 8;
    pin pin9 = 9;
    pin pin10 = 10;
    pin pin11 = 11;
    pin pin12 = 12;
    pin pin13 = 13;
    pin pin14 = 14;
    pin pin15 = 15;
    pin pin16 = 16;
    pin pin19 = 19;
    pin pin20 = 20;
    pin pin_logo = pin::LOGO;
    pin pin_speaker = pin::SPEAKER;
}

/// The one object of a type that has no state.
pub fn single(m: &mut Machine, class: TypeId) -> R {
    state::ready(m)?;
    m.new_record(class, &[])
}

/// Waits for some microseconds.
pub fn wait(m: &mut Machine, micros: u64) -> R {
    let now = m.host.micros();
    m.wait(Wait::Until(now.saturating_add(micros)), |_| {
        Ok(Progress::Done(Value::NONE))
    })
}

fn sleep(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let micros = crate::table::micros_of_ms(m, v)?;
    wait(m, micros)
}

fn running_time(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    let since = m.host.micros().saturating_sub(state::time(m, at::BEGAN));
    m.new_int((since / 1000) as i64)
}

fn temperature(m: &mut Machine, _: Args) -> R {
    let thousandths = part::ask(m, "thermometer", |board| board.temperature())?;
    Ok(Value::small_wrapping(i64::from(
        (thousandths + 500).div_euclid(1000),
    )))
}

fn set_volume(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let volume = m.index_clamped(args.at(m, 0))?.clamp(0, 255);
    state::set(m, at::VOLUME, volume as i32);
    crate::music::volume_changed(m)?;
    Ok(Value::NONE)
}

const SCALE: &[Name] = &[n::value, n::from_, n::to];

/// Two numbers, and whether both are ints.
fn range(m: &mut Machine, v: Value) -> R<(f64, f64, bool)> {
    let pair = m.tuple_of(v)?;
    if m.tuple_len(pair) != 2 {
        return Err(m.value_error(&[Piece::S("a range is a tuple of two numbers")]));
    }
    let (low, high) = (m.tuple_item(pair, 0), m.tuple_item(pair, 1));
    let whole = m.is_a(low, types::INT) && m.is_a(high, types::INT);
    Ok((real(m, low)?, real(m, high)?, whole))
}

fn scale(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let value = real(m, v)?;
    let (from_low, from_high, _) = range(m, args.at(m, 1))?;
    let (to_low, to_high, whole) = range(m, args.at(m, 2))?;
    if from_low == from_high {
        return Err(m.value_error(&[Piece::S("the range from_ is empty")]));
    }
    let scaled = (value - from_low) / (from_high - from_low) * (to_high - to_low) + to_low;
    if whole {
        return m.new_int(libm::round(scaled) as i64);
    }
    m.new_float(scaled)
}

fn panic(m: &mut Machine, args: Args) -> R {
    let number = int_in(m, args, 0, 0, 0, 999, "n")? as u16;
    part::power(m, |p| {
        p.panic(number);
        Ok(())
    })?;
    end(m)
}

/// Starts the board anew. Where that returns, the program ends as by `sys.exit()`.
pub fn reset(m: &mut Machine, _: Args) -> R {
    restart(m)
}

pub fn restart(m: &mut Machine) -> R {
    part::power(m, |p| {
        p.reset();
        Ok(())
    })?;
    end(m)
}

pub fn end(m: &mut Machine) -> R {
    Err(m.raise_with(types::SYSTEM_EXIT, Value::UNBOUND))
}
