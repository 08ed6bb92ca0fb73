//! Timers of the STM32 that make pulses: how far they count (RM0090, sections 17 to 19), and which of the pyboard's pins they
//! drive.

/// What a timer counts: one of `divider + 1` ticks of its clock, from 0 to `last`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    pub divider: u32,
    pub last: u32,
}

fn ticks(clock: u32, nanos: u32) -> u64 {
    u64::from(clock) * u64::from(nanos) / 1_000_000_000
}

impl Count {
    /// For rounds of so many nanoseconds, as fine as a counter can that goes to `most` at most.
    pub fn of(clock: u32, nanos: u32, most: u32) -> Count {
        let ticks = ticks(clock, nanos).max(2);
        let divider = (ticks - 1) / (u64::from(most) + 1);
        Count {
            divider: divider.min(0xffff) as u32,
            last: (ticks / (divider + 1) - 1).min(u64::from(most)) as u32,
        }
    }

    /// The value to compare the counter with, for pulses of so many nanoseconds.
    pub fn width(self, clock: u32, nanos: u32) -> u32 {
        let width = ticks(clock, nanos) / (u64::from(self.divider) + 1);
        width.min(u64::from(self.last) + 1) as u32
    }
}

/// A pin and what drives it.
pub struct Driven {
    pub pin: u8,
    pub timer: u8,
    pub channel: u8,
    /// The number of the pin's function.
    pub function: u8,
}

const fn by(pin: u8, timer: u8, channel: u8, function: u8) -> Driven {
    Driven {
        pin,
        timer,
        channel,
        function,
    }
}

/// Pins, by the numbers of `pyboard`. Where several timers could, the one that fewest other pins need.
pub static DRIVEN: [Driven; 22] = [
    by(0, 5, 1, 2),
    by(1, 5, 2, 2),
    by(2, 5, 3, 2),
    by(3, 5, 4, 2),
    by(5, 2, 1, 1),
    by(6, 13, 1, 9),
    by(7, 14, 1, 9),
    by(8, 4, 1, 2),
    by(9, 4, 2, 2),
    by(12, 2, 2, 1),
    by(18, 8, 1, 3),
    by(19, 8, 2, 3),
    by(20, 10, 1, 3),
    by(21, 11, 1, 3),
    by(24, 12, 1, 9),
    by(25, 12, 2, 9),
    by(26, 2, 3, 1),
    by(27, 2, 4, 1),
    by(28, 3, 3, 2),
    by(29, 3, 4, 2),
    by(33, 2, 1, 1),
    by(34, 3, 1, 2),
];

pub fn driven(pin: u8) -> Option<&'static Driven> {
    DRIVEN.iter().find(|driven| driven.pin == pin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{pyboard, stm32f405};

    #[test]
    fn pins_have_the_functions_of_the_data_sheet() {
        for d in &DRIVEN {
            let place = pyboard::PORTS[usize::from(d.pin)];
            let name = format!("TIM{}_CH{}", d.timer, d.channel);
            let functions = stm32f405::functions(Some(place));
            // LEDs are no pins of the board's, and not in that table.
            assert!(
                functions.is_empty() || functions.contains(&(d.function, &name)),
                "{name} at {}",
                pyboard::NAMES[usize::from(d.pin)]
            );
        }
    }

    #[test]
    fn pulses_are_as_long_as_they_can_be_told() {
        for (clock, nanos, most) in [
            (84_000_000, 1_000_000, 0xffff),
            (84_000_000, 20_000_000, u32::MAX),
            (168_000_000, 1_000_000_000, 0xffff),
            (84_000_000, 25, 0xffff),
            (168_000_000, u32::MAX, 0xffff),
            (84_000_000, 780_190, 0xffff),
        ] {
            let count = Count::of(clock, nanos, most);
            let ticks = (f64::from(count.divider) + 1.0) * (f64::from(count.last) + 1.0);
            let told = ticks / f64::from(clock) * 1e9;
            let off = (told - f64::from(nanos)).abs() / f64::from(nanos);
            assert!(off < 0.001 || nanos == 25, "{nanos}: {count:?} is {told}");
            assert_eq!(count.width(clock, 0), 0);
            assert!(count.width(clock, nanos) >= count.last);
            let half = f64::from(count.width(clock, nanos / 2));
            assert!((half / f64::from(count.last) - 0.5).abs() < 0.51);
        }
    }
}
