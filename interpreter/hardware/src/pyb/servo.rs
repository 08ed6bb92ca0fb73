//! `Servo`: motors that turn to an angle, at pins X1 to X4. A movement that takes time goes on in the background.

use pyrite_core::board::{Pin, PinMode};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, R, Ref, Space, Value, method, n, types};

use crate::microbit::timer;
use crate::part;
use crate::table::{int_in, number, told};

pub static SERVO: Space = Space::class(
    n::Servo,
    types::OBJECT,
    &[
        told(n::angle, angle, 1, 3, "angle([angle, time=0]) -- turn to an angle, -90 to 90 degrees, in so many milliseconds; or where it is"),
        told(n::speed, speed, 1, 3, "speed([speed, time=0]) -- for motors that turn round: -100 to 100; or how fast it is"),
        told(n::pulse_width, pulse_width, 1, 2, "pulse_width([value]) -- the length of the pulses in microseconds"),
        told(n::calibration, calibration, 1, 6,
            "calibration([pulse_min, pulse_max, pulse_centre[, pulse_angle_90, pulse_speed_100]]) -- lengths of pulses in microseconds"),
        method(n::__call__, step, 1, 1),
        method(n::__repr__, repr, 1, 1),
    ],
)
.new(Native::new(new, 2, 2).doc("Servo(id) -- the motor at pin X1, X2, X3 or X4"))
.of_module(n::pyb);

const NUMBER: usize = 1;
const PIN: usize = 2;
/// Length of the pulses, in microseconds.
const WIDTH: usize = 3;
const TARGET: usize = 4;
/// Steps of the movement that are left.
const STEPS: usize = 5;
const TIMER: usize = 6;
/// Five fields: least, most, centre, and the distances from it for 90 degrees and for full speed.
const CALIBRATION: usize = 7;

const DEFAULTS: [i64; 5] = [640, 2420, 1500, 970, 690];
/// Microseconds between two pulses, and between two steps of a movement.
const PERIOD: u64 = 20_000;

fn new(m: &mut Machine, args: Args) -> R {
    let number = int_in(m, args, 1, 1, 1, 4, "id")?;
    let names = ["X1", "X2", "X3", "X4"];
    let name = names[(number - 1) as usize];
    let Some(pin) = part::pins(m, |p| Ok(p.find(name)))? else {
        return Err(part::absent(m, "servo"));
    };
    part::pins(m, |p| p.set_mode(pin, PinMode::Pwm))?;
    let mut fields = [Value::small_wrapping(0); CALIBRATION - 1 + DEFAULTS.len()];
    fields[NUMBER - 1] = Value::small_wrapping(number);
    fields[PIN - 1] = Value::small_wrapping(i64::from(pin.0));
    fields[TIMER - 1] = Value::NONE;
    for (i, length) in DEFAULTS.into_iter().enumerate() {
        fields[CALIBRATION - 1 + i] = Value::small_wrapping(length);
    }
    let v = m.new_record(crate::SERVO, &fields)?;
    if let Some(r) = v.as_ref() {
        send(m, r, DEFAULTS[2])?;
        m.heap
            .set_value(r, TARGET, Value::small_wrapping(DEFAULTS[2]));
    }
    Ok(v)
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::SERVO)
}

/// Sends pulses of this length.
fn send(m: &mut Machine, r: Ref, width: i64) -> R<()> {
    let width = width.clamp(number(m, r, CALIBRATION), number(m, r, CALIBRATION + 1));
    m.heap.set_value(r, WIDTH, Value::small_wrapping(width));
    let pin = Pin(number(m, r, PIN) as u8);
    part::pins(m, |p| p.pwm(pin, width as u32 * 1000, PERIOD as u32 * 1000))
}

/// Moves to a length of pulses in some milliseconds.
fn go(m: &mut Machine, r: Ref, width: i64, ms: i64) -> R<()> {
    stop(m, r);
    m.heap.set_value(r, TARGET, Value::small_wrapping(width));
    let steps = ms * 1000 / PERIOD as i64;
    if steps <= 1 {
        return send(m, r, width);
    }
    m.heap.set_value(r, STEPS, Value::small_wrapping(steps));
    let timer = timer::new(m, Value::reference(r), PERIOD, 0, Value::NONE)?;
    m.heap.set_value(r, TIMER, Value::reference(timer));
    timer::start(m, timer)
}

fn stop(m: &mut Machine, r: Ref) {
    if let Some(timer) = m.heap.value(r, TIMER).as_ref() {
        timer::stop(m, timer);
    }
    m.heap.set_value(r, TIMER, Value::NONE);
}

/// A step of a movement: the timer calls the servo.
fn step(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let left = number(m, r, STEPS);
    let (at, to) = (number(m, r, WIDTH), number(m, r, TARGET));
    if left <= 1 {
        stop(m, r);
        send(m, r, to)?;
    } else {
        m.heap.set_value(r, STEPS, Value::small_wrapping(left - 1));
        send(m, r, at + (to - at) / left)?;
    }
    Ok(Value::NONE)
}

/// An angle or a speed: `full` for the distance from the centre that field `distance` says.
fn turn(m: &mut Machine, args: Args, distance: usize, full: i64, what: &str) -> R {
    let r = own(m, args)?;
    let (centre, distance) = (number(m, r, CALIBRATION + 2), number(m, r, distance).max(1));
    if args.get(m, 1).is_none() {
        let offset = (number(m, r, WIDTH) - centre) * full;
        // Rounded, away from zero at a half.
        let half = if offset < 0 {
            -distance / 2
        } else {
            distance / 2
        };
        return m.new_int((offset + half) / distance);
    }
    let to = int_in(m, args, 1, 0, -10 * full, 10 * full, what)?;
    let ms = int_in(m, args, 2, 0, 0, 1 << 24, "time")?;
    go(m, r, centre + to * distance / full, ms)?;
    Ok(Value::NONE)
}

fn angle(m: &mut Machine, args: Args) -> R {
    turn(m, args, CALIBRATION + 3, 90, "angle")
}

fn speed(m: &mut Machine, args: Args) -> R {
    turn(m, args, CALIBRATION + 4, 100, "speed")
}

fn pulse_width(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    if args.get(m, 1).is_none() {
        return Ok(m.heap.value(r, WIDTH));
    }
    let width = int_in(m, args, 1, 0, 0, 20_000, "value")?;
    go(m, r, width, 0)?;
    Ok(Value::NONE)
}

fn calibration(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let centre = |m: &Machine| number(m, r, CALIBRATION + 2);
    match args.len() {
        1 => {
            let c = centre(m);
            let all = [0, 1, 2, 3, 4].map(|i| {
                let length = number(m, r, CALIBRATION + i);
                Value::small_wrapping(if i > 2 { c + length } else { length })
            });
            m.new_tuple(&all)
        }
        4 | 6 => {
            for i in 1..args.len() {
                let length = int_in(m, args, i, 0, 0, 20_000, "a length of pulses")?;
                let kept = if i > 3 { length - centre(m) } else { length };
                m.heap
                    .set_value(r, CALIBRATION + i - 1, Value::small_wrapping(kept));
            }
            Ok(Value::NONE)
        }
        _ => Err(m.type_error(&[Piece::S("calibration() takes none, three or five lengths")])),
    }
}

fn repr(m: &mut Machine, args: Args) -> R {
    let r = own(m, args)?;
    let (number, width) = (number(m, r, NUMBER), number(m, r, WIDTH));
    m.message(&[
        Piece::S("<Servo "),
        Piece::I(number),
        Piece::S(" at "),
        Piece::I(width),
        Piece::S("us>"),
    ])
}
