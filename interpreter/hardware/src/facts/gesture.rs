//! Recognising gestures in a row of measurements, one every 20 milliseconds: how the board lies, falls, is knocked and
//! shaken. Accelerations are in thousandths of the earth's.

/// Milliseconds between two measurements.
pub const STEP: u32 = 20;

/// A gesture, by its number: `NAMES` has the names.
pub type Gesture = u8;

pub const NONE: Gesture = 0;
pub const UP: Gesture = 1;
pub const DOWN: Gesture = 2;
pub const LEFT: Gesture = 3;
pub const RIGHT: Gesture = 4;
pub const FACE_UP: Gesture = 5;
pub const FACE_DOWN: Gesture = 6;
pub const FREEFALL: Gesture = 7;
pub const FORCE_3G: Gesture = 8;
pub const FORCE_6G: Gesture = 9;
pub const FORCE_8G: Gesture = 10;
pub const SHAKE: Gesture = 11;

/// What programs call the gestures, by number.
pub static NAMES: [&str; 12] = [
    "",
    "up",
    "down",
    "left",
    "right",
    "face up",
    "face down",
    "freefall",
    "3g",
    "6g",
    "8g",
    "shake",
];

/// The gesture with a name.
pub fn find(name: &[u8]) -> Option<Gesture> {
    NAMES
        .iter()
        .skip(1)
        .position(|n| n.as_bytes() == name)
        .map(|i| i as Gesture + 1)
}

/// How far from a whole g an axis may be when the board lies still.
const TILT: i32 = 200;
/// An axis that swings beyond this, to and fro, is shaken.
const SWING: i32 = 400;
/// Swings that are a shake, and the measurements after which a swing is forgotten.
const SWINGS: u8 = 4;
const FORGET: u8 = 10;
/// Measurements for which a shake lasts after the last swing.
const LAST: u8 = 15;
/// Measurements in a row that make a posture.
const STEADY: u8 = 5;

/// What is remembered between measurements.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Detector {
    /// Direction of the last swing: bit 0 for x, 1 for y, 2 for z.
    directions: u8,
    swings: u8,
    /// Measurements since the last swing.
    still: u8,
    shaking: u8,
    candidate: Gesture,
    steady: u8,
    pub current: Gesture,
}

impl Detector {
    /// Takes a measurement; the gesture that has begun with it, if one has.
    pub fn step(&mut self, [x, y, z]: [i32; 3]) -> Option<Gesture> {
        for (axis, a) in [x, y, z].into_iter().enumerate() {
            let bit = 1 << axis;
            let positive = self.directions & bit != 0;
            if (a < -SWING && positive) || (a > SWING && !positive) {
                self.directions ^= bit;
                self.swings = self.swings.saturating_add(1);
                self.still = 0;
            }
        }
        self.still = self.still.saturating_add(1);
        if self.still > FORGET {
            self.swings = 0;
        }
        if self.swings >= SWINGS {
            self.shaking = LAST;
        } else {
            self.shaking = self.shaking.saturating_sub(1);
        }
        let seen = self.posture([x, y, z]);
        let sudden = matches!(seen, SHAKE | FORCE_3G | FORCE_6G | FORCE_8G);
        if seen == self.candidate {
            self.steady = self.steady.saturating_add(1);
        } else {
            self.candidate = seen;
            self.steady = 1;
        }
        if self.current != seen && (sudden || self.steady >= STEADY) {
            self.current = seen;
            return (seen != NONE).then_some(seen);
        }
        None
    }

    fn posture(&self, [x, y, z]: [i32; 3]) -> Gesture {
        let square = |a: i32| i64::from(a) * i64::from(a);
        let strength = square(x) + square(y) + square(z);
        let beyond = |g: i64| strength > (g * 1024) * (g * 1024);
        if beyond(8) {
            FORCE_8G
        } else if beyond(6) {
            FORCE_6G
        } else if beyond(3) {
            FORCE_3G
        } else if self.shaking > 0 {
            SHAKE
        } else if strength < 400 * 400 {
            FREEFALL
        } else if x < -1000 + TILT {
            LEFT
        } else if x > 1000 - TILT {
            RIGHT
        } else if y < -1000 + TILT {
            DOWN
        } else if y > 1000 - TILT {
            UP
        } else if z < -1000 + TILT {
            FACE_UP
        } else if z > 1000 - TILT {
            FACE_DOWN
        } else {
            NONE
        }
    }

    /// As two words, to be kept in the heap.
    pub fn save(&self) -> [u32; 2] {
        [
            u32::from_le_bytes([self.directions, self.swings, self.still, self.shaking]),
            u32::from_le_bytes([self.candidate, self.steady, self.current, 0]),
        ]
    }

    pub fn load([a, b]: [u32; 2]) -> Detector {
        let [directions, swings, still, shaking] = a.to_le_bytes();
        let [candidate, steady, current, _] = b.to_le_bytes();
        Detector {
            directions,
            swings,
            still,
            shaking,
            candidate,
            steady,
            current,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gestures that begin while the board is held in some ways for some measurements each.
    fn gestures(held: &[([i32; 3], usize)]) -> std::vec::Vec<&'static str> {
        let mut detector = Detector::default();
        let mut found = std::vec::Vec::new();
        for (acceleration, times) in held {
            for _ in 0..*times {
                detector = Detector::load(detector.save());
                found.extend(detector.step(*acceleration).map(|g| NAMES[usize::from(g)]));
            }
        }
        found
    }

    #[test]
    fn postures_are_recognised_when_they_last() {
        assert_eq!(gestures(&[([0, 0, -1000], 10)]), ["face up"]);
        assert_eq!(
            gestures(&[([0, 0, -1000], 10), ([-990, 0, 0], 10)]),
            ["face up", "left"]
        );
        assert_eq!(
            gestures(&[([0, 980, 0], 10), ([0, -980, 0], 10)]),
            ["up", "down"]
        );
        assert_eq!(
            gestures(&[([980, 0, 0], 2), ([0, 0, 1000], 10)]),
            ["face down"]
        );
        assert_eq!(
            gestures(&[([0, 0, -1000], 10), ([0, 0, 0], 10)]),
            ["face up", "freefall"]
        );
    }

    #[test]
    fn a_shake_is_swings_to_and_fro() {
        let swing = [([1500, 0, -600], 3), ([-1500, 0, -600], 3)];
        let still = [([0, 0, -1000], 30)];
        let all = [&still[..], &swing, &swing, &swing, &still].concat();
        let found = gestures(&all);
        assert_eq!(found, ["face up", "shake", "face up"]);
    }

    #[test]
    fn knocks_are_told_by_their_force() {
        assert_eq!(gestures(&[([2000, 2000, 2000], 1)]), ["3g"]);
        assert_eq!(
            gestures(&[([7000, 0, 0], 1), ([9000, 0, 0], 1)]),
            ["6g", "8g"]
        );
    }

    #[test]
    fn names_are_found() {
        assert_eq!(find(b"face down"), Some(FACE_DOWN));
        assert_eq!((find(b""), find(b"wave")), (None, None));
    }
}
