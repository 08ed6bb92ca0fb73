//! `machine.Pin`, which is `pyb.Pin` too, `machine.Signal`, and `pyb.ExtInt`. A pin is a record of its number and of the mode and
//! pull that the program set.

use pyrite_core::board::{self, PinMode, Pull};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, types};

use super::{function, watch};
use crate::part;
use crate::table::{flag, given, told, told_named};

const NEW: &[Name] = &[n::__, n::id, n::mode, n::pull, n::value, n::alt, n::af];
const INIT: &[Name] = &[n::__, n::mode, n::pull, n::value, n::alt, n::af];
const IRQ: &[Name] = &[n::__, n::handler, n::trigger, n::hard];

static MEMBERS: &[Member] = &[
    told_named(
        n::init,
        init,
        1,
        INIT,
        3,
        "init(mode=None, pull=None, *, value=None, alt=None) -- set the pin up; alt is a function of the chip, with mode Pin.ALT",
    ),
    told(
        n::value,
        value,
        1,
        2,
        "value([x]) -- the level at the pin, 0 or 1; or set it",
    ),
    method(n::__call__, value, 1, 2),
    told(
        n::on,
        |m, a| set(m, a, true),
        1,
        1,
        "on() -- set the pin high",
    ),
    told(
        n::off,
        |m, a| set(m, a, false),
        1,
        1,
        "off() -- set the pin low",
    ),
    told(
        n::high,
        |m, a| set(m, a, true),
        1,
        1,
        "high() -- set the pin high",
    ),
    told(
        n::low,
        |m, a| set(m, a, false),
        1,
        1,
        "low() -- set the pin low",
    ),
    told(
        n::toggle,
        toggle,
        1,
        1,
        "toggle() -- set the pin low if it is high, and the other way round",
    ),
    told(
        n::mode,
        |m, a| field(m, a, MODE),
        1,
        1,
        "mode() -- what the pin is for: one of the constants",
    ),
    told(
        n::pull,
        |m, a| field(m, a, PULL),
        1,
        1,
        "pull() -- the resistor behind the input: one of the constants",
    ),
    told(
        n::name,
        name,
        1,
        1,
        "name() -- what the board calls the pin",
    ),
    told(
        n::names,
        names_of,
        1,
        1,
        "names() -- what the chip and the board call the pin",
    ),
    told(
        n::port,
        |m, a| port(m, a, true),
        1,
        1,
        "port() -- the chip's port: 0 for A",
    ),
    told(
        n::pin,
        |m, a| port(m, a, false),
        1,
        1,
        "pin() -- the number in the chip's port",
    ),
    told(
        n::gpio,
        registers,
        1,
        1,
        "gpio() -- the address of the registers of the pin's port",
    ),
    told(
        n::af,
        chosen,
        1,
        1,
        "af() -- the number of the chip's function that the pin has",
    ),
    told(
        n::af_list,
        |m, a| {
            let r = own(m, a)?;
            function::list(m, pin_of(m, r))
        },
        1,
        1,
        "af_list() -- the chip's functions that the pin can have",
    ),
    told_named(
        n::irq,
        irq,
        1,
        IRQ,
        4,
        "irq(handler=None, trigger=IRQ_FALLING|IRQ_RISING, hard=False) -- call handler(pin) at edges; with hard=True at once, but it cannot make objects",
    ),
    method(n::__eq__, equals, 2, 2),
    method(n::__hash__, |m, a| field(m, a, NUMBER), 1, 1),
    method(n::__repr__, repr, 1, 1),
    (n::board, Item::Type(crate::PIN_BOARD)),
    (n::cpu, Item::Type(crate::PIN_CPU)),
    (n::IN, Item::Int(IN as i32)),
    (n::OUT, Item::Int(OUT as i32)),
    (n::OUT_PP, Item::Int(OUT as i32)),
    (n::OPEN_DRAIN, Item::Int(OPEN_DRAIN as i32)),
    (n::OUT_OD, Item::Int(OPEN_DRAIN as i32)),
    (n::ALT, Item::Int(ALT as i32)),
    (n::AF_PP, Item::Int(ALT as i32)),
    (n::AF_OD, Item::Int(ALT_OPEN as i32)),
    (n::ALT_OPEN_DRAIN, Item::Int(ALT_OPEN as i32)),
    (n::ANALOG, Item::Int(ANALOG as i32)),
    (n::PULL_NONE, Item::Int(0)),
    (n::PULL_UP, Item::Int(1)),
    (n::PULL_DOWN, Item::Int(2)),
    (n::IRQ_RISING, Item::Int(watch::RISING as i32)),
    (n::IRQ_FALLING, Item::Int(watch::FALLING as i32)),
];

pub static PIN: Space = Space::class(n::Pin, types::OBJECT, MEMBERS)
    .new(Native::new(new, 2, 7).named(NEW, 4).doc(
        "Pin(id, mode=None, pull=None, *, value=None, alt=None) -- the pin with this name, set up for input or output",
    ))
    .of_module(n::machine);

macro_rules! names {
    ($(#[$doc:meta])* $id:ident $class:ident: $($name:ident)*) => {
        $(#[$doc])*
        pub static $id: Space = Space::class(n::$class, types::OBJECT, &[
            $((n::$name, Item::Getter(|m| by_name(m, stringify!($name))))),*
        ])
        .of_module(n::machine);
    };
}

names! {
    /// `Pin.board`: the pins by their names.
    PIN_BOARD board:
    X1 X2 X3 X4 X5 X6 X7 X8 X9 X10 X11 X12 X17 X18 X19 X20 X21 X22
    Y1 Y2 Y3 Y4 Y5 Y6 Y7 Y8 Y9 Y10 Y11 Y12 SW LED_RED LED_GREEN LED_YELLOW LED_BLUE
}

names! {
    /// `Pin.cpu`: the pins by the names of the chip's ports.
    PIN_CPU cpu:
    A0 A1 A2 A3 A4 A5 A6 A7 A13 A14 A15 B0 B1 B3 B4 B6 B7 B8 B9 B10 B11 B12 B13 B14 B15 C0 C1 C2 C3 C4 C5 C6 C7 C13
}

const IN: i64 = 0;
const OUT: i64 = 1;
const ALT: i64 = 2;
const ANALOG: i64 = 3;
const OPEN_DRAIN: i64 = 17;
const ALT_OPEN: i64 = 18;

const NUMBER: usize = 1;
const MODE: usize = 2;
const PULL: usize = 3;

/// The pin, if a value is one.
pub fn as_pin(m: &Machine, v: Value) -> Option<board::Pin> {
    let r = m.as_record(v, crate::PIN)?;
    m.heap
        .value(r, NUMBER)
        .as_small()
        .map(|i| board::Pin(i as u8))
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::PIN)
}

fn pin_of(m: &Machine, r: Ref) -> board::Pin {
    board::Pin(m.heap.value(r, NUMBER).as_small().unwrap_or(0) as u8)
}

fn by_name(m: &mut Machine, name: &str) -> R {
    let found = m
        .host
        .board()
        .and_then(|b| b.pins())
        .and_then(|p| p.find(name));
    match found {
        Some(pin) => object(m, pin),
        None => Err(m.value_error(&[
            Piece::S("this board has no pin '"),
            Piece::S(name),
            Piece::S("'"),
        ])),
    }
}

fn object(m: &mut Machine, pin: board::Pin) -> R {
    let zero = Value::small_wrapping(0);
    m.new_record(
        crate::PIN,
        &[Value::small_wrapping(i64::from(pin.0)), zero, zero],
    )
}

/// The pin that a name, a number or another pin says.
pub fn find(m: &mut Machine, v: Value) -> R<board::Pin> {
    if let Some(pin) = as_pin(m, v) {
        return Ok(pin);
    }
    if let Some(number) = v.as_small() {
        let count = part::pins(m, |p| Ok(p.count()))?;
        return match u8::try_from(number) {
            Ok(i) if i < count => Ok(board::Pin(i)),
            _ => Err(m.value_error(&[Piece::S("this board has no pin "), Piece::I(number)])),
        };
    }
    let mut buffer = [0; 16];
    if m.str_bytes(v).is_none() {
        return Err(m.type_error(&[
            Piece::S("a pin is said by its name, not by '"),
            Piece::T(v),
            Piece::S("'"),
        ]));
    }
    let len = crate::table::copy_bytes(m, v, 0, &mut buffer);
    let name = core::str::from_utf8(&buffer[..len]).unwrap_or("");
    match part::pins(m, |p| Ok(p.find(name)))? {
        Some(pin) => Ok(pin),
        None => Err(m.value_error(&[Piece::S("this board has no pin "), Piece::R(v)])),
    }
}

fn new(m: &mut Machine, args: Args) -> R {
    let pin = find(m, args.at(m, 1))?;
    let v = object(m, pin)?;
    if let Some(r) = v.as_ref() {
        set_up(m, r, args, 2)?;
    }
    Ok(v)
}

fn init(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    set_up(m, r, args, 1)?;
    Ok(Value::NONE)
}

/// Mode, pull and value from argument `i` on.
fn set_up(m: &mut Machine, r: Ref, args: Args, i: usize) -> R<()> {
    let pin = pin_of(m, r);
    let pull = match given(m, args, i + 1) {
        Some(v) => m.index_clamped(v)?,
        None => 0,
    };
    let resistor = match pull {
        1 => Pull::Up,
        2 => Pull::Down,
        _ => Pull::None,
    };
    let level = given(m, args, i + 2);
    if let Some(v) = level {
        let high = m.truth(v)?;
        part::pins(m, |p| p.write(pin, high))?;
    }
    let Some(mode) = given(m, args, i) else {
        return Ok(());
    };
    let mode = m.index_clamped(mode)?;
    let to = match mode {
        IN => PinMode::Input(resistor),
        OUT => PinMode::Output,
        OPEN_DRAIN => PinMode::OpenDrain(resistor),
        ANALOG => PinMode::AnalogIn,
        ALT | ALT_OPEN => {
            for alt in [i + 3, i + 4] {
                if let Some(v) = given(m, args, alt) {
                    let number = function::number(m, v)?;
                    part::pins(m, |p| p.set_function(pin, number))?;
                }
            }
            PinMode::Function
        }
        _ => {
            return Err(m.value_error(&[Piece::S(
                "mode must be Pin.IN, Pin.OUT or another mode of Pin",
            )]));
        }
    };
    part::pins(m, |p| p.set_mode(pin, to))?;
    m.heap.set_value(r, MODE, Value::small_wrapping(mode));
    m.heap.set_value(r, PULL, Value::small_wrapping(pull));
    Ok(())
}

fn value(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    if args.get(m, 1).is_some() {
        let high = flag(m, args, 1, false)?;
        part::pins(m, |p| p.write(pin, high))?;
        return Ok(Value::NONE);
    }
    let high = part::pins(m, |p| p.read(pin))?;
    Ok(Value::small_wrapping(i64::from(high)))
}

fn set(m: &mut Machine, args: Args, high: bool) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    part::pins(m, |p| p.write(pin, high))?;
    Ok(Value::NONE)
}

fn toggle(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    part::pins(m, |p| {
        let high = p.read(pin)?;
        p.write(pin, !high)
    })?;
    Ok(Value::NONE)
}

fn field(m: &mut Machine, args: Args, field: usize) -> R {
    let r = own(m, args)?;
    Ok(m.heap.value(r, field))
}

fn name(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    let name = part::pins(m, |p| Ok(p.name(pin)))?;
    m.new_str(name.as_bytes())
}

fn port(m: &mut Machine, args: Args, letter: bool) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    let Some((port, number)) = part::pins(m, |p| Ok(p.port(pin)))? else {
        return Err(part::absent(m, "ports"));
    };
    Ok(Value::small_wrapping(i64::from(if letter {
        port
    } else {
        number
    })))
}

fn registers(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    match part::pins(m, |p| Ok(p.registers(pin)))? {
        Some(address) => m.new_int(i64::from(address)),
        None => Err(part::absent(m, "registers of ports")),
    }
}

fn chosen(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    let number = part::pins(m, |p| Ok(p.function(pin)))?;
    Ok(Value::small_wrapping(i64::from(number)))
}

fn names_of(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    let name = name(m, args)?;
    let Some((port, number)) = part::pins(m, |p| Ok(p.port(pin)))? else {
        let list = m.new_list(&[name])?;
        return Ok(list);
    };
    let cpu = m.message(&[
        Piece::S(pyrite_core::machine::character_text(b'A' + port.min(25))),
        Piece::I(i64::from(number)),
    ])?;
    m.new_list(&[cpu, name])
}

fn equals(m: &mut Machine, args: Args) -> R {
    let (a, b) = (as_pin(m, args.at(m, 0)), as_pin(m, args.at(m, 1)));
    Ok(Value::bool(a == b))
}

fn repr(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    let name = part::pins(m, |p| Ok(p.name(pin)))?;
    let mode = match m.heap.value(r, MODE).as_small() {
        Some(OUT) => "Pin.OUT",
        Some(OPEN_DRAIN) => "Pin.OPEN_DRAIN",
        Some(ANALOG) => "Pin.ANALOG",
        Some(ALT) => "Pin.ALT",
        Some(ALT_OPEN) => "Pin.ALT_OPEN_DRAIN",
        _ => "Pin.IN",
    };
    m.message(&[
        Piece::S("Pin(Pin.board."),
        Piece::S(name),
        Piece::S(", mode="),
        Piece::S(mode),
        Piece::S(")"),
    ])
}

fn irq(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let pin = pin_of(m, r);
    let handler = given(m, args, 1).unwrap_or(Value::NONE);
    let trigger =
        crate::table::int_in(m, args, 2, watch::RISING | watch::FALLING, 1, 3, "trigger")?;
    watch::stop(m, pin);
    if handler.is_none() {
        return Ok(Value::NONE);
    }
    crate::microbit::timer::callable(m, handler)?;
    let hard = flag(m, args, 3, false)?;
    let watch = watch::new(m, handler, Value::reference(r), pin, trigger, hard)?;
    watch::start(m, watch)?;
    Ok(Value::NONE)
}

// ---- Signal

const SIGNAL_NEW: &[Name] = &[n::__, n::pin, n::invert];

pub static SIGNAL: Space = Space::class(
    n::Signal,
    types::OBJECT,
    &[
        told(n::value, signal_value, 1, 2, "value([x]) -- whether the signal is active; or make it so"),
        method(n::__call__, signal_value, 1, 2),
        told(n::on, |m, a| signal_set(m, a, true), 1, 1, "on() -- make the signal active"),
        told(n::off, |m, a| signal_set(m, a, false), 1, 1, "off() -- make the signal inactive"),
    ],
)
.new(Native::new(new_signal, 2, 3).named(SIGNAL_NEW, 2).doc("Signal(pin, invert=False) -- a pin that is active when it is high, or with invert when it is low"))
.of_module(n::machine);

fn new_signal(m: &mut Machine, args: Args) -> R {
    let pin = find(m, args.at(m, 1))?;
    let invert = flag(m, args, 2, false)?;
    m.new_record(
        crate::SIGNAL,
        &[Value::small_wrapping(i64::from(pin.0)), Value::bool(invert)],
    )
}

fn signal_set(m: &mut Machine, args: Args, active: bool) -> R {
    let r = types::receiver::record(m, args, crate::SIGNAL)?;
    let inverted = m.heap.value(r, 2) == Value::TRUE;
    let pin = pin_of(m, r);
    part::pins(m, |p| p.write(pin, active != inverted))?;
    Ok(Value::NONE)
}

fn signal_value(m: &mut Machine, args: Args) -> R {
    if args.get(m, 1).is_some() {
        let active = flag(m, args, 1, false)?;
        return signal_set(m, args, active);
    }
    let r = types::receiver::record(m, args, crate::SIGNAL)?;
    let inverted = m.heap.value(r, 2) == Value::TRUE;
    let pin = pin_of(m, r);
    let high = part::pins(m, |p| p.read(pin))?;
    Ok(Value::small_wrapping(i64::from(high != inverted)))
}
