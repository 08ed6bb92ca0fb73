//! Converters that work by themselves: `ADC.read_timed` measures many times, `DAC.noise`, `triangle` and `write_timed` put out a
//! wave. And `pyb.ADCAll`, which knows a converter's inputs by their numbers.

use pyrite_core::board::{Pin, Voltage, Wave};
use pyrite_core::machine::{Machine, Piece, Progress, Wait};
use pyrite_core::native::Native;
use pyrite_core::{Args, Name, R, Space, Value, n, types};

use super::pin;
use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{bytes_len, copy_bytes, given, int_in, real, told};

/// How often a second: a number, or a timer whose frequency it is.
fn frequency(m: &mut Machine, v: Value) -> R<u32> {
    let number = if m.as_record(v, crate::PYB_TIMER).is_some() {
        m.call_method(v, n::freq, &[])?
    } else {
        v
    };
    let hertz = real(m, number)?;
    if !(1.0..=1e6).contains(&hertz) {
        return Err(crate::table::out_of(m, "freq", 1, 1_000_000));
    }
    Ok(hertz as u32)
}

/// `read_timed(buf, timer)`: so many measurements, one at each step of the timer; the program waits for them.
pub fn read_timed(m: &mut Machine, from: Pin, args: Args) -> R {
    let into = args.at(m, 1);
    bytes_len(m, into)?;
    let buffers = m.new_tuple(&[into])?;
    let pins = m.new_tuple(&[Value::small_wrapping(i64::from(from.0))])?;
    let timer = args.at(m, 2);
    begin(m, buffers, pins, timer, false)
}

/// `read_timed_multi(adcs, bufs, timer)`: the same for several pins at once.
pub fn read_timed_multi(m: &mut Machine, args: Args) -> R {
    let adcs = m.tuple_of(args.at(m, 0))?;
    let buffers = m.tuple_of(args.at(m, 1))?;
    let count = m.tuple_len(adcs);
    if count == 0 || count != m.tuple_len(buffers) {
        return Err(m.value_error(&[Piece::S("each ADC needs a buffer")]));
    }
    let pins = m.new_list_sized(count)?;
    let mut len = None;
    for i in 0..count {
        let (adc, buffer) = (m.tuple_item(adcs, i), m.tuple_item(buffers, i));
        let pin = super::analog::pin_of(m, adc)?;
        m.list_push(pins, Value::small_wrapping(i64::from(pin.0)))?;
        bytes_len(m, buffer)?;
        let items = m.len(buffer)?;
        if len.is_some_and(|len| len != items) {
            return Err(m.value_error(&[Piece::S("all buffers must have the same length")]));
        }
        len = Some(items);
    }
    let pins = m.tuple_of(Value::reference(pins))?;
    let timer = args.at(m, 2);
    begin(m, buffers, pins, timer, true)
}

fn begin(m: &mut Machine, buffers: Value, pins: Value, timer: Value, many: bool) -> R {
    let hertz = frequency(m, timer)?;
    state::ready(m)?;
    state::set_value(m, Slot::Measured, buffers);
    state::set_value(m, Slot::MeasuredPins, pins);
    state::set(m, at::MEASURE_MANY, i32::from(many));
    state::set(m, at::MEASURE_RATE, hertz as i32);
    state::set(m, at::MEASURE_AT, 0);
    let now = m.host.micros();
    state::set_time(m, at::MEASURE_BEGAN, now);
    m.wait(Wait::Until(now), measure)
}

fn measure(m: &mut Machine) -> R<Progress> {
    let buffers = m.tuple_of(state::value(m, Slot::Measured))?;
    let pins = m.tuple_of(state::value(m, Slot::MeasuredPins))?;
    let hertz = state::get(m, at::MEASURE_RATE).max(1) as u64;
    let began = state::time(m, at::MEASURE_BEGAN);
    let first = m.tuple_item(buffers, 0);
    let len = m.len(first)?;
    let mut done = state::get(m, at::MEASURE_AT).max(0) as usize;
    let now = m.host.micros();
    while done < len {
        let due = began + done as u64 * 1_000_000 / hertz;
        if now < due {
            state::set(m, at::MEASURE_AT, done as i32);
            return Ok(Progress::Wait(Wait::Until(due)));
        }
        for i in 0..m.tuple_len(buffers) {
            let (pin, into) = (m.tuple_item(pins, i), m.tuple_item(buffers, i));
            let pin = Pin(pin.as_small().unwrap_or(0) as u8);
            // Items of one byte hold 8 bits of a measurement, wider ones all 12.
            let shift = if bytes_len(m, into)? == m.len(into)? {
                8
            } else {
                4
            };
            let level = part::pins(m, |p| p.read_analog(pin))? >> shift;
            m.set_item(
                into,
                Value::small_wrapping(done as i64),
                Value::small_wrapping(i64::from(level)),
            )?;
        }
        done += 1;
    }
    state::set_value(m, Slot::Measured, Value::NONE);
    state::set_value(m, Slot::MeasuredPins, Value::NONE);
    let many = state::get(m, at::MEASURE_MANY) != 0;
    Ok(Progress::Done(if many {
        Value::TRUE
    } else {
        Value::small_wrapping(len as i64)
    }))
}

/// `noise(freq)`: random levels, so many a second.
pub fn noise(m: &mut Machine, to: Pin, args: Args) -> R {
    let hertz = frequency(m, args.at(m, 1))?;
    wave(m, to, Wave::Noise { rate: hertz })
}

/// `triangle(freq)`: levels that rise and fall by one step of 2048 at this rate.
pub fn triangle(m: &mut Machine, to: Pin, args: Args) -> R {
    let hertz = frequency(m, args.at(m, 1))?;
    wave(m, to, Wave::Triangle { rate: hertz })
}

/// Levels of a buffer that a converter can put out by itself.
const LONGEST: usize = 4096;

/// `write_timed(data, freq, *, mode=DAC.NORMAL)`: the levels of a buffer, so many a second.
pub fn write_timed(m: &mut Machine, to: Pin, wide: bool, args: Args) -> R {
    let data = args.at(m, 1);
    let hertz = frequency(m, args.at(m, 2))?;
    let again = given(m, args, 3).is_some() && int_in(m, args, 3, 0, 0, 256, "mode")? == 256;
    let len = bytes_len(m, data)?;
    if len > LONGEST {
        return Err(m.value_error(&[
            Piece::S("a converter puts out at most "),
            Piece::I(LONGEST as i64),
            Piece::S(" bytes by itself"),
        ]));
    }
    let mut bytes = [0; LONGEST];
    copy_bytes(m, data, 0, &mut bytes);
    let bytes = &bytes[..len];
    wave(
        m,
        to,
        Wave::Levels {
            rate: hertz,
            bytes,
            wide,
            again,
        },
    )
}

fn wave(m: &mut Machine, to: Pin, wave: Wave) -> R {
    part::pins(m, |p| p.wave(to, wave))?;
    Ok(Value::NONE)
}

// ---- ADCAll

const ADC_ALL_NEW: &[Name] = &[n::__, n::bits, n::mask];

pub static ADC_ALL: Space = Space::class(
    n::ADCAll,
    types::OBJECT,
    &[
        told(n::read_channel, read_channel, 2, 2, "read_channel(channel) -- the voltage at an input of the converter: 0 to 15 are pins, 16 the chip's temperature"),
        told(n::read_core_temp, core_temperature, 1, 1, "read_core_temp() -- temperature of the chip, in degrees Celsius"),
        told(n::read_core_vref, |m, _| volts(m, Voltage::Reference), 1, 1, "read_core_vref() -- volts of the chip's reference"),
        told(n::read_core_vbat, |m, _| volts(m, Voltage::Battery), 1, 1, "read_core_vbat() -- volts of the cell that keeps the clock running"),
        told(n::read_vref, |m, _| volts(m, Voltage::Supply), 1, 1, "read_vref() -- volts of the supply"),
    ],
)
.new(Native::new(new_all, 2, 3).named(ADC_ALL_NEW, 3).doc("ADCAll(resolution, mask=0xffffffff) -- all inputs of the converter, with 8, 10 or 12 bits"))
.of_module(n::pyb);

fn new_all(m: &mut Machine, args: Args) -> R {
    let bits = int_in(m, args, 1, 12, 6, 12, "resolution")?;
    m.new_record(crate::ADC_ALL, &[Value::small_wrapping(bits)])
}

/// Pins at the inputs of the converter: A0 to A7, B0, B1, C0 to C5.
static INPUTS: [&str; 16] = [
    "A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "B0", "B1", "C0", "C1", "C2", "C3", "C4", "C5",
];

fn read_channel(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::ADC_ALL)?;
    let bits = m.heap.value(r, 1).as_small().unwrap_or(12).clamp(6, 12) as u32;
    let channel = int_in(m, args, 1, 0, 0, 18, "channel")? as usize;
    let level = match INPUTS.get(channel) {
        Some(name) => {
            let name = m.new_str(name.as_bytes())?;
            let pin = pin::find(m, name)?;
            part::pins(m, |p| p.read_analog(pin))?
        }
        None if channel == 16 => {
            // 0.76 V at 25 degrees, and 2.5 mV more for each.
            let thousandths = i64::from(part::ask(m, "thermometer", |board| board.temperature())?);
            let microvolts = 760_000 + (thousandths - 25_000) * 5 / 2;
            (microvolts * 65_535 / 3_300_000).clamp(0, 65_535) as u16
        }
        None => {
            let of = if channel == 17 {
                Voltage::Reference
            } else {
                Voltage::Battery
            };
            let (part, whole) = (millivolts(m, of)?, millivolts(m, Voltage::Supply)?.max(1));
            // The battery is measured through a divider by two.
            let part = if channel == 17 { part } else { part / 2 };
            (part * 65_535 / whole).min(65_535) as u16
        }
    };
    Ok(Value::small_wrapping(i64::from(level >> (16 - bits))))
}

fn millivolts(m: &mut Machine, of: Voltage) -> R<u32> {
    part::ask(m, "converter for what is in the chip", |board| {
        board.voltage(of)
    })
}

fn volts(m: &mut Machine, of: Voltage) -> R {
    let millivolts = millivolts(m, of)?;
    m.new_float(f64::from(millivolts) / 1000.0)
}

fn core_temperature(m: &mut Machine, _: Args) -> R {
    let thousandths = part::ask(m, "thermometer", |board| board.temperature())?;
    m.new_float(f64::from(thousandths) / 1000.0)
}
