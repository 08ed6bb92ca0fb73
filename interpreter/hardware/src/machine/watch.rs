//! Functions that are called at the edges of pins: `Pin.irq` and `pyb.ExtInt`. What the board counted is compared with what was
//! called for, often enough for a person; a chip's interrupt has it done at the next safe point.

use pyrite_core::board::Pin;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, n, types};

use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{int_in, number, told};

pub const RISING: i64 = 1;
pub const FALLING: i64 = 2;

const EXT_INT: &[Name] = &[n::__, n::pin, n::mode, n::pull, n::callback];

pub static EXTINT: Space = Space::class(
    n::ExtInt,
    types::OBJECT,
    &[
        told(
            n::enable,
            |m, a| enable(m, a, true),
            1,
            1,
            "enable() -- call the function again",
        ),
        told(
            n::disable,
            |m, a| enable(m, a, false),
            1,
            1,
            "disable() -- do not call the function until enable()",
        ),
        told(
            n::line,
            line,
            1,
            1,
            "line() -- the number that the function is called with",
        ),
        told(n::swint, swint, 1, 1, "swint() -- call the function now"),
        (n::IRQ_RISING, Item::Int(RISING as i32)),
        (n::IRQ_FALLING, Item::Int(FALLING as i32)),
        (n::IRQ_RISING_FALLING, Item::Int((RISING | FALLING) as i32)),
    ],
)
.new(Native::new(ext_int, 5, 5).named(EXT_INT, 5).doc(
    "ExtInt(pin, mode, pull, callback) -- call callback(line) when the level at a pin changes",
))
.of_module(n::pyb);

const FUNCTION: usize = 1;
const ARGUMENT: usize = 2;
const PIN: usize = 3;
const TRIGGER: usize = 4;
const RISES: usize = 5;
const FALLS: usize = 6;
const ENABLED: usize = 7;
/// It is called with the heap locked.
const HARD: usize = 8;

/// Microseconds between two looks.
const STEP: u64 = 2000;
/// Counts wrap around where they stay small in every object model.
const WRAP: u32 = 0x3fff_ffff;

fn edges(m: &mut Machine, pin: Pin) -> R<(u32, u32)> {
    let (rises, falls) = part::pins(m, |p| Ok(p.edges(pin)))?;
    Ok((rises & WRAP, falls & WRAP))
}

/// Calls `function(argument)` at edges.
pub fn new(
    m: &mut Machine,
    function: Value,
    argument: Value,
    pin: Pin,
    trigger: i64,
    hard: bool,
) -> R<Ref> {
    let (rising, falling) = (trigger & RISING != 0, trigger & FALLING != 0);
    part::pins(m, |p| p.watch(pin, rising, falling))?;
    let (rises, falls) = edges(m, pin)?;
    let fields = [
        function,
        argument,
        Value::small_wrapping(i64::from(pin.0)),
        Value::small_wrapping(trigger),
        Value::small_wrapping(i64::from(rises)),
        Value::small_wrapping(i64::from(falls)),
        Value::TRUE,
        Value::bool(hard),
    ];
    let watch = m.new_record(crate::EXTINT, &fields)?;
    watch.as_ref().ok_or_else(|| m.out_of_memory())
}

pub fn start(m: &mut Machine, watch: Ref) -> R<()> {
    let list = state::list(m, Slot::Watches)?;
    m.list_push(list, Value::reference(watch))?;
    let next = m.host.micros() + STEP;
    m.tick_by(next);
    m.attend(true);
    Ok(())
}

/// Ends what watches a pin.
pub fn stop(m: &mut Machine, pin: Pin) {
    let Some(list) = state::value(m, Slot::Watches).as_ref() else {
        return;
    };
    for i in 0..m.list_len(list) {
        let v = m.list_item(list, i);
        if let Some(watch) = m.as_record(v, crate::EXTINT)
            && number(m, watch, PIN) == i64::from(pin.0)
        {
            m.list_set(list, i, Value::NONE);
        }
    }
    // One that was watched can be let go.
    let _ = part::pins(m, |p| p.watch(pin, false, false));
    if (0..m.list_len(list)).all(|i| m.list_item(list, i).is_none()) {
        state::set_value(m, Slot::Watches, Value::NONE);
        m.attend(false);
    }
}

/// Calls what edges ask for.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    let Some(list) = state::value(m, Slot::Watches).as_ref() else {
        return Ok(u64::MAX);
    };
    if state::get(m, at::MASKED) != 0 {
        return Ok(now + STEP);
    }
    let mut i = 0;
    while i < m.list_len(list) {
        let v = m.list_item(list, i);
        i += 1;
        if let Some(watch) = m.as_record(v, crate::EXTINT) {
            look(m, watch)?;
        }
    }
    Ok(now + STEP)
}

fn look(m: &mut Machine, watch: Ref) -> R<()> {
    let pin = Pin(number(m, watch, PIN) as u8);
    let (rises, falls) = edges(m, pin)?;
    let new =
        |m: &Machine, field, count: u32| count.wrapping_sub(number(m, watch, field) as u32) & WRAP;
    let (risen, fallen) = (new(m, RISES, rises), new(m, FALLS, falls));
    m.heap
        .set_value(watch, RISES, Value::small_wrapping(i64::from(rises)));
    m.heap
        .set_value(watch, FALLS, Value::small_wrapping(i64::from(falls)));
    if m.heap.value(watch, ENABLED) != Value::TRUE {
        return Ok(());
    }
    let trigger = number(m, watch, TRIGGER);
    let mut calls = 0;
    if trigger & RISING != 0 {
        calls += risen;
    }
    if trigger & FALLING != 0 {
        calls += fallen;
    }
    // A pin that changes faster than it is looked at does not keep the program from running.
    for _ in 0..calls.min(16) {
        call(m, watch)?;
    }
    Ok(())
}

fn call(m: &mut Machine, watch: Ref) -> R<()> {
    crate::microbit::timer::wake(m);
    let mark = m.mark();
    m.keep(Value::reference(watch));
    let (function, argument) = (m.heap.value(watch, FUNCTION), m.heap.value(watch, ARGUMENT));
    let result = if m.heap.value(watch, HARD) != Value::TRUE {
        m.call(function, &[argument]).map(|_| ())
    } else {
        // One that raises is not called again.
        m.call_hard(function, &[argument]).map(|fine| {
            let on = m.heap.value(watch, ENABLED) == Value::TRUE;
            m.heap.set_value(watch, ENABLED, Value::bool(on && fine));
        })
    };
    m.release(mark);
    result
}

fn ext_int(m: &mut Machine, args: Args) -> R {
    let pin = super::pin::find(m, args.at(m, 1))?;
    let trigger = int_in(m, args, 2, RISING, 1, 3, "mode")?;
    let pull = match m.index_clamped(args.at(m, 3))? {
        1 => pyrite_core::board::Pull::Up,
        2 => pyrite_core::board::Pull::Down,
        _ => pyrite_core::board::Pull::None,
    };
    let function = args.at(m, 4);
    if !function.is_none() {
        crate::microbit::timer::callable(m, function)?;
    }
    part::pins(m, |p| {
        p.set_mode(pin, pyrite_core::board::PinMode::Input(pull))
    })?;
    stop(m, pin);
    let watch = new(
        m,
        function,
        Value::small_wrapping(i64::from(pin.0)),
        pin,
        trigger,
        false,
    )?;
    if !function.is_none() {
        start(m, watch)?;
    }
    Ok(Value::reference(watch))
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::EXTINT)
}

fn enable(m: &mut Machine, args: Args, on: bool) -> R {
    let watch = own(m, args)?;
    // Edges before this are forgotten.
    m.heap.set_value(watch, ENABLED, Value::FALSE);
    look(m, watch)?;
    m.heap.set_value(watch, ENABLED, Value::bool(on));
    Ok(Value::NONE)
}

fn line(m: &mut Machine, args: Args) -> R {
    let watch = own(m, args)?;
    Ok(m.heap.value(watch, PIN))
}

fn swint(m: &mut Machine, args: Args) -> R {
    let watch = own(m, args)?;
    if m.heap.value(watch, FUNCTION).is_none() {
        return Err(m.value_error(&[Piece::S("there is no function to call")]));
    }
    call(m, watch)?;
    Ok(Value::NONE)
}
