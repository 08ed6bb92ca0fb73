//! `accelerometer`: how the board is held and moved, and the gestures recognised in that.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, R, Space, Value, n, types};

use crate::facts::gesture::{self, Detector, NAMES};
use crate::part;
use crate::state::{self, at};
use crate::table::told;

pub static ACCELEROMETER: Space = Space::class(
    n::MicroBitAccelerometer,
    types::OBJECT,
    &[
        told(
            n::get_x,
            |m, _| axis(m, 0),
            1,
            1,
            "get_x() -- acceleration to the right, in thousandths of the earth's",
        ),
        told(
            n::get_y,
            |m, _| axis(m, 1),
            1,
            1,
            "get_y() -- acceleration towards the edge connector, in thousandths of the earth's",
        ),
        told(
            n::get_z,
            |m, _| axis(m, 2),
            1,
            1,
            "get_z() -- acceleration out of the display, in thousandths of the earth's",
        ),
        told(
            n::get_values,
            get_values,
            1,
            1,
            "get_values() -- the accelerations as a tuple (x, y, z)",
        ),
        told(
            n::get_strength,
            get_strength,
            1,
            1,
            "get_strength() -- the acceleration of all axes together",
        ),
        told(
            n::current_gesture,
            current_gesture,
            1,
            1,
            "current_gesture() -- the gesture that is made now, or ''",
        ),
        told(
            n::is_gesture,
            is_gesture,
            2,
            2,
            "is_gesture(name) -- whether this gesture is made now",
        ),
        told(
            n::was_gesture,
            was_gesture,
            2,
            2,
            "was_gesture(name) -- whether it was made since the last call",
        ),
        told(
            n::get_gestures,
            get_gestures,
            1,
            1,
            "get_gestures() -- the gestures since the last call, the newest last",
        ),
        told(
            n::set_range,
            set_range,
            2,
            2,
            "set_range(value) -- measure up to 2, 4 or 8 times the earth's acceleration",
        ),
    ],
)
.of_module(n::microbit);

fn read(m: &mut Machine) -> R<[i32; 3]> {
    listen(m)?;
    part::motion(m, |p| p.acceleration())
}

/// From now on gestures are looked for in the background.
fn listen(m: &mut Machine) -> R<()> {
    state::ready(m)?;
    let now = m.host.micros();
    if state::get(m, at::GESTURE_ON) == 0 {
        state::set(m, at::GESTURE_ON, 1);
        state::set_time(m, at::GESTURE_NEXT, now);
    }
    let next = tick(m, now)?;
    m.tick_by(next);
    Ok(())
}

/// Takes the measurements that are due.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    if state::get(m, at::GESTURE_ON) == 0 {
        return Ok(u64::MAX);
    }
    let step = u64::from(gesture::STEP) * 1000;
    let next = state::time(m, at::GESTURE_NEXT);
    if now < next {
        return Ok(next);
    }
    let words = [at::DETECTOR, at::DETECTOR + 1].map(|place| state::get(m, place) as u32);
    let mut detector = Detector::load(words);
    let (acceleration, own) = part::motion(m, |p| Ok((p.acceleration()?, p.recognised())))?;
    let begun = match own.filter(|g| usize::from(*g) < NAMES.len()) {
        Some(own) => {
            let is_new = detector.current != own && own != gesture::NONE;
            detector.current = own;
            is_new.then_some(own)
        }
        None => detector.step(acceleration),
    };
    for (place, word) in [at::DETECTOR, at::DETECTOR + 1]
        .into_iter()
        .zip(detector.save())
    {
        state::set(m, place, word as i32);
    }
    if let Some(gesture) = begun {
        let were = state::get(m, at::GESTURES_WERE);
        state::set(m, at::GESTURES_WERE, were | 1 << gesture);
        let last = state::time(m, at::GESTURES_LAST);
        state::set_time(m, at::GESTURES_LAST, last << 4 | u64::from(gesture));
    }
    state::set_time(m, at::GESTURE_NEXT, now + step);
    Ok(now + step)
}

fn axis(m: &mut Machine, i: usize) -> R {
    let values = read(m)?;
    Ok(Value::small_wrapping(i64::from(values[i])))
}

fn get_values(m: &mut Machine, _: Args) -> R {
    let values = read(m)?;
    m.new_tuple(&values.map(|a| Value::small_wrapping(i64::from(a))))
}

/// The length of a vector.
pub fn length(values: [i32; 3]) -> i64 {
    let square: f64 = values.iter().map(|a| f64::from(*a) * f64::from(*a)).sum();
    libm::sqrt(square) as i64
}

fn get_strength(m: &mut Machine, _: Args) -> R {
    let values = read(m)?;
    Ok(Value::small_wrapping(length(values)))
}

fn name(m: &mut Machine, gesture: u8) -> R {
    let name = NAMES.get(usize::from(gesture)).copied().unwrap_or("");
    m.new_str(name.as_bytes())
}

fn current(m: &mut Machine) -> R<u8> {
    listen(m)?;
    let words = [at::DETECTOR, at::DETECTOR + 1].map(|place| state::get(m, place) as u32);
    Ok(Detector::load(words).current)
}

fn current_gesture(m: &mut Machine, _: Args) -> R {
    let gesture = current(m)?;
    name(m, gesture)
}

fn gesture_argument(m: &mut Machine, args: Args) -> R<u8> {
    let v = args.at(m, 1);
    match m.str_bytes(v).and_then(gesture::find) {
        Some(gesture) => Ok(gesture),
        None => Err(m.value_error(&[Piece::S("there is no gesture "), Piece::R(v)])),
    }
}

fn is_gesture(m: &mut Machine, args: Args) -> R {
    let gesture = gesture_argument(m, args)?;
    Ok(Value::bool(current(m)? == gesture))
}

fn was_gesture(m: &mut Machine, args: Args) -> R {
    let gesture = gesture_argument(m, args)?;
    listen(m)?;
    let were = state::get(m, at::GESTURES_WERE);
    state::set(m, at::GESTURES_WERE, were & !(1 << gesture));
    Ok(Value::bool(were >> gesture & 1 != 0))
}

fn get_gestures(m: &mut Machine, _: Args) -> R {
    listen(m)?;
    let last = state::time(m, at::GESTURES_LAST);
    state::set_time(m, at::GESTURES_LAST, 0);
    state::set(m, at::GESTURES_WERE, 0);
    let all = (0..16)
        .rev()
        .map(|i| (last >> (4 * i)) as u8 & 15)
        .filter(|g| *g != gesture::NONE);
    let mut names = [Value::NONE; 16];
    let mut count = 0;
    for gesture in all {
        names[count] = name(m, gesture)?;
        count += 1;
    }
    m.new_tuple(&names[..count])
}

fn set_range(m: &mut Machine, args: Args) -> R {
    let g = m.index_clamped(args.at(m, 1))?.clamp(1, 16) as u8;
    part::motion(m, |p| p.set_range(g))?;
    Ok(Value::NONE)
}
