//! `LED`, `Switch` and `Accel`.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, R, Space, Value, method, n, types};

use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{int_in, told};

// ---- LED

pub static LED: Space = Space::class(
    n::LED,
    types::OBJECT,
    &[
        told(
            n::on,
            |m, a| light(m, a, 255),
            1,
            1,
            "on() -- turn the LED on",
        ),
        told(
            n::off,
            |m, a| light(m, a, 0),
            1,
            1,
            "off() -- turn the LED off",
        ),
        told(
            n::toggle,
            toggle,
            1,
            1,
            "toggle() -- on if it is off, off if it is on",
        ),
        told(
            n::intensity,
            intensity,
            1,
            2,
            "intensity([value]) -- how bright it is, 0 to 255; or set it",
        ),
        method(n::__repr__, led_repr, 1, 1),
    ],
)
.new(
    Native::new(new_led, 2, 2)
        .doc("LED(id) -- one of the four LEDs: 1 red, 2 green, 3 yellow, 4 blue"),
)
.of_module(n::pyb);

fn new_led(m: &mut Machine, args: Args) -> R {
    let count = part::leds(m, |p| Ok(p.count()))?;
    let number = int_in(m, args, 1, 1, 1, i64::from(count), "id")?;
    m.new_record(crate::LED, &[Value::small_wrapping(number)])
}

fn led(m: &mut Machine, args: Args) -> R<u8> {
    let r = types::receiver::record(m, args, crate::LED)?;
    Ok((m.heap.value(r, 1).as_small().unwrap_or(1) - 1) as u8)
}

fn light(m: &mut Machine, args: Args, brightness: u8) -> R {
    let i = led(m, args)?;
    part::leds(m, |p| p.set(i, brightness))?;
    Ok(Value::NONE)
}

fn toggle(m: &mut Machine, args: Args) -> R {
    let i = led(m, args)?;
    part::leds(m, |p| {
        let brightness = if p.get(i) > 0 { 0 } else { 255 };
        p.set(i, brightness)
    })?;
    Ok(Value::NONE)
}

fn intensity(m: &mut Machine, args: Args) -> R {
    let i = led(m, args)?;
    if args.get(m, 1).is_none() {
        let brightness = part::leds(m, |p| Ok(p.get(i)))?;
        return Ok(Value::small_wrapping(i64::from(brightness)));
    }
    let brightness = int_in(m, args, 1, 0, 0, 255, "intensity")? as u8;
    light(m, args, brightness)
}

fn led_repr(m: &mut Machine, args: Args) -> R {
    let i = led(m, args)?;
    m.message(&[Piece::S("LED("), Piece::I(i64::from(i) + 1), Piece::S(")")])
}

// ---- Switch

pub static SWITCH: Space = Space::class(
    n::Switch,
    types::OBJECT,
    &[
        told(n::value, pressed, 1, 1, "value() -- whether the switch is pressed"),
        method(n::__call__, pressed, 1, 1),
        told(n::callback, callback, 2, 2, "callback(function) -- call a function when the switch is pressed; None for no function"),
    ],
)
.new(Native::new(new_switch, 1, 1).doc("Switch() -- the switch that is marked USR"))
.of_module(n::pyb);

/// Microseconds between two looks at the switch.
const STEP: u64 = 5000;

fn new_switch(m: &mut Machine, _: Args) -> R {
    m.new_record(crate::SWITCH, &[])
}

fn pressed(m: &mut Machine, _: Args) -> R {
    part::buttons(m, |p| Ok(Value::bool(p.is_pressed(0))))
}

fn callback(m: &mut Machine, args: Args) -> R {
    let function = args.at(m, 1);
    state::ready(m)?;
    if !function.is_none() {
        crate::microbit::timer::callable(m, function)?;
    }
    let presses = part::buttons(m, |p| Ok(p.presses(0)))?;
    state::set(m, at::SWITCH_TOLD, presses as i32);
    state::set_value(m, Slot::SwitchCallback, function);
    let now = m.host.micros();
    m.tick_by(now + STEP);
    Ok(Value::NONE)
}

/// Calls the switch's function when it was pressed.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    let function = state::value(m, Slot::SwitchCallback);
    if function.is_none() {
        return Ok(u64::MAX);
    }
    if state::get(m, at::MASKED) == 0 {
        let presses = part::buttons(m, |p| Ok(p.presses(0)))?;
        let new = presses.wrapping_sub(state::get(m, at::SWITCH_TOLD) as u32);
        state::set(m, at::SWITCH_TOLD, presses as i32);
        for _ in 0..new.min(16) {
            m.call(function, &[])?;
        }
    }
    Ok(now + STEP)
}

// ---- Accel

pub static ACCEL: Space = Space::class(
    n::Accel,
    types::OBJECT,
    &[
        told(
            n::x,
            |m, a| axis(m, a, 0),
            1,
            1,
            "x() -- acceleration along x: -32 to 31, where 21 is the earth's",
        ),
        told(
            n::y,
            |m, a| axis(m, a, 1),
            1,
            1,
            "y() -- acceleration along y: -32 to 31, where 21 is the earth's",
        ),
        told(
            n::z,
            |m, a| axis(m, a, 2),
            1,
            1,
            "z() -- acceleration along z: -32 to 31, where 21 is the earth's",
        ),
        told(
            n::filtered_xyz,
            filtered,
            1,
            1,
            "filtered_xyz() -- the sums of the last four measurements, as a tuple (x, y, z)",
        ),
        told(
            n::tilt,
            tilt,
            1,
            1,
            "tilt() -- how the board lies, as the sensor's register codes it",
        ),
    ],
)
.new(Native::new(new_accel, 1, 1).doc("Accel() -- the accelerometer"))
.of_module(n::pyb);

fn new_accel(m: &mut Machine, _: Args) -> R {
    part::motion(m, |p| p.acceleration())?;
    m.new_record(crate::ACCEL, &[])
}

/// In the sensor's units: 32 for one and a half times the earth's acceleration.
fn counts(m: &mut Machine) -> R<[i64; 3]> {
    let values = part::motion(m, |p| p.acceleration())?;
    Ok(values.map(|mg| (i64::from(mg) * 64 / 3000).clamp(-32, 31)))
}

fn axis(m: &mut Machine, _: Args, i: usize) -> R {
    let values = counts(m)?;
    Ok(Value::small_wrapping(values[i]))
}

fn filtered(m: &mut Machine, _: Args) -> R {
    let values = counts(m)?;
    m.new_tuple(&values.map(|v| Value::small_wrapping(4 * v)))
}

/// The register TILT of the MMA7660: bits 0-1 front or back, bits 2-4 which side is down.
fn tilt(m: &mut Machine, _: Args) -> R {
    let [x, y, z] = counts(m)?;
    let face = if z > 10 {
        1
    } else if z < -10 {
        2
    } else {
        0
    };
    let side = if x < -10 {
        1
    } else if x > 10 {
        2
    } else if y < -10 {
        5
    } else if y > 10 {
        6
    } else {
        0
    };
    Ok(Value::small_wrapping(side << 2 | face))
}
