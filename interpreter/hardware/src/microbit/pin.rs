//! The micro:bit's pins: digital, analog, touch. A record of the pin's number: that of the edge connector, then the logo and
//! the speaker. Each pin has a mode; one that another part uses is not taken away from it.

use pyrite_core::board::{Pin, PinMode, Pull, Touch};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Item, Member, R, Raised, Space, TypeId, Value, method, n, types};

use super::button::untold;
use crate::part;
use crate::state::{self, at};
use crate::table::{int_in, real, told};

pub const LOGO: u8 = 21;
pub const SPEAKER: u8 = 22;

const DIGITAL_MEMBERS: &[Member] = &[
    told(
        n::read_digital,
        read_digital,
        1,
        1,
        "read_digital() -- 1 if the pin is high, 0 if it is low",
    ),
    told(
        n::write_digital,
        write_digital,
        2,
        2,
        "write_digital(value) -- set the pin high (1) or low (0)",
    ),
    told(
        n::write_analog,
        write_analog,
        2,
        2,
        "write_analog(value) -- pulses that are high for value / 1024 of their period",
    ),
    told(
        n::set_analog_period,
        |m, a| set_period(m, a, 1000, 1),
        2,
        2,
        "set_analog_period(period) -- the period of the pulses, in milliseconds",
    ),
    told(
        n::set_analog_period_microseconds,
        |m, a| set_period(m, a, 1, 256),
        2,
        2,
        "set_analog_period_microseconds(period) -- the period of the pulses, in microseconds, at least 256",
    ),
    told(
        n::get_analog_period_microseconds,
        get_period,
        1,
        1,
        "get_analog_period_microseconds() -- the period of the pulses, in microseconds",
    ),
    told(
        n::set_pull,
        set_pull,
        2,
        2,
        "set_pull(value) -- PULL_UP, PULL_DOWN or NO_PULL: the resistor behind the input",
    ),
    told(
        n::get_pull,
        get_pull,
        1,
        1,
        "get_pull() -- the resistor behind the input: PULL_UP, PULL_DOWN or NO_PULL",
    ),
    told(
        n::get_mode,
        get_mode,
        1,
        1,
        "get_mode() -- what the pin is used for: 'unused', 'read_digital', 'display', 'touch' ...",
    ),
    method(n::__eq__, equals, 2, 2),
    method(n::__hash__, hash, 1, 1),
    method(n::__repr__, repr, 1, 1),
    (n::NO_PULL, Item::Int(0)),
    (n::PULL_DOWN, Item::Int(1)),
    (n::PULL_UP, Item::Int(3)),
];

pub static DIGITAL: Space =
    Space::class(n::MicroBitDigitalPin, types::OBJECT, DIGITAL_MEMBERS).of_module(n::microbit);

pub static ANALOG: Space = Space::class(
    n::MicroBitAnalogDigitalPin,
    crate::PIN_DIGITAL,
    &[told(
        n::read_analog,
        read_analog,
        1,
        1,
        "read_analog() -- the voltage at the pin, 0 (0 V) to 1023 (3.3 V)",
    )],
)
.of_module(n::microbit);

pub static TOUCH: Space = Space::class(
    n::MicroBitTouchPin,
    crate::PIN_ANALOG,
    &[
        told(n::is_touched, is_touched, 1, 1, "is_touched() -- whether a finger touches the pin"),
        told(n::was_touched, was_touched, 1, 1, "was_touched() -- whether it was touched since the last call, or since the start"),
        told(n::get_touches, get_touches, 1, 1, "get_touches() -- how often it was touched since the last call"),
        told(n::set_touch_mode, set_touch_mode, 2, 2, "set_touch_mode(value) -- CAPACITIVE (finger alone) or RESISTIVE (finger between pin and ground)"),
        (n::CAPACITIVE, Item::Int(0)),
        (n::RESISTIVE, Item::Int(1)),
    ],
)
.of_module(n::microbit);

/// What a pin is used for, by the number that is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Use {
    Unused,
    ReadDigital,
    WriteDigital,
    Analog,
    Pwm,
    Touch,
    Display,
    Button,
    Music,
    Audio,
    I2c,
    Spi,
    Uart,
}

/// Names as `get_mode` gives them.
static USES: [&str; 13] = [
    "unused",
    "read_digital",
    "write_digital",
    "analog",
    "analog",
    "touch",
    "display",
    "button",
    "music",
    "audio",
    "i2c",
    "spi",
    "uart",
];

/// Pins that the display's columns hang on.
const DISPLAY_PINS: [u8; 5] = [3, 4, 6, 7, 10];

/// The modes that pins have at the start.
pub fn reset_modes(m: &mut Machine) {
    for i in 0..24 {
        set_use(m, i, Use::Unused);
        state::set(m, at::PIN_PERIODS + usize::from(i), 20_000);
    }
    // Other boards than a micro:bit have these numbers for other pins.
    let display = m
        .host
        .board()
        .and_then(|b| b.matrix())
        .map(|matrix| matrix.is_on());
    let Some(on) = display else { return };
    display_uses(m, on);
    for i in [5, 11] {
        set_use(m, i, Use::Button);
    }
    for i in [19, 20] {
        set_use(m, i, Use::I2c);
    }
}

/// Takes the display's pins, or gives them free.
pub fn display_uses(m: &mut Machine, on: bool) {
    for pin in DISPLAY_PINS {
        if on || use_of(m, pin) == Use::Display as i32 {
            set_use(m, pin, if on { Use::Display } else { Use::Unused });
        }
    }
}

fn place(pin: u8) -> usize {
    at::PIN_MODES + usize::from(pin.min(23))
}

fn use_of(m: &Machine, pin: u8) -> i32 {
    state::get(m, place(pin)) & 0xff
}

/// Notes what a pin is used for.
pub fn set_use(m: &mut Machine, pin: u8, to: Use) {
    let kept = state::get(m, place(pin)) & !0xff;
    state::set(m, place(pin), kept | to as i32);
}

/// Takes a pin for a use; a ValueError when a part has it that does not give it away.
pub fn acquire(m: &mut Machine, pin: u8, to: Use) -> R<()> {
    state::ready(m)?;
    if pin == LOGO && to != Use::Touch {
        return Err(m.value_error(&[Piece::S("the logo can only be touched")]));
    }
    let now = use_of(m, pin);
    if now == to as i32 {
        return Ok(());
    }
    let taken = [Use::Display, Use::Button, Use::I2c]
        .iter()
        .any(|u| *u as i32 == now);
    if taken {
        return Err(in_use(m, pin, now));
    }
    if now == Use::Music as i32 || now == Use::Audio as i32 {
        crate::music::release(m, pin)?;
    }
    set_use(m, pin, to);
    Ok(())
}

#[cold]
fn in_use(m: &mut Machine, pin: u8, now: i32) -> Raised {
    let name = USES.get(now as usize).copied().unwrap_or("");
    m.value_error(&[
        Piece::S("pin "),
        Piece::I(i64::from(pin)),
        Piece::S(" is used as '"),
        Piece::S(name),
        Piece::S("'"),
    ])
}

/// The pin object of this number; its type says what it can do.
pub fn pin(m: &mut Machine, number: u8) -> R {
    state::ready(m)?;
    let class = match number {
        0..=2 | LOGO => crate::PIN_TOUCH,
        3 | 4 | 10 | SPEAKER => crate::PIN_ANALOG,
        _ => crate::PIN_DIGITAL,
    };
    m.new_record(class, &[Value::small_wrapping(i64::from(number))])
}

const CLASSES: [TypeId; 3] = [crate::PIN_DIGITAL, crate::PIN_ANALOG, crate::PIN_TOUCH];

/// The pin, if a value is one.
pub fn as_pin(m: &Machine, v: Value) -> Option<Pin> {
    let r = CLASSES.iter().find_map(|class| m.as_record(v, *class))?;
    m.heap.value(r, 1).as_small().map(|i| Pin(i as u8))
}

/// The pin argument of a function, which is pin 0 when it is not given and none when it is None.
pub fn output_argument(m: &mut Machine, args: Args, i: usize) -> R<Option<Pin>> {
    match args.get(m, i) {
        None => Ok(Some(Pin(0))),
        Some(v) if v.is_none() => Ok(None),
        Some(v) => crate::table::pin_of(m, v).map(Some),
    }
}

fn own(m: &mut Machine, args: Args) -> R<Pin> {
    match as_pin(m, args.at(m, 0)) {
        Some(pin) => Ok(pin),
        None => Err(types::receiver::wrong_receiver(m, args)),
    }
}

fn equals(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    Ok(match as_pin(m, args.at(m, 1)) {
        Some(other) => Value::bool(pin == other),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn hash(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    Ok(Value::small_wrapping(i64::from(pin.0)))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    match pin.0 {
        LOGO => m.message(&[Piece::S("<pin_logo>")]),
        SPEAKER => m.message(&[Piece::S("<pin_speaker>")]),
        i => m.message(&[Piece::S("<pin"), Piece::I(i64::from(i)), Piece::S(">")]),
    }
}

fn pull_of(m: &Machine, pin: Pin) -> Pull {
    match state::get(m, place(pin.0)) >> 8 & 3 {
        1 => Pull::Down,
        3 => Pull::Up,
        _ => Pull::None,
    }
}

fn note_pull(m: &mut Machine, pin: Pin, pull: Pull) {
    let bits = match pull {
        Pull::None => 0,
        Pull::Down => 1,
        Pull::Up => 3,
    };
    let kept = state::get(m, place(pin.0)) & !0x300;
    state::set(m, place(pin.0), kept | bits << 8);
}

fn is_used(m: &Machine, pin: Pin, to: Use) -> bool {
    use_of(m, pin.0) == to as i32
}

fn read_digital(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    if !is_used(m, pin, Use::ReadDigital) {
        acquire(m, pin.0, Use::ReadDigital)?;
        note_pull(m, pin, Pull::Down);
        part::pins(m, |p| p.set_mode(pin, PinMode::Input(Pull::Down)))?;
    }
    let high = part::pins(m, |p| p.read(pin))?;
    Ok(Value::small_wrapping(i64::from(high)))
}

fn write_digital(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let high = int_in(m, args, 1, 0, 0, 1, "value")? == 1;
    if !is_used(m, pin, Use::WriteDigital) {
        acquire(m, pin.0, Use::WriteDigital)?;
        part::pins(m, |p| p.set_mode(pin, PinMode::Output))?;
    }
    part::pins(m, |p| p.write(pin, high))?;
    Ok(Value::NONE)
}

fn read_analog(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    if !is_used(m, pin, Use::Analog) {
        acquire(m, pin.0, Use::Analog)?;
        note_pull(m, pin, Pull::None);
        part::pins(m, |p| p.set_mode(pin, PinMode::AnalogIn))?;
    }
    let level = part::pins(m, |p| p.read_analog(pin))?;
    Ok(Value::small_wrapping(i64::from(level >> 6)))
}

fn write_analog(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let v = args.at(m, 1);
    let level = real(m, v)?;
    if !(0.0..=1023.0).contains(&level) {
        return Err(crate::table::out_of(m, "value", 0, 1023));
    }
    if !is_used(m, pin, Use::Pwm) {
        acquire(m, pin.0, Use::Pwm)?;
        part::pins(m, |p| p.set_mode(pin, PinMode::Pwm))?;
    }
    let period = state::get(m, at::PIN_PERIODS + usize::from(pin.0.min(23))) as u64 * 1000;
    // All the way up means always high.
    let width = if level >= 1023.0 {
        period as f64
    } else {
        period as f64 * level / 1024.0
    };
    part::pins(m, |p| {
        p.pwm(pin, width as u32, period.min(u64::from(u32::MAX)) as u32)
    })?;
    Ok(Value::NONE)
}

fn set_period(m: &mut Machine, args: Args, unit: i64, least: i64) -> R {
    let pin = own(m, args)?;
    let period = int_in(m, args, 1, 0, least, 1_000_000 / unit, "period")? * unit;
    state::ready(m)?;
    state::set(
        m,
        at::PIN_PERIODS + usize::from(pin.0.min(23)),
        period as i32,
    );
    Ok(Value::NONE)
}

fn get_period(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let period = state::get(m, at::PIN_PERIODS + usize::from(pin.0.min(23)));
    Ok(Value::small_wrapping(i64::from(period)))
}

fn set_pull(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let pull = match m.index_clamped(args.at(m, 1))? {
        0 => Pull::None,
        1 => Pull::Down,
        3 => Pull::Up,
        _ => return Err(m.value_error(&[Piece::S("value must be PULL_UP, PULL_DOWN or NO_PULL")])),
    };
    acquire(m, pin.0, Use::ReadDigital)?;
    note_pull(m, pin, pull);
    part::pins(m, |p| p.set_mode(pin, PinMode::Input(pull)))?;
    Ok(Value::NONE)
}

fn get_pull(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    Ok(Value::small_wrapping(match pull_of(m, pin) {
        Pull::None => 0,
        Pull::Down => 1,
        Pull::Up => 3,
    }))
}

fn get_mode(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let name = USES.get(use_of(m, pin.0) as usize).copied().unwrap_or("");
    m.new_str(name.as_bytes())
}

/// How touches are felt, unless the program says otherwise.
fn touch_of(m: &Machine, pin: Pin) -> Touch {
    match state::get(m, place(pin.0)) >> 16 & 3 {
        1 => Touch::Capacitive,
        2 => Touch::Resistive,
        _ if pin.0 == LOGO => Touch::Capacitive,
        _ => Touch::Resistive,
    }
}

/// The place for touches that were told: behind those of the buttons.
fn touch_place(pin: Pin) -> usize {
    2 + match pin.0 {
        i @ 0..=2 => usize::from(i),
        _ => 3,
    }
}

fn take_touch(m: &mut Machine, pin: Pin) -> R<()> {
    if !is_used(m, pin, Use::Touch) {
        acquire(m, pin.0, Use::Touch)?;
        note_pull(m, pin, Pull::Up);
        part::pins(m, |p| p.set_mode(pin, PinMode::Input(Pull::None)))?;
    }
    Ok(())
}

fn is_touched(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    take_touch(m, pin)?;
    let how = touch_of(m, pin);
    part::pins(m, |p| p.touched(pin, how).map(Value::bool))
}

fn was_touched(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    take_touch(m, pin)?;
    let touches = part::pins(m, |p| Ok(p.touches(pin)))?;
    Ok(Value::bool(
        untold(m, at::WAS_TOLD + touch_place(pin), touches) > 0,
    ))
}

fn get_touches(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    take_touch(m, pin)?;
    let touches = part::pins(m, |p| Ok(p.touches(pin)))?;
    let new = untold(m, at::PRESSES_TOLD + touch_place(pin), touches);
    m.new_int(i64::from(new))
}

fn set_touch_mode(m: &mut Machine, args: Args) -> R {
    let pin = own(m, args)?;
    let mode = int_in(m, args, 1, 0, 0, 1, "value")? as i32;
    state::ready(m)?;
    let kept = state::get(m, place(pin.0)) & !0x3_0000;
    state::set(m, place(pin.0), kept | (mode + 1) << 16);
    Ok(Value::NONE)
}
