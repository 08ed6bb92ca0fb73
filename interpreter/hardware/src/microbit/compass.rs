//! `compass`: the magnetic field around the board, and where north is in it.

use pyrite_core::machine::Machine;
use pyrite_core::{Args, R, Space, Value, n, types};

use super::accelerometer::length;
use crate::part;
use crate::table::told;

pub static COMPASS: Space = Space::class(
    n::MicroBitCompass,
    types::OBJECT,
    &[
        told(
            n::calibrate,
            calibrate,
            1,
            1,
            "calibrate() -- begin a calibration of the compass",
        ),
        told(
            n::is_calibrated,
            is_calibrated,
            1,
            1,
            "is_calibrated() -- whether the compass is calibrated",
        ),
        told(
            n::clear_calibration,
            clear_calibration,
            1,
            1,
            "clear_calibration() -- forget the calibration",
        ),
        told(
            n::get_x,
            |m, _| axis(m, 0),
            1,
            1,
            "get_x() -- magnetic field to the right, in nanotesla",
        ),
        told(
            n::get_y,
            |m, _| axis(m, 1),
            1,
            1,
            "get_y() -- magnetic field towards the edge connector, in nanotesla",
        ),
        told(
            n::get_z,
            |m, _| axis(m, 2),
            1,
            1,
            "get_z() -- magnetic field out of the display, in nanotesla",
        ),
        told(
            n::get_field_strength,
            strength,
            1,
            1,
            "get_field_strength() -- magnetic field of all axes together, in nanotesla",
        ),
        told(
            n::heading,
            heading,
            1,
            1,
            "heading() -- where the board points to: degrees clockwise from north, 0 to 359",
        ),
    ],
)
.of_module(n::microbit);

fn calibrate(m: &mut Machine, _: Args) -> R {
    part::compass(m, |p| p.calibrate(true))?;
    Ok(Value::NONE)
}

fn clear_calibration(m: &mut Machine, _: Args) -> R {
    part::compass(m, |p| p.calibrate(false))?;
    Ok(Value::NONE)
}

fn is_calibrated(m: &mut Machine, _: Args) -> R {
    part::compass(m, |p| Ok(Value::bool(p.is_calibrated())))
}

fn axis(m: &mut Machine, i: usize) -> R {
    let field = part::compass(m, |p| p.field())?;
    m.new_int(i64::from(field[i]))
}

fn strength(m: &mut Machine, _: Args) -> R {
    let field = part::compass(m, |p| p.field())?;
    m.new_int(length(field))
}

/// Without a calibration the heading begins one first. The field is turned into the plane of the ground by what the
/// accelerometer says of up and down.
fn heading(m: &mut Machine, _: Args) -> R {
    if !part::compass(m, |p| Ok(p.is_calibrated()))? {
        part::compass(m, |p| p.calibrate(true))?;
    }
    let field = part::compass(m, |p| p.field())?;
    let down = match m
        .host
        .board()
        .and_then(|b| b.motion())
        .map(|p| p.acceleration())
    {
        Some(Ok(down)) => down,
        _ => [0, 0, -1000],
    };
    Ok(Value::small_wrapping(i64::from(bearing(field, down))))
}

/// Degrees clockwise from north of the direction from the edge connector to the logo.
pub fn bearing(field: [i32; 3], down: [i32; 3]) -> u16 {
    let field = field.map(f64::from);
    let down = down.map(f64::from);
    let dot = |a: [f64; 3], b: [f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let length = libm::sqrt(dot(down, down));
    let down = if length > 0.0 {
        down.map(|a| a / length)
    } else {
        [0.0, 0.0, -1.0]
    };
    // North and the logo's direction without what points up or down.
    let flat = |v: [f64; 3]| {
        let along = dot(v, down);
        [
            v[0] - along * down[0],
            v[1] - along * down[1],
            v[2] - along * down[2],
        ]
    };
    let north = flat(field);
    let logo = flat([0.0, -1.0, 0.0]);
    // The axes are x to the right, y to the edge connector, z out of the display: a left-handed system.
    let cross = [
        north[1] * logo[2] - north[2] * logo[1],
        north[2] * logo[0] - north[0] * logo[2],
        north[0] * logo[1] - north[1] * logo[0],
    ];
    let angle = libm::atan2(-dot(cross, down), dot(north, logo));
    let degrees = libm::round(angle * 180.0 / core::f64::consts::PI) as i32;
    degrees.rem_euclid(360) as u16
}

#[cfg(test)]
mod tests {
    use super::bearing;

    #[test]
    fn the_logo_points_to_where_the_heading_says() {
        let flat = [0, 0, -1000];
        // The field points north: to the logo, to the right side, to the edge connector, to the left side.
        assert_eq!(bearing([0, -30_000, 0], flat), 0);
        assert_eq!(bearing([30_000, 0, 0], flat), 270);
        assert_eq!(bearing([0, 30_000, 0], flat), 180);
        assert_eq!(bearing([-30_000, 0, 0], flat), 90);
        // The part that points into the ground does not matter, nor a tilt of the board.
        assert_eq!(bearing([-30_000, 0, -40_000], flat), 90);
        assert_eq!(bearing([-30_000, 0, 0], [0, 700, -700]), 90);
    }
}
