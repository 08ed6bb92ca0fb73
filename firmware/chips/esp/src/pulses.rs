//! Pulses at pins: six channels, each with a width of its own, share four timers, each with a period (ESP32-C3 Technical
//! Reference Manual, chapter "LED PWM Controller").

use pyrite_core::board::{Answer, Fault};

const CHANNELS: usize = 6;
const TIMERS: usize = 4;

/// Steps of the clock in a microsecond.
const CLOCK: u64 = 80;
/// The divisor of a timer has 10 bits before the point and 8 behind it.
const ONE: u64 = 1 << 8;
const LARGEST: u64 = (1 << 18) - 1;
/// Steps of a period, as powers of two: the usual most, which leaves room for pulses without a gap, and the most of all.
const USUAL: u32 = 13;
const MOST: u32 = 14;

/// What a channel and its timer are set to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pulse {
    pub channel: u8,
    pub timer: u8,
    /// Steps of a period: two to the power of this.
    pub bits: u8,
    /// Of the clock, with 8 bits behind the point.
    pub divisor: u32,
    /// Steps for which the pin is high.
    pub width: u32,
    /// The timer has to be set.
    pub retimed: bool,
    /// The channel has to be led to the pin, and its timer to the channel.
    pub rebound: bool,
}

#[derive(Clone, Copy)]
struct Channel {
    pin: u8,
    timer: usize,
}

/// Who has which channel and which timer.
#[derive(Default)]
pub struct Timers {
    channels: [Option<Channel>; CHANNELS],
    /// Nanoseconds.
    periods: [u32; TIMERS],
}

impl Timers {
    /// Pulses of a width and a period in nanoseconds.
    pub fn set(&mut self, pin: u8, width: u32, period: u32) -> Answer<Pulse> {
        let (bits, divisor) = divide(period)?;
        let own = self.channel(pin);
        let at = own.or_else(|| self.channels.iter().position(Option::is_none));
        let at = at.ok_or(Fault::Busy)?;
        let timer = self.timer(at, period).ok_or(Fault::Busy)?;
        let retimed = self.periods[timer] != period || !self.is_used(timer);
        let rebound = self.channels[at].is_none_or(|channel| channel.timer != timer);
        self.periods[timer] = period;
        self.channels[at] = Some(Channel { pin, timer });
        let steps = 1u64 << bits;
        let most = if bits == MOST { steps - 1 } else { steps };
        let width = (u64::from(width) * steps / u64::from(period)).min(most);
        Ok(Pulse {
            channel: at as u8,
            timer: timer as u8,
            bits: bits as u8,
            divisor,
            width: width as u32,
            retimed,
            rebound,
        })
    }

    /// The pin is used otherwise: the channel it had.
    pub fn free(&mut self, pin: u8) -> Option<u8> {
        let at = self.channel(pin)?;
        self.channels[at] = None;
        Some(at as u8)
    }

    fn channel(&self, pin: u8) -> Option<usize> {
        let has = |channel: &Option<Channel>| channel.is_some_and(|channel| channel.pin == pin);
        self.channels.iter().position(has)
    }

    fn is_used(&self, timer: usize) -> bool {
        let mut used = self.channels.iter().flatten();
        used.any(|channel| channel.timer == timer)
    }

    /// A timer for a channel: one that has the period, the channel's own if nobody else has it, a free one.
    fn timer(&self, at: usize, period: u32) -> Option<usize> {
        let shared = (0..TIMERS).find(|i| self.periods[*i] == period && self.is_used(*i));
        let own = self.channels[at].map(|channel| channel.timer);
        let alone = own.filter(|own| {
            let users = self.channels.iter().flatten();
            users.filter(|channel| channel.timer == *own).count() == 1
        });
        shared
            .or(alone)
            .or_else(|| (0..TIMERS).find(|i| !self.is_used(*i)))
    }
}

/// In how many steps a period is cut, as a power of two, and the divisor of the clock for them.
fn divide(period: u32) -> Answer<(u32, u32)> {
    let ticks = u64::from(period) * CLOCK * ONE / 1000;
    for most in [USUAL, MOST] {
        let bits = (ticks / ONE).max(1).ilog2().min(most);
        let divisor = ticks >> bits;
        if bits > 0 && divisor <= LARGEST {
            return Ok((bits, divisor as u32));
        }
    }
    Err(Fault::Range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servo_gets_fifty_pulses_a_second() {
        let pulse = Timers::default()
            .set(3, 1_500_000, 20_000_000)
            .expect("it fits");
        assert_eq!((pulse.channel, pulse.timer, pulse.bits), (0, 0, 13));
        assert!(pulse.retimed && pulse.rebound);
        // 80 MHz / (50 Hz * 8192 steps), and the width in these steps.
        assert_eq!(pulse.divisor, (80_000_000 * 256u64 / 50 / 8192) as u32);
        assert_eq!(pulse.width, 8192 * 15 / 200);
    }

    #[test]
    fn periods_from_fifty_nanoseconds_to_a_fifth_of_a_second() {
        for (period, bits) in [
            (50, 2),
            (1000, 6),
            (25_000, 10),
            (1_000_000, 13),
            (200_000_000, 14),
        ] {
            let (found, divisor) = divide(period).expect("it fits");
            assert_eq!(found, bits, "{period}");
            assert!((ONE..=LARGEST).contains(&u64::from(divisor)));
            let told = u64::from(divisor) * (1000 << bits) / CLOCK / ONE;
            assert!(told.abs_diff(u64::from(period)) <= u64::from(period) / 100 + 1);
        }
        for period in [0, 1, 20, 500_000_000, u32::MAX] {
            assert_eq!(divide(period), Err(Fault::Range), "{period}");
        }
    }

    #[test]
    fn always_high_and_always_low() {
        let mut timers = Timers::default();
        assert_eq!(timers.set(0, 0, 1_000_000).unwrap().width, 0);
        assert_eq!(timers.set(0, 1_000_000, 1_000_000).unwrap().width, 8192);
        assert_eq!(timers.set(0, u32::MAX, 1_000_000).unwrap().width, 8192);
        assert_eq!(timers.set(0, u32::MAX, 200_000_000).unwrap().width, 16_383);
    }

    #[test]
    fn timers_are_shared_by_pins_of_the_same_period() {
        let mut timers = Timers::default();
        for pin in 0..6 {
            let pulse = timers.set(pin, 0, 1_000_000).unwrap();
            assert_eq!((pulse.timer, pulse.retimed), (0, pin == 0));
        }
        assert_eq!(timers.set(6, 0, 1_000_000), Err(Fault::Busy));
        assert_eq!(timers.set(1, 0, 2_000_000).unwrap().timer, 1);
        assert_eq!(timers.set(2, 0, 3_000_000).unwrap().timer, 2);
        assert_eq!(timers.set(3, 0, 4_000_000).unwrap().timer, 3);
        assert_eq!(timers.set(4, 0, 5_000_000), Err(Fault::Busy));
        // Whoever has a timer alone changes its period.
        let pulse = timers.set(3, 0, 5_000_000).unwrap();
        assert_eq!(
            (pulse.timer, pulse.retimed, pulse.rebound),
            (3, true, false)
        );
        let pulse = timers.set(3, 0, 2_000_000).unwrap();
        assert_eq!(
            (pulse.timer, pulse.retimed, pulse.rebound),
            (1, false, true)
        );
        assert_eq!(timers.free(3), Some(3));
        assert_eq!(timers.free(3), None);
        assert_eq!(timers.set(7, 0, 6_000_000).unwrap().channel, 3);
    }
}
