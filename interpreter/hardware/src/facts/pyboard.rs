//! The pins of a pyboard v1.1, as its schematic names and wires them.

/// Names of the pins by their numbers.
pub static NAMES: [&str; 35] = [
    "X1",
    "X2",
    "X3",
    "X4",
    "X5",
    "X6",
    "X7",
    "X8",
    "X9",
    "X10",
    "X11",
    "X12",
    "X17",
    "X18",
    "X19",
    "X20",
    "X21",
    "X22",
    "Y1",
    "Y2",
    "Y3",
    "Y4",
    "Y5",
    "Y6",
    "Y7",
    "Y8",
    "Y9",
    "Y10",
    "Y11",
    "Y12",
    "SW",
    "LED_RED",
    "LED_GREEN",
    "LED_YELLOW",
    "LED_BLUE",
];

/// Ports of the chip (0 for A) and numbers in them, by the numbers of the pins.
pub static PORTS: [(u8, u8); 35] = [
    (0, 0),
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 4),
    (0, 5),
    (0, 6),
    (0, 7),
    (1, 6),
    (1, 7),
    (2, 4),
    (2, 5),
    (1, 3),
    (2, 13),
    (2, 0),
    (2, 1),
    (2, 2),
    (2, 3),
    (2, 6),
    (2, 7),
    (1, 8),
    (1, 9),
    (1, 12),
    (1, 13),
    (1, 14),
    (1, 15),
    (1, 10),
    (1, 11),
    (1, 0),
    (1, 1),
    (1, 3),
    (0, 13),
    (0, 14),
    (0, 15),
    (1, 4),
];

/// Pins that can measure a voltage, and their channels of the converter: A0 to A7, B0, B1 and C0 to C5.
pub static ADC: [(u8, u8); 16] = [
    (0, 0),
    (1, 1),
    (2, 2),
    (3, 3),
    (4, 4),
    (5, 5),
    (6, 6),
    (7, 7),
    (10, 14),
    (11, 15),
    (14, 10),
    (15, 11),
    (16, 12),
    (17, 13),
    (28, 8),
    (29, 9),
];

/// The switch and the first LED among the pins: red, green, yellow, blue.
pub const SWITCH: u8 = 30;
pub const LEDS: u8 = 31;

/// The pin with a name, or at the chip's port: `X1`, `A0`, `PA0`.
pub fn find(names: &[&str], ports: &[(u8, u8)], name: &str) -> Option<u8> {
    let at = match names.iter().position(|n| *n == name && !n.is_empty()) {
        Some(at) => at,
        None => {
            let rest = name.strip_prefix('P').unwrap_or(name);
            let (letter, number) = rest.split_at_checked(1)?;
            let port = letter.bytes().next()?.checked_sub(b'A')?;
            let number: u8 = number.parse().ok()?;
            ports.iter().position(|p| *p == (port, number))?
        }
    };
    u8::try_from(at).ok()
}
