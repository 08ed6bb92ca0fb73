//! `dht`: sensors for humidity and temperature that answer on one wire (DHT11, DHT22). A record of the pin and of the bytes that came.

use pyrite_core::board::Pin;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, R, Space, TypeId, Value, n, types};

use crate::part;
use crate::table::{fill_buffer, number, told};

pub static DHT: Space = Space::module(
    n::dht,
    &[
        (n::DHT11, Item::Type(crate::DHT11)),
        (n::DHT22, Item::Type(crate::DHT22)),
    ],
);

macro_rules! sensor {
    ($name:ident, $wake:literal, $humidity:ident, $temperature:ident, $doc:literal) => {
        pub static $name: Space = Space::class(
            n::$name,
            types::OBJECT,
            &[
                told(
                    n::measure,
                    |m, a| measure(m, a, crate::$name, $wake),
                    1,
                    1,
                    "measure() -- ask the sensor; at most once in one or two seconds",
                ),
                told(
                    n::temperature,
                    |m, a| $temperature(m, a, crate::$name),
                    1,
                    1,
                    "temperature() -- degrees Celsius, as measured last",
                ),
                told(
                    n::humidity,
                    |m, a| $humidity(m, a, crate::$name),
                    1,
                    1,
                    "humidity() -- relative humidity in percent, as measured last",
                ),
            ],
        )
        .new(
            Native::new(|m, a| make(m, crate::$name, a), 2, 2)
                .named(&[n::__, n::pin], 2)
                .doc($doc),
        )
        .of_module(n::dht);
    };
}

// The line is held low for so many microseconds to wake the sensor.
sensor!(
    DHT11,
    18_000,
    whole_humidity,
    whole_temperature,
    "DHT11(pin) -- the sensor DHT11 at a pin"
);
sensor!(
    DHT22,
    1_100,
    humidity,
    temperature,
    "DHT22(pin) -- the sensor DHT22, or AM2302, at a pin"
);

/// A pulse that is high for longer is a 1: they last 26 or 70 microseconds.
const ONE: u8 = 48;

const PIN: usize = 1;
/// Two fields: humidity and temperature, 16 bits each.
const MEASURED: usize = 2;

fn make(m: &mut Machine, class: TypeId, args: Args) -> R {
    let pin = crate::onewire::open_drain(m, args.at(m, 1))?;
    let fields = [i64::from(pin.0), 0, 0].map(Value::small_wrapping);
    m.new_record(class, &fields)
}

/// Five bytes: two of humidity, two of temperature, and their sum.
fn ask(m: &mut Machine, pin: Pin, wake: u32) -> R<[u8; 5]> {
    // The first pulse is the sensor's answer.
    let mut lengths = [0; 41];
    part::pins(m, |p| p.pulses(pin, wake, &mut lengths))?;
    let mut bytes = [0; 5];
    for (i, length) in lengths[1..].iter().enumerate() {
        bytes[i / 8] |= u8::from(*length > ONE) << (7 - i % 8);
    }
    Ok(bytes)
}

fn measure(m: &mut Machine, args: Args, class: TypeId, wake: u32) -> R {
    let r = types::receiver::record(m, args, class)?;
    let pin = Pin(number(m, r, PIN) as u8);
    let bytes = ask(m, pin, wake)?;
    let [a, b, c, d, sum] = bytes;
    if [a, b, c, d]
        .iter()
        .fold(0u8, |s, byte| s.wrapping_add(*byte))
        != sum
    {
        return Err(m.error(types::EXCEPTION, &[Piece::S("checksum error")]));
    }
    for (i, pair) in [[a, b], [c, d]].into_iter().enumerate() {
        let number = i64::from(u16::from_be_bytes(pair));
        m.heap
            .set_value(r, MEASURED + i, Value::small_wrapping(number));
    }
    Ok(Value::NONE)
}

fn measured(m: &mut Machine, args: Args, class: TypeId, i: usize) -> R<i64> {
    let r = types::receiver::record(m, args, class)?;
    Ok(number(m, r, MEASURED + i))
}

/// The DHT11 puts whole numbers into the upper bytes.
fn whole_humidity(m: &mut Machine, args: Args, class: TypeId) -> R {
    let number = measured(m, args, class, 0)?;
    Ok(Value::small_wrapping(number >> 8))
}

fn whole_temperature(m: &mut Machine, args: Args, class: TypeId) -> R {
    let number = measured(m, args, class, 1)?;
    Ok(Value::small_wrapping(number >> 8))
}

fn humidity(m: &mut Machine, args: Args, class: TypeId) -> R {
    let number = measured(m, args, class, 0)?;
    m.new_float(number as f64 / 10.0)
}

/// Tenths of a degree; the upper bit says that it is below zero.
fn temperature(m: &mut Machine, args: Args, class: TypeId) -> R {
    let number = measured(m, args, class, 1)?;
    let tenths = (number & 0x7fff) as f64;
    m.new_float(
        if number & 0x8000 != 0 {
            -tenths
        } else {
            tenths
        } / 10.0,
    )
}

/// `machine.dht_readinto(pin, buf)`: the five bytes as they come.
pub fn dht_readinto(m: &mut Machine, args: Args) -> R {
    let pin = crate::onewire::open_drain(m, args.at(m, 0))?;
    let bytes = ask(m, pin, 18_000)?;
    fill_buffer(m, args.at(m, 1), 0, &bytes)?;
    Ok(Value::NONE)
}
