//! `ADC`, `DAC` and `PWM`: voltages in and out, and pulses.

use pyrite_core::board::{Pin, PinMode};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, n, types};

use super::{pin, timed};
use crate::part;
use crate::table::{does, given, int_in, number, told, told_named};

pub static ADC: Space = Space::class(
    n::ADC,
    types::OBJECT,
    &[
        told(
            n::read,
            |m, a| read(m, a, 4),
            1,
            1,
            "read() -- the voltage at the pin, 0 (0 V) to 4095 (3.3 V)",
        ),
        told(
            n::read_u16,
            |m, a| read(m, a, 0),
            1,
            1,
            "read_u16() -- the voltage at the pin, 0 (0 V) to 65535 (3.3 V)",
        ),
        told(
            n::read_uv,
            read_uv,
            1,
            1,
            "read_uv() -- the voltage at the pin, in microvolts",
        ),
        told(
            n::read_timed,
            |m, a| {
                let r = types::receiver::record(m, a, crate::ADC)?;
                timed::read_timed(m, pin_field(m, r), a)
            },
            3,
            3,
            "read_timed(buf, timer) -- fill a buffer with measurements, at a frequency in hertz or that of a timer",
        ),
        does(
            n::read_timed_multi,
            timed::read_timed_multi,
            3,
            3,
            "read_timed_multi(adcs, bufs, timer) -- fill a buffer for each ADC of a tuple at once: whether all measurements were in time",
        ),
    ],
)
.new(Native::new(new_adc, 2, 2).doc("ADC(pin) -- measures the voltage at a pin"))
.of_module(n::machine);

/// The pin that an ADC measures.
pub fn pin_of(m: &mut Machine, adc: Value) -> R<Pin> {
    match m.as_record(adc, crate::ADC) {
        Some(r) => Ok(pin_field(m, r)),
        None => Err(m.type_error(&[
            Piece::S("expected an ADC, not '"),
            Piece::T(adc),
            Piece::S("'"),
        ])),
    }
}

fn pin_field(m: &Machine, r: Ref) -> Pin {
    Pin(m.heap.value(r, 1).as_small().unwrap_or(0) as u8)
}

fn new_adc(m: &mut Machine, args: Args) -> R {
    let pin = pin::find(m, args.at(m, 1))?;
    part::pins(m, |p| p.set_mode(pin, PinMode::AnalogIn))?;
    m.new_record(crate::ADC, &[Value::small_wrapping(i64::from(pin.0))])
}

fn measured(m: &mut Machine, args: Args) -> R<u16> {
    let r = types::receiver::record(m, args, crate::ADC)?;
    let pin = pin_field(m, r);
    part::pins(m, |p| p.read_analog(pin))
}

fn read(m: &mut Machine, args: Args, shift: u32) -> R {
    let level = measured(m, args)?;
    Ok(Value::small_wrapping(i64::from(level >> shift)))
}

/// Microvolts of the supply.
const SUPPLY: i64 = 3_300_000;

fn read_uv(m: &mut Machine, args: Args) -> R {
    let level = measured(m, args)?;
    m.new_int(i64::from(level) * SUPPLY / 65_535)
}

// ---- DAC

const DAC_NEW: &[Name] = &[n::__, n::port, n::bits, n::buffering];

pub static DAC: Space = Space::class(
    n::DAC,
    types::OBJECT,
    &[
        told(
            n::write,
            dac_write,
            2,
            2,
            "write(value) -- put a voltage out: 0 to 255, or to 4095 with bits=12",
        ),
        told_named(
            n::init,
            dac_init,
            1,
            &[n::__, n::bits, n::buffering],
            2,
            "init(bits=8) -- how many bits a value has: 8 or 12",
        ),
        told(n::deinit, dac_deinit, 1, 1, "deinit() -- free the pin"),
        told(
            n::noise,
            |m, a| {
                let pin = dac_pin(m, a)?;
                timed::noise(m, pin, a)
            },
            2,
            2,
            "noise(freq) -- put out random levels, so many a second",
        ),
        told(
            n::triangle,
            |m, a| {
                let pin = dac_pin(m, a)?;
                timed::triangle(m, pin, a)
            },
            2,
            2,
            "triangle(freq) -- put out a voltage that rises and falls, so many of its 2048 steps a second",
        ),
        told_named(
            n::write_timed,
            |m, a| {
                let pin = dac_pin(m, a)?;
                let r = types::receiver::record(m, a, crate::DAC)?;
                timed::write_timed(m, pin, number(m, r, 2) == 12, a)
            },
            3,
            &[n::__, n::data, n::freq, n::mode],
            3,
            "write_timed(data, freq, *, mode=DAC.NORMAL) -- put out the levels of a buffer, so many a second; again and again with DAC.CIRCULAR",
        ),
        (n::NORMAL, Item::Int(0)),
        (n::CIRCULAR, Item::Int(256)),
    ],
)
.new(
    Native::new(new_dac, 2, 4)
        .named(DAC_NEW, 3)
        .doc("DAC(port, bits=8) -- puts a voltage out, at pin X5 (port 1) or X6 (port 2)"),
)
.of_module(n::pyb);

fn bits(m: &mut Machine, args: Args, i: usize) -> R<i64> {
    let bits = int_in(m, args, i, 8, 8, 12, "bits")?;
    if bits != 8 && bits != 12 {
        return Err(m.value_error(&[Piece::S("bits must be 8 or 12")]));
    }
    Ok(bits)
}

fn new_dac(m: &mut Machine, args: Args) -> R {
    let port = args.at(m, 1);
    let pin = match port.as_small() {
        Some(number @ 1..=2) => {
            let name = if number == 1 { "X5" } else { "X6" };
            let found = part::pins(m, |p| Ok(p.find(name)))?;
            found.ok_or_else(|| part::absent(m, "converter for voltages"))?
        }
        _ => pin::find(m, port)?,
    };
    let bits = bits(m, args, 2)?;
    part::pins(m, |p| p.set_mode(pin, PinMode::AnalogOut))?;
    m.new_record(
        crate::DAC,
        &[
            Value::small_wrapping(i64::from(pin.0)),
            Value::small_wrapping(bits),
        ],
    )
}

fn dac_pin(m: &mut Machine, args: Args) -> R<Pin> {
    let r = types::receiver::record(m, args, crate::DAC)?;
    Ok(pin_field(m, r))
}

fn dac_init(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::DAC)?;
    let bits = bits(m, args, 1)?;
    let pin = pin_field(m, r);
    part::pins(m, |p| p.set_mode(pin, PinMode::AnalogOut))?;
    m.heap.set_value(r, 2, Value::small_wrapping(bits));
    Ok(Value::NONE)
}

fn dac_deinit(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::DAC)?;
    let pin = pin_field(m, r);
    part::pins(m, |p| p.set_mode(pin, PinMode::Unused))?;
    Ok(Value::NONE)
}

fn dac_write(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::DAC)?;
    let bits = m.heap.value(r, 2).as_small().unwrap_or(8);
    let most = (1 << bits) - 1;
    let level = int_in(m, args, 1, 0, 0, most, "value")?;
    let pin = pin_field(m, r);
    part::pins(m, |p| p.write_analog(pin, (level * 65_535 / most) as u16))?;
    Ok(Value::NONE)
}

// ---- PWM

const PWM_NEW: &[Name] = &[n::__, n::pin, n::freq, n::duty_u16, n::duty_ns];
const PWM_INIT: &[Name] = &[n::__, n::freq, n::duty_u16, n::duty_ns];

pub static PWM: Space = Space::class(
    n::PWM,
    types::OBJECT,
    &[
        told_named(
            n::init,
            pwm_init,
            1,
            PWM_INIT,
            1,
            "init(*, freq, duty_u16, duty_ns) -- change frequency and width of the pulses",
        ),
        told(n::deinit, pwm_deinit, 1, 1, "deinit() -- end the pulses"),
        told(
            n::freq,
            pwm_freq,
            1,
            2,
            "freq([value]) -- pulses in a second",
        ),
        told(
            n::duty_u16,
            pwm_duty,
            1,
            2,
            "duty_u16([value]) -- how much of its period a pulse is high, 0 to 65535",
        ),
        told(
            n::duty_ns,
            pwm_width,
            1,
            2,
            "duty_ns([value]) -- how long a pulse is high, in nanoseconds",
        ),
    ],
)
.new(
    Native::new(new_pwm, 2, 5)
        .named(PWM_NEW, 2)
        .doc("PWM(pin, *, freq=1000, duty_u16=0, duty_ns=0) -- pulses at a pin"),
)
.of_module(n::machine);

const FREQUENCY: usize = 2;
/// How much of the period is high: 0 to 65535.
const DUTY: usize = 3;

fn new_pwm(m: &mut Machine, args: Args) -> R {
    let pin = pin::find(m, args.at(m, 1))?;
    part::pins(m, |p| p.set_mode(pin, PinMode::Pwm))?;
    let fields = [i64::from(pin.0), 1000, 0].map(Value::small_wrapping);
    let v = m.new_record(crate::PWM, &fields)?;
    if let Some(r) = v.as_ref() {
        pwm_set(m, r, args, 2)?;
    }
    Ok(v)
}

/// Frequency, and the two ways to say the width, from argument `i` on.
fn pwm_set(m: &mut Machine, r: Ref, args: Args, i: usize) -> R<()> {
    if given(m, args, i).is_some() {
        let frequency = int_in(m, args, i, 1000, 1, 40_000_000, "freq")?;
        m.heap
            .set_value(r, FREQUENCY, Value::small_wrapping(frequency));
    }
    if given(m, args, i + 1).is_some() {
        let duty = int_in(m, args, i + 1, 0, 0, 65_535, "duty_u16")?;
        m.heap.set_value(r, DUTY, Value::small_wrapping(duty));
    }
    if given(m, args, i + 2).is_some() {
        let width = int_in(m, args, i + 2, 0, 0, 1_000_000_000, "duty_ns")?;
        let duty = width * number(m, r, FREQUENCY) / 15_259;
        m.heap
            .set_value(r, DUTY, Value::small_wrapping(duty.clamp(0, 65_535)));
    }
    let period = 1_000_000_000 / number(m, r, FREQUENCY).max(1);
    let width = period * number(m, r, DUTY) / 65_535;
    let pin = pin_field(m, r);
    part::pins(m, |p| p.pwm(pin, width as u32, period as u32))
}

fn own_pwm(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::PWM)
}

fn pwm_init(m: &mut Machine, args: Args) -> R {
    let r = own_pwm(m, args)?;
    pwm_set(m, r, args, 1)?;
    Ok(Value::NONE)
}

fn pwm_deinit(m: &mut Machine, args: Args) -> R {
    let r = own_pwm(m, args)?;
    let pin = pin_field(m, r);
    part::pins(m, |p| {
        p.pwm(pin, 0, 1_000_000)?;
        p.set_mode(pin, PinMode::Unused)
    })?;
    Ok(Value::NONE)
}

/// Reads a field, or sets it from the argument and starts the pulses anew.
fn pwm_field(m: &mut Machine, args: Args, field: usize, low: i64, high: i64, what: &str) -> R {
    let r = own_pwm(m, args)?;
    if args.get(m, 1).is_none() {
        return Ok(m.heap.value(r, field));
    }
    let to = int_in(m, args, 1, 0, low, high, what)?;
    m.heap.set_value(r, field, Value::small_wrapping(to));
    pwm_set(m, r, args, args.len())?;
    Ok(Value::NONE)
}

fn pwm_freq(m: &mut Machine, args: Args) -> R {
    pwm_field(m, args, FREQUENCY, 1, 40_000_000, "freq")
}

fn pwm_duty(m: &mut Machine, args: Args) -> R {
    pwm_field(m, args, DUTY, 0, 65_535, "duty_u16")
}

fn pwm_width(m: &mut Machine, args: Args) -> R {
    let r = own_pwm(m, args)?;
    let frequency = number(m, r, FREQUENCY).max(1);
    if args.get(m, 1).is_none() {
        return m.new_int(number(m, r, DUTY) * 1_000_000_000 / frequency / 65_535);
    }
    let width = int_in(m, args, 1, 0, 0, 1_000_000_000, "duty_ns")?;
    let duty = (width * frequency / 15_259).clamp(0, 65_535);
    m.heap.set_value(r, DUTY, Value::small_wrapping(duty));
    pwm_set(m, r, args, args.len())?;
    Ok(Value::NONE)
}
