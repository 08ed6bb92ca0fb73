//! `Button`: whether a button is pressed, and was. A record of the button's number.

use pyrite_core::machine::Machine;
use pyrite_core::{Args, R, Space, Value, n, types};

use crate::part;
use crate::state::{self, at};
use crate::table::told;

pub static BUTTON: Space = Space::class(
    n::MicroBitButton,
    types::OBJECT,
    &[
        told(
            n::is_pressed,
            is_pressed,
            1,
            1,
            "is_pressed() -- whether the button is pressed now",
        ),
        told(
            n::was_pressed,
            was_pressed,
            1,
            1,
            "was_pressed() -- whether it was pressed since the last call, or since the start",
        ),
        told(
            n::get_presses,
            get_presses,
            1,
            1,
            "get_presses() -- how often it was pressed since the last call",
        ),
    ],
)
.of_module(n::microbit);

/// Buttons that are told apart.
const COUNT: usize = 2;

/// The button with this number: 0 for A, 1 for B.
pub fn button(m: &mut Machine, number: usize) -> R {
    state::ready(m)?;
    m.new_record(crate::BUTTON, &[Value::small_wrapping(number as i64)])
}

/// The button's number, if a value is one.
pub fn as_button(m: &Machine, v: Value) -> Option<usize> {
    let r = m.as_record(v, crate::BUTTON)?;
    m.heap
        .value(r, 1)
        .as_small()
        .map(|i| (i as usize).min(COUNT - 1))
}

fn own(m: &mut Machine, args: Args) -> R<usize> {
    match as_button(m, args.at(m, 0)) {
        Some(number) => Ok(number),
        None => Err(types::receiver::wrong_receiver(m, args)),
    }
}

fn is_pressed(m: &mut Machine, args: Args) -> R {
    let number = own(m, args)?;
    part::buttons(m, |b| Ok(Value::bool(b.is_pressed(number as u8))))
}

/// Presses since they were last told at a place of the state.
pub fn untold(m: &mut Machine, place: usize, presses: u32) -> u32 {
    let told = state::get(m, place) as u32;
    state::set(m, place, presses as i32);
    presses.wrapping_sub(told)
}

fn was_pressed(m: &mut Machine, args: Args) -> R {
    let number = own(m, args)?;
    let presses = part::buttons(m, |b| Ok(b.presses(number as u8)))?;
    Ok(Value::bool(untold(m, at::WAS_TOLD + number, presses) > 0))
}

fn get_presses(m: &mut Machine, args: Args) -> R {
    let number = own(m, args)?;
    let presses = part::buttons(m, |b| Ok(b.presses(number as u8)))?;
    let new = untold(m, at::PRESSES_TOLD + number, presses);
    m.new_int(i64::from(new))
}
