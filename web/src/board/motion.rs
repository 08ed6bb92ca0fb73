//! How a board lies: angles of the hand, and the acceleration that a sensor feels then.

use crate::number::sine_cosine;

/// Degrees: right side down is positive roll, far side down (away from the person) is positive pitch.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Tilt {
    pub roll: f64,
    pub pitch: f64,
    /// Face to the ground.
    pub flipped: bool,
}

impl Tilt {
    /// Thousandths of the earth's acceleration along x (right), y (far edge up) and z, as the micro:bit counts them.
    pub fn acceleration(self) -> [f64; 3] {
        let (roll, pitch) = (self.roll.to_radians(), self.pitch.to_radians());
        let ((roll_sine, roll_cosine), (pitch_sine, pitch_cosine)) =
            (sine_cosine(roll), sine_cosine(pitch));
        let x = roll_sine * pitch_cosine;
        let y = -pitch_sine;
        let z = -(roll_cosine * pitch_cosine);
        let z = if self.flipped { -z } else { z };
        [x, y, z].map(|axis| (axis * 1000.0).round() + 0.0)
    }
}

/// The earth's field in nanotesla for a board that lies flat and points to `heading` degrees from north.
pub fn field(heading: f64) -> [f64; 3] {
    let (sine, cosine) = sine_cosine(heading.to_radians());
    [
        (-sine * 20_000.0).round() + 0.0,
        (-cosine * 20_000.0).round() + 0.0,
        -40_000.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_and_tilted() {
        let tilt = |roll, pitch| {
            Tilt {
                roll,
                pitch,
                flipped: false,
            }
            .acceleration()
        };
        assert_eq!(tilt(0.0, 0.0), [0.0, 0.0, -1000.0]);
        assert_eq!(tilt(90.0, 0.0), [1000.0, 0.0, -0.0]);
        assert_eq!(tilt(0.0, -90.0)[1], 1000.0);
    }
}
