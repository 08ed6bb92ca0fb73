//! `esp32`: what chips of this family have and others have not.

use pyrite_core::machine::Machine;
use pyrite_core::{Args, R, Space, Value, n};

use crate::part;
use crate::table::does;

pub static ESP32: Space = Space::module(
    n::esp32,
    &[does(
        n::mcu_temperature,
        temperature,
        0,
        0,
        "mcu_temperature() -- temperature of the chip, in degrees Celsius",
    )],
);

fn temperature(m: &mut Machine, _: Args) -> R {
    let thousandths = part::ask(m, "thermometer", |board| board.temperature())?;
    Ok(Value::small_wrapping(i64::from(
        (thousandths + 500).div_euclid(1000),
    )))
}
